"""The ledger: a row per task and body, fit for print, safe to open, the same every time."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import hqgraph
from cli_fixture import run
from hqgraph import pipeline
from hqgraph.errors import HqgraphError, NotFoundError, UsageError
from hqgraph.resources import resource
from hqgraph.views.ledger import COLUMNS, Ledger, ledger_of
from hqgraph.views.ledger_layout import sheet_name, shortened
from views_fixture import store_of

pytest.importorskip("xlsxwriter")
NASTY = ("=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "＝1+1")
PAIRS = """SELECT DISTINCT ?task ?agency ?region {
  ?task a hq:Task ; eli:is_part_of ?document . ?document eli:jurisdiction ?region .
  OPTIONAL { ?task hq:duty/hq:agency ?agency } }"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "store"
    pipeline.build([resource("seeds")], path)
    return path


@pytest.fixture(scope="module")
def graph(store: Path) -> hqgraph.KnowledgeGraph:
    return hqgraph.open(store)


@pytest.fixture(scope="module")
def county(graph: hqgraph.KnowledgeGraph) -> Ledger:
    return graph.ledger(region="邻水县")


def opened(ledger: Ledger, **options: bool) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(ledger.to_xlsx(**options)))


def nasty() -> Ledger:
    """Return the ledger of a document all of whose words look like formulas."""
    tasks: list[dict[str, Any]] = [
        {
            "kind": "task",
            "no": word,
            "title": word,
            "agencies": [{"name": word, "full": word, "role": "responsible"}],
            "deadline": {"text": word},
        }
        for word in NASTY
    ]
    header = {
        "title": NASTY[0],
        "region": NASTY[1],
        "region_code": "511623",
        "level": "county",
        "form": "方案",
    }
    return ledger_of(store_of([{"document": header, "tasks": tasks}]))


def test_there_is_one_row_per_task_and_body(graph: hqgraph.KnowledgeGraph) -> None:
    wanted = {(row["task"], row["agency"] or "") for row in graph.query(PAIRS).to_dicts()}
    rows = [(row["task_iri"], row["agency_iri"]) for row in graph.ledger().to_dicts()]
    assert len(rows) == len(set(rows))
    assert set(rows) == wanted


def test_a_row_says_what_the_document_prints(county: Ledger) -> None:
    row = next(row.cells() for row in county.rows if "医保支付" in row.task.label)
    assert str(row["measures"]).endswith("。")
    assert str(row["body"]) in str(row["lead"])
    assert re.fullmatch(r"第 \d+ 段", str(row["place"]))
    assert "推断" in str(row["basis"])


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({"agency": "县医保局"}, lambda row: row.duty.agency.endswith("/医疗保障")),
        (
            {"until": "2024年底"},
            lambda row: any("" < d.due <= "2024-12-31" for d in row.task.dates),
        ),
        ({"region": "四川省"}, lambda row: row.task.document.region_name in ("邻水县", "雅安市")),
        ({"document": "雅办发〔2022〕66号"}, lambda row: "雅安" in row.task.document.label),
    ],
)
def test_what_is_asked_for_is_there_and_nothing_else(
    graph: hqgraph.KnowledgeGraph, asked: dict[str, str], fits: Any
) -> None:
    rows = graph.ledger(**asked).rows  # type: ignore[arg-type]
    assert rows
    assert all(map(fits, rows))


def test_what_there_is_not_is_said(graph: hqgraph.KnowledgeGraph) -> None:
    for asked in ({"region": "火星"}, {"document": "火星"}, {"agency": "火星"}):
        with pytest.raises(NotFoundError):
            graph.ledger(**asked)  # type: ignore[arg-type]
    for asked in ({"theme": "火星"}, {"until": "火星"}):
        with pytest.raises(UsageError):
            graph.ledger(**asked)  # type: ignore[arg-type]


def test_a_sheet_is_set_for_printing_and_filling_in(county: Ledger) -> None:
    sheet = opened(county)["台账"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$4:$4"
    assert "&P" in str(sheet.oddFooter.center.text)
    assert sheet.freeze_panes == "E5"
    assert sheet.auto_filter.ref == f"A4:N{4 + len(county)}"
    assert sheet.row_dimensions[3].hidden
    assert sheet.column_dimensions["A"].hidden
    assert [cell.value for cell in sheet[4]][2:] == county.headings()
    assert all(sheet.row_dimensions[row].height > 12 for row in range(5, 5 + len(county)))
    assert sheet["M5"].number_format == "@"
    assert sheet["E5"].alignment.wrap_text


def test_long_measures_are_shortened_and_kept_whole(county: Ledger) -> None:
    book = opened(county)
    shown = [cell.value for cell in book["台账"]["E"][4:]]
    assert any(text.endswith("……") for text in shown)
    whole = "".join(str(row[1].value) for row in book["措施全文"].iter_rows())
    assert all(text in whole for task in county.tasks for text in task.measures)
    full = [cell.value for cell in opened(county, full=True)["台账"]["E"][4:]]
    assert full == ["".join(row.task.measures) for row in county.rows]


def test_the_calendar_is_by_date_and_the_summary_adds_up(county: Ledger) -> None:
    book = opened(county)
    dates = [str(row[1].value or "9") for row in book["到期日历"].iter_rows(min_row=5)]
    assert dates == sorted(dates)
    assert len(dates) == sum(len(task.dates) for task in county.tasks)
    rows = [[cell.value for cell in row] for row in book["汇总"].iter_rows(min_row=5)]
    assert rows[0][2] == len(county.tasks)
    bodies = [row for row in rows if row[0] == "单位"]
    assert sum(row[2] for row in bodies) == len(county)


def test_a_sheet_per_body_has_its_rows_and_a_name_excel_allows(
    graph: hqgraph.KnowledgeGraph,
) -> None:
    ledger = graph.ledger()
    own = opened(ledger, per_agency=True).worksheets[4:]
    bodies = {row.duty.agency for row in ledger.rows if row.duty}
    assert len(own) == len(bodies)
    assert sum(sheet.max_row - 4 for sheet in own) == sum(1 for row in ledger.rows if row.duty)


@given(st.lists(st.text(max_size=40), max_size=8))
def test_names_of_sheets_are_allowed_and_never_twice(names: list[str]) -> None:
    taken: set[str] = set()
    found = [sheet_name(name, taken) for name in names]
    assert len({name.casefold() for name in found}) == len(found)
    for name in found:
        assert 0 < len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", name)


@given(st.text("甲乙，。；、 ", max_size=300))
def test_what_is_shortened_is_the_beginning(text: str) -> None:
    short = shortened(text)
    assert text.startswith(short.removesuffix("……"))
    assert len(short) <= 90 + 2


def test_no_cell_is_or_begins_like_a_formula() -> None:
    data = nasty().to_xlsx(per_agency=True)
    book = openpyxl.load_workbook(io.BytesIO(data))
    values = [
        cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]
    assert any("HYPERLINK" in value for value in values)
    assert not [value for value in values if value[0] in "=+-@＝＋－＠\t\r"]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not [name for name in sheets if b"<f>" in package.read(name)]


def test_the_same_ledger_is_the_same_file(store: Path, county: Ledger) -> None:
    with hqgraph.open(store) as other:
        assert other.ledger(region="邻水县").to_xlsx() == county.to_xlsx()


def test_without_the_library_the_message_says_what_to_install(
    county: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(HqgraphError, match=r"hqgraph\[office\]"):
        county.to_xlsx()


def test_pandas_gets_the_same_columns(county: Ledger) -> None:
    pytest.importorskip("pandas")
    frame = county.to_pandas()
    assert list(frame.columns) == [*COLUMNS, "task_iri", "agency_iri"]
    assert len(frame) == len(county)


def test_the_command(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "台账.xlsx"
    done = run(capsys, "ledger", "--store", store, "--region", "邻水县", "-o", out)
    assert (done.code, done.out) == (0, "")
    assert "24 项任务，81 行" in done.err
    assert openpyxl.load_workbook(out).sheetnames == ["台账", "到期日历", "汇总", "措施全文"]
    none = run(capsys, "ledger", "--store", store, "--until", "1999", "-o", tmp_path / "b.xlsx")
    assert (none.code, list(tmp_path.iterdir())) == (1, [out])
    assert run(capsys, "ledger", "--store", store, "-o", tmp_path / "b.csv").code == 2


@pytest.mark.slow
def test_libreoffice_prints_it_on_a4_landscape(county: Ledger, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice")
    path = county.write(tmp_path / "a.xlsx")
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [program, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    import pypdfium2

    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        sizes = {tuple(map(round, page.get_size())) for page in document}
        first = document[0].get_textpage().get_text_bounded()
        second = document[1].get_textpage().get_text_bounded()
    assert sizes == {(842, 595)}
    for heading in ("具体措施", "责任单位", "进展"):
        assert heading in first
        assert heading in second
