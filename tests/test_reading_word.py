"""Word files: what print shows and the characters do not, and what is left out."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from hqgraph.parsing import as_json, parse
from hqgraph.reading import read
from hqgraph.reading.numerals import numeral
from hqgraph.reading.word import read_word
from hqgraph.resources import resource
from word_fixture import as_word, p, paragraphs, tables, word

SAMPLES = Path(__file__).parents[2] / "shared" / "samples"


def list_level(at: int, form: str, frame: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{frame}"/></w:lvl>'
    )


def num(at: int, name: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{name}"/></w:numPr>'


OUTLINE = (
    '<w:abstractNum w:abstractNumId="7">'
    + list_level(0, "chineseCountingThousand", "%1、")
    + list_level(1, "chineseCounting", "（%2）")
    + list_level(2, "decimal", "%3.")
    + "</w:abstractNum>"
    + '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    + '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
    + '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


@pytest.mark.parametrize("seed", sorted(resource("seeds").glob("*.txt")), ids=lambda f: f.stem[:3])
def test_a_seed_saved_as_word_says_the_same(seed: Path, tmp_path: Path) -> None:
    plain = read(seed)
    file = tmp_path / "x.docx"
    file.write_bytes(as_word(plain))
    copy = read(file)
    assert copy.content == plain.content
    assert as_json(parse(copy)) == as_json(parse(plain))


@pytest.mark.parametrize("seed", sorted(resource("seeds").glob("*.txt")), ids=lambda f: f.stem[:3])
def test_a_seed_pasted_line_by_line_into_word_says_the_same(seed: Path) -> None:
    document = docx.Document()
    for line in seed.read_text(encoding="utf-8").splitlines():
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    copy = read_word(out.getvalue(), "x.docx")
    assert as_json(parse(copy)) == as_json(parse(read(seed)))


def test_numbers_of_lists_are_printed_and_counted_by_level() -> None:
    levels = (0, 1, 1, 2, 0, 1)
    body = "".join(p(f"第{i}项", num(level)) for i, level in enumerate(levels))
    assert [line.split("第")[0] for line in paragraphs(word(body, numbering=OUTLINE))] == [
        "一、",
        "（一）",
        "（二）",
        "1.",
        "二、",
        "（一）",
    ]


def test_a_list_that_starts_over_starts_over_and_an_empty_item_counts_nothing() -> None:
    body = p("甲", num(0)) + p("", num(0)) + p("乙", num(0)) + p("丙", num(0, 2))
    assert paragraphs(word(body, numbering=OUTLINE)) == ["一、甲", "二、乙", "一、丙"]


def test_a_number_before_a_year_keeps_its_blank() -> None:
    body = p("2025年底前完成。", num(2))
    assert paragraphs(word(body, numbering=OUTLINE)) == ["1. 2025年底前完成。"]


def test_numbers_come_from_the_style_unless_the_paragraph_refuses() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="x"/><w:pPr><w:numPr>'
        '<w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    style = '<w:pStyle w:val="b"/>'
    body = p("甲", style) + p("乙", style + num(0, 0))
    assert paragraphs(word(body, numbering=OUTLINE, styles=styles)) == ["（一）甲", "乙"]


@pytest.mark.parametrize(
    ("count", "form", "printed"),
    [
        (11, "chineseCounting", "十一"),
        (20, "chineseCountingThousand", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (105, "chineseCounting", "一〇五"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (27, "lowerLetter", "aa"),
        (9, "upperRoman", "IX"),
        (2, "ideographTraditional", "乙"),
        (4, "unknownForm", "4"),
        (4, "none", ""),
        (10**6, "chineseCounting", "1000000"),
    ],
)
def test_numerals(count: int, form: str, printed: str) -> None:
    assert numeral(count, form) == printed


def tc(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tbl(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def test_merged_cells_are_spread_to_rows_of_equal_length() -> None:
    data = word(
        tbl(
            tc(p("重点任务"), '<w:gridSpan w:val="2"/>') + tc(p("责任单位")),
            tc(p("一")) + tc(p("甲")) + tc(p("市财政局"), '<w:vMerge w:val="restart"/>'),
            tc(p("二")) + tc(p("乙")) + tc(p(""), "<w:vMerge/>"),
        )
    )
    assert tables(data) == [
        [["重点任务", "", "责任单位"], ["一", "甲", "市财政局"], ["二", "乙", "市财政局"]]
    ]


def test_names_below_one_another_in_a_cell_do_not_melt() -> None:
    cell = tc(p("市财政局") + p("市民政局")) + tc(p("甲；") + p("乙。"))
    assert tables(word(tbl(cell))) == [[["市财政局 市民政局", "甲；乙。"]]]


def test_a_table_inside_a_cell_is_part_of_it_and_a_frame_is_no_table() -> None:
    inner = tbl(tc(p("甲")) + tc(p("乙")))
    assert tables(word(tbl(tc(inner + p("丙")) + tc(p("丁"))))) == [[["甲 乙 丙", "丁"]]]
    framed = word(tbl(tc(p("一、总体要求") + inner)))
    assert paragraphs(framed) == ["一、总体要求"]
    assert tables(framed) == [[["甲", "乙"]]]


def test_a_deleted_row_and_deleted_text_are_gone_and_inserted_text_stays() -> None:
    row = "<w:trPr><w:del/></w:trPr>" + tc(p("旧")) + tc(p("旧"))
    kept = tc(p("甲")) + tc(p("乙"))
    assert tables(word(tbl(row, kept))) == [[["甲", "乙"]]]
    changed = (
        "<w:p><w:r><w:t>由市</w:t></w:r><w:del><w:r><w:delText>卫生局</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>卫生健康委</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧</w:t></w:r>"
        "</w:moveFrom></w:p>"
    )
    assert paragraphs(word(changed)) == ["由市卫生健康委"]


def test_a_deleted_paragraph_end_joins_with_what_follows_or_stays_at_the_end() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    assert paragraphs(word(p("前半", gone) + p("后半。") + p("末尾", gone))) == [
        "前半后半。",
        "末尾",
    ]


def test_a_text_box_is_read_once_from_the_current_rendering() -> None:
    box = "<w:txbxContent>" + p("某府办发〔2024〕1号") + "</w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice>"
        f"{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:t>标题。</w:t></w:r></w:p>"
    )
    assert paragraphs(word(body)) == ["标题。", "某府办发〔2024〕1号"]


def test_cited_footnotes_follow_the_body_and_do_not_cut_the_sentence() -> None:
    body = (
        '<w:p><w:r><w:t>甲乙</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        "<w:r><w:t>丙丁。</w:t></w:r></w:p>" + p("下一段。")
    )
    notes = (
        f'<w:footnote w:id="0">{p("线")}</w:footnote><w:footnote w:id="2">{p("注")}</w:footnote>'
    )
    assert paragraphs(word(body, footnotes=notes)) == ["甲乙丙丁。", "下一段。", "注"]


def test_headers_contents_hidden_text_and_field_codes_are_left_out() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>'
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r></w:p>"
    code = "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>正文。</w:t></w:r></w:p>"
    body = p("一、总体要求 1", '<w:pStyle w:val="t"/>') + hidden + code
    assert paragraphs(word(body, styles=styles, header=p("页眉"))) == ["正文。"]


def test_a_soft_break_parts_lines_and_a_heading_in_bold_stays_in_its_paragraph() -> None:
    title = "<w:p><w:r><w:t>某市人民政府</w:t><w:br/><w:t>关于某事的通知</w:t></w:r></w:p>"
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>一、领导。</w:t></w:r>"
    run_in = f"<w:p>{bold}<w:r><w:t>要加强。</w:t></w:r></w:p>"
    assert paragraphs(word(title + run_in)) == [
        "某市人民政府",
        "关于某事的通知",
        "一、领导。要加强。",
    ]


def test_paragraphs_indented_with_tabs_are_no_table() -> None:
    line = "<w:p><w:r><w:tab/><w:t>各部门要高度重视，认真落实。</w:t></w:r></w:p>"
    assert tables(word((line * 3 + "<w:p/>") * 3)) == []


def test_origins_lead_back_to_paragraph_and_table() -> None:
    data = word(p("甲。") + "<w:p/>" + p("乙。") + tbl(tc(p("丙")) + tc(p("丁"))))
    origins = [block.origin for block in read_word(data, "x").blocks]
    assert origins == ["paragraph 1", "paragraph 3", "table 1"]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not at hand")
@pytest.mark.parametrize(
    ("start", "number", "region"),
    [
        ("002", "琼健爱卫〔2025〕7号", "海南省"),
        ("009", "阜蒙健促办发〔2020〕3号", "阜新蒙古族自治县"),
    ],
)
def test_samples_give_their_number(start: str, number: str, region: str) -> None:
    (file,) = SAMPLES.glob(f"{start} *.docx")
    policy = as_json(parse(read(file)))["document"]
    assert (policy["number"], policy["region"]) == (number, region)
    assert "将健康融入所有政策" in policy["title"]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not at hand")
def test_the_duty_list_among_the_samples_keeps_its_rows() -> None:
    (file,) = SAMPLES.glob("003 *.docx")
    (table,) = read(file).tables()
    assert {len(row) for row in table.rows} == {2} and len(table.rows) == 27
