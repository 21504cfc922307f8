"""Turns a file into a Text: a registry of readers, one per format.

A reader takes bytes and the name of their source and returns a Text; it knows
layout but no policy vocabulary. Add one with :func:`register`; one that needs
a library is named as ``"module:function"`` and imported when it is first used.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from hqgraph.errors import ReadError
from hqgraph.model import Text
from hqgraph.reading.plain import read_plain

Reader = Callable[[bytes, str], Text]

_READERS: dict[str, Reader | str] = {}


def register(suffix: str, reader: Reader | str) -> None:
    """Let ``reader`` read the files whose name ends in ``suffix`` (``.txt``).

    A string names it: ``"package.module:function"``.
    """
    _READERS[suffix.lower()] = reader


def _loaded(reader: Reader | str) -> Reader:
    """Return a reader, imported now where it was registered by name."""
    if not isinstance(reader, str):
        return reader
    module, _, function = reader.partition(":")
    loaded: Reader = getattr(import_module(module), function)
    return loaded


register(".txt", read_plain)
register(".text", read_plain)
register(".md", "hqgraph.reading.markdown:read_markdown")
register(".docx", "hqgraph.reading.word:read_word")
register(".docm", "hqgraph.reading.word:read_word")
register(".xlsx", "hqgraph.reading.sheet:read_sheet")
register(".xlsm", "hqgraph.reading.sheet:read_sheet")
register(".csv", "hqgraph.reading.delimited:read_delimited")
register(".pdf", "hqgraph.reading.pdf:read_pdf")
register(".html", "hqgraph.reading.html:read_html")
register(".htm", "hqgraph.reading.html:read_html")


def suffixes() -> tuple[str, ...]:
    """Return the suffixes that can be read, sorted."""
    return tuple(sorted(_READERS))


def read(path: Path | str) -> Text:
    """Read one file.

    Raises ReadError when the file is missing, empty, unreadable, of a format
    without a reader, or no text at all.
    """
    path = Path(path)
    reader = _READERS.get(path.suffix.lower())
    if path.is_dir():
        raise ReadError("read.directory", path=path)
    if not path.exists():
        raise ReadError("read.missing", path=path)
    if reader is None:
        raise ReadError("read.format", path=path, known=" ".join(suffixes()))
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError("read.failed", path=path, why=error.strerror or str(error)) from error
    return _loaded(reader)(data, str(path))


__all__ = ["Reader", "read", "register", "suffixes"]
