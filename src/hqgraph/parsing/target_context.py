"""Reads numbers whose thing stands elsewhere: in the clause before, in the title, in a total.

争创示范基地，到2025年建成2个; 老年食堂建设：建成15个; 新建农田3万亩，其中：甲镇0.9万亩.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from hqgraph.model import Span, Target
from hqgraph.parsing.dates import DateMention
from hqgraph.parsing.target_bearers import Named
from hqgraph.parsing.target_clauses import Stretch
from hqgraph.parsing.target_forms import BUILD_AT, Found, Reading, trim_adverbs
from hqgraph.parsing.target_subjects import (
    is_body,
    is_people,
    is_place,
    opens_anew,
    split_subject,
    strip_leads,
)
from hqgraph.parsing.target_words import CHANGE, ENDING, ENDING_STEM, PERSON

_PLACE = re.compile(
    r"[^，,；;：:\d的]{1,8}(?:[省市县区州盟旗镇乡村]|街道|苏木|社区|农场|林场|园区)"
)
_JOINED = ("、", "和", "及", "与", "")
_OTHER_PEOPLE = re.compile(rf"{PERSON}|人口|人员")
_SCALES = "十百千万亿"
_LONGEST_OBJECT = 40
_LONGEST_OPENING = 16
_OBJECT = re.compile(r"[^\d、，,；;：:（）()的%]{2,24}")
_ELSEWHERE = re.compile(r"(?:到|赴|前往)(?=.{2})")
_WORKS = re.compile(
    r"(?!加强|加快|推进|强化|推动|完善|深化|统筹|抓好|支持|促进)"
    r"(?P<thing>[^\d、，,；;：:（）()的和]{2,16}?)(?:建设|改造|创建|培育)(?:工程|项目|行动)?"
)
_GOING = re.compile(
    r"(?P<name>[^，,；;。：:\d]{3,40}?(?:率|占比|比例|比重|水平|费用|时间|日|强度|数量?|规模))"
    r"(?:(?:逐年|逐步|持续|稳步|明显|显著|不断|有效|大幅|进一步|实现|得到|有所|合理|总体){1,4}"
    rf"(?:{CHANGE}|改善|控制|优化))?"
)
_MOVES = re.compile(rf"^(?:{CHANGE}|控制|降低|稳定)")
_MEASURE = re.compile(rf"(?:{ENDING_STEM}){{0,5}}(?:{ENDING}|住院日)$")


def part_of(stretch: Stretch, targets: Sequence[Target]) -> Reading | None:
    """Read 其中：甲镇0.9万亩，乙镇1.1万亩: a place's part of what was counted in that unit.

    Institutions have parts too (其中公立医院2200张) unless they are what is counted.
    """
    where = stretch.left.removeprefix("其中")
    if stretch.right.strip("、和及与") or len(stretch.run) > 1:
        return None
    quantity = stretch.run[-1]
    of_bodies = is_place(where) and not quantity.unit.endswith(("家", "所", "个"))
    if not (_PLACE.fullmatch(where) or of_bodies) or BUILD_AT.search(where):
        return None
    unit = quantity.unit.lstrip(_SCALES)
    for target in reversed(targets):
        if target.unit.lstrip(_SCALES) == unit:
            found = Found(quantity, target.name, where, stretch.run_end, quantity.op)
            found.start = stretch.run_start - len(where)
            return Reading("part", [found])
    return None


def object_of(clause: str) -> str:
    """Return what a clause is about to make (支持两市争创示范基地), empty where it names none."""
    near = clause[-_LONGEST_OBJECT:]
    verbs = list(BUILD_AT.finditer(near))
    if len(verbs) > 1 and verbs[-1].end() == len(near):
        near = near[: verbs.pop().start()]
    thing = near[verbs[-1].end() :] if verbs else ""
    going_to = _ELSEWHERE.search(thing, 2)
    thing = thing[: going_to.start()] if going_to else thing
    return thing if _OBJECT.fullmatch(thing) else ""


def built(title: str) -> str:
    """Return what a title says is to be built: 老年食堂建设 is 老年食堂, 加强队伍建设 nothing."""
    work = _WORKS.fullmatch(title)
    return work["thing"] if work else ""


def going(clause: str) -> str:
    """Return the measure that a clause only names or says to rise or fall.

    药品收入占比逐年下降，降至5%以下; 县域内住院占比，县级医院达到70%.
    """
    found = _GOING.fullmatch(clause)
    if found is None:
        return ""
    name = found["name"][strip_leads(found["name"]) :]
    return "" if BUILD_AT.match(name) else _MOVES.sub("", name)


def measure_named(clause: str) -> Named | None:
    """Return the measure that a clause before a colon names (预约诊疗率：2025年达到80%).

    A body alone (三级公立医院：手术占比20%) has no name of its own.
    """
    text = clause[strip_leads(clause) :]
    if is_place(text) and not _MEASURE.search(text):
        return Named(text, "")
    return split_subject(text) if _MEASURE.search(text) else None


def value_alone(stretch: Stretch) -> Reading | None:
    """Read a value right behind the colon of its measure: 每千人口床位数：7.5张."""
    if len(stretch.run) > 1 or trim_adverbs(stretch.left) or stretch.right.strip("。 "):
        return None
    quantity = stretch.run[0]
    found = Found(quantity, "", None, quantity.span.end, quantity.op, start=stretch.start)
    return Reading("metric", [found])


def grouped(content: str, aims: Sequence[DateMention]) -> list[list[DateMention]]:
    """Group the aims that 和 or 、 joins: 到2022年和2030年 is one group."""
    groups: list[list[DateMention]] = []
    for aim in aims:
        if groups and content[groups[-1][-1].span.end : aim.span.start] in _JOINED:
            groups[-1].append(aim)
        else:
            groups.append([aim])
    return groups


def share_a_thing(text: str, name: str) -> bool:
    """Tell whether two phrases speak of one thing: three characters in common.

    The end that any indicator may have (覆盖率) does not count.
    """
    thing = _MEASURE.sub("", name)
    return any(thing[i : i + 3] in text for i in range(len(thing) - 2))


def counted_before(targets: Sequence[Target], unit: str) -> str:
    """Return what was counted last, if in that unit: 建成5个中心；2024年再建成3个."""
    return targets[-1].name if targets and targets[-1].unit == unit else ""


def goes_on_about(subject: str | None, found: Found) -> bool:
    """Tell whether a value can be one more of the people before: a rate with no thing of its own.

    患者管理率达到80%，控制率达到60% goes on; 婴儿死亡率降至3‰，粮食产量达到10亿斤 does not.
    """
    if subject is None or not is_people(subject):
        return True
    other = opens_anew(found.name) or _OTHER_PEOPLE.search(found.name)
    return found.quantity.kind == "rate" and not other


def without_date(content: str, clause: Span, dates: Sequence[DateMention]) -> Span:
    """Return a clause without the words up to a date that opens it (力争在2025年底前)."""
    start = clause.start
    first = bisect_left(dates, start, key=lambda date: date.span.start)
    for date in islice(dates, first, None):
        if date.span.end > clause.end:
            break
        opening = content[start : date.span.start]
        if len(opening) <= _LONGEST_OPENING and strip_leads(opening + "某事") >= len(opening):
            start = date.span.end
    return Span(start, clause.end)


def is_measure(name: str) -> bool:
    """Tell whether a name ends like an indicator: 覆盖率, 床位数."""
    return _MEASURE.search(name) is not None


def is_carried(reading: Reading) -> bool:
    """Tell whether later clauses of a sentence go on about the subject of a reading.

    They do for a body or people, not for one of several, each of them, a place or a thing.
    """
    if reading.form == "share":
        return True
    subjects = {found.subject for found in reading.found}
    subject = subjects.pop() or "" if len(subjects) == 1 else ""
    return is_body(subject) and not subject.startswith("每")
