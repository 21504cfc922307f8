"""A ledger as another program opens it: what the tests of progress share."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from pyoxigraph import Quad

from hqgraph.graph import open_graph
from hqgraph.progress import held_progress
from hqgraph.rdf.vocabulary import graph_family
from hqgraph.resources import resource
from hqgraph.views.ledger import ledger_of

HEAD = 4
"""The row of headings; data begins below it."""


LINSHUI, YAAN = "邻水县", "雅安市"


def seed(place: str) -> Path:
    """Return the seed document that names a place first and most."""
    files = sorted(resource("seeds").glob("*.txt"))
    return max(files, key=lambda path: path.read_text(encoding="utf-8").count(place))


def exported(store: Path, path: Path, *, per_agency: bool = False) -> Path:
    with open_graph(store) as graph:
        return ledger_of(graph, region=LINSHUI).write(path, per_agency=per_agency)


class Sheet:
    """A ledger opened in another program: columns by their marks."""

    def __init__(self, path: Path, name: str = "台账") -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.sheet = self.book[name]

    def column(self, mark: str) -> int:
        for row in self.sheet.iter_rows(min_row=1, max_row=HEAD):
            for cell in row:
                if cell.value == mark:
                    return int(cell.column)
        raise AssertionError(mark)

    def fill(self, row: int, mark: str, text: str | None) -> None:
        self.sheet.cell(row, self.column(mark)).value = text

    def save(self, path: Path | None = None) -> Path:
        self.book.save(path or self.path)
        return path or self.path


def texts(store: Path) -> dict[tuple[str, str], tuple[str, str]]:
    with open_graph(store) as graph:
        return {one.key: (one.text, one.note) for one in held_progress(graph)}


def other_quads(store: Path) -> set[Quad]:
    with open_graph(store) as graph:
        return {
            quad
            for name in graph.graph_names()
            if graph_family(name) != "progress"
            for quad in graph.quads(name)
        }
