"""Whole extraction (bytes to Policy) against jieba.cut over the same text, in one run."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

from hqgraph.parsing import parse
from hqgraph.reading.plain import read_plain
from hqgraph.resources import resource

ROUNDS = 7


def median_seconds(work: Callable[[], object]) -> float:
    """Return the median time of a piece of work over some rounds, the first left out."""
    work()
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> int:
    """Print the ratio; 1 and a word of advice without jieba."""
    try:
        import jieba
    except ImportError:
        print("pip install jieba, then run this again", file=sys.stderr)
        return 1
    jieba.setLogLevel(60)
    files = [path.read_bytes() for path in sorted(resource("seeds").glob("*.txt"))]
    texts = [read_plain(data, "seed").content for data in files]
    ours = median_seconds(lambda: [parse(read_plain(data, "seed")) for data in files])
    words = median_seconds(lambda: [list(jieba.cut(text)) for text in texts])
    print(
        f"extraction / jieba.cut = {ours / words:.2f}  ({ours * 1e3:.0f} ms / {words * 1e3:.0f} ms)"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
