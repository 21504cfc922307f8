"""What a file is, by its bytes; and what may be opened at all."""

from __future__ import annotations

import errno
import os
import socket
import sys
from pathlib import Path

import pytest

from compound_fixture import LOCKED_PACKAGE, LOCKED_WORD, OPEN_WORD, compound_file
from hostile_fixture import SHEET, WORD
from hqgraph.errors import ReadError
from hqgraph.model import Text
from hqgraph.reading import Kind, add_kind, all_kinds, read, suffixes
from hqgraph.reading.sniff import kind_of
from ofd_fixture import typeset_ofd
from pdf_fixture import BODY, typeset
from word_fixture import package

PAGE = "<!DOCTYPE html><html><body><p>一、加强领导。</p></body></html>"
BARE = "<table><tr><td>任务</td><td>责任单位</td></tr></table>"
PIECE = "<tbody>\n<tr><td id='x'><p>一、加强领导。</p></td></tr></tbody>"
MARKED = "# 关于加强领导的通知\n\n## 一、加强领导\n\n各单位要重视，抓好落实。\n"
MHT = (
    "From: x\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary=b\n\n--b\n"
    "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    "PHA+5LiA44CB5Yqg5by66aKG5a+844CCPC9wPg==\n--b--\n"
)
OPEN_TEXT = package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})


@pytest.mark.parametrize(
    ("data", "suffix", "kind"),
    [
        (WORD, ".doc", "word"),
        (WORD, "", "word"),
        (SHEET, ".xls", "sheet"),
        (SHEET, ".docx", "sheet"),
        (typeset([*BODY]), ".docx", "pdf"),
        (b"junk" + typeset(["x"]), ".pdf", "pdf"),
        (typeset_ofd(["x"]), ".pdf", "ofd"),
        (OPEN_WORD, ".docx", "word-97"),
        (OPEN_WORD, ".wps", "word-97"),
        (compound_file("Workbook"), ".doc", "sheet-97"),
        (compound_file("PowerPoint Document"), ".doc", "slides"),
        (LOCKED_PACKAGE, ".docx", "locked"),
        (rb"{\rtf1 x}", ".doc", "rtf"),
        (OPEN_TEXT, ".docx", "odt"),
        (package({"ppt/presentation.xml": "<x/>"}), ".docx", "slides"),
        (package({"a.docx": "x"}), ".docx", "word"),
        (package({"a.docx": "x"}), ".doc", "archive"),
        (WORD[: len(WORD) // 2], ".docx", "word"),
        (PAGE.encode(), ".doc", "html"),
        (PAGE.encode("utf-16"), ".xls", "html"),
        (b"\xef\xbb\xbf<!-- x -->\n" + PAGE.encode(), ".txt", "html"),
        (BARE.encode(), ".xls", "html"),
        (BARE.encode(), ".md", "markdown"),
        (MHT.encode(), ".doc", "mhtml"),
        ("任务,责任单位\n甲,乙".encode("gb18030"), ".xls", "list"),
        ("一、加强领导。".encode(), ".docx", "text"),
        ("一、加强领导。".encode(), ".pdf", "text"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', ".doc", "word-xml"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', ".xls", "sheet-xml"),
        (b"\x89PNG\r\n\x1a\n\0\0", ".pdf", "picture"),
        (b"BM is a name", ".txt", "text"),
        (b"Rar!\x1a\x07", ".doc", "archive"),
        (b"x", ".xyz", None),
        (PIECE.encode(), ".txt", "html"),
        (PIECE.encode(), "", "html"),
        (b"<p> is a tag", ".txt", "text"),
        (MARKED.encode(), ".xlsx", "markdown"),
        (MARKED.encode(), ".csv", "markdown"),
        (MARKED.encode(), ".txt", "text"),
        ("一、加强领导。\n二、落实责任。\n".encode(), ".xlsx", "text"),
        (b"# id,name\n1,x\n", ".csv", "list"),
        ("任务\t单位\n甲\t乙\n".encode("utf-16"), ".xls", "list"),
    ],
    ids=range(42),
)
def test_bytes_say_what_a_file_is(data: bytes, suffix: str, kind: str | None) -> None:
    assert kind_of(data, suffix) == kind


@pytest.mark.parametrize("data", [WORD, PAGE.encode(), MHT.encode(), "一、加强领导。".encode()])
def test_a_misnamed_file_is_read_all_the_same(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "通知.doc"
    file.write_bytes(data)
    text = read(file)
    assert text.content.startswith("一、加强领导。") and text.source == str(file)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (LOCKED_PACKAGE, "read.office.encrypted"),
        (LOCKED_WORD, "read.office.encrypted"),
        (b"\x89PNG\r\n\x1a\n\0\0", "read.is-picture"),
        (b"7z\xbc\xaf\x27\x1c", "read.is-archive"),
        (compound_file("PowerPoint Document"), "read.is-slides"),
        (compound_file("Unknown"), "read.office.unconverted"),
        (b"\x00\x01\x02" * 99, "read.office.kind"),
        (b"", "read.empty"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nx", "read.mhtml-broken"),
    ],
    ids=range(9),
)
def test_what_is_not_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, key: str
) -> None:
    monkeypatch.setattr("hqgraph.reading.office.find_office", lambda: sys.executable)
    file = tmp_path / "文件.doc"
    file.write_bytes(data)
    assert refused(file) == key


def refused(path: Path) -> str:
    """Return the key of the error that reading a path gives: one line that names it."""
    with pytest.raises(ReadError) as caught:
        read(path)
    assert path.name in str(caught.value) and "\n" not in str(caught.value)
    return caught.value.key


def test_size_is_asked_before_a_byte_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = tmp_path / "大.txt"
    with huge.open("wb") as handle:
        handle.truncate(2**40)
    monkeypatch.setattr("os.open", lambda *_: pytest.fail("opened"))
    assert refused(huge) == "read.too-large"


@pytest.mark.parametrize("kind", all_kinds().values(), ids=lambda kind: kind.name)
def test_every_kind_has_a_reader_and_a_bound_it_holds_to(kind: Kind, tmp_path: Path) -> None:
    heads = {"pdf": b"%PDF-", "rtf": rb"{\rtf", "html": b"<html>", "mhtml": MHT.encode()}
    file = tmp_path / f"x{(*kind.suffixes, '.doc')[0]}"
    with file.open("wb") as handle:
        handle.write(heads.get(kind.name, b"x"))
        handle.truncate(kind.max_bytes + 1)
    assert callable(kind.load())
    assert refused(file) in ("read.too-large", "read.binary")


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices have no paths elsewhere")
def test_pipes_devices_sockets_and_links_are_never_waited_for(tmp_path: Path) -> None:
    pipe, link, loop = (tmp_path / f"{name}.txt" for name in ("pipe", "link", "loop"))
    os.mkfifo(pipe)
    link.symlink_to(tmp_path / "nowhere")
    loop.symlink_to(loop)
    assert refused(pipe) == "read.special"
    assert refused(link) == "read.broken-link"
    assert refused(loop) == "read.failed"
    assert refused(Path("/dev/zero")) == "read.special"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s"))
        assert refused(tmp_path / "s") == "read.special"


def test_folders_and_absent_files_are_named(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x", encoding="utf-8")
    assert refused(tmp_path) == "read.directory"
    assert refused(tmp_path / "b.txt") == "read.missing"
    assert refused(file / "b.txt") == "read.missing"
    with pytest.raises(ReadError) as caught:
        read("a\0b.txt")
    assert caught.value.key == "read.missing"


def test_a_file_without_permission_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x", encoding="utf-8")

    def deny(*_: object) -> int:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr("os.open", deny)
    assert refused(file) == "read.denied"


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲。", encoding="utf-8")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert read(tmp_path / "b.txt").content == "甲。\n"


def test_a_kind_can_be_added(tmp_path: Path) -> None:
    add_kind(Kind("mine", (".mine",), 9, lambda data, source: Text(data.decode(), (), source)))
    try:
        (tmp_path / "a.MINE").write_bytes(b"x")
        assert ".mine" in suffixes()
        assert read(tmp_path / "a.MINE").content == "x"
    finally:
        del all_kinds()["mine"]
