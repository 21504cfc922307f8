"""Cutting the prefix off a body's printed name: how many, which region, which level.

各县（区）, XX, 四川省广安市, 市直各有关, 国家: what may stand before the body itself is
words of ``data/agency_words.csv`` and names of regions, one after the other. All
ways to cut are given; :mod:`hqgraph.gazetteer.agencies` decides between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from hqgraph.gazetteer.agency_kinds import levels_of_words, words
from hqgraph.gazetteer.regions import contains, named, table
from hqgraph.model import Level, Region

_PLACEHOLDER = re.compile(r"(?:[XxＸｘ×＊*○〇＿_]{1,6}|某{1,3})")
_TOWNSHIP = re.compile(
    r"(?:(?![局委厅各])[\u4e00-\u9fff]){1,7}?(?:镇|乡|街道|苏木)(?=人民政府|政府|办事处|党委|党工委|卫生院)"
)
_LONGEST_REGION = 15
_LEVEL_ENDS = "省市州盟县区旗"


@dataclass(frozen=True, slots=True)
class Prefix:
    """What stands before the body: where it ends, what it tells; ``weak`` for a bare short name."""

    end: int
    level: Level | None = None
    region: str | None = None
    collective: bool = False
    levels: tuple[Level, ...] = ()
    weak: bool = False


@lru_cache(maxsize=8)
def pattern(use: str) -> re.Pattern[str]:
    """Return the alternation of all words of one use, longest first."""
    return re.compile("|".join(map(re.escape, sorted(words()[use], key=len, reverse=True))))


def _starting(use: str, text: str, at: int) -> Iterator[str]:
    """Yield the words of one use that stand at a place."""
    return (word for word in words()[use] if text.startswith(word, at))


def _quantified(text: str) -> Iterator[Prefix]:
    yield Prefix(0)
    for word in _starting("many", text, 0):
        yield Prefix(len(word), collective=True)
    for word in _starting("one", text, 0):
        yield Prefix(len(word))
    for word in _starting("nation", text, 0):
        yield Prefix(len(word), level=Level.NATION)


def _regions_from(text: str, at: int, above: tuple[Region, ...]) -> Iterator[Prefix]:
    """Yield every end of a region name, or of a path of them, that begins at ``at``."""
    for end in range(min(len(text), at + _LONGEST_REGION), at + 1, -1):
        here = named(text[at:end])
        inside = tuple(r for r in here if not above or any(contains(up, r) for up in above))
        if not inside:
            continue
        levels = {item.level for item in inside}
        level = levels.pop() if len(levels) == 1 else None
        weak = text[at:end] not in table().by_name and text[end - 1] not in _LEVEL_ENDS
        yield Prefix(end, level=level, weak=weak)
        yield from _regions_from(text, end, inside)


def _placed(text: str, start: Prefix) -> Iterator[Prefix]:
    """Extend a prefix by a region's name, a placeholder (XX) or a township's name."""
    yield start
    if start.level is Level.NATION:
        return
    for found in _regions_from(text, start.end, ()):
        if found.level is not Level.NATION:
            yield replace(found, region=text[start.end : found.end], collective=start.collective)
    blank = _PLACEHOLDER.match(text, start.end)
    if blank:
        yield replace(start, end=blank.end())
    township = _TOWNSHIP.match(text, start.end)
    if township and not start.collective and not pattern("many").match(text, start.end):
        yield replace(start, end=township.end(), level=Level.TOWNSHIP, region=township.group())


def _levelled(text: str, start: Prefix) -> Iterator[Prefix]:
    """Extend a prefix by level words (县（市、区）) and by the rank (级, 直) after them."""
    yield start
    level_word, glue = pattern("level"), pattern("glue")
    at, seen = start.end, start.levels
    while True:
        while found := glue.match(text, at):
            at = found.end()
            if seen and text[at - 1] in "）)〕］]】〉":
                yield _with_levels(text, start, at, seen)
        found = level_word.match(text, at)
        if not found or start.level is Level.NATION:
            return
        for size in range(len(found.group()), 0, -1):
            word = text[at : at + size]
            if word in levels_of_words() and word in words()["level"]:
                reached = (*seen, levels_of_words()[word])
                yield _with_levels(text, start, at + size, reached)
        at, seen = found.end(), (*seen, levels_of_words()[found.group()])


def _with_levels(text: str, start: Prefix, end: int, levels: tuple[Level, ...]) -> Prefix:
    """Conclude the level: 县（市、区） is the county's, 市县区 of no one level.

    A level word directly after a region's short name belongs to the name (阜新县).
    """
    level = levels[0] if len(set(levels)) == 1 or levels[0] is not Level.CITY else None
    if levels[0] is Level.COUNTY and Level.TOWNSHIP in levels:
        level = None
    region = start.region
    if region is not None and len(levels) == 1:
        region = region + text[start.end : end]
    return replace(start, end=end, level=level, region=region, levels=levels, weak=False)


def _ranked(text: str, start: Prefix) -> Iterator[Prefix]:
    yield start
    if start.levels or start.level:
        for word in _starting("rank", text, start.end):
            yield replace(start, end=start.end + len(word))
            for many in _starting("many", text, start.end + len(word)):
                yield replace(start, end=start.end + len(word) + len(many), collective=True)
    if start.region or start.level is Level.NATION:
        for many in _starting("many", text, start.end):
            yield replace(start, end=start.end + len(many), collective=True)


def prefixes(text: str) -> list[Prefix]:
    """Return every way to cut a prefix off, the longest first.

    A bare short name (市中 in 市中级法院) comes after every other reading.
    """
    found = {
        ranked.end: ranked
        for quantified in reversed(list(_quantified(text)))
        for placed in reversed(list(_placed(text, quantified)))
        for levelled in _levelled(text, placed)
        for ranked in _ranked(text, levelled)
    }
    return sorted(found.values(), key=lambda prefix: (prefix.weak, -prefix.end))
