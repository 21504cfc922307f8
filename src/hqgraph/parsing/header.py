"""The document's own particulars (GB/T 9704): title, number, organ, date, form, addressees.

They stand before the first sentence of the text (title, 发文字号, 主送机关) and
after the last one (署名, 成文日期, 印发日期). A line that stands alone there has no
full stop; a title may run over several of them and ends in a 文种.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hqgraph.gazetteer import form_of, is_body
from hqgraph.model import Fact, Header, Paragraph, Span, Text
from hqgraph.parsing.citations import NUMBER, normal_number
from hqgraph.parsing.markers import marker_at
from hqgraph.parsing.name_lists import glued

_NUMBER_LINE = re.compile(rf"(?:发文字号[：:]|文号[：:])?({NUMBER})")
_DATE = (
    r"(?:[12]\d{3}|[一二三四五六七八九〇○零]{4})年"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})月"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
)
_DATE_LINE = re.compile(rf"[（(]?({_DATE})[）)]?")
_PRINTED = re.compile(rf"({_DATE})印发$")
_ADDRESSEES = re.compile(
    r"[^。]{4,}(?:政府|办事处|部门|机构|单位|委员会|办局|厅局|局|公司|院|所|会|校|企业|高校|开发区|管委会)[^。]{0,12}[：:]$"
)
_MADE = re.compile(
    r"(?:制定|制订|出台|提出|印发)(?:了)?(?:本|以下|如下|该|《)[^，。《》]{0,12}?"
    r"(?P<form>实施方案|工作方案|行动方案|方案|意见|措施|计划|办法|清单|规划|细则)"
)
_NOISE = re.compile(
    r"附件\s?\d*[：:]?|[（(]?此(?:件|文)(?:主动|依申请)?(?:公开|不公开).*|主动公开|公开方式.*|.{0,6}文件|[（(].{0,12}[）)]"
)
_IMPRINT = re.compile(
    r"(?:抄送|主送|分送|主题词|关键词|责任编辑|信息来源|打印本页|联系人|附[:：]|附件[:：\d])"
    r"|本(?:实施|工作|行动)?(?:方案|意见|办法|措施|规定|通知|细则|计划)(?:由|自).{2,40}(?:施行|实施|执行|解释|有效).{0,30}$"
)
"""What follows the text: copies to, imprint, and the sentence on when it takes effect."""
_FRONT = 40
_DIGITS = {ch: str(n) for n, ch in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}


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
    number = _first(text, lines[: stop + 2], _NUMBER_LINE)
    title, spans = _title(text, lines[:stop])
    issued = _issued(text, lines)
    issuers = _issuers(text, title, lines, issued)
    addressees = next(
        (
            Fact(text.slice(line.span), line.span)
            for line in lines[: stop + 1]
            if _ADDRESSEES.fullmatch(text.slice(line.span))
        ),
        None,
    )
    header = Header(
        title=title,
        number=replace(number, value=normal_number(number.value)) if number else None,
        issuers=issuers,
        issued=issued,
        form=_form(text, title, lines),
        addressees=addressees,
    )
    return Front(header, spans, stop)


def _first_sentence(text: Text, lines: Sequence[Paragraph]) -> int:
    """Return the index of the first paragraph that is text, not a line of the header."""
    for index, line in enumerate(lines[:_FRONT]):
        content = text.slice(line.span)
        if content.endswith(("。", "；")) and len(content) > 25:
            return index
        if marker_at(text.content, line.span.start) and index > 0:
            return index
    return min(len(lines), _FRONT)


def _first(text: Text, lines: Sequence[Paragraph], pattern: re.Pattern[str]) -> Fact | None:
    for line in lines:
        found = pattern.fullmatch(text.slice(line.span))
        if found:
            start = line.span.start
            return Fact(found.group(1), Span(start + found.start(1), start + found.end(1)))
    return None


def _title(text: Text, lines: Sequence[Paragraph]) -> tuple[Fact | None, tuple[Span, ...]]:
    """Join the standing lines that end in a 文种: the first such run is the title."""
    run: list[Paragraph] = []
    titles: list[tuple[str, tuple[Span, ...]]] = []
    for line in lines:
        content = text.slice(line.span)
        if not _standing(content):
            run = []
            continue
        run.append(line)
        joined = "".join(text.slice(part.span) for part in run)
        if form_of(joined) and _closed(joined):
            titles.append((joined, tuple(part.span for part in run)))
            run = []
    if not titles:
        return None, ()
    content, spans = titles[0]
    every = tuple(span for _, part in titles for span in part)
    return Fact(content.lstrip("#* "), Span(spans[0].start, spans[-1].end)), every


def closing(text: Text, lines: Sequence[Paragraph]) -> int:
    """Return how many paragraphs are left when signature, date and imprint are cut off the end."""
    end = len(lines)
    while end and _closes(text.slice(lines[end - 1].span)):
        end -= 1
    return end


def _closes(content: str) -> bool:
    """Tell whether a paragraph at the end is no text of the document any more."""
    if _DATE_LINE.fullmatch(content) or _NOISE.fullmatch(content) or _PRINTED.search(content):
        return True
    signature = len(content) <= 40 and not re.search(r"[：:、，]", content) and is_body(content)
    return signature or bool(_IMPRINT.match(content))


def _standing(content: str) -> bool:
    """Tell whether a line could be part of a title."""
    if (
        _NUMBER_LINE.fullmatch(content)
        or _DATE_LINE.fullmatch(content)
        or _NOISE.fullmatch(content)
    ):
        return False
    return not content.endswith(("。", "：", ":", "；", "，")) and len(content) <= 90


def _closed(title: str) -> bool:
    return title.count("《") == title.count("》") and title.count("〈") == title.count("〉")


def _issued(text: Text, lines: Sequence[Paragraph]) -> Fact | None:
    """Return 成文日期: a date on a line of its own; else 印发日期."""
    for line in lines:
        found = _DATE_LINE.fullmatch(text.slice(line.span))
        if found:
            start = line.span.start
            return Fact(iso(found.group(1)), Span(start + found.start(1), start + found.end(1)))
    for line in reversed(lines):
        printed = _PRINTED.search(text.slice(line.span))
        if printed:
            start = line.span.start
            return Fact(
                iso(printed.group(1)), Span(start + printed.start(1), start + printed.end(1))
            )
    return None


def iso(date: str) -> str:
    """Return 2022年4月26日 or 二〇二二年四月二十六日 as 2022-04-26."""
    year, month, day = re.split(r"[年月日]", date)[:3]
    return f"{''.join(_DIGITS.get(ch, ch) for ch in year)}-{_small(month):02d}-{_small(day):02d}"


def _small(number: str) -> int:
    """Return a number below 100 written in digits or as 二十六."""
    if number.isdigit():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return int(_DIGITS[number])
    return (int(_DIGITS[tens]) if tens else 1) * 10 + (int(_DIGITS[ones]) if ones else 0)


def _issuers(
    text: Text, title: Fact | None, lines: Sequence[Paragraph], issued: Fact | None
) -> tuple[Fact, ...]:
    """Return the organs: before 关于 in the title, else the signatures above the date."""
    if title and title.span:
        organ = re.split(r"关于|印发", title.value, maxsplit=1)[0]
        if organ and organ != title.value and is_body(organ):
            start = text.content.find(organ[:4], title.span.start)
            return (Fact(organ, Span(start, min(start + len(organ), title.span.end))),)
    signed: list[Fact] = []
    if issued and issued.span:
        before = [line for line in lines if line.span.end <= issued.span.start]
        for line in reversed(before[-8:]):
            content = text.slice(line.span)
            if not (is_body(content) and len(content) <= 40 and "，" not in content):
                break
            parts = glued(text.content, line.span)
            signed.extend(Fact(text.slice(part), part) for part in reversed(parts))
    return tuple(reversed(signed))


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
