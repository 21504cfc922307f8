"""What the tools return: typed, so that a client gets a schema, and bounded."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

Value = str | int | float | bool | None
Basis = Literal["stated", "catalogue", "inferred", "derived"]


class Quote(BaseModel):
    """The words that prove a fact: characters ``start`` to ``end`` of a document's text."""

    document: str = Field(description="IRI of the document")
    label: str = Field(description="its title or number")
    start: int
    end: int
    text: str


class Proof(Quote):
    """The words that prove answers. ``supports`` are their ``iri``s; empty: all of them."""

    supports: list[str]


class Hit(BaseModel):
    """A thing that a search found."""

    iri: str
    kind: str = Field(description="document, task, agency, hospital, indicator, region or theme")
    label: str
    matched: str = Field(description="the name that matched")
    place: str = Field(description="the region, or for a task its document")


class Found(BaseModel):
    """What a search found, best first."""

    query: str
    hits: list[Hit]
    total: int = Field(description="how many there are; more than hits where the limit cut them")


class Fact(BaseModel):
    """One statement about a thing. ``value`` is a name or a literal, ``iri`` the node behind it."""

    property: str
    name: str
    value: str
    iri: str | None = None
    basis: Basis


class Thing(BaseModel):
    """What the graph says of one thing."""

    iri: str
    label: str
    types: list[str]
    facts: list[Fact]
    pointing_here: list[Fact] = Field(description="statements of others about this thing")
    quotes: list[Quote]
    truncated: bool


class Described(BaseModel):
    """The things that a name can mean: 县医保局 is one body in every county."""

    name: str
    things: list[Thing]
    total: int


class Answered(BaseModel):
    """The answer to a question in Chinese. ``why`` says what was not understood."""

    question: str
    understood: bool
    reading: str
    answers: list[dict[str, Value | list[Value]]]
    quotes: list[Proof]
    total: int
    why: str
    notes: list[str]
    sparql: str


class Column(BaseModel):
    """A column of a table: its name in the rows, its heading in words."""

    name: str
    heading: str


class Table(BaseModel):
    """The answer to a query. ``boolean`` is the answer to an ASK."""

    columns: list[Column]
    rows: list[dict[str, Value]]
    truncated: bool
    boolean: bool | None = None
    sparql: str


class Document(BaseModel):
    """A document by what people call it."""

    iri: str
    label: str
    number: str | None
    region: str | None


class Step(BaseModel):
    """An edge of a lineage: ``child`` rests on ``parent``."""

    child: Document
    parent: Document
    basis: Basis
    confidence: float
    reason: str
    sentence: str


class TaskStep(BaseModel):
    """Where a task stands in another document, and how sure that is."""

    document: Document
    role: str = Field(description="above, self, below or beside")
    basis: str = Field(description="stated, catalogue, inferred, or why there is no task")
    no: str | None
    title: str | None
    confidence: float | None
    reason: str
    sentence: str


class Lineage(BaseModel):
    """What a document rests on (up) and what rests on it (down), or a task level by level."""

    document: Document
    up: list[Step]
    down: list[Step]
    task_steps: list[TaskStep]
    truncated: bool


class TargetChange(BaseModel):
    """A target in both documents."""

    name: str
    parent: str | None
    child: str | None
    change: str


class Pair(BaseModel):
    """A task of the parent and the task of the child that answers it."""

    parent_no: str
    parent_title: str
    child_no: str
    child_title: str
    confidence: float
    reason: str
    targets: list[TargetChange]
    agencies_added: list[str]
    agencies_dropped: list[str]
    deadline: str | None
    sentences_changed: int
    sentences_added: int
    sentences_dropped: int


class Item(BaseModel):
    """A task that only one of two documents has."""

    no: str
    title: str
    iri: str


class Compared(BaseModel):
    """Two documents side by side."""

    parent: Document
    child: Document
    pairs: list[Pair]
    parent_only: list[Item]
    child_only: list[Item]
    truncated: bool


class Evidence(BaseModel):
    """The words behind a thing and its parts."""

    name: str
    quotes: list[Quote]
    total: int
