"""Like tasks of all documents of a graph: which wordings travelled from where to where.

The search of :mod:`hqgraph.linking.alignment_corpus` over a whole store, with the
names of the documents. It says that two texts are alike, not that one task carries
out another: that is what alignment and lineage are for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from pyoxigraph import NamedNode

from hqgraph.graph import Graph
from hqgraph.linking.alignment_corpus import LIKE, like_tasks
from hqgraph.linking.known import Library
from hqgraph.linking.lineage import Document, described
from hqgraph.linking.task_text import TaskText, task_texts


@dataclass(frozen=True, slots=True)
class Side:
    """A task of a pair with its document's names; what is not known is None or empty."""

    iri: str
    no: str
    title: str
    document: str
    number: str | None
    region: str | None


@dataclass(frozen=True, slots=True)
class Alike:
    """Two tasks of different documents, and how alike their texts are, from 0 to 1."""

    alike: float
    first: Side
    second: Side


def alike(
    graph: Graph,
    *,
    least: float = LIKE,
    document: NamedNode | None = None,
    told: Callable[[int, int], None] | None = None,
) -> tuple[Alike, ...]:
    """Return the pairs of like tasks of the documents read, the likest first.

    Alike is Dice's measure over the pairs of characters of title and measures. With
    ``document`` only pairs of one of its tasks are returned. ``told`` is called with how
    many documents were read, and of how many.
    """
    loaded = sorted(Library(graph).loaded, key=str)
    tasks = list(_tasks(graph, loaded, told))
    pairs = [
        (one, other, score)
        for one, other, score in like_tasks(tasks, least=least)
        if document is None or document in (one.document, other.document)
    ]
    names = described(graph, {task.document.value for *both, _ in pairs for task in both})
    found = (
        Alike(round(score, 3), _side(one, names), _side(other, names))
        for one, other, score in pairs
    )
    return tuple(sorted(found, key=lambda one: (-one.alike, one.first.iri, one.second.iri)))


def alike_json(found: Iterable[Alike]) -> list[dict[str, Any]]:
    """Return pairs as data for JSON."""
    return [asdict(one) for one in found]


def _tasks(
    graph: Graph, loaded: list[NamedNode], told: Callable[[int, int], None] | None
) -> Iterable[TaskText]:
    for done, document in enumerate(loaded, 1):
        yield from task_texts(graph, document)
        if told is not None:
            told(done, len(loaded))


def _side(task: TaskText, names: dict[str, Document]) -> Side:
    document = names[task.document.value]
    return Side(
        task.iri.value,
        task.no,
        task.title,
        document.label,
        document.number,
        document.region,
    )
