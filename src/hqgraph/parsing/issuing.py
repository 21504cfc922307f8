"""Who issued a document and when: title, letterhead, signature, date, or the catalogue card.

成文日期 stands below the signature; 印发日期 in the imprint counts only where the
other is not printed. An organ short in the title (自治区人民政府) has the full
name of its signature or letterhead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hqgraph.gazetteer import is_body, match_agency
from hqgraph.model import Fact, Paragraph, Span, Text
from hqgraph.parsing.dates_printed import ANY_DATE, DATE, iso
from hqgraph.parsing.joined_names import glued
from hqgraph.parsing.titles import Title

_DATE_LINE = re.compile(rf"[（(]?({DATE})[）)]?")
_ANY_LINE = re.compile(rf"({ANY_DATE})")
_SIGNED = re.compile(rf"(?P<name>[一-龥（）()]{{3,60}}?)\s?({DATE})")
_PRINTED = re.compile(rf"({DATE})\s?印发")
_VERB = re.compile(r"关于|印发|转发|批转")
_BUREAU = re.compile(r"国家[一-龥]{2,14}[委局部署][一-龥]{1,6}司")
_BESIDE = re.compile(r"([、\s]|(?<=[厅室委局部司会])(?=国家))")
_SEAL = re.compile(r"[（(](?:代章|印章|盖章|章|公章|印)[）)]")
_BRACKETED = re.compile(r"[（(]([^（()）]{3,30})[）)]")
_TAIL = re.compile(r"(?<=[。）)])(?P<name>[一-龥]{3,30})$")
_LEVELS_BEFORE = re.compile(r"[（(][省市州盟地县区旗镇乡、街道场]{1,8}[）)]$")
"""Levels in brackets are part of the name they stand in: 各区（县、市）人民政府."""
_LETTERHEAD = re.compile(r"(?P<name>[^。：，]{3,60}?)\s?(?:文件|令)")
_REACH = 10


def issued_of(
    text: Text, lines: Sequence[Paragraph], stop: int, card: dict[str, Fact]
) -> Fact | None:
    """Return 成文日期; ``stop`` is where the text begins, ``card`` the catalogue card."""
    below = _dated(text, lines[stop:], _DATE_LINE) or _dated(text, lines[stop:], _SIGNED)
    if below:
        return below
    if "issued" in card:
        fact = card["issued"]
        found = re.match(ANY_DATE, fact.value)
        day = iso(found.group()) if found else None
        if day:
            return Fact(day, fact.span)
    return (
        _dated(text, lines[:stop], _DATE_LINE)
        or _dated(text, lines[:stop], _SIGNED)
        or _dated(text, lines[stop:], _ANY_LINE)
        or _imprinted(text, lines)
    )


def _dated(text: Text, lines: Sequence[Paragraph], pattern: re.Pattern[str]) -> Fact | None:
    """Return the date of the first line that the pattern matches as a whole."""
    for line in lines:
        if line.span.end - line.span.start > 90:
            continue
        found = pattern.fullmatch(text.slice(line.span))
        if found is None or ("name" in found.groupdict() and not is_body(found["name"])):
            continue
        group = found.lastindex or 0
        day = iso(found.group(group))
        if day:
            start = line.span.start
            return Fact(day, Span(start + found.start(group), start + found.end(group)))
    return None


def _imprinted(text: Text, lines: Sequence[Paragraph]) -> Fact | None:
    for line in reversed(lines):
        content = text.slice(line.span)
        found = _PRINTED.search(content) if "印发" in content and len(content) < 200 else None
        day = iso(found.group(1)) if found else None
        if found and day:
            start = line.span.start
            return Fact(day, Span(start + found.start(1), start + found.end(1)))
    return None


def issuers_of(
    text: Text,
    title: Title | None,
    lines: Sequence[Paragraph],
    stop: int,
    issued: Fact | None,
) -> tuple[Fact, ...]:
    """Return the organs in printed order: of the title, else the signature, else the letterhead."""
    named = _of_title(text, title) if title else ()
    signed = _signed(text, lines, issued)
    headed = _letterhead(text, lines[:stop])
    if len(named) == 1 and len(signed) > 1 and named[0].value == "".join(s.value for s in signed):
        return signed
    if named:
        return tuple(_fuller(organ, (*signed, *headed)) for organ in named)
    return signed or headed


def issuer_on_card(card: dict[str, Fact]) -> tuple[Fact, ...]:
    """Return the organ that the catalogue card names (发文机构)."""
    organ = card.get("issuer")
    return (organ,) if organ and is_body(organ.value) else ()


def _of_title(text: Text, title: Title) -> tuple[Fact, ...]:
    """Return the organs that a title begins with."""
    found = _VERB.search(title.value)
    if not found or not found.start():
        return ()
    left = found.start()
    out: list[Fact] = []
    for span in title.spans:
        taken = Span(span.start, min(span.end, span.start + left))
        left -= taken.end - taken.start
        content = text.slice(taken)
        before = out[-1] if out else None
        if before and before.span and _BRACKETED.fullmatch(content):
            whole = Span(before.span.start, taken.end)
            out[-1] = Fact(before.value + content, whole)
        elif content:
            out.extend(_organs(text, taken))
    joined = title.value[: found.start()]
    if not all(_is_organ(fact.value) for fact in out):
        whole = Span(title.spans[0].start, title.spans[-1].end)
        return (Fact(joined, whole),) if _is_organ(joined) else ()
    return tuple(out)


def _organs(text: Text, span: Span) -> list[Fact]:
    """Part the organs of one line: by 、 and by where one name ends and the next begins."""
    out: list[Fact] = []
    start = span.start
    for piece in _BESIDE.split(text.slice(span)):
        part = Span(start, start + len(piece))
        start = part.end
        if piece.strip("、 "):
            out.extend(Fact(text.slice(organ), organ) for organ in glued(text.content, part))
    return out


def _is_organ(name: str) -> bool:
    bare = re.sub(r"[（(][^（()）]*[）)]$", "", name)
    return is_body(bare) or match_agency(name) is not None or bool(_BUREAU.fullmatch(bare))


def _signed(text: Text, lines: Sequence[Paragraph], issued: Fact | None) -> tuple[Fact, ...]:
    """Return the signatures above the date, one body or several to a line."""
    if issued is None or issued.span is None:
        return ()
    before = [line for line in lines if line.span.start <= issued.span.start]
    out: list[Fact] = []
    if before and before[-1].span.end >= issued.span.end:
        own = _SIGNED.match(text.slice(before[-1].span))
        if own and is_body(own["name"]):
            at = before[-1].span.start
            return tuple(_organs(text, Span(at, at + own.end("name"))))
        before = before[:-1]
    bracket: Span | None = None
    for line in reversed(before[-_REACH:]):
        span = _unsealed(text, line.span)
        content = text.slice(span)
        if not content:
            continue
        if bracket is None and _BRACKETED.fullmatch(content):
            bracket = span
            continue
        if not (_is_organ(content) and len(content) <= 90 and "，" not in content):
            out.extend(() if out else _glued_to_text(text, line))
            break
        if bracket is not None:
            out.append(Fact(content + text.slice(bracket), Span(span.start, bracket.end)))
            bracket = None
            continue
        out.extend(reversed(_organs(text, span)))
    return tuple(reversed(out))


def _unsealed(text: Text, span: Span) -> Span:
    """Cut （代章） off a signature."""
    found = _SEAL.search(text.slice(span)) if span.end - span.start < 100 else None
    return Span(span.start, span.start + found.start()) if found else span


def _glued_to_text(text: Text, line: Paragraph) -> list[Fact]:
    """Return a signature that a page runs into the last paragraph (……负责）国务院办公厅)."""
    tail = signature_in(text, line.span)
    return [Fact(text.slice(tail), tail)] if tail else []


def signature_in(text: Text, span: Span) -> Span | None:
    """Return the body's name that stands behind the last stop of a paragraph, if one does."""
    start = max(span.start, span.end - 40)
    found = _TAIL.search(text.content, start, span.end)
    if found is None or not is_body(found["name"]):
        return None
    if _LEVELS_BEFORE.search(text.content, start, found.start("name")):
        return None
    return Span(found.start("name"), found.end("name"))


def _letterhead(text: Text, lines: Sequence[Paragraph]) -> tuple[Fact, ...]:
    """Return the organs of the letterhead: XX人民政府文件."""
    for line in lines:
        content = text.slice(line.span)
        found = _LETTERHEAD.fullmatch(content) if content.endswith(("文件", "令")) else None
        if found and is_body(found["name"]):
            start = line.span.start
            return tuple(_organs(text, Span(start, start + found.end("name"))))
    return ()


def _fuller(organ: Fact, others: Sequence[Fact]) -> Fact:
    """Return the full name of an organ that the title shortens."""
    kind = _kind(organ.value)
    for other in others:
        alike = other.value.endswith(organ.value[-2:]) or (kind and kind == _kind(other.value))
        if alike and _is_short(organ.value, other.value):
            return other
    return organ


def _kind(name: str) -> str | None:
    match = match_agency(name)
    return match.kind if match else None


def _is_short(name: str, other: str) -> bool:
    """Tell whether a name's characters stand in the other, in order, and the other has more."""
    rest = iter(other)
    return len(name) < len(other) and all(ch in rest for ch in name)
