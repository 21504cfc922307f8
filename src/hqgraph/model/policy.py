"""What a policy document says, as frozen dataclasses: the contract between parsing and RDF.

The words follow the documents: a :class:`Task` (任务) has measures (具体措施),
assignments (责任单位), a deadline (完成时限), milestones and targets. Nothing here
knows of RDF, files or regular expressions. Every extracted thing carries the
:class:`Span` of the characters that state it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hqgraph.model.text import Span, Text


class Level(StrEnum):
    """The administrative level of a region, an organ or a document."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"


class TaskKind(StrEnum):
    """What an item of the outline is: an aim (目标), a task (任务) or a safeguard (保障)."""

    GOAL = "goal"
    TASK = "task"
    SAFEGUARD = "safeguard"


class Role(StrEnum):
    """How an agency takes part: 牵头, 责任, 配合."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORT = "support"


class DeadlineKind(StrEnum):
    """How 完成时限 is put: a date, an ongoing duty (持续推进), a redacted year (20__年)."""

    BY = "by"
    ONGOING = "ongoing"
    REDACTED = "redacted"


class Relation(StrEnum):
    """Why a document is named: as basis (根据), inside the title, or in passing."""

    BASIS = "basis"
    TITLE = "title"
    MENTIONS = "mentions"


@dataclass(frozen=True, slots=True)
class Region:
    """A region of GB/T 2260: six-digit code, full name, level."""

    code: str
    name: str
    level: Level


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that a document names.

    ``name`` is as printed (line breaks joined), ``canonical`` the normal name in
    this document. ``kind`` is the agency kind of the gazetteer (医疗保障) and
    ``region`` the region it belongs to, each None where the text does not tell.
    ``collective`` marks 各镇人民政府 and its like.
    """

    name: str
    canonical: str
    kind: str | None = None
    region: Region | None = None
    collective: bool = False


@dataclass(frozen=True, slots=True)
class Assignment:
    """An agency's part in a task. ``span`` is the name, ``clause`` the whole duty form."""

    agency: Agency
    role: Role
    span: Span
    clause: Span


@dataclass(frozen=True, slots=True)
class Deadline:
    """The task's own 完成时限. ``date`` is ISO (2025-12-31) where the kind is BY."""

    text: str
    kind: DeadlineKind
    date: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated aim inside the text. ``date`` is None when the year is redacted."""

    text: str
    date: str | None
    quote: str
    span: Span


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified target.

    ``op`` is one of ``= >= > <= < about range``; ``value`` a number, a ratio
    such as ``"1:2"``, or a pair for a range; ``unit`` as printed (%, 个, 家);
    ``subject`` what is measured on (三级公立医院), ``name`` what is measured;
    ``by`` an ISO date.
    """

    name: str
    subject: str | None
    op: str
    value: float | str | tuple[float, float]
    unit: str
    by: str | None
    quote: str
    span: Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A named thing: a hospital or a programme."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Measure:
    """One sentence of a task: a concrete measure (具体措施)."""

    span: Span


@dataclass(frozen=True, slots=True)
class Citation:
    """Another document named in this one, with the words that name it."""

    number: str | None
    title: str | None
    issuer: str | None
    relation: Relation
    quote: str
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the outline. ``parent`` indexes :attr:`Policy.sections`."""

    no: str
    title: str
    depth: int
    span: Span
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """An item of the outline that asks for something.

    ``no`` is as printed without its full stop (``7``, ``（七）``; ``0`` for the
    goals); ``section`` the printed heading it stands under; ``main`` the printed
    number of its first-level section, which tells apart two items numbered
    （一）. ``span`` covers heading and body; ``head`` the heading alone. Where no
    number is printed, ``no`` counts and ``numbered`` is False.
    """

    no: str
    section: str | None
    title: str
    kind: TaskKind
    span: Span
    head: Span
    main: str | None = None
    assignments: tuple[Assignment, ...] = ()
    inherits: tuple[Assignment, ...] = ()
    deadline: Deadline | None = None
    milestones: tuple[Milestone, ...] = ()
    targets: tuple[Target, ...] = ()
    hospitals: tuple[Mention, ...] = ()
    programmes: tuple[Mention, ...] = ()
    measures: tuple[Measure, ...] = ()
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of the header with the characters that print it (None when concluded)."""

    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The document's own particulars (GB/T 9704). Absent fields are None.

    ``issued`` is ISO; ``issuers`` is in printed order; ``form`` the 文种 (方案);
    ``addressees`` the 主送机关 line, ``copies`` the 抄送机关, ``public`` how far it may
    be made public. ``in_force`` is an ISO date or the words (印发之日),
    ``valid_until`` an ISO date or a term (5年), ``repeals`` the title it replaces.
    """

    title: Fact | None = None
    number: Fact | None = None
    issuers: tuple[Fact, ...] = ()
    issued: Fact | None = None
    form: Fact | None = None
    region: Region | None = None
    level: Level | None = None
    addressees: Fact | None = None
    copies: Fact | None = None
    public: Fact | None = None
    in_force: Fact | None = None
    valid_until: Fact | None = None
    repeals: Fact | None = None


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something that could not be placed: what (``reason``), and where."""

    reason: str
    quote: str
    span: Span


@dataclass(frozen=True)
class Policy:
    """One policy document, read and understood."""

    text: Text
    header: Header
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    citations: tuple[Citation, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
