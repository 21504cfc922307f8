"""Tables that go on over page breaks, and rows that a page break cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hqgraph.reading.characters import joined
from hqgraph.reading.layout import is_open
from hqgraph.reading.marks import Glyph
from hqgraph.reading.pdf_lines import PrintedLine

_NEAR = 5.0
"""Points within which the edges of columns on two pages are the same."""
_FULL = 1.9
"""Em: a line that ends so near the edge of its cell (the inner margin among it) is full."""
_HEAD_ROWS = 3
"""How many rows of a heading a table may repeat on each page."""
ORDINAL = re.compile(r"[（(]?(?:\d{1,3}|[一二三四五六七八九十百]{1,4})[)）]?[.、．]?")
"""What the first cell of a numbered row holds."""


@dataclass(slots=True)
class PrintedTable:
    """A table as printed: rows of cells, and where it stands.

    ``edges`` are where columns begin and end, from its left edge, and ``gaps``
    the white between the columns of a table without rules; ``full`` says
    for each cell of the last row whether its last line is full; ``cut_top`` and
    ``cut_bottom`` that no rule closes it there; ``is_piece`` that it is too
    small for a table of its own.
    """

    rows: list[list[str]]
    page: int
    last_page: int
    top: float
    bottom: float
    left: float
    right: float
    edges: tuple[float, ...] = ()
    gaps: list[tuple[float, float]] = field(default_factory=list)
    full: list[bool] = field(default_factory=list)
    cut_top: bool = False
    cut_bottom: bool = False
    is_piece: bool = False

    def holds(self, glyph: Glyph) -> bool:
        """Tell whether a glyph stands inside the frame."""
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def text_of_lines(lines: Sequence[PrintedLine]) -> str:
    """Return the text of the lines of a cell."""
    text = ""
    for line in lines:
        text = joined(text, line.content)
    return text


def is_full(lines: Sequence[PrintedLine], edge: float) -> bool:
    """Tell whether the last line of a cell reaches its right ``edge``."""
    return bool(lines) and edge - lines[-1].right < _FULL * lines[-1].size


def same_columns(table: PrintedTable, following: PrintedTable) -> bool:
    """Tell whether two tables have the same columns, wherever on the page they stand."""
    if table.gaps and len(table.gaps) == len(following.gaps):
        pairs = zip(table.gaps, following.gaps, strict=True)
        return all(
            max(one[0] + table.left, two[0] + following.left)
            < min(one[1] + table.left, two[1] + following.left)
            for one, two in pairs
        )
    return len(table.edges) == len(following.edges) > 0 and all(
        abs(one - two) <= _NEAR for one, two in zip(table.edges, following.edges, strict=True)
    )


def without_stray_pieces(pages: Sequence[list[PrintedTable]]) -> list[list[PrintedTable]]:
    """Drop the pieces that belong to no table on the page before or after."""
    kept: list[list[PrintedTable]] = []
    for index, tables in enumerate(pages):
        before = kept[-1][-1:] if kept else []
        after = pages[index + 1][:1] if index + 1 < len(pages) else []
        kept.append(
            [
                table
                for table in tables
                if not table.is_piece
                or (table is tables[0] and any(same_columns(one, table) for one in before))
                or (table is tables[-1] and any(same_columns(table, one) for one in after))
            ]
        )
    return kept


def continued(table: PrintedTable, following: PrintedTable) -> bool:
    """Add the rows of a table on the next page if it goes on with this one; tell if it did.

    It does if it has the same columns. A repeated heading is dropped; a row that
    the page break cut is joined; a first cell that spans both pages and is
    printed on the first one only is given to the rows below.
    """
    if following.page != table.last_page + 1 or not same_columns(table, following):
        return False
    rows = following.rows[_repeated(table.rows, following.rows) :]
    is_whole = len(rows) == len(following.rows)
    if rows and _is_cut(table, rows[0], is_whole and following.cut_top):
        pairs = zip(table.rows[-1], rows[0], strict=True)
        table.rows[-1] = [joined(one, two) for one, two in pairs]
        rows = rows[1:]
    elif rows and not rows[0][0]:
        rows = _first_cells_filled(table.rows[-1][0], rows)
    table.rows += rows
    table.last_page = following.page
    table.full, table.cut_bottom = following.full, following.cut_bottom
    return True


def _repeated(rows: list[list[str]], following: list[list[str]]) -> int:
    """Return how many rows at the head of a table the next page repeats."""
    count = 0
    while count < min(_HEAD_ROWS, len(rows), len(following)) and rows[count] == following[count]:
        count += 1
    return count


def _is_cut(table: PrintedTable, row: list[str], is_open_row: bool) -> bool:
    """Tell whether a page break cut the last row of a table, and ``row`` is the rest of it."""
    if table.cut_bottom and is_open_row:
        return True
    if row[0] and ORDINAL.fullmatch(row[0]):
        return False
    ends = zip(table.rows[-1], table.full, row, strict=True)
    if any(two and one and _unfinished(one, full) for one, full, two in ends):
        return True
    return not row[0] and sum(1 for cell in row if cell) == 1


def _unfinished(cell: str, full: bool) -> bool:
    """Tell whether the text of a cell may go on: it stops within a sentence at the edge."""
    if cell[-1] in "，、" or is_open(cell):
        return True
    return full and cell[-1] not in "。；！？"


def _first_cells_filled(first: str, rows: list[list[str]]) -> list[list[str]]:
    """Give ``first`` to the rows at the top that have no first cell."""
    count = next((index for index, row in enumerate(rows) if row[0]), len(rows))
    return [[first, *row[1:]] for row in rows[:count]] + rows[count:]
