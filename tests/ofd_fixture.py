"""Builds .ofd files for the tests: text set at places on pages, and lines."""

from __future__ import annotations

from collections.abc import Sequence

from pdf_fixture import wrap
from word_fixture import package

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
EM = 5.6
LEFT, TOP, PITCH = 25.0, 25.0, 10.0


def text_object(x: float, y: float, text: str, size: float = EM, attributes: str = "") -> str:
    """Return a text object whose characters stand side by side, gaps in the short form."""
    gaps = f' DeltaX="g {len(text) - 1} {size}"' if len(text) > 1 else ""
    return (
        f'<ofd:TextObject ID="9" Font="3" Size="{size}" Boundary="{x} {y} 190 {size}" {attributes}>'
        f'<ofd:TextCode X="0" Y="{0.88 * size:.3f}"{gaps}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def path_object(data: str) -> str:
    return (
        '<ofd:PathObject ID="8" Boundary="0 0 210 297">'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def make_ofd(pages: Sequence[str], template: str = "", **parts: str) -> bytes:
    """Return an .ofd file of pages with these objects; ``parts`` replace or add files."""
    use = '<ofd:Template TemplateID="2"/>' if template else ""
    listed = "".join(
        f'<ofd:Page ID="{10 + n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages))
    )
    files: dict[str, str | bytes] = {
        "OFD.xml": f'<ofd:OFD {NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        '<ofd:TemplatePage ID="2" BaseLoc="Tpls/Content.xml"/></ofd:CommonData>'
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        "Doc_0/Tpls/Content.xml": content(template),
    }
    for number, objects in enumerate(pages):
        files[f"Doc_0/Pages/Page_{number}/Content.xml"] = content(objects, use)
    return package(files | parts)


def content(objects: str, head: str = "") -> str:
    return (
        f"<ofd:Page {NAMESPACE}>{head}<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content>"
        "</ofd:Page>"
    )


def typeset_ofd(lines: Sequence[str], per_page: int = 24) -> bytes:
    """Print paragraphs as GB/T 9704 asks: two characters in, wrapped, pages numbered."""
    printed = [piece for line in lines for piece in wrap(line)]
    pages = [printed[i : i + per_page] for i in range(0, len(printed), per_page)]
    return make_ofd(
        [
            "".join(
                text_object(LEFT + EM * indent, TOP + PITCH * row, text)
                for row, (indent, text) in enumerate(page)
            )
            + text_object(100, 280, f"— {number} —")
            for number, page in enumerate(pages, start=1)
        ]
    )
