"""A document as characters: one canonical string, and the blocks it falls into.

Every offset in hqgraph counts characters (Unicode code points) of
:attr:`Text.content`, which a reader produces once and which never changes
afterwards: lines that a page break cut are joined again, layout blanks are gone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of characters: ``start`` included, ``end`` not.

    A tuple, because parsing makes and compares them by the thousand.
    """

    start: int
    end: int

    def within(self, other: Span) -> bool:
        """Tell whether this span lies inside ``other``."""
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. ``origin`` says where it stands in the file (``line 12``, ``page 3``).

    ``heading`` is the level of a paragraph that the file itself sets as a heading
    (1 for the highest), 0 for any other.
    """

    span: Span
    origin: str = ""
    heading: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells, each the span of its text. Cells of a row are tab-separated."""

    span: Span
    rows: tuple[tuple[Span, ...], ...]
    origin: str = ""


Block = Paragraph | Table


@dataclass(frozen=True)
class Text:
    """What a reader makes of a file: the canonical string and its blocks in order."""

    content: str
    blocks: tuple[Block, ...]
    source: str = ""

    @cached_property
    def sha256(self) -> str:
        """Hash of the canonical string: the offsets are only good for this very text."""
        import hashlib  # noqa: PLC0415 (OpenSSL is slow to load, and few texts are hashed)

        return hashlib.sha256(self.content.encode("utf-8")).hexdigest()

    def slice(self, span: Span) -> str:
        """Return the characters of a span."""
        return self.content[span.start : span.end]

    def place(self, span: Span) -> str:
        """Return where a span begins: what its reader said (``page 3``), or the offset."""
        after = bisect_right(self.blocks, span.start, key=lambda block: block.span.start)
        origin = self.blocks[after - 1].origin if after else ""
        return origin or f"offset {span.start}"

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the paragraphs that stand outside tables, in order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def tables(self) -> Iterator[Table]:
        """Yield the tables, in order."""
        return (block for block in self.blocks if isinstance(block, Table))
