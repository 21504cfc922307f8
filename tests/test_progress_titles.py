"""Reports belong to tasks by their titles: what a revised document numbers anew moves nothing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from cli_fixture import run
from hqgraph import pipeline
from hqgraph.graph import edit, open_graph
from hqgraph.progress import (
    Progress,
    held_progress,
    held_reports,
    import_progress,
    listed_progress,
    progress_history,
)
from hqgraph.progress.columns import key_title, read_key, row_key
from hqgraph.progress.homes import document_of, like, number_of
from hqgraph.progress.reports import write_progress
from hqgraph.queries import run as query
from hqgraph.rdf.vocabulary import ID
from progress_fixture import HEAD, LINSHUI, Sheet, exported, seed

pytest.importorskip("xlsxwriter")

TITLES = ("推进预约诊疗", "推进智慧医院建设", "深化薪酬制度改革", "加强人才培养")
OTHER = "推进移动支付"


def plan(path: Path, titles: tuple[str, ...]) -> Path:
    """Write a document of a county, one numbered task under each title."""
    head = "甲县公立医院高质量发展实施方案\n\n一、重点任务\n\n"
    body = "(责任单位：县医保局、县财政局)"
    numbers = "一二三四五六七"
    tasks = (
        f"（{numbers[at]}）{title}。由各医院抓好落实，做好第{title[-2:]}项工作。{body}\n\n"
        for at, title in enumerate(titles)
    )
    path.write_text(head + "".join(tasks), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("titles")
    pipeline.build([plan(folder / "方案.txt", TITLES)], folder / "store")
    return folder / "store"


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "store"))


def ledger(store: Path, path: Path, *, filled: bool = True) -> Path:
    """Return a ledger in which every row says what task and body it is about."""
    from hqgraph.views.ledger import ledger_of

    with open_graph(store) as graph:
        ledger_of(graph).write(path)
    if not filled:
        return path
    sheet = Sheet(path)
    for row in range(HEAD + 1, sheet.sheet.max_row + 1):
        task = str(sheet.sheet.cell(row, sheet.column("hq:task")).value)
        body = str(sheet.sheet.cell(row, sheet.column("hq:body")).value)
        sheet.fill(row, "hq:progress", f"{re.sub('^（.）', '', task)}/{body}")
    return sheet.save()


def shown(store: Path) -> list[tuple[str, str, str]]:
    """Return what is reported: the task that it stands with, its own words, its state."""
    with open_graph(store) as graph:
        return [(one.task, one.text.split("/")[0], one.state) for one in listed_progress(graph)]


def in_ledger(store: Path, tmp_path: Path) -> set[tuple[str, str]]:
    """Return task and progress of every row that a new ledger shows filled in."""
    sheet = Sheet(ledger(store, tmp_path / "again.xlsx", filled=False))
    columns = [sheet.column(mark) for mark in ("hq:task", "hq:progress")]
    rows = range(HEAD + 1, sheet.sheet.max_row + 1)
    cells = [[sheet.sheet.cell(row, at).value for at in columns] for row in rows]
    return {(str(task)[3:], str(text).split("/")[0]) for task, text in cells if text}


def test_progress_goes_with_its_task_to_another_number(store: Path, tmp_path: Path) -> None:
    import_progress(store, [ledger(store, tmp_path / "a.xlsx")])
    with open_graph(store) as graph:
        before = {(one.title, one.order) for one in held_reports(graph)}
    report = pipeline.add(store, [plan(tmp_path / "方案.txt", (*TITLES[1:3], OTHER, TITLES[3]))])
    found = shown(store)
    held = [one for one in found if one[2] == "held"]
    assert {task for task, _, _ in held} == set(TITLES[1:])
    assert all(task == said for task, said, _ in found)
    assert [one for one in found if one[2] != "held"] == [(TITLES[0],) * 2 + ("retitled",)] * 2
    assert (len(report.settled.moved), len(report.settled.unmatched)) == (4, 2)
    assert TITLES[0] in str(report.settled)
    with open_graph(store) as graph:
        assert {(one.title, one.order) for one in held_reports(graph)} == before
        assert all(one.now for one in progress_history(graph))
        rows = query(graph, "progress").to_dicts()
        missing = query(graph, "progress-missing").to_dicts()
    assert {(row["title"], str(row["progress"]).split("/")[0]) for row in rows} == {
        (title, title) for title in TITLES[1:]
    }
    assert {row["title"] for row in missing} == {OTHER}
    assert in_ledger(store, tmp_path) == {(title, title) for title in TITLES[1:]}


def test_progress_is_back_when_the_task_is(store: Path, tmp_path: Path) -> None:
    import_progress(store, [ledger(store, tmp_path / "a.xlsx")])
    with open_graph(store) as graph:
        before = held_progress(graph), held_reports(graph)
    pipeline.add(store, [plan(tmp_path / "方案.txt", (OTHER, *TITLES[2:]))])
    pipeline.build([plan(tmp_path / "方案.txt", TITLES)], store)
    with open_graph(store) as graph:
        assert (held_progress(graph), held_reports(graph)) == before


def test_a_build_settles_as_an_addition_does(store: Path, tmp_path: Path) -> None:
    import_progress(store, [ledger(store, tmp_path / "a.xlsx")])
    revised = plan(tmp_path / "方案.txt", TITLES[1:])
    other = Path(shutil.copytree(store, tmp_path / "other"))
    pipeline.add(store, [revised])
    report = pipeline.build([revised], other)
    assert shown(store) == shown(other)
    assert report.carried is not None
    assert report.carried.unmatched == len(report.settled.unmatched) == 2


def test_rows_are_found_by_title_and_what_is_not_found_is_told(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = ledger(store, tmp_path / "a.xlsx")
    pipeline.add(store, [plan(tmp_path / "方案.txt", (*TITLES[1:3], OTHER, TITLES[3]))])
    report = import_progress(store, [path], dry_run=True)
    assert {one.kind for one in report.remarks} == {"moved", "retitled"}
    assert (report.added, report.matched, report.rows) == (6, 6, 8)
    told = run(capsys, "progress", "import", path, "--store", store).err.splitlines()
    assert [TITLES[0] in line and "未导入" in line for line in told[:-1]].count(True) == 2
    assert len(told) == 4  # two rows that are lost, the tasks that moved, the counts
    assert all((task, state) == (said, "held") for task, said, state in shown(store))


def test_two_tasks_of_one_title_are_not_chosen_between(store: Path, tmp_path: Path) -> None:
    import_progress(store, [ledger(store, tmp_path / "a.xlsx")])
    pipeline.add(store, [plan(tmp_path / "方案.txt", (OTHER, TITLES[0], TITLES[0]))])
    assert [state for task, _, state in shown(store) if task == TITLES[0]] == ["retitled"] * 2


def test_what_was_taken_in_without_titles_has_them_before_its_task_goes(
    store: Path, tmp_path: Path
) -> None:
    import_progress(store, [ledger(store, tmp_path / "a.xlsx")])
    with edit(store) as graph:
        old = [Progress(one.document, *one.key, one.text) for one in held_progress(graph)]
        write_progress(graph, {one.document for one in old}, old)
    other = Path(shutil.copytree(store, tmp_path / "other"))
    revised = plan(tmp_path / "方案.txt", TITLES[1:])
    pipeline.add(store, [revised])
    pipeline.build([revised], other)
    assert shown(store) == shown(other)
    assert all(task == said for task, said, _ in shown(store))


def test_a_body_that_left_a_task_is_not_a_task_that_left(store: Path, tmp_path: Path) -> None:
    import_progress(store, [ledger(store, tmp_path / "a.xlsx")])
    path = plan(tmp_path / "方案.txt", TITLES)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("县医保局、县财政局", "县财政局", 1), encoding="utf-8")
    pipeline.add(store, [path])
    states = [state for _, _, state in shown(store)]
    assert (states.count("no-agency"), states.count("held")) == (1, 7)


def test_rows_that_say_one_thing_are_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipeline.build([seed(LINSHUI)], tmp_path / "one")
    sheet = Sheet(exported(tmp_path / "one", tmp_path / "a.xlsx"))
    sheet.fill(5, "hq:progress", "甲")
    pipeline.build([plan(tmp_path / "方案.txt", TITLES)], tmp_path / "two")
    outcome = run(capsys, "progress", "import", sheet.save(), "--store", tmp_path / "two")
    assert outcome.code == 1
    assert [line for line in outcome.err.splitlines() if "81 行" in line and "1 行填有" in line]
    assert len(outcome.err.splitlines()) == 3


def test_keys_hold_titles_and_those_of_old_ledgers_are_read() -> None:
    task, body = f"{ID}doc/甲/task/1", f"{ID}org/1/乙"
    assert read_key(row_key(task, body, "推进 | 改革")) == (task, body)
    assert key_title(row_key(task, body, "推进 | 改革")) == "推进 | 改革"
    assert read_key(row_key(task, "")) == (task, "")
    assert key_title(row_key(task, body)) == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("推进DRG付费", "推进ＤＲＧ 付费。", True),
        ("加强人才培养", "加强人才培训", False),
        ("", "甲", False),
    ],
)
def test_titles_are_alike_but_for_blanks_widths_and_a_stop(
    one: str, other: str, same: bool
) -> None:
    assert (like(one) == like(other)) is same


def test_an_items_iri_names_its_document_and_number() -> None:
    item = f"{ID}doc/511623/甲县方案/safeguard/一/2"
    assert document_of(item) == f"{ID}doc/511623/甲县方案"
    assert number_of(item) == ("safeguard", "一/2")
