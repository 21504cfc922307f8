"""What a county's office checks before it issues a plan: the plan against the document above it.

Each gap is one line: what the parent asks and the child does not mention, where the
child's target is weaker or its date later, which bodies are missing, and what the
child adds of its own. What the child prints under another task, or in other words,
is mentioned, and no gap. Lines on goals and safeguards, and on what the parent asks
of places it names, come last and are marked ``minor``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pyoxigraph import NamedNode

from hqgraph.errors import NotFoundError
from hqgraph.graph import Graph
from hqgraph.linking.compare import Comparison, PairDiff, compare, document_json
from hqgraph.linking.compare_dates import LATER
from hqgraph.linking.compare_facts import TargetFact
from hqgraph.linking.compare_mentions import Mentions
from hqgraph.linking.compare_places import ABOVE, elsewhere
from hqgraph.linking.compare_sentences import all_clauses, bare
from hqgraph.linking.compare_targets import ADDED, DROPPED, LOOSENED, TargetChange
from hqgraph.linking.lineage import Edge, lineage
from hqgraph.linking.task_text import OUTLINE, task_texts
from hqgraph.messages import say

KINDS = (
    "target-weaker",
    "date-later",
    "date-missing",
    "task-missing",
    "target-missing",
    "target-fewer",
    "target-set-above",
    "sentence-missing",
    "clause-missing",
    "agencies-unlisted",
    "agency-missing",
    "task-added",
    "target-added",
    "sentence-added",
)
"""The kinds of gap, the gravest first; so they are listed."""
_ASIDE = ("goal", "safeguard")
_MOSTLY = 0.5
"""What names other places for at least this share of its characters is asked of those."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One line of the checklist.

    ``parent`` is what the parent prints (a title, a sentence, a value, a date, a
    kind of body), ``child`` what the child prints in its place; either may be empty.
    ``note`` says in words what to look at. ``minor`` marks what stands last: goals,
    safeguards, what is asked of other places. ``parent_says`` and ``child_says`` are the
    sentences that print it (of a whole task all of them, of a body the kinds charged).
    """

    kind: str
    parent_no: str
    parent_title: str
    child_no: str
    child_title: str
    parent: str
    child: str
    note: str = ""
    minor: bool = False
    parent_says: str = ""
    child_says: str = ""


@dataclass(frozen=True, slots=True)
class Gaps:
    """The checklist, and the comparison it was made from.

    ``path`` holds the edges of lineage that lead from the child to the parent; it
    is empty where the parent was named by the caller.
    """

    comparison: Comparison
    path: tuple[Edge, ...]
    gaps: tuple[Gap, ...]

    @property
    def of_outline(self) -> bool:
        """Whether the parent is held as an outline, which has no goals and no safeguards."""
        return any(item.kind == OUTLINE for item in self.comparison.parent_tasks)

    def counts(self) -> dict[str, int]:
        """Return how many lines there are of each kind, the gravest first."""
        found = Counter(gap.kind for gap in self.gaps)
        return {kind: found[kind] for kind in KINDS if found[kind]}

    def only(self, kinds: Sequence[str] = (), *, minor: bool = True) -> Gaps:
        """Return the checklist with these kinds alone (all where none is named).

        Without ``minor`` the lines that are marked so are left out.
        """
        kept = (gap for gap in self.gaps if not kinds or gap.kind in kinds)
        return replace(self, gaps=tuple(gap for gap in kept if minor or not gap.minor))


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
    listed = (*_missing_tasks(found), *_within_pairs(found), *_added_tasks(found))
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


def _missing_tasks(found: Comparison) -> Iterator[Gap]:
    mentions = Mentions(found.child_tasks)
    for item in found.parent_only:
        places = [mentions.of(text) for text in item.sentences]
        there = list(dict.fromkeys(place.no for place in places if place is not None))
        note = ""
        if there:
            count = sum(place is not None for place in places)
            note = say("linking.gap.partly", count=count, all=len(places), places="、".join(there))
        elif item.kind == OUTLINE:
            note = say("linking.gap.outline")
        minor = item.kind in _ASIDE
        says = "".join(item.sentences)
        yield Gap("task-missing", item.no, item.title, "", "", item.title, "", note, minor, says)


def _added_tasks(found: Comparison) -> Iterator[Gap]:
    """Yield what the child has of its own; an outline does not tell goals and safeguards."""
    outline = any(item.kind == OUTLINE for item in found.parent_tasks)
    for item in found.child_only:
        if not (outline and item.kind in _ASIDE):
            minor = item.kind in _ASIDE
            says = "".join(item.sentences)
            yield Gap(
                "task-added", "", "", item.no, item.title, "", item.title, "", minor, "", says
            )


def _within_pairs(found: Comparison) -> Iterator[Gap]:
    """Yield what the aligned tasks differ in, leaving out what another task makes good."""
    below, above = Mentions(found.child_tasks), Mentions(found.parent_tasks)
    above_lists, below_lists = found.lists_agencies
    if above_lists and not below_lists:
        note = say("linking.gap.unlisted", document=found.child.label)
        yield Gap("agencies-unlisted", "", "", "", "", "", "", note)
    for pair in found.pairs:
        yield from _sentence_gaps(found, pair, below)
        for text in pair.sentences.added:
            if above.missing(text) == (text,):
                yield _gap(pair, "sentence-added", "", text)
        for target in pair.targets:
            yield from _target_gap(found, pair, target)
        yield from _date_gap(pair)
        both = pair.aligned.parent.agencies, pair.aligned.child.agencies
        charged = ["、".join(sorted(names)) for names in both]
        for kind in _bodies(found, pair):
            gap = _gap(pair, "agency-missing", kind, "")
            yield replace(gap, parent_says=charged[0], child_says=charged[1])


def _sentence_gaps(found: Comparison, pair: PairDiff, below: Mentions) -> Iterator[Gap]:
    """Yield the sentences that the child does not say, and the clauses that it leaves out.

    What prints a target is told by the target.
    """
    for text in pair.sentences.dropped:
        missing = below.missing(text)
        if missing == (text,) and not any(_by_target(pair, part) for part in all_clauses(text)):
            yield _placed(_gap(pair, "sentence-missing", text, ""), _elsewhere(found, missing))
        else:
            yield from _clause_gaps(found, pair, text, "", below)
    told: set[str] = set()
    for change in pair.sentences.changed:
        if change.parent not in told:
            yield from _clause_gaps(found, pair, change.parent, change.child, below)
        told.add(change.parent)


def _clause_gaps(
    found: Comparison, pair: PairDiff, parent: str, child: str, below: Mentions
) -> Iterator[Gap]:
    if not child and below.of(parent) is not None:
        return
    for part in below.unsaid(parent):
        if not _by_target(pair, part):
            named = _elsewhere(found, (part,))
            yield _placed(_gap(pair, "clause-missing", part, child), named)


def _elsewhere(found: Comparison, texts: Sequence[str]) -> tuple[str, ...]:
    """Return the other places of which most of these words are asked; none where they are not."""
    parts = [clause for text in texts for clause in all_clauses(text)]
    named = {part: elsewhere(part, *found.places) for part in parts}
    size = sum(len(part) for part in parts if named[part])
    mostly = size >= _MOSTLY * sum(map(len, parts))
    if not (mostly and elsewhere("，".join(parts), *found.places)):
        return ()
    return tuple(dict.fromkeys(place for part in parts for place in named[part]))


def _placed(gap: Gap, named: Sequence[str]) -> Gap:
    """Mark a gap that is asked of other places by name."""
    if not named:
        return gap
    note = say("linking.gap.elsewhere", places="、".join(named))
    return replace(gap, note=note, minor=True)


def _target_gap(found: Comparison, pair: PairDiff, change: TargetChange) -> Iterator[Gap]:
    """Yield the gap that a target makes; one found under another task makes none."""
    above = target_words(change.parent) if change.parent else ""
    below = target_words(change.child) if change.child else ""
    if change.change == LOOSENED:
        kind = "target-fewer" if change.by_hand else "target-weaker"
        yield _quoted(pair, _gap(pair, kind, above, below, change.reason), change)
    elif change.taken_over:
        yield _quoted(pair, _gap(pair, "target-set-above", above, below, change.reason), change)
    elif change.moved:
        return
    elif change.change == DROPPED and change.parent:
        named = elsewhere(change.parent.quote, *found.places)
        yield _placed(_quoted(pair, _gap(pair, "target-missing", above, ""), change), named)
    elif change.change == ADDED:
        yield _quoted(pair, _gap(pair, "target-added", "", below), change)


def _quoted(pair: PairDiff, gap: Gap, change: TargetChange) -> Gap:
    """Add the sentences that print a target."""
    above, below = (one.quote if one else "" for one in (change.parent, change.child))
    return _said(pair, gap, above, below)


def _said(pair: PairDiff, gap: Gap, parent: str, child: str) -> Gap:
    """Add the sentences of both tasks that print these words; the words where none does."""
    above = _sentence(parent, pair.aligned.parent.sentences)
    return replace(
        gap, parent_says=above, child_says=_sentence(child, pair.aligned.child.sentences)
    )


def _sentence(words: str, sentences: Sequence[str]) -> str:
    own = bare(words)
    return next((text for text in sentences if own and own in bare(text)), words)


def target_words(target: TargetFact) -> str:
    """Return a target in a line: on whom, what, and the value."""
    subject = "" if target.subject in target.name else target.subject
    return " ".join(word for word in (subject, target.name, target.text) if word)


def _date_gap(pair: PairDiff) -> Iterator[Gap]:
    dates = pair.deadline
    if dates.change == LATER and dates.parent and dates.child:
        gap = _gap(pair, "date-later", dates.parent.text, dates.child.text)
        yield _said(pair, gap, dates.parent.quote or gap.parent, dates.child.quote or gap.child)
    elif dates.change == DROPPED and dates.parent:
        gap = _gap(pair, "date-missing", dates.parent.text, "", dates.parent.quote)
        yield _said(pair, gap, dates.parent.quote or gap.parent, "")


def _by_target(pair: PairDiff, text: str) -> bool:
    """Tell whether a clause of the parent prints a target, which is told for itself."""
    quotes = (bare(one.parent.quote) for one in pair.targets if one.parent)
    return any(quote in bare(text) or bare(text) in quote for quote in quotes if quote)


def _bodies(found: Comparison, pair: PairDiff) -> tuple[str, ...]:
    """Return the kinds of body that no task aligned with the parent's has."""
    parent = pair.aligned.parent.iri
    others = [one.aligned.child.agencies for one in found.pairs if one.aligned.parent.iri == parent]
    return tuple(kind for kind in pair.agencies_dropped if not any(kind in one for one in others))


def _gap(pair: PairDiff, kind: str, parent: str, child: str, note: str = "") -> Gap:
    above, below = pair.aligned.parent, pair.aligned.child
    minor = above.kind in _ASIDE or below.kind in _ASIDE
    gap = Gap(kind, above.no, above.title, below.no, below.title, parent, child, note, minor)
    return _said(pair, gap, parent, child)
