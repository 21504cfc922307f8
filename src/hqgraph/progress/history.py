"""What progress was before it is what it is: one report per import that changed it.

"Newer" is the order of imports in the store, a number in the graph; no clock is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hqgraph.graph import Graph
from hqgraph.progress.reports import Listed, documents_reported_on, listed
from hqgraph.rdf.progress_quads import Progress
from hqgraph.rdf.report_quads import LedgerFile, Report, reports_of
from hqgraph.rdf.vocabulary import progress_graph


@dataclass(frozen=True, slots=True)
class Source:
    """Where the new words of one task and body came from: files, and the period they state."""

    files: tuple[LedgerFile, ...] = ()
    period: str = ""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A report with the names that people know its document, task and body by.

    ``order`` is the number of the import in the store (0: before histories were kept),
    ``files`` names and digests; ``now`` tells that it is what the store holds today.
    """

    listed: Listed
    order: int
    period: str
    files: tuple[LedgerFile, ...]
    now: bool


def held_reports(graph: Graph, document: str | None = None) -> tuple[Report, ...]:
    """Return the reports on one document (an IRI) or on all, by task and body, oldest first."""
    return tuple(
        report
        for node in documents_reported_on(graph)
        if document is None or node.value == document
        for report in reports_of(node, graph.quads(progress_graph(node)))
    )


def progress_history(graph: Graph, document: str | None = None) -> tuple[HistoryEntry, ...]:
    """Return the history of progress with names, by task and body, oldest first."""
    reports = held_reports(graph, document)
    last = {report.key: report.order for report in reports}
    states = [
        Progress(one.document, one.task, one.agency, one.text, one.note, one.reported)
        for one in reports
    ]
    return tuple(
        HistoryEntry(named, one.order, one.period, one.files, one.order == last[one.key])
        for named, one in zip(listed(graph, states), reports, strict=True)
    )


def next_order(graph: Graph) -> int:
    """Return the number of the next import: one more than any report of the store bears."""
    orders = [report.order for report in held_reports(graph)]
    return max(orders, default=0) + 1


def continued(
    before: Iterable[Report],
    changes: Iterable[tuple[Progress, Progress, Source]],
    order: int,
) -> list[Report]:
    """Return a history with one report more for each change: what was, what is, from where.

    What was held before histories were kept becomes a report of order 0.
    """
    reports = list(before)
    known = {report.key for report in reports}
    for old, new, source in changes:
        if old.key not in known and (old.text or old.note):
            reports.append(_report(old, 0, Source()))
        reports.append(_report(new, order, source))
    return sorted(reports)


def _report(state: Progress, order: int, source: Source) -> Report:
    return Report(
        document=state.document,
        task=state.task,
        agency=state.agency,
        order=order,
        text=state.text,
        note=state.note,
        reported=state.reported,
        period=source.period,
        files=source.files,
    )
