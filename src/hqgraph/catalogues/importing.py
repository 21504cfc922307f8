"""A catalogue into a store, listed, and out again: each one step, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from hqgraph import graph as stores
from hqgraph.catalogues.columns import (
    RELATION,
    Mapped,
    check_overrides,
    guess,
    like_relations,
    parse_overrides,
)
from hqgraph.catalogues.records import BadRow, Records, read_records
from hqgraph.catalogues.sheets import Sheet, read_sheets
from hqgraph.errors import HqgraphError, NotFoundError, ReadError
from hqgraph.graph import Graph
from hqgraph.linking import relink
from hqgraph.linking.titles import bare_title
from hqgraph.rdf.iri import name_of, segment
from hqgraph.rdf.listed import listed_quads
from hqgraph.rdf.vocabulary import DCTERMS, GRAPH, HQ, RDF
from hqgraph.reasoning import close

_START = GRAPH + "catalog/"


class CatalogueError(HqgraphError):
    """A catalogue was not taken; ``failures`` are the rows that were wrong."""

    def __init__(self, key: str, failures: Sequence[BadRow], **values: object) -> None:
        super().__init__(key, **values)
        self.failures = tuple(failures)


@dataclass(frozen=True, slots=True)
class Imported:
    """A catalogue that a store holds."""

    name: str
    graph: str
    policies: int
    relations: int


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of the tables: how their columns were read, what was taken, what was not.

    ``same`` counts the rows that list a policy which another row lists too, ``again``
    those that list a relation again, ``later`` the relations to a policy of a later
    date. ``by_number`` are the numbers, known of nowhere else, that relations name.
    """

    catalogue: Imported
    tables: tuple[Mapped, ...]
    passed_over: tuple[str, ...]
    bad: tuple[BadRow, ...]
    same: int = 0
    again: int = 0
    later: int = 0
    by_number: tuple[str, ...] = ()


def add_catalogue(
    store: Path | str,
    files: Iterable[Path],
    *,
    name: str | None = None,
    overrides: Sequence[str] = (),
    strict: bool = False,
) -> AddReport:
    """Put the tables of files into a store as one catalogue, replacing one of the same name.

    ``name`` is that of the files unless given; ``overrides`` are ``heading=field``.
    Rows that are wrong are left out and reported; with ``strict`` nothing is taken
    where there are any. Raises ReadError for a file without tables of either kind,
    CatalogueError where no row is left, StoreError as :func:`hqgraph.graph.edit` does.
    """
    paths = sorted(dict.fromkeys(map(Path, files)), key=str)
    told = parse_overrides(list(overrides))
    tables, passed_over = _tables(paths, told)
    check_overrides(tables, told)
    called = segment(name or "+".join(path.stem for path in paths))
    node = NamedNode(_START + called)
    with stores.edit(store) as graph:
        found = read_records(tables, _Titles(graph, node).find)
        if found.bad and (strict or not (found.policies or found.relations)):
            raise CatalogueError("catalogues.refused", found.bad, count=len(found.bad))
        by_number = _by_number(graph, node, found)
        graph.replace_graph(node, listed_quads(node, found.policies, found.relations))
        relink(graph)
        close(graph)
        held = _held(graph, node)
    return AddReport(
        held,
        tuple(tables),
        tuple(passed_over),
        tuple(found.bad),
        found.same,
        found.again,
        found.later,
        by_number,
    )


def list_catalogues(graph: Graph) -> tuple[Imported, ...]:
    """Return the imported catalogues that a graph holds, sorted by name."""
    return tuple(
        _held(graph, name) for name in graph.graph_names() if name.value.startswith(_START)
    )


def remove_catalogue(store: Path | str, name: str) -> Imported:
    """Take a catalogue out of a store. Raises NotFoundError where it holds none of this name."""
    with stores.edit(store) as graph:
        node = NamedNode(_START + segment(name))
        if node not in graph.graph_names():
            known = "、".join(one.name for one in list_catalogues(graph)) or "—"
            raise NotFoundError("catalogues.none", name=name, known=known)
        held = _held(graph, node)
        graph.remove_graph(node)
        relink(graph)
        close(graph)
    return held


class _Titles:
    """The documents of a store by title, but for those of the catalogue that is replaced."""

    def __init__(self, graph: Graph, catalogue: NamedNode) -> None:
        self._graph = graph
        self._catalogue = catalogue
        self._known: dict[str, set[NamedNode]] | None = None

    def find(self, key: str) -> frozenset[NamedNode]:
        """Return the documents of a title's key; the store is asked when first needed."""
        if self._known is None:
            self._known = {}
            for node, title in self._titles():
                self._known.setdefault(bare_title(title), set()).add(node)
        return frozenset(self._known.get(key, ()))

    def _titles(self) -> Iterator[tuple[NamedNode, str]]:
        found = self._graph.query(
            f"SELECT DISTINCT ?d ?title {{ GRAPH ?g {{ ?d {DCTERMS.title} ?title ; {RDF.type} ?c }}"
            f" VALUES ?c {{ {HQ.PolicyDocument} {HQ.CatalogueEntry} }}"
            f" FILTER(?g != {self._catalogue}) }}"
        )
        for node, title in found.rows:
            if isinstance(node, NamedNode) and isinstance(title, Literal):
                yield node, title.value


def _by_number(graph: Graph, catalogue: NamedNode, found: Records) -> tuple[str, ...]:
    """Return the documents that relations name and neither the tables nor the store list."""
    listed = {one.node for one in found.policies}
    ends = {end for one in found.relations for end in (one.child, one.parent)} - listed
    return tuple(sorted(name_of(end) for end in ends if not _is_known(graph, catalogue, end)))


def _is_known(graph: Graph, catalogue: NamedNode, node: NamedNode) -> bool:
    return graph.ask(
        f"ASK {{ GRAPH ?g {{ {node} {RDF.type} ?c }} FILTER(?g != {catalogue})"
        f" FILTER(?c IN ({HQ.PolicyDocument}, {HQ.CatalogueEntry})) }}"
    )


def _tables(paths: list[Path], overrides: dict[str, str]) -> tuple[list[Mapped], list[str]]:
    found: list[Mapped] = []
    passed_over: list[str] = []
    for path in paths:
        sheets = [sheet for sheet in read_sheets(path) if sheet.rows]
        mapped = {sheet.place: guess(sheet, overrides) for sheet in sheets}
        none = not any(mapped.values())
        for sheet in sheets:
            table = mapped[sheet.place]
            if table is not None:
                found.append(table)
            elif headings := like_relations(sheet):
                raise _unread(sheet, headings)
            else:
                passed_over.append(sheet.place)
        if none:
            raise ReadError("catalogues.no-tables", path=path)
    found.sort(key=lambda table: (table.kind == RELATION, table.sheet.place))
    return found, passed_over


def _unread(sheet: Sheet, headings: tuple[str, ...]) -> ReadError:
    return ReadError(
        "catalogues.unread",
        place=sheet.place,
        headings="、".join(headings),
        child=headings[0],
        parent=headings[-1],
    )


def _held(graph: Graph, node: NamedNode) -> Imported:
    policies, relations = (
        _count(graph, node, cls) for cls in (HQ.CatalogueEntry, HQ.CatalogueFact)
    )
    return Imported(unquote(node.value.removeprefix(_START)), node.value, policies, relations)


def _count(graph: Graph, node: NamedNode, cls: NamedNode) -> int:
    found = graph.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {node} {{ ?s {RDF.type} {cls} }} }}")
    count = found.rows[0][0]
    return int(count.value) if isinstance(count, Literal) else 0
