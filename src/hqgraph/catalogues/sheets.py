"""Rows of .xlsx and .csv tables with their row numbers, however long the tables are.

The readers of documents stop at what a document holds; a catalogue may have a
hundred thousand rows. So a workbook is read row by row here, with bounds of its own.
"""

from __future__ import annotations

import csv
import io
import itertools
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from hqgraph.errors import ReadError
from hqgraph.reading.encoding import decode
from hqgraph.reading.files import load
from hqgraph.reading.package import attribute, child, local, number
from hqgraph.reading.sheet_values import Formats, shown

MOST_BYTES = 512 * 2**20
"""Unpacked bytes of one part of a workbook."""
MOST_CELLS = 20_000_000
_LARGEST_FILE = 256 * 2**20
_COLUMN = re.compile(r"([A-Z]{1,3})[0-9]+")
_BLANKS = re.compile(r"\s+")
_DELIMITERS = (",", "\t", ";", "，")
_BROKEN = (zipfile.BadZipFile, ParseError, KeyError, EOFError, ValueError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: where it is from, and its rows with their numbers, counted from 1.

    ``broken`` are the numbers of lines that are no row: a quote that is never closed.
    """

    file: str
    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    broken: tuple[int, ...] = ()

    @property
    def place(self) -> str:
        """The file, and the sheet where it has several."""
        return f"{self.file}!{self.name}" if self.name else self.file


def read_sheets(path: Path) -> list[Sheet]:
    """Return the visible sheets of a workbook, or the one table of a .csv or .tsv file.

    Raises ReadError for a file that is missing, of another kind, damaged, or too large.
    """
    data = load(path, _LARGEST_FILE)
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        return [Sheet(path.name, "", *_delimited(data, path))]
    if not data.startswith(b"PK"):
        raise ReadError("catalogues.kind", path=path)
    try:
        return _workbook(data, path)
    except DefusedXmlException as error:
        raise ReadError("read.office.unsafe", path=path) from error
    except _BROKEN as error:
        raise ReadError("read.office.broken", path=path) from error


def _tidy(text: str) -> str:
    return _BLANKS.sub(" ", text.replace("\ufeff", "")).strip()


_Rows = tuple[tuple[int, tuple[str, ...]], ...]


def _delimited(data: bytes, path: Path) -> tuple[_Rows, tuple[int, ...]]:
    """Return the rows of a text, and the lines that quotes make unreadable.

    After such a line reading goes on with the next one, so that a quote that is
    never closed costs its own line and not the rest of the table.
    """
    content = decode(data, str(path)).replace("\x00", "")
    first = content.lstrip("\ufeff").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=lambda sign: (first.count(sign), -_DELIMITERS.index(sign)))
    lines = list(io.StringIO(content, newline=""))
    rows: list[tuple[int, tuple[str, ...]]] = []
    broken: list[int] = []
    at = 0
    while at < len(lines):
        reader = csv.reader(itertools.islice(lines, at, None), delimiter=delimiter, strict=True)
        start = at
        try:
            for cells in reader:
                rows.append((at + 1, tuple(map(_tidy, cells))))
                at = start + reader.line_num
        except csv.Error:
            at += 1
            broken.append(at)
    return tuple(row for row in rows if any(row[1])), tuple(broken)


def _workbook(data: bytes, path: Path) -> list[Sheet]:
    book = _Book(zipfile.ZipFile(io.BytesIO(data)), path)
    name = book.main()
    tree = book.tree(name)
    parts = book.relations(name)
    by_kind = dict(parts.values())
    strings = list(book.strings(by_kind.get("sharedStrings")))
    dated = attribute(child(tree, "workbookPr"), "date1904") in ("1", "true")
    formats = Formats(book.tree(by_kind.get("styles")), dated)
    found = []
    for sheet in child(tree, "sheets") or ():
        identity = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
        kind, part = parts.get(identity, ("", ""))
        if kind == "worksheet" and attribute(sheet, "state") in (None, "visible"):
            rows = tuple(book.rows(part, strings, formats))
            found.append(Sheet(path.name, sheet.get("name", ""), rows))
    return found


class _Book:
    """The parts of a workbook, read without trusting them."""

    def __init__(self, package: zipfile.ZipFile, path: Path) -> None:
        self._zip = package
        self._path = path
        self._cells = 0

    def _open(self, name: str) -> io.BytesIO:
        info = self._zip.getinfo(name)
        if info.flag_bits & 0x1:
            raise ReadError("read.office.encrypted", path=self._path)
        with self._zip.open(info) as handle:
            data = handle.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise ReadError("read.office.large", path=self._path)
        return io.BytesIO(data)

    def tree(self, name: str | None) -> Element | None:
        if name is None:
            return None
        root: Element = fromstring(self._open(name).getvalue(), forbid_dtd=True)
        return root

    def main(self) -> str:
        for kind, name in self.relations("").values():
            if kind == "officeDocument":
                return name
        return "xl/workbook.xml"

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        tree = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        return {
            one.get("Id", ""): (
                one.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
            )
            for one in (tree if tree is not None else ())
        }

    def _elements(self, name: str, wanted: str) -> Iterator[Element]:
        """Yield elements of one name as they are read, and let go of each afterwards."""
        for _, element in iterparse(self._open(name), events=("end",), forbid_dtd=True):
            if local(element) == wanted:
                yield element
                element.clear()

    def strings(self, name: str | None) -> Iterator[str]:
        for item in self._elements(name, "si") if name else ():
            yield _tidy(_rich(item))

    def rows(
        self, name: str, strings: list[str], formats: Formats
    ) -> Iterator[tuple[int, tuple[str, ...]]]:
        count = 0
        for row in self._elements(name, "row"):
            count = number(attribute(row, "r"), count + 1)
            cells: dict[int, str] = {}
            column = 0
            for cell in row:
                column = _place(attribute(cell, "r")) or column + 1
                cells[column] = _shown(cell, strings, formats)
            self._cells += len(cells)
            if self._cells > MOST_CELLS:
                raise ReadError("read.office.large", path=self._path)
            if any(cells.values()):
                yield count, tuple(cells.get(at, "") for at in range(1, max(cells) + 1))


def _rich(item: Element) -> str:
    parts = []
    for element in item:
        if local(element) == "t":
            parts.append(element.text or "")
        elif local(element) == "r":
            parts += [below.text or "" for below in element if local(below) == "t"]
    return "".join(parts)


def _place(reference: str | None) -> int:
    match = _COLUMN.fullmatch(reference or "")
    column = 0
    for letter in match[1] if match else "":
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _shown(cell: Element, strings: list[str], formats: Formats) -> str:
    kind = attribute(cell, "t") or "n"
    if kind == "inlineStr":
        inline = child(cell, "is")
        return "" if inline is None else _tidy(_rich(inline))
    value = child(cell, "v")
    raw = "" if value is None else (value.text or "")
    if kind == "s":
        at = number(raw, -1)
        return strings[at] if 0 <= at < len(strings) else ""
    if kind == "e":
        return ""
    return _tidy(shown(raw, formats.of(attribute(cell, "s"))) if kind == "n" else raw)
