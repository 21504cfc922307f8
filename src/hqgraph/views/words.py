"""The words of the pages: the ``views.`` rows of messages.csv, in both languages.

A page switches its language in the reader's browser, so it carries both.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from hqgraph import messages

PREFIX = "views."


def dictionary() -> dict[str, dict[str, str]]:
    """Return ``{language: {key without prefix: sentence}}`` for the words of the pages."""
    return dictionary_of(PREFIX)


@cache
def dictionary_of(prefix: str) -> dict[str, dict[str, str]]:
    """Return the same for other words, by the prefix of their keys."""
    path = Path(messages.__file__).with_name("messages.csv")
    with path.open(encoding="utf-8", newline="") as handle:
        found = [row for row in csv.DictReader(handle) if row["key"].startswith(prefix)]
    return {
        language: {row["key"].removeprefix(prefix): row[language] for row in found}
        for language in messages.LANGUAGES
    }
