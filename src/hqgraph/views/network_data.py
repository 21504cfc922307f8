"""From a graph to what a network page draws (:mod:`hqgraph.views.network_model`).

The graph is read per docs/rdf-model.md, through the queries of ``sparql/``. An agency is one node
per region and kind, because that is its identity in the graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress

from hqgraph.errors import NotFoundError, UsageError
from hqgraph.graph import Graph
from hqgraph.messages import say
from hqgraph.queries.things import find_agency, find_themes
from hqgraph.views import network_choice, select
from hqgraph.views.facts import DocumentFacts, DocumentLink, document_links, documents
from hqgraph.views.network_assembly import Material, assembled
from hqgraph.views.network_model import ITEM_TYPES, LIMIT, TYPES, Edge, NetworkView, Node
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
    agency: str | None = None,
    depth: int | None = None,
    title: str | None = None,
    limit: int = LIMIT,
) -> NetworkView:
    """Return the network of a graph, or of the part of it that is asked for.

    ``region`` is a code, a name or an IRI; ``document`` a number, a title or an
    IRI; ``kind`` an agency kind, ``theme`` a theme (name, slug or IRI) and
    ``agency`` a body as people say it (县医保局): items that have nothing to do with
    them are left out. The documents that the chosen ones rest on are always shown;
    ``depth`` shows those within so many steps instead, upwards and downwards. More
    than ``limit`` nodes become an overview (:mod:`hqgraph.views.network_choice`).
    Raises NotFoundError where a filter names nothing in the graph.
    """
    known = documents(graph)
    links = document_links(graph)
    chosen = _chosen_documents(known, region=region, document=document)
    if depth is not None:
        near = network_choice.near(chosen, links, depth)
        chosen = [iri for iri in known if iri in near]
    picky = not (kind is theme is agency is None)
    loaded = [iri for iri in network_choice.ranked(chosen, known, links) if known[iri].loaded]
    read = set(loaded if picky else loaded[: network_choice.READ])
    parts = item_parts(
        graph,
        [facts for iri, facts in known.items() if iri in read],
        kind=_named(graph, "kind", kind),
        theme=_themes(graph, theme),
        agency=_bodies(graph, agency),
    )
    if picky:
        kept = {node.group for node in parts.nodes if node.type in ITEM_TYPES}
        chosen = [iri for iri in chosen if iri in kept]
    shown = _with_what_they_rest_on(chosen, links, known) if depth is None else set(chosen)
    narrowed = picky or depth is not None or region is not None or document is not None
    others = set() if narrowed else known.keys() - shown
    material = Material(
        known=known,
        links=links,
        order=network_choice.ranked(shown, known, links),
        others=network_choice.ranked(others, known, links),
        parts=parts,
        unread=len(loaded) - len(read),
        limit=limit,
    )
    return assembled(material, title or say("views.network.title"))


def _bodies(graph: Graph, agency: str | None) -> dict[str, frozenset[str]] | None:
    """Return the IRIs that an agency's name means, by the variable they stand for."""
    if agency is None:
        return None
    said = find_agency(graph, agency)
    return {ending: frozenset(one.value for one in found) for ending, found in said.items()}


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


def _themes(graph: Graph, wanted: str | None) -> frozenset[str] | None:
    """Return the IRIs of the themes in use of that name, else what queries read it as."""
    try:
        return _named(graph, "theme", wanted)
    except NotFoundError:
        with suppress(UsageError):
            used = {row["concept"] for row in select.rows(graph, "themes-in-use")}
            if found := used.intersection(node.value for node in find_themes(graph, wanted)):
                return frozenset(found)
        raise


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
