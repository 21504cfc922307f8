"""The outline of a document: numbered items as a tree, each with its title and body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hqgraph.model import Paragraph, Span, Text
from hqgraph.parsing.markers import Marker, marker_at
from hqgraph.parsing.sentences import trim

_LONGEST_TITLE = 48
"""A first sentence longer than this is a sentence, not a heading."""

_RUN_IN = re.compile(r"[^，。；：:]{2,14}[：:](?=.)")
"""A heading that runs into its text with a colon: 总体目标：到2025年……"""


@dataclass(slots=True)
class Node:
    """An item: its marker, title, the span of its heading and of its own body.

    ``body`` is what stands between the heading and the first child; ``headed``
    tells a heading from a first sentence that only serves as one.
    """

    marker: Marker
    title: str
    head: Span
    body: list[Span] = field(default_factory=list)
    headed: bool = True
    children: list[Node] = field(default_factory=list)
    parent: Node | None = field(default=None, repr=False)

    @property
    def no(self) -> str:
        """The printed number."""
        return self.marker.no

    @property
    def main(self) -> Node:
        """The first-level item this one stands under, or itself."""
        return self if self.parent is None else self.parent.main

    @property
    def heading(self) -> str:
        """Number and title as printed, without the last full stop."""
        return (
            f"{self.no}、{self.title}"
            if self.no[0] in "一二三四五六七八九十"
            else f"{self.no}{self.title}"
        )

    def walk(self) -> Iterator[Node]:
        """Yield this item and all below it, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def bodies(self) -> Iterator[Span]:
        """Yield the bodies of this item and of all below it, their headings too."""
        yield from self.body
        for child in self.children:
            yield child.head
            yield from child.bodies()


def outline(text: Text, paragraphs: Sequence[Paragraph]) -> list[Node]:
    """Return the first-level items of the given paragraphs, in printed order."""
    roots: list[Node] = []
    open_nodes: list[Node] = []
    for paragraph in paragraphs:
        marker = marker_at(text.content, paragraph.span.start)
        if marker is None or marker.end >= paragraph.span.end:
            if open_nodes:
                open_nodes[-1].body.append(paragraph.span)
            continue
        node = _node(text.content, paragraph.span, marker)
        while open_nodes and open_nodes[-1].marker.rank >= marker.rank:
            open_nodes.pop()
        if open_nodes:
            node.parent = open_nodes[-1]
            node.parent.children.append(node)
        else:
            roots.append(node)
        open_nodes.append(node)
    return roots


def _node(content: str, span: Span, marker: Marker) -> Node:
    """Split a numbered paragraph into heading and text."""
    start = trim(content, Span(marker.end, span.end)).start
    run_in = _RUN_IN.match(content, start, span.end)
    stop = content.find("。", start, span.end)
    if run_in and not marker.article:
        title = Span(start, run_in.end() - 1)
        rest = Span(run_in.end(), span.end)
    else:
        end = stop if stop >= 0 else span.end
        title = trim(content, Span(start, end), "：:；;")
        rest = Span(min(end + 1, span.end), span.end)
    headed = title.end - title.start <= _LONGEST_TITLE and not marker.article
    if not headed:
        rest = Span(start, span.end)
    body = [trim(content, rest)] if trim(content, rest).end > trim(content, rest).start else []
    return Node(marker, content[title.start : title.end], Span(span.start, title.end), body, headed)
