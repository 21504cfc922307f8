"""Tables that a converter dumped into plain text.

Two habits: every cell on a line of its own that begins with a tab (Word tables
through old converters), rows parted by empty lines; or a row per line, its
cells parted by tabs (a paste from Excel).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hqgraph.reading.characters import joined, tidy

_LEAST_CELLS = 6
"""Fewer cells than this is an indent, not a table."""
_MOST_COLUMNS = 200
"""A line with more tabs than this was never a row that people read."""
_MOST_WRAPS = 100
"""A cell of more lines than this is no cell."""

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dump:
    """Rows of a table and the half-open range of file lines it was dumped to."""

    rows: tuple[Row, ...]
    first: int
    stop: int


class Dumps:
    """Finds the tables among the lines of a file, in time linear in the lines.

    Where a table cannot begin, neither can it on some of the lines that were
    looked at to find that out: ``_no_rows`` and ``_no_cells`` are, for the two
    habits, the first lines not known to be so.
    """

    def __init__(self, lines: Sequence[str], heads: Callable[[str], bool] = lambda _: True) -> None:
        """Look among ``lines`` for tables; ``heads`` tells what may stand in a first row."""
        self._lines = lines
        self._heads = heads
        self._no_rows = self._no_cells = 0

    def at(self, start: int) -> Dump | None:
        """Return the table that begins at line ``start`` (0-based), if one does.

        To be asked for one line after the other.
        """
        if "\t" not in self._lines[start]:
            return None
        if _is_row(self._lines[start]):
            return self._row_per_line(start) if start >= self._no_rows else None
        if self._lines[start].startswith("\t") and start >= self._no_cells:
            return self._cell_per_line(start)
        return None

    def _row_per_line(self, start: int) -> Dump | None:
        lines = self._lines
        if lines[start].count("\t") >= _MOST_COLUMNS:
            return None
        if not all(map(self._heads, _cells(lines[start]))):
            return None
        stop, alike, rows, columns = start, start, 0, -1
        while stop < len(lines) and (not lines[stop].strip() or _is_row(lines[stop])):
            if lines[stop].strip():
                here = lines[stop].count("\t")
                if here != columns:
                    columns, alike, rows = here, stop, 0
                rows += 1
            stop += 1
        if alike == start and rows >= 2:
            filled = (line for line in lines[start:stop] if line.strip())
            return Dump(tuple(_cells(line) for line in filled), start, stop)
        self._no_rows = alike if rows >= 2 else stop
        return None

    def _cell_per_line(self, start: int) -> Dump | None:
        lines = self._lines
        cells: list[str] = []
        places: list[int] = []
        columns = 0
        at = start
        while at < len(lines):
            line = lines[at]
            if line.startswith("\t"):
                cells.append(tidy(line))
                places.append(at)
            elif line.strip():
                if not lines[at - 1].strip():
                    break
                if at - places[-1] > _MOST_WRAPS:
                    self._no_cells = at
                    return None
                cells[-1] = joined(cells[-1], tidy(line))
            elif not columns:
                columns = len(cells)
                self._no_cells = self._first_head(cells, places, at)
                if self._no_cells > start:
                    return None
            at += 1
        if not columns:
            self._no_cells = at
        if len(cells) < _LEAST_CELLS or not columns:
            return None
        rows = tuple(tuple(cells[i : i + columns]) for i in range(0, len(cells), columns))
        return Dump(rows, start, at)

    def _first_head(self, cells: list[str], places: list[int], stop: int) -> int:
        """Return the line from which a first row could begin; ``stop`` is where it ends."""
        if not 2 <= len(cells) <= _MOST_COLUMNS:
            return stop
        wrong = (i for i in reversed(range(len(cells))) if not self._heads(cells[i]))
        last = next(wrong, -1)
        return places[last] + 1 if last >= 0 else places[0]


def _is_row(line: str) -> bool:
    return "\t" in line.strip("\t ")


def _cells(line: str) -> Row:
    return tuple(tidy(cell) for cell in line.split("\t"))
