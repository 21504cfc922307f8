"""Finds the dates that a policy text prints, and reads 完成时限 cells.

A date stands for the last day of the period it names: 2025年 and 2025年底前 are
2025-12-31, 2025年6月 is 2025-06-30, 2023—2025年 is 2025-12-31; a five-year plan
(“十四五”末, “十四五”期间) ends with its last year. A year printed with blanks or
crosses (20__年, 20XX年) is redacted and has no date; what prints no year at all
(9月底前) is read by ``dates_yearless``.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge

from hqgraph.model import DeadlineKind, Span
from hqgraph.parsing.dates_yearless import Day, Yearless, yearless

_REDACTED_YEAR = r"20(?:_{2,}|[XxＸ×*＊〇○□]{2})"
_HAN_YEAR = r"二[〇○零O0][〇○零O0一二三四五六七八九]{2}"
_YEAR = rf"(?:(?:19|20)\d\d|{_REDACTED_YEAR}|{_HAN_YEAR})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|[_XxＸ×*＊]{1,2})"
_DASH = r"(?:至|到|[—－–~～-]{1,2})"
_BLANK = r"[  ]?"

_PLAN_START = '十[一二三四五六七八九]五[”"’规时期末]'
_START = re.compile(
    r"20(?<![\d.]20)|19(?<![\d.]19)|二[〇○零O0](?<![\d.]二.)"
    rf"|“{_PLAN_START}|\"{_PLAN_START}|‘{_PLAN_START}|{_PLAN_START}"
)
"""Where a date may begin; every choice opens with one fixed character, which searches fastest."""
_PLAN = re.compile(
    r"[“\"‘]?十(?P<nth>[一二三四五六七八九])五[”\"’]?(?:规划)?"
    r"(?:(?P<close>期?末|末期|终期|收官之年)|(?P<period>期间|时期|期内))(?P<tail>之?前|以前)?"
)
_LEAD = re.compile(rf"(?:截至|截止到?|[到至在于]){_BLANK}$")
_DATE = re.compile(
    rf"""
    (?:{_YEAR}年?(?:{_MONTH}月(?:\d{{1,2}}日)?)?{_BLANK}{_DASH}{_BLANK})?
    (?P<year>{_YEAR}){_BLANK}
    (?:
        年{_BLANK}
        (?:
            (?:{_MONTH}月?{_DASH})?(?P<month>{_MONTH}){_BLANK}月(?:份)?{_BLANK}
            (?:(?P<day>3[01]|[12]\d|0?[1-9])日|(?P<dekad>[上中下]旬|初|底|末))?
          | (?P<half>[上下]半年)[底末]?
          | 第?(?P<quarter>[1-4一二三四])季度[底末]?
          | (?P<start>年?初(?![步级中期次]))
          | 年?(?P<close>底|末)
        )?
      | (?=[、和及与]{_YEAR}年)
    )
    (?P<tail>之?前|以前|为止|内(?![涵容]))?
    """,
    re.VERBOSE,
)
_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
    "O": "0",
}
_QUARTERS = {"1": 3, "2": 6, "3": 9, "4": 12, "一": 3, "二": 6, "三": 9, "四": 12}
_HALVES = {"上半年": 6, "下半年": 12}
_ONGOING = re.compile(r"持续|长期|常态|[每逐]年|每[季月日周]|经常|始终|滚动|一直|不间断|定期|常抓")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as printed, with the words that belong to it (到…底前).

    ``date`` is ISO and None where ``kind`` is REDACTED: its year is not to be known.
    ``lead`` and ``tail`` are the printed 到/在/截至 and 前, empty where there is none;
    ``exact`` tells that a day is printed, ``period`` that the date is a whole time
    (“十四五”期间, 年内).
    """

    text: str
    span: Span
    date: str | None
    kind: DeadlineKind
    lead: str = ""
    tail: str = ""
    exact: bool = False
    period: bool = False


def find_dates(
    text: str, start: int = 0, end: int | None = None, since: Day | None = None, cell: bool = False
) -> Iterator[DateMention]:
    """Yield the dates of ``text[start:end]`` in order, aims and facts alike.

    Spans are offsets into ``text``. What prints no year (9月底前, 年内) is dated by
    ``since``, the day the document speaks from (``dates_yearless``); where that is not
    known, 9月底前 has no date. ``cell``: in a 完成时限 cell 9月底 is a date too.
    """
    stop = len(text) if end is None else end
    own: list[DateMention | Yearless] = [*sorted(yearless(text, start, stop, cell))]
    if not own:
        yield from _with_year(text, start, stop)
        return
    at, day = start, since
    for mention in merge(own, _with_year(text, start, stop), key=lambda found: found.span):
        if mention.span.start < at:
            continue
        at = mention.span.end
        if isinstance(mention, DateMention):
            day = _day_behind(mention, since) or day
            yield mention
            continue
        base = day if mention.floats else since
        if base is not None or not mention.period or cell:
            yield _own(text, mention, base, start)


def _day_behind(mention: DateMention, since: Day | None) -> Day | None:
    """Return the day from which dates without a year count behind an aim that prints one."""
    if mention.date is None or not (mention.lead or mention.tail or since):
        return None
    day = Day.fromisoformat(mention.date)
    if since is not None and day < since:
        return None
    return day.replace(month=1, day=1) if mention.date.endswith("12-31") else day.replace(day=1)


def _own(text: str, found: Yearless, since: Day | None, start: int) -> DateMention:
    """Make a mention of a date without a year, with the 到/在 before it."""
    lead = _LEAD.search(text, max(start, found.span.start - 5), found.span.start)
    begin = found.span.start if lead is None else lead.start()
    day = found.on(since)
    return DateMention(
        text=text[begin : found.span.end],
        span=Span(begin, found.span.end),
        date=day,
        kind=DeadlineKind.REDACTED if day is None else DeadlineKind.BY,
        lead="" if lead is None else lead.group(),
        tail=found.tail,
        period=found.period,
    )


def _with_year(text: str, start: int, stop: int) -> Iterator[DateMention]:
    at = start
    while (found := _START.search(text, at, stop)) is not None:
        match = _DATE.match(text, found.start(), stop)
        plan = None if match else _PLAN.match(text, found.start(), stop)
        if match:
            yield _mention(text, match, at)
        elif plan:
            yield _plan_mention(text, plan, at)
        at = (match or plan or found).end()


def _mention(text: str, match: re.Match[str], since: int) -> DateMention:
    """Make a mention of a match, with a 到/在 before it that does not reach before ``since``."""
    lead = _LEAD.search(text, max(since, match.start() - 5), match.start())
    begin = match.start() if lead is None else lead.start()
    date = _iso(match)
    return DateMention(
        text=text[begin : match.end()],
        span=Span(begin, match.end()),
        date=date,
        kind=DeadlineKind.REDACTED if date is None else DeadlineKind.BY,
        lead="" if lead is None else lead.group(),
        tail=match["tail"] or match["close"] or "",
        exact=match["day"] is not None,
    )


def _plan_mention(text: str, match: re.Match[str], since: int) -> DateMention:
    """Make a mention of a five-year plan; the tenth ended with 2005."""
    lead = _LEAD.search(text, max(since, match.start() - 5), match.start())
    begin = match.start() if lead is None else lead.start()
    return DateMention(
        text=text[begin : match.end()],
        span=Span(begin, match.end()),
        date=f"{2005 + 5 * _number(match['nth'])}-12-31",
        kind=DeadlineKind.BY,
        lead="" if lead is None else lead.group(),
        tail=match["tail"] or match["close"] or "",
        period=match["period"] is not None,
    )


def parse_deadline(text: str, since: Day | None = None) -> tuple[DeadlineKind, str | None] | None:
    """Read a 完成时限 cell: its kind and its ISO date.

    A printed date wins over 持续推进 beside it; of several dates the last one
    counts; a five-year plan (十四五末) ends with its last year; ``since`` dates what
    prints no year. Returns None when the text is no deadline.
    """
    dates = list(find_dates(text, since=since, cell=True))
    if dates:
        return dates[-1].kind, dates[-1].date
    return (DeadlineKind.ONGOING, None) if _ONGOING.search(text) else None


def _iso(match: re.Match[str]) -> str | None:
    """Return the last day of the period a match names; None where it is redacted."""
    month = _last_month(match)
    printed = _plain(match["year"])
    if month is None or not printed.isdecimal():
        return None
    year = int(printed)
    last = calendar.monthrange(year, month)[1]
    day = int(match["day"]) if match["day"] else _dekad_end(match["dekad"], last)
    return f"{year:04d}-{month:02d}-{min(day, last):02d}"


def _last_month(match: re.Match[str]) -> int | None:
    """Return the month in which the period ends; None where the month is redacted."""
    if match["month"]:
        return _number(match["month"]) or None
    if match["half"]:
        return _HALVES[match["half"]]
    if match["quarter"]:
        return _QUARTERS[match["quarter"]]
    return 1 if match["start"] else 12


def _dekad_end(dekad: str | None, last: int) -> int:
    return {"上旬": 10, "初": 10, "中旬": 20}.get(dekad or "", last)


def _number(text: str) -> int:
    """Read a month or a plan's ordinal (12, 十二, 四); 0 where it is redacted."""
    if text.isdecimal():
        return int(text)
    if text[0] == "十":
        return 10 + _number(text[1:]) if text[1:] else 10
    return int(_DIGITS.get(text[0], "0"))


def _plain(year: str) -> str:
    """Return a year in digits: 二〇二五 is 2025; a redacted year stays as it is."""
    if year[0] != "二":
        return year
    return "2" + "".join(_DIGITS.get(c, c) for c in year[1:])
