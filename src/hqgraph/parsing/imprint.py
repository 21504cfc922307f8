"""What a document says of itself: copies to (抄送), public or not, in force, what it repeals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hqgraph.model import Fact, Header, Paragraph, Span, Text
from hqgraph.parsing.dates_printed import ANY_DATE, DATE, iso

_COPIES = re.compile(r"抄\s?[送报]\s?[：:]\s?(?P<value>[^。]{2,400})")
_PUBLIC = re.compile(
    r"[（(]?此[件文]\s?(?P<value>(?:主动|依申请)?公开(?:发布)?|(?:不|不予)公开)"
    r"|公开(?:方式|属性|形式|选项)\s?[：:]\s?(?P<form>主动公开|依申请公开|不予?公开)"
)
_IN_FORCE = re.compile(
    rf"自\s?(?P<date>{DATE}|(?:本[^，。]{{0,6}})?(?:印发|发布|公布|下发|颁布)之日)\s?起?(?:正式)?(?:施行|实施|执行|生效)"
)
_VALID = re.compile(
    rf"有效期\s?(?:限)?[为至到：:]?\s?(?:至|到|为)?\s?(?P<value>{DATE}|[一二三四五六七八九十\d]{{1,3}}\s?年)"
)
_REPEALS = re.compile(
    r"《(?P<title>[^《》]{4,90})》(?:\s?[（(](?P<number>[^（()）]{6,30}号)[)）])?[^。《》]{0,12}同时(?:废止|停止执行|失效)"
)
_LAST = 40


def imprint_of(text: Text, lines: Sequence[Paragraph]) -> Header:
    """Return copies, public, in_force, valid_until and repeals, where the document states them."""
    facts: dict[str, Fact] = {}
    for line in (*lines[:_LAST], *lines[_LAST:][-_LAST:]):
        content = text.slice(line.span)
        if "抄" in content:
            _note(facts, "copies", _COPIES.search(content), line.span.start, "value")
        if "公开" in content:
            found = _PUBLIC.search(content)
            _note(
                facts,
                "public",
                found,
                line.span.start,
                "value" if found and found["value"] else "form",
            )
        if "之日" in content or "起" in content:
            _note(facts, "in_force", _IN_FORCE.search(content), line.span.start, "date")
        if "有效期" in content:
            _note(facts, "valid_until", _VALID.search(content), line.span.start, "value")
        if "同时" in content:
            _note(facts, "repeals", _REPEALS.search(content), line.span.start, "title")
    return Header(
        copies=facts.get("copies"),
        public=facts.get("public"),
        in_force=facts.get("in_force"),
        valid_until=facts.get("valid_until"),
        repeals=facts.get("repeals"),
    )


def _note(
    facts: dict[str, Fact], name: str, found: re.Match[str] | None, start: int, group: str
) -> None:
    """Keep the first statement of each kind; a date becomes ISO."""
    if found is None or name in facts:
        return
    value = found[group]
    if re.fullmatch(ANY_DATE, value):
        value = iso(value) or value
    facts[name] = Fact(value, Span(start + found.start(group), start + found.end(group)))
