"""Two documents side by side: every aligned pair of tasks, and what changed between the two.

The pairs are those of :mod:`hqgraph.linking.alignment`; here each one is taken
apart into sentences, targets, bodies and dates. Of a directive that is known by
its outline alone nothing but the pairs can be told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pyoxigraph import NamedNode

from hqgraph.errors import NotFoundError
from hqgraph.graph import Graph
from hqgraph.linking.alignment import DEFAULT_THRESHOLD, Aligned, align
from hqgraph.linking.compare_bodies import missing_kinds, new_kinds
from hqgraph.linking.compare_dates import NO_DATE, DateChange, date_change
from hqgraph.linking.compare_facts import TaskFacts, task_facts
from hqgraph.linking.compare_mentions import Mentions
from hqgraph.linking.compare_places import ABOVE, elsewhere, place_of, relation
from hqgraph.linking.compare_sentences import SentenceDiff, sentence_diff
from hqgraph.linking.compare_targets import (
    ADDED,
    DROPPED,
    TargetChange,
    target_changes,
    target_pairs,
    with_targets,
)
from hqgraph.linking.lineage import Document, described
from hqgraph.linking.task_text import OUTLINE, TaskText, task_texts
from hqgraph.messages import say
from hqgraph.model import Region

_FEW = 0.1
"""A document of which fewer tasks name a body does not say task by task who is charged."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A sentence without a partner in its pair, and the item of the other document that says it."""

    text: str
    item: TaskText


@dataclass(frozen=True, slots=True)
class PairDiff:
    """One aligned pair of tasks taken apart; agencies by their kinds.

    ``moved_to`` are those of the dropped sentences that stand under another item of
    the child, ``moved_from`` those of the added ones that the parent has elsewhere.
    """

    aligned: Aligned
    sentences: SentenceDiff
    targets: tuple[TargetChange, ...]
    agencies_added: tuple[str, ...]
    agencies_dropped: tuple[str, ...]
    deadline: DateChange
    moved_to: tuple[Moved, ...] = ()
    moved_from: tuple[Moved, ...] = ()

    @property
    def outline(self) -> bool:
        """Whether nothing but a heading is known of the parent's task."""
        return self.aligned.parent.kind == OUTLINE

    def counts(self) -> dict[str, int]:
        """Return how many sentences were kept, changed, added, dropped or moved, each once.

        Changed ones are the child's: one split into two counts twice. ``moved`` are
        those that stand under another item on the other side, and only there.
        """
        moved = len(self.moved_to) + len(self.moved_from)
        diff = self.sentences
        return {
            "kept": len(diff.kept),
            "changed": len({one.child for one in diff.changed}),
            "added": len(diff.added) - len(self.moved_from),
            "dropped": len(diff.dropped) - len(self.moved_to),
            "moved": moved,
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """A parent and a child document: the pairs in the child's order, and who has none.

    ``relation`` tells whether the parent is above the child at all, ``lists_agencies``
    whether the parent and the child name bodies task by task; ``places`` are their
    regions, None where not known.
    """

    parent: Document
    child: Document
    pairs: tuple[PairDiff, ...]
    parent_only: tuple[TaskText, ...]
    child_only: tuple[TaskText, ...]
    parent_tasks: tuple[TaskText, ...]
    child_tasks: tuple[TaskText, ...]
    relation: str = ABOVE
    lists_agencies: tuple[bool, bool] = (True, True)
    places: tuple[Region | None, Region | None] = (None, None)

    @property
    def from_above(self) -> bool:
        """Whether the parent is above the child."""
        return self.relation == ABOVE

    @property
    def note(self) -> str:
        """What to know before reading on, where the parent is not above the child; else empty."""
        if self.from_above:
            return ""
        names = {"parent": self.parent.label, "child": self.child.label}
        return say(f"linking.standing.{self.relation}", **names)


def compare(
    graph: Graph, parent: NamedNode, child: NamedNode, *, least: float = DEFAULT_THRESHOLD
) -> Comparison:
    """Compare the items of two documents at the threshold ``least``.

    Raises NotFoundError for a document that the graph does not know, or of which
    it holds neither text nor outline.
    """
    names = described(graph, (parent.value, child.value))
    upper, lower = (_items(graph, node, names) for node in (parent, child))
    facts = {**task_facts(graph, parent), **task_facts(graph, child)}
    places = (place_of(graph, parent), place_of(graph, child))
    listed = (_lists_agencies(upper), _lists_agencies(lower))
    aligned = align(upper, lower, least=least)
    differ = _Differ(facts, upper, lower, listed=listed, places=places)
    above, below = {one.parent.iri for one in aligned}, {one.child.iri for one in aligned}
    return Comparison(
        parent=names[parent.value],
        child=names[child.value],
        pairs=tuple(differ.diff(one) for one in aligned),
        parent_only=tuple(item for item in upper if item.iri not in above),
        child_only=tuple(item for item in lower if item.iri not in below),
        parent_tasks=upper,
        child_tasks=lower,
        relation=relation(graph, parent, child),
        lists_agencies=listed,
        places=places,
    )


def _items(graph: Graph, node: NamedNode, names: dict[str, Document]) -> tuple[TaskText, ...]:
    if node.value not in names:
        raise NotFoundError("linking.no-document", document=node.value)
    items = task_texts(graph, node)
    if not items:
        raise NotFoundError("linking.no-tasks", document=names[node.value].label)
    return items


def _lists_agencies(items: Sequence[TaskText]) -> bool:
    """Tell whether a document says task by task who is charged; an outline never does."""
    tasks = [item for item in items if item.kind == "task"]
    return bool(tasks) and sum(bool(item.agencies) for item in tasks) >= _FEW * len(tasks)


class _Differ:
    """Takes aligned tasks apart, knowing both documents whole."""

    def __init__(
        self,
        facts: Mapping[NamedNode, TaskFacts],
        parents: Sequence[TaskText],
        children: Sequence[TaskText],
        *,
        listed: tuple[bool, bool],
        places: tuple[Region | None, Region | None],
    ) -> None:
        self._facts, self._listed, self._places = facts, all(listed), places
        self._one_place = places[0] is None or places[0] == places[1]
        self._parents, self._children = parents, children
        self._above, self._below = Mentions(parents), Mentions(children)

    def diff(self, aligned: Aligned) -> PairDiff:
        """Return what became of the parent's task in the child's."""
        parent, child = aligned.parent, aligned.child
        if parent.kind == OUTLINE:
            return PairDiff(aligned, sentence_diff((), ()), (), (), (), NO_DATE)
        own, other = self._of(parent), self._of(child)
        targets = target_changes(
            own.targets, other.targets, child.sentences, one_place=self._one_place
        )
        sentences = with_targets(sentence_diff(parent.sentences, child.sentences), targets)
        added, dropped = self._bodies(parent, child) if self._listed else ((), ())
        return PairDiff(
            aligned=aligned,
            sentences=sentences,
            targets=tuple(self._placed(change, aligned) for change in targets),
            agencies_added=added,
            agencies_dropped=dropped,
            deadline=date_change(own, other, sentences),
            moved_to=_moved(sentences.dropped, self._below, child),
            moved_from=_moved(sentences.added, self._above, parent),
        )

    def _of(self, item: TaskText) -> TaskFacts:
        return self._facts.get(item.iri, TaskFacts())

    def _bodies(self, parent: TaskText, child: TaskText) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the kinds of body that the child adds, and those that it leaves out.

        Names such as 经开区管委会 differ from place to place anyhow.
        """
        above, below = self._of(parent).bodies, self._of(child).bodies
        added = new_kinds(child.agencies, parent.agencies, below, above)
        return added, missing_kinds(parent.agencies, child.agencies, below)

    def _placed(self, change: TargetChange, aligned: Aligned) -> TargetChange:
        """Say of a target without a partner where the other document has it, if it does."""
        if change.change == DROPPED and change.parent:
            target, items, own = change.parent, self._children, aligned.child
        elif change.change == ADDED and change.child:
            target, items, own = change.child, self._parents, aligned.parent
        else:
            return change
        for item in items:
            if item.iri != own.iri and target_pairs([target], self._of(item).targets):
                reason = say("linking.target.moved", no=item.no, title=item.title)
                return replace(change, moved=item.no, reason=reason)
        named = elsewhere(target.quote, *self._places) if change.change == DROPPED else ()
        if named:
            reason = say("linking.target.elsewhere", places="、".join(named))
            return replace(change, reason=reason)
        return change


def _moved(texts: Sequence[str], there: Mentions, own: TaskText) -> tuple[Moved, ...]:
    found = ((text, there.of(text)) for text in texts)
    return tuple(Moved(text, item) for text, item in found if item and item.iri != own.iri)


def document_json(document: Document) -> dict[str, Any]:
    """Return who a document is as plain data: label, number, region, IRI."""
    return {
        "label": document.label,
        "number": document.number,
        "region": document.region,
        "iri": document.iri,
    }
