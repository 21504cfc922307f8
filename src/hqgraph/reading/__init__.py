"""Turns a file into a Text: looks at its first bytes, then asks the reader for that kind.

A reader takes bytes and the name of their source and returns a Text; it knows
layout but no policy vocabulary. The kinds, their readers and their largest
sizes stand in ``kinds.csv``; :func:`add_kind` adds one from outside.
"""

from __future__ import annotations

from pathlib import Path

from hqgraph.errors import ReadError
from hqgraph.model import Text
from hqgraph.reading.files import beginning, load
from hqgraph.reading.kinds import Kind, Reader, add_kind, all_kinds, bounded
from hqgraph.reading.sniff import HEAD, UNREADABLE, is_package, is_text, kind_of, refuse


def suffixes() -> tuple[str, ...]:
    """Return the suffixes that can be read, sorted."""
    return tuple(sorted({suffix for kind in all_kinds().values() for suffix in kind.suffixes}))


def read(path: Path | str) -> Text:
    """Read one file; its bytes say what it is, its name only what kind of text.

    Raises ReadError when the file is missing, no regular file, empty, too large,
    unreadable, of a format without a reader, or no text at all.
    """
    path = Path(path)
    data = load(path, max(kind.max_bytes for kind in all_kinds().values()))
    name = kind_of(data, path.suffix)
    refuse(name, str(path))
    if name is None:
        raise ReadError("read.format", path=path, known=" ".join(suffixes()))
    bounded(len(data), name, str(path))
    try:
        return all_kinds()[name].load()(data, str(path))
    except ReadError as error:
        if error.key == "read.binary" and not is_text(path.suffix):
            raise ReadError("read.office.kind", path=path) from None
        raise


def why_unreadable(path: Path) -> str | None:
    """Tell why a file whose name promises nothing cannot be read, ``None`` where it can.

    That is ``picture``, ``archive``, ``slides``, ``special`` (a pipe, a device),
    ``link`` (to nothing), ``denied`` or ``unknown``, by the first bytes; of packages by all.
    """
    try:
        data = beginning(path, HEAD)
        if is_package(data):
            data = load(path, max(kind.max_bytes for kind in all_kinds().values()))
    except ReadError as error:
        return _WHY.get(error.key, "unknown")
    name = kind_of(data, "")
    if name is None:
        return "unknown"
    return name if name in UNREADABLE else None


_WHY = {"read.special": "special", "read.broken-link": "link", "read.denied": "denied"}


__all__ = ["Kind", "Reader", "add_kind", "all_kinds", "read", "suffixes", "why_unreadable"]
