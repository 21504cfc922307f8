"""Words in a text, whatever marks stand between their characters, in capitals or not."""

from __future__ import annotations

import re
from collections.abc import Callable

from pyoxigraph import Literal

_MARKS = r"[\s（）()“”\"「」『』《》〈〉·・－-]*"
"""What may stand between the characters of a word in a text: （DRG）付费 is DRG付费."""


def holding(text: str) -> Callable[[str], str]:
    """Return what says that a text holds words, whatever marks stand between the characters."""
    letters = [char for char in text if not re.fullmatch(_MARKS[:-1], char)]
    pattern = Literal(_MARKS.join(re.escape(char) for char in letters))
    return lambda variable: f'FILTER(REGEX(STR({variable}), {pattern}, "i"))'
