"""The other sheets of a ledger: what is due month by month, the counts, the measures in full."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from hqgraph.messages import say
from hqgraph.views.ledger import Ledger, LedgerRow
from hqgraph.views.ledger_basis import cited
from hqgraph.views.ledger_layout import MOST_LINES, Column, lines
from hqgraph.views.tasks import INHERITED, LEAD, RESPONSIBLE, SUPPORT, Dated, TaskFacts

Row = dict[str, str | int]

CALENDAR = (
    Column("month", 5, 8),
    Column("due", 6, 7, hides=True),
    Column("kind", 4, 5),
    Column("what", 10, 34),
    Column("task", 8, 18),
    Column("bodies", 8, 24, hides=True),
    Column("document", 6, 16),
)
SUMMARY = (
    Column("group", 6, 10),
    Column("name", 10, 30),
    Column("tasks", 4, 6),
    Column("lead_count", 4, 6),
    Column("responsible_count", 4, 6),
    Column("support_count", 4, 6),
    Column("dated", 5, 7),
    Column("reported", 5, 7),
)
_WHOLE = Column("whole", 60, 70)
MEASURES = (Column("task", 8, 14), _WHOLE, Column("document", 6, 12))


def calendar_rows(ledger: Ledger) -> Iterator[Row]:
    """Yield what is due, by date; what has a time in words alone comes last."""
    found: list[tuple[str, int, int, Dated, TaskFacts]] = []
    for at, task in enumerate(ledger.tasks):
        found += [(one.due or "9", at, n, one, task) for n, one in enumerate(task.dates)]
    for _, _, _, one, task in sorted(found, key=lambda item: item[:3]):
        yield {
            "month": say("ledger.month", year=one.due[:4], month=int(one.due[5:7]))
            if one.due
            else say("ledger.undated"),
            "due": one.due,
            "kind": say(f"ledger.kind.{one.kind}"),
            "what": one.quote or one.text,
            "task": task.name,
            "bodies": "、".join(dict.fromkeys(duty.printed for duty in task.duties)),
            "document": cited(task.document),
        }


def summary_rows(ledger: Ledger) -> Iterator[Row]:
    """Yield the counts: of all, of each document, of each body, largest first."""
    yield _counted(say("ledger.group.all"), ledger.title, ledger.rows)
    groups: tuple[tuple[str, Callable[[LedgerRow], str]], ...] = (
        ("document", lambda row: row.task.document.source),
        ("body", lambda row: row.duty.label if row.duty else say("ledger.nobody")),
    )
    for group, name_of in groups:
        found: dict[str, list[LedgerRow]] = {}
        for row in ledger.rows:
            found.setdefault(name_of(row), []).append(row)
        counted = [_counted(say(f"ledger.group.{group}"), name, found[name]) for name in found]
        yield from sorted(counted, key=lambda row: (-int(row["tasks"]), str(row["name"])))


def measure_rows(ledger: Ledger) -> Iterator[Row]:
    """Yield the measures of each task in full, one sentence below the other.

    What is higher than a row can be goes on in the next one.
    """
    for task in ledger.tasks:
        for at, part in enumerate(_parts(task.measures)):
            yield {
                "task": say("ledger.continued", task=task.name) if at else task.name,
                "whole": "\n".join(part),
                "document": cited(task.document),
            }


def _parts(measures: Sequence[str]) -> list[list[str]]:
    """Return measures in parts that each fit a row; a measure that fits none is broken."""
    longest = (MOST_LINES - 1) * (_WHOLE.least - 1)
    parts: list[list[str]] = [[]]
    high = 0
    for measure in measures:
        for at in range(0, max(1, len(measure)), longest):
            piece = measure[at : at + longest]
            needed = lines(piece, _WHOLE.least)
            if parts[-1] and high + needed > MOST_LINES:
                parts.append([])
                high = 0
            parts[-1].append(piece)
            high += needed
    return parts


def _counted(group: str, name: str, rows: tuple[LedgerRow, ...] | list[LedgerRow]) -> Row:
    def with_role(*roles: str) -> int:
        return len({row.task.id for row in rows if row.duty and set(roles) & set(row.duty.roles)})

    return {
        "group": group,
        "name": name,
        "tasks": len({row.task.id for row in rows}),
        "lead_count": with_role(LEAD),
        "responsible_count": with_role(RESPONSIBLE, INHERITED),
        "support_count": with_role(SUPPORT),
        "dated": len({row.task.id for row in rows if any(one.due for one in row.task.dates)}),
        "reported": sum(1 for row in rows if row.progress.text or row.progress.note),
    }
