"""A network page put together: what stands on it, what it carries folded, what can be found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from hqgraph.linking.reasons import in_words
from hqgraph.views import network_choice
from hqgraph.views.facts import STATUSES, DocumentFacts, DocumentLink
from hqgraph.views.network_model import Edge, Left, NetworkView, Node
from hqgraph.views.network_parts import Parts


@dataclass(frozen=True, slots=True)
class Material:
    """What a page is made of: ``order`` are its documents by rank, ``others`` more to find.

    ``parts`` are the contents of those documents that were read for it, ``unread`` is
    the number of those that were not.
    """

    known: dict[str, DocumentFacts]
    links: list[DocumentLink]
    order: list[str]
    others: list[str]
    parts: Parts
    unread: int
    limit: int


def assembled(made_of: Material, title: str) -> NetworkView:
    """Return all of it to be drawn where it is small, else an overview of it."""
    small = len(made_of.order) + len(made_of.parts.nodes) <= made_of.limit
    if small:
        return _view(made_of, title, None, made_of.parts, set(made_of.order), unread=made_of.unread)
    most = min(network_choice.OVERVIEW, made_of.limit)
    start = network_choice.overview(made_of.order, made_of.known, made_of.links, most)
    parts, cut = _kept_parts(made_of)
    holding = {node.group for node in parts.nodes if node.group}
    named = {link.parent for link in made_of.links if link.child in holding}
    inside = start | {
        iri
        for iri in made_of.order
        if iri in holding or (iri in named and not network_choice.stands_alone(made_of.known[iri]))
    }
    return _view(made_of, title, start, parts, inside, unread=made_of.unread + cut)


def _kept_parts(made_of: Material) -> tuple[Parts, int]:
    """Return the contents that a page has room for, and for how many documents it has none."""
    parts = made_of.parts
    scale = network_choice.Scale()
    names = sum(scale.node(document_node(made_of.known[iri], [])) for iri in made_of.order)
    names += sum(scale.light(document_node(made_of.known[iri], [])) for iri in made_of.others)
    names += sum(scale.edge(link_edge(link)) for link in made_of.links)
    reserved = min(names, network_choice.ROOM // 2)
    kept = network_choice.contents(
        parts.nodes, parts.edges, made_of.order, network_choice.ROOM - reserved
    )
    held = {node.group for node in parts.nodes if node.group}
    own = {node.id for node in parts.nodes if node.group in kept}
    edges = [edge for edge in parts.edges if edge.source in own or edge.source in kept]
    used = own.union(edge.target for edge in edges)
    return Parts([node for node in parts.nodes if node.id in used], edges), len(held - kept)


def _view(
    made_of: Material,
    title: str,
    start: set[str] | None,
    parts: Parts,
    inside: set[str],
    *,
    unread: int,
) -> NetworkView:
    known = made_of.known
    links = [link for link in made_of.links if {link.child, link.parent} <= inside]
    nodes = (
        *(document_node(known[iri], links) for iri in known if iri in inside),
        *parts.nodes,
    )
    rest = [iri for iri in (*made_of.order, *made_of.others) if iri not in inside]
    more = _light_nodes(made_of, rest, nodes, (*map(link_edge, links), *parts.edges))
    findable = {node.id for node in more}
    loose = [
        link
        for link in made_of.links
        if {link.child, link.parent} & findable and {link.child, link.parent} <= findable | inside
    ]
    drawn = inside if start is None else start
    return NetworkView(
        title=title,
        nodes=nodes,
        edges=_sorted((*map(link_edge, links), *parts.edges), nodes),
        start=None if start is None else tuple(iri for iri in known if iri in start),
        more=more,
        more_edges=_sorted(map(link_edge, loose), (*nodes, *more)),
        left=Left(
            documents=len(inside | set(made_of.order)),
            drawn=len(drawn),
            findable=len(more) + len(inside - drawn),
            absent=len(rest) - len(more),
            unread=unread,
        ),
        limit=made_of.limit,
    )


def _light_nodes(
    made_of: Material, rest: list[str], nodes: tuple[Node, ...], edges: Iterable[Edge]
) -> tuple[Node, ...]:
    """Return the documents that can be searched for, as many as there is room for."""
    scale = network_choice.Scale()
    room = network_choice.ROOM - sum(map(scale.node, nodes)) - sum(map(scale.edge, edges))
    rank = {iri: position for position, iri in enumerate(rest)}
    joining: dict[str, list[DocumentLink]] = defaultdict(list)
    for link in made_of.links:
        last = max(link.child, link.parent, key=lambda iri: rank.get(iri, -1))
        joining[last].append(link)
    found = []
    for iri in rest:
        node = document_node(made_of.known[iri], [])
        room -= scale.light(node) + sum(scale.edge(link_edge(link)) for link in joining[iri])
        if room < 0:
            break
        found.append(node)
    return tuple(found)


def document_node(facts: DocumentFacts, links: list[DocumentLink]) -> Node:
    """Return a document as a node; what it says of its basis comes from the links."""
    kind = "document" if facts.loaded else "directive" if facts.catalogued else "cited"
    pairs = [
        ("number", facts.number),
        ("issuer", "、".join(facts.issuers)),
        ("date", facts.date),
        ("form", facts.form),
        ("region", facts.region_name),
        ("note", facts.note),
    ]
    own = [link for link in links if facts.id == (link.child if facts.loaded else link.parent)]
    quotes = [link.quote for link in own if link.status == "stated"]
    return Node(
        id=facts.id,
        label=facts.label,
        type=kind,
        level=facts.level,
        region=facts.region_name,
        group=facts.id,
        sentence="\n".join(dict.fromkeys(quote for quote in quotes if quote)),
        source=facts.source,
        details=tuple(pair for pair in pairs if pair[1]),
        names=tuple(dict.fromkeys(name for name in (facts.title, facts.number) if name)),
        short=facts.short,
    )


def link_edge(link: DocumentLink) -> Edge:
    """Return a link between documents as an edge, with its proof or its reason."""
    label = f"{link.confidence:.0%}" if link.confidence is not None else link.certainty
    reasons = (link.quote, in_words(link.reason), link.origin)
    return Edge(
        source=link.child,
        target=link.parent,
        relation=link.relation if link.relation == "based_on" else "cites",
        label=label,
        status=link.status,
        sentence="\n".join(text for text in reasons if text),
    )


def _sorted(edges: Iterable[Edge], nodes: Iterable[Node]) -> tuple[Edge, ...]:
    """Return the edges whose ends are there, in the reading order of their ends."""
    rank = {node.id: position for position, node in enumerate(nodes)}
    found = [edge for edge in edges if edge.source in rank and edge.target in rank]
    return tuple(sorted(found, key=lambda edge: _edge_order(edge, rank)))


def _edge_order(edge: Edge, rank: dict[str, int]) -> tuple[int, int, str, int, str]:
    """Sort key of edges: in the reading order of their ends, then relation, status, sentence."""
    status = STATUSES.index(edge.status)
    return (rank[edge.source], rank[edge.target], edge.relation, status, edge.sentence)
