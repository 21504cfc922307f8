"""One spelling for characters that look alike, and no blanks that only lay out.

Offsets are counted after this step, so it is the same for every format: the
same policy as .txt, .docx or .pdf must give the same characters.
"""

from __future__ import annotations

import re
import unicodedata

_HAN = r"\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_QUOTES = r"\u2018\u2019\u201c\u201d\u2014\u2026\u00b7\u2236"
_WIDE = _HAN + _QUOTES
_BLANKS = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BLANK_BY_WIDE = re.compile(rf"(?<=[{_WIDE}]) | (?=[{_WIDE}])")
_INVISIBLE = (
    r"\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u00ad"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff"
)
_NO_SIGHT = re.compile(f"[{_INVISIBLE}]+")
_CONVERTER_MARK = re.compile(r"\[bookmark:[^\]\n]{0,80}\]")
"""What some Word-to-text converters print where a bookmark stood."""

_WIDEST = 2_000
"""Characters: no line that a page or a table wraps is as long."""

_FULLWIDTH = {
    code: code - 0xFEE0
    for code in (
        *range(0xFF10, 0xFF1A),
        *range(0xFF21, 0xFF3B),
        *range(0xFF41, 0xFF5B),
        0xFF05,
        0xFF0B,
    )
}


def _compatibility() -> dict[int, str]:
    """Map Kangxi radicals, CJK radicals and compatibility ideographs to plain characters."""
    codes = (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00))
    table = {code: unicodedata.normalize("NFKC", chr(code)) for code in codes}
    return {code: plain for code, plain in table.items() if plain != chr(code)}


_TABLE: dict[int, int | str] = {**_FULLWIDTH, **_compatibility()}
_UNUSUAL = re.compile(
    rf"[\uff05\uff0b\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2e80-\u2fdf\uf900-\ufaff{_INVISIBLE}]+"
)
"""Runs of characters that are invisible or that the table may map: few lines hold any."""


def normal_characters(text: str) -> str:
    """Return ``text`` with one line break, plain digits and letters, no invisible characters."""
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
    )
    return _CONVERTER_MARK.sub("", _UNUSUAL.sub(_usual, text))


def _usual(run: re.Match[str]) -> str:
    return _NO_SIGHT.sub("", run.group()).translate(_TABLE)


def tidy(line: str) -> str:
    """Return a line without layout blanks.

    Blanks beside a Chinese character or a full-width mark go; between two
    Latin words one blank stays.
    """
    words = line.split()
    if len(words) < 2:
        return words[0] if words else ""
    return _BLANK_BY_WIDE.sub("", _BLANKS.sub(" ", line).strip())


class _Columns(dict[str, int]):
    """How many columns a character takes in print, looked up once."""

    def __missing__(self, char: str) -> int:
        columns = self[char] = 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        return columns


_COLUMNS = _Columns()
_WIDE_OPENING = re.compile("[\u4e00-\u9fff，。、；：！？（）《》“”]+")
"""Wide characters that a line most often consists of: counted at once."""


def width(line: str) -> int:
    """Return how many columns a line takes in print: two for a wide character, else one.

    Of a line longer than any page is wide only the beginning is measured.
    """
    line = line[:_WIDEST]
    opening = _WIDE_OPENING.match(line)
    wide = opening.end() if opening else 0
    return 2 * wide + sum(map(_COLUMNS.__getitem__, line[wide:]))


def reaches(line: str, columns: float) -> bool:
    """Tell whether a line is at least so many columns wide; most tell by their length."""
    length = min(len(line), _WIDEST)
    return length >= columns or (2 * length >= columns and width(line) >= columns)


def joined(first: str, second: str) -> str:
    """Join two parts of one wrapped line: a blank only between two Latin words."""
    blank = (
        first[-1:].isascii()
        and second[:1].isascii()
        and first[-1:].isalpha()
        and second[:1].isalpha()
    )
    return f"{first} {second}" if blank else first + second
