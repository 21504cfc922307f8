"""Sentences and clauses of a stretch of text, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hqgraph.model import Span

_SENTENCE = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+[”’」』）)】〕]*|(?=\n)|$)")
_CLAUSE = re.compile(r"[^，。；！？\n]+")
_WORDS = re.compile(r"[\w]")


def sentences(content: str, span: Span) -> Iterator[Span]:
    """Yield the sentences inside ``span``: up to 。！？ or the end of the paragraph."""
    for found in _SENTENCE.finditer(content, span.start, span.end):
        trimmed = trim(content, Span(found.start(), found.end()))
        if _WORDS.search(content, trimmed.start, trimmed.end):
            yield trimmed


def clauses(content: str, span: Span) -> Iterator[Span]:
    """Yield the clauses inside ``span``: what stands between ，。；！？."""
    for found in _CLAUSE.finditer(content, span.start, span.end):
        yield Span(found.start(), found.end())


def trim(content: str, span: Span, also: str = "") -> Span:
    """Return ``span`` without blanks (and characters of ``also``) at its ends."""
    start, end = span.start, span.end
    while start < end and (content[start].isspace() or content[start] in also):
        start += 1
    while end > start and (content[end - 1].isspace() or content[end - 1] in also):
        end -= 1
    return Span(start, end)


def minus(span: Span, holes: list[Span]) -> Iterator[Span]:
    """Yield what is left of ``span`` outside ``holes``, in order."""
    at = span.start
    for hole in sorted(holes):
        if hole.end <= span.start or hole.start >= span.end:
            continue
        if hole.start > at:
            yield Span(at, hole.start)
        at = max(at, hole.end)
    if at < span.end:
        yield Span(at, span.end)
