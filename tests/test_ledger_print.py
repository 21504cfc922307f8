"""A ledger on paper: letters that can be read, nothing cut, no column for nothing."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

import hqgraph
from hqgraph.messages import say
from hqgraph.progress import import_progress
from hqgraph.resources import resource
from hqgraph.views.ledger import COLUMNS, Ledger
from hqgraph.views.ledger_layout import (
    EM,
    LINE,
    MOST_LINES,
    PAGE,
    POINTS,
    Column,
    lines,
    shown,
    widths,
)
from hqgraph.views.ledger_tables import measure_rows
from progress_fixture import LINSHUI, Sheet, exported, seed, texts

pytest.importorskip("xlsxwriter")
LEAST_POINTS = 7.95
PAPER = 842 - 2 * 0.4 * 72
"""Points across A4 paper between its margins."""
PLACES = ("邻水县", "雅安市", "荣昌区", "巫山县", "贵德县")
TEXTS = st.text("甲乙，。ab1 \n", max_size=120)


@pytest.fixture(scope="module")
def graph() -> hqgraph.KnowledgeGraph:
    return hqgraph.build(resource("seeds"))


def opened(ledger: Ledger) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(ledger.to_xlsx()))


def visible(sheet: Worksheet) -> dict[str, float]:
    """Return the pixels of the columns that are shown, by letter."""
    found = {}
    for letter, column in sheet.column_dimensions.items():
        if not column.hidden:
            for at in range(column.min or 0, (column.max or 0) + 1):
                found[openpyxl.utils.get_column_letter(at) if at else letter] = column.width * 8
    return found


@pytest.mark.parametrize("place", PLACES)
def test_letters_are_eight_points_or_more_on_every_sheet(
    graph: hqgraph.KnowledgeGraph, place: str
) -> None:
    for sheet in opened(graph.ledger(region=place)).worksheets:
        across = sum(visible(sheet).values()) * 0.75
        assert POINTS * min(1.0, PAPER / across) >= LEAST_POINTS, sheet.title


@pytest.mark.parametrize("place", PLACES)
def test_rows_are_as_high_as_their_text(graph: hqgraph.KnowledgeGraph, place: str) -> None:
    for sheet in opened(graph.ledger(region=place)).worksheets:
        wide = {letter: int(pixels / EM) for letter, pixels in visible(sheet).items()}
        for row in sheet.iter_rows(min_row=5):
            needed = max(
                lines(str(cell.value or ""), wide[cell.column_letter])
                for cell in row
                if cell.column_letter in wide
            )
            height = sheet.row_dimensions[row[0].row].height or 0
            assert needed * LINE <= height <= 409, (sheet.title, row[0].row)


def test_columns_without_a_word_are_hidden_and_told(graph: hqgraph.KnowledgeGraph) -> None:
    for place in PLACES:
        ledger = graph.ledger(region=place)
        sheet = opened(ledger)["台账"]
        empty = {
            name for name in COLUMNS if not any(str(row.cells()[name]) for row in ledger.rows)
        } - {"text", "note"}
        hidden = {
            name
            for at, name in enumerate(COLUMNS, 3)
            if sheet.column_dimensions[openpyxl.utils.get_column_letter(at)].hidden
        }
        assert hidden == empty
        told = str(sheet["C2"].value)
        names = "、".join(say(f"ledger.column.{name}") for name in COLUMNS if name in empty)
        assert (f"已隐藏：{names}。" in told) == bool(empty)


def test_a_ledger_with_hidden_columns_comes_back(tmp_path: Path) -> None:
    from hqgraph import pipeline

    store = tmp_path / "store"
    pipeline.build([seed(LINSHUI)], store)
    sheet = Sheet(exported(store, tmp_path / "a.xlsx"))
    hidden = openpyxl.utils.get_column_letter(sheet.column("hq:support"))
    assert sheet.sheet.column_dimensions[hidden].hidden
    sheet.fill(5, "hq:progress", "甲")
    report = import_progress(store, [sheet.save()])
    assert (report.added, report.same, report.remarks) == (1, 80, ())
    assert list(texts(store).values()) == [("甲", "")]


def test_pages_bear_the_name_of_the_sheet_and_their_number(graph: hqgraph.KnowledgeGraph) -> None:
    for sheet in opened(graph.ledger(region="邻水县")).worksheets:
        assert sheet.oddFooter.left.text == "&A"
        assert "&P" in str(sheet.oddFooter.center.text)
        assert sheet.print_title_rows == "$4:$4"


def test_operators_of_targets_are_written_as_people_do(graph: hqgraph.KnowledgeGraph) -> None:
    written = " ".join(str(row.cells()["targets"]) for row in graph.ledger().rows)
    assert "≈ 1:2" in written
    assert not [word for word in ("about", "range", ">=", "<=") if word in written.split()]


def test_measures_in_full_are_never_higher_than_a_row(graph: hqgraph.KnowledgeGraph) -> None:
    short = [f"{n}、" + "完善制度机制，" * 12 + "抓好落实。" for n in range(40)]
    measures = (*short, "很长" * 4_000)
    county = graph.ledger(region="邻水县")
    rows = list(measure_rows(replace(county, tasks=(replace(county.tasks[0], measures=measures),))))
    assert len(rows) > 3
    assert all(lines(str(row["whole"]), 60) <= MOST_LINES for row in rows)
    whole = "".join(str(row["whole"]) for row in rows).replace("\n", "")
    assert whole == "".join(measures)
    assert [("续" in str(row["task"])) for row in rows] == [False] + [True] * (len(rows) - 1)


@given(st.lists(st.fixed_dictionaries({"a": TEXTS, "b": TEXTS, "c": st.just("")}), max_size=30))
def test_columns_keep_their_bounds_and_the_page(rows: list[Mapping[str, str]]) -> None:
    columns = (Column("a", 4, 60), Column("b", 6, 60), Column("c", 5, 9, hides=True))
    kept = shown(columns, rows)
    found = widths(kept, rows)
    assert [column.name for column in kept] == ["a", "b"]
    assert all(column.least <= found[column.name] <= column.most for column in kept)
    assert sum(found.values()) * EM <= PAGE
    assert found == widths(kept, rows)


@pytest.mark.slow
def test_libreoffice_prints_letters_of_eight_points(
    graph: hqgraph.KnowledgeGraph, tmp_path: Path
) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice")
    path = graph.ledger(region="邻水县").write(tmp_path / "a.xlsx")
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [program, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    import pypdfium2
    from pypdfium2 import raw

    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        page = document[0].get_textpage()
        at = page.get_text_range().index("合理布局")
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(page.raw, at, matrix)
        assert raw.FPDFText_GetFontSize(page.raw, at) * abs(matrix.d) >= LEAST_POINTS
        assert "第 1 页" in page.get_text_range()
