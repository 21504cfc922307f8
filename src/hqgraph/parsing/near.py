"""Looks for a costly pattern only around signs that every match of it holds.

A pattern that may begin with any Chinese character is tried at every character.
Where each of its matches holds a sign that is quickly found (a bracket before
a year, a colon behind a label), only the stretches around those signs need a look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hqgraph.model import Span


def near(
    sign: re.Pattern[str],
    pattern: re.Pattern[str],
    content: str,
    span: Span,
    reach: tuple[int, int],
) -> Iterator[re.Match[str]]:
    """Yield the matches of ``pattern`` inside ``span``, as its finditer would.

    Every match must hold a match of ``sign``; ``reach`` tells how many characters
    the match may begin before the first sign in it and end behind that sign's start.
    """
    before, behind = reach
    at, end = span
    for found in sign.finditer(content, at, end):
        here = found.start()
        if here < at:
            continue
        match = pattern.search(content, max(at, here - before), min(end, here + behind))
        if match is not None and match.start() <= here:
            yield match
            at = match.end()
