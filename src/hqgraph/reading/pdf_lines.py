"""Glyphs to lines in reading order, columns one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hqgraph.reading.characters import normal_characters, tidy
from hqgraph.reading.marks import Glyph

_BLANK = 0.25
"""Em of white between two glyphs from which it is a blank."""
_GUTTER = 0.8
"""Em of white between two glyphs from which it may part two columns."""
_CROSSED = 0.4
"""Em of white below which a line runs over a gutter; marks at line ends hang into it."""
_GUTTER_LINES = 8
_GUTTER_SHARE = 0.7
"""Columns: at least so many lines have the gutter, and this share of all that reach over it."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as printed: its tidy text and where it stands; ``size`` is the em.

    ``column`` is 0 where the page has one column, else it counts them from 1;
    ``base`` is the height at which most of its glyphs stand.
    """

    content: str
    page: int
    left: float
    right: float
    top: float
    size: float
    base: float = 0.0
    column: int = 0
    glyphs: tuple[Glyph, ...] = field(default=(), compare=False, repr=False)


Row = list[Glyph]


def printed_lines(
    glyphs: Sequence[Glyph], page: int, usual: float | None = None
) -> list[PrintedLine]:
    """Return the lines that the glyphs of one page (or cell) make, in reading order.

    ``usual`` is where most pages of the file part into two columns: a page with
    too few lines to show it itself is parted there too.
    """
    rows = rows_of(glyphs)
    gutter = gutter_of(rows)
    if gutter is None:
        gutter = usual
    numbered = [(0, row) for row in rows] if gutter is None else _by_column(rows, gutter)
    lines = (_line(row, page, column) for column, row in numbered)
    return [line for line in lines if line.content]


def size_of(glyph: Glyph) -> float:
    """Return the em of a glyph."""
    return max(glyph.bottom - glyph.top, 1.0)


def rows_of(glyphs: Iterable[Glyph]) -> list[Row]:
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


def content_of(row: Row) -> str:
    """Return the tidy text of a row of glyphs."""
    size = _middle([size_of(glyph) for glyph in row])
    parts: list[str] = []
    for index, glyph in enumerate(row):
        if index and glyph.left - row[index - 1].right > _BLANK * size:
            parts.append(" ")
        parts.append(glyph.char)
    return tidy(normal_characters("".join(parts)).replace("\n", " "))


def _line(row: Row, page: int, column: int) -> PrintedLine:
    size = _middle([size_of(glyph) for glyph in row])
    base = _middle([glyph.bottom for glyph in row])
    edges = (row[0].left, row[-1].right, row[0].top)
    return PrintedLine(content_of(row), page, *edges, size, base, column, tuple(row))


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def _gaps(row: Row) -> list[tuple[float, float]]:
    """Return the stretches of white in a row that are wide enough for a gutter."""
    return [(a.right, b.left) for a, b in pairwise(row) if b.left - a.right > _GUTTER * size_of(a)]


def gutter_of(rows: Sequence[Row]) -> float | None:
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


def _by_column(rows: Sequence[Row], gutter: float) -> list[tuple[int, Row]]:
    """Put the left column before the right one, between the lines that cross both."""
    ordered: list[tuple[int, Row]] = []
    lefts: list[tuple[int, Row]] = []
    rights: list[tuple[int, Row]] = []
    for row in rows:
        if _crosses(row, gutter):
            ordered += [*lefts, *rights, (0, row)]
            lefts, rights = [], []
            continue
        left = [glyph for glyph in row if glyph.right <= gutter]
        right = [glyph for glyph in row if glyph.left >= gutter]
        lefts += [(1, left)] if left else []
        rights += [(2, right)] if right else []
    return [*ordered, *lefts, *rights]


def _crosses(row: Row, gutter: float) -> bool:
    """Tell whether a row runs over the gutter, with a glyph or with less white than one."""
    return any(glyph.left < gutter < glyph.right for glyph in row) or any(
        one.right <= gutter <= two.left and two.left - one.right < _CROSSED * size_of(one)
        for one, two in pairwise(row)
    )
