"""Work lists (工作清单, 任务分工表): every row of such a table is a task.

A row that says its number again goes on with the task above it. Where the
table is ordered by body (部门 | 职责), each body's rows are one task, titled by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hqgraph.model import Fact, Leftover, Paragraph, Role, Span, Table, Text
from hqgraph.parsing.duties import Duty
from hqgraph.parsing.markers import marker_at
from hqgraph.parsing.name_lists import Named, names_in
from hqgraph.parsing.sentences import trim
from hqgraph.parsing.table_columns import DUTY_FIELDS, Columns, columns_of

_ROLES = {"lead": Role.LEAD, "responsible": Role.RESPONSIBLE, "support": Role.SUPPORT}
_NUMBER = re.compile(r"[（(]?[\d一二三四五六七八九十]+(?:[.．-]\d+)*[)）]?[、.．]?")
_OF_BODIES = re.compile(r"(?:单位|部门|机构|主体|处室|科室)(?:[（(][^（()）]*[）)])?$")
_TITLE_REACH = 3
_LIST_TITLE = re.compile(
    r"[^。；：:，]{4,80}(?:表|清单|台账|分工|任务|一览|目录|安排|计划|要点|方案)(?:[（(][^（()）]{1,20}[）)])?"
)
_SUM = re.compile(r"[总合小共]\s?计[：:]?")
_DUTY_CELLS = frozenset(DUTY_FIELDS)
_TOLD = re.compile(r"\d|[。；，]")
_HEADING = re.compile(r"[^。；：:，]{2,30}(?=[。：:])")


@dataclass(frozen=True, slots=True)
class Row:
    """A task in a work list: its cells by field, its duty, the whole row.

    ``numbered`` is False where ``no`` only counts the rows.
    """

    no: str
    title: Span
    body: tuple[Span, ...]
    duty: Duty | None
    deadline: Span | None
    section: str | None
    span: Span
    numbered: bool = True


def work_rows(text: Text) -> Iterator[Row]:
    """Yield the rows of every work list in a document, in printed order."""
    before: tuple[Table, Columns] | None = None
    heading: str | None = None
    last: Span | None = None
    for block in text.blocks:
        if isinstance(block, Paragraph):
            last = block.span
            continue
        columns = columns_of(text, block)
        if columns is not None:
            heading = _heading(text, last)
        elif before and last is None and len(before[0].rows[0]) == len(block.rows[0]):
            columns = replace(before[1], header=-1)
        if columns is not None:
            yield from _joined(text, list(_rows(text, block, columns, heading)))
            before = (block, columns)
        last = None


def list_title(text: Text) -> Fact | None:
    """Return the title over the first work list of a document that is nothing but such lists."""
    lines: list[Span] = []
    for block in text.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.span)
        elif columns_of(text, block) is not None:
            near = reversed(lines[-_TITLE_REACH:]) if len(lines) <= 2 * _TITLE_REACH else ()
            titles = (Fact(text.slice(line), line) for line in near)
            return next((fact for fact in titles if _LIST_TITLE.fullmatch(fact.value)), None)
    return None


def unread_columns(text: Text) -> Iterator[Leftover]:
    """Yield the columns of work lists that name bodies in a part none of ours (督导单位)."""
    for table in text.tables():
        columns = columns_of(text, table)
        if columns is None:
            continue
        for index, cell in enumerate(table.rows[columns.header]):
            heading = text.slice(cell)
            if columns.fields.get(index):
                continue
            below = (row[index] for row in table.rows[columns.header + 1 :] if index < len(row))
            if _OF_BODIES.search(heading) and any(at.end > at.start for at in below):
                yield Leftover("unread-column", heading, cell)


def _heading(text: Text, above: Span | None) -> str | None:
    """Return the line over a table where it is a heading."""
    if above is None or above.end - above.start > 60:
        return None
    content = re.sub(
        r"^附\s?[件表]\s?[\d一二三四五六七八九十]{0,3}\s?[：:]?", "", text.slice(above)
    )
    return None if not content or content[-1] in "。；：:" else content


def _is_sum(row: Sequence[str]) -> bool:
    """Tell a row that only adds up the ones above it (合计)."""
    return bool(_SUM.fullmatch(next((cell for cell in row if cell), "")))


def _rows(text: Text, table: Table, columns: Columns, heading: str | None) -> Iterator[Row]:
    above: dict[str, Span] = {}
    section = heading
    names = set(columns.fields.values())
    for count, row in enumerate(table.rows[columns.header + 1 :], start=1):
        printed = tuple(text.slice(cell) for cell in row)
        if printed == columns.printed:
            continue
        filled = {content for content in printed if content}
        if _is_sum(printed):
            continue
        if len(row) > 2 and len(filled) == 1:
            section = filled.pop()
            continue
        cells = _cells(row, columns)
        for name in ("no", "section", "title", "responsible"):
            inherit = name != "responsible" or columns.by_organ
            if inherit and name in names and name not in cells and name in above:
                cells[name] = above[name]
        who, what = _DUTY_CELLS & set(cells), {"title", "measures"} & set(cells)
        if not what or (not who and (columns.by_organ or len(filled) < 2)):
            continue
        above = cells
        found = _row(text, cells, columns, count, Span(row[0].start, row[-1].end))
        yield found if found.section else replace(found, section=section)


def _cells(row: Sequence[Span], columns: Columns) -> dict[str, Span]:
    cells: dict[str, Span] = {}
    for index, cell in enumerate(row):
        name = columns.fields.get(index)
        if name and cell.end > cell.start and name not in cells:
            cells[name] = cell
    return cells


def _row(text: Text, cells: dict[str, Span], columns: Columns, count: int, span: Span) -> Row:
    printed = text.slice(cells["no"]) if "no" in cells else ""
    title = cells["responsible"] if columns.by_organ else cells.get("title")
    body = [cells[name] for name in ("measures", "target") if name in cells]
    if "title" in cells and (columns.by_organ or (not body and _says(text, cells["title"]))):
        body.insert(0, cells["title"])
    if title is None:
        title = _first_words(text.content, cells["measures"])
    marker = marker_at(text.content, title.start)
    if marker and marker.end < title.end:
        title = Span(marker.end, title.end)
        printed = printed or marker.no
    numbered = bool(_NUMBER.fullmatch(printed)) or bool(marker and printed == marker.no)
    return Row(
        printed.rstrip("、.．") if numbered else str(count),
        trim(text.content, title, "。；;：:"),
        tuple(body),
        _duty(text.content, cells),
        cells.get("deadline"),
        text.slice(cells["section"]) if "section" in cells else None,
        span,
        numbered,
    )


def _says(text: Text, cell: Span) -> bool:
    """Tell whether the cell of a task is its text too: with a number or a stop in it."""
    return _TOLD.search(text.content, cell.start, cell.end) is not None


def _first_words(content: str, cell: Span) -> Span:
    """Return the heading that a cell of measures begins with, or its first sentence."""
    marker = marker_at(content, cell.start)
    start = marker.end if marker and marker.end < cell.end else cell.start
    found = _HEADING.match(content, start, cell.end)
    stop = content.find("。", start, cell.end)
    end = found.end() if found else stop if stop >= 0 else cell.end
    return Span(cell.start, end)


def _joined(text: Text, rows: Sequence[Row]) -> Iterator[Row]:
    """Join the rows that go on with one task: the same number, or the same body, and title."""
    held: list[Row] = []
    for row in _retitled(text, rows):
        if held and not _same(text, held[0], row):
            yield _merged(text, held)
            held = []
        held.append(row)
    if held:
        yield _merged(text, held)


def _retitled(text: Text, rows: Sequence[Row]) -> Iterator[Row]:
    """Name rows after their measures where one title covers several numbers."""
    numbers: dict[str, set[str]] = {}
    for row in rows:
        numbers.setdefault(text.slice(row.title), set()).add(row.no if row.numbered else "")
    for row in rows:
        above = text.slice(row.title)
        if len(numbers[above]) > 1 and row.body and row.numbered:
            title = trim(text.content, _first_words(text.content, row.body[0]), "。；;：:")
            yield replace(row, title=title, section=above)
        else:
            yield row


def _same(text: Text, one: Row, two: Row) -> bool:
    """Tell whether two rows print one task."""
    if one.numbered != two.numbered or (one.numbered and one.no != two.no):
        return False
    return text.slice(one.title) == text.slice(two.title)


def _merged(text: Text, rows: Sequence[Row]) -> Row:
    """Return the task that several rows print, what they repeat taken once."""
    if len(rows) == 1:
        return rows[0]
    printed = {text.slice(row.duty.clause): row.duty for row in reversed(rows) if row.duty}
    duties = sorted(printed.values(), key=lambda duty: duty.clause)
    names = tuple(name for duty in duties for name in duty.names)
    body = {text.slice(cell): cell for row in reversed(rows) for cell in row.body}
    return replace(
        rows[0],
        body=tuple(sorted(body.values())),
        duty=Duty(_hull([duty.clause for duty in duties]), names) if duties else None,
        span=Span(rows[0].span.start, rows[-1].span.end),
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
