"""Every query of the library answers on the documents that come along, with the rows they hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from hqgraph.graph import EmbeddedGraph, open_graph
from hqgraph.queries import NamedQuery, catalogue, run
from hqgraph.queries.examples import example_parameters

EMPTY = {"programmes", "progress", "unassigned-tasks"}
"""Nothing to find here: no named programme, nothing reported yet, every task has a body."""


@pytest.fixture(scope="module")
def graph(seed_store: Path):
    with open_graph(seed_store) as opened:
        yield opened


def rows(
    graph: EmbeddedGraph, query: str, *columns: str, **params: object
) -> list[tuple[object, ...]]:
    found = run(graph, query, params).to_dicts(words=True)
    return [tuple(row[column] for column in columns) for row in found]


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_the_example_has_an_answer(graph: EmbeddedGraph, query: NamedQuery):
    assert bool(run(graph, query, example_parameters(query))) == (query.name not in EMPTY)


def test_regions(graph: EmbeddedGraph):
    assert rows(graph, "regions", "region", "level", "upper_region", "documents", "tasks") == [
        ("荣昌区", "县级", "重庆市", 1, 25),
        ("巫山县", "县级", "重庆市", 1, 20),
        ("邻水县", "县级", "广安市", 1, 24),
        ("雅安市", "市级", "四川省", 1, 25),
        ("贵德县", "县级", "海南藏族自治州", 1, 27),
    ]


def test_counterparts_of_an_insurance_bureau(graph: EmbeddedGraph):
    columns = ("relation", "other_region", "other_level")
    assert rows(graph, "agency-counterparts", *columns, agency="邻水县医保局") == [
        ("其他地区", "巫山县", "县级"),
        ("其他地区", "雅安市", "市级"),
        ("其他地区", "贵德县", "县级"),
    ]


def test_tasks_that_two_bodies_share(graph: EmbeddedGraph):
    found = rows(graph, "tasks-together", "no", agency="邻水县医保局", other="邻水县财政局")
    assert found == [("3",), ("14",)]
    found = rows(graph, "tasks-together", "no", agency="邻水县财政局", other="邻水县医保局")
    assert found == [("3",), ("14",)]


def test_the_ratio_of_nurses_side_by_side(graph: EmbeddedGraph):
    columns = ("indicator", "region", "operator", "value")
    assert rows(graph, "targets-compare", *columns, indicator="医护比") == [
        ("医护比", region, "约", "1:2") for region in ("荣昌区", "邻水县", "雅安市", "贵德县")
    ]
    values = dict(rows(graph, "indicators", "indicator", "documents"))
    assert values["医护比"] == 4


def test_a_task_above_and_beside(graph: EmbeddedGraph):
    found = rows(graph, "task-lineage", "way", "region", "no", task="邻水县 19")
    assert found == [
        ("上位", "中华人民共和国", "（十九）"),
        ("并列", "荣昌区", "18"),
        ("并列", "雅安市", "20"),
        ("并列", "贵德县", "7"),
    ]


def test_what_a_county_left_out_and_added(graph: EmbeddedGraph):
    left = rows(graph, "tasks-not-taken-up", "upper_no", "upper_title", document="邻水县")
    assert ("（四）", "发挥公立医院在城市医疗集团中的牵头作用") in left
    added = rows(graph, "tasks-added", "title", document="荣昌区")
    assert ("加强川渝医疗卫生协作发展",) in added


def test_the_whole_of_a_task(graph: EmbeddedGraph):
    found = rows(graph, "task-facts", "fact", "text", task="邻水县 19")
    assert found[:3] == [("职责", "县医保局"), ("职责", "县卫生健康局"), ("完成时限", "2024年底")]
    assert [fact for fact, _ in found].count("措施") == 5


def test_who_does_what_in_a_document(graph: EmbeddedGraph):
    columns = ("no", "responsible", "deadline", "measures")
    found = rows(graph, "tasks-of-document", *columns, document="邻水县")
    assert len(found) == 24
    assert found[18] == ("19", "县医保局、县卫生健康局", "2024年底", 5)


def test_dates_that_a_redaction_hides(graph: EmbeddedGraph):
    found = rows(graph, "tasks-without-deadline", "limit", "deadline", document="贵德县")
    assert ("日期已隐去", "20__年10月底") in found
    assert {kind for kind, _ in found} == {"日期已隐去", "没有写明"}


def test_lineage_says_how_it_is_known(graph: EmbeddedGraph):
    found = rows(graph, "lineage-up", "basis", document="邻水县")
    assert found == [("推断",), ("目录",)]
    assert ("明文",) in rows(graph, "lineage-up", "basis", document="雅安市")
    (worst, *_) = rows(graph, "lineage-inferred", "child", "confidence")
    assert worst[0] == "邻水县推动公立医院高质量发展工作清单"


def test_who_cites_the_national_opinion(graph: EmbeddedGraph):
    (found,) = rows(
        graph, "cited-by", "region", "relation", "sentence", document="国办发〔2021〕18号"
    )
    assert found[:2] == ("雅安市", "依据")
    assert "国办发〔2021〕18号" in str(found[2])
