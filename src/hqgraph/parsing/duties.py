"""Duty forms: where a document prints who is responsible, in every form it has.

- a bracket at the end of a sentence: （市卫生健康委、市医保局按职责分工负责）
- a labelled line or clause: 责任单位：县财政局、县医保局
- labels inside a bracket: （责任单位：省教育厅，配合单位：省财政厅）
- a remark for many tasks at once: 以下各项任务均需各县（区）人民政府落实
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from hqgraph.gazetteer import is_body_suffix, match_agency
from hqgraph.model import Role, Span
from hqgraph.parsing.fields import Field, fields
from hqgraph.parsing.name_lists import Named, is_levels, names_in
from hqgraph.parsing.remarks import Remark, Scope, find_remark
from hqgraph.parsing.sentences import trim

_OPEN = "（(〔[【"
_BRACKET = re.compile(r"[（(〔\[【）)〕\]】]")
_LONGEST_CLAUSE = 1500
_DUTY_WORD = re.compile(r"负责|牵头|配合|参与|落实|承担|协助|职责分工|分工负责|主办|协办|实施")
_ROLES = {"lead": Role.LEAD, "responsible": Role.RESPONSIBLE, "support": Role.SUPPORT}
_REMARK_SENTENCE = re.compile(r"(?:以上|以下|上述)(?<![^。；\n]..)[^。；\n]{4,200}(?:[。；]|$)")
_DATED = re.compile(r"(?:于|在)?(?:20\d\d年|\d{1,2}月|“十[三四五六]五”|持续|长期|常年|常态化|全年)")
_NO_NAME = re.compile(r"[，。；：“”《》\d的均需须除]|以下|以上|不再|适用|牵头[单部]")
_PLACE_ENDINGS = ("区", "县", "市", "州", "镇", "乡", "街道", "企业")
_SENTENCE_END = re.compile(r"。(?!$)")


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty form: the whole clause, its names with roles, a deadline if it prints one.

    ``for_all`` are the names that it gives to many tasks; ``scope`` tells 以下 (those
    after it), 以上 (those before it in its section) and 各项 (all of them); with
    ``tasks_only`` safeguards are not meant.
    """

    clause: Span
    names: tuple[Named, ...]
    deadline: Span | None = None
    for_all: tuple[Named, ...] = ()
    scope: Scope = Scope.FOLLOWING
    tasks_only: bool = False
    unplaced: tuple[Named, ...] = field(default=())


def duties(content: str, spans: Sequence[Span]) -> list[Duty]:
    """Return the duty forms printed in the given paragraphs, in order."""
    found = [duty for span in spans for duty in duties_of(content, span)]
    return sorted(found, key=lambda duty: duty.clause)


def duties_of(content: str, span: Span) -> list[Duty]:
    """Return the duty forms of one paragraph: in brackets, behind labels, in remarks."""
    here = list(_bracketed(content, span))
    here.extend(_labelled(content, span, [duty.clause for duty in here]))
    here.extend(_remarked(content, span, [duty.clause for duty in here]))
    return here


def with_first_leading(names: Sequence[Named]) -> tuple[Named, ...]:
    """Make the first name of a list its lead, unless the list itself prints one."""
    if not names or any(named.role is Role.LEAD for named in names):
        return tuple(names)
    return (replace(names[0], role=Role.LEAD), *names[1:])


def _bracketed(content: str, span: Span) -> Iterator[Duty]:
    """Yield the bracketed duty forms of a paragraph, the outermost of nested ones."""
    done = span.start
    for clause in _brackets(content, span):
        if clause.start < done or clause.end - clause.start > _LONGEST_CLAUSE:
            continue
        duty = _duty_of(content, clause)
        if duty is not None:
            yield duty
            done = clause.end


def _brackets(content: str, span: Span) -> list[Span]:
    """Return the pairs of brackets (any style closes any style), by where they open.

    A bracket that nothing closes ends with its paragraph, when that is near.
    """
    pairs: list[Span] = []
    open_at: list[int] = []
    for found in _BRACKET.finditer(content, span.start, span.end):
        if found.group() in _OPEN:
            open_at.append(found.start())
        elif open_at:
            pairs.append(Span(open_at.pop(), found.end()))
    if open_at and span.end - open_at[0] <= _LONGEST_CLAUSE // 4:
        pairs.append(Span(open_at[0], span.end))
    return sorted(pairs)


def _inner(content: str, clause: Span) -> Span:
    """Return what stands between the brackets, the closing one missing or not."""
    last = content[clause.end - 1]
    closed = last not in _OPEN and _BRACKET.match(last) is not None
    return Span(clause.start + 1, max(clause.start + 1, clause.end - closed))


def _duty_of(content: str, clause: Span) -> Duty | None:
    inner = _inner(content, clause)
    text = content[inner.start : inner.end]
    labelled = list(fields(content, inner))
    if labelled:
        return _from_fields(content, clause, labelled)
    has_word = bool(_DUTY_WORD.search(text))
    if not has_word and (is_levels(text) or not _ends_sentence(content, clause)):
        return None
    remark, rest = find_remark(content, inner)
    names = [name for part in rest for name in names_in(content, part, None)]
    bodies = [name for name in names if not _DATED.match(name.name)]
    known = sum(name.known for name in bodies)
    if not bodies and not remark:
        return None
    if known * 2 < len(bodies) or (not has_word and not _all_agencies(bodies)):
        return None
    return _duty(clause, names, None, remark)


def _ends_sentence(content: str, clause: Span) -> bool:
    """Tell whether a bracket stands at the end of a sentence, where duty lists stand."""
    after = content[clause.end : clause.end + 1]
    return after in ("", "\n", "\t") or content[clause.start - 1] in "。；" or after in "。；"


def _all_agencies(names: Sequence[Named]) -> bool:
    """Tell whether every name of a bare list is a known kind of agency."""
    matches = [match_agency(name.full) for name in names]
    return all(match is not None and match.kind is not None for match in matches)


def _labelled(content: str, span: Span, taken: list[Span]) -> Iterator[Duty]:
    """Yield the duty forms of a paragraph that are labels outside brackets."""
    free = [f for f in fields(content, span) if not any(f.label.within(hole) for hole in taken)]
    if free:
        free[-1] = _one_sentence(content, free[-1])
        clause = trim(content, Span(free[0].label.start, free[-1].value.end))
        yield _from_fields(content, clause, free)


def _one_sentence(content: str, entry: Field) -> Field:
    """End the last label of a paragraph with its sentence: what follows is text again.

    A remark about other tasks (。以下均需…) still belongs to it.
    """
    value = Span(entry.value.start, min(entry.value.end, entry.value.start + _LONGEST_CLAUSE))
    stop = _SENTENCE_END.search(content, value.start, value.end)
    if stop is None or find_remark(content, Span(stop.end(), value.end))[0] is not None:
        return entry
    return replace(entry, value=Span(value.start, stop.end()))


def _remarked(content: str, span: Span, taken: list[Span]) -> Iterator[Duty]:
    """Yield the sentences outside brackets that give bodies to many tasks (以上任务均由X负责。)."""
    for found in _REMARK_SENTENCE.finditer(content, span.start, span.end):
        clause = Span(found.start(), found.end())
        if any(hole.start < clause.end and clause.start < hole.end for hole in taken):
            continue
        remark, rest = find_remark(content, clause)
        if remark is not None:
            names = [name for part in rest for name in names_in(content, part, None)]
            yield _duty(clause, [name for name in names if name.known], None, remark)


def _from_fields(content: str, clause: Span, labelled: Sequence[Field]) -> Duty:
    names: list[Named] = []
    everyone: list[Named] = []
    deadline: Span | None = None
    told: Remark | None = None
    for entry in labelled:
        if entry.name == "deadline":
            deadline = trim(content, entry.value, "。；;，,）)〕]】")
        if entry.name not in _ROLES:
            continue
        value = trim(content, entry.value, "，,；;。")
        (remark, rest) = find_remark(content, value)
        if remark is not None:
            everyone.extend(remark.names)
            told = replace(remark, names=tuple(everyone))
        for part in rest:
            names.extend(names_in(content, part, _ROLES[entry.name]))
    return _duty(clause, names, deadline, told)


def _duty(
    clause: Span, names: Sequence[Named], deadline: Span | None, remark: Remark | None
) -> Duty:
    dated = [name for name in names if not name.known and _DATED.match(name.name)]
    among_bodies = any(name.known for name in names)
    placed = tuple(
        name
        for name in names
        if name not in dated and (name.known or _plausible(name.name, among_bodies))
    )
    if dated and deadline is None:
        deadline = dated[0].span
    unplaced = tuple(name for name in names if name not in placed and name not in dated)
    if remark is None:
        return Duty(clause, placed, deadline, unplaced=unplaced)
    return Duty(clause, placed, deadline, remark.names, remark.scope, remark.tasks_only, unplaced)


def _plausible(name: str, among_bodies: bool) -> bool:
    """Tell whether a name that is not known can be a body's.

    A short name in a list of bodies is one (天津港); alone it must end like one or
    like a place, so that 另行通知 and 见附件 are none.
    """
    if not 2 <= len(name) <= 24 or _NO_NAME.search(name):
        return False
    return among_bodies or is_body_suffix(name) or name.endswith(_PLACE_ENDINGS)
