"""Documents that a document names: 《title》（number）, nested titles, bare numbers.

The relation follows from where and how it is named: inside the own title; as
basis (根据, 为贯彻落实, 按照) where the whole document speaks, that is before its
first item or in its overall aims; in passing anywhere else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hqgraph.gazetteer import is_body
from hqgraph.model import Citation, Relation, Span
from hqgraph.parsing.near import near
from hqgraph.parsing.sentences import Marks

NUMBER = (
    r"[一-龥XＸ×]{1,14}\s?[〔\[［（(【﹝]\s?(?:[12]\d|\d{2}|20)[\d_XＸx×*＿]{0,3}\s?[〕\]］）)】﹞]"
    r"\s?第?\s?[\d_X×]{1,5}\s?号"
)
_NUMBER = re.compile(NUMBER)
_YEAR = re.compile(r"[〔\[［（(【﹝]\s?\d\d")
_NUMBER_REACH = (15, 20)
_AFTER = re.compile(rf"\s?[（(]\s?(?P<number>{NUMBER})[^（()）]*[)）]")
_BASIS = re.compile(r"根据|依据|按照|依照|遵照|贯彻|落实|执行|为了|结合|对照")
_ISSUER_TAIL = re.compile(r"[一-龥X×、\d \u3000]{2,60}$")
_BEFORE_ISSUER = re.compile(
    r"^.*(?:根据|依据|按照|依照|遵照|参照|贯彻|落实|执行|转发|结合|精神|要求)|^(?:以及|[、和与及])"
)
_ISSUES = re.compile(r"(?:联合)?(?:印发|下发|制定|出台|发布|公布|制发)的?$")
_ISSUER_JOIN = re.compile(r"[、\s]+")
_ISSUER_AND = re.compile(r"[和与及]")
_AND_OTHERS = re.compile(
    r"等\s?[\d一二三四五六七八九十]*\s?(?:个|家)?(?:部门|部委|单位|厅局|委局)$"
)
_ISSUED = re.compile(r"(?:印发|下发|发布|公布)(.+?)的(?:通知|公告|通告)$")
_ABOUT = re.compile(r"关于(.+?)的(?:通知|公告|通告)$")
_SHORT_NAME = re.compile(r"(?:简称|统称|下称|以下称)(?:为|作)?[：:“\"]?\s?$")
_LONGEST_TITLE = 500
_LONGEST_CLAUSE, _LONGEST_SENTENCE = 400, 3000
_LONGEST_ISSUER = 60
"""How many characters before a title are looked at, however long its sentence is."""
_TITLE_MARK = re.compile(r"[《》]")


@dataclass(frozen=True, slots=True)
class Citing:
    """The document that cites: its title and number, and what speaks for all of it.

    ``overall`` are the paragraphs before the first item and those of its aims,
    ``title_spans`` those that print its title.
    """

    title: str | None
    number: str | None
    overall: Sequence[Span]
    title_spans: Sequence[Span]


def citations(content: str, spans: Sequence[Span], citing: Citing) -> list[Citation]:
    """Return the citations in printed order, each document and relation once.

    What is a basis, or stands in the title, is not listed as mentioned in passing too.
    ``spans`` are all paragraphs and tables of the document, in order.
    """
    out: list[Citation] = []
    seen: set[tuple[str, Relation]] = set()
    whole: set[tuple[str | None, str | None]] = set()
    overall = sorted(set(citing.overall))
    starts = [part.start for part in overall]
    titles = set(citing.title_spans)
    called: set[str] = set()
    own = citing.title if citing.title and len(citing.title) <= _LONGEST_TITLE else None
    for span in spans:
        if content.find("《", span.start, span.end) < 0 > content.find("号", span.start, span.end):
            continue
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        for found in _cited(content, span, own, span in titles, overall[first:last], called=called):
            if citing.number and found.number == citing.number:
                continue
            key = (found.number or found.title or "", found.relation)
            pair = (found.number, found.title)
            if key not in seen or (all(pair) and pair not in whole):
                seen.add(key)
                whole.add(pair)
                out.append(found)
    told = {name for one in out if one.relation is not Relation.MENTIONS for name in _names(one)}
    return [
        one for one in out if one.relation is not Relation.MENTIONS or told.isdisjoint(_names(one))
    ]


def _names(citation: Citation) -> set[str]:
    return {name for name in (citation.number, citation.title) if name}


def _cited(
    content: str,
    span: Span,
    own_title: str | None,
    in_title: bool,
    overall: Sequence[Span],
    *,
    called: set[str],
) -> Iterator[Citation]:
    """Yield what a paragraph cites; ``called`` collects the 简称 that the document defines.

    A 简称 (以下简称《实施意见》) is another name of a document that is cited already.
    """
    numbered: list[Span] = []
    since = span.start
    own_bare = _bare(own_title) if own_title else ""
    for title in _titles(content, span):
        after = _AFTER.match(content, title.end, span.end)
        name = content[title.start + 1 : title.end - 1]
        if after:
            numbered.append(Span(after.start("number"), after.end("number")))
        elif _SHORT_NAME.search(content, max(span.start, title.start - 8), title.start):
            called.add(name)
            since = title.end + (content[title.end : title.end + 1] in ("）", ")"))
        if not after and name in called:
            continue
        if own_title and _bare(name) in own_bare:
            inner = list(_nested(content, title))
            if in_title or _bare(name) != own_bare:
                yield from (_titled(content, part) for part in inner)
                if in_title and not inner and _bare(name) != _main_part(own_title):
                    yield _titled(content, title)
            continue
        end = after.end() if after else title.end
        number = normal_number(after["number"]) if after else None
        relation = _relation(content, span, title, overall)
        start = max(since, _quote_start(content, span, title))
        yield Citation(
            number,
            name,
            _issuer(content, span, title, name),
            relation,
            content[start:end],
            Span(start, end),
        )
    if not in_title and content.find("号", span.start, span.end) >= 0:
        yield from _bare_numbers(content, span, Marks(numbered), overall)


def _bare_numbers(
    content: str, span: Span, told: Marks, overall: Sequence[Span]
) -> Iterator[Citation]:
    """Yield the numbers that stand without a title, except those ``told`` with one already."""
    whole = content[span.start : span.end].strip()
    for found in near(_YEAR, _NUMBER, content, span, _NUMBER_REACH):
        at = Span(found.start(), found.end())
        if whole == found.group().strip() or told.touch(at.start, at.end):
            continue
        number, cut = _cut_number(found.group())
        at = Span(at.start + cut, at.end)
        yield Citation(
            number, None, None, _relation(content, span, at, overall), found.group()[cut:], at
        )


def _titles(content: str, span: Span) -> Iterator[Span]:
    """Yield the outermost 《…》 of a paragraph."""
    depth, start = 0, 0
    for found in _TITLE_MARK.finditer(content, span.start, span.end):
        if found.group() == "《":
            start = found.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and found.start() - start > 2:
                yield Span(start, found.end())


def _nested(content: str, title: Span) -> Iterator[Span]:
    """Yield the titles named inside a title, in 〈〉 or an inner 《》."""
    for found in re.finditer(
        r"[〈《]([^〈〉《》]{3,})[〉》]", content[title.start + 1 : title.end - 1]
    ):
        yield Span(title.start + 1 + found.start(), title.start + 1 + found.end())


def _titled(content: str, span: Span) -> Citation:
    quote = content[span.start : span.end]
    return Citation(None, quote[1:-1], None, Relation.TITLE, quote, span)


def _relation(content: str, span: Span, cited: Span, overall: Sequence[Span]) -> Relation:
    """Tell a basis of the whole document from a passing mention."""
    if not any(cited.within(part) for part in overall):
        return Relation.MENTIONS
    since = max(span.start, cited.start - _LONGEST_SENTENCE)
    sentence = max(content.rfind(mark, since, cited.start) for mark in "。！？\n")
    before = content[max(sentence + 1, since) : cited.start]
    return Relation.BASIS if _BASIS.search(before) else Relation.MENTIONS


def _quote_start(content: str, span: Span, title: Span, marks: str = "，。；：、！？") -> int:
    """Return where the clause begins that names the title; ``marks`` end the one before."""
    since = max(span.start, title.start - _LONGEST_CLAUSE)
    stops = (content.rfind(mark, since, title.start) for mark in marks)
    return max(*stops, since - 1) + 1


def _issuer(content: str, span: Span, title: Span, name: str) -> str | None:
    """Return the organ that issued the cited document, where the words name it.

    Either inside the title before 关于, or right before the title mark.
    """
    inside = name.split("关于", 1)[0] if "关于" in name else ""
    if inside and is_body(inside.rstrip("印发")):
        return inside
    since = max(_quote_start(content, span, title, "，。；：！？"), title.start - _LONGEST_ISSUER)
    before = _ISSUER_TAIL.search(content[since : title.start])
    if before is None:
        return None
    words = _ISSUES.sub("", before.group())
    words = _BEFORE_ISSUER.sub("", _BEFORE_ISSUER.sub("", words)).strip()
    while words:
        if _are_bodies(words):
            return words
        cut = _ISSUER_AND.search(words) or _ISSUER_JOIN.search(words)
        if cut is None:
            return None
        words = words[cut.end() :]
    return None


def _are_bodies(words: str) -> bool:
    """Tell whether words are the organs of a document: 市委、市政府, 甲部等8部门."""
    others = _AND_OTHERS.search(words)
    names = _ISSUER_JOIN.split(words[: others.start()] if others else words)
    return all(
        is_body(name) or all(is_body(part) for part in _ISSUER_AND.split(name)) for name in names
    )


def normal_number(number: str) -> str:
    """Return a 发文字号 without blanks, its year in 〔〕."""
    number = re.sub(r"\s", "", number)
    return re.sub(r"[〔\[［（(【﹝]([^〕\]］）)】﹞]+)[〕\]］）)】﹞]", r"〔\1〕", number, count=1)


def _cut_number(found: str) -> tuple[str, int]:
    """Cut words that run into a number (按照国办发〔2021〕18号); return it and the cut."""
    lead = re.match(
        r".*?(?:根据|依据|按照|依照|遵照|贯彻落实|贯彻|落实|执行|见|附件|以|参照|文件|印发|公布|发布|颁布|的|和|与|及|、|号)",
        found,
    )
    cut = lead.end() if lead and lead.end() < found.find("〔") else 0
    return normal_number(found[cut:]), cut


def _plain(title: str) -> str:
    return re.sub(r"[\s《》〈〉“”]", "", title)


def _bare(title: str) -> str:
    """Return a title without marks; 的 before the form comes and goes (发展体系的实施方案)."""
    return re.sub(r"的(?=[^的]{2,8}$)|的(?=[^的]{2,8}的通知$)", "", _plain(title))


def _main_part(own_title: str) -> str:
    """Return what a notice issues: the title inside 关于印发…的通知."""
    plain = _plain(own_title)
    found = _ISSUED.search(plain) or _ABOUT.match(plain)
    return _bare(found.group(1) if found else plain)
