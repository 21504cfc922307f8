"""What alignment reads of a document's goals, tasks and safeguards, taken from the graph.

A document that was read gives its items with their sentences; a directive that is
only catalogued gives its outline, of which no more than headings is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from hqgraph.graph import Graph
from hqgraph.linking.known import OPENING, Item
from hqgraph.linking.themes import themes_of
from hqgraph.rdf.iri import concept_parts, name_of
from hqgraph.rdf.vocabulary import HQ, RDF, RDFS, doc_graph
from hqgraph.reading.numerals import numeral

_KINDS = {HQ.Goal: "goal", HQ.Task: "task", HQ.Safeguard: "safeguard"}
OUTLINE = "outline"
"""The kind of an item of a directive whose text is not known."""

_MOST_ITEMS = 200
_COUNTS = {numeral(n, "chineseCountingThousand"): n for n in range(1, _MOST_ITEMS)}
_OUTLINE_ROWS = """
PREFIX hq: <https://w3id.org/hqgraph/ontology#>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?item ?title ?no ?theme WHERE {
  ?item eli:is_part_of %s ; a hq:OutlineItem ; rdfs:label ?title ; hq:no ?no .
  OPTIONAL { ?item hq:theme ?theme }
}
"""


@dataclass(frozen=True, slots=True)
class TaskText:
    """A goal, task, safeguard or outline item as alignment sees it.

    ``kind`` is ``goal``, ``task``, ``safeguard`` or ``outline``; ``section`` the heading
    it stands under; ``sentences`` its measures in printed order; ``agencies`` the
    kinds of the bodies charged with it (a body's name where it has no kind);
    ``themes`` slugs of the scheme; ``place`` its printed position in the document, 0 to 1.
    """

    iri: NamedNode
    document: NamedNode
    no: str
    kind: str
    title: str
    section: str
    sentences: tuple[str, ...]
    agencies: frozenset[str]
    themes: frozenset[str]
    place: float


def task_texts(graph: Graph, document: NamedNode) -> tuple[TaskText, ...]:
    """Return a document's items in printed order; none for one that the graph does not know."""
    told = _told(graph.quads(doc_graph(document)))
    items = [node for node in told if _kind(told, node)]
    if not items:
        return _outline(graph, document)
    items.sort(key=lambda node: _order(told, node))
    last = max(len(items) - 1, 1)
    return tuple(_item(told, node, document, at / last) for at, node in enumerate(items))


_Told = dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]]


def _told(quads: Iterable[Quad]) -> _Told:
    """Return a graph's triples by subject and property."""
    told: _Told = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            told.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)
    return told


def _item(told: _Told, node: NamedNode, document: NamedNode, place: float) -> TaskText:
    measures = sorted(_nodes(told, node, HQ.measure), key=lambda one: _order(told, one))
    sentences = tuple(_text(told, measure, HQ.text) for measure in measures)
    section = "".join(_text(told, one, RDFS.label) for one in _nodes(told, node, HQ.inSection)[:1])
    title = _text(told, node, RDFS.label)
    seen = Item(node, title, section, "".join(sentences[:OPENING]))
    return TaskText(
        iri=node,
        document=document,
        no=_text(told, node, HQ.no),
        kind=_kind(told, node),
        title=title,
        section=section,
        sentences=sentences,
        agencies=frozenset(name_of(one) for duty in _duties(told, node) for one in duty),
        themes=frozenset(found.theme.slug for found in themes_of(seen)),
        place=place,
    )


def _duties(told: _Told, node: NamedNode) -> Iterable[list[NamedNode]]:
    return (_nodes(told, duty, HQ.agency) for duty in _nodes(told, node, HQ.duty))


def _kind(told: _Told, node: NamedNode) -> str:
    return next((_KINDS[cls] for cls in _nodes(told, node, RDF.type) if cls in _KINDS), "")


def _nodes(told: _Told, node: NamedNode, predicate: NamedNode) -> list[NamedNode]:
    found = told.get(node, {}).get(predicate, ())
    return sorted((one for one in found if isinstance(one, NamedNode)), key=lambda one: one.value)


def _text(told: _Told, node: NamedNode, predicate: NamedNode) -> str:
    found = told.get(node, {}).get(predicate, ())
    return min((one.value for one in found if isinstance(one, Literal)), default="")


def _order(told: _Told, node: NamedNode) -> tuple[int, str]:
    return int(_text(told, node, HQ.order) or 0), node.value


def _outline(graph: Graph, document: NamedNode) -> tuple[TaskText, ...]:
    """Return the headings that the catalogue has of a directive, in the order of their numbers."""
    themes: dict[NamedNode, set[str]] = {}
    heads: dict[NamedNode, tuple[str, str]] = {}
    for item, title, no, theme in graph.query(_OUTLINE_ROWS % document).rows:
        if not (isinstance(item, NamedNode) and isinstance(title, Literal)):
            continue
        heads[item] = (no.value if isinstance(no, Literal) else "", title.value)
        parts = concept_parts(theme) if isinstance(theme, NamedNode) else None
        themes.setdefault(item, set()).update(parts[1:] if parts else ())
    items = sorted(heads, key=lambda node: (_number(heads[node][0]), node.value))
    last = max(len(items) - 1, 1)
    return tuple(
        TaskText(
            iri=node,
            document=document,
            no=heads[node][0],
            kind=OUTLINE,
            title=heads[node][1],
            section="",
            sentences=(),
            agencies=frozenset(),
            themes=frozenset(themes[node]),
            place=at / last,
        )
        for at, node in enumerate(items)
    )


def _number(no: str) -> int:
    """Return what a printed number counts: （十九） is 19; 0 where it is no number."""
    bare = no.strip("（）()、.．")
    return int(bare) if bare.isdecimal() else _COUNTS.get(bare, 0)
