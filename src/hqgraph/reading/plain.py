"""Reads plain text: .txt as people save, paste and convert it."""

from __future__ import annotations

from hqgraph.model import Text
from hqgraph.reading.builder import TextBuilder
from hqgraph.reading.characters import normal_characters, tidy
from hqgraph.reading.encoding import decode
from hqgraph.reading.layout import Line, paragraphs
from hqgraph.reading.tabdump import find_dump


def read_plain(data: bytes, source: str) -> Text:
    """Turn the bytes of a text file into a Text; ``source`` names it in messages.

    Raises ReadError for empty input and for bytes that are no text.
    """
    lines = normal_characters(decode(data, source)).replace("\f", "\n").split("\n")
    builder = TextBuilder(source)
    pending: list[Line] = []
    at = 0
    while at < len(lines):
        dump = find_dump(lines, at)
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
