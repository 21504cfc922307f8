"""Dates as headers print them: 2022年4月26日, 二〇二二年四月二十六日, 2022-04-26, 2022.4.26."""

from __future__ import annotations

import re

_CN_DIGIT = "一二三四五六七八九〇○零OＯ0Ο"
_CN_SMALL = "一二三四五六七八九十"
CHINESE = (
    rf"(?:[12]\d{{3}}|[{_CN_DIGIT}]{{4}})\s?年\s?(?:\d{{1,2}}|[{_CN_SMALL}]{{1,3}})\s?月"
    rf"\s?(?:\d{{1,2}}|[{_CN_SMALL}]{{1,3}})\s?日"
)
DATE = rf"(?:{CHINESE})"
ANY_DATE = rf"(?:{CHINESE}|[12]\d{{3}}[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])(?!\d))"
_DIGITS = {ch: str(n) for n, ch in enumerate("〇一二三四五六七八九")} | dict.fromkeys(
    "零○OＯ0Ο", "0"
)


def iso(date: str) -> str | None:
    """Return 2022年4月26日, 二〇二二年四月二十六日 or 2022.4.26 as 2022-04-26.

    None where the month or the day cannot be one.
    """
    year, month, day = re.split(r"[年月日\-./]", re.sub(r"\s", "", date))[:3]
    numbers = (int("".join(_DIGITS.get(ch, ch) for ch in year)), _small(month), _small(day))
    if not (1 <= numbers[1] <= 12 and 1 <= numbers[2] <= 31):
        return None
    return f"{numbers[0]:04d}-{numbers[1]:02d}-{numbers[2]:02d}"


def _small(number: str) -> int:
    """Return a number below 100 written in digits or as 二十六."""
    if number.isdigit():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return int(_DIGITS.get(number, "0")) if len(number) == 1 else 0
    return int(_DIGITS.get(tens, "1") if tens else "1") * 10 + int(_DIGITS.get(ones, "0") or 0)
