"""An imported catalogue as quads: what a user's table lists, in a graph of its own.

It is never mixed with what documents state: a citation that a table lists is a
``hq:CatalogueFact`` with its certainty and its row, and only a relation that says
so (依据, 转发) makes ``hq:implements``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from hqgraph.gazetteer import form_of
from hqgraph.model import Region
from hqgraph.rdf import iri
from hqgraph.rdf.catalogue_tables import Certainty
from hqgraph.rdf.concepts import identifiers
from hqgraph.rdf.policy_bodies import agency_triples, issuer, node_of_agency, zh
from hqgraph.rdf.vocabulary import DCTERMS, ELI, HQ, RDF, RDFS, XSD

RELATIONS = {
    "basis": HQ.implements,
    "forwards": HQ.implements,
    "cites": ELI.cites,
    "amends": ELI.amends,
    "repeals": ELI.repeals,
}
"""What a listed relation says, by ``hq:relation`` of its fact."""

_Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class Listed:
    """A policy that a table lists; ``key`` is its title as documents are found by it.

    Dates are ISO, a year alone or empty.
    """

    node: NamedNode
    title: str
    key: str
    number: str
    issuers: tuple[str, ...]
    region: Region | None
    date: str
    published: str
    certainty: Certainty
    note: str


@dataclass(frozen=True, slots=True)
class ListedRelation:
    """``child`` bases itself on, cites, forwards, amends or repeals ``parent``."""

    child: NamedNode
    parent: NamedNode
    relation: str
    certainty: Certainty
    source: str


def listed_quads(
    name: NamedNode, policies: Iterable[Listed], relations: Iterable[ListedRelation]
) -> list[Quad]:
    """Return a catalogue as quads of the graph ``name``, each once, in the tables' order."""
    rows = list(policies)
    ends = {row.node for row in rows}
    triples: dict[_Triple, None] = {}
    for row in rows:
        triples.update(dict.fromkeys(_policy(row)))
    for relation in relations:
        triples.update(dict.fromkeys(_relation(relation)))
        for end in (relation.child, relation.parent):
            if end not in ends:
                ends.add(end)
                triples.update(dict.fromkeys(_named(end)))
    return [Quad(*triple, name) for triple in triples]


def _policy(row: Listed) -> Iterator[_Triple]:
    node = row.node
    yield node, RDF.type, ELI.LegalResource
    yield node, RDF.type, HQ.CatalogueEntry
    yield node, RDFS.label, zh(row.title)
    yield node, DCTERMS.title, zh(row.title)
    yield node, HQ.titleKey, Literal(row.key)
    yield node, HQ.certainty, Literal(row.certainty.value)
    yield node, HQ.sourceNote, zh(row.note)
    if row.number:
        yield node, ELI.id_local, Literal(row.number)
        if iri.is_redacted(row.number):
            yield node, HQ.redacted, Literal(True)
    if row.region is not None:
        yield node, ELI.jurisdiction, iri.region_iri(row.region.code)
        yield node, HQ.level, iri.concept_iri("level", row.region.level.value)
    form = form_of(row.title)
    if form in identifiers("form"):
        yield node, ELI.type_document, iri.concept_iri("form", form)
    for predicate, date in ((ELI.date_document, row.date), (ELI.date_publication, row.published)):
        if date:
            kind = XSD.date if "-" in date else XSD.gYear
            yield node, predicate, Literal(date, datatype=kind)
    for name in row.issuers:
        agency = issuer(name, row.region)
        yield node, ELI.passed_by, node_of_agency(agency)
        yield from agency_triples(agency)


def _relation(row: ListedRelation) -> Iterator[_Triple]:
    predicate = RELATIONS[row.relation]
    fact = iri.statement_iri("fact", row.child, predicate, row.parent)
    yield row.child, predicate, row.parent
    yield fact, RDF.type, HQ.CatalogueFact
    yield fact, HQ["from"], row.child
    yield fact, HQ.to, row.parent
    yield fact, HQ.relation, Literal(row.relation)
    yield fact, HQ.certainty, Literal(row.certainty.value)
    yield fact, DCTERMS.source, zh(row.source)


def _named(node: NamedNode) -> Iterator[_Triple]:
    """Describe a document that relations name by its number alone."""
    number = iri.name_of(node)
    yield node, RDF.type, ELI.LegalResource
    yield node, RDFS.label, zh(number)
    yield node, ELI.id_local, Literal(number)
