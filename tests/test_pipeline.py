"""From files to a store: order, replacement, failure."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import hqgraph
from hqgraph import graph as stores
from hqgraph import pipeline, sources
from hqgraph.errors import NotFoundError, StoreError

NOTICE = "巫山府办发〔2024〕18号"


def dump(store: Path) -> bytes:
    with stores.open_graph(store) as graph:
        return stores.export(graph, "nq")


def documents(store: Path) -> int:
    return dump(store).count(
        b"<https://w3id.org/hqgraph/ontology#PolicyDocument> <https://w3id.org/hqgraph/graph/doc/"
    )


def test_order_and_names_of_files_do_not_matter(
    seeds: Path, seed_store: Path, tmp_path: Path
) -> None:
    inputs = tmp_path / "inputs"
    for number, file in enumerate(sorted(seeds.glob("*.txt"))):
        (inputs / str(9 - number)).mkdir(parents=True)
        shutil.copy(file, inputs / str(9 - number) / f"{9 - number}.txt")
    files = sorted(inputs.rglob("*.txt"))
    pipeline.build([files[3], inputs, *files[:2]], tmp_path / "store")
    assert dump(tmp_path / "store") == dump(seed_store)


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["0", "1"])
def test_another_process_builds_the_same_bytes(
    seeds: Path, seed_store: Path, tmp_path: Path, seed: str
) -> None:
    code = f"from hqgraph import pipeline; pipeline.build([{str(seeds)!r}], 'store')"
    subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    assert dump(tmp_path / "store") == dump(seed_store)


@pytest.mark.slow
def test_removing_and_adding_comes_back_to_the_same_store(
    seeds: Path, seed_store: Path, tmp_path: Path
) -> None:
    store = Path(shutil.copytree(seed_store, tmp_path / "store"))
    pipeline.remove(store, NOTICE)
    rest = [file for file in seeds.glob("*.txt") if "003" not in file.name]
    pipeline.build(rest, tmp_path / "without")
    assert dump(store) == dump(tmp_path / "without")
    report = pipeline.add(store, [seeds])
    assert len(report.documents) == 5
    assert dump(store) == dump(seed_store)


def test_a_new_version_of_a_document_replaces_the_old_one_whole(
    seeds: Path, tmp_path: Path
) -> None:
    file = tmp_path / "notice.txt"
    text = (seeds / "003_146fcf2f25bb4d11.txt").read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    pipeline.build([file], tmp_path / "store")
    file.write_text(text.replace("县医保局", "县财政局"), encoding="utf-8")
    pipeline.add(tmp_path / "store", [file])
    pipeline.build([file], tmp_path / "fresh")
    assert dump(tmp_path / "store") == dump(tmp_path / "fresh")


def test_where_nothing_can_be_read_the_store_stays(seed_store: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(seed_store, tmp_path / "store"))
    empty = tmp_path / "empty"
    empty.mkdir()
    for change in (pipeline.add, lambda store, paths: pipeline.build(paths, store)):
        with pytest.raises(sources.NothingReadError) as error:
            change(store, [tmp_path / "missing.txt", empty])
        assert [failure.path.name for failure in error.value.failures] == ["empty", "missing.txt"]
    assert dump(store) == dump(seed_store)


def test_the_same_document_twice_is_reported_and_skipped(seeds: Path, tmp_path: Path) -> None:
    file = seeds / "003_146fcf2f25bb4d11.txt"
    shutil.copy(file, tmp_path / "b.txt")
    shutil.copy(file, tmp_path / "a.txt")
    report = pipeline.build([tmp_path / "b.txt", tmp_path / "a.txt"], tmp_path / "store")
    assert [one.path.name for one in report.documents] == ["a.txt"]
    assert [failure.path.name for failure in report.failures] == ["b.txt"]
    assert NOTICE in str(report.failures[0])


def test_a_file_named_twice_is_read_once(seeds: Path, tmp_path: Path) -> None:
    file = seeds / "003_146fcf2f25bb4d11.txt"
    report = pipeline.build([file, file, file.parent / "." / file.name], tmp_path / "store")
    assert report.failures == ()


def test_folders_are_walked_for_what_can_be_read(seeds: Path, tmp_path: Path) -> None:
    for name in ("sub/deep/plan.TXT", ".hidden/plan.txt", "~$plan.txt", "picture.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(seeds / "003_146fcf2f25bb4d11.txt", tmp_path / name)
    found = sources.find_files([tmp_path])
    assert [file.name for file in found.files] == ["plan.TXT"]
    assert found.failures == []


def test_progress_is_told_file_by_file(seeds: Path) -> None:
    told: list[tuple[int, int]] = []
    file = seeds / "003_146fcf2f25bb4d11.txt"
    graph, _ = pipeline.build_in_memory(
        [file, seeds / "missing.txt"], lambda done, total, path: told.append((done, total))
    )
    graph.close()
    assert told == [(1, 2), (2, 2)]


def test_what_is_only_in_the_catalogue_cannot_be_removed(seed_store: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(seed_store, tmp_path / "store"))
    with pytest.raises(NotFoundError):
        pipeline.remove(store, "国办发〔2021〕18号")
    assert dump(store) == dump(seed_store)


def test_the_public_api(seeds: Path, seed_store: Path) -> None:
    with hqgraph.open(seed_store) as graph:
        result = graph.query("tasks-of-agency", agency="县医保局", region="邻水县")
        assert [row["no"] for row in result.to_dicts()] == ["3", "8", "9", "11", "14", "18", "19"]
        assert graph.lineage("雅办发〔2022〕66号")
        assert len(graph.to_rdflib()) > 0
        assert graph.to_networkx().number_of_nodes() > 100
    with pytest.raises(StoreError):
        graph.query("documents")
    with hqgraph.build(seeds / "003_146fcf2f25bb4d11.txt") as small:
        assert small.report is not None
        assert len(small.report.documents) == 1
    with pytest.raises(AttributeError):
        _ = hqgraph.nonsense
    assert "build" in dir(hqgraph)
    assert hqgraph.__version__


def test_a_readme_in_a_folder_is_no_document(tmp_path: Path, seeds: Path) -> None:
    shutil.copy(seeds / "003_146fcf2f25bb4d11.txt", tmp_path / "plan.txt")
    (tmp_path / "README.md").write_text("# 说明\n\n这里放文件。\n", encoding="utf-8")
    found = sources.find_files([tmp_path])
    assert [file.name for file in found.files] == ["plan.txt"]
    assert not found.failures


def test_a_pattern_is_expanded_where_no_shell_did(seeds: Path) -> None:
    found = sources.find_files([seeds / "00[34]_*.txt"])
    assert [file.name[:3] for file in found.files] == ["003", "004"]
    assert not found.failures
