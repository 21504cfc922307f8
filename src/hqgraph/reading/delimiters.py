"""What parts the columns of a list saved as text, and whether a text is such a list."""

from __future__ import annotations

import csv
import io
from collections import Counter

_DELIMITERS = (",", "\t", ";", "，")
_SAMPLE_ROWS = 50
_LEAST_ROWS = 2
_MOST_ALIKE = 0.5
"""A list has the same columns in at least this share of its rows; sentences have not."""


def delimiter_of(content: str) -> str:
    """Return the sign that gives most rows of a sample the same columns, more than one."""

    def score(delimiter: str) -> tuple[int, int]:
        counts = _columns(content, delimiter)
        return max(
            ((rows, columns) for columns, rows in counts.items() if columns > 1), default=(0, 0)
        )

    return max(_DELIMITERS, key=lambda sign: (score(sign), -_DELIMITERS.index(sign)))


def looks_delimited(content: str) -> bool:
    """Tell whether a text is a list: a sign of ASCII gives most rows the same columns."""
    for sign in _DELIMITERS[:3]:
        counts = _columns(content, sign)
        alike = max((rows for columns, rows in counts.items() if columns > 1), default=0)
        if alike >= max(_LEAST_ROWS, _MOST_ALIKE * counts.total()):
            return True
    return False


def _columns(content: str, delimiter: str) -> Counter[int]:
    """Count the rows of a sample by their columns; nothing for what is no list at all."""
    counts: Counter[int] = Counter()
    try:
        rows = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter)
        for _, row in zip(range(_SAMPLE_ROWS), rows, strict=False):
            counts[len(row)] += 1
    except csv.Error:
        return Counter()
    counts.pop(0, None)
    return counts
