"""The lineage's plain data: which edges, with what proof, and which of them make the tree."""

from __future__ import annotations

from typing import Any

import pytest

from hqgraph.errors import NotFoundError
from hqgraph.graph import EmbeddedGraph
from hqgraph.views import LineageView, lineage_of
from views_fixture import store_of

NATION, PROVINCE = "国办发〔2020〕3号", "省办发〔2021〕9号"
CITY, COUNTY = "市办发〔2022〕6号", "县府办〔2023〕1号"


def entry(number: str, level: str, code: str, **more: Any) -> dict[str, Any]:
    title = f"{number}的方案"
    header = {"number": number, "title": title, "level": level, "region_code": code}
    return {**header, "region": f"地区{code}", "form": "方案", **more}


def basis(number: str, quote: str) -> dict[str, Any]:
    return {"number": number, "title": "上级方案", "relation": "basis", "quote": quote}


@pytest.fixture(scope="module")
def graph() -> EmbeddedGraph:
    city = {
        "document": entry(CITY, "city", "110100"),
        "citations": [
            basis(NATION, "根据国办文件"),
            basis(PROVINCE, "根据省办文件"),
            {"title": "廉洁准则", "relation": "mentions", "quote": "执行《廉洁准则》"},
        ],
        "tasks": [
            {"no": "2", "title": "第二", "kind": "task"},
            {"no": "1", "title": "第一", "kind": "task"},
        ],
    }
    county = {"document": entry(COUNTY, "county", "110101"), "tasks": []}
    alone = {"document": entry("独发〔2020〕1号", "county", "120101"), "tasks": []}
    catalogue = [
        entry(NATION, "nation", "000000", outline=[("（二）", "改革"), ("（一）", "总则")]),
        entry(PROVINCE, "province", "110000", implements=[NATION], certainty="family"),
    ]
    guesses = [
        {"child": f"doc/{COUNTY}", "parent": f"doc/{parent}", "confidence": sure, "reason": why}
        for parent, sure, why in [(CITY, 0.6, "同市"), (NATION, 0.9, "同题")]
    ]
    return store_of([city, county, alone], catalogue, guesses)


def edges(view: LineageView) -> dict[tuple[str, str], Any]:
    numbers = {one.facts.id: one.facts.number for one in view.documents}
    return {(numbers[edge.child], numbers[edge.parent]): edge for edge in view.edges}


def test_each_edge_says_what_speaks_for_it(graph: EmbeddedGraph) -> None:
    found = edges(lineage_of(graph))
    assert len(found) == 5
    stated = found[CITY, PROVINCE]
    assert (stated.status, stated.quote) == ("stated", "根据省办文件")
    known = found[PROVINCE, NATION]
    assert (known.status, known.certainty, known.origin) == ("catalogue", "family", "公开文件")
    guess = found[COUNTY, CITY]
    assert (guess.status, guess.confidence, guess.reason) == ("inferred", 0.6, "同市")


def test_the_trunk_leads_to_the_nearest_level_above(graph: EmbeddedGraph) -> None:
    trunk = {pair for pair, edge in edges(lineage_of(graph)).items() if edge.trunk}
    assert trunk == {(PROVINCE, NATION), (CITY, PROVINCE), (COUNTY, CITY)}


def test_documents_come_in_the_order_of_the_tree_with_their_items(graph: EmbeddedGraph) -> None:
    documents = lineage_of(graph).documents
    numbers = [one.facts.number for one in documents]
    assert numbers == [NATION, PROVINCE, CITY, COUNTY, "独发〔2020〕1号"]
    outline, _, items, *_ = (one.items for one in documents)
    assert [(item.no, item.kind) for item in outline] == [
        ("（二）", "outline"),
        ("（一）", "outline"),
    ]
    assert [(item.no, item.label) for item in items] == [("2", "第二"), ("1", "第一")]
    assert items[0].sentence == "2. 第二"


def test_one_documents_lineage_goes_up_and_down_but_not_aside(graph: EmbeddedGraph) -> None:
    view = lineage_of(graph, PROVINCE)
    assert [one.facts.number for one in view.documents] == [NATION, PROVINCE, CITY, COUNTY]
    assert view.focus.endswith("省办发〔2021〕9号")
    assert [one.facts.loaded for one in view.documents] == [False, False, True, True]


def test_an_unknown_document_is_an_error(graph: EmbeddedGraph) -> None:
    with pytest.raises(NotFoundError, match="无此文号"):
        lineage_of(graph, "无此文号")


def test_documents_that_rest_on_each_other_still_make_a_tree() -> None:
    pair = [
        {"document": entry(one, "county", code), "citations": [basis(other, "根据")]}
        for one, other, code in [
            ("甲〔1〕号", "乙〔2〕号", "110101"),
            ("乙〔2〕号", "甲〔1〕号", "110102"),
        ]
    ]
    view = lineage_of(store_of(pair))
    assert len(view.documents) == 2
    assert sorted(edge.trunk for edge in view.edges) == [False, True]
