"""Reads the quantified targets of sentences: what, on whom, how much, by when.

``targets_in`` is the entrance. The parts: ``target_numbers`` finds quantities,
``target_clauses`` gives each its stretch of the clause, ``target_rates``,
``target_shares`` and ``target_counts`` read a stretch, ``target_subjects`` tells the
subject; here they meet, and subjects and
dates are carried on inside the sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from hqgraph.model import Span, Target
from hqgraph.parsing.dates import DateMention, find_dates
from hqgraph.parsing.dates_yearless import Day
from hqgraph.parsing.milestones import aims_in
from hqgraph.parsing.sentences import Marks
from hqgraph.parsing.target_bearers import Named
from hqgraph.parsing.target_clauses import (
    Stretch,
    clauses,
    quantities_in,
    shields,
    stretches,
)
from hqgraph.parsing.target_context import (
    built,
    counted_before,
    goes_on_about,
    going,
    grouped,
    is_carried,
    is_measure,
    measure_named,
    object_of,
    part_of,
    share_a_thing,
    value_alone,
    without_date,
)
from hqgraph.parsing.target_counts import build
from hqgraph.parsing.target_doers import EVERYONE
from hqgraph.parsing.target_forms import Found, Reading
from hqgraph.parsing.target_grants import grant
from hqgraph.parsing.target_numbers import TRIGGER, Quantity, whole
from hqgraph.parsing.target_rates import metric
from hqgraph.parsing.target_shares import share
from hqgraph.parsing.target_subjects import (
    is_people,
    leading_institutions,
    split_covered,
    starts_with_body,
    strip_leads,
)
from hqgraph.parsing.target_words import CHANGE

_COVERAGE = re.compile(r"全覆盖(?=[，,、；;。！）)\s]|和|及|并|$)")
_COVER_VERB = re.compile(r"(?:100%|(?:全面|基本|逐步|均|要)*(?:实现|达到|做到|保持))+$")
_FACT = re.compile(r"已(?:经|建成|有|完成|达|实现|获)|现有|目前|截至|共有|以来|上述")
_REPORT = re.compile(r"同比(?:提|增|下|降|减|上)")
_GROWTH = re.compile(rf"(?:年均)?{CHANGE}$|占.*$")
_CHANGE = re.compile(CHANGE)
_HARD = "；;：:"


@dataclass(slots=True)
class _Sentence:
    """A sentence while it is read: what is carried from one target to the next."""

    content: str
    span: Span
    dates: list[DateMention]
    groups: list[list[DateMention]]
    shut: Marks
    about: str
    quantities: list[Quantity]
    covers: bool
    passed: list[Span] = field(default_factory=list)
    before: Reading | None = None
    subject: str | None = None
    subject_start: int = 0
    subject_form: str = ""
    doer: str | None = None
    doer_start: int = 0
    name: str = ""
    head: Named | None = None
    head_start: int = 0
    parts: bool = False
    targets: list[Target] = field(default_factory=list)


def targets_in(
    content: str, sentences: Sequence[Span], since: Day | None = None, title: str = ""
) -> tuple[Target, ...]:
    """Return the quantified targets of the sentences in printed order.

    ``content`` is :attr:`Text.content`; the spans of the sentences and of the
    targets count in it. Dates, document numbers, slogans in quotes, hospital
    grades and numbers that only describe are no targets; 全覆盖 is 100 %. ``since`` is
    the day the document speaks from, for 年内 and 9月底前; None where it is not known. A
    ``title`` that names what is built (老年食堂建设) is what 建成15个 counts.
    """
    found: list[Target] = []
    about = built(title) if title else ""
    for span in sentences:
        if TRIGGER.search(content, span.start, span.end) is not None:
            found.extend(_read(content, span, since, about))
    return tuple(found)


def _read(content: str, span: Span, since: Day | None, about: str) -> list[Target]:
    if _REPORT.search(content, span.start, span.end):
        return []
    shut = shields(content, span)
    dates = list(find_dates(content, span.start, span.end, since))
    closed = [shut, Marks(date.span for date in dates)]
    quantities = quantities_in(content, span, closed)
    covers = content.find("全覆盖", span.start, span.end) >= 0
    if not quantities and not covers:
        return []
    groups = grouped(content, list(aims_in(content, span, since)))
    sentence = _Sentence(content, span, dates, groups, shut, about, quantities, covers)
    numbers = Marks(quantity.span for quantity in quantities)
    at = 0
    for clause in clauses(content, span, [shut, numbers]):
        upto = at
        while upto < len(quantities) and quantities[upto].span.end <= clause.end:
            upto += 1
        _read_clause(sentence, clause, quantities[at:upto])
        sentence.passed.append(clause)
        at = upto
    return sentence.targets


def _read_clause(sentence: _Sentence, clause: Span, quantities: Sequence[Quantity]) -> None:
    content = sentence.content
    parts = content[max(clause.start - 3, sentence.span.start) : clause.start - 1] == "其中"
    sentence.parts = sentence.parts or parts
    if not parts and (clause.start == sentence.span.start or content[clause.start - 1] in _HARD):
        sentence.before, sentence.subject, sentence.head = None, None, None
        if content[clause.start - 1] == "：":
            sentence.head = measure_named(_clause_before(sentence))
            sentence.head_start = sentence.passed[-1].start if sentence.passed else clause.start
    if not quantities and not sentence.covers:
        return
    if content[clause.end - 1] == "的" and content[clause.end : clause.end + 1] in ("，", ","):
        return  # a condition: 职工不少于20人的，给予支持
    norm = any(quantity.before in (">=", "<=") for quantity in quantities)
    if not norm and _FACT.search(content, clause.start, clause.end):
        return
    clause = without_date(content, clause, sentence.dates)
    consumed = clause.start
    for stretch in stretches(content, clause, quantities):
        if stretch.run_start < consumed:
            continue
        reading = _read_stretch(sentence, stretch)
        sentence.before = reading or (None if stretch.opens else sentence.before)
        if reading is not None:
            consumed = max(reading.consumed, stretch.run_end)
            _keep(sentence, stretch, reading)
    if sentence.covers:
        _read_coverage(sentence, clause, consumed)


def _read_stretch(sentence: _Sentence, stretch: Stretch) -> Reading | None:
    granted = grant(stretch)
    if granted is not None:
        return granted
    if stretch.run[0].kind in ("rate", "ratio", "bare"):
        return metric(stretch) or share(stretch)
    sentence.parts = sentence.parts or stretch.left.startswith("其中")
    part = part_of(stretch, sentence.targets) if sentence.parts else None
    reading = part or build(stretch, sentence.before) or metric(stretch)
    named = sentence.head is not None and sentence.head.name
    return reading or (value_alone(stretch) if named else None)


def _keep(sentence: _Sentence, stretch: Stretch, reading: Reading) -> None:
    """Turn a reading into targets, with the subject and the date the sentence gives it."""
    dates = _dates(sentence, stretch.run_start, len(reading.found))
    for found, by in zip(reading.found, dates, strict=True):
        start = stretch.start if found.start is None else found.start
        subject = found.subject
        if reading.form in ("metric", "share"):
            if not _name(sentence, found):
                continue
            start, subject = start if found.start is None else found.start, found.subject
            if subject is None:
                subject, start = _carried(sentence, stretch, reading.form, found, start)
            else:
                sentence.subject = subject if is_carried(reading) else None
                sentence.subject_start, sentence.subject_form = start, reading.form
        else:
            if reading.form == "deed":
                found.name = _made_before(sentence) or found.name or sentence.about
                found.name = found.name or counted_before(sentence.targets, found.quantity.unit)
            if not found.name:
                continue
            sentence.name = found.name
            if subject is None:
                subject, start = _doer(sentence, stretch, start)
            else:
                before = sentence.content.find(subject, start, stretch.run_start) >= 0
                sentence.doer, sentence.doer_start = subject if before else None, start
        _add(sentence, found, subject, by, start)


def _doer(sentence: _Sentence, stretch: Stretch, start: int) -> tuple[str | None, int]:
    """Return who is to build what a stretch counts, and where that is printed.

    The doer before the verb goes for the whole clause (全区建成园区12个、工厂100家);
    各部门要明确专人负责，指定1名联络员 names it a clause before.
    """
    if not stretch.opens:
        return sentence.doer, sentence.doer_start if sentence.doer else start
    sentence.doer = None
    for clause in reversed(sentence.passed[-3:]):
        everyone = EVERYONE.match(sentence.content, clause.start, clause.end)
        if everyone:
            return everyone.group("who"), clause.start
    return None, start


def _made_before(sentence: _Sentence) -> str:
    """Return what the clause before is about to make, empty where it names nothing."""
    return object_of(_clause_before(sentence))


def _capped(sentence: _Sentence, found: Found) -> str:
    """Return what is to be built, where a bound of its own follows: 建设多层住宅，不超过18层."""
    return _made_before(sentence) if found.quantity.before in (">=", "<=") else ""


def _clause_before(sentence: _Sentence) -> str:
    """Return the clause before the one that is read, empty for the first."""
    if not sentence.passed:
        return ""
    return sentence.content[sentence.passed[-1].start : sentence.passed[-1].end]


def _name(sentence: _Sentence, found: Found) -> bool:
    """Give a value without a name of its own (力争下降15%) the name before it, if there is one.

    People among those of an institution (其中卫生专业技术人员不低于70%) are the name.
    """
    part = sentence.content[max(found.start or 0, 2) - 2 : found.start] == "其中"
    among = (
        (part or sentence.parts)
        and sentence.subject is not None
        and not is_people(sentence.subject)
    )
    if among and not found.name and is_people(found.subject or ""):
        found.name, found.subject = found.subject or "", sentence.subject
        return True
    headed = sentence.head is not None and sentence.head.name
    if headed and found.name and not found.subject and not is_measure(found.name):
        found.subject, found.name = found.name, ""
    if len(found.name) > 2 or (found.name and not _CHANGE.fullmatch(found.name)):
        if found.name.startswith("占"):
            found.name = _GROWTH.sub("", sentence.name) + found.name
        sentence.name = found.name
        return True
    if not found.name and (found.subject or "").startswith("每"):
        found.name = _made_before(sentence) or sentence.name
        return bool(found.name)
    if sentence.head is not None and headed:
        sentence.name, found.subject = sentence.head.name, found.subject or sentence.head.subject
        found.start = sentence.head_start
    else:
        sentence.name = going(_clause_before(sentence)) or sentence.name
    found.name = sentence.name or _capped(sentence, found)
    if not found.name and found.subject:
        found.name, found.subject = found.subject, None
    return bool(found.name)


def _carried(
    sentence: _Sentence, stretch: Stretch, form: str, found: Found, start: int
) -> tuple[str | None, int]:
    """Return the subject an earlier clause gives to a target, and where that clause starts."""
    if sentence.head is not None and not sentence.head.name:
        return sentence.head.subject, sentence.head_start
    goes_on = not stretch.opens or sentence.before is not None
    if starts_with_body(found.name) or not goes_on_about(sentence.subject, found):
        return None, start
    if sentence.subject is not None and goes_on and sentence.subject_form == form:
        return sentence.subject, sentence.subject_start
    for clause in reversed(sentence.passed[-3:]):
        text = sentence.content[clause.start : clause.end]
        lead = strip_leads(text)
        subject = leading_institutions(text[lead:])
        if subject is not None and share_a_thing(text[lead + len(subject) :], found.name):
            return subject, clause.start + lead
    return None, start


def _dates(sentence: _Sentence, at: int, count: int) -> list[str | None]:
    """Return the dates that govern ``count`` targets at ``at``: as many, or one for all."""
    group = bisect_left(sentence.groups, at, key=lambda aims: aims[0].span.start) - 1
    if group < 0:
        return [None] * count
    dates = [aim.date for aim in sentence.groups[group]]
    return dates if len(dates) == count else [dates[-1]] * count


def _read_coverage(sentence: _Sentence, clause: Span, consumed: int) -> None:
    """Read …全覆盖 in what a clause says behind ``consumed``."""
    content = sentence.content
    start = consumed
    for match in _COVERAGE.finditer(content, consumed, clause.end):
        if sentence.shut.touch(match.start(), match.end()):
            continue
        text = _COVER_VERB.sub("", content[start : match.start()])
        lead = strip_leads(text)
        named = split_covered(text[lead:])
        if len(named.name) >= 2 and not re.fullmatch(r"坚持|推行|力求", named.name):
            quantity = whole(Span(match.start(), match.end()))
            found = Found(quantity, named.name, named.subject, match.end(), "=")
            by = _dates(sentence, match.start(), 1)[0]
            _add(sentence, found, named.subject, by, start + lead)
        start = match.end()


def _add(
    sentence: _Sentence, found: Found, subject: str | None, by: str | None, start: int
) -> None:
    content = sentence.content
    while start < found.end and content[start] in "，,、；;：: \t":
        start += 1
    quantity = found.quantity
    sentence.targets.append(
        Target(
            name=found.name,
            subject=subject,
            op=found.op,
            value=quantity.value if found.value is None else found.value,
            unit=quantity.unit if found.unit is None else found.unit,
            by=by,
            quote=content[start : found.end],
            span=Span(start, found.end),
        )
    )
