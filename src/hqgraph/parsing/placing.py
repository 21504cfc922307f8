"""Which items of an outline are tasks: told by where they stand and what they say.

An item with a duty form of its own is a task; a heading over such items is not.
Where no duty forms are printed, the lowest items with a heading are the tasks.
Aims stand in a section of their own or under 总体要求; safeguards in the last
section under a title of that kind (``data/section_kinds.csv``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hqgraph.model import TaskKind
from hqgraph.parsing.markers import ITEM, POINT, SUBPOINT
from hqgraph.parsing.outline import Node
from hqgraph.parsing.word_tables import meanings

_SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Placed:
    """An item of the outline and what kind of task it is."""

    node: Node
    kind: TaskKind


@lru_cache(maxsize=1)
def _safeguard_words() -> tuple[str, ...]:
    """Return the words that mark a safeguard's title wherever they stand in it."""
    return tuple(
        w for w, kind in meanings("section_kinds").items() if kind == "safeguard" and len(w) >= 4
    )


@lru_cache(maxsize=4096)
def kind_of_title(title: str) -> str | None:
    """Return goal, skip or safeguard for the title of a section, None for a task's."""
    known = meanings("section_kinds")
    if title in known:
        return known[title]
    if title.endswith("目标") and len(title) <= 10:
        return "goal"
    if title.endswith(("背景", "意义", "形势", "现状")) and len(title) <= 10:
        return _SKIP
    parts = [part for part in title.replace("与", "和").replace("及", "和").split("和") if part]
    kinds = {known.get(part) for part in parts}
    if len(parts) > 1 and None not in kinds:
        return "goal" if kinds == {"goal"} else "skip" if "skip" in kinds else "safeguard"
    if any(word in title for word in _safeguard_words()):
        return "safeguard"
    return None


def place(roots: Sequence[Node], has_duty: set[int]) -> list[Placed]:
    """Return the goals, tasks and safeguards among the items, in printed order.

    ``has_duty`` holds ``id()`` of the items whose own body prints a duty form.
    """
    out: list[Placed] = []
    titled = [kind_of_title(root.title) for root in roots]
    last_safeguard = max((i for i, kind in enumerate(titled) if kind == "safeguard"), default=-1)
    for index, root in enumerate(roots):
        kind = titled[index]
        if kind == "goal":
            out.append(Placed(root, TaskKind.GOAL))
        elif kind == _SKIP:
            goals = [node for node in root.children if kind_of_title(node.title) == "goal"]
            out.extend(Placed(node, TaskKind.GOAL) for node in goals)
        elif kind == "safeguard" and (index == last_safeguard or not _any_duty(root, has_duty)):
            leaves = root.children or [root]
            out.extend(Placed(node, TaskKind.SAFEGUARD) for node in leaves)
        else:
            out.extend(Placed(node, TaskKind.TASK) for node in _tasks(root, has_duty))
    return out


def _any_duty(node: Node, has_duty: set[int]) -> bool:
    return any(id(below) in has_duty for below in node.walk())


def _tasks(node: Node, has_duty: set[int]) -> Iterator[Node]:
    """Yield the tasks at or below an item."""
    if not node.children or _is_task_itself(node, has_duty):
        if kind_of_title(node.title) != _SKIP:
            yield node
        return
    for child in node.children:
        yield from _tasks(child, has_duty)


def _is_task_itself(node: Node, has_duty: set[int]) -> bool:
    """Tell whether the items below a node are only its points."""
    if node.marker.article or node.children[0].marker.rank >= SUBPOINT:
        return True
    if node.marker.rank < ITEM:
        return id(node) in has_duty and not any(
            _any_duty(child, has_duty) for child in node.children
        )
    if node.children[0].marker.rank != POINT:
        return False
    with_duty = [_any_duty(child, has_duty) for child in node.children]
    if any(with_duty):
        return len(with_duty) > 1 and sum(with_duty) == 1 and with_duty[-1]
    return id(node) in has_duty or not _headed(node.children)


def _headed(nodes: Sequence[Node]) -> bool:
    """Tell whether most items have a heading and a text of their own."""
    return sum(1 for node in nodes if node.headed and node.body) * 2 > len(nodes)
