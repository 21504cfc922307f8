"""A table as an Excel workbook: one sheet, a frozen head, filters, and no formulas.

The package that writes workbooks is imported when one is written. Its dates are
fixed, so the same table gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from unicodedata import east_asian_width

from hqgraph.errors import UsageError

Cell = str | int | float | bool | None

_LONGEST = 32_767
"""The most characters that Excel keeps in a cell."""
_MOST_ROWS = 1_048_575
"""The most rows of a sheet, its head aside."""
_EXACT = 2**53
"""Beyond it a cell's number (a double) would lose digits."""
_WIDEST, _NARROWEST = 60, 6
_MADE = datetime(1980, 1, 1)
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def workbook(headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return a workbook of one table; numbers stay numbers, all else is text.

    Characters that XML cannot hold are left out, and text beyond what a cell holds.
    Raises UsageError where XlsxWriter is not installed, and for more rows than a
    sheet holds.
    """
    try:
        xlsxwriter = import_module("xlsxwriter")
    except ImportError as error:
        raise UsageError("queries.missing-package", package="xlsxwriter") from error
    if len(rows) > _MOST_ROWS:
        raise UsageError("queries.too-many-rows", rows=len(rows), most=_MOST_ROWS)
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    book.set_properties({"created": _MADE})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("hqgraph")
    for at, line in enumerate((headings, *rows)):
        for column, value in enumerate(line):
            form = body if at else head
            if isinstance(value, bool):
                sheet.write_boolean(at, column, value, form)
            elif isinstance(value, int | float) and abs(value) < _EXACT:
                sheet.write_number(at, column, value, form)
            elif value is not None:  # never write(): it would take "=…" for a formula
                sheet.write_string(at, column, _written(str(value)), form)
    for column in range(len(headings)):
        width = max(_width(line[column]) for line in (headings, *rows))
        sheet.set_column(column, column, min(width, _WIDEST) + 2)
    sheet.freeze_panes(1, 0)
    if headings:
        sheet.autofilter(0, 0, len(rows), len(headings) - 1)
    book.close()
    return written.getvalue()


def _written(text: str) -> str:
    return _UNWRITABLE.sub("", text)[:_LONGEST]


def _width(value: Cell) -> int:
    """Return how many columns of a terminal the longest line takes."""
    lines = str("" if value is None else value).splitlines()
    widths = [sum(1 + (east_asian_width(sign) in "WF") for sign in line) for line in lines]
    return max([_NARROWEST, *widths])
