"""Documents by region, and items by number, section and title, as people name them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import hqgraph as package
from hqgraph.api import KnowledgeGraph
from hqgraph.errors import NotFoundError, QueryError
from hqgraph.queries.items import Item, matching, numbers_told
from hqgraph.queries.naming import find_task_of
from hqgraph.queries.things import find_document

ITEMS = [
    Item(1, "a", "（一）", "打造绿色物流", "三", "健全流通体系"),
    Item(2, "b", "（二）", "建立绿色贸易体系", "三", "健全流通体系"),
    Item(3, "c", "（一）", "强化法律法规", "七", "完善政策体系"),
]


@pytest.fixture(scope="module")
def graph(seed_store: Path) -> Iterator[KnowledgeGraph]:
    with package.open(seed_store) as found:
        yield found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("（一）", "ac"),
        ("2", "b"),
        ("七/（一）", "c"),
        ("七 1", "c"),
        ("流通体系/一", "a"),
        ("强化法律法规", "c"),
        ("绿色", "ab"),
        ("八/（一）", ""),
        ("3", ""),
    ],
)
def test_an_item_is_named_by_number_section_or_title(said: str, found: str) -> None:
    assert "".join(item.iri for item in matching(ITEMS, said)) == found


def test_numbers_are_told_by_section_where_they_start_anew() -> None:
    assert numbers_told(ITEMS) == "三/（一）–（二）、七/（一）"
    assert numbers_told(ITEMS[:2]) == "（一）–（二）"


def test_a_region_means_its_own_documents_before_a_title_that_names_it(
    graph: KnowledgeGraph,
) -> None:
    found = find_document(graph.store, "四川省")
    assert found.value.endswith("川办发〔2021〕71号")
    assert find_document(graph.store, "雅安市").value.endswith("雅办发〔2022〕66号")
    with pytest.raises(QueryError, match="渝府办发〔2022〕5号"):
        find_document(graph.store, "重庆市")


def test_a_missing_number_is_answered_with_those_that_there_are(graph: KnowledgeGraph) -> None:
    with pytest.raises(NotFoundError, match="1–24"):
        find_task_of(graph.store, None, "邻水县/99")
    with pytest.raises(NotFoundError, match="邻水县/19"):
        find_task_of(graph.store, None, "19")


def test_arabic_and_chinese_numbers_and_the_printed_path_name_the_same(
    graph: KnowledgeGraph,
) -> None:
    printed = find_task_of(graph.store, "巫山县", "（十九）")
    path = printed.value.removeprefix("https://w3id.org/hqgraph/id/")
    for words in ("巫山县/19", "巫山县 十九", path, "巫山县/深化价格和支付方式改革"):
        assert find_task_of(graph.store, None, words) == printed
