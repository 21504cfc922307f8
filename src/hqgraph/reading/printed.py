"""Printed pages to a Text: lines, tables and paragraphs, whatever format the pages came in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from hqgraph.errors import ReadError
from hqgraph.model import Text
from hqgraph.reading.builder import TextBuilder
from hqgraph.reading.marks import Glyph, Page
from hqgraph.reading.pdf_heads import without_running_heads
from hqgraph.reading.pdf_joins import PrintedTable, continued, without_stray_pieces
from hqgraph.reading.pdf_layout import merged_paragraphs
from hqgraph.reading.pdf_lines import PrintedLine, gutter_of, printed_lines, rows_of
from hqgraph.reading.pdf_loose import loose_tables
from hqgraph.reading.pdf_setting import Setting, setting_of
from hqgraph.reading.pdf_tables import printed_tables

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
    tables = without_stray_pieces([printed_tables(page) for page in found])
    gutter = _usual_gutter(found, tables)
    pages = [_lines(page, inside, gutter) for page, inside in zip(found, tables, strict=True)]
    lines = without_running_heads(pages)
    _add_loose_tables(lines, tables, gutter)
    items: list[PrintedLine | PrintedTable] = []
    for written, inside in zip(lines, tables, strict=True):
        for item in _in_order(written, inside):
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


def _outside(page: Page, tables: list[PrintedTable]) -> list[Glyph]:
    return [glyph for glyph in page.glyphs if not any(table.holds(glyph) for table in tables)]


def _usual_gutter(found: list[Page], tables: list[list[PrintedTable]]) -> float | None:
    """Return where most of the pages part into two columns, if they do."""
    rows = (rows_of(_outside(page, inside)) for page, inside in zip(found, tables, strict=True))
    gutters = [gutter for gutter in map(gutter_of, rows) if gutter is not None]
    return gutters[0] if 2 * len(gutters) > len(found) else None


def _lines(page: Page, tables: list[PrintedTable], gutter: float | None) -> list[PrintedLine]:
    """Return the lines of a page that stand outside its tables."""
    return printed_lines(_outside(page, tables), page.number, gutter)


def _add_loose_tables(
    lines: list[list[PrintedLine]], tables: list[list[PrintedTable]], gutter: float | None
) -> None:
    """Find the tables without rules, and take their lines out of those of the page."""
    before: PrintedTable | None = None
    for index, written in enumerate(lines):
        if not written:
            continue
        page = written[0].page
        glyphs = [glyph for line in written for glyph in line.glyphs]
        loose, reaches = loose_tables(glyphs, page, before)
        before = loose[-1] if reaches else None
        if loose:
            rest = [g for g in glyphs if not any(table.holds(g) for table in loose)]
            lines[index] = printed_lines(rest, page, gutter)
            tables[index] = sorted([*tables[index], *loose], key=lambda table: table.top)


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
    setting = setting_of([item for item in items if isinstance(item, PrintedLine)])
    builder = TextBuilder(source)
    pending: list[PrintedLine] = []
    for item in items:
        if isinstance(item, PrintedLine):
            pending.append(item)
            continue
        _flush(builder, pending, setting)
        builder.table(item.rows, f"page {item.page}")
    _flush(builder, pending, setting)
    return builder.build()


def _flush(builder: TextBuilder, pending: list[PrintedLine], setting: Setting | None) -> None:
    for paragraph in merged_paragraphs(pending, setting):
        builder.paragraph(paragraph.content, f"page {paragraph.number}")
    pending.clear()
