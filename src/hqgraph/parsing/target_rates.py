"""Targets of the form measure–verb–value: 三级医院预约诊疗率达50%以上, 医护比总体达到1：2.

A rate may stand right behind its name (达标率100%); other values need a verb or
a word of comparison.
"""

from __future__ import annotations

import re

from hqgraph.parsing.target_clauses import Stretch
from hqgraph.parsing.target_forms import (
    AT_LEAST,
    BUILD_END,
    METRIC_END,
    Found,
    Reading,
    operators,
    trim_adverbs,
)
from hqgraph.parsing.target_numbers import Quantity
from hqgraph.parsing.target_subjects import (
    Named,
    distribute,
    is_place,
    split_subject,
    strip_leads,
)
from hqgraph.parsing.target_words import LINKING

_LINKING_END = re.compile(rf"{LINKING}$")
_CLOSED = re.compile(
    r"(?:的?(?:目标|要求|标准|水平|比例|任务)|[、，,；;。）)（(：:和及与并且为]|以及|$)"
)
_RATE_HEAD = re.compile(r"(?:率|比例|占比|比重|比|度|指数|系数|水平|值|数|面积|总量|覆盖面)$")
_COUNT_HEAD = re.compile(r"(?:数|数量|面积|总量|总数|时间|时长)$")
_NO_MEASURE = re.compile(r"(?:的|[按以于从由对]|按照|根据|比例|不足|年)$")
_CONDITION = re.compile(r"(?:对|对于|针对|凡|如|若|当|因|除)(?!口|接|外)")
_DONE = re.compile(r"^(?:实现|建成(?=.*比例))")


def metric(stretch: Stretch) -> Reading | None:
    """Read a measure and its value, or several of them (分别达到50%、70%)."""
    run = stretch.run
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
    for quantity, op, named in zip(
        run, operators(run, at_least), _named(measured, verb, run), strict=True
    ):
        unit = run[-1].unit if run[-1].unit.startswith(quantity.unit) else quantity.unit
        found = Found(quantity, named.name, named.subject, quantity.span.end, op, unit=unit)
        found.start = stretch.start + lead
        reading.found.append(found)
    return reading


def _before_verb(printed: str, kind: str) -> tuple[str, str | None]:
    """Cut the verb off the words before a value.

    Returns the words and the verb: None where there is none, empty unless it
    tells a change (下降), which belongs to the name.
    """
    text = trim_adverbs(printed)
    match = METRIC_END.search(text)
    if match is not None:
        return trim_adverbs(text[: match.start()]), match["change"] or ""
    if kind in ("rate", "ratio"):
        match = _LINKING_END.search(text)
        if match and _RATE_HEAD.search(trim_adverbs(text[: match.start()])):
            return trim_adverbs(text[: match.start()]), ""
    return text, None


def _belongs(text: str, run: tuple[Quantity, ...]) -> bool:
    """Tell whether a value without a verb belongs to the words before it."""
    compared = run[0].before is not None or (
        run[-1].after is not None and _COUNT_HEAD.search(text) is not None
    )
    if run[0].kind == "rate":
        return not _NO_MEASURE.search(text) or bool(_RATE_HEAD.search(text))
    if run[0].kind in ("bare", "ratio", "grade"):
        return compared and bool(_RATE_HEAD.search(text))
    return compared and not BUILD_END.search(text) and not _NO_MEASURE.search(text)


def _named(measured: str, change: str | None, run: tuple[Quantity, ...]) -> list[Named]:
    """Return subject and name for every value of a run; no name where only bodies stand."""
    if is_place(measured) and run[0].kind != "count":
        return [Named(measured, "")] * len(run)
    named = split_subject(measured)
    name = _DONE.sub("", named.name) + (change or "")
    if len(run) == 1:
        return [Named(named.subject, name)]
    subjects = distribute(named.subject, len(run)) if named.subject else None
    if subjects:
        return [Named(subject, name) for subject in subjects]
    names = distribute(name, len(run)) or [name] * len(run)
    return [Named(named.subject, each) for each in names]
