"""The numbers that open items of an outline, after GB/T 9704-2012, 7.3.3.

The standard's order is 一、 （一） 1. （1）; laws and rules have 章 节 条, older
documents ①. Every style has a rank: a lower one stands above a higher one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CN = "一二三四五六七八九十百零〇"
_STYLES: tuple[tuple[int, str], ...] = (
    (1, rf"第[{_CN}\d]{{1,4}}[编篇]"),
    (2, rf"第[{_CN}\d]{{1,4}}章"),
    (3, rf"第[{_CN}\d]{{1,4}}节"),
    (4, rf"[{_CN}]{{1,4}}[、．.]"),
    (5, rf"[（(][{_CN}]{{1,4}}[)）]"),
    (6, r"\d{1,3}\s?(?:[、．]|[.](?!\d))"),
    (7, r"[（(]\d{1,3}[)）]"),
    (8, r"[①-⑳]"),
)
ARTICLE = 5
"""第X条 ranks with （一）'s place under a chapter; its own （一） are sub-points."""

ITEM, POINT, SUBPOINT = 5, 6, 7

_PATTERNS = tuple((rank, re.compile(pattern)) for rank, pattern in _STYLES)
_ARTICLE = re.compile(rf"第[{_CN}\d]{{1,4}}条")


@dataclass(frozen=True, slots=True)
class Marker:
    """A printed number: ``no`` without its stop, its rank, and where the text after it starts."""

    no: str
    rank: int
    end: int
    article: bool = False


def marker_at(content: str, start: int) -> Marker | None:
    """Return the marker that opens the text at ``start``, if one does."""
    article = _ARTICLE.match(content, start)
    if article:
        return Marker(article.group(), ARTICLE, article.end(), article=True)
    for rank, pattern in _PATTERNS:
        found = pattern.match(content, start)
        if found:
            return Marker(found.group().rstrip("、．. "), rank, found.end())
    return None
