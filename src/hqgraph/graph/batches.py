"""Much to write, a part at a time: each write to a store on disk costs a file and a flush."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

_T = TypeVar("_T")
_SIZE = 50
"""Documents written at once: few enough to be held in memory."""


def batches(items: Iterable[_T], size: int = _SIZE) -> Iterator[list[_T]]:
    """Yield the items in lists of ``size``; the last may be shorter."""
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part
