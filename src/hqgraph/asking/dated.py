"""Dates that stand in the text of a task and not in its 完成时限: milestones and targets.

到2025年，创建3所三级医院 is a date of that target, 2022年底前，……预约诊疗率达50%以上 one of that
sentence. They answer where no deadline does, and an answer from them says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from hqgraph.asking.query import (
    Constraint,
    DateOfTarget,
    DateSays,
    DeadlineKind,
    Due,
    Form,
    Mentions,
    MilestoneDue,
    Not,
    Numbered,
    Programme,
    Query,
    Says,
    TargetIs,
    TaskIs,
    ThemeIs,
    TitleHas,
    Want,
)
from hqgraph.messages import say
from hqgraph.records import replace

_NAMED = (TaskIs, Numbered, TitleHas)
_WHEN = {Form.LIST, Form.LAST}
"""最晚什么时候 asks for the last day there is, which a date is by itself."""
_LISTS = {Form.LIST, Form.COUNT, Form.WHETHER, Form.COUNT_EACH}


def of_target(asked: Query) -> Query | None:
    """Return the question for the dates of the targets that it names; None where it names none.

    A target's own date goes before the deadline of its task.
    """
    targets = [item for item in asked.where if isinstance(item, TargetIs)]
    if asked.want is not Want.DEADLINE or asked.form not in _WHEN or not targets:
        return None
    kept = tuple(item for item in asked.where if not isinstance(item, DeadlineKind))
    own = DateOfTarget("、".join(item.words for item in targets))
    note = say("asking.note.date-of-target")
    notes = (*asked.notes, note)
    return replace(asked, want=Want.DATE, form=Form.LIST, where=(*kept, own), notes=notes)


def said(asked: Query) -> Query | None:
    """Return the question for dated sentences with its words, where these are no known name."""
    free = any(isinstance(item, Says) and item.free for item in asked.where)
    if asked.want is not Want.DEADLINE or asked.form not in _WHEN or not free:
        return None
    return next(_when(asked), None)


def instead(asked: Query) -> Iterator[Query]:
    """Yield what to ask of the dates in the text where no deadline answers, the closest first."""
    if asked.want is Want.DEADLINE and asked.form in _WHEN:
        yield from _when(asked)
    elif asked.want in {Want.TASK, Want.AGENCY} and asked.form in _LISTS:
        due = [item for item in asked.where if isinstance(item, Due) and (item.first or item.last)]
        if due and not any(_denies(item) for item in asked.where):
            kept = (_milestone(item) if item in due else item for item in asked.where)
            note = say("asking.note.milestones")
            yield replace(asked, where=tuple(kept), notes=(*asked.notes, note))


def _denies(item: Constraint) -> bool:
    """Tell whether a time is denied: what has none is not what has another one in its text."""
    return isinstance(item, Not) and isinstance(item.inner, Due | DeadlineKind)


def _milestone(item: Constraint) -> Constraint:
    return MilestoneDue(item.first, item.last, item.words) if isinstance(item, Due) else item


def _when(asked: Query) -> Iterator[Query]:
    """Yield the question for sentences with all its words, then for all dates of the task named."""
    plain = [item for item in asked.where if not isinstance(item, DeadlineKind)]
    if any(isinstance(item, Not) for item in plain):
        return
    words = [(item, forms) for item in plain if (forms := _forms(item))]
    if words:
        rest = [item for item in plain if not _forms(item)]
        says = tuple(DateSays(forms, item.words) for item, forms in words)  # type: ignore[union-attr]
        yield _dates(asked, (*rest, *says), "asking.note.date-said")
    if any(isinstance(item, _NAMED) for item in plain):
        yield _dates(asked, tuple(plain), "asking.note.dates-of-task")


def _dates(asked: Query, where: tuple[Constraint, ...], note: str) -> Query:
    return replace(asked, want=Want.DATE, form=Form.LIST, where=where, notes=(say(note),))


def _forms(item: Constraint) -> tuple[str, ...]:
    """Return the forms, one of which a dated sentence must have; none for what is no words."""
    if isinstance(item, Mentions):
        from urllib.parse import unquote  # noqa: PLC0415 (most questions want no date)

        return tuple(dict.fromkeys(unquote(iri.rpartition("/")[2]) for iri in item.hospitals))
    if isinstance(item, Says):
        return tuple(dict.fromkeys((item.text, item.bare or item.text)))
    if isinstance(item, TitleHas):
        return (item.text,)
    if isinstance(item, Programme):
        return item.names
    return (item.words,) if isinstance(item, ThemeIs | TargetIs) else ()
