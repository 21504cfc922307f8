"""How much of what a clause is about stands in the sentences of another document.

Two texts that ask the same put it in other words and another order, one clause for
three, or three sentences for one. So a clause is taken as the characters and pairs of
characters that are left without the words that say little, each weighing more the
fewer sentences have it, and what counts is the share of that weight which one
sentence holds (``nearest``), or the sentences of several items together (``together``).
A long run of rare characters in both (再生资源区域交易中心) counts, however much else
the clause says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from pyoxigraph import NamedNode

from hqgraph.linking.compare_sentences import plain_words
from hqgraph.linking.task_text import TaskText

SAID = 0.6
"""A sentence that holds this share of a clause says it."""
NEAR = 0.23
"""A sentence that holds less of a clause than this is about something else."""
LONG_RUN = 3.0
"""A common run of this weight makes a sentence near, whatever its share."""

_BREAK = re.compile(r"[\W_]+")
_PART = re.compile(r"[^；]+；?")
_ALONE = 0.5
"""What a single character weighs against a pair: it says the same in other words (厕所, 改厕)."""
_ONCE_EACH = 2.5
"""The count of a pair that one sentence of either text has, evened out as in ``_weight``."""
_CLOSEST = 5
"""Of so many sentences that hold most of a clause the longest common run is looked for."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The sentence nearest to a clause: the share of it that it holds, where it stands.

    ``run`` is the weight of the heaviest run of characters in both, counted in pairs
    that no other sentence has.
    """

    share: float
    run: float
    item: TaskText
    sentence: str


@lru_cache(maxsize=65536)
def content(text: str) -> frozenset[str]:
    """Return the characters and pairs of characters of a text without words that say little."""
    found: set[str] = set()
    for run in _runs(text):
        found.update(run)
        found.update(run[at : at + 2] for at in range(len(run) - 1))
    return frozenset(found)


class Contents:
    """The sentences and titles of a document's items, searched for what a clause is about."""

    def __init__(self, items: Sequence[TaskText], others: Sequence[TaskText] = ()) -> None:
        """Index ``items``; rare is what few sentences of these and of ``others`` have."""
        self._texts = [(item, text) for item in items for text in _texts(item)]
        self._postings: dict[str, list[int]] = {}
        for at, (_, text) in enumerate(self._texts):
            for part in content(text):
                self._postings.setdefault(part, []).append(at)
        counted = Counter({part: len(places) for part, places in self._postings.items()})
        other = [text for item in others for text in _texts(item)]
        counted.update(part for text in other for part in content(text))
        self._counts, self._all = counted, len(self._texts) + len(other)
        self._most = max(log((self._all + 1) / _ONCE_EACH), 1.0)

    def nearest(self, clause: str, within: Collection[NamedNode] | None = None) -> Nearest | None:
        """Return the sentence that holds most of a clause, the first of several; None where none.

        ``within`` are the items looked through, all where it is None.
        """
        sums: dict[int, float] = {}
        parts = content(clause)
        for part in sorted(parts):
            weight = self._weight(part)
            for at in self._postings.get(part, ()):
                if within is None or self._texts[at][0].iri in within:
                    sums[at] = sums.get(at, 0.0) + weight
        if not sums:
            return None
        whole = sum(map(self._weight, sorted(parts)))
        ranked = sorted(sums, key=lambda place: (-round(sums[place], 9), place))[:_CLOSEST]
        found = []
        for at in ranked:
            item, text = self._texts[at]
            found.append(Nearest(sums[at] / whole, self._run(clause, text), item, text))
        return max(found, key=lambda one: max(one.share / NEAR, one.run / LONG_RUN))

    def together(self, clause: str, within: Collection[NamedNode]) -> float:
        """Return the share of a clause that the sentences of some items hold together."""
        parts = sorted(content(clause))
        held = (
            part
            for part in parts
            if any(self._texts[at][0].iri in within for at in self._postings.get(part, ()))
        )
        return sum(map(self._weight, held)) / max(sum(map(self._weight, parts)), 1e-9)

    def share(self, text: str, other: str) -> float:
        """Return the share of one text that another one holds."""
        parts = content(text)
        held = sum(map(self._weight, sorted(parts & content(other))))
        return held / max(sum(map(self._weight, sorted(parts))), 1e-9)

    def _weight(self, part: str) -> float:
        rare = log((self._all + 1) / (self._counts[part] + 0.5))
        return rare * (_ALONE if len(part) == 1 else 1.0)

    def _run(self, one: str, other: str) -> float:
        """Return the weight of the heaviest run of characters that two texts share."""
        there = "\n".join(_runs(other))
        best = 0.0
        for run in _runs(one):
            for start in range(len(run) - 1):
                end = start + 2
                while end <= len(run) and run[start:end] in there:
                    end += 1
                pairs = (run[at : at + 2] for at in range(start, end - 2))
                best = max(best, sum(map(self._weight, pairs)))
        return best / self._most


def _texts(item: TaskText) -> Iterator[str]:
    """Yield an item's title and sentences; of a list in one sentence (一是…；二是…) each part."""
    yield item.title
    for sentence in item.sentences:
        yield from (part for part in _PART.findall(sentence) if part.strip())


@lru_cache(maxsize=65536)
def _runs(text: str) -> tuple[str, ...]:
    return tuple(run for run in _BREAK.split(plain_words().sub(" ", text)) if run)
