"""Writing a graph out: the same content gives the same bytes, on any machine.

N-Quads is the reference form: one line per quad, sorted by code point. Turtle
merges all graphs but the ontology; TriG, N-Quads and JSON-LD keep every graph
apart; GraphML and CSV hold the facts as a network.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    serialize,
)

from hqgraph.errors import StoreError, UsageError
from hqgraph.graph.convert import to_networkx
from hqgraph.graph.jsonld import to_jsonld
from hqgraph.graph.protocol import Graph
from hqgraph.rdf.vocabulary import PREFIXES, graph_iri

CSV = "csv"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BOM = "\ufeff"
"""Without it Excel takes UTF-8 for the local code page."""


def export(graph: Graph, format: str) -> bytes:
    """Return the graph in ``format`` (a key of :data:`FORMATS`) as UTF-8.

    Raises UsageError for an unknown format.
    """
    writer = _WRITERS.get(format)
    if writer is None:
        raise UsageError("graph.export.format", format=format, known=" ".join(FORMATS))
    return writer(graph)


def export_tables(graph: Graph) -> dict[str, bytes]:
    """Return ``nodes.csv`` and ``edges.csv`` (UTF-8 with BOM) of the facts."""
    network = to_networkx(graph)
    nodes = ((node, data["label"], data["type"]) for node, data in network.nodes(data=True))
    edges = (
        (
            source,
            network.nodes[source]["label"],
            data["predicate"],
            target,
            network.nodes[target]["label"],
            data["graph"],
            "stated" if data["stated"] else "derived",
        )
        for source, target, data in network.edges(data=True)
    )
    return {
        "nodes.csv": _table(("iri", "label", "type"), nodes),
        "edges.csv": _table(
            ("source", "source_label", "predicate", "target", "target_label", "graph", "basis"),
            edges,
        ),
    }


def write_export(graph: Graph, format: str, target: Path | str) -> tuple[Path, ...]:
    """Write the graph to the file ``target``, for ``csv`` into that folder.

    Returns what was written. Raises UsageError for an unknown format and
    StoreError where nothing can be written.
    """
    path = Path(target)
    files = (
        {path / name: content for name, content in export_tables(graph).items()}
        if format == CSV
        else {path: export(graph, format)}
    )
    try:
        for file, content in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    except OSError as error:
        raise StoreError("graph.unwritable", path=path, why=error.strerror) from error
    return tuple(files)


def _n_quads(graph: Graph) -> bytes:
    return "".join(f"{line} .\n" for line in sorted(set(map(str, _canonical(graph))))).encode()


def _turtle(graph: Graph) -> bytes:
    ontology = graph_iri("ontology")
    triples = {quad.triple for quad in _canonical(graph) if quad.graph_name != ontology}
    return _serialized(sorted(triples, key=str), RdfFormat.TURTLE)


def _trig(graph: Graph) -> bytes:
    return _serialized(sorted(_canonical(graph), key=_graph_first), RdfFormat.TRIG)


def _json_ld(graph: Graph) -> bytes:
    return to_jsonld(sorted(_canonical(graph), key=_graph_first))


def _graph_ml(graph: Graph) -> bytes:
    import networkx  # noqa: PLC0415

    lines = networkx.generate_graphml(to_networkx(graph))
    text = _NOT_XML.sub("", "\n".join(lines))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


_WRITERS: dict[str, Callable[[Graph], bytes]] = {
    "nq": _n_quads,
    "ttl": _turtle,
    "trig": _trig,
    "jsonld": _json_ld,
    "graphml": _graph_ml,
}
FORMATS = (*_WRITERS, CSV)
"""The names of the formats, as :func:`write_export` takes them; ``csv`` is two files."""


def _canonical(graph: Graph) -> Iterable[Quad]:
    """Return all quads; blank nodes, which hqgraph itself never writes, get stable names."""
    quads = list(graph.quads())
    if any(not isinstance(quad.subject, NamedNode) or "_:" in str(quad.object) for quad in quads):
        dataset = Dataset(quads)
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        return dataset
    return quads


def _graph_first(quad: Quad) -> tuple[str, str]:
    return str(quad.graph_name), str(quad)


def _serialized(items: Iterable[Quad] | Iterable[Triple], form: RdfFormat) -> bytes:
    buffer = io.BytesIO()
    serialize(items, buffer, format=form, prefixes=PREFIXES)
    return buffer.getvalue()


def _table(heading: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heading)
    writer.writerows(rows)
    return (_BOM + text.getvalue()).encode()
