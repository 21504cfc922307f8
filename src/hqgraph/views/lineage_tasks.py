"""How the tasks of a lineage's documents answer to each other, for the page to unfold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hqgraph.graph import Graph
from hqgraph.views import select


@dataclass(frozen=True, slots=True)
class TaskLink:
    """The item ``child`` elaborates the item ``parent``: always inferred, with its reason."""

    child: str
    parent: str
    confidence: float
    reason: str


def task_links(graph: Graph, documents: Iterable[str], items: Iterable[str]) -> list[TaskLink]:
    """Return the links from items of these documents to one of ``items``, sorted."""
    wanted, known = sorted(documents), set(items)
    if not wanted:
        return []
    found = {
        (row["child"], row["parent"]): TaskLink(
            row["child"], row["parent"], float(row["confidence"]), row.get("reason", "")
        )
        for row in select.rows(graph, "task-links", document=wanted)
        if row["child"] in known and row["parent"] in known
    }
    return [found[pair] for pair in sorted(found)]


def opening_sentences(graph: Graph, documents: Iterable[str]) -> dict[str, str]:
    """Return the first sentence of each item of these documents, by the item's IRI."""
    rows = select.rows(graph, "item-measures", document=documents)
    found = sorted((row["item"], int(row.get("order", "0")), row["text"]) for row in rows)
    return {item: text for item, _, text in reversed(found)}
