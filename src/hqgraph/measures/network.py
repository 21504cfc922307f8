"""Measures of the network of documents and of the network of agencies (networkx).

Documents are joined where one rests on or cites another, as it states or as a
catalogue lists, or likely carries it out (a title that was recognised counts as
its document). How often a document is cited leaves out what is only likely; a
chain leads over bases alone, not over mentions. Of the shipped catalogue counts
what the store's own documents lead up to. Agencies are joined where they are
charged with the same task. Everything is seeded and ordered by IRI, so that the
same store gives the same measures.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import networkx as nx
from pyoxigraph import Literal, NamedNode

from hqgraph.graph import Graph
from hqgraph.linking.own_documents import own_documents
from hqgraph.rdf.vocabulary import ELI, HQ, graph_iri

TOP = 10
SEED = 20210604
_SAMPLED = 400
"""Above so many agencies, betweenness is estimated from so many of them."""
_MOST_TOGETHER = 60
"""A task with more bodies than this is everybody's and joins nobody in particular."""
_AT_A_TIME = 200
_EXAMPLES = 5
_SHIPPED = graph_iri("catalog").value
_QUERIES = Path(__file__).with_name("sparql")


@dataclass(frozen=True, slots=True)
class Named:
    """A document or a body: its IRI, what it is called, a document's number or an empty text."""

    iri: str
    label: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A document, and how many documents cite it or rest on it."""

    document: Named
    count: int


@dataclass(frozen=True, slots=True)
class Community:
    """Things that hang together more than with others: how many, and the best joined of them."""

    size: int
    members: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Central:
    """A body: with how many others it shares tasks, and how many tasks it has.

    ``betweenness`` (0 to 1) is the share of shortest ways between others that lead
    through it; ``shared`` counts each task once for every body it is shared with.
    """

    agency: Named
    partners: int
    tasks: int
    betweenness: float
    shared: int


@dataclass(frozen=True, slots=True)
class Bridge:
    """A citation without which ``cut_off`` documents would lose touch with the others."""

    child: Named
    parent: Named
    cut_off: int


@dataclass(frozen=True, slots=True)
class NetworkMeasures:
    """The measures; lists are cut to what was asked for, the counts are of all."""

    documents: int
    citations: int
    most_cited: tuple[Cited, ...]
    longest_chain: tuple[Named, ...]
    document_community_count: int
    document_communities: tuple[Community, ...]
    bridge_count: int
    bridges: tuple[Bridge, ...]
    agencies: int
    agency_pairs: int
    central_agencies: tuple[Central, ...]
    agency_community_count: int
    agency_communities: tuple[Community, ...]


def network_measures(graph: Graph, top: int = TOP) -> NetworkMeasures:
    """Return the measures of a store; of each list the first ``top``."""
    edges = _document_edges(graph)
    documents = _directed(_pairs_of(edges))
    joined = _undirected(documents)
    told = _directed(_pairs_of(edge for edge in edges if edge.kind != HQ.likelyImplements))
    cited = sorted(told.in_degree(), key=lambda pair: (-pair[1], pair[0]))[:top]
    chain = _longest_chain(_directed(_pairs_of(edge for edge in edges if edge.is_basis)))
    groups = _communities(joined)
    cuts = _bridges(joined)
    tasks, together = _agencies(graph)
    central = _central(together, tasks, top)
    bodies = _communities(together)
    shown = {
        *(iri for iri, _ in cited),
        *chain,
        *(end for cut in cuts[:top] for end in cut[:2]),
        *(one.agency.iri for one in central),
        *(iri for group in (*groups[:top], *bodies[:top]) for iri in group[:_EXAMPLES]),
    }
    names = _names(graph, shown)
    return NetworkMeasures(
        documents=documents.number_of_nodes(),
        citations=documents.number_of_edges(),
        most_cited=tuple(Cited(names[iri], count) for iri, count in cited if count),
        longest_chain=tuple(names[iri] for iri in chain),
        document_community_count=len(groups),
        document_communities=_named(groups[:top], names),
        bridge_count=len(cuts),
        bridges=tuple(
            Bridge(*_directed_ends(documents, one, other, names), size)
            for one, other, size in cuts[:top]
        ),
        agencies=together.number_of_nodes(),
        agency_pairs=together.number_of_edges(),
        central_agencies=tuple(replace(one, agency=names[one.agency.iri]) for one in central),
        agency_community_count=len(bodies),
        agency_communities=_named(bodies[:top], names),
    )


class _Edge(NamedTuple):
    """An edge between documents, and the graph that holds it."""

    child: str
    parent: str
    kind: NamedNode
    graph: str

    @property
    def is_basis(self) -> bool:
        """Whether it is more than a mention; an imported catalogue tells them not apart."""
        return self.kind != ELI.cites or self.graph.startswith(f"{_SHIPPED}/")


def _document_edges(graph: Graph) -> list[_Edge]:
    """Return every citation and basis that the store's own documents lead up to."""
    titles: dict[str, str] = dict(_pairs(_rows(graph, "titles")))
    found = {
        _Edge(child, titles.get(parent, parent), NamedNode(kind), name)
        for child, kind, parent, name in _rows(graph, "document-edges")
    }
    edges = [edge for edge in found if edge.child != edge.parent]
    reached = _reached(own_documents(graph), edges)
    return [edge for edge in edges if edge.graph != _SHIPPED or edge.child in reached]


def _reached(start: frozenset[str], edges: list[_Edge]) -> set[str]:
    """Return the documents to which the edges lead up from some documents, with these."""
    above: dict[str, list[str]] = {}
    for edge in edges:
        above.setdefault(edge.child, []).append(edge.parent)
    reached, layer = set(start), list(start)
    while layer:
        layer = [up for node in layer for up in above.get(node, ()) if up not in reached]
        reached.update(layer)
    return reached


def _pairs_of(edges: Iterable[_Edge]) -> list[tuple[str, str]]:
    return sorted({(edge.child, edge.parent) for edge in edges})


def _pairs(rows: list[tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in rows]


def _directed(edges: list[tuple[str, str]]) -> nx.DiGraph[str]:
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_nodes_from(sorted({end for edge in edges for end in edge}))
    network.add_edges_from(edges)
    return network


def _undirected(network: nx.DiGraph[str]) -> nx.Graph[str]:
    joined: nx.Graph[str] = nx.Graph()
    joined.add_nodes_from(network)
    joined.add_edges_from(network.edges)
    return joined


def _longest_chain(network: nx.DiGraph[str]) -> list[str]:
    """Return the longest way from a document up; of a circle only its first document counts."""
    acyclic: nx.DiGraph[str] = nx.DiGraph()
    first = {
        node: min(group) for group in nx.strongly_connected_components(network) for node in group
    }
    acyclic.add_nodes_from(sorted(set(first.values())))
    acyclic.add_edges_from(
        sorted({(first[a], first[b]) for a, b in network.edges if first[a] != first[b]})
    )
    best: dict[str, tuple[int, str]] = {}
    for node in reversed(list(nx.lexicographical_topological_sort(acyclic))):
        above = [(-best[up][0], up) for up in acyclic.successors(node)]
        length, up = min(above, default=(1, ""))
        best[node] = (1 - length if above else 0, up)
    if not best:
        return []
    at = min(best, key=lambda node: (-best[node][0], node))
    chain = [at]
    while best[at][1]:
        at = best[at][1]
        chain.append(at)
    return chain


def _communities(network: nx.Graph[str]) -> list[list[str]]:
    """Return groups of two and more, the largest first; in each the best joined first."""
    if not network.number_of_edges():
        return []
    found = nx.community.louvain_communities(network, seed=SEED)
    groups = [
        sorted(group, key=lambda node: (-network.degree(node), node))
        for group in found
        if len(group) > 1
    ]
    return sorted(groups, key=lambda group: (-len(group), group))


def _bridges(network: nx.Graph[str]) -> list[tuple[str, str, int]]:
    """Return the edges that alone hold two parts together, by the size of the smaller part."""
    edges = {frozenset(edge) for edge in nx.bridges(network)}
    found: list[tuple[str, str, int]] = []
    for part in nx.connected_components(network):
        root = min(part)
        order = list(nx.dfs_preorder_nodes(network, root))
        above = dict(nx.dfs_predecessors(network, root))
        below = dict.fromkeys(order, 1)
        for node in reversed(order):
            if node in above:
                below[above[node]] += below[node]
        for node, up in above.items():
            if frozenset((node, up)) in edges:
                found.append((*sorted((node, up)), min(below[node], len(part) - below[node])))
    return sorted(found, key=lambda cut: (-cut[2], cut[0], cut[1]))


def _directed_ends(
    network: nx.DiGraph[str], one: str, other: str, names: dict[str, Named]
) -> tuple[Named, Named]:
    child, parent = (one, other) if network.has_edge(one, other) else (other, one)
    return names[child], names[parent]


def _agencies(graph: Graph) -> tuple[dict[str, int], nx.Graph[str]]:
    """Return how many tasks each body has, and the bodies joined by the tasks they share."""
    by_task: dict[str, set[str]] = {}
    for task, agency in _rows(graph, "duties"):
        by_task.setdefault(task, set()).add(agency)
    tasks: dict[str, int] = {}
    weights: dict[tuple[str, str], int] = {}
    for bodies in by_task.values():
        ordered = sorted(bodies)
        for body in ordered:
            tasks[body] = tasks.get(body, 0) + 1
        for at, one in enumerate(ordered if len(ordered) <= _MOST_TOGETHER else ()):
            for other in ordered[at + 1 :]:
                weights[one, other] = weights.get((one, other), 0) + 1
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(sorted(tasks))
    for (one, other), weight in sorted(weights.items()):
        network.add_edge(one, other, weight=weight)
    return tasks, network


def _central(network: nx.Graph[str], tasks: dict[str, int], top: int) -> list[Central]:
    if not network.number_of_nodes():
        return []
    sampled = _SAMPLED if network.number_of_nodes() > _SAMPLED else None
    between = nx.betweenness_centrality(network, k=sampled, seed=SEED)
    found = [
        Central(
            Named(node, node),
            network.degree(node),
            tasks[node],
            round(between[node], 4),
            network.degree(node, weight="weight"),
        )
        for node in network
    ]
    return sorted(found, key=lambda one: (-one.betweenness, -one.shared, one.agency.iri))[:top]


def _named(groups: list[list[str]], names: dict[str, Named]) -> tuple[Community, ...]:
    return tuple(
        Community(len(group), tuple(names[iri] for iri in group[:_EXAMPLES])) for group in groups
    )


def _names(graph: Graph, iris: Iterable[str]) -> dict[str, Named]:
    wanted = sorted(set(iris))
    found: dict[str, tuple[bool, str, str]] = {}
    for at in range(0, len(wanted), _AT_A_TIME):
        nodes = " ".join(str(NamedNode(one)) for one in wanted[at : at + _AT_A_TIME])
        for iri, label, number, own in _rows(graph, "names", f"VALUES ?thing {{ {nodes} }}"):
            told = (own != "true", label, number)
            found[iri] = min(found.get(iri, told), told)
    return {
        iri: Named(iri, found[iri][1], found[iri][2]) if iri in found else Named(iri, iri)
        for iri in wanted
    }


def _rows(graph: Graph, name: str, values: str = "") -> list[tuple[str, ...]]:
    query = (_QUERIES / f"{name}.rq").read_text(encoding="utf-8")
    found = graph.query(query.replace("#VALUES ?thing", values))
    return [
        tuple(term.value if isinstance(term, NamedNode | Literal) else "" for term in row)
        for row in found.rows
    ]
