"""The worker that reads PDF files for ``pdf.py``: bytes in, a Text or an error out.

It limits its own memory where the system can, and ends itself where it is stuck
and its parent is gone.
"""

from __future__ import annotations

import faulthandler
import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

from hqgraph.errors import HqgraphError
from hqgraph.reading.pdf import packed
from hqgraph.reading.pdf_text import pdf_text
from hqgraph.reading.workers import READY, SECONDS, receive, send

MAX_MEMORY = 800 * 2**20
_GRACE = 2.0
"""Seconds that the parent has to kill a stuck worker before it ends itself."""


def limit_memory() -> None:
    """Let no allocation beyond the limit succeed, on systems that can hold to it."""
    try:
        import resource  # noqa: PLC0415 (not on Windows)
    except ImportError:
        return
    for kind in (resource.RLIMIT_AS, resource.RLIMIT_CORE):
        size = MAX_MEMORY if kind == resource.RLIMIT_AS else 0
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (size, size))


def answer(data: bytes) -> bytes:
    """Return the Text of a PDF file, or why there is none, as JSON."""
    try:
        reply = packed(pdf_text(data, ""))
    except HqgraphError as error:
        reply = {"error": error.key, "values": {k: str(v) for k, v in error.values.items()}}
    except MemoryError:
        limit = f"{MAX_MEMORY >> 20} MB"
        reply = {"error": "read.pdf-large", "values": {"limit": limit}}
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
        reply = {"error": "read.failed", "values": {"why": why}}
    return json.dumps(reply).encode()


def main() -> None:
    """Answer until the parent closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory()
    replies = sys.stdout.buffer
    sys.stdout = sys.stderr
    replies.write(READY)
    replies.flush()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        while True:
            try:
                data = receive(sys.stdin.buffer)
            except EOFError:
                return
            faulthandler.dump_traceback_later(SECONDS + _GRACE, exit=True, file=nowhere)
            reply = answer(data)
            faulthandler.cancel_dump_traceback_later()
            with suppress(BrokenPipeError):
                send(replies, reply)


if __name__ == "__main__":
    main()
