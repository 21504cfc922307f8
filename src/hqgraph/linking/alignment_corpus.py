"""Like tasks among very many, without comparing each with each.

Every task gets a signature: its pairs of characters are dealt into bins by a fixed
hash, and each bin keeps its smallest (one-permutation MinHash). Tasks that agree in
all bins of one of many small groups are candidates, and only those are compared.
The work grows with the number of tasks and of like pairs, not with its square;
crowds of copies are capped. One group is dealt with at a time, so that memory holds
the signatures and no table of them all.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from zlib import crc32

from hqgraph.linking.alignment_text import grams
from hqgraph.linking.task_text import TaskText

LIKE = 0.5
"""Tasks less alike than this are not yielded, unless asked for."""

_BINS = 128
_TOGETHER = 5
_STEPS = (1, 3, 11, 19, 23, 29, 37, 41, 45, 51, 53, 61)
"""25 groups of five bins come of each: two tasks with six of ten grams in common agree in four
of all 300, two with one of ten nearly always in none."""

_CROWD = 64
"""In a larger group of candidates, a task is compared with this many neighbours only."""

_FEWEST = 32
"""A short task is found by at least so many of its pairs of characters."""


def like_tasks(
    tasks: Sequence[TaskText], *, least: float = LIKE
) -> Iterator[tuple[TaskText, TaskText, float]]:
    """Yield pairs of tasks of different documents that are alike, with how much (0 to 1).

    Alike is Dice's measure over pairs of characters. Each pair comes once, in the
    order of ``tasks``. A few pairs near ``least`` may be missed; what is yielded is exact.
    """
    numbers = _numbered(map(_task_grams, tasks))
    for first, second, alike in near_sets(numbers, least=least):
        one, other = tasks[first], tasks[second]
        if one.document != other.document:
            yield one, other, alike


def near_sets(
    sets: Sequence[array[int]], *, least: float = LIKE
) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of places in ``sets`` whose sets of numbers are alike, in order."""
    found = _candidates(_signatures(sets))
    for first in sorted(found):
        own = frozenset(sets[first])
        for second in sorted(found.pop(first)):
            other = sets[second]
            whole = len(own) + len(other)
            if 2 * min(len(own), len(other)) < least * whole:
                continue
            alike = 2 * len(own.intersection(other)) / whole
            if alike >= least:
                yield first, second, alike


def _task_grams(task: TaskText) -> frozenset[str]:
    return grams("\n".join((task.title, *task.sentences)))


def _numbered(words: Iterable[frozenset[str]]) -> list[array[int]]:
    """Return sets of grams as sets of their hashes, sorted."""
    known: dict[str, int] = {}
    return [
        array("I", sorted({known.setdefault(one, crc32(one.encode())) for one in each}))
        for each in words
    ]


def _signatures(sets: Sequence[array[int]]) -> list[array[int]]:
    """Return for each set the smallest number of every bin, of its rarer half.

    The commoner half is what any two tasks share; it would find everything.
    """
    held = Counter(number for each in sets for number in each)
    return [_signature(_rarer(each, held)) for each in sets]


def _rarer(numbers: Sequence[int], held: Mapping[int, int]) -> list[int]:
    rarest = sorted(numbers, key=lambda number: (held[number], number))
    return rarest[: max(_FEWEST, len(rarest) // 2)]


def _signature(numbers: Sequence[int]) -> array[int]:
    """Return the smallest of every bin; an empty bin borrows from the next one that is not."""
    if not numbers:
        return array("I")
    bins: list[int | None] = [None] * _BINS
    for number in numbers:
        place, rest = number % _BINS, number // _BINS
        known = bins[place]
        bins[place] = rest if known is None else min(known, rest)
    lent = next(one for one in bins if one is not None)
    full = array("I")
    for one in reversed(bins):
        lent = lent if one is None else one
        full.append(lent)
    return full


def _candidates(signatures: Sequence[array[int]]) -> dict[int, set[int]]:
    """Return for each place the later places that agree with it in a group of bins."""
    filled = [place for place, bins in enumerate(signatures) if bins]
    columns = [array("I", (signatures[place][at] for place in filled)) for at in range(_BINS)]
    found: dict[int, set[int]] = {}
    for group in _groups():
        earliest: dict[tuple[int, ...], int] = {}
        agreeing: dict[int, list[int]] = {}
        keys = zip(*(columns[at] for at in group), strict=True)
        for place, key in zip(filled, keys, strict=True):
            first = earliest.setdefault(key, place)
            if first != place:
                agreeing.setdefault(first, [first]).append(place)
        for places in agreeing.values():
            for at, place in enumerate(places[:-1]):
                found.setdefault(place, set()).update(places[at + 1 : at + 1 + _CROWD])
    return found


def _groups() -> Iterator[list[int]]:
    """Yield groups of bins, every bin in about as many as any other.

    An odd step runs through all bins before it comes round, each time in another order.
    """
    for step in _STEPS:
        order = [at * step % _BINS for at in range(_BINS)]
        for start in range(0, _BINS - _TOGETHER + 1, _TOGETHER):
            yield order[start : start + _TOGETHER]
