"""The graph ``catalog``: the catalogue of directives, and the concepts that a store uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from hqgraph.graph import Graph
from hqgraph.graph.facts import is_stated
from hqgraph.rdf.catalogue import catalogue_quads, load_catalogue
from hqgraph.rdf.concepts import concept_quads
from hqgraph.rdf.iri import concept_parts, name_of
from hqgraph.rdf.vocabulary import HQ, RDF, RDFS, graph_iri


def backbone_quads(graph: Graph, links: Iterable[Quad] | None = None) -> list[Quad]:
    """Return the quads of the graph ``catalog``, in a fixed order.

    ``links`` are the links that go with it; by default those that the graph has.
    Raises NotFoundError for a concept that its scheme or the gazetteer has not.
    """
    listed = catalogue_quads(load_catalogue())
    linked = graph.quads(graph_iri("links")) if links is None else links
    used = _concepts((*listed, *linked))
    measured: set[NamedNode] = set()
    for name in graph.graph_names():
        if is_stated(name):
            used.update(_concepts(graph.quads(name)))
            measured.update(_objects(q for q in graph.quads(name) if q.predicate == HQ.indicator))
    shared = (*listed, *concept_quads(used), *_indicators(measured))
    return list(dict.fromkeys(shared))


def _indicators(measured: Iterable[NamedNode]) -> Iterator[Quad]:
    """Describe indicators here, once, however many documents set a target for them."""
    catalog = graph_iri("catalog")
    for node in sorted(measured, key=lambda node: node.value):
        yield Quad(node, RDF.type, HQ.Indicator, catalog)
        yield Quad(node, RDFS.label, Literal(name_of(node), language="zh"), catalog)


def _concepts(quads: Iterable[Quad]) -> set[NamedNode]:
    return {node for node in _objects(quads) if concept_parts(node)}


def _objects(quads: Iterable[Quad]) -> Iterator[NamedNode]:
    return (quad.object for quad in quads if isinstance(quad.object, NamedNode))
