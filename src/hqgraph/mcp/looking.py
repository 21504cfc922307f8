"""Saying what the graph holds of things: describe, evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from hqgraph.errors import NotFoundError
from hqgraph.graph import Graph
from hqgraph.mcp.models import Basis, Described, Evidence, Fact, Quote, Thing
from hqgraph.queries.naming import find_nodes
from hqgraph.queries.run import with_prefixes
from hqgraph.queries.splice import spliced
from hqgraph.rdf.vocabulary import GRAPH, RDF

_SHOWN_TEXT = 1000
_THINGS = 5
_MOST = 2000
"""The most rows that are told of a thing, however much the graph says of it."""
_POINTING = 10_000
"""The most rows that are read of what points to it."""
_LABELS = """SELECT ?node (MIN(?label) AS ?name) WHERE {
  ?node rdfs:label ?label .
  FILTER(LANG(?label) != "en")
} GROUP BY ?node"""
_OUT = """SELECT DISTINCT ?property ?value ?graph WHERE {
  GRAPH ?graph { ?thing ?property ?value }
  FILTER(!STRSTARTS(STR(?graph), "https://w3id.org/hqgraph/graph/evidence"))
} ORDER BY ?property ?value ?graph"""
_IN = """SELECT DISTINCT ?property ?value ?graph WHERE {
  GRAPH ?graph { ?value ?property ?thing }
  FILTER(!STRSTARTS(STR(?graph), "https://w3id.org/hqgraph/graph/evidence"))
  FILTER(!STRSTARTS(STR(?graph), "https://w3id.org/hqgraph/graph/closure"))
}"""
"""Sorted here, since the engine takes seconds to sort what points to a class or a theme."""
_QUOTES = """SELECT DISTINCT ?source ?start ?end ?text ?label WHERE {
  { ?thing hq:evidence ?record }
  UNION { ?thing hq:duty|hq:deadline|hq:milestone|hq:target|hq:measure|hq:citation ?part . ?part hq:evidence ?record }
  UNION { ?part hq:agency|hq:cites|hq:mentionsHospital|hq:indicator ?thing . ?part hq:evidence ?record }
  UNION { ?thing a oa:SpecificResource . BIND(?thing AS ?record) }
  UNION { ?thing a sssom:Mapping ; hq:evidence ?record }
  ?record oa:hasSource ?source ; oa:hasSelector ?place, ?quote .
  ?place oa:start ?start ; oa:end ?end .
  ?quote oa:exact ?text .
  GRAPH ?stated { ?source hq:textDigest ?digest ; rdfs:label ?label }
} ORDER BY ?source ?start ?end"""  # noqa: E501
_BASES: tuple[tuple[str, Basis], ...] = (
    ("catalog", "catalogue"),
    ("links", "inferred"),
    ("closure", "derived"),
)


def describe(graph: Graph, name: str, limit: int) -> Described:
    """Return what the graph says of the things that a name means, at most ``limit`` facts each.

    Raises NotFoundError for a name that means nothing, QueryError for an ambiguous one.
    """
    nodes = find_nodes(graph, name)
    things = [_thing(graph, node, limit) for node in nodes[:_THINGS]]
    if not any(thing.facts or thing.pointing_here for thing in things):
        raise NotFoundError("queries.not-found", value=name)
    return Described(name=name, things=things, total=len(nodes))


def evidence(graph: Graph, name: str, limit: int) -> Evidence:
    """Return the words behind what a name means and behind its parts, in printed order.

    Raises as :func:`describe` does; NotFoundError also where nothing proves the thing.
    """
    quotes = list(quotes_of(graph, find_nodes(graph, name)))
    if not quotes:
        raise NotFoundError("mcp.no-evidence", value=name)
    return Evidence(name=name, quotes=quotes[:limit], total=len(quotes))


def quotes_of(graph: Graph, nodes: Iterable[NamedNode]) -> Iterator[Quote]:
    """Yield the quotes behind things, by document and place."""
    for row in _rows(graph, spliced(_QUOTES, {"thing": tuple(nodes)})):
        yield Quote(
            document=row["source"].value,
            label=row["label"].value,
            start=int(row["start"].value),
            end=int(row["end"].value),
            text=row["text"].value,
        )


def labels(graph: Graph, iris: Iterable[str]) -> dict[str, str]:
    """Return what things are called, by IRI; what has no name is left out."""
    nodes = tuple(NamedNode(iri) for iri in sorted(iris))
    if not nodes:
        return {}
    rows = _rows(graph, spliced(_LABELS, {"node": nodes}))
    return {row["node"].value: row["name"].value for row in rows if "name" in row}


def _thing(graph: Graph, node: NamedNode, limit: int) -> Thing:
    out = _rows(graph, spliced(_OUT, {"thing": (node,)}))
    into = _rows(graph, spliced(_IN, {"thing": (node,)}), _POINTING)
    into = sorted(into, key=_place)[:_MOST]
    ends = {
        row[key].value for row in (*out, *into) for key in ("property", "value") if _iri(row[key])
    }
    names = labels(graph, {node.value, *ends})
    facts = list(dict.fromkeys(_facts(out, names)))
    others = list(dict.fromkeys(_facts(into, names)))
    quotes = list(quotes_of(graph, (node,)))
    types = {row["value"].value for row in out if row["property"] == RDF.type}
    return Thing(
        iri=node.value,
        label=names.get(node.value, node.value),
        types=sorted(names.get(one, one) for one in types),
        facts=[_fact(*one) for one in facts[:limit]],
        pointing_here=[_fact(*one) for one in others[:limit]],
        quotes=quotes[:limit],
        truncated=max(len(facts), len(others), len(quotes)) > limit,
    )


_Row = dict[str, NamedNode | Literal]
_Parts = tuple[str, str, str, str | None, Basis]


def _facts(rows: list[_Row], names: dict[str, str]) -> Iterator[_Parts]:
    for row in rows:
        property_, value = row["property"].value, row["value"]
        if row["property"] == RDF.type:
            continue
        iri = value.value if isinstance(value, NamedNode) else None
        text = names.get(value.value, value.value)[:_SHOWN_TEXT]
        yield property_, names.get(property_, property_), text, iri, _basis(row["graph"].value)


def _fact(property_: str, name: str, value: str, iri: str | None, basis: Basis) -> Fact:
    return Fact(property=property_, name=name, value=value, iri=iri, basis=basis)


def _basis(graph: str) -> Basis:
    local = graph.removeprefix(GRAPH)
    return next((basis for start, basis in _BASES if local.startswith(start)), "stated")


def _place(row: _Row) -> tuple[str, ...]:
    return tuple(row[name].value for name in ("property", "value", "graph"))


def _rows(graph: Graph, sparql: str, most: int = _MOST) -> list[_Row]:
    found = graph.query(with_prefixes(sparql), most)
    pairs = (zip(found.variables, row, strict=True) for row in found.rows)
    return [{k: v for k, v in row if isinstance(v, NamedNode | Literal)} for row in pairs]


def _iri(term: NamedNode | Literal) -> bool:
    return isinstance(term, NamedNode)
