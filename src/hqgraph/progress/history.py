"""What progress was before it is what it is: one report per import that changed it.

"Newer" is the order of imports in the store, a number in the graph; no clock is asked.
"""

from __future__ import annotations

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
    ``files`` names and digests; ``now`` tells that it is what the store holds today,
    ``late`` that it tells of a time before what was held already.
    """

    listed: Listed
    order: int
    period: str
    files: tuple[LedgerFile, ...]
    now: bool
    late: bool = False


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
    last = {report.identity: report.order for report in reports if not report.late}
    states = [
        Progress(one.document, one.task, one.agency, one.text, one.note, one.reported, one.title)
        for one in reports
    ]
    return tuple(
        HistoryEntry(
            named,
            one.order,
            one.period,
            one.files,
            now=one.order == last.get(one.identity),
            late=one.late,
        )
        for named, one in zip(listed(graph, states), reports, strict=True)
    )


def next_order(graph: Graph) -> int:
    """Return the number of the next import: one more than any report of the store bears."""
    orders = [report.order for report in held_reports(graph)]
    return max(orders, default=0) + 1


def report_of(state: Progress, order: int, source: Source, *, late: bool = False) -> Report:
    """Return what an import, the store's ``order``-th, made of a progress."""
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
        title=state.title,
        late=late,
    )
