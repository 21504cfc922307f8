"""Printed lines to paragraphs: wraps undone by where lines stand and by what they say.

White between paragraphs decides where a file leaves it, indents where a file
has them; what neither shows (over a page break, in a file with neither) is
guessed from where the line ends and from the words, as
:mod:`hqgraph.reading.layout` does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hqgraph.reading.characters import joined
from hqgraph.reading.layout import MARKER, Line, goes_on, is_ended, is_labelled, is_open
from hqgraph.reading.pdf_lines import PrintedLine
from hqgraph.reading.pdf_setting import Setting, place_of

_NUMBER_ALONE = re.compile(
    r"[（(]?[^，。；：、《》]{1,20}[〔［\[【]\d{4}[〕］\]】]第?\d{1,5}号[）)]?"
)
"""A document number that stands alone on its line, as heads print it."""
_OTHER_SIZE = 0.25
"""Share by which the sizes of a heading and of the text below it differ."""
_BROKEN = 6.0
"""Em of white from which a line that stops in a sentence was ended by its author."""
_ENDS = "。！？；：:;”’」』）)〕】》〉"
_ALIGNED = 0.6
"""Em within which two lines begin at one place."""


@dataclass(slots=True)
class _Open:
    """The paragraph that is being put together: its text, first and last line."""

    content: str
    first: PrintedLine
    last: PrintedLine


def merged_paragraphs(lines: Sequence[PrintedLine], setting: Setting | None) -> list[Line]:
    """Return the paragraphs that lines make; the number of each is its first page."""
    merged: list[_Open] = []
    for line in lines:
        if merged and setting is not None and _goes_on(merged[-1], line, setting):
            merged[-1].content = _joined(merged[-1].content, line.content, setting)
            merged[-1].last = line
        else:
            merged.append(_Open(line.content, line, line))
    return [Line(paragraph.content, paragraph.first.page) for paragraph in merged]


def _joined(content: str, line: str, setting: Setting) -> str:
    """Join a line to a paragraph; lines that are cut by count are cut within words."""
    return joined(content, line) if setting.count is None else content + line


def _goes_on(paragraph: _Open, line: PrintedLine, setting: Setting) -> bool:
    """Tell whether ``line`` is a wrap of a paragraph."""
    before = paragraph.last
    if not is_open(paragraph.content) and (
        _NUMBER_ALONE.fullmatch(line.content) or _NUMBER_ALONE.fullmatch(before.content)
    ):
        return False
    parted = setting.parted(before, line)
    if parted is not None and not setting.indented:
        return not parted and not _breaks(before, line, setting)
    if setting.indented:
        return not parted and _goes_on_at_margin(before, line, setting)
    return _goes_on_in_words(paragraph, line, setting)


def _breaks(before: PrintedLine, line: PrintedLine, setting: Setting) -> bool:
    """Tell whether the author broke a line where the file shows no new paragraph."""
    if before.content[-1] in "，、" or is_open(before.content):
        return False
    ended = before.content[-1] in "。！？；：" or setting.room(before) > _BROKEN * before.size
    return ended and setting.ended(before, line)


def _goes_on_at_margin(before: PrintedLine, line: PrintedLine, setting: Setting) -> bool:
    """Tell whether ``line`` is a wrap, in a file that indents its paragraphs."""
    if before.content[-1] in "，、":
        return not (MARKER.match(line.content) and setting.indent(line))
    if setting.indent(line) or setting.indent(before) == 2:
        return False
    if abs(line.size - before.size) > _OTHER_SIZE * before.size:
        return False
    short = setting.short(before) and setting.ended(before, line)
    if short and not is_open(before.content):
        return False
    return not (MARKER.match(line.content) and before.content[-1] in "。：；")


def _goes_on_in_words(paragraph: _Open, line: PrintedLine, setting: Setting) -> bool:
    """Tell whether ``line`` is a wrap, in a file that neither indents nor parts paragraphs."""
    before = paragraph.last
    if abs(line.size - before.size) > _OTHER_SIZE * before.size:
        return False
    if place_of(before) == place_of(line) and not _aligned(paragraph, line, setting):
        return False
    bare = MARKER.match(line.content) and line.content[0] not in "（("
    if bare and _in_sentence(paragraph) and not setting.ended(before, line):
        return True
    width = _Printed(not setting.ended(before, line), not setting.short(line))
    return goes_on(paragraph.content, before.content, line.content, width)


def _in_sentence(paragraph: _Open) -> bool:
    """Tell whether a paragraph stops within a sentence, and is one: no heading has commas."""
    content = paragraph.content
    if is_labelled(content):
        return False
    return content[-1] not in _ENDS and any(mark in content for mark in "，。；")


def _aligned(paragraph: _Open, line: PrintedLine, setting: Setting) -> bool:
    """Tell whether a line begins where a wrap of the paragraph would.

    That is below the line before, at the margin after a first line set in, or
    under the words of an item whose mark hangs out.
    """
    before = paragraph.last
    offset = (line.left - before.left) / line.size
    if abs(offset) <= _ALIGNED:
        return setting.indent(line) < 2
    if before is not paragraph.first:
        return False
    if offset < 0:
        return setting.indent(before) == 1 and setting.indent(line) == 0
    hangs = setting.hanging or bool(MARKER.match(before.content))
    return hangs and not setting.ended(before, line)


@dataclass(frozen=True, slots=True)
class _Printed:
    """Whether the margin ended a line and the next one, from where they end on the page."""

    is_full: bool
    next_full: bool

    def full(self, line: str) -> bool:
        return self.is_full

    def wraps(self, line: str, following: str) -> bool:
        return self.is_full and (self.next_full or is_ended(following))
