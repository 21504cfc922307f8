"""The rows of a ledger that came back: found by their keys, wherever rows and columns went."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from hqgraph.progress.cells import Sheet, read_cells
from hqgraph.progress.columns import (
    HEADING,
    Fields,
    Mark,
    astray,
    key_title,
    known_headings,
    read_key,
    tidy,
    unshielded,
)
from hqgraph.progress.periods import last_day, stated_period
from hqgraph.rdf.report_quads import LedgerFile

_NUMBER = re.compile(
    r"\s*(?:第?[（(\[]?[0-9一二三四五六七八九十百]+(?:[.．-][0-9]+)*(?:[）)\]]|[.．、]\s|、))\s*"
)
"""A number as it stands before a title: 19. （七） 3、"""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a row stands: file, sheet (empty in a .csv file), row number from 1."""

    file: str
    sheet: str
    row: int

    def __str__(self) -> str:
        where = f"{self.file}!{self.sheet}" if self.sheet else self.file
        return f"{where}:{self.row}" if self.row else where


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One row: task and agency (None where the key tells none), what stands in it.

    ``key`` is the text of its key cell; ``base`` what its digests remember, empty
    where that column is gone; ``reported`` a date that a .csv export gives. ``astray``
    tells that its visible names are not those of its key; ``period`` is what the head of
    its sheet states; ``title`` what the task was called when the ledger was written;
    ``own`` tells that all rows of its sheet are one body's.
    """

    place: Place
    key: str
    names: tuple[str, str] | None
    fields: Fields
    base: str = ""
    reported: str = ""
    astray: bool = False
    file: LedgerFile = field(default_factory=LedgerFile)
    period: str = ""
    title: str = ""
    own: bool = False

    @property
    def moment(self) -> str:
        """The day as of which the row stands (ISO), as far as its file tells."""
        return self.reported or last_day(self.period)


@dataclass(frozen=True, slots=True)
class Unread:
    """A sheet of a ledger that cannot be read back, with the headings it still has."""

    place: Place
    headings: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What a file holds: its rows, and the sheets of ledgers that cannot be read back.

    ``keyless`` have lost their keys, ``mute`` their columns of progress and remarks.
    """

    rows: tuple[FilledRow, ...]
    keyless: tuple[Unread, ...] = ()
    mute: tuple[Unread, ...] = ()


def read_filled(path: Path) -> Filled:
    """Read a ledger back. Raises ReadError as :func:`read_cells` does."""
    rows: list[FilledRow] = []
    keyless: list[Unread] = []
    mute: list[Unread] = []
    book = read_cells(path)
    file = LedgerFile(path.name, book.digest)
    for sheet in book.sheets:
        columns, start = _columns(sheet)
        whole = Unread(Place(path.name, sheet.name, 0), _headings(sheet))
        if columns and Mark.ROW not in columns:
            keyless.append(whole)
        elif columns and not {Mark.TEXT, Mark.NOTE} & columns.keys():
            mute.append(whole)
        elif columns:
            period = stated_period(row for number, row in sheet.rows if number < start)
            found = list(_rows(path.name, sheet, columns, start))
            own = len({row.names[1] for row in found if row.names}) == 1
            rows += (replace(row, file=file, period=period, own=own) for row in found)
    return Filled(tuple(rows), tuple(keyless), tuple(mute))


def _columns(sheet: Sheet) -> tuple[dict[str, int], int]:
    """Return the columns by mark, and the number of the row of headings.

    Where the hidden row is gone, columns are known by their usual headings.
    """
    marks = frozenset(Mark)
    found: dict[str, int] = {}
    headings: dict[str, int] = {}
    start = 0
    for number, row in sheet.rows:
        here = {text: column for column, text in row.items() if text in marks}
        if Mark.ROW in here:
            found = found or here
            start = start or number
        named: dict[str, int] = {
            known_headings()[text.strip()]: column
            for column, text in row.items()
            if text.strip() in known_headings()
        }
        keyed = next((column for column, text in row.items() if text == HEADING), None)
        if keyed is not None:
            headings = {**named, Mark.ROW: keyed}
            start = number
        elif Mark.TEXT in named and not headings:
            headings = dict(named)
    return {**headings, **found}, start


def _headings(sheet: Sheet) -> str:
    """Return the headings of a ledger as they stand, those that people read."""
    for _, row in sheet.rows:
        texts = [" ".join(text.split()) for _, text in sorted(row.items())]
        if HEADING in texts or known_headings().keys() & set(texts):
            return "、".join(text for text in texts if text != HEADING)
    return ""


def _rows(file: str, sheet: Sheet, columns: dict[str, int], start: int) -> Iterator[FilledRow]:
    for number, row in sheet.rows:
        key = row.get(columns[Mark.ROW], "").strip()
        if key in (HEADING, Mark.ROW) or (not key and number < start):
            continue
        if not any(text.strip() for text in row.values()):
            continue
        said = {mark: tidy(unshielded(row.get(column, ""))) for mark, column in columns.items()}
        yield FilledRow(
            Place(file, sheet.name, number),
            key,
            read_key(key),
            Fields(said.get(Mark.TEXT), said.get(Mark.NOTE)),
            said.get(Mark.BASE, ""),
            said.get(Mark.REPORTED, ""),
            {Mark.TASK, Mark.BODY} <= columns.keys()
            and astray(said.get(Mark.BASE, ""), said[Mark.TASK], said[Mark.BODY]),
            title=key_title(key) or _bare(said.get(Mark.TASK, "")),
        )


def _bare(name: str) -> str:
    """Return a task's title without its printed number: keys of old ledgers hold none."""
    return _NUMBER.sub("", name, count=1)
