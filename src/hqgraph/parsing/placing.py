"""Which items of an outline are tasks: told by where they stand and what they say.

An item with a duty form of its own is a task; a heading over such items is not.
Where no duty forms are printed, the lowest items with a heading are the tasks.
Aims stand in a section of their own or under 总体要求; safeguards in the last
section under a title of that kind, or whose items are of that kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from hqgraph.model import TaskKind
from hqgraph.parsing.markers import ITEM, POINT, SUBPOINT
from hqgraph.parsing.outline import Node
from hqgraph.parsing.section_titles import (
    AIM,
    CLOSING,
    GOAL,
    OVERALL,
    SAFEGUARD,
    SKIP,
    STEPS,
    is_support,
    kind_of_title,
)

_FRAME = (GOAL, AIM, OVERALL, SKIP)
"""The kinds of sections that are no tasks and open a plan."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An item of the outline and what kind of task it is."""

    node: Node
    kind: TaskKind


def place(
    roots: Sequence[Node], has_duty: set[int], aims: AbstractSet[int] = frozenset()
) -> list[Placed]:
    """Return the goals, tasks and safeguards among the items, in printed order.

    ``has_duty`` holds ``id()`` of the items whose own body prints a duty form,
    ``aims`` of those called 总体要求 that tell what is to be reached by when.
    """
    kinds = _kinds(roots, has_duty)
    out: list[Placed] = []
    for kind, root in zip(kinds, roots, strict=True):
        if id(root) in aims:
            out.append(Placed(root, TaskKind.GOAL))
        elif kind in _FRAME:
            out.extend(_frame(root, kind, has_duty))
        elif kind == SAFEGUARD:
            leaves = root.children or [root]
            out.extend(Placed(node, TaskKind.SAFEGUARD) for node in leaves)
        else:
            out.extend(_tasks(root, has_duty))
    return out


def _kinds(roots: Sequence[Node], has_duty: set[int]) -> list[str | None]:
    """Return the kind of every first-level section, told by its title and its neighbours.

    The last section may be a safeguard that does not say so: its items do. In a
    plan whose first-level items are the tasks, so may the last ones of them,
    where one says so (加强组织领导) and the others are of the kind.
    """
    kinds = [kind_of_title(root.title) for root in roots]
    flat = not any(root.children for root in roots)
    named = _runs_named(roots, kinds) if flat else [False] * len(roots)
    out: list[str | None] = list(kinds)
    last, later = True, False
    for index in range(len(roots) - 1, -1, -1):
        root, kind = roots[index], kinds[index]
        if kind == SAFEGUARD:
            out[index] = kind if not later or not _any_duty(root, has_duty) else None
        elif kind not in _FRAME and kind != STEPS:
            closes = last and len(roots) > 1
            out[index] = SAFEGUARD if closes and _closes(root, kind, named[index]) else None
        last = last and (kind in (SKIP, STEPS, CLOSING) or out[index] == SAFEGUARD)
        later = later or kind == SAFEGUARD
    return out


def _closes(root: Node, kind: str | None, named: bool) -> bool:
    """Tell whether a section at the end, not plainly titled, is one of safeguards."""
    if not root.children:
        return kind == CLOSING or named
    share = sum(is_support(child.title) for child in root.children) / len(root.children)
    if kind == CLOSING:
        return share > 0.5
    return share == 1 and len(root.children) > 1


def _runs_named(roots: Sequence[Node], kinds: Sequence[str | None]) -> list[bool]:
    """Tell of each item whether, in its run of items like safeguards, one is called so."""
    out: list[bool] = []
    named = False
    for root, kind in zip(roots, kinds, strict=True):
        if not is_support(root.title):
            named = False
            out.append(False)
            continue
        named = named or kind == SAFEGUARD
        out.append(named)
    return out


def _frame(root: Node, kind: str, has_duty: set[int]) -> Iterator[Placed]:
    """Yield the goals of a section of aims and principles, and the tasks it holds besides."""
    kinds = [kind_of_title(child.title) for child in root.children]
    goals = [kind in (GOAL, AIM, OVERALL) for kind in kinds]
    inside = [_any_duty(child, has_duty) for child in root.children]
    if kind == AIM and root.children and not any(goals):
        yield from _tasks(root, has_duty)
        return
    if kind == GOAL and not any(inside):
        only = len(goals) == 1 and goals[0]
        yield Placed(root.children[0] if only else root, TaskKind.GOAL)
        return
    if not root.children and kind != SKIP:
        duty = kind == AIM and id(root) in has_duty
        yield Placed(root, TaskKind.TASK if duty else TaskKind.GOAL)
        return
    for child, goal, duty in zip(root.children, goals, inside, strict=True):
        if goal:
            yield Placed(child, TaskKind.GOAL)
        elif duty:
            yield from _tasks(child, has_duty)


def _any_duty(node: Node, has_duty: set[int]) -> bool:
    return any(id(below) in has_duty for below in node.walk())


def _tasks(node: Node, has_duty: set[int]) -> Iterator[Placed]:
    """Yield the tasks at or below an item, and the goals that stand among them."""
    if not node.children or _is_task_itself(node, has_duty):
        if kind_of_title(node.title) not in (SKIP, STEPS) or id(node) in has_duty:
            yield Placed(node, TaskKind.TASK)
        return
    kinds = [kind_of_title(child.title) for child in node.children]
    if any(kind in _FRAME for kind in kinds) and node.marker.rank < ITEM:
        yield from place(node.children, has_duty)
        return
    for child in node.children:
        yield from _tasks(child, has_duty)


def _is_task_itself(node: Node, has_duty: set[int]) -> bool:
    """Tell whether the items below a node are only its points."""
    with_duty = [_any_duty(child, has_duty) for child in node.children]
    if node.organ:
        return True
    if node.marker.article or node.children[0].marker.rank >= SUBPOINT:
        return sum(with_duty) < 2
    if node.marker.rank < ITEM:
        return id(node) in has_duty and not any(with_duty)
    if node.children[0].marker.rank < POINT and not _bottom_up(node):
        return False
    if any(with_duty):
        return len(with_duty) > 1 and sum(with_duty) == 1 and with_duty[-1]
    return id(node) in has_duty or not _headed(node.children)


def _bottom_up(node: Node) -> bool:
    """Tell a document that sets （一） below 1. from one that keeps to the standard."""
    return node.marker.rank == POINT


def _headed(nodes: Sequence[Node]) -> bool:
    """Tell whether most items have a heading and a text of their own."""
    return sum(1 for node in nodes if node.headed and node.body) * 2 > len(nodes)
