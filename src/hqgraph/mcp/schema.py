"""What an agent reads before it writes SPARQL: the ontology, the graphs, the query list."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from hqgraph.messages import say
from hqgraph.queries import catalogue
from hqgraph.rdf.vocabulary import GRAPH, HQ, OWL, PREFIXES, RDF, RDFS
from hqgraph.resources import resource

_DEFINITION = "http://www.w3.org/2004/02/skos/core#definition"
_SORTS = (
    ("class", (OWL["Class"],)),
    ("property", (OWL.ObjectProperty, OWL.DatatypeProperty)),
)


def schema_text() -> str:
    """Return prefixes, graphs, classes and properties of hqgraph's ontology as Markdown."""
    store = pyoxigraph.Store()
    store.load(path=str(resource("ontology", "hqgraph.ttl")))
    lines = [f"# {say('mcp.schema.title')}", "", say("mcp.schema.graphs", base=GRAPH), ""]
    lines += [f"PREFIX {name}: <{base}>" for name, base in sorted(PREFIXES.items())]
    for sort, classes in _SORTS:
        lines += ["", f"## {say(f'mcp.schema.{sort}')}", ""]
        lines += list(_terms(store, classes))
    return "\n".join(lines) + "\n"


def queries_text() -> str:
    """Return the library as JSON: name, what it answers, parameters, columns, example."""
    known = [
        {
            "name": query.name,
            "topic": query.topic,
            "title": str(query.title),
            "description": str(query.description),
            "parameters": {
                item.name: {
                    "type": item.type.value,
                    "optional": item.optional,
                    "description": str(item.description),
                }
                for item in query.parameters
            },
            "columns": {column.variable: str(column.heading) for column in query.columns},
            "example": query.example,
        }
        for query in catalogue()
    ]
    return json.dumps(known, ensure_ascii=False, indent=1) + "\n"


def _terms(store: pyoxigraph.Store, classes: tuple[NamedNode, ...]) -> Iterator[str]:
    nodes = {
        quad.subject for sort in classes for quad in store.quads_for_pattern(None, RDF.type, sort)
    }
    named = sorted(
        (node for node in nodes if isinstance(node, NamedNode)), key=lambda node: node.value
    )
    for node in named:
        label, definition = (_zh(store, node, one) for one in (RDFS.label, NamedNode(_DEFINITION)))
        short = next(
            (
                f"{p}:{node.value.removeprefix(b)}"
                for p, b in PREFIXES.items()
                if node.value.startswith(b)
            ),
            node.value,
        )
        own = node.value.startswith(HQ.base)
        yield f"- {short} — {label}" + (f"：{definition}" if own and definition else "")


def _zh(store: pyoxigraph.Store, node: NamedNode, property_: NamedNode) -> str:
    found = (quad.object for quad in store.quads_for_pattern(node, property_, None))
    return next((o.value for o in found if isinstance(o, Literal) and o.language == "zh"), "")
