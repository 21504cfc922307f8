"""What the items of a document print about duties and no fact holds (leftovers).

Nothing that looks like a duty is passed over in silence: names that fit no body, a
bracket at the end of a task that reads like a duty form, bodies left unnamed on
purpose (各有关部门, 县直各部门) where a duty form prints them, and the duties that
stand over the items of a section.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from hqgraph.gazetteer import is_body_suffix, match_agency
from hqgraph.model import Leftover, Span
from hqgraph.parsing.duties import Duty
from hqgraph.parsing.joined_names import cut_verb
from hqgraph.parsing.name_lists import is_unspecified
from hqgraph.parsing.outline import Node
from hqgraph.parsing.section_titles import AIM, GOAL, OVERALL, SKIP, kind_of_title
from hqgraph.parsing.sentences import sentences
from hqgraph.parsing.spoken_duties import spoken_duties
from hqgraph.parsing.tasks import Draft

_UNNAMED = re.compile(
    r"(?:各|有关|相关|其[他它余]|[省市州盟县区旗镇乡]直|成员|全体|所有)[^、，；。：（）()]{0,8}?"
    r"(?:部门|单位|方面)"
)
_GROUPS = ("部门", "单位", "方面")
_GROUP = re.compile(r"部门(?![：:])|单位(?![：:])|方面")
_PIECE = re.compile(r"[^、，,；;。：:（）()〔〕\[\]【】\s]+")
_LEAD_IN = re.compile(r"^(?:并?由|并?会同|和|及|与)")
_AND = re.compile(r"会同|以及|[和及与]")
_PLAIN = re.compile(r"[一-龥]{2,12}")
_NO_NAME = re.compile(
    r"[由将把被为向对从在已可应须含并且等每第按经共分的]|专人|本人|个人|以[上下内外]"
)
_LIKE_BODIES = ("会", "社", "队", "组", "站", "所", "园", "办", "区", "县", "镇", "乡", "街道")
_FRAMES = (GOAL, AIM, OVERALL, SKIP)
_OPENS, _CLOSES = "（(〔[【", "）)〕]】"
_LONGEST = 200


def of_drafts(content: str, drafts: Sequence[Draft]) -> Iterator[Leftover]:
    """Yield what the items print and no fact holds: names, brackets, items without text."""
    for draft in drafts:
        for duty in draft.duties:
            yield from _of_duty(content, duty)
        for span in draft.body:
            yield from _of_last_bracket(content, span, draft.duties)
        if _names_nobody(draft.title):
            yield Leftover("unnamed-bodies", draft.title, draft.head)
        elif not draft.body and not draft.duties:
            yield Leftover("no-text", draft.title, draft.head)


def of_sections(content: str, roots: Sequence[Node], drafts: Sequence[Draft]) -> Iterator[Leftover]:
    """Yield the sentences over the items of a section that give a body a duty."""
    starts = [draft.span.start for draft in drafts]
    for root in roots:
        for node in root.walk():
            if not node.children or not node.body or kind_of_title(node.title) in _FRAMES:
                continue
            at = bisect_right(starts, node.head.start) - 1
            if at >= 0 and drafts[at].span.end >= node.head.end:
                continue
            said = [part for span in node.body for part in sentences(content, span)]
            for sentence in dict.fromkeys(where for _, where in spoken_duties(content, said)):
                quote = content[sentence.start : sentence.end]
                yield Leftover("loose-duty", quote, sentence)


def _of_duty(content: str, duty: Duty) -> Iterator[Leftover]:
    """Yield the names of a duty form that fit no body, and the bodies it leaves unnamed."""
    yield from (Leftover("unknown-agency", name.name, name.span) for name in duty.unplaced)
    unnamed = list(_unnamed(content, duty.clause))
    yield from unnamed
    if not (duty.names or duty.deadline or duty.for_all or duty.unplaced or unnamed):
        clause = duty.clause
        yield Leftover("empty-duty", content[clause.start : clause.end], clause)


def _unnamed(content: str, clause: Span) -> Iterator[Leftover]:
    """Yield the members of a duty form that name nobody in particular, each once."""
    if _GROUP.search(content, clause.start, clause.end) is None:
        return
    seen: set[str] = set()
    for piece in _pieces(content, clause):
        for part in _joined(content, piece):
            name = content[part.start : part.end]
            if name not in seen and _names_nobody(name):
                seen.add(name)
                yield Leftover("unnamed-bodies", name, part)


def _joined(content: str, piece: Span) -> Iterator[Span]:
    """Yield what 和 or 会同 joins (县财政局和各有关单位), and the whole (有关部门和单位)."""
    if _names_nobody(content[piece.start : piece.end]):
        yield piece
        return
    start = piece.start
    for found in _AND.finditer(content, *piece):
        yield Span(start, found.start())
        start = found.end()
    yield Span(start, piece.end)


def _names_nobody(name: str) -> bool:
    return name.endswith(_GROUPS) and is_unspecified(name) and _UNNAMED.search(name) is not None


def _pieces(content: str, clause: Span) -> Iterator[Span]:
    """Yield the members of a list, a verb at the end and 由 or 会同 at the head cut off."""
    for found in _PIECE.finditer(content, clause.start, clause.end):
        text, _ = cut_verb(found.group())
        lead_in = _LEAD_IN.match(text)
        piece = Span(found.start() + (lead_in.end() if lead_in else 0), found.start() + len(text))
        if piece.start < piece.end:
            yield piece


def _of_last_bracket(content: str, span: Span, duties: Sequence[Duty]) -> Iterator[Leftover]:
    """Yield the names of a bracket that ends a paragraph like a duty form and is read as none."""
    end = span.end - (content[span.end - 1] in "。；;")
    if end <= span.start or content[end - 1] not in _CLOSES:
        return
    start = max(content.rfind(mark, max(span.start, end - _LONGEST), end) for mark in _OPENS)
    if start < 0 or any(duty.clause.start < end and start < duty.clause.end for duty in duties):
        return
    yield from _of_bracket(content, Span(start + 1, end - 1))


def _of_bracket(content: str, inner: Span) -> Iterator[Leftover]:
    """Yield the names of a bracket where all of it reads like a list of bodies with a duty.

    It has a verb at its end or a body among its names, or all of them are unnamed.
    """
    charged = bool(cut_verb(content[inner.start : inner.end])[1])
    pieces = list(_pieces(content, inner))
    names = [content[piece.start : piece.end] for piece in pieces]
    unnamed = [_names_nobody(name) for name in names]
    bodies = sum(map(_is_particular, names))
    if charged:
        reads = bodies or any(unnamed) or any(map(_is_like_body, names))
    else:
        reads = (bodies and len(names) > 1) or all(unnamed)
    if not reads or not all(free or _can_be(n) for n, free in zip(names, unnamed, strict=True)):
        return
    for name, piece, free in zip(names, pieces, unnamed, strict=True):
        if free or match_agency(name) is None:
            yield Leftover("unnamed-bodies" if free else "unknown-agency", name, piece)


def _can_be(name: str) -> bool:
    return _PLAIN.fullmatch(name) is not None and _NO_NAME.search(name) is None


def _is_like_body(name: str) -> bool:
    return is_body_suffix(name) or name.endswith(_LIKE_BODIES)


def _is_particular(name: str) -> bool:
    match = match_agency(name)
    return match is not None and match.exact and not (match.collective or match.by_name)
