"""What filled ledgers come to, file after file, before anything is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import unquote

from hqgraph.graph import Graph
from hqgraph.progress.filled import Filled, FilledRow
from hqgraph.progress.history import Source, held_reports, next_order, report_of
from hqgraph.progress.homes import Found, Homes, document_of, number_of
from hqgraph.progress.merging import Change, merged
from hqgraph.progress.periods import last_day
from hqgraph.progress.remarks import Remark, on_sheets, one_line, problem
from hqgraph.progress.reports import held_progress
from hqgraph.rdf.progress_quads import Progress
from hqgraph.rdf.report_quads import Report

_Identity = tuple[str, str, str]
_FIELDS = ("text", "note")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of the rows: how many were read, what changed, what needs a look.

    ``repeated`` of the matched rows stand for a task and body that another row of the file
    stands for too; the others are added, changed, cleared or the same as before. Of the
    same, ``confirmed`` were reported anew as of a later day, and ``late`` told of an
    earlier time than the store: they are in the history now.
    """

    rows: int
    matched: int
    repeated: int
    added: int
    changed: int
    cleared: int
    same: int
    remarks: tuple[Remark, ...]
    confirmed: int = 0
    late: int = 0


class Taking:
    """An import in the making: states and histories as they are after each file."""

    def __init__(self, graph: Graph, filled: Sequence[Filled], reported: date | None) -> None:
        """Work out what an import of these ledgers comes to; the graph is only read."""
        self._as_of = reported.isoformat() if reported else ""
        self._held = {one.identity: one for one in held_progress(graph)}
        self._reports: defaultdict[_Identity, list[Report]] = defaultdict(list)
        for report in held_reports(graph):
            self._reports[report.identity].append(report)
        self._order = next_order(graph)
        self._remarks: set[Remark] = set()
        self._counts = dict.fromkeys(("added", "changed", "cleared", "same"), 0)
        self._also = dict.fromkeys(("confirmed", "late"), 0)
        self._matched = self._keys = 0
        self.touched: set[str] = set()
        names = [row.names for one in filled for row in one.rows]
        homes = Homes(graph, {document_of(name[0]) for name in names if name})
        for one in filled:
            self._remarks.update(on_sheets(one))
            for identity, rows in sorted(self._placed(one.rows, homes).items()):
                self._one(identity, rows)
        self.report = ImportReport(
            rows=len(names),
            matched=self._matched,
            repeated=self._matched - self._keys,
            remarks=tuple(sorted(self._remarks)),
            **self._counts,
            **self._also,
        )

    def states(self) -> Iterator[Progress]:
        """Yield what is held afterwards of the documents that are touched."""
        for one in self._held.values():
            if one.document in self.touched and (one.text or one.note):
                yield one

    def history(self) -> Iterator[Report]:
        """Yield their reports."""
        for found in self._reports.values():
            yield from (one for one in found if one.document in self.touched)

    def _placed(self, rows: Sequence[FilledRow], homes: Homes) -> dict[_Identity, list[FilledRow]]:
        """Return the rows of a file by what they report on; remark on those that belong nowhere."""
        found: defaultdict[_Identity, list[FilledRow]] = defaultdict(list)
        for row in rows:
            home: Found | None = None
            if row.names:
                home = homes.find(*row.names, row.title)
            document = document_of(row.names[0]) if row.names else ""
            remark = problem(row, home, document)
            if remark or home is None or row.names is None:
                self._remarks.update([remark] if remark else [])
                continue
            if home.task != row.names[0]:
                old, new = (number_of(task)[1] for task in (row.names[0], home.task))
                told = f"{unquote(old)} → {unquote(new)} {homes.tasks[home.task].title}"
                blank = not (row.fields.text or row.fields.note)
                self._remarks.add(Remark(row.place, "moved", told, blank, document))
            title = homes.tasks[home.task].title
            found[home.task, row.names[1], title].append(row)
        self._matched += sum(map(len, found.values()))
        self._keys += len(found)
        return found

    def _number(self, identity: _Identity) -> int:
        """Return the number of a new report: the import's, or the next after one of its files."""
        return max([self._order, *(one.order + 1 for one in self._reports[identity])])

    def _one(self, identity: _Identity, rows: Sequence[FilledRow]) -> None:
        task, agency, title = identity
        before = self._held.get(identity) or Progress(document_of(task), task, agency, title=title)
        before = replace(before, title=title)
        changes = {name: merged(rows, name, getattr(before, name)) for name in _FIELDS}
        values = {name: it.value for name, it in changes.items() if it.value is not None}
        as_of = self._as_of or max((row.reported for row in rows), default="")
        now = replace(before, reported=as_of, **values) if values else before
        if now == before or not values:
            self._counts["same"] += 1
            self._told(before, changes, rows, newer=False)
            self._confirm(before, as_of, rows)
            return
        source = _source(now, list(values), rows)
        day, held = as_of or last_day(source.period), self._day(before)
        kind = self._superseded(before, values, source, day, held)
        if kind:
            self._counts["same"] += 1
            self._file(before, rows, as_of, source, kind)
            self._conflicts(changes)
            return
        self._counts[_sort(before, now)] += 1
        self._told(before, changes, rows, newer=bool(held and day > held))
        self._stand(before, now, source)

    def _superseded(
        self, before: Progress, values: dict[str, str], source: Source, day: str, held: str
    ) -> str:
        """Say why new words do not stand: of an earlier time, or imported before; else empty."""
        if day and held and day < held:
            return "late"
        if day and day > held:
            return ""
        digests = {file.digest for file in source.files}
        known = (
            any(file.digest in digests for file in one.files)
            and all(getattr(one, name) == value for name, value in values.items())
            for one in self._reports[before.identity]
        )
        return "again" if any(known) else ""

    def _file(
        self,
        before: Progress,
        rows: Sequence[FilledRow],
        as_of: str,
        source: Source,
        kind: str,
    ) -> None:
        """Put words that do not stand into the history, unless they are there."""
        said = {
            name: max((getattr(row.fields, name) or "" for row in rows), key=len)
            for name in _FIELDS
        }
        words = one_line(" / ".join(filter(None, said.values())))
        self._remarks.add(Remark(min(row.place for row in rows), kind, words))
        state = replace(before, reported=as_of, **said)
        told = report_of(state, self._number(before.identity), source, late=True)
        same = (
            (one.text, one.note, one.reported, one.period)
            == (told.text, told.note, told.reported, told.period)
            for one in self._reports[before.identity]
        )
        if kind == "late" and words and not any(same):
            self._begin(before)
            self._reports[before.identity].append(told)
            self._also["late"] += 1
            self.touched.add(before.document)

    def _confirm(self, before: Progress, as_of: str, rows: Sequence[FilledRow]) -> None:
        """Take rows that say what is held as a report of its own where they tell of a later day."""
        held = self._day(before)
        same = [
            row
            for row in rows
            if all(getattr(row.fields, name) in (None, getattr(before, name)) for name in _FIELDS)
        ]
        source = _source(before, [], same)
        day = as_of or last_day(source.period)
        if same and day > held and (before.text or before.note):
            self._also["confirmed"] += 1
            self._stand(before, replace(before, reported=as_of), source)

    def _stand(self, before: Progress, now: Progress, source: Source) -> None:
        """Let words stand from now on."""
        self._begin(before)
        self._held[now.identity] = now
        self._reports[now.identity].append(report_of(now, self._number(now.identity), source))
        self.touched.add(now.document)

    def _begin(self, before: Progress) -> None:
        """Begin a history with what was held before histories were kept."""
        if not self._reports[before.identity] and (before.text or before.note):
            self._reports[before.identity].append(report_of(before, 0, Source()))

    def _day(self, held: Progress) -> str:
        """Return the day as of which something is held, as far as it was told."""
        stood = [one for one in self._reports[held.identity] if not one.late]
        if held.reported or not stood:
            return held.reported
        return stood[-1].reported or last_day(stood[-1].period)

    def _told(
        self,
        before: Progress,
        changes: dict[str, Change],
        rows: Sequence[FilledRow],
        *,
        newer: bool,
    ) -> None:
        """Remark on words that gave way, or that stay though a cell was emptied."""
        self._conflicts(changes)
        for name, change in changes.items():
            kind = "replaced" if change.value else "kept"
            if change.unaware and not (newer and kind == "replaced"):
                held = one_line(getattr(before, name))
                self._remarks.add(Remark(min(row.place for row in rows), kind, held))

    def _conflicts(self, changes: dict[str, Change]) -> None:
        for change in changes.values():
            self._remarks.update(
                Remark(place, "conflict", one_line(value)) for value, place in change.others
            )


def _source(now: Progress, changed: Sequence[str], rows: Sequence[FilledRow]) -> Source:
    """Return the files, and the periods, of the rows that say what is new."""
    told = [
        row
        for row in rows
        if not changed or any(getattr(row.fields, name) == getattr(now, name) for name in changed)
    ]
    periods = dict.fromkeys(row.period for row in sorted(told, key=lambda row: row.place))
    return Source(tuple(sorted({row.file for row in told})), "；".join(filter(None, periods)))


def _sort(before: Progress, now: Progress) -> str:
    if not (now.text or now.note):
        return "cleared"
    return "changed" if before.text or before.note else "added"
