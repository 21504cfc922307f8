"""Two documents side by side: sentences, targets, bodies and dates, and the JSON of COMPARE.md."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hqgraph as package
import pair_fixture
from cli_fixture import Outcome
from hqgraph.api import KnowledgeGraph
from hqgraph.errors import NotFoundError
from hqgraph.gazetteer import resolve_region
from hqgraph.linking import compare_targets
from hqgraph.linking.compare_dates import date_change
from hqgraph.linking.compare_facts import DateFact, TargetFact, TaskFacts
from hqgraph.linking.compare_json import comparison_json
from hqgraph.linking.compare_places import elsewhere
from hqgraph.linking.compare_sentences import SentenceDiff, near, sentence_diff
from hqgraph.linking.compare_targets import judge, target_changes, with_targets

Hqgraph = Callable[..., Outcome]
NO_SENTENCES = SentenceDiff((), (), (), ())
TEXTS = st.lists(st.text("医保支付方式改革，。2025%深化", max_size=12), max_size=5)


def target(name: str, text: str, **more: Any) -> TargetFact:
    signs = {"≥": ">=", "≤": "<=", ">": ">", "<": "<", "≈": "about"}
    number = text.lstrip("≥≤><≈").rstrip("%个")
    unit = text[len(text.rstrip("%个")) :]
    values = {
        "subject": "",
        "operator": signs.get(text[0], "="),
        "low": float(number),
        "high": float(number),
        "unit": unit,
        "text": text,
        "due": "",
        "quote": f"{name}{text.lstrip('≥≤><≈')}",
    }
    return TargetFact(name=name, **(values | more))


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    folder = pair_fixture.write(tmp_path_factory.mktemp("pair"))
    with package.build([folder]) as graph:
        yield graph


# Sentences


def test_a_sentence_in_the_same_words_is_kept_whatever_its_marks() -> None:
    diff = sentence_diff(["完善预算，加强管理。"], ["完善预算、加强管理；"])
    assert diff.kept == ("完善预算、加强管理；",)
    assert not (diff.changed or diff.added or diff.dropped)


def test_a_sentence_printed_twice_is_kept_once_where_the_child_prints_it_once() -> None:
    diff = sentence_diff(["加强管理。", "加强管理。"], ["加强管理。"])
    assert (diff.kept, diff.dropped) == (("加强管理。",), ("加强管理。",))


def test_a_split_sentence_is_changed_into_both_its_parts() -> None:
    whole = "推进按病种付费改革并健全支付机制，加强医保基金收支预算管理和总额控制。"
    parts = ["推进按病种付费改革并健全支付机制。", "加强医保基金收支预算管理和总额控制。"]
    diff = sentence_diff([whole], parts)
    assert [(one.parent, one.child) for one in diff.changed] == [(whole, part) for part in parts]
    assert not (diff.added or diff.dropped)


def test_a_sentence_of_which_one_clause_is_left_is_changed() -> None:
    parent = "加强农用薄膜污染治理和回收，认真落实农用薄膜管理办法。"
    child = "认真落实农用薄膜管理办法，强化宣传和监管力度，每个县建立一两个废旧农膜回收示范点。"
    (one,) = sentence_diff([parent], [child]).changed
    assert (one.parent, one.child) == (parent, child)


def test_unlike_sentences_are_dropped_and_added() -> None:
    diff = sentence_diff(["配齐急救车辆。"], ["推广中医适宜技术。"])
    assert (diff.dropped, diff.added) == (("配齐急救车辆。",), ("推广中医适宜技术。",))


@given(TEXTS, TEXTS)
def test_no_sentence_is_lost(parents: list[str], children: list[str]) -> None:
    diff = sentence_diff(parents, children)
    changed = diff.changed
    assert {*diff.kept, *diff.added, *(one.child for one in changed)} == set(children)
    told = {*diff.dropped, *(one.parent for one in changed)}
    assert told <= set(parents)
    assert len(diff.kept) + len(diff.dropped) + len({one.parent for one in changed}) <= len(parents)


def test_a_clause_in_other_filling_words_is_the_same_clause() -> None:
    assert near("完善院前急救网络", "大力推进院前急救网络建设")
    assert not near("完善院前急救网络", "完善绩效考核办法")
    parent = "完善院前急救网络，有效提升服务群众的能力。"
    child = "大力推进院前急救网络建设，优化120调度指挥信息系统。"
    assert [one.child for one in sentence_diff([parent], [child]).changed] == [child]


# Targets


@pytest.mark.parametrize(
    ("parent", "child", "change"),
    [
        (target("覆盖率", "≥50%"), target("覆盖率", "≥70%"), "tightened"),
        (target("覆盖率", "≥70%"), target("覆盖率", "≥50%"), "loosened"),
        (target("药占比", "≤30%"), target("药占比", "≤25%"), "tightened"),
        (target("能耗降低", "13.5%"), target("能耗降低", "14%"), "tightened"),
        (target("婴儿死亡率", "5%"), target("婴儿死亡率", "4%"), "tightened"),
        (target("抗菌药物使用强度", "40%"), target("抗菌药物使用强度", "50%"), "loosened"),
        (
            target("住院日", "8个", quote="住院日降至8个"),
            target("住院日", "7个", quote="住院日降至7个"),
            "tightened",
        ),
        (target("覆盖率", "50%"), target("覆盖率", "≥50%"), "same"),
        (target("占比", "≈40%"), target("占比", "40%"), "tightened"),
        (target("覆盖率", "≥50%"), target("覆盖率", ">50%"), "tightened"),
        (
            target("覆盖率", "50%", due="2024-12-31"),
            target("覆盖率", "50%", due="2025-12-31"),
            "loosened",
        ),
    ],
)
def test_the_stricter_target_is_told_by_its_direction(
    parent: TargetFact, child: TargetFact, change: str
) -> None:
    assert judge(parent, child)[0] == change
    mirrored = {"tightened": "loosened", "loosened": "tightened", "same": "same"}
    assert judge(child, parent)[0] == mirrored[change]


def test_an_unknown_direction_is_said_in_words() -> None:
    change, reason = judge(target("床位", "5%"), target("床位", "6%"))
    assert change == "tightened"
    assert "未写明方向" in reason
    assert "未写明方向" not in judge(target("床位", "≥5%"), target("床位", "≥6%"))[1]


def test_a_count_is_marked_for_judging_by_hand() -> None:
    assert "按数量计" in judge(target("专科", "≥5个"), target("专科", "≥1个"))[1]


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (target("路径率", "50%", subject="三级医院"), target("路径率", "70%", subject="二级医院")),
        (target("省级临床重点专科", "5个"), target("市级临床重点专科", "5个")),
        (target("智慧医院", "60%"), target("智慧医院", "2个")),
        (target("费用", "≥5%"), target("费用", "≤5%")),
        (target("急救车辆", "5%"), target("预约诊疗率", "5%")),
    ],
)
def test_targets_of_different_things_are_not_one(parent: TargetFact, child: TargetFact) -> None:
    changes = [one.change for one in target_changes([parent], [child])]
    assert changes == ["dropped", "added"]


@pytest.mark.parametrize(
    ("one", "other"), [("全区", "全市"), ("", "全县"), ("二级以上医院", "县级二级医院")]
)
def test_the_whole_of_either_region_is_one_subject(one: str, other: str) -> None:
    parent, child = (target("回收率", "50%", subject=subject) for subject in (one, other))
    assert [change.change for change in target_changes([parent], [child])] == ["same"]


def test_the_most_alike_target_is_taken_not_the_first() -> None:
    parents = [target("门诊预约诊疗率", "50%")]
    children = [target("住院预约诊疗率", "40%"), target("门诊预约诊疗率", "60%")]
    told = {one.child.name: one.change for one in target_changes(parents, children) if one.child}
    assert told == {"门诊预约诊疗率": "tightened", "住院预约诊疗率": "added"}


def test_the_table_of_directions_holds_each_word_once_with_a_known_reading() -> None:
    path = Path(compare_targets.__file__).with_name("data") / "target_directions.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert {row["reads"] for row in rows} == {"fall-to", "fall-by", "low", "rise"}
    assert len({row["word"] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("unit", "one_place", "by_hand"),
    [("个", False, True), ("个", True, False), ("%", False, False)],
)
def test_a_lower_number_of_things_in_another_place_is_for_judging_by_hand(
    unit: str, one_place: bool, by_hand: bool
) -> None:
    parent, child = (target("示范基地", f"{n}{unit}", operator=">=") for n in (15, 2))
    (change,) = target_changes([parent], [child], one_place=one_place)
    assert (change.change, change.by_hand) == ("loosened", by_hand)


@pytest.mark.parametrize(
    ("sentence", "taken"),
    [
        ("力争全市污水集中收集率、污水处理率完成自治区下达目标任务。", True),
        ("全市污水集中收集率控制在省下达指标内。", True),
        ("污水集中收集率完成全市目标任务。", False),
        ("加强污水集中收集，空气质量达到国家目标要求。", False),
    ],
)
def test_a_number_left_to_the_level_above_is_the_same_target(sentence: str, taken: bool) -> None:
    (change,) = target_changes([target("污水集中收集率", "≥65%")], [], [sentence])
    assert (change.change, change.taken_over) == (("same", True) if taken else ("dropped", False))


def test_sentences_with_one_target_are_one_changed_sentence() -> None:
    parent, child = (
        target("达标率", "100%", subject=subject, quote=f"{subject}达标率100%")
        for subject in ("医院", "县医院")
    )
    texts = ("2022年底前，医院达标率100%。", "强化队伍，县医院达标率100%。")
    apart = SentenceDiff((), (), texts[1:], texts[:1])
    joined = with_targets(apart, target_changes([parent], [child]))
    assert [(one.parent, one.child) for one in joined.changed] == [texts]
    assert not (joined.added or joined.dropped)


# Places


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("支持梧州、玉林等地发展再制造产业", ("梧州", "玉林")),
        ("支持梧州、来宾等地发展再制造产业", ()),
        ("发挥广西壮族自治区优势，建设兴宾区产业园", ()),
        ("加强再生资源回收利用", ()),
    ],
)
def test_what_names_other_places_is_not_asked_of_this_one(
    text: str, names: tuple[str, ...]
) -> None:
    (upper,), (lower,) = resolve_region("广西壮族自治区"), resolve_region("来宾市")
    assert elsewhere(text, upper, lower) == names


@pytest.mark.parametrize(
    ("parent", "child", "relation"),
    [
        ("国办发〔2021〕18号", "邻水县", "above"),
        ("邻水县", "国办发〔2021〕18号", "below"),
        ("雅安市", "邻水县", "aside"),
        ("邻水县", "邻水县", "itself"),
    ],
)
def test_only_a_superior_is_called_one(
    seed_store: Path, parent: str, child: str, relation: str
) -> None:
    with package.open(seed_store) as graph:
        found = graph.compare(parent, child)
    assert found.relation == relation
    assert bool(found.note) == (relation != "above")


def test_documents_of_one_region_stand_as_their_lineage_says(tmp_path: Path) -> None:
    city = pair_fixture.CITY.replace("雅安市", "四川省").replace("市医保局", "省医保局")
    (tmp_path / "city.txt").write_text(city, encoding="utf-8")
    (tmp_path / "province.txt").write_text(pair_fixture.PROVINCE, encoding="utf-8")
    with package.build([tmp_path]) as graph:
        upper, lower = "川府办发〔2022〕9901号", "雅办发〔2022〕9902号"
        assert graph.compare(upper, lower).relation == "above"
        assert graph.compare(lower, upper).relation == "below"


def test_a_sentence_under_another_task_is_moved_and_counted_so(tmp_path: Path) -> None:
    folder = pair_fixture.write(tmp_path)
    moved = "建设统一的远程医疗平台，服务延伸到乡镇卫生院。"
    city = pair_fixture.CITY.replace("（三）传承发展中医药。", f"（三）传承发展中医药。{moved}")
    (folder / "city.txt").write_text(city, encoding="utf-8")
    with package.build([folder]) as graph:
        found = graph.compare("川府办发〔2022〕9901号", "雅办发〔2022〕9902号")
    second = found.pairs[1]
    assert [(one.text, one.item.no) for one in second.moved_to] == [(moved, "（三）")]
    assert (second.counts()["dropped"], second.counts()["moved"]) == (0, 1)
    told = comparison_json(found)["pairs"][1]["sentences"]
    assert told["dropped"] == [moved]
    assert [(one["text"], one["no"]) for one in told["moved_to"]] == [(moved, "（三）")]


def test_a_target_under_another_task_is_moved(tmp_path: Path) -> None:
    folder = pair_fixture.write(tmp_path)
    number = "到2024年底，按病种付费的医疗机构覆盖率达到90%以上。"
    city = pair_fixture.CITY.replace("到2025年底，按病种付费的医疗机构覆盖率达到70%以上。", "")
    city = city.replace("（三）传承发展中医药。", f"（三）传承发展中医药。{number}")
    (folder / "city.txt").write_text(city, encoding="utf-8")
    with package.build([folder]) as graph:
        pairs = graph.compare("川府办发〔2022〕9901号", "雅办发〔2022〕9902号").pairs
        missing = {gap.kind for gap in graph.gaps("雅办发〔2022〕9902号").gaps}
    (change,) = pairs[0].targets
    assert (change.change, change.moved, change.shown) == ("dropped", "（三）", "moved")
    assert "target-missing" not in missing


def test_the_counts_of_reason_and_table_agree(seed_store: Path) -> None:
    with package.open(seed_store) as graph:
        pairs = graph.compare("雅安市", "邻水县").pairs
    for pair in pairs:
        counts = pair.counts()
        told = re.search(r"(\d+)句措施中有(\d+)句", pair.aligned.reason)
        whole, alike = map(int, told.groups()) if told else (0, 0)
        assert alike <= counts["kept"] + counts["changed"]
        assert not told or whole == len(pair.aligned.child.sentences)
        assert not told or counts["kept"] + counts["changed"] - alike <= len(pair.targets)


def test_words_and_numbers_are_shared_whole(seed_store: Path) -> None:
    with package.open(seed_store) as graph:
        pairs = graph.compare("雅安市", "邻水县").pairs
    shared = [words for pair in pairs for words in pair.aligned.shared]
    assert shared
    assert not [words for words in shared if re.search(r"\d$|^大卫生", words)]


def test_bodies_are_not_compared_with_a_document_that_lists_none(seed_store: Path) -> None:
    with package.open(seed_store) as graph:
        found = graph.compare("雅安市", "荣昌区")
    assert found.lists_agencies == (True, False)
    assert not any(pair.agencies_dropped or pair.agencies_added for pair in found.pairs)


def test_an_item_without_a_partner_is_told_by_more_than_its_number(seed_store: Path) -> None:
    with package.open(seed_store) as graph:
        found = comparison_json(graph.compare("雅安市", "邻水县"))
    for side in ("parent", "child"):
        items = found[f"{side}_only_items"]
        assert [item["no"] for item in items] == found[f"{side}_only"]
        assert all(item["iri"].startswith(found[side]["iri"]) for item in items)
    assert {item["kind"] for item in found["parent_only_items"]} == {"goal", "task", "safeguard"}


# Dates


@pytest.mark.parametrize(
    ("parent", "child", "change"),
    [
        (None, None, None),
        (None, DateFact("2025年底", "2025-12-31", "by"), "added"),
        (None, DateFact("持续推进", "", "ongoing"), None),
        (DateFact("2025年底", "2025-12-31", "by"), None, "dropped"),
        (DateFact("2024年底", "2024-12-31", "by"), DateFact("持续推进", "", "ongoing"), "later"),
        (DateFact("持续推进", "", "ongoing"), DateFact("2024年底", "2024-12-31", "by"), "earlier"),
        (DateFact("长期", "", "ongoing"), DateFact("持续推进", "", "ongoing"), "same"),
        (DateFact("20__年", "", "redacted"), DateFact("2024年底", "2024-12-31", "by"), "same"),
    ],
)
def test_the_earlier_date_asks_for_more(
    parent: DateFact | None, child: DateFact | None, change: str | None
) -> None:
    own, other = TaskFacts(deadline=parent), TaskFacts(deadline=child)
    found = date_change(own, other, NO_SENTENCES)
    assert found.change == change


def aim(words: str, year: int) -> DateFact:
    return DateFact(words, f"{year}-12-31", "milestone", f"{words}覆盖率达到90%")


def test_the_date_of_a_sentence_is_compared_with_the_sentence_that_says_it_again() -> None:
    parents = ["到2025年覆盖率达到90%，完善预算管理。", "2022年底覆盖率达到90%，健全监督。"]
    children = ["2022年底覆盖率达到90%，健全监督机制。"]
    own = TaskFacts(milestones=(aim("到2025年", 2025), aim("2022年底", 2022)))
    other = TaskFacts(milestones=(aim("2022年底", 2022),))
    diff = SentenceDiff((), sentence_diff(parents[1:], children).changed, (), (parents[0],))
    assert date_change(own, other, diff).change == "same"


@pytest.mark.parametrize(
    ("deadline", "change"),
    [
        (None, "dropped"),
        (DateFact("持续推进", "", "ongoing"), "dropped"),
        (DateFact("2024年底", "2024-12-31", "by"), "later"),
    ],
)
def test_a_sentence_that_lost_its_date_is_due_with_its_task(
    deadline: DateFact | None, change: str
) -> None:
    parent, child = "2022年底覆盖率达到90%，健全监督。", "覆盖率达到90%，健全监督。"
    diff = sentence_diff([parent], [child])
    own = TaskFacts(milestones=(aim("2022年底", 2022),))
    assert date_change(own, TaskFacts(deadline=deadline), diff).change == change


# Documents


def test_a_pair_is_taken_apart_as_the_contract_says(invented: KnowledgeGraph) -> None:
    found = comparison_json(invented.compare("四川省", "雅安市"))
    assert [found["parent_only"], found["child_only"]] == [["（三）"], ["（三）"]]
    first, second = found["pairs"]
    assert set(first) >= {
        *("parent_no", "parent_title", "child_no", "child_title", "confidence", "reason"),
        *("shared", "sentences", "targets", "agencies", "deadline", "kind"),
    }
    (one,) = first["targets"]
    assert (one["parent"], one["child"], one["change"]) == ("≥90%", "≥70%", "loosened")
    assert first["agencies"] == {"added": [], "dropped": ["财政"]}
    dates = {"parent": "到2024年底", "child": "到2025年底", "change": "later"}
    assert first["deadline"] == dates
    assert [len(first["sentences"][key]) for key in ("kept", "changed")] == [1, 2]
    assert second["agencies"] == {"added": ["大数据"], "dropped": []}
    assert second["sentences"]["dropped"] == ["建设统一的远程医疗平台，服务延伸到乡镇卫生院。"]


def test_of_an_outline_the_pairs_alone_are_told(seed_store: Path) -> None:
    with package.open(seed_store) as graph:
        pairs = graph.compare("国办发〔2021〕18号", "邻水县").pairs
    assert {pair.outline for pair in pairs} == {True}
    assert ("（十九）", "19") in {(one.aligned.parent.no, one.aligned.child.no) for one in pairs}
    empty = [pair.sentences.added or pair.targets or pair.agencies_added for pair in pairs]
    assert not any(empty)


def test_a_document_without_text_cannot_be_compared(seed_store: Path) -> None:
    with package.open(seed_store) as graph, pytest.raises(NotFoundError) as raised:
        graph.compare("川办发〔2021〕71号", "邻水县")
    assert "正文或提纲" in str(raised.value)


def test_the_command_prints_the_json_of_the_contract(hqgraph: Hqgraph, seed_store: Path) -> None:
    outcome = hqgraph("compare", "雅安市", "邻水县", "--store", seed_store, "--json")
    found = json.loads(outcome.out)
    assert outcome.code == 0
    assert list(found)[:5] == ["parent", "child", "pairs", "parent_only", "child_only"]
    assert set(found["parent"]) == {"label", "number", "region", "iri"}
    paired = {(one["parent_no"], one["child_no"]) for one in found["pairs"]}
    assert ("20", "19") in paired
    assert not {no for no, _ in paired} & set(found["parent_only"])
    assert all(0 <= one["confidence"] <= 1 for one in found["pairs"])


def test_the_command_prints_a_table(hqgraph: Hqgraph, seed_store: Path) -> None:
    outcome = hqgraph("compare", "雅安市", "邻水县", "--store", seed_store)
    assert "20 深化医保支付方式改革" in outcome.out
    assert "→ 19 深化医保支付方式改革" in outcome.out
    assert "雅办发〔2022〕66号" in outcome.err


def test_the_command_names_an_unknown_document(hqgraph: Hqgraph, seed_store: Path) -> None:
    outcome = hqgraph("compare", "无此文件甲乙", "邻水县", "--store", seed_store)
    assert outcome.code == 1
    assert "无此文件甲乙" in outcome.err


def test_the_page_is_written_beside_the_table(
    hqgraph: Hqgraph, seed_store: Path, tmp_path: Path
) -> None:
    page = tmp_path / "neu" / "page.html"
    outcome = hqgraph("compare", "雅安市", "邻水县", "-s", seed_store, "--html", page)
    assert page.is_file()
    assert "→ 19 深化医保支付方式改革" in outcome.out
    assert str(page.parent) in outcome.err
    wrong = hqgraph("compare", "雅安市", "邻水县", "-s", seed_store, "--html", tmp_path / "a.txt")
    assert wrong.code == 2
    assert not (tmp_path / "a.txt").exists()


def test_a_document_that_is_not_above_is_not_called_so(hqgraph: Hqgraph, seed_store: Path) -> None:
    aside = hqgraph("compare", "雅安市", "邻水县", "-s", seed_store)
    assert "对照文件任务" in aside.out
    assert "没有上下级关系" in aside.err
    above = hqgraph("compare", "国办发〔2021〕18号", "邻水县", "-s", seed_store)
    assert "上级任务" in above.out
    assert "没有上下级关系" not in above.err
