"""Work lists in every form: merged cells, tables by body, headers said otherwise, further pages."""

from __future__ import annotations

from typing import Any

from hqgraph.model import Text
from hqgraph.parsing import as_json, parse
from hqgraph.reading.builder import TextBuilder


def text(*tables: list[list[str]], title: str = "武强县健康服务任务清单") -> Text:
    builder = TextBuilder("x")
    builder.paragraph(title, "paragraph 1")
    for rows in tables:
        builder.table(rows, "table 1")
    return builder.build()


def tasks(*tables: list[list[str]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = as_json(parse(text(*tables)))["tasks"]
    return found


def brief(found: list[dict[str, Any]]) -> list[tuple[str | None, str, list[str]]]:
    return [(t["no"], t["title"], [a["canonical"] for a in t["agencies"]]) for t in found]


def test_a_table_by_body_has_a_task_per_body() -> None:
    rows = [["部门", "职责与任务"], ["县教育局", "办好健康学校。"], ["县教育局", "开展体育活动。"]]
    found = tasks([*rows, ["县财政局", "保障经费。"]])
    assert brief(found) == [
        (None, "县教育局", ["县教育局"]),
        (None, "县财政局", ["县财政局"]),
    ]
    assert len(found[0]["measures"]) == 2
    assert found[0]["section"] is None, "the title over a table is no section"


def test_rows_of_one_number_are_one_task() -> None:
    found = tasks(
        [
            ["序号", "工作任务", "具体措施", "责任单位"],
            ["1", "建设中心", "完善功能。", "县财政局"],
            ["1", "建设中心", "配齐人员。", "县教育局"],
            ["2", "培养人才", "开展培训。", "县教育局"],
        ]
    )
    assert brief(found) == [
        ("1", "建设中心", ["县财政局", "县教育局"]),
        ("2", "培养人才", ["县教育局"]),
    ]


def test_a_title_over_several_numbers_is_their_section() -> None:
    found = tasks(
        [
            ["重点任务", "序号", "具体措施", "责任单位"],
            ["强基层", "1", "建设卫生院。完善设施。", "县财政局"],
            ["强基层", "2", "培训村医。每年轮训。", "县教育局"],
        ]
    )
    assert [(t["no"], t["title"], t["section"]) for t in found] == [
        ("1", "建设卫生院", "强基层"),
        ("2", "培训村医", "强基层"),
    ]


def test_headers_said_otherwise_and_over_two_rows() -> None:
    found = tasks(
        [
            ["序号", "任务", "责任分工", "责任分工", "完成时限（2023年）"],
            ["序号", "任务", "牵头部门（单位）", "配合部门（单位）", "完成时限（2023年）"],
            ["一、强基层", "一、强基层", "一、强基层", "一、强基层", "一、强基层"],
            ["1", "建设中心", "县财政局", "县教育局", "6月底前"],
        ]
    )
    assert [(t["section"], t["title"]) for t in found] == [("一、强基层", "建设中心")]
    assert [(a["canonical"], a["role"]) for a in found[0]["agencies"]] == [
        ("县财政局", "lead"),
        ("县教育局", "support"),
    ]


def test_a_table_goes_on_over_pages() -> None:
    header = ["序号", "工作任务", "责任单位"]
    found = tasks(
        [header, ["1", "建设中心", "县财政局"]],
        [["2", "培养人才", "县教育局"]],
        [header, ["3", "推广技术", "县科技局"]],
    )
    assert [t["no"] for t in found] == ["1", "2", "3"]


def test_a_row_without_a_body_is_still_a_task() -> None:
    found = tasks(
        [
            ["序号", "工作任务", "具体措施", "责任单位"],
            ["1", "建设中心", "完善功能。", "县财政局"],
            ["2", "培养人才", "开展培训。", ""],
        ]
    )
    assert brief(found)[1] == ("2", "培养人才", [])


def test_a_table_of_other_things_gives_no_task() -> None:
    found = tasks([["序号", "姓名", "单位"], ["1", "张三", "县财政局"]], _WORK)
    assert brief(found) == [(None, "建设中心", ["县财政局"])]


_WORK = [["工作任务", "责任单位"], ["建设中心", "县财政局"]]
