"""Quantified targets: the forms in which sentences state them."""

from __future__ import annotations

import pytest

from hqgraph.model import Span, Target
from hqgraph.parsing.targets import targets_in

Row = tuple[str | None, str, str, object, str]


def read(sentence: str) -> list[Target]:
    found = list(targets_in(sentence, [Span(0, len(sentence))]))
    assert all(sentence[t.span.start : t.span.end] == t.quote for t in found)
    return found


def rows(sentence: str) -> list[Row]:
    return [(t.subject, t.name, t.op, t.value, t.unit) for t in read(sentence)]


@pytest.mark.parametrize(
    ("words", "op"),
    [
        ("达90%", "="),
        ("达到90%以上", ">="),
        ("不低于90%", ">="),
        ("至少达到90%", ">="),
        ("提高到90%左右", "about"),
        ("控制在90%以内", "<="),
        ("降低到90%以下", "<="),
        ("不超过90%", "<="),
        ("低于90%", "<"),
        ("超过90%", ">"),
        ("90%及以上", ">="),
        ("≥90%", ">="),
    ],
)
def test_operators(words: str, op: str) -> None:
    (target,) = read(f"床位使用率{words}。")
    assert (target.name, target.op, target.value, target.unit) == ("床位使用率", op, 90.0, "%")


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("床护比达到1：0.6。", "1:0.6", ""),
        ("病床使用率保持在85%—93%。", (85.0, 93.0), "%"),
        ("孕产妇死亡率下降到12/10万以下。", 12.0, "/10万"),
        ("每千人口床位数达到7.4张。", 7.4, "张"),
        ("财政补助标准提高到每人每年640元。", 640.0, "元"),
        ("新建业务用房2万平方米。", 2.0, "万平方米"),
        ("科技企业数量达到11,600家。", 11600.0, "家"),
        ("政策知晓率达到百分之九十五。", 95.0, "%"),
        ("人均预期寿命提高到79.5岁。", 79.5, "岁"),
        ("住院率从85%提高到90%。", 90.0, "%"),
        ("能耗比2020年下降14%。", 14.0, "%"),
    ],
)
def test_values_and_units(sentence: str, value: object, unit: str) -> None:
    (target,) = read(sentence)
    assert (target.value, target.unit) == (value, unit)


@pytest.mark.parametrize(
    ("sentence", "subject", "name"),
    [
        ("全市三级医院预约诊疗率达70%。", "三级医院", "预约诊疗率"),
        ("县医院、县中医院床位使用率达到85%。", "县医院、县中医院", "床位使用率"),
        ("全市药品抽检合格率达到98%。", "全市", "药品抽检合格率"),
        ("县域内住院率达到85%。", "县域", "住院率"),
        ("65岁以上老年人健康管理率达到70%。", "65岁以上老年人", "健康管理率"),
        ("药占比（不含饮片）下降到30%以下。", None, "药占比（不含饮片）"),
        ("全市乡镇卫生院的比例达到40%。", "全市", "乡镇卫生院的比例"),
    ],
)
def test_the_subject_of_a_rate(sentence: str, subject: str | None, name: str) -> None:
    (target,) = read(sentence)
    assert (target.subject, target.name) == (subject, name)


def test_distributed_over_subjects() -> None:
    assert rows("三级、二级公立医院路径管理率分别达到60%、80%以上。") == [
        ("三级公立医院", "路径管理率", ">=", 60.0, "%"),
        ("二级公立医院", "路径管理率", ">=", 80.0, "%"),
    ]


def test_distributed_over_measures() -> None:
    assert [(t.name, t.value) for t in read("随访率和复诊率分别达到60%和40%。")] == [
        ("随访率", 60.0),
        ("复诊率", 40.0),
    ]


def test_distributed_over_years() -> None:
    assert [(t.value, t.by) for t in read("到2026年和2030年，签约率分别达到70%和80%。")] == [
        (70.0, "2026-12-31"),
        (80.0, "2030-12-31"),
    ]


def test_the_unit_of_a_list_may_stand_once() -> None:
    assert [t.unit for t in read("甲类、乙类占比分别降低20个、10个百分点。")] == ["个百分点"] * 2


def test_a_share_of_bodies() -> None:
    assert rows("全市70%二级公立医院和95%三级公立医院推行预约挂号。") == [
        ("二级公立医院", "推行预约挂号", "=", 70.0, "%"),
        ("三级公立医院", "推行预约挂号", "=", 95.0, "%"),
    ]


def test_bodies_of_a_share_may_print_their_head_once() -> None:
    assert [t.subject for t in read("90%的省级、80%的市级和60%的县级党政机关达到标准。")] == [
        "省级党政机关",
        "市级党政机关",
        "县级党政机关",
    ]


def test_all_of_some_bodies_beside_a_share_of_others() -> None:
    assert rows("所有三级医院、40%的二级医院达到建设标准。") == [
        ("三级医院", "达到建设标准", "=", 100.0, "%"),
        ("二级医院", "达到建设标准", "=", 40.0, "%"),
    ]


def test_a_share_inside_its_bodies_and_the_bodies_carried_on() -> None:
    assert rows("乡镇卫生院100%达到基本标准、力争30%达到推荐标准。") == [
        ("乡镇卫生院", "达到基本标准", "=", 100.0, "%"),
        ("乡镇卫生院", "达到推荐标准", "=", 30.0, "%"),
    ]


def test_a_share_of_the_people_of_some_bodies() -> None:
    assert rows("三级医院60%住院患者、二级医院80%住院患者纳入管理。") == [
        ("三级医院", "住院患者纳入管理", "=", 60.0, "%"),
        ("二级医院", "住院患者纳入管理", "=", 80.0, "%"),
    ]


@pytest.mark.parametrize(
    ("sentence", "subject", "name"),
    [
        ("实现村卫生室远程会诊全覆盖。", "村卫生室", "远程会诊"),
        ("加快实现民办养老机构全覆盖。", None, "民办养老机构"),
    ],
)
def test_full_coverage_is_one_hundred_percent(
    sentence: str, subject: str | None, name: str
) -> None:
    assert rows(sentence) == [(subject, name, "=", 100.0, "%")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("县医院建设1~2个市级专科。", ("县医院", "市级专科", "range", (1.0, 2.0), "个")),
        ("规划建设不少于6个急救站点。", (None, "急救站点", ">=", 6.0, "个")),
        ("建成4家以上互联网医院。", (None, "互联网医院", ">=", 4.0, "家")),
        ("成功申报科研课题5项以上。", (None, "科研课题", ">=", 5.0, "项")),
        ("力争辖区内创建两家智慧医院。", ("辖区内", "智慧医院", "=", 2.0, "家")),
        ("推进东山、西河2个次中心建设。", ("东山、西河", "次中心", "=", 2.0, "个")),
        ("打造1家县级医院为区域龙头医院。", ("县级医院", "区域龙头医院", "=", 1.0, "家")),
        ("提升5家乡镇卫生院急救能力。", ("乡镇卫生院", "急救能力", "=", 5.0, "家")),
        ("1名组长至少联系2名医师。", ("组长", "医师", ">=", 2.0, "名")),
        ("每个乡镇卫生院至少配备2名医师。", ("每个乡镇卫生院", "医师", ">=", 2.0, "名")),
        ("每村至少1名合格村医。", ("每村", "合格村医", ">=", 1.0, "名")),
        ("力争2家医院进入全省前列。", ("医院", "进入全省前列", "=", 2.0, "家")),
        ("县医院建成三星智慧医院。", ("县医院", "智慧医院", "=", 3.0, "星")),
        ("电子病历评级达到四级以上。", (None, "电子病历评级", ">=", 4.0, "级")),
        ("每年开展2次价格评估。", (None, "价格评估", "=", 2.0, "次")),
        ("重点专科新增3个。", (None, "重点专科", "=", 3.0, "个")),
    ],
)
def test_counted_things(sentence: str, expected: Row) -> None:
    assert rows(sentence) == [expected]


def test_one_verb_for_several_counts() -> None:
    assert [(t.name, t.value) for t in read("新建2个甲类专科、4个乙类专科和评选6个丙类专科。")] == [
        ("甲类专科", 2.0),
        ("乙类专科", 4.0),
        ("丙类专科", 6.0),
    ]


def test_a_part_of_the_count_before() -> None:
    assert rows("创建4所二级医院，其中至少2所二级甲等医院。")[1] == (
        None,
        "二级甲等医院",
        ">=",
        2.0,
        "所",
    )


def test_counts_over_a_shared_head() -> None:
    assert [(t.name, t.value) for t in read("建设国家、省级重点学科2个、6个。")] == [
        ("国家重点学科", 2.0),
        ("省级重点学科", 6.0),
    ]


def test_subjects_are_carried_on_and_the_quote_shows_it() -> None:
    first, second = read("县医院电子病历评级达到5级、智慧管理水平达到3级。")
    assert second.subject == first.subject == "县医院"
    assert second.quote == "县医院电子病历评级达到5级、智慧管理水平达到3级"


def test_a_clause_before_gives_the_subject_when_it_speaks_of_the_same() -> None:
    (target,) = read("推进综合性医院设立安宁疗护科，到2027年，安宁疗护科设立比例不低于60%。")
    assert (target.subject, target.by) == ("综合性医院", "2027-12-31")


def test_a_value_without_a_name_takes_the_one_before() -> None:
    assert [t.name for t in read("单位能耗下降14%，力争下降15%。")] == ["单位能耗下降"] * 2


def test_the_date_governs_the_rest_of_its_sentence_only() -> None:
    content = "到2026年，建成2个站，新增3个点。培育4个队。"
    spans = [Span(0, 17), Span(17, len(content))]
    assert [t.by for t in targets_in(content, spans)] == ["2026-12-31", "2026-12-31", None]


def test_a_redacted_date_gives_none() -> None:
    (target,) = read("20__年，建成2个急救站。")
    assert target.by is None
