"""What a date and the word after it mean: 2025年底前, 2025年之后, 到2027年, 2024年内."""

from __future__ import annotations

from datetime import date, timedelta

from hqgraph.asking.pieces import Piece
from hqgraph.asking.refusal import RefusalError


def span_of(found: list[Piece], piece: Piece) -> tuple[str | None, str | None]:
    """Return the first and last day that a date piece means, either None where open.

    2025年底前 ends on the last day of 2025, 2025年前 on the day before that year;
    以内 and 内 with a bare year mean within it. Takes the words it read.
    Raises RefusalError for a date that does not exist.
    """
    from hqgraph.queries.dates import period  # noqa: PLC0415 (the package is slow to load)

    place = found.index(piece)
    try:
        first, last = period(_whole(piece.value))
    except ValueError as error:
        raise RefusalError("asking.date", words=piece.text) from error
    after = next((p for p in found[place + 1 : place + 3] if p.sort in {"rel", "cmp"}), None)
    before = next((p for p in reversed(found[max(0, place - 2) : place]) if p.sort == "rel"), None)
    relation = ""
    if after is not None and after.sort == "rel":
        relation = after.use().value
        inside = after.text in {"以内", "之内", "内"}
        if before is not None:
            before.use()
        if inside and first != last:
            return first.isoformat(), last.isoformat()
    elif before is not None:
        relation = before.use().value
    if relation == "before":
        ends = last if first == last else first - timedelta(days=1)
        return None, ends.isoformat()
    if relation == "after":
        return _next(last).isoformat(), None
    if relation == "from":
        return first.isoformat(), None
    if relation == "until":
        return None, last.isoformat()
    return first.isoformat(), last.isoformat()


def _whole(text: str) -> str:
    """Return a date as :func:`period` reads it: a bare year gets its 年."""
    bare = text.replace(" ", "")
    return f"{bare}年" if bare.isdigit() else bare


def _next(day: date) -> date:
    return day + timedelta(days=1)
