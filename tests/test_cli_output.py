"""What goes wrong with what the commands write: one line, no traceback; narrow terminals."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli_fixture import run
from hqgraph.cli import terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="shells of POSIX systems")


def shell(words: str) -> subprocess.CompletedProcess[str]:
    """Run hqgraph with what a shell does to its streams."""
    command = f'"{sys.executable}" -m hqgraph {words}'
    return subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("target", [">&-", ">/dev/full"])
def test_output_that_goes_nowhere_is_told_in_one_line(target: str) -> None:
    if "full" in target and not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    done = shell(f"queries {target}")
    assert done.returncode == 1
    assert done.stderr.startswith("结果没有能写出去：")
    assert len(done.stderr.splitlines()) == 1


def test_a_command_that_writes_no_data_does_without_stdout(tmp_path: Path) -> None:
    done = shell(f'build "{tmp_path}/none" -o "{tmp_path}/store" >&- ')
    assert done.returncode == 1
    assert "结果没有能写出去" not in done.stderr
    assert "Traceback" not in done.stderr


def test_closed_stderr_keeps_the_data() -> None:
    done = shell("queries 2>&-")
    assert (done.returncode, bool(done.stdout)) == (0, True)


def test_a_narrow_terminal_gets_rows_one_below_the_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    headings = [f"标题{n}" for n in range(8)]
    rows = [["很长很长的一句话" * 3] * 7 + [""], ["另一行"] * 8]
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    terminal.table(headings, rows)
    lines = re.sub("\x1b\\[[0-9;]*m", "", capsys.readouterr().out).splitlines()
    assert lines[0].startswith("标题0：很长很长")
    assert not any(line.startswith("标题7：\n") for line in lines)
    assert lines.count("") == 2
    monkeypatch.setenv("COLUMNS", "200")
    terminal.table(headings, rows)
    assert "标题0：" not in capsys.readouterr().out


def test_a_terminal_gets_the_first_of_very_many_rows_and_a_pipe_all(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(terminal, "_MOST_ROWS", 3)
    rows = [[f"行{n}"] for n in range(5)]
    terminal.table(["标题"], rows)
    assert "行4" in capsys.readouterr().out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    terminal.table(["标题"], rows)
    told = capsys.readouterr()
    assert "行2" in told.out
    assert "行3" not in told.out
    assert "还有 2 行" in told.err


@pytest.mark.parametrize("name", ["region", "agency", "document", "theme", "until"])
@pytest.mark.parametrize("command", ["ledger", "timeline"])
def test_an_empty_choice_is_said_to_be_empty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], store: Path, command: str, name: str
) -> None:
    out = tmp_path / ("a.xlsx" if command == "ledger" else "a.html")
    outcome = run(capsys, command, "--store", store, f"--{name}", " ", "-o", out)
    assert outcome.code == 2
    assert outcome.err.startswith(f"--{name} ")
    assert not out.exists()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from hqgraph import pipeline

    folder = tmp_path_factory.mktemp("output")
    text = "甲县实施方案\n\n一、重点任务\n\n（一）深化改革。持续推进。(责任单位：县医保局)\n"
    (folder / "a.txt").write_text(text, encoding="utf-8")
    pipeline.build([folder / "a.txt"], folder / "store")
    return folder / "store"


def test_a_timeline_of_times_in_words_is_a_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from hqgraph import pipeline

    text = (
        "甲县实施方案\n\n一、重点任务\n\n"
        "（一）深化薪酬改革。完善薪酬制度。(责任单位：县医保局。完成时限：20__年10月底)\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    store = tmp_path / "store"
    pipeline.build([tmp_path / "a.txt"], store)
    page = tmp_path / "a.html"
    assert run(capsys, "timeline", "--store", store, "-o", page).code == 0
    assert "20__年10月底" in page.read_text(encoding="utf-8")
    pytest.importorskip("matplotlib")
    drawn = run(capsys, "timeline", "--store", store, "-o", tmp_path / "a.png")
    assert (drawn.code, len(drawn.err.splitlines())) == (1, 1)
    assert ".html" in drawn.err


def test_a_file_that_is_no_font_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("matplotlib")
    from hqgraph import pipeline

    text = (
        "甲县实施方案\n\n一、重点任务\n\n"
        "（一）深化薪酬改革。完善薪酬制度。(责任单位：县医保局。完成时限：2025年10月底)\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    pipeline.build([tmp_path / "a.txt"], tmp_path / "store")
    words = ("timeline", "--store", tmp_path / "store", "--font", tmp_path / "a.txt")
    outcome = run(capsys, *words, "-o", tmp_path / "a.svg")
    assert (outcome.code, len(outcome.err.splitlines())) == (1, 1)
    bare = run(capsys, "timeline", "--store", tmp_path / "store", "-o", tmp_path / "a")
    assert ".png" in bare.err
    assert bare.code == 2
