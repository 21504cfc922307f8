"""Where the subject of a target ends and its indicator begins, in names without a mark."""

from __future__ import annotations

import pytest

from hqgraph.model import Span, Target
from hqgraph.parsing.targets import targets_in


def read(sentence: str) -> list[Target]:
    found = list(targets_in(sentence, [Span(0, len(sentence))]))
    assert all(sentence[t.span.start : t.span.end] == t.quote for t in found)
    return found


@pytest.mark.parametrize(
    ("sentence", "subject", "name"),
    [
        ("城镇新建住宅中装配式建筑占比达到30%。", "城镇新建住宅", "装配式建筑占比"),
        ("在政府采购中绿色产品占比达到60%。", "政府采购", "绿色产品占比"),
        ("柳州市新增公交车中电动车占比达到90%。", "柳州市", "新增公交车中电动车占比"),
        ("其他设区市污水处理率达到95%。", "其他设区市", "污水处理率"),
        ("城市、县城污水集中处理率达到97%。", "城市、县城", "污水集中处理率"),
        ("全省地级及以上城市优良天数比率达到88%。", "地级及以上城市", "优良天数比率"),
        ("规模以上工业单位增加值能耗下降14%。", "规模以上工业", "单位增加值能耗下降"),
        ("火电平均供电煤耗降至300克标煤/千瓦时。", "火电", "平均供电煤耗"),
        ("柴油货车氮氧化物排放量下降10%。", "柴油货车", "氮氧化物排放量下降"),
        (
            "新建公共建筑、新建厂房屋顶光伏覆盖率达到40%。",
            "新建公共建筑、新建厂房",
            "屋顶光伏覆盖率",
        ),
        ("县城公园的硬化面积不超过2公顷。", "县城公园", "硬化面积"),
        ("高校毕业生去向落实率不低于90%。", "高校毕业生", "去向落实率"),
        ("20户以上自然村网络覆盖率达到100%。", "20户以上自然村", "网络覆盖率"),
        ("水性涂料使用量达到20万吨。", "水性涂料", "使用量"),
        ("儿童每天户外活动时间不少于2小时。", "儿童", "每天户外活动时间"),
        ("森林覆盖率达到42%。", None, "森林覆盖率"),
        ("农村生活污水治理率达到40%。", None, "农村生活污水治理率"),
        ("万元工业增加值用水量下降16%。", None, "万元工业增加值用水量下降"),
        ("星级绿色建筑占比达到30%。", None, "星级绿色建筑占比"),
        ("家庭医生签约服务覆盖率达到75%。", None, "家庭医生签约服务覆盖率"),
        ("国家卫生城市（县城）覆盖率达到80%。", None, "国家卫生城市（县城）覆盖率"),
    ],
)
def test_where_the_subject_ends(sentence: str, subject: str | None, name: str) -> None:
    (target,) = read(sentence)
    assert (target.subject, target.name) == (subject, name)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "光伏发电、风电装机规模分别达到9万千瓦、8万千瓦。",
            [("光伏发电", "装机规模", 9.0), ("风电", "装机规模", 8.0)],
        ),
        (
            "氨氮、氮氧化物等2项主要污染物重点工程减排量分别达到1万吨、2万吨。",
            [("氨氮", "重点工程减排量", 1.0), ("氮氧化物", "重点工程减排量", 2.0)],
        ),
        (
            "高血压、糖尿病患者规范管理率分别达到65%、60%。",
            [("高血压患者", "规范管理率", 65.0), ("糖尿病患者", "规范管理率", 60.0)],
        ),
        (
            "孕产妇死亡率、婴儿死亡率分别控制在9/10万、4‰以下。",
            [("孕产妇", "死亡率", 9.0), ("婴儿", "死亡率", 4.0)],
        ),
        (
            "入园率、巩固率、普及率分别达到90%、95%、99%。",
            [(None, "入园率", 90.0), (None, "巩固率", 95.0), (None, "普及率", 99.0)],
        ),
    ],
)
def test_a_list_and_its_values(
    sentence: str, expected: list[tuple[str | None, str, float]]
) -> None:
    assert [(t.subject, t.name, t.value) for t in read(sentence)] == expected


def test_one_value_for_two_whole_indicators() -> None:
    assert [(t.name, t.value) for t in read("秸秆利用率、农膜回收率达到90%。")] == [
        ("秸秆利用率", 90.0),
        ("农膜回收率", 90.0),
    ]


def test_a_place_alone_takes_the_name_before() -> None:
    found = read("公交车中电动车占比不低于75%，其中柳州市80%、其他设区市70%。")
    assert [(t.subject, t.name, t.value) for t in found] == [
        ("公交车", "电动车占比", 75.0),
        ("柳州市", "电动车占比", 80.0),
        ("其他设区市", "电动车占比", 70.0),
    ]


def test_the_doer_goes_for_the_whole_clause() -> None:
    assert [t.subject for t in read("全区建成绿色园区12个以上、绿色工厂90家以上。")] == ["全区"] * 2


def test_everyone_a_clause_before_is_the_doer() -> None:
    (target,) = read("各乡镇（街道）、各部门要明确专人负责，指定1名联络员。")
    assert (target.subject, target.name) == ("各乡镇（街道）、各部门", "联络员")


def test_a_thing_is_not_carried_on() -> None:
    assert [t.subject for t in read("柴油货车排放量下降9%，森林覆盖率达到42%。")][1] is None


def test_a_share_goes_back_to_what_was_named_before() -> None:
    assert [t.name for t in read("文化产业增加值年均增长9%，占GDP比重达到5%。")][1] == (
        "文化产业增加值占GDP比重"
    )


@pytest.mark.parametrize(
    ("sentence", "subject", "name"),
    [
        ("实现清洁取暖县级城市全覆盖。", "县级城市", "清洁取暖"),
        ("实现地级市垃圾焚烧处理全覆盖。", "地级市", "垃圾焚烧处理"),
        ("对重点排污单位依法实施清洁生产审核全覆盖。", "重点排污单位", "清洁生产审核"),
        ("推进城镇污水管网全覆盖。", None, "城镇污水管网"),
        ("行政村（社区）法律服务室实现全覆盖。", "行政村（社区）", "法律服务室"),
    ],
)
def test_who_is_covered(sentence: str, subject: str | None, name: str) -> None:
    (target,) = read(sentence)
    assert (target.subject, target.name) == (subject, name)


@pytest.mark.parametrize(
    ("sentence", "op", "value", "unit"),
    [
        ("三分之二以上的县（市、区）达到标准。", ">=", "2/3", ""),
        ("1/3以上的社区达到标准。", ">=", "1/3", ""),
        ("半数以上的行政村建成文化广场。", ">=", 50.0, "%"),
        ("八成左右的社区建成服务站。", "about", 80.0, "%"),
        ("地区生产总值比2020年翻一番。", "=", 1.0, "番"),
        ("居民收入实现翻番。", "=", 1.0, "番"),
        ("人口密度宜控制在每平方公里0.6万至1万人。", "range", (0.6, 1.0), "万人"),
        ("奖励总额不超过剩余部分的10%。", "<=", 10.0, "%"),
        ("新建三个省级重点实验室。", "=", 3.0, "个"),
        ("建立100个“双师型”教师培训基地。", "=", 100.0, "个"),
        ("每千人口拥有注册护士3.8人。", "=", 3.8, "人"),
        ("完成营造林100万亩。", "=", 100.0, "万亩"),
        ("在甲县等13个县建设处置利用项目。", "=", 13.0, "个"),
        ("新建、改扩建公办幼儿园50所。", "=", 50.0, "所"),
        ("粮食总产量保持在500亿斤以上。", ">=", 500.0, "亿斤"),
        ("政策知晓率由2024年的60%提高到2028年的85%。", "=", 85.0, "%"),
    ],
)
def test_further_forms_of_a_value(sentence: str, op: str, value: object, unit: str) -> None:
    (target,) = read(sentence)
    assert (target.op, target.value, target.unit) == (op, value, unit)


@pytest.mark.parametrize(
    "sentence",
    [
        "允许不超过五分之一的股东不具有资格。",
        "按照不低于投资额的10%给予补助。",
        "推动职业院校在10个左右领域开展培训。",
        "三番五次强调安全。",
    ],
)
def test_further_numbers_that_are_no_targets(sentence: str) -> None:
    assert read(sentence) == []
