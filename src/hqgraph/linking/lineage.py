"""The lineage of one document: every edge on the way up and on the way down, with its proof.

Stated edges carry the sentence, catalogue edges their certainty and source,
inferred ones their confidence and reason. A basis that is cited by title alone
counts as the known document of that title, where linking found one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from hqgraph.errors import NotFoundError
from hqgraph.gazetteer import region
from hqgraph.gazetteer.document_places import level_of, place_of
from hqgraph.graph import Graph
from hqgraph.graph.batches import batches
from hqgraph.linking.candidates import MayBe, may_be
from hqgraph.linking.lineage_edges import INFERRED, Link, walk
from hqgraph.linking.reasons import in_words
from hqgraph.rdf.iri import concept_parts
from hqgraph.rdf.vocabulary import ELI, GRAPH, HQ, RDFS, graph_iri

_QUERIES = Path(__file__).with_name("sparql")
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


def lineage(graph: Graph, document_iri: NamedNode | str) -> Lineage:
    """Return what a document rests on and what rests on it, step by step.

    Raises NotFoundError where the graph says nothing of the document.
    """
    start = document_iri.value if isinstance(document_iri, NamedNode) else document_iri
    up, down = walk(graph, start, upwards=True), walk(graph, start, upwards=False)
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


def _edge(link: Link, names: dict[str, Document]) -> Edge:
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


def described(graph: Graph, iris: Iterable[str]) -> dict[str, Document]:
    """Return what the graph says of these documents; those it does not know are left out."""
    told: dict[str, dict[NamedNode | Literal, str]] = {}
    wanted = [(one, kind) for one in sorted(set(iris)) for kind in _TOLD_OF]
    first = [(NamedNode(one), kind, home) for one, kind in wanted for home in _homes(one)]
    _tell(told, graph, "?document ?property ?graph", first)
    rest = [(NamedNode(one), kind) for one, kind in wanted if kind not in told.get(one, ())]
    _tell(told, graph, "?document ?property", rest)
    return {iri: _document(iri, values) for iri, values in told.items()}


def _homes(iri: str) -> tuple[NamedNode, NamedNode]:
    """Return the graphs that speak first of a document: its own, and the shipped catalogue's.

    Of a directive that all cite, all say what it is called: they are read only where need be.
    """
    return NamedNode(GRAPH + iri.split("/id/", 1)[-1]), graph_iri("catalog")


def _tell(
    told: dict[str, dict[NamedNode | Literal, str]],
    graph: Graph,
    asked: str,
    pairs: Iterable[tuple[NamedNode, ...]],
) -> None:
    """Put what the graph says into ``told``, not too much at a time: long lists are slow.

    ``pairs`` are values of the variables that are ``asked``.
    """
    for part in batches(pairs, _AT_A_TIME * len(_TOLD_OF)):
        lines = " ".join(f"({' '.join(map(str, line))})" for line in part)
        values = f"VALUES ({asked}) {{ {lines} }}"
        for row in _rows(graph, "names", values):
            known = told.setdefault(_iri(row, "document"), {})
            own = row["graph"] == _homes(_iri(row, "document"))[0]
            if own or row["property"] not in known:
                known[row["property"]] = row["value"].value


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
