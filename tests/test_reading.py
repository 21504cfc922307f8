"""Bytes to text: encodings, wraps, dumps of tables, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hqgraph.errors import ReadError
from hqgraph.model import Table
from hqgraph.parsing import parse
from hqgraph.reading import read
from hqgraph.reading.characters import tidy
from hqgraph.reading.plain import read_plain

POLICY = "某市关于加强管理的通知\n一、加强领导。各单位要高度重视。\n"


def paragraphs(source: str) -> list[str]:
    text = read_plain(source.encode(), "x.txt")
    return [text.slice(p.span) for p in text.paragraphs()]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]
)
def test_every_encoding_gives_the_same_text(encoding: str) -> None:
    assert (
        read_plain(POLICY.encode(encoding), "x").content == read_plain(POLICY.encode(), "x").content
    )


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "read.empty"),
        (b" \n\t\n", "read.empty"),
        (b"%PDF-1.7 ...", "read.binary"),
        (b"\x00\x01\x02\x03" * 30, "read.binary"),
        (bytes(range(128, 256)) * 9 + b"\xff\xff", "read.encoding"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, key: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_plain(data, "文件.txt")
    assert caught.value.key == key
    assert "文件.txt" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_unknown_format_names_the_ones_that_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "a.xyz"
    file.write_text("x")
    with pytest.raises(ReadError, match=r"\.txt"):
        read(file)


def test_a_wrapped_paragraph_is_joined_and_its_blanks_dropped() -> None:
    wide = [
        "为进一步做好全市某某重点领域的有关工作，现将有关事项",
        "明确如下，请各部门认真贯彻执行，确保 2025 年底前全面完",
    ]
    body = [wide[0], "", wide[1], "", "成各项任务。"] * 6
    joined = paragraphs("\n".join(body))
    assert len(joined) == 6
    assert joined[0].endswith("确保2025年底前全面完成各项任务。")


def test_a_page_break_in_an_unwrapped_document_is_mended() -> None:
    long = "推动优质资源扩容下沉，" * 9
    assert (
        len(paragraphs(f"1. 做好工作。{long}以技术防治为\n\n重点，提升能力。\n\n2. 再做工作。好。"))
        == 2
    )


def test_an_open_bracket_goes_on_in_the_next_line() -> None:
    assert paragraphs("加强建设。（省\n财政厅、省教育厅负责）\n二、其他") == [
        "加强建设。（省财政厅、省教育厅负责）",
        "二、其他",
    ]


def test_headings_and_labels_are_not_joined() -> None:
    assert (
        len(paragraphs("一、总体要求\n（一）指导思想\n责任单位：市财政局\n完成时限：2025年\n")) == 4
    )


def test_a_decimal_at_the_start_of_a_line_opens_no_item() -> None:
    long = "到期末，全市有关指标在现有的基础之上继续稳步提高并且力争增长" * 2
    assert paragraphs(f"{long}\n1.5个百分点。") == [f"{long}1.5个百分点。"]


def test_page_numbers_are_no_text() -> None:
    assert paragraphs("一、甲。\n— 3 —\n二、乙。\n- 4 -\n") == ["一、甲。", "二、乙。"]


def test_a_dumped_word_table_keeps_rows_although_cells_wrap_and_blank_lines_lie() -> None:
    dump = "\t序号\n\t任务\n\t责任单位\n\n\t1\n\t甲\n\t县财\n政局\n\n\t2\n\t乙\n\n\t县教育局\n"
    text = read_plain(dump.encode(), "x")
    (table,) = text.tables()
    assert [[text.slice(c) for c in row] for row in table.rows] == [
        ["序号", "任务", "责任单位"],
        ["1", "甲", "县财政局"],
        ["2", "乙", "县教育局"],
    ]


def test_a_pasted_sheet_is_a_table() -> None:
    text = read_plain("附件\n任务\t责任单位\n甲\t县教育局\n乙\t县财政局\n".encode(), "x")
    assert [len(table.rows) for table in text.tables()] == [3]


def test_converter_bookmarks_and_invisible_characters_are_no_text() -> None:
    assert paragraphs("\ufeff责\u200b任[bookmark: _GoBack]单位") == ["责任单位"]


def test_radicals_and_full_width_digits_become_plain() -> None:
    assert paragraphs("⼯作⽅案２０２５年５０％") == ["工作方案2025年50%"]


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_blocks_whose_spans_lie_in_order(source: str) -> None:
    try:
        text = read_plain(source.encode("utf-8", "ignore"), "x")
    except ReadError:
        return
    at = 0
    for block in text.blocks:
        assert at <= block.span.start < block.span.end <= len(text.content)
        at = block.span.end
        if isinstance(block, Table):
            assert all(c.start <= c.end for row in block.rows for c in row)


@given(st.text(alphabet="中文ab 12\u3000，", max_size=40))
def test_tidying_twice_changes_nothing(line: str) -> None:
    assert tidy(tidy(line)) == tidy(line)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_bad_bytes_cost_their_characters_and_not_the_file(encoding: str) -> None:
    data = (POLICY * 9).encode(encoding)
    whole = read_plain(data, "x").content
    cut = read_plain(data[:-1] + b"\xff", "x").content
    assert "\ufffd" in cut and cut[:-4] in whole + cut[-4:]


def test_what_bytes_cost_is_told() -> None:
    line = "一、修复水源。修复水源3处。（责任单位：县水利局）\n"
    data = (line * 30).encode().replace("水源3处".encode(), "水源3处".encode()[:-1], 1)
    lost = [
        one for one in parse(read_plain(data, "x")).leftovers if one.reason == "lost-characters"
    ]
    assert len(lost) == 1 and "\ufffd" in lost[0].quote


def test_big5_is_named_and_traditional_characters_in_gb18030_are_read() -> None:
    text = "行政院關於加強國民健康照護工作實施計畫的通知：請各縣市政府依權責辦理。\n" * 3
    with pytest.raises(ReadError) as caught:
        read_plain(text.encode("big5"), "x")
    assert caught.value.key == "read.big5"
    assert read_plain(text.encode("gb18030"), "x").content.startswith("行政院關於")
