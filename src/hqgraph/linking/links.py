"""The graph ``links`` as a whole, and how it and the backbone follow the documents."""

from __future__ import annotations

from pyoxigraph import Quad

from hqgraph.graph import Graph
from hqgraph.linking.backbone import backbone_quads
from hqgraph.linking.documents import likely_quads, same_title_quads
from hqgraph.linking.known import known_documents
from hqgraph.linking.themes import theme_quads
from hqgraph.rdf.catalogue_tables import load_catalogue
from hqgraph.rdf.vocabulary import graph_iri


def link_quads(graph: Graph) -> list[Quad]:
    """Return the quads of the graph ``links``: titles, likely lineage, themes.

    They follow from the documents' graphs and the catalogue alone, so that the
    same documents give the same list.
    """
    documents = known_documents(graph, load_catalogue())
    found = (
        *same_title_quads(documents),
        *likely_quads(documents),
        *(quad for document in documents for quad in theme_quads(document)),
    )
    return list(dict.fromkeys(found))


def relink(graph: Graph) -> None:
    """Compute ``links`` and ``catalog`` anew and put both in place in one step."""
    links = link_quads(graph)
    backbone = backbone_quads(graph, links)
    graph.replace_graphs({graph_iri("links"): links, graph_iri("catalog"): backbone})
