"""How Excel shows a number: as a date, a share or plain, by the format of its cell."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element

from hqgraph.reading.package import attribute, child, number

_BUILT_IN = {
    **dict.fromkeys((14, 15, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 56, 58), "yyyy-m-d"),
    **dict.fromkeys((17, 55, 57), "yyyy-m"),
    16: "m-d",
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47), "h:mm"),
    9: "0%",
    10: "0.00%",
}
"""Formats that a file need not spell out (ECMA-376 part 1, §18.8.30, Chinese locale)."""

_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DECIMALS = re.compile(r"(?<=\.)[0#?]+")
_LAST_DAY = 2_958_465
"""31 December 9999 as Excel counts days."""
_LONGEST_FORMAT = 255


class Formats:
    """The number formats of a workbook, by the style index of a cell."""

    def __init__(self, tree: Element | None, epoch_1904: bool) -> None:
        own = {
            number(attribute(item, "numFmtId"), -1): attribute(item, "formatCode") or ""
            for item in _items(tree, "numFmts")
        }
        self._shift = 1462 if epoch_1904 else 0
        self._codes = [
            own.get(key, _BUILT_IN.get(key, ""))
            for key in (number(attribute(item, "numFmtId"), 0) for item in _items(tree, "cellXfs"))
        ]

    def of(self, style: str | None) -> tuple[str, int]:
        """Return the format code of a style index and the days its calendar is shifted."""
        index = number(style, 0)
        code = self._codes[index] if 0 <= index < len(self._codes) else ""
        return code[:_LONGEST_FORMAT], self._shift


def _items(tree: Element | None, name: str) -> list[Element]:
    parent = child(tree, name)
    return [] if parent is None else list(parent)


def shown(raw: str, form: tuple[str, int]) -> str:
    """Return the number ``raw`` as a reader of the sheet sees it; other text unchanged."""
    try:
        value = float(raw)
    except ValueError:
        return raw
    code, shift = form
    letters = _LITERAL.sub("", code.split(";")[0]).lower()
    if "general" not in letters and re.search(r"[ydhms]", letters):
        return _moment(value + shift, letters)
    if "%" in letters:
        decimals = _DECIMALS.search(letters)
        return f"{value * 100:.{len(decimals.group()) if decimals else 0}f}%"
    return f"{value:.15g}" if "e" not in f"{value:.15g}" else raw


def _moment(days: float, letters: str) -> str:
    """Return a day count as a Chinese date, as exact as its format shows it."""
    if not 0 <= days <= _LAST_DAY:
        return f"{days:.15g}"
    # Day 60 is a 29 February 1900 that never was; from 61 on the count starts a day early.
    first = datetime(1899, 12, 30) if days >= 61 else datetime(1899, 12, 31)
    moment = first + timedelta(days=days)
    if not re.search(r"[yd]", letters):
        if "h" in letters or "s" in letters:
            return f"{moment.hour}:{moment.minute:02d}"
        return f"{moment.month}月"
    text = f"{moment.year}年" if "y" in letters else ""
    if "m" in letters:
        text += f"{moment.month}月"
    return text + (f"{moment.day}日" if "d" in letters else "")
