"""PDF files are read in a process that can be killed: the same Text, from wherever one calls."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from hostile_fixture import SHEET, forms
from hqgraph.errors import ReadError
from hqgraph.model import Paragraph, Span, Table, Text
from hqgraph.reading import pdf, workers
from hqgraph.reading.pdf import packed, read_pdf, unpacked
from hqgraph.reading.pdf_text import pdf_text
from hqgraph.reading.sheet import read_sheet
from hqgraph.reading.workers import Died, TooSlow, Worker
from pdf_fixture import BODY, make_pdf, show, typeset

PDF = typeset(BODY)
STUCK = """
import sys, time
from hqgraph.reading.workers import READY, receive, send
sys.stdout.buffer.write(READY)
sys.stdout.buffer.flush()
while True:
    question = receive(sys.stdin.buffer)
    if question == b"sleep":
        time.sleep(60)
    if question == b"die":
        sys.exit(3)
    send(sys.stdout.buffer, question)
"""


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    """A worker that echoes, sleeps or dies as it is told."""
    (tmp_path / "stuck_worker.py").write_text(STUCK, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    worker = Worker("stuck_worker")
    yield worker
    worker.stop()


def test_the_worker_reads_what_this_process_would_read() -> None:
    assert read_pdf(PDF, "甲.pdf") == pdf_text(PDF, "甲.pdf")


def test_nothing_of_a_text_is_lost_on_its_way() -> None:
    """A new field of a block would have to be carried over, too."""
    assert [field.name for field in fields(Paragraph)] == ["span", "origin", "heading"]
    assert [field.name for field in fields(Table)] == ["span", "rows", "origin"]
    blocks = (Paragraph(Span(0, 2), "page 1", 3), *read_sheet(SHEET, "x").blocks)
    text = Text("甲\U00020000\t乙\n", blocks, "x")
    assert unpacked(json.loads(json.dumps(packed(text))), "x") == text


def test_one_worker_serves_many_files_and_an_error_does_not_end_it() -> None:
    read_pdf(PDF, "x")
    first = pdf._worker._process
    with pytest.raises(ReadError) as caught:
        read_pdf(b"%PDF-1.4 broken", "坏.pdf")
    assert caught.value.key == "read.pdf-broken" and "坏.pdf" in str(caught.value)
    read_pdf(PDF, "x")
    assert pdf._worker._process is first


def test_who_does_not_answer_is_killed_and_replaced(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert worker.ask(b"a") == b"a"
    monkeypatch.setattr(workers, "SECONDS", 0.3)
    with pytest.raises(TooSlow):
        worker.ask(b"sleep")
    with pytest.raises(Died):
        worker.ask(b"die")
    assert worker.ask(b"b" * 3_000_000) == b"b" * 3_000_000


def test_a_worker_is_replaced_before_a_leak_can_grow(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_ANSWERS", 2)
    pids = []
    for _ in range(3):
        assert worker.ask(b"a") == b"a"
        pids.append(worker._process.pid if worker._process else None)
    assert pids[1] is None and pids[2] not in (None, pids[0])


def test_what_cannot_start_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_worker", Worker("hqgraph.no_such_module"))
    with pytest.raises(ReadError) as caught:
        read_pdf(PDF, "甲.pdf")
    assert caught.value.key == "read.pdf-worker" and "甲.pdf" in str(caught.value)


def test_threads_take_turns() -> None:
    texts: list[object] = []
    threads = [threading.Thread(target=lambda: texts.append(read_pdf(PDF, "x"))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts == [pdf_text(PDF, "x")] * 6


def length(data: bytes) -> int:
    return len(read_pdf(data, "x").content)


@pytest.mark.parametrize(
    "method", [m for m in ("fork", "spawn") if m in multiprocessing.get_all_start_methods()]
)
def test_it_works_in_a_pool_started_before_or_after(method: str) -> None:
    expected = length(PDF)
    mine = pdf._worker._process
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map(length, [PDF] * 4, chunksize=1) == [expected] * 4
    assert pdf._worker._process is mine
    assert length(PDF) == expected


def test_it_works_from_a_script_without_a_guard_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    (tmp_path / "pypdfium2.py").write_text("raise SystemExit('not this one')", encoding="utf-8")
    script = (
        "from hqgraph.reading import read, pdf\n"
        "print(len(read('a.pdf').content), pdf._worker._process.pid)\n"
    )
    run = subprocess.run(
        [sys.executable, "-P", "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    count, pid = map(int, run.stdout.split())
    assert count == length(PDF) and run.stderr == ""
    if os.name == "posix":
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


@pytest.mark.slow
def test_a_page_that_keeps_pdfium_busy_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "SECONDS", 1.5)
    with pytest.raises(ReadError) as caught:
        read_pdf(forms(20, 10), "x.pdf")
    assert caught.value.key in ("read.pdf-large", "read.pdf-crash")
    assert read_pdf(make_pdf([show(72, 700, "甲乙丙丁")]), "x").content == "甲乙丙丁\n"
