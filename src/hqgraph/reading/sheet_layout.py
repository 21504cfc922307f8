"""Rows of a sheet into a Text: titles above the header and notes below are paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hqgraph.reading.builder import TextBuilder
from hqgraph.reading.grid import compact
from hqgraph.reading.package import Budget


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of tidy cells and its number in the sheet, counted from 1."""

    number: int
    cells: list[str]


def pour(
    builder: TextBuilder, rows: Sequence[Placed], origin: Callable[[int], str], budget: Budget
) -> None:
    """Add the rows of one sheet; ``origin`` names the place of a row by its number."""
    filled = [row for row in rows if any(row.cells)]
    first = next((at for at, row in enumerate(filled) if _width(row) > 1), len(filled))
    last = next((at for at in range(len(filled), first, -1) if _width(filled[at - 1]) > 1), first)
    _paragraphs(builder, filled[:first], origin)
    if first < last:
        longest = max(len(row.cells) for row in filled[first:last])
        budget.spend(longest * (last - first), 0)
        builder.table(
            compact([row.cells for row in filled[first:last]]), origin(filled[first].number)
        )
    _paragraphs(builder, filled[last:], origin)


def _width(row: Placed) -> int:
    return sum(1 for cell in row.cells if cell)


def _paragraphs(builder: TextBuilder, rows: Sequence[Placed], origin: Callable[[int], str]) -> None:
    for row in rows:
        for cell in row.cells:
            builder.paragraph(cell, origin(row.number))
