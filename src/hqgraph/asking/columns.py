"""The columns of a large store: answers to whole provinces in a moment.

Of ten thousand documents the engine takes seconds, or minutes, to join a question's
patterns: each step from one node to the next is a search on disk. What questions are
about is therefore also kept as tables beside the store, made like the names
(:mod:`hqgraph.asking.kept`) and holding nothing that the graph does not say. A question
is spelled twice from the same query graph, in SPARQL, which is shown, and in SQL, which
is run; the rows are the same. The words that prove an answer come from the graph.
Where there are no columns (a small store, one that cannot be written to, a question that
SQL does not say), the SPARQL is run.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

from hqgraph.asking.columns_made import write
from hqgraph.asking.columns_parts import Part, UnspokenError, held, nodes, roles
from hqgraph.asking.columns_proof import proofs
from hqgraph.asking.columns_sql import is_by_issue, some, spelled
from hqgraph.asking.kept import has_columns, stamp, whole
from hqgraph.asking.query import Query
from hqgraph.errors import QueryError, StoreError
from hqgraph.graph import Asked, EmbeddedGraph, Graph, Solutions

Row = dict[str, str]
_KNOWN: WeakKeyDictionary[Graph, Columns | None] = WeakKeyDictionary()
_MADE_BY = ("columns_made.py", "marks.py")
_ONLY_YEARS = Part("SELECT 1 FROM dated WHERE NOT day LIMIT 1")
_STEPS = 100_000
"""Instructions of the engine between two looks at the clock: some milliseconds."""


class LargeStore:
    """A large store as it is asked: through its columns, and through a process with an end."""

    def __init__(self, graph: EmbeddedGraph, columns: Columns | None) -> None:
        self._timed = graph.timed()
        self._asked: Asked = self._timed or graph
        self.columns = columns

    @contextmanager
    def within(self, seconds: float) -> Iterator[LargeStore]:
        """Give all that is asked in the block so many seconds together; QueryError after them.

        In a store that is not that large, only what is asked of the columns has an end.
        """
        with ExitStack() as block:
            for one in (self._timed, self.columns):
                if one is not None:
                    block.enter_context(one.within(seconds))
            yield self

    def query(self, sparql: str, limit: int | None = None) -> Solutions:
        """Run a SELECT over the union of all graphs; see ``Asked``."""
        return self._asked.query(sparql, limit)

    def ask(self, sparql: str) -> bool:
        """Run an ASK likewise."""
        return self._asked.ask(sparql)


def large(graph: Graph) -> LargeStore | None:
    """Return a large store as it is asked; None for a smaller one, and for one in memory."""
    if not isinstance(graph, EmbeddedGraph) or not has_columns(graph):
        return None
    return LargeStore(graph, columns_of(graph))


def columns_of(graph: Graph) -> Columns | None:
    """Return the columns of a large store, made where they are not there yet.

    None for a smaller store, which answers fast enough, and where they cannot be.
    """
    if not isinstance(graph, EmbeddedGraph) or graph.folder is None or not has_columns(graph):
        return None
    if graph not in _KNOWN:
        found = None
        with suppress(OSError, sqlite3.Error):
            found = _opened(graph, Path(file_of(graph.folder)))
        _KNOWN[graph] = found if found is not None and found.fit else None
    return _KNOWN[graph]


def file_of(folder: str) -> str:
    """Return where the columns of a generation of a store are kept."""
    return os.path.join(folder, f"columns-{stamp(folder, _code())}.db")  # noqa: PTH118


@cache
def _code() -> tuple[bytes, ...]:
    return tuple(Path(__file__).with_name(name).read_bytes() for name in _MADE_BY)


def _opened(graph: Graph, path: Path) -> Columns:
    """Return the columns in a file, which is written where it is not there, or not whole."""
    try:
        if path.exists() and (found := Columns(path)).whole:
            return found
    except sqlite3.DatabaseError:
        pass
    whole(str(path), lambda fresh: write(graph, fresh))
    return Columns(path)


class Columns:
    """The finished columns of one generation of a store, for reading.

    Any thread may ask; they take turns. Where something takes longer than allowed by
    :meth:`within`, QueryError ``graph.too-long`` is raised.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._opened = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._lock = threading.RLock()
        self._end: float | None = None
        self._seconds = 0.0
        self._opened.execute("PRAGMA mmap_size = 1073741824")
        self._opened.set_progress_handler(self._late, _STEPS)

    @property
    def whole(self) -> bool:
        """Tell whether the file is as long as it says. Raises ``sqlite3.DatabaseError``."""
        (pages,) = self._opened.execute("PRAGMA page_count").fetchone()
        (size,) = self._opened.execute("PRAGMA page_size").fetchone()
        return bool(self._path.stat().st_size == pages * size > 0)

    @property
    def fit(self) -> bool:
        """Tell whether the graph fits into columns; if not, they hold nothing."""
        return not self._opened.execute("SELECT 1 FROM unfit").fetchall()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Give all that is asked in the block so many seconds together."""
        with self._lock:
            known = self._end, self._seconds
            self._end, self._seconds = time.monotonic() + seconds, seconds
            try:
                yield
            finally:
                self._end, self._seconds = known

    def rows(self, asked: Query) -> list[Row] | None:
        """Return the rows of a question, as its SPARQL has them; None where SQL cannot say it."""
        try:
            part = spelled(asked)
        except UnspokenError:
            return None
        if is_by_issue(asked) and self._run(_ONLY_YEARS):  # which the engine orders its own way
            return None
        return self._run(part)

    def some(self, asked: Query, most: int) -> list[str] | None:
        """Return the IRIs of the first ``most`` things that a question counts; None likewise."""
        try:
            part = some(asked, most)
        except UnspokenError:
            return None
        return [row["iri"] for row in self._run(part)]

    def proofs(self, asked: Query, found: Sequence[str]) -> list[Row] | None:
        """Return what proves things (:func:`hqgraph.asking.columns_proof.proofs`), or None."""
        try:
            part = proofs(asked, found)
        except UnspokenError:
            return None
        return self._run(part)

    def documents(self, iris: Iterable[str]) -> list[str]:
        """Return the documents that tasks, targets or deadlines of these IRIs belong to."""
        items = "SELECT i.document FROM {0} x JOIN item i ON i.id = x.item WHERE x.id IN {{}}"
        forms = ["SELECT document FROM item WHERE id IN {}"]
        forms += [items.format(table) for table in ("target", "deadline")]
        known = nodes(iris)
        inner = held(" UNION ".join(forms), known, known, known)
        text = "SELECT n.iri AS iri FROM thing n WHERE n.id IN ({}) ORDER BY n.iri"
        return [row["iri"] for row in self._run(held(text, inner))]

    def bearers(self, tasks: Iterable[str], agencies: Iterable[str]) -> list[str]:
        """Return those of ``agencies`` that have a part in any of ``tasks``."""
        form = "SELECT DISTINCT n.iri AS iri FROM duty x JOIN thing n ON n.id = x.agency"
        form += " WHERE x.item IN {} AND x.agency IN {} ORDER BY n.iri"
        return [row["iri"] for row in self._run(held(form, nodes(tasks), nodes(agencies)))]

    def wholesale(self, agencies: Iterable[str]) -> bool:
        """Tell whether any of these bodies is charged with all tasks of a document at once."""
        form = "SELECT 1 AS it FROM duty x WHERE x.agency IN {} AND {} LIMIT 1"
        return bool(self._run(held(form, nodes(agencies), roles("x.role", ["inherited"]))))

    def all_wholesale(self) -> list[str]:
        """Return the bodies that are charged with all tasks of a document at once."""
        form = "SELECT DISTINCT n.iri AS iri FROM duty x JOIN thing n ON n.id = x.agency WHERE {}"
        return [row["iri"] for row in self._run(held(form, roles("x.role", ["inherited"])))]

    def beyond_tasks(self, agencies: Iterable[str]) -> bool:
        """Tell whether any of these bodies is named under a goal or safeguard."""
        form = "SELECT 1 AS it FROM duty x WHERE x.agency IN {} AND x.kind > 0 LIMIT 1"
        return bool(self._run(held(form, nodes(agencies))))

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._opened.close()

    def _run(self, part: Part) -> list[Row]:
        with self._lock:
            if self._late():
                raise QueryError("graph.too-long", seconds=f"{self._seconds:g}")
            try:
                cursor = self._opened.execute(part.text, part.values)
                names = [column[0] for column in cursor.description]
                return [_known(names, row) for row in cursor]
            except sqlite3.DatabaseError as error:
                if self._late():
                    raise QueryError("graph.too-long", seconds=f"{self._seconds:g}") from error
                raise StoreError("asking.columns", path=self._path, why=error) from error

    def _late(self) -> bool:
        return self._end is not None and time.monotonic() > self._end


def _known(names: list[str], row: tuple[object, ...]) -> Row:
    pairs = zip(names, row, strict=True)
    return {name: str(value) for name, value in pairs if value is not None}
