"""Who issued a document, told by its number: 国办发, 川办发, 荣昌府办规, 阜蒙健促办发.

A number (发文字号) is the organ's prefix, the year and a serial. The prefixes of
national and provincial organs stand in ``data/organ_prefixes.csv``. Cities and
counties form theirs by a rule: a mark of the region and a word of the organ.

* The word (府办发, 政办发, 府规) stands in ``data/number_words.csv``; the longest one
  that ends the prefix is taken. A department's (卫健, 科) stands in
  ``data/number_departments.csv`` and begins what follows the mark: up to four
  characters of its own office and the kind of letter come after it (卫健办发).
* The mark is the region's short name (荣昌, 巫山), a mark of its own from
  ``data/number_marks.csv`` (穗 for 广州), the beginning of its name (雅 for 雅安),
  or characters of its name in their order (阜蒙 for 阜新蒙古族自治县).

By the rule alone several regions can fit, and all of them are given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from hqgraph.gazetteer.agency_kinds import kinds
from hqgraph.gazetteer.regions import contains, region, resolve_region, short_names, table
from hqgraph.gazetteer.tables import cells, read_table
from hqgraph.model import Level, Region

_PREFIX = re.compile(r"^([\u4e00-\u9fffA-Za-z]+?)\s*(?:第\d+号|[〔\[［（(【{﹝]|\d{4}|$)")
_OFFICE = "人民政府办公室"
_MUNICIPALITY = re.compile(r"(?:11|12|31|50)0000")
_LETTERS_OF_OFFICE = 4
_GOVERNING = frozenset({"人民政府", "政府办公", "党委", "党委办公"})


@dataclass(frozen=True, slots=True)
class NumberedOrgan:
    """The organ that a number tells.

    ``name`` is the full name, or the name without its region where several
    ``regions`` fit. ``certainty`` is ``table`` for a listed prefix and ``rule``
    for one read by the rule of this module.
    """

    name: str
    kind: str
    level: Level | None
    regions: tuple[Region, ...]
    certainty: str
    prefix: str


@dataclass(frozen=True, slots=True)
class _Listed:
    organ: str
    kind: str
    level: Level
    region: str
    starts: bool


@lru_cache(maxsize=1)
def _listed() -> dict[str, _Listed]:
    return {
        row["prefix"]: _Listed(
            row["organ"], row["kind"], Level(row["level"]), row["region"], row["match"] == "starts"
        )
        for row in read_table("organ_prefixes")
    }


@lru_cache(maxsize=1)
def _organ_words() -> dict[str, tuple[str, str]]:
    return {row["word"]: (row["kind"], row["organ"]) for row in read_table("number_words")}


@lru_cache(maxsize=1)
def _marks() -> dict[str, tuple[str, ...]]:
    """Return mark → codes of the regions that use it."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_table("number_marks"):
        for mark in cells(row["marks"]):
            found[mark] = (*found.get(mark, ()), row["code"])
    return found


@lru_cache(maxsize=1)
def _offices() -> dict[str, str]:
    """Return code → what the government's office is called (办公厅, 办公室)."""
    return {row["code"]: row["office"] for row in read_table("number_marks")}


def prefix_of(number: str) -> str | None:
    """Return the organ's prefix of a number: 雅办发 of 雅办发〔2022〕66号; None without one."""
    found = _PREFIX.match(re.sub(r"\s+", "", number))
    return found.group(1) if found else None


def _in_order(mark: str, name: str) -> bool:
    """Tell whether the mark's characters stand in the name in this order, the first first."""
    rest = iter(name)
    return name[:1] == mark[:1] and all(char in rest for char in mark)


def _regions_of(mark: str, kind: str) -> tuple[Region, ...]:
    """Return the regions that a mark can mean, by the first of the rule's steps that gives any.

    Every provincial government's own prefix is in the table, so its mark (鄂) before
    a government's word means a city or county; before a department's it means the
    province. Cities come before counties.
    """
    own = tuple(region(code) for code in _marks().get(mark, ()))
    provinces = tuple(item for item in own if item.level is Level.PROVINCE)
    if provinces and kind not in _GOVERNING:
        return own
    if len(mark) > 1 and (exact := resolve_region(mark)):
        return exact
    local = [item for item in table().regions.values() if item.level in (Level.CITY, Level.COUNTY)]
    found = [item for item in own if item not in provinces]
    found += [item for item in local if any(name.startswith(mark) for name in _names(item))]
    if not found and len(mark) > 1:
        found = [item for item in local if _in_order(mark, item.name)]
    return tuple(sorted(dict.fromkeys(found), key=lambda item: (item.level.value, item.code)))


def _names(item: Region) -> tuple[str, ...]:
    return (item.name, *short_names(item))


def _name_at(organ: str, kind: str, where: Region) -> str:
    """Return the organ's full name in one region, with the office as it is called there."""
    if organ == _OFFICE:
        organ = "人民政府" + _offices().get(where.code, "办公室")
    party = kind in ("党委", "党委办公")
    return ("中共" if party else "") + where.name + organ


def _from_table(prefix: str) -> NumberedOrgan | None:
    found = _listed().get(prefix)
    if found is None:
        heads = [head for head, row in _listed().items() if row.starts and prefix.startswith(head)]
        found = _listed()[max(heads, key=len)] if heads else None
    if found is None:
        return None
    where = (region(found.region),)
    return NumberedOrgan(found.organ, found.kind, found.level, where, "table", prefix)


def _from_rule(prefix: str, within: Region | None) -> NumberedOrgan | None:
    for size in range(len(prefix) - 1, 0, -1):
        word = _organ_words().get(prefix[-size:])
        if word is None:
            continue
        regions = _regions_of(prefix[:-size], word[0])
        if within is not None:
            regions = tuple(item for item in regions if contains(within, item))
        if regions:
            kind, organ = word
            name = _name_at(organ, kind, regions[0]) if len(regions) == 1 else organ
            levels = {item.level for item in regions}
            level = levels.pop() if len(levels) == 1 else None
            return NumberedOrgan(name, kind, level, regions, "rule", prefix)
    return None


@lru_cache(maxsize=1)
def _departments() -> dict[str, tuple[str, str]]:
    """Return a department's word → kind and organ, the longest words first."""
    rows = sorted(read_table("number_departments"), key=lambda row: -len(row["head"]))
    return {row["head"]: (row["kind"], row["organ"]) for row in rows}


def _department_at(kind: str, where: Region) -> str:
    """Return a department's full name in a region.

    Municipalities call theirs now 委员会, now 局: the subject alone is sure there.
    """
    standard = kinds()[kind].standard.get(where.level)
    if standard is None or _MUNICIPALITY.fullmatch(where.code):
        return f"{kinds()[kind].zh}主管部门"
    return standard


def _from_department(prefix: str, within: Region | None) -> NumberedOrgan | None:
    for size in range(len(prefix) - 1, 0, -1):
        rest = prefix[size:]
        word = next((word for word in _departments() if rest.startswith(word)), None)
        if word is None or len(rest) - len(word) > _LETTERS_OF_OFFICE:
            continue
        kind, organ = _departments()[word]
        regions = _regions_of(prefix[:size], kind)
        if within is not None:
            regions = tuple(item for item in regions if contains(within, item))
        if regions:
            names = {item.name + (organ or _department_at(kind, item)) for item in regions}
            name = names.pop() if len(names) == 1 else organ or f"{kinds()[kind].zh}主管部门"
            levels = {item.level for item in regions}
            level = levels.pop() if len(levels) == 1 else None
            return NumberedOrgan(name, kind, level, regions, "rule", prefix)
    return None


def organ_of_number(number: str, within: Region | None = None) -> NumberedOrgan | None:
    """Return the organ that a document number tells, None where it tells none.

    ``within`` (what the document is known to be from) narrows the regions that the
    rule finds; the table needs no narrowing. A redacted year (青政办〔20__〕90号) and
    any kind of bracket are read.
    """
    prefix = prefix_of(number)
    if prefix is None:
        return None
    listed = _from_table(prefix)
    if listed is not None and (within is None or _fits(listed, within)):
        return listed
    return _from_rule(prefix, within) or _from_department(prefix, within) or listed


def _fits(listed: NumberedOrgan, within: Region) -> bool:
    """Tell whether the table's organ is one of the place: 鄂府 is not read as 湖北 in 鄂尔多斯."""
    where = listed.regions[0]
    return listed.level is Level.NATION or contains(where, within) or contains(within, where)
