"""What offices report on their tasks: read from filled ledgers, kept in graphs of its own."""

from hqgraph.progress.history import HistoryEntry, held_reports, progress_history
from hqgraph.progress.importing import ProgressError, import_progress, take_progress
from hqgraph.progress.remarks import Remark, grouped
from hqgraph.progress.reports import (
    Listed,
    current_progress,
    export_progress,
    held_progress,
    listed_progress,
    matched_progress,
    progress_table,
)
from hqgraph.progress.settling import Settled, settle, settled_quads
from hqgraph.progress.taking import ImportReport
from hqgraph.rdf.progress_quads import Progress
from hqgraph.rdf.report_quads import LedgerFile, Report

__all__ = [
    "HistoryEntry",
    "ImportReport",
    "LedgerFile",
    "Listed",
    "Progress",
    "ProgressError",
    "Remark",
    "Report",
    "Settled",
    "current_progress",
    "export_progress",
    "grouped",
    "held_progress",
    "held_reports",
    "import_progress",
    "listed_progress",
    "matched_progress",
    "progress_history",
    "progress_table",
    "settle",
    "settled_quads",
    "take_progress",
]
