"""Where a document is from that was not read: by its issuer, title and number, in this order."""

from __future__ import annotations

import re
from functools import lru_cache

from hqgraph.gazetteer.agencies import match_agency
from hqgraph.gazetteer.numbers import organ_of_number, prefix_of
from hqgraph.gazetteer.region_text import find_regions
from hqgraph.gazetteer.regions import contains, region, resolve_region
from hqgraph.model import Level, Region

_NATION = "100000"
_SEPARATORS = re.compile(r"[、；;，,\n]")
_HEAD = re.compile(r"^(?P<issuers>[^《〈“]{2,120}?)(?:关于|印发|转发|发布|公布|对)")
_OF_NATION = re.compile(r"^(?:中共)?(?:中央|国务院|全国|国家|中国|中华人民共和国)")
_BODY_END = re.compile(r"[部委局署院会厅办]")
_LONGEST = 40


def place_of(issuer: str, title: str, number: str) -> Region | None:
    """Return the region of a document, the nation included; None where nothing tells it.

    Of joint issuers the first whose region is known counts. A number alone can fit
    several regions; then it only confirms what the title says.
    """
    found = _of_bodies(issuer) or _of_title(title)
    if found is not None:
        return found
    by_number = _of_number(prefix_of(number) or "") if number else ()
    return by_number[0] if len(by_number) == 1 else None


def level_of(issuer: str, title: str, number: str) -> Level | None:
    """Return the level of a document by the same; a number of many regions may still tell it."""
    place = place_of(issuer, title, number)
    if place is not None:
        return place.level
    levels = {one.level for one in _of_number(prefix_of(number) or "")} if number else set()
    return levels.pop() if len(levels) == 1 else None


def issuers_of(issuer: str, title: str) -> tuple[str, ...]:
    """Return the issuing bodies: as listed, else those at the head of the title."""
    if issuer:
        return tuple(dict.fromkeys(filter(None, map(str.strip, _SEPARATORS.split(issuer)))))
    head = _HEAD.match(title)
    named = _SEPARATORS.split(head["issuers"]) if head else []
    return tuple(dict.fromkeys(one for one in named if _is_body(one)))


@lru_cache(maxsize=16384)
def _is_body(name: str) -> bool:
    if _of_nation(name):
        return True
    return _region_named(name) is not None and match_agency(name) is not None


def _of_bodies(issuer: str) -> Region | None:
    for name in _SEPARATORS.split(issuer) if issuer else ():
        found = _of_body(name.strip())
        if found is not None:
            return found
    return None


@lru_cache(maxsize=16384)
def _of_body(name: str) -> Region | None:
    return _region_named(name) or _of_nation(name) if name else None


def _region_named(name: str) -> Region | None:
    """Return the region that a name begins with: the innermost of 北京市顺义区人民政府."""
    bare = name.removeprefix("中共").removeprefix("中国(").removeprefix("中国（")
    step: Region | None = None
    at = 0
    for match in find_regions(bare):
        if match.span.start != at:
            break
        inside = [one for one in match.regions if step is None or contains(step, one)]
        if len(inside) != 1:
            break
        step, at = inside[0], match.span.end
    if step is None:
        agency = match_agency(bare, unknown=True)
        named = resolve_region(agency.region_name) if agency and agency.region_name else ()
        step = named[0] if len(named) == 1 else None
    return step


def _of_nation(name: str) -> Region | None:
    if _OF_NATION.match(name):
        return region(_NATION)
    for match in _BODY_END.finditer(name[:_LONGEST]):
        agency = match_agency(name[: match.end()])
        if agency and agency.level is Level.NATION and agency.exact and not agency.region_name:
            return region(_NATION)
    return None


@lru_cache(maxsize=4096)
def _of_title(title: str) -> Region | None:
    head = _HEAD.match(title)
    if head:
        return _of_bodies(head["issuers"])
    return _region_named(title)


@lru_cache(maxsize=4096)
def _of_number(prefix: str) -> tuple[Region, ...]:
    organ = organ_of_number(prefix)
    return organ.regions if organ else ()
