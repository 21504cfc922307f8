"""Targets of the form measure–verb–value: 三级医院预约诊疗率达50%以上, 医护比总体达到1：2.

A rate may stand right behind its name (达标率100%); other values need a verb or
a word of comparison.
"""

from __future__ import annotations

import re

from hqgraph.parsing.target_bearers import Named, complete_list, is_thing
from hqgraph.parsing.target_clauses import Stretch
from hqgraph.parsing.target_forms import (
    AT_LEAST,
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
_NO_MEASURE = re.compile(r"(?:的|[按以于从由对]|按照|根据|比例|不足|年)$")
_CONDITION = re.compile(r"(?:对|对于|针对|凡|如|若|当|因|除)(?!口|接|外)")
_PART = re.compile(
    rf"(?P<name>[^，,；;：:]{{2,40}}(?:总?额度?|比例|规模|金额|标准|资金|投资|费用|收入|支出|面积|价格?|数量?|总量))"
    rf"(?:应|须|原则上)*(?P<op>{any_of(BEFORE_OPS)})(?P<base>[^，,；;：:]{{2,24}})的$"
)
_STANDARD = re.compile(r"按照?(?:每[^，,；;每]{1,12}?)?(?:不[低少小]于|达到|至少)?$")
_PROVIDES = re.compile(
    rf"[^，,；;：:的]{{0,6}}的标准[，,]?(?:规划|统一|足额|同步|配套|科学|合理)*(?:{BUILD}|配建|设)(?P<name>[^，,；;：:的]{{2,24}})"
)
_DONE = re.compile(r"^(?:实现|建成(?=.*比例))")


def metric(stretch: Stretch) -> Reading | None:
    """Read a measure and its value, or several of them (分别达到50%、70%)."""
    run = stretch.run
    if "的标准" in stretch.right[:10]:
        return _by_standard(stretch)
    if run[0].kind == "rate" and stretch.left.endswith("的"):
        part = _part_of(stretch)
        if part is not None:
            return part
    if not _CLOSED.match(stretch.right):
        return None
    text, verb = _before_verb(stretch.left, run[-1].kind)
    if verb is None and not _belongs(text, run):
        return None
    lead = strip_leads(text)
    measured = text[lead:]
    if verb is None and _CONDITION.match(measured):
        return None
    at_least = AT_LEAST.search(stretch.left, len(text)) is not None
    reading = Reading("metric")
    names = _named(measured, verb, run)
    if len(run) == 1:
        run = run * len(names)
    for quantity, op, named in zip(run, operators(run, at_least), names, strict=True):
        unit = run[-1].unit if run[-1].unit.startswith(quantity.unit) else quantity.unit
        found = Found(quantity, named.name, named.subject, quantity.span.end, op, unit=unit)
        found.start = stretch.start + lead
        reading.found.append(found)
    return reading


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
    """Read 奖励总额不超过剩余部分的10%: a comparison with a part of something else."""
    found = _PART.search(stretch.left)
    if found is None or len(stretch.run) > 1 or not _CLOSED.match(stretch.right):
        return None
    quantity = stretch.run[0]
    lead = strip_leads(found["name"])
    named = split_subject(trim_adverbs(found["name"][lead:]))
    op = quantity.op if quantity.after else BEFORE_OPS[found["op"]]
    one = Found(quantity, named.name, named.subject, quantity.span.end, op)
    one.start = stretch.start + found.start("name") + lead
    return Reading("metric", [one]) if len(named.name) > 1 else None


def _before_verb(printed: str, kind: str) -> tuple[str, str | None]:
    """Cut the verb off the words before a value.

    Returns the words and the verb: None where there is none, empty unless it
    tells a change (下降), which belongs to the name.
    """
    text = trim_adverbs(_OF_YEAR.sub("", printed))
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
    return compared and not build_end(text) and not _NO_MEASURE.search(text)


def _named(measured: str, change: str | None, run: tuple[Quantity, ...]) -> list[Named]:
    """Return subject and name for every value of a run; no name where only bodies stand.

    One value for a list of whole indicators (利用率、回收率达到90%) has a name for each.
    """
    alone = is_place(measured) or (run[0].kind == "rate" and is_thing(measured))
    if alone and run[0].kind != "count":
        return [Named(measured, "")] * len(run)
    whole = complete_list(measured)
    if whole and len(run) in (1, len(whole)):
        each = [split_subject(part) for part in whole]
        first = each[0].subject if is_body(each[0].subject or "") else None
        return [Named(n.subject or first, n.name + (change or "")) for n in each]
    named = split_subject(measured)
    name = _DONE.sub("", named.name) + (change or "")
    if len(run) == 1:
        return [Named(named.subject, name)]
    subjects = distribute(named.subject, len(run)) if named.subject else None
    if subjects:
        return [Named(subject, name) for subject in subjects]
    return distribute_names(Named(named.subject, _DONE.sub("", named.name)), change or "", len(run))
