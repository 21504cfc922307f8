import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from hqgraph.gazetteer import (
    body_suffixes,
    document_form,
    form_of,
    forms,
    institution_suffixes,
    kinds,
    organ_of_number,
    prefix_of,
    region,
)
from hqgraph.gazetteer.agency_kinds import names, squeeze
from hqgraph.gazetteer.tables import DATA, read_table
from hqgraph.model import Level


def test_no_printed_name_stands_for_two_kinds():
    claimed = {}
    for kind in kinds().values():
        for name in (*kind.variants, *kind.national):
            assert claimed.setdefault(squeeze(name), kind.kind) == kind.kind, name
    tails = [tail for kind in kinds().values() for tail in kind.tails]
    assert len(set(tails)) == len(tails)
    assert names()


def test_there_are_kinds_for_all_systems():
    assert len(kinds()) >= 110
    systems = {kind.system for kind in kinds().values()}
    assert systems == {"政府", "党委", "人大", "政协", "司法", "群团", "垂直", "其他"}


def test_merged_stems_name_known_kinds():
    for row in read_table("agency_merged"):
        assert {row["kind"], *row["also"].split("|")} <= set(kinds()), row["stem"]


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.stem)
def test_tables_are_clean_and_keyed_once(path):
    rows = [tuple(row.values()) for row in read_table(path.stem)]
    assert b"\r" not in path.read_bytes()
    assert rows
    key = 2 if path.stem in ("agency_words", "region_guards") else 1
    assert len({row[:key] for row in rows}) == len(rows)
    assert all(cell == cell.strip() for row in rows for cell in row)


def test_the_table_of_regions_is_what_the_tool_makes_of_it():
    path = Path(__file__).resolve().parents[1] / "tools" / "make_regions.py"
    spec = importlib.util.spec_from_file_location("make_regions", path)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    rows = [tuple(row.values()) for row in read_table("regions")]
    assert tool.rows({code: name for code, name, *_ in rows[1:]}) == rows


def test_a_row_of_the_wrong_width_is_refused(tmp_path, monkeypatch):
    (tmp_path / "broken.csv").write_text("a,b\n1\n", encoding="utf-8")
    monkeypatch.setattr("hqgraph.gazetteer.tables.DATA", tmp_path)
    with pytest.raises(ValueError, match=r"broken\.csv:2"):
        list(read_table("broken"))


@pytest.mark.parametrize(
    ("number", "name", "certainty"),
    [
        ("国办发〔2021〕18号", "国务院办公厅", "table"),
        ("国发[2021]4号", "国务院", "table"),
        ("国卫医发〔2022〕3号", "国家卫生健康委员会", "table"),
        ("川办发〔2021〕71号", "四川省人民政府办公厅", "table"),
        ("渝府办发〔2022〕5号", "重庆市人民政府办公厅", "table"),
        ("青政办〔20__〕90号", "青海省人民政府办公厅", "table"),
        ("湘政办发〔2022〕8号", "湖南省人民政府办公厅", "table"),
        ("宁政发〔2021〕39号", "宁夏回族自治区人民政府", "table"),
        ("国务院令第700号", "国务院", "table"),
        ("浙江省人民政府令第379号", "浙江省人民政府", "rule"),
        ("巫山府办发〔2024〕18号", "巫山县人民政府办公室", "rule"),
        ("荣昌府办规〔2022〕1号", "荣昌区人民政府办公室", "rule"),
        ("穗府办〔2023〕11号", "广州市人民政府办公厅", "rule"),
        ("阜蒙健促办发〔2020〕3号", "阜新蒙古族自治县健康促进领导小组办公室", "rule"),
        ("川卫发〔2022〕1号", "四川省卫生健康委员会", "rule"),
        ("浙科发成〔2019〕34号", "浙江省科学技术厅", "rule"),
        ("沪卫健规〔2022〕1号", "上海市卫生健康主管部门", "rule"),
        ("荣昌卫健发〔2022〕1号", "荣昌区卫生健康局", "rule"),
        ("二〇二二", None, None),
    ],
)
def test_organ_of_a_number(number, name, certainty):
    organ = organ_of_number(number)
    assert (organ and organ.name, organ and organ.certainty) == (name, certainty)


def test_a_short_mark_gives_every_region_it_can_mean():
    organ = organ_of_number("雅办发〔2022〕66号")
    assert organ.name == "人民政府办公室"
    assert [item.code for item in organ.regions] == ["511800", "513325"]
    assert organ_of_number("南政办〔20__〕21号", region("630000")).name == (
        "海南藏族自治州人民政府办公室"
    )


def test_a_mark_that_a_province_and_a_city_share_settles_nothing():
    organ = organ_of_number("苏科资〔2019〕11号")
    assert [item.code for item in organ.regions] == ["320000", "320500"]
    assert (organ.kind, organ.level) == ("科技", None)


def test_a_provinces_mark_with_a_word_it_does_not_use_is_a_citys():
    organ = organ_of_number("鄂府办发〔2024〕24号", region("150000"))
    assert "150600" in {item.code for item in organ.regions}
    assert all(item.code.startswith("15") for item in organ.regions)


def test_the_place_a_number_is_from_outweighs_a_provinces_prefix():
    assert organ_of_number("宁政办发〔2020〕1号").regions[0].code == "640000"
    inside = organ_of_number("宁政办发〔2020〕1号", region("320100"))
    assert (inside.name, inside.certainty) == ("南京市人民政府办公厅", "rule")


def test_prefix_of_a_number():
    assert prefix_of("雅 办 发 〔2022〕 66 号") == "雅办发"
    assert prefix_of("〔2022〕66号") is None


def test_every_province_has_a_government_and_an_office_in_the_table():
    found = {(row["region"], row["kind"]) for row in read_table("organ_prefixes")}
    provinces = [f"{code}0000" for code in (*range(11, 16), *range(21, 24), *range(31, 38))]
    provinces += [f"{code}0000" for code in (*range(41, 47), *range(50, 55), *range(61, 66))]
    assert len(provinces) == 31
    for code in provinces:
        assert {(code, "人民政府"), (code, "政府办公")} <= found, code
        assert region(code).level is Level.PROVINCE


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("某市人民政府办公室关于印发《贯彻落实〈某省实施方案〉工作方案》的通知", "方案"),
        ("某区人民政府办公室关于印发某区推动公立医院高质量发展实施方案的通知", "方案"),
        ("某县人民政府办公室关于进一步完善医疗卫生服务体系建设的通知", "通知"),
        ("国务院关于支持自由贸易试验区深化改革创新若干措施的通知", "通知"),
        ("转发国家发展改革委关于深化整合共享指导意见的通知", "意见"),
        ("某县推动公立医院高质量发展工作清单", "清单"),
        ("绿色制造专项行动实施方案（2021—2025年）", "方案"),
        ("《医疗机构管理办法》（试行）", "办法"),
        ("某省条例（草案）（征求意见稿）", "条例"),
        ("关于推动发展的意见\n", "意见"),
        ("关于实施方案的起草说明", None),
        ("", None),
    ],
)
def test_form_of_a_title(title, form):
    assert form_of(title) == form


def test_the_longest_form_at_the_end_is_taken():
    assert document_form("某市实施方案").form == "实施方案"
    assert all(form.head in forms() or form.head in ("倡议",) for form in forms().values())


def test_health_institutions_are_told_by_their_ending():
    def told(name):
        for suffix in institution_suffixes():
            if re.search(f"(?:{suffix.pattern})$", name):
                return suffix.institution_class
        return None

    assert told("邻水县人民医院") == "general-hospital"
    assert told("县第二人民医院") == "general-hospital"
    assert told("区中医院") == "tcm-hospital"
    assert told("西南医科大学附属第二医院") == "hospital"
    assert told("县妇幼保健院") == "maternal-child"
    assert told("市精神卫生中心") == "psychiatric"
    assert told("鼎屏镇中心卫生院") == "township-health"
    assert told("县医保局") is None


def test_body_endings_are_longest_first():
    lengths = [len(suffix) for suffix in body_suffixes()]
    assert lengths == sorted(lengths, reverse=True)


def test_importing_the_package_reads_no_table():
    program = (
        "import builtins, io, sys\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) "
        "if event == 'open' else None)\n"
        "import hqgraph.gazetteer\n"
        "print(sum(name.endswith('.csv') for name in opened))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "0"
