"""Why the graph holds a fact: down to sentences, sources, rules and their premises."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import hqgraph as package
from cli_fixture import Outcome
from hqgraph.api import KnowledgeGraph
from hqgraph.cli.why_text import _called, _nodes, _term
from hqgraph.errors import NotFoundError
from hqgraph.graph.facts import labels, texts
from hqgraph.reasoning.why import Reason

Hqgraph = Callable[..., Outcome]


@pytest.fixture(scope="module")
def graph(seed_store: Path) -> Iterator[KnowledgeGraph]:
    with package.open(seed_store) as found:
        yield found


def ends(reason: Reason) -> list[Reason]:
    """Return what a chain of reasons stands on in the end."""
    return [end for below in reason.because for end in ends(below)] or [reason]


def test_a_stated_duty_has_its_clause(graph: KnowledgeGraph) -> None:
    (found,) = graph.why("巫山县/（十九）", "责任单位", "县医保局")
    assert found.status == "stated"
    assert [one.text for one in found.sentences] == [
        "（责任单位：县医保局、县卫生健康委、县国资管理中心）"
    ]


def test_a_stated_basis_has_the_sentence_that_cites_it(graph: KnowledgeGraph) -> None:
    (found,) = graph.why("雅安市", "eli:based_on", "国办发〔2021〕18号")
    assert "（国办发〔2021〕18号）" in found.sentences[0].text


def test_a_concluded_fact_names_its_rule_and_premises(graph: KnowledgeGraph) -> None:
    (found,) = graph.why("县医保局", "hq:involvedIn", "邻水县/19")
    assert (found.status, found.rule) == ("reasoned", "prp-inv")
    (below,) = found.because
    assert (below.status, below.rule) == ("reasoned", "prp-spo1")
    (stated,) = ends(found)
    assert stated.status == "stated"
    assert "县医保局" in stated.sentences[0].text


def test_a_transitive_fact_stands_on_every_step(graph: KnowledgeGraph) -> None:
    (found,) = graph.why("邻水县", "hq:likelyDerivesFrom", "国办发〔2021〕18号")
    assert found.rule == "prp-trp"
    assert [one.status for one in found.because] == ["inferred", "catalogue"]
    assert found.because[0].confidence is not None
    assert found.because[1].note


def test_a_link_of_tasks_shows_both_headings(graph: KnowledgeGraph) -> None:
    (found,) = graph.why("雅安市/20", "hq:elaborates")
    assert (found.status, found.confidence) == ("inferred", pytest.approx(1, abs=0.5))
    assert [one.status for one in found.because] == ["stated", "catalogue"]
    assert found.note


def test_a_mapping_is_explained_by_the_edge_that_it_speaks_of(graph: KnowledgeGraph) -> None:
    sparql = "SELECT ?m { ?m sssom:predicate_id hq:likelyImplements }"
    link = str(graph.query(sparql).to_dicts()[0]["m"])
    (found,) = graph.why(link)
    assert found.status == "inferred"


def test_a_subject_alone_tells_all_its_facts_links_first(graph: KnowledgeGraph) -> None:
    found = graph.why("邻水县/19")
    order = ["inferred", "stated", "catalogue", "reasoned"]
    ranks = [order.index(one.status) for one in found]
    assert ranks == sorted(ranks)
    assert {"inferred", "stated", "reasoned"} == {one.status for one in found}
    assert graph.why("邻水县/19", most=2) == found[:2]


def test_every_reasoned_fact_of_a_document_ends_in_something_held(graph: KnowledgeGraph) -> None:
    for subject in ("邻水县", "雅安市", "邻水县/19", "巫山县/（十九）"):
        for reason in graph.why(subject):
            assert all(one.status != "reasoned" for one in ends(reason)), reason.fact


def test_a_value_is_named_by_its_words(graph: KnowledgeGraph) -> None:
    (found,) = graph.why("巫山县", "eli:id_local", "巫山府办发〔2024〕18号")
    assert found.sentences[0].text == "巫山府办发〔2024〕18号"


def test_likely_lineage_stands_on_regions_and_common_themes(graph: KnowledgeGraph) -> None:
    (found,) = graph.why("邻水县", "hq:likelyImplements")
    edges = [one.fact[1].value.rsplit("#", 1)[-1] for one in found.because]
    assert {"jurisdiction", "partOfRegion", "theme"} <= set(edges)


def test_what_a_bodys_name_tells_is_no_quotation(graph: KnowledgeGraph) -> None:
    found = graph.why("县医保局", "hq:agencyKind")
    assert found
    for one in found:
        assert "名录" in one.note
        assert all("医保局" in said.text or "医疗保障局" in said.text for said in one.sentences)


def test_a_wrong_property_is_answered_with_those_that_there_are(graph: KnowledgeGraph) -> None:
    with pytest.raises(NotFoundError, match="责任单位"):
        graph.why("邻水县/19", "foo")


def test_no_fact_is_no_answer(graph: KnowledgeGraph) -> None:
    with pytest.raises(NotFoundError):
        graph.why("邻水县", "eli:based_on", "国办发〔2021〕18号")


def test_the_command_writes_trees_and_json(hqgraph: Hqgraph, seed_store: Path) -> None:
    words = ("why", "邻水县/19", "hq:involvesAgency", "县医保局", "-s", seed_store)
    tree = hqgraph(*words)
    assert "“责任单位”也算作“涉及单位”" in tree.out
    assert "https://" not in hqgraph("why", "邻水县/19", "-s", seed_store).out
    assert "“县医保局、县卫生健康局”" in tree.out
    (found,) = json.loads(hqgraph(*words, "--json").out)
    assert found["because"][0]["sentences"][0]["text"] == "县医保局、县卫生健康局"


@pytest.mark.parametrize(
    ("subject", "predicate", "words"),
    [
        ("雅办发〔2022〕66号", "成文日期", "2022年12月29日"),
        ("雅办发〔2022〕66号", "发文机关", "雅安市人民政府办公室"),
        ("雅办发〔2022〕66号", "发文字号", "雅办发〔2022〕66号"),
        ("邻水县/19", "所在文件", "深化医保支付方式改革"),
    ],
)
def test_the_words_that_state_a_fact_prove_it_and_no_others(
    graph: KnowledgeGraph, subject: str, predicate: str, words: str
) -> None:
    (found,) = graph.why(subject, predicate)
    assert [one.text for one in found.sentences] == [words]


def test_a_region_that_no_head_prints_is_told_by_places_in_the_text(graph: KnowledgeGraph) -> None:
    (found,) = graph.why("贵德县方案", "适用地区")
    assert found.note
    assert found.sentences
    assert all("贵德" in one.text for one in found.sentences)
    (level,) = graph.why("贵德县方案", "层级")
    assert [one.fact for one in level.because] == [found.fact]


def test_what_is_printed_is_accepted_back(graph: KnowledgeGraph) -> None:
    names = labels(graph.store)
    for subject in ("邻水县/19", "雅安市/20", "巫山县"):
        reasons = graph.why(subject)
        ends = {node for one in reasons for node in _nodes(one)}
        names |= texts(graph.store, sorted(ends - names.keys()))
        for one in reasons[:12]:
            here, edge, end = one.fact
            words = (_called(here.value, names), _term(edge.value), _called(end.value, names))
            assert one.fact in [other.fact for other in graph.why(*words)], words


def test_a_theme_is_meant_where_a_theme_can_stand(graph: KnowledgeGraph) -> None:
    for said in ("医保支付方式", "theme/insurance-payment"):
        (found,) = graph.why("邻水县/19", "主题", said)
        assert found.fact[2].value.endswith("theme/insurance-payment")


def test_a_property_without_a_fact_is_told_with_those_that_there_are(graph: KnowledgeGraph) -> None:
    with pytest.raises(NotFoundError, match="可能落实"):
        graph.why("邻水县", "依据")
