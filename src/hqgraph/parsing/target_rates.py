"""Targets of the form measure–verb–value: 三级医院预约诊疗率达50%以上, 医护比总体达到1：2.

A rate may stand right behind its name (达标率100%); other values need a verb or
a word of comparison.
"""

from __future__ import annotations

import re

from hqgraph.parsing.target_bearers import Named, complete_list, is_thing
from hqgraph.parsing.target_clauses import Stretch
from hqgraph.parsing.target_forms import (
    Found,
    Reading,
    build_end,
    metric_end,
    operators,
    trim_adverbs,
)
from hqgraph.parsing.target_numbers import BEFORE_OPS, Quantity
from hqgraph.parsing.target_subjects import (
    distribute,
    distribute_names,
    is_body,
    is_place,
    per_head,
    split_subject,
    strip_leads,
)
from hqgraph.parsing.target_words import AMOUNT, BUILD, LINKING, any_of

_LINKING_END = re.compile(rf"{LINKING}$")
_CLOSED = re.compile(
    r"(?:的?(?:目标|要求|标准|水平|比例|任务)|[、，,；;。）)（(：:和及与并且为]|以及|$)"
)
_RATE_HEAD = re.compile(r"(?:率|比例|占比|比重|比|度|指数|系数|水平|值|数|面积|总量|覆盖面)$")
_STOCK = re.compile(rf".(?:{AMOUNT}|库容|库容量)$")
"""A stock or an output may have its amount right behind it: 冷藏车保有量5000辆."""

_COUNT_HEAD = re.compile(r"(?:数|数量|面积|总量|总数|时间|时长)$")
_OF_YEAR = re.compile(r"(?<=[到至为])\d{4}年[底末]?的$")
_RHYTHM = re.compile(
    r"(?:每(?:户|床|生|亩|[年月周日天]|学期|季度|[百千]户|[百千十\d]*[千万]?(?:常住|服务)?人口?)){1,3}$"
)
"""What stands between verb and value in 达到每日1万管."""

_SO_OFTEN = re.compile(r"每[年月周日天]|每(?:学期|季度)")
_EVERY_DAY = re.compile(
    r"(?:[^，,；;：:]{0,8}?(?:保证|确保|保障))?(?P<who>[^，,；;：:每]{2,12}?)?(?P<time>每(?:[天日周月年]|学期))"
    r"(?:参加|开展|进行|安排|有|应|要|须)*"
)
_SPENT_ON = re.compile(r"的?(?P<name>[^，,；;。、的\d]{2,12})(?=[，,；;。、）)]|$)")
_NO_MEASURE = re.compile(r"(?:的|[按以于从由对]|按照|根据|比例|不足|年)$")
_CONDITION = re.compile(r"(?:对|对于|针对|凡|如|若|当|因|除)(?!口|接|外)")
_PART = re.compile(
    rf"(?P<name>[^，,；;：:]{{2,40}}(?:总?额度?|比例|占比|比重|率|规模|金额|标准|资金|投资|投入|经费|费用|收入|支出|面积|价格?|数|量|人[次数]|床位|用地|预留|能力))"
    rf"(?:应|须|要|均|力争|逐步|原则上)*(?P<op>{any_of(BEFORE_OPS)}|达到?)(?P<base>[^，,；;：:]{{2,24}})的$"
)
_BOUNDED = re.compile(
    r"(?P<name>(?!对|凡|若|如|按|以)[^，,；;：:的]{3,40}?)(?:应|须|要|均|力争|逐步|原则上)*"
    r"(?P<op>不低于|不少于|不得低于|不得少于|不超过|不高于|不得超过|不得高于)(?P<base>[^，,；;：:]{2,24})的$"
)
_TIMES = re.compile(
    r"(?P<name>(?!对|凡|若|如|按|以)[^，,；;：:的]{3,40}?)(?:应|须|要|均|力争|逐步|原则上)*"
    r"(?P<op>不低于|不少于|不超过|不高于|不得超过|不得高于)(?P<base>[^，,；;：:]{2,40}?)的?$"
)
_TIMES_OF = re.compile(r"[^，,；;：:的]{0,6}(?:额|数|标准|水平|价|息|量)(?=[，,；;。（(]|$)")
"""奖励不超过同期贷款利率2倍利息额: a number of times may be followed by what is multiplied."""

_SHARE_OF = re.compile(
    r"(?P<name>(?!占)[^，,；;：:]{2,30}?(?P<op>占)(?!比|有|用|地)(?:到|全[省市县区])?[^，,；;：:的]{2,24})的$"
)
_STANDARD = re.compile(r"按照?(?:每[^，,；;每]{1,12}?)?(?:不[低少小]于|达到|至少)?$")
_PROVIDES = re.compile(
    rf"[^，,；;：:的]{{0,6}}的标准[，,]?(?:规划|统一|足额|同步|配套|科学|合理)*(?:{BUILD}|配建|设)(?P<name>[^，,；;：:的]{{2,24}})"
)
_SEES_TO = re.compile(r"[^，,；;：:\d]{2,12}(?:确保|保证)(?=.{4})")
"""Who sees to it that the measured ones come to a value: 学校保证学生每天…."""

_ABOVE = re.compile(r"(?P<name>[^，,；;]{4,30}?)(?:高于|快于|低于|优于|领先)[^，,；;]{2,24}")
"""增加值增速高于全市平均2个百分点: what is compared comes first."""

_DONE = re.compile(r"^(?:实现|建成(?=.*比例))")


def metric(stretch: Stretch) -> Reading | None:
    """Read a measure and its value, or several of them (分别达到50%、70%)."""
    run = stretch.run
    if "的标准" in stretch.right[:10]:
        return _by_standard(stretch)
    if run[0].kind == "rate" and (stretch.left.endswith("的") or run[0].unit == "倍"):
        part = _part_of(stretch)
        if part is not None:
            return part
    if not _CLOSED.match(stretch.right):
        return _daily(stretch)
    text, verb = _before_verb(stretch.left, run[-1].kind)
    if verb is None and not _belongs(text, run):
        return None
    lead = strip_leads(text)
    sure = _SEES_TO.match(text, lead)
    lead = sure.end() if sure else lead
    measured = text[lead:]
    above = _ABOVE.fullmatch(measured) if run[-1].unit.endswith("百分点") else None
    measured = above["name"] if above else measured
    if _is_condition(measured, verb):
        return None
    reading = Reading("metric")
    names = _named(measured, verb, run)
    if len(run) == 1:
        run = run * len(names)
    for quantity, op, named in zip(
        run, operators(run, stretch.left[len(text) :]), names, strict=True
    ):
        unit = run[-1].unit if run[-1].unit.startswith(quantity.unit) else quantity.unit
        found = Found(quantity, named.name, named.subject, quantity.span.end, op, unit=unit)
        found.start = stretch.start + lead
        reading.found.append(found)
    return reading


def _daily(stretch: Stretch) -> Reading | None:
    """Read 保证学生每天至少1小时体育活动: a time that is to be spent on something."""
    quantity = stretch.run[-1]
    often, spent = _EVERY_DAY.fullmatch(stretch.left), _SPENT_ON.match(stretch.right)
    bound = quantity.before == ">=" or quantity.after == ">="
    if often is None or spent is None or quantity.kind != "time" or not bound:
        return None
    found = Found(quantity, spent["name"], often["who"], stretch.run_end + spent.end(), ">=")
    found.start = stretch.start + often.start("time")
    if often["who"]:
        found.start = stretch.start + often.start("who")
    return Reading("metric", [found], found.end)


def _is_condition(measured: str, verb: str | None) -> bool:
    """Tell whether the words before a value only say whom or by what it concerns (对, 按照)."""
    if verb is not None:
        return _CONDITION.fullmatch(measured) is not None
    return _CONDITION.match(measured) is not None or measured.startswith("按照")


def _by_standard(stretch: Stretch) -> Reading | None:
    """Read 新建小区按照每百户不低于20平方米的标准配套建设养老用房: the provision has the value."""
    provided = _PROVIDES.match(stretch.right)
    by = _STANDARD.search(stretch.left)
    if provided is None or by is None or len(stretch.run) > 1:
        return None
    lead = strip_leads(stretch.left[: by.start()])
    who = stretch.left[lead : by.start()]
    found = Found(
        stretch.run[0],
        provided["name"],
        who if len(who) > 1 else None,
        stretch.run_end + provided.end(),
        stretch.run[0].op,
        start=stretch.start + lead,
    )
    return Reading("verb-noun", [found], found.end)


def _part_of(stretch: Stretch) -> Reading | None:
    """Read 奖励总额不超过剩余部分的10%, 甲药品占采购量的70%: a part of something else."""
    left = stretch.left
    found = _PART.search(left) or _BOUNDED.search(left) or _SHARE_OF.search(left)
    closed = _CLOSED.match(stretch.right)
    if stretch.run[0].unit == "倍" and not found:
        found = _TIMES.search(left)
        closed = closed or _TIMES_OF.match(stretch.right)
    if found is None or len(stretch.run) > 1 or not closed:
        return None
    quantity = stretch.run[0]
    lead = strip_leads(found["name"])
    named = split_subject(trim_adverbs(found["name"][lead:]))
    op = quantity.op if quantity.after else BEFORE_OPS.get(found["op"], quantity.op)
    one = Found(quantity, named.name, named.subject, quantity.span.end, op)
    one.start = stretch.start + found.start("name") + lead
    return Reading("metric", [one]) if len(named.name) > 1 else None


def _before_verb(printed: str, kind: str) -> tuple[str, str | None]:
    """Cut the verb off the words before a value.

    Returns the words and the verb: None where there is none, empty unless it
    tells a change (下降), which belongs to the name.
    """
    text = trim_adverbs(_OF_YEAR.sub("", _RHYTHM.sub("", printed)))
    if kind == "rate" and text.endswith(("实现", "比")):
        text = trim_adverbs(text.removesuffix("实现"))
    match = metric_end(text)
    if match is not None:
        return trim_adverbs(text[: match.start()]), match["change"] or ""
    if kind in ("rate", "ratio"):
        match = _LINKING_END.search(text)
        if match and _RATE_HEAD.search(trim_adverbs(text[: match.start()])):
            return trim_adverbs(text[: match.start()]), ""
    return text, None


def _belongs(text: str, run: tuple[Quantity, ...]) -> bool:
    """Tell whether a value without a verb belongs to the words before it."""
    if run[0].kind in ("count", "size") and len(run) == 1 and _STOCK.search(text):
        return True
    compared = run[0].before is not None or (
        run[-1].after is not None and _COUNT_HEAD.search(text) is not None
    )
    if run[0].kind == "rate":
        return not _NO_MEASURE.search(text) or bool(_RATE_HEAD.search(text))
    if run[0].kind in ("bare", "ratio", "grade"):
        return compared and bool(_RATE_HEAD.search(text))
    if run[0].kind == "time" and (run[0].before or (run[-1].after and _SO_OFTEN.search(text))):
        return not _NO_MEASURE.search(text)
    return compared and not build_end(text) and not _NO_MEASURE.search(text)


def _things(measured: str) -> bool:
    """Tell whether nothing but things stand before a value: 出租车、物流车达到80%."""
    return all(is_thing(one) for one in re.split("[、和及与]", measured))


def _named(measured: str, change: str | None, run: tuple[Quantity, ...]) -> list[Named]:
    """Return subject and name for every value of a run; no name where only bodies stand.

    One value for a list of whole indicators (利用率、回收率达到90%) has a name for each.
    """
    alone = is_place(measured) or (run[0].kind in ("rate", "time") and _things(measured))
    if re.fullmatch("每[期次班批]", measured):
        return [Named(measured, "")] * len(run)
    if alone and (run[0].kind != "count" or measured.startswith("每")):
        return [Named(measured, "")] * len(run)
    whole = complete_list(measured)
    if whole and len(run) in (1, len(whole)):
        each = [split_subject(part) for part in whole]
        subject = each[0].subject or ""
        covers = is_body(subject) or is_place(subject) or subject.endswith(("城区", "建成区"))
        first = subject if covers else None
        names = per_head([n.name for n in each])
        both = zip(each, names, strict=True)
        return [Named(n.subject or first, name + (change or "")) for n, name in both]
    named = split_subject(measured)
    name = _DONE.sub("", named.name).removesuffix("的") + (change or "")
    if len(run) == 1:
        return [Named(named.subject, name)]
    subjects = distribute(named.subject, len(run)) if named.subject else None
    if subjects:
        return [Named(subject, name) for subject in subjects]
    return distribute_names(Named(named.subject, _DONE.sub("", named.name)), change or "", len(run))
