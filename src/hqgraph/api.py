"""What ``import hqgraph`` offers to a program: build or open a graph, and ask it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Unpack, overload

from hqgraph import graph as stores
from hqgraph import pipeline
from hqgraph.asking import Answer
from hqgraph.asking import ask as ask_graph
from hqgraph.errors import UsageError
from hqgraph.graph import EmbeddedGraph
from hqgraph.linking import Lineage, lineage
from hqgraph.linking.alignment_corpus import LIKE
from hqgraph.linking.alike import Alike, alike
from hqgraph.linking.compare import Comparison, compare
from hqgraph.linking.gaps import Gaps, gaps
from hqgraph.linking.task_lineage import TaskLineage, task_lineage
from hqgraph.progress import Listed, listed_progress
from hqgraph.queries import Result, run
from hqgraph.queries.naming import find_task_of, reasons
from hqgraph.queries.things import find_document
from hqgraph.reasoning.why import Reason

if TYPE_CHECKING:
    import networkx
    import rdflib

    from hqgraph.views.choice import Wanted
    from hqgraph.views.ledger import Ledger
    from hqgraph.views.timeline import Timeline


class KnowledgeGraph:
    """A graph to ask. A context manager: leaving it, or :meth:`close`, lets go of the store.

    ``report`` says what became of the files when the graph was just built;
    ``store`` is the graph behind it, for the functions of the packages below.
    """

    def __init__(self, store: EmbeddedGraph, report: pipeline.BuildReport | None = None) -> None:
        self.store = store
        self.report = report

    def query(
        self,
        query: str,
        *,
        limit: int | None = None,
        seconds: float | None = stores.SECONDS,
        **params: object,
    ) -> Result:
        """Run a query of the library by its name, or a SPARQL text; see :func:`queries.run`."""
        return run(self.store, query, params, limit=limit, seconds=seconds)

    def ask(self, question: str) -> Answer:
        """Answer a question in Chinese, with the SPARQL that was run and the words that prove it.

        A question that is not understood raises nothing: ``understood`` is false and
        ``why`` names the words.
        """
        return ask_graph(self.store, question)

    @overload
    def lineage(self, document: str, *, task: None = None) -> Lineage: ...

    @overload
    def lineage(self, document: str | None = None, *, task: str) -> TaskLineage: ...

    def lineage(
        self, document: str | None = None, *, task: str | None = None
    ) -> Lineage | TaskLineage:
        """Return what a document, or one task of it, rests on and what rests on it.

        ``document`` is a number, title, region or IRI; ``task`` the printed number of
        one of its items, or alone both (``task="邻水县/19"``). Raises NotFoundError
        where the graph has no such thing, UsageError where neither is named.
        """
        if task is not None:
            return task_lineage(self.store, find_task_of(self.store, document, task))
        if document is None:
            raise UsageError("cli.lineage.what")
        return lineage(self.store, find_document(self.store, document))

    def compare(self, parent: str, child: str) -> Comparison:
        """Set two documents side by side, task by task; see :func:`linking.compare.compare`.

        Both are named as in :meth:`lineage`. Raises NotFoundError for a document that
        the graph does not have, or of which it holds neither text nor outline.
        """
        return compare(
            self.store, find_document(self.store, parent), find_document(self.store, child)
        )

    def gaps(self, child: str, parent: str | None = None) -> Gaps:
        """Return what a document leaves out, weakens or adds against the one above it.

        Without ``parent`` that is the nearest document of its lineage of which a text
        or an outline is held. Raises NotFoundError where there is none.
        """
        upper = None if parent is None else find_document(self.store, parent)
        return gaps(self.store, find_document(self.store, child), upper)

    def alike(self, document: str | None = None, *, least: float = LIKE) -> tuple[Alike, ...]:
        """Return tasks of different documents that are worded alike; see :func:`linking.alike`."""
        chosen = None if document is None else find_document(self.store, document)
        return alike(self.store, least=least, document=chosen)

    def ledger(self, **wanted: Unpack[Wanted]) -> Ledger:
        """Return the ledger, one row per task and body; its ``write`` makes a workbook.

        ``region``, ``agency``, ``document``, ``theme`` and ``until`` choose the tasks, each
        as people say it: 邻水县, 县医保局, a number, a theme, 2025年底. Raises
        NotFoundError for what the graph does not have.
        """
        from hqgraph.views.ledger import ledger_of  # noqa: PLC0415 (the pages' engine is slow)

        return ledger_of(self.store, **wanted)

    def timeline(self, **wanted: Unpack[Wanted]) -> Timeline:
        """Return deadlines and milestones by date; ``.write`` draws them as .html, .svg or .png.

        What may be asked for, and what is raised, is as in :meth:`ledger`.
        """
        from hqgraph.views.timeline import timeline_of  # noqa: PLC0415

        return timeline_of(self.store, **wanted)

    def progress(self, document: str | None = None) -> tuple[Listed, ...]:
        """Return what offices reported, on one document (named as in :meth:`lineage`) or on all."""
        chosen = None if document is None else find_document(self.store, document).value
        return listed_progress(self.store, chosen)

    def why(
        self,
        subject: object,
        predicate: object | None = None,
        object: object | None = None,
        *,
        most: int | None = None,
    ) -> tuple[Reason, ...]:
        """Say why facts hold, down to the sentences; see :func:`queries.naming.reasons`.

        The parts are IRIs, prefixed names or what people say (邻水县/19, 县医保局).
        Raises NotFoundError where the graph holds no such fact.
        """
        return reasons(self.store, subject, predicate, object, most=most)

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
    paths: Iterable[Path | str] | Path | str,
    out: Path | str | None = None,
    *,
    fresh: bool = False,
) -> KnowledgeGraph:
    """Build a graph from files and folders, in memory or as the store ``out``, and open it.

    Imported catalogues and progress of a store that is replaced are carried over,
    unless ``fresh``; see :func:`pipeline.build`. Raises NothingReadError where no file
    could be read and StoreError where the store cannot be written. Files that were
    left out stand in ``report.failures``.
    """
    sources = [paths] if isinstance(paths, str | Path) else list(paths)
    if out is None:
        return KnowledgeGraph(*pipeline.build_in_memory(sources))
    report = pipeline.build(sources, out, fresh=fresh)
    return KnowledgeGraph(stores.open_graph(out), report)


def open(path: Path | str) -> KnowledgeGraph:
    """Open a store for reading. Raises StoreError where there is none that can be read."""
    return KnowledgeGraph(stores.open_graph(path))
