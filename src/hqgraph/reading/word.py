"""Reads Word files (.docx, .docm): numbers restored, merged cells spread, macros untouched.

What print leaves out is left out: deleted text, hidden text, the table of
contents, headers and footers. Footnotes follow the body as paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from hqgraph.errors import ReadError
from hqgraph.model import Text
from hqgraph.reading.builder import TextBuilder
from hqgraph.reading.flow import BOLD, Flow
from hqgraph.reading.grid import cell_text, compact
from hqgraph.reading.kinds import bounded
from hqgraph.reading.numbering import Numbering
from hqgraph.reading.package import (
    MAX_DEPTH,
    Budget,
    Package,
    attribute,
    child,
    local,
    number,
)
from hqgraph.reading.word_runs import UNPRINTED, Runs, is_bold, one_rendering, runs_of
from hqgraph.reading.word_styles import Styles, outline_level


@dataclass(slots=True)
class _Cell:
    """A table cell where it stands in its row, before merged cells are spread."""

    element: Element
    column: int
    continues: bool


def read_word(data: bytes, source: str) -> Text:
    """Turn the bytes of a .docx or .docm file into a Text; ``source`` names it in messages.

    Raises ReadError for what is damaged, encrypted, of another format, too
    large, or without text.
    """
    bounded(len(data), "word", source)
    package = Package(data, source)
    name, document = package.main("word/document.xml", "document")
    text = _Document(package, name).read(document)
    if not text.blocks:
        raise ReadError("read.office.no-text", path=source)
    return text


class _Document:
    """One document being read: what it refers to, and how far the reading has come."""

    def __init__(self, package: Package, name: str) -> None:
        self._source = package.source
        parts = dict(package.relations(name).values())
        trees: dict[str, Element | None] = {
            kind: package.tree(parts[kind])
            for kind in ("styles", "numbering", "footnotes", "endnotes")
            if kind in parts
        }
        self._styles = Styles(trees.get("styles"))
        self._numbering = Numbering(trees.get("numbering"), self._styles.list_of)
        self._notes = {
            (kind, attribute(note, "id") or ""): note
            for kind in ("footnote", "endnote")
            for note in _children(trees.get(f"{kind}s"))
        }
        self._cited: dict[tuple[str, str], None] = {}
        self._budget = Budget(self._source)
        self._builder = TextBuilder(self._source)
        self._flow = Flow(self._builder, self._source)
        self._carried = ""
        self._paragraph_count = 0
        self._table_count = 0

    def read(self, document: Element) -> Text:
        """Walk the body, then the notes it cited."""
        body = child(document, "body")
        for element in () if body is None else self._blocks(body, 1):
            if local(element) == "tbl":
                self._table_count += 1
                self._table(element, f"table {self._table_count}", 1)
            else:
                self._paragraph_count += 1
                self._paragraph(element, f"paragraph {self._paragraph_count}", 1)
        self._settle("")
        self._flow.flush()
        for count, cited in enumerate(list(self._cited), start=1):
            note = self._notes.get(cited)
            if note is not None:
                self._story(note, f"note {count}", 1)
                self._flow.flush()
        return self._builder.build()

    def _blocks(self, parent: Element, depth: int) -> Iterator[Element]:
        """Yield the paragraphs and tables inside ``parent``, whatever wraps them."""
        if depth > MAX_DEPTH:
            raise ReadError("read.office.deep", path=self._source)
        for element in parent:
            name = local(element)
            if name in ("p", "tbl"):
                yield element
            elif name == "AlternateContent":
                shown = one_rendering(element)
                if shown is not None:
                    yield from self._blocks(shown, depth + 1)
            elif name not in UNPRINTED and not _is_contents(element):
                yield from self._blocks(element, depth + 1)

    def _story(self, parent: Element, origin: str, depth: int) -> None:
        """Add the paragraphs and tables of a text box, a note or a frame-like table."""
        for element in self._blocks(parent, depth):
            if local(element) == "tbl":
                self._table(element, origin, depth + 1)
            else:
                self._paragraph(element, origin, depth + 1)
        self._settle(origin)

    def _settle(self, origin: str) -> None:
        """Add what a deleted paragraph end left without a paragraph to go on in."""
        if self._carried:
            self._flow.add(self._carried, origin or f"paragraph {self._paragraph_count}")
            self._carried = ""

    def _paragraph(self, element: Element, origin: str, depth: int) -> None:
        content, runs = self._printed(element)
        if content is not None:
            self._flow.add(content, origin, self._heading(element))
        for box in runs.boxes:
            self._story(box, origin, depth + 1)

    def _heading(self, element: Element) -> int:
        """Return a paragraph's level as a heading: its own, its style's, or bold type."""
        properties = child(element, "pPr")
        own = outline_level(properties)
        style = self._styles.style(attribute(child(properties, "pStyle"), "val"))
        return own or style.heading or (BOLD if is_bold(element) else 0)

    def _printed(self, element: Element) -> tuple[str | None, Runs]:
        """Return a paragraph's characters with its number; ``None`` if it ends only later."""
        runs = runs_of(element, self._source)
        properties = child(element, "pPr")
        style_name = attribute(child(properties, "pStyle"), "val")
        if self._styles.style(style_name).contents:
            return None, Runs()
        self._cited.update(dict.fromkeys(runs.notes))
        content = self._carried + runs.content
        self._carried = ""
        self._budget.spend(0, len(content))
        if child(properties, "rPr", "del") is not None:
            self._carried = content
            return None, runs
        if content.strip():
            content = self._label(properties, style_name) + content
        return content, runs

    def _label(self, properties: Element | None, style_name: str | None) -> str:
        style = self._styles.style(style_name)
        num = attribute(child(properties, "numPr", "numId"), "val") or style.num
        if num is None or num == "0":
            return ""
        level = attribute(child(properties, "numPr", "ilvl"), "val") or style.level
        if level is None:
            return self._numbering.label(num, self._numbering.level_of_style(num, style.owner))
        return self._numbering.label(num, number(level, 0))

    def _table(self, table: Element, origin: str, depth: int) -> None:
        self._settle(origin)
        rows = [self._cells(row, depth) for row in self._inside(table, "tr", depth)]
        if max((len(row) for row in rows), default=0) <= 1:
            for cell in (cell for row in rows for cell in row):
                self._story(cell.element, origin, depth + 1)
            return
        self._flow.flush()
        self._builder.table(compact(self._spread(rows, depth)), origin)

    def _inside(self, parent: Element, wanted: str, depth: int) -> Iterator[Element]:
        """Yield the rows of a table or the cells of a row, deleted ones left out."""
        if depth > MAX_DEPTH:
            raise ReadError("read.office.deep", path=self._source)
        for element in parent:
            name = local(element)
            if name == wanted:
                if child(element, f"{name}Pr", "del") is None:
                    yield element
            elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
                yield from self._inside(element, wanted, depth + 1)

    def _cells(self, row: Element, depth: int) -> list[_Cell]:
        column = number(attribute(child(row, "trPr", "gridBefore"), "val"), 0)
        cells: list[_Cell] = []
        for element in self._inside(row, "tc", depth):
            merge = child(element, "tcPr", "vMerge")
            continues = merge is not None and attribute(merge, "val") != "restart"
            cells.append(_Cell(element, column, continues))
            column += max(1, number(attribute(child(element, "tcPr", "gridSpan"), "val"), 1))
        return cells

    def _spread(self, rows: list[list[_Cell]], depth: int) -> list[list[str]]:
        """Return rows of text: a cell merged downwards says the same in each of its rows."""
        out: list[list[str]] = []
        above: dict[int, str] = {}
        for cells in rows:
            length = cells[-1].column + 1 if cells else 0
            self._budget.spend(length, 0)
            line = [""] * length
            for cell in cells:
                own = cell_text(list(self._cell_parts(cell.element, depth + 1)))
                content = above.get(cell.column, own) if cell.continues else own
                self._budget.spend(0, len(content))
                line[cell.column] = content
            above = {cell.column: line[cell.column] for cell in cells}
            out.append(line)
        return out

    def _cell_parts(self, parent: Element, depth: int) -> Iterator[str]:
        """Yield the paragraphs of a cell, those of tables and boxes inside it included."""
        for element in self._blocks(parent, depth):
            if local(element) == "tbl":
                for row in self._inside(element, "tr", depth):
                    for cell in self._inside(row, "tc", depth):
                        yield from self._cell_parts(cell, depth + 1)
                continue
            content, runs = self._printed(element)
            if content is not None:
                yield content
            for box in runs.boxes:
                yield from self._cell_parts(box, depth + 1)
        if self._carried:
            yield self._carried
            self._carried = ""


def _children(tree: Element | None) -> list[Element]:
    return [] if tree is None else list(tree)


def _is_contents(element: Element) -> bool:
    """Tell a generated table of contents, whose lines repeat the headings."""
    gallery = child(element, "sdtPr", "docPartObj", "docPartGallery")
    return local(element) == "sdt" and attribute(gallery, "val") == "Table of Contents"
