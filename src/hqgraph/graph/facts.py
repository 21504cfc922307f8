"""Which graphs hold facts, and what a thing is called: shared by all ways out of the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from hqgraph.graph.protocol import Graph
from hqgraph.rdf.vocabulary import GRAPH, HQ, PREFIXES, RDFS, graph_iri

_EVIDENCE = GRAPH + "evidence/"
_STATED = GRAPH + "doc/"


def holds_facts(name: NamedNode) -> bool:
    """Tell whether a graph holds facts: not the texts and their evidence, not the ontology."""
    return not name.value.startswith(_EVIDENCE) and name != graph_iri("ontology")


def is_stated(name: NamedNode) -> bool:
    """Tell whether a graph holds what a document states."""
    return name.value.startswith(_STATED)


def fact_graphs(graph: Graph) -> tuple[NamedNode, ...]:
    """Return the graphs that hold facts, stated ones first, each group sorted by name."""
    names = (name for name in graph.graph_names() if holds_facts(name))
    return tuple(sorted(names, key=lambda name: (not is_stated(name), name.value)))


def fact_quads(graph: Graph) -> Iterator[Quad]:
    """Yield the quads of all fact graphs, graph by graph, sorted within each."""
    for name in fact_graphs(graph):
        yield from sorted(graph.quads(name), key=str)


def labels(graph: Graph) -> dict[str, str]:
    """Return a name for every labelled thing: Chinese before others, then the first in order."""
    found: dict[str, tuple[bool, str]] = {}
    for quad in fact_quads(graph):
        if quad.predicate != RDFS.label or not isinstance(quad.object, Literal):
            continue
        rank = (quad.object.language not in ("zh", None), quad.object.value)
        subject = _value(quad)
        # A document's own graph comes first: the name it gives itself stands.
        if subject not in found or rank[0] < found[subject][0]:
            found[subject] = rank
    return {subject: name for subject, (_, name) in found.items()}


def texts(graph: Graph, things: Iterable[str]) -> dict[str, str]:
    """Return the printed words of things that have no label: of a deadline 2024年底."""
    nodes = " ".join(str(NamedNode(iri)) for iri in things)
    if not nodes:
        return {}
    rows = graph.query(
        f"SELECT ?thing (MIN(?text) AS ?words) {{ VALUES ?thing {{ {nodes} }}"
        f" VALUES ?property {{ {HQ.text} {HQ.printedName} {HQ.citedTitle} }}"
        " ?thing ?property ?text } GROUP BY ?thing"
    ).rows
    return {
        thing.value: words.value
        for thing, words in rows
        if isinstance(thing, NamedNode) and isinstance(words, Literal)
    }


def compact(node: NamedNode) -> str:
    """Return ``hq:Task`` for the IRI of a term whose namespace has a prefix, else the IRI."""
    for prefix, base in PREFIXES.items():
        rest = node.value.removeprefix(base)
        if rest != node.value and rest.isidentifier():
            return f"{prefix}:{rest}"
    return node.value


def _value(quad: Quad) -> str:
    return quad.subject.value if isinstance(quad.subject, NamedNode) else str(quad.subject)
