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
from hqgraph.reading.tabdump import Dump, find_dump

_SENTENCE = re.compile(r"[，。；！？]")
MAX_LINES = 200_000
"""The longest documents have a fiftieth of these."""
_WINDOW = 5_000
"""A dumped table has no more lines than this."""
_TRIES = 200
"""After so many lines with tabs that begin no table, tabs are only blanks in this file."""
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

    def add(self, content: str, origin: str) -> None:
        """Add the raw characters of one paragraph; each line break in it starts a new line.

        Raises ReadError for more than MAX_LINES in all.
        """
        lines = normal_characters(content).replace("\f", "\n").replace("\v", "\n").split("\n")
        self._count += len(lines)
        if self._count > MAX_LINES:
            raise ReadError("read.too-many-lines", path=self._source, limit=MAX_LINES)
        for line in lines:
            self._lines.append(line)
            self._origins.append(origin)

    def alone(self, content: str, origin: str) -> None:
        """Add a paragraph that no neighbour may be joined to."""
        self.flush()
        self.add(content, origin)
        self.flush()

    def flush(self) -> None:
        """Pour out what was collected: before a table, and at the end."""
        pending: list[Line] = []
        at = tries = 0
        while at < len(self._lines):
            dump = None
            if "\t" in self._lines[at] and tries < _TRIES:
                tries += 1
                dump = _dump(self._lines[at : at + _WINDOW])
            if dump is None:
                pending.append(Line(tidy(self._lines[at]), at))
                at += 1
                continue
            self._paragraphs(pending)
            self._builder.table(dump.rows, self._origins[at])
            at += dump.stop
            tries = 0
        self._paragraphs(pending)
        self._lines.clear()
        self._origins.clear()

    def _paragraphs(self, pending: list[Line]) -> None:
        for paragraph in paragraphs(pending):
            self._builder.paragraph(paragraph.content, self._origins[paragraph.number])
        pending.clear()


def _dump(lines: list[str]) -> Dump | None:
    """Return the table that the first line begins, not paragraphs indented with a tab."""
    dump = find_dump(lines, 0)
    if dump is None:
        return None
    headings = all(
        width(cell) <= _HEADING_COLUMNS and not _SENTENCE.search(cell) for cell in dump.rows[0]
    )
    return dump if headings else None
