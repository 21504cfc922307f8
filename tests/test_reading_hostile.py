"""Damaged, hostile and misnamed files of every kind: a Text or one clear line, soon, and alone.

Each batch is read by a program of its own under an audit hook, so that what
Python opens, starts and connects to is seen, and its memory can be measured.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from hostile_fixture import HEAVY, SOUND, damaged, inner_damage, special

SECONDS = 10
MEMORY = 10**9
ZIPPED = (".docx", ".xlsx", ".ofd")
Outcome = tuple[str, float]


def probe(folder: Path, files: Iterable[tuple[str, bytes]], *options: str) -> dict[str, Outcome]:
    """Read files in a watched program; return what became of each, and check that all was well."""
    for name, data in files:
        (folder / name).write_bytes(data)
    program = Path(__file__).with_name("hostile_probe.py")
    run = subprocess.run(
        [sys.executable, program, folder, *options],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert run.stderr == ""
    became: dict[str, Outcome] = {}
    for line in run.stdout.splitlines():
        name, *rest = json.loads(line)
        if name == "memory":
            assert rest[0] < MEMORY
            continue
        outcome, seconds, seen = rest
        assert not outcome.startswith(("RAISED", "LONG")), f"{name}: {outcome}"
        assert seconds < SECONDS, f"{name}: {seconds} s"
        assert seen == [], f"{name}: {seen}"
        became[name] = outcome, seconds
    assert set(became) == {path.name for path in folder.iterdir()}
    return became


@pytest.mark.parametrize("suffix", SOUND)
def test_cut_and_flipped(tmp_path: Path, suffix: str) -> None:
    data = SOUND[suffix]
    files = {f"{name}{suffix}": broken for name, broken in damaged(data, 12, 16)}
    files[f"sound{suffix}"] = data
    if suffix in ZIPPED:
        files |= {f"{name}{suffix}": broken for name, broken in inner_damage(data, 16)}
    became = probe(tmp_path, files.items())
    assert became[f"sound{suffix}"][0].startswith("text")


def test_damaged_pdf_opens_nothing_inside_the_worker_either(tmp_path: Path) -> None:
    files = {f"{name}.pdf": broken for name, broken in damaged(SOUND[".pdf"], 8, 12)}
    files |= {name: data for name, data in special() if name.endswith(".pdf")}
    probe(tmp_path, files.items(), "--here")


def test_bombs_links_entities_macros_and_wrong_names(tmp_path: Path) -> None:
    became = {name: outcome for name, (outcome, _) in probe(tmp_path, special()).items()}
    expected = {
        "entity.docx": "read.office.unsafe",
        "laughs.ofd": "read.office.unsafe",
        "bomb.xlsx": "read.office.large",
        "bomb.ofd": "read.office.large",
        "locked.docx": "read.office.encrypted",
        "locked.pdf": "read.pdf-locked",
        "macro.docm": "text 3",
        "word.txt": "text 16",
        "deep.html": "read.html-deep",
        "link-image-http1270019x.docx": "text 3",
    }
    assert {name: became[name] for name in expected} == expected
    assert became["page.pdf"].startswith("text") and became["text.ofd"].startswith("text")


@pytest.mark.slow
@pytest.mark.parametrize("suffix", SOUND)
def test_cut_and_flipped_all_over(tmp_path: Path, suffix: str) -> None:
    files = [(f"{name}{suffix}", broken) for name, broken in damaged(SOUND[suffix], 150, 300)]
    if suffix in ZIPPED:
        files += [(f"{n}{suffix}", broken) for n, broken in inner_damage(SOUND[suffix], 300)]
    probe(tmp_path, files)


@pytest.mark.slow
@pytest.mark.parametrize("name", HEAVY)
def test_large_and_tricky(tmp_path: Path, name: str) -> None:
    probe(tmp_path, [(name, HEAVY[name]())])
