"""The words of the pages: the ``views.`` rows of messages.csv, in both languages.

A page switches its language in the reader's browser, so it carries both.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from hqgraph import messages

PREFIX = "views."


@lru_cache(maxsize=1)
def dictionary() -> dict[str, dict[str, str]]:
    """Return ``{language: {key without prefix: sentence}}`` for the words of the pages."""
    path = Path(messages.__file__).with_name("messages.csv")
    with path.open(encoding="utf-8", newline="") as handle:
        found = [row for row in csv.DictReader(handle) if row["key"].startswith(PREFIX)]
    return {
        language: {row["key"].removeprefix(PREFIX): row[language] for row in found}
        for language in messages.LANGUAGES
    }
