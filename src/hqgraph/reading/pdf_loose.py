"""Tables without ruling lines: columns that white stripes part below a row of short heads.

Two columns of text, signatures side by side and letter-spaced titles look much
the same, so a table must also have rows that show as such: by the white between
them, by numbers in the first column, or by cells of several lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hqgraph.reading.layout import MARKER
from hqgraph.reading.marks import Glyph
from hqgraph.reading.pdf_joins import ORDINAL, PrintedTable, is_full, text_of_lines
from hqgraph.reading.pdf_lines import PrintedLine, Row, content_of, printed_lines, rows_of, size_of

_HEAD_GAP = 0.6
"""Em of white that parts two heads."""
_STRIPE = 0.4
"""Em of white that must stay free between two columns, all the way down."""
_FAR = 3.0
"""Em of white below which a line belongs to the table no more."""
_SHORTEST, _LONGEST, _LONGEST_OF_TWO = 2, 12, 8
"""Characters of a head; two columns are a table only with very short ones."""
_APART = 0.35
"""Em by which the white between rows exceeds the white between lines."""
_NUMBERED = 0.6
_MOST = 0.6
"""This share of the first cells holds numbers; of the rows, has more than one cell filled."""
_MOST_TRIED = 40
"""Rows of one page that may be tried as heads: no real page has more."""
_NO_HEAD = "，。；：、,;:？！"

Gaps = list[tuple[float, float]]
Group = list[Row]


def loose_tables(
    glyphs: Sequence[Glyph], page: int, before: PrintedTable | None
) -> tuple[list[PrintedTable], bool]:
    """Return the tables of a page without rules; and whether the last reaches its last line.

    ``before`` is the table without rules that the page before ended in.
    """
    rows = rows_of(glyphs)
    tables: list[PrintedTable] = []
    at = 0
    if before is not None and rows:
        gaps = [(before.left + a, before.left + b) for a, b in before.gaps]
        end, gaps = _reach(rows, 0, gaps)
        table = _table(rows[:end], gaps, page, goes_on=True) if end else None
        if table is not None:
            tables.append(table)
            at = end
    tried = 0
    while at < len(rows) and tried < _MOST_TRIED:
        head = _heads(rows[at])
        tried += bool(head)
        end, gaps = _reach(rows, at, head) if head else (at, [])
        table = _table(rows[at:end], gaps, page, at_end=end == len(rows)) if end > at else None
        if table is not None:
            tables.append(table)
        at = end if table is not None else at + 1
    reaches = bool(tables) and _bottom(rows[-1:]) <= tables[-1].bottom
    return tables, reaches


def _heads(row: Row) -> Gaps:
    """Return the white between the heads of columns, nothing if a row holds no such heads."""
    parts: list[Row] = [[row[0]]]
    for one, two in pairwise(row):
        if two.left - one.right > _HEAD_GAP * size_of(one):
            parts.append([])
        parts[-1].append(two)
    if len(parts) < 2:
        return []
    longest = _LONGEST if len(parts) > 2 else _LONGEST_OF_TWO
    for part in parts:
        content = content_of(part)
        if not _SHORTEST <= len(content) <= longest or content[0].isdigit():
            return []
        if any(char in _NO_HEAD for char in content) or MARKER.match(content):
            return []
    return [(one[-1].right, two[0].left) for one, two in pairwise(parts)]


def _reach(rows: Sequence[Row], start: int, gaps: Gaps) -> tuple[int, Gaps]:
    """Return the end of the rows that keep the gaps free, and what stays free of those."""
    end, bottom = start, rows[start][0].top
    for row in rows[start:]:
        size = size_of(row[0])
        narrowed = [_widest_white(row, *gap) for gap in gaps]
        if min(g.top for g in row) - bottom > _FAR * size:
            break
        if any(b - a < _STRIPE * size for a, b in narrowed):
            break
        gaps, bottom, end = narrowed, _bottom([row]), end + 1
    return end, gaps


def _widest_white(row: Row, start: float, end: float) -> tuple[float, float]:
    """Return the widest stretch between two places that a row leaves white."""
    edges = [start]
    for glyph in row:
        if glyph.right > start and glyph.left < end:
            edges += [glyph.left, glyph.right]
    edges.append(end)
    return max(
        zip(edges[::2], edges[1::2], strict=True), key=lambda white: (white[1] - white[0], white)
    )


def _table(
    rows: Sequence[Row], gaps: Gaps, page: int, *, goes_on: bool = False, at_end: bool = False
) -> PrintedTable | None:
    """Return the table that rows make, if they make one."""
    cuts = [(a + b) / 2 for a, b in gaps]
    groups = _groups(rows, cuts)
    while len(groups) > 1 and not at_end and _filled(groups[-1], cuts) == [0]:
        groups.pop()
    if not groups or not (goes_on or _is_table(groups, cuts, at_end)):
        return None
    if goes_on and all(_filled(group, cuts) == [0] for group in groups):
        return None
    lines = [row for group in groups for row in group]
    inside = [glyph for row in lines for glyph in row]
    left, right = min(g.left for g in inside) - 1, max(g.right for g in inside) + 1
    table = PrintedTable([], page, page, inside[0].top, 0, left, right)
    table.top, table.bottom = min(g.top for g in inside), max(g.bottom for g in inside)
    table.gaps = [(a - left, b - left) for a, b in gaps]
    edges = [_right(lines, cuts, column) for column in range(len(cuts) + 1)]
    for group in groups:
        cells = _cells(group, cuts, page)
        table.rows.append([text_of_lines(cell) for cell in cells])
        table.full = [is_full(cell, edge) for cell, edge in zip(cells, edges, strict=True)]
    return table


def _is_table(groups: Sequence[Group], cuts: Sequence[float], at_end: bool) -> bool:
    """Tell whether groups of rows are the rows of a table, the first one its heads."""
    data = [_filled(group, cuts) for group in groups[1:]]
    several = sum(1 for filled in data if len(filled) > 1)
    if several < (1 if at_end else 2) or several < _MOST * len(data):
        return False
    if len(cuts) > 1:
        return _numbered(groups, cuts) or any(len(group) > 1 for group in groups[1:])
    first = [_filled([group[0]], cuts) for group in groups[1:]]
    return _stripes(groups) and all(filled == [0, 1] for filled in first)


def _groups(rows: Sequence[Row], cuts: Sequence[float]) -> list[Group]:
    """Put the lines of each row of the table together."""
    whites = [_white(one, two) for one, two in pairwise(rows)]
    size = size_of(rows[0][0])
    least = min(whites, default=0.0)
    wide = [white > least + _APART * size for white in whites]
    if not any(wide):
        wide = _starts(rows, cuts)
    groups: list[Group] = [[rows[0]]]
    for row, apart in zip(rows[1:], wide, strict=True):
        if apart:
            groups.append([])
        groups[-1].append(row)
    return _without_loose_parts(groups, cuts)


def _starts(rows: Sequence[Row], cuts: Sequence[float]) -> list[bool]:
    """Tell for each line but the first whether it begins a row, where no white shows it.

    It does where the first column has a number, if the rows are numbered; else
    where no cell has a full line before it.
    """
    filled = [_split(row, cuts) for row in rows]
    if _numbered([[row] for row in rows], cuts):
        return [bool(parts[0]) for parts in filled[1:]]
    edges = [_right(rows, cuts, column) for column in range(len(cuts) + 1)]
    return [
        not any(
            a and b and edges[c] - a[-1].right < size_of(a[-1])
            for c, (a, b) in enumerate(zip(one, two, strict=True))
        )
        and bool(two[0])
        for one, two in pairwise(filled)
    ]


def _without_loose_parts(groups: list[Group], cuts: Sequence[float]) -> list[Group]:
    """Give groups that cannot be rows to the row before: they lack the number, or all but one."""
    numbered = _numbered(groups, cuts)
    whole: list[Group] = []
    for group in groups:
        filled = _filled(group, cuts)
        part = filled[0] > 0 and (numbered or len(filled) == 1)
        if whole and part:
            whole[-1] = whole[-1] + group
        else:
            whole.append(group)
    return whole


def _numbered(groups: Sequence[Group], cuts: Sequence[float]) -> bool:
    """Tell whether the first column holds numbers."""
    firsts = [_split(row, cuts)[0] for group in groups[1:] for row in group]
    contents = [content_of(part) for part in firsts if part]
    numbers = sum(1 for content in contents if ORDINAL.fullmatch(content))
    return bool(contents) and numbers >= _NUMBERED * len(contents)


def _stripes(groups: Sequence[Group]) -> bool:
    """Tell whether the white between groups is wider than any within them."""
    between = [_white(one[-1], two[0]) for one, two in pairwise(groups)]
    within = [_white(one, two) for group in groups for one, two in pairwise(group)]
    return bool(within) and min(between, default=0.0) > max(within)


def _split(row: Row, cuts: Sequence[float]) -> list[Row]:
    """Return what a line has in each column."""
    parts: list[Row] = [[] for _ in range(len(cuts) + 1)]
    for glyph in row:
        parts[sum(1 for cut in cuts if cut < (glyph.left + glyph.right) / 2)].append(glyph)
    return parts


def _filled(group: Group, cuts: Sequence[float]) -> list[int]:
    """Return the columns in which a group has text."""
    parts = [_split(row, cuts) for row in group]
    return [column for column in range(len(cuts) + 1) if any(part[column] for part in parts)]


def _cells(group: Group, cuts: Sequence[float], page: int) -> list[list[PrintedLine]]:
    """Return the lines of each cell of a row."""
    parts = [_split(row, cuts) for row in group]
    return [
        printed_lines([glyph for part in parts for glyph in part[column]], page)
        for column in range(len(cuts) + 1)
    ]


def _right(rows: Sequence[Row], cuts: Sequence[float], column: int) -> float:
    """Return how far to the right the text of a column reaches."""
    return max((part[-1].right for row in rows if (part := _split(row, cuts)[column])), default=0.0)


def _bottom(rows: Sequence[Row]) -> float:
    return max((glyph.bottom for row in rows for glyph in row), default=0.0)


def _white(one: Row, two: Row) -> float:
    """Return the height of the white between two lines."""
    return min(glyph.top for glyph in two) - _bottom([one])
