"""The key phrase of a title: what is left of 大力推进绿色物流体系建设 is 绿色物流.

A task of a field that the scheme of themes does not cover is named by its own
words. No dictionary of the language is needed: official titles are a verb and its
object, and the verbs, adverbs and tails that say nothing are few. They stand in
``data/theme_words.csv``, with the words that look like them and must be kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from hqgraph.linking.words import rows

SHORTEST, LONGEST = 2, 10
"""How long a phrase is; a longer one is cut at a joint where it has one."""

_SENTENCE = 8
"""In a stretch longer than this a verb may stand before what it is about."""

_LEAST_OBJECT = 4
_LEAST_PART = 4
_CLAUSE_ENDS = re.compile(r"[，。；：！？,;:!?\n]|——")
_ASIDE = re.compile(r"[（(\[【][^（）()\[\]【】]*[）)\]】]")
_MARKS = re.compile(r"[\s“”\"‘’'《》〈〉「」『』*·]+")
_NUMBERING = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]+[章条节]|[一二三四五六七八九十\d]+[、.])+"
)
_PLACED = re.compile(
    r"^(?:在|按照|按|根据|依据|围绕|结合|针对).*?(?:前提下|框架下|下|基础上|过程中|方面"
    r"|中(?![国小医心央外欧等西介长])|内(?![地容部需销外]))"
)
_BY_DATE = re.compile(r"^(?:到|至|自|从)?(?:\d{4}|“?十[一二三四五]五”?)[^，。]*$")
_MOVED = re.compile(r"^[将把](.{4,}?)(?:下放|纳入|作为|转为|改为|列入|调整为|移交|融入)")
_DONE_TO = re.compile(r"^对(?P<to>.+?)(?:实行|进行|给予|开展|实施|采取|予以)(?P<what>.+)$")
_TO = re.compile(r"^[对为向](?=.{4})")
_WHERE = re.compile(r"^在.{2,14}?(?=设[立置]|建[设立]|开展|依法|实[施行])")
_BESIDE = re.compile(
    r"^(?:.{2,6}[区域市县省]内的?|以.{2,8}?为(?:导向|核心|重点|抓手|主体|引领|目标|支撑)的?)(?=.{4})"
)
_RULED = re.compile(r"^.{4,}?(?:按照?|根据)(?:相关|有关)?规定(?=.{4})")
_LINKS = "和与及、并的"
_AND_SO_ON = re.compile(r"(?<![高中初平均同对优])等")
_LISTED = re.compile(r".*、.*等(?=.{4})")


def key_phrase(text: str) -> str:
    """Return the phrase that names what a title or sentence is about; empty where none does.

    The first clause that names something decides. Punctuation, brackets and quotation
    marks are gone, so that variants of one name meet.
    """
    if is_silent(text):
        return ""
    found = next(filter(None, map(_of_clause, _clauses(text))), "")
    return unicodedata.normalize("NFC", found)


def is_silent(text: str) -> bool:
    """Tell whether a title says what sort of item it heads and nothing of its matter: 主要目标."""
    bare = _MARKS.sub("", text)
    return any(bare.endswith(word) for word in _words("silent"))


def _clauses(text: str) -> Iterator[str]:
    bare = _ASIDE.sub("", unicodedata.normalize("NFKC", text).translate(_ROUND))
    for clause in _CLAUSE_ENDS.split(bare):
        stripped = _NUMBERING.sub("", _MARKS.sub("", clause))
        if stripped and not _BY_DATE.match(stripped):
            yield stripped


_ROUND = str.maketrans("(),;:!?", "（），；：！？")


def _of_clause(clause: str) -> str:
    found = _bare(_aimed(clause))
    if len(found) > _SENTENCE:
        found = _longer(_bare(_object(found)), found)
    if len(found) > LONGEST:
        found = _bare(_head(_LISTED.sub("", found)))
        found = _AND_SO_ON.sub("", found)
    if len(found) > LONGEST:
        found = _bare(_first_part(found))
    found = found.replace("的", "") if len(found) > _LEAST_PART else found
    return "" if len(found) < SHORTEST or found in _words("plain") else found


def _longer(found: str, whole: str) -> str:
    return found if len(found) >= _LEAST_OBJECT else whole


def _aimed(clause: str) -> str:
    """Return what is moved, treated or done: 将…权限下放至…, 对…实行…, 在…下…."""
    moved = _MOVED.match(clause)
    if moved:
        return moved[1]
    placed = _RULED.sub("", _WHERE.sub("", _PLACED.sub("", clause)))
    done = _DONE_TO.match(placed)
    if done:
        return done["what"] if len(done["what"]) >= _LEAST_OBJECT else done["to"]
    return placed


def _bare(text: str) -> str:
    """Return a stretch without the verbs and adverbs before it and the tails behind it."""
    return _without_tails(_without_leads(text))


def _without_leads(text: str) -> str:
    verbs = False
    while True:
        text = text.lstrip(_LINKS)
        if text.startswith(_words("whole")):
            return text
        match = _leads().match(text) or _TO.match(text) or _BESIDE.match(text)
        if match is None:
            return text
        use = _uses().get(match[0], "")
        rest = text[match.end() :].lstrip(_LINKS)
        if len(rest) < SHORTEST or (use == "either" and (verbs or len(rest) == SHORTEST)):
            return text
        verbs = verbs or use in ("verb", "either")
        text = rest


def _without_tails(text: str) -> str:
    while True:
        for tail, least in _tails():
            rest = text.removesuffix(tail)
            if rest != text and len(rest) >= least and _stands(rest):
                break
        else:
            return text
        text = rest


def _stands(text: str) -> bool:
    """Tell whether a stretch whose tail was taken away still names something."""
    parts = [match.end() for match in _joints().finditer(text) if match.lastgroup]
    return not text.endswith(_words("keeps")) and text[max(parts, default=0) :] not in _words(
        "plain"
    )


def _object(text: str) -> str:
    """Return what follows the last verb within a long stretch: 企业设立…基金 is about …基金."""
    found = [
        text[match.end() :]
        for match in _inner().finditer(text, SHORTEST)
        if match.lastgroup and len(text) - match.end() >= _LEAST_OBJECT
    ]
    return found[-1] if found else text


def _head(text: str) -> str:
    """Return X的Y as XY, with the first part of Y alone where it has several; Y where X is long."""
    before, mark, behind = text.rpartition("的")
    if not mark or len(behind) < SHORTEST:
        return text
    first = _first_part(_without_tails(behind), SHORTEST)
    if len(before) + len(first) <= LONGEST:
        return before + first
    return behind if len(behind) >= _LEAST_PART else before


def _first_part(text: str, least: int = SHORTEST + 1) -> str:
    """Return the first of several things that are joined by 和, 与, 及, 、 or 并."""
    for match in _joints().finditer(text):
        first = text[: match.start()]
        if match.lastgroup and len(first) >= least and first not in _words("plain"):
            return first
    return text


@cache
def _words(use: str) -> tuple[str, ...]:
    found = [row["word"] for row in rows("theme_words") if row["use"] == use]
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def _tails() -> tuple[tuple[str, int], ...]:
    """Return the tails, longest first, each with how much must be left before it."""
    least = {row["word"]: row["least"] for row in rows("theme_words") if row["use"] == "tail"}
    return tuple((word, int(least[word])) for word in _words("tail"))


@cache
def _uses() -> dict[str, str]:
    """Return the words that may be taken away in front, each with its use."""
    return {word: use for use in ("adverb", "cause", "verb", "either") for word in _words(use)}


@cache
def _leads() -> re.Pattern[str]:
    words = sorted(_uses(), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))


@cache
def _inner() -> re.Pattern[str]:
    """Return the verbs within a sentence, as a group; what only looks like one, without."""
    kept = "|".join(map(re.escape, _words("noun")))
    return re.compile(f"{kept}|(?P<verb>{'|'.join(map(re.escape, _words('inner')))})")


@cache
def _joints() -> re.Pattern[str]:
    """Return what joins two things, as a group; words that hold such a character, without."""
    kept = "|".join(map(re.escape, _words("joined")))
    return re.compile(f"{kept}|(?P<joint>以及|[和与及、或并])")
