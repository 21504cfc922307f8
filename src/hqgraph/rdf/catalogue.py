"""The catalogue of known directives as quads of the graph ``catalog``.

What the tables of :mod:`hqgraph.rdf.catalogue_tables` say never goes to the
graph of what a document states; every relation and heading carries its
certainty and its source.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from hqgraph.rdf import iri
from hqgraph.rdf.catalogue_tables import (
    Catalogue,
    Certainty,
    Directive,
    DirectiveRelation,
    Issuer,
    OutlineItem,
    load_catalogue,
)
from hqgraph.rdf.vocabulary import DCTERMS, ELI, HQ, ORG, RDF, RDFS, XSD, graph_iri

__all__ = [
    "Catalogue",
    "Certainty",
    "Directive",
    "DirectiveRelation",
    "Issuer",
    "OutlineItem",
    "catalogue_quads",
    "load_catalogue",
]


def catalogue_quads(catalogue: Catalogue) -> list[Quad]:
    """Return the catalogue as quads of the graph ``catalog``, in the tables' order."""
    graph = graph_iri("catalog")
    triples = [
        *(triple for row in catalogue.directives for triple in _directive_triples(row)),
        *(triple for row in catalogue.relations for triple in _relation_triples(row)),
        *(triple for row in catalogue.outlines for triple in _outline_triples(row)),
    ]
    return [Quad(*triple, graph) for triple in dict.fromkeys(triples)]


_Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def _zh(text: str) -> Literal:
    return Literal(text, language="zh")


def _directive_triples(row: Directive) -> Iterator[_Triple]:
    node = row.iri
    yield node, RDF.type, ELI.LegalResource
    yield node, RDF.type, HQ.CatalogueEntry
    yield node, RDFS.label, _zh(row.title)
    yield node, DCTERMS.title, _zh(row.title)
    yield node, ELI.id_local, Literal(row.number)
    yield node, HQ.level, iri.concept_iri("level", row.level.value)
    yield node, ELI.jurisdiction, iri.region_iri(row.region_code)
    yield node, ELI.type_document, iri.concept_iri("form", row.form)
    yield node, HQ.certainty, Literal(row.certainty.value)
    yield node, HQ.sourceNote, _zh("；".join(filter(None, (row.source, row.note))))
    if row.date:
        kind = XSD.date if "-" in row.date else XSD.gYear
        yield node, ELI.date_document, Literal(row.date, datatype=kind)
    if row.published:
        yield node, ELI.date_publication, Literal(row.published, datatype=XSD.date)
    if iri.is_redacted(row.number):
        yield node, HQ.redacted, Literal(True)
    for issuer in row.issuers:
        yield from _issuer_triples(node, issuer, row)


def _issuer_triples(node: NamedNode, issuer: Issuer, row: Directive) -> Iterator[_Triple]:
    agency = iri.agency_iri(row.region_code, issuer.kind or None, issuer.name)
    yield node, ELI.passed_by, agency
    yield agency, RDF.type, ORG.FormalOrganization
    yield agency, RDF.type, HQ.Agency
    yield agency, RDFS.label, _zh(issuer.name)
    if issuer.kind:
        yield agency, HQ.agencyKind, iri.concept_iri("kind", issuer.kind)
    yield agency, HQ.region, iri.region_iri(row.region_code)
    yield agency, HQ.level, iri.concept_iri("level", row.level.value)


def _relation_triples(row: DirectiveRelation) -> Iterator[_Triple]:
    child = iri.cited_document_iri(row.child, None)
    parent = iri.cited_document_iri(row.parent, None)
    fact = iri.statement_iri("fact", child, HQ.implements, parent)
    yield child, HQ.implements, parent
    yield fact, RDF.type, HQ.CatalogueFact
    yield fact, HQ["from"], child
    yield fact, HQ.to, parent
    yield fact, HQ.certainty, Literal(row.certainty.value)
    yield fact, DCTERMS.source, _zh(row.source)


def _outline_triples(row: OutlineItem) -> Iterator[_Triple]:
    yield row.iri, RDF.type, HQ.OutlineItem
    yield row.iri, RDFS.label, _zh(row.title)
    yield row.iri, HQ.no, Literal(row.no)
    yield row.iri, ELI.is_part_of, iri.cited_document_iri(row.number, None)
    yield row.iri, HQ.theme, iri.concept_iri("theme", row.theme)
    yield row.iri, HQ.certainty, Literal(row.certainty.value)
    yield row.iri, DCTERMS.source, _zh(row.source)
