"""Reads Markdown: the marks go, what a reader of the rendered page sees stays.

Every printed line counts as in plain text (Chinese Markdown is mostly pasted
text); headings and lines in bold are paragraphs of their own; pipe tables
become tables.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from hqgraph.model import Text
from hqgraph.reading.builder import TextBuilder
from hqgraph.reading.characters import normal_characters
from hqgraph.reading.encoding import decode
from hqgraph.reading.flow import BOLD, Flow
from hqgraph.reading.grid import cell_text, compact
from hqgraph.reading.kinds import bounded

_HEADING = re.compile(r"\s{0,3}(#{1,6})(?=\s|[^\s#\d])\s*(.*?)\s*#*\s*")
_RULE = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|={3,}\s*)")
_FENCE = re.compile(r"\s{0,3}(?:`{3,}|~{3,})[^`]*")
_DEFINITION = re.compile(r"\s{0,3}\[[^\]\n]{1,99}\]:\s+\S+.*")
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
_BULLET = re.compile(r"\s*[-*+]\s+(?:\[[ xX]\]\s+)?")
_BOLD_LINE = re.compile(r"\s*(\*\*|__)(?=\S)(?:(?!\1).)+\1[:：]?\s*")
_BOLD_START = re.compile(r"\s*(?:\*\*|__)(?=\S)(?:(?!\*\*|__).){1,200}(?:\*\*|__)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?[A-Za-z][A-Za-z0-9]{0,20}"
    r"(?:\s{1,9}[A-Za-z:-]{1,40}(?:=(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))?){0,20}\s?/?>"
)
_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_CELL_BREAK = re.compile(r"(?<!\\)\|")
_MARKS = (
    (re.compile(r"!\[[^\[\]]*\]\([^()\s]*(?:\s[^()]*)?\)"), ""),
    (re.compile(r"\[([^\[\]]*)\]\([^()\n]*\)"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]+)>"), r"\1"),
    (re.compile(r"\*\*(?=[^\s*])([^*\n]+)\*\*"), r"\1"),
    (re.compile(r"(?<![A-Za-z0-9_])__(?=[^\s_])([^_\n]+)__(?![A-Za-z0-9_])"), r"\1"),
    (re.compile(r"~~(?=[^\s~])([^~\n]+)~~"), r"\1"),
    (re.compile(r"(?<![*A-Za-z0-9])\*(?=[^\s*])([^*\n]+)\*(?![*A-Za-z0-9])"), r"\1"),
    (re.compile(r"(?<!`)`([^`\n]+)`(?!`)"), r"\1"),
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")


def read_markdown(data: bytes, source: str) -> Text:
    """Turn the bytes of a Markdown file into a Text; ``source`` names it in messages.

    Raises ReadError for empty or too large input and for bytes that are no text.
    """
    bounded(len(data), "markdown", source)
    content = _COMMENT.sub(_as_breaks, normal_characters(decode(data, source)))
    lines = content.replace("\f", "\n").split("\n")
    builder = TextBuilder(source)
    flow = Flow(builder, source)
    at = 0
    while at < len(lines):
        stop = _table_end(lines, at)
        if stop > at:
            flow.flush()
            builder.table(_table(lines, at, stop), f"line {at + 1}")
            at = stop
            continue
        _line(flow, lines[at], f"line {at + 1}")
        at += 1
    flow.flush()
    return builder.build()


def _as_breaks(comment: re.Match[str]) -> str:
    """Keep the line numbers of what follows a comment."""
    return "\n" * comment.group().count("\n")


def _line(flow: Flow, line: str, origin: str) -> None:
    """Add one line of Markdown to the flow, its marks stripped."""
    if _RULE.fullmatch(line) or _FENCE.fullmatch(line) or _DEFINITION.fullmatch(line):
        flow.flush()
        return
    line = _QUOTE.sub("", line, count=1) if line.lstrip().startswith(">") else line
    heading = _HEADING.fullmatch(line)
    if heading:
        flow.alone(plain(heading.group(2)), origin, len(heading.group(1)))
        return
    line = _BULLET.sub("", line, count=1) if _BULLET.match(line) else line
    if _BOLD_LINE.fullmatch(line):
        flow.alone(plain(line), origin, BOLD)
        return
    if _BOLD_START.match(line):
        flow.flush()
    flow.add(plain(line), origin)


def plain(line: str) -> str:
    """Return a line without links, emphasis, tags and escapes."""
    line = _BREAK.sub("\n", line)
    for pattern, kept in _MARKS:
        line = pattern.sub(kept, line)
    return html.unescape(_ESCAPE.sub(r"\1", _TAG.sub("", line)))


def _table_end(lines: Sequence[str], at: int) -> int:
    """Return the line after the pipe table that starts at ``at``; ``at`` if none does."""
    if "|" not in lines[at] or at + 1 >= len(lines) or "|" not in lines[at + 1]:
        return at
    if not _DELIMITER.fullmatch(lines[at + 1]):
        return at
    stop = at + 2
    while stop < len(lines) and "|" in lines[stop]:
        stop += 1
    return stop


def _table(lines: Sequence[str], at: int, stop: int) -> list[list[str]]:
    rows = [_cells(line) for index, line in enumerate(lines[at:stop]) if index != 1]
    columns = len(rows[0])
    return compact([row[:columns] for row in rows])


def _cells(line: str) -> list[str]:
    inner = line.strip()
    inner = inner.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell_text(plain(cell).split("\n")) for cell in _CELL_BREAK.split(inner)]
