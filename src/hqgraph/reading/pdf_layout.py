"""Printed lines to paragraphs: running heads away, wraps undone by where lines stand.

Chinese official print (GB/T 9704) sets the first line of a paragraph two
characters in and every other one at the margin. Where a file keeps to that,
geometry decides; where it does not, :mod:`hqgraph.reading.layout` guesses from
the words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from hqgraph.reading.characters import joined
from hqgraph.reading.layout import MARKER, Line, is_open, paragraphs
from hqgraph.reading.pdf_lines import PrintedLine

_NUMBER = re.compile(
    r"[—－–\-·\s]*\d{1,4}[—－–\-·\s]*|第\s?\d+\s?页(?:[,，/]?\s?共\s?\d+\s?页)?|\d{1,4}\s?/\s?\d{1,4}"
)
_DIGITS = re.compile(r"\d+")
_EDGE_LINES = 3
"""How many lines from the top or bottom a running head may stand."""
_REPEATS = 3
_SHARE = 0.4
"""A running head stands on at least so many pages, and on this share of them."""
_MARGIN_LINES = 8
_INDENTED_LINES = 3
_CENTRED = 0.4
"""The habit of indenting: so many lines at the margin and two characters in, few elsewhere."""
_INDENT = 1.3
"""Em from which a line is indented: paragraphs are by two, a moved Latin word by less."""
_FULL = 2.2
"""Em that a full line may end before the others do: marks that must not begin a line move."""


def without_running_heads(pages: Sequence[list[PrintedLine]]) -> list[list[PrintedLine]]:
    """Drop page numbers and the lines that stand at the same place of many pages."""
    counts: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        counts.update({_place(line) for line in _edges(lines)})
    least = max(_REPEATS, _SHARE * sum(1 for lines in pages if lines))
    return [
        [
            line
            for line in lines
            if not (
                line in _edges(lines)
                and (_NUMBER.fullmatch(line.content) or counts[_place(line)] >= least)
            )
        ]
        for lines in pages
    ]


def _edges(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    by_height = sorted(lines, key=lambda line: line.top)
    return (
        by_height
        if len(lines) <= 2 * _EDGE_LINES
        else (by_height[:_EDGE_LINES] + by_height[-_EDGE_LINES:])
    )


def _place(line: PrintedLine) -> tuple[str, int]:
    return _DIGITS.sub("#", line.content), round(line.top / 6)


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the text of each page begins, and where full lines of the file end."""

    left: dict[int, float]
    right: float

    def indent(self, line: PrintedLine) -> int:
        """Return 0 for a line at the margin, 1 for an indented one, 2 for one further in."""
        blank = (line.left - self.left[line.page]) / line.size
        if blank < _INDENT:
            return 0
        return 1 if blank < 3.2 else 2


def margins_of(lines: Sequence[PrintedLine]) -> Margins | None:
    """Return the margins of a file that indents its paragraphs, None for any other."""
    if not lines:
        return None
    by_page: dict[int, list[PrintedLine]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    right = sorted(line.right for line in lines)[int(0.9 * (len(lines) - 1))]
    margins = Margins({page: _margin(inside) for page, inside in by_page.items()}, right)
    indents = Counter(margins.indent(line) for line in lines)
    enough = indents[0] >= _MARGIN_LINES and indents[1] >= _INDENTED_LINES
    return margins if enough and indents[2] <= _CENTRED * len(lines) else None


def merged_paragraphs(lines: Sequence[PrintedLine], margins: Margins | None) -> list[Line]:
    """Return the paragraphs that lines make; the number of each is its first page."""
    if margins is None:
        return list(paragraphs([Line(line.content, line.page) for line in lines]))
    merged: list[Line] = []
    before: PrintedLine | None = None
    for line in lines:
        if before is not None and _goes_on(before, line, margins):
            merged[-1] = Line(joined(merged[-1].content, line.content), merged[-1].number)
        else:
            merged.append(Line(line.content, line.page))
        before = line
    return merged


def _margin(lines: Sequence[PrintedLine]) -> float:
    """Return the leftmost place where at least a tenth of the lines, and two, begin."""
    places = Counter(round(line.left / 3) for line in lines)
    least = max(2.0, 0.1 * len(lines))
    frequent = [place for place, count in places.items() if count >= least]
    place = min(frequent or places)
    return min(line.left for line in lines if round(line.left / 3) == place)


def _goes_on(before: PrintedLine, line: PrintedLine, margins: Margins) -> bool:
    """Tell whether ``line`` is a wrap of the paragraph that ``before`` belongs to."""
    if before.content[-1] in "，、":
        return not MARKER.match(line.content)
    if margins.indent(line) or margins.indent(before) == 2:
        return False
    if abs(line.size - before.size) > 0.25 * before.size:
        return False
    if before.right < margins.right - _FULL * before.size and not is_open(before.content):
        return False
    return not (MARKER.match(line.content) and before.content[-1] in "。：；")
