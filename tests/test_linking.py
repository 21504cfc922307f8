"""Links across documents: themes, titles, likely lineage, the backbone, and lineage itself."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from hqgraph.errors import NotFoundError
from hqgraph.graph import EmbeddedGraph
from hqgraph.linking import backbone_quads, lineage, link_quads, relink, to_json
from hqgraph.linking.known import Item
from hqgraph.linking.same import SAME_TITLE
from hqgraph.linking.themes import themes_of
from hqgraph.linking.titles import bare_title, similarity, topic
from hqgraph.messages import use_language
from hqgraph.model import Policy, Relation
from hqgraph.rdf.catalogue_tables import load_catalogue
from hqgraph.rdf.policy_quads import document_of
from hqgraph.rdf.validate import validate
from hqgraph.rdf.vocabulary import ELI, HQ, ID, RDFS, SKOS, SSSOM, graph_iri
from hqgraph.reasoning import close
from linking_fixture import plan, store

NATION = ID + "doc/国办发〔2021〕18号"
SICHUAN = ID + "doc/川办发〔2021〕71号"
CHONGQING = ID + "doc/渝府办发〔2022〕5号"
HOSPITALS = "推动公立医院高质量发展"
COUNTY = plan(f"邻水县{HOSPITALS}工作清单", "511623")


def likely(*policies: Policy) -> dict[str, str]:
    """Return the inferred parent of each document."""
    links = (q for q in link_quads(store(*policies)) if q.predicate == HQ.likelyImplements)
    return {text(q.subject): text(q.object) for q in links}


def text(node: object) -> str:
    """Return a node's IRI or a literal's text."""
    assert isinstance(node, NamedNode | Literal)
    return node.value


def linked(*policies: Policy) -> EmbeddedGraph:
    """Return a store with its links and backbone."""
    graph = store(*policies)
    relink(graph)
    return graph


def comment(links: list[Quad], predicate: NamedNode) -> str:
    """Return the reason of the one link with this predicate."""
    (node,) = [
        q.subject for q in links if q.predicate == SSSOM.predicate_id and q.object == predicate
    ]
    return next(text(q.object) for q in links if q.subject == node and q.predicate == RDFS.comment)


# titles


@pytest.mark.parametrize(
    ("title", "bare", "about"),
    [
        (f"关于{HOSPITALS}的意见", f"关于{HOSPITALS}的意见", HOSPITALS),
        (f"邻水县{HOSPITALS}工作清单", f"邻水县{HOSPITALS}工作清单", HOSPITALS),
        (
            f"重庆市荣昌区人民政府办公室关于印发《荣昌区{HOSPITALS}实施方案》的通知",
            f"荣昌区{HOSPITALS}实施方案",
            HOSPITALS,
        ),
        (
            f"关于印发《贯彻落实〈四川省{HOSPITALS}实施方案〉工作方案》的通知",
            f"贯彻落实四川省{HOSPITALS}实施方案工作方案",
            HOSPITALS,
        ),
        (f"关于印发青XX省{HOSPITALS}实施方案的通知", f"青XX省{HOSPITALS}实施方案", HOSPITALS),
        ("工作方案", "工作方案", ""),
    ],
)
def test_titles_are_taken_apart(title: str, bare: str, about: str) -> None:
    assert (bare_title(title), topic(title)) == (bare, about)


def test_similarity_is_between_none_and_the_same() -> None:
    assert similarity(HOSPITALS, HOSPITALS) == 1.0
    assert 0.6 < similarity(HOSPITALS, "加快公立医院高质量发展") < 1.0
    assert similarity("完善医疗卫生服务体系", "绿色低碳循环发展") == 0.0
    assert similarity("", "") == 0.0


# themes


def test_every_heading_of_the_catalogue_has_the_theme_an_expert_gave_it() -> None:
    rows = load_catalogue().outlines
    wrong = [
        row.title
        for row in rows
        if row.theme not in {f.theme.slug for f in themes_of(Item(row.iri, row.title, "", ""))}
    ]
    assert wrong == []


def test_the_text_speaks_only_where_the_title_is_silent() -> None:
    node = NamedNode("x:task")
    (told,) = themes_of(Item(node, "做好有关工作", "", "推进县域医共体建设。"))
    assert (told.theme.slug, told.in_title) == ("county-consortia", False)
    titled = themes_of(Item(node, "深化医保支付方式改革", "", "推进县域医共体建设。"))
    assert [found.theme.slug for found in titled] == ["insurance-payment"]
    assert titled[0].confidence > told.confidence
    assert themes_of(Item(node, "做好有关工作", "", "按时报送。")) == ()


# titles cited without a number


def cites(title: str, relation: Relation, code: str = "511800") -> Policy:
    """Return a document that names another one by title."""
    return plan("示例工作方案", code, cites=((None, title, relation),))


@pytest.mark.parametrize(
    "title", [f"四川省{HOSPITALS}实施方案", f"关于印发四川省{HOSPITALS}实施方案的通知"]
)
def test_a_title_is_the_known_document_of_that_title(title: str) -> None:
    links = link_quads(store(cites(title, Relation.TITLE)))
    (same,) = [quad for quad in links if quad.predicate == SAME_TITLE]
    assert text(same.object) == SICHUAN
    assert f"四川省{HOSPITALS}实施方案" in comment(links, SAME_TITLE)


def test_a_title_without_region_is_not_looked_for_in_another_province() -> None:
    title = "进一步完善医疗卫生服务体系实施方案"  # 内蒙古's title names no region
    there = link_quads(store(cites(title, Relation.MENTIONS, "150600")))
    elsewhere = link_quads(store(cites(title, Relation.MENTIONS, "511800")))
    assert [text(q.object) for q in there if q.predicate == SAME_TITLE] == [
        ID + "doc/内政办发〔2023〕61号"
    ]
    assert not [quad for quad in elsewhere if quad.predicate == SAME_TITLE]


def test_a_title_that_two_known_documents_have_is_left_alone() -> None:
    twin = plan(f"四川省{HOSPITALS}实施方案", "510000", number="川卫发〔2021〕9号")
    links = link_quads(store(twin, cites(f"四川省{HOSPITALS}实施方案", Relation.TITLE)))
    assert not [quad for quad in links if quad.predicate == SAME_TITLE]


# likely lineage


def test_a_county_list_is_placed_under_its_own_province() -> None:
    assert likely(COUNTY) == {document_of(COUNTY).value: SICHUAN}


def test_a_city_at_hand_is_nearer_than_the_province() -> None:
    city = plan(f"广安市{HOSPITALS}实施方案", "511600", cites=((None, "无此文", Relation.BASIS),))
    assert likely(COUNTY, city) == {document_of(COUNTY).value: document_of(city).value}


def test_never_across_provinces_nor_beside_nor_below() -> None:
    other_city = plan(f"雅安市{HOSPITALS}实施方案", "511800", number="雅办发〔2022〕66号")
    sibling = plan(f"岳池县{HOSPITALS}工作清单", "511621", number="岳府办〔2022〕1号")
    below = plan(f"荣昌区{HOSPITALS}实施方案", "500153", number="荣昌府办规〔2022〕1号")
    found = likely(COUNTY, other_city, sibling, below)
    assert found[document_of(COUNTY).value] == SICHUAN
    assert found[document_of(below).value] == CHONGQING


def test_where_the_province_is_unknown_only_the_nation_is_left() -> None:
    assert likely(plan(f"某县{HOSPITALS}工作清单", None)) == {}
    henan = plan(f"兰考县{HOSPITALS}工作清单", "410225")
    assert likely(henan) == {document_of(henan).value: NATION}


def test_nothing_for_a_stated_basis_another_topic_or_an_earlier_date() -> None:
    stated = plan(
        f"邻水县{HOSPITALS}工作清单",
        "511623",
        cites=(("国办发〔2021〕18号", None, Relation.BASIS),),
    )
    assert likely(stated) == {}
    assert likely(plan("邻水县绿色低碳循环发展工作清单", "511623")) == {}
    assert likely(plan(f"邻水县{HOSPITALS}工作清单", "511623", issued="2019-05-01")) == {}


def test_dates_that_agree_make_it_surer_and_are_told() -> None:
    def confidence(issued: str | None) -> tuple[float, str]:
        links = link_quads(store(plan(f"邻水县{HOSPITALS}方案", "511623", issued=issued)))
        (sure,) = [q.object for q in links if q.predicate == SSSOM.confidence]
        return float(text(sure)), comment(links, HQ.likelyImplements)

    dated, undated = confidence("2022-05-01"), confidence(None)
    assert dated[0] > undated[0]
    assert "2022-05-01" in dated[1]
    assert "四川省包含邻水县" in undated[1]


def test_an_untitled_document_is_placed_by_the_themes_of_its_tasks() -> None:
    tasks = ("加强临床专科建设", "健全绩效评价机制", "改革薪酬分配制度", "加强全面预算管理")
    untitled = plan(None, "511623", tasks=tasks)
    links = link_quads(store(untitled))
    assert likely(untitled) == {document_of(untitled).value: SICHUAN}
    assert "任务主题" in comment(links, HQ.likelyImplements)
    assert likely(plan(None, "511623", tasks=("推进垃圾分类", "绿化造林"))) == {}


# the whole


def test_links_and_backbone_are_sound_and_always_the_same() -> None:
    policies = (COUNTY, cites(f"四川省{HOSPITALS}实施方案", Relation.BASIS))
    one, other = linked(*policies), linked(*reversed(policies))
    assert validate(one.quads()).conforms
    for name in ("links", "catalog"):
        first, second = (list(graph.quads(graph_iri(name))) for graph in (one, other))
        assert sorted(map(str, first)) == sorted(map(str, second)) != []
    assert link_quads(one) == link_quads(other)
    before = len(one)
    relink(one)
    assert len(one) == before


def test_reasons_in_the_graph_do_not_depend_on_the_language() -> None:
    chinese = link_quads(store(COUNTY))
    use_language("en")
    try:
        assert link_quads(store(COUNTY)) == chinese
    finally:
        use_language("zh")


def test_inference_never_becomes_a_statement() -> None:
    links = link_quads(store(COUNTY))
    assert {quad.graph_name for quad in links} == {graph_iri("links")}
    assert not [quad for quad in links if quad.predicate in (ELI.based_on, HQ.implements)]


def test_reasoning_carries_inferred_lineage_up_to_the_nation() -> None:
    graph = linked(COUNTY)
    close(graph)
    child = document_of(COUNTY)
    assert graph.ask(f"ASK {{ {child} {HQ.likelyDerivesFrom} <{NATION}> }}")
    assert not graph.ask(f"ASK {{ {child} {HQ.derivesFrom} ?any }}")


def test_backbone_has_the_regions_in_use_and_those_above() -> None:
    quads = backbone_quads(store(COUNTY), [])
    named = {text(q.subject) for q in quads if q.predicate == SKOS.prefLabel}
    assert {ID + f"region/{code}" for code in ("511623", "511600", "510000", "100000")} <= named
    assert ID + "region/511621" not in named


# lineage


def city_plan() -> Policy:
    """Return a city's plan that states two bases by number."""
    return plan(
        f"雅安市{HOSPITALS}工作方案",
        "511800",
        number="雅办发〔2022〕66号",
        cites=(
            ("国办发〔2021〕18号", f"关于{HOSPITALS}的意见", Relation.BASIS),
            ("川办发〔2021〕71号", None, Relation.BASIS),
        ),
    )


def test_lineage_walks_stated_and_catalogue_edges_upwards() -> None:
    city = city_plan()
    found = lineage(linked(city), document_of(city))
    edges = {(e.from_.iri, e.to.iri): e for e in found.up}
    stated = edges[document_of(city).value, NATION]
    assert (stated.via, stated.confidence) == ("eli:based_on", 1.0)
    assert stated.evidence == f"关于{HOSPITALS}的意见国办发〔2021〕18号"
    assert edges[document_of(city).value, SICHUAN].via == "eli:based_on"
    assert edges[SICHUAN, NATION].via == "catalogue"
    assert "同族" in edges[SICHUAN, NATION].reason
    assert len(edges) == len(found.up) == 3
    assert found.down == ()


def test_lineage_downwards_tells_stated_from_inferred() -> None:
    graph = linked(city_plan(), COUNTY)
    found = to_json(lineage(graph, SICHUAN))
    assert isinstance(found["down"], list)
    below = {edge["from"]["region"]: edge["via"] for edge in found["down"]}
    assert below == {"雅安市": "eli:based_on", "邻水县": "inferred"}
    assert found["document"] == {
        "label": f"四川省{HOSPITALS}实施方案",
        "number": "川办发〔2021〕71号",
        "region": "四川省",
        "iri": SICHUAN,
        "level": "province",
    }


def test_a_basis_cited_by_title_leads_to_the_known_document() -> None:
    city = cites(f"四川省{HOSPITALS}实施方案", Relation.BASIS)
    first, *_ = lineage(linked(city), document_of(city)).up
    assert (first.to.iri, first.via, first.confidence) == (SICHUAN, "eli:based_on", 0.95)


def test_lineage_of_an_unknown_document_is_refused() -> None:
    with pytest.raises(NotFoundError, match="没有这份文件"):
        lineage(linked(COUNTY), ID + "doc/无此文号")
