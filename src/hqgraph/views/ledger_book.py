"""A ledger as a workbook: fit to print on A4 and to be read back after it was filled in.

The same ledger gives the same bytes. XlsxWriter (the extra ``office``) writes it.
Every text is written as text, and none begins like a formula.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from importlib import import_module
from typing import Any

from hqgraph.errors import HqgraphError
from hqgraph.messages import say
from hqgraph.progress.columns import HEADING, Fields, Mark, digests, row_key, shielded
from hqgraph.views.ledger import COLUMNS, Ledger, LedgerRow
from hqgraph.views.ledger_layout import (
    LINE,
    POINTS,
    SHEET_FONT,
    Column,
    height,
    pixels,
    sheet_name,
    shortened,
    shown,
    widths,
)
from hqgraph.views.ledger_tables import (
    CALENDAR,
    MEASURES,
    SUMMARY,
    calendar_rows,
    measure_rows,
    summary_rows,
)

MOST_ROWS = 1_000_000
"""Rows that a sheet may have, with room for its head."""
_MADE = datetime(2000, 1, 1)
"""What the file says of when it was made: the same ledger gives the same bytes."""
_FONT = "宋体"
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "default_format_properties": SHEET_FONT,
}
_LEDGER = (
    Column("number", 3, 4),
    Column("task", 6, 10),
    Column("measures", 12, 28),
    Column("body", 5, 9, hides=True),
    Column("lead", 6, 14, hides=True),
    Column("support", 5, 12, hides=True),
    Column("deadline", 5, 9, hides=True),
    Column("targets", 6, 14, hides=True),
    Column("basis", 6, 14, hides=True),
    Column("place", 4, 6, hides=True),
    Column("text", 12, 12),
    Column("note", 6, 6),
)
_HIDDEN = 2
"""Columns before the visible ones: the row's key and its digests."""
_SCOPE_ROW, _MARK_ROW, _HEAD_ROW = 1, 2, 3
_MARKS = {"text": Mark.TEXT, "note": Mark.NOTE}
_FILLED_IN = frozenset(_MARKS)
_CENTRED = frozenset({"number", "body", "deadline", "place", "month", "due", "kind"})


def workbook(ledger: Ledger, *, per_agency: bool = False, full: bool = False) -> bytes:
    """Return a workbook of a ledger: 台账, 日历, 汇总, 措施全文, and a sheet per body if asked for.

    Long measures are shortened on the ledger's own sheets unless ``full``; their whole
    text stands on 措施全文. Raises HqgraphError where XlsxWriter is not installed, and
    for more rows than a sheet can hold.
    """
    try:
        xlsxwriter = import_module("xlsxwriter")
    except ImportError:
        raise HqgraphError("ledger.missing") from None
    if len(ledger.rows) > MOST_ROWS:
        raise HqgraphError("ledger.too-long", rows=len(ledger.rows), most=MOST_ROWS)
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, _OPTIONS)
    book.set_properties({"title": shielded(ledger.title), "created": _MADE})
    _Book(book, full).fill(ledger, per_agency)
    book.close()
    return data.getvalue()


class _Book:
    def __init__(self, book: Any, full: bool) -> None:
        self._book = book
        self._full = full
        self._names: set[str] = set()
        base = {"font_name": _FONT, "font_size": POINTS, "text_wrap": True, "valign": "vcenter"}
        cell = {**base, "border": 1, "border_color": "#808080", "num_format": "@"}
        self._cell = book.add_format(cell)
        self._centred = book.add_format({**cell, "align": "center"})
        self._filled = book.add_format({**cell, "bg_color": "#FFFBE6"})
        self._number = book.add_format({**cell, "num_format": "0", "align": "center"})
        head = {**cell, "bold": True, "align": "center", "bg_color": "#E8EEF5"}
        self._head = book.add_format(head)
        self._title = book.add_format({"font_name": _FONT, "font_size": 16, "bold": True})
        scope = {"font_name": _FONT, "font_size": POINTS, "valign": "vcenter"}
        self._note = book.add_format({**scope, "text_wrap": True})
        self._scope = book.add_format(scope)
        self._period = book.add_format({**scope, "bg_color": "#FFFBE6", "num_format": "@"})

    def fill(self, ledger: Ledger, per_agency: bool) -> None:
        """Write all sheets."""
        self._ledger(say("ledger.sheet.ledger"), ledger.title, ledger.scope, ledger.rows)
        tables: tuple[tuple[str, Sequence[Column], Iterable[Mapping[str, str | int]]], ...] = (
            ("calendar", CALENDAR, calendar_rows(ledger)),
            ("summary", SUMMARY, summary_rows(ledger)),
            ("measures", MEASURES, measure_rows(ledger)),
        )
        for name, columns, found in tables:
            self._table(name, ledger, columns, list(found))
        if per_agency:
            for name, rows in _by_body(ledger.rows):
                self._ledger(name, say("ledger.title.one", name=name), ledger.scope, rows)

    def _ledger(self, name: str, title: str, scope: str, rows: Sequence[LedgerRow]) -> None:
        """Write a sheet of the ledger: with what is needed to read it back, hidden."""
        sheet = self._book.add_worksheet(sheet_name(name, self._names))
        texts = [self._texts(row) for row in rows]
        tasks = len({row.task.id for row in rows})
        told = say("ledger.counts", scope=scope, tasks=tasks, rows=len(rows))
        visible = shown(_LEDGER, texts)
        wide = widths(visible, texts)
        hidden = [column.name for column in _LEDGER if column not in visible]
        if hidden:
            names = say("ledger.separator").join(say(f"ledger.column.{name}") for name in hidden)
            told += say("ledger.hidden", names=names)
        self._top(sheet, title, told, COLUMNS, _HIDDEN)
        place = _HIDDEN + COLUMNS.index("text")
        sheet.merge_range(_SCOPE_ROW, _HIDDEN, _SCOPE_ROW, place - 1, "", self._note)
        self._write(sheet, _SCOPE_ROW, _HIDDEN, told, self._note)
        sheet.set_row(_SCOPE_ROW, 2 * LINE + 2)
        self._write(sheet, _SCOPE_ROW, place, say("ledger.period"), self._period)
        for column, mark in ((0, Mark.ROW), (1, Mark.BASE)):
            self._write(sheet, _MARK_ROW, column, mark, self._scope)
        for place, column_name in enumerate(COLUMNS, _HIDDEN):
            own = _MARKS.get(column_name, f"hq:{column_name}")
            self._write(sheet, _MARK_ROW, place, own, self._scope)
            if column_name in wide:
                sheet.set_column_pixels(place, place, pixels(wide[column_name]))
            else:
                sheet.set_column(place, place, None, None, {"hidden": True})
        self._write(sheet, _HEAD_ROW, 0, HEADING, self._scope)
        sheet.set_row(_MARK_ROW, None, None, {"hidden": True})
        sheet.set_column(0, _HIDDEN - 1, 4, None, {"hidden": True})
        for at, (row, text) in enumerate(zip(rows, texts, strict=True), _HEAD_ROW + 1):
            key = row_key(row.task.id, row.progress.agency, row.task.label)
            self._write(sheet, at, 0, key, self._scope)
            said = Fields(row.progress.text, row.progress.note)
            seen = digests(said, text["task"], text["body"])
            self._write(sheet, at, 1, seen, self._scope)
            for column, column_name in enumerate(COLUMNS, _HIDDEN):
                self._write(sheet, at, column, text[column_name], self._format(column_name))
            sheet.set_row(at, height(text, wide))
        self._finish(sheet, _HEAD_ROW, len(rows), _HIDDEN, len(COLUMNS), frozen=_HIDDEN + 2)

    def _table(
        self,
        name: str,
        ledger: Ledger,
        columns: Sequence[Column],
        rows: Sequence[Mapping[str, str | int]],
    ) -> None:
        """Write one of the other sheets."""
        sheet = self._book.add_worksheet(sheet_name(say(f"ledger.sheet.{name}"), self._names))
        texts = [{key: str(value) for key, value in row.items()} for row in rows]
        columns = shown(columns, texts)
        names = [column.name for column in columns]
        headings = {column: say(f"ledger.column.{column}") for column in names}
        wide = widths(columns, [*texts, headings])
        title = say(f"ledger.heading.{name}", title=ledger.title)
        self._top(sheet, title, ledger.scope, names, 0)
        for place, column in enumerate(names):
            sheet.set_column_pixels(place, place, pixels(wide[column]))
        for at, (row, text) in enumerate(zip(rows, texts, strict=True), _HEAD_ROW + 1):
            self._row(sheet, at, 0, {**text, **row}, wide)
        sheet.set_row(_MARK_ROW, None, None, {"hidden": True})
        self._finish(sheet, _HEAD_ROW, len(rows), 0, len(names), frozen=0)

    def _texts(self, row: LedgerRow) -> dict[str, str]:
        cells = {name: str(value) for name, value in row.cells().items()}
        if not self._full:
            cells["measures"] = shortened(cells["measures"])
        return cells

    def _top(self, sheet: Any, title: str, told: str, names: Sequence[str], first: int) -> None:
        """Write title, scope and headings."""
        self._write(sheet, 0, first, title, self._title)
        self._write(sheet, _SCOPE_ROW, first, told, self._scope)
        sheet.set_row(0, 24)
        sheet.set_row(_HEAD_ROW, 2 * LINE + 6)
        for place, name in enumerate(names, first):
            self._write(sheet, _HEAD_ROW, place, say(f"ledger.column.{name}"), self._head)

    def _row(
        self,
        sheet: Any,
        at: int,
        first: int,
        row: Mapping[str, str | int],
        wide: Mapping[str, int],
    ) -> None:
        """Write a row of another sheet, as high as its longest cell needs."""
        for place, name in enumerate(wide, first):
            self._write(sheet, at, place, row[name], self._format(name))
        sheet.set_row(at, height({name: str(row[name]) for name in wide}, wide))

    def _format(self, name: str) -> Any:
        if name in _FILLED_IN:
            return self._filled
        return self._centred if name in _CENTRED else self._cell

    def _write(self, sheet: Any, row: int, column: int, value: str | int, form: Any) -> None:
        """Write a cell: a number as a number, anything else as text that stays text."""
        if isinstance(value, int):
            sheet.write_number(row, column, value, self._number)
        elif value:
            sheet.write_string(row, column, shielded(value)[:_LONGEST], form)
        else:
            sheet.write_blank(row, column, None, form)

    def _finish(
        self, sheet: Any, head: int, rows: int, first: int, columns: int, *, frozen: int
    ) -> None:
        """Set filters, the frozen head, and how the sheet is printed."""
        last = first + columns - 1
        if rows:
            # From the first column on: what is sorted by the filter takes its hidden key along.
            sheet.autofilter(head, 0, head + rows, last)
            sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{head + rows + 1}"})
        sheet.freeze_panes(head + 1, frozen)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(head)
        sheet.print_area(0, first, head + rows, last)
        sheet.set_footer(f"&L&A&C{say('ledger.footer')}", {"margin": 0.3})
        sheet.hide_gridlines(2)


_LONGEST = 32_767
"""Characters that a cell may hold."""


def _by_body(rows: Sequence[LedgerRow]) -> list[tuple[str, list[LedgerRow]]]:
    """Return the rows of each body by its full name, those with most rows first."""
    found: dict[tuple[str, str], list[LedgerRow]] = {}
    for row in rows:
        if row.duty is not None:
            found.setdefault((row.duty.label, row.duty.agency), []).append(row)
    counts = Counter({key: len(rows) for key, rows in found.items()})
    return [(key[0], found[key]) for key in sorted(found, key=lambda key: (-counts[key], key))]
