"""Targets of the form share–bodies–deed: 60%二级公立医院推行X, 县医院100%达到X.

The deed may stand once for several shares (60%二级…和90%三级公立医院推行X), and
so may the head of the bodies (95%的省级、90%的市级和70%的县级党政机关).
"""

from __future__ import annotations

import re

from hqgraph.parsing.target_clauses import Stretch
from hqgraph.parsing.target_forms import (
    HAN,
    JOINS,
    PREDICATE_AT,
    PREPOSITION,
    Found,
    Reading,
    trim_adverbs,
)
from hqgraph.parsing.target_subjects import (
    is_place,
    leading_institutions,
    modified_head,
    split_subject,
    strip_leads,
)
from hqgraph.parsing.target_words import AREA, BEARER, INSTITUTION, PREDICATE, REGION

_BODY = rf"(?:{INSTITUTION}|{BEARER}|{AREA})"
_BODIES = re.compile(rf"(?P<bodies>[^，,；;：:]{{2,30}}?{_BODY}{{1,2}})(?={PREDICATE})")
_EVERY = re.compile(r"(?:所有|全部|全体)(?P<bodies>[^，,；;]{2,24}?)(?:[、和及与]|以及)$")
_ALSO_EVERY = re.compile(
    r"(?P<bodies>.{2,24}?)(?:[、和及与]|以及)(?:所有|全部|全体)的?(?P<every>.{2,24})"
)
_NO_BODIES = re.compile(r"(?:的|[按以于从由对]|按照|根据|比例|不足|年)$")
_BOUND = re.compile(r"^(?:[及或]?以[上下内]|左右)")
_LONGEST_BODIES = 24


def share(stretch: Stretch) -> Reading | None:
    """Read a percentage of bodies and what they are to do."""
    quantity = stretch.run[-1]
    if quantity.kind != "rate" or quantity.unit not in ("%", "") or len(stretch.run) > 1:
        return None
    if not HAN.match(stretch.reach.removeprefix("的")):
        return None
    left = trim_adverbs(stretch.left)
    lead = strip_leads(left)
    who = trim_adverbs(left[lead:])
    every = _EVERY.search(left)
    if every or not who or re.fullmatch(REGION, who):
        return _of(stretch, every)
    if who.endswith("覆盖") and len(who) > 3:
        named = split_subject(who)
        found = Found(quantity, named.name, named.subject, stretch.end, quantity.op)
        found.start = stretch.start + lead
        return Reading("share", [found], stretch.limit)
    return _inside(stretch, who, stretch.start + lead)


def _of(stretch: Stretch, every: re.Match[str] | None) -> Reading | None:
    """Read 80%以上的S P; where no S is printed, that of the target before is meant.

    所有S1、50%的S2 P is two targets, one of 100 %, and so is 50%的S2、所有S1 P.
    """
    quantity = stretch.run[-1]
    bodies, deed = split_share(stretch.reach.removeprefix("的"))
    if deed is None:
        deed, head = _later_deed(stretch.rest)
        bodies = bodies + head if len(bodies) <= 4 else bodies
    if deed is None:
        return None
    end = stretch.run_end + len(stretch.reach.rstrip(JOINS))
    reading = Reading("share", consumed=stretch.limit)
    also = _ALSO_EVERY.fullmatch(bodies)
    bodies = also["bodies"] if also else bodies
    if every:
        full = Found(quantity, deed, every["bodies"], end, "=", value=100.0)
        reading.found.append(full)
    start = stretch.run_start if every or not stretch.opens else None
    reading.found.append(Found(quantity, deed, bodies or None, end, quantity.op, start=start))
    if also:
        full = Found(quantity, deed, also["every"], end, "=", start=start, value=100.0)
        reading.found.append(full)
    return reading


def _inside(stretch: Stretch, who: str, start: int) -> Reading | None:
    """Read S100%达到X and S50%出院患者按照X管理."""
    quantity = stretch.run[-1]
    right = stretch.reach.rstrip(JOINS)
    if right.startswith("的") and not is_place(who):
        return None
    if _NO_BODIES.search(who) or PREPOSITION.match(who) or len(who) > _LONGEST_BODIES:
        return None
    end = stretch.run_end + len(right)
    name = right.removeprefix("的")
    if not PREDICATE_AT.match(name) and not PREDICATE_AT.search(name, 2):
        deed, _ = _later_deed(stretch.rest)
        if deed is None:
            return None
        name += deed
    subject = split_subject(who + name).subject or who
    found = Found(quantity, name, subject, end, quantity.op, start=start)
    return Reading("share", [found], stretch.limit)


def split_share(text: str) -> tuple[str, str | None]:
    """Split 二级公立医院推行X into the bodies and their deed, which is None where none stands."""
    text = text.rstrip(JOINS)
    if PREDICATE_AT.match(text):
        return "", text
    bodies = leading_institutions(text)
    if bodies and text[len(bodies)] not in JOINS and PREDICATE_AT.search(text, len(bodies)):
        return bodies, text[len(bodies) :]
    match = _BODIES.match(text)
    if match is not None:
        return match["bodies"], text[match.end() :]
    found = PREDICATE_AT.search(text, 2)
    return (text, None) if found is None else (text[: found.start()], text[found.start() :])


def _later_deed(rest: str) -> tuple[str | None, str]:
    """Return the deed behind the last share of a coordination, and the head of its bodies."""
    _, percent, last = rest.rpartition("%")
    if not percent:
        return None, ""
    bodies, deed = split_share(_BOUND.sub("", last).removeprefix("的"))
    return deed, modified_head(bodies)
