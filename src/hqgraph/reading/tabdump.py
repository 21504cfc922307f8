"""Tables that a converter dumped into plain text.

Two habits: every cell on a line of its own that begins with a tab (Word tables
through old converters), rows parted by empty lines; or a row per line, its
cells parted by tabs (a paste from Excel).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hqgraph.reading.characters import joined, tidy

_LEAST_CELLS = 6
"""Fewer cells than this is an indent, not a table."""


@dataclass(frozen=True, slots=True)
class Dump:
    """Rows of a table and the half-open range of file lines it was dumped to."""

    rows: tuple[tuple[str, ...], ...]
    first: int
    stop: int


def find_dump(lines: Sequence[str], start: int) -> Dump | None:
    """Return the table that begins at line ``start`` (0-based), if one does."""
    if lines[start].strip("\t ").count("\t") >= 1:
        return _row_per_line(lines, start)
    if lines[start].startswith("\t"):
        return _cell_per_line(lines, start)
    return None


def _row_per_line(lines: Sequence[str], start: int) -> Dump | None:
    rows: list[tuple[str, ...]] = []
    at = start
    while at < len(lines) and ("\t" in lines[at].strip("\t ") or not lines[at].strip()):
        if lines[at].strip():
            rows.append(tuple(tidy(cell) for cell in lines[at].rstrip("\n").split("\t")))
        at += 1
    columns = {len(row) for row in rows}
    return Dump(tuple(rows), start, at) if len(rows) >= 2 and len(columns) == 1 else None


def _cell_per_line(lines: Sequence[str], start: int) -> Dump | None:
    cells: list[str] = []
    columns = 0
    at = start
    while at < len(lines):
        line = lines[at]
        if line.startswith("\t"):
            cells.append(tidy(line))
        elif line.strip() and cells:
            if not _wraps_on(lines, at):
                break
            cells[-1] = joined(cells[-1], tidy(line))
        elif cells and not columns:
            columns = len(cells)
        at += 1
    if len(cells) < _LEAST_CELLS or columns < 2:
        return None
    rows = tuple(tuple(cells[i : i + columns]) for i in range(0, len(cells), columns))
    return Dump(rows, start, at)


def _wraps_on(lines: Sequence[str], at: int) -> bool:
    """Tell whether an unindented line goes on with the cell above, not with the text below."""
    return bool(lines[at - 1].strip())
