"""From placed items and table rows to tasks: measures, duties, deadlines, targets, names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from hqgraph.model import (
    Assignment,
    Deadline,
    DeadlineKind,
    Measure,
    Region,
    Role,
    Span,
    Task,
    TaskKind,
)
from hqgraph.parsing.agencies import Agencies
from hqgraph.parsing.dates import parse_deadline
from hqgraph.parsing.dates_yearless import Day
from hqgraph.parsing.duties import Duty, with_first_leading
from hqgraph.parsing.mentions import hospitals_in, programmes_in
from hqgraph.parsing.milestones import milestones_in
from hqgraph.parsing.name_lists import Named
from hqgraph.parsing.remarks import Scope, first_leads
from hqgraph.parsing.sentences import minus, sentences
from hqgraph.parsing.spoken_duties import partners, spoken_duties
from hqgraph.parsing.targets import targets_in


@dataclass(frozen=True, slots=True)
class Draft:
    """An item before its names are settled: where it stands, its text, its duty forms.

    ``silent`` are the bodies of its points that print no duty form, beside some that may.
    """

    no: str
    title: str
    kind: TaskKind
    section: str | None
    main: str | None
    span: Span
    head: Span
    body: tuple[Span, ...]
    duties: tuple[Duty, ...]
    deadline: Span | None = None
    numbered: bool = True
    silent: tuple[Span, ...] = ()

    def measures(self, content: str) -> list[Span]:
        """Return the sentences of the body, its duty forms left out."""
        holes = [duty.clause for duty in self.duties]
        parts = (part for span in self.body for part in minus(span, holes))
        return [sentence for part in parts for sentence in sentences(content, part)]


def finish(
    content: str, drafts: Sequence[Draft], home: Region | None, since: Day | None = None
) -> list[Task]:
    """Return the tasks of the drafts, their agencies named as this document names them.

    ``since`` is the day the document speaks from, None where it is not known.
    """
    leading = first_leads(content)
    measures = [draft.measures(content) for draft in drafts]
    said = [
        _said(content, draft, own, leading) for draft, own in zip(drafts, measures, strict=True)
    ]
    lists: list[Sequence[Named]] = [group for groups in said for group, _ in groups] + [
        duty.for_all for draft in drafts for duty in draft.duties if duty.for_all
    ]
    agencies = Agencies(home, lists, content)
    tasks = [
        _task(content, draft, own, _assignments(groups, agencies), since)
        for draft, own, groups in zip(drafts, measures, said, strict=True)
    ]
    return _inherit(drafts, tasks, agencies)


def _said(
    content: str, draft: Draft, measures: Sequence[Span], leading: bool
) -> list[tuple[Sequence[Named], Span]]:
    """Return the lists of names of an item with the clause that prints each.

    ``leading``: the document says that the first of each list leads.
    """
    own = [(_own_names(draft, duty), duty.clause) for duty in draft.duties]
    printed: list[tuple[Sequence[Named], Span]] = [
        (with_first_leading(names) if leading else names, clause) for names, clause in own if names
    ]
    if printed and all(clause.within(draft.head) for _, clause in printed):
        return printed + [((named,), at) for named, at in partners(content, measures)]
    if draft.kind is TaskKind.GOAL or (printed and not draft.silent):
        return printed
    if printed:
        measures = [at for at in measures if any(at.within(part) for part in draft.silent)]
    spoken = groupby(spoken_duties(content, measures), key=itemgetter(1))
    return printed + [(tuple(named for named, _ in found), sentence) for sentence, found in spoken]


def _own_names(draft: Draft, duty: Duty) -> tuple[Named, ...]:
    """Return whom a duty form charges with this item: not those of 以上任务 after a safeguard."""
    if duty.for_all and _is_afterword(draft, duty):
        return tuple(named for named in duty.names if named not in duty.for_all)
    return duty.names


def _is_afterword(draft: Draft, duty: Duty) -> bool:
    """Tell a remark on all tasks (以上任务均由X牵头) that closes the safeguards behind them."""
    looks_back = duty.scope is Scope.PRECEDING and duty.tasks_only
    return looks_back and draft.kind is TaskKind.SAFEGUARD


def _task(
    content: str,
    draft: Draft,
    measures: Sequence[Span],
    assignments: Iterable[Assignment],
    since: Day | None,
) -> Task:
    texts = [draft.head, *measures]
    return Task(
        no=draft.no,
        section=draft.section,
        title=draft.title,
        kind=draft.kind,
        span=draft.span,
        head=draft.head,
        main=draft.main,
        assignments=tuple(assignments),
        deadline=_deadline(content, draft, since),
        milestones=milestones_in(content, measures, since),
        targets=targets_in(content, measures, since, draft.title),
        hospitals=hospitals_in(content, texts),
        programmes=programmes_in(content, measures),
        measures=tuple(Measure(span) for span in measures),
        numbered=draft.numbered,
    )


def _assignments(
    groups: Iterable[tuple[Sequence[Named], Span]], agencies: Agencies
) -> Iterable[Assignment]:
    """Yield every agency once in each role that it is printed in.

    A clause that prints a body as its lead and among the responsible ones means
    the lead alone.
    """
    seen: set[tuple[str, Role]] = set()
    for names, clause in groups:
        printed = list(zip(names, agencies.agencies(names), strict=True))
        leads = [agency.canonical for named, agency in printed if named.role is Role.LEAD]
        for named, agency in printed:
            part = (agency.canonical, named.role)
            if part in seen or (named.role is Role.RESPONSIBLE and part[0] in leads):
                continue
            seen.add(part)
            yield Assignment(agency, named.role, named.span, clause)


def _deadline(content: str, draft: Draft, since: Day | None) -> Deadline | None:
    spans = [draft.deadline, *(duty.deadline for duty in draft.duties)]
    for span in spans:
        if span is None:
            continue
        text = content[span.start : span.end]
        parsed = parse_deadline(text, since)
        if parsed is not None:
            kind, day = parsed
            return Deadline(text, kind, day if kind is DeadlineKind.BY else None, span)
    return None


def _inherit(drafts: Sequence[Draft], tasks: list[Task], agencies: Agencies) -> list[Task]:
    """Give the bodies of 以下各项任务均需X落实 to the tasks it speaks of.

    A safeguard takes part only where it prints a duty form of its own and the
    remark does not speak of tasks.
    """
    for index, draft in enumerate(drafts):
        for duty in draft.duties:
            if not duty.for_all:
                continue
            for at in _meant(drafts, index, duty):
                if tasks[at].kind is TaskKind.TASK or (
                    tasks[at].kind is TaskKind.SAFEGUARD
                    and drafts[at].duties
                    and not duty.tasks_only
                ):
                    tasks[at] = _inheriting(tasks[at], duty, agencies)
    return tasks


def _meant(drafts: Sequence[Draft], index: int, duty: Duty) -> Iterable[int]:
    """Return the places of the items that a remark of the item ``index`` speaks of.

    以上 reaches back to where the section begins; behind the safeguards, where
    no task stands, it means all tasks.
    """
    if duty.scope is Scope.FOLLOWING:
        return range(index + 1, len(drafts))
    if _is_afterword(drafts[index], duty):
        return range(index)
    if duty.scope is Scope.PRECEDING:
        return [at for at in range(index) if drafts[at].section == drafts[index].section]
    return [at for at in range(len(drafts)) if at != index]


def _inheriting(task: Task, duty: Duty, agencies: Agencies) -> Task:
    own = {assignment.agency.canonical for assignment in (*task.assignments, *task.inherits)}
    more = tuple(
        Assignment(agency, named.role, named.span, duty.clause)
        for named, agency in zip(duty.for_all, agencies.agencies(duty.for_all), strict=True)
        if agency.canonical not in own
    )
    return replace(task, inherits=task.inherits + more)
