"""An inferred link as triples: the edge itself, and the record that says how sure and why."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from pyoxigraph import Literal, NamedNode, Quad

from hqgraph.rdf import iri
from hqgraph.rdf.vocabulary import HQ, RDF, RDFS, SSSOM, XSD, graph_iri

_STEP = Decimal("0.01")


def mapping_quads(
    subject: NamedNode,
    predicate: NamedNode,
    target: NamedNode,
    *,
    confidence: float,
    method: NamedNode,
    comment: str,
    evidence: NamedNode | None = None,
) -> Iterator[Quad]:
    """Yield an edge of the graph ``links`` and its sssom:Mapping.

    ``confidence`` is kept to two places, ``method`` is a term of SEMAPV,
    ``comment`` the reason in words.
    """
    graph = graph_iri("links")
    link = iri.statement_iri("link", subject, predicate, target)
    sure = Decimal(str(confidence)).quantize(_STEP, ROUND_HALF_UP)
    yield Quad(subject, predicate, target, graph)
    yield Quad(link, RDF.type, SSSOM.Mapping, graph)
    yield Quad(link, SSSOM.subject_id, subject, graph)
    yield Quad(link, SSSOM.predicate_id, predicate, graph)
    yield Quad(link, SSSOM.object_id, target, graph)
    yield Quad(link, SSSOM.confidence, Literal(str(sure), datatype=XSD.decimal), graph)
    yield Quad(link, SSSOM.mapping_justification, method, graph)
    yield Quad(link, RDFS.comment, Literal(comment, language="zh"), graph)
    if evidence is not None:
        yield Quad(link, HQ.evidence, evidence, graph)
