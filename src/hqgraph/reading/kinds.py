"""The kinds of files that can be read: names, readers and sizes, from ``kinds.csv``.

The one place that says how large a file of each kind may be: a reader asks
:func:`bounded`, and :func:`hqgraph.reading.read` asks before it opens anything.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from hqgraph.errors import ReadError
from hqgraph.model import Text

Reader = Callable[[bytes, str], Text]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file; ``reader`` is a function or its name, ``"module:function"``."""

    name: str
    suffixes: tuple[str, ...]
    max_bytes: int
    reader: Reader | str

    def load(self) -> Reader:
        """Return the reader, imported now where it is only named."""
        if not isinstance(self.reader, str):
            return self.reader
        module, _, function = self.reader.partition(":")
        loaded: Reader = getattr(import_module(module), function)
        return loaded


@lru_cache(maxsize=1)
def all_kinds() -> dict[str, Kind]:
    """Return the kinds by name; what :func:`add_kind` adds is added to this very table."""
    with Path(__file__).with_name("kinds.csv").open(encoding="utf-8", newline="") as handle:
        return {
            row["kind"]: Kind(
                row["kind"],
                tuple(row["suffixes"].split()),
                int(row["max_mb"]) * 2**20,
                row["reader"],
            )
            for row in csv.DictReader(handle)
        }


def add_kind(kind: Kind) -> None:
    """Let files of a further kind be read; a kind of that name is replaced."""
    all_kinds()[kind.name] = kind


def kind_by_suffix(suffix: str) -> str | None:
    """Return the kind that a file name promises, ``None`` where it promises none."""
    suffix = suffix.lower()
    return next((kind.name for kind in all_kinds().values() if suffix in kind.suffixes), None)


def bounded(size: int, kind: str, source: str) -> None:
    """Raise ReadError where ``size`` bytes are more than a file of this kind may have."""
    limit = all_kinds()[kind].max_bytes
    if size > limit:
        raise ReadError("read.too-large", path=source, limit=limit >> 20)
