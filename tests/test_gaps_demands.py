"""What a checklist calls missing: other words, fragments, merged bodies, joined tasks."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

import hqgraph as package
import pair_fixture
from hqgraph.api import KnowledgeGraph
from hqgraph.gazetteer import resolve_region
from hqgraph.linking import compare_demands
from hqgraph.linking.compare_bodies import kinds_of, missing_kinds, new_kinds, serves
from hqgraph.linking.compare_content import NEAR, SAID, Contents
from hqgraph.linking.compare_dates import date_change
from hqgraph.linking.compare_demands import demands
from hqgraph.linking.compare_facts import DateFact, TargetFact, TaskFacts
from hqgraph.linking.compare_sentences import near, sentence_diff
from hqgraph.linking.gaps import target_elsewhere
from hqgraph.linking.task_text import TaskText

TEXTS = st.text("按照推进医疗支付改革，。；应当2025", max_size=30)


def item(no: str, title: str, *sentences: str) -> TaskText:
    node, empty = NamedNode(f"http://example.org/{no}"), frozenset[str]()
    home = NamedNode("http://example.org/doc")
    return TaskText(node, home, no, "task", title, "", sentences, empty, empty, 0.0)


def city(tmp_path: Path, *changes: tuple[str, str], **files: str) -> KnowledgeGraph:
    folder = pair_fixture.write(tmp_path)
    text = pair_fixture.CITY
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "city.txt").write_text(text, encoding="utf-8")
    for name, other in files.items():
        (folder / f"{name}.txt").write_text(other, encoding="utf-8")
    return package.build([folder])


def found(graph: KnowledgeGraph, kind: str) -> list[tuple[str, str]]:
    return [(gap.parent, gap.child_says) for gap in graph.gaps("雅安市").gaps if gap.kind == kind]


# Demands


@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        ("按照全省统一部署，落实医疗收费政策。", ["按照全省统一部署，落实医疗收费政策"]),
        (
            "二级医院、设党委的医院，应当实行书记院长分设，完善议事规则和程序。",
            ["二级医院、设党委的医院，应当实行书记院长分设", "完善议事规则和程序"],
        ),
        ("紧抓铁路建设机遇，提升区域诊疗能力。", ["紧抓铁路建设机遇，提升区域诊疗能力"]),
        (
            "在各行业推进清洁生产，强化监督。",
            ["在各行业推进清洁生产"],
        ),
        ("坚持节能优先，严格执行能耗双控。", ["坚持节能优先，严格执行能耗双控"]),
        ("加强管理，强化监督。", ["加强管理，强化监督"]),
    ],
)
def test_what_only_introduces_a_demand_is_none(sentence: str, texts: list[str]) -> None:
    assert [one.text for one in demands(sentence)] == texts


@given(TEXTS)
def test_demands_are_stretches_of_the_sentence_in_its_order(sentence: str) -> None:
    at = 0
    for one in demands(sentence):
        assert one.main in one.core
        at = sentence.index(one.text, at) + len(one.text)


def test_the_table_of_openers_holds_each_word_once_for_a_use() -> None:
    path = Path(compare_demands.__file__).with_name("data") / "clause_openers.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = [(row["word"], row["use"]) for row in csv.DictReader(handle)]
    assert {use for _, use in rows} == {"opener", "demand", "must", "closer"}
    assert len(set(rows)) == len(rows)


# Content


CHILD = (
    item("1", "打造绿色物流", "推广公交、城市配送、邮政快递等领域的新能源车辆应用。"),
    item("2", "改善人居环境", "加快农村厕所革命、生活污水和垃圾治理。", "推进村庄绿化。"),
    item("3", "绿色建筑", "一是推广绿色建材；二是发展装配式建筑。"),
)


def test_the_same_demand_in_another_order_is_held_by_one_sentence() -> None:
    contents = Contents(CHILD)
    nearest = contents.nearest("推动城市配送、邮政快递等领域优先使用新能源车辆")
    assert nearest is not None
    assert (nearest.item.no, nearest.share >= SAID) == ("1", True)
    other = contents.nearest("完善急救车辆配置标准")
    assert other is None or other.share < SAID


def test_only_the_items_asked_for_are_looked_through() -> None:
    contents = Contents(CHILD)
    words, one, two = "农村厕所、村庄绿化", CHILD[0].iri, CHILD[1].iri
    elsewhere, there = contents.nearest(words, {one}), contents.nearest(words, {two})
    assert elsewhere is None or elsewhere.share < NEAR
    assert there is not None
    assert there.share < contents.together(words, {two}) == pytest.approx(1)


def test_of_a_list_in_one_sentence_the_part_is_quoted() -> None:
    nearest = Contents(CHILD).nearest("发展装配式建筑")
    assert nearest is not None
    assert nearest.sentence == "二是发展装配式建筑。"


def test_a_demand_in_other_words_is_listed_as_such_with_the_childs_words(tmp_path: Path) -> None:
    old = "支持市中医医院建设特色专科，推广中医适宜技术。"
    said = "依托市级平台，逐步把远程医疗延伸到更多乡镇卫生院的门诊。"
    with city(tmp_path, (old, said)) as graph:
        assert not found(graph, "sentence-missing")
        assert {child for _, child in found(graph, "clause-near")} == {said}
        notes = {gap.note for gap in graph.gaps("雅安市").gaps if gap.kind == "clause-near"}
    assert len(notes) == 1
    assert "（三）" in notes.pop()


def test_two_short_clauses_on_different_things_are_not_near() -> None:
    assert not near("推进会展业绿色发展", "推进旅游业绿色发展")
    assert near("加快会展业绿色发展", "推进会展业绿色发展")


# Targets


def test_a_target_that_the_child_names_without_a_number_is_told_so(tmp_path: Path) -> None:
    old = "到2025年底，按病种付费的医疗机构覆盖率达到70%以上。"
    said = "不断提高按病种付费的医疗机构覆盖率。"
    with city(tmp_path, (old, said)) as graph:
        assert not found(graph, "target-missing")
        ((words, child),) = found(graph, "target-unvalued")
    assert "≥90%" in words
    assert child == said


@pytest.mark.parametrize(("name", "minor"), [("基地利用率", True), ("全区利用率", False)])
def test_the_rate_of_what_other_places_are_to_build_is_theirs(name: str, minor: bool) -> None:
    (upper,), (lower,) = resolve_region("广西壮族自治区"), resolve_region("北海市")
    sentence = f"建设贵港、玉林等5个利用基地，{name}75%以上。"
    fact = TargetFact(name, "", ">=", 75.0, 75.0, "%", "≥75%", "", f"{name}75%以上")
    assert bool(target_elsewhere(fact, sentence, (upper, lower))) == minor


# Bodies


def test_a_merged_body_serves_each_of_its_kinds() -> None:
    assert kinds_of("县教科体局") >= {"教育", "科技", "体育"}
    assert serves("铁路", ["市交通运输局〔市铁路办〕"])
    assert not serves("财政", ["县教科体局"])
    assert missing_kinds(["科技", "财政"], ["教育"], ["县教科体局"]) == ("财政",)
    assert new_kinds(["教育", "医疗保障"], ["科技"], ["县教科体局"], ["市科技局"]) == ("医疗保障",)


# Dates


def test_a_lost_date_is_shown_beside_the_childs_open_end() -> None:
    parent, child = "2022年底覆盖率达到90%，健全监督。", "覆盖率达到90%，健全监督。"
    own = TaskFacts(milestones=(DateFact("2022年底", "2022-12-31", "milestone", "2022年底覆盖"),))
    other = TaskFacts(deadline=DateFact("持续推进", "", "ongoing"))
    change = date_change(own, other, sentence_diff([parent], [child]))
    assert change.change == "dropped"
    assert change.child == other.deadline


def test_the_date_of_one_project_is_no_new_date_of_a_task_that_has_dates() -> None:
    parents = ["到2025年，覆盖率达到90%。", "加快金秀抽水蓄能电站建设。"]
    children = ["到2025年，覆盖率达到90%。", "“十四五”期间加快金秀抽水蓄能电站建设。"]
    due = DateFact("到2025年", "2025-12-31", "milestone", "到2025年，覆盖率")
    project = DateFact("“十四五”期间", "2025-12-31", "milestone", "“十四五”期间加快金秀")
    own, other = TaskFacts(milestones=(due,)), TaskFacts(milestones=(due, project))
    assert date_change(own, other, sentence_diff(parents, children)).change != "added"
    bare = date_change(TaskFacts(), other, sentence_diff(parents[1:], children[1:]))
    assert bare.change == "added"


# Tasks joined by others


def test_a_heading_that_links_join_with_a_task_is_no_gap(seed_store: Path) -> None:
    with package.open(seed_store) as graph:
        lines = graph.gaps("邻水县").gaps
    parents = [gap.parent_no for gap in lines if gap.kind == "task-missing"]
    children = [gap.child_no for gap in lines if gap.kind == "task-added"]
    assert "（二十）" not in parents
    assert "7" not in children
    assert "（四）" in parents


def test_a_heading_said_under_another_one_is_told_with_its_place(seed_store: Path) -> None:
    with package.open(seed_store) as graph:
        lines = graph.gaps("贵德县").gaps
    (line,) = [gap for gap in lines if gap.parent_no == "（二十四）"]
    assert line.kind == "clause-near"
    assert "领导班子" in line.child_says
