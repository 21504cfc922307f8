"""Words in a text, whatever marks stand between their characters, in capitals or not."""

from __future__ import annotations

import re
from collections.abc import Callable

from pyoxigraph import Literal

_MARKS = r"[\s（）()“”\"「」『』《》〈〉·・－-]*"
"""What may stand between the characters of a word in a text: （DRG）付费 is DRG付费."""

_COMMAS = f"[，、,{_MARKS[1:]}"
_LETTERED = r"[A-Za-z]+|[^A-Za-z]+"
_SHORTEST = 2


def holding(text: str, *, commas: bool = False) -> Callable[[str], str]:
    """Return what says that a text holds words, whatever marks stand between the characters.

    With ``commas`` these may stand there, too, as in headings.
    Letters and what is said of them may stand apart: 分组付费（DRG）试点 holds DRG付费.
    """
    patterns = [Literal(_pattern(part, _COMMAS if commas else _MARKS)) for part in _parts(text)]

    def told(variable: str) -> str:
        tests = (f'REGEX(STR({variable}), {pattern}, "i")' for pattern in patterns)
        return f"FILTER({' && '.join(tests)})"

    return told


def bare(text: str, *, commas: bool = False) -> str:
    """Return a text without marks and capitals, in which the words of :func:`bares` stand so."""
    marks = _COMMAS if commas else _MARKS
    return re.sub(marks[:-1] + "+", "", text).lower()


def bares(text: str, *, commas: bool = False) -> list[str]:
    """Return what :func:`bare` texts have, all of it, that hold the words of :func:`holding`."""
    return [bare(part, commas=commas) for part in _parts(text)]


def _parts(text: str) -> list[str]:
    """Return letters and the words beside them apart where each says something by itself."""
    parts = re.findall(_LETTERED, text)
    lettered = any(part[0].isascii() for part in parts)
    return parts if lettered and all(len(part) >= _SHORTEST for part in parts) else [text]


def _pattern(text: str, marks: str) -> str:
    letters = [char for char in text if not re.fullmatch(marks[:-1], char)]
    return marks.join(re.escape(char) for char in letters)
