"""What to answer where a question finds nothing as it stands: by the text, by other dates.

Each way is tried in turn and says so in a note. Words of the text lead to bodies, deadlines
and hospitals only where they are those of one task in a document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hqgraph.asking import dated
from hqgraph.asking.answer import Answer, Thing, things_of
from hqgraph.asking.notes import undated, written
from hqgraph.asking.query import (
    AnyOf,
    Constraint,
    Due,
    Form,
    InDocument,
    InSection,
    Not,
    Programme,
    Query,
    Says,
    TaskIs,
    ThemeIs,
    TitleHas,
    Want,
    Within,
)
from hqgraph.graph import Asked
from hqgraph.messages import say
from hqgraph.records import replace

_LONG = 4
_SHOWN = 6
_FEW = 5
"""Over so many places at most other dates are looked for beside an answer."""
_OF_ONE_TASK = {Want.AGENCY, Want.DEADLINE}
_BY_TEXT = {Want.TASK, Want.AGENCY, Want.HOSPITAL, Want.DEADLINE}


def before(asked: Query) -> Iterator[Query]:
    """Yield what answers a question better than its plain reading does, if anything."""
    if (own := dated.of_target(asked)) is not None:
        yield own
    if (said := dated.said(asked)) is not None:
        yield said


def others(asked: Query) -> Iterator[Query]:
    """Yield what to ask where the plain reading finds nothing, the closest first."""
    if (open_ := undated(asked) or written(asked)) is not None:
        yield open_
    yield from dated.instead(asked)
    if (text := _bare(asked)) is not None:
        yield text
    if (heading := _under(asked)) is not None:
        yield heading
    if (text := _in_text(asked)) is not None:
        yield text


def told(graph: Asked, asked: Query, found: Answer) -> Answer:
    """Return an answer with which tasks say its words; none where they are those of several."""
    words = [item for item in asked.where if isinstance(item, Says) and item.free]
    if not found.answers:
        return found
    if not words:
        return _with_dates(graph, asked, found)
    said = "、".join(item.words for item in words)
    if asked.want not in _OF_ONE_TASK or asked.form not in {Form.LIST, Form.LAST}:
        return replace(found, notes=(*found.notes, say("asking.note.by-text", words=said)))
    tasks = things_of(graph, replace(asked, want=Want.TASK, form=Form.LIST, roles=(), having=None))
    known = _known(tasks)
    if any(count > 1 for count in Counter(task["document"] for task in tasks).values()):
        bare = "、".join(item.text for item in words)
        why = say("asking.none-because", why=say("asking.note.said-in", words=bare, known=known))
        return replace(found, answers=(), evidence=(), why=why)
    note = say("asking.note.by-task", words=said, known=known)
    return replace(found, notes=(*found.notes, note))


def _with_dates(graph: Asked, asked: Query, found: Answer) -> Answer:
    """Return tasks of a time with a note on those whose text alone says that time."""
    placed = any(
        isinstance(item, InDocument | TaskIs)
        or (isinstance(item, Within) and not item.inside and len(item.regions) <= _FEW)
        for item in asked.where
    )
    if asked.want is not Want.TASK or asked.form is not Form.LIST or not placed:
        return found
    known = {thing.get("iri") for thing in found.answers}
    for dates in dated.instead(asked):
        more = tuple(task for task in things_of(graph, dates) if task["iri"] not in known)
        if more:
            note = say("asking.note.milestones-too", known=_known(more))
            return replace(found, notes=(*found.notes, note))
    return found


def denied(graph: Asked, asked: Query) -> str:
    """Return why a question is refused that denies words which stand in no text at all."""
    for item in asked.where:
        if isinstance(item, Not) and isinstance(item.inner, Says) and item.inner.free:
            known = Query(Want.TASK, (item.inner,), items=True)
            if not things_of(graph, known):
                return say("asking.unknown", words=item.inner.text)
    return ""


def unknown(graph: Asked, asked: Query) -> str:
    """Return why a question is refused whose words stand in no text; empty where it has none.

    So is one for what is not due then, where no task has a deadline.
    """
    undue = any(isinstance(item, Not) and isinstance(item.inner, Due) for item in asked.where)
    if undue and asked.form is Form.COUNT:
        return say("asking.none-because", why=say("asking.note.no-deadlines"))
    words = [item for item in asked.where if isinstance(item, Says) and item.free]
    if not words:
        return ""
    placed = tuple(item for item in asked.where if isinstance(item, Within | InDocument))
    more = len(asked.where) > len(placed) + len(words) or asked.want is not Want.TASK
    if more and things_of(graph, Query(Want.TASK, (*placed, *words), items=True)):
        return ""
    return say("asking.unknown", words="、".join(item.text for item in words))


def _bare(asked: Query) -> Query | None:
    """Return the question for words without 做 and 建设 around them."""
    if not any(isinstance(item, Says) and item.bare not in {"", item.text} for item in asked.where):
        return None
    where = tuple(
        replace(item, text=item.bare, words=f"“{item.bare}”", bare="")
        if isinstance(item, Says) and item.bare
        else item
        for item in asked.where
    )
    return replace(asked, where=where)


def _under(asked: Query) -> Query | None:
    """Return the question for the tasks under a heading that has the words."""
    words = [item for item in asked.where if isinstance(item, Says) and item.free]
    if not words or asked.want not in {Want.TASK, Want.AGENCY} or asked.form is Form.WHETHER:
        return None
    where = tuple(
        InSection(item.text, item.words) if item in words else item for item in asked.where
    )
    note = say("asking.note.under", words="、".join(item.words for item in words))
    return replace(asked, where=where, items=True, notes=(*asked.notes, note))


def _in_text(asked: Query) -> Query | None:
    """Return the question for words of the text where no title and no theme has them."""
    named = [item for item in asked.where if isinstance(item, TitleHas | ThemeIs | Programme)]
    if not named or asked.want not in _BY_TEXT or asked.form not in {Form.LIST, Form.COUNT}:
        return None
    if any(len(item.words) < _LONG for item in named):
        return None
    if any(isinstance(item, Not | AnyOf) for item in asked.where):
        return None
    return replace(asked, where=tuple(_written(asked, item) for item in asked.where))


def _written(asked: Query, item: Constraint) -> Constraint:
    if not isinstance(item, TitleHas | ThemeIs | Programme):
        return item
    text = item.names[0] if isinstance(item, Programme) else item.words
    return Says(text, f"“{text}”", asked.want is Want.HOSPITAL, free=True)


def _known(tasks: tuple[Thing, ...]) -> str:
    said = [f"{task['region']}{task['no']}“{task['label']}”" for task in tasks[:_SHOWN]]
    more = say("asking.more", count=len(tasks)) if len(tasks) > _SHOWN else ""
    return "、".join(said) + more
