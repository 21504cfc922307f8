"""Sound files of every kind, built by code, and what an attacker makes of them."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator

import openpyxl

from ofd_fixture import NAMESPACE, content, make_ofd, path_object, text_object, typeset_ofd
from pdf_fixture import BODY, make_pdf, show, typeset
from word_fixture import NAMESPACES, p, package, word


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in (["序号", "任务", "责任单位"], [1, "甲", "市财政局"], [2, "乙", "市民政局"]):
        book.active.append(row)
    book.active.merge_cells("B2:B3")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WORD = word(p("一、加强领导。") + p("二、明确责任。"))
SHEET = workbook()
W = "word/document.xml"


def document(body: str) -> bytes:
    return package({W: f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"})


def sheet(data: str, strings: str = "") -> bytes:
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return package(
        {
            "xl/workbook.xml": f'<workbook xmlns:r="{relation}"><sheets>'
            '<sheet name="s" r:id="a"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": "<Relationships>"
            f'<Relationship Id="a" Type="{relation}/worksheet" Target="s.xml"/>'
            f'<Relationship Id="b" Type="{relation}/sharedStrings" Target="t.xml"/>'
            "</Relationships>",
            "xl/s.xml": f"<worksheet>{data}</worksheet>",
            "xl/t.xml": f"<sst>{strings}</sst>",
        }
    )


def encrypted_flag(data: bytes) -> bytes:
    """Set the encryption flag in every header of a zip file."""
    out = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            out[at + offset] |= 1
            at = data.find(mark, at + 1)
    return bytes(out)


ENTITY = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
LAUGHS = "<!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>"

TEXT = "\n".join(BODY)
HTML = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>某市工作方案</title></head><body>"
    + "".join(f"<p>{line}</p>" for line in BODY)
    + "<table><tr><td rowspan=2>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table></body></html>"
)
MHT = (
    "From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
    f"Content-Type: text/html; charset=utf-8\r\n\r\n{HTML}\r\n--b--\r\n"
)
NOWHERE = "http://127.0.0.1:9/x"
ELSEWHERE = "file:///etc/hostname"

SOUND: dict[str, bytes] = {
    ".txt": TEXT.encode(),
    ".text": TEXT.encode("gb18030"),
    ".md": f"# {TEXT}\n\n| 任务 | 单位 |\n|---|---|\n| 甲 | 市财政局 |\n".encode(),
    ".csv": "任务,责任单位\n甲,市财政局\n乙,市民政局\n".encode("utf-16"),
    ".html": HTML.encode(),
    ".mht": MHT.encode(),
    ".docx": WORD,
    ".xlsx": SHEET,
    ".pdf": typeset(BODY),
    ".ofd": typeset_ofd(BODY),
}


def damaged(data: bytes, cuts: int, flips: int) -> Iterator[tuple[str, bytes]]:
    """Yield a file cut off at places all over it, and with random bits turned over."""
    for n in range(cuts):
        yield f"cut-{n:03}", data[: max(1, len(data) * n // cuts)]
    for n in range(flips):
        chance = random.Random(n)
        broken = bytearray(data)
        for _ in range(1 + n % 12):
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        yield f"flip-{n:03}", bytes(broken)


def inner_damage(data: bytes, count: int) -> Iterator[tuple[str, bytes]]:
    """Yield a zip package that is sound, with bits turned over in one part."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts: dict[str, str | bytes] = {name: file.read(name) for name in file.namelist()}
    for n in range(count):
        chance = random.Random(n)
        name = chance.choice(sorted(parts))
        broken = bytearray(parts[name])
        for _ in range(1 + n % 6):
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        yield f"inner-{n:03}", package(parts | {name: bytes(broken)})


def relations(kind: str, target: str, mode: str = "") -> str:
    return f'<Relationships><Relationship Id="x" Type="a/{kind}" Target="{target}" {mode}/>' + (
        "</Relationships>"
    )


def _body(inside: str) -> str:
    return f"<w:document {NAMESPACES}><w:body>{inside}</w:body></w:document>"


_RELS = "word/_rels/document.xml.rels"
_LOCK = (
    "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
    + "41" * 32
    + ">/U<"
    + "42" * 32
    + ">>>/ID[<31><31>]"
)


def special() -> Iterator[tuple[str, bytes]]:
    """Yield attacks by file name: what is quick to refuse."""
    for target in (NOWHERE, ELSEWHERE, "../../../etc/hostname", "/etc/hostname", "..\\..\\x"):
        name = "".join(ch for ch in target if ch.isalnum())
        for kind in ("styles", "footnotes", "image", "attachedTemplate", "aFChunk"):
            parts = {W: _body(p("甲。")), _RELS: relations(kind, target)}
            yield f"link-{kind}-{name}.docx", package(parts)
        yield (
            f"main-{name}.docx",
            package({"_rels/.rels": relations("officeDocument", target), W: _body(p("甲。"))}),
        )
        body = f"<ofd:DocBody><ofd:DocRoot>{target}</ofd:DocRoot></ofd:DocBody>"
        yield f"root-{name}.ofd", make_ofd(["x"], **{"OFD.xml": f"<o>{body}</o>"})
        loads = f'<img src="{target}"><iframe src="{target}"></iframe><link href="{target}">'
        loads += f'<script src="{target}"></script><object data="{target}"></object>'
        yield f"loads-{name}.html", HTML.replace("<body>", f"<body>{loads}").encode()
        yield f"image-{name}.md", f"![a]({target})\n\n甲。\n".encode()
    for name, dtd in (("entity", ENTITY), ("laughs", LAUGHS)):
        yield f"{name}.docx", package({W: f"{dtd}<d>&e;&b;</d>"})
        yield f"{name}.xlsx", package({"xl/workbook.xml": f"{dtd}<d>&e;</d>"})
        yield f"{name}.ofd", package({"OFD.xml": f"{dtd}<d>&e;</d>"})
        yield f"{name}.html", f"{dtd}<html><body><p>甲&e;&b;</p></body></html>".encode()
    yield "parts.docx", package({f"a{n}": "" for n in range(21_000)})
    yield "macro.docm", package({W: _body(p("甲。")), "word/vbaProject.bin": b"\0" * 99})
    yield "locked.docx", encrypted_flag(WORD)
    yield "locked.pdf", make_pdf([show(72, 700, "甲")], trailer=_LOCK)
    yield "bomb.xlsx", sheet("<sheetData/>" + " " * 64_000_000)
    yield "bomb.ofd", make_ofd(["x"], **{"Doc_0/Document.xml": " " * 64_000_000})
    yield "deep.html", b"<html>" + b"<div>" * 100_000 + "甲。".encode()
    yield "deep.ofd", make_ofd(["<o:PageBlock>".replace("o:", "ofd:") * 5_000])
    yield "deep.docx", document("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000)
    yield "wide.html", b"<html><table><tr><td colspan=999999999 rowspan=999999999>x<td>y</table>"
    yield "gaps.ofd", make_ofd([text_object(1, 1, "甲" * 99).replace("g 98", "g 999999999")])
    yield "path.ofd", make_ofd([path_object("M 1 1 L 9 1 " * 300_000)])
    yield "far.ofd", make_ofd([text_object(9e5, 9e5, "甲" * 99, 9e5)])
    yield "nan.ofd", make_ofd([text_object(1, 1, "甲乙", attributes='CTM="nan inf 1e999 1 0 0"')])
    yield (
        "nest.mht",
        b"MIME-Version: 1.0\n"
        + b"".join(
            b"Content-Type: multipart/related; boundary=b%d\n\n--b%d\n" % (n, n)
            for n in range(2_000)
        ),
    )
    yield "page.pdf", HTML.encode()
    yield "text.ofd", TEXT.encode()
    yield "word.txt", WORD
    yield "empty.docx", package({})
    yield (
        "javascript.pdf",
        make_pdf(
            [show(72, 700, "甲乙丙丁")],
            trailer="",
            page=f"/AA<</O<</S/URI/URI({NOWHERE})>>/C<</S/JavaScript/JS(app.launchURL('{NOWHERE}'))>>>>",
        ),
    )


Make = Callable[[], bytes]

LONG_TEXTS: dict[str, Make] = {
    "tabs": lambda: b"\t" * 15_000_000,
    "columns": lambda: (b"a\t" * 3_900_000 + b"\n") * 2,
    "tab-lines": lambda: b"\ta\n" * 199_000,
    "tab-rows": lambda: b"a\tb\n" * 199_000 + b"a\tb\tc\n",
    "tab-heads": lambda: ("\t第一。\n" * 66_000 + "\n").encode() * 3,
    "wraps": lambda: b"\ta\n" + (b"x" * 75 + b"\n") * 199_000,
    "brackets": lambda: "（".encode() * 5_200_000,
    "quotes": lambda: "“".encode() * 5_200_000,
    "open-lines": lambda: "（第一，\n".encode() * 199_000,
    "lines": lambda: b"a\n" * 7_900_000,
    "blanks": lambda: b" " * 8_000_000 + b"x" + b" " * 7_000_000,
    "digits": lambda: b"1" * 15_900_000,
    "numbers": lambda: "1、2、".encode() * 1_900_000,
    "numerals": lambda: "一、（一）".encode() * 1_000_000,
    "bookmarks": lambda: b"[bookmark: " * 1_400_000,
    "tags": lambda: b"<a " * 5_000_000,
    "pipes": lambda: b"|-" * 7_900_000,
}


def _gaps() -> bytes:
    code = (
        f'<TextObject Size="5"><TextCode DeltaX="{"1 " * 9_000_000}">甲乙</TextCode></TextObject>'
    )
    return package(
        {
            "OFD.xml": f"<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocRoot>d.xml</ofd:DocRoot>"
            "</ofd:DocBody></ofd:OFD>",
            "d.xml": f'<d {NAMESPACE}><Pages><Page BaseLoc="p.xml"/></Pages></d>',
            "p.xml": content(code),
        }
    )


def _line(n: int) -> str:
    return f"{n / 40} 0 m {n / 40} 800 l S 0 {n / 40} m 600 {n / 40} l S "


HEAVY: dict[str, Make] = {
    **{
        f"{name}{suffix}": make
        for suffix in (".txt", ".md", ".csv", ".html")
        for name, make in LONG_TEXTS.items()
    },
    **{
        f"line-50{suffix}": lambda: b"x" * 50_000_000
        for suffix in (".txt", ".md", ".csv", ".html", ".docx", ".pdf", ".mht")
    },
    "han-50.html": lambda: "字".encode() * 16_500_000,
    "gb.txt": lambda: "一二三四，".encode("gb18030") * 1_500_000,
    "odd.txt": lambda: b"\x81\x30\x81\x30" * 3_900_000,
    "cells.docx": lambda: document("<w:tbl><w:tr>" + "<w:tc/>" * 600_000 + "</w:tr></w:tbl>"),
    "runs.docx": lambda: word(p("甲" * 10_000_000)),
    "strings.xlsx": lambda: sheet("<sheetData/>", "<si><t>x</t></si>" * 400_000),
    "glyphs.ofd": lambda: make_ofd([text_object(1, n / 50, "字" * 2_000) for n in range(245)]),
    "stack.ofd": lambda: make_ofd([text_object(1, 1, "字" * 490_000).replace("5.6", "0")]),
    "many.ofd": lambda: make_ofd([text_object(20, 20, "字")] * 2_100),
    "gaps.ofd": _gaps,
    "glyphs.pdf": lambda: make_pdf([show(1, n / 2, "字" * 1_000) for n in range(900)]),
    "heap.pdf": lambda: make_pdf(["".join(show(72, 700, "字" * 500) for _ in range(1_500))]),
    "rules.pdf": lambda: make_pdf(["".join(map(_line, range(9_000)))]),
    "forms.pdf": lambda: forms(12, 8),
    "tags-50.html": lambda: b"<table>" + "<tr><td>甲<td>乙".encode() * 50_000,
    "comments.html": lambda: b"<html><!--" + b"<p>" * 5_000_000,
}
"""Attacks by file name: what takes long to refuse, or to read."""


def forms(depth: int, width: int) -> bytes:
    """Return a PDF whose page draws a form that draws forms that draw forms …"""
    data = make_pdf(["/X1 Do"])
    objects = []
    for level in range(1, depth + 1):
        draw = f"/X{level + 1} Do " * width if level < depth else show(9, 9, "甲")
        below = f"/X{level + 1} {100 + level + 1} 0 R" if level < depth else ""
        objects.append(
            f"{100 + level} 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<"
            f"/Font<</F1 3 0 R>>/XObject<<{below}>>>>/Length {len(draw)}>>stream\n{draw}\n"
            "endstream\nendobj\n"
        )
    data = data.replace(b"/F1 3 0 R>>>>>>", b"/F1 3 0 R>>/XObject<</X1 101 0 R>>>>>>")
    head, _, _ = data.partition(b"xref\n")
    return head + "".join(objects).encode() + b"trailer<</Root 1 0 R/Size 200>>\n%%EOF"
