"""How alike two tasks are, measure by measure, each from 0 to 1.

The measures' weights stand in ``data/alignment_weights.csv``, each with the reason
an expert would give. Where a field of policy has no themes yet, the words of the
titles and texts take their place.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache

from hqgraph.linking.alignment_meaning import Meaning
from hqgraph.linking.alignment_rivals import Rivals
from hqgraph.linking.alignment_text import Grams, Prepared, Weights, theme_share
from hqgraph.linking.words import rows

_UNKNOWN = 0.3
"""Stands for the likeness of agencies where one task names none."""

_COVERED = 0.5
"""The scheme covers a document where this share of the titles hold a keyword."""

_NAMED = 0.5
"""Clauses are looked through only where this much of a title stands in the other's text."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What a pair of tasks was measured by; see the table of weights for what each means."""

    title: float
    title_in_text: float
    title_as_clause: float
    sentences: float
    theme_either: float
    theme_both: float
    topics: float
    agencies: float
    order: float
    themeless: float
    nearest: float
    share: float
    meaning: float

    @property
    def wording(self) -> float:
        """Return how much of the likeness is seen in the words themselves."""
        return max(self.title, self.sentences, self.share)

    @property
    def score(self) -> float:
        """Return the weighted sum, in logits."""
        weighted = (weight(field.name) * getattr(self, field.name) for field in fields(self))
        return math.fsum((weight("base"), *weighted))


@cache
def _weights() -> Mapping[str, float]:
    return {row["measure"]: float(row["weight"]) for row in rows("alignment_weights")}


def weight(measure: str) -> float:
    """Return a weight of the table. Raises KeyError for a measure that it has not."""
    return _weights()[measure]


def _themed(tasks: Sequence[Prepared]) -> bool:
    """Tell whether the scheme of themes covers a document's field."""
    return sum(one.has_theme for one in tasks) >= _COVERED * len(tasks)


class Comparer:
    """Compares tasks of two documents; weights come from both documents' tasks.

    ``themed`` tells whether the scheme of themes covers both documents; where it does
    not, a keyword met by chance proves nothing. ``meaning`` is a model's word, if any.
    """

    def __init__(
        self,
        parents: Sequence[Prepared],
        children: Sequence[Prepared],
        meaning: Meaning | None = None,
    ) -> None:
        self._meaning = meaning
        tasks = (*parents, *children)
        self._grams = Weights([one.grams for one in tasks])
        self._topics = Weights([one.topics for one in tasks])
        self._agencies = Weights([one.task.agencies for one in tasks])
        self.themed = _themed(parents) and _themed(children)
        self.rivals = Rivals(parents, children, self._grams)

    def measures(self, parent: Prepared, child: Prepared) -> Measures:
        """Return what a pair is measured by."""
        words = self._grams
        up, down = words.share(child.title, parent.grams), words.share(parent.title, child.grams)
        said = self._sentences(parent, child)
        themes = sorted(
            (self._theme(parent, child, max(down, said)), self._theme(child, parent, max(up, said)))
        )
        if self.themed and parent.task.kind == child.task.kind == "goal":
            themes = [1.0, 1.0]
        return Measures(
            title=words.dice(parent.title, child.title),
            title_in_text=max(up, down),
            title_as_clause=max(self._named(child, parent, up), self._named(parent, child, down)),
            sentences=said,
            theme_either=themes[1] if self.themed else 0.0,
            theme_both=themes[0],
            topics=self._same_topics(parent, child),
            agencies=self._same_agencies(parent, child),
            order=1 - abs(parent.task.place - child.task.place),
            themeless=0.0 if self.themed else 1.0,
            nearest=self.rivals.nearest(parent, child),
            share=self.rivals.share(parent, child),
            meaning=self._meaning.near(parent, child) if self._meaning else 0.0,
        )

    def telling(self, grams: Grams) -> float:
        """Return the weight of a stretch of words, by its grams."""
        return self._grams.total(grams)

    def _theme(self, titled: Prepared, told: Prepared, words: float) -> float:
        """Return how far one's theme is the other's matter; by their words without themes."""
        if not self.themed or not titled.task.themes:
            return words
        return theme_share(titled.task.themes, told.topics)

    def _named(self, titled: Prepared, told: Prepared, words: float) -> float:
        """Return how alike a title is to the clause of the other's text that is most like it."""
        if words < _NAMED:
            return 0.0
        parts = (part for _, part in told.clauses)
        return max(self._grams.dices(titled.title, parts), default=0.0)

    def _sentences(self, parent: Prepared, child: Prepared) -> float:
        """Return how much of the shorter text the other repeats, sentence by sentence."""
        if not parent.sentences or not child.sentences:
            return 0.0
        up, down = self.rivals.lines(parent, child)
        return max(self._covered(parent.sentences, up), self._covered(child.sentences, down))

    def _covered(self, sentences: Sequence[Grams], best: Sequence[float]) -> float:
        sizes = [self._grams.size(sentence) for sentence in sentences]
        whole = math.fsum(sizes)
        parts = (size * share for size, share in zip(sizes, best, strict=True))
        return math.fsum(parts) / whole if whole else 0.0

    def _same_topics(self, parent: Prepared, child: Prepared) -> float:
        if self.themed:
            return self._topics.cosine(parent.topics, child.topics)
        return self._grams.dice(parent.grams, child.grams)

    def _same_agencies(self, parent: Prepared, child: Prepared) -> float:
        one, other = parent.task.agencies, child.task.agencies
        if not one or not other:
            return _UNKNOWN
        whole = self._agencies.total(one | other)
        return self._agencies.total(one & other) / whole if whole else _UNKNOWN
