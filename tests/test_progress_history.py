"""What progress was stays known: from which file, for which period, in the order of imports."""

from __future__ import annotations

import hashlib
import shutil
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from hqgraph import pipeline
from hqgraph.graph import open_graph
from hqgraph.progress import (
    LedgerFile,
    Report,
    held_progress,
    held_reports,
    import_progress,
    progress_history,
)
from hqgraph.progress.periods import stated_period
from hqgraph.rdf.report_quads import report_quads, reports_of
from hqgraph.rdf.validate import validate
from hqgraph.rdf.vocabulary import HQ, PROV, RDF
from progress_fixture import LINSHUI, Sheet, exported, other_quads, seed, texts

pytest.importorskip("xlsxwriter")
DOCUMENT = "https://w3id.org/hqgraph/id/doc/x"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("history") / "store"
    pipeline.build([seed(LINSHUI)], store)
    return store


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "store"))


def reports(store: Path) -> tuple[Report, ...]:
    with open_graph(store) as graph:
        return held_reports(graph)


def filled(store: Path, path: Path, row: int, text: str | None, period: str = "") -> Path:
    """Export a ledger, fill a row's progress in, and the period above the table."""
    sheet = Sheet(exported(store, path))
    sheet.fill(row, "hq:progress", text)
    if period:
        sheet.sheet.cell(2, sheet.column("hq:progress")).value = f"填报期：{period}"
    return sheet.save()


def test_each_import_that_changes_something_adds_a_report(store: Path, tmp_path: Path) -> None:
    first = filled(store, tmp_path / "一季度.xlsx", 5, "甲", "2025年第一季度")
    import_progress(store, [first])
    import_progress(store, [first])
    second = filled(store, tmp_path / "二季度.xlsx", 5, "乙", "2025年第二季度")
    import_progress(store, [second], reported=date(2025, 6, 30))
    other = filled(store, tmp_path / "别的.xlsx", 6, "丙")
    import_progress(store, [other])
    import_progress(store, [filled(store, tmp_path / "空.xlsx", 5, None)])
    mine = [one for one in reports(store) if one.order != 3]
    assert [(one.order, one.text, one.period, one.reported) for one in mine] == [
        (1, "甲", "2025年第一季度", ""),
        (2, "乙", "2025年第二季度", "2025-06-30"),
        (4, "", "", ""),
    ]
    digest = hashlib.sha256(first.read_bytes()).hexdigest()
    assert mine[0].files == (LedgerFile("一季度.xlsx", digest),)
    assert [text for text, _ in texts(store).values()] == ["丙"]
    with open_graph(store) as graph:
        found = progress_history(graph)
        assert [one.now for one in found if one.listed.text == "乙"] == [False]
        assert sum(one.now for one in found) == 2
        told = [str(one) for one in validate(graph.quads()).findings if "progress/" in one.focus]
    assert told == []


def test_history_is_told_in_terms_of_prov(store: Path, tmp_path: Path) -> None:
    facts = other_quads(store)
    import_progress(store, [filled(store, tmp_path / "a.xlsx", 5, "甲")])
    import_progress(store, [filled(store, tmp_path / "b.xlsx", 5, "乙")])
    with open_graph(store) as graph:
        rows = graph.query(
            f"SELECT ?now ?was ?text ?name {{ ?report {PROV.specializationOf} ?progress ;"
            f" {PROV.wasRevisionOf} ?before ; {HQ.progressText} ?now ;"
            f" {PROV.wasDerivedFrom}/{HQ.fileName} ?name . ?before {HQ.progressText} ?was ."
            f" ?progress {RDF.type} {HQ.Progress} ; {HQ.progressText} ?text }}"
        ).rows
        assert [[str(term.value) for term in row] for row in rows] == [  # type: ignore[union-attr]
            ["乙", "甲", "乙", "b.xlsx"]
        ]
        assert len(graph.query(f"SELECT ?x {{ ?x {HQ.progressOf} ?task }}").rows) == 1
    assert other_quads(store) == facts


def test_progress_from_before_histories_begins_them(store: Path, tmp_path: Path) -> None:
    import_progress(store, [filled(store, tmp_path / "a.xlsx", 5, "甲")])
    from hqgraph import graph as stores
    from hqgraph.progress.reports import write_progress

    with stores.edit(store) as graph:
        held = held_progress(graph)
        write_progress(graph, [held[0].document], held)
    assert reports(store) == ()
    import_progress(store, [filled(store, tmp_path / "b.xlsx", 5, "乙")])
    assert [(one.order, one.text, len(one.files)) for one in reports(store)] == [
        (0, "甲", 0),
        (1, "乙", 1),
    ]


def test_two_files_of_one_import_are_told_apart(store: Path, tmp_path: Path) -> None:
    one = filled(store, tmp_path / "a.xlsx", 5, "甲", "5月")
    other = filled(store, tmp_path / "b.xlsx", 6, "乙", "6月")
    import_progress(store, [one, other])
    found = {report.text: report for report in reports(store)}
    assert [file.name for file in found["甲"].files] == ["a.xlsx"]
    assert (found["乙"].period, found["甲"].order, found["乙"].order) == ("6月", 1, 1)


def test_reports_read_back_as_they_were_written() -> None:
    task = f"{DOCUMENT}/task/1"
    files = (LedgerFile("a b.xlsx", "12"), LedgerFile("台账.xlsx", "34"))
    written = (
        Report(DOCUMENT, task, "", 2, "甲", "", "2025-01-31", "一月", files),
        Report(DOCUMENT, task, "", 10),
        Report(DOCUMENT, task, "https://w3id.org/hqgraph/id/org/1/x", 1, note="乙"),
    )
    quads = list(report_quads(written))
    assert reports_of(NamedNode(DOCUMENT), reversed(quads)) == written


@pytest.mark.parametrize(
    ("cells", "period"),
    [
        (["填报期：2025年第二季度"], "2025年第二季度"),
        (["填报单位：县医保局", "填报日期: 2025-06-30"], "2025-06-30"),
        (["填报单位：县医保局　填报时间：2025年6月（盖章）"], "2025年6月"),
        (["报告期", "2025年上半年"], "2025年上半年"),
        (["（截至：2025年6月底）"], "2025年6月底"),
        (["填报期：", "填报人：张某"], ""),
        (["填报期：____"], ""),
        (["截至目前，全县有12家医院"], ""),
        (["填报期：" + "很长" * 30], ""),
        ([], ""),
    ],
)
def test_the_period_is_what_the_head_of_a_ledger_states(cells: list[str], period: str) -> None:
    assert stated_period([dict(enumerate(cells, 1))]) == period
