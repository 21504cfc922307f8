"""Dates as policy texts print them, and 完成时限 cells."""

from __future__ import annotations

import pytest

from hqgraph.model import DeadlineKind
from hqgraph.parsing.dates import find_dates, parse_deadline


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("到2026年", "2026-12-31"),
        ("在2026年底前", "2026-12-31"),
        ("2026年年末", "2026-12-31"),
        ("2026年6月底前", "2026-06-30"),
        ("2028年2月", "2028-02-29"),
        ("2026年6月15日前", "2026-06-15"),
        ("2026年上半年", "2026-06-30"),
        ("2026年第三季度", "2026-09-30"),
        ("2026年初", "2026-01-31"),
        ("2024—2026年", "2026-12-31"),
        ("2024年3月至2026年5月", "2026-05-31"),
        ("二〇二六年", "2026-12-31"),
    ],
)
def test_a_date_is_the_last_day_of_its_period(text: str, date: str) -> None:
    (mention,) = find_dates(f"力争{text}建成")
    assert (mention.text, mention.date) == (text, date)


@pytest.mark.parametrize("text", ["20__年", "20XX年10月底", "20××年前", "20__—20__年"])
def test_a_redacted_year_is_found_and_has_no_date(text: str) -> None:
    (mention,) = find_dates(f"{text}建成")
    assert (mention.text, mention.date, mention.kind) == (text, None, DeadlineKind.REDACTED)


def test_two_years_joined_by_and_are_two_dates() -> None:
    assert [m.date for m in find_dates("到2026和2030年，到2027年、2035年")] == [
        "2026-12-31",
        "2030-12-31",
        "2027-12-31",
        "2035-12-31",
    ]


def test_initially_built_is_not_the_beginning_of_the_year() -> None:
    (mention,) = find_dates("2026年初步建成")
    assert (mention.text, mention.date) == ("2026年", "2026-12-31")


@pytest.mark.parametrize("text", ["〔2021〕18号", "12026年度", "每年4月底前", "2000张", "二甲"])
def test_no_year_no_date(text: str) -> None:
    assert list(find_dates(text)) == []


def test_spans_count_in_the_whole_text() -> None:
    text = "到2024年。到2026年。"
    (mention,) = find_dates(text, 7)
    assert text[mention.span.start : mention.span.end] == "到2026年"


@pytest.mark.parametrize(
    ("cell", "kind", "date"),
    [
        ("2026年底", DeadlineKind.BY, "2026-12-31"),
        ("2026年底前完成并持续推进", DeadlineKind.BY, "2026-12-31"),
        ("“十五五”期末", DeadlineKind.BY, "2030-12-31"),
        ("十五五时期", DeadlineKind.BY, "2030-12-31"),
        ("2026年三季度末", DeadlineKind.BY, "2026-09-30"),
        ("长期坚持", DeadlineKind.ONGOING, None),
        ("每年12月底前", DeadlineKind.ONGOING, None),
        ("20__年10月底", DeadlineKind.REDACTED, None),
    ],
)
def test_deadline_cells(cell: str, kind: DeadlineKind, date: str | None) -> None:
    assert parse_deadline(cell) == (kind, date)


def test_a_cell_without_a_time_is_no_deadline() -> None:
    assert parse_deadline("县财政局") is None
