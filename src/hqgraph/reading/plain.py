"""Reads plain text: .txt as people save, paste and convert it."""

from __future__ import annotations

from hqgraph.errors import ReadError
from hqgraph.model import Text
from hqgraph.reading.builder import TextBuilder
from hqgraph.reading.characters import normal_characters, tidy
from hqgraph.reading.encoding import decode
from hqgraph.reading.flow import MAX_LINES
from hqgraph.reading.kinds import bounded
from hqgraph.reading.layout import Line, paragraphs
from hqgraph.reading.tabdump import Dumps


def read_plain(data: bytes, source: str) -> Text:
    """Turn the bytes of a text file into a Text; ``source`` names it in messages.

    Raises ReadError for empty or too large input, and for bytes that are no text.
    """
    bounded(len(data), "text", source)
    content = normal_characters(decode(data, source)).replace("\f", "\n")
    if content.count("\n") > MAX_LINES:
        raise ReadError("read.too-many-lines", path=source, limit=MAX_LINES)
    lines = content.split("\n")
    dumps = Dumps(lines)
    builder = TextBuilder(source)
    pending: list[Line] = []
    at = 0
    while at < len(lines):
        dump = dumps.at(at)
        if dump is None:
            pending.append(Line(tidy(lines[at]), at + 1))
            at += 1
            continue
        _flush(builder, pending)
        builder.table(dump.rows, f"line {dump.first + 1}")
        at = dump.stop
    _flush(builder, pending)
    return builder.build()


def _flush(builder: TextBuilder, pending: list[Line]) -> None:
    for paragraph in paragraphs(pending):
        builder.paragraph(paragraph.content, f"line {paragraph.number}")
    pending.clear()
