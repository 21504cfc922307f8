"""Finds quantities in a sentence: 不低于35%, 1~3个, 1：2左右, 两家, 18/10万.

A quantity is a number with its unit and the words of comparison that touch it.
Whether it is a target is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hqgraph.model import Span
from hqgraph.parsing.target_words import any_of, table, words

Value = float | str | tuple[float, float]

_KINDS = {row[0]: row[1] for row in table("units")}
_UNIT = any_of(_KINDS)
_PER = any_of(row[0] for row in table("units_per"))
_COUNTABLE = any_of(words("units", "count"))
_AFTER_OPS = {row[0]: row[2] for row in table("operators") if row[1] == "after"}
BEFORE_OPS = {row[0]: row[2] for row in table("operators") if row[1] == "before"}
_AFTER = any_of(_AFTER_OPS)
_BEFORE = any_of(BEFORE_OPS)

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALE = r"(?:万亿|千万|百万|十万|亿|万|千(?!米|克|瓦))"
_DASH = r"(?:[~～—－–-]{1,2}|[至到])"
_HAN_NUMBER = r"[两二三四五六七八九十]{1,3}|一"

_QUANTITY = re.compile(
    rf"""
    (?<![A-Za-z0-9.+＋×·/_第])
    (?:
        (?P<ratio>{_NUMBER}\s?[:：∶比]\s?{_NUMBER}(?:\s?[:：∶比]\s?{_NUMBER})?)(?![\d.:：∶%])
      | 百分之(?P<hundredth>[零一二三四五六七八九十百]+|\d+(?:\.\d+)?)
      | (?:(?P<low>{_NUMBER})(?P<lowscale>{_SCALE})?(?:{_UNIT})?{_DASH})?
        (?P<number>{_NUMBER})(?P<scale>{_SCALE})?
        (?:(?P<unit>(?:{_UNIT})?/{_PER}(?:人口)?|{_UNIT})|(?![A-Za-z0-9+＋×·/_]))
      | (?P<under>[二三四五六七八九十])分之(?P<over>[一二三四五六七八九])
      | (?P<upper>[1-9])/(?P<lower>[2-9])(?=以上|左右|的)
      | (?:(?P<tenths>[一二三四五六七八九])成|(?P<half>半数|一半))(?=以上|左右|的|[，,；;。]|$)
      | (?P<doubled>翻(?P<fold>[一两二三四])?番)
      | (?P<han>{_HAN_NUMBER})(?P<hanunit>{_COUNTABLE}|星级?|级)(?!性)
    )
    (?P<after>{_AFTER}|(?<=[年月天周日时钟])内(?=[，,、；;。）)]|$))?
    """,
    re.VERBOSE,
)
_FIRST = re.compile(r"[0-9百半翻一两二三四五六七八九十]")
_COMPARED = re.compile(rf"(?P<before>{_BEFORE})(?:每(?:{_PER}|[人个名生位亩所里])){{0,3}}\s?$")
_LONGEST_COMPARISON = 16
TRIGGER = re.compile(
    r"[0-9全分翻成半数两二三四五六七八九十一达到至](?:(?<=[0-9])|(?<=全)覆盖|(?<=分)之|(?<=翻)[一两二三四]?番"
    rf"|(?<=[成半数])[以左的]|(?<=[一二三四五六七八九]成|一半|半数)(?:[，,；;。]|$)|(?<=[两二三四五六七八九十])(?:{_COUNTABLE})|(?<=一)[家所]"
    r"|(?<=[成达到至])[一二三四五六七八九][级星])"
)
"""What a sentence must hold to state a target at all.

It opens with all the characters that any of its choices opens with: a search for
one of a set is the fastest there is.
"""

_FIXED = re.compile(r"每$|(?<![年底末月日])前$|上述$|编号$")
_FROM = re.compile(r"[从由][^，,；;、。]{0,14}$")
_RISES = re.compile(r"[^，,；;。]{0,6}?(?:提|增|升|下降|降|减|缩|扩|到|至)")
_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity: value, unit as printed, kind of unit and how it is compared.

    ``span`` holds the words of comparison too. ``before`` and ``after`` are the
    operators of the words around the number, None where nothing is printed;
    ``han`` marks a Chinese numeral.
    """

    span: Span
    value: Value
    unit: str
    kind: str
    before: str | None
    after: str | None
    han: bool

    @property
    def op(self) -> str:
        """The operator of the quantity alone: the word after it counts before that in front."""
        if isinstance(self.value, tuple):
            return "range"
        return self.after or self.before or "="


def find_quantities(
    content: str, start: int, end: int, shut: Callable[[int, int], bool] | None = None
) -> Iterator[Quantity]:
    """Yield the quantities of ``content[start:end]`` in order.

    Those of which ``shut`` says that they touch what is closed (quotes, dates) are
    left out.
    A base (每千人口), an ordinal (第9次) and the lower end of a rise (从20%提高
    到30%) are left out.
    """
    at = start
    while (first := _FIRST.search(content, at, end)) is not None:
        match = _QUANTITY.match(content, first.start(), end)
        if match is None:
            at = first.end()
            continue
        if shut is not None and shut(match.start(), match.end()):
            at = match.end()
            continue
        since = max(at, match.start() - _LONGEST_COMPARISON)
        quantity = _quantity(match, _COMPARED.search(content, since, match.start()))
        at = match.end()
        before = content[max(start, quantity.span.start - 16) : quantity.span.start]
        if _FIXED.search(before) and quantity.before is None:
            continue
        if _FROM.search(before) and _RISES.match(content, match.end(), end):
            continue
        yield quantity


def whole(span: Span) -> Quantity:
    """Return all of something (全覆盖) as a quantity of 100 %."""
    return Quantity(span, 100.0, "%", "rate", None, None, False)


def _quantity(match: re.Match[str], compared: re.Match[str] | None) -> Quantity:
    value, unit, kind = _reading(match)
    before, after = compared["before"] if compared else None, match["after"]
    return Quantity(
        span=Span(compared.start() if compared else match.start(), match.end()),
        value=value,
        unit=unit,
        kind=kind,
        before=BEFORE_OPS[before] if before else None,
        after=_AFTER_OPS.get(after, "<=") if after else None,
        han=match["han"] is not None,
    )


def _reading(match: re.Match[str]) -> tuple[Value, str, str]:
    """Return value, unit and kind of unit of a match."""
    if match["ratio"]:
        return re.sub(r"\s", "", re.sub(r"[：∶比]", ":", match["ratio"])), "", "ratio"
    if match["hundredth"]:
        return _plain(match["hundredth"]), "%", "rate"
    worded = _worded(match)
    if worded is not None:
        return worded
    if match["han"]:
        return float(han_number(match["han"])), match["hanunit"], _kind(match["hanunit"])
    unit = match["unit"] or ""
    value: Value = _plain(match["number"])
    if match["low"]:
        value = (_plain(match["low"]), _plain(match["number"]))
    return value, (match["scale"] or "") + unit, _kind(unit)


def _worded(match: re.Match[str]) -> tuple[Value, str, str] | None:
    """Return what 三分之二, 1/3, 八成, 一半 and 翻一番 mean; None for anything else."""
    under, over = match["under"] or match["lower"], match["over"] or match["upper"]
    if under:
        return f"{_plain(over):g}/{_plain(under):g}", "", "rate"
    if match["tenths"] or match["half"]:
        return 10 * _plain(match["tenths"] or "五"), "%", "rate"
    if match["doubled"]:
        return _plain(match["fold"] or "一"), "番", "rate"
    return None


def _plain(number: str) -> float:
    """Read digits with or without thousands separators, or a Chinese numeral."""
    digits = number.replace(",", "")
    return float(digits) if digits[0].isdigit() else float(han_number(digits))


def _kind(unit: str) -> str:
    if "/" in unit:
        return "size"
    return _KINDS.get(unit, "grade" if unit.startswith("星") else "bare") if unit else "bare"


def han_number(text: str) -> int:
    """Read a Chinese numeral below a thousand: 两 is 2, 十二 is 12, 九十五 is 95."""
    if "百" in text:
        hundreds, _, rest = text.partition("百")
        return 100 * (_HAN_DIGITS[hundreds[-1]] if hundreds else 1) + han_number(rest.lstrip("零"))
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * (_HAN_DIGITS[tens[-1]] if tens else 1) + (_HAN_DIGITS[ones[0]] if ones else 0)
    return _HAN_DIGITS[text[-1]] if text else 0
