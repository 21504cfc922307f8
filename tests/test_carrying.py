"""A build over a store keeps what people put there: catalogues and progress."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import hqgraph
from hqgraph import catalogues, pipeline
from hqgraph import graph as stores
from hqgraph.errors import StoreError
from hqgraph.graph.folder import STAMP
from hqgraph.progress import Progress, held_progress, held_reports, import_progress
from progress_fixture import LINSHUI, YAAN, Sheet, exported, seed, texts

pytest.importorskip("xlsxwriter")
LISTED = "标题,文号,发文机关,日期\n甲省医院办法,甲政发〔2020〕1号,四川省人民政府,2020-01-02\n"


def dump(store: Path) -> bytes:
    with stores.open_graph(store) as graph:
        return stores.export(graph, "nq")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of one document with a catalogue and two reports on progress."""
    folder = tmp_path_factory.mktemp("carrying")
    store = folder / "store"
    pipeline.build([seed(LINSHUI)], store)
    (folder / "目录.csv").write_text(LISTED, encoding="utf-8")
    catalogues.add_catalogue(store, [folder / "目录.csv"])
    sheet = Sheet(exported(store, folder / "台账.xlsx"))
    sheet.fill(5, "hq:progress", "甲")
    sheet.fill(6, "hq:note", "乙")
    import_progress(store, [sheet.save()])
    return store


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "store"))


def test_the_same_documents_built_again_give_the_same_store(store: Path) -> None:
    before = dump(store)
    carried = pipeline.build([seed(LINSHUI)], store).carried
    assert carried == pipeline.Carried(("目录",), 2, 0)
    assert dump(store) == before
    told = str(carried)
    assert "\n" not in told
    assert "目录" in told
    assert "2" in told
    assert "对不上" not in told


def test_progress_on_documents_that_are_gone_is_kept_and_told(store: Path, tmp_path: Path) -> None:
    before = texts(store)
    with stores.open_graph(store) as graph:
        history = held_reports(graph)
    carried = pipeline.build([seed(YAAN)], store).carried
    assert carried == pipeline.Carried(("目录",), 2, 2)
    assert "对不上" in str(carried)
    assert texts(store) == before
    with stores.open_graph(store) as graph:
        assert held_reports(graph) == history
    pipeline.build([seed(LINSHUI)], store)
    pipeline.build([seed(LINSHUI)], tmp_path / "new")
    assert texts(store) == before
    assert texts(tmp_path / "new") == {}


def test_a_fresh_build_is_that_of_an_empty_folder(store: Path, tmp_path: Path) -> None:
    report = pipeline.build([seed(LINSHUI)], store, fresh=True)
    assert report.carried is None
    assert pipeline.build([seed(LINSHUI)], tmp_path / "new").carried is None
    assert dump(store) == dump(tmp_path / "new")
    with hqgraph.build(seed(LINSHUI), store, fresh=True) as graph:
        assert graph.progress() == ()


def test_a_body_that_lost_the_task_is_told_as_unmatched(store: Path) -> None:
    with stores.edit(store) as graph:
        one = held_progress(graph)[0]
        other = Progress(one.document, one.task, one.agency + "x", "丙")
        from hqgraph.progress.reports import write_progress

        write_progress(graph, [one.document], [*held_progress(graph), other])
    assert pipeline.build([seed(LINSHUI)], store).carried == pipeline.Carried(("目录",), 3, 1)
    with hqgraph.open(store) as held:
        assert [one.held for one in held.progress()].count(False) == 1


def test_a_store_that_cannot_be_read_is_not_written_over(store: Path) -> None:
    (store / STAMP).write_text("{}", encoding="utf-8")
    before = sorted(path.name for path in store.iterdir())
    with pytest.raises(StoreError, match="--fresh"):
        pipeline.build([seed(LINSHUI)], store)
    assert sorted(path.name for path in store.iterdir()) == before
    pipeline.build([seed(LINSHUI)], store, fresh=True)
    assert texts(store) == {}
