"""The command line: a thin face over the same functions that a program calls.

Data goes to stdout, words to stderr. Exit code 0: done; 1: the input or the
answer was bad, said in one line; 2: wrong usage.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from hqgraph.errors import HqgraphError
from hqgraph.messages import LANGUAGES, say, use_language

_QUIET_EXIT = 1


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave the process with its exit code (SystemExit).

    ``arguments`` are those of the process unless given.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    _choose_language(words)
    from hqgraph.cli.app import application  # noqa: PLC0415 (help texts need the language first)

    try:
        try:
            application()(args=words, prog_name="hqgraph")
        finally:
            sys.stdout.flush()
    except HqgraphError as error:
        for line in (*getattr(error, "failures", ()), error):
            print(line, file=sys.stderr)  # noqa: T201
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # Whoever read us has gone; Python would complain about that at exit, too.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(_QUIET_EXIT)
    except OSError as error:
        print(  # noqa: T201
            say("cli.os", where=error.filename or "", why=error.strerror or error), file=sys.stderr
        )
        sys.exit(HqgraphError.exit_code)


def _speak_utf8() -> None:
    """Write UTF-8 with plain newlines whatever the platform's locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _choose_language(words: list[str]) -> None:
    """Take ``--lang`` from before the command; typer checks its value again and refuses others."""
    for place, word in enumerate(words):
        if not word.startswith("-"):
            return
        name, _, value = word.partition("=")
        if name == "--lang":
            value = value or (words[place + 1] if place + 1 < len(words) else "")
            if value in LANGUAGES:
                use_language(value)
            return
