"""OFD files (GB/T 33190): glyphs placed, wraps undone, tables found, and what is refused."""

from __future__ import annotations

import pytest

from hqgraph.errors import ReadError
from hqgraph.parsing import as_json, parse
from hqgraph.reading.ofd import read_ofd
from hqgraph.reading.plain import read_plain
from ofd_fixture import NAMESPACE, content, make_ofd, path_object, text_object, typeset_ofd
from pdf_fixture import BODY


def paragraphs(data: bytes) -> list[str]:
    text = read_ofd(data, "x.ofd")
    return [text.slice(paragraph.span) for paragraph in text.paragraphs()]


def test_wraps_and_page_breaks_are_undone_and_page_numbers_dropped() -> None:
    assert paragraphs(typeset_ofd(BODY)) == BODY


def test_an_ofd_and_the_text_give_the_same_policy() -> None:
    text = read_plain("\n".join(BODY).encode(), "x")
    printed, plain = (as_json(parse(t)) for t in (read_ofd(typeset_ofd(BODY), "x"), text))
    assert printed == plain


def test_ruled_tables_are_tables() -> None:
    rules = "".join(f"M 20 {y} L 180 {y} " for y in (20, 30, 40))
    rules += "".join(f"M {x} 20 L {x} 40 " for x in (20, 100, 180))
    cells = [(22, 22, "任务"), (102, 22, "责任单位"), (22, 32, "甲"), (102, 32, "市财政局")]
    text = read_ofd(
        make_ofd([path_object(rules) + "".join(text_object(*cell) for cell in cells)]), "x"
    )
    (table,) = text.tables()
    assert [[text.slice(cell) for cell in row] for row in table.rows] == [
        ["任务", "责任单位"],
        ["甲", "市财政局"],
    ]


def test_gaps_scale_and_turn_as_the_object_says() -> None:
    spread = (
        '<ofd:TextObject Size="5" Boundary="10 40 9 9" CTM="2 0 0 2 0 0">'
        '<ofd:TextCode X="0" Y="4" DeltaX="5 g 2 5">甲乙丙丁</ofd:TextCode>'
        '<ofd:TextCode X="20" Y="4">戊</ofd:TextCode></ofd:TextObject>'
    )
    alone = text_object(110.5, 41, "己", 10)
    assert paragraphs(make_ofd([spread + alone])) == ["甲乙丙丁戊己"]


def test_digits_set_as_wide_as_the_characters_around_them_have_no_blanks_between() -> None:
    even = (
        '<ofd:TextObject Size="5" Boundary="10 40 90 9">'
        '<ofd:TextCode X="0" Y="4" DeltaX="g 9 5">2023年11月8日</ofd:TextCode></ofd:TextObject>'
    )
    assert paragraphs(make_ofd([even])) == ["2023年11月8日"]


def test_what_templates_print_is_read_and_what_is_invisible_is_not() -> None:
    hidden = text_object(20, 60, "看不见", attributes='Visible="false"')
    pages = make_ofd([text_object(20, 50, "正文。") + hidden], text_object(20, 20, "红头文件"))
    assert paragraphs(pages) == ["红头文件", "正文。"]


def test_a_name_may_begin_at_the_root_and_objects_may_stand_in_blocks() -> None:
    body = f"<ofd:PageBlock>{text_object(20, 20, '甲。')}</ofd:PageBlock>"
    root = (
        f"<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>"
    )
    assert paragraphs(make_ofd([body], **{"OFD.xml": root})) == ["甲。"]


PAGE = "Doc_0/Pages/Page_0/Content.xml"
IMAGE = '<ofd:ImageObject ID="5" ResourceID="6" Boundary="0 0 210 297"/>'


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (make_ofd([""]), "read.ofd-no-text"),
        (make_ofd([IMAGE]), "read.ofd-scanned"),
        (make_ofd([text_object(20, 20, "\ue000" * 30)]), "read.ofd-garbled"),
        (make_ofd(["x"], **{"OFD.xml": f"<ofd:OFD {NAMESPACE}>"}), "read.office.broken"),
        (make_ofd(["x"], **{"Encryptions.xml": "<e/>"}), "read.office.encrypted"),
        (make_ofd(["x"], **{PAGE: "<!DOCTYPE d [<!ENTITY e 'x'>]><d/>"}), "read.office.unsafe"),
        (make_ofd(["<ofd:PageBlock>" * 99 + "</ofd:PageBlock>" * 99]), "read.office.deep"),
        (make_ofd([text_object(1, 1, "字" * 500_001)]), "read.ofd-glyphs"),
        (make_ofd(["x"], **{PAGE: content(" " * 40_000_000)}), "read.office.large"),
    ],
    ids=range(9),
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes, key: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_ofd(data, "文件.ofd")
    assert caught.value.key == key
    assert "文件.ofd" in str(caught.value)
