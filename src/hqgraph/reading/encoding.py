"""Bytes to characters: UTF-8, UTF-16 or GB18030, and a plain no to anything else.

GB18030 decodes almost any bytes, so it is tried last and its result is judged:
a text full of control or rare characters was no Chinese text to begin with.
"""

from __future__ import annotations

import codecs

from hqgraph.errors import ReadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
)
_ODD_SHARE = 0.02
"""More than two characters in a hundred that no text holds: not a text."""


def decode(data: bytes, source: str) -> str:
    """Return the characters of ``data``.

    Raises ReadError (naming ``source``) for empty input and for bytes that are
    no text in UTF-8, UTF-16 or GB18030.
    """
    if not data.strip():
        raise ReadError("read.empty", path=source)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding, source)
    if data.startswith(_MAGIC) or b"\x00" in data[:4096]:
        raise ReadError("read.binary", path=source)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = _strict(data, "gb18030", source)
    if _odd(text) > _ODD_SHARE * len(text):
        raise ReadError("read.binary", path=source)
    return text


def _strict(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError("read.encoding", path=source, offset=error.start) from None


def _odd(text: str) -> int:
    """Count the characters that Chinese prose does not hold."""
    return sum(1 for ch in text if _is_odd(ord(ch)))


def _is_odd(code: int) -> bool:
    control = code < 32 and code not in (9, 10, 12, 13)
    private = 0xE000 <= code <= 0xF8FF or code >= 0x30000
    foreign = 0x0590 <= code <= 0x1FFF or 0xA000 <= code <= 0xABFF
    return control or 0x7F <= code <= 0x9F or private or foreign
