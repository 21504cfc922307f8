"""Reading the printed name of a body: 县医保局, 各县（区）人民政府, XX医疗保障局, 国家卫健委.

A name is a prefix (how many, which region, which level) and a core (the body
without its region). Every way to cut the prefix off is tried; the longest prefix
whose core is a known name wins. A name whose end is lost (县市场监管) is completed
only where nothing matches whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from hqgraph.gazetteer.agency_kinds import (
    Name,
    complete,
    kinds,
    level_told,
    name_of,
    words,
)
from hqgraph.gazetteer.agency_prefixes import Prefix, pattern, prefixes
from hqgraph.gazetteer.bodies import is_body_suffix
from hqgraph.gazetteer.region_text import find_regions
from hqgraph.gazetteer.regions import contains, parent, province_of, resolve_region, table
from hqgraph.model import Level, Region

_NOTE = re.compile(r"^(.{3,})[（(〔\[〈][^（()）〔〕〈〉]*[）)〕\]〉]$")
_NUMBERED = re.compile(r"第[一二三四五六七八九十\d]+")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class AgencyMatch:
    """How a printed name reads.

    ``kind`` is None only for a body of unknown kind (see ``unknown`` of
    :func:`match_agency`); ``also`` names the further kinds that a merged body
    serves. ``level`` and ``region_name`` come from the ``prefix`` as printed;
    ``core`` is what follows it. ``exact`` is False for a truncated name, and
    ``completed`` then holds the whole core. ``collective`` marks many bodies in
    one name (各镇人民政府, 有关部门). ``by_name`` says that kind and region do not
    make out which body it is, only its name does (经开区管委会, 雅安职业技术学院).
    """

    kind: str | None
    level: Level | None
    region_name: str | None
    prefix: str
    core: str
    exact: bool = True
    collective: bool = False
    completed: str | None = None
    also: tuple[str, ...] = ()
    by_name: bool = False


def _level_of(prefix: Prefix, name: Name, core: str) -> Level | None:
    """Return the level that the prefix tells, else the one that only such a name has."""
    if prefix.level is not None or prefix.levels:
        return prefix.level
    if name.level is not None and not prefix.end:
        return name.level
    if set(kinds()[name.kind].standard) == {Level.TOWNSHIP}:
        return Level.TOWNSHIP
    return level_told(core)


def _built(text: str, prefix: Prefix, name: Name) -> AgencyMatch:
    core = text[prefix.end :]
    kind, level = name.kind, _level_of(prefix, name, core)
    if kind == "人民政府" and level is Level.TOWNSHIP:
        kind = "乡镇政府"
    identity = kinds()[kind].identity
    collective = prefix.collective or (identity == "group" and not name.tail)
    return AgencyMatch(
        kind=kind,
        level=level,
        region_name=prefix.region,
        prefix=text[: prefix.end],
        core=core,
        collective=collective,
        also=name.also,
        by_name=not collective and (identity == "name" or name.tail),
    )


def _whole(text: str, cuts: list[Prefix], *, tails: bool) -> AgencyMatch | None:
    """Match a name that is printed whole, with ``tails`` one known by its end alone."""
    if tails:
        cuts = sorted(cuts, key=lambda prefix: -prefix.end)
    for prefix in cuts:
        core = _NUMBERED.sub("", text[prefix.end :])
        name = name_of(core) if core else None
        if name is None or name.tail is not tails:
            continue
        if core != "委" or prefix.level is not None or prefix.region is not None:
            return _built(text, prefix, name)
    return None


def _of_vertical(text: str) -> AgencyMatch | None:
    """Read a branch that prints its head office first (国家税务总局雅安市税务局)."""
    heads = [(head, kind) for head, kind in _vertical_heads() if text.startswith(head)]
    for head, kind in heads:
        rest = text.removeprefix(head)
        for prefix in prefixes(rest):
            core = rest[prefix.end :]
            if (prefix.level or prefix.region) and core and is_body_suffix(core):
                match = _built(rest, prefix, Name(kind))
                own = head.startswith(words()["own-head"]) or core.endswith(words()["own-end"])
                return replace(match, prefix=head + match.prefix, by_name=own or match.by_name)
    return None


@lru_cache(maxsize=1)
def _vertical_heads() -> tuple[tuple[str, str], ...]:
    """Return the names of head offices (中国人民银行, 人行) with their kinds, longest first."""
    heads = [
        (head, kind.kind)
        for kind in kinds().values()
        if kind.system == "垂直"
        for head in (*kind.national, *kind.variants, *kind.stems)
    ]
    return tuple(sorted(heads, key=lambda pair: (-len(pair[0]), pair[0])))


def _governments(text: str, cuts: list[Prefix]) -> AgencyMatch | None:
    """Read 各县（区） and its like, printed without 人民政府, as the governments meant."""
    for prefix in cuts:
        if prefix.end == len(text) and prefix.collective and prefix.levels:
            core = "政府"
            match = _built(text + core, prefix, Name("人民政府"))
            return replace(match, core="", exact=False, completed="人民政府")
    return None


def _truncated(text: str, cuts: list[Prefix]) -> AgencyMatch | None:
    for prefix in cuts:
        if not prefix.end or prefix.end == len(text):
            continue
        found = complete(text[prefix.end :], prefix.level)
        if found is not None:
            name, completed = found
            return replace(_built(text, prefix, name), exact=False, completed=completed)
    return None


def _unknown(text: str, cuts: list[Prefix]) -> AgencyMatch | None:
    for prefix in cuts:
        core = text[prefix.end :]
        if len(core) > 1 and is_body_suffix(core):
            prefix_text = text[: prefix.end]
            return AgencyMatch(
                None, prefix.level, prefix.region, prefix_text, core, collective=prefix.collective
            )
    return None


@lru_cache(maxsize=65536)
def match_agency(name: str, *, unknown: bool = False) -> AgencyMatch | None:
    """Read a body's printed name; None where it is no body that the tables know.

    With ``unknown``, a name that only ends like a body (some 工作站) is also read,
    with ``kind`` None. A note in brackets at the end (市卫生健康委（市中医药局）) is
    passed over. Blanks and line breaks inside the name do not matter.
    """
    text = _BLANK.sub("", name)
    if not text or len(text) > 60 or text in table().by_name:
        return None
    cuts = prefixes(text)
    found = (
        _whole(text, cuts, tails=False)
        or _of_vertical(text)
        or _whole(text, cuts, tails=True)
        or _governments(text, cuts)
    )
    if found is None and (note := _NOTE.match(text)):
        found = match_agency(note.group(1))
    found = found or _truncated(text, cuts)
    return found or (_unknown(text, cuts) if unknown else None)


def region_of_body(match: AgencyMatch, home: Region) -> Region | None:
    """Return the region of a body that a document of ``home`` names.

    县医保局 in a county's document is the county's own; 市医保局 in it is the upper
    city's, or the municipality's (重庆), or its own where the county is itself a 市.
    A printed region is looked up inside, then around ``home``. None where the
    words do not settle it: many bodies, a lower level, an unknown name, a place
    that only names the body (中国铁路南宁局集团 serves more than 南宁).
    """
    if match.collective or (match.by_name and match.prefix.startswith(words()["own-head"])):
        return None
    if match.region_name is not None:
        return _printed_region(match.region_name, home)
    if match.level is Level.NATION:
        if match.by_name and (place := _place_inside(match.core, home)):
            return place
        return table().regions["100000"]
    if match.level is None:
        return home
    word = pattern("level").search(match.prefix)
    return _region_at(home, word.group() if word else "", match.level)


def _place_inside(name: str, home: Region) -> Region | None:
    """Return the place in or around ``home`` that stands inside a name (国家统计局北海调查队)."""
    for found in find_regions(name, shorts=True):
        place = _printed_region(found.text, home)
        if place is not None and (contains(home, place) or contains(place, home)):
            return place
    return None


def _printed_region(name: str, home: Region) -> Region | None:
    from_path = resolve_region(name)
    near = [item for item in from_path if contains(home, item) or contains(item, home)]
    province = province_of(home)
    inside = [item for item in from_path if province is not None and contains(province, item)]
    for group in (near, inside, from_path):
        above = [item for item in group if all(contains(item, other) for other in group)]
        if above and (len(group) == 1 or home not in group):  # 长沙 is 长沙市, not 长沙县
            return above[0]
    return None


def _region_at(home: Region, word: str, level: Level) -> Region | None:
    """Return the region, from ``home`` upwards, that 县, 市, 省 … means in its documents."""
    step: Region | None = home
    while step is not None:
        if step.level is level or (word and step.name.endswith(word)):
            return step
        step = parent(step)
    return None


def is_body(name: str) -> bool:
    """Tell whether a text is a body's whole name, known or by its ending.

    Unlike :func:`match_agency` it refuses a truncated name: 市自然资源 is none, so
    that 市自然资源和规划局 is not taken for two bodies.
    """
    text = _BLANK.sub("", name)
    match = match_agency(text)
    if match is not None and (match.exact or match.collective):
        return True
    return len(text) > 2 and is_body_suffix(text)
