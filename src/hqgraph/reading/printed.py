"""Printed pages to a Text: lines, tables and paragraphs, whatever format the pages came in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from hqgraph.errors import ReadError
from hqgraph.model import Text
from hqgraph.reading.builder import TextBuilder
from hqgraph.reading.marks import Page
from hqgraph.reading.pdf_layout import Margins, margins_of, merged_paragraphs, without_running_heads
from hqgraph.reading.pdf_lines import PrintedLine, printed_lines
from hqgraph.reading.pdf_tables import PrintedTable, continued, printed_tables

_SCANNED = 20
"""Fewer glyphs a page than this beside a picture: the text is in the picture."""
_GARBLED = 0.2
"""More than this share of characters without a meaning: the fonts hide the text."""
_HIDDEN = frozenset({"Cc", "Cn", "Co", "Cs"})


def text_of(found: list[Page], source: str, form: str) -> Text:
    """Return what the pages of a file say; ``source`` names it in messages, ``form`` its format.

    Raises ReadError where the text stands in pictures, or nowhere.
    """
    _refuse_pictures(found, source, form)
    tables = {page.number: printed_tables(page) for page in found}
    lines = without_running_heads([_lines(page, tables[page.number]) for page in found])
    items: list[PrintedLine | PrintedTable] = []
    for page, inside in zip(found, lines, strict=True):
        for item in _in_order(inside, tables[page.number]):
            if not _joins(items, item):
                items.append(item)
    return _build(items, source)


def _refuse_pictures(found: list[Page], source: str, form: str) -> None:
    """Raise ReadError where the text cannot be had: in pictures, or under fonts that hide it."""
    glyphs = [glyph.char for page in found for glyph in page.glyphs]
    if len(glyphs) < _SCANNED * len(found) and any(page.pictures for page in found):
        raise ReadError(f"read.{form}-scanned", path=source)
    if not glyphs:
        raise ReadError(f"read.{form}-no-text", path=source)
    hidden = sum(1 for char in glyphs if char == "\ufffd" or unicodedata.category(char) in _HIDDEN)
    if hidden > _GARBLED * len(glyphs):
        raise ReadError(f"read.{form}-garbled", path=source)


def _lines(page: Page, tables: list[PrintedTable]) -> list[PrintedLine]:
    """Return the lines of a page that stand outside its tables."""
    outside = [glyph for glyph in page.glyphs if not any(table.holds(glyph) for table in tables)]
    return printed_lines(outside, page.number)


def _in_order(
    lines: list[PrintedLine], tables: list[PrintedTable]
) -> Iterator[PrintedLine | PrintedTable]:
    """Put each table before the first line that stands below it, and keep the order of lines."""
    waiting = list(tables)
    for line in lines:
        while waiting and waiting[0].top < line.top:
            yield waiting.pop(0)
        yield line
    yield from waiting


def _joins(items: list[PrintedLine | PrintedTable], item: PrintedLine | PrintedTable) -> bool:
    """Tell whether ``item`` was a table that went on with the one before, and was added to it."""
    last = items[-1] if items else None
    if isinstance(last, PrintedTable) and isinstance(item, PrintedTable):
        return continued(last, item)
    return False


def _build(items: list[PrintedLine | PrintedTable], source: str) -> Text:
    margins = margins_of([item for item in items if isinstance(item, PrintedLine)])
    builder = TextBuilder(source)
    pending: list[PrintedLine] = []
    for item in items:
        if isinstance(item, PrintedLine):
            pending.append(item)
            continue
        _flush(builder, pending, margins)
        builder.table(item.rows, f"page {item.page}")
    _flush(builder, pending, margins)
    return builder.build()


def _flush(builder: TextBuilder, pending: list[PrintedLine], margins: Margins | None) -> None:
    for paragraph in merged_paragraphs(pending, margins):
        builder.paragraph(paragraph.content, f"page {paragraph.number}")
    pending.clear()
