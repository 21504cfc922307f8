"""Tasks of two documents aligned, remembered as long as they are needed again."""

from __future__ import annotations

from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from hqgraph.graph import Graph
from hqgraph.linking.alignment import Aligned, align
from hqgraph.linking.task_text import TaskText, task_texts

_TEXTS = 256
"""How many documents' items are kept."""


@dataclass
class Pairs:
    """The aligned tasks of a graph's documents, computed when asked for.

    Remembered until they are taken, so that memory does not grow with the store.
    """

    graph: Graph
    _texts: dict[NamedNode, tuple[TaskText, ...]] = field(default_factory=dict)
    _found: dict[tuple[NamedNode, NamedNode], tuple[Aligned, ...]] = field(default_factory=dict)

    def texts(self, document: NamedNode) -> tuple[TaskText, ...]:
        """Return a document's items, or the headings that the catalogue has of it."""
        if document not in self._texts:
            if len(self._texts) >= _TEXTS:
                del self._texts[next(iter(self._texts))]
            self._texts[document] = task_texts(self.graph, document)
        return self._texts[document]

    def of(self, parent: NamedNode, child: NamedNode) -> tuple[Aligned, ...]:
        """Return which task of the child says what a task of the parent says."""
        key = (parent, child)
        if key not in self._found:
            self._found[key] = align(self.texts(parent), self.texts(child))
        return self._found[key]

    def take(self, parent: NamedNode, child: NamedNode) -> tuple[Aligned, ...]:
        """Return the same for the last time."""
        found = self.of(parent, child)
        del self._found[parent, child]
        return found
