"""Duties that a sentence gives to a particular body (区医改办牵头组织; 由民政部门登记).

Only for items that print no duty form. The subject must be a named body
(区卫生健康委, 组织部门; 审计、财政等部门), not 各县（区）, 有关部门 or 政府, and the
sentence must give it something to do: what a body approves in a condition (经…核准,
报…批准) is no duty. Three ways of saying it are read: the body at the head of a
clause, the body after 由, and the body that is set up for a duty (成立X，负责…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from hqgraph.gazetteer import match_agency
from hqgraph.model import Role, Span
from hqgraph.parsing.name_lists import Named, names_in
from hqgraph.parsing.word_tables import meanings

_CLAUSE = re.compile(r"(?:[^，；：。！？\n（）()]|[（(][^（）()]{0,40}[）)]|[（()）])+")
_LEAD_IN = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）).．、]+\s*)?(?:(?:具体|统一|主要)?由|请|其中|同时)?"
)
_LONGEST_LIST = 80
_TRIES = 5
_NAME_END = "局委部办厅署院会心组班府队校站所司团联协社门位构关处室等）)行"
_BY = re.compile(r"(?<![自理缘事可探索鼓励支持])由(?=[一-龥])")
_MAY_BY = re.compile(r"(?:探索|鼓励|支持|允许|可以?|引导)$")
_SET_UP = re.compile(
    r"(?:成立|组建|设立|下设)(?P<name>(?:[^，。；（）]|（[^（）]{1,30}）){2,40})，"
    r"(?:具体|主要|统一)?(?P<verb>负责|承担|统筹|牵头)"
)
_CALLED = re.compile(r"（(?:以下)?(?:统称|简称)[：:为]?[“\"]?([^（）”\"]{2,20})[”\"]?）")
_NOTE = re.compile(r"（[^（）]*）")
_LATER_LEAD = re.compile(r"，(?:负责)?牵头")
_HINT = re.compile(r"成立|组建|设立|下设|[门局委办厅部会]在|[门局委办厅部会司团院心社]作为")
_WITH = re.compile(r"(?:要|应当?|须|需|负责|牵头|积极|主动|及时)*(?:会同|联合)")
_WHEN = re.compile(r"在[^，。；]{2,40}(?:时|中|前|后|上)，(?:要|应|须|必须|需)")
_AS = re.compile(
    r"作为(?P<what>[^，。；]{2,30})，(?:具体|主要|统一)?(?:要|应|须|负责|承担|牵头|统筹|履行)"
)
_EACH_HIS = re.compile(
    r"[要应须需]?(?:按照?|依据|根据|结合)(?:各自)?(?:的)?(?:部门|工作)?(?:职责|职能)+(?:分工|权限|范围)?(?:要求)?"
    r"[，,]?(?:分别|共同|具体|认真|切实)?(?:抓好|负责|落实|做好|推进|组织|实施|配合){1,3}"
    r"(?:相关|有关|各项|具体)?(?:工作|任务|落实|实施)?[。；]?$"
)
_LONGEST_EACH = 300
_UNNAMED = re.compile(r"部门|单位|有关|相关|各地|各级|其他|其它")
_QUOTED_ORGAN = re.compile(r"[^“”]{0,6}“[^“”]{2,10}”[^“”]{0,8}(?:办公室|办|领导小组|指挥部|专班)$")
_QUOTES = str.maketrans("", "", "“”")
_GENERIC = re.compile(
    r"^(?:各|有关|相关|全|本|其他|所有|任何|该|上级|下级|同级|当地|属地|主管|行业|新|成立)|^(?:市|县|区|省)直"
)
_BARE_ORGAN = re.compile(
    r"(?:工作)?(?:领导小组|专项小组|委员会|指挥部|联席会议|专班|管委会)?(?:办公室|秘书处)?"
)
_ORGAN_END = re.compile(
    r"(?:领导小组|专项小组|工作小组|协调小组|委员会|指挥部|办公室|医改办|专班|联席会议|管委会)$"
)
_NO_ORGAN = re.compile(
    r"[，。；：“”《》\s\d]|[的以将使为按经报向给由]|建立|成立|健全|通过|进行|指导|配合|推动|加强"
)
_NOT_BODIES = re.compile(
    r"(?:党委|党组织|党组|党支部|医院|机构|单位|同志|人员|政府|企业|学校|高校|组织)$"
)
_TOO_WIDE = frozenset({"人民政府", "党委", "乡镇政府", "村居", "医疗机构", "有关部门"})
_LONGEST_ORGAN = 24
_SUPPORT = re.compile(
    r"(?:要|应当?|须|需|积极|主动|全力|密切)*(?:配合|(?:协助|参与|协同)(?:做好|开展|推进|落实|[省市县区州旗]|$))"
)


def spoken_duties(content: str, sentences: Sequence[Span]) -> Iterator[tuple[Named, Span]]:
    """Yield the bodies that sentences give a duty to, each with its sentence.

    Each name comes once, and once more in a role (牵头, 配合) that only a later one prints.
    """
    seen: dict[str, set[Role]] = {}
    verbs = _verbs("any", "both", "by", "first")
    for sentence in sentences:
        hinted = verbs.search(content, sentence.start, sentence.end)
        if hinted is None and not _HINT.search(content, sentence.start, sentence.end):
            continue
        for named in _of_sentence(content, sentence):
            roles = seen.setdefault(named.full, set())
            if not roles or named.role not in {Role.RESPONSIBLE, *roles}:
                roles.add(named.role)
                yield named, sentence


def partners(content: str, sentences: Sequence[Span]) -> Iterator[tuple[Named, Span]]:
    """Yield the bodies that a department's points tell it to act with (会同县气象局开展监测)."""
    for sentence in sentences:
        head = _LEAD_IN.match(content, sentence.start, sentence.end)
        start = head.end() if head else sentence.start
        if found := _WITH.match(content, start, sentence.end):
            limit = min(sentence.end, start + _LONGEST_LIST)
            yield from ((named, sentence) for named in _joining(content, found.end(), limit))


def _of_sentence(content: str, sentence: Span) -> Iterator[Named]:
    if content.find("职责", sentence.start, sentence.end) >= 0 and (
        everyone := _each_his_part(content, sentence)
    ):
        yield from everyone
        return
    first = True
    for clause in _CLAUSE.finditer(content, sentence.start, sentence.end):
        head = _LEAD_IN.match(content, clause.start(), clause.end())
        start = head.end() if head else clause.start()
        found = list(_subjects(content, start, clause.end(), sentence.end, first))
        if not found:
            found = list(_after_by(content, start, clause.end()))
        if found and first and _LATER_LEAD.search(content, clause.end(), sentence.end):
            found = [replace(named, role=Role.LEAD) for named in found]
        yield from found
        first = content[clause.end() : clause.end() + 1] in "；"
    yield from _set_up(content, sentence)


def _each_his_part(content: str, sentence: Span) -> list[Named]:
    """Return the names of a sentence that is a list and 按职责落实: many bodies count here too.

    A list with nobody in particular in it (各有关部门) is none.
    """
    if sentence.end - sentence.start > _LONGEST_EACH:
        return []
    found = _EACH_HIS.search(content, sentence.start, sentence.end)
    if found is None or _UNNAMED.search(content, sentence.start, found.start()):
        return []
    names = names_in(content, Span(sentence.start, found.start()), None)
    return names if len(names) > 1 and all(named.known for named in names) else []


@lru_cache(maxsize=4)
def _verbs(*uses: str) -> re.Pattern[str]:
    """Return the words that may follow a body's name, longest first; none before 的, 求 or 不."""
    found = [word for word, use in meanings("duty_verbs").items() if use in uses]
    words = "|".join(sorted(map(re.escape, found), key=len, reverse=True))
    return re.compile(rf"(?<=[{_NAME_END}])(?:{words})(?![的求不急人者])")


def _subjects(content: str, start: int, end: int, upto: int, first: bool) -> Iterator[Named]:
    """Yield the bodies that stand at the head of a clause and are followed by a duty."""
    limit = min(end, start + _LONGEST_LIST)
    verbs = _verbs("any", "both", "first") if first else _verbs("any")
    for verb in islice(verbs.finditer(content, start + 2, limit), _TRIES):
        if names := _bodies(content, Span(start, verb.start())):
            yield from _with_role(names, content[verb.start() : end])
            with_others = _WITH.match(content, verb.start(), limit)
            if with_others:
                yield from _joining(content, with_others.end(), limit)
            return
    at = content.find("在", start + 2, limit) if first else -1
    if at > 0 and content[at - 1] in _NAME_END and _WHEN.match(content, at, upto):
        yield from _bodies(content, Span(start, at))
    elif (at := content.find("作为", start + 2, limit)) > 0 and (
        acting := _AS.match(content, at, upto)
    ):
        role = Role.LEAD if "牵头" in acting["what"] else Role.RESPONSIBLE
        yield from (replace(named, role=role) for named in _bodies(content, Span(start, at)))


def _joining(content: str, start: int, end: int) -> Iterator[Named]:
    """Yield the bodies after 会同 (县卫生健康局会同县财政局制定…)."""
    for verb in _verbs("any", "both", "by", "first").finditer(content, start + 2, end):
        if names := _bodies(content, Span(start, verb.start())):
            yield from names
            return
    if content[end : end + 1] == "，":
        yield from _bodies(content, Span(start, end))


def _after_by(content: str, start: int, end: int) -> Iterator[Named]:
    """Yield the bodies after 由 inside a clause (非营利性机构由民政部门登记)."""
    for by in _BY.finditer(content, start, end):
        if _MAY_BY.search(content, start, by.start()):
            continue
        limit = min(end, by.end() + _LONGEST_LIST)
        for verb in _verbs("any", "both", "by").finditer(content, by.end() + 2, limit):
            if names := _bodies(content, Span(by.end(), verb.start())):
                yield from _with_role(names, content[verb.start() : end])
                break


def _set_up(content: str, sentence: Span) -> Iterator[Named]:
    """Yield the bodies that are set up for a duty (成立县健康专家委员会，负责…)."""
    for found in _SET_UP.finditer(content, sentence.start, sentence.end):
        called = _CALLED.search(found["name"])
        at = found.start("name") + (called.start(1) if called else 0)
        name = called.group(1) if called else _NOTE.sub("", found["name"])
        if _is_body(name):
            role = Role.LEAD if found["verb"] == "牵头" else Role.RESPONSIBLE
            yield Named(name, Span(at, at + len(name)), role, known=True)


def _with_role(names: Sequence[Named], rest: str) -> Iterator[Named]:
    """Give names the role of the verb that follows them (牵头, 负责牵头, 配合)."""
    role = Role.RESPONSIBLE
    if re.match(r"(?:要|应当?|须|需|负责|具体|统一|积极|主动)*牵头", rest):
        role = Role.LEAD
    elif _SUPPORT.match(rest):
        role = Role.SUPPORT
    for named in names:
        yield replace(named, role=role)


def _bodies(content: str, span: Span) -> list[Named]:
    """Return the named bodies of a subject; none where some of it is no body at all.

    各级 before the first of 各级卫生健康部门、中医药主管部门 goes for the bare ones after it.
    """
    out: list[Named] = []
    many = False
    for named in names_in(content, span, None):
        match = match_agency(named.full)
        if match is not None and match.collective:
            many = bool(match.core)
        elif _is_body(named.full):
            if not (many and match is not None and not match.prefix):
                out.append(replace(named, known=True))
        elif not _is_passed_over(named.full):
            return []
    return out


def _is_passed_over(name: str) -> bool:
    """Tell whether a name stands beside bodies without being a particular one (政府)."""
    return match_agency(name) is not None and _NOT_BODIES.search(name) is not None


def _is_body(name: str) -> bool:
    plain = _NOTE.sub("", name)
    if "“" in plain and _QUOTED_ORGAN.match(plain):
        plain = plain.translate(_QUOTES)
    if _GENERIC.match(plain) or _NOT_BODIES.search(plain) or _BARE_ORGAN.fullmatch(plain):
        return False
    match = match_agency(name)
    if match is not None and not match.by_name:
        return (
            match.exact
            and not match.collective
            and match.kind not in _TOO_WIDE
            and "由" not in match.prefix
        )
    if match is not None and (match.prefix or match.kind == "开发区管理"):
        return _NO_ORGAN.search(plain) is None
    return (
        _ORGAN_END.search(plain) is not None
        and len(plain) <= _LONGEST_ORGAN
        and _NO_ORGAN.search(plain) is None
    )
