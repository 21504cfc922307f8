"""Finding the names of regions in running text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from hqgraph.gazetteer.regions import contains, table
from hqgraph.gazetteer.tables import cells, read_table
from hqgraph.model import Level, Region, Span

_COUNTY = frozenset({Level.COUNTY})
_LEVELS_OF_END = {
    "省": frozenset({Level.PROVINCE}),
    "市": frozenset({Level.PROVINCE, Level.CITY, Level.COUNTY}),
    "州": frozenset({Level.CITY}),
    "盟": frozenset({Level.CITY}),
    "县": _COUNTY,
    "区": _COUNTY,
    "旗": _COUNTY,
}


@dataclass(frozen=True, slots=True)
class RegionMatch:
    """A name of a region in a text: where it stands and which regions it can mean."""

    regions: tuple[Region, ...]
    span: Span
    text: str


@dataclass(frozen=True)
class _Guards:
    not_after: dict[str, tuple[str, ...]]
    generic: frozenset[str]
    before_short: frozenset[str]


@lru_cache(maxsize=1)
def _guards() -> _Guards:
    rows = list(read_table("region_guards"))
    return _Guards(
        {row["name"]: cells(row["value"]) for row in rows if row["guard"] == "not-followed-by"},
        frozenset(row["name"] for row in rows if row["guard"] == "only-in-a-path"),
        frozenset(row["name"] for row in rows if row["guard"] == "may-stand-before-two"),
    )


@lru_cache(maxsize=2)
def _lengths(shorts: bool) -> dict[str, tuple[int, ...]]:
    """Return, by a name's first two characters, the lengths of names so beginning."""
    found: dict[str, set[int]] = {}
    names = list(table().by_name) + (list(table().by_short) if shorts else [])
    for name in names:
        found.setdefault(name[:2], set()).add(len(name))
    return {head: tuple(sorted(lengths, reverse=True)) for head, lengths in found.items()}


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _full_name_stands(text: str, start: int, end: int, joined: bool) -> bool:
    """Tell whether a full name is meant as one at this place.

    中山市场 is no 中山市, 城区域 no 城区; a name of two characters (和县, 康县) only
    counts where the character before it cannot belong to another word (健康县区).
    """
    name = text[start:end]
    after = text[end : end + 2]
    for ending, forbidden in _guards().not_after.items():
        if name.endswith(ending) and after.startswith(forbidden):
            return False
    if joined:
        return True
    if name in _guards().generic:
        return False
    if len(name) > 2 or start == 0:
        return True
    before = text[start - 1]
    return not _is_han(before) or before in _guards().before_short


def _full_at(text: str, start: int, joined: bool) -> tuple[tuple[Region, ...], int] | None:
    """Match a full name."""
    for length in _lengths(False).get(text[start : start + 2], ()):
        end = start + length
        regions = table().by_name.get(text[start:end])
        if regions and end <= len(text) and _full_name_stands(text, start, end, joined):
            return regions, end
    return None


def _at_level(regions: tuple[Region, ...], word: str) -> tuple[Region, ...]:
    """Keep the regions of which 省, 市, 州 … can be said."""
    levels = _LEVELS_OF_END.get(word, frozenset())
    return tuple(item for item in regions if item.level in levels)


def _short_at(
    text: str, start: int, joined: bool, free: bool
) -> tuple[tuple[Region, ...], int] | None:
    """Match a short name: with the word for its level in it or after it, or ``free``."""
    for length in _lengths(True).get(text[start : start + 2], ()):
        end = start + length
        regions = table().by_short.get(text[start:end])
        if not regions or end > len(text):
            continue
        followed = _at_level(regions, text[end : end + 1])
        if followed and _full_name_stands(text, start, end + 1, joined):
            return followed, end + 1
        ending = _at_level(regions, text[end - 1])
        if ending and length > 2:
            return ending, end
        if free:
            return regions, end
    return None


def find_regions(text: str, *, shorts: bool = False) -> tuple[RegionMatch, ...]:
    """Return the regions named in the text, in order, longest name first at a place.

    Full names count as they stand; short names only with the word for their level
    after them (阜新县, 海南州, also the former 荣昌县) unless ``shorts`` is true.
    A name that directly follows another one is read as inside it (南京市鼓楼区), so
    its candidates are narrowed.
    """
    found: list[RegionMatch] = []
    position = 0
    last = len(text) - 1
    heads = _lengths(True)
    while position < last:
        if text[position : position + 2] not in heads:
            position += 1
            continue
        joined = bool(found) and found[-1].span.end == position
        hit = _full_at(text, position, joined) or _short_at(text, position, joined, shorts)
        if hit is None:
            position += 1
            continue
        regions, end = hit
        if joined:
            inside = tuple(r for r in regions if any(contains(up, r) for up in found[-1].regions))
            regions = inside or regions
        found.append(RegionMatch(regions, Span(position, end), text[position:end]))
        position = end
    return tuple(found)
