"""From tokens to pieces: names put together into bodies, hospitals, documents; words as they are.

邻水县 + 医保局 is one body, 荣昌区 + 实施方案 one document, 县 + 人社局 any county's.
A piece keeps where it stands; the composition (:mod:`hqgraph.asking.compose`)
decides what it means and marks it as accounted for.
"""

from __future__ import annotations

import re
from itertools import pairwise

from hqgraph.asking.lexer import Token
from hqgraph.asking.lexicon import Lexicon
from hqgraph.asking.loose import squeeze
from hqgraph.asking.refusal import RefusalError
from hqgraph.records import draft, fresh

WORDS = frozenset({
    "wh", "noun", "docform", "role", "verb", "do", "reach", "aspect", "conj", "neg", "except",
    "outside", "extra", "sup", "count", "cmp", "rel", "yes", "level", "every", "trace", "list",
    "unit", "filler", "numeral", "only", "same", "diff",
    "rank", "than",
})  # fmt: skip
"""The classes of words in ``data/words.csv``."""
_LEVEL_HEADS = {"县": "county", "区": "county", "市": "city", "州": "city", "省": "province"}
_TOLD_OF_DOCUMENTS = {"issue", "issued", "number"}
_BETWEEN = {"的", "各", "那", "这", "该", "份"}
"""What may stand between a region and what is its own: 荣昌区那份通知."""
_SAID_OF_NONE = {"filler", "unit", "list"}
_PLANS = ("方案", "清单", "计划", "意见", "通知", "措施", "办法")
"""Forms of documents that lay out tasks, and are called by each other's names."""
_TARGET_SORTS = ("indicator", "part", "subject", "piece")
_PLAIN_SORTS = ("date", "ordinal", "value", "programme", "quote", "free", "unknown")


@draft
class Piece:
    """One piece of a question.

    ``sort`` is the sort of thing named, or the class of a word; ``value`` the
    word's value; ``iris`` what a name may stand for; ``region`` the region said
    with it and ``level`` the administrative level; ``also`` further sorts that
    the same words may have (a theme that is part of a title).
    """

    sort: str
    text: str
    start: int
    value: str = ""
    iris: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    level: str | None = None
    also: dict[str, tuple[str, ...]] = fresh(default_factory=dict)
    used: bool = False

    def use(self) -> Piece:
        """Mark the piece as accounted for."""
        self.used = True
        return self


def pieces(found: list[Token], lexicon: Lexicon) -> list[Piece]:
    """Put tokens together into pieces, in the order of the question.

    Raises RefusalError for a region that is called what it is not (巫山区).
    """
    _check_regions(found, lexicon)
    made: list[Piece] = []
    place = 0
    while place < len(found):
        piece, place = _piece(found, place, lexicon, made)
        made.append(piece)
    _of_issuers(made, lexicon)
    _about(made, lexicon)
    return made


def _of_issuers(made: list[Piece], lexicon: Lexicon) -> None:
    """Read 巫山县政府办的通知 as that document, where its date, number or issue is asked."""
    told = any(p.value in _TOLD_OF_DOCUMENTS for p in made)
    known = lexicon.names.agencies
    for place, body in enumerate(made):
        form = _issued_form(made, place) if told and body.sort == "agency" else None
        if form is not None:
            own = tuple(known[iri].region or "" for iri in body.iris)
            region = body.region or own
            if iris := _by_form(form.value, region, lexicon):
                form.sort, form.iris, form.region = "document", iris, region
                for between in made[place + 1 : made.index(form)]:
                    between.use()
                if made[place + 1].text != "的":
                    body.use()


def _issued_form(made: list[Piece], place: int) -> Piece | None:
    """Return the 通知 of 政府办的通知 and of 政府办印发的通知."""
    between: list[Piece] = []
    for piece in made[place + 1 : place + 4]:
        if piece.sort == "docform":
            return piece if between and between[-1].text.endswith("的") else None
        if piece.value not in {"issue", "filler"}:
            return None
        between.append(piece)
    return None


def _about(made: list[Piece], lexicon: Lexicon) -> None:
    """Read 巫山县关于医疗服务的通知 as that document, and 18号这份通知 as one name."""
    told = any(p.value in _TOLD_OF_DOCUMENTS for p in made)
    for place, form in enumerate(made):
        before = made[:place]
        if form.sort != "docform" or not before:
            continue
        named = [p for p in before[-4:] if p.text not in _BETWEEN and p.sort != "unit"]
        if named and named[-1].sort == "document" and before[-1] is not named[-1]:
            form.use()
        regions = [p for p in before if p.sort == "region"]
        about = next((p for p in before if p.text == "关于"), None)
        if not told or len(regions) != 1 or (about is not None and before[-1].text != "的"):
            continue
        opened = about or regions[0]
        words = [p for p in before[made.index(opened) + 1 :] if p.sort not in _SAID_OF_NONE]
        said = squeeze("".join(p.text for p in words))
        titled = {d.iri for d in lexicon.names.documents_titled(said)} if said else set()
        iris = tuple(i for i in _by_form(form.value, regions[0].iris, lexicon) if i in titled)
        if iris:
            form.sort, form.iris, form.region = "document", iris, regions[0].iris
            for piece in words if about is None else (about, *words):
                piece.use()


def _check_regions(found: list[Token], lexicon: Lexicon) -> None:
    """Refuse a short name of a region before a word for a level that is not its own."""
    for token, after in pairwise(found):
        sense, word = token.sense("region"), after.text[0]
        beside = sense and token.end == after.start and token.text[-1] not in _LEVEL_HEADS
        if not sense or not beside or word not in _LEVEL_HEADS or not _levelled(after):
            continue
        if not any(lexicon.names.regions[iri].names[0].endswith(word) for iri in sense.values):
            raise RefusalError("asking.no-region", name=token.text + word)


def _levelled(token: Token) -> bool:
    """Tell whether a token is 县 or 区, or a body's or hospital's name that begins so."""
    alone = token.sense("level") is not None and len(token.text) == 1
    return alone or token.sense("kind", "body", "hospital") is not None


def _piece(
    found: list[Token], place: int, lexicon: Lexicon, made: list[Piece]
) -> tuple[Piece, int]:
    """Read the longest name that begins at a token: region, level, then the thing itself."""
    first = found[place]
    region, at = _region(found, place, lexicon)
    thing = _thing_at(found, at)
    if region is not None and thing is not None:
        asked = bool(made) and made[-1].sort == "wh"
        piece = _thing(found, (place, thing), lexicon, region, asked)
        if piece is not None:
            return piece, thing + 1
    if region is not None and (own := _numbered(found, at, region, lexicon)):
        words = "".join(token.text for token in found[place : at + 1])
        return Piece("document", words, first.start, iris=own, region=region), at + 1
    thing = _thing_at(found, place)
    if thing is not None:
        asked = bool(made) and _follows_wh(made)
        piece = _thing(found, (place, thing), lexicon, (), asked)
        if piece is not None:
            return piece, thing + 1
    if region is not None:
        return Piece("region", first.text, first.start, iris=region), place + 1
    return _plain(first), place + 1


def _numbered(
    found: list[Token], at: int, region: tuple[str, ...], lexicon: Lexicon
) -> tuple[str, ...]:
    """Return which of several documents 巫山县18号文 is: the region's own."""
    sense = found[at].sense("number") if at < len(found) else None
    if sense is None or len(sense.values) == 1:
        return ()
    return _documents_of(sense.values, region, lexicon)


def _follows_wh(made: list[Piece]) -> bool:
    back = next((p for p in reversed(made) if p.sort not in {"unit", "filler"}), None)
    return back is not None and back.sort == "wh"


def _region(found: list[Token], place: int, lexicon: Lexicon) -> tuple[tuple[str, ...] | None, int]:
    """Read a region, or a path of them, and the 的 after it; where the next thing begins.

    A region that does not lie in the one before it is another: 除了雅安，邻水.
    """
    region: tuple[str, ...] | None = None
    while place < len(found) and (sense := found[place].sense("region")):
        inside = region is None or any(lexicon.names.inside(i, region) for i in sense.values)
        if found[place].sense("level") or not inside:
            break
        region = sense.values
        place += 1
        while place < len(found) and found[place].text in _BETWEEN:
            place += 1
    return region, place


def _thing_at(found: list[Token], place: int) -> int | None:
    """Return where the body, hospital or document stands that begins here, a level before it."""
    at = place
    if at < len(found) and found[at].sense("level") and at + 1 < len(found):
        at += 1
    for here in dict.fromkeys((at, place)):
        if here < len(found) and found[here].sense("kind", "body", "hospital", "title", "docform"):
            return here
    return None


def _thing(
    found: list[Token],
    span: tuple[int, int],
    lexicon: Lexicon,
    region: tuple[str, ...],
    asked: bool,
) -> Piece | None:
    """Read the body, hospital or document that tokens from ``span[0]`` to ``span[1]`` name."""
    first, at = span
    token = found[at]
    said = [item.sense("level") for item in found[first:at] if item.sense("level")]
    level = said[-1].values[0].partition(":")[0] if said and said[-1] else None
    if level and token.text[1:2] == "的" and _LEVEL_HEADS.get(token.text[0], level) != level:
        level = None  # 市|县的医保局: of either level
    words = "".join(item.text for item in found[first : at + 1])
    if token.sense("body", "kind"):
        return _body(token, words, found[first].start, lexicon, region, level)
    piece = Piece("document", words, found[first].start, region=region)
    if sense := token.sense("hospital"):
        piece.sort, piece.iris, piece.value = "hospital", sense.values, token.text
        piece.level = level or _LEVEL_HEADS.get(token.text[0])
        return piece
    if token.sense("task"):
        return None
    if sense := token.sense("title"):
        piece.iris = _documents_of(sense.values, region, lexicon)
        return piece
    if (sense := token.sense("docform")) and region and not asked:
        piece.value, piece.iris = sense.values[0], _by_form(sense.values[0], region, lexicon)
        if not piece.iris:
            piece.iris, known = _only_plan(sense.values[0], region, lexicon)
            piece.also = {"instead": known}
        return piece
    return None


def _body(  # noqa: PLR0917 (all of it is what was read so far)
    token: Token,
    words: str,
    start: int,
    lexicon: Lexicon,
    region: tuple[str, ...],
    level: str | None,
) -> Piece | None:
    """Return a body: one that only its name makes out, or any of a kind.

    None where the region said has no body of that name: it is then the documents' region.
    """
    kinds = token.sense("kind")
    if (sense := token.sense("body")) and not kinds:
        iris = _of_region(sense.values, region, lexicon)
        also = {"named": sense.values}
        return Piece("agency", words, start, iris=iris, region=region, also=also) if iris else None
    values = kinds.values if kinds else ()
    ends = bool(region) and token.text[1:2] == "的"  # 邻水|县的审计局: 县 is the region's
    level = level or (None if ends else _own_level(token.text, values, lexicon))
    return Piece("agency", words, start, region=region, level=level, also={"kind": values})


def _of_region(iris: tuple[str, ...], region: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    agencies = lexicon.names.agencies
    return tuple(iri for iri in iris if not region or agencies[iri].region in region)


def _documents_of(
    iris: tuple[str, ...], region: tuple[str, ...], lexicon: Lexicon
) -> tuple[str, ...]:
    documents = lexicon.names.documents
    return tuple(iri for iri in iris if not region or documents[iri].region in region)


def _by_form(form: str, region: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the documents of a region that are such a form (通知, 实施方案)."""
    here = lexicon.names.documents_in(region)
    here = [d for d in here if d.read] or here
    titled = [d for d in here if any(form in title for title in d.titles)]
    fitting = titled or [d for d in here if d.form and form.endswith(d.form)]
    return tuple(d.iri for d in fitting)


def _only_plan(
    form: str, region: tuple[str, ...], lexicon: Lexicon
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a region's only document where people say 方案 of its 清单, or the other way round."""
    here = [d for d in lexicon.names.documents_in(region) if d.read]
    if len(here) != 1 or not form.endswith(_PLANS) or not (here[0].form or "").endswith(_PLANS):
        return (), ()
    return (here[0].iri,), here[0].titles[:1]


def _own_level(text: str, kinds: tuple[str, ...], lexicon: Lexicon) -> str | None:
    """Return the level that a body's name tells: 县医保局, 财政厅; None for 市场监管局."""
    if text.endswith("厅") and not text.endswith("办公厅"):
        return "province"
    text = squeeze(text)
    rest = lexicon.senses(text[1:]) if len(text) > 2 else ()
    same = any(s.sort == "kind" and set(s.values) & set(kinds) for s in rest)
    return _LEVEL_HEADS.get(text[0]) if same else None


def _plain(token: Token) -> Piece:
    """Return the piece of a token that stands alone; a word of questions stays one."""
    first = token.senses[0]
    if first.sort in WORDS:
        return Piece(
            first.sort, token.text, token.start, value=first.values[0], also=_others(token)
        )
    if sense := token.sense("number"):
        return Piece("document", token.text, token.start, iris=sense.values)
    if sense := token.sense("task"):
        return Piece("task", token.text, token.start, iris=sense.values, also=_others(token))
    for sort, senses in (("target", _TARGET_SORTS), ("topic", ("theme", "topic"))):
        if token.sense(*senses):
            return Piece(sort, token.text, token.start, also=_others(token))
    for sort in _PLAIN_SORTS:
        if sense := token.sense(sort):
            return Piece(sort, token.text, token.start, value="|".join(sense.values))
    value = first.values[0] if first.values else ""
    return Piece(first.sort, token.text, token.start, value=value, also=_others(token))


def _others(token: Token) -> dict[str, tuple[str, ...]]:
    return {sense.sort: sense.values for sense in token.senses}


def bare_number(text: str) -> str:
    """Return an item's number without brackets and marks."""
    return re.sub(r"[\s().（）．、]", "", text)
