"""The library as SHACL-SPARQL examples: what SPARQL editors and agents read queries from.

One Turtle document in the manner of the SIB's sparql-examples: every query an
sh:SPARQLExecutable with its text, comments in both languages, keywords and the
endpoint it is for. A query that takes parameters is given with those of its own
example, so that every text runs as it stands.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from hqgraph.errors import HqgraphError, UsageError
from hqgraph.graph import Graph
from hqgraph.queries.library import NamedQuery
from hqgraph.queries.run import prepare
from hqgraph.rdf.vocabulary import PREFIXES

BASE = "https://w3id.org/hqgraph/queries/"
"""Under it every query of the library has its IRI."""

_SHACL = "http://www.w3.org/ns/shacl#"
_SPELLED = {
    "SELECT": ("SPARQLSelectExecutable", "select"),
    "CONSTRUCT": ("SPARQLConstructExecutable", "construct"),
}


def shacl_examples(
    graph: Graph, queries: Iterable[NamedQuery], endpoint: str
) -> tuple[str, tuple[HqgraphError, ...]]:
    """Return the queries as Turtle, and why some were left out.

    ``graph`` is where the names in the queries' examples are looked up: a query
    whose example names what it does not hold is left out. ``endpoint`` is the IRI of
    the SPARQL service the queries are for. Raises UsageError for one that is no IRI.
    """
    try:
        target = NamedNode(endpoint)
    except ValueError as error:
        raise UsageError("queries.bad-iri", value=endpoint) from error
    parts, left_out = [_head()], list[HqgraphError]()
    for query in queries:
        try:
            sparql = prepare(graph, query, example_parameters(query)).sparql
        except HqgraphError as error:
            left_out.append(error)
        else:
            parts.append(_example(query, sparql, target))
    return "\n".join(parts), tuple(left_out)


def example_parameters(query: NamedQuery) -> dict[str, str]:
    """Return the parameters that a query's example gives (agency=县医保局)."""
    words = shlex.split(query.example.partition(query.name)[2])
    pairs = (word.partition("=") for word in words)
    return {name: value for name, sign, value in pairs if sign}


def _head() -> str:
    used = {**PREFIXES, "sh": _SHACL}
    lines = [f"@prefix {name}: <{base}> ." for name, base in sorted(used.items())]
    declared = [f"<{BASE}prefixes/{name}>" for name in sorted(PREFIXES)]
    lines += ["", f"<{BASE}prefixes>", f"  sh:declare {', '.join(declared)} .", ""]
    for name, base in sorted(PREFIXES.items()):
        value = f'"{base}"^^xsd:anyURI'
        lines.append(f'<{BASE}prefixes/{name}> sh:prefix "{name}" ; sh:namespace {value} .')
    return "\n".join(lines) + "\n"


def _example(query: NamedQuery, sparql: str, endpoint: NamedNode) -> str:
    kind, text = _SPELLED[query.form]
    return "\n".join(
        [
            f"<{BASE}{query.name}> a sh:SPARQLExecutable, sh:{kind} ;",
            f"  rdfs:label {Literal(query.title.zh, language='zh')},",
            f"    {Literal(query.title.en, language='en')} ;",
            f"  rdfs:comment {Literal(query.description.zh, language='zh')},",
            f"    {Literal(query.description.en, language='en')} ;",
            f"  sh:prefixes <{BASE}prefixes> ;",
            f"  sh:{text} {_long(sparql)} ;",
            f"  schema:keywords {', '.join(str(Literal(word)) for word in _keywords(query))} ;",
            f"  schema:target {endpoint} .",
            "",
        ]
    )


def _keywords(query: NamedQuery) -> Iterator[str]:
    yield query.topic
    yield from query.name.split("-")


def _long(text: str) -> str:
    """Return a text as a Turtle literal of several lines."""
    escaped = text.strip().replace("\\", "\\\\").replace('"', '\\"')
    return f'"""{escaped}\n"""'
