"""Targets of indicator tables (专栏, 主要指标): one for every row and target year.

Such a table has a column of indicators and columns of years: 指标名称, 单位, 2020年,
2025年, 属性. Where no heading says 目标, the first of several years is the one that
is measured from. A value in brackets is a sum over the years and counts as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hqgraph.model import Span, Table, Target, Task, TaskKind, Text
from hqgraph.parsing.target_numbers import Quantity, find_quantities
from hqgraph.parsing.target_subjects import split_subject
from hqgraph.parsing.word_tables import meanings

_BLANKS = re.compile(r"\s")
_YEAR = re.compile(r"(?P<year>20\d\d)年?")
_NO_AIM = re.compile(r"现状|基期|基准|基数|实际|完成|现值|年均|增速|增长|累计")
_AIM = re.compile(r"目标|预期|规划")
_UNIT_IN_NAME = re.compile(r"[（(](?P<unit>[%‰\w/·]{1,10})[）)]$")
_ORDINAL = re.compile(r"^(?:\d{1,3}|[一二三四五六七八九十]+)[.、．]?\s*")
_OPEN = "[〔【（( "
_HEADER_ROWS = 3


def with_table_targets(text: Text, tasks: Sequence[Task]) -> list[Task]:
    """Add the targets of indicator tables to the tasks under which the tables stand.

    A table belongs to the task that holds it, else to the goals before it, else to
    the task before it; without any of them its targets are left out.
    """
    out = list(tasks)
    for table in text.tables():
        found = tuple(table_targets(text, table))
        at = _owner(out, table.span) if found else None
        if at is not None:
            out[at] = replace(out[at], targets=(*out[at].targets, *found))
    return out


def _owner(tasks: Sequence[Task], table: Span) -> int | None:
    """Return the task that a table belongs to; None for a table whose rows are tasks."""
    if any(task.span.within(table) for task in tasks):
        return None
    before = [i for i, task in enumerate(tasks) if task.span.start <= table.start]
    goals = [i for i in before if tasks[i].kind is TaskKind.GOAL]
    holding = [i for i in before if table.within(tasks[i].span)]
    for some in (holding, goals, before):
        if some:
            return some[-1]
    return None


def table_targets(text: Text, table: Table) -> Iterator[Target]:
    """Yield the targets of a table in printed order, none where it is no indicator table."""
    for index, row in enumerate(table.rows[:_HEADER_ROWS]):
        heads = [_BLANKS.sub("", text.slice(cell)) for cell in row]
        fields = [meanings("indicator_columns").get(head) for head in heads]
        years = _years(heads)
        if "name" in fields and years:
            name = len(fields) - 1 - fields[::-1].index("name")
            unit = fields.index("unit") if "unit" in fields else None
            for cells in table.rows[index + 1 :]:
                yield from _row(text, cells, name, unit, years)
            return


def _years(heads: Sequence[str]) -> dict[int, str]:
    """Return the columns of target years with their dates."""
    found = {
        i: match["year"]
        for i, head in enumerate(heads)
        if (match := _YEAR.search(head)) and not _NO_AIM.search(head)
    }
    told = {i: year for i, year in found.items() if _AIM.search(heads[i])}
    if told:
        found = told
    elif len(found) > 1:
        found.pop(min(found))
    return {i: f"{year}-12-31" for i, year in found.items()}


def _row(
    text: Text, cells: Sequence[Span], name: int, unit: int | None, years: dict[int, str]
) -> Iterator[Target]:
    if name >= len(cells):
        return
    printed = text.slice(cells[name])
    name_start = cells[name].start
    ordinal = _ORDINAL.match(printed)
    if ordinal:
        printed, name_start = printed[ordinal.end() :], name_start + ordinal.end()
    in_name = _UNIT_IN_NAME.search(printed)
    named = split_subject(_BLANKS.sub("", printed[: in_name.start()] if in_name else printed))
    told = (
        text.slice(cells[unit]).strip("（）() ") if unit is not None and unit < len(cells) else ""
    )
    told = told or (in_name["unit"] if in_name else "")
    for column, by in years.items():
        quantity = _value(text, cells[column]) if column < len(cells) else None
        if quantity is None or len(named.name) < 2 or cells[column].start < name_start:
            continue
        span = Span(name_start, quantity.span.end)
        yield Target(
            name=named.name,
            subject=named.subject,
            op=quantity.op,
            value=quantity.value,
            unit=quantity.unit or told.strip("—-/"),
            by=by,
            quote=text.slice(span),
            span=span,
        )


def _value(text: Text, cell: Span) -> Quantity | None:
    """Return the quantity that a cell begins with."""
    found = next(find_quantities(text.content, cell.start, cell.end), None)
    if found is None or text.content[cell.start : found.span.start].strip(_OPEN):
        return None
    return found
