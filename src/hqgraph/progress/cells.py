"""Every cell of a workbook or a .csv file as it was typed, line breaks and all.

The readers of documents tidy what they read and pass over what is hidden; what an
office filled in must come back letter by letter, and the keys stand in hidden cells.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from hqgraph.errors import ReadError
from hqgraph.reading.encoding import decode
from hqgraph.reading.files import load
from hqgraph.reading.kinds import all_kinds, kind_by_suffix
from hqgraph.reading.package import Budget, Package, attribute, child, local, number
from hqgraph.reading.sheet_values import Formats, shown

Row = dict[int, str]
"""Column number (from 1) to text; an empty cell is not there."""

_REFERENCE = re.compile(r"([A-Z]{1,3})[0-9]+")
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""A character that XML cannot hold, as ECMA-376 part 1, §22.9.2.19 spells it."""
_CSV = (".csv", ".tsv")
_OTHER_SHEETS = ("sheet-97", "ods")
"""Kinds of workbooks that have to be saved as .xlsx first."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name (empty for a .csv file), its rows by number from 1."""

    name: str
    rows: tuple[tuple[int, Row], ...]


@dataclass(frozen=True, slots=True)
class Book:
    """What a file holds: its sheets, and the SHA-256 of its bytes."""

    sheets: tuple[Sheet, ...]
    digest: str


def read_cells(path: Path) -> Book:
    """Return the sheets of a .xlsx file, hidden ones too, or the one of a .csv file.

    Raises ReadError for a file that is missing, of another kind, damaged or too large.
    """
    data = load(path, all_kinds()["sheet"].max_bytes)
    return Book(_sheets(data, path), hashlib.sha256(data).hexdigest())


def _sheets(data: bytes, path: Path) -> tuple[Sheet, ...]:
    if path.suffix.lower() in _CSV:
        return (Sheet("", tuple(_delimited(data, path))),)
    if kind_by_suffix(path.suffix) in _OTHER_SHEETS:
        raise ReadError("progress.save-as", path=path)
    return tuple(_workbook(Package(data, str(path)), Budget(str(path))))


def _delimited(data: bytes, path: Path) -> Iterator[tuple[int, Row]]:
    content = decode(data, str(path)).removeprefix("\ufeff").replace("\x00", "")
    delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter)
    first = 1
    try:
        for cells in reader:
            yield first, {at: text for at, text in enumerate(cells, 1) if text}
            first = reader.line_num + 1
    except csv.Error:
        raise ReadError("read.csv.broken", path=path, line=reader.line_num) from None


def _workbook(package: Package, budget: Budget) -> Iterator[Sheet]:
    name, workbook = package.main("xl/workbook.xml", "workbook")
    relations = package.relations(name)
    parts = dict(relations.values())
    strings = [_rich(item) for item in _items(package.tree(parts.get("sharedStrings", "")), "si")]
    epoch_1904 = attribute(child(workbook, "workbookPr"), "date1904") in ("1", "true")
    formats = Formats(package.tree(parts.get("styles", "")), epoch_1904)
    for sheet in _items(child(workbook, "sheets"), "sheet"):
        identity = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
        kind, part = relations.get(identity, ("", ""))
        tree = package.tree(part) if kind == "worksheet" else None
        if tree is not None:
            rows = tuple(_rows(tree, strings, formats, budget))
            yield Sheet(sheet.get("name", ""), rows)


def _rows(
    tree: Element, strings: list[str], formats: Formats, budget: Budget
) -> Iterator[tuple[int, Row]]:
    at = 0
    for row in _items(child(tree, "sheetData"), "row"):
        at = number(attribute(row, "r"), at + 1)
        cells: Row = {}
        column = 0
        for cell in _items(row, "c"):
            column = _column(attribute(cell, "r")) or column + 1
            text = _typed(cell, strings, formats)
            budget.spend(1, len(text))
            if text:
                cells[column] = text
        if cells:
            yield at, cells


def _typed(cell: Element, strings: list[str], formats: Formats) -> str:
    kind = attribute(cell, "t") or "n"
    if kind == "inlineStr":
        inline = child(cell, "is")
        return "" if inline is None else _rich(inline)
    value = child(cell, "v")
    raw = "" if value is None else (value.text or "")
    formula = child(cell, "f")
    if formula is not None and not raw and formula.text:
        return f"={_decoded(formula.text)}"  # nobody has computed it: better as typed than lost
    if kind == "s":
        at = number(raw, -1)
        return strings[at] if 0 <= at < len(strings) else ""
    if kind == "n":
        return shown(raw, formats.of(attribute(cell, "s")))
    if kind == "b":
        return "TRUE" if raw in ("1", "true") else "FALSE"  # as a spreadsheet shows it
    return "" if kind == "e" else _decoded(raw)


def _rich(item: Element) -> str:
    """Return the text of a string item without the readings printed above it."""
    parts = [element.text or "" for element in item if local(element) == "t"]
    runs = (element for element in item if local(element) == "r")
    parts += [below.text or "" for run in runs for below in run if local(below) == "t"]
    return _decoded("".join(parts))


def _decoded(text: str) -> str:
    return _CODED.sub(lambda found: chr(int(found[1], 16)), text)


def _column(reference: str | None) -> int:
    match = _REFERENCE.fullmatch(reference or "")
    column = 0
    for letter in match[1] if match else "":
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _items(parent: Element | None, name: str) -> list[Element]:
    return [] if parent is None else [below for below in parent if local(below) == name]
