"""A command starts light and ends whole: what it imports, and how its process leaves."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli_fixture import Outcome

HEAVY = {
    *("argparse", "asyncio", "email", "http", "logging", "multiprocessing", "pickle", "socket"),
    *("subprocess", "xml", "defusedxml", "filelock", "jinja2", "lxml", "networkx", "owlrl"),
    *("pydantic", "pypdfium2", "pyvis", "rdflib", "rich", "typer"),
}
"""Packages that no answer needs."""
AFTER_ASKING = """
import sys
from hqgraph.cli import main
try:
    main(sys.argv[1:])
except SystemExit as left:
    assert not left.code, left.code
print(*sorted(sys.modules), file=sys.stderr)
"""


def python(code: str, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def imported(*words: object) -> set[str]:
    done = python(AFTER_ASKING, *words)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


def test_an_answer_imports_nothing_heavy(seed_store: Path) -> None:
    found = imported("ask", "邻水县医保局参与哪些任务", "--store", seed_store)
    assert sorted(found & HEAVY) == []
    others = ("linking", "parsing", "reading", "views", "pipeline", "api", "queries.library")
    assert sorted(found & {f"hqgraph.{name}" for name in others}) == []


def test_what_only_other_questions_need_stays_away(seed_store: Path) -> None:
    plain = imported("ask", "邻水县医保局参与哪些任务", "--store", seed_store)
    assert sorted(plain & {"csv", "datetime", "html", "dataclasses", "inspect"}) == []
    slow = {"contextlib", "importlib", "pathlib", "struct", "threading", "typing", "urllib"}
    assert sorted(plain & slow) == []
    dated = imported("ask", "2025年底前邻水县医保局参与哪些任务", "--store", seed_store)
    assert {name for name in dated if name.startswith(("hqgraph.queries", "calendar"))} == set()


def test_a_graph_left_open_is_closed_where_the_process_goes_on(seed_store: Path) -> None:
    code = (
        "import sys\nfrom hqgraph.cli import main, terminal\n"
        "seen = []\nkeep = terminal.left_open\n"
        "terminal.left_open = lambda graph: seen.append(graph) or keep(graph)\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "try:\n    len(seen[0])\nexcept Exception as error:\n    print(type(error).__name__)\n"
    )
    done = python(code, "ask", "邻水县医保局参与哪些任务", "--store", seed_store, "--json")
    assert done.stdout.splitlines()[-1] == "StoreError"


def test_a_command_imports_no_other_command(seed_store: Path) -> None:
    found = imported("ask", "邻水县医保局参与哪些任务", "--store", seed_store, "--json")
    core = {"app", "arguments", "commands", "importing", "questions", "spec", "terminal"}
    assert {name for name in found if name.startswith("hqgraph.cli.")} == {
        f"hqgraph.cli.{name}" for name in core
    }


def test_help_imports_no_command() -> None:
    found = imported("query", "--help")
    assert "hqgraph.cli.helping" in found
    assert not found & {"hqgraph.cli.querying", "hqgraph.cli.hints", "hqgraph.graph", *HEAVY}


def test_what_is_to_run_at_the_end_still_runs() -> None:
    code = "import atexit; atexit.register(print, 'bye'); from hqgraph.cli import main; main()"
    done = python(code, "--version")
    assert (done.returncode, done.stdout.splitlines()[1:]) == (0, ["bye"])
    assert python(code, "nonsense").returncode == 2


def test_who_runs_us_is_come_back_to() -> None:
    code = "import runpy, sys\ntry: runpy.run_module('hqgraph', run_name='__main__')\n"
    done = python(code + "except SystemExit as left: print('back', left.code)", "--version")
    assert done.stdout.splitlines()[1:] == ["back 0"]


def test_threads_are_waited_for() -> None:
    code = (
        "import threading, time\n"
        "def late():\n    time.sleep(0.2)\n    print('late')\n"
        "threading.Thread(target=late).start()\n"
        "from hqgraph.cli import main\nmain()"
    )
    done = python(code, "--version")
    assert (done.returncode, done.stdout.splitlines()[1:]) == (0, ["late"])


def test_a_long_answer_reaches_a_pipe_whole(seed_store: Path) -> None:
    code = "from hqgraph.cli import main; main()"
    piped = python(code, "export", "--store", seed_store, "--format", "nq").stdout
    again = python(code, "export", "--store", seed_store, "--format", "nq").stdout
    assert piped.endswith(" .\n")
    assert len(piped) > 1_000_000
    assert piped == again


def test_an_interrupted_command_says_so(
    hqgraph: Callable[..., Outcome], seed_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("hqgraph.statistics.statistics", interrupted)
    outcome = hqgraph("stats", "--store", seed_store)
    assert (outcome.code, outcome.out) == (130, "")
    assert outcome.err.count("\n") == 1
