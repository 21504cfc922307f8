"""Reads lists saved as text (.csv): one table, whatever parts its columns."""

from __future__ import annotations

import csv
import io
from collections import Counter

from hqgraph.errors import ReadError
from hqgraph.model import Text
from hqgraph.reading.builder import TextBuilder
from hqgraph.reading.encoding import decode
from hqgraph.reading.grid import cell_text
from hqgraph.reading.kinds import bounded
from hqgraph.reading.package import Budget
from hqgraph.reading.sheet_layout import Placed, pour

_DELIMITERS = (",", "\t", ";", "，")
_SAMPLE_ROWS = 50


def read_delimited(data: bytes, source: str) -> Text:
    """Turn the bytes of a .csv file into a Text with one table.

    Raises ReadError for empty or too large input, for bytes that are no text
    and for a cell that never ends.
    """
    bounded(len(data), "list", source)
    content = decode(data, source).replace("\r\n", "\n").replace("\r", "\n")
    content = content.removeprefix("\ufeff").replace("\x00", "")
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=_delimiter(content))
    budget = Budget(source)
    rows: list[Placed] = []
    try:
        for row in reader:
            cells = [cell_text(cell.split("\n")) for cell in row]
            budget.spend(len(cells), sum(map(len, cells)))
            rows.append(Placed(reader.line_num, cells))
    except csv.Error:
        raise ReadError("read.csv.broken", path=source, line=reader.line_num) from None
    builder = TextBuilder(source)
    pour(builder, rows, lambda number: f"line {number}", budget)
    return builder.build()


def _delimiter(content: str) -> str:
    """Return the sign that gives most rows of a sample the same columns, more than one."""

    def score(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter)
        counts: Counter[int] = Counter()
        try:
            for _, row in zip(range(_SAMPLE_ROWS), reader, strict=False):
                counts[len(row)] += 1
        except csv.Error:
            return 0, 0
        counts.pop(0, None)
        counts.pop(1, None)
        return max(((rows, columns) for columns, rows in counts.items()), default=(0, 0))

    return max(_DELIMITERS, key=lambda sign: (score(sign), -_DELIMITERS.index(sign)))
