"""The small graph of ``data/small.trig``, closed, and a short way to read an answer."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph

from hqgraph.graph import EmbeddedGraph, memory_graph
from hqgraph.queries import run
from hqgraph.reasoning import close

SMALL = Path(__file__).with_name("data") / "small.trig"
ID = "https://w3id.org/hqgraph/id/"


def small_quads() -> list[pyoxigraph.Quad]:
    return list(pyoxigraph.parse(path=str(SMALL)))


@cache
def small_graph() -> EmbeddedGraph:
    graph = memory_graph(small_quads())
    close(graph)
    return graph


def rows(query: str, *columns: str, **params: object) -> list[tuple[str | None, ...]]:
    """Run a query on the small graph and return the text of the given columns."""
    result = run(small_graph(), query, params)
    places = [result.variables.index(column) for column in columns]
    return [
        tuple(None if row[i] is None else row[i].value.removeprefix(ID) for i in places)
        for row in result.rows
    ]
