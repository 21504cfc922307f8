"""Puts paragraphs and tables together into one Text with stable offsets."""

from __future__ import annotations

from collections.abc import Sequence

from hqgraph.model import Block, Paragraph, Span, Table, Text


class TextBuilder:
    """Collects tidy strings; paragraphs end in a line break, cells in a tab."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []

    def _append(self, part: str) -> Span:
        start = self._length
        self._parts.append(part)
        self._length += len(part)
        return Span(start, self._length)

    def paragraph(self, content: str, origin: str, heading: int = 0) -> None:
        """Add a paragraph; an empty one is left out. ``heading`` is its level as a heading."""
        if content:
            start = self._length
            self._parts += (content, "\n")
            self._length += len(content) + 1
            self._blocks.append(Paragraph(Span(start, self._length - 1), origin, heading))

    def table(self, rows: Sequence[Sequence[str]], origin: str) -> None:
        """Add a table of tidy cells; line breaks inside a cell become nothing."""
        start = self._length
        spans: list[tuple[Span, ...]] = []
        for row in rows:
            cells: list[Span] = []
            for index, cell in enumerate(row):
                if index:
                    self._append("\t")
                cells.append(self._append(cell))
            self._append("\n")
            spans.append(tuple(cells))
        if spans:
            self._blocks.append(Table(Span(start, self._length), tuple(spans), origin))

    def build(self) -> Text:
        """Return the finished Text."""
        return Text("".join(self._parts), tuple(self._blocks), self._source)
