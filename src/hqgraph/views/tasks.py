"""The tasks of documents as ledgers and timelines need them: who, by when, how much, where.

Everything is plain strings, in printed order; what the graph does not say is empty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hqgraph.graph import Graph
from hqgraph.views import select
from hqgraph.views.choice import Choice
from hqgraph.views.facts import DocumentFacts
from hqgraph.views.select import HQ, RDF_TYPE, RDFS_LABEL, Row, Values

_PART_OF = "http://data.europa.eu/eli/ontology#is_part_of"
_MARKS = "（(.．、)）"
LEAD, RESPONSIBLE, SUPPORT, INHERITED = "lead", "responsible", "support", "inherited"


@dataclass(frozen=True, slots=True)
class Duty:
    """One body's part in a task: the body's IRI, full name, printed name and roles."""

    agency: str
    label: str
    printed: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A point in time that a task names. ``kind`` is ``deadline``, ``milestone`` or ``target``.

    ``due`` is an ISO date, empty where the words give none (持续推进).
    """

    kind: str
    text: str
    due: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """One task of a document; ``start`` is the offset of its heading in the text."""

    id: str
    document: DocumentFacts
    no: str
    label: str
    measures: tuple[str, ...] = ()
    duties: tuple[Duty, ...] = ()
    dates: tuple[Dated, ...] = ()
    targets: tuple[str, ...] = ()
    start: int | None = None

    @property
    def name(self) -> str:
        """Number and title as one reads them: （七）完善…, 19. 深化…."""
        if not self.no or self.no[-1] in _MARKS:
            return self.no + self.label
        return f"{self.no}. {self.label}"

    def bodies(self, *roles: str) -> tuple[Duty, ...]:
        """Return the duties in any of these roles, in printed order."""
        return tuple(duty for duty in self.duties if set(roles) & set(duty.roles))


def tasks_of(graph: Graph, choice: Choice) -> tuple[TaskFacts, ...]:
    """Return the tasks that were chosen, document by document, in printed order."""
    homes = sorted(choice.documents)
    if not homes:
        return ()
    described = select.described(graph, "items", document=homes)
    found = [
        (order, iri, values)
        for iri, values in described.items()
        if HQ + "Task" in values[RDF_TYPE] and _themed(values, choice.themes)
        for order in [int(select.first(values, HQ + "order") or 0)]
    ]
    facts = _Facts(graph, homes)
    rank = {iri: place for place, iri in enumerate(choice.documents)}
    tasks = [
        (rank[home], order, facts.task(iri, choice.documents[home], values))
        for order, iri, values in found
        for home in values[_PART_OF]
        if home in rank
    ]
    tasks.sort(key=lambda task: (task[0], task[1], task[2].id))
    chosen = [task for _, _, task in tasks if _in_time(task, choice)]
    if choice.bodies is not None:
        chosen = [task for task in chosen if any(choice.means(duty.agency) for duty in task.duties)]
    return tuple(chosen)


def _themed(values: Values, themes: frozenset[str] | None) -> bool:
    return themes is None or not themes.isdisjoint(values.get(HQ + "theme", ()))


def _in_time(task: TaskFacts, choice: Choice) -> bool:
    """Tell whether a task has a deadline or milestone on or before the day asked for."""
    if choice.until is None:
        return True
    day = choice.until.isoformat()
    return any(one.due and one.due <= day for one in task.dates if one.kind != "target")


class _Facts:
    """What the graph says of the items of some documents, each kind read once."""

    def __init__(self, graph: Graph, homes: Sequence[str]) -> None:
        self._measures = _grouped(select.rows(graph, "item-measures", document=homes))
        self._dates = _grouped(select.rows(graph, "item-dates", document=homes))
        self._duties = _grouped(select.rows(graph, "duties", document=homes))
        self._targets = _targets(select.rows(graph, "targets", document=homes))
        self._starts = _grouped(select.rows(graph, "item-places", document=homes))
        agencies = {row["agency"] for rows in self._duties.values() for row in rows}
        self.bodies = select.described(graph, "bodies", subject=agencies)

    def task(self, iri: str, document: DocumentFacts, values: Values) -> TaskFacts:
        starts = [int(row["start"]) for row in self._starts.get(iri, ())]
        targets = self._targets.get(iri, ())
        return TaskFacts(
            id=iri,
            document=document,
            no=select.first(values, HQ + "no"),
            label=select.first(values, RDFS_LABEL),
            measures=tuple(row["text"] for row in self._measures.get(iri, ())),
            duties=self._duties_of(iri),
            dates=(*self._dates_of(iri), *_due(targets)),
            targets=tuple(label for target in targets for label in target.get(RDFS_LABEL, ())[:1]),
            start=min(starts, default=None),
        )

    def _dates_of(self, iri: str) -> Iterable[Dated]:
        for row in self._dates.get(iri, ()):
            kind = select.tail(row["part"])
            yield Dated(kind, row["text"], row.get("due", ""), row.get("quote", ""))

    def _duties_of(self, iri: str) -> tuple[Duty, ...]:
        roles: dict[str, list[str]] = {}
        printed: dict[str, str] = {}
        for row in self._duties.get(iri, ()):
            role = select.tail(row["role"])
            if role not in roles.setdefault(row["agency"], []):
                roles[row["agency"]].append(role)
            printed.setdefault(row["agency"], row.get("printed", ""))
        return tuple(
            Duty(
                agency,
                label := select.first(self.bodies.get(agency, {}), RDFS_LABEL)
                or select.tail(agency),
                printed[agency] or label,
                tuple(found),
            )
            for agency, found in roles.items()
        )


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return rows by item, in printed order: a deadline before the milestones."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=_order):
        found[row["item"]].append(row)
    return found


def _order(row: Row) -> tuple[str, int, list[tuple[str, str]]]:
    return row.get("part", ""), int(row.get("order", 0)), sorted(row.items())


def _targets(rows: Iterable[Row]) -> dict[str, list[Values]]:
    described: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        described[row["item"], row["subject"]][row["property"]].add(row["value"])
    found: dict[str, list[tuple[int, str, Values]]] = defaultdict(list)
    for (item, target), values in described.items():
        plain = {key: sorted(texts) for key, texts in values.items()}
        found[item].append((int(select.first(plain, HQ + "order") or 0), target, plain))
    return {
        item: [values for _, _, values in sorted(targets, key=lambda one: one[:2])]
        for item, targets in found.items()
    }


def _due(targets: Iterable[Values]) -> Iterable[Dated]:
    for target in targets:
        due = select.first(target, HQ + "due")
        if due:
            quote = select.first(target, HQ + "quote")
            yield Dated("target", select.first(target, RDFS_LABEL), due, quote)
