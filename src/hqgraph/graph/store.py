"""Opening a store on disk, building one, changing one: whole or not at all.

A writer works on a new generation that no reader knows of: from scratch for
:func:`build`, on a hard-linked copy of the current one for :func:`edit`. When
its block ends well the stamp is replaced and the new generation is current; when
it fails, or the process dies, the old one stays. What is left over is swept by
the next writer.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph

from hqgraph.errors import StoreError
from hqgraph.graph.embedded import EmbeddedGraph
from hqgraph.graph.folder import (
    LOCK,
    STAMP,
    Stamp,
    current_generation,
    is_ours,
    new_stamp,
    next_generation,
    read_stamp,
    sweep,
    write_stamp,
)
from hqgraph.graph.lease import remove_unless_read, take_lease

_ATTEMPTS = 5
_ENGINE_ERRORS = (OSError, RuntimeError, ValueError)
"""What pyoxigraph raises for a folder that is gone, locked or corrupt."""


def is_store(path: Path | str) -> bool:
    """Tell whether ``path`` is the folder of a store, good or broken."""
    return (Path(path) / STAMP).is_file()


def open_graph(path: Path | str) -> EmbeddedGraph:
    """Open the current generation of a store for reading.

    The graph stays what it is while a writer makes a newer one; open again to
    see that. Raises StoreError, saying what to do, where the store is missing,
    is no store, was written in another format, or is broken.
    """
    folder = Path(path)
    stamp = read_stamp(folder)
    for _ in range(_ATTEMPTS):
        try:
            return _open(folder / stamp.current)
        except _ENGINE_ERRORS as error:
            newer = read_stamp(folder)
            if newer == stamp:
                raise StoreError("graph.broken", path=folder, why=error) from error
            stamp = newer
    raise StoreError("graph.busy", path=folder)


@contextmanager
def build(path: Path | str) -> Iterator[EmbeddedGraph]:
    """Build a store from scratch; an existing one is replaced when the block ends well.

    Yields the empty graph to fill. Raises StoreError when the folder holds
    anything but a store, and when somebody else is writing.
    """
    folder = Path(path)
    if not is_ours(folder):
        raise StoreError("graph.foreign", path=folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("graph.unwritable", path=folder, why=error.strerror) from error
    with _writer(folder), _generation(folder, None) as graph:
        yield graph


@contextmanager
def edit(path: Path | str) -> Iterator[EmbeddedGraph]:
    """Change a store: yields a copy of its current graph, current when the block ends well.

    Raises StoreError as :func:`open_graph` does, and when somebody else is writing.
    """
    folder = Path(path)
    read_stamp(folder)
    with _writer(folder), _generation(folder, read_stamp(folder)) as graph:
        yield graph


def _open(generation: Path) -> EmbeddedGraph:
    release = take_lease(generation)
    try:
        store = pyoxigraph.Store.read_only(str(generation))
    except _ENGINE_ERRORS:
        release()
        raise
    return EmbeddedGraph(store, writable=False, folder=str(generation), release=release)


@contextmanager
def _writer(folder: Path) -> Iterator[None]:
    """Be the one writer of a store, or say that there is another one."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 (readers do without, and start faster)

    lock = FileLock(folder / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise StoreError("graph.locked", path=folder) from error
    except OSError as error:
        raise StoreError("graph.unwritable", path=folder, why=error.strerror) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _generation(folder: Path, base: Stamp | None) -> Iterator[EmbeddedGraph]:
    """Yield a new generation, copied from ``base`` if given, and swap it in at the end."""
    sweep(folder, keep=current_generation(folder))
    name = next_generation(folder)
    try:
        if base is not None:
            _copy(folder / base.current, folder / name)
        graph = EmbeddedGraph(pyoxigraph.Store(str(folder / name)), unseen=True)
        try:
            yield graph
            graph.store.flush()
        finally:
            graph.close()
    except BaseException:
        if (folder / name).exists():
            remove_unless_read(folder / name)
        raise
    write_stamp(folder, new_stamp(name))
    sweep(folder, keep=name)


def _copy(source: Path, target: Path) -> None:
    try:
        pyoxigraph.Store.read_only(str(source)).backup(str(target))
    except _ENGINE_ERRORS as error:
        raise StoreError("graph.broken", path=source.parent, why=error) from error
