"""SPARQL that somebody typed, run with an end to it: in a process that can be killed.

The engine has no time limit of its own and does not hear Ctrl-C, so a query that
nobody has looked at runs in a child process over the same finished generation of
the store (or, for a graph in memory, over a copy), with a limit of time, rows
and memory. The calling process stays healthy whatever the query does.
"""

from __future__ import annotations

import json
import sys
from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hqgraph.errors import QueryError
from hqgraph.graph.embedded import EmbeddedGraph, syntax_error
from hqgraph.graph.protocol import Solutions

if TYPE_CHECKING:
    import pyoxigraph

SECONDS = 30.0
"""How long a query may take unless the caller says otherwise."""
ROWS = 100_000
"""The most rows that are read."""
MEMORY = 2 << 30
"""Bytes the child may use, where the system can hold it to that."""

_WORKER = Path(__file__).with_name("bounded_worker.py")


class Apart(ABC):
    """Asks a process beside this one; what it says becomes the answers of a graph."""

    def query(self, sparql: str, limit: int | None = None) -> Solutions:
        """Run a SELECT; read at most ``limit`` rows."""
        kind, *found = self._run(sparql, limit)
        if kind != "select":
            raise QueryError("graph.not-select")
        names, rows, more = found
        return Solutions(names, tuple(rows), more)

    def ask(self, sparql: str) -> bool:
        """Run an ASK."""
        kind, *found = self._run(sparql, None)
        if kind != "ask":
            raise QueryError("graph.not-ask")
        return bool(found[0])

    @abstractmethod
    def _run(self, sparql: str, limit: int | None) -> tuple[Any, ...]:
        """Return what the process says. Raises QueryError where it was stopped or died."""


class BoundedGraph(Apart):
    """The asking half of a :class:`~hqgraph.graph.protocol.Graph`, with limits.

    Each question costs a quarter of a second for its process. Raises QueryError
    where a query takes longer than ``seconds`` or more memory than ``memory``; never
    more than ``ROWS`` rows are read.
    """

    def __init__(
        self, graph: EmbeddedGraph, seconds: float = SECONDS, memory: int = MEMORY
    ) -> None:
        self._graph = graph
        self._seconds = seconds
        self._memory = memory

    def construct(self, sparql: str, limit: int | None = None) -> tuple[pyoxigraph.Triple, ...]:
        """Run a CONSTRUCT; read at most ``limit`` triples, and never more than ``ROWS``."""
        kind, *found = self._run(sparql, limit)
        if kind != "construct":
            raise QueryError("graph.not-construct")
        return tuple(found[0])

    def _run(self, sparql: str, limit: int | None) -> tuple[Any, ...]:
        """Return what the child says. Raises QueryError where it was stopped or died."""
        import pickle  # noqa: PLC0415 (with the next, slower than a whole query of the library)
        import subprocess  # noqa: PLC0415

        from pyoxigraph import RdfFormat  # noqa: PLC0415

        question = json.dumps(
            {
                "sparql": sparql,
                "limit": ROWS if limit is None else min(limit, ROWS),
                "seconds": self._seconds,
                "memory": self._memory,
                "folder": self._graph.folder,
            }
        )
        given = question.encode() + b"\n"
        if self._graph.folder is None:
            given += self._graph.store.dump(format=RdfFormat.N_QUADS) or b""
        try:
            done = subprocess.run(  # noqa: S603 (our own script; the query goes through stdin)
                [sys.executable, "-P", str(_WORKER)],
                input=given,
                capture_output=True,
                check=False,
                timeout=self._seconds,
            )
        except subprocess.TimeoutExpired as error:
            raise QueryError("graph.too-long", seconds=f"{self._seconds:g}") from error
        if done.returncode != 0:
            raise QueryError("graph.too-much", memory=f"{self._memory >> 20}")
        answer: tuple[Any, ...] = pickle.loads(done.stdout)  # noqa: S301 (our own child's)
        if answer[0] == "syntax":
            raise syntax_error(sparql, answer[1])
        return answer
