"""``hqgraph query`` at a terminal and into files."""

from __future__ import annotations

import io
import json
import os
import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli_fixture import Outcome

Run = Callable[..., Outcome]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def types(text: str) -> None:
        monkeypatch.setattr("sys.stdin", Terminal(text))
        monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    return types


def task_numbers(outcome: Outcome) -> list[str]:
    return [row["no"]["value"] for row in json.loads(outcome.out)["results"]["bindings"]]


def test_what_is_missing_is_asked_for(hqgraph: Run, seed_store: Path, typing):
    asked = ("--store", seed_store, "--format", "json")
    plain = hqgraph("query", "tasks-of-agency", "agency=邻水县医保局", *asked)
    typing("邻水县医保局\n")
    outcome = hqgraph("query", "tasks-of-agency", *asked)
    assert outcome.code == 0
    assert outcome.out == plain.out
    assert "县医保局" in outcome.err
    assert "agency" in outcome.err


def test_letters_narrow_and_a_number_chooses(hqgraph: Run, seed_store: Path, typing):
    typing("不存在的\n\n邻水 19\n1\n")
    outcome = hqgraph("query", "agencies-of-task", "--store", seed_store, "--format", "csv")
    assert outcome.code == 0
    assert "不存在的" in outcome.err
    typing("邻水 深化医保支付方式\n")
    again = hqgraph("query", "agencies-of-task", "--store", seed_store, "--format", "csv")
    assert again.code == 0
    assert "县医保局" in again.out


def test_two_missing_parameters_are_asked_one_after_the_other(
    hqgraph: Run, seed_store: Path, typing
):
    typing("县医保局\n县财政局\n")
    outcome = hqgraph("query", "tasks-together", "--store", seed_store, "--format", "json")
    assert outcome.code == 0
    assert task_numbers(outcome)


def test_the_end_of_input_leaves_it_missing(hqgraph: Run, seed_store: Path, typing):
    typing("")
    outcome = hqgraph("query", "tasks-of-agency", "--store", seed_store)
    assert (outcome.code, outcome.out) == (2, "")


def test_in_a_pipe_nothing_is_asked(hqgraph: Run, seed_store: Path, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("县医保局\n"))
    outcome = hqgraph("query", "tasks-of-agency", "--store", seed_store)
    assert (outcome.code, outcome.out) == (2, "")
    assert ">" not in outcome.err


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.csv", b"region,"),
        ("a.json", b"{"),
        ("a.md", b"| "),
        ("a.xlsx", b"PK"),
    ],
)
def test_a_file_gets_the_format_of_its_name(
    hqgraph: Run, seed_store: Path, tmp_path: Path, name: str, start: bytes
):
    file = tmp_path / name
    if name.endswith("xlsx"):
        pytest.importorskip("xlsxwriter")
    outcome = hqgraph("query", "regions", "--store", seed_store, "-o", file)
    assert (outcome.code, outcome.out) == (0, "")
    assert file.read_bytes().startswith(start)


def test_a_graph_goes_into_a_turtle_file(hqgraph: Run, seed_store: Path, tmp_path: Path):
    for suffix in ("ttl", "nt"):
        file = tmp_path / f"a.{suffix}"
        assert hqgraph("query", "lineage-graph", "--store", seed_store, "-o", file).code == 0
        assert "hasDerivative" not in file.read_text(encoding="utf-8")
        assert "based_on" in file.read_text(encoding="utf-8")
    assert hqgraph("query", "regions", "--store", seed_store, "-f", "ttl").code == 1


def test_formats_that_cannot_be_are_wrong_usage(hqgraph: Run, seed_store: Path, tmp_path: Path):
    assert hqgraph("query", "regions", "--store", seed_store, "-f", "xlsx").code == 2
    odd = tmp_path / "a.odd"
    assert hqgraph("query", "regions", "--store", seed_store, "-o", odd).code == 2
    assert not odd.exists()


def test_what_a_body_was_read_as_is_told_beside_the_answer(hqgraph: Run, seed_store: Path):
    asked = ("--store", seed_store, "--format", "csv")
    old = hqgraph("query", "tasks-of-agency", "agency=县卫生局", *asked)
    assert old.code == 0
    assert "邻水县卫生健康局" in old.err
    usual = hqgraph("query", "tasks-of-agency", "agency=县医保局", *asked)
    assert "理解" not in usual.err
    gone = hqgraph("query", "tasks-of-agency", "agency=县气象局", *asked)
    assert (gone.code, gone.out) == (1, "")


def test_a_large_store_is_asked_for_names_only_so_long(
    hqgraph: Run, seed_store: Path, typing, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("hqgraph.graph.embedded.LARGE", 0)
    typing("邻水县医保局\n")
    asked = ("query", "tasks-of-agency", "--store", seed_store, "--format", "csv")
    assert "邻水县" in hqgraph(*asked).err
    monkeypatch.setattr("hqgraph.cli.prompting._SECONDS", 0.0)
    typing("邻水县医保局\n")
    outcome = hqgraph(*asked)
    assert outcome.code == 0
    assert "名称太多" in outcome.err


def test_names_are_matched_once_for_all_that_the_terminal_asks(monkeypatch: pytest.MonkeyPatch):
    readline = pytest.importorskip("readline")
    from hqgraph.cli import prompting

    asked: list[str] = []
    monkeypatch.setattr(
        prompting, "completions", lambda _, said: asked.append(said) or ("邻水县", "邻水县医保局")
    )
    before = readline.get_completer()
    try:
        assert prompting._completes(())
        complete = readline.get_completer()
    finally:
        readline.set_completer(before)
    assert [complete("邻", turn) for turn in range(3)] == ["邻水县", "邻水县医保局", None]
    assert asked == ["邻"]


def test_tab_completes_a_name(seed_store: Path):
    pty = pytest.importorskip("pty")
    pytest.importorskip("readline")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "hqgraph", "query", "tasks-of-agency", "--store", seed_store]
    plain = {"LC_ALL": "C.UTF-8", "TERM": "dumb", "INPUTRC": os.devnull}
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=os.environ | plain
    ) as process:
        os.close(theirs)
        try:
            shown(ours, "> ")
            os.write(ours, "邻水县医\t".encode())
            assert "保局" in shown(ours, "保局")
            os.write(ours, b"\n")
            assert "邻水县" in shown(ours, "共 ")
        finally:
            process.kill()
            os.close(ours)


def shown(terminal: int, until: str) -> str:
    """Return what a terminal shows up to a text, or for ten seconds."""
    data = b""
    while until.encode() not in data and select.select([terminal], [], [], 10)[0]:
        data += os.read(terminal, 4096)
    return data.decode("utf-8", "replace")
