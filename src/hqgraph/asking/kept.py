"""The names of a store, kept beside it: read once, by whoever asks first.

A generation of a store never changes once it is finished, so what was read from it
holds as long as it is there. The file lies in the generation's folder and goes with
it. Its own name says what it was made of: the code that wrote it, its tables, and the
engine's files; a file made of anything else is not looked at. One
that is not as it was written is written anew, and where nothing can be written (a
store on a read-only medium) the names are held in memory.
"""

from __future__ import annotations

import mmap
import os
import zlib
from functools import cache

from hqgraph.asking.names import Names
from hqgraph.asking.tables import BrokenError
from hqgraph.graph import embedded
from hqgraph.graph.embedded import sizes
from hqgraph.resources import beside, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hqgraph.graph import Graph

_MADE_BY = (
    "forms.py",
    "gather.py",
    "loose.py",
    "named_things.py",
    "names.py",
    "pack.py",
    "tables.py",
)
_TABLES = ("loose.csv", "ratios.csv")
WIDE = 48 << 20
"""Bytes of a store, some dozens of documents, in which a question over all of them takes long."""
_PREFIX, _SUFFIX = "names-", ".hq"


def names_of(graph: Graph) -> Names:
    """Return the names of a graph, from the file beside its store where there is one."""
    folder = getattr(graph, "folder", None)
    path = file_of(folder) if folder is not None else None
    if path is None:
        return Names(_made(graph))
    try:
        return _opened(path)
    except (OSError, ValueError, BrokenError):
        pass
    data = _made(graph)
    _write(path, data)
    return Names(data)


def prepare(graph: Graph) -> None:
    """Write the names and columns of a finished store: the first question need not wait then."""
    from hqgraph.asking.columns import columns_of  # noqa: PLC0415 (a small store has none)

    names_of(graph)
    columns_of(graph)


def has_columns(graph: Graph) -> bool:
    """Tell whether a store is one that has columns: the engine would take long to answer."""
    return bool(getattr(graph, "size", 0) > min(WIDE, embedded.LARGE))


def is_prepared(graph: Graph) -> bool:
    """Tell whether a question need not wait: a large store takes minutes to be read first."""
    folder = getattr(graph, "folder", None)
    if folder is None or not has_columns(graph):
        return True
    from hqgraph.asking import columns  # noqa: PLC0415

    return os.path.exists(file_of(folder)) and os.path.exists(columns.file_of(folder))  # noqa: PTH110


def file_of(folder: str | os.PathLike[str]) -> str:
    """Return where the names of a generation of a store are kept."""
    name = f"{_PREFIX}{stamp(folder, _code())}{_SUFFIX}"
    return os.path.join(folder, name)  # noqa: PTH118


def stamp(folder: str | os.PathLike[str], code: tuple[bytes, ...]) -> str:
    """Return what tells a generation of a store, and the code that reads it, from any other."""
    made_of = [*code]
    files = sorted((name, size) for name, size in sizes(folder) if _is_engine(name))
    made_of += [f"{name} {size}\n".encode() for name, size in files]
    return f"{zlib.crc32(b''.join(made_of)):08x}"


@cache
def _code() -> tuple[bytes, ...]:
    """Return all that decides what is written for a graph: our own code and tables."""
    tables = (beside(__file__, "data", name) for name in _TABLES)
    return tuple(map(read, (*(beside(__file__, name) for name in _MADE_BY), *tables)))


def _is_engine(name: str) -> bool:
    """Tell whether a file holds data of the engine; it also keeps a log, which readers touch."""
    return name.endswith((".sst", ".log")) or name.startswith(("CURRENT", "MANIFEST"))


def _opened(path: str) -> Names:
    with open(path, "rb") as handle:  # noqa: PTH123
        return Names(mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ))


def _made(graph: Graph) -> bytes:
    from hqgraph.asking.gather import gather  # noqa: PLC0415 (most askers find the file)
    from hqgraph.asking.pack import pack  # noqa: PLC0415

    return pack(gather(graph))


def _write(path: str, data: bytes) -> None:
    """Write a file, or not; where that cannot be, the next asker tries again."""
    from contextlib import suppress  # noqa: PLC0415 (only the first asker writes)

    with suppress(OSError):
        whole(path, lambda fresh: fresh.write_bytes(data))


def whole(path: str, write: Callable[[Path], object]) -> None:
    """Have a file written whole or not at all. Raises what ``write`` does, or OSError."""
    import tempfile  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=".new", dir=Path(path).parent)
    os.close(handle)
    fresh = Path(name)
    try:
        write(fresh)
        fresh.chmod(0o644)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
