"""One task through the levels: above, below and beside, each with its sentence or its status."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import hqgraph as package
from cli_fixture import Outcome
from hqgraph.api import KnowledgeGraph
from hqgraph.errors import NotFoundError, UsageError
from hqgraph.linking.task_lineage import TaskLineage, status_of, tie_of
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
    assert (status["中华人民共和国"], status["邻水县"]) == ("inferred", "stated")
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
    assert "[上级 · 文件：推断 85% · 未收录] 四川省 川办发〔2021〕71号" in one.out
    assert "[上级 · 文件：推断 85% · 任务：推断" in one.out
    assert "只收提纲" in one.out
    assert hqgraph("lineage", "--store", seed_store).code == 2


def test_the_command_prints_levels_as_json(hqgraph: Hqgraph, seed_store: Path) -> None:
    found = json.loads(hqgraph("lineage", "--task", "邻水县/19", "-s", seed_store, "--json").out)
    assert (found["task"]["no"], found["task"]["document"]["region"]) == ("19", "邻水县")
    assert [one["level"] for one in found["levels"]] == ["nation", "province", "city", "county"]
    assert found["levels"][1]["steps"][0]["status"] == "not_held"


def test_a_documents_lineage_keeps_its_contract(hqgraph: Hqgraph, seed_store: Path) -> None:
    found = json.loads(hqgraph("lineage", "邻水县", "--store", seed_store, "--json").out)
    assert set(found) == {"document", "up", "down", "candidates"}
    for edge in found["up"]:
        assert edge["evidence"]
        assert set(edge) == {"from", "to", "via", "confidence", "reason", "evidence"}
        assert edge["via"] in {"eli:based_on", "catalogue", "inferred"}


def test_a_way_is_as_sure_as_its_weakest_edge(graph: KnowledgeGraph) -> None:
    steps = {step.document.region: step for step in graph.lineage("邻水县", task="19").steps}
    nation, province = steps["中华人民共和国"], steps["四川省"]
    assert (tie_of(nation), nation.tie) == (tie_of(province), province.tie)
    assert tie_of(nation) == "inferred"
    assert nation.tie is not None and nation.tie < 1
    stated = {step.document.region: step for step in graph.lineage("雅安市", task="20").steps}
    assert (tie_of(stated["中华人民共和国"]), status_of(stated["中华人民共和国"])) == (
        "stated",
        "inferred",
    )
    assert tie_of(steps["巫山县"]) == ""


def test_the_page_shows_the_same_kin_with_the_same_sentences(graph: KnowledgeGraph) -> None:
    view = lineage_of(graph.store)
    own = "邻水县推动公立医院高质量发展工作清单/task/19"
    said = {link.child: link.child_says for link in view.tasks if link.parent.endswith(own)} | {
        link.parent: link.parent_says for link in view.tasks if link.child.endswith(own)
    }
    steps = graph.lineage("邻水县", task="19").steps
    beside = {step.task.iri.value: step.sentence for step in steps if step.role == "beside"}
    assert {iri: said[iri] for iri in beside} == beside
    assert any("巫山" in iri for iri in beside)


def test_a_redacted_document_shows_what_it_may_be_and_no_noise(
    hqgraph: Hqgraph, seed_store: Path, tmp_path: Path
) -> None:
    store = Path(shutil.copytree(seed_store, tmp_path / "store"))
    table = tmp_path / "青海.csv"
    table.write_text(
        "标题,发文字号,发文机构\n"
        "青海省推动公立医院高质量发展实施方案,青政办〔2021〕90号,青海省人民政府办公厅\n"
        "青海省天然气发展规划,青政办〔2020〕90号,青海省人民政府办公厅\n",
        encoding="utf-8",
    )
    hqgraph("catalogue", "add", table, "-s", store)
    found = json.loads(hqgraph("lineage", "贵德县", "-s", store, "--json").out)["candidates"]
    assert [one["candidate"]["number"] for one in found] == ["青政办〔2021〕90号"]
    assert found[0]["document"]["number"] == "青政办〔20__〕90号"
    told = hqgraph("lineage", "贵德县", "-s", store).out
    assert "可能是青海省推动公立医院高质量发展实施方案（青政办〔2021〕90号）" in told
    assert "天然气" not in told


def test_the_page_carries_the_links_of_tasks(graph: KnowledgeGraph) -> None:
    view = lineage_of(graph.store)
    ends = {(link.child.split("/doc/")[-1], link.parent.rsplit("/", 1)[-1]) for link in view.tasks}
    assert ("雅办发〔2022〕66号/task/20", "（十九）") in ends
    assert lineage_html(view) == lineage_html(lineage_of(graph.store))
