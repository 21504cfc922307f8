"""Whole extraction (bytes to Policy): against jieba.cut, over two processes, over 10,000 files.

python benchmarks/extract.py            the ratio to jieba.cut over the same texts
python benchmarks/extract.py --many     also two processes against one, and memory
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from hqgraph.extraction import extract_each
from hqgraph.model import Policy
from hqgraph.parsing import parse
from hqgraph.reading.plain import read_plain
from hqgraph.resources import resource

ROUNDS = 40
FILES_FOR_PROCESSES = 1500
FEW, MANY = 1_000, 10_000


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the processor time of a piece of work: that of a shared machine's clock is noise."""
    started = time.process_time()
    work()
    return time.process_time() - started


def against_jieba() -> None:
    """Print the ratio of extraction to cutting the same texts into words, in turns."""
    import jieba

    jieba.setLogLevel(60)
    files = [path.read_bytes() for path in sorted(resource("seeds").glob("*.txt"))]
    texts = [read_plain(data, "seed").content for data in files]
    contenders: tuple[Callable[[], object], ...] = (
        lambda: [parse(read_plain(data, "seed")) for data in files],
        lambda: [list(jieba.cut(text)) for text in texts],
    )
    for work in contenders:
        work()
    rounds = [[cpu_seconds(work) for work in contenders] for _ in range(ROUNDS)]
    ours, words = (min(times) for times in zip(*rounds, strict=True))
    middle = statistics.median(ours / words for ours, words in rounds)
    print(
        f"extraction / jieba.cut = {ours / words:.2f} of CPU time (fastest of {ROUNDS}), "
        f"{middle:.2f} (median)  ({ours * 1e3:.0f} ms / {words * 1e3:.0f} ms)"
    )


def count(path: Path, policy: Policy) -> int:
    """Return something small, so that the figure is about extraction."""
    del path
    return len(policy.tasks)


def copies(folder: Path, number: int) -> list[Path]:
    """Write so many files, each another document in number and title, and return them."""
    seeds = [path.read_text(encoding="utf-8") for path in sorted(resource("seeds").glob("*.txt"))]
    files = []
    for place in range(number):
        file = folder / f"{place:05}.txt"
        file.write_text(seeds[place % len(seeds)], encoding="utf-8")
        files.append(file)
    return files


def processes(folder: Path) -> None:
    """Print how much faster two processes are than one."""
    files = copies(folder, FILES_FOR_PROCESSES)
    seconds = {}
    for jobs in (1, 2):
        started = time.perf_counter()
        tasks = sum(found[1] for found in extract_each(files, count, jobs=jobs))  # type: ignore[index]
        seconds[jobs] = time.perf_counter() - started
    print(
        f"one process / two processes = {seconds[1] / seconds[2]:.2f}  "
        f"({seconds[1]:.1f} s / {seconds[2]:.1f} s, {len(files)} files, {tasks} tasks)"
    )


_MEASURE = """
import json, resource, sys
from pathlib import Path
from hqgraph.extraction import extract_each
sys.path.insert(0, sys.argv[2])
from extract import count
files = sorted(Path(sys.argv[1]).iterdir())[: int(sys.argv[3])]
for _ in extract_each(files, count, jobs=1):
    pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def memory(folder: Path) -> None:
    """Print how the peak memory of 10,000 files compares with that of 1,000."""
    copies(folder, MANY)
    here = str(Path(__file__).parent)
    peaks = [
        int(
            subprocess.run(
                [sys.executable, "-c", _MEASURE, folder, here, str(number)],
                check=True,
                capture_output=True,
                text=True,
            ).stdout
        )
        for number in (FEW, MANY)
    ]
    print(f"peak memory of {MANY} files / {FEW} files = {peaks[1] / peaks[0]:.2f}")


def main() -> int:
    """Print the ratios; 1 and a word of advice without jieba."""
    try:
        against_jieba()
    except ImportError:
        print("pip install jieba, then run this again", file=sys.stderr)
        return 1
    if "--many" in sys.argv[1:]:
        for measure in (processes, memory):
            with tempfile.TemporaryDirectory() as folder:
                measure(Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
