"""What the redacted documents of a lineage may be: known documents, each with its confidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hqgraph.graph import Graph
from hqgraph.linking.known import node_in, rows

LEAST = 0.5
"""A candidate less sure than this agrees in its number alone, and is not shown in a lineage."""


@dataclass(frozen=True, slots=True)
class MayBe:
    """The redacted ``document`` may be ``candidate`` (IRIs)."""

    document: str
    candidate: str
    confidence: float
    reason: str


def may_be(graph: Graph, documents: Iterable[str], *, least: float = LEAST) -> tuple[MayBe, ...]:
    """Return the candidates for these documents, the surest first for each."""
    wanted = set(documents)
    found = (
        MayBe(
            node_in(row, "document").value,
            node_in(row, "candidate").value,
            float(row["confidence"].value),
            row["reason"].value,
        )
        for row in rows(graph, "may-be")
    )
    return tuple(one for one in found if one.document in wanted and one.confidence >= least)
