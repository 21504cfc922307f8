"""Into the ecosystems next door: rdflib for RDF tools, networkx for graph algorithms.

Both are imported when they are asked for: a query does not pay for them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from hqgraph.graph.facts import compact, fact_quads, is_stated, labels
from hqgraph.graph.protocol import Graph
from hqgraph.rdf.vocabulary import HQ, PREFIXES, RDF, graph_family

if TYPE_CHECKING:
    import networkx
    import rdflib

_LABEL = "rdfs:label"


def to_rdflib(graph: Graph) -> rdflib.Dataset:
    """Return all quads as an ``rdflib.Dataset`` with hqgraph's prefixes bound.

    Its default graph is the union, as in hqgraph's own queries.
    """
    import rdflib  # noqa: PLC0415

    dataset = rdflib.Dataset(default_union=True)
    for prefix, base in PREFIXES.items():
        dataset.bind(prefix, base, replace=True)
    dataset.parse(data=serialize(graph.quads(), format=RdfFormat.N_QUADS), format="nquads")
    return dataset


def to_networkx(graph: Graph) -> networkx.MultiDiGraph[str]:
    """Return the facts (no evidence, no ontology) as a ``networkx.MultiDiGraph``.

    Nodes are IRIs with ``label``, ``type`` (as ``hq:Task``; several are joined by a
    blank) and one attribute for every literal property (``hq:no``). Edges carry
    ``predicate``, the ``graph`` that has them and whether a document ``stated`` them;
    their key is the predicate. Nodes and edges come in a fixed order.
    """
    import networkx  # noqa: PLC0415

    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    nodes, edges = _nodes_and_edges(graph)
    for name in sorted(nodes):
        network.add_node(name, **nodes[name])
    for (source, target, predicate), attributes in sorted(edges.items()):
        network.add_edge(source, target, key=predicate, predicate=predicate, **attributes)
    return network


_Edges = dict[tuple[str, str, str], dict[str, Any]]
_Values = defaultdict[str, defaultdict[str, set[str]]]


def _nodes_and_edges(graph: Graph) -> tuple[dict[str, dict[str, str]], _Edges]:
    values: _Values = defaultdict(lambda: defaultdict(set))
    edges: _Edges = {}
    for quad in fact_quads(graph):
        node = values[_name(quad.subject)]
        if quad.predicate == RDF.type and isinstance(quad.object, NamedNode):
            if not _is_closure(quad):  # superclasses would hide what it is
                node["type"].add(compact(quad.object))
        elif isinstance(quad.object, Literal):
            node[compact(quad.predicate)].add(quad.object.value)
        elif quad.predicate != HQ.evidence:  # evidence lives in graphs of its own
            values.setdefault(_name(quad.object), defaultdict(set))
            edge = (_name(quad.subject), _name(quad.object), compact(quad.predicate))
            edges.setdefault(edge, _source(quad))
    names = labels(graph)
    nodes = {node: _attributes(names.get(node, node), values[node]) for node in values}
    return nodes, edges


def _attributes(label: str, values: defaultdict[str, set[str]]) -> dict[str, str]:
    attributes = {"label": label, "type": " ".join(sorted(values["type"]))}
    for key in sorted(values.keys() - {"type", _LABEL}):
        attributes[key] = " | ".join(sorted(values[key]))
    return attributes


def _is_closure(quad: Quad) -> bool:
    name = quad.graph_name
    return isinstance(name, NamedNode) and graph_family(name) == "closure"


def _source(quad: Quad) -> dict[str, Any]:
    """Say where an edge comes from; the first graph in the order of fact_graphs stands."""
    name = quad.graph_name
    if not isinstance(name, NamedNode):
        return {"graph": "", "stated": False}
    return {"graph": name.value, "stated": is_stated(name)}


def _name(node: object) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)
