"""A checklist as one self-contained page: what to look at before a plan is issued, line by line.

Each line has a box to tick, both documents' sentences side by side with the words
that differ marked, and room for a remark on paper. The page works from a file,
without a network, switches its language in the reader's browser, and prints on A4.
"""

from __future__ import annotations

from typing import Any

from hqgraph.linking.gaps import KINDS, Gap, Gaps
from hqgraph.linking.lineage import Edge
from hqgraph.linking.lineage_edges import STATED
from hqgraph.linking.reasons import in_words
from hqgraph.messages import LANGUAGES, say
from hqgraph.views.compare import document_record, short_name
from hqgraph.views.compare_marks import NEW, REMOVED, SAME, Segment, marked
from hqgraph.views.page import asset, chrome, environment
from hqgraph.views.words import dictionary, dictionary_of

_WHOLE = ("task-missing", "task-added")
_VALUED = ("target-", "date-")
"""How the kinds begin that are told by two values."""
_COMPARED = ("target-weaker", "target-fewer", "target-set-above")
"""The kinds of which whatever differs between both sentences is marked."""
_LATER = "date-later"


def gaps_html(found: Gaps, *, title: str | None = None) -> str:
    """Return the page that shows a checklist: the same checklist gives the same bytes.

    All its lines are shown, the minor ones last; ``found.only(…)`` leaves out kinds.
    """
    pair = found.comparison
    names = {"parent": short_name(pair.parent), "child": short_name(pair.child)}
    script = "\n".join(map(asset, ("page.js", "compare_parts.js", "gaps.js")))
    style = "".join(map(asset, ("page.css", "compare.css", "gaps.css")))
    values = chrome(title or say("views.gaps.title", **names), script, style)
    kinds = dictionary_of("linking.gap.")
    words = dictionary()
    values["words"] = {
        one: {**words[one], **{f"gap.{kind}": kinds[one][kind] for kind in KINDS}}
        for one in LANGUAGES
    }
    template = environment().get_template("gaps.html")
    records = {**_records(found), "named": None if title else names}
    return template.render(**values, records=records)


def _records(found: Gaps) -> dict[str, Any]:
    pair = found.comparison
    return {
        "above": pair.from_above,
        "child": document_record(pair.child),
        "gaps": [_gap(gap) for gap in found.gaps],
        "kinds": list(KINDS),
        "note": pair.note,
        "outline": found.of_outline,
        "parent": document_record(pair.parent),
        "path": [_step(edge) for edge in found.path],
    }


def _step(edge: Edge) -> dict[str, Any]:
    sure = "" if edge.confidence == 1 else f"{edge.confidence:.0%}"
    stated = dictionary_of("linking.") if edge.via == STATED and not sure else None
    reason = {
        one: stated[one]["stated"] if stated else in_words(edge.reason, one) for one in LANGUAGES
    }
    return {"reason": reason, "sure": sure, "to": edge.to.number or edge.to.label}


def _gap(gap: Gap) -> dict[str, Any]:
    parent, child = _sides(gap)
    return {
        "child": {"no": gap.child_no, "says": child, "title": gap.child_title},
        "kind": gap.kind,
        "minor": gap.minor,
        "note": "" if gap.note in gap.parent_says else gap.note,
        "parent": {"no": gap.parent_no, "says": parent, "title": gap.parent_title},
        "values": [gap.parent, gap.child] if gap.kind.startswith(_VALUED) else [],
        "whole": gap.kind in _WHOLE,
    }


def _sides(gap: Gap) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """Return what either document says, with the words marked that the line is about."""
    if gap.kind in _COMPARED:
        return marked(gap.parent_says, gap.child_says)
    if gap.kind in _WHOLE:
        return _plain(gap.parent_says), _plain(gap.child_says)
    left = _within(gap.parent_says, gap.parent, REMOVED)
    if gap.parent and gap.kind != _LATER:  # the child's words are not what the line is about
        return left, _plain(gap.child_says)
    return left, _within(gap.child_says, gap.child, NEW)


def _plain(text: str) -> tuple[Segment, ...]:
    return ((SAME, text),) if text else ()


def _within(text: str, words: str, sign: str) -> tuple[Segment, ...]:
    """Return a text with the words marked that stand in it."""
    before, found, after = text.partition(words) if words else (text, "", "")
    parts = ((SAME, before), (sign, found), (SAME, after))
    return tuple(part for part in parts if part[1])
