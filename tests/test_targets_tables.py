"""Indicator tables: a target for every row and target year."""

from __future__ import annotations

import pytest

from hqgraph.model import Paragraph, Span, Table, Text
from hqgraph.parsing import parse
from hqgraph.parsing.target_tables import table_targets


def text_of(*rows: str, before: str = "", after: str = "") -> Text:
    """Return a text with paragraphs, one table (cells parted by |) and paragraphs."""
    content, blocks = "", []

    def paragraphs(printed: str) -> None:
        nonlocal content
        for line in printed.splitlines():
            blocks.append(Paragraph(Span(len(content), len(content) + len(line))))
            content += line + "\n"

    paragraphs(before)
    start, table = len(content), []
    for row in rows:
        cells = []
        for cell in row.split("|"):
            cells.append(Span(len(content), len(content) + len(cell)))
            content += cell + "\t"
        table.append(tuple(cells))
        content = content[:-1] + "\n"
    blocks.append(Table(Span(start, len(content) - 1), tuple(table)))
    paragraphs(after)
    return Text(content, tuple(blocks))


def rows_of(*rows: str) -> list[tuple[str | None, str, str, object, str, str | None]]:
    text = text_of(*rows)
    (table,) = text.tables()
    found = list(table_targets(text, table))
    assert all(text.slice(t.span) == t.quote for t in found)
    return [(t.subject, t.name, t.op, t.value, t.unit, t.by) for t in found]


def test_the_first_year_is_where_it_starts_from() -> None:
    assert rows_of(
        "序号|指标名称|单位|2020年|2025年|属性",
        "1|森林覆盖率|%|23|24.1|约束性",
        "2|规模以上工业单位增加值能耗|%|—|[13.5]|预期性",
    ) == [
        (None, "森林覆盖率", "=", 24.1, "%", "2025-12-31"),
        ("规模以上工业", "单位增加值能耗", "=", 13.5, "%", "2025-12-31"),
    ]


def test_every_year_that_is_called_a_target() -> None:
    assert rows_of(
        "领域|主要指标|基期水平（2020年）|2025年目标值|2030年目标值",
        "健康|居民健康素养水平（%）|23.2|≥25|30左右",
    ) == [
        ("居民", "健康素养水平", ">=", 25.0, "%", "2025-12-31"),
        ("居民", "健康素养水平", "about", 30.0, "%", "2030-12-31"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ("项目|2020年|2025年", "甲|1|2"),
        ("指标|现状（2020年）", "森林覆盖率|23"),
        ("指标|单位|2025年", "森林覆盖率|%|完成国家下达任务"),
        ("指标|单位|2025年", "森林覆盖率|%"),
    ],
)
def test_no_indicators_no_targets(rows: tuple[str, ...]) -> None:
    assert rows_of(*rows) == []


def test_a_table_below_the_goals_belongs_to_them() -> None:
    text = text_of(
        "指标|单位|2025年",
        "森林覆盖率|%|24",
        before="甲县绿化方案\n一、总体目标\n生态环境持续改善。",
        after="二、重点任务\n（一）植树造林。大力植树造林。\n（二）退耕还林。推进退耕还林。",
    )
    goal = parse(text).tasks[0]
    assert [(t.name, t.by) for t in goal.targets] == [("森林覆盖率", "2025-12-31")]
