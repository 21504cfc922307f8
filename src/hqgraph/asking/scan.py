"""Patterns that cost nothing where a question cannot hold them.

A plain question has no date, no number and no quotation mark, and compiling the
patterns of all those takes longer than reading the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

DIGITS = "0123456789"


class Scan:
    """A pattern, compiled for the first text with a character that each of its matches needs."""

    def __init__(self, needs: str, pattern: str) -> None:
        self.needs = frozenset(needs)
        self.pattern = pattern

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return the matches in a text."""
        if self.needs.isdisjoint(text):
            return iter(())
        return re.finditer(self.pattern, text)  # which keeps what it compiled

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in a text."""
        return next(self.finditer(text), None)
