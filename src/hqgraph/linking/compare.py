"""Two documents side by side: every aligned pair of tasks, and what changed between the two.

The pairs are those of :mod:`hqgraph.linking.alignment`; here each one is taken
apart into sentences, targets, bodies and dates. Of a directive that is known by
its outline alone nothing but the pairs can be told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from hqgraph.errors import NotFoundError
from hqgraph.gazetteer.agency_kinds import kinds
from hqgraph.graph import Graph
from hqgraph.linking.alignment import DEFAULT_THRESHOLD, Aligned, align
from hqgraph.linking.compare_facts import DateFact, TaskFacts, task_facts
from hqgraph.linking.compare_sentences import SentenceDiff, sentence_diff
from hqgraph.linking.compare_targets import ADDED, DROPPED, SAME, TargetChange, target_changes
from hqgraph.linking.lineage import Document, described
from hqgraph.linking.task_text import OUTLINE, TaskText, task_texts

EARLIER, LATER = "earlier", "later"


@dataclass(frozen=True, slots=True)
class DateChange:
    """The date of a task in both documents. ``change`` is None where neither prints one.

    Else it is earlier, later, same, added or dropped, as the child stands to the
    parent; an open end (持续推进) is later than any date.
    """

    parent: DateFact | None
    child: DateFact | None
    change: str | None


@dataclass(frozen=True, slots=True)
class PairDiff:
    """One aligned pair of tasks taken apart; agencies by their kinds."""

    aligned: Aligned
    sentences: SentenceDiff
    targets: tuple[TargetChange, ...]
    agencies_added: tuple[str, ...]
    agencies_dropped: tuple[str, ...]
    deadline: DateChange

    @property
    def outline(self) -> bool:
        """Whether nothing but a heading is known of the parent's task."""
        return self.aligned.parent.kind == OUTLINE


@dataclass(frozen=True, slots=True)
class Comparison:
    """A parent and a child document: the pairs in the child's order, and who has none."""

    parent: Document
    child: Document
    pairs: tuple[PairDiff, ...]
    parent_only: tuple[TaskText, ...]
    child_only: tuple[TaskText, ...]
    parent_tasks: tuple[TaskText, ...]
    child_tasks: tuple[TaskText, ...]


def compare(
    graph: Graph, parent: NamedNode, child: NamedNode, *, least: float = DEFAULT_THRESHOLD
) -> Comparison:
    """Compare the items of two documents at the threshold ``least``.

    Raises NotFoundError for a document that the graph does not know, or of which
    it holds neither text nor outline.
    """
    names = described(graph, (parent.value, child.value))
    upper, lower = (_items(graph, node, names) for node in (parent, child))
    own, other = task_facts(graph, parent), task_facts(graph, child)
    aligned = align(upper, lower, least=least)
    nothing = TaskFacts()
    pairs = tuple(
        _diff(one, own.get(one.parent.iri, nothing), other.get(one.child.iri, nothing))
        for one in aligned
    )
    above, below = {one.parent.iri for one in aligned}, {one.child.iri for one in aligned}
    return Comparison(
        parent=names[parent.value],
        child=names[child.value],
        pairs=pairs,
        parent_only=tuple(item for item in upper if item.iri not in above),
        child_only=tuple(item for item in lower if item.iri not in below),
        parent_tasks=upper,
        child_tasks=lower,
    )


def _items(graph: Graph, node: NamedNode, names: dict[str, Document]) -> tuple[TaskText, ...]:
    if node.value not in names:
        raise NotFoundError("linking.no-document", document=node.value)
    items = task_texts(graph, node)
    if not items:
        raise NotFoundError("linking.no-tasks", document=names[node.value].label)
    return items


def _diff(aligned: Aligned, own: TaskFacts, other: TaskFacts) -> PairDiff:
    parent, child = aligned.parent, aligned.child
    known = parent.kind != OUTLINE
    above, below = _kinds(parent.agencies), _kinds(child.agencies)
    return PairDiff(
        aligned=aligned,
        sentences=sentence_diff(parent.sentences, child.sentences if known else ()),
        targets=target_changes(own.targets, other.targets) if known else (),
        agencies_added=tuple(sorted(below - above)) if known else (),
        agencies_dropped=tuple(sorted(above - below)),
        deadline=date_change(own, other) if known else DateChange(None, None, None),
    )


def date_change(own: TaskFacts, other: TaskFacts) -> DateChange:
    """Compare the dates of two tasks: the earlier one asks for more.

    Deadlines (完成时限) are compared with deadlines and dated aims in the text with
    dated aims; only where one side has nothing of the kind, what it has instead.
    """
    parent, child = own.deadline, other.deadline
    if parent is None or child is None:
        if own.milestone and other.milestone:
            parent, child = own.milestone, other.milestone
        parent, child = parent or own.milestone, child or other.milestone
    if parent is None and child is None:
        return DateChange(None, None, None)
    if parent is None or child is None:
        return DateChange(parent, child, ADDED if parent is None else DROPPED)
    if parent.date and child.date and parent.date != child.date:
        return DateChange(parent, child, EARLIER if child.date < parent.date else LATER)
    if bool(parent.date) != bool(child.date) and "redacted" not in (parent.kind, child.kind):
        return DateChange(parent, child, EARLIER if child.date else LATER)
    return DateChange(parent, child, SAME)


def _kinds(agencies: Iterable[str]) -> set[str]:
    """Keep the kinds of bodies: names such as 经开区管委会 differ from place to place anyhow."""
    return {name for name in agencies if name in kinds()}


def comparison_json(found: Comparison) -> dict[str, Any]:
    """Return a comparison as plain data, as ``hqgraph compare --json`` prints it."""
    return {
        "parent": document_json(found.parent),
        "child": document_json(found.child),
        "pairs": [_pair(pair) for pair in found.pairs],
        "parent_only": [item.no for item in found.parent_only],
        "child_only": [item.no for item in found.child_only],
    }


def document_json(document: Document) -> dict[str, Any]:
    """Return who a document is as plain data: label, number, region, IRI."""
    return {
        "label": document.label,
        "number": document.number,
        "region": document.region,
        "iri": document.iri,
    }


def _pair(pair: PairDiff) -> dict[str, Any]:
    parent, child = pair.aligned.parent, pair.aligned.child
    sentences = pair.sentences
    return {
        "parent_no": parent.no,
        "parent_title": parent.title,
        "parent_kind": parent.kind,
        "child_no": child.no,
        "child_title": child.title,
        "kind": child.kind,
        "confidence": pair.aligned.confidence,
        "reason": pair.aligned.reason,
        "shared": list(pair.aligned.shared),
        "sentences": {
            "kept": list(sentences.kept),
            "changed": [{"parent": one.parent, "child": one.child} for one in sentences.changed],
            "added": list(sentences.added),
            "dropped": list(sentences.dropped),
        },
        "targets": [_target(change) for change in pair.targets],
        "agencies": {"added": list(pair.agencies_added), "dropped": list(pair.agencies_dropped)},
        "deadline": {
            "parent": pair.deadline.parent.text if pair.deadline.parent else None,
            "child": pair.deadline.child.text if pair.deadline.child else None,
            "change": pair.deadline.change,
        },
    }


def _target(change: TargetChange) -> dict[str, Any]:
    parent, child = change.parent, change.child
    return {
        "name": change.name,
        "parent": parent.text if parent else None,
        "child": child.text if child else None,
        "change": change.change,
        "parent_subject": parent.subject if parent else None,
        "child_subject": child.subject if child else None,
        "parent_by": (parent.due or None) if parent else None,
        "child_by": (child.due or None) if child else None,
        "reason": change.reason,
    }
