"""Two targets compared: 一样吗, 差多少. What cannot be compared is said, not guessed."""

from __future__ import annotations

from hqgraph.asking.query import Form, Query
from hqgraph.messages import say

Row = dict[str, str]
Figure = tuple[str, str]


def compared(asked: Query, rows: list[Row]) -> tuple[object, str, str]:
    """Return what the targets of two or more places come to, its unit, and why it is not told.

    Of every place there must be one value: of several, which one is meant is not
    known. Two places are wanted unless the question names none; then the targets
    themselves are set beside each other.
    """
    by_region = asked.places > 1 or len({row.get("region", "") for row in rows}) > 1
    named = [(_place(row, by_region=by_region), row) for row in rows]
    beside: dict[str, set[Figure]] = {}
    for name, row in named:
        beside.setdefault(name, set()).add(_figure(row))
    if len(beside) < max(2, asked.places):
        known = "、".join(sorted(beside))
        return None, "", say("asking.compare.missing", known=known or say("asking.compare.none"))
    for name, figures in sorted(beside.items()):
        if len(figures) > 1:
            said = "、".join(sorted({row["label"] for place, row in named if place == name}))
            return None, "", say("asking.compare.several", name=name, known=said)
    alone = [next(iter(figures)) for _, figures in sorted(beside.items())]
    if asked.form is Form.SAME:
        return say("asking.yes") if len(set(alone)) == 1 else say("asking.no"), "", ""
    return _apart(alone)


def bounds(rows: list[Row]) -> str:
    """Say that values are compared as figures where one is a bound and another is not."""
    signs = {row.get("operator", "=") for row in rows}
    return say("asking.note.bounds") if len(signs) > 1 else ""


def _apart(alone: list[Figure]) -> tuple[object, str, str]:
    units = {unit for _, unit in alone}
    try:
        numbers = [float(value) for value, _ in alone]
    except ValueError:
        return None, "", say("asking.compare.ratio")
    if len(units) > 1 or len(numbers) != 2:
        return None, "", say("asking.compare.units")
    apart = round(abs(numbers[0] - numbers[1]), 10)
    return int(apart) if apart.is_integer() else apart, units.pop(), ""


def _place(row: Row, *, by_region: bool) -> str:
    """Return what a target is set beside another by: its region, else its own name."""
    return row.get("region", "") if by_region else row["label"].rpartition(" ")[0]


def _figure(row: Row) -> Figure:
    value = row.get("value") or f"{row.get('min', '')}-{row.get('max', '')}".strip("-")
    try:
        value = f"{float(value):g}"
    except ValueError:
        value = value.replace("：", ":")
    return value, row.get("unit", "")
