"""The store: one small protocol, an embedded engine in memory or on disk, and the ways out.

What a name needs is loaded when the name is first used: opening a store to ask it
one question pays for no writer and no other format.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from hqgraph.graph.bounded import SECONDS, BoundedGraph
    from hqgraph.graph.convert import to_networkx, to_rdflib
    from hqgraph.graph.embedded import EmbeddedGraph, memory_graph
    from hqgraph.graph.exporting import FORMATS, export, export_tables, write_export
    from hqgraph.graph.folder import FORMAT_VERSION, Stamp, read_stamp
    from hqgraph.graph.protocol import Asked, Graph, Solutions, Term
    from hqgraph.graph.store import is_store, open_graph
    from hqgraph.graph.writing import build, edit

_HOMES = {
    "Asked": "protocol",
    "FORMATS": "exporting",
    "FORMAT_VERSION": "folder",
    "SECONDS": "bounded",
    "BoundedGraph": "bounded",
    "EmbeddedGraph": "embedded",
    "Graph": "protocol",
    "Solutions": "protocol",
    "Stamp": "folder",
    "Term": "protocol",
    "build": "writing",
    "edit": "writing",
    "export": "exporting",
    "export_tables": "exporting",
    "is_store": "store",
    "memory_graph": "embedded",
    "open_graph": "store",
    "read_stamp": "folder",
    "to_networkx": "convert",
    "to_rdflib": "convert",
    "write_export": "exporting",
}

__all__ = [
    "FORMATS",
    "FORMAT_VERSION",
    "SECONDS",
    "Asked",
    "BoundedGraph",
    "EmbeddedGraph",
    "Graph",
    "Solutions",
    "Stamp",
    "Term",
    "build",
    "edit",
    "export",
    "export_tables",
    "is_store",
    "memory_graph",
    "open_graph",
    "read_stamp",
    "to_networkx",
    "to_rdflib",
    "write_export",
]


def __getattr__(name: str) -> Any:
    """Load a name of the package from its home."""
    if name not in _HOMES:
        raise AttributeError(f"module 'hqgraph.graph' has no attribute {name!r}")
    return getattr(__import__(f"hqgraph.graph.{_HOMES[name]}", fromlist=[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
