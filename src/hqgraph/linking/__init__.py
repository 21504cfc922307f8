"""Across documents: themes, titles cited without a number, likely lineage; the backbone graph."""

from hqgraph.linking.backbone import backbone_quads
from hqgraph.linking.lineage import Lineage, lineage, to_json
from hqgraph.linking.links import dependants, link_quads, relink

__all__ = [
    "Lineage",
    "backbone_quads",
    "dependants",
    "lineage",
    "link_quads",
    "relink",
    "to_json",
]
