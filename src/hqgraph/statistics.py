"""What a store holds, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal

from hqgraph.graph import Graph
from hqgraph.queries.run import with_prefixes
from hqgraph.rdf.vocabulary import SHARED_GRAPHS, graph_family

_COUNTED = {
    "documents": "?thing a hq:PolicyDocument",
    "tasks": "?thing a hq:Task",
    "agencies": "?duty hq:agency ?thing",
    "hospitals": "?item hq:mentionsHospital ?thing",
    "targets": "?thing a hq:Target",
    "deadlines": "?thing a hq:Deadline",
    "citations": "?thing a hq:Citation",
    "directives": "?thing a hq:CatalogueEntry",
}


@dataclass(frozen=True, slots=True)
class Statistics:
    """``things`` by kind; ``quads`` by group of graphs; ``inferred`` is what reasoning added."""

    things: dict[str, int]
    quads: dict[str, int]
    inferred: int

    @property
    def total(self) -> int:
        """How many quads there are in all."""
        return sum(self.quads.values())


def statistics(graph: Graph) -> Statistics:
    """Count what a graph holds; the documents' own graphs count together."""
    things = {name: _count(graph, pattern) for name, pattern in _COUNTED.items()}
    quads = dict.fromkeys(("doc", "evidence", *sorted(SHARED_GRAPHS)), 0)
    for name in graph.graph_names():
        group = graph_family(name)
        quads[group] = quads.get(group, 0) + sum(1 for _ in graph.quads(name))
    inferred = quads["closure"]
    return Statistics(things, quads, inferred)


def _count(graph: Graph, pattern: str) -> int:
    sparql = f"SELECT (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ {pattern} }}"
    count = graph.query(with_prefixes(sparql)).rows[0][0]
    return int(count.value) if isinstance(count, Literal) else 0
