"""A basis that is only cited stands at the level that its number or its title tells."""

from __future__ import annotations

import pytest

from hqgraph.gazetteer.document_places import level_of, place_of
from hqgraph.graph import EmbeddedGraph
from hqgraph.linking import lineage
from hqgraph.linking.lineage import to_json
from hqgraph.model import Level, Relation
from hqgraph.rdf.vocabulary import ID
from hqgraph.views import lineage_of, network_of
from linking_fixture import plan, store

NUMBER = "国发〔2099〕4号"
CHILD = "邻府发〔2099〕1号"


@pytest.fixture(scope="module")
def graph() -> EmbeddedGraph:
    cites = ((NUMBER, None, Relation.BASIS), (None, "国家药品目录", Relation.MENTIONS))
    return store(plan("方案", "511623", number=CHILD, tasks=("甲",), cites=cites))


@pytest.mark.parametrize(
    ("title", "number", "level"),
    [
        ("关于绿色发展的指导意见", "国发〔2021〕4号", Level.NATION),
        ("国务院关于绿色发展的指导意见", "", Level.NATION),
        ("四川省人民政府关于绿色发展的意见", "", Level.PROVINCE),
        ("雅安市绿色发展实施方案", "", Level.CITY),
        ("医疗机构工作人员廉洁从业九项准则", "", None),
    ],
)
def test_a_level_is_told_by_number_or_issuer(title: str, number: str, level: Level | None) -> None:
    assert level_of("", title, number) == level
    place = place_of("", title, number)
    assert (place.level if place else None) == level


def test_pages_and_lineage_place_it_in_the_nation(graph: EmbeddedGraph) -> None:
    levels = {one.facts.number: one.facts.level for one in lineage_of(graph).documents}
    assert levels == {NUMBER: "nation", CHILD: "county"}
    (basis,) = (node for node in network_of(graph).nodes if node.id == f"{ID}doc/{NUMBER}")
    assert basis.level == "nation"
    told = to_json(lineage(graph, f"{ID}doc/{CHILD}"))["up"]
    assert [edge["to"]["region"] for edge in told] == ["中华人民共和国"]


def test_what_is_merely_mentioned_stays_with_who_mentions_it(graph: EmbeddedGraph) -> None:
    levels = {node.label: node.level for node in network_of(graph).nodes}
    assert levels["国家药品目录"] == "unknown"
