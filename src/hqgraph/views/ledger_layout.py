"""How a ledger is set: widths, heights and abbreviations that fit Chinese text on A4 paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

POINTS = 9
"""The size of the text (小五)."""
EM = 12
"""Pixels of a Chinese character of that size."""
LINE = 13.0
_EDGE = 8
"""Pixels that a cell leaves free at its sides."""
_HIGHEST = 409.0
"""Points that Excel lets a row be high."""
_SHORT = 88
"""Characters up to which measures are printed whole."""
_SENTENCE = re.compile(r"[^。；！？]*[。；！？]|[^。；！？]+$")
_CLAUSES = "，、,： "
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and between how many Chinese characters it is wide."""

    name: str
    least: int
    most: int


def widths(columns: Sequence[Column], rows: Iterable[Mapping[str, str]]) -> dict[str, int]:
    """Return the width of each column in characters: as wide as its longest line, within bounds."""
    longest = dict.fromkeys((column.name for column in columns), 0)
    for row in rows:
        for name in longest:
            lines = row[name].split("\n")
            longest[name] = max(longest[name], *(ceil(units(line) / 2) for line in lines))
    return {
        column.name: min(column.most, max(column.least, longest[column.name])) for column in columns
    }


def pixels(characters: int) -> int:
    """Return the pixels of a column that many Chinese characters wide."""
    return characters * EM + _EDGE


def height(row: Mapping[str, str], wide: Mapping[str, int]) -> float:
    """Return the points that a row must be high for its longest cell."""
    most = max(lines(row[name], wide[name]) for name in wide)
    return min(_HIGHEST, most * LINE + 4)


def lines(text: str, wide: int) -> int:
    """Return into how many lines a text is broken in a column of that many characters.

    A line may stay a character short where a mark must not begin the next one.
    """
    room = max(2, 2 * wide - 1)
    return sum(max(1, ceil(units(line) / room)) for line in text.split("\n"))


def units(text: str) -> int:
    """Return how wide a text is, counting a Chinese character as 2 and a Latin one as 1."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def shortened(text: str) -> str:
    """Return the beginning of long measures: whole sentences, else clauses; ends in ……."""
    if len(text) <= _SHORT:
        return text
    kept = ""
    for sentence in _SENTENCE.findall(text):
        if len(kept) + len(sentence) > _SHORT:
            break
        kept += sentence
    if not kept:
        cut = max(text.rfind(mark, 0, _SHORT) for mark in _CLAUSES)
        kept = text[: cut if cut > 0 else _SHORT]
    return f"{kept}……"


def sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that a sheet may bear and no other sheet bears; it is then taken.

    Excel allows 31 characters, no brackets, colons, asterisks, question marks or
    slashes, no apostrophe at the ends, and keeps ``History`` for itself; names that
    differ in case alone are one.
    """
    clean = _NOT_IN_NAMES.sub(" ", name).strip(" '")[:31].strip(" '") or "-"
    found, turn = clean, 1
    while found.casefold() in taken | {"history"}:
        turn += 1
        found = f"{clean[: 31 - len(str(turn)) - 1]}~{turn}"
    taken.add(found.casefold())
    return found
