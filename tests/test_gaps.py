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
from hqgraph.linking.compare_facts import TargetFact
from hqgraph.linking.gaps import KINDS, target_words

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
    ranks = [(gap.minor, KINDS.index(gap.kind)) for gap in invented.gaps("雅安市").gaps]
    assert ranks == sorted(ranks)
    assert KINDS[:2] == ("target-weaker", "date-later")


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
    assert found.of_outline
    assert found.comparison.relation == "above"


@pytest.mark.parametrize("region", ["荣昌区", "贵德县", "雅安市"])
def test_an_outline_does_not_tell_of_goals_and_safeguards(seed_store: Path, region: str) -> None:
    with package.open(seed_store) as graph:
        found = graph.gaps(region)
    aside = {item.no for item in found.comparison.child_only if item.kind != "task"}
    assert aside
    assert not [gap for gap in found.gaps if gap.kind == "task-added" and gap.minor]


def test_a_plan_without_bodies_is_one_line(seed_store: Path) -> None:
    with package.open(seed_store) as graph:
        counts = graph.gaps("荣昌区", "雅安市").counts()
    assert counts["agencies-unlisted"] == 1
    assert "agency-missing" not in counts


def with_city(tmp_path: Path, old: str, new: str) -> KnowledgeGraph:
    folder = pair_fixture.write(tmp_path)
    assert old in pair_fixture.CITY
    (folder / "city.txt").write_text(pair_fixture.CITY.replace(old, new), encoding="utf-8")
    return package.build([folder])


def test_what_is_asked_of_other_cities_by_name_is_minor(tmp_path: Path) -> None:
    folder = pair_fixture.write(tmp_path)
    more = "支持绵阳、宜宾等地建设省级中医药产业示范园区。建设统一的远程医疗平台"
    province = pair_fixture.PROVINCE.replace("建设统一的远程医疗平台", more)
    (folder / "province.txt").write_text(province, encoding="utf-8")
    with package.build([folder]) as graph:
        found = graph.gaps("雅安市")
    (gap,) = [gap for gap in found.gaps if gap.minor]
    assert (gap.kind, found.gaps[-1]) == ("sentence-missing", gap)
    assert "绵阳、宜宾" in gap.note
    assert gap not in found.only(minor=False).gaps


def test_the_same_demand_in_other_words_is_no_gap(tmp_path: Path) -> None:
    old = "支持市中医医院建设特色专科，推广中医适宜技术。"
    said = "大力推进统一的远程医疗平台建设，推动服务向乡镇卫生院延伸，发展中医药。"
    with with_city(tmp_path, old, said) as graph:
        found = lines(graph)
    assert "sentence-missing" not in found


def test_a_number_left_to_the_province_is_told_as_such(tmp_path: Path) -> None:
    old = "按病种付费的医疗机构覆盖率达到70%以上"
    with with_city(tmp_path, old, "按病种付费的医疗机构覆盖率达到省定目标") as graph:
        found = lines(graph)
    assert "target-missing" not in found
    assert found["target-set-above"] == [
        ("按病种付费的医疗机构覆盖率 ≥90%", "按病种付费的医疗机构覆盖率 达到省定目标")
    ]


def test_a_target_is_told_with_its_bearer() -> None:
    fact = TargetFact("预约诊疗率", "二级医院", ">=", 60.0, 60.0, "%", "≥60%", "", "")
    assert target_words(fact) == "二级医院 预约诊疗率 ≥60%"


def test_kinds_can_be_chosen_by_key_or_name(hqgraph: Hqgraph, seed_store: Path) -> None:
    chosen = ("--only", "task-missing", "--only", "数量较少")
    outcome = hqgraph("gaps", "邻水县", "雅安市", "-s", seed_store, *chosen, "-f", "json")
    assert set(json.loads(outcome.out)["counts"]) == {"task-missing", "target-fewer"}
    wrong = hqgraph("gaps", "邻水县", "雅安市", "-s", seed_store, "--only", "甲")
    assert wrong.code == 2
    assert "target-weaker" in wrong.err.replace("\n", "")


def test_minor_lines_are_listed_on_request(hqgraph: Hqgraph, seed_store: Path) -> None:
    short, whole = (
        hqgraph("gaps", "邻水县", "雅安市", "-s", seed_store, "-f", "json", *more)
        for more in ((), ("--all",))
    )
    few, all_ = (json.loads(one.out)["gaps"] for one in (short, whole))
    assert few == [gap for gap in all_ if not gap["minor"]]
    assert len(few) < len(all_)


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
    assert "要求未提" in told["table"].out
    assert f"共 {count} 条" in told["csv"].err
    assert "雅办发〔2022〕66号" in told["csv"].err
