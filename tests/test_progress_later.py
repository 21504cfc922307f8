"""The later word stands: of periods, days and files; the earlier one goes into the history."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from cli_fixture import run
from hqgraph import pipeline
from hqgraph.graph import open_graph
from hqgraph.progress import held_progress, import_progress, progress_history
from hqgraph.progress.periods import last_day
from hqgraph.rdf.validate import validate
from progress_fixture import LINSHUI, Sheet, exported, seed

pytest.importorskip("xlsxwriter")
JANUARY, FEBRUARY = date(2025, 1, 31), date(2025, 2, 28)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("later")
    pipeline.build([seed(LINSHUI)], folder / "store")
    exported(folder / "store", folder / "blank.xlsx", per_agency=True)
    return folder


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built / "store", tmp_path / "store"))


def ledger(built: Path, path: Path, text: str, period: str = "", sheet: str = "台账") -> Path:
    """Return the ledger with one row filled in, and the period above it."""
    found = Sheet(built / "blank.xlsx", sheet)
    found.fill(5, "hq:progress", text)
    if period:
        found.sheet.cell(2, found.column("hq:progress")).value = f"填报期：{period}"
    return found.save(path)


def state(store: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str, bool]]]:
    """Return what is held and since when, and the history: words, day, whether they stand."""
    with open_graph(store) as graph:
        held = [(one.text, one.reported) for one in held_progress(graph)]
        told = [
            (one.listed.text, one.listed.reported or one.period, one.now)
            for one in progress_history(graph)
        ]
        findings = validate(graph.quads()).findings
    assert [str(one) for one in findings if "progress/" in one.focus] == []
    return held, told


@pytest.mark.parametrize("swapped", [False, True])
def test_of_two_files_the_later_period_stands_whatever_their_order(
    built: Path, store: Path, tmp_path: Path, swapped: bool
) -> None:
    files = [
        ledger(built, tmp_path / "1.xlsx", "一月的话长得多", "2025年1月"),
        ledger(built, tmp_path / "2.xlsx", "二月", "2025年2月"),
    ]
    report = import_progress(store, files[::-1] if swapped else files)
    held, told = state(store)
    assert held == [("二月", "")]
    assert sorted(told) == [("一月的话长得多", "2025年1月", False), ("二月", "2025年2月", True)]
    assert [one.kind for one in report.remarks] == (["late"] if swapped else [])
    assert report.late == int(swapped)


def test_without_periods_the_file_named_last_stands_and_both_are_history(
    built: Path, store: Path, tmp_path: Path
) -> None:
    files = [
        ledger(built, tmp_path / "b.xlsx", "先前的话长得多"),
        ledger(built, tmp_path / "a.xlsx", "后"),
    ]
    report = import_progress(store, files)
    held, told = state(store)
    assert held == [("后", "")]
    assert [text for text, _, _ in told] == ["先前的话长得多", "后"]
    assert [one.kind for one in report.remarks] == ["replaced"]
    assert (report.added, report.changed) == (1, 1)


def test_an_earlier_day_replaces_nothing_and_is_filed_once(
    built: Path, store: Path, tmp_path: Path
) -> None:
    later = ledger(built, tmp_path / "2.xlsx", "二月")
    earlier = ledger(built, tmp_path / "1.xlsx", "一月")
    import_progress(store, [later], reported=FEBRUARY)
    for filed in (1, 0):
        report = import_progress(store, [earlier], reported=JANUARY)
        assert (report.late, report.changed, report.same) == (filed, 0, 81 + 0)
        assert [one.kind for one in report.remarks] == ["late"]
    assert state(store) == (
        [("二月", "2025-02-28")],
        [("二月", "2025-02-28", True), ("一月", "2025-01-31", False)],
    )


def test_a_file_imported_again_brings_nothing_old_back(
    built: Path, store: Path, tmp_path: Path
) -> None:
    first = ledger(built, tmp_path / "1.xlsx", "甲")
    import_progress(store, [first])
    import_progress(store, [ledger(built, tmp_path / "2.xlsx", "乙")])
    report = import_progress(store, [first])
    assert [one.kind for one in report.remarks] == ["again"]
    assert [text for text, _ in state(store)[0]] == ["乙"]
    import_progress(store, [first], reported=FEBRUARY)  # said anew
    assert state(store)[0] == [("甲", "2025-02-28")]


def test_what_was_cleared_is_not_brought_back_by_an_old_file(
    built: Path, store: Path, tmp_path: Path
) -> None:
    first = ledger(built, tmp_path / "1.xlsx", "甲")
    import_progress(store, [first], reported=JANUARY)
    emptied = Sheet(exported(store, tmp_path / "2.xlsx"))
    emptied.fill(5, "hq:progress", None)
    import_progress(store, [emptied.save()], reported=FEBRUARY)
    import_progress(store, [Path(shutil.copy(first, tmp_path / "copy.xlsx"))])
    import_progress(store, [ledger(built, tmp_path / "3.xlsx", "乙")], reported=JANUARY)
    held, told = state(store)
    assert held == []
    assert [text for text, _, _ in told] == ["甲", "", "乙"]


def test_the_same_words_as_of_a_later_day_are_a_report(
    built: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_progress(store, [ledger(built, tmp_path / "1.xlsx", "甲")], reported=JANUARY)
    untouched = exported(store, tmp_path / "2.xlsx")
    for confirmed in (1, 0):
        report = import_progress(store, [untouched], reported=FEBRUARY)
        assert (report.confirmed, report.same) == (confirmed, 81)
    report = import_progress(store, [untouched], reported=JANUARY)
    assert report.confirmed == 0
    assert state(store) == (
        [("甲", "2025-02-28")],
        [("甲", "2025-01-31", False), ("甲", "2025-02-28", True)],
    )
    listed = run(capsys, "progress", "list", "--history", "--store", store).out
    assert "截至" in listed


def test_a_bodys_own_sheet_stands_before_the_common_one(
    built: Path, store: Path, tmp_path: Path
) -> None:
    names = Sheet(built / "blank.xlsx").book.sheetnames
    own = Sheet(built / "blank.xlsx", names[-1])
    key = own.sheet.cell(5, own.column("hq:row")).value
    own.fill(5, "hq:progress", "已完成")
    common = own.book["台账"]
    at = next(row for row in range(5, 90) if common.cell(row, 1).value == key)
    common.cell(at, own.column("hq:progress")).value = "进行中，写得比较长的旧话"
    report = import_progress(store, [own.save(tmp_path / "a.xlsx")])
    assert [text for text, _ in state(store)[0]] == ["已完成"]
    assert [(one.kind, one.place.sheet) for one in report.remarks] == [("conflict", "台账")]


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2025年第二季度", "2025-06-30"),
        ("2025年二季度", "2025-06-30"),
        ("2025年前三季度", "2025-09-30"),
        ("2025Q1", "2025-03-31"),
        ("2025年上半年", "2025-06-30"),
        ("2025年1—6月", "2025-06-30"),
        ("2024年2月", "2024-02-29"),
        ("２０２５年６月份", "2025-06-30"),
        ("2025-06-30", "2025-06-30"),
        ("2025.6", "2025-06-30"),
        ("截至2025年5月31日", "2025-05-31"),
        ("2025年度", "2025-12-31"),
        ("2025年6月底", "2025-06-30"),
        ("6月", ""),
        ("2025年2月30日", ""),
        ("2025年第五季度", ""),
        ("本期", ""),
    ],
)
def test_a_period_ends_on_a_day_where_it_names_one(period: str, day: str) -> None:
    assert last_day(period) == day


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_what_is_exported_comes_back(
    built: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    import_progress(store, [ledger(built, tmp_path / "1.xlsx", "'=1+1\n乙")], reported=JANUARY)
    out = tmp_path / f"进展{suffix}"
    assert run(capsys, "progress", "export", "--store", store, "-o", out).code == 0
    other = Path(shutil.copytree(built / "store", tmp_path / "other"))
    assert run(capsys, "progress", "import", out, "--store", other).code == 0
    assert state(other)[0] == state(store)[0]


def test_progress_is_not_written_into_a_file_of_another_kind(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.ods", "a.xls", "a"):
        outcome = run(capsys, "progress", "export", "--store", store, "-o", tmp_path / name)
        assert (outcome.code, len(outcome.err.splitlines())) == (2, 1)
        assert not (tmp_path / name).exists()
