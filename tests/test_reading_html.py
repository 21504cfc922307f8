"""Saved web pages: the body without the site, cards, tables, encodings, attacks."""

from __future__ import annotations

import html
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pytest

from hqgraph.errors import ReadError
from hqgraph.model import Table
from hqgraph.parsing import as_json, parse
from hqgraph.reading.html import read_html
from hqgraph.reading.plain import read_plain

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
BODY = [
    "某市人民政府关于加强慢性病管理的通知",
    "某政发〔2024〕3号",
    "各区人民政府：",
    "一、加强领导。各单位要高度重视，落实责任，确保到2025年管理率达到60%以上。（市卫生健康委负责）",
    "二、保障经费。各级财政要加大投入，完善机制。（市财政局负责）",
]


def page(inner: str, head: str = "") -> str:
    menu = "".join(f"<li><a href='/{n}'>栏目{n}</a></li>" for n in range(12))
    return (
        f"<html><head>{head}<style>p{{}}</style></head><body><div class='top'><ul>{menu}</ul></div>"
        f"<div id='x'><div>{inner}</div></div><script>var a='假，的。';</script>"
        f"<div class='footer'>版权所有，某网站。</div><div>{menu}</div></body></html>"
    )


def paragraphs(markup: str) -> list[str]:
    text = read_html(markup.encode(), "x.html")
    return [text.slice(paragraph.span) for paragraph in text.paragraphs()]


def body(lines: list[str] = BODY) -> str:
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines)


def test_menus_scripts_and_footers_are_no_text() -> None:
    assert paragraphs(page(body())) == BODY


def test_hidden_parts_and_tools_are_no_text() -> None:
    extra = "<p style='display: none'>暗，的。</p><p hidden>暗。</p>"
    extra += "<p>【字体：大 中 小】</p><p>关闭窗口</p>"
    assert paragraphs(page(extra + body())) == BODY


def test_the_title_is_taken_from_the_head_when_the_body_lacks_it() -> None:
    head = f"<title>{BODY[0]}_某市人民政府门户网站</title>"
    assert paragraphs(page(body(BODY[1:]), head))[0] == BODY[0]
    assert paragraphs(page(body(), head)) == BODY


def test_a_title_printed_in_other_words_stands_above_that_of_the_head() -> None:
    head = "<title>某市政府网站 关于加强慢性病的通知</title>"
    assert paragraphs(page(f"<h1>{BODY[0]}</h1>" + body(BODY[1:]), head)) == BODY
    other = "<title>某市人民政府办公室关于转发慢性病管理办法的函</title>"
    assert len(paragraphs(page(body(), other))) == len(BODY) + 1


CARD = "<tr><td>索 引 号：</td><td>123-4</td><td>发文机构</td><td>某市人民政府</td></tr>"
CARD += "<tr><td>发文字号</td><td>某政发〔2024〕3号</td><td>成文日期</td><td></td></tr>"


@pytest.mark.parametrize("outside", [True, False])
def test_the_card_becomes_labelled_paragraphs_before_the_text(outside: bool) -> None:
    card = f"<table>{CARD}</table>"
    markup = page(body()).replace("<div id='x'>", card + "<div id='x'>")
    lines = paragraphs(markup if outside else page(card + body()))
    assert lines == [
        "索引号：123-4",
        "发文机构：某市人民政府",
        "发文字号：某政发〔2024〕3号",
        *BODY,
    ]


def test_a_short_document_is_not_taken_for_its_card() -> None:
    card = "<ul><li>索引号：1</li><li>文号：某发〔2024〕1号</li><li>发文机关：某局</li></ul>"
    assert "按此执行，特此通知。" in paragraphs(
        f"<div><div>{card}</div><p>按此执行，特此通知。</p></div>"
    )


def test_a_layout_table_is_unwrapped_and_a_data_table_stays_with_merged_cells() -> None:
    data = (
        "<table><tr><th>任务</th><th>责任单位</th></tr>"
        "<tr><td rowspan='2'>甲</td><td>财政局</td></tr>"
        "<tr><td>教育<br>局</td></tr></table>"
    )
    text = read_html(f"<table><tr><td>{body()}{data}</td></tr></table>".encode(), "x")
    (table,) = text.tables()
    assert [[text.slice(c) for c in row] for row in table.rows] == [
        ["任务", "责任单位"],
        ["甲", "财政局"],
        ["甲", "教育局"],
    ]
    assert [text.slice(p.span) for p in text.paragraphs()] == BODY
    assert table.origin.startswith("element ")


def test_breaks_end_lines_inline_marks_do_not_and_entities_are_decoded() -> None:
    markup = "<div>一、<b>甲</b><span>事</span>。<br/>"
    markup += "二、乙&#20107;&nbsp;&amp;\n丙&ldquo;丁&rdquo;。</div>"
    assert paragraphs(markup) == ["一、甲事。", "二、乙事&丙“丁”。"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("stated", ["", "<meta charset='gb2312'>"])
def test_every_encoding_gives_the_same_text(encoding: str, stated: str) -> None:
    markup = page(body(), stated)
    same = read_html(page(body()).encode(), "x").content
    assert read_html(markup.encode(encoding), "x").content == same


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_a_seed_as_a_page_gives_the_same_facts(seed: Path) -> None:
    plain = read_plain(seed.read_bytes(), "x")
    parts = []
    for block in plain.blocks:
        if isinstance(block, Table):
            rows = (
                "".join(f"<td>{html.escape(plain.slice(cell))}</td>" for cell in row)
                for row in block.rows
            )
            parts.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
        else:
            parts.append(f"<p>{html.escape(plain.slice(block.span))}</p>")
    again = read_html(page("".join(parts)).encode(), "x")
    assert as_json(parse(again)) == as_json(parse(plain))


def test_no_external_entity_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密", encoding="utf-8")
    markup = (
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><p>甲，&x;乙。<img src="{secret}">'
    )
    assert "秘密" not in "".join(paragraphs(markup))


ATTACKS = {
    "deep": b"<div>" * 10_000 + "好，".encode(),
    "long line": ("<p>" + "健康，" * 5_500_000).encode(),
    "many": "<p>好，</p>".encode() * 200_000,
    "spans": ("<table>" + "<tr><td rowspan=900 colspan=900>好</td></tr>" * 1000).encode(),
    "tables": b"<table><tr><td>" * 10_000 + "好，".encode(),
    "attributes": b"<p " * 1_000_000,
    "comments": b"<!--" * 1_000_000,
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_ends_soon_with_an_error_or_a_text(name: str) -> None:
    began = monotonic()
    with suppress(ReadError):
        read_html(ATTACKS[name], "x")
    assert monotonic() - began < 10


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b" ", "read.empty"),
        (b"\x00\x01" * 50, "read.binary"),
        (b"<html><body><script>x</script></body></html>", "read.html-no-text"),
    ],
)
def test_what_is_no_page_is_refused_with_a_reason(data: bytes, key: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_html(data, "文件.html")
    assert caught.value.key == key
