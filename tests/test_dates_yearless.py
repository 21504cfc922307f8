"""Dates that print no year, and the day a document counts them from."""

from __future__ import annotations

import pytest

from hqgraph.model import DeadlineKind, Fact, Span
from hqgraph.parsing.dates import find_dates, parse_deadline
from hqgraph.parsing.dates_yearless import Day, speaking_from
from hqgraph.parsing.milestones import milestones_in

ISSUED = Day(2026, 4, 26)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("6月30日前完成审批，9月底前开工，年底前完工", ["2026-06-30", "2026-09-30", "2026-12-31"]),
        ("3月底前完成准备", ["2027-03-31"]),
        ("明年3月前完成总结", ["2027-03-31"]),
        ("明年二季度末前完成总结", ["2027-06-30"]),
        ("今年6月15日前完成立项", ["2026-06-15"]),
        ("十二月上旬前完成验收", ["2026-12-10"]),
        ("3月至6月底前集中整治", ["2026-06-30"]),
        ("第三季度末前投用，上半年以前开工", ["2026-09-30", "2026-06-30"]),
        (
            "2027年6月底前完成设计，9月底前开工，3月底前投用",
            ["2027-06-30", "2027-09-30", "2028-03-31"],
        ),
        ("较2020年下降15%，6月底前完成", ["2020-12-31", "2026-06-30"]),
        ("2月底前完成（闰年）", ["2027-02-28"]),
    ],
)
def test_the_first_such_date_from_the_day_of_issue(text: str, dates: list[str]) -> None:
    assert [mention.date for mention in find_dates(text, since=ISSUED)] == dates


@pytest.mark.parametrize(
    "text",
    [
        "每年3月底前报送总结",
        "每年编制年度计划，3月底前报送备案",
        "于次年1月底前报送总结",
        "每季度末月20日前报送进度",
        "每月5日前报送进度",
        "6个月内完成整改",
        "三年前完成的项目",
        "满月前后随访一次",
    ],
)
def test_what_recurs_or_counts_months_is_no_date(text: str) -> None:
    assert list(find_dates(text, since=ISSUED)) == []


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("6月底", "2026-06-30"),
        ("9月30日前", "2026-09-30"),
        ("年底前", "2026-12-31"),
        ("2026年6月1日—12月20日", "2026-12-20"),
        ("三季度", "2026-09-30"),
    ],
)
def test_a_deadline_cell_needs_no_before(cell: str, date: str) -> None:
    assert parse_deadline(cell, ISSUED) == (DeadlineKind.BY, date)


def test_a_deadline_whose_year_nothing_tells_has_no_date() -> None:
    assert parse_deadline("6月底前") == (DeadlineKind.REDACTED, None)


def test_the_quote_of_an_aim_ends_where_the_next_begins() -> None:
    content = "并于5月20日前报县水利局备案，6月底前完成主体工程建设。"
    found = milestones_in(content, [Span(0, len(content))], ISSUED)
    assert [(m.text, m.quote) for m in found] == [
        ("于5月20日前", "并于5月20日前报县水利局备案"),
        ("6月底前", "6月底前完成主体工程建设"),
    ]


def fact(value: str | None) -> Fact | None:
    return Fact(value, Span(0, 1)) if value else None


@pytest.mark.parametrize(
    ("issued", "number", "title", "day"),
    [
        ("2026-04-26", "甲政办发〔2026〕15号", "关于加强管理的通知", "2026-04-26"),
        (None, "甲政办发〔2026〕15号", "关于加强管理的通知", "2026-01-01"),
        (None, None, "关于印发2026年重点工作任务的通知", "2026-01-01"),
        ("2025-12-20", None, "关于印发2026年重点工作任务的通知", "2026-01-01"),
        ("2026-04-26", None, "关于做好2026年农田建设的通知", "2026-01-01"),
        ("2026-04-26", None, "关于2024年督查情况的通报", "2026-04-26"),
        ("2026-04-26", None, "三年行动计划（2026—2028年）", "2026-04-26"),
        (None, "甲政办发〔20__〕15号", "关于加强管理的通知", None),
    ],
)
def test_the_day_a_document_speaks_from(
    issued: str | None, number: str | None, title: str, day: str | None
) -> None:
    found = speaking_from(fact(issued), fact(number), fact(title))
    assert (found and found.isoformat()) == day
