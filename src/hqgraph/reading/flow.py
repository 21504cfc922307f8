"""Lines of any format on their way into a Text: the wraps and dumps of plain text undone.

Word and Markdown files hold pasted text as often as text files do, and the same
document must give the same Text in each: so their lines take the same way.
"""

from __future__ import annotations

import re

from hqgraph.errors import ReadError
from hqgraph.reading.builder import TextBuilder
from hqgraph.reading.characters import normal_characters, tidy, width
from hqgraph.reading.layout import Line, paragraphs
from hqgraph.reading.tabdump import Dumps

_SENTENCE = re.compile(r"[，。；！？]")
MAX_LINES = 200_000
"""The longest documents have a fiftieth of these."""
BOLD = 7
"""The level of a heading that is only set in bold type."""
_HEADING_COLUMNS = 40
"""A table's heading is shorter than this; an indented paragraph seldom is."""


class Flow:
    """Collects lines with their origins and pours them into a builder, paragraph by paragraph."""

    def __init__(self, builder: TextBuilder, source: str) -> None:
        """Pour into ``builder``; ``source`` names the file in messages."""
        self._source = source
        self._count = 0
        self._builder = builder
        self._lines: list[str] = []
        self._origins: list[str] = []
        self._headings: list[int] = []

    def add(self, content: str, origin: str, heading: int = 0) -> None:
        """Add the raw characters of one paragraph; each line break in it starts a new line.

        ``heading`` is its level where the file sets it as a heading (1 to BOLD).

        Raises ReadError for more than MAX_LINES in all.
        """
        lines = normal_characters(content).replace("\f", "\n").replace("\v", "\n").split("\n")
        self._count += len(lines)
        if self._count > MAX_LINES:
            raise ReadError("read.too-many-lines", path=self._source, limit=MAX_LINES)
        for line in lines:
            self._lines.append(line)
            self._origins.append(origin)
            self._headings.append(heading)

    def alone(self, content: str, origin: str, heading: int = 0) -> None:
        """Add a paragraph that no neighbour may be joined to."""
        self.flush()
        self.add(content, origin, heading)
        self.flush()

    def flush(self) -> None:
        """Pour out what was collected: before a table, and at the end."""
        pending: list[Line] = []
        dumps = Dumps(self._lines, _is_heading)
        at = 0
        while at < len(self._lines):
            dump = dumps.at(at)
            if dump is None:
                pending.append(Line(tidy(self._lines[at]), at))
                at += 1
                continue
            self._paragraphs(pending)
            self._builder.table(dump.rows, self._origins[at])
            at = dump.stop
        self._paragraphs(pending)
        self._lines.clear()
        self._origins.clear()
        self._headings.clear()

    def _paragraphs(self, pending: list[Line]) -> None:
        for paragraph in paragraphs(pending):
            at = paragraph.number
            whole = self._headings[at] and tidy(self._lines[at]) == paragraph.content
            heading = self._headings[at] if whole else 0
            self._builder.paragraph(paragraph.content, self._origins[at], heading)
        pending.clear()


def _is_heading(cell: str) -> bool:
    """Tell a cell of a table's heading from a paragraph that is indented with a tab."""
    return width(cell) <= _HEADING_COLUMNS and not _SENTENCE.search(cell)
