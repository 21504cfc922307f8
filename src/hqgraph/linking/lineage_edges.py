"""The edges of lineage from a document on, step by step: no edge is read that does not lead there.

Stated edges carry the sentence, catalogue edges their certainty and source, inferred
ones their confidence and reason. A basis that is cited by title alone counts as the
known document of that title, where linking found one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from hqgraph.graph import Graph
from hqgraph.graph.batches import batches
from hqgraph.linking.known import Row, rows
from hqgraph.linking.reasons import in_words
from hqgraph.linking.same import SAME_TITLE
from hqgraph.messages import say
from hqgraph.rdf.catalogue_tables import Certainty
from hqgraph.rdf.vocabulary import ELI, GRAPH, HQ

STATED, CATALOGUE, INFERRED = "eli:based_on", "catalogue", "inferred"
_SURE = {
    Certainty.STATED: 1.0,
    Certainty.SEEN: 0.95,
    Certainty.FAMILY: 0.8,
    Certainty.OUTLINE: 0.7,
    Certainty.LISTED: 0.9,
}
"""How sure an edge of the catalogue is, by what its row says."""

_CITES = "cites"
_AT_A_TIME = 200
"""Documents asked for at once: longer lists the engine joins slowly."""
_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """``child`` rests on ``parent``, by their IRIs; the rest is as in ``lineage.Edge``."""

    child: str
    parent: str
    via: str
    confidence: float = 1.0
    reason: str = ""
    evidence: str = ""


def walk(graph: Graph, start: str, *, upwards: bool) -> list[Link]:
    """Return the edges reached from a document (its IRI), breadth first, each once."""
    reached, layer, seen = list[Link](), [start], {start}
    while layer:
        by_end: dict[str, list[Link]] = {}
        for link in _links_of(graph, layer, upwards=upwards):
            by_end.setdefault(link.child if upwards else link.parent, []).append(link)
        step = [link for node in layer for link in by_end.get(node, ())]
        reached += step
        ahead = dict.fromkeys(link.parent if upwards else link.child for link in step)
        layer = [node for node in ahead if node not in seen]
        seen.update(layer)
    return reached


def _links_of(graph: Graph, nodes: Collection[str], *, upwards: bool) -> list[Link]:
    """Return the edges from these documents up, or down, sorted.

    Titles stand for the documents found for them: those cited, on the way up; those that
    were found to be one of these documents, on the way down.
    """
    end = "child" if upwards else "parent"
    named = set(nodes)
    if not upwards:
        found = _asked(graph, "mappings", "parent", nodes)
        named |= {_text(row, "child") for row in found if row["edge"] == SAME_TITLE}
    edges = _asked(graph, "edges", end, named)
    titles = {_text(row, "parent") for row in edges}
    known = _asked(graph, "mappings", "child", {*titles, *nodes} if upwards else titles)
    known += [] if upwards else _asked(graph, "mappings", "parent", nodes)
    mapped = {(_text(row, "child"), _text(row, "parent")): row for row in _sorted(known)}
    facts: dict[tuple[_Pair, bool], Row] = {}
    for row in _asked(graph, "catalogue", end, named):
        key = ((_text(row, "child"), _text(row, "parent")), _relation(row) == _CITES)
        facts.setdefault(key, row)
    quotes: dict[_Pair, str] = {}
    for row in _asked(graph, "quotes", end, named):
        quotes.setdefault((_text(row, "child"), _text(row, "parent")), row["quote"].value)
    return _made(edges, mapped, facts, quotes)


def _asked(graph: Graph, name: str, end: str, nodes: Iterable[str]) -> list[Row]:
    """Return the rows of a query for some children or parents; those of one stay in order."""
    parts = batches(map(NamedNode, sorted(nodes)), _AT_A_TIME)
    return [row for part in parts for row in rows(graph, name, {end: part})]


def _made(
    edges: list[Row],
    mapped: dict[_Pair, Row],
    facts: dict[tuple[_Pair, bool], Row],
    quotes: dict[_Pair, str],
) -> list[Link]:
    """Return the links that edges make, sorted: of each kind one between two documents."""
    same = {child: row for (child, _), row in mapped.items() if row["edge"] == SAME_TITLE}
    found: dict[tuple[str, str, str], Link] = {}
    cited: list[Link] = []
    for row in _sorted(edges):
        pair = (_text(row, "child"), _text(row, "parent"))
        edge, name = row["edge"], _text(row, "graph")
        if edge == ELI.based_on and name.startswith(GRAPH + "doc/"):
            link = _resolved(_stated(pair, quotes), same)
        elif edge in (HQ.implements, ELI.cites):
            link = _listed(pair, facts.get((pair, edge == ELI.cites)))
        elif edge == HQ.likelyImplements and pair in mapped:
            link = _inferred(pair, mapped[pair])
        else:
            continue
        if edge == ELI.cites:
            cited.append(link)
        else:
            found.setdefault((link.child, link.parent, link.via), link)
    for link in cited:  # a fact that says why comes before one that only says that
        found.setdefault((link.child, link.parent, link.via), link)
    return [found[key] for key in sorted(found)]


def _sorted(known: list[Row]) -> list[Row]:
    """Return edges or mappings in an order that does not depend on how they were asked for."""
    keys = ("child", "edge", "parent", "graph", "quote")
    return sorted(known, key=lambda row: [row[key].value if key in row else "" for key in keys])


def _stated(pair: _Pair, quotes: dict[_Pair, str]) -> Link:
    return Link(*pair, STATED, 1.0, say("linking.stated"), quotes.get(pair, ""))


def _resolved(link: Link, same: dict[str, Row]) -> Link:
    row = same.get(link.parent)
    if row is None:
        return link
    reason = f"{link.reason}；{in_words(row['reason'].value)}"
    sure = float(row["confidence"].value)
    return replace(link, parent=_text(row, "parent"), confidence=sure, reason=reason)


def _listed(pair: _Pair, fact: Row | None) -> Link:
    if fact is None:
        return Link(*pair, CATALOGUE, _SURE[Certainty.OUTLINE])
    certainty = Certainty(fact["certainty"].value)
    words = say(f"linking.certainty.{certainty.value}")
    reason = say("linking.catalogue", certainty=words, source=fact["source"].value)
    if "relation" in fact:
        kind = say(f"linking.relation.{_relation(fact)}")
        reason = say("linking.relation.listed", relation=kind, reason=reason)
    return Link(*pair, CATALOGUE, _SURE[certainty], reason, fact["source"].value)


def _relation(fact: Row) -> str:
    return fact["relation"].value if "relation" in fact else ""


def _inferred(pair: _Pair, row: Row) -> Link:
    quote = row["quote"].value if "quote" in row else ""
    return Link(
        *pair, INFERRED, float(row["confidence"].value), in_words(row["reason"].value), quote
    )


def _text(row: Row, variable: str) -> str:
    return row[variable].value
