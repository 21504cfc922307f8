"""Cuts an indicator's name where what it is measured on ends: 柴油货车 + 氮氧化物排放量.

The name of an indicator in a plan runs from the thing to the measure without a
mark between them. Four signs tell where the thing ends, in this order: X中Y占比;
the name of a place (银川市, 其他地级市); a list of kinds of places (城市、县城); a noun
for a thing (货车, 建筑, 断面) or, before a word that only opens indicators (单位, 人均,
平均), for an industry (工业, 火电). A list with 分别 gives its members and its end
apart: 光伏发电、风电 + 装机规模.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from hqgraph.gazetteer import find_regions
from hqgraph.parsing.target_words import (
    AMOUNT,
    AREA,
    ENDING,
    ENDING_STEM,
    GENERIC,
    MODIFIER,
    OPENING,
    PEOPLE_WEAK,
    SECTOR,
    any_of,
    words,
)


class Named(NamedTuple):
    """A subject (None where the text names none) and the name of what is measured."""

    subject: str | None
    name: str


_LIST = r"[、和及与或]|以及"
_INSIDE = re.compile(
    r"(?P<subject>[^，,；;：:]{2,40}?)(?<![集其空高初卒之])中"
    r"(?![心医小药等选学央国型长端标试转毒风年期级间成介外青西东南北部水])"
    rf"的?(?P<name>[^，,；;：:]{{2,40}}(?:{ENDING}|人员|人数))$"
)
_NARROWED = (
    r"(?:(?:其[他余它])?各?(?:(?:地|县|省|市|乡镇|村)级(?:及?以上)?|设区的?|县城?(?:及?以上)|"
    r"(?:城市|县城|建制镇|乡镇)(?:及?以上)|[大中小]{1,2}等?|有条件的?|具备条件的?)"
    r"(?:城市|城镇|乡镇|市|县|村|社区|区)|其[他余它]各?(?:市县|县区|区县|市州|盟市|市|县|区|地区|地方)"
    r"|各(?:市县|县区|区县|市州|盟市|市|县|区)(?!级)|设区的?市)"
)
_AREA_LIST = re.compile(
    rf"{_NARROWED}(?:(?:{_LIST})(?:{_NARROWED}|{AREA}))*|{AREA}(?:(?:{_LIST})(?:{_NARROWED}|{AREA}))+"
)
_GOVERNED = re.compile(
    rf"(?!城市|城镇|农村|乡村|城乡|社区|村庄)(?:{AREA}){{1,2}}(?:（[^）]{{1,8}}）)?"
)
_NARROWED_END = re.compile(
    rf"(?:{_NARROWED}|(?<=.)(?:行政村|建制村|自然村|乡镇|街道|社区|县区|市县|城乡))$"
)
_DONE_TO = re.compile(
    r"(?:对|面向|针对)(?P<subject>[^，,；;]{2,36}?)(?:依法依规|依法|全面|统一|常态化|定期)*"
    r"(?:实施|开展|实行|推行|进行|落实|推进)(?P<name>[^，,；;]{2,})$"
)
_PLACE_HINT = re.compile(r"[省市县区州盟旗]")
_NOUN = any_of(words("target_nouns", "bearer", "institution", "people", "people_weak"))
_THING_ALONE = re.compile(rf"[^，,；;：:、的]{{0,8}}?{_NOUN}")
_AFTER_WHOLE = re.compile(r"(?:(?<=[率比重例])|(?<=满意度))(?:[、和及与]|以及)")
_STARTS = re.compile(rf"(?!{OPENING}){_NOUN}")
_GOES_ON = re.compile(rf"{_LIST}|的?(?:{GENERIC}){{1,3}}$")
_THING = re.compile(
    rf"{_NOUN}(?:（[^）]{{1,16}}）)?(?P<of>[的内])?"
    rf"|(?:{SECTOR})(?=(?:{OPENING}))|{PEOPLE_WEAK}(?=人均|平均|每[天日周月年])|(?<=以[上下])的?(?:{AREA})"
)
_CLOSED_NAME = re.compile(rf"(?:{GENERIC}|{AMOUNT}|{ENDING}){{1,5}}|")
_NO_NAME = re.compile(
    rf"(?:{_LIST}|[）)”]|{GENERIC}|占|总|[数量额](?!据|化|字)|均$|.$|增加值|化(?![肥工石学])|[级型式类性间者等]|用(?![水电能])|[上下]|\d|医生(?!数))"
)
_MEASURED = re.compile(
    rf"(?:{ENDING}|年限|寿命|金额|日$|排放|成本|价格|程度|度|天数|人数|个数|值|收入|余额|贷款|"
    r"下降|降低|增长|提高|提升|减少|压减|增加|上升|缩短)$"
)
_AMOUNT_END = re.compile(rf"总?{AMOUNT}$")
_LISTED = re.compile(rf"{_LIST}|中|占|的")
_COMPLETE = re.compile(r"(?:率|占比|比重|比例|满意度)$")
_OPENS = re.compile(
    r"单位(?!$)|人均|户均|亩均|地均|次均|平均|万元|每(?![个名家所支位间])|[百千万]人口?"
)
_LISTED_END = re.compile(rf"(?:{ENDING_STEM}){{0,5}}(?:{ENDING}|标准|定额|限额)$")
_OTHERS = re.compile(r"等(?:\d+|[两三四五六七八九十]+)?(?:[个项种类家大])?")
_SHARE_WORDS = ("占比", "占有", "占用", "占地")
_LONGEST = 48


def inside(text: str) -> Named | None:
    """Split X中Y占比 (城镇新建建筑中绿色建筑占比) into X and Y占比."""
    if "中" not in text:
        return None
    found = _INSIDE.match(text)
    return Named(found["subject"], found["name"]) if found else None


def place(text: str) -> Named | None:
    """Split a name that begins with a place or kinds of places: 银川市…, 城市、县城…."""
    head = text[:_LONGEST]
    if not _PLACE_HINT.search(head) and not re.match(AREA, head):
        return None
    found = _AREA_LIST.match(head)
    end = found.end() if found else _regions_end(head)
    if not end:
        return None
    return _split(text, end)


def is_area(text: str) -> bool:
    """Tell whether ``text`` is a place or kinds of places and nothing else."""
    if not text or len(text) > _LONGEST:
        return False
    return bool(
        re.fullmatch(AREA, text) or _AREA_LIST.fullmatch(text) or _regions_end(text) == len(text)
    )


def _regions_end(text: str) -> int:
    """Return where the list of named regions that ``text`` begins with ends, 0 without one."""
    if not _PLACE_HINT.search(text, 1, 12):
        return 0
    end = 0
    for found in find_regions(text):
        between = text[end : found.span.start]
        if between and not (end and re.fullmatch(_LIST, between)):
            break
        end = found.span.end
    return end


def covered(text: str) -> Named | None:
    """Split the words before 全覆盖 by who or where is covered.

    That is what 对 leads in (对S实施N全覆盖), or kinds of places at the end
    (清洁取暖 + 县级城市).
    """
    done_to = _DONE_TO.match(text)
    if done_to:
        return Named(done_to["subject"], done_to["name"])
    last = _NARROWED_END.search(text)
    if last is not None and last.start() > 1:
        return Named(last.group(), text[: last.start()])
    return None


def in_area(text: str) -> Named | None:
    """Split the words before 全覆盖 that begin with kinds of places: 地级市 + 生活垃圾焚烧处理."""
    first = _AREA_LIST.match(text) or _GOVERNED.match(text)
    if first is None or len(text) < first.end() + 3:
        return None
    return Named(first.group(), text[first.end() :])


def thing(text: str) -> Named | None:
    """Split at the first noun for a thing behind which an indicator's name is left."""
    if _OPENS.match(text):
        return None
    amount = _AMOUNT_END.search(text)
    if amount and amount.start() > 2 and not _LISTED.search(text):
        return Named(text[: amount.start()], amount.group())
    best: Named | None = None
    end = 0
    for found in _THING.finditer(text, 0, _LONGEST):
        if best is not None and found.start() != end:
            break
        end = found.end()
        named = _split(text, end, of=bool(found["of"]))
        if named is not None and not _broken(text, end, named.name):
            best = named
        elif best is not None and _GOES_ON.match(text, end):
            best = None
    return best


def _split(text: str, end: int, of: bool = False) -> Named | None:
    subject, name = text[:end], text[end:]
    if of:
        subject = subject[:-1]
    name = name.removeprefix("的")
    if (
        _NO_NAME.match(name)
        or _CLOSED_NAME.fullmatch(name)
        or not (name.startswith("每") or _MEASURED.search(name))
    ):
        return None
    return Named(subject, name) if len(name) > 2 else None


def _broken(text: str, end: int, name: str) -> bool:
    """Tell whether a cut at ``end`` would part what belongs together."""
    subject = text[:end]
    short = len(subject) < 3 and not re.match(rf"{OPENING}|每", name)
    listed = re.search(rf"(?:{ENDING})(?:{_LIST})", subject) is not None
    standard = subject.startswith("国家") and "标准" in name
    return short or listed or standard or _OPENS.search(subject) is not None or "占" in subject


def complete_list(name: str) -> list[str] | None:
    """Split a list of whole indicators (秸秆综合利用率、农膜回收率); None when it is none."""
    if not _COMPLETE.search(name):
        return None
    parts = _AFTER_WHOLE.split(name)
    if len(parts) < 2 or not all(len(p) > 2 and _COMPLETE.search(p) for p in parts):
        return None
    return parts


def starts_with_thing(text: str) -> bool:
    """Tell whether ``text`` begins with a noun for a thing."""
    return _STARTS.match(text) is not None


def is_thing(text: str) -> bool:
    """Tell whether ``text`` is a noun for a thing and nothing else."""
    return _THING_ALONE.fullmatch(text) is not None


def share_ending(items: list[str]) -> list[Named] | None:
    """Give every member of a list the end that only the last prints.

    光伏发电, 风电装机规模 is 装机规模 of 光伏发电 and of 风电. None when the members
    print ends of their own or the last has none. 硕士, 博士占医师比例 are shares of
    one whole each.
    """
    share = items[-1].find("占")
    if share > 1 and items[-1][share : share + 2] not in _SHARE_WORDS:
        return [Named(None, item + items[-1][share:]) for item in items[:-1]] + [
            Named(None, items[-1])
        ]
    cut = common_cut(items)
    if cut:
        last, name = items[-1][:cut], items[-1][cut:]
        return [Named(item, name) for item in [*items[:-1], last]]
    found = _LISTED_END.search(items[-1])
    if found is None or any(_COMPLETE.search(item) for item in items[:-1]):
        return None
    last, name = items[-1][: found.start()], found.group()
    others = _OTHERS.search(items[-1])
    if others:
        last = items[-1][: others.start()]
    modifier = re.match(MODIFIER, items[-1])
    if modifier or len(last) < 2 or len(name) < 2:
        return None
    return [Named(item, name) for item in [*items[:-1], last]]


def common_cut(items: list[str]) -> int:
    """Return where the last of a list stops being like the others and its measure begins.

    宫颈癌, 乳腺癌早诊率: like the one before it ends in 癌; 小学, 初中, 高中近视率: all are as
    long. Returns 0 where nothing tells.
    """
    *others, last = items
    if any(_MEASURED.search(item) for item in others) or not _MEASURED.search(last):
        return 0
    cut = last.rfind(others[-1][-1]) + 1 if len(others[-1]) > 1 else 0
    if not cut and len(others) > 1 and len({len(item) for item in others}) == 1:
        cut = len(others[0]) if len(others[0]) > 1 else 0
    return cut if 1 < cut < len(last) - 1 and _MEASURED.search(last[cut:]) else 0
