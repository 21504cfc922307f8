"""A comparison as one self-contained page: both texts side by side, the changes marked.

The page works from a file, without a network, switches its language in the
reader's browser, and prints on A4.
"""

from __future__ import annotations

from typing import Any

from hqgraph.linking.compare import Comparison, DateChange, PairDiff
from hqgraph.linking.compare_targets import TargetChange
from hqgraph.linking.lineage import Document
from hqgraph.linking.task_text import TaskText
from hqgraph.messages import say
from hqgraph.views.compare_rows import Row, rows_of
from hqgraph.views.page import asset, chrome, environment


def compare_html(found: Comparison, *, title: str | None = None) -> str:
    """Return the page that shows a comparison: the same comparison gives the same bytes."""
    names = {"parent": _short(found.parent), "child": _short(found.child)}
    script = asset("page.js") + "\n" + asset("compare.js")
    style = asset("page.css") + asset("compare.css")
    heading = title or say("views.compare.title", **names)
    template = environment().get_template("compare.html")
    return template.render(**chrome(heading, script, style), records=_records(found))


def _short(document: Document) -> str:
    """Return how a document is called in a heading: region and number, else its label."""
    if document.region and document.number:
        return f"{document.region} {document.number}"
    return document.region or document.number or document.label


def _records(found: Comparison) -> dict[str, Any]:
    return {
        "child": _document(found.child),
        "child_only": [_item(item) for item in found.child_only],
        "pairs": [_pair(pair) for pair in found.pairs],
        "parent": _document(found.parent),
        "parent_only": [_item(item) for item in found.parent_only],
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "iri": document.iri,
        "label": document.label,
        "number": document.number or "",
        "region": document.region or "",
        "short": _short(document),
    }


def _item(item: TaskText) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "no": item.no,
        "section": item.section,
        "sentences": list(item.sentences),
        "title": item.title,
    }


def _pair(pair: PairDiff) -> dict[str, Any]:
    aligned = pair.aligned
    return {
        "agencies": {"added": list(pair.agencies_added), "dropped": list(pair.agencies_dropped)},
        "child": _head(aligned.child),
        "confidence": f"{aligned.confidence:.0%}",
        "deadline": _dates(pair.deadline),
        "outline": pair.outline,
        "parent": _head(aligned.parent),
        "reason": aligned.reason,
        "rows": [] if pair.outline else [_row(row) for row in rows_of(pair)],
        "shared": list(aligned.shared),
        "targets": [_target(change) for change in pair.targets],
    }


def _head(item: TaskText) -> dict[str, str]:
    return {"kind": item.kind, "no": item.no, "title": item.title}


def _row(row: Row) -> dict[str, Any]:
    return {"child": row.child, "kind": row.kind, "parent": row.parent}


def _dates(dates: DateChange) -> dict[str, str]:
    return {
        "change": dates.change or "",
        "child": dates.child.text if dates.child else "",
        "parent": dates.parent.text if dates.parent else "",
    }


def _target(change: TargetChange) -> dict[str, str]:
    parent, child = change.parent, change.child
    return {
        "change": change.change,
        "child": child.text if child else "",
        "child_by": child.due if child else "",
        "child_subject": child.subject if child else "",
        "name": change.name,
        "parent": parent.text if parent else "",
        "parent_by": parent.due if parent else "",
        "parent_subject": parent.subject if parent else "",
        "reason": change.reason,
    }
