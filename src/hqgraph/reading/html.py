"""Reads saved web pages: the document, without the site around it."""

from __future__ import annotations

import re

from hqgraph.errors import ReadError
from hqgraph.model import Text
from hqgraph.reading.builder import TextBuilder
from hqgraph.reading.html_blocks import HtmlLine, Item, blocks
from hqgraph.reading.html_body import find_body, strip_furniture, weigh
from hqgraph.reading.html_meta import page_title, take_card
from hqgraph.reading.html_tree import tree
from hqgraph.reading.layout import Line, paragraphs

_TOOLS = re.compile(
    r"[【\[（(]?(?:字体|字号|打印|分享|浏览次数|访问次数|阅读次数|点击数|扫一扫|当前位置|您的位置)"
    r"(?:[：:\s】\]）)].{0,60})?|[【\[]?(?:关闭|返回|收藏)(?:窗口|本页|顶部)?[】\]]?|(?:大|中|小)"
)
"""A line that serves the page, not the document."""
_LEAST_TITLE = 6
_SENTENCE = re.compile("[，。；：]")
_SAME_WORDS = 0.5
"""A title in other words shares this part of its pairs of characters."""
_OPENING = 400
"""A title stands within so many characters of the beginning."""


def read_html(data: bytes, source: str) -> Text:
    """Turn the bytes of a web page into a Text; ``source`` names it in messages.

    Raises ReadError for an empty file, one that is no text, over a limit of
    :mod:`hqgraph.reading.html_tree`, or without a document.
    """
    root = tree(data, source)
    title = page_title(root)
    strip_furniture(root)
    card = take_card(root, weigh(root))
    weights = weigh(root)
    numbers = {element: number for number, element in enumerate(root.iter(), start=1)}
    body = find_body(root, weights)
    items = [item for item in blocks(body, weights, numbers) if not _is_tool(item)]
    if not items:
        raise ReadError("read.html-no-text", path=source)
    return _build([*card, *_heading(title, items, numbers[body]), *items], source)


def _is_tool(item: Item) -> bool:
    return isinstance(item, HtmlLine) and bool(_TOOLS.fullmatch(item.content))


def _heading(title: str, items: list[Item], element: int) -> list[Item]:
    """Return the title that the head of the page states, if the document does not begin with it.

    Where it prints one that says the same in other words, that is the title.
    """
    if len(title) < _LEAST_TITLE:
        return []
    opening = ""
    for item in items:
        if isinstance(item, HtmlLine) and _says_the_same(title, item.content):
            return []
        opening += item.content if isinstance(item, HtmlLine) else "".join(map("".join, item.rows))
        if len(opening) > _OPENING:
            break
    return [] if title in opening else [HtmlLine(title, element)]


def _says_the_same(title: str, line: str) -> bool:
    """Tell whether a line is the title as printed: one end, no sentence, mostly one wording.

    The head of a page often shortens the title, or names the site before it.
    """
    if line[-2:] != title[-2:] or len(line) < _LEAST_TITLE or _SENTENCE.search(line):
        return False
    parts = {title[at : at + 2] for at in range(len(title) - 1)}
    return sum(1 for part in parts if part in line) >= _SAME_WORDS * len(parts)


def _build(items: list[Item], source: str) -> Text:
    builder = TextBuilder(source)
    pending: list[Line] = []
    headings: dict[str, int] = {}
    for item in items:
        if isinstance(item, HtmlLine):
            pending.append(Line(item.content, item.element))
            if item.heading:
                headings.setdefault(item.content, item.heading)
            continue
        _flush(builder, pending, headings)
        builder.table(item.rows, f"element {item.element}")
    _flush(builder, pending, headings)
    return builder.build()


def _flush(builder: TextBuilder, pending: list[Line], headings: dict[str, int]) -> None:
    for paragraph in paragraphs(pending):
        heading = headings.get(paragraph.content, 0)
        builder.paragraph(paragraph.content, f"element {paragraph.number}", heading)
    pending.clear()
