"""Reads PDF files that hold text, in this process: what the worker of ``pdf.py`` runs."""

from __future__ import annotations

from hqgraph.errors import ReadError
from hqgraph.model import Text
from hqgraph.reading.pdf_pages import pages
from hqgraph.reading.printed import text_of


def pdf_text(data: bytes, source: str) -> Text:
    """Turn the bytes of a PDF file into a Text; ``source`` names it in messages.

    Raises ReadError for a file that is encrypted, broken, scanned, over a
    limit of :mod:`hqgraph.reading.pdf_pages`, or without any text. Nothing stops
    it while PDFium is inside one page: that is what the worker is for.
    """
    if not data.strip():
        raise ReadError("read.empty", path=source)
    return text_of(list(pages(data, source)), source, "pdf")
