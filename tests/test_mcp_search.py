"""Search takes its names from the file beside a store: they are those of the graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pydantic", reason="the extra mcp is not installed")

from hqgraph.errors import HqgraphError
from hqgraph.graph import Graph, open_graph
from hqgraph.mcp import names
from hqgraph.mcp.looking import describe
from hqgraph.mcp.searching import search
from hqgraph.queries import lookup
from hqgraph.queries.known import keep
from hqgraph.queries.near import not_found

LOOK_UPS = {
    "document": lookup.DOCUMENTS,
    "task": lookup.ITEMS,
    "agency": lookup.AGENCIES,
    "hospital": lookup.HOSPITALS,
    "indicator": lookup.INDICATORS,
}


@pytest.fixture(scope="module")
def graph(seed_store: Path) -> Iterator[Graph]:
    with open_graph(seed_store) as opened:
        yield opened


@pytest.mark.parametrize("sort", LOOK_UPS)
def test_names_that_are_kept_are_those_of_the_graph(graph: Graph, sort: str) -> None:
    read = lookup.entries(graph, LOOK_UPS[sort])
    kept = names.shelves_of(graph)
    found = set(kept.entries(graph, LOOK_UPS[sort], ""))
    assert {(one.iri, one.name, one.region) for one in found} == {
        (one.iri, one.name, one.region) for one in read
    }
    assert {one.iri for one in found if one.first} == {one.iri for one in read if one.first}
    assert set(kept.all_names(graph, LOOK_UPS[sort])) == {one.name for one in read}


@given(
    st.lists(st.text("医保局改革（）《》 1", min_size=1), unique=True),
    st.lists(st.text("医保局改革1"), min_size=1, max_size=3),
)
def test_a_shelf_finds_just_the_names_that_hold_all_words(known: list[str], words: list[str]):
    shelf = names.Shelf(known, lambda number: (number,))
    folded = [lookup.fold(name) for name in known]
    held = [n for n, name in enumerate(folded) if all(word in name for word in words)]
    assert [number for number, _ in shelf.holding(words)] == held


def test_of_equally_good_names_the_first_by_address_comes_first(graph: Graph) -> None:
    found = search(graph, "设", "task", 50)
    orders = [(len(hit.matched), hit.iri) for hit in found.hits if hit.matched[0] != "设"]
    assert len({length for length, _ in orders}) < len(orders) / 2
    assert orders == sorted(orders)
    assert search(graph, "设", "task", 9).hits == found.hits[:9]


def test_a_word_inside_titles_does_not_mean_bodies(graph: Graph) -> None:
    named = {hit.matched for hit in search(graph, "人民政府办公室", "agency", 50).hits}
    assert named
    assert all("人民政府办公室" in name for name in named)


def test_marks_alone_find_nothing(graph: Graph) -> None:
    assert search(graph, "《 》", None, 5).total == 0


@pytest.mark.parametrize(
    "name",
    [
        "医护比",
        "床护",
        "县人民医院",
        "支付方式",
        "没有这个东西",
        "国办发18号",
        "邻水县/99",
        "某某公司",
    ],
)
def test_what_a_name_means_is_the_same_with_names_kept_and_without(
    seed_store: Path, name: str
) -> None:
    def told(kept: bool) -> object:
        with open_graph(seed_store) as opened:
            if kept:
                keep(opened, names.shelves_of)
            try:
                return describe(opened, name, 50)
            except HqgraphError as error:
                return error.key, str(error)

    assert told(True) == told(False)


def test_names_near_to_one_are_found_among_very_many() -> None:
    many = [f"第{number}人民医院" for number in range(5000)]
    assert "邻水县中医医院" in str(not_found([*many, "邻水县中医医院"], "邻水中医院"))
    assert not_found(many, "某").key == "queries.not-found"
