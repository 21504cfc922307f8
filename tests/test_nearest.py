"""The few documents worth aligning with one task: how they are found, ranked, counted and told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hqgraph.graph import EmbeddedGraph
from hqgraph.linking import relink
from hqgraph.linking.nearest import Looked, Near, near_documents
from hqgraph.linking.task_lineage import looked_words, task_lineage, task_lineage_json
from hqgraph.linking.task_text import TaskText, task_texts
from hqgraph.model import Relation
from hqgraph.rdf.policy_quads import document_of
from linking_fixture import plan, store

PAYMENT, PAY, ROAD = "深化医保支付方式改革", "推进医保支付方式改革", "加强乡村道路养护"
HOME = plan("甲方案", "511623", number="邻府发〔2024〕1号", tasks=(PAYMENT, ROAD))
SAME = plan("乙方案", "500153", number="荣府发〔2024〕2号", tasks=("健全急救体系", PAYMENT))
LIKE = plan("丙方案", "632523", number="贵府发〔2024〕3号", tasks=(PAY,))
ROADS = plan("丁方案", "500237", number="巫府发〔2024〕4号", tasks=(ROAD,))
BELOW = plan(
    "戊方案",
    "511623",
    number="邻卫发〔2024〕5号",
    tasks=(PAYMENT,),
    cites=(("邻府发〔2024〕1号", None, Relation.BASIS),),
)
NODES = {one: document_of(one).value for one in (HOME, SAME, LIKE, ROADS, BELOW)}
LIKENESS = st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 1))


@pytest.fixture(scope="module")
def graph() -> EmbeddedGraph:
    found = store(HOME, SAME, LIKE, ROADS, BELOW)
    relink(found)
    return found


def task(graph: EmbeddedGraph, no: int = 1) -> TaskText:
    return task_texts(graph, document_of(HOME))[no - 1]


def test_documents_with_a_task_of_the_same_theme_are_found_the_likest_first(
    graph: EmbeddedGraph,
) -> None:
    near = near_documents(graph, task(graph))
    assert NODES[HOME] not in near.likeness
    assert near.likeness[NODES[SAME]] == 1
    assert 0 < near.likeness[NODES[LIKE]] < 1
    assert near.first([NODES[LIKE], NODES[SAME]], 1) == (NODES[SAME],)


def test_a_title_finds_its_like_where_no_theme_does(graph: EmbeddedGraph) -> None:
    road = task(graph, 2)
    assert not road.themes
    assert near_documents(graph, road).alike(NODES.values()) >= {NODES[ROADS]}


def test_what_a_task_above_is_called_is_looked_for_too(graph: EmbeddedGraph) -> None:
    (upper,) = task_texts(graph, document_of(ROADS))
    near = near_documents(graph, task(graph), [upper])
    assert near.likeness[NODES[ROADS]] == 1


def test_a_stored_link_comes_before_any_likeness(graph: EmbeddedGraph) -> None:
    near = near_documents(graph, task(graph))
    assert near.linked == {NODES[BELOW]}
    assert near.first([NODES[SAME], NODES[BELOW]], 1) == (NODES[BELOW],)


@given(LIKENESS, st.frozensets(st.sampled_from("abcdef")), st.integers(0, 7))
def test_the_first_are_never_worse_than_those_left_out(
    likeness: dict[str, float], linked: frozenset[str], most: int
) -> None:
    near = Near(likeness, linked)
    chosen = near.first("fedcba", most)
    assert len(chosen) == min(most, 6)
    ranks = [(one in linked, likeness.get(one, 0.0)) for one in chosen]
    left = [(one in linked, likeness.get(one, 0.0)) for one in set("abcdef") - set(chosen)]
    assert ranks == sorted(ranks, reverse=True)
    assert all(min(ranks) >= other for other in left if ranks)
    assert near.first("abcdef", most) == chosen


def test_all_are_compared_where_there_are_few(graph: EmbeddedGraph) -> None:
    found = task_lineage(graph, task(graph).iri)
    assert found.looked == Looked(documents=4, alike=4, compared=4)
    assert "都已逐句对照" in looked_words(found)
    beside = {step.document.iri for step in found.steps if step.role == "beside"}
    assert beside == {NODES[SAME], NODES[LIKE]}


def test_what_is_left_out_is_told(graph: EmbeddedGraph) -> None:
    found = task_lineage(graph, task(graph).iri, most=1)
    assert found.looked == Looked(documents=4, alike=3, compared=2)
    assert {one.document.iri for one in found.steps} == {NODES[HOME], NODES[BELOW], NODES[SAME]}
    assert "另有 1 份没有对照" in looked_words(found)
    assert task_lineage_json(found)["looked"]["left_out"] == 1
