"""What became of the date of a task: deadlines with deadlines, sentence dates with their own.

A task may print a deadline of its own (完成时限) and dates within its sentences.
A date in a sentence is the date of what that sentence says, so it is compared with
the sentence of the other text that says it again; a sentence without one there is
due with its task. 持续推进 is no date: it takes one away, but adds none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hqgraph.linking.compare_facts import DateFact, TaskFacts
from hqgraph.linking.compare_sentences import SentenceDiff, bare
from hqgraph.linking.compare_targets import ADDED, DROPPED, SAME

EARLIER, LATER = "earlier", "later"
_WEIGHT = (LATER, DROPPED, EARLIER, ADDED, SAME, None)
"""Which change stands for a task that has several: the weakest first."""
_REDACTED = "redacted"


@dataclass(frozen=True, slots=True)
class DateChange:
    """A date of a task in both documents. ``change`` is None where neither prints one.

    Else it is earlier, later, same, added or dropped, as the child stands to the
    parent; an open end (持续推进) is later than a deadline.
    """

    parent: DateFact | None
    child: DateFact | None
    change: str | None


NO_DATE = DateChange(None, None, None)


def date_change(own: TaskFacts, other: TaskFacts, sentences: SentenceDiff) -> DateChange:
    """Compare the dates of two tasks whose sentences are compared; the weakest change counts."""
    changes = [_deadlines(own.deadline, other.deadline)]
    changes += _sentence_dates(own, other, sentences)
    return min(changes, key=lambda one: _WEIGHT.index(one.change))


def _deadlines(parent: DateFact | None, child: DateFact | None) -> DateChange:
    if parent is None or child is None:
        there = parent or child
        if there is None or not there.date:
            return NO_DATE
        return DateChange(parent, child, ADDED if parent is None else DROPPED)
    return _dated(parent, child)


def _dated(parent: DateFact, child: DateFact) -> DateChange:
    if parent.date and child.date and parent.date != child.date:
        return DateChange(parent, child, EARLIER if child.date < parent.date else LATER)
    if bool(parent.date) != bool(child.date) and _REDACTED not in (parent.kind, child.kind):
        return DateChange(parent, child, EARLIER if child.date else LATER)
    return DateChange(parent, child, SAME)


def _sentence_dates(
    own: TaskFacts, other: TaskFacts, sentences: SentenceDiff
) -> Iterator[DateChange]:
    """Yield what became of the dates of sentences that both texts have."""
    for parents, children in _units(sentences):
        parent, child = _last(own, parents), _last(other, children)
        if parent is None and child is None:
            continue
        above = parent or _due(own)
        below = child or _due(other)
        if above is None or below is None:
            yield from _one_sided(own, other, above, below)
        else:
            yield _dated(above, below)


def _one_sided(
    own: TaskFacts, other: TaskFacts, above: DateFact | None, below: DateFact | None
) -> Iterator[DateChange]:
    """Yield what became of a date that one of two sentences prints.

    One project's date is no new date of a task that has dates already; a lost one is
    shown beside the child's open end (持续推进) where there is one.
    """
    if above is not None:
        yield DateChange(above, other.deadline, DROPPED)
    elif own.deadline is None and not own.milestones:
        yield DateChange(None, below, ADDED)


def _units(sentences: SentenceDiff) -> list[tuple[list[str], list[str]]]:
    """Return what belongs together: sentences changed, split or joined; kept ones keep dates."""
    units: list[tuple[list[str], list[str]]] = []
    for one in sentences.changed:
        parents, children = [one.parent], [one.child]
        for unit in [unit for unit in units if one.parent in unit[0] or one.child in unit[1]]:
            units.remove(unit)
            parents, children = unit[0] + parents, unit[1] + children
        units.append((parents, children))
    return units


def _last(facts: TaskFacts, sentences: Sequence[str]) -> DateFact | None:
    """Return the last dated aim that these sentences print."""
    texts = [bare(text) for text in sentences]
    found = [one for one in facts.milestones if any(_stands(one, text) for text in texts)]
    return max(found, key=lambda one: one.date, default=None)


def _stands(date: DateFact, sentence: str) -> bool:
    return bare(date.quote or date.text) in sentence


def _due(facts: TaskFacts) -> DateFact | None:
    """Return the deadline of a task where it is a date."""
    return facts.deadline if facts.deadline and facts.deadline.date else None
