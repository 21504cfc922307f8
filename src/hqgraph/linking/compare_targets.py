"""Targets of two tasks side by side: which ones are the same target, and which is stricter.

How "stricter" is decided, step by step:

1. the operator tells: of two lower bounds (≥, >) the higher is stricter, of two
   upper bounds (≤, <) the lower;
2. without a bound, the words of ``data/target_directions.csv`` tell. A level that is
   to fall (降至, 控制在) is stricter when lower; the size of a fall (下降13.5%) when
   larger; an indicator that is good when low (死亡率, 药占比) when lower; one that
   is to be reached or raised (达到, 提高, 建成) when higher;
3. where nothing tells, higher counts as stricter, and the reason says that the
   direction is not printed.

A number of things (hospitals, bases) that is lower in another place is no weaker
target by itself: a city has its share of a province's number. It is marked for
judging by hand. A child that takes over the number set for it (完成自治区下达的目标,
``data/upper_targets.csv``) has the same target, without a number of its own.

With equal values a firm number is stricter than an approximate one, an open bound
(>) than a closed one (≥), and then the earlier date is stricter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from hqgraph.linking.compare_facts import RATIO, TargetFact
from hqgraph.linking.compare_sentences import (
    Changed,
    SentenceDiff,
    all_clauses,
    bare,
    grams,
    held,
    likeness,
)
from hqgraph.linking.words import rows
from hqgraph.messages import say

TIGHTENED, LOOSENED, SAME, ADDED, DROPPED = "tightened", "loosened", "same", "added", "dropped"
SET_ABOVE = "set-above"
"""The operator of a target whose number a child leaves to the level above."""
LEAST_TAKEN_OVER = 0.7
"""The share of an indicator's name that a clause prints which takes over the number set for it."""
LEAST_NAME = 0.6
"""Names of indicators less alike than this are not one indicator."""

_NAME_TAIL = re.compile(r"(?:的?(?:比例|比率|占比|比重)|率|数量|数|水平|值)$")
_FALL_TAIL = re.compile(r"(?:下降|降低|减少|降幅)$")
_WHOLE = re.compile(r"^(?:全|我|本)?(?:国|省|自治区|区|市|州|县|旗|镇|乡|辖区|区域)(?:内)?$")
_GRADE = re.compile(r"[一二三四五六七八九十0-9](?=[一二三四五六七八九十、]*[级类档星甲乙])")
_RANK = re.compile(r"国家|自治区|[省市州县区乡镇村](?=级)|世界|全国")
_LOWER, _UPPER = {">=", ">"}, {"<=", "<"}
_RATES = frozenset(
    {
        *("%", "‰", "倍", "个百分点", "百分点", RATIO),
        *("秒", "分钟", "小时", "日", "天", "年", "岁"),
    }
)
"""Units that do not depend on how large the region is, as a number of hospitals does."""
_FILLERS = r"[了约近超过大于在不低少\W]*$"
"""What may stand between a word and its value: 下降了约5%, 降低不少于3%."""
_BEFORE = 10
"""How many characters before a value are read for the word that governs it."""


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A target of the parent, of the child, or of both, and what changed between them.

    ``change`` is tightened, loosened, same, added or dropped; ``reason`` says in
    words how it was decided, empty where there was nothing to decide. ``by_hand``
    marks a lower number that may be a share of the parent's; ``moved`` is the number
    of the item of the other document under which a dropped or added target stands.
    """

    name: str
    parent: TargetFact | None
    child: TargetFact | None
    change: str
    reason: str = ""
    by_hand: bool = False
    moved: str = ""

    @property
    def taken_over(self) -> bool:
        """Whether the child has the target without a number, as it was set for it."""
        return self.change == SAME and self.child is not None and self.child.operator == SET_ABOVE

    @property
    def shown(self) -> str:
        """How the change is called before a reader: by_hand, set_above, moved, or ``change``."""
        if self.by_hand:
            return "by_hand"
        if self.moved:
            return "moved"
        return "set_above" if self.taken_over else self.change


def target_changes(
    parents: Sequence[TargetFact],
    children: Sequence[TargetFact],
    sentences: Sequence[str] = (),
    *,
    one_place: bool = True,
) -> tuple[TargetChange, ...]:
    """Pair the targets of two tasks and judge each pair: the parent's order, then what is new.

    ``sentences`` are the child's, searched for a number that it takes over;
    ``one_place`` tells whether both documents hold for one region.
    """
    pairs = target_pairs(parents, children)
    found = []
    for at, parent in enumerate(parents):
        child = children[pairs[at]] if at in pairs else taken_over(parent, sentences)
        if child is None:
            found.append(TargetChange(parent.name, parent, None, DROPPED))
            continue
        change, reason = judge(parent, child)
        by_hand = change == LOOSENED and not one_place and _counts(parent, child)
        found.append(TargetChange(child.name, parent, child, change, reason, by_hand))
    taken = set(pairs.values())
    new = (child for at, child in enumerate(children) if at not in taken)
    return (*found, *(TargetChange(child.name, None, child, ADDED) for child in new))


def target_pairs(parents: Sequence[TargetFact], children: Sequence[TargetFact]) -> dict[int, int]:
    """Return which target is which, by their places: the most alike first, each once."""
    ranked = sorted(
        (-score, abs(one - two), one, two)
        for one, parent in enumerate(parents)
        for two, child in enumerate(children)
        if (score := _alike(parent, child))
    )
    found: dict[int, int] = {}
    for _, _, one, two in ranked:
        if one not in found and two not in found.values():
            found[one] = two
    return found


def judge(parent: TargetFact, child: TargetFact) -> tuple[str, str]:
    """Return what became of a target, and in words how that was decided."""
    if child.operator == SET_ABOVE:
        return SAME, say("linking.target.set-above")
    higher, why = _direction(parent, child)
    step = _compared(parent, child, higher=higher)
    if step:
        words = say(f"linking.target.{why}")
        if child.unit not in _RATES:
            words += say("linking.target.count")
        if parent.due and child.due and parent.due != child.due:
            words += say("linking.target.due", parent=parent.due, child=child.due)
        return (TIGHTENED if step > 0 else LOOSENED), words
    firmness = _firmness(child) - _firmness(parent)
    if firmness:
        return (TIGHTENED if firmness > 0 else LOOSENED), say("linking.target.firmness")
    if parent.due and child.due and parent.due != child.due:
        dates = say("linking.target.date", parent=parent.due, child=child.due)
        return (TIGHTENED if child.due < parent.due else LOOSENED), dates
    return SAME, ""


def with_targets(diff: SentenceDiff, targets: Sequence[TargetChange]) -> SentenceDiff:
    """Return sentences compared anew: those whose targets are one target are one changed."""
    changed, added, dropped = list(diff.changed), list(diff.added), list(diff.dropped)
    for one in targets:
        if one.parent is None or one.child is None:
            continue
        above = _printing(one.parent, dropped)
        below = _printing(one.child, [*added, *(pair.child for pair in diff.changed)])
        if above is None or below is None:
            continue
        changed.append(Changed(above, below))
        dropped.remove(above)
        if below in added:
            added.remove(below)
    return SentenceDiff(diff.kept, tuple(changed), tuple(added), tuple(dropped))


def _printing(target: TargetFact, sentences: Sequence[str]) -> str | None:
    quote = bare(target.quote)
    return next((text for text in sentences if quote and quote in bare(text)), None)


def same_rank(name: str, text: str) -> bool:
    """Tell whether a text has the ranks of an indicator's name: 国家, 省级 are not 市级."""
    return set(_RANK.findall(name)) <= set(_RANK.findall(text))


def taken_over(parent: TargetFact, sentences: Sequence[str]) -> TargetFact | None:
    """Return a target as a clause takes it over from above, without a number; else None."""
    name = grams(_FALL_TAIL.sub("", _NAME_TAIL.sub("", parent.name)))
    for sentence in sentences:
        for clause in all_clauses(sentence):
            found = _set_above().search(clause)
            if found and held(name, grams(clause[: found.start()])) >= LEAST_TAKEN_OVER:
                words = found[0]
                return TargetFact(
                    parent.name, "", SET_ABOVE, None, None, parent.unit, words, "", clause
                )
    return None


@cache
def _set_above() -> re.Pattern[str]:
    """Return what reads 完成自治区下达目标任务; 全市目标 is one's own."""
    parts: dict[str, list[str]] = {}
    for row in rows("upper_targets"):
        parts.setdefault(row["part"], []).append(re.escape(row["word"]))
    verb, giver, thing = ("|".join(parts[key]) for key in ("verb", "giver", "thing"))
    return re.compile(
        rf"(?:{verb}).{{0,4}}?(?<![全本我])(?:{giver}).{{0,6}}?(?:{thing})(?:{thing})*[内]?"
    )


def _counts(parent: TargetFact, child: TargetFact) -> bool:
    """Tell whether the values are numbers of things, and differ."""
    units = _RATES.isdisjoint((parent.unit, child.unit)) and "/" not in child.unit
    return units and (parent.low, parent.high) != (child.low, child.high)


def _compared(parent: TargetFact, child: TargetFact, *, higher: bool) -> float:
    """Return more than 0 where the child's number is stricter, less where it is weaker."""
    if parent.low is None or child.low is None:
        return 0.0
    low = child.low - parent.low
    high = (child.high or 0.0) - (parent.high or 0.0)
    return (low or high) if higher else -(high or low)


def _firmness(target: TargetFact) -> int:
    return {"about": -1, ">": 1, "<": 1}.get(target.operator, 0)


def _direction(parent: TargetFact, child: TargetFact) -> tuple[bool, str]:
    """Return whether higher is stricter, and the key of the reason."""
    operators = {parent.operator, child.operator}
    told = [_told(target) for target in (child, parent)]
    if "fall" in told:
        return True, "fall"
    if operators & _UPPER:
        return False, "lower"
    if operators & _LOWER:
        return True, "higher"
    for way in ("lower", "higher"):
        if way in told:
            return way == "higher", way
    return True, "unknown"


def _told(target: TargetFact) -> str:
    """Return what a target's words say: ``fall`` (by so much), ``lower``, ``higher``, or none."""
    number = target.text.lstrip("≥≤><≈")
    at = target.quote.find(number)
    before = target.quote[max(0, at - _BEFORE) : at] if at >= 0 else ""
    if _ends(before, "fall-to"):
        return "lower"
    if _ends(before, "fall-by") or _ends(target.name, "fall-by"):
        return "fall"
    if any(word in target.name for word in _words("low")):
        return "lower"
    return "higher" if any(word in target.quote for word in _words("rise")) else ""


def _ends(text: str, reads: str) -> bool:
    """Tell whether a word stands last in a text, but for 了, 约 and the like."""
    return any(re.search(re.escape(word) + _FILLERS, text) for word in _words(reads))


def _alike(parent: TargetFact, child: TargetFact) -> float:
    """Return how surely two targets are one: 0 where unit, subject or name speak against it."""
    if parent.unit != child.unit or _opposed(parent, child):
        return 0.0
    if None in (parent.low, child.low) and parent.text != child.text:
        return 0.0
    if _differ(_RANK, parent.name, child.name):
        return 0.0
    one, two = _NAME_TAIL.sub("", parent.name), _NAME_TAIL.sub("", child.name)
    names = 1.0 if bare(one) == bare(two) else likeness(grams(one), grams(two))
    if names < LEAST_NAME:
        return 0.0
    subjects = _subjects_alike(parent.subject, child.subject)
    return 0.7 * names + 0.3 * subjects if subjects else 0.0


def _opposed(parent: TargetFact, child: TargetFact) -> bool:
    operators = {parent.operator, child.operator}
    return bool(operators & _LOWER and operators & _UPPER)


def _subjects_alike(one: str, two: str) -> float:
    """Return 1 for the same subject, 0 for two that differ in grade; whole regions are alike."""
    if _differ(_GRADE, one, two):
        return 0.0
    first, second = (bool(not text or _WHOLE.match(text)) for text in (one, two))
    if bare(one) == bare(two) or (first and second):
        return 1.0
    if first or second:
        return 0.6
    return 0.3 + 0.5 * likeness(grams(one), grams(two))


def _differ(pattern: re.Pattern[str], one: str, two: str) -> bool:
    """Tell whether two names both hold such words, and none in common."""
    first, second = set(pattern.findall(one)), set(pattern.findall(two))
    return bool(first and second and not first & second)


@cache
def _words(reads: str) -> tuple[str, ...]:
    return tuple(row["word"] for row in rows("target_directions") if row["reads"] == reads)
