"""Ledgers that were filled in, into a store: progress changes, and nothing else does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote

from hqgraph import graph as stores
from hqgraph.errors import HqgraphError, ReadError
from hqgraph.graph import Graph
from hqgraph.messages import say
from hqgraph.progress.filled import Filled, FilledRow, Place, read_filled
from hqgraph.progress.history import Source, continued, held_reports, next_order
from hqgraph.progress.merging import Change, merged
from hqgraph.progress.reports import charged, held_progress, is_charged, write_progress
from hqgraph.rdf.progress_quads import Progress

LONGEST = 32_000
"""Characters that a cell of a spreadsheet holds, but for a few."""
_TAKEN = frozenset({"conflict", "replaced", "kept"})
"""Kinds of remarks about rows that were taken nevertheless."""
_Key = tuple[str, str]


class ProgressError(HqgraphError):
    """Progress was not taken; ``failures`` say what was wrong with which row."""

    def __init__(self, key: str, failures: Sequence[Remark], **values: object) -> None:
        super().__init__(key, **values)
        self.failures = tuple(failures)


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """Something about a row that its sender should know: where, what kind, the words.

    ``kind`` is ``no-key``, ``bad-key``, ``astray``, ``no-task``, ``no-agency``,
    ``too-long``, ``keyless`` or ``mute`` for what was not taken; ``conflict`` for a duplicate that
    did not stand; ``replaced`` for a newer text of the store that gave way, ``kept`` for
    one that an emptied cell did not know of and that stays.
    """

    place: Place
    kind: str
    detail: str = ""

    def __str__(self) -> str:
        return say(f"progress.remark.{self.kind}", place=self.place, detail=self.detail)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of the rows: how many were read, what changed, what needs a look.

    ``repeated`` of the matched rows stand for a task and body that another row stands
    for too; the others are added, changed, cleared or the same as before.
    """

    rows: int
    matched: int
    repeated: int
    added: int
    changed: int
    cleared: int
    same: int
    remarks: tuple[Remark, ...]


def import_progress(
    store: Path | str,
    files: Iterable[Path | str],
    *,
    reported: date | None = None,
    strict: bool = False,
    dry_run: bool = False,
) -> ImportReport:
    """Take the progress of filled ledgers (.xlsx, or .csv as exported) into a store.

    Rows are known by their hidden keys, in any order. A cell that was left as it was
    written changes nothing; one that was emptied clears what was held. ``reported`` is
    the day as of which the new texts stand. With ``strict`` nothing is taken where a
    row cannot be; with ``dry_run`` nothing at all.

    Raises ReadError for a file that cannot be read or is no ledger, ProgressError with
    ``strict``, StoreError as :func:`hqgraph.graph.edit` does.
    """
    filled = [_ledger(Path(path)) for path in files]
    if dry_run:
        with stores.open_graph(store) as graph:
            return _outcome(graph, filled, reported).report
    with stores.edit(store) as graph:
        return _taken(graph, filled, reported, strict)


def take_progress(
    graph: Graph,
    files: Iterable[Path | str],
    *,
    reported: date | None = None,
    strict: bool = False,
) -> ImportReport:
    """Do the same to a graph that can be changed. Raises as :func:`import_progress` does."""
    return _taken(graph, [_ledger(Path(path)) for path in files], reported, strict)


def _taken(
    graph: Graph, filled: Sequence[Filled], reported: date | None, strict: bool
) -> ImportReport:
    found = _outcome(graph, filled, reported)
    lost = [one for one in found.report.remarks if one.kind not in _TAKEN]
    if strict and lost:
        raise ProgressError("progress.refused", lost, count=len(lost))
    touched = {new.document for _, new, _ in found.changes}
    before = (one for document in sorted(touched) for one in held_reports(graph, document))
    history = continued(before, found.changes, next_order(graph))
    after = (one for one in found.states if one.document in touched and (one.text or one.note))
    write_progress(graph, touched, after, history)
    return found.report


def _ledger(path: Path) -> Filled:
    found = read_filled(path)
    if not found.rows and not found.keyless and not found.mute:
        raise ReadError("progress.no-ledger", path=path)
    return found


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What an import comes to: the report; what was, what is, from where; all that is then."""

    report: ImportReport
    changes: tuple[tuple[Progress, Progress, Source], ...]
    states: tuple[Progress, ...]


def _outcome(graph: Graph, filled: Sequence[Filled], reported: date | None) -> _Outcome:
    """Return what an import of these ledgers comes to, without changing anything."""
    rows = [row for one in filled for row in one.rows]
    remarks = [Remark(it.place, "keyless", it.headings) for one in filled for it in one.keyless]
    remarks += [Remark(it.place, "mute", it.headings) for one in filled for it in one.mute]
    homes = charged(graph, (row.names[0] for row in rows if row.names))
    held = {one.key: one for one in held_progress(graph)}
    matched: defaultdict[_Key, list[FilledRow]] = defaultdict(list)
    for row in rows:
        problem = _problem(row, homes)
        if problem:
            remarks.append(problem)
        elif row.names:
            matched[row.names].append(row)
    after = dict(held)
    changes: list[tuple[Progress, Progress, Source]] = []
    counts = dict.fromkeys(("added", "changed", "cleared", "same"), 0)
    for key in sorted(matched):
        before = held.get(key) or Progress(homes[key[0]][0], *key)
        now, found = _reported(before, matched[key], reported)
        remarks += found
        counts[_sort(before, now)] += 1
        after[key] = now
        if now != before:
            changes.append((before, now, _source(before, now, matched[key])))
    number = sum(map(len, matched.values()))
    told = tuple(sorted(set(remarks)))
    report = ImportReport(len(rows), number, number - len(matched), **counts, remarks=told)
    return _Outcome(report, tuple(changes), tuple(after.values()))


def _problem(row: FilledRow, homes: dict[str, tuple[str, set[str]]]) -> Remark | None:
    """Say why a row cannot be taken, None where it can."""
    kind = ""
    if not row.key:
        kind = "no-key"
    elif row.names is None:
        kind = "bad-key"
    elif row.astray:
        kind = "astray"
    elif any(len(said or "") > LONGEST for said in (row.fields.text, row.fields.note)):
        kind = "too-long"
    elif row.names[0] not in homes:
        kind = "no-task"
    elif not is_charged(homes, row.names):
        kind = "no-agency"
    if not kind:
        return None
    said = filter(None, (unquote(row.key), row.fields.text, row.fields.note))
    return Remark(row.place, kind, _one_line(" / ".join(said)))


def _reported(
    before: Progress, rows: Sequence[FilledRow], reported: date | None
) -> tuple[Progress, list[Remark]]:
    """Return what is held of one key after its rows, and what its sender should know."""
    now, remarks = before, []
    dated = max((row.reported for row in rows), default="")
    for name in ("text", "note"):
        held = getattr(before, name)
        change = merged(rows, name, held)
        remarks += _conflicts(change, held, rows)
        if change.value is not None:
            now = replace(now, **{name: change.value})
    if now != before:
        now = replace(now, reported=reported.isoformat() if reported else dated)
    return now, remarks


def _source(before: Progress, now: Progress, rows: Sequence[FilledRow]) -> Source:
    """Return the files, and the periods, of the rows that say what is new."""
    changed = [name for name in ("text", "note") if getattr(before, name) != getattr(now, name)]
    told = [
        row
        for row in rows
        if any(getattr(row.fields, name) == getattr(now, name) for name in changed)
    ]
    periods = dict.fromkeys(row.period for row in sorted(told, key=lambda row: row.place))
    return Source(tuple(sorted({row.file for row in told})), "；".join(filter(None, periods)))


def _conflicts(change: Change, held: str, rows: Sequence[FilledRow]) -> list[Remark]:
    found = [Remark(place, "conflict", _one_line(value)) for value, place in change.others]
    if change.unaware:
        kind = "replaced" if change.value else "kept"
        found.append(Remark(min(row.place for row in rows), kind, _one_line(held)))
    return found


def _one_line(text: str) -> str:
    return text.replace("\n", " ↵ ")


def _sort(before: Progress, now: Progress) -> str:
    if now == before:
        return "same"
    if not (now.text or now.note):
        return "cleared"
    return "changed" if before.text or before.note else "added"
