"""Words put back: 省级和市级重点专科 is 省级重点专科和市级重点专科, 管不管 is 是否管."""

from __future__ import annotations

import re

from hqgraph.asking.lexicon import Lexicon
from hqgraph.asking.scan import Scan

_GRADE = "(?:国家|全国|省|市|县|区|乡|镇|一|二|三)级"
_SERIES = Scan("级", rf"{_GRADE}(?:(?:、|和|与|及|以及|或){_GRADE})+")
_PARTS = rf"({_GRADE})"
_SHORTEST = 2
_OR_NOT = Scan("不没", r"([\u4e00-\u9fff]{1,2})[不没](?=\1)")
_LONGEST_WORD = 8
_DONE = {"role", "verb", "do"}
_SORTS = {"indicator", "part", "subject", "task"}


def whole(text: str, lexicon: Lexicon) -> str:
    """Return a question with each member of a series of grades made whole.

    Only where the graph has a name for every one of them; else the question stays
    as it is, and what is not understood will be refused.
    """
    text = _whether(text, lexicon)
    match = _SERIES.search(text)
    if match is None:
        return text
    grades = re.findall(_PARTS, match.group())
    after = text[match.end() :]
    for length in range(min(len(after), lexicon.longest), _SHORTEST - 1, -1):
        rest = after[:length]
        if all(_named(grade + rest, lexicon) for grade in grades):
            made = re.sub(_PARTS, rf"\g<1>{rest}", match.group())
            return text[: match.start()] + made + after[length:]
    return text


def _whether(text: str, lexicon: Lexicon) -> str:
    """Return 管不管, 负不负责, 提没提到 as 是否管, 是否负责, 是否提到; 是不是 is a word."""
    match = _OR_NOT.search(text)
    if match is None:
        return text
    forms = (text[match.start() : match.start() + size] for size in range(3, _LONGEST_WORD))
    rest = text[match.end() :]
    verbs = (rest[:size] for size in range(1, _LONGEST_WORD))
    known = any(sense.sort in _DONE for form in verbs for sense in lexicon.senses(form))
    if not known or any(lexicon.senses(form) for form in forms):
        return text
    return f"{text[: match.start()]}是否{rest}"


def _named(form: str, lexicon: Lexicon) -> bool:
    return any(sense.sort in _SORTS for sense in lexicon.senses(form))
