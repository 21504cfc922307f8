"""How questions are worded: amounts, series, comparisons, what is said beside an answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hqgraph import asking
from hqgraph.asking.compared import compared
from hqgraph.asking.ellipsis import whole
from hqgraph.asking.lexicon import lexicon_of
from hqgraph.asking.loose import ratio_names
from hqgraph.asking.named import other_figures
from hqgraph.asking.query import Form, Query, Want
from hqgraph.graph import EmbeddedGraph, open_graph
from hqgraph.pipeline import build
from hqgraph.queries import run

MUNICIPAL = """上海市推动公立医院发展实施方案

一、重点任务

（一）加强预算管理。落实预算管理制度。（责任单位：市财政局、市卫生健康委）

（二）加强人才培养。做好培训工作。（责任单位：市卫生健康委、市教委）
"""


@pytest.fixture(scope="module")
def graph(seed_store: Path) -> Iterator[EmbeddedGraph]:
    with open_graph(seed_store) as opened:
        yield opened


def shown(graph: EmbeddedGraph, question: str) -> list[tuple[object, object]]:
    found = asking.ask(graph, question)
    return [(thing.get("label"), thing.get("value")) for thing in found.answers]


def test_each_body_has_its_own_count_a_zero_too(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "邻水县2024年底前完成的任务中县医保局和县财政局分别有几项")
    counts = {str(t["label"]).removeprefix("邻水县")[-3:]: t["value"] for t in found.answers}
    assert counts == {"医保局": 1, "财政局": 0}


def test_the_sparql_of_amounts_gives_the_same_rows(graph: EmbeddedGraph) -> None:
    for question in ("邻水县负责任务超过5项的部门", "邻水县任务最多的三个部门"):
        found = asking.ask(graph, question)
        printed = {term.value for row in run(graph, found.sparql).rows for term in row if term}
        assert {thing["iri"] for thing in found.answers} <= printed
        assert len(found.answers) > 2


def test_targets_of_one_place_alone_are_not_compared(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "邻水县和巫山县的医护比目标一样吗")
    assert not found.answers
    assert "邻水县" in found.why
    assert "巫山县" not in found.why


def test_several_values_of_one_place_are_named_not_chosen(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "邻水县和雅安市临床路径管理率一样吗")
    assert not found.answers
    assert "70%" in found.why


def test_bounds_are_said_to_be_compared_as_figures(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "雅安市和邻水县的县域医疗卫生次中心相差几个")
    assert [thing["value"] for thing in found.answers] == [5]
    assert any("只比较数字" in note for note in found.notes)


def test_figures_of_different_units_are_not_subtracted() -> None:
    rows = [
        {"region": "甲县", "value": "3", "unit": "个", "label": "次中心 = 3个"},
        {"region": "乙县", "value": "5", "unit": "%", "label": "次中心 = 5%"},
    ]
    value, _, why = compared(Query(Want.TARGET, (), Form.APART, places=2), rows)
    assert value is None
    assert "单位" in why


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("第8项任务谁负责", "巫山县（八）“加快卫生健康科技创新”"),
        ("“关心关爱医务人员”谁负责", "贵德县22“关心关爱医务人员”"),
    ],
)
def test_a_task_of_several_documents_is_answered_for_all_and_named(
    graph: EmbeddedGraph, question: str, said: str
) -> None:
    assert any(said in note for note in asking.ask(graph, question).notes)


def test_a_printed_number_comes_before_its_other_figures(graph: EmbeddedGraph) -> None:
    assert shown(graph, "贵德县第1项任务叫什么") == [("落实财政投入政策", None)]
    assert shown(graph, "巫山县第8项任务叫什么") == [("加快卫生健康科技创新", None)]


@given(number=st.integers(min_value=1, max_value=99))
def test_figures_lead_back_to_themselves(number: int) -> None:
    assert other_figures(other_figures(str(number))) == str(number)


def test_safeguards_that_name_a_body_are_told(graph: EmbeddedGraph) -> None:
    """What `tasks-of-agency` lists and `ask` does not is said with the answer."""
    found = asking.ask(graph, "荣昌区卫生健康委负责哪些任务")
    listed = run(graph, "tasks-of-agency", {"agency": "荣昌区卫生健康委"}).to_dicts()
    left = {str(row["no"]) for row in listed} - {str(thing["no"]) for thing in found.answers}
    assert left
    assert all(any(no in note for note in found.notes) for no in left)


def test_a_part_that_no_document_prints_is_said_so(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "邻水县司法局配合哪些任务")
    assert not found.answers
    assert "邻水县20" in found.why


def test_words_of_the_text_alone_are_hinted_at(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "邻水县中医药由哪些部门负责")
    assert not found.answers
    assert "提到中医药" in found.why
    assert asking.ask(graph, "邻水县哪些任务提到中医药").answers


def test_a_name_that_many_bodies_end_in_gets_candidates(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "管委会负责哪些任务")
    assert not found.understood
    assert "经开区管委会" in found.why


def test_another_form_of_document_is_said(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "邻水县的方案有文号吗")
    assert [thing["value"] for thing in found.answers] == ["否"]
    assert any("工作清单" in note for note in found.notes)
    notice = asking.ask(graph, "巫山县的方案落实了哪个上级文件")
    assert [thing["number"] for thing in notice.answers] == ["渝府办发〔2023〕76号"]
    assert any("通知" in note for note in notice.notes)


def test_tasks_of_two_regions_are_shared_both_ways(graph: EmbeddedGraph) -> None:
    both = asking.ask(graph, "邻水县和雅安市都有的任务有哪些")
    only = asking.ask(graph, "雅安市有而邻水县没有的任务")
    assert {thing["region"] for thing in both.answers} == {"邻水县", "雅安市"}
    assert "深化医保支付方式改革" in {thing["label"] for thing in both.answers}
    there = {thing["iri"] for thing in both.answers}
    assert there.isdisjoint(thing["iri"] for thing in only.answers)
    assert any("推断" in note for note in (*both.notes, *only.notes))


def test_a_series_of_grades_is_made_whole(graph: EmbeddedGraph) -> None:
    lexicon = lexicon_of(graph)
    said = whole("邻水县省级和市级临床重点专科各是多少", lexicon)
    assert said == "邻水县省级临床重点专科和市级临床重点专科各是多少"
    for unknown in ("省级和乡级龙头企业有几家", "邻水县省级临床重点专科"):
        assert whole(unknown, lexicon) == unknown


def test_only_ratios_of_known_things_have_long_names() -> None:
    assert "医生护士比例" in ratio_names("医护比")
    assert not ratio_names("投入比")
    assert not ratio_names("药占比")


def test_a_municipality_calls_its_own_bodies_those_of_the_city(tmp_path: Path) -> None:
    source = tmp_path / "plan.txt"
    source.write_text(MUNICIPAL, encoding="utf-8", newline="\n")
    build([source], tmp_path / "store")
    with open_graph(tmp_path / "store") as graph:
        for question in ("上海市财政局负责哪些任务", "市财政局负责哪些任务"):
            assert [thing["no"] for thing in asking.ask(graph, question).answers] == ["（一）"]
