"""Every standard department, before and after the reforms, in long and short form, at every level.

``data/departments.csv`` lists the names by kind: those of the institutional reforms of
2018 and 2023 to 2024, the older ones, and the short forms that documents use.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from hqgraph.gazetteer import is_alone, is_body, is_of_party, kinds, match_agency

TABLE = Path(__file__).parent / "data" / "departments.csv"
LEVELS = ("省", "自治区", "市", "州", "盟", "县", "区", "旗")
with TABLE.open(encoding="utf-8", newline="") as handle:
    DEPARTMENTS = [(row["kind"], row["names"].split("|")) for row in csv.DictReader(handle)]


@pytest.mark.parametrize(("kind", "names"), DEPARTMENTS, ids=[kind for kind, _ in DEPARTMENTS])
def test_every_name_of_a_department_is_of_its_kind_at_every_level(
    kind: str, names: list[str]
) -> None:
    wrong = [
        (level + name, match)
        for name in names
        for level in LEVELS
        if (match := match_agency(level + name)) is None
        or (match.kind, match.prefix.removesuffix("直"), match.exact) != (kind, level, True)
    ]
    assert not wrong
    assert not [name for name in names if len(name) > 2 and match_agency(name) is None]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("国家发展改革委", "发展改革"),
        ("工业和信息化部", "工业和信息化"),
        ("国家金融监督管理总局", "金融监管"),
        ("国家数据局", "大数据"),
        ("中央社会工作部", "社会工作"),
        ("国家疾控局", "疾控"),
        ("国家消防救援局", "消防救援"),
        ("中国残联", "残联"),
        ("全国供销合作总社", "供销社"),
        ("国家金融监管总局雅安监管分局", "金融监管"),
        ("国家统计局四川调查总队", "统计调查"),
        ("民航西南地区管理局", "民航"),
        ("华中能源监管局", "能源"),
        ("国网四川省电力公司", "电力"),
        ("大兴安岭地区行署", "人民政府"),
        ("各盟行政公署", "人民政府"),
        ("各市（地）人民政府", "人民政府"),
        ("省委军民融合办", "军民融合"),
        ("市委科技办", "科技"),
        ("市社会事业局", "社会事务"),
        ("市委市直机关工委", "机关工委"),
        ("县根治欠薪办", "人力资源社会保障"),
        ("县法制办", "司法"),
        ("县人口计生委", "卫生健康"),
        ("横琴粤澳深度合作区执委会", "开发区管理"),
    ],
)
def test_bodies_that_follow_no_pattern(name: str, kind: str) -> None:
    match = match_agency(name)
    assert match is not None
    assert match.kind == kind


def test_a_township_is_not_run_together_with_the_body_before_it() -> None:
    assert match_agency("县教育局及各乡镇人民政府") is None
    assert is_body("各乡镇人民政府")


def test_names_that_take_no_level_and_names_of_the_party_committee() -> None:
    assert is_alone("团市委")
    assert not is_alone("财政局")
    assert is_of_party("宣传部（融媒体中心）")
    assert not is_of_party("财政局")


def test_every_word_of_the_party_is_known_as_an_organ_of_the_committee() -> None:
    from hqgraph.gazetteer.agency_kinds import words

    for word in words()["party"]:
        match = match_agency(f"县委{word}")
        assert match is not None, word
        assert match.kind is not None
        assert kinds()[match.kind].system in {"党委", "政府"}
