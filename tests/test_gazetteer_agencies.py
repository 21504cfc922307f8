import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hqgraph.gazetteer import (
    is_body,
    is_body_suffix,
    kind_of_text,
    kinds,
    match_agency,
    region,
    region_of_body,
)
from hqgraph.model import Level

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"
NATION, PROVINCE, CITY, COUNTY, TOWNSHIP = Level


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("县医保局", "医疗保障", COUNTY),
        ("XX医疗保障局", "医疗保障", None),
        ("国家医保局", "医疗保障", NATION),
        ("区卫生健康委", "卫生健康", COUNTY),
        ("旗卫生健康委员会", "卫生健康", COUNTY),
        ("盟卫健委", "卫生健康", CITY),
        ("自治区卫生健康委", "卫生健康", PROVINCE),
        ("兵团卫生健康委", "卫生健康", PROVINCE),
        ("县级卫生健康行政部门", "卫生健康", COUNTY),
        ("市人力资源和社会保障局", "人力资源社会保障", CITY),
        ("县人力社保局", "人力资源社会保障", COUNTY),
        ("县委编办", "机构编制", COUNTY),
        ("自治区党委编办", "机构编制", PROVINCE),
        ("中央编办", "机构编制", NATION),
        ("市委宣传部", "宣传", CITY),
        ("县委", "党委", COUNTY),
        ("市市场监管局", "市场监管", CITY),
        ("县规划自然资源局", "自然资源", COUNTY),
        ("市教委", "教育", CITY),
        ("教育部", "教育", NATION),
        ("财政厅", "财政", PROVINCE),
        ("财政局", "财政", None),
        ("市中级人民法院", "法院", CITY),
        ("团市委", "共青团", CITY),
        ("市直机关工委", "机关工委", CITY),
        ("鼎屏镇人民政府", "乡镇政府", TOWNSHIP),
        ("县大数据应用发展管理中心", "大数据", COUNTY),
        ("国务院办公厅", "政府办公", NATION),
        ("XX纪委监委派驻第二纪检监察组", "纪委监委", None),
        ("县卫生\n健康局", "卫生健康", COUNTY),
    ],
)
def test_kind_and_level(name, kind, level):
    match = match_agency(name)
    assert (match.kind, match.level, match.exact, match.collective) == (kind, level, True, False)


@pytest.mark.parametrize(
    ("name", "prefix", "region_name", "level"),
    [
        ("四川省卫生健康委", "四川省", "四川省", PROVINCE),
        ("重庆市荣昌区卫生健康委", "重庆市荣昌区", "重庆市荣昌区", COUNTY),
        ("市中区卫生健康局", "市中区", "市中区", COUNTY),
        ("阜新县医保局", "阜新县", "阜新县", COUNTY),
        ("中共邻水县委组织部", "中共邻水县", "邻水县", COUNTY),
        ("国家税务总局雅安市税务局", "国家税务总局雅安市", "雅安市", CITY),
        ("人行太原中心支行", "人行太原", "太原", CITY),
    ],
)
def test_printed_region(name, prefix, region_name, level):
    match = match_agency(name)
    assert (match.prefix, match.region_name, match.level) == (prefix, region_name, level)


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("各镇人民政府", "乡镇政府", TOWNSHIP),
        ("各乡镇人民政府", "乡镇政府", TOWNSHIP),
        ("各乡镇", "乡镇政府", TOWNSHIP),
        ("各县（区）人民政府", "人民政府", COUNTY),
        ("各设区市人民政府", "人民政府", CITY),
        ("各市、县（区）人民政府", "人民政府", None),
        ("各有关部门", "有关部门", None),
        ("市级有关部门", "有关部门", CITY),
        ("各市〔州〕人民政府", "人民政府", CITY),
        ("国务院各部委", "有关部门", NATION),
    ],
)
def test_many_bodies_in_one_name(name, kind, level):
    match = match_agency(name)
    assert (match.kind, match.level, match.collective) == (kind, level, True)


def test_regions_named_as_bodies_mean_their_governments():
    match = match_agency("各县（市、区）")
    assert (match.kind, match.level, match.exact) == ("人民政府", COUNTY, False)
    assert match.completed == "人民政府"


@pytest.mark.parametrize(
    ("name", "kind", "completed"),
    [
        ("县市场监管", "市场监管", "市场监管局"),
        ("省生态环", "生态环境", "生态环境厅"),
        ("县卫生健康", "卫生健康", "卫生健康局"),
    ],
)
def test_truncated_names_are_completed_and_marked(name, kind, completed):
    match = match_agency(name)
    assert (match.kind, match.exact, match.completed) == (kind, False, completed)
    assert not is_body(name)


@pytest.mark.parametrize(
    ("name", "kind", "also"),
    [
        ("县教科体局", "教育", ("科技", "体育")),
        ("市政务服务和大数据局", "政务服务", ("大数据",)),
        ("区发展改革和经济信息化局", "发展改革", ("工业和信息化",)),
        ("省旅游和文化广电体育厅", "文化旅游", ("广播电视", "体育")),
    ],
)
def test_merged_bodies(name, kind, also):
    match = match_agency(name)
    assert (match.kind, match.also) == (kind, also)


def test_bodies_that_only_their_name_makes_out():
    zone, college = match_agency("经开区管委会"), match_agency("雅安职业技术学院")
    assert (zone.kind, zone.by_name) == ("开发区管理", True)
    assert (college.kind, college.by_name, college.region_name) == ("高等院校", True, "雅安")
    assert not match_agency("县医保局").by_name
    assert not match_agency("各园区管委会").by_name


def test_a_note_in_brackets_is_passed_over():
    assert match_agency("市卫生健康委（市中医药局）").kind == "卫生健康"
    assert match_agency("自治区发展改革委〔能源局〕").kind == "发展改革"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "提高服务能力",
        "公立医院高质量发展",
        "县人民医院",
        "县中医医院",
        "县医院",
        "县域",
        "市场",
        "县",
        "邻水县",
        "委",
        "县医",
    ],
)
def test_what_is_no_known_body(text):
    assert match_agency(text) is None


def test_unknown_bodies_are_read_on_demand():
    assert match_agency("县融合促进服务队") is None
    match = match_agency("县红色文化传承中心", unknown=True)
    assert (match.kind, match.level, match.core) == (None, COUNTY, "红色文化传承中心")
    assert match_agency("县域布局", unknown=True) is None


def test_bodies_of_one_subject_that_are_not_one_body():
    assert match_agency("市疾控局").kind != match_agency("市疾控中心").kind
    assert match_agency("市医保局").kind != match_agency("市医保经办机构").kind


def test_body_endings():
    assert is_body_suffix("县红色文化传承中心")
    assert not is_body_suffix("优化区域布局")
    assert is_body("市自然资源和规划局")


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("医保", "医疗保障"),
        ("医疗保障局", "医疗保障"),
        ("卫健委", "卫生健康"),
        ("机构编制", "机构编制"),
        ("发改", "发展改革"),
        ("住房和城乡建设", "住房城乡建设"),
    ],
)
def test_kind_of_a_users_word(word, kind):
    assert kind_of_text(word).kind == kind


def test_a_word_that_is_no_kind():
    assert kind_of_text("水果") is None


@pytest.mark.parametrize(
    ("home", "name", "code"),
    [
        ("511623", "县医保局", "511623"),
        ("511623", "市医保局", "511600"),
        ("511623", "省医保局", "510000"),
        ("511623", "国家医保局", "100000"),
        ("511623", "XX财政局", "511623"),
        ("500153", "市卫生健康委", "500000"),
        ("320583", "市卫健委", "320583"),
        ("632523", "州卫生健康委", "632500"),
        ("511623", "重庆市卫生健康委", "500000"),
        ("632523", "海南州财政局", "632500"),
    ],
)
def test_region_of_a_body_in_a_place(home, name, code):
    assert region_of_body(match_agency(name), region(home)).code == code


def test_many_bodies_have_no_region_of_their_own():
    assert region_of_body(match_agency("各镇人民政府"), region("511623")) is None


@given(st.sampled_from(sorted(kinds())), st.sampled_from(["县", "市", "省", "自治区", "区", "XX"]))
def test_standard_names_are_found_at_every_level(kind, prefix):
    for level, standard in kinds()[kind].standard.items():
        if level not in (NATION, TOWNSHIP):
            assert match_agency(prefix + standard).kind == kind


@given(st.text(alphabet="各县市区省（）、委局办医保卫生健康人民政府XX第和国家", max_size=14))
def test_any_text_is_read_without_failing(text):
    match = match_agency(text)
    if match is not None:
        assert match.prefix + match.core == text or text.endswith(("）", "〕"))


@pytest.mark.skipif(not GOLD.is_dir(), reason="the shared gold files are not here")
def test_agencies_of_the_gold_files_are_known():
    names = [
        agency["name"]
        for path in sorted(GOLD.glob("*.json"))
        for task in json.loads(path.read_text(encoding="utf-8"))["tasks"]
        for agency in task["agencies"]
    ]
    unknown = {name for name in names if match_agency(name) is None}
    assert names
    assert unknown == set()
