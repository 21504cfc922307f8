"""Hundreds of questions made from the documents' own names, answered without the graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import asking_grammar
from hqgraph import asking
from hqgraph.extraction import extract
from hqgraph.graph import EmbeddedGraph, open_graph
from hqgraph.parsing.contract import as_json

WANTED = 240
EXACT = 0.98


@pytest.fixture(scope="module")
def graph(seed_store: Path) -> Iterator[EmbeddedGraph]:
    with open_graph(seed_store) as opened:
        yield opened


@pytest.fixture(scope="module")
def made(seeds: Path) -> list[asking_grammar.Case]:
    documents = [as_json(extract(path)) for path in sorted(seeds.glob("*.txt"))]
    return asking_grammar.cases(documents)


def key(thing: dict[str, Any]) -> tuple[str, ...]:
    if thing["type"] == "Task":
        return "Task", thing["region"], thing["no"]
    if thing["type"] == "Document":
        return "Document", thing["number"]
    if thing["type"] in {"Value", "Target"}:
        value = thing["value"]
        parts = value if isinstance(value, list | tuple) else [value]
        return "Value", *(f"{v:g}" if isinstance(v, float | int) else str(v) for v in parts)
    return "Body", thing["region"], thing["label"]


def test_paraphrases(graph: EmbeddedGraph, made: list[asking_grammar.Case]) -> None:
    chosen = asking_grammar.sample(made, WANTED)
    assert len(chosen) >= WANTED
    bad = [
        question
        for question, expected in chosen
        if {key(thing) for thing in asking.ask(graph, question).answers}
        != {key(thing) for thing in expected}
    ]
    assert len(bad) <= (1 - EXACT) * len(chosen), bad


@pytest.mark.slow
def test_all_paraphrases(graph: EmbeddedGraph, made: list[asking_grammar.Case]) -> None:
    wrong = []
    for question, expected in made:
        found = asking.ask(graph, question)
        if found.answers and {key(t) for t in found.answers} != {key(t) for t in expected}:
            wrong.append(question)
    assert len(wrong) <= (1 - EXACT) * len(made), wrong
