"""Builds PDF files for the tests: operators on pages, and paragraphs typeset as GB/T 9704 asks."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

EM = 16
PER_LINE = 28
LEFT, TOP, PITCH = 72, 770, 28


def show(x: float, y: float, text: str) -> str:
    return f"BT /F1 {EM} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def make_pdf(
    contents: Sequence[str],
    page: str = "",
    trailer: str = "",
    size: str = "595 842",
    widths: str = "",
) -> bytes:
    """A PDF of pages with these operators, in a Chinese font that need not be embedded."""
    font = (
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts"
        "[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
        f"{widths}/CIDSystemInfo"
        "<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor<</Type/FontDescriptor"
        "/FontName/STSong-Light/Flags 6/Ascent 880/Descent -120/CapHeight 880/ItalicAngle 0"
        "/StemV 80/FontBBox[0 -120 1000 880]>>>>]>>"
    )
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(contents)}/Kids[{kids}]>>".encode(),
        font.encode(),
    ]
    for index, content in enumerate(contents):
        packed = zlib.compress(content.encode())
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size}]{page}/Contents {5 + 2 * index} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>".encode()
        )
        head = f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n"
        objects.append(head.encode() + packed + b"\nendstream")
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    entries = len(objects) + 1
    end = f"trailer<</Size {entries}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF".encode()
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % entries + table + end


def wrap(line: str) -> list[tuple[int, str]]:
    """Cut a paragraph into indents and lines, at no place inside a Latin word or number."""
    cut: list[tuple[int, str]] = []
    while line:
        indent = 0 if cut else 2
        at = min(PER_LINE - indent, len(line))
        while at < len(line) and line[at - 1].isascii() and line[at].isascii():
            at -= 1
        cut.append((indent, line[:at]))
        line = line[at:]
    return cut


def counted(lines: Sequence[str], count: int = 33, per_page: int = 30) -> bytes:
    """Print a text as simple programs do: so many characters a line, nothing between paragraphs."""
    cut = [line[at : at + count] for line in lines for at in range(0, len(line), count)]
    pages = [cut[at : at + per_page] for at in range(0, len(cut), per_page)]
    return make_pdf(
        [
            show(200, 815, "某市人民政府文件汇编")
            + "".join(show(40, TOP - 24 * row, text) for row, text in enumerate(page))
            + show(240, 20, f"第 {number} 页 共 {len(pages)} 页")
            for number, page in enumerate(pages, start=1)
        ],
        widths="/W[1 95 500]",
    )


def two_up(lines: Sequence[str], per_page: int = 24) -> bytes:
    """Print paragraphs as GB/T 9704 asks, two pages side by side on each sheet."""
    printed = [piece for line in lines for piece in wrap(line)]
    pages = [printed[at : at + per_page] for at in range(0, len(printed), per_page)]
    sheets = [pages[at : at + 2] for at in range(0, len(pages), 2)]
    return make_pdf(
        [
            "".join(
                show(LEFT + 595 * side + EM * indent, TOP - PITCH * row, text)
                for side, page in enumerate(sheet)
                for row, (indent, text) in enumerate(page)
            )
            + "".join(
                show(280 + 595 * side, 40, f"— {2 * number + side + 1} —")
                for side in range(len(sheet))
            )
            for number, sheet in enumerate(sheets)
        ],
        size="1190 842",
    )


def typeset(lines: Sequence[str], per_page: int = 24) -> bytes:
    """Print paragraphs as GB/T 9704 asks: two characters in, wrapped, pages numbered."""
    printed = [piece for line in lines for piece in wrap(line)]
    pages = [printed[i : i + per_page] for i in range(0, len(printed), per_page)]
    return make_pdf(
        [
            "".join(
                show(LEFT + EM * indent, TOP - PITCH * row, text)
                for row, (indent, text) in enumerate(page)
            )
            + show(280, 40, f"— {number} —")
            for number, page in enumerate(pages, start=1)
        ]
    )


BODY = [
    "某市加强慢性病管理工作方案",
    "一、总体要求",
    "坚持以人民健康为中心，推动优质医疗资源扩容下沉和均衡布局。" * 4,
    "二、主要任务",
    *(
        f"（{n}）做好第{n}项工作。{'建立健全工作机制，' * 9}落实到位。（市财政局牵头）"
        for n in "一二三四五六七"
    ),
]
