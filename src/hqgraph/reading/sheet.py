"""Reads Excel files (.xlsx, .xlsm): each visible sheet is a table, merged cells spread.

Only what is saved in the cells is read: no formula is computed, no link is
followed, no macro is looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import partial
from xml.etree.ElementTree import Element

from hqgraph.errors import ReadError
from hqgraph.model import Text
from hqgraph.reading.builder import TextBuilder
from hqgraph.reading.grid import cell_text
from hqgraph.reading.kinds import bounded
from hqgraph.reading.package import Budget, Package, attribute, child, local, number
from hqgraph.reading.sheet_layout import Placed, pour
from hqgraph.reading.sheet_values import Formats, shown

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")

Grid = dict[int, dict[int, str]]
"""Row number to column number to text; what is empty is not there."""


def read_sheet(data: bytes, source: str) -> Text:
    """Turn the bytes of a .xlsx or .xlsm file into a Text; ``source`` names it in messages.

    Raises ReadError for what is damaged, encrypted, of another format, too
    large, or without text.
    """
    bounded(len(data), "sheet", source)
    package = Package(data, source)
    name, workbook = package.main("xl/workbook.xml", "workbook")
    relations = package.relations(name)
    parts = dict(relations.values())
    strings = _strings(package.tree(parts.get("sharedStrings", "")))
    epoch_1904 = attribute(child(workbook, "workbookPr"), "date1904") in ("1", "true")
    formats = Formats(package.tree(parts.get("styles", "")), epoch_1904)
    budget = Budget(source)
    builder = TextBuilder(source)
    for title, identity in _visible(workbook):
        kind, part = relations.get(identity, ("", ""))
        tree = package.tree(part) if kind == "worksheet" else None
        if tree is None:
            continue
        grid = _grid(tree, strings, formats, budget)
        _spread(grid, _merges(tree), budget)
        pour(builder, list(_rows(grid, budget)), partial(_origin, title, grid), budget)
    text = builder.build()
    if not text.blocks:
        raise ReadError("read.office.no-text", path=source)
    return text


def _visible(workbook: Element) -> Iterator[tuple[str, str]]:
    """Yield the name and relation of every sheet that is not hidden, in order."""
    sheets = child(workbook, "sheets")
    for sheet in [] if sheets is None else list(sheets):
        if attribute(sheet, "state") in (None, "visible"):
            identity = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
            yield sheet.get("name", ""), identity


def _strings(tree: Element | None) -> list[str]:
    return [] if tree is None else [_rich(item) for item in tree if local(item) == "si"]


def _rich(item: Element) -> str:
    """Return the text of a string item without the readings printed above it."""
    parts: list[str] = []
    for element in item:
        if local(element) == "t":
            parts.append(element.text or "")
        elif local(element) == "r":
            parts.extend(below.text or "" for below in element if local(below) == "t")
    return "".join(parts)


def _grid(tree: Element, strings: list[str], formats: Formats, budget: Budget) -> Grid:
    """Return what the cells of a sheet show."""
    grid: Grid = {}
    data = child(tree, "sheetData")
    row_number = 0
    for row in [] if data is None else list(data):
        row_number = number(attribute(row, "r"), row_number + 1)
        cells: dict[int, str] = {}
        column = 0
        for cell in row:
            place = _place(attribute(cell, "r") or "")
            column = place[0] if place else column + 1
            content = cell_text(_printed(cell, strings, formats).split("\n"))
            budget.spend(1, len(content))
            if content:
                cells[column] = content
        if cells:
            grid.setdefault(row_number, {}).update(cells)
    return grid


def _printed(cell: Element, strings: list[str], formats: Formats) -> str:
    kind = attribute(cell, "t") or "n"
    if kind == "inlineStr":
        inline = child(cell, "is")
        return "" if inline is None else _rich(inline)
    value = child(cell, "v")
    raw = "" if value is None else (value.text or "")
    if kind == "s":
        index = number(raw, -1)
        return strings[index] if 0 <= index < len(strings) else ""
    if kind == "e":
        return ""
    return shown(raw, formats.of(attribute(cell, "s"))) if kind == "n" else raw


def _place(reference: str) -> tuple[int, int] | None:
    """Return column and row of a reference such as ``AB12``, both counted from 1."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match.group(1):
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, int(match.group(2))


def _letters(column: int) -> str:
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _merges(tree: Element) -> Iterator[tuple[int, int, int]]:
    """Yield column, first and last row of every cell that is merged downwards."""
    merges = child(tree, "mergeCells")
    for merge in [] if merges is None else list(merges):
        start, _, end = (attribute(merge, "ref") or "").partition(":")
        first, last = _place(start), _place(end)
        if first and last and last[1] > first[1]:
            yield first[0], first[1], last[1]


def _spread(grid: Grid, merges: Iterator[tuple[int, int, int]], budget: Budget) -> None:
    """Let a cell merged downwards say the same in every row it covers that says anything."""
    numbers = sorted(grid)
    for column, first, last in merges:
        content = grid.get(first, {}).get(column)
        if content is None:
            continue
        for row in numbers[bisect_right(numbers, first) : bisect_left(numbers, last + 1)]:
            budget.spend(1, len(content))
            grid[row][column] = content


def _rows(grid: Grid, budget: Budget) -> Iterator[Placed]:
    """Yield the rows in order, over the columns that hold anything in any of them."""
    columns = sorted({column for cells in grid.values() for column in cells})
    for row in sorted(grid):
        budget.spend(len(columns), 0)
        yield Placed(row, [grid[row].get(column, "") for column in columns])


def _origin(title: str, grid: Grid, row: int) -> str:
    return f"{title}!{_letters(min(grid[row]))}{row}"
