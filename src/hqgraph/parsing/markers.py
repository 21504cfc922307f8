"""The numbers that open items of an outline, after GB/T 9704-2012, 7.3.3.

The standard's order is 一、 （一） 1. （1）; laws and rules have 章 节 条, older
documents ①. Every style has a rank: a lower one stands above a higher one.
Slips of the keyboard count as what they stand for: —、 is 一、, 一） is （一）.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CN = "一二三四五六七八九十百零〇"
_DASH = "—－–―ー-"
SECTION, ARTICLE, ITEM, ORGAN, POINT, SUBPOINT = 4, 5, 6, 7, 8, 9
"""Ranks of 一、 第X条 （一） 县教育局： 1. （1）: an article, a department has its own points."""

_STYLES: tuple[tuple[str, int, str], ...] = (
    ("第", 1, rf"第\s?[{_CN}\d]{{1,4}}\s?(?:[编篇]|部分)[、，：:]?"),
    ("第", 2, rf"第\s?[{_CN}\d]{{1,4}}\s?章[、，：:]?"),
    ("第", 3, rf"第\s?[{_CN}\d]{{1,4}}\s?节[、，：:]?"),
    (_CN, SECTION, rf"[{_CN}]{{1,4}}\s?[、．.](?![{_CN}]{{1,3}}[、级类等型季届次产线])"),
    (_DASH, SECTION, rf"[{_DASH}]、"),
    ("（(", ITEM, rf"[（(]\s?[{_CN}]{{1,4}}\s?[)）][、．.]?"),
    (_CN, ITEM, rf"[{_CN}]{{1,3}}[)）][、．.]?"),
    ("0123456789", POINT, r"\d{1,3}\s?(?:[、．]|[.](?!\d))"),
    ("（(", SUBPOINT, r"[（(]\s?\d{1,3}\s?[)）][、．.]?"),
    ("0123456789", SUBPOINT, r"\d{1,2}[)）][、．.]?"),
    ("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", SUBPOINT, r"[⑴-⒇]"),
    ("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", POINT, r"[⒈-⒛]"),
    ("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", ITEM, r"[㈠-㈩]"),
    ("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", 10, r"[①-⑳]"),
)


def _by_first() -> dict[str, list[tuple[int, re.Pattern[str]]]]:
    """Return the styles by the character they open with: few lines open with any."""
    found: dict[str, list[tuple[int, re.Pattern[str]]]] = {}
    for firsts, rank, pattern in _STYLES:
        compiled = re.compile(pattern)
        for first in firsts:
            found.setdefault(first, []).append((rank, compiled))
    return found


_OPENING = _by_first()
_ARTICLE = re.compile(rf"第\s?[{_CN}\d]{{1,4}}\s?条(?![例款约件])")
_STOPS = "、．.，：: "


@dataclass(frozen=True, slots=True)
class Marker:
    """A printed number: ``no`` without its stop, its rank, and where the text after it starts.

    A heading without a number has an empty ``no``.
    """

    no: str
    rank: int
    end: int
    article: bool = False

    @property
    def first(self) -> bool:
        """Tell whether this is the first number of its style: 一, （一）, 1, ①."""
        return self.no.strip("（）()第章节编篇部分条 ") in ("一", "1", "①", "⑴", "⒈", "㈠", "")


def marker_at(content: str, start: int) -> Marker | None:
    """Return the marker that opens the text at ``start``, if one does."""
    styles = _OPENING.get(content[start : start + 1])
    if styles is None:
        return None
    if content[start] == "第":
        article = _ARTICLE.match(content, start)
        if article:
            return Marker(article.group(), ARTICLE, article.end(), article=True)
    for rank, pattern in styles:
        found = pattern.match(content, start)
        if found:
            return Marker(found.group().rstrip(_STOPS), rank, found.end())
    return None
