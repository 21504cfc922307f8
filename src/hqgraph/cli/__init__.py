"""The command line: a thin face over the same functions that a program calls.

Data goes to stdout, words to stderr. Exit code 0: done; 1: the input or the
answer was bad, said in one line; 2: wrong usage. A command is on its way within a
few milliseconds: only the module of the one that runs is imported, help and hints
only when they are shown.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from hqgraph.cli.app import run
from hqgraph.errors import HqgraphError
from hqgraph.messages import say

_QUIET_EXIT = 1
_INTERRUPTED = 130
"""What a shell reports of a program that Ctrl-C ended."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave the process with its exit code (SystemExit).

    ``arguments`` are those of the process unless given.
    """
    _speak_utf8()
    code = _exit_code(sys.argv[1:] if arguments is None else arguments)
    if arguments is None and sys._getframe(1).f_back is None:  # a profiler, say, would wait for us
        _leave(code)
    sys.exit(code)


def _exit_code(words: Sequence[str]) -> int:
    """Run one command, say what went wrong with it, and return its exit code."""
    try:
        try:
            return run(words)
        finally:
            sys.stdout.flush()
    except HqgraphError as error:
        usage = getattr(error, "usage", None)
        for line in (*getattr(error, "failures", ()), error, *([usage] if usage else ())):
            print(line, file=sys.stderr)  # noqa: T201
        return error.exit_code
    except KeyboardInterrupt:
        print(say("cli.interrupted"), file=sys.stderr)  # noqa: T201
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read us has gone; Python would complain about that at exit, too.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _QUIET_EXIT
    except OSError as error:
        where, why = error.filename or "", error.strerror or error
        print(say("cli.os", where=where, why=why), file=sys.stderr)  # noqa: T201
        return HqgraphError.exit_code


def _leave(code: int) -> None:
    """End the process without taking everything apart first, which takes as long as to ask.

    What is registered for the end still runs; with threads at work it does not leave.
    """
    import atexit  # noqa: PLC0415

    if "threading" in sys.modules and sys.modules["threading"].active_count() > 1:
        return
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _speak_utf8() -> None:
    """Write UTF-8 with plain newlines whatever the platform's locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
