"""What the rest of hqgraph asks of a store, whatever engine stands behind it.

Small on purpose: read with SPARQL or by graph, replace whole named graphs in
one step, run an update that hqgraph itself wrote. A query sees the union of all
named graphs as its default graph. Beware: a triple that stands in two graphs
matches twice there, so queries say DISTINCT.
"""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from hqgraph.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Protocol, TypeAlias
else:
    Protocol = object  # which is all that a protocol is when nobody checks

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple


@record
class Solutions:
    """The answer to a SELECT: rows in the order of ``variables``, None where unbound.

    ``truncated`` tells that there were more rows than the caller wanted.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    truncated: bool = False


class Asked(Protocol):
    """The asking half of a graph: what answers, in this process or another."""

    def query(self, sparql: str, limit: int | None = None) -> Solutions:
        """Run a SELECT over the union of all graphs; see :meth:`Graph.query`."""

    def ask(self, sparql: str) -> bool:
        """Run an ASK likewise."""


class Graph(Protocol):
    """A set of named graphs that can be asked and changed."""

    def query(self, sparql: str, limit: int | None = None) -> Solutions:
        """Run a SELECT over the union of all graphs; read at most ``limit`` rows.

        Raises QueryError when the text is no SELECT that the engine understands.
        """

    def ask(self, sparql: str) -> bool:
        """Run an ASK over the union of all graphs. Raises QueryError likewise."""

    def construct(self, sparql: str, limit: int | None = None) -> tuple[Triple, ...]:
        """Run a CONSTRUCT or DESCRIBE over the union. Raises QueryError likewise."""

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield all quads, or those of one named graph, in no particular order."""

    def graph_names(self) -> tuple[NamedNode, ...]:
        """Return the names of all graphs, sorted."""

    def replace_graphs(
        self, graphs: Mapping[NamedNode, Iterable[Quad] | Iterable[Triple] | None]
    ) -> None:
        """Replace several named graphs in one step: all of them, or none.

        A quad counts as its triple: where it goes is said by the mapping. None
        (or nothing to hold) removes the graph. Raises StoreError when the store
        is open for reading only.
        """

    def replace_graph(self, name: NamedNode, triples: Iterable[Quad] | Iterable[Triple]) -> None:
        """Replace one named graph; see :meth:`replace_graphs`."""

    def remove_graph(self, name: NamedNode) -> None:
        """Remove one named graph; one that does not exist is no error."""

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads in bulk, without replacing anything."""

    def __len__(self) -> int:
        """Return how many quads there are."""
