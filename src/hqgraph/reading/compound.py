"""Looks into OLE compound files ([MS-CFB]): .doc, .xls, .wps and locked .docx are such.

Only the directory and the first bytes of one stream are looked at, which is
enough to tell what the file is and whether it has a password.
"""

from __future__ import annotations

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ENTRY = 128
_SMALL = 4096
"""A stream of fewer bytes lies elsewhere, among other small ones."""
_DOCUMENTS = (
    ("EncryptedPackage", "locked"),
    ("WordDocument", "word-97"),
    ("Workbook", "sheet-97"),
    ("Book", "sheet-97"),
    ("PowerPoint Document", "slides"),
)
_FIB = 0xA5EC
_FIB_ENCRYPTED = 0x0100
"""The first word of a Word document and the flag in its sixth ([MS-DOC] 2.5.2)."""
_BOF, _FILEPASS, _WRITEPROT = 0x0809, 0x002F, 0x0086
"""Records at the start of an Excel workbook ([MS-XLS] 2.3)."""


def document_kind(data: bytes) -> str | None:
    """Return what a compound file holds, ``None`` where it is nothing known."""
    return next((kind for name, kind in _DOCUMENTS if _entry(data, name) is not None), None)


def has_password(data: bytes) -> bool:
    """Tell whether a Word or Excel file of the old kind is encrypted."""
    word = _start(data, "WordDocument")
    if word is not None:
        flags = int.from_bytes(word[10:12], "little")
        return int.from_bytes(word[:2], "little") == _FIB and bool(flags & _FIB_ENCRYPTED)
    book = _start(data, "Workbook") or b""
    at = 0
    while at + 4 <= len(book):
        record = int.from_bytes(book[at : at + 2], "little")
        if record not in (_BOF, _WRITEPROT):
            return record == _FILEPASS
        at += 4 + int.from_bytes(book[at + 2 : at + 4], "little")
    return False


def _entry(data: bytes, name: str) -> bytes | None:
    """Return the directory entry of a stream: they stand at multiples of their length."""
    spelled = (name + "\0").encode("utf-16-le")
    at = data.find(spelled)
    while at >= 0:
        entry = data[at : at + _ENTRY]
        if at % _ENTRY == 0 and int.from_bytes(entry[64:66], "little") == len(spelled):
            return entry
        at = data.find(spelled, at + 1)
    return None


def _start(data: bytes, name: str) -> bytes | None:
    """Return the first bytes of a stream, ``None`` where there is none that is large."""
    entry = _entry(data, name)
    if entry is None or int.from_bytes(entry[120:124], "little") < _SMALL:
        return None
    sector = 1 << min(int.from_bytes(data[30:32], "little"), 16)
    begin = (int.from_bytes(entry[116:120], "little") + 1) * sector
    return data[begin : begin + 512]
