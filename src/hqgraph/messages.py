"""Every sentence hqgraph says to a person, in Chinese first and in English.

The words live in ``messages.csv`` (key, zh, en), so that an editor can mend
them. The language is Chinese unless ``HQGRAPH_LANG=en`` or :func:`use_language`
says otherwise; it never depends on the platform's locale.
"""

from __future__ import annotations

import csv
import os
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("zh", "en")
_chosen: list[str] = []


def use_language(language: str) -> None:
    """Speak ``zh`` or ``en`` from now on in this process."""
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {LANGUAGES}, not {language!r}")
    _chosen[:] = [language]


def language() -> str:
    """Return the language in force: ``zh`` or ``en``."""
    if _chosen:
        return _chosen[0]
    wanted = os.environ.get("HQGRAPH_LANG", "zh")[:2].lower()
    return wanted if wanted in LANGUAGES else "zh"


@lru_cache(maxsize=1)
def _catalogue() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("messages.csv")
    with path.open(encoding="utf-8", newline="") as handle:
        return {row["key"]: row for row in csv.DictReader(handle)}


def say(key: str, **values: object) -> str:
    """Return the sentence ``key`` in the language in force, with its values filled in.

    Raises KeyError for a key that the catalogue does not hold: a missing
    sentence is a bug, found by the tests, not something to paper over.
    """
    return _catalogue()[key][language()].format(**values)
