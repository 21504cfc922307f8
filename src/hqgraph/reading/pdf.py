"""Reads PDF files in a process of their own, which can be stopped.

PDFium reads a page in one call that no Python code can interrupt, and a hostile
page can keep it busy for hours or take all memory. So one worker process serves
the PDF files of this process, one after the other (PDFium knows no threads), and
is killed and replaced when a file takes too long.
"""

from __future__ import annotations

import json
from typing import Any

from hqgraph.errors import ReadError
from hqgraph.model import Block, Paragraph, Span, Table, Text
from hqgraph.reading.kinds import bounded
from hqgraph.reading.workers import SECONDS, Died, TooSlow, Worker

_worker = Worker("hqgraph.reading.pdf_worker")


def read_pdf(data: bytes, source: str) -> Text:
    """Turn the bytes of a PDF file into a Text; ``source`` names it in messages.

    Raises ReadError for all that :func:`hqgraph.reading.pdf_text.pdf_text`
    refuses, for a file that takes too long or too much memory, and where no
    worker can be started.
    """
    bounded(len(data), "pdf", source)
    try:
        answer = json.loads(_worker.ask(data))
    except TooSlow:
        raise ReadError("read.pdf-large", path=source, limit=f"{SECONDS:g} s") from None
    except Died:
        raise ReadError("read.pdf-crash", path=source) from None
    except OSError as error:
        raise ReadError("read.pdf-worker", path=source, why=error) from error
    if "error" in answer:
        raise ReadError(answer["error"], **{**answer["values"], "path": source})
    return unpacked(answer, source)


def packed(text: Text) -> dict[str, Any]:
    """Return a Text as what JSON can carry."""
    return {"content": text.content, "blocks": [_packed(block) for block in text.blocks]}


def _packed(block: Block) -> list[Any]:
    place = [block.span.start, block.span.end, block.origin]
    if isinstance(block, Paragraph):
        return [*place, block.heading]
    return [*place, [[[cell.start, cell.end] for cell in row] for row in block.rows]]


def unpacked(answer: dict[str, Any], source: str) -> Text:
    """Return the Text that :func:`packed` was given."""
    blocks: list[Block] = []
    for start, end, origin, rest in answer["blocks"]:
        span = Span(start, end)
        if isinstance(rest, int):
            blocks.append(Paragraph(span, origin, rest))
        else:
            rows = tuple(tuple(Span(*cell) for cell in row) for row in rest)
            blocks.append(Table(span, rows, origin))
    return Text(answer["content"], tuple(blocks), source)
