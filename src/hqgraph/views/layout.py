"""Where everything stands in a network page: computed once, in time linear in the network.

Levels are bands, the nation on top. Each document is a cluster: its items run
clockwise around it in printed order, targets and hospitals stand outside the
item that first names them, and the agencies of the region close the cluster on
its left and right, near the items they work on. The same view gives the same
positions.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field

from hqgraph.views.facts import level_rank
from hqgraph.views.network_model import ITEM_TYPES, NetworkView, Node

ITEM_STEP = 50.0
PETAL_STEP = 32.0
AGENCY_STEP = 78.0
ARC_GAP = 115.0
LABEL_ROOM = 320.0
TITLE_ROOM = 210.0
BAND_GAP = 150.0
ASPECT = 1.5

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Band:
    """The stretch of one administrative level, from ``top`` to ``bottom``."""

    level: str
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Layout:
    """``points`` per node id, the ``side`` of its label, the bands, the whole box.

    A side is left, right or below (l, r, b), or a number: the label stands that
    far above its node, as the title of a cluster does.
    """

    points: dict[str, Point]
    side: dict[str, str | float]
    bands: tuple[Band, ...]
    box: tuple[float, float, float, float]


@dataclass(slots=True)
class _Cluster:
    """A document and what stands around it, relative to its own centre."""

    node: Node
    points: dict[str, Point] = field(default_factory=dict)
    side: dict[str, str | float] = field(default_factory=dict)
    half_width: float = 415.0
    above: float = 60.0
    below: float = 250.0


def lay_out(view: NetworkView) -> Layout:
    """Return the position of every node of a view."""
    nodes = {node.id: node for node in view.nodes}
    home = _homes(view, nodes)
    members: dict[str, list[Node]] = defaultdict(list)
    for node in view.nodes:
        members[home[node.id]].append(node)
    neighbours = _neighbours(view)
    clusters = [
        _cluster(nodes[head], [one for one in group if one.id != head], neighbours)
        for head, group in members.items()
    ]
    return _banded(clusters)


def _neighbours(view: NetworkView) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for edge in view.edges:
        found[edge.source].append(edge.target)
        found[edge.target].append(edge.source)
    return found


def _homes(view: NetworkView, nodes: dict[str, Node]) -> dict[str, str]:
    """Return for each node the one whose cluster it stands in (itself for a centre).

    A shared body stands with the document that most of its edges come from; a
    document of unknown level stands with the first that names it.
    """
    weight: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    citing: dict[str, str] = {}
    for edge in view.edges:
        source, target = nodes[edge.source], nodes[edge.target]
        if not target.group and source.group:
            weight[target.id][source.group] += 1
        if target.group == target.id and level_rank(source.level) < level_rank(target.level):
            citing.setdefault(target.id, source.id)
    rank = {node.id: position for position, node in enumerate(view.nodes)}
    home = {}
    for node in view.nodes:
        if node.group:
            home[node.id] = citing.get(node.id, node.group) if node.group in nodes else node.id
        else:
            shares = weight[node.id]
            home[node.id] = min(shares, key=lambda one: (-shares[one], rank[one]), default=node.id)
    return home


def _cluster(centre: Node, others: list[Node], neighbours: dict[str, list[str]]) -> _Cluster:
    cluster = _Cluster(centre, {centre.id: (0.0, 0.0)}, {centre.id: "b"})
    items = [node for node in others if node.type in ITEM_TYPES]
    radius = max(170.0, len(items) * ITEM_STEP / math.tau)
    angles = _ring(cluster, items, radius)
    petals = [node for node in others if node.type in ("target", "hospital")]
    edge = radius + _petals(cluster, petals, angles, neighbours, radius) if items else radius
    bodies = [node for node in others if node.type == "agency"]
    height = _arcs(cluster, bodies, neighbours, edge + ARC_GAP)
    satellites = [node for node in others if node.type in ("cited", "directive", "document")]
    if items or bodies:
        cluster.half_width = edge + ARC_GAP + LABEL_ROOM
        cluster.below = max(edge, height) + 50.0
        cluster.side[centre.id] = cluster.below
        cluster.above = cluster.below + TITLE_ROOM
    for position, node in enumerate(satellites):
        cluster.points[node.id] = (-60.0, cluster.below + 20.0 + 44.0 * position)
        cluster.side[node.id] = "r"
    cluster.below += 44.0 * len(satellites)
    return cluster


def _ring(cluster: _Cluster, items: list[Node], radius: float) -> dict[str, float]:
    """Place the items clockwise from the top; return their angles."""
    angles = {}
    for position, node in enumerate(items):
        angle = math.tau * position / len(items) - math.pi / 2
        angles[node.id] = angle
        cluster.points[node.id] = _polar(radius, angle)
        cluster.side[node.id] = "l" if math.cos(angle) < -1e-9 else "r"
    return angles


def _petals(
    cluster: _Cluster,
    petals: list[Node],
    angles: dict[str, float],
    neighbours: dict[str, list[str]],
    radius: float,
) -> float:
    """Place targets and hospitals outside their first item; return how far out they reach."""
    at: dict[str, list[Node]] = defaultdict(list)
    for node in petals:
        owner = next((other for other in neighbours[node.id] if other in angles), None)
        at[owner or next(iter(angles))].append(node)
    tracks = _tracks(len(petals), radius)
    free = [-math.inf] * len(tracks)
    for item in sorted(at, key=lambda one: angles[one]):
        group = at[item]
        for position, node in enumerate(group):
            spread = (position // len(tracks) - (len(group) - 1) // len(tracks) / 2) * PETAL_STEP
            starts = [
                max(angles[item] + spread / distance, free[track])
                for track, distance in enumerate(tracks)
            ]
            track = min(range(len(tracks)), key=lambda one: (round(starts[one], 6), one))
            free[track] = starts[track] + PETAL_STEP / tracks[track]
            cluster.points[node.id] = _polar(tracks[track], starts[track])
            cluster.side[node.id] = "l" if math.cos(starts[track]) < 0 else "r"
    return tracks[-1] - radius


def _tracks(count: int, radius: float) -> list[float]:
    """Return the radii of as many rings as that many petals need to stand loosely."""
    tracks = [radius + 50.0]
    room = math.tau * tracks[0] / PETAL_STEP
    while room < count * 2:
        tracks.append(tracks[-1] + PETAL_STEP)
        room += math.tau * tracks[-1] / PETAL_STEP
    return tracks


def _arcs(
    cluster: _Cluster, bodies: list[Node], neighbours: dict[str, list[str]], reach: float
) -> float:
    """Place agencies on a left and a right arc; return half the height they take."""
    if not bodies:
        return 0.0
    pulls = {node.id: _pull(cluster, neighbours[node.id]) for node in bodies}
    by_side = sorted(bodies, key=lambda node: (pulls[node.id][0], node.id))
    middle = (len(bodies) + 1) // 2
    height = max(reach * 0.86, (middle - 1) * AGENCY_STEP / 2)
    for sign, side, group in ((-1, "l", by_side[:middle]), (1, "r", by_side[middle:])):
        from_top = sorted(group, key=lambda node: (pulls[node.id][1], node.id))
        for position, node in enumerate(from_top):
            share = 0.5 if len(group) == 1 else position / (len(group) - 1)
            y = height * (2 * share - 1)
            bulge = math.sqrt(1 - (0.82 * y / height) ** 2) if height else 1.0
            cluster.points[node.id] = (sign * reach * bulge, y)
            cluster.side[node.id] = side
    return height


def _pull(cluster: _Cluster, others: list[str]) -> Point:
    """Return the mean position of the placed neighbours."""
    placed = [cluster.points[other] for other in others if other in cluster.points]
    if not placed:
        return (0.0, 0.0)
    return (
        sum(point[0] for point in placed) / len(placed),
        sum(point[1] for point in placed) / len(placed),
    )


def _polar(radius: float, angle: float) -> Point:
    return (radius * math.cos(angle), radius * math.sin(angle))


def _banded(clusters: list[_Cluster]) -> Layout:
    """Stack the levels from the nation down, each as centred rows of clusters."""
    levels: dict[int, list[_Cluster]] = defaultdict(list)
    for cluster in clusters:
        levels[level_rank(cluster.node.level)].append(cluster)
    limit = _best_limit(clusters, levels)
    points: dict[str, Point] = {}
    bands = []
    y = 0.0
    for rank in sorted(levels):
        top = y
        for row in _rows(levels[rank], limit):
            x = -_width(row) / 2
            above = max(one.above for one in row)
            for cluster in row:
                centre = (x + cluster.half_width, y + above)
                for key, (dx, dy) in cluster.points.items():
                    points[key] = (round(centre[0] + dx, 1), round(centre[1] + dy, 1))
                x += 2 * cluster.half_width
            y += above + max(one.below for one in row)
        bands.append(Band(levels[rank][0].node.level, round(top, 1), round(y, 1)))
        y += BAND_GAP
    width, height = _extent(levels, limit)
    side = {key: value for cluster in clusters for key, value in cluster.side.items()}
    half = round(width / 2, 1)
    return Layout(points, side, tuple(bands), (-half, 0.0, half, round(height, 1)))


def _best_limit(clusters: list[_Cluster], levels: dict[int, list[_Cluster]]) -> float:
    """Return the row width that lets the whole network be shown largest on a screen."""
    widest = max((2 * one.half_width for one in clusters), default=1.0)
    total = max(widest, _width(clusters))
    steps = 24
    candidates = [widest * math.pow(total / widest, step / steps) + 1 for step in range(steps + 1)]

    def smallness(limit: float) -> tuple[float, float]:
        width, height = _extent(levels, limit)
        return (max(width / ASPECT, height), limit)

    return min(candidates, key=smallness)


def _extent(levels: dict[int, list[_Cluster]], limit: float) -> Point:
    rows = [row for rank in sorted(levels) for row in _rows(levels[rank], limit)]
    heights = (max(one.above for one in row) + max(one.below for one in row) for row in rows)
    gaps = BAND_GAP * max(len(levels) - 1, 0)
    return (max(map(_width, rows), default=0.0), sum(heights) + gaps)


def _width(row: list[_Cluster]) -> float:
    return sum(2 * one.half_width for one in row)


def _rows(clusters: list[_Cluster], limit: float) -> list[list[_Cluster]]:
    rows: list[list[_Cluster]] = [[]]
    width = 0.0
    for cluster in clusters:
        if rows[-1] and width + 2 * cluster.half_width > limit:
            rows.append([])
            width = 0.0
        rows[-1].append(cluster)
        width += 2 * cluster.half_width
    return rows
