"""Tells what a file is by its first bytes; its name only decides between kinds of text.

Downloads are often misnamed: a web page or a list saved as .doc or .xls, a Word
file of today under the name of yesterday. The bytes cannot be wrong.
"""

from __future__ import annotations

import codecs
import io
import re
import zipfile

from hqgraph.errors import ReadError
from hqgraph.reading import compound
from hqgraph.reading.delimiters import looks_delimited
from hqgraph.reading.kinds import kind_by_suffix
from hqgraph.reading.zips import BROKEN, too_many_entries

_PICTURES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"RIFF",
    b"\0\0\0\x0cjP",
)
_ARCHIVES = (b"Rar!\x1a", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
HEAD = 4096
UNREADABLE = ("picture", "archive", "slides")
_PDF_HEAD = 1024
"""A PDF may begin with so many other bytes (ISO 32000-1, annex H, note 13)."""

_PROLOGUE = r"(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
_HEADERS = r"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?"
_MARKS = tuple(
    (re.compile(pattern, re.DOTALL | re.IGNORECASE), kind)
    for pattern, kind in (
        (r"\{\\rtf", "rtf"),
        (rf"{_PROLOGUE}<\?mso-application\s+progid=\"Word\.Document\"", "word-xml"),
        (rf"{_PROLOGUE}(?:<\?mso[^>]*>\s*)?<(?:\w+:)?wordDocument[\s>]", "word-xml"),
        (rf"{_PROLOGUE}<\?mso-application\s+progid=\"Excel\.Sheet\"", "sheet-xml"),
        (rf"{_HEADERS}Content-Type:\s*multipart/related", "mhtml"),
        (rf"{_PROLOGUE}(?:<!doctype\s+html|<html[\s>])", "html"),
    )
)
"""How a text begins that is more than text, whatever its name."""
_MARKUP = re.compile(
    rf"{_PROLOGUE}<(?:head|body|meta|title|style|script|link|table|thead|tbody|tr|t[dh]|div|section"
    r"|article|main|[pabui]|br|ul|ol|li|span|strong|font|center|h\d)(?:\s[^<>]*)?/?>",
    re.DOTALL | re.IGNORECASE,
)
"""How a piece of a page begins; also a text that holds some markup."""
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,9}(?:\s[^<>]*)?/?>", re.IGNORECASE)
_FRAGMENT_TAGS = 4
"""A text that begins with markup and has so many tags at its head is a piece of a page."""
_HASHED = re.compile(r"#{1,6}\s+\S[^,\t]*(?:\n|\Z)")
"""How Markdown begins: a heading, and no row of a list with a # in its first cell."""
_BINARY = ("word", "sheet", "pdf", "ofd", "word-97", "rtf", "odt", "sheet-97", "ods")
"""Kinds that text is not, whatever its name promises."""
_LISTS = ("sheet-97", "sheet", "ods")
"""Names that promise a workbook; text under such a name is a list."""
_PROMISES = {"word": "word/", "sheet": "xl/", "ofd": "ofd.xml", "slides": "ppt/"}
_OPEN_DOCUMENT = (("opendocument.text", "odt"), ("opendocument.spreadsheet", "ods"))


def is_package(head: bytes) -> bool:
    """Tell whether a file is one whose first bytes do not say what it holds."""
    return head.startswith((*_ZIP, compound.MAGIC))


def kind_of(data: bytes, suffix: str) -> str | None:
    """Return the kind of a file of these bytes and this name, ``None`` for an unknown text.

    Besides the kinds of ``kinds.csv`` there are ``picture``, ``archive``,
    ``slides`` and ``locked``, which nothing reads. Never raises.
    """
    promised = kind_by_suffix(suffix)
    if data.startswith(compound.MAGIC):
        return compound.document_kind(data) or promised
    if data.startswith(_ZIP):
        return _zip_kind(data, promised)
    if b"%PDF-" in data[: _PDF_HEAD if promised == "pdf" else 5]:
        return "pdf"
    if data.startswith(_ARCHIVES):
        return "archive"
    if data.startswith(_PICTURES) and b"\0" in data[:HEAD]:
        return "picture"
    return _text_kind(_beginning(data), promised)


def is_text(suffix: str) -> bool:
    """Tell whether a name promises text, or nothing."""
    return kind_by_suffix(suffix) not in _BINARY


def refuse(kind: str | None, source: str) -> None:
    """Raise ReadError where a kind is one that nothing can read."""
    if kind == "locked":
        raise ReadError("read.office.encrypted", path=source)
    if kind in UNREADABLE:
        raise ReadError(f"read.is-{kind}", path=source)


def _zip_kind(data: bytes, promised: str | None) -> str:
    """Tell the kind of a zip package by the names inside; by its own where it is damaged."""
    fallback = promised if promised in ("word", "sheet", "ofd", "odt", "ods") else "archive"
    if too_many_entries(data):
        return fallback
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            names = {name.lower() for name in file.namelist()}
            stated = file.open("mimetype").read(_PDF_HEAD) if "mimetype" in names else b""
    except BROKEN:
        return fallback
    for ending, kind in _OPEN_DOCUMENT:
        if ending.encode() in stated:
            return kind
    for kind, start in _PROMISES.items():
        if any(name.startswith(start) for name in names):
            return kind
    return fallback


def _beginning(data: bytes) -> str:
    """Return the first characters of what may be text, whatever its encoding."""
    head = data[:HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace").lstrip()
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1").lstrip()


def _text_kind(head: str, promised: str | None) -> str | None:
    """Tell the kind of what may be text by how it begins."""
    for mark, kind in _MARKS:
        if mark.match(head):
            return kind
    tags = len(_TAG.findall(head)) if promised in (None, "text") and head[:1] == "<" else 0
    if (promised in _BINARY or tags >= _FRAGMENT_TAGS) and _MARKUP.match(head):
        return "html"
    if promised in (*_BINARY, "list") and _HASHED.match(head):
        return "markdown"
    if promised in _LISTS and not looks_delimited(head):
        return "text"
    if promised not in _BINARY:
        return promised
    return "list" if promised in _LISTS else "text"
