"""Tells dated aims (到2025年底，建成…) from the other dates of a sentence.

A date is an aim when it says by when something is to be: it opens a clause or
carries 到/在…前. Dates of documents, of facts and of beginnings (2021年以来,
比2020年, 自2025年1月1日起施行) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hqgraph.model import Milestone, Span
from hqgraph.parsing.dates import DateMention, find_dates
from hqgraph.parsing.dates_yearless import Day
from hqgraph.parsing.sentences import hull

_HINT = re.compile(
    r"20[\d_XxＸ×*＊〇○□]|二[〇○零]|五[”\"’]?(?:规划)?[期末时终收]|年[内底末]|今年|本年|当年|明年"
    r"|月[\d上中下初底末份日之以前]|季度|半年"
)
_OPAQUE = re.compile(r"《[^》\n]{0,120}》|〔[^〕\n]{0,10}〕|[（(][\d\s年月日—－–~～至-]{4,24}[）)]")
_STOP = re.compile(r"[，,；;。！？!?\n\t]")
_HARD_STOP = re.compile(r"[；;。！？!?\n\t]")

_NOT_BEFORE = re.compile(
    r"(?:[比较同从由自以“‘号]|相比|对比|基于|按照|根据|参照|(?:有效期限?|施行期)[至到为]?"
    r"|(?:时限|期限|时间|日期)[：:]|印发于|成立于|以来[，,]?)$"
)
_NOT_AFTER = re.compile(
    r"以来|以后|[起后](?!勤|续)|之后|及以后|开始|以前年|期间的|年?度(?!内)|远景|愿景|《|版|修订|印发|发布|公布|出台|颁布|通过的"
    r"|施行|政府工作报告|\d|[）)\]】”’]?$|的(?!目标)|末?相比|水平|基数|基础|同期|价格|不变价|[（(]此件|[”’]"
    r"|[，,]?[^，,；;。]{0,12}(?:施行|起执行|印发|已(?!经纳入)|同比)"
)
_FACT = re.compile(r"已(?:经|建|完|达|有|实|获|被|成)|同比|荣获|被评为|现有|共有|曾|目前")
_PLANNED = re.compile(
    r"\d|全覆盖|力争|争取|确保|达到|建成|新增|完成|建设|实现|培育|形成|提高|提升|下降|降低|打造|推进"
)
_ONLY_LEADS = re.compile(
    r"(?:全?[省市县区国]|力争|争取|确保|力争在|同时|其中|预计|整个|计划|务必|[须拟在于])*"
)
_IS = re.compile(r"[，,]?[^，,；;。]{0,8}是")
_OF_VALUE = re.compile(r"的\d+(?:\.\d+)?[%‰个张]")
_COMES_TO = re.compile(
    r"(?:将|要|应|力争|争取|分别|均)*(?:达到?|[提降增升减]\w?[到至]|超过|突破)\d"
)
"""A year with nothing but its value behind it: 2023年达到60%，2025年达到90%."""

_FROM_YEAR = re.compile(r"[从由][^，,；;。]{0,10}20\d\d年")
_REACH = 200
"""How far around a date its clause is looked for."""

_LONGEST_QUOTE = 1500

_WORDS = re.compile(r"[\u3400-\u9fff]")


def milestones_in(
    content: str, sentences: Sequence[Span], since: Day | None = None
) -> tuple[Milestone, ...]:
    """Return the dated aims of the sentences, one for every date, in printed order.

    ``content`` is :attr:`Text.content`, the spans count in it. The quote holds
    the clauses that the date governs: to the next dated aim, 。 or ；. ``since`` is
    the day the document speaks from, for 年内 and 9月底前; None where it is not known.
    """
    if not sentences or not _hints(content, *hull(sentences)):
        return ()
    found: list[Milestone] = []
    for sentence in sentences:
        aims = list(aims_in(content, sentence, since))
        for i, aim in enumerate(aims):
            following = aims[i + 1].span.start if i + 1 < len(aims) else sentence.end
            span = _governed(content, sentence, aim, following)
            quote = content[span.start : span.end]
            found.append(Milestone(text=aim.text, date=aim.date, quote=quote, span=span))
    return tuple(found)


def _hints(content: str, start: int, end: int) -> bool:
    """Tell whether a stretch may hold a date at all."""
    return _HINT.search(content, start, end) is not None


def aims_in(content: str, sentence: Span, since: Day | None = None) -> Iterator[DateMention]:
    """Yield the dates of a sentence that are aims, in order; ``since`` as for milestones."""
    if not _hints(content, sentence.start, sentence.end):
        return
    titles = _OPAQUE.finditer(content, sentence.start, sentence.end)
    title = next(titles, None)
    for mention in find_dates(content, sentence.start, sentence.end, since):
        while title is not None and title.end() <= mention.span.start:
            title = next(titles, None)
        inside = title is not None and title.start() < mention.span.end
        if not inside and _is_aim(content, sentence, mention):
            yield mention


def _is_aim(content: str, sentence: Span, mention: DateMention) -> bool:
    start, end = mention.span.start, mention.span.end
    before = content[max(sentence.start, start - 12) : start]
    after = content[end : min(sentence.end, end + 24)]
    if _NOT_BEFORE.search(before):
        return False
    if _NOT_AFTER.match(after) and not _rises(content, sentence, mention, after):
        return False
    bare = not mention.tail and not mention.lead
    if mention.lead.startswith("截") or (bare and (mention.exact or before[-1:] in ("（", "("))):
        return False
    first = content[end : _after_comma(content, sentence, end)]
    if _FACT.search(first) and not mention.lead.startswith("到"):
        return False
    clause = _clause(content, sentence, start)
    until = min(sentence.end, end + _REACH)
    stop = _HARD_STOP.search(content, end, until)
    until = stop.start() if stop else until
    said = content[clause:start] + content[end:until]
    if mention.period and not _plans(content[clause:start], after, said):
        return False
    told = mention.lead[:1] == "到" or mention.tail or _COMES_TO.match(after)
    least = 2 if told and not mention.period else 4
    return len(_WORDS.findall(said)) >= least


def _plans(opening: str, after: str, said: str) -> bool:
    """Tell whether a whole time (“十四五”期间, 年内) dates an aim: it opens what is planned."""
    return (
        _ONLY_LEADS.fullmatch(opening) is not None
        and not _IS.match(after)
        and _PLANNED.search(said) is not None
    )


def _rises(content: str, sentence: Span, mention: DateMention, after: str) -> bool:
    """Tell whether 的 and a value behind a date end a rise: 由2020年的60%提高到2025年的85%."""
    if not mention.lead or not _OF_VALUE.match(after):
        return False
    since = max(sentence.start, mention.span.start - _REACH)
    return _FROM_YEAR.search(content, since, mention.span.start) is not None


def _clause(content: str, sentence: Span, at: int) -> int:
    """Return where the clause around ``at`` starts."""
    start = max(sentence.start, at - _REACH)
    for stop in _STOP.finditer(content, max(sentence.start, at - _REACH), at):
        start = stop.end()
    return start


def _after_comma(content: str, sentence: Span, at: int) -> int:
    """Return the end of the first clause behind ``at`` that says something."""
    start = at
    while start < sentence.end and content[start] in "，, ":
        start += 1
    end = min(sentence.end, start + _REACH)
    stop = _STOP.search(content, start, end)
    return stop.start() if stop else end


def _governed(content: str, sentence: Span, aim: DateMention, following: int) -> Span:
    """Return the clauses that an aim's date governs, from the clause it stands in."""
    start = _clause(content, sentence, aim.span.start)
    end = min(sentence.end, aim.span.end + _LONGEST_QUOTE)
    stop = _HARD_STOP.search(content, aim.span.end, end)
    end = stop.start() if stop else end
    if aim.span.end < following < end:
        cut = _clause(content, Span(aim.span.end, end), following)
        end = cut if cut > aim.span.end else end
    while end > aim.span.end and content[end - 1] in "，,；;。！？ ":
        end -= 1
    return Span(start, end)
