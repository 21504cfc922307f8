"""Like tasks of a whole store: found, named, narrowed to a document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli_fixture import run
from hqgraph import api, pipeline
from pair_fixture import write


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("alike")
    pipeline.build([write(folder)], folder / "store")
    return folder / "store"


def test_tasks_worded_alike_come_likest_first(store: Path) -> None:
    with api.open(store) as graph:
        found = graph.alike(least=0.3)
    assert [(one.first.no, one.second.no) for one in found[:2]] in (
        [("（一）", "（一）"), ("（二）", "（二）")],
        [("（二）", "（二）"), ("（一）", "（一）")],
    )
    assert found[0].alike >= found[1].alike >= 0.3
    assert {found[0].first.region, found[0].second.region} == {"四川省", "雅安市"}


def test_pairs_of_one_document_only(store: Path, tmp_path: Path) -> None:
    pipeline.add(store, [_third(tmp_path)])
    with api.open(store) as graph:
        every, some = graph.alike(least=0.3), graph.alike("雅安市", least=0.3)
    assert len(every) > len(some) > 0
    assert all("雅安市" in (one.first.region, one.second.region) for one in some)


def test_the_command_writes_every_form(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "alike", "雅安市", "--store", store, "--least", "0.3", "--format", "json")
    assert json.loads(done.out)[0]["first"]["title"]
    table = run(
        capsys, "alike", "--store", store, "--format", "csv", "--bom", "-o", tmp_path / "a.csv"
    )
    assert table.code == 0
    assert (tmp_path / "a.csv").read_bytes().startswith("\ufeff相近,地区,文件".encode())
    assert run(capsys, "alike", "--store", store, "--least", "7").code == 2


def _third(folder: Path) -> Path:
    text = write(folder).joinpath("city.txt").read_text(encoding="utf-8")
    third = folder / "third.txt"
    third.write_text(text.replace("雅安", "广安").replace("雅办发", "广办发"), encoding="utf-8")
    return third
