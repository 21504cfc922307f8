"""How the places of two documents stand to each other, and which places a sentence names.

A province's plan asks something of every city, and some of it of named cities
only; what it asks of others is no gap of this one. Of two counties neither is
above the other: their plans can be compared, but neither owes the other anything.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from hqgraph.errors import NotFoundError
from hqgraph.gazetteer import contains, find_regions, parent, region
from hqgraph.graph import Graph
from hqgraph.linking.lineage import lineage
from hqgraph.model import Level, Region
from hqgraph.rdf.iri import concept_parts

ABOVE, BELOW, ASIDE, ITSELF = "above", "below", "aside", "itself"
"""How the first document of a comparison stands to the second."""
_SHORT = frozenset({Level.PROVINCE, Level.CITY})

_PLACE = """
PREFIX eli: <http://data.europa.eu/eli/ontology#>
SELECT DISTINCT ?place WHERE { %s eli:jurisdiction ?place } ORDER BY ?place
"""


def place_of(graph: Graph, document: NamedNode) -> Region | None:
    """Return the region for which a document holds, None where the graph does not say."""
    for place, *_ in graph.query(_PLACE % document).rows:
        parts = concept_parts(place) if isinstance(place, NamedNode) else None
        if parts:
            try:
                return region(parts[1])
            except NotFoundError:
                continue
    return None


def relation(graph: Graph, one: NamedNode, other: NamedNode) -> str:
    """Return how ``one`` stands to ``other``: above, below, aside, or the document itself.

    A region that holds the other one decides; where neither does, the lineage.
    """
    if one == other:
        return ITSELF
    upper, lower = place_of(graph, one), place_of(graph, other)
    if upper and lower and upper.code != lower.code:
        if contains(upper, lower):
            return ABOVE
        if contains(lower, upper):
            return BELOW
    found = lineage(graph, other)
    if any(edge.to.iri == one.value for edge in found.up):
        return ABOVE
    return BELOW if any(edge.from_.iri == one.value for edge in found.down) else ASIDE


def elsewhere(text: str, upper: Region | None, lower: Region | None) -> tuple[str, ...]:
    """Return the places that a text names, where none of them has to do with ``lower``.

    Short names (梧州、玉林) count for the provinces and cities directly under ``upper``
    only: those of counties are too often words (资源, 石棉). Empty where no place is
    named, where the own one or one around it or in it is, or where that is not known.
    """
    if upper is None or lower is None:
        return ()
    names = []
    for match in find_regions(text, shorts=True):
        known = tuple(one for one in match.regions if _meant(one, match.text, upper))
        if any(contains(one, lower) or contains(lower, one) for one in known):
            return ()
        if known:
            names.append(match.text)
    return tuple(dict.fromkeys(names))


def _meant(one: Region, text: str, upper: Region) -> bool:
    if text == one.name:
        return True
    above = parent(one)
    return one.level in _SHORT and above is not None and above.code == upper.code
