"""The header in every form it is printed: titles, numbers, organs, dates, catalogue cards."""

from __future__ import annotations

from typing import Any

import pytest

from hqgraph.parsing import as_json, parse
from hqgraph.reading.plain import read_plain

BODY = (
    "各有关单位：\n为深入推进相关工作，根据国家有关要求，结合实际，制定本方案。\n"
    "一、主要任务\n（一）做好工作。认真做好各项工作。\n"
)
DATE = "2021年5月1日\n"


def document(head: str, end: str = "") -> dict[str, Any]:
    found: dict[str, Any] = as_json(parse(read_plain((head + BODY + end).encode(), "x")))
    return dict(found["document"])


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "海南省健康海南建设委员会\n（爱国卫生运动委员会）\n关于印发方案的通知\n",
            "海南省健康海南建设委员会（爱国卫生运动委员会）关于印发方案的通知",
        ),
        (
            "武强县人民政府文件\n武政发〔2021〕1号\n武强县人民政府\n关于印发武强县实施方案\n的通知\n",
            "武强县人民政府关于印发武强县实施方案的通知",
        ),
        (
            "武强县实施方案\n日期：2020-06-18浏览量：12来源：政府办文字大小：大中小\n关于《武强县实施方案》的通知\n",
            "关于《武强县实施方案》的通知",
        ),
        ("首页\n政务公开\n武强县健康促进方案\n（试行）\n", "武强县健康促进方案（试行）"),
        ("健康武强行动实施方案\n（2021—2030年）\n", "健康武强行动实施方案（2021—2030年）"),
    ],
)
def test_a_title_over_lines_and_beside_what_a_page_prints(head: str, title: str) -> None:
    assert document(head)["title"] == title


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("（武政发〔2021〕2号）", "武政发〔2021〕2号"),
        ("武政发【2021】 2 号　　签发人：张三", "武政发〔2021〕2号"),
        ("发文字号：武政发[2021]2号", "武政发〔2021〕2号"),
        ("索引号：A1 发文字号：武政发〔2021〕2号 有效性：有效", "武政发〔2021〕2号"),
    ],
)
def test_a_number_wherever_it_is_printed(printed: str, number: str) -> None:
    assert document(f"武强县人民政府关于印发方案的通知\n{printed}\n")["number"] == number


@pytest.mark.parametrize(
    ("head", "end", "issuer"),
    [
        (
            "自治区人民政府关于健康工作的实施意见\n",
            f"宁夏回族自治区人民政府\n{DATE}",
            "宁夏回族自治区人民政府",
        ),
        (
            "省卫生健康委关于印发四川省方案的通知\n",
            f"四川省卫生健康委员会\n{DATE}",
            "四川省卫生健康委员会",
        ),
        (
            "县人民政府关于健康工作的意见\n",
            f"武强县人民政府办公室\n{DATE}",
            "县人民政府",
        ),
        (
            "河北省教育厅\n河北省财政厅\n关于印发方案的通知\n",
            f"河北省教育厅河北省财政厅\n{DATE}",
            "河北省教育厅、河北省财政厅",
        ),
        ("关于印发方案的通知\n", f"武强县民政局\n（代章）\n{DATE}", "武强县民政局"),
        ("关于印发方案的通知\n", f"武强县民政局{DATE}", "武强县民政局"),
        (
            "国家医疗保障局 财政部关于医保工作的通知\n",
            f"国家医疗保障局\n财政部\n{DATE}",
            "国家医疗保障局、财政部",
        ),
        ("武强县民政局文件\n关于印发方案的通知\n", "", "武强县民政局"),
        ("发文机关：武强县民政局\n关于印发方案的通知\n", "", "武强县民政局"),
    ],
)
def test_the_organ_from_title_signature_letterhead_or_card(
    head: str, end: str, issuer: str
) -> None:
    assert document(head, end)["issuer"] == issuer


@pytest.mark.parametrize(
    ("head", "end", "issued"),
    [
        ("", "武强县民政局\n二○二一年五月十日\n", "2021-05-10"),
        ("", "武强县民政局\n2021.5.1\n", "2021-05-01"),
        ("", "武强县民政局\n2021-05-01\n", "2021-05-01"),
        ("", f"武强县民政局\n{DATE}武强县民政局办公室 2021年5月9日印发\n", "2021-05-01"),
        ("", "武强县民政局办公室 2021年5月9日印发\n", "2021-05-09"),
        ("成文日期：2021年4月30日\n发布日期：2021-05-06\n", "", "2021-04-30"),
        ("发布日期：2021-05-06\n", "", None),
        ("（2021年5月1日）\n", "", "2021-05-01"),
        ("", "武强县民政局\n2021年15月40日\n", None),
    ],
)
def test_the_date_of_signing_comes_first(head: str, end: str, issued: str | None) -> None:
    assert document(f"武强县民政局关于印发方案的通知\n{head}", end)["issued"] == issued


def test_an_order_puts_a_regulation_in_force() -> None:
    head = (
        "浙江省人民政府令\n第396号\n《浙江省控制吸烟办法》已经省人民政府常务会议审议通过，现予公布，自2023年3月1日起施行。\n"
        "2022年12月31日\n浙江省控制吸烟办法\n"
    )
    found = document(head)
    assert [found[key] for key in ("title", "number", "issuer", "issued", "in_force")] == [
        "浙江省控制吸烟办法",
        "浙江省人民政府令第396号",
        "浙江省人民政府",
        "2022-12-31",
        "2023-03-01",
    ]


def test_the_imprint_says_who_gets_copies_and_how_long_it_holds() -> None:
    found = document(
        "武强县民政局关于印发方案的通知\n",
        "本方案自2021年6月1日起施行，有效期5年。《武强县养老办法》（武民〔2017〕5号）同时废止。\n"
        f"武强县民政局\n{DATE}（此件公开发布）\n抄送：县委各部门，县人大常委会办公室。\n",
    )
    assert [found[key] for key in ("copies", "public", "in_force", "valid_until", "repeals")] == [
        "县委各部门，县人大常委会办公室",
        "公开发布",
        "2021-06-01",
        "5年",
        "武强县养老办法",
    ]


@pytest.mark.parametrize(
    ("organ", "code", "level"),
    [
        ("国家卫生健康委办公厅", None, "national"),
        ("新疆生产建设兵团办公厅", "650000", "province"),
        ("上海市浦东新区人民政府办公室", "310115", "county"),
        ("天津经济技术开发区管理委员会", "120000", "province"),
        ("凉山彝族自治州人民政府办公室", "513400", "city"),
        ("北京市大兴区魏善庄镇人民政府", "110115", "township"),
        ("武强县卫生健康局", "131123", "county"),
    ],
)
def test_region_and_level_of_every_kind_of_organ(organ: str, code: str | None, level: str) -> None:
    found = document(f"{organ}关于印发工作方案的通知\n")
    assert (found["region_code"], found["level"]) == (code, level)


def test_what_a_page_prints_below_the_text_is_in_no_task() -> None:
    page = "责任编辑：张三\n【打印】【关闭】\n上一篇：关于印发办法的通知\n附件下载：方案.pdf\n"
    end = f"武强县民政局\n{DATE}{page}"
    text = read_plain(f"武强县民政局关于印发方案的通知\n{BODY}{end}".encode(), "x")
    (task,) = parse(text).tasks
    assert len(task.measures) == 1
    assert task.span.end <= text.content.index("武强县民政局\n")
