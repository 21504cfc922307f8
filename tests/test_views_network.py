"""The network's plain data: what of a graph is drawn, how it is filtered, where it stands."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from hqgraph.errors import NotFoundError
from hqgraph.graph import EmbeddedGraph
from hqgraph.views import NetworkView, Node, network_of
from hqgraph.views.layout import lay_out
from views_fixture import ID, store_of


def county(number: str, region: str, code: str, **more: object) -> dict[str, object]:
    header = {"number": number, "region": region, "region_code": code, "level": "county"}
    title = f"{region}人民政府办公室关于印发{region}医疗提升实施方案的通知"
    return {"document": {**header, "title": title, "form": "方案"}, **more}


def duty(name: str, kind: str | None = None, role: str = "responsible") -> dict[str, object]:
    return {"name": name, "kind": kind, "role": role}


@pytest.fixture(scope="module")
def graph() -> EmbeddedGraph:
    first = county(
        "甲府办〔2022〕1号",
        "甲县",
        "110101",
        citations=[
            {
                "number": "省办发〔2021〕9号",
                "title": "省医疗提升实施方案",
                "relation": "basis",
                "quote": "根据《省医疗提升实施方案》（省办发〔2021〕9号）精神",
            },
            {"title": "廉洁准则", "relation": "mentions", "quote": "执行《廉洁准则》"},
        ],
        tasks=[
            {
                "no": "1",
                "title": "深化支付方式改革",
                "kind": "task",
                "themes": ["payment"],
                "clause": "责任单位：县医保局、县卫健局",
                "agencies": [duty("县医保局", "医疗保障"), duty("县卫健局", "卫生健康")],
                "indicators": [
                    {"name": "覆盖率", "op": ">=", "value": 90, "unit": "%", "quote": "覆盖率达90%"}
                ],
            },
            {
                "no": "2",
                "title": "建设县域医共体",
                "kind": "task",
                "agencies": [duty("县卫健局", "卫生健康", "lead")],
                "hospitals": ["县人民医院"],
            },
        ],
    )
    second = county(
        "乙府办〔2022〕2号",
        "乙区",
        "110102",
        tasks=[
            {
                "no": "（一）",
                "title": "加强组织领导",
                "kind": "safeguard",
                "agencies": [duty("区医疗保障局", "医疗保障"), duty("县医保中心")],
            }
        ],
    )
    province = {
        "number": "省办发〔2021〕9号",
        "title": "省医疗提升实施方案",
        "region": "某省",
        "region_code": "110000",
        "level": "province",
        "form": "方案",
        "implements": ["国办发〔2020〕3号"],
    }
    nation = {
        "number": "国办发〔2020〕3号",
        "title": "关于医疗提升的意见",
        "region": "全国",
        "region_code": "000000",
        "level": "nation",
        "form": "意见",
        "outline": [("（一）", "改革")],
    }
    guess = {
        "child": "doc/乙府办〔2022〕2号",
        "parent": "doc/省办发〔2021〕9号",
        "confidence": 0.71,
        "reason": "同省同题",
    }
    return store_of([first, second], [province, nation], [guess])


def by_label(view: NetworkView, label: str) -> Node:
    return next(node for node in view.nodes if node.label == label)


def test_every_kind_of_thing_is_a_node_of_its_type(graph: EmbeddedGraph) -> None:
    view = network_of(graph)
    types = {node.label: node.type for node in view.nodes}
    assert types["深化支付方式改革"] == "task"
    assert types["加强组织领导"] == "safeguard"
    assert types["甲县医保局"] == "agency"
    assert types["县人民医院"] == "hospital"
    assert types["覆盖率 >= 90%"] == "target"
    assert types["省医疗提升实施方案"] == "directive"
    assert types["廉洁准则"] == "cited"
    assert [node.type for node in view.nodes].count("document") == 2


def test_an_agency_that_works_on_two_items_is_one_node(graph: EmbeddedGraph) -> None:
    view = network_of(graph)
    agency = by_label(view, "甲县卫健局")
    relations = [edge.relation for edge in view.edges if edge.target == agency.id]
    assert sorted(relations) == ["lead", "responsible"]


def test_what_a_document_calls_itself_comes_before_what_others_call_it() -> None:
    cited = {
        "number": "甲府办〔2022〕1号",
        "title": "一个俗名",
        "relation": "basis",
        "quote": "按照",
    }
    graph = store_of(
        [
            county("甲府办〔2022〕1号", "甲县", "110101"),
            county("乙府办〔2022〕2号", "乙区", "110102", citations=[cited]),
        ]
    )
    labels = {node.label for node in network_of(graph).nodes}
    assert "甲县人民政府办公室关于印发甲县医疗提升实施方案的通知" in labels
    assert "一个俗名" not in labels


def test_edges_carry_the_clause_and_keep_statuses_apart(graph: EmbeddedGraph) -> None:
    view = network_of(graph)
    agency = by_label(view, "甲县医保局")
    (clause,) = [edge for edge in view.edges if edge.target == agency.id]
    assert clause.sentence == "责任单位：县医保局、县卫健局"
    lineage = {(edge.status, edge.label) for edge in view.edges if edge.relation == "based_on"}
    assert lineage == {("stated", ""), ("catalogue", "seen"), ("inferred", "71%")}
    mention = next(edge for edge in view.edges if edge.relation == "cites")
    assert (mention.status, mention.sentence) == ("stated", "执行《廉洁准则》")


def test_an_agency_is_found_by_the_names_of_its_kind_at_its_level(graph: EmbeddedGraph) -> None:
    view = network_of(graph)
    assert "县医保局" in by_label(view, "乙区医疗保障局").names
    assert "县医保局" not in by_label(view, "乙区医保中心").names


def test_the_map_names_a_notice_by_what_it_issues(graph: EmbeddedGraph) -> None:
    view = network_of(graph)
    shorts = [node.short for node in view.nodes if node.type == "document"]
    assert shorts == ["甲县医疗提升实施方案", "乙区医疗提升实施方案"]


@pytest.mark.parametrize("region", ["乙区", "110102", ID + "region/110102"])
def test_a_region_shows_its_documents_and_what_they_rest_on(
    graph: EmbeddedGraph, region: str
) -> None:
    labels = {node.label for node in network_of(graph, region=region).nodes}
    assert {"加强组织领导", "省医疗提升实施方案", "关于医疗提升的意见"} <= labels
    assert not {"深化支付方式改革", "廉洁准则", "甲县医保局"} & labels


def test_a_kind_keeps_the_items_of_such_agencies_with_everyone_on_them(
    graph: EmbeddedGraph,
) -> None:
    labels = {node.label for node in network_of(graph, kind="医疗保障").nodes}
    assert {"深化支付方式改革", "甲县卫健局", "加强组织领导"} <= labels
    assert "建设县域医共体" not in labels


def test_a_theme_leaves_out_documents_without_it(graph: EmbeddedGraph) -> None:
    nodes = network_of(graph, theme="payment").nodes
    assert [node.label for node in nodes if node.type == "task"] == ["深化支付方式改革"]
    assert sum(node.type == "document" for node in nodes) == 1


@pytest.mark.parametrize("name", ["document", "region", "kind", "theme"])
def test_a_filter_that_names_nothing_is_an_error(graph: EmbeddedGraph, name: str) -> None:
    with pytest.raises(NotFoundError, match="无此"):
        network_of(graph, **{name: "无此"})  # type: ignore[arg-type]


def test_an_empty_graph_is_an_empty_view() -> None:
    view = network_of(store_of([]))
    assert (view.nodes, view.edges) == ((), ())
    assert lay_out(view).points == {}


def test_levels_stand_one_below_the_other(graph: EmbeddedGraph) -> None:
    layout = lay_out(network_of(graph))
    assert [band.level for band in layout.bands] == ["nation", "province", "county"]
    assert all(upper.bottom < lower.top for upper, lower in pairwise(layout.bands))
    for node in network_of(graph).nodes:
        if node.type in ("document", "directive"):
            band = next(band for band in layout.bands if band.level == node.level)
            assert band.top < layout.points[node.id][1] < band.bottom


def test_items_run_clockwise_in_printed_order_around_their_document() -> None:
    tasks = [{"no": str(n), "title": f"任务{n}", "kind": "task"} for n in range(1, 13)]
    view = network_of(store_of([county("甲府办〔2022〕1号", "甲县", "110101", tasks=tasks)]))
    points = lay_out(view).points
    centre = points[view.nodes[0].id]
    items = [node for node in view.nodes if node.type == "task"]
    assert [node.label for node in items] == [f"任务{n}" for n in range(1, 13)]
    angles = [
        math.atan2(points[node.id][1] - centre[1], points[node.id][0] - centre[0]) for node in items
    ]
    turns = [(after - before) % math.tau for before, after in pairwise(angles)]
    assert turns == pytest.approx([math.tau / 12] * 11, abs=0.01)


def test_nothing_stands_on_anything_else(graph: EmbeddedGraph) -> None:
    points = list(lay_out(network_of(graph)).points.values())
    closest = min(
        math.dist(one, other) for i, one in enumerate(points) for other in points[i + 1 :]
    )
    assert closest > 20


def test_the_map_names_a_body_by_a_whole_name_not_by_a_clipped_one() -> None:
    from hqgraph.views.network_parts import _map_name

    names = ("邻水县市场监管局", "县市场监管局", "县市场监管")
    assert min(names, key=_map_name) == "县市场监管局"
