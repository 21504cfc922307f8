"""Remarks that give bodies to many tasks at once: 以下各项任务均需X落实，不再列出.

Three ways of saying it: the remark names the bodies itself (以上任务均由X负责), it
points back at the clause before it (X具体落实，以下任务不再列出; X负责，下同), or it
makes them the responsible ones (X为以下各项任务的责任单位).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hqgraph.gazetteer import match_agency
from hqgraph.model import Role, Span
from hqgraph.parsing.name_lists import Named, names_in, split_top


class Scope(StrEnum):
    """Which tasks a remark speaks of, seen from the item that prints it."""

    FOLLOWING = "following"
    PRECEDING = "preceding"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Remark:
    """The bodies of a remark and the tasks they are for.

    ``tasks_only`` where it speaks of 任务, 条 or 措施, or only says 下同: safeguards
    then take no part.
    """

    names: tuple[Named, ...]
    scope: Scope
    tasks_only: bool = False


_SCOPES = {
    "以下": Scope.FOLLOWING, "下列": Scope.FOLLOWING, "下述": Scope.FOLLOWING,
    "后续": Scope.FOLLOWING, "其他": Scope.FOLLOWING, "其余": Scope.FOLLOWING,
    "以上": Scope.PRECEDING, "上述": Scope.PRECEDING, "上列": Scope.PRECEDING,
    "各项": Scope.ALL, "所有": Scope.ALL, "全部": Scope.ALL, "本方案": Scope.ALL,
}  # fmt: skip
_AT_HEAD = r"(?:在|名|序)?(?:第一|首|最前)(?:位|个|名|面)?(?:的|者)?(?:[^，。；]{0,8})?"
_FIRST_LEADS = re.compile(
    rf"(?:列{_AT_HEAD}|排{_AT_HEAD}"
    r"|第一(?:个)?(?:单位|部门|责任单位))(?:均|即)?(?:为|是)(?:[^，。；]{0,8})?(?:牵头|主办|主责)(?:单位|部门)?"
    r"(?:[，,](?:以)?下同)?[）)]?"
)
_BEFORE_ORDER = "，,；;。（("
_HINT = re.compile(r"以下|下列|下述|后续|其他|其余|以上|上述|上列|各项|所有|全部|本方案|下同|不再")
_UNLISTED = (
    r"(?:不再|不另|不一一|不逐一|不单独)[^，。；（）()]{0,6}?(?:列|重复|赘述|标注|注明)"
    r"[^，。；（）()]{0,8}"
)
_WORK = r"(?:任务|工作|措施|事项|举措|内容|项目|条款|条|款|目标|重点)"
_NAMES = r"(?P<names>(?:[^。；（）()]|[（(][^（）()]{0,40}[）)])+?)"
_SCOPE = rf"(?P<scope>{'|'.join(_SCOPES)})"
_WHAT = rf"(?P<what>(?:各项|所有|各条|全部|各|的|{_WORK}|责任单位)*)"
_NAMED = re.compile(
    rf"[（(]?{_SCOPE}{_WHAT}"
    r"(?:均|都|全部|统一|还)*(?:需要?|须|由|要|应|含|包括|涉及|包含)(?:要|由)?"
    rf"{_NAMES}(?P<unlisted>[，,]?{_UNLISTED})?(?:[。；）)]|$)"
)
_ROLE_GIVEN = re.compile(
    rf"(?:均|都|同时)?(?:为|是|作为){_SCOPE}{_WHAT}(?:共同)?"
    rf"(?P<role>牵头|责任|配合|负责|参与|落实)(?:单位|部门|主体)(?P<unlisted>[，,]?{_UNLISTED})?(?:[。；）)]|$)"
)
_MADE = re.compile(
    rf"[（(]?{_SCOPE}{_WHAT}(?<!各)[，,]?{_NAMES}(?:均|都|同时|共同)(?:均|都|同时|共同)*(?:为|是|作为)(?:共同)?"
    rf"(?P<role>牵头|责任|配合|负责|参与|落实)(?:单位|部门|主体)(?P<unlisted>[，,]?{_UNLISTED})?(?:[。；）)]|$)"
)
_STOP = re.compile(r"[。；;]|(?<=负责|配合|落实|参与|牵头)[，,]")
_POINTING = re.compile(
    rf"[，,；;。（(]?(?:(?P<scope>以下|下列|后续|其他|其余){_WHAT}(?:均|都|中|里)*(?:[，,]?{_UNLISTED}|(?:需|须|要)?(?:涉及|适用|参与|落实|负责|承担|配合|相同|同)|为责任单位)|(?:以)?下(?:均)?同|{_UNLISTED})[。）)]*$"
)
_VERB = re.compile(r"负责|落实|参与|配合|牵头|实施|抓好|承担|推进|协助|执行")
_TASKS = re.compile(r"任务|工作|措施|事项|举措|条|项目|各项")
_ROLE_OF = {"牵头": Role.LEAD, "配合": Role.SUPPORT, "参与": Role.SUPPORT}
_LONGEST = 400


def first_leads(content: str) -> bool:
    """Tell whether a document says that every list's first body leads (列第一位的为牵头单位)."""
    return "牵头" in content and _FIRST_LEADS.search(content) is not None


def find_remark(content: str, clause: Span) -> tuple[Remark | None, list[Span]]:
    """Find a remark in a clause; return it and what is left of the clause for its own names.

    What the clause says of the order of names (列第一位的为牵头单位，下同) names nobody.
    """
    said = _FIRST_LEADS.search(content, clause.start, min(clause.end, clause.start + _LONGEST))
    if said is not None:
        start = said.start()
        if start > clause.start and content[start - 1] in _BEFORE_ORDER:
            start -= 1
        parts = (Span(clause.start, start), Span(said.end(), clause.end))
        return None, [part for part in parts if part.end > part.start]
    text = content[clause.start : min(clause.end, clause.start + 4 * _LONGEST)]
    if not _HINT.search(text):
        return None, [clause]
    return (
        _made(content, clause, text)
        or _naming(content, clause, text)
        or _giving(content, clause, text)
        or _pointing(content, clause, text)
        or (None, [clause])
    )


_Found = tuple[Remark, list[Span]] | None


def _naming(content: str, clause: Span, text: str) -> _Found:
    found = _NAMED.search(text)
    if found is None or not (found["unlisted"] or _VERB.search(found["names"])):
        return None
    inner = Span(clause.start + found.start("names"), clause.start + found.end("names"))
    names = _known(content, inner, None)
    if not names:
        return None
    scope = _SCOPES[found["scope"]]
    return _remark(names, scope, found), _rest(
        clause, found, inner if scope is not Scope.FOLLOWING else None
    )


def _made(content: str, clause: Span, text: str) -> _Found:
    """Read 以上任务X均为责任单位: the bodies stand between the tasks and their role."""
    found = _MADE.search(text) if "为" in text or "是" in text else None
    if found is None:
        return None
    inner = Span(clause.start + found.start("names"), clause.start + found.end("names"))
    names = _known(content, inner, _ROLE_OF.get(found["role"], Role.RESPONSIBLE))
    if not names:
        return None
    scope = _SCOPES[found["scope"]]
    own = inner if scope is not Scope.FOLLOWING else None
    return _remark(names, scope, found), _rest(clause, found, own)


def _giving(content: str, clause: Span, text: str) -> _Found:
    found = _ROLE_GIVEN.search(text)
    if found is None:
        return None
    stops = [stop.end() for stop in _STOP.finditer(text, 0, found.start())]
    inner = Span(clause.start + (stops[-1] if stops else 0), clause.start + found.start())
    names = _known(content, inner, _ROLE_OF.get(found["role"], Role.RESPONSIBLE))
    if not names:
        return None
    rest = [Span(clause.start, inner.start), Span(clause.start + found.end(), clause.end)]
    left = [part for part in rest if part.end > part.start]
    return _remark(names, _SCOPES[found["scope"]], found), left


def _pointing(content: str, clause: Span, text: str) -> _Found:
    """Read X具体落实，以下任务不再列出: the bodies are those of the clause before the remark.

    Where it mixes particular ones with the many (县财政局、各乡镇人民政府), the many are meant.
    """
    found = _POINTING.search(text)
    if found is None:
        return None
    before = Span(clause.start, clause.start + found.start())
    sentence = list(split_top(content, before, "；;。\n"))[-1:]
    piece = [last for whole in sentence for last in list(split_top(content, whole, "，,"))[-1:]]
    names = _known(content, piece[0], Role.RESPONSIBLE) if piece else ()
    if any(_is_local(name, zones=False) for name in names):
        names = tuple(name for name in names if _is_local(name, zones=True))
    return (_remark(names, Scope.FOLLOWING, found), [before]) if names else None


def _remark(names: tuple[Named, ...], scope: Scope, found: re.Match[str]) -> Remark:
    what = found["what"]
    return Remark(names, scope, what is None or _TASKS.search(what) is not None)


def _is_local(named: Named, *, zones: bool) -> bool:
    """Tell whether a name is of many places (各市人民政府), or of a zone beside them."""
    match = match_agency(named.full)
    return match is not None and (match.collective or (zones and match.kind == "开发区管理"))


def _known(content: str, span: Span, role: Role | None) -> tuple[Named, ...]:
    """Return the names of a list when every one is known to be a body."""
    if span.end - span.start > _LONGEST:
        return ()
    names = tuple(names_in(content, span, role))
    return names if all(name.known for name in names) else ()


def _rest(clause: Span, found: re.Match[str], own: Span | None) -> list[Span]:
    """Return what a clause says of its own item: all but the remark, and the remark's bodies."""
    parts: Sequence[Span | None] = (
        Span(clause.start, clause.start + found.start()),
        own,
        Span(min(clause.start + found.end(), clause.end), clause.end),
    )
    return [part for part in parts if part is not None and part.end > part.start]
