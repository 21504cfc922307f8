"""Lists of agency names as documents print them: split into names and roles.

"市自然资源和规划局和各县（区）人民政府、经开区管委会按职责分工负责" holds three
names: 和 parts two names only where both sides are bodies of their own. A name may
carry its role itself (市教育局（牵头）), and 卫生、民政等部门 stands for 卫生部门 and
民政部门.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from hqgraph.gazetteer import is_body, match_agency, resolve_region
from hqgraph.model import Role, Span
from hqgraph.parsing.joined_names import (
    CLOSING,
    CONJUNCTION,
    MARKS,
    OPENING,
    conjoined,
    core,
    cut_verb,
    tail_of,
)
from hqgraph.parsing.sentences import trim

_ROLE_NOTE = re.compile(
    r"[（(〔\[](?P<role>牵头|主办|主责|配合|协办|参与|协助|负责)(?:单位|部门|责任单位)?[）)〕\]]"
)
_ROLE_OF_VERB = {
    "牵头": Role.LEAD, "主责": Role.LEAD, "主办": Role.LEAD,
    "配合": Role.SUPPORT, "参与": Role.SUPPORT, "参加": Role.SUPPORT, "协助": Role.SUPPORT,
    "协同": Role.SUPPORT, "协作": Role.SUPPORT, "支持": Role.SUPPORT, "协办": Role.SUPPORT,
}  # fmt: skip
_ROLE_WORD = re.compile("|".join(_ROLE_OF_VERB))
_LONGEST_LIST = 4000
_LEADING_WITH = re.compile(r"(?:牵头|主办)(?:负责)?(?=并?(?:会同|联合|协同))")
_LEVELS = r"[省市州盟县区旗镇乡村]|自治[区州县旗]|设区的?|地级|县级|街道|苏木|团场|师"
_LEVEL_MARKS = r"[（）()〔〕［］\[\]【】〈〉、]"
_LEVELS_ONLY = re.compile(rf"各?(?:{_LEVELS}|(?<=各)地|{_LEVEL_MARKS})+")
_LEVELS_SHARED = re.compile(
    rf"(?:{_LEVELS}|{_LEVEL_MARKS})+(?:人民政府|政府|行署|行政公署|党委政府|党委|党委和政府)?"
    r"(?:[（(〔〈](?:行署|行政公署)[）)〕〉])?"
)
_UNSPECIFIED = re.compile(
    r"(?:[省市县区州盟旗镇乡地]|自治[区州县]|街道|地区|地方|兵团|国家|中央|国务院|党委|党政|政府|本|我|该|全|"
    r"各级?|其[他它余]|有关|相关|相应|级|直属?|属|驻|及其?|和|与|的|、|主要|具体|所有|全体|涉及|行业|主管|业务|"
    r"职能|责任|牵头|配合|参与|协同|成员|组成|行政|监管|执法|承办|实施|工作)*"
    r"(?:部门|单位|方面|科室|处室|股室)+"
)
_VAGUE = frozenset({"部门", "单位", "方面", "科室", "处室", "股室"})
_GOVERNMENTS = frozenset({"人民政府", "乡镇政府"})
_BESIDE = frozenset({"、", "和", "与", "及"})
_CLAUSE_WORD = re.compile(r"[由的将把]")
_INSTITUTIONS = (
    "医院",
    "卫生院",
    "保健院",
    "血站",
    "卫生室",
    "学校",
    "企业",
    "机构",
    "院校",
    "高校",
)


@dataclass(frozen=True, slots=True)
class Named:
    """A printed name, its place, its role, and whether it is known to be a body.

    ``whole`` is the name where the list prints its end once for several (卫生 of
    卫生、民政部门 is 卫生部门).
    """

    name: str
    span: Span
    role: Role
    known: bool
    whole: str | None = None

    @property
    def full(self) -> str:
        """The name to read: as the list means it."""
        return self.whole or self.name


class _Part(NamedTuple):
    """One stretch between two marks: its names, the role its verb gives, its 部门 at the end."""

    names: tuple[Span, ...]
    role: Role | None
    closed: bool
    ending: str


@lru_cache(maxsize=16)
def _marks_and_brackets(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks + OPENING + CLOSING)}]")


def split_top(content: str, span: Span, marks: str) -> Iterator[Span]:
    """Split at ``marks`` that stand outside brackets; empty parts are left out."""
    depth, start = 0, span.start
    for found in _marks_and_brackets(marks).finditer(content, span.start, span.end):
        at, ch = found.start(), found.group()
        if ch in OPENING:
            depth += 1
        elif ch in CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0:
            if at > start:
                yield Span(start, at)
            start = at + 1
    if span.end > start:
        yield Span(start, span.end)


def names_in(content: str, span: Span, default: Role | None) -> list[Named]:
    """Return the particular names of one list with their roles.

    ``default`` is the role that a label gives (责任单位：); None lets the verbs
    decide (X牵头，Y配合). A name before a verb takes that verb's role. Words that
    name no particular body (有关部门, 各成员单位) are left out.
    """
    out: list[Named] = []
    span = Span(span.start, min(span.end, span.start + _LONGEST_LIST))
    for sentence in split_top(content, span, "；;。\n"):
        waiting: list[Named] = []
        for index, piece in enumerate(split_top(content, sentence, "，,")):
            for part in _parts(content, piece):
                waiting.extend(_named(content, part))
                if part.role is not None:
                    role = part.role if default is None else _stronger(default, part.role, index)
                    out.extend(_with_role(_distributed(waiting, part), role))
                    waiting = []
                elif part.closed:
                    waiting = _distributed(waiting, part)
            if default is not None:
                out.extend(_with_role(waiting, default))
                waiting = []
        out.extend(_with_role(waiting, default or Role.RESPONSIBLE))
    if "政府" in content[span.start : span.end]:
        out = _governed(content, out)
    return [named for named in out if not is_unspecified(named.full)]


def _governed(content: str, names: list[Named]) -> list[Named]:
    """Give 人民政府 at the end of a list of places to each of them (海拉尔区、满洲里市人民政府)."""
    out = list(names)
    for at in range(len(out) - 2, -1, -1):
        place, behind = out[at], out[at + 1]
        between = content[place.span.end : behind.span.start].strip()
        if not place.known and between in _BESIDE and behind.full.endswith("政府"):
            whole = _government(place.name, behind.full)
            out[at] = replace(place, whole=whole, known=True) if whole else place
    return out


def _government(place: str, other: str) -> str | None:
    """Return the government of a place called as that of the other place is (鄞州、海曙区政府)."""
    match = match_agency(other)
    if match is None or match.kind not in _GOVERNMENTS or not match.region_name:
        return None
    full = place[-1] in "镇乡" or any(region.name == place for region in resolve_region(place))
    level = "" if full else match.prefix[-1]
    for whole in (f"{place}{level}{match.core}", place + match.core):
        own = match_agency(whole)
        if own and own.kind == match.kind and own.region_name and own.core == match.core:
            return whole
    return None


def is_levels(text: str) -> bool:
    """Tell whether a text is nothing but levels, as brackets in a name hold them （县、市、区）."""
    return _LEVELS_ONLY.fullmatch(text) is not None


def is_unspecified(name: str) -> bool:
    """Tell whether a name is of no particular body (有关部门, 省直各单位, 各成员单位)."""
    return name[-2:] in _VAGUE and _UNSPECIFIED.fullmatch(name) is not None


def _stronger(label: Role, verb: Role, piece: int) -> Role:
    """Settle the role of names that stand under a label and before a verb.

    The label names the role; a verb may single out the lead or a helper within
    it, and a later stretch with a verb of its own (，各市人民政府负责落实) is no
    longer the label's.
    """
    if label is Role.RESPONSIBLE or verb is Role.SUPPORT:
        return verb
    return verb if piece and label is Role.SUPPORT else label


def _with_role(names: list[Named], role: Role) -> Iterator[Named]:
    """Give a role to names; one that prints a role of its own keeps it."""
    for named in names:
        if named.role is role or named.role is not Role.RESPONSIBLE:
            yield named
        else:
            yield replace(named, role=role)


def _parts(content: str, piece: Span) -> Iterator[_Part]:
    """Yield the stretches of a piece between 、, and 市州、县市区人民政府 as one."""
    waiting: Span | None = None
    for printed in _stretches(content, piece):
        span = printed
        if waiting is not None:
            text = content[span.start : span.end]
            shared, _ = cut_verb(text)
            if content[waiting.start] != "各" or _LEVELS_SHARED.fullmatch(
                shared.removesuffix(tail_of(shared)).strip()
            ):
                span = Span(waiting.start, span.end)
            else:
                yield _part(content, waiting)
        if _LEVELS_ONLY.fullmatch(content[span.start : span.end].strip()):
            waiting = span
            continue
        waiting = None
        yield _part(content, span)
    if waiting is not None:
        yield _part(content, waiting)


def _stretches(content: str, piece: Span) -> Iterator[Span]:
    """Split at 、 and after a 牵头 that 会同 follows (X牵头会同Y落实)."""
    for span in split_top(content, piece, "、/／|"):
        found = _LEADING_WITH.search(content, span.start, span.end)
        if found is None:
            yield span
        else:
            yield from (Span(span.start, found.end()), Span(found.end(), span.end))


def _part(content: str, printed: Span) -> _Part:
    """Read one stretch: cut its duty verb and 等有关部门 off, part what 和 joins."""
    span = trim(content, printed)
    part = _part_of(content[span.start : span.end])
    names = tuple(Span(span.start + name.start, span.start + name.end) for name in part.names)
    return _Part(names, part.role, part.closed, part.ending)


@lru_cache(maxsize=8192)
def _part_of(text: str) -> _Part:
    """Read a stretch by itself: names repeat all through a document."""
    text, verb = cut_verb(text)
    role = _role(verb) if verb else None
    ending = "部门" if text.endswith("部门") or "部门" in tail_of(text) else ""
    names = conjoined(text, core(text, Span(0, len(text))))
    return _Part(tuple(names), role, bool(ending), ending)


def _role(verb: str) -> Role:
    found = _ROLE_WORD.search(verb)
    if "牵头" in verb:
        return Role.LEAD
    return _ROLE_OF_VERB[found.group()] if found else Role.RESPONSIBLE


def _named(content: str, part: _Part) -> Iterator[Named]:
    """Yield the names of a stretch, a role in brackets (牵头) taken off them."""
    for span in part.names:
        name, inner, role, known = _name_of(content[span.start : span.end])
        if name:
            at = Span(span.start + inner.start, span.start + inner.end)
            yield Named(name, at, role, known)


@lru_cache(maxsize=8192)
def _name_of(text: str) -> tuple[str, Span, Role, bool]:
    """Read a printed name: itself, its place in ``text``, its role, and whether it is known."""
    role, start, end = Role.RESPONSIBLE, 0, len(text)
    if note := _ROLE_NOTE.search(text):
        role = _role(note["role"])
        start = note.end() if note.start() == 0 else 0
        end = note.start() if note.end() == len(text) else end
    name = "".join(text[start:end].split()).strip(MARKS)
    return name, Span(start, end), role, _is_known(name)


@lru_cache(maxsize=8192)
def _is_known(name: str) -> bool:
    """Tell whether a name is a body's: one the tables know, or one that ends like it."""
    if match_agency(name) is not None:
        return True
    return _CLAUSE_WORD.search(name) is None and (is_body(name) or name.endswith(_INSTITUTIONS))


def _distributed(names: list[Named], part: _Part) -> list[Named]:
    """Give 部门 at the end of a list to the names before it that lack an ending of their own."""
    if not part.ending:
        return names
    return [whole for named in names for whole in _ended(named, part.ending)]


def _ended(named: Named, ending: str) -> list[Named]:
    """Return a name with the ending of its list (审计 → 审计部门; 政府及公安 is two)."""
    match = match_agency(named.name)
    if named.whole or (match and match.exact) or is_body(named.name):
        return [named]
    longer = match_agency(named.name + ending)
    if longer is not None and longer.exact:
        return [replace(named, whole=named.name + ending, known=True)]
    found = CONJUNCTION.search(named.name)
    if found is None or len(named.name) != named.span.end - named.span.start:
        return [named]
    at = named.span.start
    left = replace(named, name=named.name[: found.start()], span=Span(at, at + found.start()))
    right = replace(
        named, name=named.name[found.end() :], span=Span(at + found.end(), named.span.end)
    )
    last = match_agency(right.name + ending) if right.name else None
    if not left.name or last is None or not last.exact:
        return [named]
    rest = replace(right, whole=right.name + ending, known=True)
    return [*_ended(replace(left, known=match_agency(left.name) is not None), ending), rest]
