"""One task through the levels: what it comes from, who carries it out, who has the same beside it.

Above and below stand the documents of the lineage, each with the task aligned with
the one asked for; a document of which neither text nor outline is held keeps its
place and says so. Beside stand tasks of other documents, from documents that
have a task of a like theme or title: those that align with the task itself, or with
the same task above. All documents are searched; of very many that have such a task
the likest are aligned, and how many were left out is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pyoxigraph import NamedNode

from hqgraph.errors import NotFoundError
from hqgraph.graph import Graph
from hqgraph.linking.alignment import Aligned, align
from hqgraph.linking.compare import document_json
from hqgraph.linking.known import Library
from hqgraph.linking.lineage import Document, Edge, described, lineage
from hqgraph.linking.lineage_edges import CATALOGUE, INFERRED, STATED
from hqgraph.linking.nearest import MOST_ALIGNED, Looked, near_documents
from hqgraph.linking.nearest_sentence import first_sentence, nearest_sentence
from hqgraph.linking.reasons import in_words
from hqgraph.linking.task_text import OUTLINE, TaskText, task_texts
from hqgraph.messages import say
from hqgraph.model import Level
from hqgraph.rdf.vocabulary import ELI

SELF, ABOVE, BELOW, BESIDE = "self", "above", "below", "beside"
TEXT, NOT_HELD, NO_PARTNER = "text", "none", "unaligned"
_VIAS = (STATED, CATALOGUE, INFERRED)
_STATUS = {STATED: "stated", CATALOGUE: "catalogue", INFERRED: "inferred"}
_ROLES = (ABOVE, SELF, BELOW, BESIDE)
_LEVELS = tuple(level.value for level in Level)


@dataclass(frozen=True, slots=True)
class TaskStep:
    """A document's place in the lineage of a task.

    ``role`` is above, self, below or beside. ``via`` is how the document is tied to
    the lineage (eli:based_on, catalogue, inferred; empty for one that is merely
    beside) and ``tie`` how surely: of a way of several edges the weakest counts.
    That two tasks answer to each other is always inferred. ``held`` is text, outline,
    unaligned (held, but without such a task) or none; ``task`` is the aligned task
    where there is one, with the ``confidence`` and ``reason`` of the alignment and its
    ``sentence`` most like the task's.
    """

    document: Document
    role: str
    via: str
    held: str
    task: TaskText | None = None
    confidence: float | None = None
    reason: str = ""
    sentence: str = ""
    tie: float | None = None


@dataclass(frozen=True, slots=True)
class TaskLineage:
    """The lineage of one task: the steps from the nation down, in a fixed order.

    ``looked`` tells among how many documents those below and beside were found.
    """

    document: Document
    task: TaskText
    steps: tuple[TaskStep, ...]
    looked: Looked

    def levels(self) -> tuple[tuple[str, tuple[TaskStep, ...]], ...]:
        """Return the steps by level, from the nation down; unknown levels come last."""
        names = [*_LEVELS, ""]
        found = {
            name: [one for one in self.steps if (one.document.level or "") == name]
            for name in names
        }
        return tuple((name, tuple(steps)) for name, steps in found.items() if steps)


def task_lineage(graph: Graph, task: NamedNode, *, most: int = MOST_ALIGNED) -> TaskLineage:
    """Return the lineage of an item of a document that was read, or of an outline.

    At most ``most`` documents below, and as many beside, are aligned with it. Raises
    NotFoundError for a node that is no item of a document in the graph.
    """
    home = _home(graph, task)
    items = task_texts(graph, home)
    own = next((item for item in items if item.iri == task), None)
    if own is None:
        raise NotFoundError("linking.no-task", task=task.value)
    found = lineage(graph, home)
    here = TaskStep(found.document, SELF, "", _held(own), own, sentence=first_sentence(own))
    above = _related(graph, own, items, _ends(home.value, found.up, up=True), ABOVE)
    upper = [one.task for one in above if one.task is not None]
    near = near_documents(graph, own, upper)
    lower = _ends(home.value, found.down, up=False)
    kept = near.first(lower, most)
    below = _related(graph, own, items, {iri: lower[iri] for iri in kept}, BELOW)
    others = _loaded(graph) - {home.value, *lower, *(one.document.iri for one in above)}
    candidates = others if len(others) <= most else near.alike(others)
    chosen = near.first(candidates, most)
    beside = _beside(graph, here, items, upper=upper, candidates=set(chosen))
    steps = (*above, here, *below, *beside)
    alike = len(lower) + len(candidates)
    looked = Looked(len(lower) + len(others), alike, len(kept) + len(chosen))
    return TaskLineage(found.document, own, tuple(sorted(steps, key=_place)), looked)


def task_lineage_json(found: TaskLineage) -> dict[str, Any]:
    """Return a task's lineage as plain data, level by level."""
    return {
        "task": {**_task(found.task), "document": document_json(found.document)},
        "levels": [
            {"level": level or None, "steps": [_step(one) for one in steps]}
            for level, steps in found.levels()
        ],
        "looked": {
            "documents": found.looked.documents,
            "alike": found.looked.alike,
            "compared": found.looked.compared,
            "left_out": found.looked.left_out,
        },
    }


def looked_words(found: TaskLineage) -> str:
    """Return in a sentence among how many documents a task's kin was looked for."""
    looked = found.looked
    key = "linking.task.looked.part" if looked.left_out else "linking.task.looked.all"
    return say(
        key,
        documents=f"{looked.documents:,}",
        alike=f"{looked.alike:,}",
        compared=f"{looked.compared:,}",
        left=f"{looked.left_out:,}",
    )


def _step(one: TaskStep) -> dict[str, Any]:
    return {
        "document": document_json(one.document),
        "role": one.role,
        "via": one.via or None,
        "tie": {"status": tie_of(one) or None, "confidence": one.tie},
        "status": status_of(one),
        "held": one.held,
        "task": _task(one.task) if one.task else None,
        "confidence": one.confidence,
        "reason": one.reason,
        "sentence": one.sentence,
    }


def _task(task: TaskText) -> dict[str, Any]:
    return {"no": task.no, "title": task.title, "kind": task.kind, "iri": task.iri.value}


def _home(graph: Graph, task: NamedNode) -> NamedNode:
    rows = graph.query(
        f"SELECT DISTINCT ?d WHERE {{ {task} {ELI.is_part_of} ?d }} ORDER BY ?d"
    ).rows
    for row in rows:
        if isinstance(row[0], NamedNode):
            return row[0]
    raise NotFoundError("linking.no-task", task=task.value)


@dataclass(frozen=True, slots=True)
class _End:
    """A document that edges lead to: how it is tied, and how surely."""

    document: Document
    via: str
    sure: float


def _ends(start: str, edges: Sequence[Edge], *, up: bool) -> dict[str, _End]:
    """Return the documents that edges lead to, nearest first, each by its best proven way."""
    best: dict[str, tuple[int, float]] = {start: (0, 1.0)}
    documents: dict[str, Document] = {}
    changed = True
    while changed:
        changed = False
        for edge in edges:
            here, there = (edge.from_, edge.to) if up else (edge.to, edge.from_)
            if here.iri not in best or there.iri == start:
                continue
            documents.setdefault(there.iri, there)
            way = min(best[here.iri], (-_VIAS.index(edge.via), edge.confidence))
            if there.iri not in best or best[there.iri] < way:
                best[there.iri], changed = way, True
    return {
        iri: _End(document, _VIAS[-best[iri][0]], best[iri][1])
        for iri, document in documents.items()
    }


def _related(
    graph: Graph,
    own: TaskText,
    items: Sequence[TaskText],
    ends: dict[str, _End],
    role: str,
) -> list[TaskStep]:
    """Return a step for each task above or below that aligns, one for a document without."""
    steps = []
    for end in ends.values():
        document, via = end.document, end.via
        others = task_texts(graph, NamedNode(document.iri))
        if not others:
            steps.append(TaskStep(document, role, via, NOT_HELD, tie=end.sure))
            continue
        pairs = align(others, items) if role == ABOVE else align(items, others)
        found = [pair for pair in pairs if own.iri in (pair.parent.iri, pair.child.iri)]
        if not found:
            steps.append(TaskStep(document, role, via, NO_PARTNER, tie=end.sure))
        tied = (_aligned(document, role, via, own, pair) for pair in found)
        steps += [replace(step, tie=end.sure) for step in tied]
    return steps


def _aligned(document: Document, role: str, via: str, own: TaskText, pair: Aligned) -> TaskStep:
    other = pair.child if pair.parent.iri == own.iri else pair.parent
    words = nearest_sentence(own, other)
    why = in_words(pair.reason)
    return TaskStep(document, role, via, _held(other), other, pair.confidence, why, words)


def _beside(
    graph: Graph,
    here: TaskStep,
    items: Sequence[TaskText],
    *,
    upper: Sequence[TaskText],
    candidates: set[str],
) -> list[TaskStep]:
    """Return the tasks of other documents that align with the task or with one above it."""
    own = here.task
    if own is None:
        return []
    names = described(graph, candidates) if candidates else {}
    steps: list[TaskStep] = []
    for iri in sorted(candidates & set(names)):
        others = task_texts(graph, NamedNode(iri))
        first = _rank(names[iri]) < _rank(here.document)
        pairs = align(others, items) if first else align(items, others)
        found = {
            step.task.iri: step
            for pair in pairs
            if own.iri in (pair.parent.iri, pair.child.iri)
            for step in [_aligned(names[iri], BESIDE, "", own, pair)]
            if step.task
        }
        for pair in align(upper, others) if upper else ():
            if pair.child.iri not in found:
                found[pair.child.iri] = _by_parent(names[iri], own, pair)
        steps += found.values()
    return steps


def _by_parent(document: Document, own: TaskText, pair: Aligned) -> TaskStep:
    words = say("linking.task.same-parent", no=pair.parent.no, title=pair.parent.title)
    return TaskStep(
        document,
        BESIDE,
        "",
        _held(pair.child),
        pair.child,
        pair.confidence,
        "；".join(part for part in (words, in_words(pair.reason)) if part),
        nearest_sentence(own, pair.child),
    )


def _loaded(graph: Graph) -> set[str]:
    """Return the documents that were read."""
    return {node.value for node in Library(graph).loaded}


def _held(task: TaskText) -> str:
    return OUTLINE if task.kind == OUTLINE else TEXT


def status_of(step: TaskStep) -> str:
    """Return how a step is known: stated, catalogue, inferred, or not_held.

    No document states which of its tasks answers to which, so an aligned task is
    inferred whatever ties its document; a document of which nothing is held says so.
    """
    if step.held == NOT_HELD:
        return "not_held"
    if step.role == SELF:
        return "stated"
    return "inferred" if step.task else _STATUS.get(step.via, "inferred")


def tie_of(step: TaskStep) -> str:
    """Return how a step's document is tied to the lineage; empty for one merely beside."""
    return _STATUS.get(step.via, "")


def _rank(document: Document) -> int:
    return _LEVELS.index(document.level) if document.level in _LEVELS else len(_LEVELS)


def _place(step: TaskStep) -> tuple[int, int, float, str, float]:
    """Sort key: by level, role, confidence, document, printed place."""
    place = step.task.place if step.task else 0.0
    sure = -(step.confidence or 0.0)
    return _rank(step.document), _ROLES.index(step.role), sure, step.document.iri, place
