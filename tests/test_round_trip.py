"""One policy in many renderings, made by the programs that people use, says the same."""

from __future__ import annotations

import html
import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from hqgraph.model import Table, Text
from hqgraph.parsing import as_json, parse
from hqgraph.reading import read
from hqgraph.resources import resource
from word_fixture import as_word

SEEDS = sorted(resource("seeds").glob("*.txt"))
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
OFFSETS = ("start", "end")


def facts(text: Text) -> Any:
    """Return what a text says, without the places: renderings may differ in those."""

    def bare(thing: Any) -> Any:
        if isinstance(thing, dict):
            return {key: bare(value) for key, value in thing.items() if key not in OFFSETS}
        return [bare(item) for item in thing] if isinstance(thing, list) else thing

    return bare(as_json(parse(text)))


def page(text: Text, style: str = "") -> str:
    """Return a web page of a text: paragraphs, and tables with borders."""
    parts = []
    for block in text.blocks:
        if isinstance(block, Table):
            rows = (
                "".join(f"<td>{html.escape(text.slice(cell))}</td>" for cell in row)
                for row in block.rows
            )
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            parts.append(f"<p>{html.escape(text.slice(block.span))}</p>")
    base = "table{border-collapse:collapse} td{border:1px solid} p{text-indent:2em;margin:0}"
    return f"<!DOCTYPE html><meta charset='utf-8'><style>{base}{style}</style>{''.join(parts)}"


def convert(file: Path, suffix: str) -> Path:
    """Let LibreOffice save a file in another format."""
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", suffix]
    subprocess.run(
        [*command, "--outdir", file.parent, file], check=True, capture_output=True, timeout=120
    )
    return file.with_suffix(f".{suffix}")


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["pdf", "doc", "rtf"])
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_what_an_office_program_saves_says_the_same(
    seed: Path, suffix: str, tmp_path: Path
) -> None:
    plain = read(seed)
    file = tmp_path / "plan.docx"
    file.write_bytes(as_word(plain))
    assert facts(read(convert(file, suffix))) == facts(plain)


def official(document: Any) -> None:
    """Set a Word file as GB/T 9704 asks."""
    for index, paragraph in enumerate(document.paragraphs):
        form = paragraph.paragraph_format
        form.line_spacing, form.space_after = Pt(28), Pt(0)
        for run in paragraph.runs:
            run.font.size = Pt(16 if index else 22)
        if index:
            form.first_line_indent, paragraph.alignment = Pt(32), WD_ALIGN_PARAGRAPH.JUSTIFY
        else:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def bare(document: Any) -> None:
    """Leave nothing between paragraphs."""
    document.styles["Normal"].paragraph_format.space_after = Pt(0)


def hanging(document: Any) -> None:
    """Let the first lines hang out, as numbered items do."""
    bare(document)
    for paragraph in document.paragraphs:
        paragraph.paragraph_format.left_indent = Pt(22)
        paragraph.paragraph_format.first_line_indent = Pt(-22)


def ruled(document: Any) -> None:
    """Draw the rules of tables."""
    for table in document.tables:
        table.style = "Table Grid"


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("style", [official, bare, hanging, ruled])
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_however_a_document_is_set_its_pdf_says_the_same(
    seed: Path, style: Callable[[Any], None], tmp_path: Path
) -> None:
    plain = read(seed)
    document = docx.Document(io.BytesIO(as_word(plain)))
    style(document)
    document.save(str(tmp_path / "plan.docx"))
    assert facts(read(convert(tmp_path / "plan.docx", "pdf"))) == facts(plain)


STYLES = {
    "plain": "",
    "headed": "",
    "spaced": "p{text-indent:0;margin:1em 0}",
    "bare": "p{text-indent:0;text-align:justify}",
    "wide": "@page{size:A3 landscape}",
    "small": "@page{size:A5} p{text-align:justify;line-height:2}",
}


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.skipif(BROWSER is None, reason="no chromium")
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_what_a_browser_prints_says_the_same(seed: Path, style: str, tmp_path: Path) -> None:
    plain = read(seed)
    source, printed = tmp_path / "plan.html", tmp_path / "plan.pdf"
    source.write_text(page(plain, STYLES[style]), encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
    flags += ["--no-pdf-header-footer"] * (style != "headed")
    subprocess.run(
        [str(BROWSER), *flags, f"--print-to-pdf={printed}", source.as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert facts(read(printed)) == facts(plain)
