"""Tasks of two documents aligned, each pair of documents once."""

from __future__ import annotations

from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from hqgraph.graph import Graph
from hqgraph.linking.alignment import Aligned, align
from hqgraph.linking.task_text import TaskText, task_texts


@dataclass
class Pairs:
    """The aligned tasks of a graph's documents, computed when asked for and remembered."""

    graph: Graph
    _texts: dict[NamedNode, tuple[TaskText, ...]] = field(default_factory=dict)
    _found: dict[tuple[NamedNode, NamedNode], tuple[Aligned, ...]] = field(default_factory=dict)

    def texts(self, document: NamedNode) -> tuple[TaskText, ...]:
        """Return a document's items, or the headings that the catalogue has of it."""
        if document not in self._texts:
            self._texts[document] = task_texts(self.graph, document)
        return self._texts[document]

    def of(self, parent: NamedNode, child: NamedNode) -> tuple[Aligned, ...]:
        """Return which task of the child says what a task of the parent says."""
        key = (parent, child)
        if key not in self._found:
            self._found[key] = align(self.texts(parent), self.texts(child))
        return self._found[key]
