"""What a lineage page draws: documents by level, and what each one rests on, and why.

The edges keep apart what a document states, what the catalogue knows and what
was inferred (:mod:`hqgraph.views.facts`). One edge per document, the *trunk*,
makes the tree: it leads to the nearest level above.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hqgraph.errors import NotFoundError
from hqgraph.graph import Graph
from hqgraph.linking.candidates import may_be
from hqgraph.linking.own_documents import own_documents
from hqgraph.messages import say
from hqgraph.rdf.vocabulary import ID
from hqgraph.views import select
from hqgraph.views.facts import (
    LEVELS,
    STATUSES,
    DocumentFacts,
    DocumentLink,
    Status,
    document_links,
    documents,
    level_rank,
)
from hqgraph.views.lineage_tasks import (
    MOST_ALIGNED,
    TaskLink,
    aligned_tasks,
    opening_sentences,
    task_links,
)
from hqgraph.views.select import HQ, RDF_TYPE, RDFS_LABEL

_PART_OF = "http://data.europa.eu/eli/ontology#is_part_of"
_KINDS = {
    HQ + "Goal": "goal",
    HQ + "Task": "task",
    HQ + "Safeguard": "safeguard",
    HQ + "OutlineItem": "outline",
}


@dataclass(frozen=True, slots=True)
class LineageItem:
    """An item of a document: goal, task, safeguard, or a heading from the catalogue.

    ``sentence`` is its heading as printed, ``opening`` the first of its sentences.
    """

    id: str
    no: str
    label: str
    kind: str
    sentence: str = ""
    opening: str = ""


@dataclass(frozen=True, slots=True)
class LineageDocument:
    """A document of the tree: what is known of it, and its items in printed order."""

    facts: DocumentFacts
    items: tuple[LineageItem, ...] = ()


@dataclass(frozen=True, slots=True)
class LineageEdge:
    """``child`` rests on ``parent``; ``trunk`` marks the edge that the tree is drawn by.

    ``quote`` is the citing sentence of a stated edge, ``reason`` and
    ``confidence`` belong to an inferred one, ``certainty`` and ``origin`` to a
    fact of the catalogue.
    """

    child: str
    parent: str
    status: Status
    quote: str = ""
    reason: str = ""
    confidence: float | None = None
    certainty: str = ""
    origin: str = ""
    trunk: bool = False


@dataclass(frozen=True, slots=True)
class LineageView:
    """A lineage to draw: documents in the tree's reading order, edges by child and parent.

    ``focus`` is the document that was asked for, or empty; ``tasks`` say which of
    its items answers to which of another document (``aligned``: those of any two of its
    documents were held against each other, else the store's links are shown);
    ``candidates`` which known documents the redacted ones may be, as :class:`Guess`.
    """

    title: str
    documents: tuple[LineageDocument, ...]
    edges: tuple[LineageEdge, ...]
    focus: str = ""
    tasks: tuple[TaskLink, ...] = ()
    candidates: tuple[Guess, ...] = ()
    aligned: bool = True


@dataclass(frozen=True, slots=True)
class Guess:
    """The redacted document ``document`` (an IRI) may be the one of which ``facts`` are."""

    document: str
    facts: DocumentFacts
    confidence: float
    reason: str


def lineage_of(
    graph: Graph, document: str | None = None, *, title: str | None = None
) -> LineageView:
    """Return the lineage of the store's own documents, or of one upwards and downwards.

    ``document`` is a number, a title or an IRI; NotFoundError where the graph
    holds no such document. Documents that are named in passing are no lineage.
    """
    found = document_links(graph)
    known = documents(graph, _near(document, found))
    links = [link for link in found if _makes_lineage(link, known)]
    focus = _asked(document, known) if document is not None else ""
    if focus:
        shown = _reached([focus], links, up=True) | _reached([focus], links, up=False)
    else:
        own = own_documents(graph)
        linked = {end for link in links for end in (link.child, link.parent)}
        shown = _reached(own & linked, links, up=True)
        shown |= {iri for iri, facts in known.items() if facts.loaded}
    links = [link for link in links if link.child in shown and link.parent in shown]
    trunks = _trunks(links, known)
    order = _tree_order(_read_first([iri for iri in known if iri in shown], known, trunks), trunks)
    items = _items(graph, order)
    return LineageView(
        title=title or say("views.lineage.title"),
        documents=tuple(LineageDocument(known[iri], tuple(items[iri])) for iri in order),
        edges=tuple(_edge(link, trunks) for link in links),
        focus=focus,
        tasks=tuple(_tasks(graph, [known[iri] for iri in order], items, links)),
        candidates=tuple(_guesses(graph, order)),
        aligned=sum(map(bool, items.values())) <= MOST_ALIGNED,
    )


def _tasks(
    graph: Graph,
    order: list[DocumentFacts],
    items: dict[str, list[LineageItem]],
    links: list[DocumentLink],
) -> list[TaskLink]:
    """Return how the items answer to each other: aligned where there are few documents."""
    held = [facts for facts in order if items[facts.id]]
    if len(held) > MOST_ALIGNED:
        known = (one.id for found in items.values() for one in found)
        return task_links(graph, (facts.id for facts in order), known)
    held.sort(key=lambda facts: (level_rank(facts.level), facts.id))
    above = {
        facts.id: frozenset(_reached([facts.id], links, up=True) - {facts.id}) for facts in held
    }
    return aligned_tasks(graph, [facts.id for facts in held], above)


def _guesses(graph: Graph, order: Iterable[str]) -> Iterator[Guess]:
    found = may_be(graph, order)
    known = documents(graph, {one.candidate for one in found}) if found else {}
    for one in found:
        if one.candidate in known:
            yield Guess(one.document, known[one.candidate], one.confidence, one.reason)


def _near(document: str | None, links: list[DocumentLink]) -> set[str] | None:
    """Return the documents that a lineage can lead to; None where that may be any."""
    if document is None or not document.startswith(ID):
        return None
    based = [link for link in links if link.relation == "based_on"]
    return _reached([document], based, up=True) | _reached([document], based, up=False)


def _makes_lineage(link: DocumentLink, known: dict[str, DocumentFacts]) -> bool:
    both = link.child in known and link.parent in known
    return both and link.relation == "based_on" and link.child != link.parent


def _asked(document: str, known: dict[str, DocumentFacts]) -> str:
    for iri, facts in known.items():
        if document and document in (iri, facts.number, facts.title, facts.label):
            return iri
    raise NotFoundError("views.no_document", name=document)


def _reached(start: Iterable[str], links: list[DocumentLink], *, up: bool) -> set[str]:
    steps: dict[str, list[str]] = defaultdict(list)
    for link in links:
        here, there = (link.child, link.parent) if up else (link.parent, link.child)
        steps[here].append(there)
    found = set(start)
    waiting = list(found)
    while waiting:
        for other in steps[waiting.pop()]:
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def _trunks(links: list[DocumentLink], known: dict[str, DocumentFacts]) -> dict[str, str]:
    """Return each document's parent in the tree: of the nearest level above, best proven."""
    choices: dict[str, list[DocumentLink]] = defaultdict(list)
    for link in links:
        choices[link.child].append(link)
    rank = {iri: position for position, iri in enumerate(known)}

    def preference(link: DocumentLink) -> tuple[int, int, float, int]:
        parent, child = (level_rank(known[end].level) for end in (link.parent, link.child))
        distance = child - parent if child > parent else len(LEVELS) + 1
        certainty = -(link.confidence or 0.0)
        return (distance, STATUSES.index(link.status), certainty, rank[link.parent])

    trunks: dict[str, str] = {}
    for child in sorted(choices, key=lambda iri: rank[iri]):
        for link in sorted(choices[child], key=preference):
            if child not in _ancestors(link.parent, trunks):
                trunks[child] = link.parent
                break
    return trunks


def _ancestors(iri: str, trunks: dict[str, str]) -> set[str]:
    found = {iri}
    while iri in trunks:
        iri = trunks[iri]
        found.add(iri)
    return found


def _read_first(
    iris: list[str], known: dict[str, DocumentFacts], trunks: dict[str, str]
) -> list[str]:
    """Put the trees with a document that was read before those that are only catalogued."""
    read = {one for iri in iris if known[iri].loaded for one in _ancestors(iri, trunks)}
    return sorted(iris, key=lambda iri: iri not in read)


def _tree_order(iris: list[str], trunks: dict[str, str]) -> list[str]:
    """Return the documents depth first: each root, then what rests on it."""
    children: dict[str, list[str]] = defaultdict(list)
    for iri in iris:
        if iri in trunks:
            children[trunks[iri]].append(iri)
    order: list[str] = []
    waiting = [iri for iri in reversed(iris) if iri not in trunks]
    while waiting:
        iri = waiting.pop()
        order.append(iri)
        waiting.extend(reversed(children[iri]))
    return order


def _items(graph: Graph, order: list[str]) -> dict[str, list[LineageItem]]:
    """Return the items per document in printed order, with their headings as printed."""
    found: dict[str, list[tuple[int, LineageItem]]] = defaultdict(list)
    if not order:
        return {}
    sentences, openings = _headings(graph, order), opening_sentences(graph, order)
    for iri, values in select.described(graph, "items", document=order).items():
        kinds = [_KINDS[name] for name in values[RDF_TYPE] if name in _KINDS]
        no = select.first(values, HQ + "no")
        label = select.first(values, RDFS_LABEL) or no
        words = sentences.get(iri, ""), openings.get(iri, "")
        item = LineageItem(iri, no, label, kinds[0], *words)
        for home in values[_PART_OF]:
            found[home].append((int(select.first(values, HQ + "order") or 0), item))
    return {
        iri: [item for _, item in sorted(found[iri], key=lambda pair: (pair[0], pair[1].id))]
        for iri in order
    }


def _headings(graph: Graph, order: Iterable[str]) -> dict[str, str]:
    rows = select.rows(graph, "item-sentences", document=order)
    found = sorted((row["item"], row["quote"]) for row in rows)
    return dict(reversed(found))


def _edge(link: DocumentLink, trunks: dict[str, str]) -> LineageEdge:
    return LineageEdge(
        child=link.child,
        parent=link.parent,
        status=link.status,
        quote=link.quote,
        reason=link.reason,
        confidence=link.confidence,
        certainty=link.certainty,
        origin=link.origin,
        trunk=trunks.get(link.child) == link.parent,
    )
