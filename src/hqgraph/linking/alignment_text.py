"""Tasks made ready for comparing: clauses, pairs of characters with their weights, topics.

Pairs of characters need no dictionary and survive small rewordings. What many
tasks of the two documents say (公立医院, 加强) weighs little, what few say weighs
much; the weights come from these two documents alone, so that a third one added
to the store changes nothing.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache

from hqgraph.linking.task_text import TaskText
from hqgraph.linking.words import rows
from hqgraph.rdf.concepts import themes

Grams = frozenset[str]

_NOT_WORDS = re.compile(r"[\W_]+")
_TITLE_COUNTS = 3
"""A keyword in the title counts as much as three in the text."""

_GRAIN, _FINE = 2.0**-30, 2.0**-24
"""Sums of multiples of the one, and of products of multiples of the other, are exact."""

_NEAR = 0.75
"""How much of a theme a broader, a narrower or a kindred one stands for."""


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A task with what comparing needs: grams of title, clauses, sentences, all; topics by size.

    ``lines`` are the sentences, or the title of a task of which no more is known;
    ``counts`` tells how often the whole says each gram; ``has_theme`` whether its title
    holds a keyword of a theme.
    """

    task: TaskText
    title: Grams
    clauses: tuple[tuple[str, Grams], ...]
    sentences: tuple[Grams, ...]
    lines: tuple[Grams, ...]
    grams: Grams
    counts: Mapping[str, int]
    topics: Mapping[str, float]
    has_theme: bool


def clauses(text: str) -> tuple[str, ...]:
    """Return the stretches between punctuation marks and blanks, in NFKC."""
    return tuple(_NOT_WORDS.sub(" ", unicodedata.normalize("NFKC", text)).split())


def grams(text: str) -> Grams:
    """Return the pairs of neighbouring characters, none across punctuation."""
    return frozenset(_grams(text))


def _grams(text: str) -> Iterator[str]:
    return (part[at : at + 2] for part in clauses(text) for at in range(len(part) - 1))


@lru_cache(maxsize=512)
def prepare(task: TaskText) -> Prepared:
    """Return a task ready for comparing."""
    title = grams(task.title)
    sentences = tuple(map(grams, task.sentences))
    parts = (part for sentence in task.sentences for part in clauses(sentence))
    return Prepared(
        task=task,
        title=title,
        clauses=tuple((part, grams(part)) for part in dict.fromkeys(parts)),
        sentences=sentences,
        lines=sentences or (title,),
        grams=title.union(*sentences),
        counts=Counter(_grams("\n".join((task.title, *task.sentences)))),
        topics=_topics(task),
        has_theme=_keyword().search(task.title) is not None,
    )


class Weights:
    """How much a feature tells, from how many of the tasks compared have it: 1 rare, 0 in all.

    Weights are whole multiples of :data:`_GRAIN`, so that sums of them are exact and the
    same in whatever order they come.
    """

    def __init__(self, features: Sequence[Iterable[str]]) -> None:
        held = Counter(one for features_of_task in features for one in set(features_of_task))
        many = len(features) + 1
        grains = {
            count: round(math.log(many / count) / math.log(many) / _GRAIN) * _GRAIN
            for count in set(held.values())
        }
        self._of = {one: grains[count] for one, count in held.items()}
        self._sizes: dict[frozenset[str], float] = {}

    def __getitem__(self, feature: str) -> float:
        return self._of[feature]

    def total(self, features: AbstractSet[str]) -> float:
        """Return the weight of all features together, the same in whatever order they come."""
        return sum(map(self._of.__getitem__, features))

    def size(self, features: frozenset[str]) -> float:
        """Return the total of a set that is asked for again and again."""
        known = self._sizes.get(features)
        if known is None:
            known = self._sizes[features] = self.total(features)
        return known

    def dice(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return how alike two sets are, 0 to 1: twice the common weight by both weights."""
        return self.dices(one, (other,))[0]

    def dices(self, one: frozenset[str], others: Iterable[frozenset[str]]) -> list[float]:
        """Return how alike a set is to each of others, as :meth:`dice` does."""
        size, of = self.size(one), self._of.__getitem__
        return [
            2 * sum(map(of, one & other)) / both if (both := size + self.size(other)) else 0.0
            for other in others
        ]

    def share(self, part: frozenset[str], whole: frozenset[str]) -> float:
        """Return how much of ``part`` is in ``whole``, 0 to 1."""
        size = self.size(part)
        return self.total(part & whole) / size if size else 0.0

    def unit(self, counts: Mapping[str, int]) -> dict[str, float]:
        """Return a text as a vector of length 1: the root of how often it says each gram, weighed.

        The root keeps what is said again and again from hiding the rest. Sizes are rounded
        so that sums of their products are exact, too.
        """
        sizes = {one: math.sqrt(count) * self._of[one] for one, count in counts.items()}
        length = math.sqrt(math.fsum(size * size for size in sizes.values())) or 1.0
        return {one: round(size / length / _FINE) * _FINE for one, size in sizes.items()}

    def cosine(self, one: Mapping[str, float], other: Mapping[str, float]) -> float:
        """Return the cosine of two measured sets, 0 to 1."""
        length = self._length(one) * self._length(other)
        common = (one[key] * other[key] * self._of[key] ** 2 for key in one if key in other)
        return min(1.0, math.fsum(common) / length) if length else 0.0

    def _length(self, sizes: Mapping[str, float]) -> float:
        return math.sqrt(math.fsum((size * self._of[key]) ** 2 for key, size in sizes.items()))


def theme_share(titled: AbstractSet[str], topics: Mapping[str, float]) -> float:
    """Return how much a title's best theme is the matter of a text, 1 where it is its main topic.

    A broader, narrower or kindred theme stands for most of it.
    """
    largest = max(topics.values(), default=0.0)
    if not largest:
        return 0.0
    found = (
        size * _nearness().get((theme, topic), 0.0)
        for theme in titled
        for topic, size in topics.items()
    )
    return max(found, default=0.0) / largest


def _topics(task: TaskText) -> dict[str, float]:
    """Return the themes whose keywords stand in a task, by the root of the letters that tell them.

    The root keeps one theme that is named again and again from hiding the others.
    """
    letters: Counter[str] = Counter()
    for counts, text in ((_TITLE_COUNTS, task.title), (1, "\n".join(task.sentences))):
        for match in _keyword().finditer(text):
            letters[_theme_of_keyword()[match[0]]] += counts * len(match[0])
    return {theme: math.sqrt(count) for theme, count in sorted(letters.items())}


@cache
def _theme_of_keyword() -> dict[str, str]:
    return {word: theme.slug for theme in themes() for word in theme.keywords}


@cache
def _keyword() -> re.Pattern[str]:
    words = sorted(_theme_of_keyword(), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))


@cache
def _nearness() -> Mapping[tuple[str, str], float]:
    """Return how much of a theme each theme near it stands for, both ways round."""
    pairs = {(row["theme"], row["kin"]) for row in rows("theme_kin")}
    pairs |= {(theme.slug, theme.broader) for theme in themes() if theme.broader}
    itself = {(theme.slug, theme.slug): 1.0 for theme in themes()}
    return itself | dict.fromkeys(pairs | {(kin, theme) for theme, kin in pairs}, _NEAR)
