"""A model of meaning, for those who have one: texts in, vectors out.

hqgraph comes without a model and needs none. Vectors of policy texts are all
rather alike, so a pair counts only as far as it is nearer than the pairs of the two
documents are on the whole.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias

from hqgraph.linking.alignment_text import Prepared

Embedding: TypeAlias = Callable[[Sequence[str]], Sequence[Sequence[float]]]
"""Returns one vector for each text, all of one length."""


class Meaning:
    """How near tasks of two documents are by a model, 0 to 1."""

    def __init__(
        self, embed: Embedding, parents: Sequence[Prepared], children: Sequence[Prepared]
    ) -> None:
        tasks = (*parents, *children)
        vectors = embed([_text(one) for one in tasks])
        if len(vectors) != len(tasks):
            raise ValueError(f"{len(tasks)} texts, but {len(vectors)} vectors")
        self._vectors = {one: _unit(vector) for one, vector in zip(tasks, vectors, strict=True)}
        all_pairs = [self._cosine(one, other) for one in parents for other in children]
        self._usual = math.fsum(all_pairs) / len(all_pairs) if all_pairs else 0.0

    def near(self, parent: Prepared, child: Prepared) -> float:
        """Return 0 for a pair no nearer than usual, 1 for one of equal vectors."""
        room = 1 - self._usual
        ahead = self._cosine(parent, child) - self._usual
        return min(1.0, max(0.0, ahead / room)) if room > 0 else 0.0

    def _cosine(self, one: Prepared, other: Prepared) -> float:
        pairs = zip(self._vectors[one], self._vectors[other], strict=True)
        return math.fsum(a * b for a, b in pairs)


def _text(task: Prepared) -> str:
    return "\n".join((task.task.title, *task.task.sentences))


def _unit(vector: Sequence[float]) -> tuple[float, ...]:
    length = math.sqrt(math.fsum(float(one) * float(one) for one in vector))
    return tuple(float(one) / length if length else 0.0 for one in vector)
