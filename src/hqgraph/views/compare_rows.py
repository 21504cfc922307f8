"""The sentences of two aligned tasks as rows: what stands beside what, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hqgraph.linking.compare import PairDiff
from hqgraph.linking.compare_sentences import bare
from hqgraph.linking.compare_targets import SAME as SAME_TARGET
from hqgraph.linking.compare_targets import TargetChange
from hqgraph.views.compare_marks import NEW, REMOVED, SAME, Segment, marked, unmarked

KEPT, CHANGED, ADDED, DROPPED = "kept", "changed", "added", "dropped"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its kind, and the stretches of either side; a side may be empty."""

    kind: str
    parent: tuple[Segment, ...]
    child: tuple[Segment, ...]


@dataclass(slots=True)
class _Unit:
    """Sentences that belong together, by their places in the two tasks."""

    kind: str
    parents: list[int]
    children: list[int]


def rows_of(pair: PairDiff) -> tuple[Row, ...]:
    """Return the rows of a pair in the child's order; what was dropped follows its neighbour.

    A sentence that was split, or several that were joined, stand in one row.
    """
    parents, children = pair.aligned.parent.sentences, pair.aligned.child.sentences
    units = _units(pair, parents, children)
    placed = sorted((unit for unit in units if unit.children), key=lambda unit: unit.children[0])
    for unit in sorted((one for one in units if not one.children), key=lambda one: one.parents[0]):
        placed.insert(_after(placed, unit.parents[0]), unit)
    same = [one for one in pair.targets if one.change == SAME_TARGET and not one.taken_over]
    return tuple(_row(unit, parents, children, same) for unit in placed)


def _units(pair: PairDiff, parents: Sequence[str], children: Sequence[str]) -> list[_Unit]:
    diff = pair.sentences
    free = list(range(len(parents)))
    units: list[_Unit] = []
    for text in diff.kept:
        child = _free(children, text, units, "children")
        parent = next(at for at in free if bare(parents[at]) == bare(text))
        free.remove(parent)
        units.append(_Unit(KEPT, [parent], [child]))
    changed: list[_Unit] = []
    for one in diff.changed:
        unit = _Unit(CHANGED, [parents.index(one.parent)], [children.index(one.child)])
        for other in [known for known in changed if _touch(known, unit)]:
            changed.remove(other)
            unit.parents = sorted({*unit.parents, *other.parents})
            unit.children = sorted({*unit.children, *other.children})
        changed.append(unit)
    units += changed
    for text in diff.added:
        units.append(_Unit(ADDED, [], [_free(children, text, units, "children")]))
    for text in diff.dropped:
        units.append(_Unit(DROPPED, [_free(parents, text, units, "parents")], []))
    return units


def _free(texts: Sequence[str], text: str, units: Sequence[_Unit], side: str) -> int:
    """Return the first place of a sentence that no unit has yet."""
    taken = {at for unit in units for at in getattr(unit, side)}
    return next(at for at, other in enumerate(texts) if other == text and at not in taken)


def _touch(one: _Unit, other: _Unit) -> bool:
    return bool(set(one.parents) & set(other.parents) or set(one.children) & set(other.children))


def _after(placed: Sequence[_Unit], parent: int) -> int:
    """Return where a dropped sentence goes: after the row of the sentence printed before it."""
    best, where = -1, 0
    for at, unit in enumerate(placed):
        before = [one for one in unit.parents if one < parent]
        if before and max(before) > best:
            best, where = max(before), at + 1
    return where


def _row(
    unit: _Unit, parents: Sequence[str], children: Sequence[str], same: Sequence[TargetChange]
) -> Row:
    above = "".join(parents[at] for at in unit.parents)
    below = "".join(children[at] for at in unit.children)
    match unit.kind:
        case "kept":
            return Row(KEPT, ((SAME, above),), ((SAME, below),))
        case "added":
            return Row(ADDED, (), ((NEW, below),))
        case "dropped":
            return Row(DROPPED, ((REMOVED, above),), ())
        case _:
            left, right = marked(above, below)
            kept = [words for one in same for words in _settled(one, above, below)]
            return Row(
                CHANGED,
                unmarked(left, [own for own, _ in kept]),
                unmarked(right, [other for _, other in kept]),
            )


def _settled(change: TargetChange, above: str, below: str) -> list[tuple[str, str]]:
    """Return the words on either side that print one and the same target, if both do.

    On another bearer the words differ, whatever the value.
    """
    parent, child = change.parent, change.child
    if parent is None or child is None or not (parent.quote in above and child.quote in below):
        return []
    return [(parent.quote, child.quote)] if parent.subject == child.subject else []
