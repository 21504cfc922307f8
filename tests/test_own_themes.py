"""Themes in tasks' own words: what a title is about, who shares it, whatever the order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from hqgraph.asking import ask
from hqgraph.errors import UsageError
from hqgraph.graph import EmbeddedGraph, memory_graph
from hqgraph.linking import dependants, link_quads, relink
from hqgraph.linking.key_phrase import LONGEST, key_phrase
from hqgraph.linking.known import Item
from hqgraph.linking.own_themes import own_theme, title_phrase
from hqgraph.linking.themes import scheme_themes
from hqgraph.model import Policy, Relation
from hqgraph.queries.choices import choices
from hqgraph.queries.library import Parameter, ParameterType, Words
from hqgraph.queries.things import find_themes
from hqgraph.rdf.iri import concept_iri, concept_parts, scheme_iri
from hqgraph.rdf.policy_quads import document_of, policy_quads
from hqgraph.rdf.vocabulary import (
    HQ,
    RDFS,
    SKOS,
    doc_graph,
    evidence_graph,
    links_graph,
)
from hqgraph.views.choice import choose
from hqgraph.views.tasks import tasks_of
from linking_fixture import plan

FIRE = "消防安全提升行动"
CITY = f"广安市{FIRE}实施方案"
POLICIES = (
    plan(
        f"四川省{FIRE}实施方案",
        "510000",
        number="川办发〔2023〕9号",
        tasks=("加强消防基础设施建设", "开展消防宣传教育", "推动电动自行车停放充电场所整治"),
    ),
    plan(
        CITY,
        "511600",
        number="广安府办发〔2023〕20号",
        tasks=("完善城乡消防基础设施布局", "深入开展消防宣传教育", "培育志愿消防队伍"),
        cites=(("川办发〔2023〕9号", None, Relation.BASIS),),
    ),
    plan(
        f"邻水县{FIRE}实施方案",
        "511623",
        tasks=("补齐城乡消防基础设施短板", "整治电动自行车停放充电场所", "发挥志愿消防队伍作用"),
        cites=(("广安府办发〔2023〕20号", None, Relation.BASIS),),
    ),
    plan("贵德县教育经费保障办法", "632523", tasks=("保障教育经费", "提高公用经费标准")),
)


# key phrases


@pytest.mark.parametrize(
    ("title", "phrase"),
    [
        ("大力推进绿色物流体系建设", "绿色物流"),
        ("健全绿色收费价格机制", "绿色收费价格"),
        ("保障教育经费投入", "教育经费投入"),
        ("落实消防安全责任制", "消防安全责任制"),
        ("全面落实义务教育“双减”政策", "义务教育双减"),
        ("加快农业绿色发展", "农业绿色发展"),  # 农业绿色 names nothing
        ("推进高等职业教育高质量发展", "高等职业教育"),
        ("建立健全火灾防控体系", "火灾防控"),
        ("完善高标准农田建设规划", "高标准农田建设规划"),
        ("支持企业设立基础研究公益基金", "基础研究公益基金"),  # the verb stands within
        ("实现学习成果的认定、积累和转换", "学习成果认定"),
        ("推进城镇污水处理设施和生活垃圾焚烧设施建设", "城镇污水处理设施"),
        ("稳妥有序推进碳达峰碳中和", "碳达峰碳中和"),  # 和 is no joint here
        ("将建筑工程施工许可审批权限下放至自贸试验区", "建筑工程施工许可审批权限"),
        ("对海关特殊监管区域外的航空维修业态实行保税监管", "保税监管"),
        ("宣传普及“将健康融入所有政策”理念", "将健康融入所有政策"),
        ("保障性住房建设", "保障性住房"),  # 保障性 is no verb
        ("（一）发展现代设施农业", "现代设施农业"),
        ("3、推行一条龙服务", "一条龙服务"),  # 一条 is no number here
        ("抓好贯彻落实", ""),
        ("主要目标", ""),
        ("", ""),
    ],
)
def test_what_is_left_of_a_title_names_it(title: str, phrase: str) -> None:
    assert key_phrase(title) == phrase


def test_variants_of_one_name_meet() -> None:
    assert {key_phrase(t) for t in ("推进 “一网通办”工作", "深化「一网通办」", "一网通办")} == {
        "一网通办"
    }


@given(st.text(max_size=60))
def test_a_phrase_of_any_text_can_stand_in_an_iri_and_comes_back(text: str) -> None:
    phrase = key_phrase(text)
    if phrase:
        assert concept_parts(concept_iri("own-theme", phrase)) == ("own-theme", phrase)


def test_a_long_sentence_is_cut_where_it_has_a_joint() -> None:
    phrase = key_phrase("支持利用国际铁路运输平台开展冷链物流和跨境电子商务一体化服务业务试验")
    assert phrase == "冷链物流"
    assert len(phrase) <= LONGEST


def test_a_list_of_duties_by_bodies_is_named_by_their_kinds() -> None:
    assert title_phrase("省公安厅") == title_phrase("公安局") == "公安职责"
    assert title_phrase("公安消防宣传") == "公安消防宣传"


def test_where_the_title_says_nothing_the_first_sentence_is_read() -> None:
    node = NamedNode("x:task")
    told = own_theme(Item(node, "抓好贯彻落实", "", "到2025年，建立消防档案。"))
    titled = own_theme(Item(node, "建立消防档案", "", ""))
    assert told is not None
    assert titled is not None
    assert told.iri == titled.iri
    assert told.confidence < titled.confidence
    assert own_theme(Item(node, "抓好贯彻落实", "", "")) is None


# the scheme's themes in documents of other fields


def themes(*told: tuple[str, str]) -> list[list[str]]:
    node = NamedNode("x:task")
    found = scheme_themes([Item(node, title, "", opening) for title, opening in told])
    return [[one.theme.slug for one in ones] for _, ones in found]


def test_a_chance_keyword_makes_no_health_theme_of_another_field() -> None:
    assert themes(
        ("科学编制绿化规划", "县级以上政府编制绿化规划。"),
        ("加速科技成果转化", "建设科技创新平台。"),
        ("改善城乡人居环境", "编制村庄规划，开展示范。"),
        ("加强组织领导", "成立领导小组。"),
        ("促进畜牧业健康发展", "强化兽医队伍。"),
    ) == [[], [], [], ["leadership"], []]


def test_in_a_document_of_health_the_same_words_tell_the_theme() -> None:
    assert themes(
        ("完善编制管理", "统筹医院编制。"),
        ("加速科技成果转化", "支持临床研究。"),
    ) == [["personnel-system"], ["medical-innovation"]]


def test_broad_words_of_the_text_count_only_where_the_title_names_nothing() -> None:
    told = "医院统筹编制。"
    assert themes(("建设疫苗冷链", told)) == [[]]
    assert themes(("做好有关工作", told)) == [["personnel-system"]]


# in the graph


def put(graph: EmbeddedGraph, policy: Policy) -> None:
    node = document_of(policy)
    stale = dependants(graph, [node])
    quads = policy_quads(policy)
    graph.replace_graphs(
        {
            name: [quad for quad in quads if quad.graph_name == name]
            for name in (doc_graph(node), evidence_graph(node))
        }
    )
    relink(graph, [node], stale)


def take(graph: EmbeddedGraph, policy: Policy) -> None:
    node = document_of(policy)
    stale = dependants(graph, [node])
    graph.replace_graphs({doc_graph(node): None, evidence_graph(node): None})
    relink(graph, [node], stale)


def filled(*policies: Policy) -> EmbeddedGraph:
    graph = memory_graph([quad for policy in policies for quad in policy_quads(policy)])
    relink(graph)
    return graph


def named(graph: EmbeddedGraph, policy: Policy) -> list[str]:
    quads = graph.quads(links_graph(document_of(policy)))
    found = {q.subject.value: q.object for q in quads if q.predicate == HQ.theme}
    return [parts[1] for _, node in sorted(found.items()) if (parts := concept_parts(node))]


def test_a_family_shares_the_theme_of_its_highest_task() -> None:
    graph = filled(*POLICIES)
    family = ["消防基础设施", "消防宣传教育", "志愿消防队伍"]
    assert named(graph, POLICIES[1]) == family
    assert named(graph, POLICIES[2])[::2] == family[::2]
    assert named(graph, POLICIES[3]) == ["教育经费", "公用经费标准"]


def test_without_the_upper_plan_the_next_one_gives_the_name() -> None:
    graph = filled(*POLICIES)
    take(graph, POLICIES[0])
    assert named(graph, POLICIES[1])[0] == named(graph, POLICIES[2])[0] == "城乡消防基础设施布局"


@settings(max_examples=8, deadline=None)
@given(st.permutations(range(len(POLICIES))), st.integers(0, len(POLICIES) - 1))
def test_order_and_coming_back_change_nothing(order: list[int], again: int) -> None:
    graph = memory_graph()
    for place in order:
        put(graph, POLICIES[place])
    whole = sorted(map(str, filled(*POLICIES).quads()))
    assert sorted(map(str, graph.quads())) == whole
    take(graph, POLICIES[again])
    rest = filled(*(one for place, one in enumerate(POLICIES) if place != again))
    assert sorted(map(str, graph.quads())) == sorted(map(str, rest.quads()))
    put(graph, POLICIES[again])
    assert sorted(map(str, graph.quads())) == whole


def test_link_quads_tell_them_too() -> None:
    graph = filled(*POLICIES)
    held = {quad.triple for quad in graph.quads() if "/links" in quad.graph_name.value}
    assert {quad.triple for quad in memory_graph(link_quads(graph)).quads()} == held


def test_a_theme_is_told_beside_the_links_that_use_it_and_goes_with_them() -> None:
    graph = filled(*POLICIES)
    node = concept_iri("own-theme", "教育经费")
    told = [quad for quad in graph.quads() if quad.subject == node]
    assert {quad.graph_name for quad in told} == {links_graph(document_of(POLICIES[3]))}
    assert {quad.object for quad in told if quad.predicate == SKOS.inScheme} == {
        scheme_iri("own-theme")
    }
    assert Literal("教育经费", language="zh") in {
        quad.object for quad in told if quad.predicate in (SKOS.prefLabel, RDFS.label)
    }
    take(graph, POLICIES[3])
    assert node not in {quad.subject for quad in graph.quads()}


def test_ledgers_and_questions_are_asked_by_them() -> None:
    graph = filled(*POLICIES)
    chosen = tasks_of(graph, choose(graph, theme="教育经费"))
    assert [task.label for task in chosen] == ["保障教育经费"]
    answer = ask(graph, "消防基础设施主题的任务有哪些")
    assert "own-theme/消防基础设施" in answer.sparql


def test_people_name_them_and_choose_from_them() -> None:
    graph = filled(*POLICIES)
    node = concept_iri("own-theme", "教育经费")
    assert find_themes(graph, "教育经费") == find_themes(graph, node) == (node,)
    assert find_themes(graph, "经费") == (concept_iri("own-theme", "公用经费标准"), node)
    assert find_themes(graph, "人事薪酬") == (concept_iri("theme", "personnel-pay"),)
    with pytest.raises(UsageError):
        find_themes(graph, "火星")
    wanted = Parameter("theme", ParameterType.THEME, False, None, "", Words("主题", "theme"))
    assert "教育经费" in {one.value for one in choices(graph, wanted)}
