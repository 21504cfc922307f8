"""What a network page knows of its nodes and edges, as rows of numbers and strings.

Most of a page is this; keys are left out and a string that comes again is kept once.
The page's script (``assets/network.js``) reads the rows by the same order of columns.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hqgraph.rdf.vocabulary import ID
from hqgraph.views.layout import FOLDED, Folded, Layout
from hqgraph.views.layout_bands import BAND_GAP, ROW_GAP, Cluster
from hqgraph.views.network_choice import counted
from hqgraph.views.network_model import TYPES, Edge, NetworkView, Node

Keep = Callable[[str], int]


def records_of(view: NetworkView, layout: Layout, index: dict[str, int]) -> dict[str, Any]:
    """Return the page's data; ``index`` numbers the nodes, those only to be found last."""
    strings: dict[str, int] = {}

    def keep(text: str) -> int:
        return strings.setdefault(text, len(strings))

    edges = [_edge(edge, index, keep) for edge in (*view.edges, *view.more_edges)]
    nodes = [_node(node, layout, keep) for node in view.nodes]
    more = [_light(node, keep) for node in view.more]
    used = {node.type for node in (*view.nodes, *view.more)}
    return {
        "bands": [[band.level, band.top, band.bottom] for band in layout.bands],
        "box": list(layout.box),
        "edges": edges,
        "folded": _folded(layout.folded, index),
        "left": counted(view),
        "limit": view.limit,
        "home": ID,
        "more": more,
        "nodes": nodes,
        "routes": [
            [index[start], index[end], *(part for point in path for part in point)]
            for (start, end), path in layout.routes.items()
        ],
        "strings": list(strings),
        "types": [name for name in TYPES if name in used],
    }


def _edge(edge: Edge, index: dict[str, int], keep: Keep) -> list[int]:
    ends = (index[edge.source], index[edge.target])
    words = (edge.relation, edge.status, edge.label, edge.sentence)
    return [*ends, *map(keep, words)]


def _node(node: Node, layout: Layout, keep: Keep) -> list[Any]:
    return [
        keep(node.type),
        node.label,
        node.id.removeprefix(ID),
        keep(node.level),
        keep(node.region),
        keep(node.sentence),
        keep(node.source),
        node.short if node.short not in ("", node.label) else 0,
        layout.side.get(node.id, "r"),
        [keep(name) for name in node.names],
        [[keep(key), value] for key, value in node.details],
    ]


def _light(node: Node, keep: Keep) -> list[Any]:
    """Return a document to be found: as little as can be, for there may be thousands."""
    details = dict(node.details)
    number = details.get("number", "")
    iri = node.id.removeprefix(ID)
    at = node.label.find(node.short) if node.short not in ("", node.label) else 0
    return [
        keep(node.type),
        node.label,
        0 if iri == f"doc/{number}" else iri,
        keep(node.level),
        keep(node.region),
        [at, at + len(node.short)] if at > 0 else 0,
        number,
        details.get("date", ""),
    ]


def _folded(folded: Folded | None, index: dict[str, int]) -> dict[str, Any] | None:
    if folded is None:
        return None
    inside = {str(index[iri]): _inside(cluster, index) for iri, cluster in folded.inside.items()}
    return {
        "room": FOLDED,
        "gaps": [ROW_GAP, BAND_GAP],
        "inside": inside,
        "rows": [[band, room, [index[iri] for iri in row]] for band, room, row in folded.rows],
    }


def _inside(cluster: Cluster, index: dict[str, int]) -> list[Any]:
    """Return an unfolded document's room; node, place and side of label of all it holds."""
    room = [round(part) for part in cluster.room]
    held = [
        [index[iri], round(x), round(y), _short(cluster.side.get(iri, "r"))]
        for iri, (x, y) in cluster.points.items()
    ]
    return [room, held]


def _short(side: str | float) -> str | int:
    return side if isinstance(side, str) else round(side)
