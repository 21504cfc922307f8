"""Progress comes back from filled ledgers: nothing lost, nothing else touched, nothing silent."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from cli_fixture import run
from hqgraph import pipeline
from hqgraph.errors import ReadError
from hqgraph.graph import open_graph
from hqgraph.progress import ProgressError, held_progress, import_progress, listed_progress
from hqgraph.progress.columns import shielded
from hqgraph.rdf.validate import validate
from progress_fixture import HEAD, LINSHUI, YAAN, Sheet, exported, other_quads, seed, texts

pytest.importorskip("xlsxwriter")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("progress") / "store"
    pipeline.build([seed(LINSHUI)], store)
    return store


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "store"))


def test_an_import_changes_progress_and_nothing_else(store: Path, tmp_path: Path) -> None:
    before = other_quads(store)
    sheet = Sheet(exported(store, tmp_path / "a.xlsx"))
    sheet.fill(5, "hq:progress", "已完成\n第二行")
    sheet.fill(6, "hq:note", "60%")
    report = import_progress(store, [sheet.save()], reported=date(2025, 6, 30))
    assert (report.added, report.matched, report.rows) == (2, 81, 81)
    assert not report.remarks
    assert sorted(texts(store).values()) == [("", "60%"), ("已完成\n第二行", "")]
    assert other_quads(store) == before
    with open_graph(store) as graph:
        assert {one.reported for one in held_progress(graph)} == {"2025-06-30"}
        told = [str(one) for one in validate(graph.quads()).findings if "progress/" in one.focus]
    assert told == []


@pytest.mark.slow
def test_progress_survives_whatever_happens_to_documents(store: Path, tmp_path: Path) -> None:
    sheet = Sheet(exported(store, tmp_path / "a.xlsx"))
    sheet.fill(5, "hq:progress", "已完成")
    import_progress(store, [sheet.save()])
    held, facts = texts(store), other_quads(store)
    pipeline.add(store, [seed(YAAN)])
    assert texts(store) == held
    pipeline.remove(store, LINSHUI)
    assert texts(store) == held
    report = import_progress(store, [sheet.path])
    assert {one.kind for one in report.remarks} == {"no-document"}
    assert len(report.remarks) == report.rows == 81
    pipeline.add(store, [seed(LINSHUI)])
    pipeline.remove(store, "雅办发〔2022〕66号")
    assert texts(store) == held
    assert other_quads(store) == facts


def test_the_ledger_shows_what_was_imported_and_importing_that_changes_nothing(
    store: Path, tmp_path: Path
) -> None:
    sheet = Sheet(exported(store, tmp_path / "a.xlsx"))
    sheet.fill(7, "hq:progress", "=1+1")
    sheet.fill(8, "hq:progress", shielded("'-5%"))
    import_progress(store, [sheet.save()])
    assert {text for text, _ in texts(store).values()} == {"=1+1", "'-5%"}
    again = Sheet(exported(store, tmp_path / "b.xlsx"))
    shown = [again.sheet.cell(row, again.column("hq:progress")).value for row in (7, 8)]
    assert shown == ["'=1+1", "''-5%"]
    report = import_progress(store, [again.path])
    assert (report.same, report.changed, report.added) == (81, 0, 0)


def test_an_old_ledger_undoes_nothing_and_what_it_replaces_is_told(
    store: Path, tmp_path: Path
) -> None:
    old = exported(store, tmp_path / "old.xlsx")
    mine = Sheet(old)
    mine.fill(5, "hq:progress", "甲")
    import_progress(store, [mine.save(tmp_path / "mine.xlsx")])
    assert not import_progress(store, [old]).remarks
    assert [text for text, _ in texts(store).values()] == ["甲"]
    late = Sheet(old)
    late.fill(5, "hq:progress", "乙")
    report = import_progress(store, [late.save(tmp_path / "late.xlsx")])
    assert [(one.kind, one.detail, one.place.row) for one in report.remarks] == [
        ("replaced", "甲", 5)
    ]
    assert [text for text, _ in texts(store).values()] == ["乙"]


def test_an_emptied_cell_clears_unless_the_store_knows_better(store: Path, tmp_path: Path) -> None:
    first = Sheet(exported(store, tmp_path / "a.xlsx"))
    first.fill(5, "hq:progress", "甲")
    import_progress(store, [first.save()])
    second = exported(store, tmp_path / "b.xlsx")
    newer = Sheet(second)
    newer.fill(5, "hq:progress", "丙")
    import_progress(store, [newer.save(tmp_path / "c.xlsx")])
    empty = Sheet(second)
    empty.fill(5, "hq:progress", None)
    empty.save(tmp_path / "d.xlsx")
    report = import_progress(store, [tmp_path / "d.xlsx"])
    assert [one.kind for one in report.remarks] == ["kept"]
    third = Sheet(exported(store, tmp_path / "e.xlsx"))
    third.fill(5, "hq:progress", None)
    assert import_progress(store, [third.save()]).cleared == 1
    assert texts(store) == {}


def test_columns_may_move_be_renamed_or_lose_their_marks(store: Path, tmp_path: Path) -> None:
    sheet = Sheet(exported(store, tmp_path / "a.xlsx"))
    sheet.fill(5, "hq:progress", "甲")
    sheet.sheet.cell(HEAD, sheet.column("hq:progress")).value = "本月情况"
    columns = [[cell.value for cell in column] for column in sheet.sheet.iter_cols()]
    random.Random(5).shuffle(columns)
    moved = openpyxl.Workbook()
    for at, column in enumerate(columns, 1):
        for row, value in enumerate(column, 1):
            moved.active.cell(row, at).value = value  # type: ignore[union-attr]
    moved.save(tmp_path / "moved.xlsx")
    assert import_progress(store, [tmp_path / "moved.xlsx"]).added == 1
    bare = Sheet(exported(store, tmp_path / "b.xlsx"))
    bare.fill(6, "hq:note", "乙")
    bare.sheet.delete_rows(3)
    report = import_progress(store, [bare.save()])
    assert (report.added, report.remarks) == (1, ())
    assert sorted(texts(store).values()) == [("", "乙"), ("甲", "")]


def test_a_lost_column_clears_nothing(store: Path, tmp_path: Path) -> None:
    sheet = Sheet(exported(store, tmp_path / "a.xlsx"))
    sheet.fill(5, "hq:note", "甲")
    import_progress(store, [sheet.save()])
    without = Sheet(exported(store, tmp_path / "b.xlsx"))
    without.sheet.delete_cols(without.column("hq:note"))
    assert import_progress(store, [without.save()]).same == 81
    assert list(texts(store).values()) == [("", "甲")]


def test_every_row_that_cannot_be_taken_is_named(store: Path, tmp_path: Path) -> None:
    sheet = Sheet(exported(store, tmp_path / "a.xlsx"))
    keys = sheet.column("hq:row")
    task, agency = sheet.sheet.cell(5, keys).value.partition(" | ")[0].split(" ")
    for row, key in (
        (5, None),
        (6, "19"),
        (7, f"{task}9999 {agency} | 没有的任务"),
        (8, f"{task} org/1/甲"),
    ):
        sheet.sheet.cell(row, keys).value = key
        sheet.fill(row, "hq:progress", f"第{row}行")
    sheet.fill(9, "hq:progress", "长" * 32_001)
    report = import_progress(store, [sheet.save()])
    assert [(one.place.row, one.kind) for one in report.remarks] == [
        (5, "no-key"),
        (6, "bad-key"),
        (7, "no-task"),
        (8, "no-agency"),
        (9, "too-long"),
    ]
    assert all(f"第{row}行" in report.remarks[row - 5].detail for row in range(5, 9))
    with pytest.raises(ProgressError) as refused:
        import_progress(store, [sheet.path], strict=True)
    assert len(refused.value.failures) == 5
    assert texts(store) == {}


def test_keys_left_behind_by_a_sort_of_some_columns_attach_progress_to_nobody_else(
    store: Path, tmp_path: Path
) -> None:
    sheet = Sheet(exported(store, tmp_path / "a.xlsx"))
    sheet.fill(5, "hq:progress", "甲")
    for column in range(3, sheet.sheet.max_column + 1):
        upper, lower = sheet.sheet.cell(5, column), sheet.sheet.cell(6, column)
        upper.value, lower.value = lower.value, upper.value
    report = import_progress(store, [sheet.save()])
    assert [(one.kind, one.place.row) for one in report.remarks] == [("astray", 5), ("astray", 6)]
    assert texts(store) == {}


def test_sheets_without_keys_are_told_and_other_files_refused(store: Path, tmp_path: Path) -> None:
    sheet = Sheet(exported(store, tmp_path / "a.xlsx", per_agency=True))
    other = sheet.book.worksheets[-1]
    other.delete_cols(1)
    report = import_progress(store, [sheet.save()], dry_run=True)
    assert [(one.kind, one.place.sheet) for one in report.remarks] == [("keyless", other.title)]
    openpyxl.Workbook().save(tmp_path / "empty.xlsx")
    for path in (tmp_path / "empty.xlsx", tmp_path / "none.xlsx", seed(YAAN)):
        with pytest.raises(ReadError):
            import_progress(store, [path])


def test_what_is_filled_in_on_a_bodys_own_sheet_counts(store: Path, tmp_path: Path) -> None:
    path = exported(store, tmp_path / "a.xlsx", per_agency=True)
    names = openpyxl.load_workbook(path).sheetnames
    sheet = Sheet(path, names[-1])
    sheet.fill(5, "hq:progress", "甲")
    report = import_progress(store, [sheet.save()])
    assert (report.added, report.remarks) == (1, ())


def test_the_csv_export_rebuilds_progress_elsewhere(
    store: Path, built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = Sheet(exported(store, tmp_path / "a.xlsx"))
    sheet.fill(5, "hq:progress", '甲,"乙"\n丙')
    sheet.fill(6, "hq:note", "@丁")
    import_progress(store, [sheet.save()], reported=date(2025, 6, 30))
    out = tmp_path / "进展.csv"
    assert run(capsys, "progress", "export", "--store", store, "-o", out, "--bom").code == 0
    fresh = shutil.copytree(built, tmp_path / "fresh")
    assert run(capsys, "progress", "import", out, "--store", fresh).code == 0
    with open_graph(store) as one, open_graph(fresh) as other:
        assert held_progress(one) == held_progress(other)
    listed = run(capsys, "progress", "list", "--store", fresh, "--document", LINSHUI)
    assert "@丁" in listed.out


@pytest.mark.slow
def test_a_ledger_saved_by_libreoffice_comes_back(store: Path, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice")
    sheet = Sheet(exported(store, tmp_path / "a.xlsx"))
    sheet.fill(5, "hq:progress", "甲\n乙")
    sheet.fill(6, "hq:note", "'=1")
    sheet.save()
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [program, home, "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run(
        [*command, str(tmp_path / "saved"), str(sheet.path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    report = import_progress(store, [tmp_path / "saved" / "a.xlsx"])
    assert (report.matched, report.added, report.remarks) == (81, 2, ())
    assert sorted(texts(store).values()) == [("", "=1"), ("甲\n乙", "")]


def test_a_bomb_is_refused(store: Path, tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook>" + " " * (40 * 2**20) + "</workbook>")
    (tmp_path / "bomb.xlsx").write_bytes(data.getvalue())
    with pytest.raises(ReadError):
        import_progress(store, [tmp_path / "bomb.xlsx"])


def test_a_ledger_without_its_hidden_columns_is_an_error_that_names_what_is_left(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = Sheet(exported(store, tmp_path / "a.xlsx"))
    sheet.fill(5, "hq:progress", "甲")
    for mark in ("hq:base", "hq:row"):
        sheet.sheet.delete_cols(sheet.column(mark))
    outcome = run(capsys, "progress", "import", sheet.save(), "--store", store)
    assert outcome.code == 1
    assert "进展、备注" in outcome.err
    assert "没有一行" in outcome.err
    assert texts(store) == {}


def test_the_numbers_of_an_import_with_repeated_rows_add_up(store: Path, tmp_path: Path) -> None:
    report = import_progress(
        store, [exported(store, tmp_path / "a.xlsx", per_agency=True)], dry_run=True
    )
    assert report.repeated > 0
    sorted_out = report.added + report.changed + report.cleared + report.same
    assert sorted_out + report.repeated == report.matched == report.rows


@pytest.mark.parametrize("suffix", [".ods", ".xls"])
def test_a_workbook_of_another_kind_is_to_be_saved_as_xlsx(
    store: Path, tmp_path: Path, suffix: str
) -> None:
    path = exported(store, tmp_path / "a.xlsx").rename(tmp_path / f"a{suffix}")
    with pytest.raises(ReadError, match="另存为"):
        import_progress(store, [path])


def test_yes_and_no_come_back_as_a_spreadsheet_shows_them(store: Path, tmp_path: Path) -> None:
    sheet = Sheet(exported(store, tmp_path / "a.xlsx"))
    progress = sheet.column("hq:progress")
    sheet.sheet.cell(5, progress).value = True
    sheet.sheet.cell(6, progress).value = False
    import_progress(store, [sheet.save()])
    assert sorted(text for text, _ in texts(store).values()) == ["FALSE", "TRUE"]


def test_options_of_the_ledger_do_not_speak_of_drawing(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (("ledger",), ("progress", "export"), ("progress", "list")):
        assert "只画" not in run(capsys, *words, "--help").out


def test_progress_on_what_is_gone_keeps_names_that_people_know(store: Path, tmp_path: Path) -> None:
    sheet = Sheet(exported(store, tmp_path / "a.xlsx"))
    sheet.fill(5, "hq:progress", "甲")
    import_progress(store, [sheet.save()])
    with open_graph(store) as graph:
        before = listed_progress(graph)[0]
    pipeline.add(store, [seed(YAAN)])
    pipeline.remove(store, LINSHUI)
    with open_graph(store) as graph:
        after = listed_progress(graph)[0]
    assert (after.held, after.document) == (False, before.document)
    assert (after.task, after.state) == (before.task, "no-document")
    assert after.agency.startswith("邻水县 ")
    assert "/" not in after.document + after.task + after.agency
