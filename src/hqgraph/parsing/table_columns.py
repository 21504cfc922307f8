"""Which columns a work list has: told by its header row (``data/table_columns.csv``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hqgraph.model import Table, Text
from hqgraph.parsing.word_tables import meanings

DUTY_FIELDS = ("lead", "responsible", "support")
_ASIDE = re.compile(r"\s|[（(][^（()）]*[)）]|[：:]")
_IN_CHARGE = re.compile(r"责任|负责|主[办责]|承办|实施|落实")
_HEADER_ROWS = 4
_LONGEST = 14
_SAID: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("", re.compile(r"责任人|领导|联系|电话|备注|进展|情况")),
    ("lead", re.compile(r"牵头|主办|主责")),
    ("support", re.compile(r"配合|协办|参与|参加|协同|协作|协助")),
    ("responsible", re.compile(r"(?:责任|负责|承办|落实|实施|分工).{0,4}(?:单位|部门|主体|机构)")),
    ("deadline", re.compile(r"时限|完成时间|时间节点|期限")),
    ("title", re.compile(r"(?:任务|事项)$")),
    ("measures", re.compile(r"(?:措施|举措|内容|职责)$")),
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The fields of a table's columns, the row that names them, and how the table is ordered.

    ``printed`` is that row as printed; ``by_organ`` is True where every row
    begins with a body and tells its duties.
    """

    header: int
    fields: dict[int, str]
    printed: tuple[str, ...]
    by_organ: bool


def columns_of(text: Text, table: Table) -> Columns | None:
    """Return the columns of a work list, None for any other table."""
    found: Columns | None = None
    for index, row in enumerate(table.rows[:_HEADER_ROWS]):
        fields = {i: name for i, cell in enumerate(row) if (name := field_of(text.slice(cell)))}
        if not _is_header(fields):
            if found:
                break
            continue
        printed = tuple(text.slice(cell) for cell in row)
        found = Columns(index, fields, printed, _by_organ(fields, printed))
    return found


def _is_header(fields: dict[int, str]) -> bool:
    names = set(fields.values())
    return bool(names & set(DUTY_FIELDS)) and bool(names & {"title", "measures"})


def field_of(heading: str) -> str:
    """Return the field that a column's heading announces, empty for none of ours."""
    bare = _ASIDE.sub("", heading)
    if not bare or len(bare) > _LONGEST:
        return ""
    known = meanings("table_columns").get(bare)
    if known:
        return known
    return next((name for name, pattern in _SAID if pattern.search(bare)), "")


def _by_organ(fields: dict[int, str], printed: Sequence[str]) -> bool:
    """Tell a table of bodies and their duties from one of tasks and their bodies.

    Either the duties are called so (职责), or the body stands first and is not
    called the one responsible (部门, 成员单位): 责任单位 is a word for the body
    of a task, wherever its column stands.
    """
    what = [index for index, name in fields.items() if name in ("title", "measures")]
    who = [index for index, name in fields.items() if name in DUTY_FIELDS]
    if len(what) != 1 or [fields[index] for index in who] != ["responsible"] or who > what:
        return False
    if "职责" in printed[what[0]]:
        return True
    return "deadline" not in fields.values() and not _IN_CHARGE.search(printed[who[0]])
