"""Search: the things whose names hold some words, and the bodies that words mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nsmallest

from pyoxigraph import NamedNode

from hqgraph import gazetteer
from hqgraph.graph import Graph
from hqgraph.mcp.looking import labels
from hqgraph.mcp.models import Found, Hit
from hqgraph.mcp.names import KINDS, Owner, Shelves, shelves_of
from hqgraph.queries import lookup, things
from hqgraph.rdf.iri import concept_iri, name_of, region_iri

_Order = tuple[int, int, str, str]
"""How good a hit is, how long its name, its kind, and the name as printed."""
_VERY, _MEANT, _BEGINS, _HOLDS = range(4)


def search(graph: Graph, query: str, kind: str | None, limit: int) -> Found:
    """Return the things whose names hold all the words of ``query``, best first.

    The very name comes before one that begins with the words, and that before one
    that only holds them; then the shorter name. One character is enough. A body is also
    found by what it is: 县医保局 is every county's, whatever its own document calls it.
    """
    words = [folded for word in query.split() if (folded := lookup.fold(word))]
    if not words:
        return Found(query=query, hits=[], total=0)
    shelves = shelves_of(graph)
    bodies = _meant(graph, shelves, query) if kind in {None, "agency"} else frozenset()
    best: dict[Owner, _Order] = {}
    for sort in KINDS if kind is None else (kind,):
        meant = bodies if sort == "agency" else frozenset()
        for owner, order in _held(graph, shelves, sort, words, meant):
            if owner not in best or order < best[owner]:
                best[owner] = order
    hits = [
        Hit(iri=iri, kind=order[2], label="", matched=order[3], place=place or "")
        for order, iri, place in _first(shelves, best, limit)
    ]
    told = labels(graph, {node for hit in hits for node in (hit.iri, hit.place) if node})
    for hit in hits:
        hit.label = told.get(hit.iri, hit.matched)
        hit.place = told.get(hit.place, hit.place)
    return Found(query=query, hits=hits, total=len(best))


def _held(
    graph: Graph, shelves: Shelves, sort: str, words: list[str], meant: frozenset[str]
) -> Iterator[tuple[Owner, _Order]]:
    """Yield the things of a kind that have such a name or are meant, as often as they are."""
    whole = "".join(words)
    for shelf in shelves.of(graph, sort):
        for number, name in shelf.holding(words):
            rank = _VERY if name == whole else _BEGINS if name.startswith(words[0]) else _HOLDS
            printed = shelf.names[number]
            for owner in shelf.owners(number):
                better = min(rank, _MEANT) if owner in meant else rank
                yield owner, (better, len(name), sort, printed)
    for iri in meant:
        for printed in shelves.names.agencies[iri].names:
            name = lookup.fold(printed)
            yield iri, (_VERY if name == whole else _MEANT, len(name), sort, printed)


def _first(
    shelves: Shelves, best: dict[Owner, _Order], limit: int
) -> list[tuple[_Order, str, str | None]]:
    """Return the best things with their places; of equally good ones the first by IRI."""
    lines = nsmallest(limit, (order[:3] for order in best.values()))
    among = (
        (order, *shelves.thing(owner))
        for owner, order in best.items()
        if lines and order[:3] <= lines[-1]
    )
    return sorted(among, key=lambda one: (one[0][:3], one[1]))[:limit]


def _meant(graph: Graph, shelves: Shelves, query: str) -> frozenset[str]:
    """Return the bodies that a name means by its kind; none where it is no body's.

    A name that titles have inside them is taken for a part of those, unless it is so full
    that it has a region or level; then only what is called just so goes before it.
    """
    match = gazetteer.match_agency(query)
    kind = match.kind if match else things.kind_in(query)
    if match is None and kind is None:
        return frozenset()
    wanted = lookup.fold(query)
    by_name = kind is None or (match is not None and match.by_name)
    full = match is not None and not by_name and bool(match.region_name or match.level)
    for sort in ("document", "task"):
        for name, _ in shelves.holding(graph, sort, [wanted]):
            if not full or name == wanted:
                return frozenset()
    if kind is None or by_name:
        return _named(graph, shelves, wanted)
    regions = gazetteer.resolve_region(match.region_name) if match and match.region_name else ()
    found = shelves.names.agencies_of(
        [concept_iri("kind", kind).value],
        [region_iri(region.code).value for region in regions] or None,
    )
    level = match.level.value if match and match.level and not regions else None
    return frozenset(one.iri for one in found if level in {None, one.level})


def _named(graph: Graph, shelves: Shelves, wanted: str) -> frozenset[str]:
    """Return the bodies with a name in theirs, if it is one body or the same of many places."""
    held: Iterable[tuple[str, Owner]] = (
        (name, owner)
        for shelf in shelves.of(graph, "agency")
        for number, name in shelf.holding([wanted])
        for owner in shelf.owners(number)
    )
    found = {str(owner) for _, owner in held}
    same = {name_of(NamedNode(iri)) for iri in found}
    return frozenset(found) if len(same) == 1 else frozenset()
