"""Markdown: the marks go, the text stays as in a plain text file."""

from __future__ import annotations

from pathlib import Path

import pytest

from hqgraph.parsing import as_json, parse
from hqgraph.reading import read
from hqgraph.reading.markdown import plain, read_markdown
from hqgraph.resources import resource

SAMPLES = Path(__file__).parents[2] / "shared" / "samples"


def paragraphs(source: str) -> list[str]:
    text = read_markdown(source.encode(), "x.md")
    return [text.slice(block.span) for block in text.paragraphs()]


@pytest.mark.parametrize("seed", sorted(resource("seeds").glob("*.txt")), ids=lambda f: f.stem[:3])
def test_a_seed_saved_as_markdown_says_the_same(seed: Path) -> None:
    copy = read_markdown(seed.read_bytes(), "x.md")
    assert as_json(parse(copy)) == as_json(parse(read(seed)))


@pytest.mark.parametrize(
    ("marked", "bare"),
    [
        ("**一、目标。**要做好。", "一、目标。要做好。"),
        ("见[通知](http://a.cn/x.html)。", "见通知。"),
        ("![图](x.png)甲", "甲"),
        ("*甲*与__乙__和`丙`~~丁~~", "甲与乙和丙丁"),
        ("<http://a.cn/>", "http://a.cn/"),
        ("<u>甲</u>&nbsp;", "甲\xa0"),
        (r"1\. 甲\*", "1. 甲*"),
        ("5*3*2 与 snake_case_name", "5*3*2 与 snake_case_name"),
        ("青政办〔20**〕90号", "青政办〔20**〕90号"),
        ("a<b 且 c>d", "a<b 且 c>d"),
    ],
)
def test_marks_go_and_text_stays(marked: str, bare: str) -> None:
    assert plain(marked) == bare


def test_headings_rules_quotes_lists_and_fences() -> None:
    source = (
        "# 某市通知 #\n\n---\n\n> 引用的话。\n\n- 第一项。\n* 第二项。\n\n```\n原文。\n```\n"
        "附注\n===\n<!-- 不\n印 -->\n[1]: http://a.cn/\n"
    )
    assert paragraphs(source) == [
        "某市通知",
        "引用的话。",
        "第一项。",
        "第二项。",
        "原文。",
        "附注",
    ]


def test_headings_and_bold_lines_are_joined_to_nothing() -> None:
    heading = "某市关于" + "进一步" * 20
    source = f"# {heading}\n正文第一句。\n**{heading}**\n正文第二句。\n"
    assert paragraphs(source) == [heading, "正文第一句。", heading, "正文第二句。"]


def test_a_crawlers_header_is_kept_line_by_line() -> None:
    source = (
        "**发布日期**: 2025-01-10\n**发布机构**: 某局\n**原文链接**: [http://a.cn](http://a.cn)\n"
    )
    assert paragraphs(source) == ["发布日期: 2025-01-10", "发布机构:某局", "原文链接: http://a.cn"]


def test_a_pipe_table_is_a_table_with_its_line() -> None:
    source = "甲。\n\n| 任务 | 责任单位 |\n|:--|--:|\n| **一** | 市\\|局<br>乙 |\n| 二 |\n\n乙。\n"
    text = read_markdown(source.encode(), "x.md")
    (table,) = text.tables()
    rows = [[text.slice(cell) for cell in row] for row in table.rows]
    assert rows == [["任务", "责任单位"], ["一", "市|局 乙"], ["二", ""]]
    assert [block.origin for block in text.blocks] == ["line 1", "line 3", "line 8"]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not at hand")
@pytest.mark.parametrize(
    ("start", "number", "issued"),
    [
        ("014", "沪科〔2025〕5号", "2025-01-10"),
        ("015", "沪府办发〔2025〕11号", "2025-05-17"),
        ("016", "沪府办规〔2025〕5号", "2025-07-23"),
    ],
)
def test_samples_give_their_header(start: str, number: str, issued: str) -> None:
    (file,) = SAMPLES.glob(f"{start} *.md")
    policy = as_json(parse(read(file)))
    document = policy["document"]
    assert (document["number"], document["issued"]) == (number, issued)
    assert document["region"] == "上海市" and "上海市" in document["title"]
    assert sum(1 for task in policy["tasks"] if task["agencies"]) >= 9
