"""Is the graph sound? SHACL validation whose report a Chinese reader understands.

The shapes are ``ontology/shapes.ttl`` and pyshacl runs them (the extra
``validate``). The ontology and what reasoning adds are kept out of the data:
the shapes are about what was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from rdflib import RDF, RDFS, SH

from hqgraph.errors import HqgraphError
from hqgraph.messages import language, say
from hqgraph.rdf.vocabulary import ID, XSD, graph_family
from hqgraph.resources import resource

_LEFT_OUT = frozenset({"ontology", "closure"})
"""Families of graphs that the shapes do not look at."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: on what (``focus``), where (``path``), and why.

    ``label``, ``path`` and ``message`` are in the language in force; ``severity``
    is Violation, Warning or Info; ``value`` is the offending value or empty.
    """

    severity: str
    focus: str
    label: str
    path: str
    message: str
    value: str

    def __str__(self) -> str:
        key = "rdf.validate.finding" if self.path else "rdf.validate.finding-node"
        return say(
            key,
            severity=say(f"rdf.validate.{self.severity}"),
            label=self.label,
            path=self.path,
            message=self.message,
            value=say("rdf.validate.value", value=self.value) if self.value else "",
        )


@dataclass(frozen=True, slots=True)
class Report:
    """What validation found, sorted: violations first, then by focus and path."""

    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing is a violation; warnings and remarks may stand."""
        return all(finding.severity != "Violation" for finding in self.findings)

    def __str__(self) -> str:
        if not self.findings:
            return say("rdf.validate.sound")
        return "\n".join(map(str, self.findings))


def validate(data: Iterable[Quad] | rdflib.Graph) -> Report:
    """Check data against the shapes: a pyoxigraph store or dataset, or an rdflib graph.

    All graphs are seen as one, without ``ontology`` and ``closure``. Raises
    HqgraphError where pyshacl is not installed.
    """
    try:
        import pyshacl  # noqa: PLC0415 (optional: the extra "validate")
    except ImportError:
        raise HqgraphError("rdf.validate.missing") from None
    graph = _merged(data)
    _, results, _ = pyshacl.validate(
        graph, shacl_graph=_turtle("shapes.ttl"), advanced=False, inference="none"
    )
    found = results.subjects(RDF.type, SH.ValidationResult)
    findings = {_finding(results, result, graph) for result in found}
    return Report(tuple(sorted(findings, key=_rank)))


def _rank(finding: Finding) -> tuple[int, str, str, str, str]:
    order = ("Violation", "Warning", "Info")
    return (
        order.index(finding.severity),
        finding.focus,
        finding.path,
        finding.message,
        finding.value,
    )


def _finding(results: rdflib.Graph, result: rdflib.term.Node, data: rdflib.Graph) -> Finding:
    focus = results.value(result, SH.focusNode)
    path = results.value(result, SH.resultPath)
    value = results.value(result, SH.value)
    severity = str(results.value(result, SH.resultSeverity))
    return Finding(
        severity=severity.removeprefix(str(SH)),
        focus=str(focus),
        label=_name(focus, data),
        path=_name(path, _turtle("hqgraph.ttl")) if path is not None else "",
        message=_spoken(results.objects(result, SH.resultMessage)),
        value=_readable(value) if value is not None and value != focus else "",
    )


def _name(node: rdflib.term.Node | None, graph: rdflib.Graph) -> str:
    """Return a node's label in the language in force, else its readable IRI."""
    return _spoken(graph.objects(node, RDFS.label)) or _readable(node)


def _readable(node: rdflib.term.Node | None) -> str:
    return unquote(str(node).removeprefix(ID))


def _spoken(texts: Iterable[rdflib.term.Node]) -> str:
    """Return the text in the language in force, else the first in alphabetical order."""
    known = sorted(
        (text.language != language(), str(text))
        for text in texts
        if isinstance(text, rdflib.Literal)
    )
    return known[0][1] if known else ""


@cache
def _turtle(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(resource("ontology", name), format="turtle")


def _merged(data: Iterable[Quad] | rdflib.Graph) -> rdflib.Graph:
    merged = rdflib.Graph()
    merged.addN((*triple, merged) for triple in _triples(data))
    return merged


_Node = rdflib.URIRef | rdflib.BNode | rdflib.Literal
_Triple = tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]


def _triples(data: Iterable[Quad] | rdflib.Graph) -> Iterator[_Triple]:
    if isinstance(data, rdflib.Dataset):
        for graph in data.graphs():
            if _is_data(NamedNode(str(graph.identifier))):
                yield from graph
    elif isinstance(data, rdflib.Graph):
        yield from data
    else:
        for quad in data:
            if not isinstance(quad.graph_name, NamedNode) or _is_data(quad.graph_name):
                yield _term(quad.subject), _term(quad.predicate), _term(quad.object)


def _is_data(graph: NamedNode) -> bool:
    return graph_family(graph) not in _LEFT_OUT


def _term(term: NamedNode | BlankNode | Literal | Triple) -> _Node:
    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case Literal() if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        case Literal() if term.datatype == XSD.string:  # rdflib tells "a" from "a"^^xsd:string
            return rdflib.Literal(term.value)
        case Literal():
            datatype = rdflib.URIRef(term.datatype.value)
            return rdflib.Literal(term.value, datatype=datatype, normalize=False)
        case BlankNode():
            return rdflib.BNode(term.value)
    raise TypeError(f"RDF 1.1 has no such term: {term}")
