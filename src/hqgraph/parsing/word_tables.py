"""Tables of words in ``data``: a meaning per row, and the words that carry it, parted by |."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=32)
def meanings(table: str) -> dict[str, str]:
    """Return every word of a table (``field_labels``) with its meaning.

    The first column holds the meaning, the second the words.
    """
    path = Path(__file__).parent / "data" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = csv.reader(handle)
        next(rows)
        return {word: row[0] for row in rows for word in row[1].split("|")}
