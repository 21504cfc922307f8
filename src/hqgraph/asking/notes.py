"""What is said beside an answer: of several readings which, what else there is, where to look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hqgraph.asking.answer import Answer, Thing, things_of
from hqgraph.asking.focus import ROLES
from hqgraph.asking.query import (
    Charged,
    Constraint,
    EachOf,
    Form,
    Numbered,
    Query,
    Says,
    TaskIs,
    ThemeIs,
    TitleHas,
    Want,
)
from hqgraph.graph import Graph
from hqgraph.messages import say
from hqgraph.records import replace

_SHOWN = 6


def remarks(graph: Graph, asked: Query, found: Answer) -> Iterator[str]:
    """Yield what must be said with an answer that was found."""
    if asked.want is not Want.TASK and found.answers:
        yield from _several(graph, asked)
    if asked.want is Want.TASK and found.answers and not asked.items:
        yield from _items(graph, asked, found)


def hint(graph: Graph, asked: Query) -> str:
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


def _other_parts(graph: Graph, asked: Query) -> str:
    """Say that bodies have a part, only not the one asked after: no 牵头 is printed."""
    charged = [item for item in asked.where if isinstance(item, Charged)]
    if asked.want is not Want.TASK or not any(item.roles != ROLES["any"] for item in charged):
        return ""
    where = tuple(
        replace(item, roles=ROLES["any"]) if isinstance(item, Charged) else item
        for item in asked.where
    )
    wider = replace(asked, where=where, form=Form.LIST, having=None)
    tasks = things_of(graph, wider)
    return say("asking.note.other-parts", known=_known(tasks)) if tasks else ""


def _several(graph: Graph, asked: Query) -> Iterator[str]:
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


def _items(graph: Graph, asked: Query, found: Answer) -> Iterator[str]:
    """Say which goals and safeguards a body is named under, which are no tasks."""
    if not any(isinstance(item, Charged | EachOf) for item in asked.where):
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


def with_remarks(graph: Graph, asked: Query, found: Answer) -> Answer:
    """Return an answer with its remarks, or with where else to look."""
    if found.answers:
        return replace(found, notes=(*found.notes, *remarks(graph, asked, found)))
    if found.understood and (parts := _other_parts(graph, asked)):
        return replace(found, why=say("asking.none-because", why=parts))
    if found.understood and (else_where := hint(graph, asked)):
        return replace(found, why=say("asking.none-because", why=else_where))
    return found
