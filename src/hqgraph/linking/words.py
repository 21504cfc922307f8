"""The words that linking uses, from the tables under ``data``: reasons and words of titles.

A reason goes into the graph, so it is Chinese whatever language hqgraph speaks:
the same documents must give the same graph.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

_DATA = Path(__file__).with_name("data")


def reason(key: str, **values: object) -> str:
    """Return a reason in words, its values filled in. Raises KeyError for an unknown key."""
    return _reasons()[key].format(**values)


@cache
def title_words(use: str) -> tuple[str, ...]:
    """Return the words that carry no topic, longest first: ``lead`` or ``tail`` of a title."""
    found = [row["word"] for row in rows("title_words") if row["use"] == use]
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def _reasons() -> Mapping[str, str]:
    return MappingProxyType({row["key"]: row["zh"] for row in rows("reasons")})


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the tables of linking. Raises OSError for an unknown one."""
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
