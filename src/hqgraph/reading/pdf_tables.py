"""Tables with ruling lines: rules to a grid, glyphs to its cells.

A cell that spans several columns or rows gives its text to every place it
covers, so that each row can be read alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from hqgraph.reading.marks import Glyph, Page, Rule
from hqgraph.reading.pdf_joins import PrintedTable, is_full, text_of_lines
from hqgraph.reading.pdf_lines import PrintedLine, printed_lines

_NEAR = 4.0
"""Points within which two rules are one, and two ends touch."""
_MAX_RULES = 4_000
_LEAST_COLUMNS = 2
_LEAST_ROWS = 2
_LEAST_CELLS = 3


def printed_tables(page: Page) -> list[PrintedTable]:
    """Return the ruled tables of a page from top to bottom, pieces of them among them.

    A piece is one row: a page break may leave no more of a table on a page.
    """
    if len(page.across) + len(page.down) > _MAX_RULES:
        return []
    across, down = _merged(page.across), _merged(page.down)
    frames = _frames(across, down)
    within = {id(rule) for _, columns in frames for rule in columns}
    frames += _sides([rule for rule in down if id(rule) not in within])
    tables = [_table(*frame, page) for frame in frames]
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


def _sides(down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Group rules of one length that stand side by side: a row that fills the page."""
    groups: list[list[Rule]] = []
    for rule in down:
        for group in groups:
            first = group[0]
            if abs(first.start - rule.start) <= _NEAR and abs(first.end - rule.end) <= _NEAR:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [([], group) for group in groups if len(group) > _LEAST_COLUMNS]


def _table(across: list[Rule], down: list[Rule], page: Page) -> PrintedTable | None:
    ys, xs = _places(across), _places(down)
    top, bottom = min(rule.start for rule in down), max(rule.end for rule in down)
    cut_top = not ys or top < ys[0] - 2 * _NEAR
    cut_bottom = not ys or bottom > ys[-1] + 2 * _NEAR
    ys = [top] * cut_top + ys + [bottom] * cut_bottom
    if len(xs) <= _LEAST_COLUMNS or len(ys) < _LEAST_ROWS:
        return None
    table = PrintedTable([], page.number, page.number, ys[0], ys[-1], xs[0], xs[-1])
    table.cut_top, table.cut_bottom = cut_top, cut_bottom
    table.edges = tuple(x - xs[0] for x in xs)
    columns = len(xs) - 1
    root = _cells(xs, ys, across, down)
    glyphs: dict[int, list[Glyph]] = {}
    for glyph in page.glyphs:
        if table.holds(glyph):
            column = min(bisect_right(xs, (glyph.left + glyph.right) / 2), columns) - 1
            row = min(bisect_right(ys, (glyph.top + glyph.bottom) / 2), len(ys) - 1) - 1
            glyphs.setdefault(root[row * columns + column], []).append(glyph)
    lines = {cell: printed_lines(inside, page.number) for cell, inside in glyphs.items()}
    _fill(table, root, lines)
    table.is_piece = len(ys) <= _LEAST_ROWS or len(set(root)) < _LEAST_CELLS
    return table if table.rows else None


def _fill(table: PrintedTable, root: Sequence[int], cells: dict[int, list[PrintedLine]]) -> None:
    """Put the lines of cells into the rows of a table; rows without any are left out."""
    columns = len(table.edges) - 1
    for start in range(0, len(root), columns):
        lines = [cells.get(cell, []) for cell in root[start : start + columns]]
        if any(lines):
            table.rows.append([text_of_lines(inside) for inside in lines])
            ends = zip(lines, table.edges[1:], strict=True)
            table.full = [is_full(inside, table.left + edge) for inside, edge in ends]


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
