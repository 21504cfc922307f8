"""A comparison as plain data, as ``hqgraph compare --json`` prints it.

``parent_only`` and ``child_only`` are printed numbers; a number may stand twice in
a document, so ``parent_only_items`` and ``child_only_items`` say which it is.
"""

from __future__ import annotations

from typing import Any

from hqgraph.linking.compare import Comparison, Moved, PairDiff, document_json
from hqgraph.linking.compare_targets import TargetChange
from hqgraph.linking.reasons import in_words
from hqgraph.linking.task_text import TaskText


def comparison_json(found: Comparison) -> dict[str, Any]:
    """Return a comparison as plain data, as ``hqgraph compare --json`` prints it."""
    return {
        "parent": document_json(found.parent),
        "child": document_json(found.child),
        "pairs": [_pair(pair) for pair in found.pairs],
        "parent_only": [item.no for item in found.parent_only],
        "child_only": [item.no for item in found.child_only],
        "parent_only_items": [_item(item) for item in found.parent_only],
        "child_only_items": [_item(item) for item in found.child_only],
        "relation": found.relation,
        "note": found.note,
        "lists_agencies": {"parent": found.lists_agencies[0], "child": found.lists_agencies[1]},
    }


def _item(item: TaskText) -> dict[str, str]:
    return {"no": item.no, "title": item.title, "kind": item.kind, "iri": item.iri.value}


def _pair(pair: PairDiff) -> dict[str, Any]:
    parent, child = pair.aligned.parent, pair.aligned.child
    sentences = pair.sentences
    return {
        "parent_no": parent.no,
        "parent_title": parent.title,
        "parent_kind": parent.kind,
        "parent_iri": parent.iri.value,
        "child_no": child.no,
        "child_title": child.title,
        "kind": child.kind,
        "child_kind": child.kind,
        "child_iri": child.iri.value,
        "confidence": pair.aligned.confidence,
        "reason": in_words(pair.aligned.reason),
        "shared": list(pair.aligned.shared),
        "sentences": {
            "kept": list(sentences.kept),
            "changed": [{"parent": one.parent, "child": one.child} for one in sentences.changed],
            "added": list(sentences.added),
            "dropped": list(sentences.dropped),
            "moved_to": [_moved(one) for one in pair.moved_to],
            "moved_from": [_moved(one) for one in pair.moved_from],
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
        "by_hand": change.by_hand,
        "moved": change.moved or None,
    }


def _moved(moved: Moved) -> dict[str, str]:
    return {"text": moved.text, "no": moved.item.no, "iri": moved.item.iri.value}
