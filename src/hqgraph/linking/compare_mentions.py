"""Where a text says a sentence, in the same or in other words, under whichever item.

A sentence is said where another one has enough of its words; else clause by
clause, since two texts often put the same clauses into other sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hqgraph.linking.compare_sentences import (
    LEAST_HELD,
    LEAST_NEAR,
    Grams,
    all_clauses,
    clauses,
    core,
    grams,
)
from hqgraph.linking.task_text import TaskText

LEAST_MENTIONED = 0.5
"""A sentence that has less in common with any of the other text is not mentioned there."""


class _Index:
    """Texts by the character pairs in them: how much of a text stands in each of them."""

    def __init__(self, counted: Sequence[Grams]) -> None:
        self._sizes = [one.total() for one in counted]
        self._postings: dict[str, list[tuple[int, int]]] = {}
        for at, one in enumerate(counted):
            for gram, count in one.items():
                self._postings.setdefault(gram, []).append((at, count))

    def alike(self, wanted: Grams) -> Iterator[tuple[int, float, float]]:
        """Yield the texts with anything in common: place, likeness (Dice), share of ``wanted``."""
        common: dict[int, int] = {}
        for gram, count in wanted.items():
            for at, there in self._postings.get(gram, ()):
                common[at] = common.get(at, 0) + min(count, there)
        size = wanted.total()
        for at in sorted(common):
            yield at, 2 * common[at] / (size + self._sizes[at]), common[at] / size


class Mentions:
    """Finds sentences and clauses anywhere in the items of a document."""

    def __init__(self, items: Sequence[TaskText]) -> None:
        texts = [(item, text) for item in items for text in item.sentences]
        self._items = [item for item, _ in texts]
        self._sentences = _Index([grams(text) for _, text in texts])
        self._clauses = _Index([core(part) for _, text in texts for part in all_clauses(text)])

    def of(self, sentence: str) -> TaskText | None:
        """Return the item that says a sentence best, the first of several, None where none does."""
        best, found = 1.0, None
        for at, likeness, held in self._sentences.alike(grams(sentence)):
            sure = max(likeness / LEAST_MENTIONED, held / LEAST_HELD)
            if sure >= best and (found is None or sure > best):
                best, found = sure, self._items[at]
        return found

    def says(self, clause: str) -> bool:
        """Tell whether any sentence says a clause."""
        near = (likeness for _, likeness, _ in self._clauses.alike(core(clause)))
        return any(likeness >= LEAST_NEAR for likeness in near) or self.of(clause) is not None

    def unsaid(self, sentence: str) -> tuple[str, ...]:
        """Return the clauses of a sentence that no sentence says."""
        return tuple(part for part in clauses(sentence) if not self.says(part))

    def missing(self, sentence: str) -> tuple[str, ...]:
        """Return what a text does not say of a sentence: clauses, the sentence, or nothing."""
        if self.of(sentence) is not None:
            return ()
        missing = self.unsaid(sentence)
        return missing if len(missing) < len(clauses(sentence)) else (sentence,)
