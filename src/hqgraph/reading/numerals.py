"""Writes a count in the numerals that Word offers for lists (ECMA-376 part 1, §17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LARGEST = 9999
"""Lists are no longer than this; larger counts are printed in plain digits."""


def numeral(count: int, form: str) -> str:
    """Return ``count`` in the numerals named ``form``.

    A form that is not known, or a count outside its range, gives plain digits;
    ``none`` gives nothing, as in print.
    """
    if form == "none":
        return ""
    write = _FORMS.get(form)
    if write is None or not 1 <= count <= _LARGEST:
        return str(count)
    return write(count) or str(count)


def _chinese(count: int, digits: str, units: tuple[str, ...], zero: str) -> str:
    """Write 1 to 9999 in words: 十二, 一百零五."""
    text = ""
    for place, digit in zip(range(3, -1, -1), f"{count:04d}", strict=True):
        if digit != "0":
            text += digits[int(digit)] + units[place]
        elif text and not text.endswith(zero):
            text += zero
    return text.rstrip(zero)


def _thousand(count: int) -> str:
    text = _chinese(count, _DIGITS, ("", "十", "百", "千"), "零")
    return text[1:] if 10 <= count < 20 else text


def _counting(count: int) -> str:
    return _thousand(count) if count < 100 else _positional(count)


def _positional(count: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(count))


def _legal(count: int) -> str:
    return _chinese(count, _LEGAL, ("", "拾", "佰", "仟"), "零")


def _letters(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (count // value)
        count %= value
    return text


def _series(first: str, length: int) -> Callable[[int], str]:
    """Return a writer for signs that follow one another in Unicode (①②③…)."""
    return lambda count: chr(ord(first) + count - 1) if count <= length else ""


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda count: signs[count - 1] if count <= len(signs) else ""


_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _counting,
    "chineseCountingThousand": _thousand,
    "chineseLegalSimplified": _legal,
    "decimalEnclosedCircle": _series("①", 20),
    "decimalEnclosedCircleChinese": _series("①", 20),
    "decimalEnclosedFullstop": _series("⒈", 20),
    "decimalEnclosedParen": _series("⑴", 20),
    "decimalZero": lambda count: f"{count:02d}",
    "ideographDigital": _positional,
    "ideographEnclosedCircle": _series("㊀", 10),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "japaneseCounting": _thousand,
    "japaneseDigitalTenThousand": _positional,
    "lowerLetter": _letters,
    "lowerRoman": _roman,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _thousand,
    "upperLetter": lambda count: _letters(count).upper(),
    "upperRoman": lambda count: _roman(count).upper(),
}
