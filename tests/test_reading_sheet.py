"""Excel and CSV lists: merged cells, titles, numbers as shown, any delimiter and encoding."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from hqgraph.model import Table, Text
from hqgraph.parsing import as_json, parse
from hqgraph.reading import read
from hqgraph.reading.delimited import read_delimited
from hqgraph.reading.sheet import read_sheet
from hqgraph.resources import resource

CATALOGUE = Path(__file__).parents[2] / "shared/samples/catalogue/policies-and-relations.xlsx"


def saved(book: openpyxl.Workbook) -> Text:
    out = io.BytesIO()
    book.save(out)
    return read_sheet(out.getvalue(), "x.xlsx")


def blocks(text: Text) -> list[object]:
    """Return paragraphs as strings and tables as lists of rows, in order."""
    return [
        [[text.slice(cell) for cell in row] for row in block.rows]
        if isinstance(block, Table)
        else text.slice(block.span)
        for block in text.blocks
    ]


def book_of(rows: Sequence[Sequence[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    return book


def work_list() -> tuple[Text, list[list[str]]]:
    """Return the seed that is a work list, and its table."""
    for seed in sorted(resource("seeds").glob("*.txt")):
        text = read(seed)
        for table in text.tables():
            return text, [[text.slice(cell) for cell in row] for row in table.rows]
    raise AssertionError("no seed holds a table")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_work_list_gives_the_same_facts_as_its_text(form: str) -> None:
    plain, rows = work_list()
    heads = [[plain.slice(block.span)] for block in plain.paragraphs()]
    if form == "xlsx":
        copy = saved(book_of([*heads, *rows]))
    else:
        lines = [",".join(f'"{cell}"' for cell in row) for row in [*heads, *rows]]
        copy = read_delimited("\r\n".join(lines).encode("gb18030"), "x.csv")
    assert as_json(parse(copy)) == as_json(parse(plain))


def test_title_rows_and_notes_are_paragraphs_with_their_cells() -> None:
    text = saved(
        book_of([["工作清单"], [], ["任务", "责任单位"], ["甲", "市财政局"], ["注：以年底为准。"]])
    )
    assert blocks(text) == [
        "工作清单",
        [["任务", "责任单位"], ["甲", "市财政局"]],
        "注：以年底为准。",
    ]
    assert [block.origin for block in text.blocks] == ["Sheet!A1", "Sheet!A3", "Sheet!A5"]


def test_cells_merged_downwards_repeat_and_cells_merged_across_do_not() -> None:
    book = book_of([["任务", None, "责任单位"], ["一", "甲", "市财政局"], ["二", "乙", None]])
    book.active.merge_cells("A1:B1")
    book.active.merge_cells("C2:C3")
    assert blocks(saved(book)) == [
        [["任务", "", "责任单位"], ["一", "甲", "市财政局"], ["二", "乙", "市财政局"]]
    ]


def test_numbers_dates_and_shares_are_read_as_shown() -> None:
    book = book_of(
        [["甲", "乙", "丙", "丁", "戊"], [3, 0.855, 0.1 + 0.2, date(2025, 12, 31), None]]
    )
    book.active["B2"].number_format = "0.0%"
    book.active["E2"] = date(2025, 6, 1)
    book.active["E2"].number_format = 'yyyy"年"m"月"'
    (table,) = blocks(saved(book))
    assert table[1] == ["3", "85.5%", "0.3", "2025年12月31日", "2025年6月"]


def test_every_visible_sheet_is_a_table_and_hidden_ones_are_not_read() -> None:
    book = book_of([["甲", "乙"]])
    book.create_sheet("第二").append(["丙", "丁"])
    hidden = book.create_sheet("第三")
    hidden.append(["戊", "己"])
    hidden.sheet_state = "hidden"
    text = saved(book)
    assert [block.origin for block in text.blocks] == ["Sheet!A1", "第二!A1"]


def test_a_cell_far_out_does_not_make_a_wide_table() -> None:
    book = book_of([["甲", "乙"]])
    book.active["XFD1048576"] = "远"
    assert blocks(saved(book)) == [[["甲", "乙"]], "远"]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_csv_in_any_delimiter_and_encoding(sign: str, encoding: str) -> None:
    rows = f'任务{sign}责任单位\n"甲，\n乙{sign}丙"{sign}市财政局\n\n'
    (table,) = blocks(read_delimited(rows.encode(encoding), "x.csv"))
    cell = "甲，乙" + {"\t": ""}.get(sign, sign) + "丙"
    assert table == [["任务", "责任单位"], [cell, "市财政局"]]


def test_csv_rows_of_unequal_length_are_filled() -> None:
    text = read_delimited("甲,乙,丙\n1,2\n1,2,3\n".encode(), "x.csv")
    assert blocks(text) == [[["甲", "乙", "丙"], ["1", "2", ""], ["1", "2", "3"]]]
    assert text.blocks[0].origin == "line 1"


@pytest.mark.skipif(not CATALOGUE.exists(), reason="the samples are not at hand")
def test_the_catalogue_among_the_samples_keeps_all_rows() -> None:
    assert [len(table.rows) for table in read(CATALOGUE).tables()] == [1039, 901]
