"""PDF files: wraps, running heads, tables, columns, turned pages, and what is refused."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pytest

from hqgraph.errors import ReadError
from hqgraph.parsing import as_json, parse
from hqgraph.reading.pdf import read_pdf
from hqgraph.reading.plain import read_plain
from pdf_fixture import BODY, counted, make_pdf, show, two_up, typeset

SAMPLES = Path(__file__).parents[2] / "shared" / "samples"
SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))


def paragraphs(data: bytes) -> list[str]:
    text = read_pdf(data, "x.pdf")
    return [text.slice(paragraph.span) for paragraph in text.paragraphs()]


def test_wraps_and_page_breaks_are_undone_and_page_numbers_dropped() -> None:
    assert paragraphs(typeset(BODY)) == BODY


def test_a_pdf_and_the_text_give_the_same_policy() -> None:
    text = read_plain("\n".join(BODY).encode(), "x")
    printed, plain = (as_json(parse(t)) for t in (read_pdf(typeset(BODY), "x"), text))
    assert printed == plain


def test_a_line_that_ends_before_the_widest_is_not_full_on_a_page_of_short_lines() -> None:
    lines = [
        "某市冰雪旅游发展行动方案",
        "主要目标",
        "到二〇二六年建成国家级滑雪旅游度假地二家，冰雪旅游接待人",
        "数明显增加。",
        "重点任务",
        "加强设施建设",
        "改造提升各县区滑雪场并新增雪道二十公里。",
        "责任单位：市文旅广电局、市体育局",
        "强化交通保障",
        "加密冬季航线。",
        "责任单位：市交通运输局、机场公司、铁路局集团办事处",
        "保障措施",
        "加强组织领导",
        "成立工作专班。",
    ]
    page = "".join(show(72, 770 - 28 * row, line) for row, line in enumerate(lines))
    assert paragraphs(make_pdf([page])) == [*lines[:2], lines[2] + lines[3], *lines[4:]]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_a_printed_seed_gives_the_same_facts(seed: Path) -> None:
    plain = read_plain(seed.read_bytes(), "x")
    if any(plain.tables()):
        pytest.skip("tables are printed by tests of their own")
    lines = [plain.slice(paragraph.span) for paragraph in plain.paragraphs()]
    assert as_json(parse(read_pdf(typeset(lines), "x"))) == as_json(parse(plain))


@pytest.mark.parametrize("printer", [counted, two_up])
@pytest.mark.parametrize("seed", SEEDS[1:4], ids=lambda path: path.name[:3])
def test_lines_without_indents_and_sheets_of_two_pages_give_the_same_facts(
    seed: Path, printer: Callable[[Sequence[str]], bytes]
) -> None:
    plain = read_plain(seed.read_bytes(), "x")
    lines = [plain.slice(paragraph.span) for paragraph in plain.paragraphs()]
    assert paragraphs(printer(lines)) == lines


def test_a_ratio_or_a_number_at_the_start_of_a_line_opens_no_paragraph() -> None:
    first = "（一）配备医务人员，使医院的医护比总体达到1：2左右，把病例组合指数分别提高到了"
    line = first + "2、1.5左右，继续做好其他各项工作，建立健全长效机制，推动任务落地见效。"
    assert paragraphs(counted([line] * 4, len(first)))[-4:] == [line] * 4
    assert paragraphs(counted([line] * 4, 23))[-4:] == [line] * 4


def test_origin_is_the_page_where_a_paragraph_begins() -> None:
    origins = [p.origin for p in read_pdf(typeset(BODY), "x").paragraphs()]
    assert origins[0] == "page 1" and origins[-1] == "page 2"


def test_a_running_head_goes_wherever_pages_repeat_it() -> None:
    heads = [show(72, 810, "某市人民政府公报") + show(72, 500, f"第{n}件事。") for n in "甲乙丙丁"]
    assert "".join(paragraphs(make_pdf(heads))) == "第甲件事。第乙件事。第丙件事。第丁件事。"


def test_letter_spaced_titles_lose_their_blanks_and_radicals_become_plain() -> None:
    spaced = "".join(show(100 + 50 * i, 700, char) for i, char in enumerate("实施⽅案"))
    assert paragraphs(make_pdf([spaced])) == ["实施方案"]


def grid(xs: Sequence[float], ys: Sequence[float]) -> str:
    across = "".join(f"{xs[0]} {y} m {xs[-1]} {y} l S\n" for y in ys)
    return across + "".join(f"{x} {ys[0]} m {x} {ys[-1]} l S\n" for x in xs)


def cells(rows: Sequence[Sequence[str]], top: float) -> str:
    xs, ys = [72, 200, 400], [top - 40 * i for i in range(len(rows) + 1)]
    texts = (
        show(xs[c] + 5, ys[r] - 25, text)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return grid(xs, ys) + "".join(texts)


def table_rows(data: bytes) -> list[list[list[str]]]:
    text = read_pdf(data, "x")
    return [[[text.slice(c) for c in row] for row in table.rows] for table in text.tables()]


def test_a_ruled_table_goes_on_over_pages_without_its_repeated_heads() -> None:
    head = ["任务", "责任单位"]
    data = make_pdf(
        [
            show(72, 780, "任务清单")
            + cells([head, ["甲项", "财政局"], ["乙项", "教育局、"]], 700),
            cells([head, ["", "卫健局"], ["丙项", "民政局"]], 780) + show(72, 500, "附注。"),
        ]
    )
    assert table_rows(data) == [
        [head, ["甲项", "财政局"], ["乙项", "教育局、卫健局"], ["丙项", "民政局"]]
    ]
    assert paragraphs(data) == ["任务清单", "附注。"]


def test_a_row_that_a_page_break_cuts_open_is_one_row() -> None:
    sides = "".join(f"{x} {{0}} m {x} {{1}} l S\n" for x in (72, 200, 400))
    first = cells([["任务", "责任单位"], ["甲项", "财政局"]], 200) + sides.format(120, 60)
    first += show(77, 90, "乙项工作") + show(205, 90, "教育局、")
    last = sides.format(800, 740) + "72 740 m 400 740 l S\n" + show(77, 770, "继续")
    assert table_rows(make_pdf([first, last + show(205, 770, "卫健局")])) == [
        [["任务", "责任单位"], ["甲项", "财政局"], ["乙项工作继续", "教育局、卫健局"]]
    ]


def test_a_first_cell_that_spans_two_pages_is_given_to_the_rows_below() -> None:
    head = ["类别", "事项"]
    first = cells([head, ["医疗", "建设中心。"]], 700)
    following = cells([["", "培养人才。"], ["医保", "完善制度。"]], 780)
    three = [show(410, y, "持续。") for y in (635, 755, 715)]
    edge = grid([400, 500], [700, 660, 620]), grid([400, 500], [780, 740, 700])
    data = make_pdf([first + three[0] + edge[0], following + three[1] + three[2] + edge[1]])
    assert [row[0] for row in table_rows(data)[0]] == ["类别", "医疗", "医疗", "医保"]


LOOSE = [
    (700, ["序号", "工作任务", "责任单位"]),
    (670, ["1", "建设医疗中心，完", "卫生健康局、"]),
    (650, ["", "善体系。", "财政局"]),
    (620, ["2", "培养人才。", "教育局"]),
]


def loose(rows: Sequence[tuple[int, list[str]]]) -> str:
    places = (72, 140, 320)
    return "".join(
        show(x, y, text) for y, row in rows for x, text in zip(places, row, strict=True) if text
    )


def test_a_table_without_rules_is_read_by_its_columns_over_pages() -> None:
    following = [(780, ["", "继续培养。", ""]), (750, ["3", "完善医保。", "医保局"])]
    pages = [show(72, 740, "任务清单") + loose(LOOSE), loose(following)]
    assert table_rows(make_pdf(pages)) == [
        [
            ["序号", "工作任务", "责任单位"],
            ["1", "建设医疗中心，完善体系。", "卫生健康局、财政局"],
            ["2", "培养人才。继续培养。", "教育局"],
            ["3", "完善医保。", "医保局"],
        ]
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [(700 - 28 * n, ["省教育厅", "省财政厅", "省商务厅"]) for n in range(4)],
        [(700, ["签发", "主办", "抄送"]), (672, ["办公室", "", ""])],
    ],
)
def test_names_side_by_side_are_no_table(rows: Sequence[tuple[int, list[str]]]) -> None:
    assert not table_rows(make_pdf([loose(rows)]))


def test_a_merged_cell_gives_its_text_to_every_row() -> None:
    down = "72 600 m 72 700 l S 200 600 m 200 700 l S 400 600 m 400 700 l S\n"
    across = "72 700 m 400 700 l S 72 600 m 400 600 l S 200 650 m 400 650 l S\n"
    text = show(80, 640, "共用") + show(210, 670, "甲项") + show(210, 620, "乙项")
    assert table_rows(make_pdf([down + across + text])) == [[["共用", "甲项"], ["共用", "乙项"]]]


def test_white_boxes_behind_lines_are_no_table() -> None:
    boxes = "1 1 1 rg 72 650 200 50 re f 72 700 200 50 re f 272 650 99 50 re f 272 700 99 50 re f\n"
    assert not table_rows(
        make_pdf([boxes + "0 g " + show(80, 670, "甲项") + show(80, 720, "乙项")])
    )


def test_two_columns_are_read_one_after_the_other() -> None:
    rows = range(10)
    page = "".join(show(72, 700 - 28 * r, f"左栏第{r}行字满") for r in rows)
    page += "".join(show(330, 700 - 28 * r, f"右栏第{r}行字满") for r in rows)
    joined = "".join(paragraphs(make_pdf([page])))
    assert joined.index("左栏第9行") < joined.index("右栏第0行")


@pytest.mark.parametrize(
    ("matrix", "rotate"), [("0 1 -1 0", 90), ("0 -1 1 0", 270), ("-1 0 0 -1", 180)]
)
def test_a_turned_page_reads_upright(matrix: str, rotate: int) -> None:
    places = {90: ("100 100", "140 100"), 270: ("140 700", "100 700"), 180: ("500 100", "500 140")}
    lines = zip(places[rotate], ("第一行甲。", "第二行乙。"), strict=True)
    page = "".join(
        f"BT /F1 16 Tf {matrix} {at} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"
        for at, text in lines
    )
    assert "".join(paragraphs(make_pdf([page], f"/Rotate {rotate}"))) == "第一行甲。第二行乙。"


def bomb() -> bytes:
    return make_pdf(["0 0 m 9 9 l S " * 2_000_000])


PICTURE = "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI\n"
LOCK = (
    "/Encrypt<</Filter/Standard/V 1/R 2/O<"
    + "41" * 32
    + ">/U<"
    + "42" * 32
    + ">/P -4>>/ID[<00><00>]"
)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "read.empty"),
        (b"not a pdf", "read.pdf-broken"),
        (make_pdf(["0 0 m 9 9 l S"]), "read.pdf-no-text"),
        (make_pdf([PICTURE, PICTURE]), "read.pdf-scanned"),
        (make_pdf([show(72, 700, "\ue001\ue002\ue003甲")]), "read.pdf-garbled"),
        (make_pdf([show(72, 700, "甲")], trailer=LOCK), "read.pdf-locked"),
        (bomb(), "read.pdf-large"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes, key: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_pdf(data, "文件.pdf")
    assert caught.value.key == key
    assert "文件.pdf" in str(caught.value)


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_file_gives_an_error_or_a_text_soon(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(typeset(BODY))
    if seed % 2:
        del data[chance.randrange(len(data)) :]
    else:
        for _ in range(30):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    began = monotonic()
    with suppress(ReadError):
        read_pdf(bytes(data), "x")
    assert monotonic() - began < 10


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="samples are not part of the project")
def test_every_sample_is_a_policy() -> None:
    files = sorted(SAMPLES.glob("*.pdf"))
    tasks = [len(parse(read_pdf(file.read_bytes(), file.name)).tasks) for file in files]
    assert len(tasks) >= 13 and min(tasks) >= 11
