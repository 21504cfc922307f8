"""Files to policies, one or ten thousand: in order, over several processes, none stopping the rest.

Processes are started afresh ("spawn"), so that it is the same on every platform
and safe beside threads. Only a bounded number of files is under way at a time:
memory does not grow with their number.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from hqgraph.errors import HqgraphError, ReadError
from hqgraph.messages import language, use_language
from hqgraph.model import Policy
from hqgraph.parsing import parse
from hqgraph.reading import read
from hqgraph.sources import Failure

T = TypeVar("T")
Progress = Callable[[int, int, Path], None]
"""Called after each file with how many are done, how many there are, and the file."""

_WORTH_A_PROCESS = 40
"""So many files take about as long as starting a process."""
_AHEAD = 8
"""Files under way for each process."""


def extract(path: Path | str) -> Policy:
    """Read one file and return what it says.

    Raises ReadError where it is no readable text, ParseError where it is no
    policy document.
    """
    return parse(read(path))


def usual_jobs(files: int) -> int:
    """Return how many processes are worth their start for so many files."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(cores or 1, files // _WORTH_A_PROCESS))


def extract_each(
    files: Sequence[Path],
    make: Callable[[Path, Policy], T],
    *,
    jobs: int = 0,
    progress: Progress | None = None,
) -> Iterator[tuple[Path, T] | Failure]:
    """Yield what ``make`` makes of every policy, in the order of ``files``; Failure for others.

    ``jobs`` is how many processes to use, 0: as many as pay. Above 1, ``make`` runs
    in other processes: it is a function of a module, and what it returns can be
    pickled. A file that ends its process is a Failure too, and the others go on.
    """
    jobs = jobs or usual_jobs(len(files))
    found = _here(files, make) if jobs <= 1 else _spread(files, make, jobs)
    for done, (path, result) in enumerate(zip(files, found, strict=True), 1):
        if progress is not None:
            progress(done, len(files), path)
        yield Failure(path, result) if isinstance(result, HqgraphError) else (path, result)


def _here(files: Sequence[Path], make: Callable[[Path, Policy], T]) -> Iterator[T | HqgraphError]:
    return (_one(path, make) for path in files)


def _one(path: Path, make: Callable[[Path, Policy], T]) -> T | HqgraphError:
    """Return what is made of a file, or why nothing is."""
    try:
        return make(path, extract(path))
    except HqgraphError as error:
        return error
    except (Exception, RecursionError) as error:  # a bug of ours must not cost the other files
        return ReadError("extract.bug", path=path, why=f"{type(error).__name__}: {error}")


def _spread(
    files: Sequence[Path], make: Callable[[Path, Policy], T], jobs: int
) -> Iterator[T | HqgraphError]:
    """Yield the results in order, with a bounded number of files under way."""
    waiting: deque[tuple[Path, Future[T | HqgraphError]]] = deque()
    pool = _pool(jobs)
    left = iter(files)
    try:
        while True:
            with suppress(StopIteration):
                while len(waiting) < jobs * _AHEAD:
                    path = next(left)
                    waiting.append((path, pool.submit(_one, path, make)))
            if not waiting:
                return
            path, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                pool.shutdown(cancel_futures=True)
                # Whose fault it was is not known: each that was under way gets a process alone.
                for suspect in (path, *(other for other, _ in waiting)):
                    yield _alone(suspect, make)
                waiting.clear()
                pool = _pool(jobs)
    finally:
        pool.shutdown(cancel_futures=True)


def _alone(path: Path, make: Callable[[Path, Policy], T]) -> T | HqgraphError:
    """Return what is made of a file in a process of its own."""
    with _pool(1) as pool:
        try:
            return pool.submit(_one, path, make).result()
        except BrokenProcessPool:
            return ReadError("extract.crashed", path=path)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=use_language, initargs=(language(),)
    )
