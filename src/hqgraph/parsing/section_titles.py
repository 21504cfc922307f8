"""What the title of a section says it holds: aims, safeguards, tasks, or none of them.

The words are data: ``data/section_kinds.csv`` lists what such sections are called,
``data/safeguard_items.csv`` what stands in a safeguard section, and
``data/title_words.csv`` the verbs that only dress a title up (切实加强组织领导).
"""

from __future__ import annotations

import re
from functools import lru_cache

from hqgraph.parsing.word_tables import meanings

GOAL, AIM, SKIP, SAFEGUARD, CLOSING = "goal", "aim", "skip", "safeguard", "closing"
STEPS = "steps"
"""实施步骤: its items are tasks, but a bare line on the time is none."""
OVERALL = "overall"
"""总体要求和主要目标: what is not a task and what is a goal under one heading."""

_LONGEST_END = 14
_ENDS = {
    "目标": GOAL,
    "总体要求": SKIP,
    "指导思想": SKIP,
    "基本原则": SKIP,
    "组织领导": SAFEGUARD,
    "组织实施": SAFEGUARD,
    "组织保障": SAFEGUARD,
    "保障措施": SAFEGUARD,
    "实施保障": SAFEGUARD,
}
_REASONS = ("背景", "意义", "形势", "现状", "必要性", "依据")
_JOINTS = re.compile(r"[和与及、，,]|以及")
_STOPS = ' 　。：:；;“”"《》'


@lru_cache(maxsize=1)
def _kinds() -> tuple[dict[str, str], frozenset[str]]:
    """Return the words for sections, and those for the items of a safeguard section."""
    return meanings("section_kinds"), frozenset(meanings("safeguard_items"))


@lru_cache(maxsize=1)
def _dressing() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = meanings("title_words")
    leads = sorted((word for word, use in words.items() if use == "lead"), key=len, reverse=True)
    tails = sorted((word for word, use in words.items() if use == "tail"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(leads)})+"), re.compile(rf"(?:{'|'.join(tails)})$")


@lru_cache(maxsize=4096)
def kind_of_title(title: str) -> str | None:
    """Return goal, aim, overall, skip, safeguard or closing for a section's title.

    None stands for the title of a section of tasks.
    """
    title = title.strip(_STOPS)
    own = _kind(title)
    if own:
        return own
    parts = [part for part in _JOINTS.split(title) if part]
    kinds = {_kind(part) for part in parts}
    if len(parts) > 1 and None not in kinds:
        return _together(kinds)
    if len(title) > 30:
        return None
    return next((kind for end, kind in _ENDS.items() if _ends_in(title, end)), None)


def _kind(title: str) -> str | None:
    """Return the kind of a simple title, its dressing taken off."""
    known, _ = _kinds()
    if title in known:
        return known[title]
    if len(title) <= _LONGEST_END and title.endswith(_REASONS):
        return SKIP
    bare = _undressed(title)
    if bare in known:
        return known[bare]
    return GOAL if title.endswith("目标") and len(title) <= _LONGEST_END else None


def _undressed(title: str) -> str:
    lead, tail = _dressing()
    found = lead.match(title)
    bare = title[found.end() :] if found else title
    return tail.sub("", bare) or bare


def _ends_in(title: str, end: str) -> bool:
    return title.endswith(end) or title.removesuffix("工作").endswith(end)


def _together(kinds: set[str | None]) -> str:
    """Return the kind of a title that names several kinds at once."""
    if kinds == {GOAL}:
        return GOAL
    if STEPS in kinds:
        return STEPS
    if SKIP in kinds:
        return OVERALL if kinds & {GOAL, AIM} else SKIP
    if kinds & {GOAL, AIM}:
        return AIM
    return SAFEGUARD if SAFEGUARD in kinds else CLOSING


@lru_cache(maxsize=4096)
def is_support(title: str) -> bool:
    """Tell whether an item's title is one that safeguards have: 加强宣传引导."""
    _, support = _kinds()
    parts = [part for part in _JOINTS.split(title.strip(_STOPS)) if part]
    if kind_of_title(title) in (SAFEGUARD, CLOSING):
        return True
    return any(part in support or _undressed(part) in support for part in parts) or any(
        title.endswith(word) for word in support if len(word) >= 4
    )
