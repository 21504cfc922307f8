"""Which documents are a store's own: read, or listed by a catalogue that a user imported.

The catalogue that is shipped is there for every store; what it knows matters only
as far as the store's own documents lead up to it.
"""

from __future__ import annotations

from hqgraph.graph import Graph
from hqgraph.linking.known import node_in, rows


def own_documents(graph: Graph) -> frozenset[str]:
    """Return the IRIs of the documents that a graph does not know from the shipped catalogue."""
    return frozenset(node_in(row, "document").value for row in rows(graph, "own"))
