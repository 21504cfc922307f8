"""Bodies in questions: what they are called, what is theirs, and how they compare."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hqgraph import asking
from hqgraph.asking.constraints import Constraint
from hqgraph.asking.patterns import _SPELLERS
from hqgraph.asking.query import AnyOf, Not
from hqgraph.asking.reading import _NAMES
from hqgraph.graph import EmbeddedGraph, open_graph
from hqgraph.queries import run


@pytest.fixture(scope="module")
def graph(seed_store: Path) -> Iterator[EmbeddedGraph]:
    with open_graph(seed_store) as opened:
        yield opened


def numbers(found: asking.Answer) -> set[object]:
    return {thing["no"] for thing in found.answers}


def test_tasks_given_wholesale_count_for_a_named_body_and_are_told_of(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "雅安市经开区管委会负责哪些任务")
    assert len(found.answers) == 25
    assert any("24 项" in note and "统一指派" in note for note in found.notes)


def test_tasks_given_wholesale_are_nobodys_to_lead(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "雅安市经开区管委会牵头哪些任务")
    assert not found.answers
    assert any("统一指派" in note for note in found.notes)


def test_among_all_bodies_those_given_all_at_once_have_not_the_fewest(
    graph: EmbeddedGraph,
) -> None:
    found = asking.ask(graph, "雅安市任务最少的部门有哪些")
    assert {thing["label"] for thing in found.answers}.isdisjoint(
        {"经开区管委会", "各县（区）人民政府"}
    )
    named = asking.ask(graph, "雅安市经开区管委会和市财政局谁的任务少")
    assert [thing["label"] for thing in named.answers] == ["市财政局"]


def test_a_merged_body_answers_to_each_of_its_matters_and_says_so(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "雅安市大数据局负责哪些任务")
    assert numbers(found) == {"10"}
    assert any("政务服务和大数据局" in note for note in found.notes)


def test_a_group_and_its_office_are_told_apart_where_both_are_printed(
    graph: EmbeddedGraph,
) -> None:
    assert numbers(asking.ask(graph, "荣昌区医改专项小组负责什么")) == {"（一）"}
    assert numbers(asking.ask(graph, "荣昌区医改办负责什么")) == {"（三）"}


def test_what_is_the_other_way_round_is_said_not_turned(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "邻水县比雅安市多几项任务")
    assert not found.answers
    assert "24、25" in found.why


def test_a_difference_is_proved_on_both_sides(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "邻水县财政局比县医保局多负责几项任务")
    assert [thing["value"] for thing in found.answers] == [2]
    assert any("9、7" in note for note in found.notes)
    proofs = [proof.text for proof in found.evidence]
    assert any("县财政局" in text for text in proofs)
    assert any("县医保局" in text for text in proofs)


def test_bodies_of_both_tasks_are_proved_by_both_clauses(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "哪些单位既负责邻水县任务12又负责任务13")
    audit = next(thing for thing in found.answers if thing["label"] == "县审计局")
    proofs = [proof for proof in found.evidence if audit["iri"] in proof.supports]
    assert len(proofs) == 2
    rows = run(graph, found.sparql).rows
    assert {term.value for row in rows for term in row if term is not None} >= {
        thing["iri"] for thing in found.answers
    }


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("荣昌区卫健委会同有关部门做什么", "有关部门"),
        ("哪个部门的任务比邻水县医保局多", "多"),
        ("谁同时参与邻水县任务18和雅安市任务19", "同时"),
        ("牵头邻水县任务12又配合任务13的单位有哪些", "牵头"),
        ("巫山县哪两个部门共同承担的任务最多", "共同承担"),
        ("邻水县的监管部门任务有几项", "监管部门"),
        ("邻水县既要任务12又要任务13的期限是什么", "既"),
    ],
)
def test_what_would_be_guessed_is_refused_by_its_word(
    graph: EmbeddedGraph, question: str, word: str
) -> None:
    found = asking.ask(graph, question)
    assert not found.understood
    assert word in found.why


def test_every_constraint_can_be_spelled_and_said() -> None:
    known = set(Constraint.__args__)  # type: ignore[attr-defined]
    assert known - {Not, AnyOf} == set(_SPELLERS)
    assert {kind.__name__ for kind in known - {Not, AnyOf}} <= {*_NAMES, "Linked"}
