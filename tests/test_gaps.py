"""The checklist of a document against the one above it: each kind of gap, and how it is found."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import hqgraph as package
import pair_fixture
from cli_fixture import Outcome
from hqgraph.api import KnowledgeGraph
from hqgraph.errors import NotFoundError
from hqgraph.linking.gaps import KINDS

Hqgraph = Callable[..., Outcome]


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    folder = pair_fixture.write(tmp_path_factory.mktemp("pair"))
    with package.build([folder]) as graph:
        yield graph


def lines(graph: KnowledgeGraph) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for gap in graph.gaps("雅安市").gaps:
        found.setdefault(gap.kind, []).append((gap.parent, gap.child))
    return found


def test_the_parent_is_found_by_lineage(invented: KnowledgeGraph) -> None:
    found = invented.gaps("雅安市")
    assert found.comparison.parent.number == "川府办发〔2022〕9901号"
    assert [edge.via for edge in found.path] == ["eli:based_on"]
    assert invented.gaps("雅安市", "四川省").path == ()


def test_every_kind_of_gap_is_listed_once_in_order(invented: KnowledgeGraph) -> None:
    assert lines(invented) == {
        "task-missing": [("加强急救体系建设", "")],
        "sentence-missing": [("建设统一的远程医疗平台，服务延伸到乡镇卫生院。", "")],
        "target-weaker": [("按病种付费的医疗机构覆盖率 ≥90%", "按病种付费的医疗机构覆盖率 ≥70%")],
        "date-later": [("到2024年底", "到2025年底")],
        "agency-missing": [("财政", "")],
        "task-added": [("", "传承发展中医药")],
    }
    kinds = [KINDS.index(gap.kind) for gap in invented.gaps("雅安市").gaps]
    assert kinds == sorted(kinds)


def test_a_sentence_under_another_task_is_mentioned(tmp_path: Path) -> None:
    folder = pair_fixture.write(tmp_path)
    moved = "（三）传承发展中医药。建设统一的远程医疗平台，服务延伸到乡镇卫生院。"
    city = pair_fixture.CITY.replace("（三）传承发展中医药。", moved)
    (folder / "city.txt").write_text(city, encoding="utf-8")
    with package.build([folder]) as graph:
        assert "sentence-missing" not in lines(graph)


def test_a_clause_lost_from_a_changed_sentence_is_listed(tmp_path: Path) -> None:
    folder = pair_fixture.write(tmp_path)
    shorter = "推进电子病历和智慧服务建设，实现医疗数据上云。"
    city = pair_fixture.CITY.replace(
        "推进电子病历和智慧服务建设，实现检查检验结果互认共享。", shorter
    )
    (folder / "city.txt").write_text(city, encoding="utf-8")
    with package.build([folder]) as graph:
        assert lines(graph)["clause-missing"] == [("实现检查检验结果互认共享", shorter)]


def test_nearest_is_an_outline_where_no_text_is_held(seed_store: Path) -> None:
    with package.open(seed_store) as graph:
        found = graph.gaps("邻水县")
    assert found.comparison.parent.number == "国办发〔2021〕18号"
    assert [edge.to.number for edge in found.path] == ["川办发〔2021〕71号", "国办发〔2021〕18号"]
    assert {gap.kind for gap in found.gaps} <= {"task-missing", "task-added"}


def test_the_topmost_document_has_no_parent(seed_store: Path) -> None:
    with package.open(seed_store) as graph, pytest.raises(NotFoundError) as raised:
        graph.gaps("国办发〔2021〕18号")
    assert "hqgraph gaps" in str(raised.value)


def test_the_checklist_is_written_in_every_format(hqgraph: Hqgraph, seed_store: Path) -> None:
    told = {
        format: hqgraph("gaps", "邻水县", "雅安市", "-s", seed_store, "--format", format)
        for format in ("table", "csv", "md", "json")
    }
    count = len(json.loads(told["json"].out)["gaps"])
    assert len(list(csv.reader(io.StringIO(told["csv"].out)))) == count + 1
    assert len(told["md"].out.splitlines()) == count + 2
    assert "上级要求未提" in told["table"].out
    assert f"共 {count} 条" in told["csv"].err
    assert "雅办发〔2022〕66号" in told["csv"].err
