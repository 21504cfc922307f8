"""What every table of a Word or Excel file goes through before it enters a Text."""

from __future__ import annotations

from collections.abc import Sequence

from hqgraph.reading.characters import joined, normal_characters, tidy

_MARKS = "，。；：！？、,.;:!?）)】〕”"


def cell_text(parts: Sequence[str]) -> str:
    """Return one line for the paragraphs of a cell.

    Paragraphs that end without a mark (names, one below the other) keep a blank
    between them, so that they do not melt into one; breaks inside a paragraph go.
    """
    text = ""
    for part in parts:
        line = ""
        for piece in normal_characters(part).replace("\t", " ").replace("\v", "\n").split("\n"):
            line = joined(line, tidy(piece)) if line else tidy(piece)
        if text and line:
            text += line if text[-1] in _MARKS else f" {line}"
        else:
            text += line
    return text


def compact(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the rows that hold something, all of one length, without outer empty columns."""
    filled = [list(row) for row in rows if any(row)]
    if not filled:
        return []
    length = max(len(row) for row in filled)
    padded = [row + [""] * (length - len(row)) for row in filled]
    used = [index for index in range(length) if any(row[index] for row in padded)]
    return [row[used[0] : used[-1] + 1] for row in padded]
