"""Which kinds of body two tasks charge, where one body may serve several kinds.

A county merges what a city keeps apart: 教科体局 is its bureau of education, of science
and of sport, 交通运输局〔铁路办〕 its transport bureau and its railway office. What the
gazetteer knows of a merged body (``agency_merged.csv``), what stands in brackets behind
its name, and a kind's own word within the name count as that kind.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from hqgraph.gazetteer import match_agency
from hqgraph.gazetteer.agency_kinds import kinds

_BRACKET = re.compile(r"[（(〔\[【]([^（()）〔〕\[\]【】]+)[）)〕\]】]")
_SHORTEST = 2


@lru_cache(maxsize=8192)
def kinds_of(name: str) -> frozenset[str]:
    """Return the kinds that a body's printed name tells, those of a merged body too."""
    found: set[str] = set()
    for part in (name, _BRACKET.sub("", name), *_BRACKET.findall(name)):
        match = match_agency(part)
        if match is not None and match.kind is not None:
            found.update((match.kind, *match.also))
    return frozenset(found)


def serves(kind: str, names: Iterable[str]) -> bool:
    """Tell whether one of these bodies is of a kind, or has the kind's word in its name."""
    known = kinds().get(kind)
    words = (kind, *known.stems) if known else (kind,)
    words = tuple(word for word in words if len(word) >= _SHORTEST)
    return any(kind in kinds_of(name) or any(word in name for word in words) for name in names)


def missing_kinds(
    kinds_above: Iterable[str], kinds_below: Collection[str], names_below: Collection[str]
) -> tuple[str, ...]:
    """Return the kinds of the parent's bodies that none of the child's bodies serves."""
    wanted = {kind for kind in kinds_above if kind in kinds() and kind not in kinds_below}
    return tuple(sorted(kind for kind in wanted if not serves(kind, names_below)))


def new_kinds(
    kinds_below: Iterable[str],
    kinds_above: Collection[str],
    names_below: Collection[str],
    names_above: Collection[str],
) -> tuple[str, ...]:
    """Return the kinds of the child's bodies that the parent does not charge.

    A merged body that serves a kind of the parent's is not new under its first one.
    """
    found = missing_kinds(kinds_below, kinds_above, names_above)
    told = set(kinds_above).union(*map(kinds_of, names_above))
    merged = {
        kind
        for kind in found
        if any(kind in kinds_of(name) and kinds_of(name) & told for name in names_below)
    }
    return tuple(kind for kind in found if kind not in merged)
