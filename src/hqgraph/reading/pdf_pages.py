"""The marks on the pages of a PDF: glyphs, rules and pictures, turned upright.

The only module that talks to PDFium (through pypdfium2: Apache/BSD, the engine
of Chromium, hardened against hostile files, some fifty times as fast as readers
written in Python). It opens nothing but the bytes it is given.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from hqgraph.errors import ReadError
from hqgraph.reading.kinds import bounded
from hqgraph.reading.marks import Glyph, Page, printed_twice
from hqgraph.reading.pdf_bombs import MAX_STREAM, is_bomb

MAX_PAGES = 2_000
MAX_GLYPHS = 1_000_000
MAX_OBJECTS = 20_000
"""Paths of one page that are looked at: a map has more, a table has not."""
MAX_SECONDS = 6.0
"""After this long no further page is begun."""

_WHITE = 0xF0
"""A colour with no part below this is paper."""
_INVISIBLE = {0, 0x20, 0x0D, 0x0A, 0x09, 0xA0, 0x3000, 0xFFFE, 0xFFFF, 0x02, 0xFEFF}


Turn = Callable[[float, float], tuple[float, float]]


def pages(data: bytes, source: str) -> Iterator[Page]:
    """Yield the pages of a PDF.

    Raises ReadError for a file that is encrypted, broken, or over a limit.
    """
    bounded(len(data), "pdf", source)
    if is_bomb(data):
        raise ReadError("read.pdf-large", path=source, limit=f"{MAX_STREAM // 1_000_000} MB")
    document = _open(data, source)
    try:
        yield from _pages(document, source)
    finally:
        document.close()


def _open(data: bytes, source: str) -> Any:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
        raise ReadError("read.pdf-locked" if locked else "read.pdf-broken", path=source) from None
    if not 0 < len(document) <= MAX_PAGES:
        count = len(document)
        document.close()
        if count == 0:
            raise ReadError("read.pdf-broken", path=source)
        raise ReadError("read.pdf-pages", path=source, limit=MAX_PAGES)
    return document


def _pages(document: Any, source: str) -> Iterator[Page]:
    until = monotonic() + MAX_SECONDS
    left = MAX_GLYPHS
    for index in range(len(document)):
        if monotonic() > until:
            raise ReadError("read.pdf-large", path=source, limit=f"{MAX_SECONDS:g} s")
        try:
            page = document[index]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            raise ReadError("read.pdf-broken", path=source) from None
        left -= text.count_chars()
        if left < 0:
            raise ReadError("read.pdf-glyphs", path=source, limit=MAX_GLYPHS)
        yield _read_page(page, text, index + 1)
        text.close()
        page.close()


def _read_page(page: Any, text: Any, number: int) -> Page:
    width, height = page.get_mediabox()[2:]
    turn, turned = _upright(text, width, height)
    found = Page(number, width if turned else height)
    found.glyphs = list(_glyphs(text, turn))
    for count, item in enumerate(page.get_objects(max_depth=1)):
        if count >= MAX_OBJECTS:
            break
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            found.pictures += 1
        elif item.type == pdfium.FPDF_PAGEOBJ_PATH and _seen(item.raw):
            _add_rules(item.raw, turn, found)
    return found


def _upright(text: Any, width: float, height: float) -> tuple[Turn, bool]:
    """Find the way most of the text runs, and the map that makes it run to the right."""
    votes: Counter[int] = Counter({0: 0})
    matrix = pdfium.FS_MATRIX()
    total = text.count_chars()
    for index in range(0, total, max(1, total // 200)):
        if pdfium.FPDFText_GetMatrix(text.raw, index, matrix):
            votes[round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4] += 1
    quarter = max(votes, key=lambda q: (votes[q], -q))
    turns: tuple[Turn, ...] = (
        lambda x, y: (x, height - y),
        lambda x, y: (y, x),
        lambda x, y: (width - x, y),
        lambda x, y: (height - y, width - x),
    )
    return turns[quarter], quarter % 2 == 1


def _glyphs(text: Any, turn: Turn) -> Iterator[Glyph]:
    box = pdfium.FS_RECTF()
    last: Glyph | None = None
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text.raw, index)
        if code in _INVISIBLE or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text.raw, index, box):
            continue
        (x0, y0), (x1, y1) = turn(box.left, box.bottom), turn(box.right, box.top)
        glyph = Glyph(chr(code), min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        if last is None or not printed_twice(last, glyph):
            yield glyph
        last = glyph


def _seen(path: Any) -> bool:
    """Tell whether a path leaves a mark: web pages print white boxes behind their lines."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    colour = [ctypes.c_uint() for _ in range(4)]
    if stroke.value:
        pdfium.FPDFPageObj_GetStrokeColor(path, *colour)
    elif fill.value:
        pdfium.FPDFPageObj_GetFillColor(path, *colour)
    else:
        return False
    return colour[3].value > 0 and min(part.value for part in colour[:3]) < _WHITE


def _add_rules(path: Any, turn: Turn, found: Page) -> None:
    """Add the straight parts of a path that run along or across the page."""
    matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    first: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    for index in range(min(pdfium.FPDFPath_CountSegments(path), MAX_OBJECTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = turn(
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO and last is not None:
            found.draw(last, here)
        last = here
        if pdfium.FPDFPathSegment_GetClose(segment) and first is not None:
            found.draw(here, first)
