"""Targets of the form verb–number–things: 新建1个专科, 申报课题3项以上, 推进A、B2个中心建设.

A number that only describes (建设的4个重点专科, 18项核心制度) has no such verb
right before it or before its noun; a Chinese numeral counts only where it is no
slogan (两家智慧医院, but not 六个共同体).
"""

from __future__ import annotations

import re
from dataclasses import replace

from hqgraph.parsing.target_clauses import Stretch
from hqgraph.parsing.target_doers import OFTEN, actor
from hqgraph.parsing.target_forms import (
    AT_LEAST,
    BUILD_AT,
    HAN,
    Found,
    Reading,
    build_end,
    metric_end,
    operators,
    trim_adverbs,
)
from hqgraph.parsing.target_numbers import Quantity
from hqgraph.parsing.target_shares import split_share
from hqgraph.parsing.target_subjects import (
    distribute,
    is_place,
    leading_institutions,
    strip_leads,
)
from hqgraph.parsing.target_words import (
    ADJACENT,
    AREA,
    BUILD,
    ENDING,
    MODIFIER,
    OPENING_VERB,
    REGION,
)

_LEVELLED = re.compile(rf"(?:{MODIFIER})的?(?=.)")
_SITES = re.compile(
    rf"(?:{AREA}|[市县区村])(?:开展|建设|新建|建成|创建|打造|布局|设立)(?P<name>[^，,；;]{{3,40}})$"
)
_PER_HEAD = re.compile(
    r"每[十百千万]{1,2}(?:名|个|户)?[^，,；;每]{1,8}?(?:拥有|配备|配置)[^，,；;]{2,24}$"
)
_FINISHED = re.compile(r"完成(?=[^成]{2,}$)")
_DOES = re.compile(rf"(?:{OPENING_VERB}){{1,2}}(?!{ENDING})(?=[^的]{{2,}}$)")
"""Verbs that are nouns elsewhere (监督检查), where they open a clause: 检查商场30家."""

_WHERE = re.compile(rf"(?:{REGION})?")
_TO = re.compile(
    r"对(?P<subject>[^，,；;对]{2,30}?)(?:每(?:个?季度|半年|学期|[年月周旬天日])|定期|至少|最少|不少于)+"
    r"(?P<deed>[^，,；;]{2,6})$"
)
_CLOSED = re.compile(r"(?:的?(?:目标|任务)|[、，,；;。）)（(：:并且]|以及|(?:[和及与为])?$)")
_BECOMES = re.compile(
    r"(?P<bodies>.+?)(?:为|成为|创建成|建设成|打造成|建成|创成|达到)(?=.{2})(?P<goal>.+)$"
)
_WORK = r"(?:建设|创建|改造|认证|试点|评审|扩建|新建|改建|提升|升级)"
_TAIL = re.compile(r"(?:的?(?:建设|创建|改造|认证|试点|评审)(?:任务|工作)?|[、和及与并且]|以及)$")
_WORK_END = re.compile(rf"(?:{_WORK}|项目)(?:任务|工作)?[、和及与]?$")
_NAMES = re.compile(
    rf"(?:推进|推动|加快|加强|支持|扎实|{BUILD})"
    r"(?P<names>[^，,；;：:、和]{1,40}[、和][^，,；;：:]{1,120}?)等?$"
)
_EACH_BODY = re.compile(r"每(?:个|所|家|名|支|县|村|乡|镇|市|区|年)|各[^，,]{1,10}$|都|均")
_HOPED = re.compile(r"力争|争取|确保|实现|推动|努力")
_SPENDS = re.compile(r"(?:投入|安排|支出|列支|筹措|筹集)$")
_SIZED_THING = re.compile(
    r"(?:不少于|不低于|至少|约)?\d+(?:\.\d+)?[^\d，,；;的]{1,5}的(?P<name>[^，,；;。、\d]{2,20})"
)
"""What is counted may be told with its size: 1支不少于10人的应急小分队."""

_SHARED_LEAST = re.compile(r"至少|最少")
_NEAR = 40
"""Within so many characters 至少 counts for the whole list: 至少有1所甲、1所乙."""

_NOTHING_ITSELF = ("项目", "工程", "活动", "工作", "课题")
_NAMED_BY_REACH = re.compile(r"\d+(?:分钟|小时|公里)[\u3400-\u9fff]{2}")
"""A thing may be named by a number: 3个15分钟生活圈."""

_SOME_PLACE = re.compile(r"的(?:县|市|区|县区|区县|乡镇|街道|社区|村|地区|地方|单位|医院|机构)$")
_USED = re.compile(r"(?<=.{2})(?:的标准|作为|用于|(?:到|赴|前往|参加|从事)(?=.{2}))")
_LEAST = re.compile(r"至少|最少|不少于")
_TIMES = ("次", "场", "期", "轮", "遍", "届")


def build(stretch: Stretch, before: Reading | None) -> Reading | None:
    """Read a counted object; ``before`` is the reading that a bare number may go on from."""
    if stretch.run[0].kind in ("time", "bare", "ratio"):
        return None
    if metric_end(stretch.right):
        return None
    left = trim_adverbs(stretch.left)
    if left.endswith("的"):
        return _of_kind(stretch, left)
    if _CLOSED.match(stretch.right):
        return _number_last(stretch, left, before)
    verb = build_end(left)
    if verb:
        return _verb_first(stretch, left[: verb.start()], verb.group())
    return (
        _bodies(stretch)
        or _sites(stretch, left)
        or _names_first(stretch, left)
        or _goes_on(stretch, before)
    )


def _number_last(stretch: Stretch, left: str, before: Reading | None) -> Reading | None:
    """Read a number with nothing behind it: 课题3项以上, 再完成2个, 、工厂100家."""
    if stretch.run[-1].unit.endswith(_TIMES) and (to := _TO.search(left)):
        reading = _one(stretch, "verb-noun", (to["subject"], to["deed"]), stretch.run_end)
        reading.found[0].start = stretch.start + to.start()
        reading.found[0].op = operators(stretch.run, left)[-1]
        return reading
    verb = build_end(left)
    if verb is None and metric_end(left):
        return None
    if verb and before is not None and not trim_adverbs(left[: verb.start()]):
        return _one(stretch, "verb-first", (None, before.found[-1].name), stretch.run_end)
    return _verb_noun(stretch, left) or _lists_on(stretch, before)


def _one(
    stretch: Stretch, form: str, named: tuple[str | None, str], end: int, lead: int = 0
) -> Reading:
    """Return a reading of one target: subject and name, and a quote that skips ``lead``."""
    quantity = stretch.run[-1]
    found = Found(quantity, named[1], named[0], end, quantity.op, start=stretch.start + lead)
    return Reading(form, [found])


def _allowed(quantity: Quantity, name: str, at_least: bool) -> bool:
    """Tell whether a counted thing is a target and no slogan (六个共同体, 一批)."""
    if not HAN.match(name.lstrip("“")) and not _NAMED_BY_REACH.match(name):
        return False
    if not quantity.han or quantity.unit in ("家", "所") or _LEVELLED.match(name):
        return True
    if quantity.unit in ("星", "星级"):
        return quantity.value != 1
    return at_least or (quantity.value == 2 and quantity.unit in ("个", "项", "名", "间", "张"))


def _of_kind(stretch: Stretch, left: str) -> Reading | None:
    """Read 打造一流的2个中心: a description between verb and number, itself without a verb."""
    verb = BUILD_AT.match(left, strip_leads(left))
    if verb is None or build_end(left[:-1]):
        return None
    return _verb_first(stretch, left[: verb.start()], verb.group())


def _verb_first(stretch: Stretch, before: str, verb: str) -> Reading | None:
    """Read 建设1~3个市级特色专科; ``before`` are the words before the verb."""
    quantity = stretch.run[-1]
    name = counted(stretch.right)
    doer = trim_adverbs(before)
    at_least = bool(AT_LEAST.search(before[len(doer) :])) or quantity.before == ">="
    if name.endswith(("的", "时")) or not _allowed(quantity, name, at_least):
        return None
    subject, lead = actor(doer)
    end = stretch.run_end + stretch.right.index(name) + len(name)
    becomes = _BECOMES.match(name)
    if becomes and is_place(becomes["bodies"]):
        subject, name = becomes["bodies"], becomes["goal"]
    elif (
        subject is None and re.fullmatch(ADJACENT, verb) and (bodies := leading_institutions(name))
    ):
        subject, name = bodies, name[len(bodies) :]
    used = _USED.search(name, 2)
    name = name[: used.start()] if used else name
    reading = _one(stretch, "verb-first", (subject, name), end, lead)
    each = distribute(subject, len(stretch.run)) if subject and len(stretch.run) > 1 else None
    if each and "分别" in stretch.left:
        one = reading.found.pop()
        for which, body in zip(stretch.run, each, strict=True):
            reading.found.append(replace(one, quantity=which, subject=body, op=which.op))
    for found in reading.found:
        found.op = ">=" if at_least and found.op == "=" else found.op
    return reading


def counted(right: str) -> str:
    """Return the counted thing: 县域医疗卫生次中心建设 is 县域医疗卫生次中心."""
    name = right
    while (tail := _TAIL.search(name)) is not None and tail.start() > 1:
        name = name[: tail.start()]
    return name.removeprefix("的")


def _bodies(stretch: Stretch) -> Reading | None:
    """Read 力争2家医院进入X: so many bodies are to do something."""
    quantity = stretch.run[-1]
    lead = strip_leads(stretch.left)
    hoped = quantity.before is not None or _HOPED.search(stretch.left[:lead])
    if not hoped or quantity.han or trim_adverbs(stretch.left[lead:]):
        return None
    bodies, deed = split_share(stretch.reach)
    if deed is None or not is_place(bodies):
        return None
    end = stretch.run_end + len(bodies) + len(deed)
    reading = _one(stretch, "bodies", (bodies, deed), end)
    reading.consumed = stretch.limit
    return reading


def _sites(stretch: Stretch, left: str) -> Reading | None:
    """Read 在X等13个市建设Y项目: so many places are to get one."""
    found = _SITES.match(stretch.right)
    if found is None or "在" not in left[-24:] or stretch.run[0].han:
        return None
    return _one(stretch, "sites", (None, found["name"]), stretch.run_end + found.end())


def _names_first(stretch: Stretch, left: str) -> Reading | None:
    """Read 推进A、B、C3个次中心建设: the named places are the subject."""
    quantity = stretch.run[-1]
    if quantity.han or quantity.kind != "count" or not _WORK_END.search(stretch.right):
        return None
    match = _NAMES.search(left)
    if match is None:
        return None
    end = stretch.run_end + len(stretch.right.rstrip("、和及与"))
    names = match["names"].removesuffix("等")
    return _one(stretch, "names", (names, counted(stretch.right)), end, match.start())


def _verb_noun(stretch: Stretch, left: str) -> Reading | None:
    """Read 申报市级科研课题3项以上, 建设国家、省级临床重点专科1个、5个, 重点专科新增3个."""
    per_head = _PER_HEAD.search(left)
    if per_head and stretch.run[0].kind in ("count", "size"):
        return _one(stretch, "verb-noun", (None, per_head.group()), stretch.run_end)
    match = BUILD_AT.search(left, strip_leads(left)) or BUILD_AT.fullmatch(left)
    if match is None or len(left) - match.end() < 2:
        region = _WHERE.match(left, strip_leads(left))
        opening = _DOES.match(left, region.end()) if region else None
        match = _FINISHED.match(left) or opening or match
    if match is None or stretch.run[0].han:
        return None
    name = trim_adverbs(left[match.end() :])
    subject, lead = actor(trim_adverbs(left[: match.start()]))
    if len(name) < 2:
        if match.end() < len(left) - 1:
            return None
        return _deed(stretch, left, lead, subject)
    if name in _NOTHING_ITSELF and subject is not None and not is_place(subject):
        name, subject = left[lead:], None
    reading = Reading("verb-noun")
    names = distribute(name, len(stretch.run)) or [name] * len(stretch.run)
    for quantity, op, each in zip(stretch.run, operators(stretch.run), names, strict=True):
        found = Found(quantity, each, subject, quantity.span.end, op, start=stretch.start + lead)
        reading.found.append(found)
    return reading


def _deed(stretch: Stretch, left: str, lead: int, subject: str | None) -> Reading | None:
    """Read a verb with nothing but a number behind it, whose object is not printed.

    What is counted stands before the verb (重点专科新增3个), unless those are the doers
    (每个县至少举办2场); of money and of times it is the deed itself (三年累计投入1.2亿元,
    培训2000人次). Where nothing tells, the name is left open: 争创基地，到2025年建成2个.
    """
    quantity = stretch.run[-1]
    doers = subject is not None and (subject.startswith(("每", "各")) or is_place(subject))
    timed = quantity.unit.endswith(_TIMES)
    money = quantity.unit.endswith("元") and _SPENDS.search(left)
    often = OFTEN.fullmatch(left, lead) if timed else None
    named: tuple[str | None, str]
    thing = _SIZED_THING.match(stretch.rest)
    if thing:
        reading = _one(
            stretch, "verb-noun", (subject, thing["name"]), stretch.run_end + thing.end(), lead
        )
        reading.found[0].op = operators(stretch.run, left)[-1]
        reading.consumed = stretch.run_end + thing.end()
        return reading
    if often and (who := actor(often["who"])[0]):
        named = (who, often["deed"])
    elif money or (timed and (doers or not subject)):
        at = left.index(subject) + len(subject) if subject else lead
        named = (subject, _LEAST.sub("", left[at:]))
    elif subject is not None and _SOME_PLACE.search(subject):
        named = (subject, "")
    elif subject is not None and not subject.endswith("的"):
        bodies = leading_institutions(subject)
        named = (bodies, subject[len(bodies or "") :])
    else:
        named = (None, "")
    form = "verb-noun" if named[1] and not timed and (subject or not money) else "deed"
    reading = _one(stretch, form, named, stretch.run_end, lead)
    reading.found[0].op = operators(stretch.run, left)[-1]
    return reading


def _lists_on(stretch: Stretch, before: Reading | None) -> Reading | None:
    """Read what goes on behind a verb and noun: 、工厂100家, 省级5个, 其中三级甲等5家."""
    left = trim_adverbs(stretch.left[strip_leads(stretch.left) :])
    name = left.removeprefix("其中")
    if before is None or len(name) < 2:
        return None
    if before.form != "verb-noun" and "其中" not in stretch.left:
        return None
    if re.fullmatch(MODIFIER, name):
        name += re.sub(rf"^{MODIFIER}", "", before.found[-1].name)
    return _one(stretch, "verb-noun", (None, name), stretch.run_end)


def _goes_on(stretch: Stretch, before: Reading | None) -> Reading | None:
    """Read what shares the verb before it (、5个…, 其中至少1所…), and 每村至少1名…."""
    quantity = stretch.run[-1]
    left = trim_adverbs(stretch.left[strip_leads(stretch.left) :])
    least = quantity.before == ">=" or "至少" in stretch.left
    each = least and _EACH_BODY.search(left) is not None
    name = counted(stretch.right)
    bare = left in ("", "其中")
    often = OFTEN.fullmatch(left)
    left = often["who"] if often else left
    if not (each or (before is not None and bare)) or not _allowed(quantity, name, True):
        return None
    end = stretch.run_end + stretch.right.index(name) + len(name)
    reading = _one(stretch, "verb-first", (None if bare else left, name), end)
    shared = bare and _SHARED_LEAST.search(
        stretch.content, max(stretch.clause.start, stretch.run_start - _NEAR), stretch.run_start
    )
    reading.found[0].op = ">=" if (least or shared) and quantity.op == "=" else quantity.op
    return reading
