"""What the forms of a target have in common: how they look at a stretch, what they return.

The forms themselves: ``target_rates`` (预约诊疗率达50%以上), ``target_shares``
(60%二级公立医院推行…) and ``target_counts`` (新建1个…). Each looks at one stretch
of a clause and returns a Reading, or None when the stretch is not of its form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hqgraph.parsing.target_numbers import Quantity
from hqgraph.parsing.target_words import (
    ADJACENT,
    ADVERB,
    BUILD,
    CHANGE,
    METRIC,
    PREDICATE,
    words,
)

_AMOUNT = r"\d+(?:\.\d+)?[^\d，,；;。：:%‰]{0,5}[%‰]?"
_BASELINE = (
    r"[较比](?:\d{4}年?[底末初]?|上年(?:同期)?|同期|“[^”]{2,4}”[期末底间时]*)(?:相比)?"
    r"|以[^，,；;。]{1,12}为单位|(?<=.{4})在[^，,；;。在]{2,12}基础上"
    rf"|与\d{{4}}年[底末]?相比|[从由](?:\d{{4}}年[底末]?的?)?{_AMOUNT}"
)
_ADVERBS = re.compile(rf"(?:(?<!许)(?:{ADVERB}|{_BASELINE})){{1,8}}$")

_LONGEST_ADVERBS = 48

_ADVERBS_END = frozenset(word[-1] for word in words("target_verbs", "adverb")) | frozenset(
    "年底末初期比”间时%‰个家所张日月次人天项元件户位上\n"
)
"""What adverbs and baselines end with, unless with a digit."""

_METRIC_END = re.compile(rf"(?P<change>{CHANGE})$|{METRIC}$")
_BUILD_END = re.compile(rf"(?:{BUILD}|(?<![具所含没现共拥])(?:{ADJACENT}))$")
_LONGEST_VERB = 1 + max(
    map(len, words("target_verbs", "metric", "change", "build", "adjacent", "opening"))
)

BUILD_AT = re.compile(
    rf"(?<!党){BUILD}(?!区|率|者)(?:[、和及或并]?(?:改建|扩建|改扩建|续建|迁建|打造|建成|创建)|[、和及或并]{BUILD}(?!区|率|者))*"
)
"""The same anywhere, or several (新建、改扩建): 建成区, 治理率 and 党组织 are no verbs."""

PREDICATE_AT = re.compile(PREDICATE)
HAN = re.compile(r"[\u3400-\u9fffA-Za-z]")
PREPOSITION = re.compile(
    r"依托|通过|按照|围绕|以|为|由|从|根据|利用|结合|针对|对|借助|聚焦|鼓励|允许|可以|不得"
)
AT_LEAST = re.compile(r"至少|最少|不少于")
AT_MOST = re.compile(r"至多|最多|最高|上限")
JOINS = "、和及与并"


@dataclass(slots=True)
class Found:
    """One target as a form reads it; ``name`` and ``subject`` are words of the text.

    ``start`` and ``end`` bound the quote (``start`` None: where the stretch
    starts); ``unit`` and ``value`` stand in for those of the quantity.
    """

    quantity: Quantity
    name: str
    subject: str | None
    end: int
    op: str
    start: int | None = None
    value: float | None = None
    unit: str | None = None


@dataclass(slots=True)
class Reading:
    """What a form makes of a stretch: its targets, and up to where it has read."""

    form: str
    found: list[Found] = field(default_factory=list)
    consumed: int = 0


def trim_adverbs(text: str) -> str:
    """Return ``text`` without adverbs and baselines (比2020年, 从85%) at its end."""
    last = text[-1:]
    if last not in _ADVERBS_END and not last.isdecimal():
        return text
    near = max(0, len(text) - _LONGEST_ADVERBS)
    return text[:near] + _ADVERBS.sub("", text[near:])


def metric_end(text: str) -> re.Match[str] | None:
    """Find the verb of measure at the end of the words before a value.

    Its group ``change`` holds 提高, 下降 and their like.
    """
    return _METRIC_END.search(text, max(0, len(text) - _LONGEST_VERB))


def build_end(text: str) -> re.Match[str] | None:
    """Find the verb at the end of the words before a number whose object is counted."""
    return _BUILD_END.search(text, max(0, len(text) - _LONGEST_VERB))


def operators(run: tuple[Quantity, ...], printed: str = "") -> list[str]:
    """Return the operator of every quantity of a run; one printed once counts for all.

    ``printed`` are the words before the verb, which may hold one (至少达到90%, 最高可达50万元).
    """
    plain = ">=" if AT_LEAST.search(printed) else "<=" if AT_MOST.search(printed) else "="
    return [plain if op == "=" else op for op in _printed_operators(run)]


def _printed_operators(run: tuple[Quantity, ...]) -> list[str]:
    before, after = run[0].before, run[-1].after
    own = any(q.after or q.before for q in run[1:-1])
    if len(run) == 1 or own or (run[0].after and run[0].after != after):
        return [q.op for q in run]
    return [
        "range" if isinstance(q.value, tuple) else (q.after or after or q.before or before or "=")
        for q in run
    ]
