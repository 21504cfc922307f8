"""What offices report on their tasks: read from filled ledgers, kept in graphs of its own."""

from hqgraph.progress.history import HistoryEntry, held_reports, progress_history
from hqgraph.progress.importing import (
    ImportReport,
    ProgressError,
    Remark,
    import_progress,
    take_progress,
)
from hqgraph.progress.reports import (
    Listed,
    export_progress,
    held_progress,
    listed_progress,
    matched_progress,
)
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
    "export_progress",
    "held_progress",
    "held_reports",
    "import_progress",
    "listed_progress",
    "matched_progress",
    "progress_history",
    "take_progress",
]
