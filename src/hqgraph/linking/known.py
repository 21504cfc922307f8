"""What linking knows of documents: those that were read, and those of the catalogues.

The graph is asked for what is needed and no more: after a change only a few
documents are looked at, however many there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from hqgraph.gazetteer import region
from hqgraph.graph import Graph
from hqgraph.graph.facts import is_stated
from hqgraph.model import Region
from hqgraph.rdf import iri
from hqgraph.rdf.catalogue_tables import Catalogue, Directive, load_catalogue
from hqgraph.rdf.vocabulary import DCTERMS, ELI, GRAPH, HQ, ID, RDF, RDFS, doc_graph

OPENING = 2
"""How many sentences of an item speak for it where its title does not."""

_ITEMS = (HQ.Task, HQ.Goal, HQ.Safeguard)
_OF_ITEMS = (RDFS.label, HQ.order, HQ.measure, HQ.inSection, HQ.text)
_QUERIES = Path(__file__).with_name("sparql")
Row = dict[str, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class Item:
    """A goal, task or safeguard: its title, its section's heading, its first sentences."""

    iri: NamedNode
    title: str
    section: str
    opening: str


@dataclass(frozen=True, slots=True)
class Known:
    """A document that was read (``loaded``) or that a catalogue has.

    ``date`` is ISO, a year alone, or empty; ``basis`` is what it states as its basis;
    ``above`` what the catalogues say it carries out; ``issuers`` are printed names.
    """

    iri: NamedNode
    titles: tuple[str, ...] = ()
    number: str = ""
    place: Region | None = None
    date: str = ""
    loaded: bool = False
    basis: tuple[NamedNode, ...] = ()
    above: tuple[NamedNode, ...] = ()
    issuers: tuple[str, ...] = ()


def rows(
    graph: Graph,
    name: str,
    values: Mapping[str, Iterable[object]] | None = None,
    prefixes: Iterable[str] = (),
) -> list[Row]:
    """Run a query of ``sparql``; ``values`` fill its ``#VALUES ?name`` lines, sorted.

    ``prefixes`` (letters alone) are what a text may begin with, where it asks for that.
    """
    query = (_QUERIES / f"{name}.rq").read_text(encoding="utf-8")
    query = query.replace("#PREFIXES", f"^({'|'.join(map(re.escape, prefixes))})")
    for variable, terms in (values or {}).items():
        listed = " ".join(sorted(str(term) for term in terms))
        query = query.replace(f"#VALUES ?{variable}", f"VALUES ?{variable} {{ {listed} }}")
    found = graph.query(query)
    return [
        {
            variable: value
            for variable, value in zip(found.variables, row, strict=True)
            if isinstance(value, NamedNode | Literal)
        }
        for row in found.rows
    ]


def node_in(row: Row, variable: str) -> NamedNode:
    """Return the IRI that a row holds. Raises TypeError where it holds a text."""
    value = row[variable]
    if not isinstance(value, NamedNode):
        raise TypeError(variable)
    return value


@dataclass
class Library:
    """The documents of a graph, each looked up when asked for and then remembered.

    Make a new one after the graph has changed. Of a document that is both read and
    catalogued, its own facts stand and the catalogues add what they lack. ``themes``
    holds what :mod:`hqgraph.linking.documents` found out of documents' themes.
    """

    graph: Graph
    listed: Catalogue = field(default_factory=load_catalogue)
    themes: dict[NamedNode, frozenset[str]] = field(default_factory=dict)
    _known: dict[NamedNode, Known | None] = field(default_factory=dict)
    _items: dict[NamedNode, tuple[Item, ...]] = field(default_factory=dict)
    _places: dict[str, tuple[NamedNode, ...]] = field(default_factory=dict)

    @cached_property
    def loaded(self) -> frozenset[NamedNode]:
        """The documents that were read."""
        names = (name for name in self.graph.graph_names() if is_stated(name))
        start = GRAPH + "doc/"
        return frozenset(NamedNode(f"{ID}doc/{name.value.removeprefix(start)}") for name in names)

    @cached_property
    def directives(self) -> dict[NamedNode, Directive]:
        """The directives of the shipped catalogue."""
        return {row.iri: row for row in self.listed.directives}

    @cached_property
    def outlined(self) -> frozenset[NamedNode]:
        """The directives whose headings the graph has from a catalogue."""
        return frozenset(node_in(row, "document") for row in rows(self.graph, "outlined"))

    def known(self, node: NamedNode) -> Known | None:
        """Return a document, None where it was neither read nor catalogued."""
        self.look_up([node])
        return self._known[node]

    def all_of(self, nodes: Iterable[NamedNode]) -> list[Known]:
        """Return those of the documents that are known, sorted by IRI."""
        wanted = sorted(set(nodes), key=lambda node: node.value)
        self.look_up(wanted)
        return [one for node in wanted if (one := self._known[node]) is not None]

    def look_up(self, nodes: Sequence[NamedNode]) -> None:
        """Ask for several documents at once."""
        missing = [node for node in dict.fromkeys(nodes) if node not in self._known]
        told: dict[NamedNode, list[Row]] = {node: [] for node in missing}
        if missing:
            for row in rows(self.graph, "known", {"document": missing}):
                told[node_in(row, "document")].append(row)
        for node, found in told.items():
            self._known[node] = self._document(node, found)

    def in_region(self, code: str) -> list[Known]:
        """Return the documents read or catalogued whose region is this one, sorted by IRI."""
        if code not in self._places:
            found = rows(self.graph, "in-region", {"region": [iri.region_iri(code)]})
            nodes = {node_in(row, "document") for row in found}
            nodes |= {row.iri for row in self.directives.values() if row.region_code == code}
            self._places[code] = tuple(nodes)
        return self.all_of(self._places[code])

    def items(self, node: NamedNode) -> tuple[Item, ...]:
        """Return the goals, tasks and safeguards of a document that was read, in printed order."""
        if node not in self._items:
            index = _Index(self._of_items(node) if node in self.loaded else ())
            found = [item for cls in _ITEMS for item in index.of_class(cls)]
            self._items[node] = tuple(_item(item, index) for item in sorted(found, key=index.order))
        return self._items[node]

    def _of_items(self, node: NamedNode) -> Iterator[Quad]:
        """Yield what a document tells of its items; reading its whole graph takes far longer."""
        name = doc_graph(node)
        for predicate in _OF_ITEMS:
            pattern = f"SELECT ?s ?o {{ GRAPH {name} {{ ?s {predicate} ?o }} }}"
            for subject, value in self.graph.query(pattern).rows:
                if isinstance(subject, NamedNode) and value is not None:
                    yield Quad(subject, predicate, value, name)
        for cls in _ITEMS:
            found = self.graph.query(f"SELECT ?s {{ GRAPH {name} {{ ?s {RDF.type} {cls} }} }}")
            for (subject,) in found.rows:
                if isinstance(subject, NamedNode):
                    yield Quad(subject, RDF.type, cls, name)

    def outline_themes(self, node: NamedNode) -> tuple[str, ...]:
        """Return the themes of the headings that the shipped catalogue has of a directive."""
        listed = self.directives.get(node)
        number = listed.number if listed else None
        return tuple(item.theme for item in self.listed.outlines if item.number == number)

    def _document(self, node: NamedNode, found: list[Row]) -> Known | None:
        listed = self.directives.get(node)
        if not found and listed is None:
            return None
        own = doc_graph(node)
        found.sort(key=lambda row: (row["graph"] != own, str(row["graph"]), str(row["value"])))
        told: dict[NamedNode | Literal, list[NamedNode | Literal]] = {}
        for row in found:
            told.setdefault(row["property"], []).append(row["value"])
        if listed is not None:
            _add_listed(told, listed, self.listed)
        codes = [iri.concept_parts(one) for one in _nodes(told, ELI.jurisdiction)]
        dates = [*_texts(told, ELI.date_document), *_texts(told, ELI.date_publication)]
        stated = (row["value"] for row in found if row["graph"] == own)
        return Known(
            iri=node,
            titles=tuple(dict.fromkeys(_texts(told, DCTERMS.title))),
            number=next(iter(_texts(told, ELI.id_local)), ""),
            place=region(codes[0][1]) if codes and codes[0] else None,
            date=next(iter(dates), ""),
            loaded=node in self.loaded,
            basis=tuple(_nodes(told, ELI.based_on)) if any(stated) else (),
            above=tuple(_nodes(told, HQ.implements)),
            issuers=tuple(dict.fromkeys(_texts(told, RDFS.label))),
        )


_Told = dict[NamedNode | Literal, list[NamedNode | Literal]]


def _add_listed(told: _Told, listed: Directive, catalogue: Catalogue) -> None:
    """Add what the shipped catalogue says of a directive after what the graph says."""
    told.setdefault(DCTERMS.title, []).append(Literal(listed.title))
    told.setdefault(ELI.id_local, []).append(Literal(listed.number))
    told.setdefault(ELI.jurisdiction, []).append(iri.region_iri(listed.region_code))
    if listed.date:
        told.setdefault(ELI.date_document, []).append(Literal(listed.date))
    told.setdefault(RDFS.label, []).extend(Literal(one.name) for one in listed.issuers)
    told.setdefault(HQ.implements, []).extend(
        iri.cited_document_iri(relation.parent, None)
        for relation in catalogue.relations
        if relation.child == listed.number
    )


def _nodes(told: _Told, predicate: NamedNode) -> list[NamedNode]:
    found = (value for value in told.get(predicate, ()) if isinstance(value, NamedNode))
    return list(dict.fromkeys(found))


def _texts(told: _Told, predicate: NamedNode) -> list[str]:
    return [value.value for value in told.get(predicate, ()) if isinstance(value, Literal)]


class _Index:
    """The triples of one graph by subject and property, read in a fixed order."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._told: dict[tuple[object, NamedNode], list[NamedNode | Literal]] = {}
        for quad in quads:
            value = quad.object
            if isinstance(value, NamedNode | Literal):
                self._told.setdefault((quad.subject, quad.predicate), []).append(value)

    def nodes(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        found = self._told.get((subject, predicate), ())
        return sorted((value for value in found if isinstance(value, NamedNode)), key=str)

    def text(self, subject: NamedNode, predicate: NamedNode) -> str:
        found = self._told.get((subject, predicate), ())
        texts = (value for value in found if isinstance(value, Literal))
        best = min(texts, key=str, default=None)
        return "" if best is None else best.value

    def order(self, node: NamedNode) -> tuple[int, str]:
        return int(self.text(node, HQ.order) or 0), node.value

    def of_class(self, cls: NamedNode) -> list[NamedNode]:
        found = (
            key[0] for key, values in self._told.items() if key[1] == RDF.type and cls in values
        )
        return [node for node in found if isinstance(node, NamedNode)]


def _item(node: NamedNode, index: _Index) -> Item:
    measures = sorted(index.nodes(node, HQ.measure), key=index.order)[:OPENING]
    sections = index.nodes(node, HQ.inSection)
    return Item(
        iri=node,
        title=index.text(node, RDFS.label),
        section=index.text(sections[0], RDFS.label) if sections else "",
        opening="".join(index.text(measure, HQ.text) for measure in measures),
    )
