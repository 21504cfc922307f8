"""Glyphs to lines in reading order, columns one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hqgraph.reading.characters import normal_characters, tidy
from hqgraph.reading.marks import Glyph

_BLANK = 0.25
"""Em of white between two glyphs from which it is a blank."""
_GUTTER = 1.5
"""Em of white between two glyphs from which it may part two columns."""
_GUTTER_LINES = 8
_GUTTER_SHARE = 0.7
"""Columns: at least so many lines have the gutter, and this share of all that reach over it."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as printed: its tidy text and where it stands; ``size`` is the em."""

    content: str
    page: int
    left: float
    right: float
    top: float
    size: float


Row = list[Glyph]


def printed_lines(glyphs: Sequence[Glyph], page: int) -> list[PrintedLine]:
    """Return the lines that the glyphs of one page (or cell) make, in reading order."""
    rows = _rows(glyphs)
    gutter = _gutter(rows)
    if gutter is not None:
        rows = _by_column(rows, gutter)
    lines = (_line(row, page) for row in rows)
    return [line for line in lines if line.content]


def size_of(glyph: Glyph) -> float:
    """Return the em of a glyph."""
    return max(glyph.bottom - glyph.top, 1.0)


def _rows(glyphs: Iterable[Glyph]) -> list[Row]:
    """Group glyphs whose middles are at one height, each group from left to right."""
    rows: list[Row] = []
    middle = size = 0.0
    for glyph in sorted(glyphs, key=lambda g: (g.top + g.bottom, g.left)):
        at = (glyph.top + glyph.bottom) / 2
        if rows and at - middle <= 0.45 * max(size, size_of(glyph)):
            rows[-1].append(glyph)
            if size_of(glyph) > size:
                middle, size = at, size_of(glyph)
        else:
            rows.append([glyph])
            middle, size = at, size_of(glyph)
    for row in rows:
        row.sort(key=lambda g: (g.left, g.right, g.char))
    return rows


def _line(row: Row, page: int) -> PrintedLine:
    sizes = sorted(size_of(glyph) for glyph in row)
    size = sizes[len(sizes) // 2]
    parts: list[str] = []
    for index, glyph in enumerate(row):
        if index and glyph.left - row[index - 1].right > _BLANK * size:
            parts.append(" ")
        parts.append(glyph.char)
    content = tidy(normal_characters("".join(parts)).replace("\n", " "))
    return PrintedLine(content, page, row[0].left, row[-1].right, row[0].top, size)


def _gaps(row: Row) -> list[tuple[float, float]]:
    """Return the stretches of white in a row that are wide enough for a gutter."""
    return [(a.right, b.left) for a, b in pairwise(row) if b.left - a.right > _GUTTER * size_of(a)]


def _gutter(rows: Sequence[Row]) -> float | None:
    """Return where one white stripe parts the page into two columns, if one does."""
    if len(rows) < _GUTTER_LINES:
        return None
    left = min(row[0].left for row in rows)
    right = max(row[-1].right for row in rows)
    gaps = [_gaps(row) for row in rows]
    votes: Counter[int] = Counter()
    for spans in gaps:
        near = (s for s in spans if left + 0.3 * (right - left) < sum(s) / 2)
        for start, end in near:
            if (start + end) / 2 < left + 0.7 * (right - left):
                votes.update(range(int(start) + 1, int(end) + 1))
    if not votes:
        return None
    best = max(votes, key=lambda x: (votes[x], -x))
    over = sum(1 for row in rows if row[0].left < best < row[-1].right)
    enough = votes[best] >= max(_GUTTER_LINES, _GUTTER_SHARE * over)
    return float(best) if enough else None


def _by_column(rows: Sequence[Row], gutter: float) -> list[Row]:
    """Put the left column before the right one, between the lines that cross both."""
    ordered: list[Row] = []
    lefts: list[Row] = []
    rights: list[Row] = []
    for row in rows:
        if any(glyph.left < gutter < glyph.right for glyph in row):
            ordered += [*lefts, *rights, row]
            lefts, rights = [], []
            continue
        left = [glyph for glyph in row if glyph.right <= gutter]
        right = [glyph for glyph in row if glyph.left >= gutter]
        lefts += [left] if left else []
        rights += [right] if right else []
    return [*ordered, *lefts, *rights]
