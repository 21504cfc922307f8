"""Which column says what: a guess by the words of ``data/columns.csv``, shown and overridable.

A table with a column of titles lists policies; one with two ends of a relation
lists relations.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hqgraph.catalogues.sheets import Sheet
from hqgraph.errors import ReadError, UsageError

DATA = Path(__file__).with_name("data")
POLICY, RELATION = "policy", "relation"
_NEEDED = {POLICY: ("title",), RELATION: ("child", "parent")}
_RELATION_WORD = re.compile(r"关系(?:类型|名称|种类|词)?$|^relation|^predicate$|^谓词$")
_ENDS = 2
_NOT_WORDS = re.compile(r"[\W_]+")
_LOOKED_AT = 10
"""Rows among which the heading is looked for: titles and notes may stand above it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: what it is called there, and what it says (a field) or None."""

    heading: str
    field: str | None


@dataclass(frozen=True, slots=True)
class Mapped:
    """A table and what its columns say; ``kind`` is policy or relation, ``head`` a row number."""

    sheet: Sheet
    kind: str
    head: int
    columns: tuple[Column, ...]

    def stray(self) -> list[int]:
        """Return the rows of a single cell below a heading of several: notes, broken lines."""
        several = sum(bool(column.heading) for column in self.columns) > 1
        below = (row for row in self.sheet.rows if row[0] > self.head)
        return [at for at, cells in below if several and len(cells) == 1]

    def records(self) -> list[tuple[int, dict[str, str]]]:
        """Return the rows below the heading by field, with their numbers; no cell is empty text."""
        stray = set(self.stray())
        empty = dict.fromkeys(fields(self.kind), "")
        return [
            (at, {**empty, **self._record(cells)})
            for at, cells in self.sheet.rows
            if at > self.head and at not in stray
        ]

    def _record(self, cells: tuple[str, ...]) -> dict[str, str]:
        pairs = zip(self.columns, cells, strict=False)
        return {column.field: cell for column, cell in pairs if column.field}


def guess(sheet: Sheet, overrides: Mapping[str, str]) -> Mapped | None:
    """Return what a table's columns say, None for a table of neither kind.

    ``overrides`` maps headings to fields (标题 → title); a field may name its table
    (``relation.source``), and an empty field leaves the column out.
    """
    best: Mapped | None = None
    for at, cells in sheet.rows[:_LOOKED_AT]:
        for kind in (POLICY, RELATION):
            columns = _settled(_columns(kind, cells, overrides), sheet, at, overrides)
            fields = {column.field for column in columns}
            if not all(needed in fields for needed in _NEEDED[kind]):
                continue
            if best is None or _count(columns) > _count(best.columns):
                best = Mapped(sheet, kind, at, columns)
    return best


def like_relations(sheet: Sheet) -> tuple[str, ...]:
    """Return the headings that may be ends, of a table that names relations; () for another.

    Such a table lists relations under headings that no one told of, and is not to be
    passed over like a page of notes.
    """
    for _, cells in sheet.rows[:_LOOKED_AT]:
        headings = [cell for cell in cells if cell]
        ends = [cell for cell in headings if not _RELATION_WORD.search(_bare(cell))]
        if _ENDS <= len(ends) < len(headings):
            return tuple(ends)
    return ()


def _settled(
    columns: tuple[Column, ...], sheet: Sheet, head: int, overrides: Mapping[str, str]
) -> tuple[Column, ...]:
    """Read a column of bare counts as ids: document numbers are no counts."""
    at = next((n for n, column in enumerate(columns) if column.field == "number"), None)
    if at is None or columns[at].heading in overrides:
        return columns
    cells = [row[at] for place, row in sheet.rows if place > head and len(row) > at and row[at]]
    if not cells or not all(cell.isdecimal() for cell in cells):
        return columns
    field = None if any(column.field == "id" for column in columns) else "id"
    return (*columns[:at], Column(columns[at].heading, field), *columns[at + 1 :])


def _count(columns: tuple[Column, ...]) -> int:
    return sum(column.field is not None for column in columns)


def _columns(kind: str, cells: tuple[str, ...], overrides: Mapping[str, str]) -> tuple[Column, ...]:
    taken: set[str] = set()
    chosen = {at: _overridden(kind, cell, overrides) for at, cell in enumerate(cells)}
    taken.update(field for field in chosen.values() if field)
    read = {at: _words(kind).get(_bare(cell), ()) for at, cell in enumerate(cells)}
    for several in (False, True):  # a word that can mean two fields takes the one that is left
        for at, meant in read.items():
            free = [field for field in meant if field not in taken]
            if chosen[at] is None and free and (len(meant) > 1) is several:
                chosen[at] = free[0]
                taken.add(free[0])
    return tuple(Column(cell, chosen[at] or None) for at, cell in enumerate(cells))


def _overridden(kind: str, heading: str, overrides: Mapping[str, str]) -> str | None:
    field = overrides.get(heading)
    if field is None:
        return None
    table, dot, name = field.rpartition(".")
    if dot and table != kind:
        return None
    return name if name in fields(kind) or not name else None


def parse_overrides(pairs: list[str]) -> dict[str, str]:
    """Read ``标题=title`` options. Raises UsageError for another form or an unknown field."""
    known = {*fields(POLICY), *fields(RELATION)}
    found: dict[str, str] = {}
    for pair in pairs:
        heading, sign, field = pair.rpartition("=")
        if not sign or not heading or (field and field.rpartition(".")[2] not in known):
            raise UsageError("catalogues.map", given=pair, known="、".join(sorted(known)))
        found[heading] = field
    return found


def check_overrides(tables: list[Mapped], overrides: Mapping[str, str]) -> None:
    """Raise ReadError for an override of a column that no table has."""
    headings = {column.heading for table in tables for column in table.columns}
    for heading in overrides:
        if heading not in headings:
            raise ReadError(
                "catalogues.no-column", column=heading, known="、".join(sorted(headings - {""}))
            )


@cache
def fields(kind: str) -> tuple[str, ...]:
    """Return the fields of policies or of relations."""
    return tuple(row["field"] for row in _rows() if row["table"] == kind)


@cache
def _words(kind: str) -> dict[str, tuple[str, ...]]:
    """Return the fields that each heading can mean, in the order of the table."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows():
        if row["table"] == kind:
            for word in map(_bare, row["words"].split(";")):
                found[word] = (*found.get(word, ()), row["field"])
    return found


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with (DATA / "columns.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


def _bare(heading: str) -> str:
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", heading)).lower()
