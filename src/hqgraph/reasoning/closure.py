"""The fast path: what follows from the facts, computed inside an engine by SPARQL updates.

The facts that some rule looks at are copied into a store in memory, where each
triple stands once whatever graphs state it; the rules run there until nothing
new comes; what they added becomes the graph ``closure``. It is always computed
afresh, so a graph from which a document was removed closes to the very same
triples as one that never had it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import pyoxigraph
from pyoxigraph import NamedNode, Quad, Triple

from hqgraph.graph import Graph
from hqgraph.graph.facts import fact_graphs
from hqgraph.rdf.vocabulary import graph_iri
from hqgraph.reasoning.rules import Rule, compile_rules
from hqgraph.resources import resource

_CLOSURE = graph_iri("closure")


def close(graph: Graph, rules: Sequence[Rule] | None = None) -> int:
    """Replace the graph ``closure`` by what follows from the other facts; return its size.

    Reads the documents', the catalogue's and the links' graphs: not evidence, not
    the ontology. ``rules`` are those of the shipped ontology unless given.
    Nothing that a document states is repeated.
    """
    found = inferred(graph, rules)
    graph.replace_graph(_CLOSURE, found)
    return len(found)


def inferred(graph: Graph, rules: Sequence[Rule] | None = None) -> list[Triple]:
    """Return what follows from a graph's facts, without changing it; in no fixed order."""
    rules = ontology_rules() if rules is None else rules
    store = pyoxigraph.Store()
    store.bulk_extend(_premises(graph, {rule.predicate for rule in rules}))
    size = -1
    while size != len(store):
        size = len(store)
        for rule in rules:
            store.update(rule.update)
    return [quad.triple for quad in store.quads_for_pattern(None, None, None, _CLOSURE)]


@cache
def ontology_rules() -> tuple[Rule, ...]:
    """Return the rules of the ontology that hqgraph ships."""
    return tuple(compile_rules(resource("ontology", "hqgraph.ttl")))


def facts(graph: Graph) -> Iterator[Quad]:
    """Yield the quads that reasoning starts from."""
    for name in fact_graphs(graph):
        if name != _CLOSURE:
            yield from graph.quads(name)


def _premises(graph: Graph, predicates: Iterable[NamedNode]) -> Iterator[Quad]:
    """Yield the facts that a rule can look at, all in the default graph."""
    wanted = set(predicates)
    for quad in facts(graph):
        if quad.predicate in wanted:
            yield Quad(quad.subject, quad.predicate, quad.object)
