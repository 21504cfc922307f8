"""How clusters stand in bands: the nation on top, each below what it rests on.

A band is one administrative level and may take several rows. Clusters that are
joined stand near to each other from left to right, and a line between two rows
that are further apart runs through the gaps of the rows between.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hqgraph.views.facts import level_rank
from hqgraph.views.network_model import Node

BAND_GAP = 190.0
ROW_GAP = 100.0
ASPECT = 1.3
_SWEEPS = 4
_LANE = 16.0

Point = tuple[float, float]
Pair = tuple[str, str]
Room = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Band:
    """The stretch of one administrative level, from ``top`` to ``bottom``."""

    level: str
    top: float
    bottom: float


@dataclass(slots=True)
class Cluster:
    """A document and what stands around it, relative to its own centre."""

    node: Node
    points: dict[str, Point] = field(default_factory=dict)
    side: dict[str, str | float] = field(default_factory=dict)
    left: float = 500.0
    right: float = 500.0
    above: float = 60.0
    below: float = 320.0

    @property
    def room(self) -> Room:
        """How far it reaches: left, right, above, below."""
        return (self.left, self.right, self.above, self.below)

    @property
    def width(self) -> float:
        """How wide it is with its labels."""
        return self.left + self.right


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Rows of clusters from the top, with the centre of each cluster and the bands."""

    rows: tuple[tuple[Cluster, ...], ...]
    centres: dict[str, Point]
    bands: tuple[Band, ...]
    width: float
    height: float


def arranged(clusters: Sequence[Cluster], joined: Iterable[Pair]) -> Arrangement:
    """Return the arrangement that can be shown largest; ``joined`` are ids of two clusters."""
    beside: dict[str, list[str]] = defaultdict(list)
    for one, other in joined:
        beside[one].append(other)
        beside[other].append(one)
    limit = _best_limit(clusters)
    places = {cluster.node.id: float(place) for place, cluster in enumerate(clusters)}
    found = _placed(_levels(clusters, places), limit)
    for _ in range(_SWEEPS):
        places = {key: x for key, (x, _) in found.centres.items()}
        for cluster in sorted(clusters, key=lambda one: level_rank(one.node.level)):
            near = [places[other] for other in beside[cluster.node.id] if other in places]
            if near:
                places[cluster.node.id] = sum(near) / len(near)
        found = _placed(_levels(clusters, places), limit)
    return found


def _levels(clusters: Iterable[Cluster], places: dict[str, float]) -> list[list[Cluster]]:
    levels: dict[int, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        levels[level_rank(cluster.node.level)].append(cluster)
    return [
        sorted(levels[rank], key=lambda one: round(places[one.node.id], 3))
        for rank in sorted(levels)
    ]


def _placed(levels: list[list[Cluster]], limit: float) -> Arrangement:
    rows: list[tuple[Cluster, ...]] = []
    centres: dict[str, Point] = {}
    bands = []
    y = 0.0
    for level in levels:
        top = y
        for row in _rows(level, limit):
            x = -_width(row) / 2
            above = max(one.above for one in row)
            for cluster in row:
                centres[cluster.node.id] = (round(x + cluster.left, 1), round(y + above, 1))
                x += cluster.width
            y += above + max(one.below for one in row) + ROW_GAP
            rows.append(tuple(row))
        y -= ROW_GAP
        bands.append(Band(level[0].node.level, round(top, 1), round(y, 1)))
        y += BAND_GAP
    width = max(map(_width, rows), default=0.0)
    return Arrangement(tuple(rows), centres, tuple(bands), width, max(y - BAND_GAP, 0.0))


def _best_limit(clusters: Sequence[Cluster]) -> float:
    """Return the row width that lets the whole network be shown largest on a screen."""
    widest = max((one.width for one in clusters), default=1.0)
    total = max(widest, _width(clusters))
    steps = 24
    candidates = [widest * math.pow(total / widest, step / steps) + 1 for step in range(steps + 1)]
    levels = _levels(clusters, {one.node.id: 0.0 for one in clusters})

    def smallness(limit: float) -> tuple[float, float]:
        found = _placed(levels, limit)
        return (max(found.width / ASPECT, found.height), limit)

    return min(candidates, key=smallness)


def _width(row: Iterable[Cluster]) -> float:
    return sum(one.width for one in row)


def _rows(clusters: list[Cluster], limit: float) -> list[list[Cluster]]:
    """Deal clusters out to as few rows as do, so that neighbours stand below each other."""
    count = max(1, math.ceil(_width(clusters) / limit))
    while True:
        rows: list[list[Cluster]] = [[] for _ in range(count)]
        widths = [0.0] * count
        for cluster in clusters:
            row = min(range(count), key=lambda one: (round(widths[one], 3), one))
            rows[row].append(cluster)
            widths[row] += cluster.width
        if max(widths) <= limit or count >= len(clusters):
            return [row for row in rows if row]
        count += 1


def routes(found: Arrangement, joined: Iterable[Pair]) -> dict[Pair, list[Point]]:
    """Return for a line between two clusters the gaps it runs through, from its start.

    Lines through the same gap run beside each other.
    """
    row_of = {one.node.id: place for place, row in enumerate(found.rows) for one in row}
    taken: dict[tuple[int, float], int] = defaultdict(int)
    paths = {}
    for start, end in dict.fromkeys(joined):
        low, high = row_of[start], row_of[end]
        step = -1 if high < low else 1
        path: list[Point] = []
        for place in range(low + step, high, step):
            x, y, half = _gap(found, place, path[-1] if path else found.centres[start], end)
            lane = taken[place, x]
            taken[place, x] += 1
            x += _LANE * ((lane + 1) // 2) * (1 if lane % 2 else -1)
            path += [
                (round(x, 1), round(y - step * half, 1)),
                (round(x, 1), round(y + step * half, 1)),
            ]
        if path:
            paths[start, end] = path
    return paths


def _gap(found: Arrangement, place: int, before: Point, end: str) -> tuple[float, float, float]:
    """Return x, middle and half height of the gap of a row that is nearest to the straight way."""
    row = found.rows[place]
    top = min(found.centres[one.node.id][1] for one in row) - max(one.above for one in row)
    bottom = max(found.centres[one.node.id][1] for one in row) + max(one.below for one in row)
    middle, half = (top + bottom) / 2, (bottom - top) / 2
    goal = found.centres[end]
    share = (middle - before[1]) / (goal[1] - before[1]) if goal[1] != before[1] else 0.5
    wanted = before[0] + share * (goal[0] - before[0])
    edges = [found.centres[row[0].node.id][0] - row[0].left - _LANE]
    edges += [found.centres[one.node.id][0] + one.right for one in row]
    return min(edges, key=lambda x: (abs(x - wanted), x)), middle, half
