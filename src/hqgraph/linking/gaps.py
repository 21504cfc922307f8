"""What a county's office checks before it issues a plan: the plan against the document above it.

Each gap is one line: what the parent asks and the child does not mention, where the
child's target is weaker or its date later, which bodies are missing, and what the
child adds of its own. What the child prints under another task, or in other words,
is mentioned, and no gap. Lines on goals and safeguards, and on what the parent asks
of places it names, come last and are marked ``minor``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pyoxigraph import NamedNode

from hqgraph.errors import NotFoundError
from hqgraph.graph import Graph
from hqgraph.linking.compare import Comparison, PairDiff, compare, document_json
from hqgraph.linking.compare_content import Nearest
from hqgraph.linking.compare_dates import LATER
from hqgraph.linking.compare_facts import TargetFact
from hqgraph.linking.compare_mentions import Mentions
from hqgraph.linking.compare_places import ABOVE, elsewhere
from hqgraph.linking.compare_sentences import all_clauses, bare
from hqgraph.linking.compare_targets import (
    ADDED,
    DROPPED,
    LOOSENED,
    TargetChange,
    same_rank,
)
from hqgraph.linking.gaps_demands import Demands, placed, under
from hqgraph.linking.gaps_joined import Joined, joined
from hqgraph.linking.gaps_model import ASIDE, KINDS, Gap, Gaps, gap_of, said
from hqgraph.linking.lineage import Edge, lineage
from hqgraph.linking.task_text import OUTLINE, TaskText, task_texts
from hqgraph.messages import say
from hqgraph.model import Region

__all__ = ["KINDS", "Gap", "Gaps", "gaps", "gaps_json", "nearest_parent", "target_words"]

NAMED, NAMED_ELSEWHERE = 0.6, 0.75
"""The share of an indicator's name that a sentence of a paired task, or of any, must hold."""
LIKE = 0.5
"""A sentence that holds so much of the name is quoted beside a target that is missing."""
_TAIL = 4
"""So many characters end an indicator's name, which under another task are printed whole."""
_HEAD = 2
"""How many characters of a target's subject tell what it is a target of (基地)."""


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
    if path:
        found = replace(found, relation=ABOVE)
    joins = joined(graph, found)
    listed = (
        *_missing_tasks(found, joins),
        *_within_pairs(found),
        *_added_tasks(found, joins),
    )
    ordered = sorted(listed, key=lambda gap: (gap.minor, KINDS.index(gap.kind)))
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
        "relation": found.comparison.relation,
        "note": found.comparison.note,
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
        "counts": found.counts(),
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
                "minor": gap.minor,
                "parent_says": gap.parent_says,
                "child_says": gap.child_says,
            }
            for gap in found.gaps
        ],
    }


def _missing_tasks(found: Comparison, joins: Joined) -> Iterator[Gap]:
    """Yield the parent's items that the child has not, nor stored links join with one of its."""
    mentions, demands = Mentions(found.child_tasks), Demands(found)
    for item in found.parent_only:
        if item.iri in joins:
            continue
        places = [mentions.of(text) for text in item.sentences]
        there = list(dict.fromkeys(place.no for place in places if place is not None))
        note = ""
        if there:
            count = sum(place is not None for place in places)
            note = say("linking.gap.partly", count=count, all=len(places), places="、".join(there))
        elif item.kind == OUTLINE:
            near = demands.heading(item.title)
            if near is not None:
                yield _heading_at(item, near)
                continue
            note = say("linking.gap.outline")
        minor = item.kind in ASIDE
        says = "".join(item.sentences)
        yield Gap("task-missing", item.no, item.title, "", "", item.title, "", note, minor, says)


def _heading_at(item: TaskText, near: Nearest) -> Gap:
    """Return the line on an outline's heading that the child prints under another one."""
    there = near.item
    note = say("linking.gap.under", no=there.no, title=there.title)
    return Gap(
        kind="clause-near",
        parent_no=item.no,
        parent_title=item.title,
        child_no=there.no,
        child_title=there.title,
        parent=item.title,
        child=near.sentence,
        note=note,
        minor=item.kind in ASIDE,
        parent_says=item.title,
        child_says=near.sentence,
    )


def _added_tasks(found: Comparison, joins: Joined) -> Iterator[Gap]:
    """Yield what the child has of its own; an outline does not tell goals and safeguards."""
    outline = any(item.kind == OUTLINE for item in found.parent_tasks)
    standing = frozenset().union(*joins.values())
    for item in found.child_only:
        if item.iri not in standing and not (outline and item.kind in ASIDE):
            minor = item.kind in ASIDE
            says = "".join(item.sentences)
            yield Gap(
                "task-added", "", "", item.no, item.title, "", item.title, "", minor, "", says
            )


def _within_pairs(found: Comparison) -> Iterator[Gap]:
    """Yield what the aligned tasks differ in, leaving out what another task makes good."""
    below, above = Demands(found), Demands(found, up=True)
    above_lists, below_lists = found.lists_agencies
    if above_lists and not below_lists:
        note = say("linking.gap.unlisted", document=found.child.label)
        yield Gap("agencies-unlisted", "", "", "", "", "", "", note)
    for pair in found.pairs:
        yield from below.gaps(pair)
        for text in pair.sentences.added:
            if above.is_new(pair.aligned.child, text):
                yield gap_of(pair, "sentence-added", "", text)
        for target in pair.targets:
            yield from _target_gap(found, pair, target, below)
        yield from _date_gap(pair)
        both = pair.aligned.parent.agencies, pair.aligned.child.agencies
        charged = ["、".join(sorted(names)) for names in both]
        for kind in _bodies(found, pair):
            gap = gap_of(pair, "agency-missing", kind, "")
            yield replace(gap, parent_says=charged[0], child_says=charged[1])


def _target_gap(
    found: Comparison, pair: PairDiff, change: TargetChange, texts: Demands
) -> Iterator[Gap]:
    """Yield the gap that a target makes; one found under another task makes none."""
    above = target_words(change.parent) if change.parent else ""
    below = target_words(change.child) if change.child else ""
    if change.change == LOOSENED:
        kind = "target-fewer" if change.by_hand else "target-weaker"
        yield _quoted(pair, gap_of(pair, kind, above, below, change.reason), change)
    elif change.taken_over:
        yield _quoted(pair, gap_of(pair, "target-set-above", above, below, change.reason), change)
    elif change.moved:
        return
    elif change.change == DROPPED and change.parent:
        yield _target_missing(found, pair, change, texts)
    elif change.change == ADDED:
        yield _quoted(pair, gap_of(pair, "target-added", "", below), change)


def _target_missing(found: Comparison, pair: PairDiff, change: TargetChange, below: Demands) -> Gap:
    """Return the gap of a target without a partner; the child may name it without a number."""
    target = change.parent
    above = target_words(target) if target else ""
    gap = _quoted(pair, gap_of(pair, "target-missing", above, ""), change)
    places = target_elsewhere(target, gap.parent_says, found.places) if target else ()
    near = _named_at(pair, target, below) if target and not places else None
    if near is not None:
        words = below.clause(near, target.name) if target else ""
        gap = replace(gap, kind="target-unvalued", child=words, child_says=near.sentence)
        gap = under(gap, pair, near)
    elif target and not places:
        likest = below.paired(pair.aligned.parent, target.name)
        if likest and likest.share >= LIKE and _prints(likest, target.name):
            gap = replace(gap, child_says=likest.sentence)
    return placed(gap, places)


def _named_at(pair: PairDiff, target: TargetFact, below: Demands) -> Nearest | None:
    """Return where the child names what a target measures; a title is no place for that."""
    paired = below.paired(pair.aligned.parent, target.name)
    if paired and paired.share >= NAMED and _prints(paired, target.name):
        return paired
    found = below.anywhere(target.name)
    if found and found.share >= NAMED_ELSEWHERE and _prints(found, target.name):
        return found if bare(target.name)[-_TAIL:] in bare(found.sentence) else None
    return None


def _prints(near: Nearest, name: str) -> bool:
    return near.sentence != near.item.title and same_rank(name, near.sentence)


def target_elsewhere(
    target: TargetFact, sentence: str, places: tuple[Region | None, Region | None]
) -> tuple[str, ...]:
    """Return the other places of which a target is asked; none where it is asked of all.

    A target of what the same sentence sets up in other places (a base's rate, after the
    bases that named cities are to build) is asked of those, too.
    """
    named = elsewhere(target.quote, *places)
    subject = bare(target.subject or target.name)[:_HEAD]
    for clause in () if named else all_clauses(sentence):
        if subject and subject in clause and bare(target.quote) not in bare(clause):
            named = named or elsewhere(clause, *places)
    return named


def _quoted(pair: PairDiff, gap: Gap, change: TargetChange) -> Gap:
    """Add the sentences that print a target."""
    above, below = (one.quote if one else "" for one in (change.parent, change.child))
    return said(pair, gap, above, below)


def target_words(target: TargetFact) -> str:
    """Return a target in a line: on whom, what, and the value."""
    subject = "" if target.subject in target.name else target.subject
    return " ".join(word for word in (subject, target.name, target.text) if word)


def _date_gap(pair: PairDiff) -> Iterator[Gap]:
    dates = pair.deadline
    if dates.change == LATER and dates.parent and dates.child:
        told = dates.parent.quote
        note = say("linking.gap.date-of", text=told) if told else ""
        gap = gap_of(pair, "date-later", dates.parent.text, dates.child.text, note)
        yield said(pair, gap, dates.parent.quote or gap.parent, dates.child.quote or gap.child)
    elif dates.change == DROPPED and dates.parent:
        open_end = dates.child.text if dates.child else ""
        gap = gap_of(pair, "date-missing", dates.parent.text, open_end, dates.parent.quote)
        gap = said(pair, gap, dates.parent.quote or gap.parent, "")
        yield replace(gap, child_says=_became(pair, gap.parent_says) or open_end)


def _became(pair: PairDiff, sentence: str) -> str:
    """Return what the child prints in place of a sentence; empty where it has no partner."""
    found = [one.child for one in pair.sentences.changed if one.parent == sentence]
    return found[0] if found else ""


def _bodies(found: Comparison, pair: PairDiff) -> tuple[str, ...]:
    """Return the kinds of body that no task aligned with the parent's has."""
    parent = pair.aligned.parent.iri
    others = [one.aligned.child.agencies for one in found.pairs if one.aligned.parent.iri == parent]
    return tuple(kind for kind in pair.agencies_dropped if not any(kind in one for one in others))
