"""Which sentences of two aligned items have most in common: what an alignment is shown by."""

from __future__ import annotations

from pyoxigraph import NamedNode

from hqgraph.graph import Graph
from hqgraph.linking.compare_sentences import LEAST_LIKE, grams, likeness
from hqgraph.rdf.vocabulary import HQ
from hqgraph.reasoning.grounds import Value, rows

_MOST_PAIRS = 2

_Measure = tuple[NamedNode, Value]


def likest_measures(graph: Graph, one: NamedNode, other: NamedNode) -> list[_Measure]:
    """Return the measures of two items that are most alike, and their words, pair by pair."""
    left, right = _measures(graph, one), _measures(graph, other)
    ranked = sorted(
        (-likeness(grams(text.value), grams(words.value)), at, to)
        for at, (_, text) in enumerate(left)
        for to, (_, words) in enumerate(right)
    )
    return [
        measure
        for less, at, to in ranked[:_MOST_PAIRS]
        if -less >= LEAST_LIKE
        for measure in (left[at], right[to])
    ]


def _measures(graph: Graph, item: NamedNode) -> list[_Measure]:
    told = rows(
        graph,
        f"SELECT ?m ?text WHERE {{ {item} {HQ.measure} ?m . ?m {HQ.text} ?text }} ORDER BY ?m",
    )
    return [(row[0], row[1]) for row in told if isinstance(row[0], NamedNode)]
