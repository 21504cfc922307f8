"""The line under a regulation's title that tells who issued it, when and under which number.

Regulations in chapters and articles carry it in brackets instead of a signature:
（2024年3月15日某县人民政府印发　某政规〔2024〕3号　自2024年5月1日起施行）.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hqgraph.gazetteer import is_body
from hqgraph.model import Fact, Paragraph, Span, Text
from hqgraph.parsing.citations import NUMBER, normal_number
from hqgraph.parsing.dates_printed import DATE, iso

_LONGEST = 300
_MADE = r"(?:印发|公布|发布|颁布)"
_NOTE = re.compile(rf"[（(][^（()）]*(?:{_MADE}|通过|施行|修[订正])[^（()）]*[）)]")
_NUMBER = re.compile(rf"(?:(?<=[\s（(，、])|(?<=[印颁]发)|(?<=[公颁发]布))(?P<number>{NUMBER})")
_ORDER = re.compile(r"(?<=[日\s（(，由经])(?P<number>[一-龥]{2,24}令第?\s?\d{1,4}\s?号)")
_ISSUED = re.compile(rf"(?<![自至据])(?P<day>{DATE})")
_ORGAN = re.compile(rf"\s?[由经]?(?P<organ>[一-龥]{{4,40}}?)(?:文件|令第?\d*号?)?\s?{_MADE}")


@dataclass(frozen=True, slots=True)
class IssueNote:
    """What such a line tells; None for what it does not."""

    number: Fact | None = None
    issued: Fact | None = None
    issuer: Fact | None = None


def issue_note(text: Text, lines: Sequence[Paragraph]) -> IssueNote:
    """Read the line among those before the text; the first that fits is taken."""
    for line in lines:
        start, end = line.span
        if end - start > _LONGEST or text.content[start] not in "（(":
            continue
        if _NOTE.fullmatch(text.content, start, end):
            return _read(text, line.span)
    return IssueNote()


def _read(text: Text, span: Span) -> IssueNote:
    number = _NUMBER.search(text.content, *span) or _ORDER.search(text.content, *span)
    issued = _ISSUED.search(text.content, *span)
    day = iso(issued["day"]) if issued else None
    organ = _ORGAN.match(text.content, issued.end("day"), span.end) if issued else None
    named = organ if organ and is_body(organ["organ"]) else None
    return IssueNote(
        _fact(normal_number(number["number"]), number, "number") if number else None,
        _fact(day, issued, "day") if issued and day else None,
        _fact(named["organ"], named, "organ") if named else None,
    )


def _fact(value: str, found: re.Match[str], group: str) -> Fact:
    return Fact(value, Span(*found.span(group)))
