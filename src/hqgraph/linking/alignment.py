"""Which task of one document says again what a task of another says, and how sure that is.

A pure function of the two documents: links of a pair never change when a third
document is added. Every pair of tasks is measured by itself; then a pair gains
where both are the other's best, and loses where both have a clearly better one.
One task may answer to several, as when a county puts prices and payment into one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from hqgraph.linking.alignment_meaning import Embedding, Meaning
from hqgraph.linking.alignment_measures import Comparer, Measures, weight
from hqgraph.linking.alignment_reasons import pair_reason, shared_words
from hqgraph.linking.alignment_text import Prepared, prepare
from hqgraph.linking.task_text import TaskText

DEFAULT_THRESHOLD = 0.5
"""Pairs that are less sure than this are not aligned, unless asked for."""

_LEAD = 2.0
"""A lead of this many logits over the next best is as good as any."""

_WORDLESS = 0.6
"""The confidence that themes, agencies and order may reach without a word in common."""

_SUREST = 0.99
"""What is inferred is never certain."""

_PLACES = 2


@dataclass(frozen=True, slots=True)
class Aligned:
    """A task of a child document and the parent's task that it says again.

    ``confidence`` is 0 to 1; ``shared`` the words that both print, the weightiest
    first; ``reason`` says in words why they were paired.
    """

    parent: TaskText
    child: TaskText
    confidence: float
    shared: tuple[str, ...]
    reason: str


@dataclass(slots=True)
class _Pair:
    parent: Prepared
    child: Prepared
    measures: Measures
    score: float


def align(
    parents: Sequence[TaskText],
    children: Sequence[TaskText],
    *,
    least: float = DEFAULT_THRESHOLD,
    embed: Embedding | None = None,
) -> tuple[Aligned, ...]:
    """Return the pairs that are at least ``least`` sure, by the child's, then the parent's order.

    ``parents`` and ``children`` are the items of one document each. A goal is
    paired with goals only, or with an item of a bare outline. ``embed`` is a model of
    meaning, for those who have one; it adds to the measures and replaces none. Raises
    ValueError where it does not return one vector for each text.
    """
    above, below = _in_order(parents), _in_order(children)
    comparer = Comparer(above, below, Meaning(embed, above, below) if embed else None)
    pairs = [_measured(comparer, parent, child) for parent, child in comparer.rivals.pairs]
    sure = _confidences(pairs)
    return tuple(
        _aligned(comparer, pair, confidence)
        for pair, confidence in zip(pairs, sure, strict=True)
        if confidence >= least
    )


def _in_order(tasks: Sequence[TaskText]) -> list[Prepared]:
    return [prepare(one) for one in sorted(tasks, key=lambda one: (one.place, one.iri.value))]


def _measured(comparer: Comparer, parent: Prepared, child: Prepared) -> _Pair:
    measures = comparer.measures(parent, child)
    return _Pair(parent, child, measures, measures.score)


def _confidences(pairs: Sequence[_Pair]) -> list[float]:
    """Return how sure each pair is, after the pairs of one task have been held against each other.

    Themes alone are no proof: without common wording a pair stays below
    :data:`_WORDLESS` plus what little the two have in common.
    """
    by_parent, by_child = _two_best(pairs, "parent"), _two_best(pairs, "child")
    found = []
    for pair in pairs:
        leads = (_lead(pair, by_parent[pair.parent]), _lead(pair, by_child[pair.child]))
        contest = weight("best") * max(min(leads), 0.0) - weight("outdone") * min(max(leads), 0.0)
        sure = 1 / (1 + math.exp(-pair.score - contest))
        found.append(round(min(sure, _WORDLESS + pair.measures.wording, _SUREST), _PLACES))
    return found


def _two_best(pairs: Sequence[_Pair], side: str) -> dict[Prepared, list[float]]:
    scores: dict[Prepared, list[float]] = {}
    for pair in pairs:
        scores.setdefault(getattr(pair, side), []).append(pair.score)
    return {task: sorted(found, reverse=True)[:2] for task, found in scores.items()}


def _lead(pair: _Pair, best: Sequence[float]) -> float:
    """Return how far a pair leads the next best, or trails the best: -1 to 1."""
    others = best[1:] if pair.score >= best[0] else best[:1]
    ahead = pair.score - others[0] if others else _LEAD
    return max(-1.0, min(1.0, ahead / _LEAD))


def _aligned(comparer: Comparer, pair: _Pair, confidence: float) -> Aligned:
    shared = shared_words(comparer, pair.parent, pair.child)
    return Aligned(
        parent=pair.parent.task,
        child=pair.child.task,
        confidence=confidence,
        shared=shared,
        reason=pair_reason(comparer, pair.parent, pair.child, pair.measures, shared),
    )
