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
from contextlib import suppress
from functools import cache
from pathlib import Path

from hqgraph.asking.names import Names
from hqgraph.asking.tables import BrokenError
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
_PREFIX, _SUFFIX = "names-", ".hq"


def names_of(graph: Graph) -> Names:
    """Return the names of a graph, from the file beside its store where there is one."""
    folder = getattr(graph, "folder", None)
    path = file_of(Path(folder)) if folder is not None else None
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
    """Write the names of a finished store, so that the first question need not wait for it."""
    names_of(graph)


def file_of(folder: Path) -> Path:
    """Return where the names of a generation of a store are kept."""
    made_of = [*_code()]
    with os.scandir(folder) as entries:
        files = sorted((one.name, one.stat().st_size) for one in entries if _is_engine(one.name))
    made_of += [f"{name} {size}\n".encode() for name, size in files]
    return folder / f"{_PREFIX}{zlib.crc32(b''.join(made_of)):08x}{_SUFFIX}"


@cache
def _code() -> tuple[bytes, ...]:
    """Return all that decides what is written for a graph: our own code and tables."""
    here = Path(__file__).parent
    data = [here / "data" / name for name in _TABLES]
    return tuple(path.read_bytes() for path in (*(here / name for name in _MADE_BY), *data))


def _is_engine(name: str) -> bool:
    """Tell whether a file holds data of the engine; it also keeps a log, which readers touch."""
    return name.endswith((".sst", ".log")) or name.startswith(("CURRENT", "MANIFEST"))


def _opened(path: Path) -> Names:
    with path.open("rb") as handle:
        return Names(mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ))


def _made(graph: Graph) -> bytes:
    from hqgraph.asking.gather import gather  # noqa: PLC0415 (most askers find the file)
    from hqgraph.asking.pack import pack  # noqa: PLC0415

    return pack(gather(graph))


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; where that cannot be, the next asker tries again."""
    import tempfile  # noqa: PLC0415 (only the first asker writes)

    fresh = ""
    try:
        handle, fresh = tempfile.mkstemp(prefix=_PREFIX, suffix=".new", dir=path.parent)
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
        Path(fresh).chmod(0o644)
        Path(fresh).replace(path)
    except OSError:
        if fresh:
            with suppress(OSError):
                Path(fresh).unlink()
