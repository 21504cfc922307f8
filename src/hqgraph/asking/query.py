"""The query graph: what a question asks for, as typed values, before any SPARQL.

A :class:`Query` wants things of one sort that meet all constraints. Tasks are at
the centre: an agency, a hospital, a target or a deadline is wanted by way of the
tasks that name it; documents have constraints of their own. Nodes are IRIs that
the lexicon found in the graph, never words of the question; only titles are
compared as text.
"""

from __future__ import annotations

from enum import StrEnum

from hqgraph.asking.constraints import (
    AgencyIs,
    AnyOf,
    Assigned,
    CalledSo,
    Charged,
    Constraint,
    DateOfTarget,
    DateSays,
    DeadlineKind,
    Due,
    EachOf,
    HasTarget,
    HasToo,
    InDocument,
    InSection,
    IssuedBy,
    IssuedIn,
    Itemised,
    Linked,
    Mentions,
    MilestoneDue,
    Not,
    Numbered,
    OfLevel,
    OnlyBy,
    Programme,
    Safeguard,
    Says,
    Shared,
    TargetDue,
    TargetIs,
    TaskIs,
    Than,
    ThemeIs,
    TitledWith,
    TitleHas,
    ValueIs,
    Within,
)
from hqgraph.records import record

__all__ = [
    "AgencyIs",
    "AnyOf",
    "Assigned",
    "CalledSo",
    "Charged",
    "Constraint",
    "DateOfTarget",
    "DateSays",
    "DeadlineKind",
    "Due",
    "EachOf",
    "Form",
    "HasTarget",
    "HasToo",
    "Having",
    "InDocument",
    "InSection",
    "IssuedBy",
    "IssuedIn",
    "Itemised",
    "Linked",
    "Mentions",
    "MilestoneDue",
    "Not",
    "Numbered",
    "OfLevel",
    "OnlyBy",
    "Programme",
    "Query",
    "Safeguard",
    "Says",
    "Shared",
    "TargetDue",
    "TargetIs",
    "TaskIs",
    "Than",
    "ThemeIs",
    "TitleHas",
    "TitledWith",
    "ValueIs",
    "Want",
    "Within",
]


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
    DATE = "date"


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
    MORE_BY = "more-by"
    SO_MANY = "so-many"


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
