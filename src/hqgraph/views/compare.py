"""A comparison as one self-contained page: both texts side by side, the changes marked.

The page works from a file, without a network, switches its language in the
reader's browser, and prints on A4.
"""

from __future__ import annotations

from typing import Any

from hqgraph.linking.compare import Comparison, PairDiff
from hqgraph.linking.compare_dates import DateChange
from hqgraph.linking.compare_places import ABOVE
from hqgraph.linking.compare_targets import TargetChange
from hqgraph.linking.lineage import Document
from hqgraph.linking.reasons import in_both
from hqgraph.linking.task_text import TaskText
from hqgraph.messages import say
from hqgraph.views.compare_rows import rows_of
from hqgraph.views.page import asset, chrome, environment


def compare_html(found: Comparison, *, title: str | None = None) -> str:
    """Return the page that shows a comparison: the same comparison gives the same bytes."""
    names = {"parent": short_name(found.parent), "child": short_name(found.child)}
    script = "\n".join(map(asset, ("page.js", "compare_parts.js", "compare.js")))
    style = asset("page.css") + asset("compare.css")
    heading = title or say("views.compare.title", **names)
    template = environment().get_template("compare.html")
    return template.render(**chrome(heading, script, style), records=_records(found))


def short_name(document: Document) -> str:
    """Return how a document is called in a heading: region and number, else its label."""
    if document.region and document.number:
        return f"{document.region} {document.number}"
    return document.region or document.number or document.label


def _records(found: Comparison) -> dict[str, Any]:
    return {
        "child": document_record(found.child),
        "child_only": [_item(item) for item in found.child_only],
        "above": found.relation == ABOVE,
        "note": found.note,
        "pairs": [_pair(pair) for pair in found.pairs],
        "parent": document_record(found.parent),
        "parent_only": [_item(item) for item in found.parent_only],
        "unlisted": unlisted(found.lists_agencies),
    }


def unlisted(listed: tuple[bool, bool]) -> str:
    """Return which side does not name bodies task by task, where the other one does."""
    return {(True, False): "child", (False, True): "parent"}.get(listed, "")


def document_record(document: Document) -> dict[str, Any]:
    """Return who a document is, as the pages of two documents show it."""
    return {
        "iri": document.iri,
        "label": document.label,
        "number": document.number or "",
        "region": document.region or "",
        "short": short_name(document),
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
        "counts": pair.counts(),
        "deadline": _dates(pair.deadline),
        "outline": pair.outline,
        "parent": _head(aligned.parent),
        "reason": in_both(aligned.reason),
        "rows": [] if pair.outline else _rows(pair),
        "shared": list(aligned.shared),
        "targets": [_target(change) for change in pair.targets],
    }


def _head(item: TaskText) -> dict[str, str]:
    return {"kind": item.kind, "no": item.no, "title": item.title}


def _rows(pair: PairDiff) -> list[dict[str, Any]]:
    """Return the rows of a pair; one that stands under another item says under which."""
    moved = {"dropped": list(pair.moved_to), "added": list(pair.moved_from)}
    found = []
    for row in rows_of(pair):
        text = "".join(words for _, words in (*row.parent, *row.child))
        item = next((one.item for one in moved.get(row.kind, ()) if one.text == text), None)
        place = {"no": item.no, "title": item.title} if item else None
        found.append({"child": row.child, "kind": row.kind, "moved": place, "parent": row.parent})
    return found


def _dates(dates: DateChange) -> dict[str, str]:
    return {
        "change": dates.change or "",
        "child": dates.child.text if dates.child else "",
        "parent": dates.parent.text if dates.parent else "",
    }


def _target(change: TargetChange) -> dict[str, str]:
    parent, child = change.parent, change.child
    return {
        "change": change.shown,
        "child": child.text if child else "",
        "child_by": child.due if child else "",
        "child_subject": child.subject if child else "",
        "name": change.name,
        "parent": parent.text if parent else "",
        "parent_by": parent.due if parent else "",
        "parent_subject": parent.subject if parent else "",
        "reason": change.reason,
    }
