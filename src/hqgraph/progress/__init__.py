"""What offices report on their tasks: read from filled ledgers, kept in graphs of its own."""

from hqgraph.progress.importing import (
    ImportReport,
    ProgressError,
    Remark,
    import_progress,
    take_progress,
)
from hqgraph.progress.reports import Listed, export_progress, held_progress, listed_progress
from hqgraph.rdf.progress_quads import Progress

__all__ = [
    "ImportReport",
    "Listed",
    "Progress",
    "ProgressError",
    "Remark",
    "export_progress",
    "held_progress",
    "import_progress",
    "listed_progress",
    "take_progress",
]
