"""What follows from the facts, as graphs of the family ``closure``.

The facts that some rule looks at are read, each triple once whatever graphs state
it; the rules run over them (:mod:`hqgraph.reasoning.chaining`) until nothing new
comes; what they add is written.

Every rule but transitivity looks at one triple alone. So what follows from one
document's facts, but for transitivity, depends on that document only and has a
graph of its own, ``closure/{slug}``; what follows from the shared graphs, and
from transitivity across documents, is the small graph ``closure``. After a
change, the documents that it touched are closed again, and the small graph.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache

from pyoxigraph import NamedNode, Quad, Triple

from hqgraph.graph import Graph
from hqgraph.graph.batches import batches
from hqgraph.graph.facts import fact_graphs
from hqgraph.rdf.vocabulary import GRAPH, graph_family, graph_iri
from hqgraph.reasoning.chaining import concluded
from hqgraph.reasoning.rules import Rule, compile_rules
from hqgraph.resources import resource

_CLOSURE = graph_iri("closure")
_STATED, _LINKS, _ADDED = GRAPH + "doc/", GRAPH + "links/", GRAPH + "closure/"
_OWN = (_STATED, _LINKS)
_ACROSS = "prp-trp"
"""The one rule whose premises can come from two documents."""


def close(
    graph: Graph,
    rules: Sequence[Rule] | None = None,
    documents: Collection[NamedNode] | None = None,
) -> int:
    """Replace the closure graphs by what follows from the other facts; return how much is written.

    Reads the documents', the catalogue's and the links' graphs: not evidence, not
    the ontology. ``rules`` are those of the shipped ontology unless given.
    ``documents`` are those whose own facts or links changed (or that are gone)
    since the graph was closed; None for all. A document's closure repeats nothing
    of that document, the shared one nothing that it was concluded from.
    """
    rules = ontology_rules() if rules is None else rules
    names = graph.graph_names()
    slugs = sorted(
        {
            name.value.removeprefix(start)
            for name in names
            for start in _OWN
            if name.value.startswith(start)
        }
    )
    held = {name.value.removeprefix(_ADDED) for name in names if name.value.startswith(_ADDED)}
    if documents is not None:
        touched = {_slug(document) for document in documents}
        redone = [slug for slug in slugs if slug in touched]
    else:
        redone = slugs
    present = set(names)
    gone = sorted(held - set(slugs))
    graph.replace_graphs({NamedNode(_ADDED + slug): None for slug in gone})
    count = 0
    for part in batches(redone):
        written = {
            NamedNode(_ADDED + slug): _of_document(graph, slug, present, rules) for slug in part
        }
        graph.replace_graphs(written)
        count += sum(map(len, written.values()))
    across = _across(graph, rules)
    graph.replace_graph(_CLOSURE, across)
    return count + len(across)


def inferred(graph: Graph, rules: Sequence[Rule] | None = None) -> list[Triple]:
    """Return what follows from a graph's facts, without changing it; in no fixed order."""
    rules = ontology_rules() if rules is None else rules
    return concluded(facts(graph), rules)


@cache
def ontology_rules() -> tuple[Rule, ...]:
    """Return the rules of the ontology that hqgraph ships."""
    return tuple(compile_rules(resource("ontology", "hqgraph.ttl")))


def facts(graph: Graph) -> Iterator[Quad]:
    """Yield the quads that reasoning starts from."""
    for name in fact_graphs(graph):
        if graph_family(name) != "closure":
            yield from graph.quads(name)


def _of_document(
    graph: Graph, slug: str, present: set[NamedNode], rules: Sequence[Rule]
) -> list[Triple]:
    """Return what follows from one document's facts and links alone.

    Only the properties that a rule looks at are read: most of a document's have none.
    """
    local = [rule for rule in rules if rule.name != _ACROSS]
    premises = (
        quad
        for name in (NamedNode(start + slug) for start in _OWN)
        if name in present
        for predicate in sorted({rule.predicate for rule in local}, key=str)
        for quad in _selected(graph, f"GRAPH {name} {{ ?s {predicate} ?o }}", predicate)
    )
    return concluded(premises, local)


def _across(graph: Graph, rules: Sequence[Rule]) -> list[Triple]:
    """Return what follows from the shared graphs, and from documents joined by transitivity.

    Of the documents, and of what follows from each, only the properties that
    transitivity uses or leads to are read.
    """
    shared = (
        quad
        for name in fact_graphs(graph)
        if name != _CLOSURE and not name.value.startswith((*_OWN, _ADDED))
        for predicate in sorted({rule.predicate for rule in rules}, key=str)
        for quad in _selected(graph, f"GRAPH {name} {{ ?s {predicate} ?o }}", predicate)
    )
    return concluded((*shared, *_of_properties(graph, _joined(rules))), rules)


def _joined(rules: Sequence[Rule]) -> list[NamedNode]:
    """Return the transitive properties, and those that a rule concludes from them."""
    found = {rule.predicate for rule in rules if rule.name == _ACROSS}
    size = -1
    while size != len(found):
        size = len(found)
        found |= {rule.conclusion for rule in rules if rule.predicate in found}
    return sorted(found, key=str)


def _of_properties(graph: Graph, properties: Sequence[NamedNode]) -> Iterator[Quad]:
    """Yield the triples with these properties from the graphs of documents."""
    starts = (*_OWN, _ADDED)
    of_documents = " || ".join(f'STRSTARTS(STR(?graph), "{start}")' for start in starts)
    for predicate in properties:
        pattern = f"GRAPH ?graph {{ ?s {predicate} ?o }} FILTER({of_documents})"
        yield from _selected(graph, pattern, predicate)


def _selected(graph: Graph, pattern: str, predicate: NamedNode) -> Iterator[Quad]:
    for subject, target in graph.query(f"SELECT ?s ?o {{ {pattern} }}").rows:
        if isinstance(subject, NamedNode) and target is not None:
            yield Quad(subject, predicate, target)


def _slug(document: NamedNode) -> str:
    return document.value.partition("/id/doc/")[2]
