"""Which region a document speaks for: told by its organ, title, number or its hospitals."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

from hqgraph.gazetteer import find_regions, match_agency, organ_of_number, region, resolve_region
from hqgraph.model import Header, Level, Region, Span
from hqgraph.parsing.near import near

_NATIONAL = re.compile(r"^(?:中共中央|国务院|国家|中央|全国|中华人民共和国)")
_TOWNSHIP = re.compile(
    r"(?:[镇乡]|苏木)(?:人民政府|党委)(?:办公室)?$|街道(?:办事处|党工委)(?:办公室)?$|^中共.{2,20}[镇乡]委员会$"
)
_HOSPITAL_END = re.compile(r"人民医院|中医医院|中医院|妇幼保健院|疾控中心")
_HOSPITAL = re.compile(
    rf"(?P<place>[一-龥]{{2,6}}?)(?:XX|××|[县市区旗州])?(?:{_HOSPITAL_END.pattern})"
)
_HOSPITAL_REACH = (8, 5)
_OWN = re.compile(r"(?:健康|全|我|平安|幸福)(?P<place>[一-龥]{2,4})(?:建设|县|市|区|行动)")


def home_region(header: Header, content: str) -> Region | None:
    """Return the region of a document, None where nothing tells it."""
    for issuer in header.issuers:
        found = _of_organ(issuer.value)
        if found:
            return found
    title = header.title.value if header.title else ""
    in_title = _first_in(title)
    number = header.number.value if header.number else ""
    organ = organ_of_number(number) if number else None
    numbered = organ.regions if organ else ()
    if in_title and numbered:
        both = [item for item in in_title if item in numbered]
        if len(both) == 1:
            return both[0]
    if len(in_title) == 1:
        return in_title[0]
    if len(numbered) == 1:
        return numbered[0]
    return _of_hospitals(content) or _around(header)


def level_of(header: Header, home: Region | None) -> Level | None:
    """Return the level of a document: its region's, or a township's where that issued it."""
    for issuer in header.issuers:
        if _TOWNSHIP.search(issuer.value):
            return Level.TOWNSHIP
    return home.level if home else None


def _around(header: Header) -> Region | None:
    """Return the region that holds the issuer, where its own has no code (雄安新区)."""
    for issuer in header.issuers:
        found = _first_in(issuer.value)
        if len(found) == 1:
            return found[0]
    return None


def _of_organ(name: str) -> Region | None:
    """Return the region printed in an organ's name (重庆市荣昌区人民政府办公室)."""
    if _NATIONAL.match(name):
        return region("100000")
    match = match_agency(name, unknown=True)
    if match and match.region_name:
        found = resolve_region(match.region_name)
        if len(found) == 1:
            return found[0]
    return None


def _first_in(title: str) -> tuple[Region, ...]:
    """Return the candidates for the region that a title begins with (芜湖市镜湖区: the inner)."""
    bare = re.sub(
        r"^(?:20\d\d(?:[-—－]20\d\d)?年度?|中共|关于印发|关于|印发|《|〈|贯彻落实)+", "", title
    )
    end = 0
    outer: tuple[Region, ...] = ()
    for found in find_regions(bare, shorts=True):
        if found.span.start != end:
            break
        above = {re.sub(r"(?:00)+$", "", item.code) for item in outer}
        inner = tuple(r for r in found.regions if not above or r.code.startswith(tuple(above)))
        if not inner:
            break
        end, outer = found.span.end, inner
    return outer


def _of_hospitals(content: str) -> Region | None:
    """Return the county or city that the hospitals are named after, if one stands out."""
    votes: Counter[str] = Counter()
    hospitals = near(_HOSPITAL_END, _HOSPITAL, content, Span(0, len(content)), _HOSPITAL_REACH)
    for found in chain(hospitals, _OWN.finditer(content)):
        for place in find_regions(found["place"], shorts=True):
            if len(place.regions) == 1 and place.regions[0].level in (Level.COUNTY, Level.CITY):
                votes[place.regions[0].code] += 1
    best = sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:2]
    if not best or (len(best) == 2 and best[0][1] == best[1][1]):
        return None
    return region(best[0][0])
