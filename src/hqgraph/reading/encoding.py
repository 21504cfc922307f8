"""Bytes to characters: UTF-8, UTF-16 or GB18030, and a plain no to anything else.

GB18030 decodes almost any bytes, so it is tried last and its result is judged:
a text full of control or rare characters was no Chinese text to begin with.
A few bytes that fit no character (a download cut short, a fault of a disk) cost
these characters, U+FFFD in their place, and not the file.
"""

from __future__ import annotations

import codecs
import re

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


LOST = "\ufffd"
"""What stands where bytes fit no character."""
_MOST_LOST = 0.01
"""Lost characters to those beyond ASCII: with more, the encoding is another one."""
_PLAIN_SHARE = 0.8
"""Chinese of today in GB18030 has at least this share of its characters in GB 2312."""
_BIG5_SHARE = 0.95
"""Big5 has at least this share of its characters among its frequent ones and its signs."""
_BIG5_FREQUENT = re.compile(rb"[\xa1-\xc6][\x40-\x7e\xa1-\xfe]")
_SAMPLE = 20_000
_UTF16_SHARE = 0.95
"""UTF-16 without its mark: this share of characters that Chinese texts hold, in one order."""
_UTF16_PLAIN = re.compile(r"[\t\n\r -~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’—…·]")


def decode(data: bytes, source: str) -> str:
    """Return the characters of ``data``; a few bad bytes become U+FFFD.

    Raises ReadError (naming ``source``) for empty input and for bytes that are
    no text in UTF-8, UTF-16 or GB18030.
    """
    if not data.strip():
        raise ReadError("read.empty", path=source)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _lenient(data, encoding, source)
    if data.startswith(_MAGIC):
        raise ReadError("read.binary", path=source)
    if b"\x00" in data[:4096]:
        return _unmarked_utf16(data, source)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    if _few_lost(text):
        return text
    text = _lenient(data, "gb18030", source)
    if _is_big5(data, text):
        raise ReadError("read.big5", path=source)
    if _odd(text) > _ODD_SHARE * len(text):
        raise ReadError("read.binary", path=source)
    return text


def _lenient(data: bytes, encoding: str, source: str) -> str:
    """Decode, replacing a few bad bytes; raise ReadError for more, with the place of the first."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        start = error.start
    text = data.decode(encoding, "replace")
    if not _few_lost(text):
        raise ReadError("read.encoding", path=source, offset=start + 1)
    return text


def _few_lost(text: str) -> bool:
    lost = text.count(LOST)
    wide = len(text) - len(text.encode("ascii", "ignore"))
    return lost <= _MOST_LOST * wide


def _unmarked_utf16(data: bytes, source: str) -> str:
    """Decode UTF-16 that does not say its byte order; other bytes with zeros are no text."""
    for encoding in ("utf-16-le", "utf-16-be"):
        head = data[:_SAMPLE].decode(encoding, "replace")
        if len(_UTF16_PLAIN.findall(head)) >= _UTF16_SHARE * len(head):
            return _lenient(data, encoding, source)
    raise ReadError("read.binary", path=source)


def _is_big5(data: bytes, text: str) -> bool:
    """Tell whether bytes that GB18030 also decodes (to ``text``) are Big5 (traditional Chinese)."""
    wide = [char for char in text[:_SAMPLE] if ord(char) > 0x7F]
    plain = "".join(wide).encode("gb2312", "ignore")
    if len(plain) >= 2 * _PLAIN_SHARE * len(wide):
        return False
    try:
        data.decode("big5hkscs")
    except UnicodeDecodeError:
        return False
    pairs = _pairs(data[:_SAMPLE])
    frequent = sum(1 for pair in pairs if _BIG5_FREQUENT.fullmatch(pair))
    return frequent >= _BIG5_SHARE * len(pairs)


def _pairs(data: bytes) -> list[bytes]:
    """Return the characters of two bytes."""
    return re.findall(rb"[\x81-\xfe][\x40-\xfe]", data)


def _odd(text: str) -> int:
    """Count the characters that Chinese prose does not hold."""
    return sum(1 for ch in text if _is_odd(ord(ch)))


def _is_odd(code: int) -> bool:
    control = code < 32 and code not in (9, 10, 12, 13)
    private = 0xE000 <= code <= 0xF8FF or code >= 0x30000
    foreign = 0x0590 <= code <= 0x1FFF or 0xA000 <= code <= 0xABFF
    return control or 0x7F <= code <= 0x9F or private or foreign
