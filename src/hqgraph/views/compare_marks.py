"""Where two sentences differ, word by word: the stretches to mark on either side.

Chinese prints no blanks between words, so the texts are compared character by
character, a number with its unit (50%, 2025年) and a Latin word each as one. What
is left in common is tidied: single characters that happen to stand in both are no
common ground, and a clause of which little is left is marked whole. A long stretch
that stands elsewhere in the other text was moved, not changed, and is not marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

SAME, REMOVED, NEW = "=", "-", "+"

Segment = tuple[str, str]
"""``=``, ``-`` or ``+``, and the words it stands for."""

_TOKEN = re.compile(r"\d+(?:[.:：]\d+)*[%％‰年月日个家所]?|[A-Za-z]+|\s+|.", re.DOTALL)
_CLAUSE_ENDS = frozenset("，。；：、！？,;:")
_FEWEST = 2
"""Fewer characters than this between two changes are no common ground."""
_LEAST_MOVED = 6
"""Fewer characters than this that stand elsewhere are no stretch that was moved."""
_LEAST_COMMON = 0.35
"""A clause with a smaller share left in common is marked whole."""


def marked(parent: str, child: str) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """Return both texts in stretches: the parent's ``=`` or ``-``, the child's ``=`` or ``+``.

    Joined, the stretches of either side are that side's text again.
    """
    left, right = _TOKEN.findall(parent), _TOKEN.findall(child)
    pairs = {
        one + step: two + step for one, two, size in _common(left, right) for step in range(size)
    }
    size = -1
    while size != len(pairs):  # a clause marked whole leaves its words unmatched on the other side
        size = len(pairs)
        lost = _lost(left, set(pairs))
        pairs = {one: two for one, two in pairs.items() if one not in lost}
        lost = _lost(right, set(pairs.values()))
        pairs = {one: two for one, two in pairs.items() if two not in lost}
    above, below = set(pairs), set(pairs.values())
    for one, two, length in _moved(left, right, above, below):
        above.update(range(one, one + length))
        below.update(range(two, two + length))
    return _segments(left, above, REMOVED), _segments(right, below, NEW)


def unmarked(segments: Sequence[Segment], kept: Sequence[str]) -> tuple[Segment, ...]:
    """Return stretches of a text with the words ``kept`` taken for common, where they stand."""
    text = "".join(words for _, words in segments)
    signs = [sign for sign, words in segments for _ in words]
    for words in kept:
        at = text.find(words)
        if words and at >= 0:
            signs[at : at + len(words)] = [SAME] * len(words)
    signed = zip(signs, text, strict=True)
    return tuple(
        (sign, "".join(char for _, char in group))
        for sign, group in groupby(signed, key=lambda pair: pair[0])
    )


def _moved(
    left: Sequence[str], right: Sequence[str], above: set[int], below: set[int]
) -> Iterator[tuple[int, int, int]]:
    """Yield the long stretches that both texts have at different places, the longest first.

    ``above`` and ``below`` are the places already known as common; the caller adds to them.
    """
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    while True:
        own = [token if at not in above else None for at, token in enumerate(left)]
        other = [token if at not in below else None for at, token in enumerate(right)]
        matches = (
            matcher.find_longest_match(*ours, *theirs)
            for ours in _free(own)
            for theirs in _free(other)
        )
        best = max(matches, key=lambda match: (match.size, -match.a, -match.b), default=None)
        if best is None or len("".join(left[best.a : best.a + best.size])) < _LEAST_MOVED:
            return
        yield best.a, best.b, best.size


def _free(tokens: Sequence[str | None]) -> Iterator[tuple[int, int]]:
    """Yield where stretches without a known partner begin and end."""
    start = 0
    for known, group in groupby(tokens, key=lambda token: token is None):
        end = start + len(list(group))
        if not known and end - start > 1:
            yield start, end
        start = end


def _common(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield the stretches that both texts have, without those too short to mean anything."""
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for block in matcher.get_matching_blocks():
        words = "".join(left[block.a : block.a + block.size])
        bare = [char for char in words if char not in _CLAUSE_ENDS and not char.isspace()]
        edge = block.a == 0 or block.a + block.size == len(left)
        if len(bare) >= _FEWEST or (edge and words) or any(char.isdigit() for char in bare):
            yield block.a, block.b, block.size


def _lost(tokens: Sequence[str], common: set[int]) -> set[int]:
    """Return the places of words in clauses of which too little is left in common."""
    found: set[int] = set()
    for start, end in _clauses(tokens):
        words = [at for at in range(start, end) if tokens[at] not in _CLAUSE_ENDS]
        if sum(at in common for at in words) < _LEAST_COMMON * len(words):
            found.update(words)
    return found


def _segments(tokens: Sequence[str], common: set[int], mark: str) -> tuple[Segment, ...]:
    marks = [(SAME if at in common else mark, token) for at, token in enumerate(tokens)]
    return tuple(
        (sign, "".join(token for _, token in group))
        for sign, group in groupby(marks, key=lambda pair: pair[0])
    )


def _clauses(tokens: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where clauses begin and end, each with the mark that closes it."""
    start = 0
    for at, token in enumerate(tokens):
        if token in _CLAUSE_ENDS:
            yield start, at + 1
            start = at + 1
    if start < len(tokens):
        yield start, len(tokens)
