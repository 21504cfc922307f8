"""The objects on a page of an .ofd file: text codes to glyphs, paths to rules.

Follows GB/T 33190-2016: an object stands in its boundary box (clause 8.5), text
codes place each character by a start and gaps (11.3), paths are written in a
small command language (9.1). Lengths in the file are millimetres.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from xml.etree.ElementTree import Element

from hqgraph.errors import ReadError
from hqgraph.reading.characters import width
from hqgraph.reading.marks import Glyph, Page, printed_twice
from hqgraph.reading.package import MAX_DEPTH, attribute, child, local

MAX_GLYPHS = 500_000
MAX_SEGMENTS = 200_000
"""Characters and lines of one file."""

_POINTS = 72 / 25.4
_ASCENT = 0.88
"""The part of an em above the baseline in Chinese fonts."""
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
_WORD = re.compile(r"\S+")
_PATH = re.compile(rf"[A-Za-z]|{_NUMBER.pattern}")
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_A4_HEIGHT = 297.0
_BREAKS = "\r\n\t"
_BLANKS = " \t\r\n\u00a0\u3000"

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Place:
    """Maps what an object says of itself to points on the page."""

    a: float
    b: float
    c: float
    d: float
    x: float
    y: float

    def __call__(self, x: float, y: float) -> Point:
        return (
            (self.a * x + self.c * y + self.x) * _POINTS,
            (self.b * x + self.d * y + self.y) * _POINTS,
        )


class Canvas:
    """Draws the objects of one page after the other, counting what a file may spend."""

    def __init__(self, source: str) -> None:
        """Name the file in messages."""
        self._source = source
        self._glyphs = MAX_GLYPHS
        self._segments = MAX_SEGMENTS
        self.page = Page(0, 0.0)

    def begin(self, number: int, box: Element | None) -> None:
        """Begin a page of the size that its ``PhysicalBox`` states."""
        sizes = _numbers(None if box is None else box.text)
        height = sizes[3] if len(sizes) == 4 else _A4_HEIGHT
        self.page = Page(number, height * _POINTS)

    def draw(self, content: Element | None, depth: int = 1) -> None:
        """Add what a page, layer or block holds.

        Raises ReadError for blocks nested too deep and for more than a file may hold.
        """
        if depth > MAX_DEPTH:
            raise ReadError("read.office.deep", path=self._source)
        for element in [] if content is None else content:
            name = local(element)
            if name in ("Layer", "PageBlock"):
                self.draw(element, depth + 1)
            elif name == "ImageObject":
                self.page.pictures += 1
            elif name == "TextObject" and _visible(element):
                self._text(element)
            elif name == "PathObject" and _visible(element):
                self._path(element)

    def _text(self, element: Element) -> None:
        place = _place(element)
        size = _number(attribute(element, "Size"), 0.0)
        across = _number(attribute(element, "HScale"), 1.0)
        x = y = 0.0
        last: Glyph | None = None
        for code in element:
            if local(code) != "TextCode":
                continue
            x = _number(attribute(code, "X"), x)
            y = _number(attribute(code, "Y"), y)
            text = (code.text or "").strip(_BREAKS)
            self._glyphs -= len(text)
            if self._glyphs < 0:
                raise ReadError("read.ofd-glyphs", path=self._source, limit=MAX_GLYPHS)
            em = size * across
            starts = _starts(code, len(text), (x, y), em)
            even = min(_even_gap(code, len(text)), em)
            for char, (left, base) in zip(text, starts, strict=True):
                box = (left, base, max(em * width(char) / 2, even), size)
                glyph = _glyph(char, place, box)
                if glyph is None or (last is not None and printed_twice(last, glyph)):
                    continue
                self.page.glyphs.append(glyph)
                last = glyph

    def _path(self, element: Element) -> None:
        place = _place(element)
        data = child(element, "AbbreviatedData")
        for one, two in _segments((data.text or "") if data is not None else ""):
            self._segments -= 1
            if self._segments < 0:
                return
            self.page.draw(place(*one), place(*two))


def _starts(code: Element, count: int, first: Point, em: float) -> Iterator[Point]:
    """Yield where each character of a text code starts, on the baseline."""
    across = _gaps(attribute(code, "DeltaX"), count - 1)
    down = _gaps(attribute(code, "DeltaY"), count - 1)
    unstated = 0.0 if down else None
    x, y = first
    for index, char in enumerate(code.text.strip(_BREAKS) if code.text else ""):
        yield x, y
        broad = em * width(char) / 2 if unstated is None else unstated
        x += across[index] if index < len(across) else broad
        y += down[index] if index < len(down) else 0.0


def _even_gap(code: Element, count: int) -> float:
    """Return the one distance at which all characters of a text code stand, else 0.

    Digits that are set as far apart as the Chinese around them have no blanks between.
    """
    gaps = set(_gaps(attribute(code, "DeltaX"), count - 1))
    return gaps.pop() if len(gaps) == 1 else 0.0


def _glyph(char: str, place: _Place, box: tuple[float, float, float, float]) -> Glyph | None:
    """Return a glyph from its start, baseline, width and em; ``None`` for a blank."""
    left, base, broad, size = box
    if char in _BLANKS:
        return None
    x0, y0 = place(left, base - _ASCENT * size)
    x1, y1 = place(left + broad, base + (1 - _ASCENT) * size)
    if not all(math.isfinite(value) and abs(value) < 1e6 for value in (x0, y0, x1, y1)):
        return None
    return Glyph(char, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _visible(element: Element) -> bool:
    return attribute(element, "Visible") != "false" and attribute(element, "Alpha") != "0"


def _place(element: Element) -> _Place:
    box = _numbers(attribute(element, "Boundary"))
    x, y = box[:2] if len(box) == 4 else (0.0, 0.0)
    matrix = _numbers(attribute(element, "CTM"))
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return _Place(a, b, c, d, e + x, f + y)


def _gaps(stated: str | None, count: int) -> list[float]:
    """Return the gaps that are stated, ``g 3 5.0`` written out: three gaps of 5."""
    gaps: list[float] = []
    words = (match.group() for match in _WORD.finditer(stated or ""))
    while len(gaps) < count:
        word = next(words, None)
        if word is None:
            break
        repeat, value = 1, word
        if word == "g":
            repeat, value = int(_number(next(words, None), 0.0)), next(words, "")
        gaps.extend([_number(value, 0.0)] * max(0, min(repeat, count - len(gaps))))
    return gaps


def _segments(data: str) -> Iterator[tuple[Point, Point]]:
    """Yield the straight pieces of a path; of curves only the end counts."""
    words = (match.group() for match in _PATH.finditer(data))
    first = here = (0.0, 0.0)
    for command in words:
        count = _ARGUMENTS.get(command)
        if count is None:
            continue
        values = [_number(word, 0.0) for word in islice(words, count)]
        if len(values) < count:
            return
        if command == "C":
            yield here, first
            here = first
            continue
        end = (values[-2], values[-1])
        if command in ("S", "M"):
            first = end
        elif command == "L":
            yield here, end
        here = end


def _numbers(stated: str | None) -> list[float]:
    return [_number(word, 0.0) for word in (stated or "").split(maxsplit=8)[:8]]


def _number(stated: str | None, default: float) -> float:
    if stated is None or len(stated) > 40 or not _NUMBER.fullmatch(stated):
        return default
    value = float(stated)
    return value if math.isfinite(value) and abs(value) < 1e6 else default
