"""Tasks that a document gives to bodies all at once (以下各项任务均需各县区人民政府落实).

They count for a body that a question names, though no task prints it; how many they
are is said beside the answer. Who has the fewest tasks is asked of the others only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hqgraph.asking.query import (
    AgencyIs,
    Charged,
    Constraint,
    EachOf,
    Form,
    Itemised,
    Not,
    Query,
    Than,
    Want,
)
from hqgraph.asking.rows import Row, all_given_wholesale, given_wholesale, rows_of
from hqgraph.graph import Asked
from hqgraph.messages import say
from hqgraph.records import replace

Found = Callable[[Asked, Query], tuple[dict[str, object], ...]]
_GIVEN = "inherited"


def notes(graph: Asked, asked: Query, things_of: Found) -> Iterator[str]:
    """Say how many of the tasks meant are given wholesale, or that such tasks are left out."""
    named = [(item, found) for item in asked.where if (found := _named(item, asked)) is not None]
    bodies = tuple(iri for _, found in named for iri in found.agencies)
    if not bodies or not given_wholesale(graph, bodies):
        return
    counted = [(item, found) for item, found in named if _GIVEN in found.roles]
    if not counted:
        yield say("asking.note.wholesale")
    tasks: set[object] = set()
    for item, found in counted:
        if isinstance(item, Not):
            yield say("asking.note.wholesale-out")
            continue
        others = tuple(one for one in asked.where if one is not item)
        where = (*others, replace(found, roles=(_GIVEN,)))
        wide = replace(asked, want=Want.TASK, form=Form.LIST, where=where, roles=(), having=None)
        tasks.update(thing["iri"] for thing in things_of(graph, wide))
    if tasks:
        yield say("asking.note.wholesale-in", count=len(tasks))


def itemised(graph: Asked, asked: Query, rows: list[Row]) -> tuple[Query, list[Row]] | None:
    """Return the question without the bodies that are given all tasks at once, and its rows.

    None but where one of them is among ``rows``, those with the fewest of all bodies.
    """
    named = any(isinstance(item, AgencyIs | Itemised) for item in asked.where)
    if asked.want is not Want.AGENCY or asked.form is not Form.LEAST or named:
        return None
    found = sorted({row["agency"] for row in rows})
    if not found or not given_wholesale(graph, found):
        return None
    fair = replace(asked, where=(*asked.where, Itemised(say("asking.read.itemised"))))
    given = all_given_wholesale(graph)
    kept = [row for row in rows if row["agency"] not in given]
    whole = kept and asked.rank == 1 and not asked.top  # these have the fewest then, too
    return fair, (kept if whole else rows_of(graph, fair))


def _named(item: Constraint, asked: Query) -> Charged | None:
    """Return the bodies that a constraint names, as having a part in the tasks."""
    if isinstance(item, Not):
        return item.inner if isinstance(item.inner, Charged) else None
    if isinstance(item, Charged):
        return item
    if isinstance(item, EachOf):
        return Charged(item.agencies, item.roles, item.words)
    if isinstance(item, Than) and item.side == "agency":
        return Charged(item.pair, item.roles, item.words)
    return Charged(item.agencies, asked.roles, item.words) if isinstance(item, AgencyIs) else None
