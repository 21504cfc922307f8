"""Of many documents, the few whose tasks are worth aligning with one task, in a large store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from pyoxigraph import NamedNode

from hqgraph.graph import Graph
from hqgraph.linking.task_text import TaskText
from hqgraph.rdf.vocabulary import ELI, HQ

MOST_ALIGNED = 24
"""How many documents below a task, and how many beside it, are aligned with its own."""


def nearest(graph: Graph, own: TaskText, candidates: Iterable[str]) -> set[str]:
    """Return the candidates worth aligning: those already linked with the task, then the nearest.

    Near is a region whose code begins alike. Where there are no more than
    ``MOST_ALIGNED`` all are returned.
    """
    found = sorted(set(candidates))
    if len(found) <= MOST_ALIGNED:
        return set(found)
    linked = _linked(graph, own)
    places = _codes(graph, [own.document.value, *found])
    here = places.get(own.document.value, "")

    def far(iri: str) -> tuple[bool, int, str]:
        pairs = zip(here, places.get(iri, ""), strict=False)
        return (
            iri not in linked,
            -sum(1 for _ in takewhile(lambda two: two[0] == two[1], pairs)),
            iri,
        )

    return set(sorted(found, key=far)[:MOST_ALIGNED])


def _linked(graph: Graph, own: TaskText) -> set[str]:
    """Return the documents of the tasks that stored links join with this one, either way."""
    rows = graph.query(
        f"SELECT DISTINCT ?d WHERE {{ {{ {own.iri} {HQ.elaborates} ?other }}"
        f" UNION {{ ?other {HQ.elaborates} {own.iri} }} ?other {ELI.is_part_of} ?d }}"
    ).rows
    return {row[0].value for row in rows if isinstance(row[0], NamedNode)}


def _codes(graph: Graph, documents: Sequence[str]) -> dict[str, str]:
    """Return the region code of each document that has one."""
    nodes = " ".join(str(NamedNode(one)) for one in documents)
    rows = graph.query(
        f"SELECT DISTINCT ?d ?region WHERE {{ VALUES ?d {{ {nodes} }}"
        f" ?d {ELI.jurisdiction} ?region }} ORDER BY ?d ?region"
    ).rows
    found: dict[str, str] = {}
    for node, place in rows:
        if isinstance(node, NamedNode) and isinstance(place, NamedNode):
            found.setdefault(node.value, place.value.rsplit("/", 1)[-1])
    return found
