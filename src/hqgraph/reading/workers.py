"""A child process that answers one question after the other, and can be stopped.

A plain subprocess of this Python, not multiprocessing: so it works from a
notebook, from a script without a ``__main__`` guard and inside the daemonic
processes of a pool, on every platform. A fork of the parent starts its own.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from typing import IO
from weakref import WeakSet

SECONDS = 8.0
"""How long one answer may take."""
START_SECONDS = 30.0
"""How long the start may take on a busy machine."""
READY = b"R"
LENGTH = 8
"""A message is its length in so many bytes, highest first, and itself."""
_PIECE = 2**20
_ANSWERS = 500
"""After so many answers a worker is replaced, so that no leak can grow."""

_workers: WeakSet[Worker] = WeakSet()


class TooSlow(Exception):  # noqa: N818 (what happened, not what went wrong here)
    """The worker took too long and was killed."""


class Died(Exception):  # noqa: N818
    """The worker ended without an answer: out of memory, or crashed."""


class Worker:
    """One child process running a module, started when first asked and whenever it is gone."""

    def __init__(self, module: str) -> None:
        """Remember the module, which calls :func:`serve`; nothing is started yet."""
        self._module = module
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._answers = 0
        _workers.add(self)

    def ask(self, question: bytes) -> bytes:
        """Return the worker's answer.

        Raises TooSlow, Died, and OSError where no worker can be started.
        """
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._start()
            try:
                answer = self._timed(SECONDS, question)
            except BaseException:
                self.stop()
                raise
            self._answers += 1
            if self._answers >= _ANSWERS:
                self.stop()
            return answer

    def _start(self) -> None:
        self.stop()
        self._answers = 0
        self._process = subprocess.Popen(  # noqa: S603 (this very Python, no shell)
            [sys.executable, "-P", "-m", self._module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,  # a fork must not inherit half a message
            env={**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        try:
            self._timed(START_SECONDS, None)
        except (TooSlow, Died):
            self.stop()
            raise OSError(f"{sys.executable} -m {self._module}") from None

    def _timed(self, seconds: float, question: bytes | None) -> bytes:
        """Send a question (none: wait for the start); a timer kills who does not answer."""
        process = self._process
        assert process is not None and process.stdin and process.stdout  # noqa: S101, PT018
        expired = threading.Event()

        def kill() -> None:
            expired.set()
            process.kill()

        timer = threading.Timer(seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            if question is None:
                return _exactly(process.stdout, len(READY))
            send(process.stdin, question)
            return receive(process.stdout)
        except (OSError, EOFError):
            raise (TooSlow if expired.is_set() else Died) from None
        finally:
            timer.cancel()

    def stop(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        _close(process)
        process.wait()

    def forget(self) -> None:
        """Leave the process to the parent this process was forked from."""
        process, self._process = self._process, None
        self._lock = threading.Lock()
        if process is not None:
            _close(process)
            process.returncode = 0


def _close(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        try:
            if pipe is not None:
                pipe.close()
        except OSError:  # what was not yet written cannot be written any more
            continue


def send(pipe: IO[bytes], message: bytes) -> None:
    """Write one message. Raises OSError where nobody reads any more."""
    for part in (len(message).to_bytes(LENGTH, "big"), message):
        rest = memoryview(part)
        while rest:
            rest = rest[pipe.write(rest) :]
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes:
    """Read one message. Raises EOFError where the other side has gone."""
    return _exactly(pipe, int.from_bytes(_exactly(pipe, LENGTH), "big"))


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    data = bytearray()
    while len(data) < length:
        piece = pipe.read(min(length - len(data), _PIECE))
        if not piece:
            raise EOFError
        data += piece
    return bytes(data)


def _forget_all() -> None:
    for worker in list(_workers):
        worker.forget()


@atexit.register
def _stop_all() -> None:
    for worker in list(_workers):
        worker.stop()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)
