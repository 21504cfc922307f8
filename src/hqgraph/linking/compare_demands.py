"""What a sentence demands, one by one: its clauses, each with what only introduces it.

按照全省统一部署 and 围绕特色农业产业 demand nothing: they say by what, around what or
for whom the next clause demands something, and belong to it. So does a list of those
who 应当 do what follows. The words are in ``data/clause_openers.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from hqgraph.linking.compare_sentences import LONG_CLAUSE, bare
from hqgraph.linking.words import rows

_PIECE = re.compile(r"[^，。；！？,;!?]+[，。；！？,;!?]*[”’）》]*")
_STOPS = "，。；！？,;!? 　"
_SENTENCE_END = re.compile(r"[。；！？;!?][”’）》]*$")


@dataclass(frozen=True, slots=True)
class Demand:
    """A stretch of a sentence that demands something.

    ``main`` is its last clause, ``core`` that with the clauses before it that are too
    short to be a demand of their own: without those that only introduce it.
    """

    text: str
    core: str
    main: str


def demands(sentence: str) -> tuple[Demand, ...]:
    """Return what a sentence demands in printed order.

    A short clause belongs to the next one; one that ends the sentence is left out, and
    the whole sentence is one demand where all its clauses are short.
    """
    whole = sentence.strip(_STOPS)
    return tuple(_demands(sentence)) or (Demand(whole, whole, whole),)


def _demands(sentence: str) -> Iterator[Demand]:
    text = core = ""
    pieces = _PIECE.findall(sentence)
    for at, piece in enumerate(pieces):
        main = piece.strip(_STOPS)
        after = pieces[at + 1].strip(_STOPS) if at + 1 < len(pieces) else ""
        last = not after or bool(_SENTENCE_END.search(piece))
        text += piece
        if not last and _introduces(main, after):
            continue
        core += piece
        if len(bare(main)) >= LONG_CLAUSE:
            yield Demand(text.strip(_STOPS), core.strip(_STOPS), main)
        elif not last:
            continue
        text = core = ""


def _introduces(clause: str, after: str) -> bool:
    """Tell whether a clause says no more than by what or for whom the next one demands."""
    if _pattern("must").match(after):
        return True
    if not _pattern("opener").match(clause):
        return False
    closed = clause.endswith(_words("closer"))
    return closed or not _pattern("demand").search(clause)


@cache
def _words(use: str) -> tuple[str, ...]:
    return tuple(row["word"] for row in rows("clause_openers") if row["use"] == use)


@cache
def _pattern(use: str) -> re.Pattern[str]:
    words = sorted(_words(use), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))
