"""Many queries with an end to them all: a process beside this one that answers until it is late.

What :mod:`hqgraph.graph.bounded` does for one query of somebody's, for the several
that a question takes: the process is started once and stays, so that each of them
costs no more than here; it is killed when their time is up, and started anew for
the next.
"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from hqgraph.errors import QueryError
from hqgraph.graph.bounded import MEMORY, SECONDS, Apart
from hqgraph.graph.embedded import syntax_error

_WORKER = Path(__file__).with_name("bounded_worker.py")
_PATIENCE = 5.0
"""How many seconds a process has to end by itself."""


class TimedGraph(Apart):
    """The asking half of a :class:`~hqgraph.graph.protocol.Graph` over a finished store.

    ``folder`` is the generation that is asked. One thread asks at a time; the others wait.
    """

    def __init__(self, folder: str, memory: int = MEMORY) -> None:
        self._folder = folder
        self._memory = memory
        self._worker: subprocess.Popen[bytes] | None = None
        self._lock = threading.RLock()
        self._end: float | None = None
        self._seconds = SECONDS

    @contextmanager
    def within(self, seconds: float) -> Iterator[TimedGraph]:
        """Give all that is asked in the block so many seconds together.

        What is asked too late, or takes too long, raises QueryError ``graph.too-long``.
        """
        with self._lock:
            known = self._end, self._seconds
            self._end, self._seconds = time.monotonic() + seconds, seconds
            try:
                yield self
            finally:
                self._end, self._seconds = known

    def close(self) -> None:
        """Let the process go; asking again starts another."""
        with self._lock:
            worker, self._worker = self._worker, None
            if worker is not None:
                _end(worker)

    def __del__(self) -> None:
        self.close()

    def _run(self, sparql: str, limit: int | None) -> tuple[Any, ...]:
        """Return what the process says. Raises QueryError where it was late or died."""
        with self._lock:
            left = self._seconds if self._end is None else self._end - time.monotonic()
            if left <= 0:
                raise QueryError("graph.too-long", seconds=f"{self._seconds:g}")
            worker = self._worker = self._worker or self._started()
            late = threading.Event()
            watch = threading.Timer(left, _stop, (worker, late))
            watch.daemon = True
            watch.start()
            try:
                answer = _told(worker, {"sparql": sparql, "limit": limit, "seconds": left})
            except BaseException as error:
                self._worker = None
                worker.kill()
                _end(worker)
                if late.is_set():
                    raise QueryError("graph.too-long", seconds=f"{self._seconds:g}") from error
                if isinstance(error, OSError | EOFError | pickle.UnpicklingError):
                    raise QueryError("graph.too-much", memory=f"{self._memory >> 20}") from error
                raise
            finally:
                watch.cancel()
        if answer[0] == "syntax":
            raise syntax_error(sparql, answer[1])
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        worker = subprocess.Popen(  # noqa: S603 (our own script; queries go through stdin)
            [sys.executable, "-P", str(_WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        _send(worker, {"folder": self._folder, "memory": self._memory, "many": True})
        return worker


def _send(worker: subprocess.Popen[bytes], message: dict[str, object]) -> None:
    if worker.stdin is None:  # never: we asked for a pipe
        raise EOFError
    worker.stdin.write(json.dumps(message).encode() + b"\n")
    worker.stdin.flush()


def _told(worker: subprocess.Popen[bytes], question: dict[str, object]) -> tuple[Any, ...]:
    _send(worker, question)
    if worker.stdout is None:  # never, likewise
        raise EOFError
    answer: tuple[Any, ...] = pickle.load(worker.stdout)  # noqa: S301 (our own child's)
    return answer


def _stop(worker: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    worker.kill()


def _end(worker: subprocess.Popen[bytes]) -> None:
    """Close the pipes, at which a worker ends, and wait for it."""
    for pipe in (worker.stdin, worker.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    try:
        worker.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()
