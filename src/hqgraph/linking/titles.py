"""Titles compared: without quotes and covering notice, and down to the topic.

重庆市荣昌区人民政府办公室关于印发《荣昌区…实施方案》的通知 is bare 荣昌区…实施方案;
its topic is what is left without region, organ and form.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from hqgraph.gazetteer import forms, is_body, resolve_region
from hqgraph.linking.words import title_words

_QUOTED = re.compile(r"[《〈<「“\"](?P<inner>[^《》]{4,})[》〉>」”\"]")
_NOTICE = re.compile(
    r"(?:印发|转发|批转|发布|下发|公布)(?P<inner>.+?)的(?:补充|紧急)?(?:通知|通告|公告|函)$"
)
_ABOUT = re.compile(r"^(?P<organ>[^《〈“]{3,40}?)关于")
_NOT_WORDS = re.compile(r"[\W_]+")
_BLANKED = re.compile(
    r"^[\u4e00-\u9fff]{0,4}(?:[XxＸｘ×＊*○〇＿_]{1,6}|某{1,3})[\u4e00-\u9fff]{0,4}?[省市州盟县区旗]"
)
_LONGEST_REGION = 15
SHORTEST_TOPIC = 4
"""A topic with fewer characters says too little to compare."""


@lru_cache(maxsize=4096)
def bare_title(title: str) -> str:
    """Return a title without blanks, marks, issuing organ and covering notice."""
    text = "".join(unicodedata.normalize("NFKC", title).split())
    about = _ABOUT.match(text)
    if about and is_body(about["organ"]):
        text = text[about.end("organ") :]
    notice = _NOTICE.search(text)
    if notice:
        text = notice["inner"]
    return _NOT_WORDS.sub("", text)


@lru_cache(maxsize=4096)
def topic(title: str) -> str:
    """Return what a title is about, without region, organ and form; may be empty.

    A title that carries out another one in quotes has that one's topic.
    """
    quoted = _QUOTED.search(_within_notice(title))
    rest = bare_title(quoted["inner"] if quoted else title)
    before = ""
    while rest != before:
        before = rest
        rest = _without_region(_without_lead(rest))
    before = ""
    while rest != before:
        before = rest
        rest = _without_tail(rest)
    return rest


def similarity(one: str, other: str) -> float:
    """Return how alike two topics are, 0 to 1: Dice's measure over pairs of characters."""
    if one == other:
        return 1.0 if one else 0.0
    a, b = _pairs(one), _pairs(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def may_share_topic(own: str, title: str, least: float) -> bool:
    """Tell cheaply whether a title's topic can be ``least`` alike to ``own``.

    The topic is part of its title, so all pairs that it shares stand in the title;
    Dice's measure reaches ``least`` only with so many of ``own``'s pairs.
    """
    pairs = _pairs(own)
    text = _NOT_WORDS.sub("", unicodedata.normalize("NFKC", title))
    return len(pairs & _pairs(text)) >= len(pairs) * least / (2 - least)


def _within_notice(title: str) -> str:
    """Take the outermost quotes of an issued document off, so that inner ones stand out."""
    text = "".join(unicodedata.normalize("NFKC", title).split())
    notice = _NOTICE.search(text)
    inner = notice["inner"] if notice else text
    whole = re.fullmatch(r"[《〈](.+)[》〉]", inner)
    return whole[1] if whole else inner


def _without_lead(text: str) -> str:
    found = next((word for word in title_words("lead") if text.startswith(word)), "")
    return text.removeprefix(found)


def _without_region(text: str) -> str:
    blanked = _BLANKED.match(text)
    if blanked:
        return text[blanked.end() :]
    for end in range(min(len(text), _LONGEST_REGION), 1, -1):
        if text[end - 1] in "省市州盟县区旗" and resolve_region(text[:end]):
            return text[end:]
    return text


def _without_tail(text: str) -> str:
    endings = sorted({*forms(), *title_words("tail")}, key=lambda word: (-len(word), word))
    found = next((word for word in endings if text.endswith(word)), "")
    return text.removesuffix(found)


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
