"""Commands that take a file are given what is none: one line, exit code 1, nothing changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from cli_fixture import run
from hqgraph import graph as stores

BINARY = bytes(range(256)) * 8
COMMANDS = {
    "catalogue add": ("catalogue", "add", "{file}", "--store", "{store}"),
    "progress import": ("progress", "import", "{file}", "--store", "{store}"),
    "query @FILE": ("query", "@{file}", "--store", "{store}"),
}
SUFFIX = {"catalogue add": ".xlsx", "progress import": ".xlsx", "query @FILE": ".rq"}


def odd(kind: str, path: Path) -> Path:
    """Make a FIFO that nobody writes to, a folder, an empty or a binary file; or nothing."""
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind != "missing":
        path.write_bytes(BINARY if kind == "binary" else b"")
    return path


@pytest.mark.parametrize("kind", ["fifo", "folder", "empty", "binary", "missing"])
@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_what_is_no_file_of_its_kind_is_refused_in_one_line(
    command: str,
    kind: str,
    seed_store: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if kind == "fifo" and not hasattr(os, "mkfifo"):
        pytest.skip("no FIFOs here")
    store = Path(shutil.copytree(seed_store, tmp_path / "store"))
    before = sorted(path.name for path in store.iterdir())
    file = odd(kind, tmp_path / f"odd{SUFFIX[command]}")
    words = (word.format(file=file, store=store) for word in COMMANDS[command])
    outcome = run(capsys, *words)
    assert outcome.code == 1
    assert outcome.out == ""
    assert outcome.err.count("\n") == 1
    assert "Traceback" not in outcome.err
    assert sorted(path.name for path in store.iterdir()) == before
    with stores.open_graph(store) as graph:
        assert len(graph) > 0


@pytest.mark.parametrize("kind", ["empty", "binary"])
@pytest.mark.parametrize("command", ["catalogue add", "progress import"])
def test_a_table_of_text_that_is_none_is_refused_in_one_line(
    command: str,
    kind: str,
    seed_store: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    store = Path(shutil.copytree(seed_store, tmp_path / "store"))
    file = odd(kind, tmp_path / "odd.csv")
    words = (word.format(file=file, store=store) for word in COMMANDS[command])
    outcome = run(capsys, *words)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (1, "", 1)
