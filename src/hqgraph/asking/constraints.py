"""The constraints of a query graph: what must hold of a task, a target, a document, a body.

Nodes are IRIs that the lexicon found in the graph, never words of the question; only
titles and what the text says are compared as text. ``words`` is how the question puts it.
"""

from __future__ import annotations

from hqgraph.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias


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
    """A task that a document of one of these regions has, too: by title, or aligned with it.

    With ``titled`` by title alone.
    """

    regions: tuple[str, ...]
    words: str
    titled: bool = False


@record
class Says:
    """A task whose title, programmes or measures have these words; with ``own`` the measure.

    Words that are no known name are ``free``; ``bare`` is what to look for where no text
    has the whole of them.
    """

    text: str
    words: str
    own: bool = False
    free: bool = False
    bare: str = ""


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
class MilestoneDue:
    """A task whose text has a date in [first, last]: of a milestone or of a target."""

    first: str | None
    last: str | None
    words: str


@record
class DateOfTarget:
    """A wanted date that is the own one of a named target."""

    words: str


@record
class DateSays:
    """A wanted date whose sentence has one of these words."""

    forms: tuple[str, ...]
    words: str


@record
class InSection:
    """A task under a heading that has these words, or under one numbered so at the top."""

    text: str
    words: str
    numbers: tuple[str, ...] = ()


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
    """A document in a relation with one of ``documents``, or with any where there are none.

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
class HasToo:
    """A wanted thing that hangs on another task of its document, too.

    ``task`` says which; ``side`` is agency (with a part in it, in one of ``roles``),
    hospital (that it names) or document (that has it).
    """

    task: Constraint
    side: str
    roles: tuple[str, ...]
    words: str


@record
class Than:
    """Two bodies or two regions (``side`` agency or region) set against each other by tasks.

    ``sign`` says whether the first has more or fewer, or nothing; ``whether`` that it
    is asked if so. Bodies count by their part in one of ``roles``.
    """

    pair: tuple[str, str]
    side: str
    sign: str
    whether: bool
    roles: tuple[str, ...]
    words: str


@record
class CalledSo:
    """A task that prints one of ``agencies`` under one of ``names``, in one of ``roles``."""

    agencies: tuple[str, ...]
    roles: tuple[str, ...]
    names: tuple[str, ...]
    words: str


@record
class Itemised:
    """A wanted body that is not given all tasks of a document at once."""

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
    Charged | EachOf | Shared | Says | Safeguard | OnlyBy | Within | OfLevel | InDocument
    | Due | DeadlineKind | TaskIs | Numbered | TitleHas | ThemeIs | Mentions | Programme
    | TargetIs | TargetDue | HasTarget | ValueIs | AgencyIs | MilestoneDue | DateOfTarget
    | DateSays | InSection | Assigned | Linked | IssuedIn | IssuedBy | TitledWith | HasToo
    | Than | Itemised | CalledSo | Not | AnyOf
)  # fmt: skip
