"""Items of a parent that the rest of the graph joins with the child, unaligned as they are.

Two texts can be too far apart to be aligned, an outline's heading and a county's task
above all, while a third one stands between them: a city's task carries out the
heading, and the county's task is all but the city's. What stored links say, and
what the likest of such documents between shows, is no gap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pyoxigraph import NamedNode

from hqgraph.graph import Graph
from hqgraph.linking.alignment import align
from hqgraph.linking.compare import Comparison
from hqgraph.linking.task_text import TaskText, task_texts
from hqgraph.rdf.vocabulary import ELI, HQ

SURE = 0.8
"""How surely a task between must be aligned with the child's to stand for it."""
_MOST_BETWEEN = 8
"""Of so many documents between are the tasks aligned: those that carry out most come first."""

Joined = Mapping[NamedNode, frozenset[NamedNode]]


def joined(graph: Graph, found: Comparison) -> Joined:
    """Return the child's items that stand for the parent's unpaired ones, by the parent's."""
    open_ = [item.iri for item in found.parent_only if item.kind != "goal"]
    if not open_:
        return {}
    own = {item.iri for item in found.child_tasks}
    links = _carrying(graph, open_)
    joins: dict[NamedNode, set[NamedNode]] = {}
    for item, upper, _ in links:
        if item in own:
            joins.setdefault(upper, set()).add(item)
    skipped = {found.parent.iri, found.child.iri}
    counted = Counter(home.value for _, _, home in links if home.value not in skipped)
    between = sorted(counted, key=lambda home: (-counted[home], home))[:_MOST_BETWEEN]
    for home in between:
        alike = _alike(task_texts(graph, NamedNode(home)), found.child_tasks)
        for item, upper, _ in links:
            if item in alike:
                joins.setdefault(upper, set()).update(alike[item])
    return {upper: frozenset(items) for upper, items in joins.items()}


def _carrying(
    graph: Graph, uppers: Sequence[NamedNode]
) -> list[tuple[NamedNode, NamedNode, NamedNode]]:
    """Return the items that carry out some items: item, what it carries out, its document."""
    nodes = " ".join(str(node) for node in uppers)
    rows = graph.query(
        f"SELECT DISTINCT ?item ?upper ?home WHERE {{ VALUES ?upper {{ {nodes} }}"
        f" ?item {HQ.elaborates} ?upper ; {ELI.is_part_of} ?home }} ORDER BY ?item ?upper ?home"
    ).rows
    return [
        (row[0], row[1], row[2])
        for row in rows
        if isinstance(row[0], NamedNode)
        and isinstance(row[1], NamedNode)
        and isinstance(row[2], NamedNode)
    ]


def _alike(
    others: Sequence[TaskText], items: Sequence[TaskText]
) -> dict[NamedNode, set[NamedNode]]:
    alike: dict[NamedNode, set[NamedNode]] = {}
    for pair in align(others, items):
        if pair.confidence >= SURE:
            alike.setdefault(pair.parent.iri, set()).add(pair.child.iri)
    return alike
