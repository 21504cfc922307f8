"""Running heads and page numbers: what stands on a page but is not part of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from hqgraph.reading.pdf_lines import PrintedLine

_NUMBER = re.compile(
    r"[—－–\-·\s]*\d{1,4}[—－–\-·\s]*|第\s?\d+\s?页(?:[,，/]?\s?共\s?\d+\s?页)?|\d{1,4}\s?/\s?\d{1,4}"
    r"|Page\s?\d+(?:\s?of\s?\d+)?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_EDGE_LINES = 3
"""How many lines from the top or bottom a running head may stand."""
_REPEATS = 3
_SHARE = 0.4
"""A running head stands on at least so many pages (all, if a file has two), and this share."""


def without_running_heads(pages: Sequence[list[PrintedLine]]) -> list[list[PrintedLine]]:
    """Drop the lines that stand at the same place of many pages, then outermost page numbers."""
    counts: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        counts.update({_place(line) for line in _edges(lines)})
    printed = sum(1 for lines in pages if lines)
    least = max(min(_REPEATS, max(printed, 2)), _SHARE * printed)
    return [_without_numbers(_unrepeated(lines, counts, least)) for lines in pages]


def _unrepeated(
    lines: list[PrintedLine], counts: Counter[tuple[str, int]], least: float
) -> list[PrintedLine]:
    edges = _edges(lines)
    return [line for line in lines if not (line in edges and counts[_place(line)] >= least)]


def _without_numbers(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Drop page numbers from the top and bottom of a page, up to the first line of text."""
    by_height = sorted(lines, key=lambda line: line.top)
    numbers: list[PrintedLine] = []
    for side in (by_height, by_height[::-1]):
        for line in side[:_EDGE_LINES]:
            if not _NUMBER.fullmatch(line.content):
                break
            numbers.append(line)
    return [line for line in lines if line not in numbers]


def _edges(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    by_height = sorted(lines, key=lambda line: line.top)
    return (
        by_height
        if len(lines) <= 2 * _EDGE_LINES
        else (by_height[:_EDGE_LINES] + by_height[-_EDGE_LINES:])
    )


def _place(line: PrintedLine) -> tuple[str, int]:
    return _DIGITS.sub("#", line.content), round(line.top / 6)
