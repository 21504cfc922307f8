"""Duty forms: where a document prints who is responsible, in every form it has.

- a bracket at the end of a sentence: （市卫生健康委、市医保局按职责分工负责）
- a labelled line or clause: 责任单位：县财政局、县医保局
- labels inside a bracket: （责任单位：省教育厅，配合单位：省财政厅）
- a remark for all other tasks inside one of them: 以下各项任务均需各县（区）人民政府落实
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hqgraph.gazetteer import match_agency
from hqgraph.model import Role, Span
from hqgraph.parsing.fields import Field, fields
from hqgraph.parsing.name_lists import Named, names_in
from hqgraph.parsing.sentences import trim

_PAIRS = {"（": "）", "(": ")", "〔": "〕", "[": "]", "【": "】"}
_OPENING = re.compile(r"[（(〔\[【]")
_BRACKET = re.compile(r"[（(〔\[【）)〕\]】]")
_FOR_ALL = re.compile(
    r"[（(]?(?P<scope>以下|以上|上述|下列|各项|所有|全部|其他|后续)[^，。；（）()]{0,12}?(?:均|都|全部)?(?:需|须|由|要)(?:要|由)?"
    r"(?P<names>[^，。；]+?)(?:负责|落实|参与|配合|组织实施|贯彻落实|抓好)"
    r"[^（）()〔〕]*[）)]?"
)
_DUTY_WORD = re.compile(r"负责|牵头|配合|参与|落实|承担|协助|职责分工")
_ROLES = {"lead": Role.LEAD, "responsible": Role.RESPONSIBLE, "support": Role.SUPPORT}


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty form: the whole clause, its names with roles, a deadline if it prints one.

    ``for_all`` are the names that it gives to every other task as well;
    ``following`` tells 以下 (those after it) from 以上 and 各项 (all of them).
    """

    clause: Span
    names: tuple[Named, ...]
    deadline: Span | None = None
    for_all: tuple[Named, ...] = ()
    following: bool = True
    unplaced: tuple[Named, ...] = field(default=())


def duties(content: str, spans: Sequence[Span]) -> list[Duty]:
    """Return the duty forms printed in the given paragraphs, in order."""
    found: list[Duty] = []
    for span in spans:
        brackets = list(_bracketed(content, span))
        found.extend(brackets)
        found.extend(_labelled(content, span, [duty.clause for duty in brackets]))
    return sorted(found, key=lambda duty: duty.clause)


def _bracketed(content: str, span: Span) -> Iterator[Duty]:
    """Yield the bracketed duty forms of a paragraph."""
    done = span.start
    for found in _OPENING.finditer(content, span.start, span.end):
        if found.start() < done:
            continue
        close = _closing(content, found.start(), span.end)
        if close is None:
            continue
        duty = _duty_of(content, Span(found.start(), close + 1))
        if duty is not None:
            yield duty
            done = close + 1


def _closing(content: str, start: int, end: int) -> int | None:
    """Return where the bracket that opens at ``start`` closes (any style closes any style)."""
    depth = 0
    for found in _BRACKET.finditer(content, start, end):
        depth += 1 if found.group() in _PAIRS else -1
        if depth == 0:
            return found.start()
    return None


def _duty_of(content: str, clause: Span) -> Duty | None:
    inner = Span(clause.start + 1, clause.end - 1)
    text = content[inner.start : inner.end]
    labelled = list(fields(content, inner))
    if labelled:
        return _from_fields(content, clause, labelled)
    has_word = bool(_DUTY_WORD.search(text))
    if not has_word and not _ends_sentence(content, clause):
        return None
    for_all, rest = _for_all(content, inner)
    names = [name for part in rest for name in names_in(content, part, None)]
    known = sum(name.known for name in names)
    if not names and not for_all:
        return None
    if known * 2 < len(names) or (not has_word and not _all_agencies(names)):
        return None
    return _duty(clause, names, None, for_all, content)


def _ends_sentence(content: str, clause: Span) -> bool:
    """Tell whether a bracket stands at the end of a sentence, where duty lists stand."""
    after = content[clause.end : clause.end + 1]
    return after in ("", "\n", "\t") or content[clause.start - 1] in "。；" or after in "。；"


def _all_agencies(names: Sequence[Named]) -> bool:
    """Tell whether every name of a bare list is a known kind of agency."""
    matches = [match_agency(name.name) for name in names]
    return all(match is not None and match.kind is not None for match in matches)


def _labelled(content: str, span: Span, taken: list[Span]) -> Iterator[Duty]:
    """Yield the duty forms of a paragraph that are labels outside brackets."""
    free = [f for f in fields(content, span) if not any(f.label.within(hole) for hole in taken)]
    if free:
        clause = trim(content, Span(free[0].label.start, span.end))
        yield _from_fields(content, clause, free)


def _from_fields(content: str, clause: Span, labelled: Sequence[Field]) -> Duty:
    names: list[Named] = []
    everyone: list[Named] = []
    deadline: Span | None = None
    following = True
    for entry in labelled:
        if entry.name == "deadline":
            deadline = trim(content, entry.value, "。；;，,）)〕]】")
            continue
        value = trim(content, entry.value, "，,；;。")
        (remark, rest) = _for_all(content, value)
        everyone.extend(remark.names if remark else ())
        following = following and (remark is None or remark.following)
        for part in rest:
            names.extend(names_in(content, part, _ROLES[entry.name]))
    remark = _Remark(tuple(everyone), following) if everyone else None
    return _duty(clause, names, deadline, remark, content)


@dataclass(frozen=True, slots=True)
class _Remark:
    names: tuple[Named, ...]
    following: bool


def _for_all(content: str, inner: Span) -> tuple[_Remark | None, list[Span]]:
    """Find 以下各项任务均需X落实; return it and what is left of the clause."""
    found = _FOR_ALL.search(content, inner.start, inner.end)
    if found is None:
        return None, [inner]
    names = tuple(
        names_in(content, Span(found.start("names"), found.end("names")), Role.RESPONSIBLE)
    )
    if not names or not all(name.known for name in names):
        return None, [inner]
    rest = [Span(inner.start, found.start()), Span(found.end(), inner.end)]
    return _Remark(names, found["scope"] in ("以下", "下列", "后续", "其他")), [
        r for r in rest if r.end > r.start
    ]


def _duty(
    clause: Span,
    names: Sequence[Named],
    deadline: Span | None,
    remark: _Remark | None,
    content: str,
) -> Duty:
    placed = tuple(name for name in names if name.known or _plausible(name.name))
    unplaced = tuple(name for name in names if name not in placed)
    everyone = remark.names if remark else ()
    return Duty(clause, placed, deadline, everyone, remark.following if remark else True, unplaced)


def _plausible(name: str) -> bool:
    """A short name in a printed list of bodies is one, known or not (省级相关单位, 天津港集团)."""
    return 2 <= len(name) <= 24 and not re.search(r"[，。；：“”《》\d]", name)
