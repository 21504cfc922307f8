"""The query graph: what a question asks for, as typed values, before any SPARQL.

A :class:`Query` wants things of one sort that meet all constraints. Tasks are at
the centre: an agency, a hospital, a target or a deadline is wanted by way of the
tasks that name it; documents have constraints of their own. Nodes are IRIs that
the lexicon found in the graph, never words of the question; only titles are
compared as text.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from hqgraph.records import record


class Want(StrEnum):
    """What sort of thing the answer consists of."""

    TASK = "task"
    AGENCY = "agency"
    HOSPITAL = "hospital"
    TARGET = "target"
    DEADLINE = "deadline"
    MEASURE = "measure"
    DOCUMENT = "document"
    ISSUED = "issued"
    ISSUER = "issuer"
    NUMBER = "number"


@record
class Charged:
    """A task that one of ``agencies`` has a part in, in one of ``roles`` (empty: any)."""

    agencies: tuple[str, ...]
    roles: tuple[str, ...]
    words: str


@record
class EachOf:
    """Tasks counted for each of ``agencies`` (empty: every body) that has one of ``roles``."""

    agencies: tuple[str, ...]
    roles: tuple[str, ...]
    words: str


@record
class Shared:
    """A task that a document of one of these regions has, too: by title, or aligned with it."""

    regions: tuple[str, ...]
    words: str


@record
class Says:
    """A task whose title, programmes or measures have these words; with ``own`` the measure."""

    text: str
    words: str
    own: bool = False


@record
class OnlyBy:
    """A task that no body but ``agencies`` has a part in."""

    agencies: tuple[str, ...]
    words: str


@record
class Within:
    """A document of one of these regions; with ``inside`` also of a region inside them.

    ``places`` are all regions of documents that this comes to, where they are looked up.
    """

    regions: tuple[str, ...]
    words: str
    inside: bool = False
    places: tuple[str, ...] = ()


@record
class OfLevel:
    """A document of this administrative level."""

    level: str
    words: str


@record
class InDocument:
    """A thing of one of these documents."""

    documents: tuple[str, ...]
    words: str


@record
class Due:
    """A task whose own deadline lies in [first, last], ISO dates, either open."""

    first: str | None
    last: str | None
    words: str


@record
class DeadlineKind:
    """A task with a deadline of this kind; ``""`` is any deadline at all."""

    kind: str
    words: str


@record
class TaskIs:
    """One of these tasks."""

    tasks: tuple[str, ...]
    words: str


@record
class Numbered:
    """A task printed with one of these numbers; with one of ``others`` where none has these."""

    numbers: tuple[str, ...]
    words: str
    others: tuple[str, ...] = ()


@record
class TitleHas:
    """A task whose title has these words."""

    text: str
    words: str


@record
class ThemeIs:
    """A task of one of these themes."""

    themes: tuple[str, ...]
    words: str


@record
class Mentions:
    """A task that names one of these hospitals (empty: any)."""

    hospitals: tuple[str, ...]
    words: str


@record
class Programme:
    """A task that names one of these programmes."""

    names: tuple[str, ...]
    words: str


@record
class TargetIs:
    """One of these targets, or a task that has one of them."""

    targets: tuple[str, ...]
    words: str


@record
class TargetDue:
    """A target to be met in [first, last]; with ``undated`` one without a date of its own."""

    first: str | None
    last: str | None
    words: str
    undated: bool = False


@record
class HasTarget:
    """A task that has any target."""

    words: str


@record
class ValueIs:
    """A target whose value compares so (``>=`` and its like, or ``=``) with a number or ratio."""

    operator: str
    value: str
    unit: str
    words: str


@record
class AgencyIs:
    """A wanted agency that is one of these."""

    agencies: tuple[str, ...]
    words: str


@record
class Assigned:
    """A task that anyone has a part in, in one of ``roles`` (empty: any)."""

    roles: tuple[str, ...]
    words: str


@record
class Linked:
    """A document in a relation with one of ``documents``.

    ``relation`` is based-on, implements, cites or derives-from; ``inverse`` says
    that the wanted document is the one that is relied on.
    """

    relation: str
    documents: tuple[str, ...]
    inverse: bool
    words: str


@record
class IssuedIn:
    """A document dated in [first, last]."""

    first: str | None
    last: str | None
    words: str


@record
class IssuedBy:
    """A document that one of these bodies issued."""

    agencies: tuple[str, ...]
    words: str


@record
class TitledWith:
    """A document whose title has these words."""

    text: str
    words: str


@record
class Safeguard:
    """One of a document's safeguards (保障措施)."""

    words: str


@record
class Not:
    """What must not hold."""

    inner: Constraint


@record
class AnyOf:
    """What holds when one of several holds."""

    inner: tuple[Constraint, ...]


Constraint: TypeAlias = (
    Charged | EachOf | Shared | Says | Safeguard | OnlyBy
    | Within | OfLevel | InDocument | Due | DeadlineKind | TaskIs | Numbered | TitleHas
    | ThemeIs | Mentions | Programme | TargetIs | TargetDue | HasTarget | ValueIs | AgencyIs
    | Assigned | Linked | IssuedIn | IssuedBy | TitledWith | Not | AnyOf
)  # fmt: skip


class Form(StrEnum):
    """What is made of the things found."""

    LIST = "list"
    COUNT = "count"
    COUNT_EACH = "count-each"
    MOST = "most"
    LEAST = "least"
    FIRST = "first"
    LAST = "last"
    WHETHER = "whether"
    SAME = "same"
    APART = "apart"


@record
class Having:
    """How many things must hang on a wanted one: tasks on a body, bodies on a task."""

    operator: str
    number: int
    words: str


@record
class Query:
    """A question as understood: things of sort ``want`` that meet all of ``where``.

    ``items`` is true where goals and safeguards count as tasks; ``note`` says in
    words what was read in one way of several. ``having`` keeps what so many things
    hang on; ``rank`` is the place that 最多 means, with ``top`` all down to it.
    ``each`` says what is counted for each of: regions, bodies or levels; ``places``
    how many regions are compared.
    """

    want: Want
    where: tuple[Constraint, ...]
    form: Form = Form.LIST
    roles: tuple[str, ...] = ()
    items: bool = False
    notes: tuple[str, ...] = ()
    having: Having | None = None
    rank: int = 1
    top: bool = False
    each: str = "region"
    places: int = 0
