"""Lines back to paragraphs: undoes the wraps that print, PDF and web pages make.

No policy vocabulary here, only how Chinese documents are set (GB/T 9704): what
a numbered heading looks like, which marks end a paragraph, how wide a line is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from hqgraph.reading.characters import joined, reaches, width

_NUMERAL = "一二三四五六七八九十百零〇"
MARKER = re.compile(
    rf"(?:[（(][{_NUMERAL}\d]{{1,4}}[)）]"
    rf"|[{_NUMERAL}]{{1,4}}[、．.]"
    rf"|\d{{1,3}}\s?(?:[、．]|[.](?!\d))"
    rf"|第[{_NUMERAL}\d]{{1,4}}[章节条篇部]"
    rf"|[①-⑳]"
    rf"|附件\s?\d*\s?(?:[:：]|$)"
    rf"|[—－-]{{2}}(?![—－-])"
    rf"|专栏\s?[\d{_NUMERAL}])"
)
"""How a line starts that opens a new item of an outline."""

_LABELLED = re.compile(r"[^，。；：:、（）()《》“”\s]{2,12}[：:](?!(?<=\d[：:])\d)")
"""A short label with a colon (责任单位：): a paragraph of its own where it starts a line.

No label is the beginning of a ratio (1：2).
"""

_PAGE_NUMBER = re.compile(r"[—－–\-·\s]*\d{1,4}[—－–\-·\s]*|第\s?\d+\s?页(?:\s?共\s?\d+\s?页)?")
_DASHED = re.compile(r"[—－–\-]\s*\d{1,4}\s*[—－–\-]")
_TERMINAL = "。！？：:；;"
_CLOSING = "”’」』）)〕】》〉"
_ENDS = _TERMINAL + _CLOSING
_MARKER_FIRST = frozenset(f"（({_NUMERAL}第附—－-专①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
"""What a marker begins with, unless with a digit."""
_BRACKETS = {"《": "》", "〈": "〉", "（": "）", "〔": "〕", "(": ")"}
_QUOTES = {"“": "”"}
_OPEN_REACH = 240
"""A bracket opened further back than this was never meant to close."""

_FULL_LINE = 0.82
"""A line that fills at least this share of the measure was cut by the margin."""

_FEWEST_LINES = 8
_WIDEST = 160
_LEAST_NEAR = 0.4
_OVERFLOW, _MOST_OVER = 1.3, 0.1
"""A file wraps when lines that stop mid-sentence agree on a width and few lines exceed it."""

_LONG_LINE = 90
"""Columns from which a line without an end is a paragraph cut by a page, not a heading."""


class Line(NamedTuple):
    """A tidy line and its number in the file, counted from 1."""

    content: str
    number: int


class Width(Protocol):
    """What tells whether the margin ended a line, and whether the next line may go on with it."""

    def wraps(self, line: str, following: str) -> bool:
        """Tell whether a line that ends a sentence may go on in the ``following`` line."""
        ...

    def full(self, line: str) -> bool:
        """Tell whether the margin, not the author, ended this line."""
        ...


@dataclass(frozen=True, slots=True)
class Measure:
    """How wide a full line of this file is; ``None`` where lines are not wrapped."""

    columns: int | None

    def wraps(self, line: str, following: str) -> bool:
        """Tell whether a line that ends a sentence may go on in the ``following`` line.

        Not if the following one stands alone: short, and without an end mark.
        """
        if self.columns is None or not self.full(line):
            return False
        return self.full(following) or is_ended(following)

    def full(self, line: str) -> bool:
        """Tell whether the margin, not the author, ended this line."""
        if self.columns is None:
            return reaches(line, _LONG_LINE)
        return reaches(line, self.columns * _FULL_LINE)


def measure_of(lines: Sequence[str]) -> Measure:
    """Find the width at which a file wraps its lines.

    A wrapped file has many lines of nearly the same width that stop in the
    middle of a sentence; a file with one paragraph per line has not.
    """
    unended = [line for line in lines if line and line[-1] not in _ENDS]
    if len(unended) < _FEWEST_LINES:
        return Measure(None)
    open_ended = sorted(map(width, unended))
    columns = open_ended[int(len(open_ended) * 0.9)]
    near = sum(1 for value in open_ended if columns * _FULL_LINE <= value <= columns * 1.2)
    if columns > _WIDEST or near < _LEAST_NEAR * len(open_ended):
        return Measure(None)
    over = sum(1 for line in lines if reaches(line, int(columns * _OVERFLOW) + 1))
    return Measure(columns if over <= _MOST_OVER * len(lines) else None)


def is_page_number(line: str, measure: Measure) -> bool:
    """Tell whether a line is only a page number, which no document states."""
    if _DASHED.fullmatch(line):
        return True
    return measure.columns is not None and bool(_PAGE_NUMBER.fullmatch(line))


def paragraphs(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the paragraphs of a file, each with the number of its first line."""
    measure = measure_of([line.content for line in lines])
    parts: list[str] = []
    number = 0
    tail = last = ""
    for line in lines:
        if not line.content or is_page_number(line.content, measure):
            continue
        if not (parts and goes_on(tail, last, line.content, measure)):
            if parts:
                yield Line("".join(parts), number)
            parts, number, tail = [], line.number, ""
        grown = joined(tail, line.content)
        parts.append(grown[len(tail) :])
        tail = grown[-_OPEN_REACH:]
        last = line.content
    if parts:
        yield Line("".join(parts), number)


def goes_on(paragraph: str, last: str, line: str, measure: Width) -> bool:
    """Tell whether ``line`` goes on with ``paragraph``, whose last line was ``last``."""
    marked = opens_item(line)
    ratio = last[-1:] in tuple("：:") and last[-2:-1].isdigit() and line[:1].isdigit()
    if marked and last[-1:] in _ENDS and not ratio:
        return False
    if _is_open(paragraph, _BRACKETS) or (_is_open(paragraph, _QUOTES) and measure.full(last)):
        return not marked or last[-1:] not in _ENDS
    if ratio:
        return measure.full(last)
    if marked or last[-1:] in "：:":
        return False
    labelled = bool(_LABELLED.match(line))
    if last[-1:] in "，、；":
        return not (labelled and last[-1:] == "；")
    ended = last.rstrip(_CLOSING)[-1:] in tuple("。！？")
    return not labelled and (measure.wraps(last, line) if ended else measure.full(last))


def is_labelled(line: str) -> bool:
    """Tell whether a line begins with a short label."""
    return bool(_LABELLED.match(line))


def opens_item(line: str) -> bool:
    """Tell whether a line starts with the number of a new item of an outline."""
    first = line[:1]
    return (first in _MARKER_FIRST or first.isdecimal()) and MARKER.match(line) is not None


def is_ended(line: str) -> bool:
    """Tell whether a line ends in a mark, as sentences and their parts do."""
    return line[-1:] in _ENDS + "，、"


def is_open(line: str) -> bool:
    """Tell whether a bracket or title mark is still open at the end of a line."""
    return _is_open(line, _BRACKETS)


def _is_open(paragraph: str, pairs: dict[str, str]) -> bool:
    """Tell whether a mark of ``pairs`` is still open at the end of a paragraph."""
    tail = paragraph[-_OPEN_REACH:]
    for opener, closer in pairs.items():
        at = tail.rfind(opener)
        if at >= 0 and at > tail.rfind(closer):
            return True
    return False
