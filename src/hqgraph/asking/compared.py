"""Two targets compared: 一样吗, 差多少. What cannot be compared is said, not guessed."""

from __future__ import annotations

from hqgraph.asking.query import Form, Query, Than
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


def more_by(asked: Query, rows: list[Row]) -> tuple[object, str]:
    """Return by how many tasks one thing has more or fewer than another, and both numbers.

    None where it is the other way round than the question takes it to be.
    """
    than = next(item for item in asked.where if isinstance(item, Than))
    counts = {row["each"]: int(row["count"]) for row in rows}
    first, second = (counts.get(iri, 0) for iri in than.pair)
    known = say("asking.compare.tasks", words=than.words, first=first, second=second)
    apart = second - first if than.sign == "fewer" else first - second
    if than.whether:
        return say("asking.yes") if apart > 0 else say("asking.no"), known
    if not than.sign:
        return abs(apart), known
    return (apart if apart >= 0 else None), known


def so_many(asked: Query, rows: list[Row]) -> tuple[object, str]:
    """Return whether there are as many tasks as a question supposes, and how many there are."""
    count, wanted = int(rows[0]["count"]), asked.having
    if wanted is None:
        raise AssertionError(asked.form)
    holds = {
        "=": count == wanted.number,
        ">": count > wanted.number,
        "<": count < wanted.number,
        ">=": count >= wanted.number,
        "<=": count <= wanted.number,
    }[wanted.operator]
    return say("asking.yes" if holds else "asking.no"), say("asking.note.amount", count=count)


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
