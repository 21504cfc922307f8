"""The store: one small protocol, an embedded engine in memory or on disk, and the ways out."""

from hqgraph.graph.bounded import SECONDS, BoundedGraph
from hqgraph.graph.convert import to_networkx, to_rdflib
from hqgraph.graph.embedded import EmbeddedGraph, memory_graph
from hqgraph.graph.export import FORMATS, export, export_tables, write_export
from hqgraph.graph.folder import FORMAT_VERSION, Stamp, read_stamp
from hqgraph.graph.protocol import Graph, Solutions, Term
from hqgraph.graph.store import build, edit, is_store, open_graph

__all__ = [
    "FORMATS",
    "FORMAT_VERSION",
    "SECONDS",
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
