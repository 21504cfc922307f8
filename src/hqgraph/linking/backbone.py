"""The graph ``catalog``: the catalogue of directives, and the concepts that a store uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from hqgraph.graph import Graph
from hqgraph.linking.known import node_in, rows
from hqgraph.rdf.catalogue import catalogue_quads, load_catalogue
from hqgraph.rdf.concepts import concept_quads
from hqgraph.rdf.iri import concept_iri, concept_parts, indicator_iri, name_of
from hqgraph.rdf.vocabulary import (
    HQ,
    RDF,
    RDFS,
    doc_graph,
    graph_family,
    graph_iri,
    links_graph,
)

_CATALOG = graph_iri("catalog")
_INDICATOR = indicator_iri("x").value.removesuffix("x")
_OWN_THEME = concept_iri("own-theme", "x").value.removesuffix("x")
_FAMILIES = ("doc", "links", "catalog")
"""Families of graphs whose concepts and indicators are described here."""


def backbone_quads(graph: Graph, links: Iterable[Quad] | None = None) -> list[Quad]:
    """Return the quads of the graph ``catalog``, in a fixed order.

    ``links`` are the links that go with it; by default those that the graph has.
    Raises NotFoundError for a concept that its scheme or the gazetteer has not.
    """
    used: set[NamedNode] = set()
    for name in graph.graph_names():
        family = graph_family(name)
        given = family == "links" and links is not None
        if name != _CATALOG and family in _FAMILIES and not given:
            used |= _mentioned_in(graph, name)
    return _described(used | _mentioned(links or ()))


def updated_backbone(graph: Graph, documents: Iterable[NamedNode]) -> list[Quad]:
    """Return the same, given that ``catalog`` is good but for these documents.

    Only what it describes and what these documents use is asked for, so the cost
    does not grow with the number of documents.
    """
    asked = {node for quad in graph.quads(_CATALOG) for node in _of_interest(quad.subject)}
    present = set(graph.graph_names())
    for document in documents:
        for name in (doc_graph(document), links_graph(document)):
            asked |= _mentioned_in(graph, name) if name in present else set()
    used = rows(graph, "in-use", {"concept": asked}) if asked else ()
    return _described({node_in(row, "concept") for row in used})


def _described(used: set[NamedNode]) -> list[Quad]:
    listed = catalogue_quads(load_catalogue())
    concepts = {node for node in (used | _mentioned(listed)) if concept_parts(node)}
    shared = (*listed, *concept_quads(concepts), *_indicators(used - concepts))
    return list(dict.fromkeys(shared))


def _indicators(measured: Iterable[NamedNode]) -> Iterator[Quad]:
    """Describe indicators here, once, however many documents set a target for them."""
    for node in sorted(measured, key=lambda node: node.value):
        yield Quad(node, RDF.type, HQ.Indicator, _CATALOG)
        yield Quad(node, RDFS.label, Literal(name_of(node), language="zh"), _CATALOG)


def _mentioned(quads: Iterable[Quad]) -> set[NamedNode]:
    """Return the concepts and indicators that are objects of these quads."""
    return {node for quad in quads for node in _of_interest(quad.object)}


def _mentioned_in(graph: Graph, name: NamedNode) -> set[NamedNode]:
    found = graph.query(f"SELECT DISTINCT ?o {{ GRAPH {name} {{ ?s ?p ?o }} FILTER(isIRI(?o)) }}")
    return {node for row in found.rows for node in _of_interest(row[0])}


def _of_interest(node: object) -> tuple[NamedNode, ...]:
    """Return a node that ``catalog`` describes; own-words themes are told by the links."""
    if not isinstance(node, NamedNode) or node.value.startswith(_OWN_THEME):
        return ()
    return (node,) if node.value.startswith(_INDICATOR) or concept_parts(node) else ()
