"""Where everything stands in a network page: computed once, in time linear in the network.

Levels are bands, the nation on top. Each document is a cluster: its items run
clockwise around it in printed order, targets and hospitals stand outside the
item that first names them, and the agencies of the region close the cluster on
its left and right, near the items they work on. The same view gives the same
positions.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container
from dataclasses import dataclass, field, replace

from hqgraph.views.facts import level_rank
from hqgraph.views.layout_bands import (
    Arrangement,
    Band,
    Cluster,
    Pair,
    Point,
    Room,
    arranged,
    routes,
)
from hqgraph.views.network_model import ITEM_TYPES, NetworkView, Node

ITEM_STEP = 50.0
PETAL_STEP = 32.0
AGENCY_STEP = 78.0
ARC_GAP = 115.0
LABEL_ROOM = 90.0
CHARACTER = 64.0
"""A character of a label, as wide as it is where the whole network is on a screen."""
MOST_CHARACTERS = 12
TITLE_ROOM = 210.0
FOLDED = (140.0, 140.0, 70.0, 150.0)
"""The room of a folded document with the name of its place: left, right, above, below."""
WIDE = (400.0, 400.0, 60.0, 390.0)
FEW = 8
"""So many documents of a level stand with their titles even from afar."""


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
    routes: dict[Pair, list[Point]] = field(default_factory=dict)
    folded: Folded | None = None


@dataclass(frozen=True, slots=True)
class Folded:
    """How an overview unfolds: rows of documents per band, and what each of them holds.

    ``inside`` are clusters by document, whose points are relative to its own. A row is
    its band, the room that each folded document in it takes, and the documents.
    """

    rows: tuple[tuple[int, Room, tuple[str, ...]], ...]
    inside: dict[str, Cluster]


def lay_out(view: NetworkView) -> Layout:
    """Return the position of every node of a view that is drawn at first."""
    nodes = {node.id: node for node in view.nodes}
    neighbours = _neighbours(view)
    if view.start is not None:
        return _overview(view, nodes, neighbours)
    home = _homes(view, nodes)
    members: dict[str, list[Node]] = defaultdict(list)
    for node in view.nodes:
        members[home[node.id]].append(node)
    clusters = [
        _cluster(nodes[head], [one for one in group if one.id != head], neighbours)
        for head, group in members.items()
    ]
    joined = _joined(view, members)
    found = arranged(clusters, joined)
    return _laid_out(clusters, found, routes(found, joined))


def _laid_out(
    clusters: list[Cluster], found: Arrangement, paths: dict[Pair, list[Point]]
) -> Layout:
    points = {}
    for cluster in clusters:
        x, y = found.centres[cluster.node.id]
        for key, (dx, dy) in cluster.points.items():
            points[key] = (round(x + dx, 1), round(y + dy, 1))
    side = {key: value for cluster in clusters for key, value in cluster.side.items()}
    half = round(found.width / 2, 1)
    return Layout(points, side, found.bands, (-half, 0.0, half, round(found.height, 1)), paths)


def _joined(view: NetworkView, centres: Container[str]) -> list[Pair]:
    """Return the edges between documents that are centres of clusters."""
    return [
        (edge.source, edge.target)
        for edge in view.edges
        if edge.relation in ("based_on", "cites")
        and edge.source != edge.target
        and edge.source in centres
        and edge.target in centres
    ]


def _overview(
    view: NetworkView, nodes: dict[str, Node], neighbours: dict[str, list[str]]
) -> Layout:
    """Return the folded documents in rows, and how each of them unfolds."""
    start = dict.fromkeys(view.start or ())
    on_level = Counter(nodes[iri].level for iri in start)
    clusters = [
        Cluster(node, {node.id: (0.0, 0.0)}, {node.id: "b"}, *_room(on_level[node.level]))
        for node in (nodes[iri] for iri in start)
    ]
    found = arranged(clusters, _joined(view, start))
    laid = _laid_out(clusters, found, {})
    band = {one.level: place for place, one in enumerate(found.bands)}
    rows = [
        (band[row[0].node.level], row[0].room, tuple(one.node.id for one in row))
        for row in found.rows
    ]
    inside = {}
    for iri, held in _contents(view, nodes, start).items():
        inside[iri] = _cluster(nodes[iri], [nodes[key] for key in held], neighbours)
    return replace(laid, folded=Folded(tuple(rows), inside))


def _room(count: int) -> Room:
    """Return the room of a folded document among so many of its level: few may show their names."""
    return WIDE if count <= FEW else FOLDED


def _contents(
    view: NetworkView, nodes: dict[str, Node], start: Container[str]
) -> dict[str, dict[str, None]]:
    """Return what unfolds with each document, a shared body with each that it works for."""
    held: dict[str, dict[str, None]] = defaultdict(dict)
    for node in view.nodes:
        if node.group not in ("", node.id):
            held[node.group][node.id] = None
    for edge in view.edges:
        source, target = nodes[edge.source], nodes[edge.target]
        if not target.group and source.group in held:
            held[source.group][target.id] = None
        elif target.type == "cited" and target.id not in start and source.type == "document":
            held[source.id][target.id] = None
    return held


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


def _cluster(centre: Node, others: list[Node], neighbours: dict[str, list[str]]) -> Cluster:
    cluster = Cluster(centre, {centre.id: (0.0, 0.0)}, {centre.id: "b"})
    items = [node for node in others if node.type in ITEM_TYPES]
    radius = max(170.0, len(items) * ITEM_STEP / math.tau)
    angles = _ring(cluster, items, radius)
    petals = [node for node in others if node.type in ("target", "hospital")]
    edge = radius + _petals(cluster, petals, angles, neighbours, radius) if items else radius
    bodies = [node for node in others if node.type == "agency"]
    height = _arcs(cluster, bodies, neighbours, edge + ARC_GAP)
    satellites = [node for node in others if node.type in ("cited", "directive", "document")]
    if items or bodies:
        cluster.left = edge + ARC_GAP + _label_room(cluster, bodies, "l")
        cluster.right = edge + ARC_GAP + _label_room(cluster, bodies, "r")
        cluster.below = max(edge, height) + 50.0
        cluster.side[centre.id] = cluster.below
        cluster.above = cluster.below + TITLE_ROOM
    for position, node in enumerate(satellites):
        cluster.points[node.id] = (-60.0, cluster.below + 20.0 + 44.0 * position)
        cluster.side[node.id] = "r"
    cluster.below += 44.0 * len(satellites)
    return cluster


def _label_room(cluster: Cluster, bodies: list[Node], side: str) -> float:
    """Return the room that the names of the bodies on one side need."""
    names = [node.short or node.label for node in bodies if cluster.side[node.id] == side]
    longest = min(max(map(len, names), default=0), MOST_CHARACTERS)
    return LABEL_ROOM + longest * CHARACTER


def _ring(cluster: Cluster, items: list[Node], radius: float) -> dict[str, float]:
    """Place the items clockwise from the top; return their angles."""
    angles = {}
    for position, node in enumerate(items):
        angle = math.tau * position / len(items) - math.pi / 2
        angles[node.id] = angle
        cluster.points[node.id] = _polar(radius, angle)
        cluster.side[node.id] = "l" if math.cos(angle) < -1e-9 else "r"
    return angles


def _petals(
    cluster: Cluster,
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
    cluster: Cluster, bodies: list[Node], neighbours: dict[str, list[str]], reach: float
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


def _pull(cluster: Cluster, others: list[str]) -> Point:
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
