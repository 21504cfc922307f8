"""From placed items and table rows to tasks: measures, duties, deadlines, targets, names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hqgraph.model import Assignment, Deadline, DeadlineKind, Measure, Region, Span, Task, TaskKind
from hqgraph.parsing.agencies import Agencies
from hqgraph.parsing.dates import parse_deadline
from hqgraph.parsing.duties import Duty, with_first_leading
from hqgraph.parsing.mentions import hospitals_in, programmes_in
from hqgraph.parsing.milestones import milestones_in
from hqgraph.parsing.name_lists import Named
from hqgraph.parsing.remarks import Scope, first_leads
from hqgraph.parsing.sentences import minus, sentences
from hqgraph.parsing.spoken_duties import spoken_duties
from hqgraph.parsing.targets import targets_in


@dataclass(frozen=True, slots=True)
class Draft:
    """An item before its names are settled: where it stands, its text, its duty forms."""

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

    def measures(self, content: str) -> list[Span]:
        """Return the sentences of the body, its duty forms left out."""
        holes = [duty.clause for duty in self.duties]
        parts = (part for span in self.body for part in minus(span, holes))
        return [sentence for part in parts for sentence in sentences(content, part)]


def finish(
    content: str, drafts: Sequence[Draft], home: Region | None, year: int | None = None
) -> list[Task]:
    """Return the tasks of the drafts, their agencies named as this document names them.

    ``year`` is the document's own, None where it is not known.
    """
    leading = first_leads(content)
    said = [_said(content, draft, leading) for draft in drafts]
    lists: list[Sequence[Named]] = [group for groups in said for group, _ in groups] + [
        duty.for_all for draft in drafts for duty in draft.duties if duty.for_all
    ]
    agencies = Agencies(home, lists, content)
    tasks = [
        _task(content, draft, groups, agencies, year)
        for draft, groups in zip(drafts, said, strict=True)
    ]
    return _inherit(drafts, tasks, agencies)


def _said(content: str, draft: Draft, leading: bool) -> list[tuple[Sequence[Named], Span]]:
    """Return the lists of names of an item with the clause that prints each.

    ``leading``: the document says that the first of each list leads.
    """
    printed: list[tuple[Sequence[Named], Span]] = [
        (with_first_leading(duty.names) if leading else duty.names, duty.clause)
        for duty in draft.duties
        if duty.names
    ]
    if printed or draft.kind is TaskKind.GOAL:
        return printed
    return [
        ((named,), sentence) for named, sentence in spoken_duties(content, draft.measures(content))
    ]


def _task(
    content: str,
    draft: Draft,
    groups: Iterable[tuple[Sequence[Named], Span]],
    agencies: Agencies,
    year: int | None,
) -> Task:
    measures = draft.measures(content)
    texts = [draft.head, *measures]
    return Task(
        no=draft.no,
        section=draft.section,
        title=draft.title,
        kind=draft.kind,
        span=draft.span,
        head=draft.head,
        main=draft.main,
        assignments=tuple(_assignments(groups, agencies)),
        deadline=_deadline(content, draft),
        milestones=milestones_in(content, measures, year),
        targets=targets_in(content, measures, year),
        hospitals=hospitals_in(content, texts),
        programmes=programmes_in(content, measures),
        measures=tuple(Measure(span) for span in measures),
        numbered=draft.numbered,
    )


def _assignments(
    groups: Iterable[tuple[Sequence[Named], Span]], agencies: Agencies
) -> Iterable[Assignment]:
    """Yield every agency once, in its first role."""
    seen: set[str] = set()
    for names, clause in groups:
        for named, agency in zip(names, agencies.agencies(names), strict=True):
            if agency.canonical not in seen:
                seen.add(agency.canonical)
                yield Assignment(agency, named.role, named.span, clause)


def _deadline(content: str, draft: Draft) -> Deadline | None:
    spans = [draft.deadline, *(duty.deadline for duty in draft.duties)]
    for span in spans:
        if span is None:
            continue
        text = content[span.start : span.end]
        parsed = parse_deadline(text)
        if parsed is not None:
            kind, date = parsed
            return Deadline(text, kind, date if kind is DeadlineKind.BY else None, span)
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
            for at in _meant(drafts, index, duty.scope):
                if tasks[at].kind is TaskKind.TASK or (
                    tasks[at].kind is TaskKind.SAFEGUARD
                    and drafts[at].duties
                    and not duty.tasks_only
                ):
                    tasks[at] = _inheriting(tasks[at], duty, agencies)
    return tasks


def _meant(drafts: Sequence[Draft], index: int, scope: Scope) -> Iterable[int]:
    """Return the places of the items that a remark of the item ``index`` speaks of.

    以上 reaches back to where the section begins.
    """
    if scope is Scope.FOLLOWING:
        return range(index + 1, len(drafts))
    if scope is Scope.PRECEDING:
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
