"""The lineage of one document: every edge on the way up and on the way down, with its proof.

Stated edges carry the sentence, catalogue edges their certainty and source,
inferred ones their confidence and reason. A basis that is cited by title alone
counts as the known document of that title, where linking found one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from hqgraph.errors import NotFoundError
from hqgraph.gazetteer import region
from hqgraph.gazetteer.document_places import level_of, place_of
from hqgraph.graph import Graph
from hqgraph.linking.candidates import MayBe, may_be
from hqgraph.linking.reasons import in_words
from hqgraph.linking.same import SAME_TITLE
from hqgraph.messages import say
from hqgraph.rdf.catalogue_tables import Certainty
from hqgraph.rdf.iri import concept_parts
from hqgraph.rdf.vocabulary import ELI, GRAPH, HQ, RDFS

STATED, CATALOGUE, INFERRED = "eli:based_on", "catalogue", "inferred"
_VIA = {ELI.based_on: STATED, HQ.implements: CATALOGUE, HQ.likelyImplements: INFERRED}
_SURE = {
    Certainty.STATED: 1.0,
    Certainty.SEEN: 0.95,
    Certainty.FAMILY: 0.8,
    Certainty.OUTLINE: 0.7,
    Certainty.LISTED: 0.9,
}
"""How sure an edge of the catalogue is, by what its row says."""

_QUERIES = Path(__file__).with_name("sparql")
_Pair = tuple[str, str]
_CITES = "cites"
_AT_A_TIME = 200
_TOLD_OF = (RDFS.label, ELI.id_local, ELI.jurisdiction, HQ.level)
"""What a lineage says of a document."""
_Row = dict[str, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class Document:
    """A document in a lineage. What is not known is None; ``level`` is as in model.Level."""

    iri: str
    label: str
    number: str | None = None
    region: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """``from_`` rests on ``to``. ``via`` is eli:based_on, catalogue or inferred.

    ``evidence`` is the citing sentence, the source that the catalogue names, or the
    two titles that an inference set side by side.
    """

    from_: Document
    to: Document
    via: str
    confidence: float
    reason: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """The edges above and below a document, nearest first.

    ``candidates`` say which known documents its redacted ones may be; no edge is made
    of them.
    """

    document: Document
    up: tuple[Edge, ...]
    down: tuple[Edge, ...]
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """The redacted ``document`` may be ``candidate``."""

    document: Document
    candidate: Document
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Link:
    child: str
    parent: str
    via: str
    confidence: float = 1.0
    reason: str = ""
    evidence: str = ""


def lineage(graph: Graph, document_iri: NamedNode | str) -> Lineage:
    """Return what a document rests on and what rests on it, step by step.

    Raises NotFoundError where the graph says nothing of the document.
    """
    start = document_iri.value if isinstance(document_iri, NamedNode) else document_iri
    links = _links(graph)
    up, down = _walk(start, links, upwards=True), _walk(start, links, upwards=False)
    ends = {end for link in (*up, *down) for end in (link.child, link.parent)}
    guesses = may_be(graph, {start, *ends})
    names = described(graph, {start, *ends, *(one.candidate for one in guesses)})
    if start not in names:
        raise NotFoundError("linking.no-document", document=start)
    return Lineage(
        names[start],
        tuple(_edge(link, names) for link in up),
        tuple(_edge(link, names) for link in down),
        tuple(_candidate(one, names) for one in guesses),
    )


def to_json(found: Lineage) -> dict[str, object]:
    """Return a lineage as plain data: ``document``, ``up``, ``down``, ``candidates``."""
    return {
        "document": {**_brief(found.document), "level": found.document.level},
        "up": [_edge_json(edge) for edge in found.up],
        "down": [_edge_json(edge) for edge in found.down],
        "candidates": [
            {
                "document": _brief(one.document),
                "candidate": _brief(one.candidate),
                "confidence": one.confidence,
                "reason": one.reason,
            }
            for one in found.candidates
        ],
    }


def _edge_json(edge: Edge) -> dict[str, object]:
    return {
        "from": _brief(edge.from_),
        "to": _brief(edge.to),
        "via": edge.via,
        "confidence": edge.confidence,
        "reason": edge.reason,
        "evidence": edge.evidence,
    }


def _brief(document: Document) -> dict[str, object]:
    return {
        "label": document.label,
        "number": document.number,
        "region": document.region,
        "iri": document.iri,
    }


def _edge(link: _Link, names: dict[str, Document]) -> Edge:
    child, parent = _named(link.child, names), _named(link.parent, names)
    evidence = link.evidence
    if not evidence and link.via == INFERRED:
        evidence = f"《{child.label}》→《{parent.label}》"
    return Edge(child, parent, link.via, link.confidence, link.reason, evidence)


def _candidate(one: MayBe, names: dict[str, Document]) -> Candidate:
    document, candidate = _named(one.document, names), _named(one.candidate, names)
    return Candidate(document, candidate, one.confidence, in_words(one.reason))


def _named(iri: str, names: dict[str, Document]) -> Document:
    return names.get(iri) or Document(iri, iri)


def _walk(start: str, links: list[_Link], *, upwards: bool) -> list[_Link]:
    """Return the edges reached from ``start``, breadth first, each once."""
    by_end: dict[str, list[_Link]] = {}
    for link in links:
        by_end.setdefault(link.child if upwards else link.parent, []).append(link)
    reached, layer, seen = list[_Link](), [start], {start}
    while layer:
        step = [link for node in layer for link in by_end.get(node, ())]
        reached += step
        ahead = dict.fromkeys(link.parent if upwards else link.child for link in step)
        layer = [node for node in ahead if node not in seen]
        seen.update(layer)
    return reached


def _links(graph: Graph) -> list[_Link]:
    """Return all edges of lineage, sorted; titles stand for the documents found for them."""
    mapped = {(_iri(row, "child"), _iri(row, "parent")): row for row in _rows(graph, "mappings")}
    facts: dict[tuple[_Pair, bool], _Row] = {}
    for row in _rows(graph, "catalogue"):
        key = ((_iri(row, "child"), _iri(row, "parent")), _relation(row) == _CITES)
        facts.setdefault(key, row)
    quotes: dict[_Pair, str] = {}
    for row in _rows(graph, "quotes"):
        quotes.setdefault((_iri(row, "child"), _iri(row, "parent")), row["quote"].value)
    same = {child: row for (child, _), row in mapped.items() if row["edge"] == SAME_TITLE}
    found: dict[tuple[str, str, str], _Link] = {}
    cited: list[_Link] = []
    for row in _rows(graph, "edges"):
        pair = (_iri(row, "child"), _iri(row, "parent"))
        edge, name = row["edge"], _iri(row, "graph")
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


def _stated(pair: _Pair, quotes: dict[_Pair, str]) -> _Link:
    return _Link(*pair, STATED, 1.0, say("linking.stated"), quotes.get(pair, ""))


def _resolved(link: _Link, same: dict[str, _Row]) -> _Link:
    row = same.get(link.parent)
    if row is None:
        return link
    reason = f"{link.reason}；{in_words(row['reason'].value)}"
    sure = float(row["confidence"].value)
    return replace(link, parent=_iri(row, "parent"), confidence=sure, reason=reason)


def _listed(pair: _Pair, fact: _Row | None) -> _Link:
    if fact is None:
        return _Link(*pair, CATALOGUE, _SURE[Certainty.OUTLINE])
    certainty = Certainty(fact["certainty"].value)
    words = say(f"linking.certainty.{certainty.value}")
    reason = say("linking.catalogue", certainty=words, source=fact["source"].value)
    if "relation" in fact:
        kind = say(f"linking.relation.{_relation(fact)}")
        reason = say("linking.relation.listed", relation=kind, reason=reason)
    return _Link(*pair, CATALOGUE, _SURE[certainty], reason, fact["source"].value)


def _relation(fact: _Row) -> str:
    return fact["relation"].value if "relation" in fact else ""


def _inferred(pair: _Pair, row: _Row) -> _Link:
    quote = row["quote"].value if "quote" in row else ""
    return _Link(
        *pair, INFERRED, float(row["confidence"].value), in_words(row["reason"].value), quote
    )


def described(graph: Graph, iris: Iterable[str]) -> dict[str, Document]:
    """Return what the graph says of these documents; those it does not know are left out."""
    told: dict[str, dict[NamedNode | Literal, str]] = {}
    for row in _names(graph, sorted(set(iris))):
        values = told.setdefault(_iri(row, "document"), {})
        own = _iri(row, "graph").removeprefix(GRAPH) == _iri(row, "document").split("/id/", 1)[-1]
        if own or row["property"] not in values:
            values[row["property"]] = row["value"].value
    return {iri: _document(iri, values) for iri, values in told.items()}


def _names(graph: Graph, iris: list[str]) -> Iterator[_Row]:
    """Ask for names, not too many at a time: the engine joins long lists slowly."""
    for at in range(0, len(iris), _AT_A_TIME):
        part = map(NamedNode, iris[at : at + _AT_A_TIME])
        pairs = " ".join(f"({one} {told})" for one in part for told in _TOLD_OF)
        yield from _rows(graph, "names", f"VALUES (?document ?property) {{ {pairs} }}")


def _document(iri: str, values: dict[NamedNode | Literal, str]) -> Document:
    """Return a document; one that is only cited is placed by its title and number."""
    label, number = values.get(RDFS.label, iri), values.get(ELI.id_local)
    place, level = _region(values.get(ELI.jurisdiction)), _concept(values.get(HQ.level))
    if place is None or level is None:
        told = place_of("", label, number or ""), level_of("", label, number or "")
        place = place or (told[0].name if told[0] else None)
        level = level or (told[1].value if told[1] else None)
    return Document(iri=iri, label=label, number=number, region=place, level=level)


def _region(iri: str | None) -> str | None:
    code = _concept(iri)
    return region(code).name if code else None


def _concept(iri: str | None) -> str | None:
    parts = concept_parts(NamedNode(iri)) if iri else None
    return parts[1] if parts else None


def _rows(graph: Graph, name: str, values: str = "") -> list[_Row]:
    query = (_QUERIES / f"{name}.rq").read_text(encoding="utf-8")
    found = graph.query(query.replace("#VALUES (?document ?property)", values))
    return [
        {
            variable: value
            for variable, value in zip(found.variables, row, strict=True)
            if isinstance(value, NamedNode | Literal)
        }
        for row in found.rows
    ]


def _iri(row: _Row, variable: str) -> str:
    return row[variable].value
