"""What the READMEs promise is tried: the quick start's form, and every command they show."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from cli_fixture import run

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    return [body for found, body in FENCE.findall(text) if found == language]


def commands(name: str) -> list[str]:
    """Return the commands of the console blocks, in order: one reader types them one by one."""
    lines = "".join(blocks(read(name), "console")).splitlines()
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


def test_quick_start_is_two_blocks_of_one_line() -> None:
    section = read("README.md").split("\n## Quick start\n")[1].split("\n## ")[0]
    fences = FENCE.findall(section)
    assert [(language, body.count("\n")) for language, body in fences] == [("sh", 1), ("sh", 1)]
    assert [body.strip() for _, body in fences] == [
        "python3 -m pip install . && hqgraph demo",
        'python3 -m pip install ".[test]" && python3 -m pytest',
    ]


def test_both_readmes_show_the_same_commands() -> None:
    assert commands("README.md") == commands("README.zh-CN.md")
    assert len(commands("README.md")) > 10


@pytest.mark.slow
def test_every_command_of_the_readme_runs(
    seed_store: Path,
    seeds: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pytest.importorskip("pyshacl")
    shutil.copytree(seeds, tmp_path / "seeds")
    shutil.copytree(seed_store, tmp_path / "hqgraph-demo" / "store")
    monkeypatch.chdir(tmp_path)
    for command in commands("README.md"):
        program, *arguments = shlex.split(command)
        assert program == "hqgraph"
        outcome = run(capsys, *arguments)
        assert outcome.code == 0, f"{command}\n{outcome.err}"


@pytest.mark.parametrize("name", READMES)
def test_python_examples_run(
    name: str, seed_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(seed_store, tmp_path / "hqgraph-demo" / "store")
    monkeypatch.chdir(tmp_path)
    (example,) = blocks(read(name), "python")
    exec(compile(example, name, "exec"), {})


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md"])
def test_links_inside_the_repository_lead_somewhere(name: str) -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", read(name))
    assert [target for target in targets if not (ROOT / target).exists()] == []
