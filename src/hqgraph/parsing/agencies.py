"""Printed names to agencies: level, region, kind, and the normal name in this document.

A document writes 县医保局 here and 县医疗保障局 there, 县市场监管 where the last
character fell off, 市发改委、工信局 where the level is printed once, 教育局 where it
is printed nowhere: the names of one kind and level meet in the form that the
document itself prints most, with the level they mean before it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from hqgraph.gazetteer import (
    AgencyMatch,
    is_alone,
    is_of_party,
    kinds,
    match_agency,
    region_of_body,
)
from hqgraph.model import Agency, Level, Region
from hqgraph.parsing.name_lists import Named

_LEVEL_WORD = re.compile(r"自治区$|地区$|[省市州盟县区旗]$")
_WITHOUT_LEVEL = re.compile(r"(?:部门|机构|单位|机关|组织|企业)(?:[（(][^（）()]*[）)])?$")
_NOTED = re.compile(r"[（(〔\[]")
_OFFICE = re.compile(r"[一-龥]{2,8}[局委办厅]")
_COMMITTEES = {"自治区": "党委", "兵团": "党委", "地区": None}
_OF_LEVEL = {"团委": "团{}委", "共青团": "团{}委", "工会": "{}总工会"}
_GOVERNMENTS = frozenset({"人民政府", "乡镇政府", "街道办事处", "有关部门", "村居", "医疗机构"})
_OF_TOWNSHIP = {"人民政府", "乡镇政府"}
_SHARED = frozenset({"街道办事处", "街道办", "街道", "管委会", "管理委员会"})
_LONGEST_PREFIX = 3
_NATION = ("国家", "全国", "中央", "中国", "国务院")


class Agencies:
    """Names the agencies of one document, whose own region is ``home`` (None if unknown).

    ``content`` is its text: a name without a level (健康专家委员会) is the one that
    the text prints with the document's own level (县健康专家委员会).
    """

    def __init__(
        self, home: Region | None, lists: Iterable[Sequence[Named]], content: str = ""
    ) -> None:
        self._home = home
        self._content = content
        word = _LEVEL_WORD.search(home.name) if home and home.level is not Level.NATION else None
        self._own = word.group() if word else ""
        self._read: dict[tuple[str, ...], list[tuple[str, AgencyMatch | None]]] = {}
        self._made: dict[tuple[str, str, bool], Agency] = {}
        self._printed: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for names in lists:
            for name, match in self._with_prefix(names):
                if match and match.kind and match.exact and not match.collective:
                    self._printed[(match.prefix, match.kind)][name] += 1

    def agencies(self, names: Sequence[Named]) -> list[Agency]:
        """Return the agencies of one printed list, in order."""
        out = []
        for named, (full, match) in zip(names, self._with_prefix(names), strict=True):
            key = (named.name, full, match is None)
            agency = self._made.get(key)
            if agency is None:
                agency = self._made[key] = self._agency(named.name, full, match)
            out.append(agency)
        return out

    def _with_prefix(self, names: Sequence[Named]) -> list[tuple[str, AgencyMatch | None]]:
        """Give every bare name the level of the name before it, or the document's own."""
        key = tuple(named.full for named in names)
        known = self._read.get(key)
        if known is None:
            known = self._read[key] = self._prefixed(key)
        return known

    def _prefixed(self, names: Sequence[str]) -> list[tuple[str, AgencyMatch | None]]:
        out: list[tuple[str, AgencyMatch | None]] = []
        carried = ""
        for name in names:
            full, match = name, match_agency(name)
            if name in _SHARED and out and _is_every(*out[-1]):
                full, match = f"各{full}", match_agency(f"各{full}")
            elif match is None or _is_bare(match):
                full, match = self._placed(full, match, carried)
            carried = _carried(match) or carried
            out.append((full, match))
        return out

    def _placed(
        self, name: str, match: AgencyMatch | None, carried: str
    ) -> tuple[str, AgencyMatch | None]:
        """Put the level before a bare name: the one carried, else the document's own."""
        if match is None:
            return self._unknown(name, carried)
        if is_alone(match.core) or match.level is Level.NATION:
            return name, match
        if self._home is not None and self._home.level is Level.NATION:
            return _of_nation(name, match)
        own = "" if _WITHOUT_LEVEL.search(name) else self._own
        for prefix in filter(None, (carried, own)):
            longer = match_agency(_joined(prefix, name))
            if (
                longer
                and (longer.kind == match.kind or {longer.kind, match.kind} == _OF_TOWNSHIP)
                and longer.exact == match.exact
                and match.level in (None, longer.level)
            ):
                return _joined(prefix, name), longer
        return name, match

    def _unknown(self, name: str, carried: str) -> tuple[str, AgencyMatch | None]:
        """Put the level before a name that no table knows, where list or text show it."""
        clipped = match_agency(carried + name) if carried else None
        if clipped is not None and clipped.core == name:
            return carried + name, clipped
        if self._own and self._own + name in self._content:
            return self._own + name, None
        return (carried + name if carried and _is_office(name) else name), None

    def _agency(self, printed: str, full: str, match: AgencyMatch | None) -> Agency:
        if match is None:
            return Agency(printed, full, None, self._home)
        region = self._region(match)
        canonical = full if match.collective else self._canonical(full, match)
        kind = None if match.by_name and not _is_central(match) else match.kind
        return Agency(printed, canonical, kind, region, match.collective)

    def _canonical(self, full: str, match: AgencyMatch) -> str:
        """Return the form of this body's name that the document prints most."""
        if match.kind is None:
            return full
        counts = self._printed[(match.prefix, match.kind)]
        forms = [(-count, -len(name), name) for name, count in counts.items()]
        if match.exact:
            own = counts[full]
            better = [form for form in forms if -form[0] > own and _short_of(full, form[2])]
            return min(better)[2] if better else full
        if forms:
            return min(forms)[2]
        return full[: len(full) - len(match.core)] + match.completed if match.completed else full

    def _region(self, match: AgencyMatch) -> Region | None:
        """Return the region the body belongs to; a body of many places belongs to the home."""
        if self._home is None or match.collective:
            return self._home
        return region_of_body(match, self._home)


def _is_every(name: str, match: AgencyMatch | None) -> bool:
    """Tell whether a name is 各… with its governments, so that 各 goes for what follows too."""
    return match is not None and match.collective and name.startswith("各")


def _is_bare(match: AgencyMatch) -> bool:
    """Tell whether a name is of one body in each region, printed without its level."""
    return bool(match.kind) and not match.prefix and not match.by_name and not match.collective


def _is_central(match: AgencyMatch) -> bool:
    """Tell whether a body answers to a ministry: such have their own names, yet one subject."""
    return match.kind is not None and kinds()[match.kind].system == "垂直"


def _of_nation(name: str, match: AgencyMatch) -> tuple[str, AgencyMatch]:
    """Return the national body's name (医保局 in a document of the State Council is 国家医保局)."""
    for head in _NATION:
        longer = match_agency(head + name)
        if longer and match.kind and head + name in kinds()[match.kind].national:
            return head + name, longer
    return name, match


def _is_office(name: str) -> bool:
    """Tell whether an unknown name is an office of the list's level (糖业局)."""
    read = match_agency(name, unknown=True)
    return bool(_OFFICE.fullmatch(name)) and (read is None or not read.prefix)


def _carried(match: AgencyMatch | None) -> str:
    """Return the level that a name hands on to bare names after it (市, 各县（区）), or nothing."""
    if match is None or match.region_name or match.prefix.startswith(_NATION):
        return ""
    if match.collective:
        return "" if match.kind in _GOVERNMENTS or match.by_name else match.prefix
    return match.prefix if len(match.prefix) <= _LONGEST_PREFIX else ""


def _joined(prefix: str, name: str) -> str:
    """Return a bare name with its level, as such bodies are called (县委宣传部, 团县委)."""
    if name in _OF_LEVEL and _LEVEL_WORD.fullmatch(prefix) and len(prefix) == 1:
        return _OF_LEVEL[name].format(prefix)
    if is_of_party(name):
        committee = _COMMITTEES.get(prefix, "委")
        return f"{prefix}{committee}{name}" if committee else f"{prefix[0]}委{name}"
    return prefix + name


def _short_of(name: str, other: str) -> bool:
    """Tell whether ``name`` is an abbreviation of ``other``: its characters, in order."""
    rest = iter(other)
    return len(name) < len(other) and not _NOTED.search(other) and all(ch in rest for ch in name)
