"""Finds the dates that a policy text prints, and reads 完成时限 cells.

A date stands for the last day of the period it names: 2025年 and 2025年底前 are
2025-12-31, 2025年6月 is 2025-06-30, 2023—2025年 is 2025-12-31; a five-year plan
(“十四五”末, “十四五”期间) ends with its last year. A year printed with blanks or
crosses (20__年, 20XX年) is redacted and has no date.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge

from hqgraph.model import DeadlineKind, Span

_REDACTED_YEAR = r"20(?:_{2,}|[XxＸ×*＊〇○□]{2})"
_HAN_YEAR = r"二[〇○零O0][〇○零O0一二三四五六七八九]{2}"
_YEAR = rf"(?:(?:19|20)\d\d|{_REDACTED_YEAR}|{_HAN_YEAR})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|[_XxＸ×*＊]{1,2})"
_DASH = r"(?:至|到|[—－–~～-]{1,2})"
_BLANK = r"[  ]?"

_START = re.compile(
    r"(?<![\d.])(?:20|19|二[〇○零O0])|[“\"‘]?十[一二三四五六七八九]五[”\"’规时期末]"
)
_PLAN = re.compile(
    r"[“\"‘]?十(?P<nth>[一二三四五六七八九])五[”\"’]?(?:规划)?"
    r"(?:(?P<close>期?末|末期|终期|收官之年)|(?P<period>期间|时期|期内))(?P<tail>之?前|以前)?"
)
_THIS_YEAR = re.compile(
    r"(?<![每同去往近前上学财周年和及与的隔跨一二两三四五六七八九十几数多半整\d_XＸ×])"
    r"(?:(?:(?:今|本|当)年(?:年?(?P<close>内|底|末)|(?P<month>1[0-2]|[1-9])月(?:底|末|份)?)"
    r"|年内)(?P<tail>之?前|以前)?|年[底末](?P<before>之?前|以前))"
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

    ``date`` is ISO and None where ``kind`` is REDACTED. ``lead`` and ``tail``
    are the printed 到/在/截至 and 前, empty where there is none; ``exact`` tells
    that a day is printed, ``period`` that the date is a whole time (“十四五”期间, 年内).
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
    text: str, start: int = 0, end: int | None = None, year: int | None = None
) -> Iterator[DateMention]:
    """Yield the dates of ``text[start:end]`` in order, aims and facts alike.

    Spans are offsets into ``text``. Only dates with a year are found (每年4月底 has
    none), and 年内 and 今年6月底前 where ``year``, that of the document, is known.
    """
    stop = len(text) if end is None else end
    mentions = _with_year(text, start, stop)
    own = _of_this_year(text, start, stop, year) if year else []
    if own:
        mentions = merge(mentions, own, key=lambda mention: mention.span)
    at = start
    for mention in mentions:
        if mention.span.start >= at:
            yield mention
            at = mention.span.end


def _of_this_year(text: str, start: int, stop: int, year: int) -> list[DateMention]:
    """Return the dates that only name the year of the document."""
    return [
        DateMention(
            text=match.group(),
            span=Span(match.start(), match.end()),
            date=_last_day(year, int(match["month"] or 12)),
            kind=DeadlineKind.BY,
            tail=match["tail"] or match["before"] or match["close"] or "内",
            period=not (match["tail"] or match["before"]),
        )
        for match in _THIS_YEAR.finditer(text, start, stop)
    ]


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
    return DateMention(
        text=text[begin : match.end()],
        span=Span(begin, match.end()),
        date=_iso(match),
        kind=DeadlineKind.REDACTED if _is_redacted(match) else DeadlineKind.BY,
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


def parse_deadline(text: str) -> tuple[DeadlineKind, str | None] | None:
    """Read a 完成时限 cell: its kind and its ISO date.

    A printed date wins over 持续推进 beside it; of several dates the last one
    counts; a five-year plan (十四五末) ends with its last year. Returns None
    when the text is no deadline.
    """
    dates = list(find_dates(text))
    if dates:
        return dates[-1].kind, dates[-1].date
    return (DeadlineKind.ONGOING, None) if _ONGOING.search(text) else None


def _is_redacted(match: re.Match[str]) -> bool:
    return not _plain(match["year"]).isdecimal() or _last_month(match) is None


def _iso(match: re.Match[str]) -> str | None:
    """Return the last day of the period a match names; None where it is redacted."""
    month = _last_month(match)
    if month is None or _is_redacted(match):
        return None
    year = int(_plain(match["year"]))
    last = calendar.monthrange(year, month)[1]
    day = int(match["day"]) if match["day"] else _dekad_end(match["dekad"], last)
    return f"{year:04d}-{month:02d}-{min(day, last):02d}"


def _last_day(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"


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
