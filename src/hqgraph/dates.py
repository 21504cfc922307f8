"""Dates as people put them: 2025, 2025-12, 2025年底, 2025年6月底, 2025-12-31."""

from __future__ import annotations

import re
from datetime import date

_ISO = r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?"
_CHINESE = (
    r"(?P<year>\d{4})年(?:(?P<month>\d{1,2})月(?:份)?(?:(?P<day>\d{1,2})[日号])?|(?P<half>[上下])半年)?"
    r"(?P<end>年?(?:底|末|终))?(?:之?前|以前)?"
)
_HALVES = {"上": (1, 6), "下": (7, 12)}


def period(text: str) -> tuple[date, date]:
    """Return the first and the last day that the words cover.

    The end of a year or month (2025年底) is its last day alone. Raises ValueError
    for words that are no date, and for a date that does not exist.
    """
    words = re.sub(r"\s", "", text)
    if found := re.fullmatch(_ISO, words):
        return _days(int(found[1]), _number(found[2]), _number(found[3]))
    found = re.fullmatch(_CHINESE, words)
    if found is None:
        raise ValueError(text)
    year = int(found["year"])
    if found["half"]:
        first_month, last_month = _HALVES[found["half"]]
        first, last = _days(year, first_month, None)[0], _days(year, last_month, None)[1]
    else:
        first, last = _days(year, _number(found["month"]), _number(found["day"]))
    return (last, last) if found["end"] else (first, last)


def _days(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    first = date(year, month, day or 1)
    if day:
        return first, first
    from calendar import monthrange  # noqa: PLC0415 (slow to load, and few ask for a month)

    return first, first.replace(day=monthrange(year, month)[1])


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
