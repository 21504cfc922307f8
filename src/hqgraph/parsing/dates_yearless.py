"""Dates that print no year: 6月30日前, 9月底前, 年底前, 年内, 今年6月底前, 明年3月前.

A plan means its own time with them. The rule: such a date is the first one on or
after the day the document speaks from (:func:`speaking_from`), or, behind a dated
aim of the same sentence, on or after that (2025年6月底前完成设计，9月底前开工). 明年
is the year after that day's. What recurs (每年3月底前, 次年1月底前) is no date, and where
the document's day is not known either, what has 前 is found without a date.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from hqgraph.model import Fact, Span

Day = datetime.date
"""The day a document speaks from."""

_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_BEFORE = r"(?:之?前|以前)"
_IN_YEAR = (
    rf"(?:(?P<month>{_MONTH})月(?:份|(?P<day>{_DAY})日|(?P<dekad>[上中下]旬|[初底末]))?"
    r"|(?P<half>[上下])半年[底末]?|第?(?P<quarter>[一二三四1-4])季度[底末]?)"
)
_SINCE = rf"(?:{_MONTH}月?(?:{_DAY}日|[初底末])?(?:至|到|[—－–~～-]{{1,2}}))?"
_NAMED = re.compile(
    r"(?<![每同去往近前上学财周年和及与的隔跨一二两三四五六七八九十几数多半整\d_XＸ×说声证表标])"
    rf"(?:(?P<which>今年|本年|当年|明年)(?:年?(?P<close>内|底|末)|{_IN_YEAR})(?P<tail>{_BEFORE})?"
    rf"|(?P<within>年内)(?P<tail2>{_BEFORE})?|年[底末](?P<before>{_BEFORE}))"
)
_BARE = re.compile(rf"(?<![\d.年第十每个、和及与-]){_SINCE}{_IN_YEAR}(?P<tail>{_BEFORE})")
_CELL = re.compile(rf"(?<![\d.年第十每个]){_SINCE}{_IN_YEAR}(?P<tail>{_BEFORE})?")
_CELL_CLOSE = re.compile(rf"(?<![\d年每])年[底末内](?P<tail>{_BEFORE})?")
_RECURS = re.compile(
    r"(?:每学?年|[历逐按]年|次年|翌年|下一?年|上年|去年)[^。；;\n]*$"
    r"|(?:每[个半]?[季月周旬]|[逐按][季月]|定期|上半?[个月季])[^，,。；;\n]*$"
)
_REACH = 40
_TITLE_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年(?!以来))")
_RANGE = re.compile(r"20\d\d年?(?:至|到|[—－–~～-]{1,2})(?:20)?\d\d")
_NUMBER_YEAR = re.compile(r"[〔\[（(【〈［](20\d\d)[〕\]）)】〉］]")
_HAN = {c: i for i, c in enumerate("一二三四五六七八九", 1)}


class Yearless(NamedTuple):
    """A date without a year: its place, the day in the year, how it is tied to one.

    ``floats`` tells that it names no year at all (not 今年, 明年), ``later`` counts the
    years behind the document's own, ``tail`` is the printed 前, ``period`` that none is.
    """

    span: Span
    month: int
    day: int
    floats: bool
    later: int
    tail: str
    period: bool

    def on(self, since: Day | None) -> str | None:
        """Return the ISO date for a document that speaks from ``since``; None without one."""
        if since is None:
            return None
        year = since.year + self.later
        own = self._in(year)
        return self._in(year + 1) if self.floats and own < since.isoformat() else own

    def _in(self, year: int) -> str:
        last = calendar.monthrange(year, self.month)[1]
        return f"{year:04d}-{self.month:02d}-{min(self.day, last):02d}"


def speaking_from(issued: Fact | None, number: Fact | None, title: Fact | None) -> Day | None:
    """Return the day from which a document counts its 6月底前 and 年内; None if unknown.

    That is the day of issue; without one the first day of the year in the document
    number; and the first day of the one year its title plans for (2024年重点工作),
    unless that year was over when it was issued.
    """
    own = _day(issued.value) if issued else None
    if own is None and number and (found := _NUMBER_YEAR.search(number.value)):
        own = Day(int(found[1]), 1, 1)
    named = title.value if title else ""
    years = set() if _RANGE.search(named) else set(_TITLE_YEAR.findall(named))
    planned = Day(int(years.pop()), 1, 1) if len(years) == 1 else None
    if planned and (own is None or 0 <= planned.year - own.year <= 1):
        return planned
    return own


def _day(iso: str) -> Day | None:
    try:
        return Day.fromisoformat(iso)
    except ValueError:
        return Day(int(iso[:4]), 1, 1) if iso[:4].isdecimal() and int(iso[:4]) else None


def yearless(text: str, start: int, stop: int, cell: bool = False) -> Iterator[Yearless]:
    """Yield the dates without a year in ``text[start:stop]``, those of one form after another.

    In a 完成时限 cell (``cell``) no 前 is needed: 6月底.
    """
    if text.find("年", start, stop) >= 0:
        for match in _NAMED.finditer(text, start, stop):
            if not _recurs(text, start, match.start()):
                yield _of_year(match)
        for match in _CELL_CLOSE.finditer(text, start, stop) if cell else ():
            yield Yearless(Span(*match.span()), 12, 31, True, 0, match["tail"] or "", False)
    if cell or text.find("前", start, stop) >= 0:
        for match in (_CELL if cell else _BARE).finditer(text, start, stop):
            if not _recurs(text, start, match.start()):
                month, day = _place(match)
                yield Yearless(
                    Span(*match.span()), month, day, True, 0, match["tail"] or "", not match["tail"]
                )


def _of_year(match: re.Match[str]) -> Yearless:
    """Read 今年6月底前, 明年3月前, 年内 and 年底前."""
    month, day = _place(match)
    before = match["tail"] or match["tail2"] or match["before"]
    return Yearless(
        span=Span(*match.span()),
        month=month,
        day=day,
        floats=match["before"] is not None,
        later=int(match["which"] == "明年"),
        tail=before or match["close"] or "内",
        period=not before,
    )


def _place(match: re.Match[str]) -> tuple[int, int]:
    """Return month and last day of what a match names; the day 31 is that month's last."""
    if match["half"]:
        return (6 if match["half"] == "上" else 12), 31
    if match["quarter"]:
        return 3 * _number(match["quarter"]), 31
    if not match["month"]:
        return 12, 31
    dekads = {"上旬": 10, "初": 10, "中旬": 20}
    day = int(match["day"]) if match["day"] else dekads.get(match["dekad"] or "", 31)
    return _number(match["month"]), day


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return 10 + _HAN.get(text[1:], 0) if text[0] == "十" else _HAN[text]


def _recurs(text: str, start: int, at: int) -> bool:
    """Tell whether the words before a date say that it comes back."""
    return _RECURS.search(text, max(start, at - _REACH), at) is not None
