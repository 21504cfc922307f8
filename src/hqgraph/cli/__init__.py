"""The command line: a thin face over the same functions that a program calls.

Data goes to stdout, words to stderr. Exit code 0: done; 1: the input or the
answer was bad, said in one line; 2: wrong usage. A command is on its way within a
few milliseconds: only the module of the one that runs is imported, help and hints
only when they are shown.
"""

from __future__ import annotations

import os
import sys

from hqgraph.cli.importing import Importing

with Importing():
    from hqgraph.cli import terminal
    from hqgraph.cli.app import run
    from hqgraph.errors import HqgraphError
    from hqgraph.messages import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_QUIET_EXIT = 1
_INTERRUPTED = 130
"""What a shell reports of a program that Ctrl-C ended."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave the process with its exit code (SystemExit).

    ``arguments`` are those of the process unless given.
    """
    _open_closed()
    _speak_utf8()
    code = _exit_code(sys.argv[1:] if arguments is None else arguments)
    if arguments is None and sys._getframe(1).f_back is None:  # a profiler, say, would wait for us
        _leave(code)
    terminal.close_all()
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
        _mute_stdout()
        return _QUIET_EXIT
    except OSError as error:
        where, why = error.filename, error.strerror or error
        if where is None:  # only our own output has no name
            _mute_stdout()
        key = "cli.os-out" if where is None else "cli.os"
        print(say(key, where=where, why=why), file=sys.stderr)  # noqa: T201
        return HqgraphError.exit_code


def _mute_stdout() -> None:
    """Let what is still to be written go nowhere: it cannot be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_closed() -> None:
    """Open the streams that a shell closed (``>&-``); what is written to stdout then fails."""
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


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
