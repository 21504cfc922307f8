"""From the command to the answer, against ``python -c "import pyoxigraph"``: ratios, side by side.

    python benchmarks/start.py [--runs 31] [--store STORE]

Every round starts each contender once, in turn, so that whatever else the machine
does falls on all of them alike; what is printed is the median. Processor time is
printed beside the clock's where the system tells it: it is the steadier of the two.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

try:
    import resource as accounts
except ImportError:  # Windows
    accounts = None

QUESTION = "邻水县医保局和县财政局共同负责的任务有哪些"
ENGINE = "pyoxigraph"
OPENED = """
import json, sys, pyoxigraph
stamp = json.load(open(sys.argv[1] + "/hqgraph.json", encoding="utf-8"))
store = pyoxigraph.Store.read_only(f"{sys.argv[1]}/{stamp['current']}")
list(store.query("SELECT * { ?s ?p ?o } LIMIT 10", use_default_graph_as_union=True))
"""


def contenders(store: str) -> dict[str, list[str]]:
    """Return what is run, by the name it is printed under; the first is what others are held to."""
    command = [sys.executable, "-c", "from hqgraph.cli import main; main()"]
    return {
        ENGINE: [sys.executable, "-c", "import pyoxigraph"],
        "python": [sys.executable, "-c", "pass"],
        "engine + store": [sys.executable, "-c", OPENED, store],
        "import asking": [sys.executable, "-c", "import hqgraph.asking"],
        "ask": [*command, "ask", QUESTION, "--store", store],
        "query": [*command, "query", "documents", "--format", "json", "--store", store],
        "--help": [*command, "--help"],
    }


def used() -> float:
    """Return the processor time, in seconds, of all commands that have ended."""
    if accounts is None:
        return 0.0
    spent = accounts.getrusage(accounts.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def surroundings() -> dict[str, str]:
    """Return the environment, without what keeps Python from keeping what it has compiled."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def timed(command: list[str]) -> tuple[float, float]:
    """Run a command; return the seconds of the clock and of the processor that it took."""
    before, start = used(), time.perf_counter()
    silent = subprocess.DEVNULL
    subprocess.run(command, check=True, stdout=silent, stderr=silent, env=surroundings())
    return time.perf_counter() - start, used() - before


def measure(commands: dict[str, list[str]], runs: int) -> dict[str, tuple[float, float]]:
    """Run the commands in turn; return the medians of both times of each."""
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for command in commands.values():
        timed(command)  # once for the caches of the disk and of Python
    for _ in range(runs):
        for name, command in commands.items():
            took[name].append(timed(command))
    return {
        name: (statistics.median(w for w, _ in times), statistics.median(c for _, c in times))
        for name, times in took.items()
    }


def report(found: dict[str, tuple[float, float]]) -> None:
    """Print times in milliseconds and, what counts, how often the engine's import fits in."""
    wall, work = found[ENGINE]
    print(f"{'':16}{'clock ms':>10}{'ratio':>8}{'processor ms':>15}{'ratio':>8}")
    for name, (one, other) in found.items():
        ratio = f"{other / work:>8.2f}" if work else f"{'—':>8}"
        print(f"{name:16}{one * 1000:>10.1f}{one / wall:>8.2f}{other * 1000:>15.1f}{ratio}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=31)
    parser.add_argument("--store", help="a store to ask; by default one of the seeds is built")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = wanted.store
        if store is None:
            from hqgraph import pipeline
            from hqgraph.resources import resource

            store = str(Path(folder) / "store")
            pipeline.build([resource("seeds")], store)
        report(measure(contenders(store), wanted.runs))


if __name__ == "__main__":
    main()
