"""Files of old office programs, through LibreOffice: the same Text, no macros, no network."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from compound_fixture import OPEN_WORD
from hostile_fixture import damaged
from hqgraph.errors import ReadError
from hqgraph.reading import office, read
from hqgraph.reading.plain import read_plain
from hqgraph.reading.word import read_word
from word_fixture import as_word, package

SEED = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))[1]
OFFICE = office.find_office()
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
LIST = "任务\t责任单位\n甲\t市财政局\n乙\t市民政局\n"
NEW_WORD = as_word(
    read_plain(LIST.encode() + SEED.read_bytes(), "x"),
)
OFFICE_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns"


def converted(folder: Path, data: bytes, suffix: str, to: str) -> Path:
    """Let LibreOffice write a file in another format; skip where it has no such filter."""
    given = folder / f"given{suffix}"
    given.write_bytes(data)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", to, given],
        cwd=folder,
        capture_output=True,
        check=True,
    )
    written = given.with_suffix(f".{to.partition(':')[0]}")
    if not written.exists():
        pytest.skip(f"this LibreOffice cannot write {to}")
    return written


@pytest.fixture(scope="module")
def old_word(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seed with a table in it as a .doc file."""
    return converted(tmp_path_factory.mktemp("doc"), NEW_WORD, ".docx", "doc")


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".doc", ".wps", ".dot", ".docx", ""])
def test_an_old_word_file_reads_like_the_new_one(
    tmp_path: Path, old_word: Path, suffix: str
) -> None:
    file = tmp_path / f"通知 （试行）{suffix}"
    file.write_bytes(old_word.read_bytes())
    text = read(file)
    new = read_word(NEW_WORD, "x")
    assert any(text.tables()) and text.content == new.content and text.blocks == new.blocks
    assert text.source == str(file)


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("form", ["rtf", "odt"])
def test_other_formats_read_alike(tmp_path: Path, form: str) -> None:
    data = as_word(read_plain("某市方案\n一、加强领导。\n二、明确责任。\n".encode(), "x"))
    assert read(converted(tmp_path, data, ".docx", form)).content == read_word(data, "x").content


@needs_office
@pytest.mark.slow
def test_an_old_workbook_is_a_table(tmp_path: Path) -> None:
    rows = "任务,责任单位\n甲,市财政局\n乙,市民政局\n"
    (table,) = read(converted(tmp_path, rows.encode(), ".csv", "xls")).tables()
    assert len(table.rows) == 3


@pytest.fixture
def callers() -> Iterator[tuple[int, list[bytes]]]:
    """A port of this machine, and what was asked of it."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            while True:
                try:
                    caller, _ = server.accept()
                except OSError:
                    return
                with caller:
                    asked.append(caller.recv(400))

        threading.Thread(target=answer, daemon=True).start()
        yield server.getsockname()[1], asked


def linking(address: str) -> bytes:
    """Return an .odt file with a picture and a section that stand elsewhere."""
    names = " ".join(
        f'xmlns:{short}="{OFFICE_NAMESPACE}:{long}:1.0"'
        for short, long in (("office", "office"), ("text", "text"), ("draw", "drawing"))
    )
    body = (
        f'<text:p>甲。<draw:frame><draw:image xlink:href="{address}/a.png"/></draw:frame></text:p>'
        f'<text:section text:name="s"><text:section-source xlink:href="{address}/b.odt"/>'
        "<text:p>乙。</text:p></text:section>"
    )
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'<office:document-content {names} office:version="1.2" '
            'xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>'
            f"{body}</office:text></office:body></office:document-content>",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{OFFICE_NAMESPACE}:manifest:1.0">'
            '<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/>'
            '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>',
        }
    )


@needs_office
@pytest.mark.slow
def test_what_a_document_links_to_is_not_asked_for(
    tmp_path: Path, callers: tuple[int, list[bytes]]
) -> None:
    port, asked = callers
    data = linking(f"http://127.0.0.1:{port}")
    converted(tmp_path, data, ".odt", "doc")
    assert asked, "without our settings LibreOffice asks: the test can see it"
    asked.clear()
    for name in ("given.odt", "given.doc"):
        assert read(tmp_path / name).content.startswith("甲。")
    assert asked == []


@needs_office
@pytest.mark.slow
def test_damaged_files_end_in_a_text_or_a_clear_error(tmp_path: Path, old_word: Path) -> None:
    data = old_word.read_bytes()
    names = [f"{name}.doc" for name, _ in damaged(data, 4, 6)]
    for name, (_, broken) in zip(names, damaged(data, 4, 6), strict=True):
        (tmp_path / name).write_bytes(broken)
        start = time.monotonic()
        with contextlib.suppress(ReadError):
            read(tmp_path / name)
        assert time.monotonic() - start < 12, name
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    with pytest.raises(ReadError, match="打不开"):
        read(tmp_path / names[2])


def refused(tmp_path: Path, data: bytes = OPEN_WORD) -> ReadError:
    file = tmp_path / "通知.doc"
    file.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read(file)
    assert "通知.doc" in str(caught.value) and ".docx" in str(caught.value)
    return caught.value


def test_without_libreoffice_one_is_told_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_PLACES", ("{NO_SUCH_VARIABLE}/soffice", f"{tmp_path}/*/soffice"))
    assert refused(tmp_path).key == "read.office.missing"


def test_it_is_found_where_installers_put_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in ("7.6", "24.2"):
        (tmp_path / f"libreoffice{version}" / "program").mkdir(parents=True)
        (tmp_path / f"libreoffice{version}" / "program" / "soffice").touch()
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    monkeypatch.setattr(office, "_PLACES", ("{PROGRAMFILES}/libreoffice*/program/soffice",))
    assert office.find_office() == str(tmp_path / "libreoffice7.6" / "program" / "soffice")


@pytest.mark.skipif(os.name != "posix", reason="uses shell scripts as programs")
@pytest.mark.parametrize(
    ("does", "key"),
    [
        ("sleep 60 & wait", "read.office.slow"),
        ("exit 1", "read.office.unconverted"),
        ('python3 -c "bytearray(1 << 33)" 2>/dev/null', "read.office.unconverted"),
    ],
)
def test_a_program_that_hangs_fails_or_eats_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, key: str
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nenv > {tmp_path}/env\n{does}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("http_proxy", "x")
    monkeypatch.setattr(office, "find_office", lambda: str(program))
    monkeypatch.setattr(office, "SECONDS", 0.5 if key.endswith("slow") else 5)
    start = time.monotonic()
    assert refused(tmp_path).key == key
    assert time.monotonic() - start < 4
    seen = (tmp_path / "env").read_text(encoding="utf-8")
    assert "http_proxy" not in seen and f"HOME={os.environ['HOME']}\n" not in seen
