"""Tells who is to do what a number counts, from the words before the verb.

每个乡镇卫生院至少配备1名中医师 names the doer, 每年为65岁以上老年人提供1次体检 those it
is done for; how often (每年, 每季度) belongs to neither.
"""

from __future__ import annotations

import re

from hqgraph.parsing.target_forms import BUILD_AT, HAN, PREPOSITION, trim_adverbs
from hqgraph.parsing.target_subjects import is_people, is_place, region_name, strip_leads
from hqgraph.parsing.target_words import REGION

_EACH_TIME = re.compile(
    r"[一二两三四五六七八九十\d]{1,3}年(?:来|内|累计)?$|(?:原则上)?每\d*(?:\.\d+)?[^每]{0,12}?(?:人|年|周期|季度|月|周)(?!民|均)$|每年$|年$"
)
_EACH = re.compile(r"每[个所家名支]")
_OWN_COUNT = re.compile(r"^\d+(?:名|个|家|所)")
_LONGEST_ACTOR = 24
_GIVEN_TO = re.compile(
    rf"(?:每[^，,；;：:每]{{1,4}}?)?(?:为|对|给|向|面向|针对){REGION}?的?(?P<who>[^，,；;：:]{{2,24}}?)"
    r"(?:免费|统一|定期|普遍|集中|至少|最少|每[年月季]度?)*"
)
_FOR_WHOM = re.compile(
    r"(?<=..)(?:每(?:个?季度|半年|学期|[年月周旬天日])|至少|最少|定期|免费)+(?:为|对|给|向)[^，,；;：:每]{1,16}$"
)
_BY = re.compile(r"按照?(?=每)")
_AGED = re.compile(r"\d+(?:[—－–~～-]\d+)?周?岁")
EVERYONE = re.compile(
    r"(?P<who>各[^，,；;。：:]{1,24}?)(?:均|都|也)?(?:[要应须]|必须|需要|负责|明确|确定|指定|成立|建立|设立)"
)
"""各部门要明确专人负责 tells who is meant by what follows."""

OFTEN = re.compile(
    r"(?P<who>[^，,；;：:每]{2,16}?)(?:原则上|应当?|须|要)*每(?:个?季度|半年|学期|[年月周旬天日])"
    r"(?:原则上|应当?|须|要|至少|最少|不少于)*(?P<deed>[^，,；;：:]{2,12})"
)
"""Who does something so often: 各乡镇卫生院每月至少下村巡诊2次."""


def actor(text: str) -> tuple[str | None, int]:
    """Return who is to act, from the words before the verb, and the length of the leads."""
    lead = strip_leads(text)
    by = _BY.match(text, lead)
    lead = by.end() if by else lead
    given = _GIVEN_TO.fullmatch(trim_adverbs(text[lead:]))
    if given and is_people(given["who"]):
        return given["who"], lead
    who = _FOR_WHOM.sub("", trim_adverbs(text[lead:]))
    who = trim_adverbs(_EACH_TIME.sub("", trim_adverbs(who)))
    who = _OWN_COUNT.sub("", who).removeprefix("在")
    each = _EACH.search(who)
    who = who[each.start() :] if each else who
    if (
        not (HAN.match(who) or _AGED.match(who))
        or PREPOSITION.match(who)
        or who in ("年度", "全年", "年内")
        or len(who) > _LONGEST_ACTOR
    ):
        return None, lead
    if re.fullmatch(REGION, who):
        return region_name(who), lead
    region = re.match(REGION, who)
    if region and is_place(who[region.end() :]):
        return who[region.end() :], lead
    if BUILD_AT.search(who) and not is_place(who):
        return None, lead
    return who, lead
