"""Parameters: what people say becomes terms, or a clear word why not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from hqgraph.dates import period
from hqgraph.errors import NotFoundError, QueryError, UsageError
from hqgraph.graph import memory_graph
from hqgraph.queries import named
from hqgraph.queries.binding import bind
from hqgraph.queries.things import find_agency, find_document, find_region, find_task, read_as
from hqgraph.rdf.vocabulary import ELI, HQ, RDFS, XSD, doc_graph
from queries_fixture import ID, small_graph, small_quads

COUNTY = NamedNode(ID + "doc/邻府发〔2023〕9号")


def bound(query: str, **params: object) -> dict[str, set[str]]:
    bindings = bind(small_graph(), named(query), params)
    return {name: {term.value.removeprefix(ID) for term in bindings[name]} for name in bindings}


@pytest.mark.parametrize(
    ("agency", "expected"),
    [
        ("县医保局", {"_agency_kind": {"kind/医疗保障"}, "_agency_level": {"level/county"}}),
        ("邻水县医保局", {"_agency_kind": {"kind/医疗保障"}, "_agency_region": {"region/511623"}}),
        ("医保局", {"_agency_kind": {"kind/医疗保障"}}),
        ("医疗保障", {"_agency_kind": {"kind/医疗保障"}}),
        ("改革专班", {"_agency": {"org/500237/县改革专班"}}),
        ("<https://e.org/x>", {"_agency": {"https://e.org/x"}}),
    ],
)
def test_agencies(agency: str, expected: dict[str, set[str]]):
    assert bound("tasks-of-agency", agency=agency) == expected


def test_a_region_name_that_many_have_stands_for_all_of_them():
    found = find_agency(small_graph(), "鼓楼区医保局")["_region"]
    assert {f"{ID}region/320106", f"{ID}region/350102"} <= {one.value for one in found}


@pytest.mark.parametrize("agency", ["县气象局", "鼓楼区医保局", "省医保局"])
def test_a_body_that_the_graph_does_not_have_is_answered_with_near_ones(agency: str):
    with pytest.raises(NotFoundError, match="医保局"):
        bound("tasks-of-agency", agency=agency)


def test_part_of_a_name_that_fits_different_bodies_is_ambiguous():
    with pytest.raises(QueryError, match="org/511623/医疗保障"):
        bound("tasks-of-agency", agency="县")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("县医保局", ()),
        ("邻水县医保局", ()),
        ("邻水县卫生局", ("邻水县卫健局",)),
    ],
)
def test_a_name_that_no_body_has_is_told_what_it_was_read_as(said: str, meant: tuple[str, ...]):
    assert read_as(small_graph(), said) == meant


@pytest.mark.parametrize(
    "value",
    [
        "邻府发〔2023〕9号",
        "邻府发[2023]9 号",
        "邻府发（2023）9号",
        "《邻水县卫生计划》",
        "邻水县",
        "邻水",
        "水县卫生",
        COUNTY,
        COUNTY.value,
        "id:doc/邻府发〔2023〕9号",
    ],
)
def test_documents_by_whatever_names_them(value: object):
    assert find_document(small_graph(), value) == COUNTY


def test_a_read_document_goes_before_one_that_is_only_cited():
    found = find_document(small_graph(), "广安府发〔2022〕5号")
    assert found == NamedNode(ID + "doc/广安府发〔2022〕5号")
    assert find_document(small_graph(), "国家意见") == NamedNode(ID + "doc/国办发〔2021〕18号")


def test_several_documents_are_named_with_their_identifiers():
    with pytest.raises(QueryError) as error:
        find_document(small_graph(), "卫生计划")
    assert error.value.key == "queries.ambiguous"
    assert "邻府发〔2023〕9号" in str(error.value)
    assert "巫府发〔2024〕18号" in str(error.value)


@pytest.mark.parametrize("value", ["邻府发〔2023〕8号", "id:doc/邻府发〔2023〕8号"])
def test_an_unknown_document_is_answered_with_near_ones(value: str):
    with pytest.raises(NotFoundError, match="邻府发〔2023〕9号"):
        find_document(small_graph(), value)


@pytest.mark.parametrize(
    "value", ["邻水县 10", "邻水县/10", "邻府发〔2023〕9号#10", "改革支付方式", "邻水县 10."]
)
def test_tasks_by_number_or_title(value: str):
    assert find_task(small_graph(), value) == NamedNode(COUNTY.value + "/task/10")


def test_printed_numbers_match_with_and_without_brackets():
    expected = NamedNode(ID + "doc/巫府发〔2024〕18号/task/（九）")
    assert find_task(small_graph(), "巫山县 九") == expected
    assert find_task(small_graph(), "巫山县 (九)") == expected


def test_a_title_that_several_tasks_have_is_ambiguous():
    with pytest.raises(QueryError, match="邻府发〔2023〕9号/task/1"):
        find_task(small_graph(), "建设医共体")


@pytest.mark.parametrize("value", ["邻水县", "广安市邻水县", "511623", "id:region/511623"])
def test_regions_by_name_path_code_and_iri(value: str):
    assert find_region(small_graph(), value) == NamedNode(ID + "region/511623")


@pytest.mark.parametrize("value", ["北京市", "999999", "亚特兰蒂斯"])
def test_a_region_that_the_graph_does_not_have_is_told(value: str):
    with pytest.raises(NotFoundError):
        find_region(small_graph(), value)


def test_a_region_name_that_two_in_the_graph_have_is_ambiguous():
    graph = memory_graph(small_quads())
    for code in ("320106", "350102"):
        document = NamedNode(f"{ID}doc/{code}/x")
        region = NamedNode(f"{ID}region/{code}")
        quads = [
            Quad(document, ELI.jurisdiction, region, doc_graph(document)),
            Quad(region, RDFS.label, Literal("鼓楼区", language="zh"), doc_graph(document)),
        ]
        graph.load(quads)
    with pytest.raises(QueryError, match="320106"):
        find_region(graph, "鼓楼区")
    assert find_region(graph, "南京市鼓楼区") == NamedNode(ID + "region/320106")


def test_concepts_of_a_closed_scheme():
    assert bound("documents", level="县级")["_level"] == {"level/county"}
    assert bound("documents", level="county")["_level"] == {"level/county"}
    with pytest.raises(UsageError, match="县级"):
        bound("documents", level="宇宙级")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025年", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-02", date(2025, 2, 1), date(2025, 2, 28)),
        ("2024年2月", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025年底", date(2025, 12, 31), date(2025, 12, 31)),
        ("2025年末前", date(2025, 12, 31), date(2025, 12, 31)),
        ("2025年6月底", date(2025, 6, 30), date(2025, 6, 30)),
        ("2025年上半年", date(2025, 1, 1), date(2025, 6, 30)),
        ("2025 年 3 月 5 日", date(2025, 3, 5), date(2025, 3, 5)),
        ("2025-03-05", date(2025, 3, 5), date(2025, 3, 5)),
    ],
)
def test_dates_as_people_put_them(text: str, first: date, last: date):
    assert period(text) == (first, last)


@given(st.dates(date(1000, 1, 1)))
def test_iso_dates_stand_for_themselves(day: date):
    assert period(day.isoformat()) == (day, day)


@pytest.mark.parametrize("text", ["", "明年", "2025-13", "2025-02-30", "20251"])
def test_what_is_no_date_is_refused(text: str):
    with pytest.raises(ValueError):
        period(text)


def test_dates_take_the_edge_that_the_query_asks_for():
    assert bound("tasks-due", before="2025", after="2025") == {
        "_before": {"2025-12-31"},
        "_after": {"2025-01-01"},
    }
    terms = bind(small_graph(), named("tasks-due"), {"in": date(2025, 3, 5)})
    assert terms["_in_from"] == (Literal("2025-03-05", datatype=XSD.date),)


@pytest.mark.parametrize(
    ("query", "params", "word"),
    [
        ("tasks-of-agency", {}, "agency"),
        ("tasks-of-agency", {"agency": ""}, "agency"),
        ("tasks-of-agency", {"agency": "县医保局", "regoin": "x"}, "regoin"),
        ("tasks-due", {"before": "明年"}, "明年"),
        ("evidence", {"thing": "县医保局"}, "县医保局"),
    ],
)
def test_wrong_use_is_told(query: str, params: dict[str, object], word: str):
    with pytest.raises(UsageError, match=word):
        bind(small_graph(), named(query), params)


def test_a_malformed_iri_is_told():
    with pytest.raises(QueryError) as error:
        bound("evidence", thing="https://e.org/a b")
    assert error.value.key == "queries.bad-iri"


def test_a_hostile_value_stays_a_value():
    hostile = 'x" } DROP ALL # \\'
    assert bound("tasks-mentioning", words=hostile) == {"_words": {hostile}}
    assert HQ.Task
