"""What a network page draws, as plain data: documents, items, bodies, targets, and edges."""

from __future__ import annotations

from dataclasses import dataclass

from hqgraph.views.facts import Status

TYPES = (
    "document",
    "directive",
    "cited",
    "goal",
    "task",
    "safeguard",
    "agency",
    "hospital",
    "target",
)
ITEM_TYPES = ("goal", "task", "safeguard")
LIMIT = 800
"""Nodes drawn at a time: browsers draw a canvas of more than that with a delay."""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing drawn. ``type`` is one of :data:`TYPES`, ``level`` an administrative level.

    ``group`` is the IRI of the document whose cluster the node stands in, empty
    for a body that several documents may share; ``sentence`` the characters that
    state it (lines where there are several) and ``source`` where they stand.
    ``details`` are pairs of a word's key (``views.detail.*``) and a value;
    ``names`` every other name it can be found by, ``short`` the one for the map.
    """

    id: str
    label: str
    type: str
    level: str = ""
    region: str = ""
    group: str = ""
    sentence: str = ""
    source: str = ""
    details: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
    short: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation drawn, from ``source`` to ``target``; ``sentence`` is what states it.

    ``relation`` keys a word (``views.relation.*``); ``label`` is what the data
    adds to that word, such as a confidence.
    """

    source: str
    target: str
    relation: str
    label: str = ""
    status: Status = "stated"
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """What a page does not draw at first, in counts of documents.

    ``documents`` are asked for and ``drawn`` stand on the map at first; ``findable``
    are in the page for the search to bring in, ``absent`` are not in the page at all;
    ``unread`` were read in full, but their tasks are not in the page.
    """

    documents: int = 0
    drawn: int = 0
    findable: int = 0
    absent: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class NetworkView:
    """A network to draw. Nodes are in reading order: documents first, then their items.

    ``start`` are the ids drawn at first, None for all; what a document of ``start``
    holds is drawn when it is unfolded. ``more`` are documents that are not drawn but
    can be searched for, ``more_edges`` what joins them to others. No more than
    ``limit`` nodes are drawn at a time where ``start`` is given.
    """

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    start: tuple[str, ...] | None = None
    more: tuple[Node, ...] = ()
    more_edges: tuple[Edge, ...] = ()
    left: Left = Left()
    limit: int = LIMIT
