"""Which sentence of a task to show beside another task: the one that is about it.

Two tasks may print the same sentence on a side issue and differ in what they are
about. So a sentence counts by what it holds of the asked task's title and by what it
has in common with one of its sentences; words that say little (完善, 大力推进) do not
count, and a sentence too short to say something counts little.
"""

from __future__ import annotations

from collections.abc import Sequence

from hqgraph.linking.compare_sentences import Grams, core, held, likeness
from hqgraph.linking.task_text import TaskText

_FULL = 16
"""Character pairs, words that say little left out, of a sentence that says something."""


def first_sentence(task: TaskText) -> str:
    """Return a task's first sentence that says something; its longest where none does."""
    said = [(core(text).total(), text) for text in task.sentences]
    full = next((text for size, text in said if size >= _FULL), "")
    return full or max(said, key=lambda one: one[0], default=(0, ""))[1]


def nearest_sentence(own: TaskText, other: TaskText) -> str:
    """Return the other task's sentence that has most in common with the task asked about.

    Where none has anything in common, it is the first that says something.
    """
    titles, mine = (core(own.title), core(other.title)), [core(text) for text in own.sentences]
    ranked = [(-_score(core(text), titles, mine), at) for at, text in enumerate(other.sentences)]
    score, at = min(ranked, default=(0.0, 0))
    return other.sentences[at] if score < 0 else first_sentence(other)


def _score(said: Grams, titles: tuple[Grams, Grams], mine: Sequence[Grams]) -> float:
    """Weigh a sentence: the asked task's title and sentences in full, its own task's title half."""
    asked, own = (held(title, said) for title in titles)
    alike = max((likeness(one, said) for one in mine), default=0.0)
    return (asked + own / 2 + alike) * min(1.0, said.total() / _FULL)
