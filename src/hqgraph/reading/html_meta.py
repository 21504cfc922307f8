"""The card that government pages print above a document: number, organ, dates.

The labels are those of the disclosure catalogue (政府信息公开目录) and of the page
metadata that the guide to government websites (政府网站发展指引, 2017) asks for.
"""

from __future__ import annotations

import re
from typing import Any

from hqgraph.reading.characters import tidy
from hqgraph.reading.html_blocks import HtmlLine, HtmlTable, blocks
from hqgraph.reading.html_body import Weight, remove

LABELS = (
    "索引号",
    "统一编号",
    "主题分类",
    "分类",
    "主题词",
    "发文机构",
    "发文机关",
    "发布机构",
    "制发机关",
    "信息来源",
    "发文字号",
    "文号",
    "文件编号",
    "公文文号",
    "成文日期",
    "发文日期",
    "发布日期",
    "生成日期",
    "印发日期",
    "公开日期",
    "标题",
    "名称",
    "信息名称",
    "文件名称",
    "有效性",
    "效力状态",
    "是否有效",
    "公开方式",
    "公开形式",
    "生效日期",
    "废止日期",
    "体裁",
    "组配分类",
    "关键词",
    "有效期",
)
_LABELS = frozenset(LABELS)
_LABELLED = re.compile(rf"({'|'.join(sorted(LABELS, key=lambda n: (-len(n), n)))})[：:](.*)")
_HOLDERS = frozenset({"table", "ul", "ol", "dl", "div", "section", "tbody"})
_LONGEST = 1_200
"""A card is short; what is longer is the document."""
_MOST_ELEMENTS = 400
_LEAST = 3
_SITE = re.compile(r"\s*[_|｜]\s*|\s+[-–—]\s+|-{2,}")


def take_card(root: Any, weights: dict[Any, Weight]) -> list[HtmlLine]:
    """Take the card out of the tree and return it as lines ``label：value``.

    It is the smallest part of the page that holds the most labels.
    """
    numbers = {element: number for number, element in enumerate(root.iter(), start=1)}
    card: dict[str, str] = {}
    place: Any = None
    for holder in root.iter(*_HOLDERS):
        if not 0 < weights[holder].text <= _LONGEST or weights[holder].elements > _MOST_ELEMENTS:
            continue
        pairs = _pairs(_tokens(holder, numbers))
        if len(pairs) >= max(_LEAST, len(card)):
            card, place = pairs, holder
    if place is None:
        return []
    remove(place)
    return [HtmlLine(f"{label}：{text}", numbers[place]) for label, text in card.items() if text]


def _tokens(holder: Any, numbers: dict[Any, int]) -> list[str]:
    tokens: list[str] = []
    for item in blocks(holder, {}, numbers):
        if isinstance(item, HtmlTable):
            tokens += [cell for row in item.rows for cell in row]
        else:
            tokens.append(item.content)
    return tokens


def _pairs(tokens: list[str]) -> dict[str, str]:
    """Return the labels and their values: in one string, or one string after the other."""
    pairs: dict[str, str] = {}
    for index, token in enumerate(tokens):
        bare = token.rstrip("：:").strip("【】[]")
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        labelled = _LABELLED.match(token)
        if bare in _LABELS:
            empty = following.rstrip("：:") in _LABELS or _LABELLED.match(following)
            pairs.setdefault(bare, "" if empty else following)
        elif labelled:
            pairs.setdefault(labelled.group(1), labelled.group(2))
    return pairs


def page_title(root: Any) -> str:
    """Return the title of the document as the page's head states it, or nothing."""
    for meta in root.iter("meta"):
        if (meta.get("name") or "").lower() == "articletitle" and meta.get("content"):
            return tidy(str(meta.get("content")))
    for title in root.iter("title"):
        words = _SITE.split("".join(title.itertext()).strip())
        return tidy(max(words, key=len)) if words else ""
    return ""
