"""One task through the levels: above, below and beside, each with its sentence or its status."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import hqgraph as package
from cli_fixture import Outcome
from hqgraph.api import KnowledgeGraph
from hqgraph.errors import NotFoundError, UsageError
from hqgraph.linking.task_lineage import TaskLineage, status_of
from hqgraph.views import lineage_html, lineage_of

Hqgraph = Callable[..., Outcome]


@pytest.fixture(scope="module")
def graph(seed_store: Path) -> Iterator[KnowledgeGraph]:
    with package.open(seed_store) as found:
        yield found


def told(found: TaskLineage) -> set[tuple[str, str, str, str]]:
    """Return level, place, role and number of every step."""
    return {
        (level, step.document.region or "", step.role, step.task.no if step.task else step.held)
        for level, steps in found.levels()
        for step in steps
    }


def test_a_countys_task_has_its_chain_and_its_siblings(graph: KnowledgeGraph) -> None:
    found = graph.lineage(task="邻水县/19")
    assert isinstance(found, TaskLineage)
    assert [level for level, _ in found.levels()] == ["nation", "province", "city", "county"]
    assert told(found) >= {
        ("nation", "中华人民共和国", "above", "（十九）"),
        ("province", "四川省", "above", "none"),
        ("city", "雅安市", "beside", "20"),
        ("county", "邻水县", "self", "19"),
        ("county", "荣昌区", "beside", "18"),
        ("county", "贵德县", "beside", "7"),
        ("county", "巫山县", "beside", "（十九）"),
    }


def test_each_step_has_its_sentence_or_its_status(graph: KnowledgeGraph) -> None:
    steps = graph.lineage("邻水县", task="19").steps
    status = {step.document.region: status_of(step) for step in steps}
    assert status["四川省"] == "not_held"
    assert (status["中华人民共和国"], status["邻水县"]) == ("catalogue", "stated")
    assert status["雅安市"] == "inferred"
    assert all(step.sentence for step in steps if step.held == "text")
    assert all(step.confidence for step in steps if step.task and step.role != "self")


def test_an_outline_item_shows_who_carries_it_out(graph: KnowledgeGraph) -> None:
    found = told(graph.lineage("国办发〔2021〕18号", task="（十九）"))
    assert ("city", "雅安市", "below", "20") in found
    assert ("county", "邻水县", "below", "19") in found
    assert ("nation", "中华人民共和国", "self", "（十九）") in found


def test_a_number_is_found_with_and_without_its_brackets(graph: KnowledgeGraph) -> None:
    bare, printed = (graph.lineage("巫山县", task=no) for no in ("十九", "（十九）"))
    assert bare == printed
    with pytest.raises(NotFoundError):
        graph.lineage("巫山县", task="九十九")


def test_neither_a_document_nor_a_task_is_wrong_usage(graph: KnowledgeGraph) -> None:
    with pytest.raises(UsageError):
        graph.lineage()  # type: ignore[call-overload]


def test_the_command_takes_one_argument_or_two(hqgraph: Hqgraph, seed_store: Path) -> None:
    one = hqgraph("lineage", "--task", "邻水县/19", "--store", seed_store)
    two = hqgraph("lineage", "邻水县", "--task", "19", "--store", seed_store)
    assert one == two
    assert "[上级 · 未收录] 四川省 川办发〔2021〕71号" in one.out
    assert "只收提纲" in one.out
    assert hqgraph("lineage", "--store", seed_store).code == 2


def test_the_command_prints_levels_as_json(hqgraph: Hqgraph, seed_store: Path) -> None:
    found = json.loads(hqgraph("lineage", "--task", "邻水县/19", "-s", seed_store, "--json").out)
    assert (found["task"]["no"], found["task"]["document"]["region"]) == ("19", "邻水县")
    assert [one["level"] for one in found["levels"]] == ["nation", "province", "city", "county"]
    assert found["levels"][1]["steps"][0]["status"] == "not_held"


def test_a_documents_lineage_keeps_its_contract(hqgraph: Hqgraph, seed_store: Path) -> None:
    found = json.loads(hqgraph("lineage", "邻水县", "--store", seed_store, "--json").out)
    assert set(found) == {"document", "up", "down"}
    for edge in found["up"]:
        assert set(edge) == {"from", "to", "via", "confidence", "reason", "evidence"}
        assert edge["via"] in {"eli:based_on", "catalogue", "inferred"}


def test_the_page_carries_the_links_of_tasks(graph: KnowledgeGraph) -> None:
    view = lineage_of(graph.store)
    ends = {(link.child.split("/doc/")[-1], link.parent.rsplit("/", 1)[-1]) for link in view.tasks}
    assert ("雅办发〔2022〕66号/task/20", "（十九）") in ends
    assert lineage_html(view) == lineage_html(lineage_of(graph.store))
