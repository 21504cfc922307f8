"""Cutting a question into tokens: the fewest that leave the fewest characters unknown.

All names and words that fit anywhere are edges of a lattice; the cheapest way
through it is the reading. What nothing fits stays as a token of sort ``unknown``,
and such a question is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from hqgraph.asking.lexicon import Lexicon, Sense
from hqgraph.asking.loose import squeeze
from hqgraph.asking.scan import DIGITS, Scan
from hqgraph.records import record

_UNKNOWN_COST = 6.0
_PART_COST = 2.6
_QUOTE_COST = 5.9
_LISTED_COST = 3.0
_DATE = Scan(
    DIGITS,
    r"(?P<year>\d{4})\s*(?:年度?)?(?:\s*(?P<month>\d{1,2})月(?:份)?(?:\s*(?P<day>\d{1,2})[日号])?)?"
    r"(?P<end>年?(?:底|末|终))?(?P<half>[上下]半年)?",
)
_ORDINAL = Scan(
    "第",
    r"第\s*([（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]?)"
    r"(?![\d一二三四五六七八九十]|[人中附妇精临]|医院|季度|[批轮名位届])\s*(?:项|号|条|个)?",
)
_TASK_NO = Scan("号", r"(?<![\d年月第])(\d{1,3}|[（(][一二三四五六七八九十]{1,3}[)）])号(?=任务)")
_TASK_BARE = Scan(DIGITS, r"(?<=任务)(\d{1,3})(?![\d年月%:.∶：项个家条])")
_BRACKETED = Scan("（(", r"([（(][一二三四五六七八九十]{1,3}[)）])(?=[“\"「]?[\u4e00-\u9fff]{2})")
_TASK_IN_BRACKETS = Scan("（(", r"(?<=任务)([（(](?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）])")
_VALUE = Scan(
    DIGITS,
    r"\d+(?:\.\d+)?\s*[:：∶]\s*\d+(?:\.\d+)?|\d+(?:\.\d+)?(?:%|％|个百分点)?|百分之\d+",
)
NUMBER = Scan(
    "号",
    r"[〔\[【(（﹝［〈]?\s*(?P<year>(?:19|20)(?:\d{2}|[_X×x]{1,2}))\s*年?\s*[〕\]】)）﹞］〉]?\s*第?\s*(?P<seq>\d{1,4})\s*号",
)
_SHORT_NUMBER = Scan("号", r"(?<![\d〕\])）年])(?P<seq>\d{1,4})号(?=文|的|是|什|何|哪|依|引|有)")
_QUOTED = Scan(
    '“"「『‘《〈',
    r"[“\"「『‘《〈](?P<inner>[^”\"」』’》〉]{1,80}(?:〉[^》]*)?)[”\"」』’》〉]",
)
_SAID = Scan(
    "提写谈讲说载",
    r"(?:提到|提及|写到|写了|写有|谈到|讲到|说到|提过|载明)[了过]?[“\"「]?(?P<inner>[\w·+%-]{2,16}?)[”\"」]?"
    r"(?=$|[？?。！!，,]|的(?:任务|措施|文件|工作|部门|单位|地区|县))",
)
_TENS = Scan(
    "十",
    r"(?<![第（一二三四五六七八九十百前务])(?:[二三四五六七八九]?十[一二三四五六七八九]|[二三四五六七八九]十)(?=[项条家])",
)
_YEAR = Scan("年", r"[二一][〇○零一二三四五六七八九]{3}(?=年)")
_FIGURES = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_MARKS = frozenset("，。？！；：、,.?!;:“”\"'「」『』‘’《》〈〉()（）…—-")
_AND_MARKS = "、"
_DATED = frozenset("年月日号底末终")
_BLANKED = str.maketrans("X×x", "___")
_LISTED = frozenset("和或与及、但吗又哪谁没")
_ENDS = frozenset("县区市州旗")
_SHORT_NAMES = (2, 3)
"""How many characters a region's name has before 县."""
_LEADING = frozenset("对由把被将给让里")
"""Light words that begin or end a clause: not the first character of a word after them."""
_DULL = frozenset("的和与及了是有在哪些什么多少几个谁不")


@record
class Token:
    """A piece of a question and what it may stand for; ``unknown`` where it stands for nothing."""

    text: str
    start: int
    end: int
    senses: tuple[Sense, ...]

    def sense(self, *sorts: str) -> Sense | None:
        """Return the first sense of one of these sorts."""
        return next((s for sort in sorts for s in self.senses if s.sort == sort), None)


def normal(question: str) -> str:
    """Return a question as it is read: NFKC, without blanks around, 二〇二五年 in figures."""
    text = unicodedata.normalize("NFKC", question).strip().replace("(", "（").replace(")", "）")
    for year in _YEAR.finditer(text):
        figures = year.group().translate(_FIGURES)  # as long as the year was
        text = text[: year.start()] + figures + text[year.end() :]
    if (number := _TENS.search(text)) is not None:
        text = text[: number.start()] + _in_figures(number.group()) + text[number.end() :]
    return text


def _in_figures(number: str) -> str:
    """Return 二十四 as 24."""
    tens, _, ones = number.partition("十")
    return f"{tens.translate(_FIGURES) or 1}{ones.translate(_FIGURES) or 0}"


def tokens(question: str, lexicon: Lexicon) -> list[Token]:
    """Cut a question, which must be :func:`normal`, into tokens; marks are left out."""
    edges: dict[int, list[tuple[float, Token]]] = {}
    for cost, token in _merged(_edges(question, lexicon)):
        edges.setdefault(token.start, []).append((cost, token))
    best: list[tuple[float, Token | None]] = [(0.0, None)]
    best += [(1e9, None)] * len(question)
    for start in range(len(question)):
        unknown = Token(question[start], start, start + 1, (Sense("unknown", ()),))
        for cost, token in (*edges.get(start, ()), (_UNKNOWN_COST, unknown)):
            total = best[start][0] + cost
            if total < best[token.end][0]:
                best[token.end] = (total, token)
    return _joined(_way(best))


def _merged(edges: Iterable[tuple[float, Token]]) -> Iterator[tuple[float, Token]]:
    """Put the senses of the same stretch together, at the price of the cheapest."""
    spans: dict[tuple[int, int], tuple[float, Token]] = {}
    for cost, token in edges:
        span = (token.start, token.end)
        if span in spans:
            cheap, known = spans[span]
            first, second = (known, token) if cheap <= cost else (token, known)
            senses = tuple(dict.fromkeys((*first.senses, *second.senses)))
            token = Token(first.text, *span, senses)  # noqa: PLW2901
            cost = min(cheap, cost)  # noqa: PLW2901
        spans[span] = (cost, token)
    yield from spans.values()


def _way(best: list[tuple[float, Token | None]]) -> list[Token]:
    found: list[Token] = []
    place = len(best) - 1
    while place > 0:
        token = best[place][1]
        if token is None:
            raise AssertionError(place)
        found.append(token)
        place = token.start
    return [token for token in reversed(found) if token.sense("mark") is None]


def _joined(found: list[Token]) -> list[Token]:
    """Put unknown characters that stand together into one token.

    So is a single character between two of them, and before a lone one: the 会 of
    总会计师 and the 县 of 县长 are no words of their own.
    """
    joined: list[Token] = []
    for token in found:
        if joined and _ends_body(joined[-1], token):
            last = joined.pop()
            token = Token(last.text + token.text, last.start, token.end, last.senses)  # noqa: PLW2901
        while token.sense("unknown") and joined and _is_part(joined, token):
            last = joined.pop()
            text, unknown = last.text + token.text, token.senses
            token = Token(text, last.start, token.end, unknown)  # noqa: PLW2901
        joined.append(token)
    return joined


def _ends_body(last: Token, token: Token) -> bool:
    """Tell whether a word only ends an unknown body's name: the 局 of 农业农村局."""
    noun = token.sense("noun")
    body = noun is not None and noun.values == ("agency",) and len(token.text) == 1
    return body and last.end == token.start and last.sense("unknown") is not None


def _is_part(before: list[Token], token: Token) -> bool:
    """Tell whether the last token belongs to the unknown word that goes on with ``token``."""
    last = before[-1]
    if last.end != token.start:
        return False
    if last.sense("unknown"):
        return True
    single = len(last.text) == 1 and last.text not in _DULL
    if last.text in _LEADING and last.sense("filler"):
        return False
    inside = len(before) > 1 and before[-2].sense("unknown") and before[-2].end == last.start
    return single and (bool(inside) or len(token.text) == 1)


def _edges(text: str, lexicon: Lexicon) -> Iterator[tuple[float, Token]]:
    yield from _marks(text)
    yield from _numbers(text, lexicon)
    yield from _quoted(text, lexicon)
    yield from _said(text)
    yield from _figures(text)
    for start in range(len(text)):
        for end, senses in lexicon.matches(text, start):
            listed = _AND_MARKS in text[start:end]
            cost = _cost(senses, end - start, listed=listed)
            yield cost, Token(text[start:end], start, end, senses)
        yield from _parts(text, start, lexicon)


def _cost(senses: tuple[Sense, ...], length: int, *, listed: bool) -> float:
    """Names before words, long ones before short ones where the number of tokens is equal.

    Several hospitals, on which together something is measured, are first of all several.
    """
    name = 0.95 if senses[0].sort not in {"filler", "unit", "than"} else 1.0
    several = _LISTED_COST if listed and {s.sort for s in senses} == {"subject"} else 0.0
    return name + several - min(length, 20) * 0.002


def _marks(text: str) -> Iterator[tuple[float, Token]]:
    for place, char in enumerate(text):
        if char in _AND_MARKS:
            yield 0.2, Token(char, place, place + 1, (Sense("conj", ("and",)),))
        elif _is_mark(char):
            yield 0.1, Token(char, place, place + 1, (Sense("mark", ()),))


def _is_mark(char: str) -> bool:
    return char in _MARKS or char.isspace()


def _is_date(match: re.Match[str]) -> bool:
    """Tell whether four digits are a year: 年 is said, or they look like one of our time."""
    return not _DATED.isdisjoint(match.group()) or 1990 <= int(match["year"]) <= 2100


def _figures(text: str) -> Iterator[tuple[float, Token]]:
    for sort, pattern in (
        ("date", _DATE),
        ("ordinal", _ORDINAL),
        ("ordinal", _TASK_NO),
        ("ordinal", _TASK_IN_BRACKETS),
        ("ordinal", _TASK_BARE),
        ("ordinal", _BRACKETED),
    ):
        for match in pattern.finditer(text):
            if sort == "date" and not _is_date(match):
                continue
            value = match.group() if sort == "date" else match.group(1)
            yield 0.9, Token(match.group(), match.start(), match.end(), (Sense(sort, (value,)),))
    for match in _VALUE.finditer(text):
        yield (
            1.5,
            Token(match.group(), match.start(), match.end(), (Sense("value", (match.group(),)),)),
        )


def _numbers(text: str, lexicon: Lexicon) -> Iterator[tuple[float, Token]]:
    """Find document numbers in any bracket, by year and serial, then the prefix before them."""
    names = lexicon.names
    for match in NUMBER.finditer(text):
        tail = f"〔{match['year'].translate(_BLANKED)}〕{int(match['seq'])}号"
        before = text[: match.start()].rstrip()
        for number, iri in names.numbered(tail):
            head = number.removesuffix(tail)
            if before.endswith(head):
                yield 0.5, _number(text, len(before) - len(head), match.end(), (iri,))
    for match in _SHORT_NUMBER.finditer(text):
        known = names.serial(match["seq"])
        for number, iri in known:
            head = number.partition("〔")[0]
            if text[: match.start()].endswith(head):
                yield 0.6, _number(text, match.start() - len(head), match.end(), (iri,))
        if known:
            iris = tuple(sorted(iri for _, iri in known))
            yield 1.2, _number(text, match.start(), match.end(), iris)


def _number(text: str, start: int, end: int, iris: tuple[str, ...]) -> Token:
    return Token(text[start:end], start, end, (Sense("number", iris),))


def _quoted(text: str, lexicon: Lexicon) -> Iterator[tuple[float, Token]]:
    """Read what stands in quotation marks as one name; any title or topic that has the words."""
    for match in _QUOTED.finditer(text):
        inner = match["inner"]
        senses = tuple(s for s in lexicon.senses(inner) if s.sort in _NAMED)
        if not senses:
            senses = tuple(_containing(inner, lexicon))
        if senses:
            yield 0.3, Token(inner, match.start(), match.end(), senses)


def _said(text: str) -> Iterator[tuple[float, Token]]:
    """Read what follows 提到 as words of the text, dearer than any reading of known names."""
    for match in _SAID.finditer(text):
        inner = match["inner"]
        if _LISTED.isdisjoint(inner):
            sense = Sense("quote", (inner,))
            yield _QUOTE_COST, Token(inner, *match.span("inner"), (sense,))


_NAMED = {"task", "title", "programme", "indicator", "hospital", "theme"}


def _containing(inner: str, lexicon: Lexicon) -> Iterator[Sense]:
    wanted = squeeze(inner)
    if next(lexicon.names.tasks_titled(wanted), None):
        yield Sense("topic", (inner,))
    documents = tuple(d.iri for d in lexicon.names.documents_titled(wanted))
    if documents and len(wanted) > 3:
        yield Sense("title", documents)


def _parts(text: str, start: int, lexicon: Lexicon) -> Iterator[tuple[float, Token]]:
    """Read words that occur in some title or target, dearer than any name."""
    if text[start] in _DULL or _is_mark(text[start]) or text[start].isascii():
        return
    if text[start] in _ENDS and _ends_region(text, start, lexicon):
        return
    names = lexicon.names
    for sort, shortest, known in (("topic", 2, names.has_title), ("piece", 3, names.has_measured)):
        for end in range(start + shortest, len(text) + 1):
            if not known(text[start:end]):
                break
            if text[end - 1] not in _DULL:
                cost = _PART_COST - 0.01 * (end - start)
                yield cost, Token(text[start:end], start, end, (Sense(sort, (text[start:end],)),))


def _ends_region(text: str, place: int, lexicon: Lexicon) -> bool:
    """Tell whether 县 ends a region's name, so that no word begins there: 巫山县|家庭病床."""
    names = (text[max(0, place - size) : place + 1] for size in _SHORT_NAMES)
    return any(sense.sort == "region" for name in names for sense in lexicon.senses(name))
