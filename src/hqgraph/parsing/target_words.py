"""The words that targets are made of, read from tables an expert can mend.

``data/units.csv``, ``units_per.csv``, ``operators.csv``, ``target_verbs.csv`` and
``target_nouns.csv`` hold a word, its class and a note; nothing else in the
parsing of targets lists words of the trade. The words were gathered from plans and
opinions of the State Council, provinces, cities and counties; how a word of
comparison reads (以上 is >=, 以内 is <=, 左右 is about) is fixed by the extraction
contract.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("data")


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of ``data/{name}.csv`` without their header.

    Raises ValueError with file and line when a row has another number of cells
    than the header.
    """
    path = _DATA / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.reader(handle)
        width = len(next(reader))
        rows = []
        for row in reader:
            if len(row) != width:
                raise ValueError(f"{path.name}:{reader.line_num}: {width} cells expected")
            rows.append(tuple(row))
    return tuple(rows)


def words(name: str, *kinds: str) -> tuple[str, ...]:
    """Return the words of some classes of a table, in the file's order."""
    return tuple(row[0] for row in table(name) if row[1] in kinds)


def any_of(items: Iterable[str]) -> str:
    """Return a pattern that matches one of the words, the longest that fits first."""
    ordered = sorted(set(items), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in ordered) + ")"


BUILD = any_of(words("target_verbs", "build"))
ADJACENT = any_of(words("target_verbs", "adjacent", "opening"))
OPENING_VERB = any_of(words("target_verbs", "opening"))
METRIC = any_of(words("target_verbs", "metric"))
CHANGE = any_of(words("target_verbs", "change"))
LINKING = any_of(words("target_verbs", "linking"))
ADVERB = any_of(words("target_verbs", "adverb"))
LEAD = any_of(words("target_verbs", "lead"))
PREDICATE = any_of(words("target_verbs", "predicate"))
INSTITUTION = any_of(words("target_nouns", "institution"))
PEOPLE = any_of(words("target_nouns", "people"))
PEOPLE_WEAK = any_of(words("target_nouns", "people_weak"))
PERSON = any_of(words("target_nouns", "person"))
PEOPLE_ALONE = any_of(words("target_nouns", "people_alone"))
REGION = any_of(words("target_nouns", "region"))
MODIFIER = any_of(words("target_nouns", "modifier"))
GENERIC = any_of(words("target_nouns", "generic"))
BEARER = any_of(words("target_nouns", "bearer"))
SECTOR = any_of(words("target_nouns", "sector"))
OPENING = any_of(words("target_nouns", "opening"))
AREA = any_of(words("target_nouns", "area"))
ENDING = any_of(words("target_nouns", "ending"))
ENDING_STEM = any_of(words("target_nouns", "ending_stem"))
AMOUNT = any_of(words("target_nouns", "amount"))
