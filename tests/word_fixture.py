"""Builds Word files for the tests: whole ones with python-docx, odd ones part by part."""

from __future__ import annotations

import io
import zipfile

import docx

from hqgraph.model import Paragraph, Text
from hqgraph.reading.word import read_word

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = ("styles", "numbering", "footnotes", "header")


def package(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip file of the given parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def word(body: str, **parts: str) -> bytes:
    """Return a Word file with a body and further parts, given as the XML inside them."""
    links = "".join(
        f'<Relationship Id="{name}" Type="{_RELATION}/{name}" Target="{name}.xml"/>'
        for name in _PARTS
    )
    return package(
        {
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f"<Relationships>{links}</Relationships>",
            **{f"word/{n}.xml": f"<w:{n} {NAMESPACES}>{x}</w:{n}>" for n, x in parts.items()},
        }
    )


def p(content: str, properties: str = "") -> str:
    """Return a paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{content}</w:t></w:r></w:p>"


def paragraphs(data: bytes) -> list[str]:
    """Read a Word file and return its paragraphs."""
    text = read_word(data, "x.docx")
    return [text.slice(block.span) for block in text.paragraphs()]


def tables(data: bytes) -> list[list[list[str]]]:
    """Read a Word file and return its tables as text."""
    text = read_word(data, "x.docx")
    return [[[text.slice(c) for c in row] for row in t.rows] for t in text.tables()]


def as_word(text: Text) -> bytes:
    """Write a Text as a Word file with the same paragraphs and tables.

    A paragraph follows each table, as in all that Word saves: LibreOffice writes
    no .doc with a table at its end.
    """
    document = docx.Document()
    for block in text.blocks:
        if isinstance(block, Paragraph):
            document.add_paragraph(text.slice(block.span))
            continue
        table = document.add_table(len(block.rows), len(block.rows[0]))
        for row, printed in zip(block.rows, table.rows, strict=True):
            for cell, place in zip(row, printed.cells, strict=True):
                place.text = text.slice(cell)
        document.add_paragraph()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
