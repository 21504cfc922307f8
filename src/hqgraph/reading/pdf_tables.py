"""Tables with ruling lines: rules to a grid, glyphs to its cells.

A cell that spans several columns or rows gives its text to every place it
covers, so that each row can be read alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from hqgraph.reading.characters import joined
from hqgraph.reading.marks import Glyph, Page, Rule
from hqgraph.reading.pdf_lines import printed_lines

_NEAR = 4.0
"""Points within which two rules are one, and two ends touch."""
_MAX_RULES = 4_000
_LEAST_COLUMNS = 2
_LEAST_ROWS = 2
_LEAST_CELLS = 3


@dataclass(slots=True)
class PrintedTable:
    """A table as printed: rows of cells, and where it stands."""

    rows: list[list[str]]
    page: int
    last_page: int
    top: float
    bottom: float
    left: float
    right: float

    def holds(self, glyph: Glyph) -> bool:
        """Tell whether a glyph stands inside the frame."""
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def printed_tables(page: Page) -> list[PrintedTable]:
    """Return the ruled tables of a page from top to bottom."""
    if len(page.across) + len(page.down) > _MAX_RULES:
        return []
    across, down = _merged(page.across), _merged(page.down)
    tables = [_table(*frame, page) for frame in _frames(across, down)]
    found = [table for table in tables if table is not None]
    return sorted(found, key=lambda table: (table.top, table.left))


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Join the pieces that make one rule."""
    merged: list[Rule] = []
    open_rules: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (r.at, r.start, r.end)):
        open_rules = [other for other in open_rules if rule.at - other.at <= _NEAR / 2]
        for other in open_rules:
            if rule.start <= other.end + _NEAR and other.start <= rule.end + _NEAR:
                merged.remove(other)
                open_rules.remove(other)
                rule = Rule(other.at, min(rule.start, other.start), max(rule.end, other.end))  # noqa: PLW2901
                break
        merged.append(rule)
        open_rules.append(rule)
    return [rule for rule in merged if rule.end - rule.start > 2 * _NEAR]


def _touch(across: Rule, down: Rule) -> bool:
    return (
        across.start - _NEAR <= down.at <= across.end + _NEAR
        and down.start - _NEAR <= across.at <= down.end + _NEAR
    )


def _frames(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Group the rules that hang together."""
    frames: list[tuple[list[Rule], list[Rule]]] = []
    for rule in across:
        mine = [other for other in down if _touch(rule, other)]
        if not mine:
            continue
        ours = [frame for frame in frames if any(other in frame[1] for other in mine)]
        rows = [r for frame in ours for r in frame[0]] + [rule]
        columns = list(dict.fromkeys([c for frame in ours for c in frame[1]] + mine))
        frames = [frame for frame in frames if frame not in ours]
        frames.append((rows, columns))
    return frames


def _places(rules: Sequence[Rule]) -> list[float]:
    """Return the distinct places of rules, in order."""
    places: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not places or at - places[-1] > _NEAR:
            places.append(at)
    return places


def _table(across: list[Rule], down: list[Rule], page: Page) -> PrintedTable | None:
    ys, xs = _places(across), _places(down)
    if len(xs) <= _LEAST_COLUMNS or len(ys) <= _LEAST_ROWS:
        return None
    table = PrintedTable([], page.number, page.number, ys[0], ys[-1], xs[0], xs[-1])
    root = _cells(xs, ys, across, down)
    if len(set(root)) < _LEAST_CELLS:
        return None
    columns = len(xs) - 1
    glyphs: dict[int, list[Glyph]] = {}
    for glyph in page.glyphs:
        if table.holds(glyph):
            column = min(bisect_right(xs, (glyph.left + glyph.right) / 2), columns) - 1
            row = min(bisect_right(ys, (glyph.top + glyph.bottom) / 2), len(ys) - 1) - 1
            glyphs.setdefault(root[row * columns + column], []).append(glyph)
    texts = {cell: _cell_text(inside, page.number) for cell, inside in glyphs.items()}
    table.rows = [
        [texts.get(root[row * columns + column], "") for column in range(columns)]
        for row in range(len(ys) - 1)
    ]
    table.rows = [row for row in table.rows if any(row)]
    return table if table.rows else None


def _cells(
    xs: Sequence[float], ys: Sequence[float], across: Sequence[Rule], down: Sequence[Rule]
) -> list[int]:
    """Number the cells of a grid; places without a rule between them share a number."""
    columns = len(xs) - 1
    root = list(range(columns * (len(ys) - 1)))
    for row in range(len(ys) - 1):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(columns):
            here = row * columns + column
            centre = (xs[column] + xs[column + 1]) / 2
            if column and not _ruled(down, xs[column], middle):
                _unite(root, here - 1, here)
            if row and not _ruled(across, ys[row], centre):
                _unite(root, here - columns, here)
    return [_find(root, cell) for cell in range(len(root))]


def _ruled(rules: Sequence[Rule], at: float, along: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.start <= along <= rule.end for rule in rules)


def _find(root: list[int], cell: int) -> int:
    while root[cell] != cell:
        cell = root[cell]
    return cell


def _unite(root: list[int], one: int, two: int) -> None:
    one, two = _find(root, one), _find(root, two)
    root[max(one, two)] = min(one, two)


def _cell_text(glyphs: Sequence[Glyph], page: int) -> str:
    text = ""
    for line in printed_lines(glyphs, page):
        text = joined(text, line.content)
    return text


def continued(table: PrintedTable, following: PrintedTable) -> bool:
    """Add the rows of a table on the next page if it goes on with this one; tell if it did.

    It does if it has as many columns. A repeated header row is dropped; a row
    that the page break cut (its first cell is empty) is joined.
    """
    if following.page != table.last_page + 1 or len(table.rows[0]) != len(following.rows[0]):
        return False
    table.last_page = following.page
    rows = following.rows[1:] if following.rows[0] == table.rows[0] else following.rows
    if rows and not rows[0][0] and table.rows[-1][0]:
        pairs = zip(table.rows[-1], rows[0], strict=True)
        table.rows[-1] = [joined(one, two) for one, two in pairs]
        rows = rows[1:]
    table.rows += rows
    return True
