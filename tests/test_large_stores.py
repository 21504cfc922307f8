"""Large stores: compacted where much was written, and asked no more than is needed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from hqgraph.graph import build, edit, open_graph
from hqgraph.queries.splice import guarded

S, P, G = (NamedNode(f"http://e/{letter}") for letter in "spg")


def tables(store: Path) -> int:
    return sum(1 for _ in store.glob("gen-*/*.sst"))


def fill(graph, batch: int) -> None:
    graph.load(Quad(S, P, Literal(f"{batch} {n}"), G) for n in range(50))


@pytest.mark.parametrize("large", [0, 1 << 40])
def test_a_store_is_compacted_when_much_was_written_and_holds_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    monkeypatch.setattr("hqgraph.graph.embedded.LARGE", large)
    told: list[str] = []
    with build(tmp_path / "store", lambda: told.append("compacting")) as graph:
        for batch in range(6):
            fill(graph, batch)
    assert told == ([] if large else ["compacting"])
    with open_graph(tmp_path / "store") as graph:
        assert len(graph) == 300
    many = tables(tmp_path / "store")
    monkeypatch.setattr("hqgraph.graph.embedded.LARGE", 1 << 40)
    with edit(tmp_path / "store") as graph:
        fill(graph, 6)
    assert tables(tmp_path / "store") >= many, "a small change compacts nothing"


def test_a_line_with_several_guards_is_kept_when_all_of_them_hold() -> None:
    text = "a #if ?x #unless ?y\nb #unless ?x #unless ?y\nc"
    assert guarded(text, {"x"}) == "a\nc\n"
    assert guarded(text, {"x", "y"}) == "c\n"
    assert guarded(text, set()) == "b\nc\n"
