"""The graphs of the family ``links``, and how they and the backbone follow the documents.

What was inferred for one document (its themes, the document it likely carries out,
the tasks above that its own elaborate) stands in ``links/{slug}``; what a title or a
redacted number stands for, whoever cites it, in ``links``. All of it is a function
of the documents and the catalogues alone. After a change only the documents that
can be touched by it are linked again, and the outcome is that of linking all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from hqgraph.gazetteer import contains, region
from hqgraph.graph import Graph
from hqgraph.graph.batches import batches
from hqgraph.linking.backbone import backbone_quads, updated_backbone
from hqgraph.linking.documents import likely_quads
from hqgraph.linking.known import Item, Library, node_in, rows
from hqgraph.linking.own_themes import own_theme_quads
from hqgraph.linking.pairs import Pairs
from hqgraph.linking.same import same_quads
from hqgraph.linking.task_links import task_link_quads
from hqgraph.linking.themes import Themed, scheme_themes, theme_quads
from hqgraph.rdf.catalogue import catalogue_quads
from hqgraph.rdf.iri import concept_parts
from hqgraph.rdf.vocabulary import graph_family, graph_iri, links_graph


def link_quads(graph: Graph) -> list[Quad]:
    """Return what the graphs of the family ``links`` should hold, without changing anything.

    Tasks are matched with those of documents that the graph's links lead to.
    """
    library, pairs = Library(graph), Pairs(graph)
    found = [*same_quads(library)]
    for document in sorted(library.loaded, key=lambda node: node.value):
        themed = scheme_themes(library.items(document))
        found += _of_document(document, themed, library, pairs)
        found += _tasks(document, library, pairs)
        found += own_theme_quads(graph, _unthemed(themed))
    return list(dict.fromkeys(found))


def dependants(graph: Graph, documents: Iterable[NamedNode]) -> frozenset[NamedNode]:
    """Return the loaded documents whose links can change when these documents do.

    They are those that rest on one of them, by whatever steps, and those that state
    no basis and may be placed under one. Ask before the change and after it.
    """
    library = Library(graph)
    changed = frozenset(documents)
    return (_resting_on(graph, changed) | _placeable(library, changed)) & library.loaded


def relink(
    graph: Graph,
    changed: Collection[NamedNode] | None = None,
    stale: Collection[NamedNode] = (),
) -> tuple[NamedNode, ...]:
    """Bring the links and ``catalog`` up to date; return the documents linked again.

    ``changed`` are the documents that were put in, replaced or taken out since the last
    time, ``stale`` what :func:`dependants` said before; without them all is linked.
    """
    if changed is None or graph_iri("catalog") not in graph.graph_names():
        return _relink_all(graph)
    before = _matches(graph)
    graph.replace_graph(graph_iri("links"), same_quads(Library(graph)))
    titles = {node for node, _ in before ^ _matches(graph)}
    library = Library(graph)
    touched = {*changed, *stale, *dependants(graph, {*changed, *titles})} & library.loaded
    gone = set(changed) - library.loaded
    graph.replace_graphs({links_graph(node): None for node in gone})
    _link(graph, touched)
    graph.replace_graph(graph_iri("catalog"), updated_backbone(graph, {*touched, *changed}))
    return tuple(sorted({*touched, *gone}, key=lambda node: node.value))


def _relink_all(graph: Graph) -> tuple[NamedNode, ...]:
    library = Library(graph)
    kept = {links_graph(node) for node in library.loaded}
    left = [name for name in graph.graph_names() if graph_family(name) == "links"]
    graph.replace_graphs({name: None for name in left if name not in kept})
    listed = catalogue_quads(library.listed)  # their outlines take part in matching tasks
    graph.replace_graphs({graph_iri("links"): same_quads(library), graph_iri("catalog"): listed})
    _link(graph, library.loaded)
    graph.replace_graph(graph_iri("catalog"), backbone_quads(graph))
    return tuple(sorted(library.loaded, key=lambda node: node.value))


def _link(graph: Graph, documents: Iterable[NamedNode]) -> None:
    """Write the links of documents: where each belongs first, then the tasks along these.

    Themes in tasks' own words come last: they are handed down along the tasks.
    """
    ordered = sorted(documents, key=lambda node: node.value)
    library, pairs = Library(graph), Pairs(graph)
    themed = {node: scheme_themes(library.items(node)) for node in ordered}
    own = {node: _of_document(node, themed[node], library, pairs) for node in ordered}
    graph.replace_graphs({links_graph(node): quads for node, quads in own.items()})
    for part in batches(ordered):
        graph.load(
            Quad(quad.subject, quad.predicate, quad.object, links_graph(node))
            for node in part
            for quad in _tasks(node, library, pairs)
        )
    for part in batches(ordered):
        graph.load(
            Quad(quad.subject, quad.predicate, quad.object, links_graph(node))
            for node in part
            for quad in own_theme_quads(graph, _unthemed(themed[node]))
        )


def _of_document(node: NamedNode, themed: Themed, library: Library, pairs: Pairs) -> list[Quad]:
    """Return where a document belongs, and the themes of its items."""
    known = library.known(node)
    likely = likely_quads(known, library, pairs) if known is not None else ()
    return [*likely, *theme_quads(themed)]


def _unthemed(themed: Themed) -> list[Item]:
    """Return the items that the scheme has no theme for."""
    return [item for item, found in themed if not found]


def _tasks(node: NamedNode, library: Library, pairs: Pairs) -> Iterator[Quad]:
    """Yield how a document's tasks answer to those of the nearest documents above it."""
    for parent in _nearest_above(node, library):
        yield from task_link_quads(pairs.take(parent, node))


def _nearest_above(node: NamedNode, library: Library) -> list[NamedNode]:
    """Return the documents above whose tasks are known, on each way up the first one."""
    layer, seen = {node}, {node}
    found: set[NamedNode] = set()
    while layer:
        step = rows(library.graph, "stands-on", {"child": layer})
        above = {node_in(row, "parent") for row in step} - seen
        seen |= above
        here = {one for one in above if one in library.loaded or one in library.outlined}
        found |= here
        layer = above - here
    return sorted(found, key=lambda one: one.value)


def _resting_on(graph: Graph, documents: frozenset[NamedNode]) -> frozenset[NamedNode]:
    layer, seen = set(documents), set(documents)
    while layer:
        step = rows(graph, "stands-on", {"parent": layer})
        layer = {node_in(row, "child") for row in step} - seen
        seen |= layer
    return frozenset(seen)


def _placeable(library: Library, changed: frozenset[NamedNode]) -> frozenset[NamedNode]:
    """Return the documents without a basis that a changed one can be placed above.

    One without a title is placed by the themes of all that is above, so it always may be.
    """
    places = [one.place for one in library.all_of(changed) if one.place is not None]
    found = set()
    for row in rows(library.graph, "without-basis") if places else ():
        parts = concept_parts(node_in(row, "region")) if "region" in row else None
        inner = region(parts[1]) if parts else None
        within = inner and any(one != inner and contains(one, inner) for one in places)
        if inner and (within or "title" not in row):
            found.add(node_in(row, "document"))
    return frozenset(found)


def _matches(graph: Graph) -> set[tuple[NamedNode, NamedNode]]:
    found = rows(graph, "title-matches")
    return {(node_in(row, "node"), node_in(row, "document")) for row in found}
