"""Targets whose name, subject or date stands apart from the number, and whose do not carry on."""

from __future__ import annotations

import pytest

from hqgraph.model import Span, Target
from hqgraph.parsing.dates_yearless import Day
from hqgraph.parsing.targets import targets_in

Row = tuple[str | None, str, str, object, str]


def read(sentence: str, title: str = "") -> list[Target]:
    return list(targets_in(sentence, [Span(0, len(sentence))], Day(2026, 1, 1), title))


def rows(sentence: str, title: str = "") -> list[Row]:
    return [(t.subject, t.name, t.op, t.value, t.unit) for t in read(sentence, title)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("五年累计投入突破3亿元。", (None, "五年累计投入", ">", 3.0, "亿元")),
        ("县财政每年安排不少于200万元。", ("县财政", "每年安排", ">=", 200.0, "万元")),
        ("培训300人次。", (None, "培训", "=", 300.0, "人次")),
        ("每个县每年至少举办2场。", ("每个县", "每年举办", ">=", 2.0, "场")),
        (
            "对养老机构食品安全每半年至少检查1次。",
            ("养老机构食品安全", "检查", ">=", 1.0, "次"),
        ),
        ("冷藏车保有量80辆。", ("冷藏车", "保有量", "=", 80.0, "辆")),
        ("检查商场30家。", (None, "商场", "=", 30.0, "家")),
        ("加固堤防5处。", (None, "堤防", "=", 5.0, "处")),
        ("草原修复面积不少于5万亩。", (None, "草原修复面积", ">=", 5.0, "万亩")),
        ("开行班列10列以上。", (None, "班列", ">=", 10.0, "列")),
        (
            "新建小区按照每百户不低于20平方米的标准配套建设社区用房。",
            ("新建小区", "社区用房", ">=", 20.0, "平方米"),
        ),
        (
            "各县（市、区）教职工编制达标率达到90%。",
            ("教职工", "编制达标率", "=", 90.0, "%"),
        ),
    ],
)
def test_the_deed_or_the_provision_is_what_is_counted(sentence: str, expected: Row) -> None:
    assert rows(sentence) == [expected]


def test_the_object_of_the_clause_before_is_counted() -> None:
    assert rows("支持甲、乙两市争创国家示范基地，到2028年建成2—3个。") == [
        (None, "国家示范基地", "range", (2.0, 3.0), "个")
    ]


def test_a_title_that_names_what_is_built_is_counted() -> None:
    assert rows("建成15个以上。", "老年食堂建设") == [(None, "老年食堂", ">=", 15.0, "个")]
    assert rows("建成15个以上。", "加强队伍建设") == []


def test_the_parts_of_a_total_by_place() -> None:
    found = rows("新建农田3万亩，亩均投资不低于3000元，其中：甲镇1万亩，乙镇2万亩。")
    assert found[2:] == [("甲镇", "农田", "=", 1.0, "万亩"), ("乙镇", "农田", "=", 2.0, "万亩")]
    assert rows("新建学校12所，其中新建村5所。")[1:] != [("新建村", "学校", "=", 5.0, "所")]


def test_what_each_value_of_a_list_is_measured_on() -> None:
    assert [row[:2] for row in rows("果蔬、水产品产地低温处理率分别达到30%和85%。")] == [
        ("果蔬", "产地低温处理率"),
        ("水产品", "产地低温处理率"),
    ]
    found = rows("县道、村道养护补助标准分别不低于每年每公里6000元、3000元。")
    assert found == [
        ("县道", "养护补助标准", ">=", 6000.0, "元"),
        ("村道", "养护补助标准", ">=", 3000.0, "元"),
    ]
    assert [row[1] for row in rows("事故起数、死亡人数分别下降20%、15%。")] == [
        "事故起数下降",
        "死亡人数下降",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "每个乡镇队员不少于8人，平均响应时间缩短30%。",
        "婴儿死亡率降至3‰以下，粮食产量稳定在10亿斤。",
    ],
)
def test_a_subject_is_not_carried_to_what_has_another(sentence: str) -> None:
    assert read(sentence)[1].subject is None


def test_other_people_are_a_subject_of_their_own() -> None:
    assert [row[0] for row in rows("婴儿死亡率降至3‰以下，居民素养水平提高到30%。")] == [
        "婴儿",
        "居民",
    ]


def test_a_norm_for_what_is_built_already_is_no_fact() -> None:
    assert [row[2:4] for row in rows("已建成小区用房不低于15平方米。")] == [(">=", 15.0)]
    assert rows("已建成小区用房15万平方米。") == []


def test_a_limit_without_a_thing_is_no_target() -> None:
    assert rows("但最多不超过六批。") == []


def test_a_date_without_a_year_dates_its_target_and_stays_out_of_its_name() -> None:
    (target,) = read("确保3月底前蓄水量不少于6亿立方米。")
    assert (target.name, target.by) == ("蓄水量", "2026-03-31")
