"""What ``import hqgraph`` offers to a program: build or open a graph, and ask it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from hqgraph import graph as stores
from hqgraph import pipeline
from hqgraph.graph import EmbeddedGraph
from hqgraph.linking import Lineage, lineage
from hqgraph.queries import Result, run
from hqgraph.queries.things import find_document

if TYPE_CHECKING:
    import networkx
    import rdflib


class KnowledgeGraph:
    """A graph to ask. A context manager: leaving it, or :meth:`close`, lets go of the store.

    ``report`` says what became of the files when the graph was just built;
    ``store`` is the graph behind it, for the functions of the packages below.
    """

    def __init__(self, store: EmbeddedGraph, report: pipeline.BuildReport | None = None) -> None:
        self.store = store
        self.report = report

    def query(self, query: str, *, limit: int | None = None, **params: object) -> Result:
        """Run a query of the library by its name, or a SPARQL text; see :func:`queries.run`."""
        return run(self.store, query, params, limit=limit)

    def lineage(self, document: str) -> Lineage:
        """Return what a document rests on and what rests on it.

        ``document`` is a number, title, region or IRI. Raises NotFoundError where
        the graph has no such document.
        """
        return lineage(self.store, find_document(self.store, document))

    def to_rdflib(self) -> rdflib.Dataset:
        """Return all quads as an ``rdflib.Dataset``."""
        return stores.to_rdflib(self.store)

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Return the facts as a ``networkx.MultiDiGraph``."""
        return stores.to_networkx(self.store)

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __len__(self) -> int:
        return len(self.store)

    def __enter__(self) -> KnowledgeGraph:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def build(
    paths: Iterable[Path | str] | Path | str, out: Path | str | None = None
) -> KnowledgeGraph:
    """Build a graph from files and folders, in memory or as the store ``out``, and open it.

    Raises NothingReadError where no file could be read and StoreError where the
    store cannot be written. Files that were left out stand in ``report.failures``.
    """
    sources = [paths] if isinstance(paths, str | Path) else list(paths)
    if out is None:
        return KnowledgeGraph(*pipeline.build_in_memory(sources))
    report = pipeline.build(sources, out)
    return KnowledgeGraph(stores.open_graph(out), report)


def open(path: Path | str) -> KnowledgeGraph:
    """Open a store for reading. Raises StoreError where there is none that can be read."""
    return KnowledgeGraph(stores.open_graph(path))
