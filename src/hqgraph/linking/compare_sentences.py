"""Which sentences of a task stand again in another: kept, changed, added, dropped.

A sentence is kept when both texts print it with the same words, whatever the
blanks and the punctuation; changed when enough of its character pairs stand in
one sentence of the other text. One long sentence may be split into several, or
several joined into one: a sentence without a partner of its own may share one,
where most of it, or a whole clause, stands there. A clause stands there, too, when
it differs in nothing but words that say little (完善, 大力推进, ``data/plain_words.csv``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from hqgraph.linking.words import rows

LEAST_LIKE = 0.4
"""Two sentences with less in common (Dice, over pairs of characters) are not one changed."""
LEAST_HELD = 0.6
"""The share of a shorter sentence that a longer one must hold to have taken it in."""
_FEWEST = 4
"""Sentences of fewer character pairs are too short to be found inside others."""

LONG_CLAUSE = 8
"""Characters that a clause needs to say something by itself."""

LEAST_NEAR = 0.6
"""Two clauses with less in common (Dice, without words that say little) are not one clause."""

LEAST_NEAR_SHORT = 0.7
"""So much where one of them is short: 会展业绿色发展 is not 旅游业绿色发展."""
_SHORT_CORE = 8
"""Character pairs below which a clause without such words is short."""

_CLAUSE = re.compile(r"[^，。；！？,;!?]+")
_NO_WORDS = re.compile(r"[\W_]+")

Grams = Counter[str]


@dataclass(frozen=True, slots=True)
class Changed:
    """A sentence of the parent and the one of the child that it became."""

    parent: str
    child: str


@dataclass(frozen=True, slots=True)
class SentenceDiff:
    """What became of the sentences, each list in printed order.

    ``kept`` are the child's words; ``changed`` may name one sentence several times
    where it was split or joined; ``added`` are the child's, ``dropped`` the parent's.
    """

    kept: tuple[str, ...]
    changed: tuple[Changed, ...]
    added: tuple[str, ...]
    dropped: tuple[str, ...]


def bare(sentence: str) -> str:
    """Return a sentence without blanks and punctuation."""
    return _NO_WORDS.sub("", sentence)


def grams(sentence: str) -> Grams:
    """Return the pairs of neighbouring characters of a sentence, with their counts."""
    text = bare(sentence)
    return Counter(text[at : at + 2] for at in range(len(text) - 1)) or Counter([text])


def likeness(one: Grams, other: Grams) -> float:
    """Return how much two sentences have in common, 0 to 1 (Dice)."""
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)


def held(part: Grams, whole: Grams) -> float:
    """Return the share of a sentence's character pairs that another one has."""
    return (part & whole).total() / max(part.total(), 1)


def clauses(sentence: str) -> tuple[str, ...]:
    """Return the clauses of a sentence that are long enough to say something by themselves."""
    found = (clause.strip() for clause in _CLAUSE.findall(sentence))
    return tuple(clause for clause in found if len(bare(clause)) >= LONG_CLAUSE)


def all_clauses(sentence: str) -> tuple[str, ...]:
    """Return every clause of a sentence, however short."""
    return tuple(clause.strip() for clause in _CLAUSE.findall(sentence))


@lru_cache(maxsize=65536)
def core(clause: str) -> Grams:
    """Return the character pairs of a clause without words that say little; never changed."""
    return grams(plain_words().sub("", clause) or clause)


def near(one: str, other: str) -> bool:
    """Tell whether two clauses say the same, but for words that say little.

    Clauses that name different bounds or numbers may be near: values are for the
    targets to compare.
    """
    first, second = core(one), core(other)
    short = min(first.total(), second.total()) < _SHORT_CORE
    return likeness(first, second) >= (LEAST_NEAR_SHORT if short else LEAST_NEAR)


@cache
def plain_words() -> re.Pattern[str]:
    """Return what finds the words that say little by themselves, the longest first."""
    words = sorted(
        (row["word"] for row in rows("plain_words")), key=lambda word: (-len(word), word)
    )
    return re.compile("|".join(map(re.escape, words)))


def sentence_diff(parents: Sequence[str], children: Sequence[str]) -> SentenceDiff:
    """Compare the sentences of two texts; the same texts give the same answer."""
    kept = _kept(parents, children)
    pairs = _changed(parents, children, kept)
    used_parents = {one for one, _ in (*kept, *pairs)}
    used_children = {other for _, other in (*kept, *pairs)}
    return SentenceDiff(
        kept=tuple(children[other] for _, other in sorted(kept, key=lambda pair: pair[1])),
        changed=tuple(
            Changed(parents[one], children[other])
            for one, other in sorted(pairs, key=lambda pair: (pair[1], pair[0]))
        ),
        added=tuple(text for at, text in enumerate(children) if at not in used_children),
        dropped=tuple(text for at, text in enumerate(parents) if at not in used_parents),
    )


_Pairs = list[tuple[int, int]]


def _kept(parents: Sequence[str], children: Sequence[str]) -> _Pairs:
    """Pair what is printed in the same words, each once, in printed order."""
    waiting: dict[str, list[int]] = {}
    for at, text in enumerate(parents):
        waiting.setdefault(bare(text), []).append(at)
    found = []
    for at, text in enumerate(children):
        same = waiting.get(bare(text))
        if same:
            found.append((same.pop(0), at))
    return found


def _changed(parents: Sequence[str], children: Sequence[str], kept: _Pairs) -> _Pairs:
    """Pair the rest: the most alike first, then what a sentence of the other side holds."""
    own, other = [grams(text) for text in parents], [grams(text) for text in children]
    kept_parents, kept_children = {one for one, _ in kept}, {two for _, two in kept}
    left = [at for at in range(len(own)) if at not in kept_parents]
    right = [at for at in range(len(other)) if at not in kept_children]
    ranked = sorted((-likeness(own[one], other[two]), one, two) for one in left for two in right)
    found: _Pairs = []
    free_left, free_right = set(left), set(right)
    for less, one, two in ranked:
        if -less >= LEAST_LIKE and one in free_left and two in free_right:
            found.append((one, two))
            free_left.discard(one)
            free_right.discard(two)
    for one in sorted(free_left):
        holder = _holder(parents[one], children, kept_children)
        if holder is not None:
            found.append((one, holder))
    for two in sorted(free_right):
        holder = _holder(children[two], parents, kept_parents)
        if holder is not None:
            found.append((holder, two))
    return list(dict.fromkeys(found))


def _holder(part: str, wholes: Sequence[str], taken: set[int]) -> int | None:
    """Return the place of the sentence that took in most of another, None where none did.

    One that says a whole clause of it, in nearly the same words, has taken it in, too.
    """
    wanted = grams(part)
    if wanted.total() < _FEWEST:
        return None
    own = clauses(part)
    ranked = sorted(
        (-max(held(wanted, grams(whole)), float(_prints(whole, own))), at)
        for at, whole in enumerate(wholes)
        if at not in taken
    )
    return ranked[0][1] if ranked and -ranked[0][0] >= LEAST_HELD else None


def _prints(sentence: str, wanted: Sequence[str]) -> bool:
    return any(near(own, other) for own in wanted for other in all_clauses(sentence))
