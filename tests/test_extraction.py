"""Many files at once: order, processes, and files that go wrong."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from hqgraph import extraction
from hqgraph.errors import HqgraphError, ReadError
from hqgraph.extraction import extract_each
from hqgraph.model import Policy
from hqgraph.sources import Failure


def title(path: Path, policy: Policy) -> tuple[str, int]:
    return path.name, len(policy.tasks)


def deadly(path: Path, policy: Policy) -> tuple[str, int]:
    """End the process, as a crash in a library would."""
    if "deadly" in path.name:
        os._exit(3)
    return title(path, policy)


def buggy(path: Path, policy: Policy) -> str:
    del policy
    return {}[path.name]  # type: ignore[no-any-return]


@pytest.fixture
def folder(tmp_path: Path, seeds: Path) -> Path:
    for place, seed in enumerate(sorted(seeds.glob("*.txt")) * 2):
        shutil.copy(seed, tmp_path / f"{place:02}.txt")
    (tmp_path / "05 bad.txt").write_text("今天天气很好。\n", encoding="utf-8")
    return tmp_path


def outcomes(found: Any) -> list[Any]:
    return [item.path.name if isinstance(item, Failure) else item[1] for item in found]


def test_processes_change_nothing(folder: Path) -> None:
    files = sorted(folder.iterdir())
    alone = list(extract_each(files, title, jobs=1))
    spread = list(extract_each(files, title, jobs=2))
    assert outcomes(alone) == outcomes(spread)
    assert outcomes(alone)[5:7] == [
        "05 bad.txt",
        ("05.txt", len(extraction.extract(files[0]).tasks)),
    ]
    assert [str(one) for one in alone if isinstance(one, Failure)] == [
        str(one) for one in spread if isinstance(one, Failure)
    ]


def test_a_file_that_kills_its_process_is_one_failure(folder: Path, seeds: Path) -> None:
    shutil.copy(seeds / "003_146fcf2f25bb4d11.txt", folder / "04 deadly.txt")
    files = sorted(folder.iterdir())
    told = []
    found = list(extract_each(files, deadly, jobs=2, progress=lambda *step: told.append(step)))
    assert [one.path.name for one in found if isinstance(one, Failure)] == [
        "04 deadly.txt",
        "05 bad.txt",
    ]
    assert len(found) == len(files)
    assert told == [(done, len(files), path) for done, path in enumerate(files, 1)]


def test_a_bug_costs_one_file_and_is_told(folder: Path) -> None:
    (failure,) = extract_each([folder / "00.txt"], buggy)
    assert isinstance(failure, Failure)
    assert "KeyError" in str(failure)
    assert "00.txt" in str(failure)


def test_errors_travel_between_processes() -> None:
    import pickle

    error = ReadError("read.missing", path=Path("x"))
    again = pickle.loads(pickle.dumps(error))
    assert isinstance(again, HqgraphError)
    assert (type(again), str(again), again.values) == (ReadError, str(error), error.values)


def test_few_files_need_no_processes() -> None:
    assert extraction.usual_jobs(3) == 1
    assert 1 <= extraction.usual_jobs(10_000) <= (os.cpu_count() or 1)


def test_json_lines_of_a_folder(hqgraph: Any, folder: Path) -> None:
    outcome = hqgraph("extract", folder, "--json-lines")
    lines = [json.loads(line) for line in outcome.out.splitlines()]
    assert outcome.code == 0
    assert [Path(line["file"]).name for line in lines] == [f"{n:02}.txt" for n in range(10)]
    single = json.loads(hqgraph("extract", folder / "03.txt", "--json").out)
    assert {"file": str(folder / "03.txt"), **single} == lines[3]
    assert "05 bad.txt" in outcome.err


def test_a_folder_without_options_is_a_table(hqgraph: Any, folder: Path) -> None:
    lines = hqgraph("extract", folder).out.splitlines()
    assert len(lines) == 11
    assert "巫山府办发〔2024〕18号" in lines[4]


def test_one_document_is_not_several(hqgraph: Any, folder: Path) -> None:
    assert hqgraph("extract", folder, "--json").code == 2
    assert hqgraph("extract", folder / "00.txt", "--json", "--json-lines").code == 2


def test_nothing_read_is_an_error(hqgraph: Any, folder: Path) -> None:
    outcome = hqgraph("extract", folder / "05 bad.txt", "--json-lines")
    assert outcome.code == 1
    assert outcome.out == ""
    assert outcome.err.count("05 bad.txt") == 1


def test_check_lists_what_was_not_placed(hqgraph: Any, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(
        "某县推动医院发展实施方案\n一、重点任务\n（一）建设医院。建设新医院。（责任单位：另行通知）\n"
        "（二）培养人才\n二、组织领导\n（一）加强领导。成立专班。\n",
        encoding="utf-8",
    )
    outcome = hqgraph("check", tmp_path)
    rows = [line.split("\t") for line in outcome.out.splitlines()]
    assert [(row[1], row[3]) for row in rows] == [("第3行", "另行通知"), ("第4行", "培养人才")]
    assert outcome.code == 0
    assert "2" in outcome.err.splitlines()[0]


def test_check_wants_files_or_a_store(hqgraph: Any, tmp_path: Path) -> None:
    assert hqgraph("check").code == 2
    assert hqgraph("check", tmp_path, "--store", tmp_path).code == 2
