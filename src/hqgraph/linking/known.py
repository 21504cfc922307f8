"""What linking knows of documents: those that were read, and those of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode, Quad

from hqgraph.gazetteer import region
from hqgraph.graph import Graph
from hqgraph.graph.facts import is_stated
from hqgraph.model import Region
from hqgraph.rdf import iri
from hqgraph.rdf.catalogue_tables import Catalogue, Directive
from hqgraph.rdf.vocabulary import DCTERMS, ELI, HQ, RDF, RDFS

OPENING = 2
"""How many sentences of an item speak for it where its title does not."""

_CITED_BY_TITLE = iri.cited_document_iri(None, "x").value.removesuffix("x")
_ITEMS = (HQ.Task, HQ.Goal, HQ.Safeguard)


@dataclass(frozen=True, slots=True)
class Item:
    """A goal, task or safeguard: its title, its section's heading, its first sentences."""

    iri: NamedNode
    title: str
    section: str
    opening: str


@dataclass(frozen=True, slots=True)
class TitleCited:
    """A document named by its title alone, and the record of the words that name it."""

    iri: NamedNode
    title: str
    evidence: NamedNode | None


@dataclass(frozen=True, slots=True)
class Known:
    """A document that was read (``loaded``) or that the catalogue has.

    ``date`` is ISO, a year alone, or empty; ``themes`` are slugs of the
    catalogue's outline; ``above`` what the catalogue says it implements.
    """

    iri: NamedNode
    titles: tuple[str, ...] = ()
    place: Region | None = None
    date: str = ""
    loaded: bool = False
    has_basis: bool = False
    items: tuple[Item, ...] = ()
    cited: tuple[TitleCited, ...] = ()
    themes: tuple[str, ...] = ()
    above: tuple[NamedNode, ...] = ()


class _Index:
    """The triples of one graph by subject and property, in a fixed order."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._told: dict[tuple[object, NamedNode], list[NamedNode | Literal]] = {}
        for quad in sorted(quads, key=str):
            if isinstance(quad.object, NamedNode | Literal):
                key = (quad.subject, quad.predicate)
                self._told.setdefault(key, []).append(quad.object)

    def nodes(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        found = self._told.get((subject, predicate), ())
        return [value for value in found if isinstance(value, NamedNode)]

    def text(self, subject: NamedNode, predicate: NamedNode) -> str:
        found = self._told.get((subject, predicate), ())
        return next((value.value for value in found if isinstance(value, Literal)), "")

    def order(self, node: NamedNode) -> tuple[int, str]:
        return int(self.text(node, HQ.order) or 0), node.value

    def of_class(self, cls: NamedNode) -> list[NamedNode]:
        found = (
            key[0] for key, values in self._told.items() if key[1] == RDF.type and cls in values
        )
        return [node for node in found if isinstance(node, NamedNode)]


def known_documents(graph: Graph, catalogue: Catalogue) -> tuple[Known, ...]:
    """Return every document that was read or that the catalogue has, sorted by IRI.

    Of a document that is both, the graph's facts stand and the catalogue adds
    what they lack.
    """
    found = {row.iri: _from_catalogue(row, catalogue) for row in catalogue.directives}
    for name in graph.graph_names():
        if is_stated(name):
            index = _Index(graph.quads(name))
            for node in index.of_class(HQ.PolicyDocument):
                found[node] = _merged(_from_graph(node, index), found.get(node))
    return tuple(found[node] for node in sorted(found, key=lambda node: node.value))


def _from_catalogue(row: Directive, catalogue: Catalogue) -> Known:
    return Known(
        iri=row.iri,
        titles=(row.title,),
        place=region(row.region_code),
        date=row.date,
        themes=tuple(item.theme for item in catalogue.outlines if item.number == row.number),
        above=tuple(
            iri.cited_document_iri(relation.parent, None)
            for relation in catalogue.relations
            if relation.child == row.number
        ),
    )


def _merged(read: Known, listed: Known | None) -> Known:
    if listed is None:
        return read
    return replace(
        read,
        titles=tuple(dict.fromkeys((*read.titles, *listed.titles))),
        place=read.place or listed.place,
        date=read.date or listed.date,
        themes=listed.themes,
        above=listed.above,
    )


def _from_graph(node: NamedNode, index: _Index) -> Known:
    title = index.text(node, DCTERMS.title)
    places = [iri.concept_parts(place) for place in index.nodes(node, ELI.jurisdiction)]
    codes = [parts[1] for parts in places if parts and parts[0] == "region"]
    items = [item for cls in _ITEMS for item in index.of_class(cls)]
    citations = sorted(index.nodes(node, HQ.citation), key=index.order)
    by_title = (_cited(citation, index) for citation in citations)
    return Known(
        iri=node,
        titles=(title,) if title else (),
        place=region(codes[0]) if codes else None,
        date=index.text(node, ELI.date_document),
        loaded=True,
        has_basis=bool(index.nodes(node, ELI.based_on)),
        items=tuple(_item(item, index) for item in sorted(items, key=index.order)),
        cited=tuple(one for one in by_title if one is not None),
    )


def _item(node: NamedNode, index: _Index) -> Item:
    measures = sorted(index.nodes(node, HQ.measure), key=index.order)[:OPENING]
    sections = index.nodes(node, HQ.inSection)
    return Item(
        iri=node,
        title=index.text(node, RDFS.label),
        section=index.text(sections[0], RDFS.label) if sections else "",
        opening="".join(index.text(measure, HQ.text) for measure in measures),
    )


def _cited(citation: NamedNode, index: _Index) -> TitleCited | None:
    others = index.nodes(citation, HQ.cites)
    if not others or not others[0].value.startswith(_CITED_BY_TITLE):
        return None
    evidence = index.nodes(citation, HQ.evidence)
    title = index.text(citation, HQ.citedTitle)
    return TitleCited(others[0], title, evidence[0] if evidence else None)
