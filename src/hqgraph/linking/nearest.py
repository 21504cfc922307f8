"""Of all documents, the few whose tasks are worth aligning with one task, and how many were seen.

Aligning looks at every sentence of two documents, which a large store cannot afford
for each of its documents. What the store has by name is asked first: tasks of a
common theme, of the same title, and those that stored links join with a task above.
They are held against the task by their titles, the best of them by their sentences
too, and the documents of the likest are aligned. How many were left out is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from hqgraph.graph import Graph
from hqgraph.linking.alignment_text import Grams, grams
from hqgraph.linking.task_text import TaskText
from hqgraph.rdf.concepts import themes
from hqgraph.rdf.iri import concept_iri
from hqgraph.rdf.vocabulary import ELI, HQ, RDFS

MOST_ALIGNED = 24
"""How many documents below a task, and how many beside it, are aligned with its own."""

_CLOSER = 10 * MOST_ALIGNED
"""How many of the tasks likest by title are held against the task by their sentences."""
_AT_A_TIME = 200


@dataclass(frozen=True, slots=True)
class Looked:
    """How many documents were looked through for a task's kin.

    ``documents`` are all that could have any, ``alike`` those that have a task of a
    common theme or title, or linked with it, ``compared`` those whose sentences were aligned.
    """

    documents: int
    alike: int
    compared: int

    @property
    def left_out(self) -> int:
        """How many documents that have such a task were not aligned."""
        return self.alike - self.compared


@dataclass(frozen=True, slots=True)
class Near:
    """The documents with tasks like one task: how alike the likest is, and which are linked.

    ``linked`` are the documents of the tasks that stored links join with the task itself.
    """

    likeness: Mapping[str, float]
    linked: frozenset[str] = field(default=frozenset())

    def first(self, candidates: Iterable[str], most: int = MOST_ALIGNED) -> tuple[str, ...]:
        """Return the candidates worth aligning: the linked, then the likest; all where few."""

        def rank(iri: str) -> tuple[bool, float, str]:
            return iri not in self.linked, -self.likeness.get(iri, 0.0), iri

        return tuple(sorted(set(candidates), key=rank)[:most])

    def alike(self, candidates: Iterable[str]) -> set[str]:
        """Return the candidates that have a task of a common theme or title, or a linked one."""
        return {iri for iri in candidates if iri in self.likeness or iri in self.linked}


@dataclass(frozen=True, slots=True)
class _Candidate:
    item: NamedNode
    document: str
    title: str


def near_documents(graph: Graph, own: TaskText, upper: Sequence[TaskText] = ()) -> Near:
    """Return the documents with a task like ``own``, or like one of those above it."""
    models = [own, *upper]
    titles = [grams(one.title) for one in models]
    found = {
        one.item: (one, max(_dice(grams(one.title), title) for title in titles))
        for one in _candidates(graph, models)
        if one.document != own.document.value
    }
    ranked = sorted(found.values(), key=lambda pair: (-pair[1], pair[0].item.value))
    closer = _texts(graph, [one.item for one, _ in ranked[:_CLOSER]])
    texts = [_of(one.title, one.sentences) for one in models]
    likeness: dict[str, float] = {}
    for one, by_title in ranked:
        whole = _of(one.title, closer.get(one.item, ()))
        by_text = max(_dice(whole, text) for text in texts) if one.item in closer else 0.0
        alike = (by_title + by_text) / 2
        likeness[one.document] = max(likeness.get(one.document, 0.0), alike)
    return Near(likeness, frozenset(_linked(graph, own)))


def _of(title: str, sentences: Iterable[str]) -> Grams:
    return grams("\n".join((title, *sentences)))


def _dice(one: Grams, other: Grams) -> float:
    whole = len(one) + len(other)
    return 2 * len(one & other) / whole if whole else 0.0


def _candidates(graph: Graph, models: Sequence[TaskText]) -> Iterator[_Candidate]:
    """Yield the items of a common theme or title, and those linked with a task above."""
    named = " ".join(sorted({str(Literal(one.title, language="zh")) for one in models}))
    above = " ".join(str(one.iri) for one in models[1:])
    ways = [f"VALUES ?title {{ {named} }} ?item {RDFS.label} ?title"]
    ways += [f"VALUES ?theme {{ {_themes(graph, models[0])} }} ?item {HQ.theme} ?theme"]
    ways += [f"VALUES ?above {{ {above} }} ?item {HQ.elaborates} ?above"] if above else []
    for way in ways:
        rows = graph.query(
            f"SELECT DISTINCT ?item ?document ?label WHERE {{ {way} ."
            f" ?item {ELI.is_part_of} ?document ; {RDFS.label} ?label }}"
        ).rows
        for item, document, label in rows:
            if not isinstance(item, NamedNode) or not isinstance(document, NamedNode):
                continue
            if isinstance(label, Literal):
                yield _Candidate(item, document.value, label.value)


def _themes(graph: Graph, own: TaskText) -> str:
    """Return a task's themes with the broader ones and the narrower ones of the scheme."""
    broader = {theme.broader for theme in themes() if theme.slug in own.themes and theme.broader}
    narrower = {theme.slug for theme in themes() if theme.broader in own.themes}
    found = {str(concept_iri("theme", slug)) for slug in {*own.themes, *broader, *narrower}}
    rows = graph.query(f"SELECT DISTINCT ?theme WHERE {{ {own.iri} {HQ.theme} ?theme }}").rows
    return " ".join(sorted(found | {str(row[0]) for row in rows}))


def _texts(graph: Graph, items: Sequence[NamedNode]) -> dict[NamedNode, list[str]]:
    """Return the sentences of items; of one without any the empty list."""
    found: dict[NamedNode, list[str]] = defaultdict(list)
    for at in range(0, len(items), _AT_A_TIME):
        part = items[at : at + _AT_A_TIME]
        found.update((item, []) for item in part)
        nodes = " ".join(map(str, part))
        rows = graph.query(
            f"SELECT DISTINCT ?item ?text WHERE {{ VALUES ?item {{ {nodes} }}"
            f" ?item {HQ.measure} ?measure . ?measure {HQ.text} ?text }}"
        ).rows
        for item, text in rows:
            if isinstance(item, NamedNode) and isinstance(text, Literal):
                found[item].append(text.value)
    return found


def _linked(graph: Graph, own: TaskText) -> set[str]:
    """Return the documents of the tasks that stored links join with this one, either way."""
    rows = graph.query(
        f"SELECT DISTINCT ?d WHERE {{ {{ {own.iri} {HQ.elaborates} ?other }}"
        f" UNION {{ ?other {HQ.elaborates} {own.iri} }} ?other {ELI.is_part_of} ?d }}"
    ).rows
    return {row[0].value for row in rows if isinstance(row[0], NamedNode)}
