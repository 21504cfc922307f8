"""Work lists as they come: columns in any order, blank cells, sums, lists that are the document."""

from __future__ import annotations

from typing import Any

import pytest

from hqgraph.parsing import as_json, parse
from hqgraph.reading.builder import TextBuilder
from hqgraph.reading.plain import read_plain


def document(*blocks: str | list[list[str]]) -> dict[str, Any]:
    builder = TextBuilder("x")
    for block in blocks:
        if isinstance(block, str):
            builder.paragraph(block, "paragraph")
        else:
            builder.table(block, "table")
    found: dict[str, Any] = as_json(parse(builder.build()))
    return found


def told(found: dict[str, Any]) -> list[tuple[str, list[str], str | None]]:
    return [
        (t["title"], [a["name"] for a in t["agencies"]], (t["deadline"] or {}).get("text"))
        for t in found["tasks"]
    ]


@pytest.mark.parametrize("task", ["任务", "工作事项", "整改措施", "重点任务"])
def test_the_body_of_a_task_may_stand_left_of_it(task: str) -> None:
    found = document(
        "武强县重点任务清单",
        [
            ["责任单位", task, "序号", "完成时限"],
            ["县教育局、县财政局", "新建学校3所", "1", "2023年底"],
            ["县水利局", "整治河道", "2", ""],
        ],
    )
    assert told(found) == [
        ("新建学校3所", ["县教育局", "县财政局"], "2023年底"),
        ("整治河道", ["县水利局"], None),
    ], "a blank cell is no deadline"


def test_a_list_by_body_is_told_by_its_heading() -> None:
    rows = [["县教育局", "办好学校。"], ["县教育局", "开展体育。"]]
    for heading in (["成员单位", "主要任务"], ["责任单位", "工作职责"]):
        assert told(document("武强县任务清单", [heading, *rows])) == [
            ("县教育局", ["县教育局"], None)
        ]


def test_a_task_said_in_its_title_has_its_targets() -> None:
    found = document("武强县任务清单", [["任务", "责任单位"], ["新建学校3所", "县教育局"]])
    assert found["tasks"][0]["indicators"][0]["value"] == 3.0


def test_a_sum_is_no_task() -> None:
    rows = [["序号", "任务", "责任单位"], ["1", "新建学校", "县教育局"], ["合计", "3项", ""]]
    assert [t["title"] for t in document("武强县任务清单", rows)["tasks"]] == ["新建学校"]


@pytest.mark.parametrize(
    ("title", "region", "form"),
    [
        ("贵阳市整改任务分解表", "贵阳市", None),
        ("2024年芜湖市镜湖区民生实事责任清单", "镜湖区", "清单"),
    ],
)
def test_the_title_over_a_list_is_the_documents(title: str, region: str, form: str | None) -> None:
    found = document("附件2", title, [["任务", "责任单位"], ["新建学校", "市教育局"]])
    assert (found["document"]["title"], found["document"]["region"]) == (title, region)
    assert found["document"]["form"] == form
    assert found["tasks"][0]["section"] is None


def test_a_note_on_the_list_is_no_part_of_its_title() -> None:
    rows = [["任务", "责任单位"], ["新建学校", "县教育局"]]
    found = document("本表由县政府办负责解释", "兴县责任清单", rows)
    assert found["document"]["title"] == "兴县责任清单"


def test_a_column_of_bodies_that_is_not_read_is_told() -> None:
    rows = [["任务", "责任单位", "督导单位", "备注"], ["新建学校", "县教育局", "县纪委监委", "无"]]
    found = document("武强县任务清单", rows)
    assert [(left["reason"], left["quote"]) for left in found["leftovers"]] == [
        ("unread-column", "督导单位")
    ]


def test_a_heading_over_a_list_is_its_section_and_nothing_else() -> None:
    found = document(
        "武强县人民政府办公室关于加强工作的通知",
        "一、重点任务及分工",
        [["任务", "责任单位"], ["新建学校", "县教育局"]],
        "二、保障措施",
        "1.强化领导。县教育局统筹协调各项工作，定期调度。",
    )
    assert [(t["title"], t["section"]) for t in found["tasks"]] == [
        ("新建学校", "一、重点任务及分工"),
        ("强化领导", "二、保障措施"),
    ]
    assert found["leftovers"] == []


def test_an_annex_that_is_a_list_is_not_reported_as_one_without_tasks() -> None:
    found = document(
        "武强县人民政府办公室关于加强工作的通知",
        "一、重点任务",
        "（一）加强建设。认真做好建设工作，确保取得成效。（县财政局）",
        "武强县人民政府",
        "2023年3月1日",
        "附件",
        "各部门政策制定重点领域",
        [["部门", "职责与任务"], ["县教育局", "办好健康学校。"]],
    )
    assert [t["title"] for t in found["tasks"]] == ["加强建设", "县教育局"]
    assert found["leftovers"] == []


def test_a_line_that_a_page_adds_below_the_date_is_no_annex() -> None:
    head = "武强县人民政府关于加强工作的通知\n各乡镇人民政府：\n一、重点任务\n"
    body = "（一）加强建设。认真做好建设工作，确保取得成效。（县财政局）\n武强县人民政府\n"
    end = "2023年3月1日\n各乡镇人民政府，各街道办事处，县政府各部门：\n"
    assert parse(read_plain((head + body + end).encode(), "x")).leftovers == ()
