"""From a path to bytes: only from a regular file, and never more than was asked for.

A pipe would be waited for without end and a device may have no end, so what a
path stands for is looked at before it is opened, and again once it is.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from hqgraph.errors import ReadError

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
)


def load(path: Path, limit: int) -> bytes:
    """Return the bytes of a file.

    Raises ReadError for what is missing, no regular file, empty, not allowed to
    be read, or of more than ``limit`` bytes.
    """
    data = _bytes(path, limit, limit + 1)
    _check_size(len(data), path, limit)
    return data


def beginning(path: Path, count: int) -> bytes:
    """Return the first bytes of a file of any size. Raises as :func:`load` does."""
    return _bytes(path, sys.maxsize, count)


def _bytes(path: Path, limit: int, count: int) -> bytes:
    try:
        _check(path.stat(), path, limit)
        with os.fdopen(os.open(path, _FLAGS), "rb") as handle:
            _check(os.fstat(handle.fileno()), path, limit)
            return handle.read(count)
    except (FileNotFoundError, NotADirectoryError):
        key = "read.broken-link" if _is_link(path) else "read.missing"
        raise ReadError(key, path=path) from None
    except PermissionError:
        raise ReadError("read.denied", path=path) from None
    except OSError as error:
        raise ReadError("read.failed", path=path, why=error.strerror or str(error)) from error
    except ValueError:
        raise ReadError("read.missing", path=repr(str(path))) from None


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError:
        return False


def _check(status: os.stat_result, path: Path, limit: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise ReadError("read.directory", path=path)
    if not stat.S_ISREG(status.st_mode):
        raise ReadError("read.special", path=path)
    _check_size(status.st_size, path, limit)


def _check_size(size: int, path: Path, limit: int) -> None:
    if size == 0:
        raise ReadError("read.empty", path=path)
    if size > limit:
        raise ReadError("read.too-large", path=path, limit=limit >> 20)
