"""A ledger (工作台账): one row per task and body, in the columns that offices use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import Any, Unpack

from hqgraph.graph import Graph
from hqgraph.messages import say
from hqgraph.progress import Progress, current_progress
from hqgraph.views import select
from hqgraph.views.choice import Wanted, choose
from hqgraph.views.facts import DocumentFacts
from hqgraph.views.ledger_basis import Bases, bases, cited
from hqgraph.views.tasks import (
    INHERITED,
    LEAD,
    RESPONSIBLE,
    SUPPORT,
    Duty,
    TaskFacts,
    tasks_of,
)

COLUMNS = (
    "number",
    "task",
    "measures",
    "body",
    "lead",
    "support",
    "deadline",
    "targets",
    "basis",
    "place",
    "text",
    "note",
)
"""The visible columns; their headings are ``ledger.column.…`` in messages.csv."""
_CHARGED = (LEAD, RESPONSIBLE, INHERITED)
_SIGNS = {">=": "≥", "<=": "≤", "about": "≈", "range": ""}
"""How people write the operators of targets that are words, or two signs, in the graph."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A task and one of its bodies (None where it names none), with what was reported.

    ``number`` counts rows from 1; ``place`` says where the task is printed.
    """

    number: int
    task: TaskFacts
    duty: Duty | None
    basis: tuple[str, ...]
    place: str
    progress: Progress
    full_names: bool = False

    @property
    def body(self) -> str:
        """The body that the row is about, empty where the task names none."""
        return self.name_of(self.duty) if self.duty else ""

    def name_of(self, duty: Duty) -> str:
        """Return a body's name: as printed, or in full where several documents stand together."""
        return duty.label if self.full_names else duty.printed

    def cells(self) -> dict[str, str | int]:
        """Return what the row says, by column, in full and as plain text."""
        return {
            "number": self.number,
            "task": self.task.name,
            "measures": "".join(self.task.measures),
            "body": self.body,
            "lead": "、".join(map(self._charged, self.task.bodies(*_CHARGED))),
            "support": "、".join(map(self.name_of, self.task.bodies(SUPPORT))),
            "deadline": "\n".join(self._deadlines()),
            "targets": "\n".join(map(_in_signs, self.task.targets)),
            "basis": "\n".join(self.basis),
            "place": self.place,
            "text": self.progress.text,
            "note": self.progress.note,
        }

    def _charged(self, duty: Duty) -> str:
        marked = next((role for role in (LEAD, INHERITED) if role in duty.roles), None)
        name = self.name_of(duty)
        return say(f"ledger.role.{marked}", name=name) if marked else name

    def _deadlines(self) -> list[str]:
        own = [one.text for one in self.task.dates if one.kind == "deadline"]
        steps = [one.text for one in self.task.dates if one.kind == "milestone"]
        return own + [say("ledger.milestone", text=text) for text in dict.fromkeys(steps)]


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger: its title, what it covers in words, its rows; the tasks behind them."""

    title: str
    scope: str
    rows: tuple[LedgerRow, ...]
    tasks: tuple[TaskFacts, ...]

    def __len__(self) -> int:
        return len(self.rows)

    def headings(self) -> list[str]:
        """Return the headings of the visible columns, in the language in force."""
        return [say(f"ledger.column.{name}") for name in COLUMNS]

    def to_dicts(self) -> list[dict[str, str | int]]:
        """Return one mapping per row; with the IRIs of task and body at the end."""
        return [
            {**row.cells(), "task_iri": row.task.id, "agency_iri": row.progress.agency}
            for row in self.rows
        ]

    def to_pandas(self) -> Any:
        """Return a ``pandas.DataFrame`` of the rows. Raises ImportError without pandas."""
        columns = [*COLUMNS, "task_iri", "agency_iri"]
        return import_module("pandas").DataFrame(self.to_dicts(), columns=columns)

    def to_xlsx(self, *, per_agency: bool = False, full: bool = False) -> bytes:
        """Return the workbook; see :func:`hqgraph.views.ledger_book.workbook`."""
        from hqgraph.views.ledger_book import workbook  # noqa: PLC0415

        return workbook(self, per_agency=per_agency, full=full)

    def write(
        self, path: str | PathLike[str], *, per_agency: bool = False, full: bool = False
    ) -> Path:
        """Write the workbook, whole or not at all; return its path.

        Raises HqgraphError where the library for it is not installed, OSError where
        the folder cannot be written to.
        """
        from hqgraph.views.page import write_bytes  # noqa: PLC0415

        return write_bytes(path, self.to_xlsx(per_agency=per_agency, full=full))


def _in_signs(target: str) -> str:
    """Return a target's label, whose last word but one is its operator, as people write it."""
    *named, operator, value = target.rsplit(" ", 2)
    words = (*named, _SIGNS[operator], value) if operator in _SIGNS else (target,)
    return " ".join(filter(None, words))


def ledger_of(
    graph: Graph,
    **wanted: Unpack[Wanted],
) -> Ledger:
    """Return the ledger of a graph, or of what is asked for; see :func:`choice.choose`.

    With ``agency`` only its own rows are there. ``until`` keeps the tasks with a
    deadline or milestone on or before its last day. Raises as ``choose`` does.
    """
    choice = choose(graph, **wanted)
    tasks = tasks_of(graph, choice)
    homes = tuple(dict.fromkeys(task.document.id for task in tasks))
    shown = [choice.documents[iri] for iri in homes]
    several = len(homes) > 1
    reports = current_progress(graph, homes)
    drawn = _Drawn(_places(graph, tasks, several), bases(graph, homes), reports, several)
    rows: list[LedgerRow] = []
    for task in tasks:
        for duty in task.duties or (None,):
            if duty is None or choice.means(duty.agency):
                rows.append(drawn.row(len(rows) + 1, task, duty))
    return Ledger(_title(shown), choice.scope, tuple(rows), tasks)


@dataclass(frozen=True, slots=True)
class _Drawn:
    places: dict[str, str]
    bases: Bases
    reports: dict[tuple[str, str], Progress]
    several: bool

    def row(self, number: int, task: TaskFacts, duty: Duty | None) -> LedgerRow:
        agency = duty.agency if duty else ""
        none = Progress(task.document.id, task.id, agency, title=task.label)
        return LedgerRow(
            number,
            task,
            duty,
            self.bases.of(task.id, task.document.id),
            self.places.get(task.id, ""),
            self.reports.get((task.id, agency), none),
            self.several,
        )


def _title(shown: Sequence[DocumentFacts]) -> str:
    if len(shown) == 1:
        return say("ledger.title.one", name=shown[0].short)
    regions = list(dict.fromkeys(facts.region_name for facts in shown if facts.region_name))
    if len(regions) == 1:
        return say("ledger.title.one", name=regions[0])
    return say("ledger.title")


def _places(graph: Graph, tasks: Sequence[TaskFacts], several: bool) -> dict[str, str]:
    """Return where each task is printed: the paragraph, and the document where there are many."""
    return dict(_printed(graph, tasks, several))


def _printed(graph: Graph, tasks: Sequence[TaskFacts], several: bool) -> Iterator[tuple[str, str]]:
    homes = sorted({task.document.id for task in tasks})
    found = select.rows(graph, "texts", document=homes) if homes else ()
    texts = {row["document"]: row["text"] for row in found}
    for task in tasks:
        text = texts.get(task.document.id)
        place = ""
        if text is not None and task.start is not None:
            place = say("ledger.place", paragraph=text.count("\n", 0, task.start) + 1)
        yield task.id, " ".join(filter(None, (cited(task.document) if several else "", place)))
