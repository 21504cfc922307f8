"""How a pair of tasks stands beside the other pairs of its two tasks.

Plans of one field use the same words throughout, and plans of two fields hardly any
alike, so how near two texts are says little by itself. What tells is that no other
task of either document is as near, and whose sentences each sentence is nearest to.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from operator import mul

from hqgraph.linking.alignment_text import Prepared, Weights
from hqgraph.linking.task_text import OUTLINE, TaskText

_GOAL = "goal"

_SLIGHT = 0.05
"""A likeness of no more than this is chance, and being the nearest by it no distinction."""

_KEENNESS = 4
"""How keenly tasks compete for a sentence: the power that their likeness to it is raised to."""

_CHANCE = 0.1
"""How alike two sentences are by chance: what is no nearer wins less than half of one."""

_Pair = tuple[Prepared, Prepared]


def comparable(parent: TaskText, child: TaskText) -> bool:
    """Tell whether two items can say the same: a goal only with a goal or a bare heading."""
    kinds = {parent.kind, child.kind}
    return _GOAL not in kinds or len(kinds) == 1 or OUTLINE in kinds


class Rivals:
    """All comparable pairs of two documents, each held against the others."""

    def __init__(
        self, parents: Sequence[Prepared], children: Sequence[Prepared], words: Weights
    ) -> None:
        self.pairs: tuple[_Pair, ...] = tuple(
            (parent, child)
            for child in children
            for parent in parents
            if comparable(parent.task, child.task)
        )
        self._lines = {pair: _lines(words, *pair) for pair in self.pairs}
        self._near = _cosines(self.pairs, words)
        self._best_of_parent = _best(self._near, 0)
        self._best_of_child = _best(self._near, 1)
        self._of_child = self._shares(words, 1)
        self._of_parent = self._shares(words, 0)

    def lines(self, parent: Prepared, child: Prepared) -> tuple[list[float], list[float]]:
        """Return for each line of the parent's, and of the child's, how near the other's come."""
        return self._lines[parent, child]

    def nearest(self, parent: Prepared, child: Prepared) -> float:
        """Return how near a pair is, measured by the nearest that either has: 1 if both agree."""
        near = self._near[parent, child]
        best = max(self._best_of_parent[parent], self._best_of_child[child])
        return near / (best + _SLIGHT)

    def mutual(self, parent: Prepared, child: Prepared) -> bool:
        """Tell whether each of a pair is the other's nearest, and not by chance."""
        near = self._near[parent, child]
        return near == self._best_of_parent[parent] == self._best_of_child[child] > _SLIGHT

    def share(self, parent: Prepared, child: Prepared) -> float:
        """Return how much of either's text is nearest to the other; of the two, the smaller."""
        return min(self._of_parent[parent, child], self._of_child[parent, child])

    def _shares(self, words: Weights, side: int) -> dict[_Pair, float]:
        """Return for each pair how much of the text of its ``side`` the other task wins."""
        rivals: dict[Prepared, list[_Pair]] = {}
        for pair in self.pairs:
            rivals.setdefault(pair[side], []).append(pair)
        won: dict[_Pair, float] = {}
        for task, pairs in rivals.items():
            sizes = [words.size(line) for line in task.lines]
            best = [self._lines[pair][side] for pair in pairs]
            won.update(zip(pairs, _won(best, sizes), strict=True))
        return won


def _lines(words: Weights, parent: Prepared, child: Prepared) -> tuple[list[float], list[float]]:
    alike = [words.dices(one, parent.lines) for one in child.lines]
    return list(map(max, zip(*alike, strict=True))), list(map(max, alike))


def _won(best: Sequence[Sequence[float]], sizes: Sequence[float]) -> Iterator[float]:
    """Yield the share of a text that each of its rivals wins, from how near each is to its lines.

    Chance competes too, so that a line that nobody is near to is won by nobody.
    """
    keen = [[likeness**_KEENNESS for likeness in of_rival] for of_rival in best]
    all_keen = [_CHANCE**_KEENNESS + math.fsum(of_line) for of_line in zip(*keen, strict=True)]
    whole = math.fsum(sizes)
    for of_rival in keen:
        parts = zip(sizes, of_rival, all_keen, strict=True)
        won = math.fsum(size * one / all_ for size, one, all_ in parts)
        yield won / whole if whole else 0.0


def _cosines(pairs: Sequence[_Pair], words: Weights) -> dict[_Pair, float]:
    """Return the cosine of the whole texts of each pair, by how often each says each word."""
    tasks = dict.fromkeys(task for pair in pairs for task in pair)
    sizes = {task: words.unit(task.counts).__getitem__ for task in tasks}
    found = {}
    for one, other in pairs:
        both = tuple(one.grams & other.grams)
        found[one, other] = sum(map(mul, map(sizes[one], both), map(sizes[other], both)))
    return found


def _best(near: Mapping[_Pair, float], side: int) -> dict[Prepared, float]:
    best: dict[Prepared, float] = {}
    for pair, likeness in near.items():
        best[pair[side]] = max(likeness, best.get(pair[side], 0.0))
    return best
