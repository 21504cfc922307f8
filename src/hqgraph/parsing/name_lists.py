"""Lists of agency names as documents print them: split into names and roles.

"市自然资源和规划局和各县（区）人民政府、经开区管委会按职责分工负责" holds three
names: 和 parts two names only where both sides are bodies of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hqgraph.gazetteer import is_body, is_body_suffix, match_agency
from hqgraph.model import Role, Span
from hqgraph.parsing.sentences import trim

_DUTY_VERB = re.compile(
    r"(?:等(?=[^、]*$))?(?:各?(?:有关|相关|各有关|各相关|行业主管|主管|成员|部门和单位))*"
    r"(?:部门|单位|方面)?"
    r"(?:要|应当?|须)?(?:按照?|依据?|根据|结合)?(?:各自)?(?:的)?(?:职责|职能|职责权限|权限)?(?:分工)?(?:任务)?"
    r"(?:分别|共同|具体|联合|统筹|抓好|做好|认真|组织|协调|依法)*"
    r"(?P<verb>牵头|负责|配合|参与|参加|协助|协同|支持|落实|实施|推进|承担|指导|监督|督促|执行|主责|主办|协办)"
    r"(?:负责|牵头|组织|落实|实施|推进|抓好|做好|抓总|协调|指导|配合|工作|执行|执行到位|到位|责任)*"
    r"[\s。；;，,]*$"
)
_TAIL = re.compile(
    r"(?:等|等等)(?:各|有关|相关|部门|单位|方面|地区|地方|各级|职能|成员|行业主管|主管|\d+个?)*[。；;，,]*$"
)
_LEAD_IN = re.compile(r"^(?:其中|由|并由|会同|并会同|以及|及|和|与|并|商|请|均由)+")
_CONJUNCTION = re.compile(r"[和与及]|以及|会同|商|\s")
_ROLE_OF_VERB = {
    "牵头": Role.LEAD, "主责": Role.LEAD, "主办": Role.LEAD,
    "配合": Role.SUPPORT, "参与": Role.SUPPORT, "参加": Role.SUPPORT, "协助": Role.SUPPORT,
    "协同": Role.SUPPORT, "支持": Role.SUPPORT, "协办": Role.SUPPORT,
}  # fmt: skip
_SHORTEST_PAIR = 8
_OPEN, _CLOSE = "（(〔[【《“", "）)〕]】》”"


@dataclass(frozen=True, slots=True)
class Named:
    """A printed name, its place, its role, and whether it is known to be a body."""

    name: str
    span: Span
    role: Role
    known: bool


def split_top(content: str, span: Span, marks: str) -> Iterator[Span]:
    """Split at ``marks`` that stand outside brackets; empty parts are left out."""
    depth, start = 0, span.start
    for at in range(span.start, span.end):
        ch = content[at]
        if ch in _OPEN:
            depth += 1
        elif ch in _CLOSE:
            depth = max(0, depth - 1)
        elif ch in marks and depth == 0:
            if at > start:
                yield Span(start, at)
            start = at + 1
    if span.end > start:
        yield Span(start, span.end)


def names_in(content: str, span: Span, default: Role | None) -> list[Named]:
    """Return the names of one list with their roles.

    ``default`` is the role that a label gives (责任单位：); None lets the verbs
    decide (X牵头，Y配合). A name before a verb takes that verb's role.
    """
    out: list[Named] = []
    for sentence in split_top(content, span, "；;。\n"):
        waiting: list[Span] = []
        for piece in split_top(content, sentence, "，,"):
            names, role = _without_verb(content, piece)
            waiting.extend(names)
            if role is not None:
                out.extend(
                    _named(content, waiting, role if default is None else _stronger(default, role))
                )
                waiting = []
        out.extend(_named(content, waiting, default or Role.RESPONSIBLE))
    return out


def _stronger(label: Role, verb: Role) -> Role:
    """A label names the role; a verb may still single out the lead or a helper within it."""
    return verb if label is Role.RESPONSIBLE else label


def _without_verb(content: str, piece: Span) -> tuple[list[Span], Role | None]:
    """Cut the duty verb off the end of ``piece``; return its names and the verb's role."""
    found = _DUTY_VERB.search(content[piece.start : piece.end])
    role = None
    if found:
        role = _role(found.group())
        piece = Span(piece.start, piece.start + found.start())
    names: list[Span] = []
    for part in split_top(content, piece, "、/"):
        names.extend(_conjoined(content, _core(content, part)))
    return [name for name in names if name.end > name.start], role


def _role(verb: str) -> Role:
    for word, role in _ROLE_OF_VERB.items():
        if word in verb:
            return role
    return Role.RESPONSIBLE


def _core(content: str, span: Span) -> Span:
    """Cut 由, 会同, 等有关部门 and stops off a name."""
    span = trim(content, span, "：:。；;，,")
    lead_in = _LEAD_IN.match(content[span.start : span.end])
    start = span.start + (lead_in.end() if lead_in else 0)
    tail = _TAIL.search(content[start : span.end])
    return Span(start, start + tail.start() if tail else span.end)


def _conjoined(content: str, span: Span) -> list[Span]:
    """Split at 和, 与, 及 where both sides are bodies; 发展和改革委员会 stays whole."""
    text = content[span.start : span.end]
    for found in _CONJUNCTION.finditer(text):
        left, right = text[: found.start()], text[found.end() :]
        if (
            left
            and right
            and is_body(left)
            and is_body(right)
            and _ends_outside(text, found.start())
        ):
            cut = Span(span.start + found.end(), span.end)
            return [Span(span.start, span.start + found.start()), *_conjoined(content, cut)]
    return glued(content, span)


def glued(content: str, span: Span) -> list[Span]:
    """Part names that lost the blank between them: 县卫生健康局县财政局 is two bodies.

    Only where the whole is no known body and both parts are, the second one
    with a level or region of its own.
    """
    text = content[span.start : span.end]
    if len(text) < _SHORTEST_PAIR or match_agency(text) is not None:
        return [span]
    for cut in range(3, len(text) - 2):
        if not is_body_suffix(text[:cut]):
            continue
        left, right = match_agency(text[:cut]), match_agency(text[cut:])
        if left and left.exact and right and right.exact and right.prefix:
            at = span.start + cut
            return [Span(span.start, at), Span(at, span.end)]
        if left and left.exact and len(text) - cut >= _SHORTEST_PAIR:
            rest = glued(content, Span(span.start + cut, span.end))
            if len(rest) > 1:
                return [Span(span.start, span.start + cut), *rest]
    return [span]


def _ends_outside(text: str, at: int) -> bool:
    return sum(text.count(ch, 0, at) for ch in _OPEN) == sum(text.count(ch, 0, at) for ch in _CLOSE)


def _named(content: str, spans: list[Span], role: Role) -> Iterator[Named]:
    for span in spans:
        name = re.sub(r"\s", "", content[span.start : span.end])
        yield Named(name, span, role, match_agency(name) is not None or is_body(name))
