"""What a government site prints around a document: its catalogue card and the page's own words.

The card (索引号, 发文机构, 发文字号, 成文日期) states facts of the header; the rest
(来源, 浏览量, 字体：大 中 小, 打印) says nothing of the document. The labels are
data (``data/web_labels.csv``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from hqgraph.model import Fact, Paragraph, Span, Text
from hqgraph.parsing.word_tables import meanings

_AROUND_LABEL = re.compile(r"[\s：:【】\[\]]")
_CARD = ("number", "issuer", "issued", "title", "other")
_FURNITURE = re.compile(
    r"(?:[【\[（(]?(?:打印(?:本页|本文|页面)?|关闭(?:窗口|本页|页面)?|收藏(?:本页)?|分享|返回(?:顶部|首页|列表)?|我要纠错|纠错|首页"
    r"|大中小|大|中|小|原文下载|下载|附件下载|相关附件|相关解读|相关文件|相关链接|相关政策|文字解读|图片解读|图解|政策原文|点击下载|转发|微信|微博|QQ空间|字体)[】\]）)]?[\s|｜/：:]*){1,12}"
    r"|[【\[（(]?字[体号]?[：:\s]*[\[【]?大.{0,4}中.{0,4}小.*"
    r"|(?:上一[篇条]|下一[篇条]|当前位置|您(?:当前)?(?:所在)?的?位置|现在位置|扫一扫|扫描二维码|手机扫|用微信|版权所有|主办单位|承办单位|网站标识码|政府网站标识码|备案序?号)"
    r"[：:]?.{0,80}"
    r"|[^。；]{0,90}\.(?:pdf|docx?|xlsx?|ofd|zip|rar|wps|et|ceb|jpg|png)"
    r"|https?://\S+"
    r"|[12]\d{3}[-./年]\d{1,2}[-./月]\d{1,2}日?\s?\d{1,2}:\d{2}(?::\d{2})?.{0,60}",
    re.IGNORECASE,
)


@lru_cache(maxsize=2)
def _labels(card: bool) -> re.Pattern[str]:
    """Return what matches a label and its colon: of the card too, or of the page alone."""
    words = meanings("web_labels")
    names = [word for word, kind in words.items() if card or kind == "page"]
    every = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf"[【\[]?(?P<label>{every})[】\]]?\s?[：:]\s?")


def is_web_line(content: str, card: bool = False) -> bool:
    """Tell whether a line is the page's own; with ``card`` also a line of the catalogue card."""
    if len(content) > 300:
        return False
    if _FURNITURE.fullmatch(content):
        return True
    if "：" not in content and ":" not in content:
        return False
    found = _labels(card).match(content)
    if found is None:
        return False
    return card or len(content) <= 60 or len(list(_labels(False).finditer(content))) > 1


def card_of(text: Text, lines: Sequence[Paragraph], end: int) -> dict[str, Fact]:
    """Return the facts on the catalogue card: in lines, and in tables that begin before ``end``."""
    facts: dict[str, Fact] = {}
    for name, value in (*_in_lines(text, lines), *_in_tables(text, end)):
        if name not in facts and value.end > value.start:
            facts[name] = Fact(text.slice(value), value)
    return facts


def _in_lines(text: Text, lines: Sequence[Paragraph]) -> Iterator[tuple[str, Span]]:
    kinds = meanings("web_labels")
    for line in lines:
        found = list(_labels(True).finditer(text.content, line.span.start, line.span.end))
        if not found or found[0].start() != line.span.start:
            continue
        for index, label in enumerate(found):
            end = found[index + 1].start() if index + 1 < len(found) else line.span.end
            kind = kinds[label["label"]]
            if kind in _CARD[:4]:
                yield kind, _trimmed(text.content, label.end(), end)


def _in_tables(text: Text, end: int) -> Iterator[tuple[str, Span]]:
    kinds = meanings("web_labels")
    for table in text.tables():
        if table.span.start >= end:
            return
        for row in table.rows:
            for label, value in pairwise(row):
                kind = kinds.get(_AROUND_LABEL.sub("", text.slice(label)))
                if kind in _CARD[:4]:
                    yield str(kind), value


def _trimmed(content: str, start: int, end: int) -> Span:
    while start < end and content[end - 1] in " 　\t；;":
        end -= 1
    return Span(start, end)
