"""What a word reaches to: negation, verbs that are no nouns, dates, levels of names, marks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hqgraph import asking
from hqgraph.graph import EmbeddedGraph, open_graph
from hqgraph.queries import run

ALL = {str(number) for number in range(1, 25)}
FINANCE = {"1", "2", "3", "4", "5", "6", "12", "14", "16"}
"""The tasks of 邻水县 that name 县财政局."""


@pytest.fixture(scope="module")
def graph(seed_store: Path) -> Iterator[EmbeddedGraph]:
    with open_graph(seed_store) as opened:
        yield opened


def tasks(graph: EmbeddedGraph, question: str) -> set[tuple[object, object]]:
    return {(thing["region"], thing["no"]) for thing in asking.ask(graph, question).answers}


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("巫山县哪些任务提到家庭医生", "家庭医生"),
        ("哪些任务提到互联网", "互联网"),
        ("邻水县提到智慧医院的任务", "智慧医院"),
        ("哪些任务提到drg", "DRG"),
    ],
)
def test_evidence_holds_the_word_and_belongs_to_an_answer(
    graph: EmbeddedGraph, question: str, word: str
) -> None:
    found = asking.ask(graph, question)
    iris = {thing["iri"] for thing in found.answers}
    assert found.evidence
    assert all(word in quote.text for quote in found.evidence)
    assert {iri for quote in found.evidence for iri in quote.supports} == iris


def test_every_alternative_has_its_own_evidence(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "邻水县2024年底或2025年底到期的任务")
    assert len(found.answers) == 11
    assert {quote.text for quote in found.evidence} == {"2024年底", "2025年底"}


@pytest.mark.parametrize(
    "question",
    [
        "县财政局没有参与的邻水县任务",
        "县财政局不负责的邻水县任务",
        "邻水县没有县财政局参与的任务",
        "不涉及县财政局的邻水县任务",
    ],
)
def test_not_taking_part_says_nothing_of_the_region(graph: EmbeddedGraph, question: str) -> None:
    assert tasks(graph, question) == {("邻水县", no) for no in ALL - FINANCE}


def test_without_a_deadline_is_not_without_the_body(graph: EmbeddedGraph) -> None:
    found = tasks(graph, "县医保局没有期限的任务")
    assert ("巫山县", "（九）") in found
    assert not any(region == "邻水县" for region, _ in found)


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("邻水县要求在2025年底前完成的任务", "邻水县在2025年底前完成的任务"),
        ("邻水县要求县医保局做什么", "邻水县，县医保局做什么"),
        ("邻水县有没有要求县教育局参加的任务", "邻水县有没有县教育局参加的任务"),
        ("邻水县提出2025年底前完成的任务", "邻水县2025年底前完成的任务"),
        ("雅安市明确由市科技局负责的任务", "雅安市由市科技局负责的任务"),
    ],
)
def test_to_demand_says_nothing_more(graph: EmbeddedGraph, question: str, plain: str) -> None:
    found, wanted = asking.ask(graph, question), asking.ask(graph, plain)
    assert found.answers == wanted.answers != ()


def test_a_demand_that_is_asked_for_stays_one(graph: EmbeddedGraph) -> None:
    (found,) = asking.ask(graph, "邻水县医护比的要求是多少").answers
    assert found["value"] == "1:2"


def test_a_date_leaves_undated_targets_out_and_says_so(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "雅安市2022年底前的目标")
    assert [thing["label"] for thing in found.answers] == ["二三级医院 安防系统建设达标率 = 100%"]
    assert any("没有写明时间" in note for note in found.notes)
    none = asking.ask(graph, "巫山县2026年的目标")
    assert not none.answers
    assert "没有写明时间" in none.why


def test_targets_without_a_date_can_be_asked_for(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "巫山县没有写明时间的目标")
    assert len(found.answers) == 4
    assert not any("覆盖率" in str(thing["label"]) for thing in found.answers)


def test_until_a_year_and_in_a_year_read_apart(graph: EmbeddedGraph) -> None:
    until = asking.ask(graph, "巫山县到2027年要达到什么目标")
    within = asking.ask(graph, "巫山县2027年的目标")
    assert "及以前" in until.reading
    assert "2027-01-01" in within.reading
    assert {t["iri"] for t in within.answers} < {t["iri"] for t in until.answers}


def test_a_named_target_without_a_date_is_answered_and_said(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "荣昌区到2025年医护比目标是多少")
    assert [thing["value"] for thing in found.answers] == ["1:2"]
    assert any("没有写明时间" in note for note in found.notes)


def test_a_hospital_called_so_is_one_of_that_level(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "县疾控中心涉及哪些任务")
    assert not found.understood
    assert "区疾病预防控制中心" in found.why
    assert {region for region, _ in tasks(graph, "县中医院涉及哪些任务")} == {"巫山县", "邻水县"}
    assert {region for region, _ in tasks(graph, "区人民医院涉及哪些任务")} == {"荣昌区"}


def test_a_catalogued_document_of_its_own_needs_no_lower_one(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "青海省的文件编号")
    assert [thing["number"] for thing in found.answers] == ["青政办〔20__〕90号"]
    assert not found.notes


def test_words_are_found_across_brackets(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "哪些任务提到DRG付费")
    assert ("巫山县", "（十九）") in {(t["region"], t["no"]) for t in found.answers}
    assert all("DRG" in quote.text and "付费" in quote.text for quote in found.evidence)


def test_a_target_that_says_not_of_whom_is_told_with_a_note(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "雅安市三级公立医院的微创手术占比是多少")
    assert [thing["value"] for thing in found.answers] == [30, 25]
    assert any("三级公立医院" in note for note in found.notes)


def test_a_body_that_is_elsewhere_is_no_and_where(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "邻水县有没有涉及县民政局的任务")
    assert [thing["value"] for thing in found.answers] == ["否"]
    assert any("巫山县" in note for note in found.notes)
    listed = asking.ask(graph, "邻水县民政局负责哪些任务")
    assert not listed.understood
    assert "巫山县" in listed.why


def test_everywhere_means_the_loosely_named_too(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "二级公立医院临床路径管理率各地目标")
    assert {thing["region"] for thing in found.answers} == {"邻水县", "雅安市"}


def test_tasks_of_a_theme_are_by_theme_and_title(graph: EmbeddedGraph) -> None:
    themed = asking.ask(graph, "党建任务由哪些部门负责")
    assert {thing["region"] for thing in themed.answers} == {"荣昌区", "邻水县", "雅安市", "贵德县"}
    assert any("党建" in note for note in themed.notes)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("哪些县有总会计师的要求", "总会计师"),
        ("谁是县长", "县长"),
        ("邻水县今年年底前必须完成的任务", "年份"),
        ("哪些任务还没有填报进展", "progress-missing"),
        ("邻水县第19项任务对应雅安市哪项任务", "对应"),
        ("邻水县和雅安市的任务对比", "对比"),
        ("县财政局交给县医保局的任务", "交给"),
        ("邻水县医保局没有和财政局一起承担的任务", "没有"),
        ("雅安市对应邻水县的部门", "对应"),
        ("邻水县任务的第二责任单位是谁", "第二"),
    ],
)
def test_a_refusal_says_the_whole_word_or_where_to_look(
    graph: EmbeddedGraph, question: str, named: str
) -> None:
    found = asking.ask(graph, question)
    assert not found.understood
    assert named in found.why


@pytest.mark.parametrize(
    "question",
    [
        "雅安市的任务有哪些没有落实到邻水县",
        "雅安市哪些任务没有对应邻水县的任务",
        "雅安市有而邻水县没有的任务",
    ],
)
def test_what_was_not_taken_up_below(graph: EmbeddedGraph, question: str) -> None:
    assert tasks(graph, question) == {("雅安市", no) for no in ("2", "3", "8")}


def test_how_much_is_said_of_the_most_and_signs_are_those_of_people(graph: EmbeddedGraph) -> None:
    most = asking.ask(graph, "哪个单位任务最多")
    assert any("27" in note for note in most.notes)
    three = asking.ask(graph, "邻水县哪三个部门任务最多")
    assert len(three.answers) == 3
    assert any("24" in note and "9" in note for note in three.notes)
    said = [t["label"] for t in asking.ask(graph, "荣昌区的目标有哪些").answers]
    assert any(" ≥ " in str(label) for label in said)
    assert not any(sign in str(label) for label in said for sign in ("about", "range", ">="))


def test_whose_basis_goes_down_and_what_basis_up(graph: EmbeddedGraph) -> None:
    down = asking.ask(graph, "渝府办发〔2023〕76号是谁的上位依据").answers
    assert [thing["number"] for thing in down] == ["巫山府办发〔2024〕18号"]
    up = asking.ask(graph, "巫山府办发〔2024〕18号的上位依据是谁").answers
    assert [thing["number"] for thing in up] == ["渝府办发〔2023〕76号"]


def test_loads_count_tasks_and_safeguards_apart(graph: EmbeddedGraph) -> None:
    loads = {
        row["name"]: (row["tasks"], row["others"])
        for row in run(graph, "agencies-by-load", {"region": "荣昌区"}).to_dicts()
    }
    assert loads["荣昌区医改专项小组"] == (0, 2)
    assert loads["荣昌区卫生健康委"] == (1, 1)
    rows = run(graph, "tasks-of-agency", {"agency": "荣昌区卫生健康委"}).to_dicts()
    assert {(row["no"], row["what"]) for row in rows} == {("25", "task"), ("（四）", "safeguard")}
