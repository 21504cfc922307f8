"""Words of a question that no name is: looked for in the text, to the letter.

建立药品追溯制度由谁负责 names no task by its title. A stretch of such words is searched for
in the measures of tasks, where the whole of it must stand; where it does not, the
question is refused as before. Nothing that could change a question is taken into a stretch:
it ends at every word of a question but light ones and those of doing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hqgraph.asking.lexer import Token, tokens
from hqgraph.asking.lexicon import Lexicon, Sense
from hqgraph.records import replace

SORT = "free"
"""The sort of sense of such a stretch; its values are the words, whole and bare."""
_NAMES = {
    "unknown", "topic", "theme", "part", "piece", "indicator", "subject", "programme", "task",
    "hospital", "quote",
}  # fmt: skip
_WORDS = {"do", "trace", "level", "unit", "reach", "aspect", "value"}
_NOUNS = {"hospital", "theme", "measure"}
_QUOTES = '“”"「」『』‘’《》〈〉'
_CLOSING = tuple('”"」』’》〉')
_MARKED = r"[“「『《]([^”」』》]{3,})[”」』》]"
_QUOTED = r"[“\"「『]([^”\"」』]{4,})[”\"」』]"
"""What is in quotation marks is looked for by itself where no text has all of a stretch."""
_STOPS = frozenset("的了是由要应需须得有在把被给呢吧啊呀我您你请就才都也还一和与及或为")
"""Light words at which a stretch ends: they belong to the question."""
_DOING = "搞做弄抓干"
"""What is only said of doing something and hardly printed: left out where it is not found."""
_WRITE = "写"
_SAYING = "提写讲谈说含带"
_LONG = 4
_SHORT = 2
_MOST = 2
_TELLING = {"mention", "about"}


def read(text: str, found: list[Token]) -> list[Token] | None:
    """Return the tokens with each stretch around unknown words as one; None where that is none.

    A stretch has four characters at least, or two beside 提到 or in quotation marks.
    """
    runs = list(_runs(text, found))
    if not 0 < len(runs) <= _MOST:
        return None
    if any(not _tells(text, found, first, last) for first, last in runs):
        return None
    made, at = [], 0
    for first, last in runs:
        stretch = _token(text, found, first, last)
        made += [*found[at:first]]
        if made and made[-1].text == _WRITE:
            made[-1] = replace(made[-1], senses=(Sense("verb", ("mention",)),))
        made += _said_of(stretch, found[:first])
        made[-1:] = _under(made[-1], found[last + 1 : last + 2])
        at = last + 1
    return [*made, *found[at:]]


def marked(text: str, lexicon: Lexicon) -> list[Token] | None:
    """Return the tokens with what stands in quotation marks as one stretch; None where none does.

    Only what no name is, and is cut into several words: “坚持加强党的全面领导”.
    """
    spans = list(re.finditer(_QUOTED, text))
    found = tokens(text, lexicon) if spans else []
    made: list[Token] = []
    at = 0
    for match in spans:
        inside = [i for i, t in enumerate(found) if match.start() <= t.start < match.end()]
        asked = any(found[i].sense("wh", "agency", "region") for i in inside)
        if len(inside) < _SHORT or len(match[1]) < _LONG or asked:
            continue
        said = "".join(char for char in match[1] if char not in _QUOTES)
        stretch = Token(said, match.start(), match.end(), (Sense(SORT, (said,)),))
        made += [*found[at : inside[0]], stretch]
        at = inside[-1] + 1
    return [*made, *found[at:]] if made else None


def _said_of(stretch: Token, before: list[Token]) -> Iterator[Token]:
    """Yield a stretch, and the 提 of 不提DRG and 提DRG付费 as the verb that it is."""
    words = stretch.senses[0].values
    rest = words[0][1:]
    denied = bool(before) and before[-1].sense("neg", "yes") is not None
    if words[0][0] not in _SAYING or len(rest) < _SHORT or not (denied or rest[0].isascii()):
        yield stretch
        return
    start = stretch.start + 1
    yield Token(words[0][0], stretch.start, start, (Sense("verb", ("mention",)),))
    bare = tuple(dict.fromkeys((rest, words[-1].removeprefix(words[0][0]))))
    yield Token(rest, start, stretch.end, (Sense(SORT, bare),))


def _under(stretch: Token, after: list[Token]) -> Iterator[Token]:
    """Yield a stretch, and 下 by itself where it only says that something stands under it."""
    words = stretch.senses[0].values
    opens = bool(after) and after[0].text in {"的", "有"}
    if not opens or not words[0].endswith("下") or len(words[0]) <= _LONG:
        yield stretch
        return
    bare = tuple(dict.fromkeys(word.removesuffix("下") for word in words))
    yield Token(bare[0], stretch.start, stretch.end - 1, (Sense(SORT, bare),))
    yield Token("下", stretch.end - 1, stretch.end, (Sense("filler", ("filler",)),))


def _runs(text: str, found: list[Token]) -> Iterator[tuple[int, int]]:
    """Yield from which token to which the stretches reach, in order, none twice."""
    done = -1
    for place, token in enumerate(found):
        if place <= done or not token.sense("unknown"):
            continue
        first = last = place
        while first - 1 > done and _joins(text, found, first - 1, first, first - 2):
            first -= 1
        while last + 1 < len(found) and _joins(text, found, last, last + 1, last + 2):
            last += 1
        done = last
        yield _trimmed(text, found, first, last)


def _joins(text: str, found: list[Token], one: int, other: int, beyond: int) -> bool:
    """Tell whether two neighbours belong to one stretch; ``beyond`` is the next on that side."""
    left, right = found[one], found[other]
    if any(char not in _QUOTES for char in text[left.end : right.start]):
        return False
    inside = _quoted(text, left, right)
    return all(_is_part(token, inside) for token in (left, right)) and (
        _solid(left) or _solid(right) or inside or 0 <= beyond < len(found)
    )


def _quoted(text: str, left: Token, right: Token) -> bool:
    """Tell whether two neighbours stand within the same quotation marks."""
    opened = max(text.rfind(mark, 0, left.start + 1) for mark in '“「『‘《〈"')
    closed = max(text.rfind(mark, 0, left.start + 1) for mark in "”」』’》〉")
    between = text[left.end : right.start]
    return opened > closed and not any(mark in between for mark in _QUOTES)


def _is_part(token: Token, inside: bool) -> bool:
    """Tell whether a word may be of the text: never one that says what is asked."""
    if any(sense.sort in _NAMES for sense in token.senses):
        return True
    first = token.senses[0]
    if inside and first.sort != "wh":
        return True
    if first.sort == "filler":
        return token.text not in _STOPS
    if token.text == "多":  # 多学科诊疗
        return True
    if first.sort == "verb" and first.values[0] == "implement":
        return True
    return first.sort in _WORDS or (first.sort == "noun" and first.values[0] in _NOUNS)


def _does(token: Token) -> bool:
    """Tell whether a word only says that something is done: 建立, 落实, 建设."""
    first = token.senses[0]
    return first.sort == "do" or (first.sort == "verb" and first.values[0] == "implement")


def _solid(token: Token) -> bool:
    return any(sense.sort in _NAMES for sense in token.senses)


def _trimmed(text: str, found: list[Token], first: int, last: int) -> tuple[int, int]:
    """Leave light words and units out at both ends, but for what is in quotation marks."""
    if text[max(0, found[first].start - 1)] in _QUOTES and text[found[last].end :][:1] in _CLOSING:
        return first, last
    while not _solid(found[first]) and found[first].senses[0].sort in {"filler", "unit", "reach"}:
        first += 1
    while not _solid(found[last]) and found[last].senses[0].sort in {"filler", "unit", "reach"}:
        last -= 1
    return first, last


def _tells(text: str, found: list[Token], first: int, last: int) -> bool:
    """Tell whether a stretch is long enough to say by itself what is meant."""
    words = _said(text, found, first, last)
    beside = (*found[max(0, first - 2) : first], *found[last + 1 : last + 3])
    telling = any(s.sort == "verb" and s.values[0] in _TELLING for t in beside for s in t.senses)
    marked = text[found[first].start - 1 : found[first].start] in tuple(_QUOTES)
    return len(words) >= (_SHORT if telling or marked or words.isascii() else _LONG)


def _said(text: str, found: list[Token], first: int, last: int) -> str:
    whole = text[found[first].start : found[last].end]
    return "".join(char for char in whole if char not in _QUOTES)


def _token(text: str, found: list[Token], first: int, last: int) -> Token:
    """Return a stretch as one token, with its words whole and without 做 and 建设 around them."""
    start, end = first, last
    while start < end and _does(found[start]):
        start += 1
    while end > start and _does(found[end]):
        end -= 1
    bare = _said(text, found, start, end).lstrip(_DOING)
    marked = re.search(_MARKED, text[found[first].start - 1 : found[last].end + 1])
    bare = marked[1] if marked and len(marked[1]) < len(bare) else bare
    values = tuple(dict.fromkeys((_said(text, found, first, last), bare)))
    sense = Sense(SORT, values)
    return Token(values[0], found[first].start, found[last].end, (sense,))
