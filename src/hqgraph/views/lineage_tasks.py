"""How the tasks of a lineage's documents answer to each other, for the page to unfold.

On a page of few documents any two of them are aligned, as ``hqgraph lineage --task``
does; on a larger one the links that the store holds are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pyoxigraph import NamedNode

from hqgraph.graph import Graph
from hqgraph.linking.nearest_sentence import nearest_sentence
from hqgraph.linking.pairs import Pairs
from hqgraph.views import select

MOST_ALIGNED = 10
"""Documents whose tasks are aligned for the page; of more, only the stored links are shown."""


@dataclass(frozen=True, slots=True)
class TaskLink:
    """The item ``child`` elaborates the item ``parent``: always inferred, with its reason.

    ``beside`` where no lineage joins their documents. Of each its sentence most like
    the other is ``child_says`` and ``parent_says``, empty where that was not looked for.
    """

    child: str
    parent: str
    confidence: float
    reason: str
    beside: bool = False
    child_says: str = ""
    parent_says: str = ""


def aligned_tasks(
    graph: Graph, held: Sequence[str], above: Mapping[str, frozenset[str]]
) -> list[TaskLink]:
    """Return how the tasks of documents (their IRIs, from the nation down) align, sorted.

    ``above`` are the documents that each one rests on, at any distance.
    """
    pairs = Pairs(graph)
    found = [
        link
        for first, second in combinations(held, 2)
        for link in _between(pairs, first, second, above)
    ]
    return sorted(found, key=lambda link: (link.child, link.parent))


def _between(
    pairs: Pairs, first: str, second: str, above: Mapping[str, frozenset[str]]
) -> Iterator[TaskLink]:
    parent, child = (second, first) if second in above[first] else (first, second)
    beside = parent not in above[child]
    for pair in pairs.take(NamedNode(parent), NamedNode(child)):
        yield TaskLink(
            pair.child.iri.value,
            pair.parent.iri.value,
            round(pair.confidence, 2),
            pair.reason,
            beside,
            nearest_sentence(pair.parent, pair.child),
            nearest_sentence(pair.child, pair.parent),
        )


def task_links(graph: Graph, documents: Iterable[str], items: Iterable[str]) -> list[TaskLink]:
    """Return the links from items of these documents to one of ``items``, sorted."""
    wanted, known = sorted(documents), set(items)
    if not wanted:
        return []
    found = {
        (row["child"], row["parent"]): TaskLink(
            row["child"], row["parent"], float(row["confidence"]), row.get("reason", "")
        )
        for row in select.rows(graph, "task-links", document=wanted)
        if row["child"] in known and row["parent"] in known
    }
    return [found[pair] for pair in sorted(found)]


def opening_sentences(graph: Graph, documents: Iterable[str]) -> dict[str, str]:
    """Return the first sentence of each item of these documents, by the item's IRI."""
    rows = select.rows(graph, "item-measures", document=documents)
    found = sorted((row["item"], int(row.get("order", "0")), row["text"]) for row in rows)
    return {item: text for item, _, text in reversed(found)}
