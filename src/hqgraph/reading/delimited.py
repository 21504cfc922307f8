"""Reads lists saved as text (.csv): one table, whatever parts its columns."""

from __future__ import annotations

import csv
import io

from hqgraph.errors import ReadError
from hqgraph.model import Text
from hqgraph.reading.builder import TextBuilder
from hqgraph.reading.delimiters import delimiter_of
from hqgraph.reading.encoding import decode
from hqgraph.reading.grid import cell_text
from hqgraph.reading.kinds import bounded
from hqgraph.reading.package import Budget
from hqgraph.reading.sheet_layout import Placed, pour


def read_delimited(data: bytes, source: str) -> Text:
    """Turn the bytes of a .csv file into a Text with one table.

    Raises ReadError for empty or too large input, for bytes that are no text
    and for a cell that never ends.
    """
    bounded(len(data), "list", source)
    content = decode(data, source).replace("\r\n", "\n").replace("\r", "\n")
    content = content.removeprefix("\ufeff").replace("\x00", "")
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter_of(content))
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
