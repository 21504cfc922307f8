"""Hostile and damaged Word, Excel, CSV and Markdown files: one clear line, soon, or a Text."""

from __future__ import annotations

import contextlib
import io
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compound_fixture import LOCKED_PACKAGE, OPEN_WORD
from hostile_fixture import ENTITY, LAUGHS, SHEET, WORD, W, document, encrypted_flag, sheet
from hqgraph.errors import ReadError
from hqgraph.model import Text
from hqgraph.reading.delimited import read_delimited
from hqgraph.reading.markdown import read_markdown
from hqgraph.reading.sheet import read_sheet
from hqgraph.reading.word import read_word
from word_fixture import NAMESPACES, p, package

Read = Callable[[bytes, str], Text]
SECONDS = 10


ROW = '<row r="{r}"><c r="A{r}" t="inlineStr"><is><t>x</t></is></c></row>'


@pytest.mark.parametrize(
    ("reader", "data", "key"),
    [
        (read_word, b"", "read.empty"),
        (read_word, b"<html>", "read.office.kind"),
        (read_word, SHEET, "read.office.kind"),
        (read_sheet, WORD, "read.office.kind"),
        (read_word, OPEN_WORD, "read.office.old"),
        (read_word, LOCKED_PACKAGE, "read.office.encrypted"),
        (read_word, encrypted_flag(WORD), "read.office.encrypted"),
        (read_word, package({W: f"{ENTITY}<d>&e;</d>"}), "read.office.unsafe"),
        (read_word, package({W: f"{LAUGHS}<d>&b;</d>"}), "read.office.unsafe"),
        (read_word, package({W: ENTITY.encode("utf-16")}), "read.office.unsafe"),
        (read_word, package({W: "<w:document"}), "read.office.broken"),
        (read_word, document(""), "read.office.no-text"),
        (read_word, package({W: b" " * 64_000_000}), "read.office.large"),
        (read_word, document("<w:p/>" * 3_000_000), "read.office.large"),
        (read_word, document("<w:x>" * 100_000 + "</w:x>" * 100_000), "read.office.deep"),
        (
            read_word,
            document("<w:p>" + "<w:r>" * 100_000 + "</w:r>" * 100_000 + "</w:p>"),
            "read.office.deep",
        ),
        (
            read_sheet,
            sheet(
                f"<sheetData>{ROW.format(r=1)}"
                + "".join(ROW.format(r=r) for r in range(2, 30_000))
                + "</sheetData><mergeCells>"
                + '<mergeCell ref="A1:XFD1048576"/>' * 100
                + "</mergeCells>"
            ),
            "read.office.large",
        ),
        (
            read_sheet,
            sheet(
                "<sheetData>" + '<row><c t="s"><v>0</v></c></row>' * 9_000 + "</sheetData>",
                f"<si><t>{'字' * 100_000}</t></si>",
            ),
            "read.office.large",
        ),
        (read_markdown, b"a" * 50_000_000, "read.too-large"),
        (read_markdown, b"a\n" * 300_000, "read.too-many-lines"),
        (read_delimited, b"a" * 50_000_000, "read.too-large"),
        (read_delimited, b'a,b\n"' + b"c" * 200_000, "read.csv.broken"),
    ],
)
def test_refused_in_one_line_and_in_time(reader: Read, data: bytes, key: str) -> None:
    start = time.monotonic()
    with pytest.raises(ReadError) as caught:
        reader(data, "文件.docx")
    assert time.monotonic() - start < SECONDS
    assert caught.value.key == key
    assert "文件.docx" in str(caught.value) and "\n" not in str(caught.value)


def test_a_span_beyond_any_page_is_refused() -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="900000000"/></w:tcPr></w:tc>'
    with pytest.raises(ReadError, match="过大"):
        read_word(document(f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"), "x")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("reader", "data"),
    [
        (read_word, document(p("文字内容，") * 199_999)),
        (read_word, document("<w:p><w:r>" + "<w:br/><w:t>，</w:t>" * 480_000 + "</w:r></w:p>")),
        (read_word, document(p("<w:tab/>x").replace("<w:t>", "").replace("</w:t>", "") * 100_000)),
        (read_markdown, ("字，\n" * 199_999).encode()),
        (read_markdown, ("a\tb\na\tb\tc\n" * 800_000).encode()),
        (read_markdown, "字".encode() * 5_000_000),
        (read_markdown, b"[" * 8_000_000),
        (read_markdown, b"**a" * 4_000_000),
        (read_markdown, b"- " * 8_000_000),
        (read_markdown, b"<a " * 5_000_000),
        (read_markdown, b"|-" * 4_000_000 + b"\n" + b"|-" * 4_000_000 + b"x"),
        (read_delimited, b"a,b\n" * 400_000),
        (read_delimited, b'"' * 100_000 + b"\n" * 100_000),
    ],
    ids=range(13),
)
def test_large_and_tricky_but_in_time(reader: Read, data: bytes) -> None:
    start = time.monotonic()
    damaged(reader, data)
    assert time.monotonic() - start < SECONDS


def damaged(reader: Read, data: bytes) -> None:
    """Read what may be damaged; anything but a Text or a ReadError fails the test."""
    with contextlib.suppress(ReadError):
        reader(data, "x")


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_truncated_and_flipped_files_never_raise_anything_else(data: st.DataObject) -> None:
    reader, whole = data.draw(st.sampled_from([(read_word, WORD), (read_sheet, SHEET)]))
    cut = data.draw(st.integers(0, len(whole)))
    damaged(reader, whole[:cut])
    flipped = bytearray(whole)
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=8)):
        flipped[at] ^= 1 << data.draw(st.integers(0, 7))
    damaged(reader, bytes(flipped))


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_flipped_xml_in_a_sound_package_never_raises_anything_else(data: st.DataObject) -> None:
    reader, whole = data.draw(st.sampled_from([(read_word, WORD), (read_sheet, SHEET)]))
    with zipfile.ZipFile(io.BytesIO(whole)) as file:
        parts: dict[str, str | bytes] = {name: file.read(name) for name in file.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    content = bytearray(parts[name])
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=4)):
        content[at] ^= 1 << data.draw(st.integers(0, 7))
    parts[name] = bytes(content)
    damaged(reader, package(parts))


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=300).map(lambda t: t.encode("utf-8"))))
def test_any_bytes_are_a_text_or_a_clear_error(data: bytes) -> None:
    for reader in (read_markdown, read_delimited, read_word, read_sheet):
        damaged(reader, data)


def test_macros_and_linked_files_are_never_opened() -> None:
    parts = {
        W: f"<w:document {NAMESPACES}><w:body>{p('甲。')}</w:body></w:document>",
        "word/vbaProject.bin": b"\x00" * 99,
        "word/_rels/document.xml.rels": '<Relationships><Relationship Id="x" Type="a/styles" '
        'Target="http://example.invalid/s.xml" TargetMode="External"/></Relationships>',
    }
    assert read_word(package(parts), "x.docm").content == "甲。\n"
