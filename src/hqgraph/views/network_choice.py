"""What of a large graph a network page draws, what it carries along, and what it leaves out.

Up to a limit of nodes a network is drawn whole. Beyond it the page starts with an
overview: documents and their lineage, with what a document holds to be unfolded. A
page has a size that a browser opens at once, so it cannot carry everything; what
is left out is counted and said (:func:`notices`), and never chosen by chance.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from hqgraph.messages import say
from hqgraph.views.facts import UNKNOWN, DocumentFacts, DocumentLink
from hqgraph.views.network_model import Edge, NetworkView, Node

OVERVIEW = 300
"""Documents of an overview: at more than that none can be told from another on a screen."""
READ = 150
"""Documents whose tasks are read where nothing in particular is asked for."""
ROOM = 7_000_000
"""Bytes of data that a page carries, about: the script that draws it takes 0.7 million more."""
_NODE, _EDGE, _LIGHT = 80, 26, 50


def ranked(
    wanted: Iterable[str], known: dict[str, DocumentFacts], links: list[DocumentLink]
) -> list[str]:
    """Return documents by weight: those read in full, then by how many they are linked with."""
    degree: Counter[str] = Counter()
    for link in links:
        degree[link.child] += 1
        degree[link.parent] += 1
    asked = set(wanted)
    order = [iri for iri in known if iri in asked]
    return sorted(order, key=lambda iri: (not known[iri].loaded, -degree[iri]))


def overview(
    order: list[str], known: dict[str, DocumentFacts], links: list[DocumentLink], most: int
) -> set[str]:
    """Return the documents to start with: the first ones, each with all it derives from.

    A document that only others name, of no known level, is shown with them instead.
    """
    parents: dict[str, list[str]] = defaultdict(list)
    for link in links:
        if link.relation == "based_on":
            parents[link.child].append(link.parent)
    asked = set(order)
    shown: set[str] = set()
    for iri in order:
        line = [one for one in _ancestry(iri, parents) if one in asked and one not in shown]
        line = [one for one in line if stands_alone(known[one])]
        if len(shown) + len(line) <= most:
            shown.update(line)
    return shown


def stands_alone(facts: DocumentFacts) -> bool:
    """Tell whether a document has a place of its own on an overview."""
    return facts.loaded or facts.catalogued or facts.level != UNKNOWN


def _ancestry(iri: str, parents: dict[str, list[str]]) -> list[str]:
    found = {iri: None}
    waiting = [iri]
    while waiting:
        for parent in parents.get(waiting.pop(), ()):
            if parent not in found:
                found[parent] = None
                waiting.append(parent)
    return list(found)


def near(chosen: Iterable[str], links: list[DocumentLink], depth: int) -> set[str]:
    """Return the documents within so many steps of lineage, up and down, of the chosen ones."""
    beside: dict[str, list[str]] = defaultdict(list)
    for link in links:
        beside[link.child].append(link.parent)
        beside[link.parent].append(link.child)
    found = set(chosen)
    edge = sorted(found)
    for _ in range(depth):
        edge = sorted({other for iri in edge for other in beside[iri]} - found)
        found.update(edge)
    return found


class Scale:
    """Weighs what a page would carry, in bytes, strings that come again counted once."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self._seen: set[str] = set()

    def node(self, node: Node) -> int:
        """Return the weight of a node."""
        once = (node.sentence, node.source, node.region, *node.names)
        own = (node.id, node.label, node.short, *(part for pair in node.details for part in pair))
        return _NODE + sum(map(self._once, once)) + sum(map(_bytes, own))

    def light(self, node: Node) -> int:
        """Return the weight of a document that is only there to be found."""
        number = dict(node.details).get("number", "")
        return _LIGHT + sum(map(_bytes, (node.label, number)))

    def edge(self, edge: Edge) -> int:
        """Return the weight of an edge."""
        return _EDGE + self._once(edge.label) + self._once(edge.sentence)

    def _once(self, text: str) -> int:
        if text in self._seen:
            return 5
        self._seen.add(text)
        return _bytes(text)


def _bytes(text: str) -> int:
    return len(text.encode("utf-8")) + 3


def contents(nodes: Iterable[Node], edges: Iterable[Edge], order: list[str], room: int) -> set[str]:
    """Return the documents, by rank, whose contents fit into so many bytes of a page.

    A body that several documents share weighs with the first of them.
    """
    held: dict[str, list[Node]] = defaultdict(list)
    home: dict[str, str] = {}
    shared: dict[str, Node] = {}
    for node in nodes:
        if node.group:
            held[node.group].append(node)
            home[node.id] = node.group
        else:
            shared[node.id] = node
    around: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        around[home.get(edge.source, edge.source)].append(edge)
    scale = Scale()
    kept = set()
    for iri in order:
        bodies = {edge.target: None for edge in around[iri] if edge.target in shared}
        own = [*held[iri], *(shared.pop(body) for body in bodies)]
        room -= sum(map(scale.node, own)) + sum(map(scale.edge, around[iri]))
        if room < 0:
            break
        kept.add(iri)
    return kept


def counted(view: NetworkView) -> list[tuple[str, dict[str, int]]]:
    """Return what a page does not draw or hold: words' keys (``views.left.*``) and values."""
    left = view.left
    said: list[tuple[str, dict[str, int]]] = []
    if view.start is not None:
        said.append(("overview", {"drawn": left.drawn, "documents": left.documents}))
    counts = {"findable": left.findable, "unread": left.unread, "absent": left.absent}
    said += [(key, {"n": count}) for key, count in counts.items() if count]
    if view.start is not None or left.unread or left.absent:
        said.append(("narrow", {}))
    return said


def notices(view: NetworkView) -> list[str]:
    """Return the same in sentences, and how to ask for less; nothing where all is drawn."""
    return [say(f"views.left.{key}", **values) for key, values in counted(view)]
