"""Rows that were reordered, deleted and doubled: whatever the order, nothing is lost or silent."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hqgraph import pipeline
from hqgraph.graph import EmbeddedGraph, memory_graph, open_graph
from hqgraph.progress import held_progress, take_progress
from hqgraph.progress.columns import shielded, tidy, unshielded
from hqgraph.rdf.vocabulary import graph_family
from progress_fixture import HEAD, LINSHUI, exported, seed

pytest.importorskip("xlsxwriter")

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"),
    max_size=30,
)


@given(WORDS)
def test_no_text_begins_like_a_formula_and_every_text_comes_back(text: str) -> None:
    assert shielded(text)[:1] not in set("=+-@＝＋－＠\t\r")
    assert unshielded(shielded(text)) == text


@dataclass(frozen=True)
class Playground:
    """A graph in memory, the rows of its ledger, and where files go."""

    graph: EmbeddedGraph
    head: list[list[Any]]
    data: list[list[Any]]
    path: Path

    def forget(self) -> None:
        for name in self.graph.graph_names():
            if graph_family(name) == "progress":
                self.graph.remove_graph(name)

    def texts(self) -> list[str]:
        return sorted(one.text for one in held_progress(self.graph))


@pytest.fixture(scope="module")
def playground(tmp_path_factory: pytest.TempPathFactory) -> Playground:
    folder = tmp_path_factory.mktemp("playground")
    built = folder / "store"
    pipeline.build([seed(LINSHUI)], built)
    sheet = openpyxl.load_workbook(exported(built, folder / "blank.xlsx"))["台账"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    with open_graph(built) as graph:
        return Playground(memory_graph(graph.quads()), rows[:HEAD], rows[HEAD:], folder / "a.xlsx")


@st.composite
def shuffled(draw: st.DrawFn) -> tuple[dict[int, str], list[int], list[int]]:
    """Draw what is filled in by row, and which rows come back in what order, some twice."""
    filled = draw(st.dictionaries(st.integers(0, 80), WORDS, max_size=6))
    kept = draw(st.permutations(range(81)))[: draw(st.integers(60, 81))]
    return filled, kept, draw(st.lists(st.sampled_from(kept), max_size=5))


@settings(max_examples=25, deadline=None)
@given(shuffled(), st.permutations(range(14)))
def test_reordered_deleted_and_doubled_rows_lose_nothing(
    playground: Playground, drawn: tuple[dict[int, str], list[int], list[int]], order: list[int]
) -> None:
    filled, kept, twice = drawn
    progress = playground.head[2].index("hq:progress")
    data = [list(row) for row in playground.data]
    for at, text in filled.items():
        data[at][progress] = shielded(tidy(text)) or None
    back = [*playground.head, *(data[i] for i in (*kept, *twice))]
    write_rows(playground.path, [[row[at] for at in order] for row in back])
    playground.forget()
    report = take_progress(playground.graph, [playground.path])
    wanted = sorted(tidy(text) for at, text in filled.items() if at in kept and tidy(text))
    assert playground.texts() == wanted
    assert (report.remarks, report.matched) == ((), len(kept) + len(twice))


def write_rows(path: Path, rows: list[list[Any]]) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("台账")
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(at, column, value)
            elif value:
                sheet.write_string(at, column, value)
    book.close()


@settings(max_examples=15, deadline=None)
@given(st.lists(WORDS.map(tidy).filter(bool), min_size=2, max_size=4, unique=True), st.randoms())
def test_doubles_that_differ_are_told_and_the_choice_knows_no_order(
    playground: Playground, said: list[str], chance: random.Random
) -> None:
    progress = playground.head[2].index("hq:progress")
    doubles = [list(playground.data[3]) for _ in said]
    for row, text in zip(doubles, said, strict=True):
        row[progress] = shielded(text)
    back = [*playground.data[:3], *doubles, *playground.data[4:]]
    chance.shuffle(back)
    write_rows(playground.path, [*playground.head, *back])
    playground.forget()
    report = take_progress(playground.graph, [playground.path])
    chosen = max(said, key=lambda text: (len(text), text))
    assert playground.texts() == [chosen]
    told = sorted(one.detail for one in report.remarks)
    assert told == sorted(text.replace("\n", " ↵ ") for text in said if text != chosen)
    assert {one.kind for one in report.remarks} == {"conflict"}
