"""Names of targets compared loosely: 三级医院 for 三级公立医院, 诊间结算 for 诊间（床旁）结算.

What may be left out of a target's name stands in ``data/loose.csv``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hqgraph.resources import beside, read

JOINERS = "和与及暨的"
"""What may stand in a name or be left out."""
_LEFT_OUT = str.maketrans("", "", JOINERS)
_BRACKETS = "（([^（）]*)）"
_SHORTEST = 2
_RATIO_LENGTH = 3
_RATIO_ENDS = ("比", "比例", "比率", "之比", "配比", "数量比", "人数比", "比值")
_PERCENT = {"%", "％", ""}


def squeeze(name: str) -> str:
    """Return the form in which names are compared: without 和 与 及 暨 的."""
    return name.translate(_LEFT_OUT)


def loose(name: str) -> str:
    """Return a target's name without what may be left out: brackets, 公立, 设置, marks."""
    text = squeeze(re.sub(_BRACKETS, "", name))
    for word, kind, _ in _rows():
        if kind != "ratio":
            text = text.replace(word, kind.partition(":")[2])
    return re.sub("[“”、]", "", text)


def without_ratio(name: str) -> str:
    """Return a name without the word at its end that only says that it is a share: 占比, 率."""
    for word in ratios():
        if name.endswith(word):
            return name.removesuffix(word)
    return name


def is_share(unit: str) -> bool:
    """Tell whether a unit may be that of a share: per cent, or none as in 1:2."""
    return unit in _PERCENT


@lru_cache(maxsize=1)
def ratios() -> tuple[str, ...]:
    """Return the words that only say that something is a share, long ones first."""
    found = (word for word, kind, _ in _rows() if kind == "ratio")
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def in_brackets(name: str) -> tuple[str, ...]:
    """Return the other names that brackets give: 病例组合指数（CMI）值 is CMI值 and CMI."""
    found = [
        form
        for match in re.finditer(_BRACKETS, name)
        for form in (match[1] + name[match.end() :], match[1])
    ]
    return tuple(form for form in found if len(form) >= _SHORTEST)


def ratio_names(indicator: str) -> tuple[str, ...]:
    """Return what a ratio is called at length: 医护比 is 医生护士比例 and 医师护理人员之比.

    Without 和 与 的, as :func:`squeeze` leaves them out of what is asked.
    """
    heads = _ratio_heads()
    if len(indicator) != _RATIO_LENGTH or not indicator.endswith("比"):
        return ()
    first, second = heads.get(indicator[0], ()), heads.get(indicator[1], ())
    return tuple(f"{a}{b}{end}" for a in first for b in second for end in _RATIO_ENDS)


def as_printed(text: str) -> str:
    """Return a question with spoken words as documents print them: 病人 is 患者."""
    for row in _spoken():
        text = text.replace(*row)
    return text


@lru_cache(maxsize=1)
def _spoken() -> tuple[tuple[str, str], ...]:
    found = ((row["said"], row["printed"]) for row in _table("spoken.csv"))
    return tuple(sorted(found, key=lambda row: (-len(row[0]), row[0])))


def theme_words(slug: str) -> tuple[str, ...]:
    """Return what people call a theme beside its labels: 信息化, 薪酬."""
    return _theme_words().get(slug, ())


@lru_cache(maxsize=1)
def _theme_words() -> dict[str, tuple[str, ...]]:
    return _listed("themes.csv", "theme")


@lru_cache(maxsize=1)
def _ratio_heads() -> dict[str, tuple[str, ...]]:
    return _listed("ratios.csv", "head")


def _listed(name: str, key: str) -> dict[str, tuple[str, ...]]:
    """Return the words of a table by one of its columns."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _table(name):
        found[row[key]] = (*found.get(row[key], ()), row["word"])
    return found


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, str, str], ...]:
    return tuple((row["word"], row["kind"], row["note"]) for row in _table("loose.csv"))


def _table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table, by their columns."""
    import csv  # noqa: PLC0415 (most questions name no target)
    import io  # noqa: PLC0415

    text = read(beside(__file__, "data", name)).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))
