"""Names that are at hand: whoever keeps those of a graph says so, and look-ups take them.

The engine reads every name of a graph to find those that hold some words, which takes
long where there are ten thousand documents. What is kept says the same of the graph,
only sooner; where nobody keeps anything, the graph is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol
from weakref import WeakKeyDictionary

from hqgraph.graph import Graph

if TYPE_CHECKING:
    from hqgraph.queries.lookup import Entry


class Known(Protocol):
    """The names of one graph, by the look-ups of :mod:`hqgraph.queries.lookup`."""

    def entries(self, graph: Graph, look_up: str, word: str) -> Iterable[Entry]:
        """Return the entries of a look-up whose names hold a word, both folded."""

    def all_names(self, graph: Graph, look_up: str) -> Iterable[str]:
        """Return all names of a look-up."""


Keeper = Callable[[Graph], Known]
"""What gives the names of a graph; it must not hold the graph itself."""
_KEPT: WeakKeyDictionary[Graph, Keeper] = WeakKeyDictionary()


def keep(graph: Graph, names: Keeper) -> None:
    """Have look-ups of a graph take names from ``names``, which is called when one does."""
    _KEPT[graph] = names


def known(graph: Graph) -> Known | None:
    """Return the names that somebody keeps of a graph, None where nobody does."""
    names = _KEPT.get(graph)
    return None if names is None else names(graph)
