"""What is said beside an answer: of several readings which, what else there is, where to look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hqgraph.asking.answer import Answer, Thing, things_of
from hqgraph.asking.query import (
    Charged,
    Constraint,
    DeadlineKind,
    EachOf,
    Form,
    Not,
    Numbered,
    Programme,
    Query,
    Says,
    TargetDue,
    TargetIs,
    TaskIs,
    ThemeIs,
    TitleHas,
    Want,
)
from hqgraph.asking.rows import beyond_tasks
from hqgraph.asking.wanted import ROLES
from hqgraph.graph import Asked
from hqgraph.messages import say
from hqgraph.records import replace

_SHOWN = 6


def remarks(graph: Asked, asked: Query, found: Answer) -> Iterator[str]:
    """Yield what must be said with an answer that was found."""
    if asked.want is not Want.TASK and found.answers:
        yield from _several(graph, asked)
    if (left := _left_undated(graph, asked)) and found.answers:
        yield say("asking.note.undated", count=left)
    if asked.want is Want.TASK and found.answers and not asked.items:
        yield from _items(graph, asked, found)


def undated(asked: Query) -> Query | None:
    """Return what to answer where nothing is without a date, or has the date asked for.

    For named targets of a time those without a date, for tasks without 时限 those of
    持续推进; with a note. None where the question is of neither sort.
    """
    for item in asked.where:
        if isinstance(item, Not) and isinstance(item.inner, DeadlineKind) and not item.inner.kind:
            ongoing = DeadlineKind("ongoing", say("asking.read.ongoing"))
            kept = tuple(ongoing if other is item else other for other in asked.where)
            note = say("asking.note.ongoing-all")
            return replace(asked, where=kept, notes=(*asked.notes, note))
    if not any(isinstance(item, TargetIs) for item in asked.where):
        return None
    note = say("asking.note.undated-all")
    return replace(found, notes=(*asked.notes, note)) if (found := _undated(asked)) else None


def written(asked: Query) -> Query | None:
    """Return the question for the words themselves where no task has a 工程 of that name."""
    named = [item for item in asked.where if isinstance(item, Programme)]
    if asked.want is not Want.TASK or not named:
        return None
    kept = (
        Says(item.names[0], item.words) if isinstance(item, Programme) else item
        for item in asked.where
    )
    note = say("asking.note.written", words="、".join(item.words for item in named))
    return replace(asked, where=tuple(kept), notes=(*asked.notes, note))


def _undated(asked: Query) -> Query | None:
    """Return the question with targets that have no date in place of those of a time."""
    if asked.want is not Want.TARGET or not any(isinstance(i, TargetDue) for i in asked.where):
        return None
    open_ = (
        replace(item, undated=True, words=say("asking.read.undated"))
        if isinstance(item, TargetDue)
        else item
        for item in asked.where
    )
    return replace(asked, where=tuple(open_))


def _left_undated(graph: Asked, asked: Query) -> int:
    """Return how many targets are left out because no date is printed for them."""
    open_ = _undated(asked)
    if open_ is None or any(isinstance(i, TargetDue) and i.undated for i in asked.where):
        return 0
    return len(things_of(graph, replace(open_, form=Form.LIST)))


def hint(graph: Asked, asked: Query) -> str:
    """Say that the text has the words that no title and no theme has; empty where it has not."""
    words = [item for item in asked.where if isinstance(item, TitleHas | ThemeIs)]
    if not words:
        return ""
    kept = [item for item in asked.where if item not in words]
    said = tuple(Says(item.words, f"“{item.words}”") for item in words)
    wider = replace(asked, where=(*kept, *said), want=Want.TASK, form=Form.LIST, roles=())
    tasks = things_of(graph, wider)
    if not tasks:
        return ""
    named = "、".join(item.words for item in words)
    return say("asking.note.said-in", words=named, known=_known(tasks))


def _other_parts(graph: Asked, asked: Query) -> str:
    """Say that bodies have a part, only not the one asked after: no 牵头 is printed."""
    charged = [item for item in asked.where if isinstance(item, Charged)]
    some = any(set(ROLES["any"]) - set(item.roles) for item in charged)
    if asked.want is not Want.TASK or not some:
        return ""
    where = tuple(
        replace(item, roles=ROLES["any"]) if isinstance(item, Charged) else item
        for item in asked.where
    )
    wider = replace(asked, where=where, form=Form.LIST, having=None)
    tasks = things_of(graph, wider)
    return say("asking.note.other-parts", known=_known(tasks)) if tasks else ""


def _several(graph: Asked, asked: Query) -> Iterator[str]:
    """Say which tasks a number or title stands for, where several documents have it."""
    named = [item for item in asked.where if isinstance(item, Numbered | TaskIs)]
    if not named:
        return
    kept: tuple[Constraint, ...] = tuple(
        item for item in asked.where if not isinstance(item, Charged | EachOf)
    )
    wide = replace(asked, want=Want.TASK, form=Form.LIST, where=kept, roles=(), having=None)
    tasks = things_of(graph, wide)
    if len({task["document"] for task in tasks}) > 1:
        yield say(
            "asking.note.tasks-many", name="、".join(i.words for i in named), known=_known(tasks)
        )


def _items(graph: Asked, asked: Query, found: Answer) -> Iterator[str]:
    """Say which goals and safeguards a body is named under, which are no tasks."""
    charged = [item for item in asked.where if isinstance(item, Charged | EachOf)]
    bodies = [iri for item in charged for iri in item.agencies]
    if not charged or (bodies and not beyond_tasks(graph, bodies)):
        return
    wide = replace(asked, form=Form.LIST, items=True, having=None, notes=())
    own = replace(asked, form=Form.LIST, having=None, notes=())
    known = found.answers if asked.form is Form.LIST else things_of(graph, own)
    tasks = {thing["iri"] for thing in known}
    more = [t for t in things_of(graph, wide) if t["iri"] not in tasks]
    if more:
        yield say("asking.note.items-too", known=_known(more))


def _known(tasks: Sequence[Thing]) -> str:
    said = [f"{task['region']}{task['no']}“{task['label']}”" for task in tasks[:_SHOWN]]
    more = say("asking.more", count=len(tasks)) if len(tasks) > _SHOWN else ""
    return "、".join(said) + more


def with_remarks(graph: Asked, asked: Query, found: Answer) -> Answer:
    """Return an answer with its remarks, or with where else to look."""
    if found.answers:
        return replace(found, notes=(*found.notes, *remarks(graph, asked, found)))
    if found.understood and (left := _left_undated(graph, asked)):
        why = say("asking.note.undated", count=left)
        return replace(found, why=say("asking.none-because", why=why))
    if found.understood and (parts := _other_parts(graph, asked)):
        return replace(found, why=say("asking.none-because", why=parts))
    if found.understood and (else_where := hint(graph, asked)):
        return replace(found, why=say("asking.none-because", why=else_where))
    return found
