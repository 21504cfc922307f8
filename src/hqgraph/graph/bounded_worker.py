"""The process that runs somebody's SPARQL and may be killed; see :mod:`hqgraph.graph.bounded`.

Run as a script, so that it loads the engine and nothing else. Reads from stdin
one line of JSON (``sparql``, ``limit``, ``seconds``, ``memory`` in bytes, ``folder``
or null) and, where there is no folder, the graph as N-Quads. Writes one pickle.
Where the line says ``many``, the queries follow, a line each, and each is answered with
a pickle until there are no more; see :mod:`hqgraph.graph.timed`.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import sys
import threading
from typing import Any

import pyoxigraph


def answer(store: pyoxigraph.Store, sparql: str, limit: int | None) -> tuple[Any, ...]:
    """Return the answer of a query, read up to one row more than ``limit``."""
    try:
        found = store.query(sparql, use_default_graph_as_union=True)
    except SyntaxError as error:
        return "syntax", str(error.msg)
    if isinstance(found, pyoxigraph.QueryBoolean):
        return "ask", bool(found)
    if isinstance(found, pyoxigraph.QuerySolutions):
        names = tuple(variable.value for variable in found.variables)
        width = range(len(names))
        rows, more = at_most((tuple(row[i] for i in width) for row in found), limit)
        return "select", names, rows, more
    triples, more = at_most(found, limit)
    return "construct", triples, more


def at_most(items: Any, limit: int | None) -> tuple[list[Any], bool]:
    """Read ``limit`` items and tell whether there are more."""
    found: list[Any] = []
    for item in items:
        if limit is not None and len(found) == limit:
            return found, True
        found.append(item)
    return found, False


def cap_memory(size: int) -> None:
    """Let the system refuse this process more than ``size`` bytes, where it can."""
    try:
        import resource  # noqa: PLC0415 (not on Windows)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))


def end_after(seconds: float) -> threading.Timer:
    """End this process should it go on for longer; the caller has killed it, or is gone."""
    watch = threading.Timer(seconds + 1, os._exit, [1])
    watch.daemon = True
    watch.start()
    return watch


def answer_all(store: pyoxigraph.Store) -> None:
    """Answer the questions on stdin, one by one, as long as there are any."""
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        watch = end_after(asked["seconds"])
        pickle.dump(answer(store, asked["sparql"], asked["limit"]), sys.stdout.buffer)
        sys.stdout.buffer.flush()
        watch.cancel()


def main() -> None:
    """Answer what is on stdin; end by itself should the caller be gone."""
    asked = json.loads(sys.stdin.buffer.readline())
    cap_memory(asked["memory"])
    if asked.get("many"):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        answer_all(pyoxigraph.Store.read_only(asked["folder"]))
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    end_after(asked["seconds"])
    if asked["folder"] is not None:
        store = pyoxigraph.Store.read_only(asked["folder"])
    else:
        store = pyoxigraph.Store()
        store.bulk_load(sys.stdin.buffer.read(), format=pyoxigraph.RdfFormat.N_QUADS)
    sys.stdout.buffer.write(pickle.dumps(answer(store, asked["sparql"], asked["limit"])))


if __name__ == "__main__":
    main()
