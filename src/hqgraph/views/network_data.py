"""From a graph to what a network page draws (:mod:`hqgraph.views.network_model`).

The graph is read per docs/rdf-model.md, through the queries of ``sparql/``. An agency is one node
per region and kind, because that is its identity in the graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hqgraph.errors import NotFoundError
from hqgraph.graph import Graph
from hqgraph.messages import say
from hqgraph.views import select
from hqgraph.views.facts import (
    STATUSES,
    DocumentFacts,
    DocumentLink,
    document_links,
    documents,
)
from hqgraph.views.network_model import ITEM_TYPES, TYPES, Edge, NetworkView, Node
from hqgraph.views.network_parts import item_parts
from hqgraph.views.select import ALT_LABEL, PREF_LABEL, RDFS_LABEL

__all__ = ["ITEM_TYPES", "TYPES", "Edge", "NetworkView", "Node", "network_of"]


def network_of(
    graph: Graph,
    *,
    region: str | None = None,
    kind: str | None = None,
    document: str | None = None,
    theme: str | None = None,
    title: str | None = None,
) -> NetworkView:
    """Return the network of a graph, or of the part of it that is asked for.

    ``region`` is a code, a name or an IRI; ``document`` a number, a title or an
    IRI; ``kind`` an agency kind and ``theme`` a theme (name, slug or IRI): items
    that have nothing to do with them are left out. The documents that the chosen
    ones rest on are always shown. Raises NotFoundError where a filter names
    nothing in the graph.
    """
    known = documents(graph)
    links = document_links(graph)
    chosen = _chosen_documents(known, region=region, document=document)
    parts = item_parts(
        graph,
        [known[iri] for iri in chosen if known[iri].loaded],
        kind=_named(graph, "kind", kind),
        theme=_named(graph, "theme", theme),
    )
    if kind or theme:
        kept = {node.group for node in parts.nodes if node.type in ITEM_TYPES}
        chosen = [iri for iri in chosen if iri in kept]
    shown = _with_what_they_rest_on(chosen, links, known)
    drawn = [link for link in links if link.child in shown and link.parent in shown]
    nodes = (*(_document_node(known[iri], drawn) for iri in known if iri in shown), *parts.nodes)
    rank = {node.id: position for position, node in enumerate(nodes)}
    edges = [*map(_link_edge, drawn), *parts.edges]
    edges = [edge for edge in edges if edge.source in rank and edge.target in rank]
    return NetworkView(
        title=title or say("views.network.title"),
        nodes=nodes,
        edges=tuple(sorted(edges, key=lambda edge: _edge_order(edge, rank))),
    )


def _chosen_documents(
    known: dict[str, DocumentFacts], *, region: str | None, document: str | None
) -> list[str]:
    chosen: Iterable[DocumentFacts] = known.values()
    if document is not None:
        chosen = _matching(
            chosen, "document", document, lambda one: (one.id, one.number, one.title, one.label)
        )
    if region is not None:
        chosen = _matching(
            chosen,
            "region",
            region,
            lambda one: (one.region, select.tail(one.region), one.region_name),
        )
    found = list(chosen)
    loaded = [facts.id for facts in found if facts.loaded]
    return loaded or [facts.id for facts in found]


def _matching(
    candidates: Iterable[DocumentFacts],
    what: str,
    wanted: str,
    names: Callable[[DocumentFacts], tuple[str, ...]],
) -> list[DocumentFacts]:
    found = [facts for facts in candidates if wanted and wanted in names(facts)]
    if not found:
        raise NotFoundError(f"views.no_{what}", name=wanted)
    return found


def _named(graph: Graph, what: str, wanted: str | None) -> frozenset[str] | None:
    """Return the IRIs of the concepts (kinds or themes) that a name stands for."""
    if wanted is None:
        return None
    concepts = {row["concept"] for row in select.rows(graph, f"{what}s-in-use")}
    names = select.names_of(graph, concepts)
    found = frozenset(
        iri
        for iri in concepts
        if wanted in (iri, select.tail(iri))
        or any(
            wanted in names.get(iri, {}).get(label, ())
            for label in (RDFS_LABEL, PREF_LABEL, ALT_LABEL)
        )
    )
    if not found:
        raise NotFoundError(f"views.no_{what}", name=wanted)
    return found


def _with_what_they_rest_on(
    chosen: list[str], links: list[DocumentLink], known: dict[str, DocumentFacts]
) -> set[str]:
    """Return the chosen documents, all they derive from, and all they themselves name."""
    parents: dict[str, list[str]] = {}
    for link in links:
        if link.relation == "based_on":
            parents.setdefault(link.child, []).append(link.parent)
    shown = set(chosen)
    waiting = list(chosen)
    while waiting:
        for parent in parents.get(waiting.pop(), ()):
            if parent not in shown and parent in known:
                shown.add(parent)
                waiting.append(parent)
    named = {link.parent for link in links if link.child in chosen and link.parent in known}
    return shown | named


def _document_node(facts: DocumentFacts, links: list[DocumentLink]) -> Node:
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
    quotes = [link.quote for link in sorted(own, key=lambda link: link.relation != "based_on")]
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


def _link_edge(link: DocumentLink) -> Edge:
    label = f"{link.confidence:.0%}" if link.confidence is not None else link.certainty
    reasons = (link.quote, link.reason, link.origin)
    return Edge(
        source=link.child,
        target=link.parent,
        relation=link.relation if link.relation == "based_on" else "cites",
        label=label,
        status=link.status,
        sentence="\n".join(text for text in reasons if text),
    )


def _edge_order(edge: Edge, rank: dict[str, int]) -> tuple[int, int, str, int, str]:
    """Sort key of edges: in the reading order of their ends, then relation, status, sentence."""
    status = STATUSES.index(edge.status)
    return (rank[edge.source], rank[edge.target], edge.relation, status, edge.sentence)
