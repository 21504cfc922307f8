"""Regulations in articles, joint issues with party organs, and what a 简称 is."""

from __future__ import annotations

from typing import Any

import pytest

from hqgraph.parsing import as_json, parse
from hqgraph.reading.plain import read_plain

ARTICLES = (
    "第一章　总则\n第一条　为促进养老服务，制定本办法。\n"
    "第二条　县民政局负责养老服务的统筹协调工作。\n"
    "第二章　附则\n第三条　本办法由县民政局负责解释。\n"
    "第四条　本办法自2024年5月1日起施行，有效期3年。\n"
)


def document(content: str) -> dict[str, Any]:
    found: dict[str, Any] = as_json(parse(read_plain(content.encode(), "x")))
    return found


@pytest.mark.parametrize(
    "note",
    [
        "（2024年3月15日兴县人民政府印发　兴政规〔2024〕3号　自2024年5月1日起施行）",
        "（兴政规〔2024〕3号　2024年3月15日兴县人民政府公布　自2024年5月1日起施行　有效期三年）",
    ],
)
def test_the_line_under_a_regulations_title_tells_its_issue(note: str) -> None:
    found = document(f"兴县养老服务促进办法\n{note}\n{ARTICLES}")
    assert {key: found["document"][key] for key in ("title", "number", "issuer", "issued")} == {
        "title": "兴县养老服务促进办法",
        "number": "兴政规〔2024〕3号",
        "issuer": "兴县人民政府",
        "issued": "2024-03-15",
    }
    assert found["document"]["form"] == "办法"
    assert found["citations"] == [], "its own number is no citation"


def test_the_number_of_an_order_under_a_regulations_title() -> None:
    found = document(f"兴县促进办法\n（2024年3月15日兴县人民政府令第12号公布）\n{ARTICLES}")
    assert found["document"]["number"] == "兴县人民政府令第12号"
    assert found["document"]["issuer"] == "兴县人民政府"


def test_years_in_brackets_stay_in_the_title() -> None:
    found = document(f"兴县养老服务促进办法\n（2024年修订）\n{ARTICLES}")
    assert found["document"]["title"] == "兴县养老服务促进办法（2024年修订）"


def test_who_explains_and_from_when_is_no_task() -> None:
    found = document(f"兴县养老服务促进办法\n{ARTICLES}")
    assert [(t["no"], t["section"]) for t in found["tasks"]] == [("第二条", "第一章 总则")]


def test_an_item_that_begins_a_period_is_still_a_task() -> None:
    head = "兴县人民政府办公室关于加强工作的通知\n各乡镇人民政府：\n一、重点任务\n"
    found = document(
        f"{head}（一）自2025年起实施健康行动。（县卫健局）\n（二）做好工作。（县教育局）\n"
    )
    assert len(found["tasks"]) == 2


def test_a_joint_issue_with_a_party_organ() -> None:
    organs = ["江苏省卫生健康委员会", "江苏省财政厅", "中共江苏省委组织部", "江苏省医疗保障局"]
    pair = f"{organs[0]} {organs[1]}\n{organs[2]} {organs[3]}\n"
    body = "各设区市财政局：\n一、加强培养。每年培养1000名。（省财政厅负责）\n"
    found = document(f"{pair}关于做好工作的通知\n{body}{pair}2023年8月9日\n")
    assert found["document"]["issuer"] == "、".join(organs)
    glued = "山东省教育厅\n中共山东省委机构编制委员会办公室\n关于做好工作的通知\n"
    signed = "山东省教育厅　　　中共山东省委机构编制委员会办公室\n2023年8月9日\n"
    issuer = document(f"{glued}{body}{signed}")["document"]["issuer"]
    assert issuer == "山东省教育厅、中共山东省委机构编制委员会办公室"


def test_a_short_name_is_no_citation() -> None:
    found = document(
        "兴县人民政府办公室关于推进工作的通知\n各乡镇人民政府：\n"
        "根据《四川省关于推进健康的实施意见》（川府发〔2022〕1号，以下简称《实施意见》）和《国家健康规划》，制定本通知。\n"
        "一、重点任务\n（一）推进改革。落实《实施意见》要求，建设中心。（县卫健局）\n"
    )
    assert [(c["title"], c["relation"]) for c in found["citations"]] == [
        ("四川省关于推进健康的实施意见", "basis"),
        ("国家健康规划", "basis"),
    ]
    assert found["citations"][1]["quote"] == "和《国家健康规划》"
