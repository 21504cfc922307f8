"""``hqgraph ask`` and ``graph.ask``: the contract of the JSON, and the exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import hqgraph as package
from cli_fixture import Outcome
from hqgraph.cli import questions, terminal


def test_json(hqgraph: Callable[..., Outcome], seed_store: Path) -> None:
    done = hqgraph("ask", "荣昌区的医护比目标是多少", "--store", seed_store, "--json")
    found = json.loads(done.out)
    assert done.code == 0
    assert found["understood"] is True
    assert found["answers"][0]["value"] == "1:2"
    assert found["evidence"][0]["text"]
    assert set(found["evidence"][0]) == {"document", "start", "end", "text"}
    assert found["sparql"].startswith("PREFIX")


def test_a_refusal_is_one_line_and_exit_code_1(
    hqgraph: Callable[..., Outcome], seed_store: Path
) -> None:
    done = hqgraph("ask", "今天天气怎么样？", "--store", seed_store, "--json")
    assert done.code == 1
    assert json.loads(done.out)["understood"] is False
    assert json.loads(done.out)["answers"] == []
    assert done.err.strip() == json.loads(done.out)["why"]


def test_for_people(hqgraph: Callable[..., Outcome], seed_store: Path) -> None:
    done = hqgraph("ask", "邻水县医保局参与哪些任务", "--store", seed_store)
    assert done.code == 0
    assert "深化医保支付方式改革" in done.out
    assert "SELECT DISTINCT ?task" in done.out
    assert "邻水县医保局" in done.err


def test_a_terminal_lists_so_many_and_says_how_many_more(
    seed_store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(questions, "_MOST", 2)
    asked = {"question": "邻水县医保局参与哪些任务", "store": str(seed_store), "as_json": False}
    questions.ask(**asked)
    everything = capsys.readouterr().out.split("\n\n")[0].splitlines()
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    questions.ask(**asked)
    shown = capsys.readouterr()
    terminal.close_all()
    assert shown.out.split("\n\n")[0].splitlines() == everything[:2]
    assert f"还有 {len(everything) - 2} 条" in shown.err


def test_python(seed_store: Path) -> None:
    with package.open(seed_store) as graph:
        assert [t["value"] for t in graph.ask("邻水县有几项任务").answers] == [24]


def test_a_count_for_each_says_of_what(hqgraph: Callable[..., Outcome], seed_store: Path) -> None:
    told = hqgraph("ask", "邻水县财政局和县医保局分别负责几项任务", "--store", seed_store)
    assert told.out.startswith("邻水县医保局  7\n邻水县财政局  9\n")
