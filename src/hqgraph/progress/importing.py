"""Ledgers that were filled in, into a store: progress changes, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from hqgraph import graph as stores
from hqgraph.errors import HqgraphError, ReadError
from hqgraph.graph import Graph
from hqgraph.progress.filled import Filled, read_filled
from hqgraph.progress.remarks import TAKEN, Remark
from hqgraph.progress.reports import write_progress
from hqgraph.progress.taking import ImportReport, Taking


class ProgressError(HqgraphError):
    """Progress was not taken; ``failures`` say what was wrong with which row."""

    def __init__(self, key: str, failures: Sequence[Remark], **values: object) -> None:
        super().__init__(key, **values)
        self.failures = tuple(failures)


def import_progress(
    store: Path | str,
    files: Iterable[Path | str],
    *,
    reported: date | None = None,
    strict: bool = False,
    dry_run: bool = False,
) -> ImportReport:
    """Take the progress of filled ledgers (.xlsx, or .csv as exported) into a store.

    Rows are known by their hidden keys, in any order, and by the titles of their tasks,
    which other numbers may have got since. A cell that was left as it was written changes
    nothing; one that was emptied clears what was held. Files are taken one after the
    other: of two that differ the later stands, but what is known to tell of an earlier
    time goes into the history alone. ``reported`` is the day as of which the texts stand.
    With ``strict`` nothing is taken where a row cannot be; with ``dry_run`` nothing at all.

    Raises ReadError for a file that cannot be read or is no ledger, ProgressError with
    ``strict``, StoreError as :func:`hqgraph.graph.edit` does.
    """
    filled = [_ledger(Path(path)) for path in files]
    if dry_run:
        with stores.open_graph(store) as graph:
            return Taking(graph, filled, reported).report
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
    taking = Taking(graph, filled, reported)
    lost = [one for one in taking.report.remarks if one.kind not in TAKEN]
    if strict and lost:
        raise ProgressError("progress.refused", lost, count=len(lost))
    write_progress(graph, taking.touched, taking.states(), taking.history())
    return taking.report


def _ledger(path: Path) -> Filled:
    found = read_filled(path)
    if not found.rows and not found.keyless and not found.mute:
        raise ReadError("progress.no-ledger", path=path)
    return found
