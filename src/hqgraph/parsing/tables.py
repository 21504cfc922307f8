"""Work lists (工作清单, 任务分工表): every row of such a table is a task.

A table is one when its header names a task column and a duty column; the
headings are data (``data/table_columns.csv``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hqgraph.model import Role, Span, Table, Text
from hqgraph.parsing.duties import Duty
from hqgraph.parsing.name_lists import Named, names_in
from hqgraph.parsing.sentences import trim
from hqgraph.parsing.word_tables import meanings

_ROLES = {"lead": Role.LEAD, "responsible": Role.RESPONSIBLE, "support": Role.SUPPORT}
_DUTY = frozenset(_ROLES)
_NUMBER = re.compile(r"[（(]?[\d一二三四五六七八九十]+[)）]?[、.．]?")


@dataclass(frozen=True, slots=True)
class Row:
    """A task in a work list: its cells by field, its duty, the whole row."""

    no: str
    title: Span
    body: tuple[Span, ...]
    duty: Duty | None
    deadline: Span | None
    section: str | None
    span: Span


def work_rows(text: Text) -> Iterator[Row]:
    """Yield the rows of every work list in a document, in printed order."""
    for table in text.tables():
        columns = _columns(text, table)
        if columns is not None:
            yield from _rows(text, table, *columns)


def _columns(text: Text, table: Table) -> tuple[int, dict[int, str]] | None:
    """Return the header's row number and the field of every column."""
    for index, row in enumerate(table.rows[:3]):
        fields = {
            i: meanings("table_columns").get(re.sub(r"\s", "", text.slice(cell)))
            for i, cell in enumerate(row)
        }
        known = {i: name for i, name in fields.items() if name}
        if _DUTY & set(known.values()) and {"title", "measures"} & set(known.values()):
            return index, known
    return None


def _rows(text: Text, table: Table, header: int, columns: dict[int, str]) -> Iterator[Row]:
    above: dict[str, Span] = {}
    for count, row in enumerate(table.rows[header + 1 :], start=1):
        cells: dict[str, Span] = {}
        for index, cell in enumerate(row):
            name = columns.get(index)
            if name and cell.end > cell.start and name not in cells:
                cells[name] = cell
        for name in ("section", "title", "deadline"):
            if name in columns.values() and name not in cells and name in above:
                cells[name] = above[name]
        title = cells.get("title") or cells.get("measures")
        if title is None or not _DUTY & set(cells):
            continue
        above = cells
        yield _row(text, cells, title, count, Span(row[0].start, row[-1].end))


def _row(text: Text, cells: dict[str, Span], title: Span, count: int, span: Span) -> Row:
    printed = text.slice(cells["no"]) if "no" in cells else str(count)
    no = printed.rstrip("、.．") if _NUMBER.fullmatch(printed) else str(count)
    body = tuple(
        cells[name] for name in ("measures", "target") if name in cells and cells[name] != title
    )
    section = text.slice(cells["section"]) if "section" in cells else None
    duty = _duty(text.content, cells)
    return Row(
        no, trim(text.content, title, "。；;"), body, duty, cells.get("deadline"), section, span
    )


def _duty(content: str, cells: dict[str, Span]) -> Duty | None:
    names: list[Named] = []
    for name, role in _ROLES.items():
        if name in cells:
            names.extend(names_in(content, cells[name], role))
    printed = [cells[name] for name in _ROLES if name in cells]
    return Duty(_hull(printed), tuple(names)) if names else None


def _hull(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))
