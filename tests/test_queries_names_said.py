"""Names as people shorten or misprint them: themes, long titles, indicators one letter off."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import hqgraph as package
import pair_fixture
from hqgraph.errors import QueryError, UsageError
from hqgraph.graph import EmbeddedGraph, memory_graph
from hqgraph.queries.lookup import documents_like
from hqgraph.queries.things import find_themes
from hqgraph.rdf.iri import concept_iri, scheme_iri
from hqgraph.rdf.vocabulary import ID, RDFS, SKOS
from linking_fixture import plan, store

OWN = NamedNode(ID + "own-theme/农业信息化")
"""A theme in a task's own words whose name holds one of the scheme's."""


def graph() -> EmbeddedGraph:
    return memory_graph(
        [
            Quad(OWN, SKOS.inScheme, scheme_iri("own-theme"), NamedNode(ID + "g")),
            Quad(OWN, RDFS.label, Literal("农业信息化", language="zh"), NamedNode(ID + "g")),
        ]
    )


def test_part_of_a_themes_name_means_the_only_one_of_the_scheme_that_has_it() -> None:
    assert find_themes(graph(), "信息化") == (concept_iri("theme", "digital-health"),)


def test_own_words_are_meant_where_the_scheme_has_none_of_that_name() -> None:
    assert find_themes(graph(), "农业信息化") == (OWN,)
    assert find_themes(graph(), "农业") == (OWN,)


def test_several_themes_are_told_the_schemes_first() -> None:
    with pytest.raises(QueryError) as told:
        find_themes(graph(), "医院")
    assert "运营管理" in str(told.value)


def test_no_theme_at_all_is_told_with_the_labels() -> None:
    with pytest.raises(UsageError):
        find_themes(graph(), "天文")
    with pytest.raises(UsageError):
        find_themes(graph(), "  ")


def test_a_very_long_title_is_found() -> None:
    title = "邻水县人民政府关于" + "进一步完善医疗卫生服务体系建设" * 4 + "的实施方案"
    found = documents_like(store(plan(title, "511623")), title)
    assert title in {entry.name for entry in found}


@pytest.mark.parametrize(
    ("misprint", "told"),
    [
        ("按病种付赉的医疗机构覆盖率", 1),
        ("按病种付费的医药机构覆盖面", 0),
    ],
)
def test_an_indicator_with_one_character_misprinted_is_the_same(
    tmp_path: Path, misprint: str, told: int
) -> None:
    folder = pair_fixture.write(tmp_path)
    city = folder / "city.txt"
    text = city.read_text(encoding="utf-8").replace("按病种付费的医疗机构覆盖率", misprint)
    city.write_text(text, encoding="utf-8", newline="\n")
    with package.build([folder]) as graph:
        found = graph.query("targets-changed", document="雅安市").to_dicts()
    assert len(found) == told
    for row in found:
        assert misprint in str(row["indicator"])
        assert "按病种付费的医疗机构覆盖率" in str(row["indicator"])
        assert (str(row["value"]), str(row["other_value"])) == ("≥70%", "≥90%")
