"""Networks and lineage trees: from the graph to a plain model of what is drawn, and to a page."""

from hqgraph.views.facts import DocumentFacts, DocumentLink
from hqgraph.views.gaps import gaps_html
from hqgraph.views.lineage import lineage_html
from hqgraph.views.lineage_data import (
    LineageDocument,
    LineageEdge,
    LineageItem,
    LineageView,
    lineage_of,
)
from hqgraph.views.network import network_html
from hqgraph.views.network_choice import notices
from hqgraph.views.network_data import network_of
from hqgraph.views.network_model import Edge, NetworkView, Node
from hqgraph.views.page import write_html

__all__ = [
    "DocumentFacts",
    "DocumentLink",
    "Edge",
    "LineageDocument",
    "LineageEdge",
    "LineageItem",
    "LineageView",
    "NetworkView",
    "Node",
    "gaps_html",
    "lineage_html",
    "lineage_of",
    "network_html",
    "network_of",
    "notices",
    "write_html",
]
