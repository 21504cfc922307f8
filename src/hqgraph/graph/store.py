"""Opening a store on disk for reading; :mod:`hqgraph.graph.writing` builds and changes one."""

from __future__ import annotations

import _thread

import pyoxigraph

from hqgraph.errors import StoreError
from hqgraph.graph.embedded import EmbeddedGraph
from hqgraph.graph.folder import STAMP, inside, read_stamp
from hqgraph.graph.lease import take_lease

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_ATTEMPTS = 5
ENGINE_ERRORS = (OSError, RuntimeError, ValueError)
"""What pyoxigraph raises for a folder that is gone, locked or corrupt."""


def is_store(path: Path | str) -> bool:
    """Tell whether ``path`` is the folder of a store, good or broken."""
    from pathlib import Path  # noqa: PLC0415 (who opens a store does without)

    return (Path(path) / STAMP).is_file()


def open_graph(path: Path | str) -> EmbeddedGraph:
    """Open the current generation of a store for reading.

    The graph stays what it is while a writer makes a newer one; open again to
    see that. Raises StoreError, saying what to do, where the store is missing,
    is no store, was written in another format, or is broken.
    """
    stamp = read_stamp(path)
    for _ in range(_ATTEMPTS):
        try:
            return _open(inside(path, stamp.current))
        except ENGINE_ERRORS as error:
            newer = read_stamp(path)
            if newer == stamp:
                raise StoreError("graph.broken", path=path, why=error) from error
            stamp = newer
    raise StoreError("graph.busy", path=path)


def opening(path: Path | str) -> Callable[[], EmbeddedGraph]:
    """Begin to open a store; return what waits until it is open, and else is :func:`open_graph`.

    The engine starts a hundred threads of its own to open its files and mostly waits
    for them, long on a busy machine: the caller can use that time. It is quick in
    starting, so it does without ``threading``. Raises StoreError where there is no store.
    """
    generation = inside(path, read_stamp(path).current)
    opened: list[EmbeddedGraph] = []
    done = _thread.allocate_lock()
    done.acquire()

    def begin() -> None:
        try:
            opened.append(_open(generation))
        except ENGINE_ERRORS:
            pass  # they are raised again, or mended, by open_graph
        finally:
            done.release()

    def graph() -> EmbeddedGraph:
        with done:
            return opened.pop() if opened else open_graph(path)

    _thread.start_new_thread(begin, ())
    return graph


def _open(generation: str) -> EmbeddedGraph:
    release = take_lease(generation)
    try:
        store = pyoxigraph.Store.read_only(generation)
    except ENGINE_ERRORS:
        release()
        raise
    return EmbeddedGraph(store, writable=False, folder=generation, release=release)
