"""The document's own particulars (GB/T 9704): title, number, organ, date, form, addressees.

They stand before the first sentence of the text (title, 发文字号, 主送机关) and
after the last one (署名, 成文日期, 印发日期). A line that stands alone there has no
full stop.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hqgraph.gazetteer import form_of
from hqgraph.model import Fact, Header, Paragraph, Span, Text
from hqgraph.parsing.citations import NUMBER, normal_number
from hqgraph.parsing.imprint import imprint_of
from hqgraph.parsing.issue_note import issue_note
from hqgraph.parsing.issuing import issued_of, issuer_on_card, issuers_of
from hqgraph.parsing.markers import marker_at
from hqgraph.parsing.section_titles import kind_of_title
from hqgraph.parsing.titles import as_fact, chosen, titles_in
from hqgraph.parsing.web_lines import card_of, is_web_line

_NUMBER_LINE = re.compile(
    rf"[（(]?(?:发文字号\s?[：:]|文号\s?[：:])?({NUMBER})[）)]?(?:\s?签发人\s?[：:]?.{{0,20}})?"
)
_ORDER = re.compile(
    r"(?P<organ>[一-龥]{2,30}令)?\s?[（(]?(?P<no>(?:[12]\d{3}年)?\s?第\s?\d{1,5}\s?号)[）)]?"
)
_ADDRESSEES = re.compile(
    r"[^。]{4,}(?:政府|办事处|部门|机构|单位|委员会|委|办局|厅局|局|厅|部|公司|院|所|会|校|企业|高校|开发区|管委会|社|站|中心|科室)[^。]{0,12}[：:]$"
)
_MADE = re.compile(
    r"(?:制定|制订|出台|提出|印发)(?:了)?(?:本|以下|如下|该|《)[^，。《》]{0,12}?"
    r"(?P<form>实施方案|工作方案|行动方案|方案|意见|措施|计划|办法|清单|规划|细则)"
)
_PROMULGATED = re.compile(r"《([^《》]{4,60})》[^。]{0,80}(?:公布|发布|施行)")
_FRONT = 60
_SHORT = 25


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the text: the paragraphs of the header and where the text starts."""

    header: Header
    title_spans: tuple[Span, ...]
    first: int


def read_front(text: Text) -> Front:
    """Find title, number, addressees, organ, date and form; region and level come later."""
    lines = list(text.paragraphs())
    stop = _first_sentence(text, lines)
    end = lines[stop].span.start if stop < len(lines) else len(text.content)
    card = card_of(text, lines[:stop], end)
    titles = titles_in(text, lines[:stop])
    title = chosen(titles)
    note = issue_note(text, lines[:stop])
    issued = issued_of(text, lines, stop, card) or note.issued
    fact = as_fact(title) if title else card.get("title")
    if title and title.value.endswith("令"):
        fact = _promulgated(text, lines[stop : stop + 2]) or fact
    header = replace(
        imprint_of(text, lines),
        title=fact,
        number=_number(text, lines[: stop + 2], card) or note.number,
        issuers=issuers_of(text, title, lines, stop, issued)
        or ((note.issuer,) if note.issuer else issuer_on_card(card)),
        issued=issued,
        form=_form(text, fact, lines),
        addressees=_addressees(text, lines[: stop + 1]),
    )
    return Front(header, tuple(span for each in titles for span in each.spans), stop)


def _first_sentence(text: Text, lines: Sequence[Paragraph]) -> int:
    """Return the index of the first paragraph that is text, not a line of the header.

    A heading without a number right above it (总体要求) belongs to the text.
    """
    short: int | None = None
    above = ""
    found = min(len(lines), _FRONT)
    for index, line in enumerate(lines[:_FRONT]):
        content = text.slice(line.span)
        if is_web_line(content, card=True):
            continue
        headed = index > 1 and content.endswith("。") and kind_of_title(above) is not None
        above = content
        if headed or _is_text(content) or (index > 0 and marker_at(text.content, line.span.start)):
            found = index
            break
        if short is None and index > 0 and content.endswith("。"):
            short = index
    else:
        found = found if short is None else short
    while found > 1 and kind_of_title(text.slice(lines[found - 1].span)) is not None:
        found -= 1
    return found


def _is_text(content: str) -> bool:
    """Tell a paragraph of text from a line of the header."""
    if content.endswith(("。", "；")):
        return len(content) > _SHORT
    return len(content) > 2 * _SHORT and content.endswith(("：", ":")) and "。" in content


def _promulgated(text: Text, lines: Sequence[Paragraph]) -> Fact | None:
    """Return the title of the regulation that an order puts in force (《…办法》…现予公布)."""
    for line in lines:
        found = _PROMULGATED.search(text.slice(line.span))
        if found:
            start = line.span.start
            return Fact(found.group(1), Span(start + found.start(1), start + found.end(1)))
    return None


def _number(text: Text, lines: Sequence[Paragraph], card: dict[str, Fact]) -> Fact | None:
    """Return 发文字号: on a line of its own, on the catalogue card, or the number of an order."""
    for line in lines:
        content = text.slice(line.span)
        found = _NUMBER_LINE.fullmatch(content) if "号" in content else None
        if found:
            start = line.span.start
            at = Span(start + found.start(1), start + found.end(1))
            return Fact(normal_number(found.group(1)), at)
    if "number" in card and "号" in card["number"].value:
        return Fact(normal_number(card["number"].value), card["number"].span)
    return _order(text, lines)


def _order(text: Text, lines: Sequence[Paragraph]) -> Fact | None:
    """Return the number of an order: XX省人民政府令 over 第12号."""
    above = ""
    for line in lines:
        content = text.slice(line.span)
        found = _ORDER.fullmatch(content)
        if found:
            organ = found["organ"] or (above if above.endswith(("令", "公告")) else "")
            number = re.sub(r"\s", "", found["no"])
            return Fact(organ + number, line.span)
        above = content
    return None


def _addressees(text: Text, lines: Sequence[Paragraph]) -> Fact | None:
    """Return 主送机关: the line above the text that ends in a colon."""
    for line in lines:
        content = text.slice(line.span)
        if content[-1] in "：:" and _ADDRESSEES.fullmatch(content) and not content.startswith("附"):
            return Fact(content, line.span)
    return None


def _form(text: Text, title: Fact | None, lines: Sequence[Paragraph]) -> Fact | None:
    """Return the 文种: the title's, else what the text calls itself (制定本方案)."""
    if title:
        form = form_of(title.value)
        return Fact(form, title.span) if form else None
    for line in lines[:_FRONT]:
        found = _MADE.search(text.slice(line.span))
        if found:
            start = line.span.start
            form = form_of(found["form"]) or found["form"]
            return Fact(form, Span(start + found.start("form"), start + found.end("form")))
    return None
