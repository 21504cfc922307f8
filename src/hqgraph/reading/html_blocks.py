"""The elements of a page as lines and tables, in order, without recursion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hqgraph.reading.characters import joined, normal_characters, tidy
from hqgraph.reading.flow import BOLD
from hqgraph.reading.html_body import Weight, is_menu

BLOCKS = frozenset(
    {
        "html",
        "body",
        "address",
        "article",
        "blockquote",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
        "br",
    }
)
MAX_CELLS = 200_000
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD_TAGS = frozenset({"b", "strong"})
_DEEPEST_INLINE = 8
_WIDEST = 1_000
"""A colspan or rowspan beyond this is no table."""


@dataclass(frozen=True, slots=True)
class HtmlLine:
    """A tidy line, the number of the element it begins in, and its level as a heading."""

    content: str
    element: int
    heading: int = 0


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """A data table: rows of tidy cells, and the number of its element."""

    rows: tuple[tuple[str, ...], ...]
    element: int


Item = HtmlLine | HtmlTable


def blocks(body: Any, weights: dict[Any, Weight], numbers: dict[Any, int]) -> Iterator[Item]:
    """Yield the lines and data tables inside ``body``, leaving out menus."""
    parts: list[str] = []
    levels: list[int] = []
    began = numbers[body]
    stack: list[tuple[Any, bool]] = [(body, False)]
    while stack:
        element, done = stack.pop()
        ends = element.tag in BLOCKS
        if ends:
            yield from _line(parts, began, levels)
            began = numbers[element]
        if not done:
            skipped = ends and element is not body and is_menu(element, weights)
            rows = None if skipped or element.tag != "table" else data_rows(element)
            stack.append((element, True))
            if rows is not None:
                yield HtmlTable(rows, numbers[element])
            elif not skipped:
                parts += _strings(element.text, element, levels)
                stack.extend((child, False) for child in reversed(element))
        elif element is not body:
            parts += _strings(element.tail, element.getparent(), levels)
    yield from _line(parts, began, levels)


def _strings(string: str | None, holder: Any, levels: list[int]) -> list[str]:
    """Return a string as a page shows it: a line break is a blank, except in ``pre``."""
    if not string:
        return []
    if (not levels or levels[-1]) and not string.isspace():
        levels.append(_level(holder))
    return [string if holder.tag == "pre" else " ".join(string.split("\n"))]


def _level(element: Any) -> int:
    """Return the level at which an element sets a heading: h1 to h6, or bold type."""
    for _ in range(_DEEPEST_INLINE):
        if element.tag in _BOLD_TAGS:
            return BOLD
        if element.tag in BLOCKS:
            return int(element.tag[1]) if element.tag in _HEADINGS else 0
        element = element.getparent()
        if element is None:
            return 0
    return 0


def _line(parts: list[str], element: int, levels: list[int]) -> Iterator[HtmlLine]:
    """Yield the lines collected so far; ``levels`` are those of its strings, 0 outside headings."""
    level = min(levels, default=0)
    for line in normal_characters("".join(parts)).split("\n"):
        content = tidy(line)
        if content:
            yield HtmlLine(content, element, level)
    parts.clear()
    levels.clear()


def data_rows(table: Any) -> tuple[tuple[str, ...], ...] | None:
    """Return the rows of a table that holds data, None for one that only lays out."""
    if (
        table.get("role") == "presentation"
        or next(table.iterdescendants("table"), None) is not None
    ):
        return None
    rows = _grid(table)
    if rows is None or len(rows) < 2 or len(rows[0]) < 2:
        return None
    cells = [cell for row in rows for cell in row if cell]
    longest = max((len(cell) for cell in cells), default=0)
    if len(cells) < 3 or (longest > 600 and longest > 0.6 * sum(map(len, cells))):
        return None
    return rows


def _grid(table: Any) -> tuple[tuple[str, ...], ...] | None:
    """Lay the cells out; one that spans gives its text to every place it covers."""
    places: dict[tuple[int, int], str] = {}
    height = width = 0
    for y, row in enumerate(table.iter("tr")):
        x = 0
        for cell in row.iterchildren("td", "th"):
            while (y, x) in places:
                x += 1
            text = cell_text(cell)
            down, across = _span(cell.get("rowspan")), _span(cell.get("colspan"))
            if len(places) + down * across > MAX_CELLS:
                return None
            places.update(((y + j, x + i), text) for j in range(down) for i in range(across))
            x += across
            width = max(width, x)
        height = y + 1
    if height * width > MAX_CELLS:
        return None
    rows = [tuple(places.get((y, x), "") for x in range(width)) for y in range(height)]
    return tuple(row for row in rows if any(row))


def _span(value: str | None) -> int:
    digits = (value or "").strip()
    return min(max(int(digits), 1), _WIDEST) if digits.isdecimal() and len(digits) < 6 else 1


def cell_text(cell: Any) -> str:
    """Return the text of a cell as one line."""
    text = ""
    for line in blocks(cell, {}, dict.fromkeys(cell.iter(), 0)):
        parts = line.rows[0] if isinstance(line, HtmlTable) else (line.content,)
        for part in parts:
            text = joined(text, part)
    return text
