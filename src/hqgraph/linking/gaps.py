"""What a county's office checks before it issues a plan: the plan against the document above it.

Each gap is one line: what the parent asks and the child does not mention, where the
child's target is weaker or its date later, which bodies are missing, and what the
child adds of its own. A sentence that the child prints under another task is
mentioned, and no gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from hqgraph.errors import NotFoundError
from hqgraph.graph import Graph
from hqgraph.linking.compare import LATER, Comparison, PairDiff, compare, document_json
from hqgraph.linking.compare_facts import TargetFact
from hqgraph.linking.compare_sentences import (
    LEAST_HELD,
    Grams,
    bare,
    clauses,
    grams,
    held,
    likeness,
)
from hqgraph.linking.compare_targets import (
    ADDED,
    DROPPED,
    LOOSENED,
    TargetChange,
    target_pairs,
)
from hqgraph.linking.lineage import Edge, lineage
from hqgraph.linking.task_text import OUTLINE, TaskText, task_texts
from hqgraph.messages import say

KINDS = (
    "task-missing",
    "sentence-missing",
    "clause-missing",
    "target-missing",
    "target-weaker",
    "date-later",
    "agency-missing",
    "task-added",
    "sentence-added",
    "target-added",
)
"""The kinds of gap, in the order in which they are listed."""
LEAST_MENTIONED = 0.5
"""A sentence that has less in common with any of the other text is not mentioned there."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One line of the checklist.

    ``parent`` is what the parent prints (a title, a sentence, a value, a date, a
    kind of body), ``child`` what the child prints in its place; either may be empty.
    ``note`` says in words what to look at.
    """

    kind: str
    parent_no: str
    parent_title: str
    child_no: str
    child_title: str
    parent: str
    child: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Gaps:
    """The checklist, and the comparison it was made from.

    ``path`` holds the edges of lineage that lead from the child to the parent; it
    is empty where the parent was named by the caller.
    """

    comparison: Comparison
    path: tuple[Edge, ...]
    gaps: tuple[Gap, ...]


def gaps(graph: Graph, child: NamedNode, parent: NamedNode | None = None) -> Gaps:
    """Return the checklist of a document against ``parent``, or the nearest one above it.

    Raises NotFoundError where nothing above the document has a text or an outline,
    and as :func:`hqgraph.linking.compare.compare` does.
    """
    path: tuple[Edge, ...] = ()
    if parent is None:
        path = nearest_parent(graph, child)
        parent = NamedNode(path[-1].to.iri)
    found = compare(graph, parent, child)
    listed = (*_missing_tasks(found), *_within_pairs(found), *_added_tasks(found))
    ordered = sorted(listed, key=lambda gap: KINDS.index(gap.kind))
    return Gaps(found, path, tuple(dict.fromkeys(ordered)))


def nearest_parent(graph: Graph, child: NamedNode) -> tuple[Edge, ...]:
    """Return the edges up to the nearest document of which a text or an outline is held.

    Raises NotFoundError where there is none.
    """
    found = lineage(graph, child)
    reached: dict[str, tuple[Edge, ...]] = {child.value: ()}
    for edge in found.up:
        if edge.to.iri in reached or edge.from_.iri not in reached:
            continue
        reached[edge.to.iri] = (*reached[edge.from_.iri], edge)
        if task_texts(graph, NamedNode(edge.to.iri)):
            return reached[edge.to.iri]
    raise NotFoundError("linking.no-parent", document=found.document.label)


def gaps_json(found: Gaps) -> dict[str, Any]:
    """Return a checklist as plain data."""
    return {
        "parent": document_json(found.comparison.parent),
        "child": document_json(found.comparison.child),
        "path": [
            {
                "from": document_json(edge.from_),
                "to": document_json(edge.to),
                "via": edge.via,
                "confidence": edge.confidence,
                "reason": edge.reason,
            }
            for edge in found.path
        ],
        "gaps": [
            {
                "kind": gap.kind,
                "parent_no": gap.parent_no,
                "parent_title": gap.parent_title,
                "child_no": gap.child_no,
                "child_title": gap.child_title,
                "parent": gap.parent,
                "child": gap.child,
                "note": gap.note,
            }
            for gap in found.gaps
        ],
    }


class _Mentions:
    """Finds a sentence anywhere in the items of a document."""

    def __init__(self, items: Sequence[TaskText]) -> None:
        self._all = [(item.no, grams(text)) for item in items for text in item.sentences]
        self._by_gram: dict[str, list[int]] = {}
        for at, (_, counted) in enumerate(self._all):
            for gram in counted:
                self._by_gram.setdefault(gram, []).append(at)

    def of(self, sentence: str) -> str | None:
        """Return the number of the item that mentions a sentence best, None where none does."""
        wanted = grams(sentence)
        places = sorted({at for gram in wanted for at in self._by_gram.get(gram, ())})
        best = max(((self._sure(wanted, self._all[at][1]), -at) for at in places), default=None)
        return None if best is None or best[0] < 1 else self._all[-best[1]][0]

    def _sure(self, wanted: Grams, there: Grams) -> float:
        return max(likeness(wanted, there) / LEAST_MENTIONED, held(wanted, there) / LEAST_HELD)


def _missing_tasks(found: Comparison) -> Iterator[Gap]:
    mentions = _Mentions(found.child_tasks)
    for item in found.parent_only:
        places = [mentions.of(text) for text in item.sentences]
        there = list(dict.fromkeys(place for place in places if place is not None))
        note = ""
        if there:
            count = sum(place is not None for place in places)
            note = say("linking.gap.partly", count=count, all=len(places), places="、".join(there))
        elif item.kind == OUTLINE:
            note = say("linking.gap.outline")
        yield Gap("task-missing", item.no, item.title, "", "", item.title, "", note)


def _added_tasks(found: Comparison) -> Iterator[Gap]:
    for item in found.child_only:
        yield Gap("task-added", "", "", item.no, item.title, "", item.title)


def _within_pairs(found: Comparison) -> Iterator[Gap]:
    """Yield what the aligned tasks differ in, leaving out what another task makes good."""
    below, above = _Mentions(found.child_tasks), _Mentions(found.parent_tasks)
    own = [one.parent for pair in found.pairs for one in pair.targets if one.parent]
    other = [one.child for pair in found.pairs for one in pair.targets if one.child]
    for pair in found.pairs:
        for text in pair.sentences.dropped:
            if below.of(text) is None and not _by_target(pair, text):
                yield _gap(pair, "sentence-missing", text, "")
        yield from _clause_gaps(pair, below)
        for text in pair.sentences.added:
            if above.of(text) is None:
                yield _gap(pair, "sentence-added", "", text)
        for change in pair.targets:
            yield from _target_gap(pair, change, own, other)
        dates = pair.deadline
        if dates.change == LATER and dates.parent and dates.child:
            yield _gap(pair, "date-later", dates.parent.text, dates.child.text)
        for kind in _bodies(found, pair):
            yield _gap(pair, "agency-missing", kind, "")


def _clause_gaps(pair: PairDiff, below: _Mentions) -> Iterator[Gap]:
    """Yield the clauses of changed sentences that the child mentions nowhere."""
    for change in pair.sentences.changed:
        for clause in clauses(change.parent):
            if below.of(clause) is None and not _by_target(pair, clause):
                yield _gap(pair, "clause-missing", clause, change.child)


def _target_gap(
    pair: PairDiff, change: TargetChange, own: Sequence[TargetFact], other: Sequence[TargetFact]
) -> Iterator[Gap]:
    """Yield the gap that a target makes; one found under another task makes none."""
    above = f"{change.name} {change.parent.text}" if change.parent else ""
    below = f"{change.name} {change.child.text}" if change.child else ""
    if change.change == LOOSENED:
        yield _gap(pair, "target-weaker", above, below, change.reason)
    elif change.change == DROPPED and change.parent and not target_pairs([change.parent], other):
        yield _gap(pair, "target-missing", above, "")
    elif change.change == ADDED and change.child and not target_pairs(own, [change.child]):
        yield _gap(pair, "target-added", "", below)


def _by_target(pair: PairDiff, text: str) -> bool:
    """Tell whether a sentence of the parent is one whose target the child has, too."""
    kept = (bare(one.parent.quote) for one in pair.targets if one.child and one.parent)
    return any(quote in bare(text) or bare(text) in quote for quote in kept if quote)


def _bodies(found: Comparison, pair: PairDiff) -> tuple[str, ...]:
    """Return the kinds of body that no task aligned with the parent's has."""
    parent = pair.aligned.parent.iri
    others = [one.aligned.child.agencies for one in found.pairs if one.aligned.parent.iri == parent]
    return tuple(kind for kind in pair.agencies_dropped if not any(kind in one for one in others))


def _gap(pair: PairDiff, kind: str, parent: str, child: str, note: str = "") -> Gap:
    above, below = pair.aligned.parent, pair.aligned.child
    return Gap(kind, above.no, above.title, below.no, below.title, parent, child, note)
