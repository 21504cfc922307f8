"""The embedded engine: pyoxigraph, in this process, in memory or on a generation folder.

In memory, several replacements are one SPARQL update, which pyoxigraph applies
whole or not at all. A generation folder that is being written is seen by nobody
until it is swapped in (:mod:`hqgraph.graph.writing`), so there the faster bulk
loader may be used.
"""

from __future__ import annotations

import os
import re

import pyoxigraph
from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Triple

from hqgraph.errors import QueryError, StoreError
from hqgraph.graph.protocol import Solutions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from types import TracebackType
    from typing import TypeVar

    from hqgraph.graph.timed import TimedGraph

    _T = TypeVar("_T")
    _Replacements = Mapping[NamedNode, Iterable[Quad] | Iterable[Triple] | None]
_LONGEST_WHY = 200
"""The engine lists everything it would have accepted; a reader wants the beginning."""
LARGE = 256 << 20
"""Bytes of a store, some hundreds of documents, in which a query may take long."""


class EmbeddedGraph:
    """A :class:`~hqgraph.graph.protocol.Graph` over a ``pyoxigraph.Store``.

    ``unseen`` says that nobody else reads the store while it changes; ``folder``
    is where it is on disk, finished and for reading by anybody (None: nowhere);
    ``release`` is called once when the graph is closed.
    """

    def __init__(
        self,
        store: pyoxigraph.Store,
        *,
        writable: bool = True,
        unseen: bool = False,
        folder: str | None = None,
        release: Callable[[], None] | None = None,
    ) -> None:
        self._open: pyoxigraph.Store | None = store
        self._writable = writable
        self._unseen = unseen
        self.folder = folder
        self._release = release
        self._timed: TimedGraph | None = None
        self._size: int | None = None

    @property
    def store(self) -> pyoxigraph.Store:
        """The engine itself. Raises StoreError once the graph is closed."""
        if self._open is None:
            raise StoreError("graph.closed")
        return self._open

    def query(self, sparql: str, limit: int | None = None) -> Solutions:
        """Run a SELECT over the union of all graphs; read at most ``limit`` rows."""
        found = self._run(sparql)
        if not isinstance(found, QuerySolutions):
            raise QueryError("graph.not-select")
        variables = tuple(variable.value for variable in found.variables)
        rows, truncated = _at_most((tuple(row) for row in found), limit)
        return Solutions(variables, tuple(rows), truncated)

    def ask(self, sparql: str) -> bool:
        """Run an ASK over the union of all graphs."""
        found = self._run(sparql)
        if not isinstance(found, QueryBoolean):
            raise QueryError("graph.not-ask")
        return bool(found)

    def construct(self, sparql: str, limit: int | None = None) -> tuple[Triple, ...]:
        """Run a CONSTRUCT or DESCRIBE over the union of all graphs."""
        found = self._run(sparql)
        if not isinstance(found, QueryTriples):
            raise QueryError("graph.not-construct")
        return tuple(_at_most(found, limit)[0])

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield all quads, or those of one named graph, in no particular order."""
        return iter(self.store.quads_for_pattern(None, None, None, graph))

    def graph_names(self) -> tuple[NamedNode, ...]:
        """Return the names of all graphs, sorted."""
        names = (name for name in self.store.named_graphs() if isinstance(name, NamedNode))
        return tuple(sorted(names, key=lambda name: name.value))

    def replace_graphs(self, graphs: _Replacements) -> None:
        """Replace several named graphs in one step: all of them, or none."""
        store = self._for_writing()
        if self._unseen:  # one bulk load: each costs a file and a flush
            loaded = [quad for name, items in graphs.items() for quad in _in_graph(items, name)]
            for name in graphs:
                store.remove_graph(name)
            store.bulk_extend(loaded)
        else:
            contents = {
                name: list(dict.fromkeys(map(_triple, items or ())))
                for name, items in graphs.items()
            }
            store.update(";\n".join(_replacement(*item) for item in contents.items()))

    def replace_graph(self, name: NamedNode, triples: Iterable[Quad] | Iterable[Triple]) -> None:
        """Replace one named graph."""
        self.replace_graphs({name: triples})

    def remove_graph(self, name: NamedNode) -> None:
        """Remove one named graph; one that does not exist is no error."""
        self.replace_graphs({name: None})

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads in bulk: all of them, or none when reading them fails."""
        self._for_writing().bulk_extend(quads)

    @property
    def size(self) -> int:
        """The bytes on disk of a finished store; 0 for a graph in memory or being written."""
        if self._size is None:
            self._size = 0 if self.folder is None else size_of(self.folder)
        return self._size

    def timed(self) -> TimedGraph | None:
        """Return what can be asked the same with an end to it, where the store is large.

        None for a smaller one, in which no query of ours takes long, and for a graph in
        memory. It is there as long as the graph is open.
        """
        if self._open is None or (self._timed is None and self.size <= LARGE):
            return None
        if self._timed is None and self.folder is not None:
            from hqgraph.graph.timed import TimedGraph  # noqa: PLC0415 (few graphs need it)

            self._timed = TimedGraph(self.folder)
        return self._timed

    def close(self) -> None:
        """Let go of the store; what was asked before stays good, asking again raises."""
        self._open = None
        timed, self._timed = self._timed, None
        if timed is not None:
            timed.close()
        release, self._release = self._release, None
        if release is not None:
            release()

    def __len__(self) -> int:
        return len(self.store)

    def __enter__(self) -> EmbeddedGraph:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def _run(self, sparql: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        try:
            return self.store.query(sparql, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise syntax_error(sparql, str(error.msg)) from error

    def _for_writing(self) -> pyoxigraph.Store:
        if not self._writable:
            raise StoreError("graph.read-only")
        return self.store


def size_of(folder: str | os.PathLike[str]) -> int:
    """Return the bytes of the tables of a generation."""
    return sum(size for name, size in sizes(folder) if name.endswith(".sst"))


def sizes(folder: str | os.PathLike[str]) -> Iterator[tuple[str, int]]:
    """Yield the names and sizes of a folder's files; the engine may be sweeping meanwhile."""
    with os.scandir(folder) as files:
        for one in files:
            try:
                yield one.name, one.stat().st_size
            except FileNotFoundError:
                continue


def syntax_error(sparql: str, why: str) -> QueryError:
    """Say in one line what is wrong with a query: an undeclared prefix by its name."""
    words = " ".join(why.split())
    if "Prefix not found" in words:
        declared = set(re.findall(r"(?i)\bprefix\s+([\w.-]*):", sparql))
        used = re.findall(r"(?<![\w:<\"])([A-Za-z][\w.-]*):(?=[\w(])", sparql)
        unknown = next((prefix for prefix in used if prefix not in declared), None)
        if unknown:
            return QueryError("graph.prefix", prefix=unknown, known=" ".join(sorted(declared)))
    return QueryError("graph.syntax", why=words[:_LONGEST_WHY])


def memory_graph(quads: Iterable[Quad] = ()) -> EmbeddedGraph:
    """Return a graph in memory that holds ``quads``."""
    graph = EmbeddedGraph(pyoxigraph.Store())
    graph.load(quads)
    return graph


def _at_most(items: Iterable[_T], limit: int | None) -> tuple[list[_T], bool]:
    """Read ``limit`` items and tell whether there are more."""
    found: list[_T] = []
    for item in items:
        if limit is not None and len(found) == limit:
            return found, True
        found.append(item)
    return found, False


def _in_graph(items: Iterable[Quad] | Iterable[Triple] | None, name: NamedNode) -> Iterator[Quad]:
    """Yield items as quads of a graph; those that are that already as they are."""
    for item in items or ():
        if isinstance(item, Quad) and item.graph_name == name:
            yield item
        else:
            yield Quad(item.subject, item.predicate, item.object, name)


def _triple(item: Quad | Triple) -> Triple:
    return item.triple if isinstance(item, Quad) else item


def _replacement(name: NamedNode, triples: list[Triple]) -> str:
    """Spell a replacement as SPARQL; pyoxigraph writes terms with all escapes."""
    drop = f"DROP SILENT GRAPH {name}"
    if not triples:
        return drop
    lines = "".join(f"{triple} .\n" for triple in triples)
    return f"{drop};\nINSERT DATA {{ GRAPH {name} {{\n{lines}}} }}"
