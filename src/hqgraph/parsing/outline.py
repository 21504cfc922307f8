"""The outline of a document: numbered items as a tree, each with its title and body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from hqgraph.model import Paragraph, Span, Text
from hqgraph.parsing.departments import organ_duty
from hqgraph.parsing.duties import Duty, duties
from hqgraph.parsing.headings import Headings, lead_phrase
from hqgraph.parsing.markers import ITEM, POINT, Marker
from hqgraph.parsing.section_titles import is_support, kind_of_title
from hqgraph.parsing.sentences import trim

_LONGEST_TITLE = 48
"""A first sentence longer than this is a sentence, not a heading."""

_RUN_IN = re.compile(r"[^，。；：:]{2,24}[：:](?=.)")
"""A heading that runs into its text with a colon: 总体目标：到2025年……"""

_CALLED_TASKS = re.compile(r"(?:任务|措施|举措|内容|重点|工程|行动)$")
_MOST_BRACKETS = 6
_DUTY_BRACKET = re.compile(
    r"[（(〔\[【](?=[^（(]{0,200}(?:责任|负责|牵头|单位|部门|配合|分工|落实|完成))"
)
_DUTY_LABEL = re.compile(r"[；;，,\s](?=(?:责任|牵头|负责|配合|承办|实施)(?:单位|部门)[：:])")


@dataclass(slots=True)
class Node:
    """An item: its marker, title, the span of its heading and of its own body.

    ``body`` is what stands between the heading and the first child; ``headed``
    tells a heading from a first sentence that only serves as one; ``organ`` is
    the duty of a heading that only names bodies; ``stop`` is the mark after its number.
    """

    marker: Marker
    title: str
    head: Span
    body: list[Span] = field(default_factory=list)
    headed: bool = True
    children: list[Node] = field(default_factory=list)
    parent: Node | None = field(default=None, repr=False)
    organ: Duty | None = None
    stop: str = ""

    @property
    def no(self) -> str:
        """The printed number, empty where none is printed."""
        return self.marker.no

    @property
    def main(self) -> Node:
        """The first-level item this one stands under, or itself."""
        return self if self.parent is None else self.parent.main

    @property
    def heading(self) -> str:
        """Number and title as printed, without the last full stop."""
        first = self.no[:1]
        stop = "、" if first and first in "一二三四五六七八九十" else ""
        if first == "第":
            stop = " "
        elif self.no.isdecimal():
            stop = self.stop or "."
        return f"{self.no}{stop}{self.title}"

    def walk(self) -> Iterator[Node]:
        """Yield this item and all below it, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def bodies(self) -> Iterator[Span]:
        """Yield the bodies of this item and of all below it, their headings without the number.

        A first sentence that only serves as heading is in the body already.
        """
        yield from self.body
        for child in self.children:
            if not child.body or child.body[0].start >= child.head.end:
                yield Span(min(child.marker.end, child.head.end), child.head.end)
            yield from child.bodies()


def outline(text: Text, paragraphs: Sequence[Paragraph]) -> list[Node]:
    """Return the first-level items of the given paragraphs, in printed order."""
    roots: list[Node] = []
    path: list[Node] = []
    nodes: list[Node] = []
    headings = Headings(text, paragraphs)
    for index, paragraph in enumerate(paragraphs):
        marker = headings.marker(index)
        if marker is None or marker.end >= paragraph.span.end:
            if path:
                path[-1].body.append(paragraph.span)
            continue
        node = _node(text.content, paragraph.span, marker)
        nodes.append(node)
        _open(path, node)
        if path:
            node.parent = path[-1]
            node.parent.children.append(node)
        else:
            roots.append(node)
        path.append(node)
    for root in roots:
        _part_run_ins(text.content, root, roots)
    for node in nodes:
        if not node.body and not node.children:
            _tell(text.content, node)
    return roots


def _tell(content: str, node: Node) -> None:
    """Let an item that is one whole sentence, and nothing else, be its own text."""
    if content[node.head.end : node.head.end + 1] == "。":
        node.body.append(Span(node.head.end - len(node.title), node.head.end + 1))


def _open(path: list[Node], node: Node) -> None:
    """Close the items of ``path`` that end where ``node`` begins.

    The ranks of the standard decide, but for one habit: a first （一） under an
    open 1. that stands under 一、 is that item's point.
    """
    rank = node.marker.rank
    if (
        rank == ITEM
        and node.marker.first
        and node.no
        and len(path) > 1
        and path[-1].marker.rank == POINT
        and not any(above.marker.rank == ITEM for above in path)
    ):
        return
    same = next((n for n, above in enumerate(path) if above.marker.rank == rank), None)
    if same is not None:
        del path[same:]
    while same is None and path and path[-1].marker.rank >= rank:
        path.pop()


def _node(content: str, span: Span, marker: Marker) -> Node:
    """Split a numbered paragraph into heading and text."""
    start = trim(content, Span(marker.end, span.end)).start
    run_in = _RUN_IN.match(content, start, span.end)
    stop = content.find("。", start, span.end)
    if run_in and not marker.article and not _is_label(content, start, run_in.end()):
        title = Span(start, run_in.end() - 1)
        rest = Span(run_in.end(), span.end)
    else:
        end = stop if stop >= 0 else span.end
        duty = _duty_in(content, Span(start, end))
        title = trim(content, Span(start, duty if duty is not None else end), "：:；;，,")
        rest = Span(duty if duty is not None else min(end + 1, span.end), span.end)
    headed = title.end - title.start <= _LONGEST_TITLE and not marker.article
    if not headed:
        rest = Span(start, span.end)
    rest = trim(content, rest)
    node = Node(marker, content[title.start : title.end], Span(span.start, title.end))
    node.body = [rest] if rest.end > rest.start else []
    node.headed = headed
    mark = content[marker.end - 1]
    node.stop = mark if mark in "、．." else ""
    node.organ = organ_duty(content, title) if headed else None
    return node


def _is_label(content: str, start: int, end: int) -> bool:
    """Tell whether a colon belongs to a duty label inside the heading."""
    return content[start : end - 1].endswith(("单位", "责任人")) or "（" in content[start:end]


def _duty_in(content: str, first: Span) -> int | None:
    """Return where a duty form begins that stands inside the first sentence."""
    for pattern in (_DUTY_BRACKET, _DUTY_LABEL):
        brackets = pattern.finditer(content, first.start + 2, first.end)
        for found in islice(brackets, _MOST_BRACKETS):
            if duties(content, [Span(found.start(), first.end)]):
                return found.start()
    return None


def _part_run_ins(content: str, root: Node, roots: Sequence[Node]) -> None:
    """Make items of the paragraphs of a section that each open with a heading of their own.

    Where the other sections have items too, where the section is called one of
    tasks or safeguards, or where each of its items prints its own duty. A duty on
    a line of its own goes with the item above it. In a section of aims the
    headings must name aims (指导思想。…… 主要目标。……).
    """
    if root.children or not root.body:
        return
    items = _run_ins(content, root.body)
    kind = kind_of_title(root.title)
    titles = [content[lead.start : lead.end] for lead, _ in items]
    if kind in ("goal", "skip", "aim"):
        if not {"goal", "aim"} & {kind_of_title(title) for title in titles}:
            return
    elif kind == "safeguard" and titles and all(map(is_support, titles)):
        pass
    elif len(items) < 2 or not _each_told(content, root, roots, items):
        return
    for _, spans in items:
        node = _node(content, spans[0], Marker("", POINT, spans[0].start))
        node.body.extend(spans[1:])
        node.parent = root
        root.children.append(node)
    root.body = [] if items else root.body


def _each_told(
    content: str, root: Node, roots: Sequence[Node], items: Sequence[tuple[Span, list[Span]]]
) -> bool:
    with_duty = sum(bool(duties(content, spans)) for _, spans in items)
    if with_duty not in (0, len(items)):
        return False
    called = _CALLED_TASKS.search(root.title) is not None
    return called or with_duty > 0 or any(other.children for other in roots)


def _run_ins(content: str, body: Sequence[Span]) -> list[tuple[Span, list[Span]]]:
    """Return the headings that paragraphs open with and what belongs to each.

    Nothing where some paragraph has none.
    """
    out: list[tuple[Span, list[Span]]] = []
    for span in body:
        lead = lead_phrase(content, span)
        if lead is not None:
            out.append((lead, [span]))
        elif out and (found := duties(content, [span])) and found[0].clause.start - span.start < 4:
            out[-1][1].append(span)
        else:
            return []
    return out
