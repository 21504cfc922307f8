"""How a ledger is set: widths, heights and abbreviations that fit Chinese text on A4 paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

POINTS = 9
"""The size of the text (小五)."""
EM = 12
"""Pixels of a Chinese character of that size."""
LINE = 13.0
"""Points from line to line: what fonts without a tight setting of their own need."""
SHEET_FONT = {"font_name": "Arial", "font_size": 11}
"""What columns are measured in, whose digits are as wide in the fonts that stand in for it."""
_DIGIT, _WRITER_DIGIT = 8, 7
"""Pixels of a digit of that font, and of the one that XlsxWriter reckons with."""
_EDGE = 8
"""Pixels that a cell leaves free at its sides."""
PAGE = 1150
"""Pixels that all columns may have together: A4 across, printed at no less than 8 points."""
_HIGHEST = 409.0
"""Points that Excel lets a row be high."""
MOST_LINES = 30
"""Lines that a row of that height has room for."""
_SAMPLE = 240
"""Rows, spread over a sheet, that widths are fitted to."""
_LATIN = 0.6
"""How wide a Latin letter is at most, in Chinese characters."""
_SHORT = 88
"""Characters up to which measures are printed whole."""
_SENTENCE = re.compile(r"[^。；！？]*[。；！？]|[^。；！？]+$")
_CLAUSES = "，、,： "
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and between how many Chinese characters it is wide.

    One with ``hides`` is hidden on a sheet where nothing stands in it.
    """

    name: str
    least: int
    most: int
    hides: bool = False


def shown(columns: Sequence[Column], rows: Sequence[Mapping[str, str]]) -> list[Column]:
    """Return the columns that a sheet shows: all but those that hide and hold nothing."""
    return [one for one in columns if not one.hides or any(row[one.name] for row in rows)]


def widths(columns: Sequence[Column], rows: Sequence[Mapping[str, str]]) -> dict[str, int]:
    """Return the width of each column in characters, so that they fill a page and rows are low.

    A column is as wide as its longest line, within its bounds, where the page has room
    for all; else each has its least, and one character after the other goes where it
    makes the rows lowest.
    """
    wished = {one.name: _wished(one, rows) for one in columns}
    room = (PAGE - _EDGE * len(columns)) // EM
    if sum(wished.values()) <= room:
        return wished
    step = max(1, len(rows) // _SAMPLE)
    sample = [{one.name: row[one.name] for one in columns} for row in rows[::step]]
    found = {one.name: min(one.least, wished[one.name]) for one in columns}
    counted = {name: [lines(row[name], found[name]) for row in sample] for name in found}
    for _ in range(room - sum(found.values())):
        name = _worth_most(found, wished, counted, sample)
        found[name] += 1
        counted[name] = [lines(row[name], found[name]) for row in sample]
    return found


def _wished(column: Column, rows: Iterable[Mapping[str, str]]) -> int:
    longest = max(
        (ceil(units(line) + 0.5) for row in rows for line in row[column.name].split("\n")),
        default=0,
    )
    return min(column.most, max(column.least, longest))


def _worth_most(
    found: Mapping[str, int],
    wished: Mapping[str, int],
    counted: Mapping[str, Sequence[int]],
    sample: Sequence[Mapping[str, str]],
) -> str:
    """Return the column that one character more helps most: high rows first, then long cells."""
    highest = [max(column) for column in zip(*counted.values(), strict=True)]
    worth: dict[str, tuple[float, float, int]] = {}
    for at, name in enumerate(found):
        if found[name] < wished[name]:
            own = counted[name]
            binding = sum(own[n] for n in range(len(sample)) if own[n] == highest[n])
            worth[name] = (binding / found[name], sum(own) / found[name], -at)
    return max(worth, key=lambda name: worth[name])


def pixels(characters: int) -> float:
    """Return the pixels, as XlsxWriter counts them, of a column that many characters wide."""
    return (characters * EM + _EDGE) * _WRITER_DIGIT / _DIGIT


def height(row: Mapping[str, str], wide: Mapping[str, int]) -> float:
    """Return the points that a row must be high for its longest cell."""
    most = max(lines(row[name], wide[name]) for name in wide)
    return min(_HIGHEST, most * LINE + 6)


def lines(text: str, wide: int) -> int:
    """Return into how many lines a text is broken in a column of that many characters.

    A line may stay a character short where a mark must not begin the next one.
    """
    room = max(1.0, wide - 1.0)
    return sum(max(1, ceil(units(line) / room)) for line in text.split("\n"))


@lru_cache(maxsize=1 << 14)
def units(text: str) -> float:
    """Return how wide a text is, in Chinese characters."""
    wide = sum(1 for char in text if unicodedata.east_asian_width(char) in "WFA")
    return wide + _LATIN * (len(text) - wide)


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
