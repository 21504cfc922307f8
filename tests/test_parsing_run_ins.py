"""Items without numbers, items in deep outlines, items that are one sentence."""

from __future__ import annotations

from typing import Any

import pytest

from hqgraph.parsing import as_json, parse
from hqgraph.reading.markdown import read_markdown
from hqgraph.reading.plain import read_plain

HEAD = "兴县人民政府办公室关于加强工作的通知\n\n兴政办发〔2023〕5号\n\n各乡镇人民政府：\n\n"
PLAN = (
    "## 总体要求\n\n坚持人民至上。到2025年，床位达到500张。\n\n"
    "## 重点任务\n\n**完善服务体系。** 建设3个专科。责任部门：县卫健局、县发改局。\n\n"
    "**推进产业发展。** 种植面积稳定在3万亩。负责部门：县农业农村局。\n\n"
    "**加强人才培养。** 培养名中医50名。\n\n（县教育局、县人社局按职责分工负责）\n\n"
    "## 保障措施\n\n**加强组织领导。** 各地要高度重视。（各乡镇人民政府负责）\n"
)


def items(found: dict[str, Any]) -> list[tuple[str, str, str, list[str]]]:
    return [
        (t["kind"], t["section"], t["title"], [a["name"] for a in t["agencies"]])
        for t in found["tasks"]
    ]


@pytest.mark.parametrize("marked", [True, False])
def test_headings_without_numbers_that_run_into_their_text(marked: bool) -> None:
    if marked:
        found = as_json(parse(read_markdown((HEAD + PLAN).encode(), "x")))
    else:
        plain = (HEAD + PLAN).replace("## ", "").replace("**", "").replace("。 ", "。")
        found = as_json(parse(read_plain(plain.replace("\n\n", "\n").encode(), "x")))
    assert items(found) == [
        ("goal", "总体要求", "总体要求", []),
        ("task", "重点任务", "完善服务体系", ["县卫健局", "县发改局"]),
        ("task", "重点任务", "推进产业发展", ["县农业农村局"]),
        ("task", "重点任务", "加强人才培养", ["县教育局", "县人社局"]),
        ("safeguard", "保障措施", "加强组织领导", ["各乡镇人民政府"]),
    ]
    assert found["tasks"][0]["indicators"][0]["value"] == 500.0


def test_aims_among_paragraphs_with_headings_of_their_own() -> None:
    body = (
        "一、总体要求\n指导思想。坚持以人民为中心的发展思想，全面推进健康建设。\n"
        "主要目标。到2025年，全县床位达到500张，服务能力明显提升。\n"
        "二、重点任务\n（一）加强建设。认真做好建设工作，确保取得成效。（县财政局）\n"
    )
    found = as_json(parse(read_plain((HEAD.replace("\n\n", "\n") + body).encode(), "x")))
    assert items(found)[0] == ("goal", "一、总体要求", "主要目标", [])


def test_the_points_of_a_task_add_their_bodies_whichever_way_they_say_them() -> None:
    body = (
        "一、主要任务\n1.开发资源\n（1）推进风电。①支持风电。由县能源局牵头。\n"
        "（2）推进生物质。建锅炉50台。（县农业农村局）\n"
        "2.完善电网\n①改造线路。（县供电公司）\n②建设站点。（县住建局）\n"
    )
    found = as_json(parse(read_plain((HEAD.replace("\n\n", "\n") + body).encode(), "x")))
    assert set(items(found)[0][3]) == {"县农业农村局", "县能源局"}
    assert [t["section"] for t in found["tasks"][1:]] == ["2.完善电网", "2.完善电网"]


def test_an_item_of_one_sentence_is_its_own_text() -> None:
    body = "一、主要任务\n（一）县教育局牵头抓好各项工作落实。\n（二）加强建设。做好建设。\n"
    found = as_json(parse(read_plain((HEAD.replace("\n\n", "\n") + body).encode(), "x")))
    assert found["leftovers"] == []
    assert items(found)[0][3] == ["县教育局"]
