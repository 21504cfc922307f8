"""Named things inside tasks: individual health institutions and named programmes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from hqgraph.gazetteer import find_regions, institution_suffixes
from hqgraph.model import Mention, Span
from hqgraph.parsing.sentences import Marks, hull

_NOT_BEFORE = "级所各该全本每县区市省"
_PLACE = r"(?:[一-龥]{1,4}?(?:镇|乡|街道))"
_LEVEL = r"(?:县|区|市|省|州|旗|盟|XX|××)"
_ORDINAL = r"(?:第[一二三四五六七八九十\d]+)?"
_GENERIC_PLACE = re.compile(r"乡镇|各镇|各乡|中心镇|特色镇|城镇|[一二三两]镇|条件的|部分")
_TRIGGER = re.compile(r"医院|中医院|保健院|卫生院|中心|血站|防治[院所站]|监督所|疗养院")
_UNIVERSITY = r"[一-龥]{2,12}?(?:大学|医学院|学院)"
_UNIVERSITY_LEAD = re.compile(rf"^{_UNIVERSITY}")
_PROGRAMME_KINDS = "工程|行动|计划|项目|试点|改革|建设|服务|机制|制度|活动|模式|专项|平台"
_QUOTED = re.compile(rf"“([^“”，。]{{2,20}})”(?:(?:{_PROGRAMME_KINDS}){{1,2}})?")
_PROGRAMME_END = re.compile(rf"(?:{_PROGRAMME_KINDS})$")
_COUNTED = re.compile(r"[+\d]|[一二三四五六七八九十两双]")
_NAMED = re.compile(
    r"(?:实施|开展|推进|启动|深入实施|组织实施|落实|参与|做好)(?P<name>[^，。；、“”（）]{2,22}?(?:工程|行动计划|行动|三年行动|专项|试点|计划|项目))"
    r"(?=[，。；、（建和]|$)"
)


_CLASSES = frozenset({"医院", "卫生院", "(?:镇|乡|街道)卫生院", "村卫生室"})
"""Endings that name a class, not an institution, after a level word (县医院, 乡卫生院)."""


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of individually named institutions.

    A university (重庆医科大学附属第二医院), a township (大昌镇中心卫生院), a level
    word (县人民医院) or a region before an ending of the gazetteer. A bare ending
    (中医医院) or a class (县级医院, 三级医院) names no institution.
    """
    suffixes = [s for s in institution_suffixes() if s.institution_class != "medical-school"]
    ends = "|".join(s.pattern for s in suffixes if s.pattern not in _CLASSES)
    attached = r"附属[一-龥]{0,8}?医院"
    return (
        re.compile(rf"{_UNIVERSITY}(?:{attached}|[一-龥]{{2}}(?:第[一二三四五六七八九十]+)?医院)"),
        re.compile(rf"{_PLACE}(?:中心)?(?:卫生院|社区卫生服务中心)"),
        re.compile(rf"{_LEVEL}{_ORDINAL}(?:{ends})"),
    )


def hospitals_in(content: str, spans: Sequence[Span]) -> tuple[Mention, ...]:
    """Return the named health institutions in the given spans, each name once."""
    if not spans or not _TRIGGER.search(content, *hull(spans)):
        return ()
    found: dict[str, Mention] = {}
    for span in spans:
        if _TRIGGER.search(content, span.start, span.end):
            for mention in _institutions(content, span):
                found.setdefault(mention.name, mention)
    for alias in _aliases(content, spans, list(found)):
        found.setdefault(alias.name, alias)
    return tuple(sorted(found.values(), key=_place))


def _place(mention: Mention) -> Span:
    return mention.span


def _institutions(content: str, span: Span) -> Iterator[Mention]:
    universities: list[Span] = []
    townships: list[Span] = []
    if content.find("大学", *span) >= 0 or content.find("学院", *span) >= 0:
        universities.extend(_of_universities(content, span))
    if content.find("卫生", *span) >= 0:
        townships.extend(_of_townships(content, span))
    closed = [Marks(spans) for spans in (universities, townships) if spans]
    taken = [*universities, *townships]
    for match in _patterns()[2].finditer(content, span.start, span.end):
        if any(marks.touch(match.start(), match.end()) for marks in closed):
            continue
        start = _with_region(content, span, match.start())
        if start != match.start() or not _is_class(content, span, start):
            taken.append(Span(start, match.end()))
    for found in taken:
        yield Mention(content[found.start : found.end], found)


def _of_universities(content: str, span: Span) -> Iterator[Span]:
    for match in _patterns()[0].finditer(content, span.start, span.end):
        yield Span(_after_verb(content, match.start(), match.end()), match.end())


def _of_townships(content: str, span: Span) -> Iterator[Span]:
    for match in _patterns()[1].finditer(content, span.start, span.end):
        start = _township_start(content, match.start(), match.end())
        if not _GENERIC_PLACE.search(content[start : match.end()]):
            yield Span(start, match.end())


def _with_region(content: str, span: Span, start: int) -> int:
    """Move the start of 市人民医院 before a region that is printed with it (雅安市人民医院)."""
    window = content[max(span.start, start - 8) : start + 1]
    offset = start + 1 - len(window)
    for region in find_regions(window, shorts=True):
        if region.span.end in (len(window), len(window) - 1):
            return offset + region.span.start
    return start


def _is_class(content: str, span: Span, start: int) -> bool:
    """Tell whether the level word belongs to a word before it (各县…, 该市…, 全区…)."""
    return start > span.start and content[start - 1] in _NOT_BEFORE


_LEADING_WORDS = (
    "建设|新建|改建|扩建|迁建|创建|打造|推进|推动|支持|加强|强化|规范|提升|依托|完善|实施|成立|设立|选择|确定"
    "|加快|整合|引导|帮扶|指导|组建|探索|包括|与|和|及|在|以|由|将|到|于|对|为"
)
_TOWN_LEAD = re.compile(rf"^.*(?:{_LEADING_WORDS})(?=[一-龥]{{2,}}(?:镇|乡|街道))")


def _township_start(content: str, start: int, end: int) -> int:
    """Cut a conjunction or verb that runs into a township's name."""
    lead = _TOWN_LEAD.match(content[start:end])
    return start + lead.end() if lead else start


_VERB = re.compile(
    r"^.*?(?:以|与|和|及|由|推动|加强|支持|依托|深化|推进|将|同|借助|申报)(?=[一-龥]{4,})"
)


def _after_verb(content: str, start: int, end: int) -> int:
    """Cut verbs and conjunctions that run into a university's name."""
    while True:
        lead = _VERB.match(content[start:end])
        if lead is None or (
            "大学" not in content[start + lead.end() : end]
            and "学院" not in content[start + lead.end() : end]
        ):
            return start
        start += lead.end()


def _aliases(content: str, spans: Sequence[Span], names: list[str]) -> Iterator[Mention]:
    """Yield short forms of institutions that were named in full (华西医院)."""
    for name in names:
        short = _UNIVERSITY_LEAD.sub("", name)
        if short == name or short.startswith("附属") or len(short) < 4:
            continue
        for span in spans:
            at = content.find(short, span.start, span.end)
            while at >= 0:
                if content[max(0, at - len(name) + len(short)) : at + len(short)] != name:
                    yield Mention(short, Span(at, at + len(short)))
                    break
                at = content.find(short, at + 1, span.end)


def programmes_in(content: str, spans: Sequence[Span]) -> tuple[Mention, ...]:
    """Return the named programmes: quoted names, and 实施…工程 and their like; each once."""
    found: dict[str, Mention] = {}
    for span in spans:
        at = content.find("“", span.start, span.end)
        for match in _QUOTED.finditer(content, at, span.end) if at >= 0 else ():
            if _PROGRAMME_END.search(match.group()) or _COUNTED.search(match[1][:2]):
                name = match[1]
                found.setdefault(name, Mention(name, Span(match.start(1), match.end(1))))
        for match in _NAMED.finditer(content, span.start, span.end):
            name = match["name"]
            found.setdefault(name, Mention(name, Span(match.start("name"), match.end("name"))))
    return tuple(sorted(found.values(), key=_place))
