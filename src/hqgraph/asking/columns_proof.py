"""What proves the things found in columns: the duties, deadlines and headings that say so.

The counterpart of what :mod:`hqgraph.asking.spell` says of evidence. Only nodes are
found here; the words they stand for are in the graph.
"""

# ruff: noqa: S608 (SQL is put together here, from our own words only)

from __future__ import annotations

from collections.abc import Sequence

from hqgraph.asking import query as graph
from hqgraph.asking.columns_core import Core
from hqgraph.asking.columns_parts import (
    LIMIT,
    Part,
    UnspokenError,
    between,
    held,
    joined,
    nodes,
    roles,
)
from hqgraph.asking.query import Constraint, Query, Want
from hqgraph.asking.spell import about_tasks

MOST = 400
"""Proofs that are looked up: of every thing one, before any has a second."""
_ITSELF = {Want.TARGET, Want.DEADLINE, Want.DATE, Want.MEASURE} | {
    Want.ISSUED, Want.ISSUER, Want.NUMBER
}  # fmt: skip
_PROVING = (
    graph.Charged, graph.CalledSo, graph.EachOf, graph.Due, graph.DeadlineKind, graph.Says,
    graph.MilestoneDue, graph.AnyOf, graph.Than,
)  # fmt: skip
_OWNERS = {
    Want.TASK: ("t.iri", "t.id", ""),
    Want.AGENCY: ("a.iri", "h.agency", "JOIN thing a ON a.id = h.agency"),
    Want.HOSPITAL: ("a.iri", "m.hospital", "JOIN thing a ON a.id = m.hospital"),
    Want.DOCUMENT: ("a.iri", "d.id", "JOIN thing a ON a.id = d.id"),
}


def is_itself(asked: Query) -> bool:
    """Tell whether what is found, or its document, is what its evidence hangs on."""
    return asked.want in _ITSELF


def names_hospitals(asked: Query) -> bool:
    """Tell whether the sentence that names a hospital is the proof."""
    if asked.want is Want.HOSPITAL:
        return True
    said = any(isinstance(item, graph.Mentions) for item in asked.where)
    return asked.want is Want.TASK and said and _first(asked) is None


def proofs(asked: Query, found: Sequence[str]) -> Part:
    """Return the SQL for the nodes (``node``) that prove the things found (``owner``).

    ``found`` are their IRIs. Where :func:`names_hospitals`, the node is the hospital, and
    the sentence is one of the task in ``task``. Raises UnspokenError.
    """
    if asked.want not in _OWNERS or any(isinstance(i, graph.Linked) for i in asked.where):
        raise UnspokenError
    core = Core(asked)
    owner, anchor, way = _OWNERS[asked.want]
    node, proof = _node(asked)
    task = "t.iri" if about_tasks(asked) else "NULL"
    inner = core.select(
        f"DISTINCT {node} AS node, {owner} AS owner, {task} AS task",
        way,
        more=(proof,),
        where=(held(f"{anchor} IN {{}}", nodes(found)),),
    )
    turns = "ROW_NUMBER() OVER (PARTITION BY owner ORDER BY node, task)"
    form = f"SELECT node, owner, task FROM (SELECT *, {turns} AS turn FROM ({{}}))"
    return held(f"{form} ORDER BY turn, owner, node LIMIT {MOST}", inner)


def _first(asked: Query) -> Constraint | None:
    return next((item for item in asked.where if isinstance(item, _PROVING)), None)


def _node(asked: Query) -> tuple[str, Part]:
    """Return what proves a thing, and what leads there from its task."""
    if asked.want is Want.AGENCY:
        return "t.iri || h.tail", Part("")
    if asked.want is Want.HOSPITAL:
        return "a.iri", Part("")
    if names_hospitals(asked):
        said = next(item for item in asked.where if isinstance(item, graph.Mentions))
        form = "JOIN hospital p ON p.item = t.id AND p.hospital IN {} JOIN thing o"
        return "o.iri", held(form + " ON o.id = p.hospital", nodes(said.hospitals))
    if (item := _first(asked)) is not None:
        return _of_constraint(item)
    return ("t.iri" if about_tasks(asked) else "a.iri"), Part("")


def _of_constraint(item: Constraint) -> tuple[str, Part]:
    if isinstance(item, graph.EachOf):
        return "t.iri || e.tail", Part("")
    if isinstance(item, graph.Charged):
        part = roles("p.role", item.roles) if item.roles else Part("")
        tests = joined([held("p.agency IN {}", nodes(item.agencies)), part], " AND ")
        return "t.iri || p.tail", held("JOIN duty p ON p.item = t.id AND {}", tests)
    if isinstance(item, graph.Due):
        dated = between("p.due", item.first, item.last)
        return "p.iri", held("JOIN deadline p ON p.item = t.id AND {}", dated)
    if isinstance(item, graph.DeadlineKind):
        kind = held(" AND p.kind IN {}", nodes([LIMIT + item.kind])) if item.kind else Part("")
        return "p.iri", held("JOIN deadline p ON p.item = t.id{}", kind)
    raise UnspokenError
