"""The title of a document: standing lines that end in a 文种, over as many lines as printed.

A page may print its own heading, the letterhead and the title of the plan too;
a notice's title is the document's, and the longer of two that say the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hqgraph.gazetteer import form_of, is_body
from hqgraph.model import Fact, Paragraph, Span, Text
from hqgraph.parsing.citations import NUMBER
from hqgraph.parsing.dates_printed import ANY_DATE
from hqgraph.parsing.web_lines import is_web_line

_NOT_TITLE = re.compile(
    rf"[（(]?(?:{NUMBER}|{ANY_DATE})[）)]?|第?\s?\d{{1,5}}\s?号|附件\s?\d*[：:]?|.{{0,40}}(?:文件|签发人.{{0,12}})"
    r"|[（(]?此(?:件|文)(?:主动|依申请)?(?:公开|不公开).*|主动公开|公开方式.*|[（(][^（()）]{0,60}[）)]|.*[>＞»].*"
)
_REMARK = re.compile(
    r"本(?:表|清单|台账|方案|办法|规定|细则|意见|计划)(?:由|自|供|须|应|请|经|仅|按|中)"
)
_NOTE = re.compile(
    r"[（(](?:试行|暂行|修订|修订稿|征求意见稿|草案|送审稿|[^（()）月号]*年[^（()）月号]*)[）)]"
)
_BRACKETED = re.compile(r"[（(][^（()）]{2,30}[）)]")
_TAIL = re.compile(r"的?(?:补充)?(?:通知|意见|公告|通告|决定|批复|函)(?:[（(].{1,20}[）)])?")
_CARRIER = ("通知", "公告", "通告", "决定", "批复", "函", "令")
_LONGEST_LINE = 90
_MENU = 6


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed: its characters joined, and the span of each of its lines."""

    value: str
    spans: tuple[Span, ...]


def titles_in(text: Text, lines: Sequence[Paragraph]) -> list[Title]:
    """Return every title that the given lines print, in order."""
    out: list[Title] = []
    run: list[Paragraph] = []
    for line in lines:
        content = text.slice(line.span)
        last = out[-1] if out and not run else None
        if last and last.spans[-1].end + 1 >= line.span.start and _goes_on(last.value, content):
            out[-1] = Title(last.value + content, (*last.spans, line.span))
            continue
        if run and _BRACKETED.fullmatch(content) and _is_organ(text.slice(run[-1].span)):
            run.append(line)
            continue
        if not standing(content):
            run = []
            continue
        run.append(line)
        found = _closed_run(text, run)
        if found:
            out.append(found)
            run = []
    return out


def _goes_on(title: str, content: str) -> bool:
    """Tell whether a line still belongs to a title that could have ended: 的通知, （试行）."""
    if _TAIL.fullmatch(content):
        return content.startswith("的") or not title.endswith(content)
    return bool(_NOTE.fullmatch(content))


def _closed_run(text: Text, run: Sequence[Paragraph]) -> Title | None:
    """Return the title that a run of lines makes, None while it is not complete."""
    first = 0
    while first < len(run) - 1 and _is_menu(text.slice(run[first].span)):
        first += 1
    joined = "".join(text.slice(line.span) for line in run[first:])
    if not form_of(joined) or not _closed(joined) or len(joined) < 5:
        return None
    value = joined.lstrip("#* ")
    return Title(value, tuple(line.span for line in run[first:]))


def _is_menu(content: str) -> bool:
    return len(content) <= _MENU and not is_body(content)


def _is_organ(content: str) -> bool:
    return is_body(content)


def standing(content: str) -> bool:
    """Tell whether a line could be part of a title."""
    if (
        len(content) > _LONGEST_LINE
        or _REMARK.match(content)
        or content.endswith(("。", "：", ":", "；", "，"))
    ):
        return False
    return not _NOT_TITLE.fullmatch(content) and not is_web_line(content, card=True)


def chosen(titles: Sequence[Title]) -> Title | None:
    """Return the title of the document among those printed before its text."""
    if not titles:
        return None
    best = titles[0]
    for title in titles[1:]:
        carries = title.value.endswith(_CARRIER) and not best.value.endswith(_CARRIER)
        ordered = best.value.endswith("令") and not carries
        fuller = _bare(title.value).endswith(_bare(best.value)) and len(title.value) > len(
            best.value
        )
        if carries or fuller or ordered:
            best = title
    return best


def as_fact(title: Title) -> Fact:
    """Return a title as a fact of the header."""
    return Fact(title.value, Span(title.spans[0].start, title.spans[-1].end))


def _bare(title: str) -> str:
    return re.sub(r"[\s《》〈〉“”]", "", title)


def _closed(title: str) -> bool:
    return all(title.count(left) == title.count(right) for left, right in ("《》", "〈〉", "“”"))
