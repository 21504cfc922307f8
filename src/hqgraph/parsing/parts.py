"""The parts a document falls into: the notice, the plan it issues, and the annexes.

A part ends where signature and date stand, or where 附件 opens the next one.
Nothing of the end (signature, date, copies to, the list of annexes) belongs to
the last item; what a saved page holds twice is read once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hqgraph.gazetteer import form_of, is_body
from hqgraph.model import Paragraph, Span, Text
from hqgraph.parsing.dates_printed import ANY_DATE, DATE
from hqgraph.parsing.issuing import signature_in
from hqgraph.parsing.markers import marker_at
from hqgraph.parsing.titles import standing, titles_in
from hqgraph.parsing.web_lines import is_web_line

_ANNEX = re.compile(r"附\s?(?:件|表|录)\s?[\d一二三四五六七八九十]{0,3}(?:-\d)?\s?[：:．.、]?")
_ANNEX_TITLED = re.compile(
    r"附\s?(?:件|表|录)\s?[\d一二三四五六七八九十]{0,3}\s?[：:．.、]?\s?(?=[^，。；]{4,60}$)"
)
_LISTED = re.compile(r"附\s?件?(?:列表)?\s?\d{0,2}\s?[：:．.]")
_DATE_LINE = re.compile(rf"[（(]?{ANY_DATE}[）)]?")
_SIGNED_DATE = re.compile(rf"(?P<name>[一-龥（）()、]{{3,60}}?)\s?{DATE}(?:印发)?")
_CLOSING = re.compile(
    r"[（(]?此(?:件|文)(?:主动|依申请)?(?:公开|不公开|不予公开|内部).{0,20}|(?:主动|依申请|不予)公开"
    r"|公开(?:方式|属性|形式|类别|选项).{0,30}|[（(].{0,30}公开.{0,10}[）)]"
)
_IMPRINT = re.compile(
    r"(?:抄送|抄报|分送|报送|发送|主题词|关键词|责任编辑|信息来源|打印本页|联系人|联系电话|附注|校对|印制|共印)\s?[：:]"
    r"|本(?:实施|工作|行动)?(?:方案|意见|办法|措施|规定|通知|细则|计划|规划|清单)(?:由|自).{2,60}(?:施行|实施|执行|解释|有效).{0,40}$"
)
_SEAL = re.compile(r"[（(](?:代章|印章|盖章|章|公章|印)[）)]")
_STOP = re.compile(r"[：:，。；]")
_IN_BRACKETS = re.compile(r"[（(](.{3,30})[）)]")
_PLANS = (
    *("方案", "计划", "意见", "措施", "办法", "规划", "清单", "分工", "要点", "细则", "规定"),
    *("通知", "行动", "任务", "安排", "预案", "纲要", "制度", "决定", "条例", "职责"),
)
_NEVER = re.compile(
    r"(?:名单|名录|成员|组成人员|通讯录|联系表|申请表|申报表|登记表|审批表|汇总表|统计表|调查表|情况表|信息表|评分表|评分标准|评价表"
    r"|格式|模板|样式|样表|式样|流程图|示意图|路线图|承诺书|协议书|目录|说明|解读|问答|术语|释义|参考资料)(?:[（(].{0,12}[）)])?$"
)
_TITLE_LINES = 6
_LONG = 40
"""A paragraph this long is not repeated by chance."""


@dataclass(slots=True)
class Part:
    """A run of paragraphs with an outline of its own.

    ``title`` is what stands over it; ``annex`` tells an annex; ``counts`` is
    True where its items are tasks, False where they are none, None where only
    the items with a printed duty are.
    """

    lines: list[Paragraph] = field(default_factory=list)
    title: str = ""
    annex: bool = False
    counts: bool | None = True


def parts_of(text: Text, first: int) -> list[Part]:
    """Return the parts of a document whose text begins at paragraph ``first``."""
    lines = _once(text, list(text.paragraphs()), first)
    parts = [Part()]
    ended = False
    listing = False
    for index, line in enumerate(lines):
        content = text.slice(line.span)
        if _opens_annex(text, lines, index):
            parts.append(Part(annex=True))
            ended = listing = False
            titled = _ANNEX_TITLED.match(content)
            if titled and len(content) > titled.end():
                parts[-1].title = content[titled.end() :]
            continue
        listing = _is_listing(text, line, listing)
        if listing or is_web_line(content):
            continue
        if _closes(text, lines, index):
            ended = True
            continue
        if ended:
            parts.append(Part(counts=None))
            ended = False
        parts[-1].lines.append(line)
    for part in parts:
        _judge(text, part)
        if part.lines:
            part.lines[-1] = _unsigned(text, part.lines[-1])
    if len(parts) > 1 and parts[1].counts is None and not parts[1].annex:
        parts[1].counts = True if _only_issues(text, parts[0]) else None
    return parts


def _only_issues(text: Text, part: Part) -> bool:
    """Tell whether a first part has no items of its own: what it issues follows its signature."""
    return not any(marker_at(text.slice(line.span), 0) for line in part.lines)


def _unsigned(text: Text, line: Paragraph) -> Paragraph:
    """Cut off a signature that a page runs into the last paragraph."""
    tail = signature_in(text, line.span)
    return Paragraph(Span(line.span.start, tail.start), line.origin) if tail else line


def _once(text: Text, lines: Sequence[Paragraph], first: int) -> list[Paragraph]:
    """Return the paragraphs from ``first`` on without the second copy of a run of them."""
    seen: set[str] = set()
    out: list[Paragraph] = []
    again: list[bool] = []
    copying = False
    for line in lines[first:]:
        content = text.slice(line.span)
        known = content in seen
        if len(content) >= _LONG and known and not copying:
            while again and again[-1]:
                out.pop()
                again.pop()
        if len(content) >= _LONG or copying:
            copying = known
        if not copying:
            seen.add(content)
            out.append(line)
            again.append(known)
    return out


def _opens_annex(text: Text, lines: Sequence[Paragraph], index: int) -> bool:
    """Tell the line over an annex from a line in the list of annexes."""
    content = text.slice(lines[index].span)
    if not content.startswith("附"):
        return False
    if _ANNEX.fullmatch(content):
        follows = text.slice(lines[index + 1].span) if index + 1 < len(lines) else ""
        return not (content[-1] in "：:" and marker_at(follows, 0))
    if not _ANNEX_TITLED.match(content) or content[1:2] not in "件表录":
        return False
    for later in lines[index + 1 : index + 2]:
        follows = text.slice(later.span)
        listed = _LISTED.match(follows) or re.match(r"[2-9][.．、]", follows)
        return not listed and not _closes(text, lines, index + 1) and len(follows) > 12
    return _beside_table(text, lines[index])


def _beside_table(text: Text, line: Paragraph) -> bool:
    return any(table.span.start >= line.span.end for table in text.tables())


def _is_listing(text: Text, line: Paragraph, listing: bool) -> bool:
    """Tell whether a line names an annex (附件：1.… and the numbered lines after it)."""
    content = text.slice(line.span)
    if content.startswith("附") and _LISTED.match(content):
        return True
    return listing and len(content) < 60 and bool(re.match(r"\d{1,2}\s?[.．、]", content))


def _closes(text: Text, lines: Sequence[Paragraph], index: int) -> bool:
    """Tell whether a paragraph belongs to the end of a part: signature, date, imprint."""
    content = text.slice(lines[index].span)
    if len(content) > 120 and not content.startswith(("抄送", "抄报", "分送")):
        return False
    if _DATE_LINE.fullmatch(content) or _CLOSING.fullmatch(content) or _IMPRINT.match(content):
        return True
    signed = _SIGNED_DATE.fullmatch(content)
    if signed:
        return is_body(signed["name"])
    return _is_signature(content) and _before_date(text, lines, index)


def _is_signature(content: str) -> bool:
    bare = _SEAL.sub("", content)
    if len(bare) > 80 or _STOP.search(bare):
        return False
    inside = _IN_BRACKETS.fullmatch(bare)
    return is_body(inside.group(1) if inside else bare)


def _before_date(text: Text, lines: Sequence[Paragraph], index: int) -> bool:
    """Tell whether only signatures stand between a line and a date or the end."""
    for later in lines[index + 1 : index + 8]:
        content = text.slice(later.span)
        if _DATE_LINE.fullmatch(content) or _SIGNED_DATE.fullmatch(content):
            return True
        if _CLOSING.fullmatch(content) or _ANNEX.fullmatch(content):
            return True
        if not _is_signature(content):
            return False
    return index + 8 > len(lines)


def _judge(text: Text, part: Part) -> None:
    """Decide by its title whether the items of a part after the first are tasks."""
    titles = titles_in(text, part.lines[:_TITLE_LINES])
    if titles and titles[0].spans[0] == part.lines[0].span:
        part.title = part.title or titles[0].value
        del part.lines[: len(titles[0].spans)]
    if part.counts and not part.annex:
        return
    if not part.title and part.lines and standing(text.slice(part.lines[0].span)):
        part.title = text.slice(part.lines[0].span)
    bare = re.sub(r"[（(][^（()）]{0,20}[）)]$", "", part.title)
    if _NEVER.search(bare):
        part.counts = False
    elif bare.endswith(_PLANS) or form_of(bare) in _PLANS:
        part.counts = True
    else:
        part.counts = None
