"""Building a store on disk and changing one: whole or not at all.

A writer works on a new generation that no reader knows of: from scratch for
:func:`build`, on a hard-linked copy of the current one for :func:`edit`. When
its block ends well the stamp is replaced and the new generation is current; when
it fails, or the process dies, the old one stays. What is left over is swept by
the next writer.

A generation into which much was written is compacted before it becomes current: what
is written in parts lies in tables that overlap, and a look-up tries several of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph

from hqgraph.errors import StoreError
from hqgraph.graph import embedded
from hqgraph.graph.embedded import EmbeddedGraph, size_of
from hqgraph.graph.folder import (
    LOCK,
    Stamp,
    current_generation,
    is_ours,
    new_stamp,
    next_generation,
    read_stamp,
    sweep,
    write_stamp,
)
from hqgraph.graph.lease import remove_unless_read
from hqgraph.graph.store import ENGINE_ERRORS


@contextmanager
def build(
    path: Path | str, compacting: Callable[[], None] | None = None
) -> Iterator[EmbeddedGraph]:
    """Build a store from scratch; an existing one is replaced when the block ends well.

    Yields the empty graph to fill. ``compacting`` is called before a large store is
    compacted, which takes about ten seconds a gigabyte. Raises StoreError when the folder holds
    anything but a store, and when somebody else is writing.
    """
    folder = Path(path)
    if not is_ours(folder):
        raise StoreError("graph.foreign", path=folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("graph.unwritable", path=folder, why=error.strerror) from error
    with _writer(folder), _generation(folder, None, compacting) as graph:
        yield graph


@contextmanager
def edit(path: Path | str) -> Iterator[EmbeddedGraph]:
    """Change a store: yields a copy of its current graph, current when the block ends well.

    Raises StoreError as :func:`~hqgraph.graph.store.open_graph` does, and when somebody
    else is writing.
    """
    folder = Path(path)
    read_stamp(folder)
    with _writer(folder), _generation(folder, read_stamp(folder)) as graph:
        yield graph


@contextmanager
def _writer(folder: Path) -> Iterator[None]:
    """Be the one writer of a store, or say that there is another one."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 (it is as heavy as all the rest)

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
def _generation(
    folder: Path, base: Stamp | None, compacting: Callable[[], None] | None = None
) -> Iterator[EmbeddedGraph]:
    """Yield a new generation, copied from ``base`` if given, and swap it in at the end."""
    sweep(folder, keep=current_generation(folder))
    name = next_generation(folder)
    try:
        if base is not None:
            _copy(folder / base.current, folder / name)
        before = 0 if base is None else size_of(folder / name)
        graph = EmbeddedGraph(pyoxigraph.Store(str(folder / name)), unseen=True)
        try:
            yield graph
            graph.store.flush()
            if size_of(folder / name) - before > embedded.LARGE:
                if compacting is not None:
                    compacting()
                graph.store.optimize()
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
    except ENGINE_ERRORS as error:
        raise StoreError("graph.broken", path=source.parent, why=error) from error
