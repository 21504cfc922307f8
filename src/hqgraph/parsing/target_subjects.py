"""Tells what is measured on (三级公立医院) from what is measured (预约诊疗率).

The subject of a target is the institution, the region or the people its words
begin with; 全县 and its like give way to an institution behind them.
"""

from __future__ import annotations

import re

from hqgraph.parsing.target_bearers import (
    Named,
    common_cut,
    covered,
    in_area,
    inside,
    is_area,
    place,
    share_ending,
    starts_with_thing,
    thing,
)
from hqgraph.parsing.target_words import (
    AREA,
    BEARER,
    ENDING,
    GENERIC,
    INSTITUTION,
    LEAD,
    MODIFIER,
    OPENING,
    PEOPLE,
    PEOPLE_ALONE,
    PEOPLE_WEAK,
    PERSON,
    REGION,
)

_PLAIN = r"[^，,；;。、：:（）()“”《》%\s]"
_ONE = rf"(?!每\d*[十百千万]){_PLAIN}{{0,16}}?{INSTITUTION}{{1,3}}(?!生)(?:（[^）]{{1,20}}）)?"
_INSTITUTIONS = re.compile(rf"(?:{_PLAIN}{{1,6}}、)*{_ONE}(?:(?:[、和及与或]|等(?!\d)){_ONE})*")
_REGION = re.compile(rf"{REGION}(?:[（(〔][市县区旗、]{{1,6}}[）)〕])?(?![级属直办管])(?:范围)?内?")
_AGE = r"\d+(?:[~～—－–至-]\d+)?周?岁(?:[及或]?以[上下])?"
_INSURED = "医保|医疗保险|基本医疗|养老保险|医疗救助"
"""Behind the people these are their insurance, one thing with them: 城乡居民医保."""

_SOME = (
    rf"(?!国家|每|[百千万]人)(?:{_PLAIN}{{0,6}}?{PEOPLE}(?:群(?!众|体))?|{_PLAIN}{{2,6}}?{PEOPLE_WEAK})"
    rf"(?!{_INSURED})"
)
_AGED_ONE = rf"{_AGE}{_PLAIN}{{0,6}}?(?:{PEOPLE}|{PEOPLE_WEAK})"
_AGED = re.compile(rf"{_AGED_ONE}(?:[、和及与](?:{_AGED_ONE}|{_SOME}))*")
_PEOPLE = re.compile(rf"{_SOME}(?:[、和及与](?:{_AGED_ONE}|{_SOME}))*")
_ALONE = re.compile(rf"(?P<who>{PEOPLE_ALONE})(?!{_INSURED}|[才均数])")
_MEASURE_END = re.compile(rf"(?:{ENDING}|满意度)$")
_HOLDS_A_THING = re.compile(rf"{INSTITUTION}|{BEARER}")
_TOLD_BEHIND = re.compile(
    rf"(?P<name>[^，,；;：:]{{4,40}}(?:率|占比|比例|比重))"
    rf"(?P<who>(?:{MODIFIER})?{_PLAIN}{{0,6}}(?:医院|机构|学校|院校|企业))"
)
"""基本药物配备占比三级医院不低于60%，二级医院不低于70%: the bodies stand behind the measure."""

_EACH_BEHIND = re.compile(
    rf"(?P<name>{_PLAIN}{{3,20}})"
    r"(?P<who>每[个所家]?(?:县区|区县|乡镇|街道|社区|学校|医院|行政村|[省市县区乡镇村校院户班]))"
)
"""职业健康检查机构每县不少于1家."""

_LEVELS = re.compile(
    r"(?P<list>[省市州县区乡镇村](?:、[省市州县区乡镇村]){1,3})[两三四]级(?P<name>.{2,})"
)
_PER_HEAD = re.compile(
    r"每\d*[十百千万]+(?:名|户籍|常住|服务)*(?:人口|居民|老年人|儿童|人)(?:拥有|配备)?"
)
_COSTS = re.compile(r"(?:人员|职工|患者)(?:支出|经费|费用|成本|薪酬|总量|数)")
_PILOT = re.compile(rf"^(?:在[^，,；;]{{2,16}}?)?试点(?={AREA}(?!市|县))")
_COMES_TO = re.compile(
    rf"(?P<who>{_PLAIN}{{2,20}}?)(?:基本|全面|逐步|率先|要|应|均|全部)*(?:实现|做到)(?P<name>[^，,；;]{{2,}})"
)
_HABIT = re.compile(
    rf"(?P<who>(?!{OPENING}|每){_PLAIN}{{2,12}}?)(?:原则上)?(?P<name>每(?:个?季度|半年|学期|[年月周旬天日])[^，,；;：:]{{2,}})"
)
_AND_OTHERS = re.compile(
    rf"(?:{_PLAIN}{{2,14}}、){{0,8}}{_PLAIN}{{2,14}}?等(?:各类|重点|特殊|困难)?(?:人群|群体|群众|人员|对象)"
)
"""65岁以上老年人、孕产妇等重点人群: whatever stands in the list, it is people."""

_GENERIC = re.compile(rf"(?:{GENERIC}){{1,5}}|")
_VERBAL = re.compile(
    r"占|接入|覆盖|建设|设置|设立|开展|实施|推进|提高|提升|参与|达到|接受|使用|签约|建成|纳入|"
    r"新增|新建|转诊|通过|完成|提供|配备|加强|引进|用于|具有|具备|拥有|从事|(?<=.)每|到(?!位)|[的]"
)
_NEW = re.compile(r"^新(?:建|增|设)")
_MEASURE = re.compile(r"率|比|水平|数|值|级|时间|[日性]$|费用|面积|全覆盖")
_LEAD = re.compile(
    rf"(?:{LEAD}|但是?|[使将把](?!用|军)|[要须需](?!素|求)|应(?![急用对届])|[并且](?!发)|到(?!位|达)"
    r"|[和及与](?!谐|时|睦)|其中|[一二三四五六七八九十]是|即(?![时期刻将])|[—–·•●○▪■◆★①-⑳]+|（[\d一二三四五六七八九十]{1,3}）|“[^”]{1,8}”期间|[，,、：:；;\s])"
)
_BODY = re.compile(rf"(?:{INSTITUTION}|{PEOPLE}|{PEOPLE_WEAK}|{PERSON})(?:（[^）]{{1,20}}）)?$")
_PERSONS = re.compile(rf"(?:{PEOPLE}|{PEOPLE_WEAK}|{PERSON})(?:（[^）]{{1,20}}）)?$")
_ANEW = re.compile(rf"{OPENING}|{PEOPLE_WEAK}|每|万人|全员")
_NUMBERED = re.compile(r"\d+(?:\.\d+)?(?![A-Z\d])")
_SHARED_TAIL = re.compile(rf"(?:{GENERIC}|(?<=.){PEOPLE_WEAK})$")
_WHOLE = re.compile(rf"(?:{ENDING}|{GENERIC}|{PEOPLE_WEAK})$")
_SHORT = re.compile(r"率|比例|占比|比重|数")
_SPLIT = re.compile(r"(?:[、和与]|及(?!以))(?![^（]*）)")


def strip_leads(text: str) -> int:
    """Return how many characters of ``text`` only lead in (力争, 确保, 逐步使)."""
    at = 0
    while (lead := _LEAD.match(text, at)) is not None and lead.end() > at:
        rest = text[lead.end() :]
        if len(rest) == 1 or _SHORT.match(rest):
            break
        at = lead.end()
    return at


def split_subject(text: str) -> Named:
    """Split the words before a value: 全县三级医院预约诊疗率 is 三级医院 + 预约诊疗率."""
    told = _TOLD_BEHIND.fullmatch(text) or _EACH_BEHIND.fullmatch(text)
    if told is not None:
        return Named(told["who"], told["name"])
    region = _REGION.match(text)
    rest = text[region.end() :] if region else text
    if rest.startswith("在") and "中" in rest:
        rest = rest[1:]
    found = (
        place(rest)
        or inside(rest)
        or _aged(rest)
        or _body_or_thing(rest)
        or _people(rest)
        or (None if _for_people(rest) else thing(rest))
        or _alone(rest)
        or _by_habit(rest)
    )
    if found is not None:
        return found
    if region and rest:
        return Named(region_name(region.group()), rest)
    whole = _institutions(text)
    return whole or Named(None, text)


def _body_or_thing(text: str) -> Named | None:
    """Return the institution a text begins with, or what it only qualifies (高校毕业生)."""
    found = _institutions(text)
    if found is not None and starts_with_thing(found.name) and not _COSTS.match(found.name):
        return thing(text) or found
    return found


def split_covered(text: str) -> Named:
    """Split the words before 全覆盖 into who or where is covered, and by what."""
    text = _PILOT.sub("", text)
    comes_to = _COMES_TO.fullmatch(text)
    if comes_to:
        return Named(comes_to["who"], comes_to["name"])
    region = _REGION.match(text)
    rest = text[region.end() :] if region else text
    return covered(rest) or _institutions(rest) or in_area(rest) or split_subject(text)


def region_name(printed: str) -> str:
    """Return a region as a subject: 县域内 is 县域, 辖区内 stays."""
    return printed[:-1] if printed.endswith("域内") and len(printed) > 2 else printed


def is_place(text: str) -> bool:
    """Tell whether ``text`` is a region or a list of institutions and nothing else."""
    if _REGION.fullmatch(text) or is_area(text):
        return True
    if _TOLD_BEHIND.fullmatch(text):
        return False
    found = _INSTITUTIONS.match(text)
    return found is not None and found.end() == len(text)


def is_body(subject: str) -> bool:
    """Tell whether a subject is an institution or people, of which more can be said."""
    return _BODY.search(subject) is not None


def is_people(subject: str) -> bool:
    """Tell whether a subject is people: 婴儿, 高血压患者."""
    return _PERSONS.search(subject) is not None


def opens_anew(name: str) -> bool:
    """Tell whether the name of an indicator opens with whom it is measured on: 人均, 居民."""
    return _ANEW.match(name) is not None


def leading_institutions(text: str) -> str | None:
    """Return the institutions ``text`` starts with, None where it starts otherwise."""
    found = _institutions(text)
    return found.subject if found else None


def starts_with_body(text: str) -> bool:
    """Tell whether ``text`` names its own institution (村卫生室占比)."""
    found = _INSTITUTIONS.match(text)
    return found is not None and not _VERBAL.search(found.group())


def _institutions(text: str) -> Named | None:
    match = _INSTITUTIONS.match(text)
    if match is None or _VERBAL.search(_NEW.sub("", match.group())):
        return None
    return _named(match.group(), text[match.end() :])


def _named(subject: str, rest: str) -> Named | None:
    """Pair subject and rest unless the rest only says how many or how large a share."""
    name = re.sub("^内(?![设部外])", "", rest).removeprefix("的")
    if not name or _NUMBERED.match(name) or _GENERIC.fullmatch(rest) or _GENERIC.fullmatch(name):
        return None
    return Named(subject, name)


def _aged(text: str) -> Named | None:
    match = _AND_OTHERS.match(text) or _AGED.match(text)
    return _named(match.group(), text[match.end() :]) if match else None


def _people(text: str) -> Named | None:
    match = _PEOPLE.match(text)
    if match is None or _VERBAL.search(match.group()):
        return None
    rest = text[match.end() :]
    if not _MEASURE.search(rest) or starts_with_body(rest) or rest[0] in "、和及与":
        return None
    return _named(match.group(), rest)


def _for_people(text: str) -> bool:
    """Tell whether the people at the start only say whom an institution is for."""
    match = _PEOPLE.match(text)
    return match is not None and starts_with_body(text[match.end() :])


def _alone(text: str) -> Named | None:
    """Split 居民健康素养水平, where nothing but the plain word for people stands before."""
    match = _ALONE.match(text)
    if match is None:
        return None
    rest = text[match.end() :].removeprefix("的")
    if len(rest) < 3 or not _MEASURE_END.search(rest) or _HOLDS_A_THING.search(rest):
        return None
    return Named(match["who"], rest)


def _by_habit(text: str) -> Named | None:
    """Split 党支部每月集中学习 where it is said how often: before that stands who does it."""
    match = _HABIT.fullmatch(text)
    if match is None or _VERBAL.search(match["who"]) or _WHOLE.search(match["who"]):
        return None
    return Named(match["who"], match["name"])


def distribute_names(named: Named, change: str, count: int) -> list[Named]:
    """Give each of ``count`` values its subject and its name (``change``: 下降, 提高).

    The members of a list that share their end (光伏发电、风电装机规模) are subjects;
    whole indicators (随访率和复诊率) are names; anything else is said of every value.
    """
    levels = _LEVELS.fullmatch(named.name)
    if levels and named.subject is None and len(levels["list"].split("、")) == count:
        return [Named(each, levels["name"] + change) for each in levels["list"].split("、")]
    items = _members(named.name, count)
    own = named.subject is not None and not _REGION.fullmatch(named.subject)
    shared = share_ending(items) if items and not own else None
    if shared:
        return [Named(each.subject, each.name + change) for each in shared]
    names = per_head(distribute(named.name, count) or [named.name] * count)
    return [Named(named.subject, each + change) for each in names]


def per_head(names: list[str]) -> list[str]:
    """Give every name the base that only the first prints: 每千人口医师数、护士数."""
    base = _PER_HEAD.match(names[0])
    if base is None or any(name.startswith("每") for name in names[1:]):
        return names
    return [names[0], *(base.group() + name for name in names[1:])]


def _members(text: str, count: int) -> list[str] | None:
    items = [item for item in _SPLIT.split(text) if item]
    return items if len(items) == count > 1 else None


def distribute(text: str, count: int) -> list[str] | None:
    """Split a list into exactly ``count`` members that share their head.

    三级、二级公立医院 is 三级公立医院 and 二级公立医院. Returns None when the
    list has another number of members.
    """
    items = _members(text, count)
    if items is None:
        return None
    last = items[-1]
    head = modified_head(last)
    if head:
        return [item + head if re.fullmatch(MODIFIER, item) else item for item in items]
    cut = common_cut(items)
    if cut:
        return [item + last[cut:] for item in items[:-1]] + [last]
    tail = _SHARED_TAIL.search(last)
    if tail is None:
        return items
    end = tail.group()
    return [item if _WHOLE.search(item) else item + end for item in items[:-1]] + [last]


def modified_head(text: str) -> str:
    """Return what a modifier stands before: 县级党政机关 gives 党政机关, 医院 nothing."""
    modifier = re.match(MODIFIER, text)
    return text[modifier.end() :].removeprefix("的") if modifier else ""
