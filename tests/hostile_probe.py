"""Reads the files of a folder under watch, and says what became of each: run as a program.

For each file: the outcome, the seconds, and whatever Python opened, started or
connected to that was neither the file nor a part of Python and hqgraph.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
import sysconfig
import time
from pathlib import Path

import hqgraph
from hqgraph.errors import HqgraphError
from hqgraph.reading import add_kind, all_kinds, read

HOME = (
    str(Path(hqgraph.__file__).parent),
    *{os.path.realpath(path) for path in sysconfig.get_paths().values()},
    sys.prefix,
    sys.base_prefix,
    os.devnull,
)
NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request")
START = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.startfile")
seen: list[str] = []
allowed: list[str] = []


def watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str | bytes):
        path = os.path.realpath(os.fsdecode(arguments[0]))
        if path not in allowed and not path.startswith(HOME):
            seen.append(f"open {path}")
    elif event in NETWORK:
        seen.append(f"{event} {arguments[1:]}")
    elif event in START and str(arguments[0]) != sys.executable:
        seen.append(f"{event} {arguments[:2]}")


def outcome(path: Path) -> str:
    try:
        return f"text {len(read(path).content)}"
    except HqgraphError as error:
        said = str(error)
        return error.key if "\n" not in said and len(said) < 1000 else f"LONG {said}"
    except BaseException as error:
        return f"RAISED {type(error).__name__}: {error}"


def main(folder: Path) -> None:
    if "--here" in sys.argv:
        reader = "hqgraph.reading.pdf_text:pdf_text"
        add_kind(dataclasses.replace(all_kinds()["pdf"], reader=reader))
    sys.addaudithook(watch)
    for path in sorted(folder.iterdir()):
        allowed[:] = [os.path.realpath(path)]
        seen.clear()
        start = time.monotonic()
        became = outcome(path)
        seconds = round(time.monotonic() - start, 2)
        say([path.name, became, seconds, list(seen)])
    say(["memory", memory()])


def say(line: list[object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def memory() -> int:
    """Return the most bytes this process has held; 0 where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]))
