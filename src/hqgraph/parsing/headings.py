"""Headings that carry no number: told by how they are set, or by how they stand.

A reader that sees a heading (a style, bold type, ``##``) marks its paragraph. In
plain text only a document without any number is read so: a short line without
a stop between paragraphs of text is a heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hqgraph.model import Paragraph, Span, Text
from hqgraph.parsing.departments import organ_duty
from hqgraph.parsing.markers import ITEM, ORGAN, SECTION, SUBPOINT, Marker, marker_at
from hqgraph.parsing.section_titles import CLOSING, SAFEGUARD, is_support, kind_of_title

_LONGEST = 36
_STOPS = re.compile(r"[。；：:，！？;,!?]")
_LEAD = re.compile(r"[^，。；：:、！？（）()《》\d]{4,16}。(?=[^（(〔【])")
_LEAST_TEXT = 8
"""What follows a heading that runs in has at least as many characters."""
_TASKS = re.compile(r"(?:任务|措施|举措|内容|重点|职责|分工)$")
_FRONT = re.compile(
    r"(?:总体要求|总体目标|主要目标|工作目标|发展目标|总体要求与目标|总体要求和目标|总体要求和主要目标|具体指标|目标任务)[：:。]"
)


class Headings:
    """The unnumbered headings of a run of paragraphs."""

    def __init__(self, text: Text, paragraphs: Sequence[Paragraph]) -> None:
        self._text = text
        self._lines = paragraphs
        self._ranks: dict[int, int] = {}
        self._printed = [marker_at(text.content, line.span.start) for line in paragraphs]
        numbered = [n for n, marker in enumerate(self._printed) if marker]
        self._front(numbered[0] if numbered else 0)
        set_apart = [n for n, line in enumerate(paragraphs) if line.heading and self._stands(n)]
        levels = {paragraphs[n].heading for n in set_apart}
        if set_apart and (len(levels) > 1 or (numbered and numbered[0] < set_apart[-1])):
            self._by_type(set_apart, numbered)
        elif not numbered:
            self._by_place(set_apart or range(len(paragraphs) - 1))
        self._organs()

    def marker(self, index: int) -> Marker | None:
        """Return the printed number of a paragraph; one without a number where it is a heading."""
        printed = self._printed[index]
        if printed is not None:
            return printed
        rank = self._ranks.get(index)
        return None if rank is None else Marker("", rank, self._lines[index].span.start)

    def _content(self, index: int) -> str:
        return self._text.slice(self._lines[index].span)

    def _stands(self, index: int) -> bool:
        """Tell whether a paragraph is short and has no stop but one at its end."""
        span = self._lines[index].span
        if span.end - span.start > _LONGEST:
            return False
        content = self._content(index)
        return not _STOPS.search(content.rstrip("。：:")) and content[0] not in "（(〔【《"

    def _front(self, first: int) -> None:
        """Mark the aims that stand before the first number under a heading that runs in."""
        for index in range(first):
            if _FRONT.match(self._text.content, self._lines[index].span.start):
                self._ranks[index] = SECTION

    def _by_type(self, set_apart: Sequence[int], numbered: Sequence[int]) -> None:
        """Rank the headings that the file marks: below the numbered ones, if there are any."""
        top = any(
            (found := self._printed[n]) is not None and found.rank <= SECTION for n in numbered
        )
        levels = sorted({self._lines[n].heading for n in set_apart})
        for index in set_apart:
            if numbered and index < numbered[0] and top:
                continue
            depth = levels.index(self._lines[index].heading)
            self._ranks.setdefault(index, min((ITEM if top else SECTION) + depth, SUBPOINT))

    def _by_place(self, lines: Sequence[int]) -> None:
        """Rank the standing lines of a document without numbers by what they say."""
        under: str | None = None
        for index in lines:
            if not self._stands(index) or self._content(index)[-1] in "：:":
                continue
            content = self._content(index).rstrip("。")
            kind = kind_of_title(content) or ("tasks" if _TASKS.search(content) else None)
            inner = under in (SAFEGUARD, CLOSING) and is_support(content)
            if kind is None and not self._followed(index):
                continue
            self._ranks[index] = ITEM if under and (kind is None or inner) else SECTION
            under = under if inner else kind or under

    def _followed(self, index: int) -> bool:
        """Tell whether text, not another standing line, follows a line."""
        return index + 1 < len(self._lines) and not self._stands(index + 1)

    def _organs(self) -> None:
        """Mark the paragraphs that open with a body and a colon, where there are several."""
        found = [n for n in range(len(self._lines)) if self._opens_with_organ(n)]
        if len(found) > 1:
            for index in found:
                self._ranks.setdefault(index, ORGAN)

    def _opens_with_organ(self, index: int) -> bool:
        content, span = self._text.content, self._lines[index].span
        colon = content.find("：", span.start, min(span.end, span.start + _LONGEST))
        if colon < 0 or colon + 1 >= span.end:
            return False
        return organ_duty(content, Span(span.start, colon)) is not None


def lead_phrase(content: str, span: Span) -> Span | None:
    """Return the short first sentence that heads a paragraph (坚持党的领导。)."""
    found = _LEAD.match(content, span.start, span.end)
    if found is None or span.end - found.end() < _LEAST_TEXT:
        return None
    return Span(span.start, found.end() - 1)
