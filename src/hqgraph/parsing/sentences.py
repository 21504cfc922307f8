"""Sentences and clauses of a stretch of text, with their places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from hqgraph.model import Span

_SENTENCE = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+[”’」』）)】〕]*|(?=\n)|$)")
_CLAUSE = re.compile(r"[^，。；！？\n]+")
_WORDS = re.compile(r"[\w]")


class Marks:
    """Spans in order that do not overlap, asked whether they touch another span."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = list(spans)
        self._starts = [span.start for span in self._spans]

    def touch(self, start: int, end: int) -> bool:
        """Tell whether a character of ``start`` to ``end`` lies inside one of the spans."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self._spans[at].end > start


def sentences(content: str, span: Span) -> Iterator[Span]:
    """Yield the sentences inside ``span``: up to 。！？ or the end of the paragraph."""
    for found in _SENTENCE.finditer(content, span.start, span.end):
        trimmed = trim(content, Span(*found.span()))
        start, end = trimmed
        if start < end and (content[start].isalnum() or _WORDS.search(content, start, end)):
            yield trimmed


def hull(spans: Sequence[Span]) -> Span:
    """Return the stretch that holds all of the spans: at least one, none inside another."""
    return Span(min(spans).start, max(spans).end)


def clauses(content: str, span: Span) -> Iterator[Span]:
    """Yield the clauses inside ``span``: what stands between ，。；！？."""
    for found in _CLAUSE.finditer(content, span.start, span.end):
        yield Span(*found.span())


def trim(content: str, span: Span, also: str = "") -> Span:
    """Return ``span`` without blanks (and characters of ``also``) at its ends."""
    start, end = span.start, span.end
    while start < end and (content[start].isspace() or content[start] in also):
        start += 1
    while end > start and (content[end - 1].isspace() or content[end - 1] in also):
        end -= 1
    return span if end - start == span.end - span.start else Span(start, end)


def minus(span: Span, holes: list[Span]) -> Iterator[Span]:
    """Yield what is left of ``span`` outside ``holes``, in order."""
    if not holes:
        yield span
        return
    at = span.start
    for hole in sorted(holes):
        if hole.end <= span.start or hole.start >= span.end:
            continue
        if hole.start > at:
            yield Span(at, hole.start)
        at = max(at, hole.end)
    if at < span.end:
        yield Span(at, span.end)
