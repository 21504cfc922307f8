"""What a question wants, and in which form: a list, a number, the most, yes or no.

The asking word decides: the noun after it (哪些任务), the noun before it (责任单位是谁),
or what the asking word itself asks for (谁, 什么时候). Without one it is the noun that
the question ends in, or the thing that it is about.
"""

from __future__ import annotations

from itertools import pairwise

from hqgraph.asking import many, polite, sides, verbs
from hqgraph.asking.amounts import ranked
from hqgraph.asking.asked import by_asking
from hqgraph.asking.nouns import LIGHT
from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import Form, Having, Want
from hqgraph.asking.wanted import Focus, of_noun
from hqgraph.asking.wants import LINKING, lists_of_tasks, placed_asking

_SUPS = {
    "most": Form.MOST,
    "least": Form.LEAST,
    "earliest": Form.FIRST,
    "latest": Form.LAST,
    "more": Form.MOST,
    "fewer": Form.LEAST,
}
_PAIR = 2
_FIGURES = {"cmp", "value", "numeral"}
_COUNTED = {Want.TASK, Want.AGENCY, Want.HOSPITAL, Want.DOCUMENT, Want.MEASURE}


def find_focus(found: list[Piece]) -> Focus | None:
    """Return what a question wants, None where it does not tell."""
    polite.plain(found)
    lists_of_tasks(found)
    verbs.plain(found)
    if (pair := sides.find(found)) is not None:
        return _set_apart(found, pair)
    if (amount := many.find(found)) is not None:
        return _so_many(found, amount)
    rank, top = ranked(found)
    form = _form(found)
    asking = _asking(found)
    if len(asking) > 1:
        return None
    if form in {Form.SAME, Form.APART}:
        focus: Focus | None = Focus(Want.TARGET, form, asking[0] if asking else None)
    elif asking:
        focus = by_asking(found, asking[0], form)
    else:
        focus = _by_noun(found, form) or _by_thing(found, form)
    if focus is None:
        return None
    focus.rank, focus.top = rank, top
    return _settled(_with_its_words(focus), found)


def _set_apart(found: list[Piece], pair: tuple[Piece, Piece, str]) -> Focus:
    """Return the focus of a question that sets two things against each other by their tasks."""
    asking = next((p for p in found if p.sort == "wh"), None)
    noun = next((p for p in found if p.sort == "noun" and p.value == "task"), None)
    focus = Focus(Want.TASK, Form.MORE_BY, asking, noun)
    focus.sides, focus.sign = pair[:2], pair[2]
    return _with_its_words(focus)


def _so_many(found: list[Piece], amount: tuple[Having, Piece | None]) -> Focus:
    """Return the focus of a question whether there are so many tasks, or bodies."""
    noun = next((p for p in found if p.sort == "noun" and p.value == "task"), None)
    focus = Focus(Want.AGENCY if amount[1] else Want.TASK, Form.SO_MANY, None, amount[1] or noun)
    focus.amount = amount[0]
    for piece in found:
        if piece.sort in {"yes", "count"}:
            piece.use()
    return _with_its_words(focus)


def _with_its_words(focus: Focus) -> Focus:
    """Take the words that tell what is wanted."""
    for piece in (focus.asking, focus.noun):
        if piece:
            piece.use()
    return focus


def _asking(found: list[Piece]) -> list[Piece]:
    """Return the asking words; 有任务吗，有哪些 asks which, and 吗 before it nothing more."""
    placed_asking(found)
    asking = [piece for piece in found if piece.sort == "wh"]
    for piece in found:
        if piece.sort == "yes" and asking and piece.start < asking[-1].start:
            piece.use()
    return asking


def _form(found: list[Piece]) -> Form:
    targets = any(piece.sort == "target" for piece in found)
    for piece in found:
        if piece.sort == "sup":
            piece.use()
            return _SUPS[piece.value]
        if piece.sort in {"same", "diff"} and targets:
            piece.use()
            return Form.SAME if piece.sort == "same" else Form.APART
    asked = max((piece.start for piece in found if piece.sort == "wh"), default=-1)
    if any(piece.sort == "yes" and piece.start > asked for piece in found):
        return Form.WHETHER
    return Form.LIST


def _settled(focus: Focus, found: list[Piece]) -> Focus:
    """Make a count of what is asked with 多少 or 几; who issues a document is its issuer."""
    issue = any(piece.sort == "verb" and piece.value == "issue" for piece in found)
    if focus.want is Want.AGENCY and issue and any(piece.sort == "document" for piece in found):
        focus.want = Want.ISSUER
    counting = focus.asking is not None and focus.asking.value == "howmany"
    counting = counting or (_sums(found) and not _listing(focus))
    counting = counting and focus.kind != "no"
    whole = focus.noun is not None and not any(piece.sort == "target" for piece in found)
    if focus.want is Want.TARGET and focus.asking and focus.asking.value == "howmany" and whole:
        figure = focus.noun is not None and focus.noun.start > focus.asking.start
        focus.form = Form.COUNT if figure and focus.form is Form.LIST else focus.form
    if counting and focus.want in _COUNTED and focus.form is Form.LIST:
        focus.form = Form.COUNT
        _use_counts(found)
    if _listing(focus):
        _use_counts(found)
    return focus


def _sums(found: list[Piece]) -> bool:
    """Tell whether a number is asked for: 总数, but not in 任务总数超过5项的部门."""
    solid = [piece for piece in found if piece.sort != "filler"]
    compared = [a for a, b in pairwise(solid) if a.sort == "count" and b.sort in _FIGURES]
    if not any(piece.sort == "wh" for piece in solid):  # 甲和乙共承担的任务
        compared += [a for a, b in pairwise(solid) if a.text == "共" and b.sort == "role"]
    for piece in compared:
        piece.use()
    return any(piece.sort == "count" and piece not in compared for piece in solid)


def _use_counts(found: list[Piece]) -> None:
    for piece in found:
        if piece.sort == "count":
            piece.use()


def _listing(focus: Focus) -> bool:
    """Tell whether 哪些 is asked: 任务总共有哪些 wants the tasks, not their number."""
    asking = focus.asking
    return asking is not None and asking.value == "what" and asking.text.startswith("哪")


def _by_noun(found: list[Piece], form: Form) -> Focus | None:
    """Return the noun that the question ends in, or that 有没有 asks after."""
    for piece in reversed(found):
        if piece.sort == "noun" or (piece.sort == "document" and not piece.iris):
            return of_noun(piece, None, form, found)
        if piece.sort not in LIGHT and piece.sort not in {"yes", "count", "conj", "sup"}:
            return None
    return None


def _by_thing(found: list[Piece], form: Form) -> Focus | None:
    """Return what a question without asking word and noun is about."""
    sorts = {piece.sort for piece in found}
    verbs = {piece.value for piece in found if piece.sort == "verb"}
    if "target" in sorts:
        return Focus(Want.TARGET, form)
    if _tells(found, form):
        return Focus(Want.TASK, form)
    if form is Form.WHETHER:
        two = len([piece for piece in found if piece.sort == "document"]) > 1
        if "document" in sorts and (verbs & LINKING or (two and "mention" in verbs)):
            return Focus(Want.DOCUMENT, form)
        if "document" in sorts and "issue" in verbs and "date" in sorts:
            return Focus(Want.DOCUMENT, form)
        if sorts & {"task", "agency", "hospital", "programme", "aspect"}:
            return Focus(Want.TASK, form)
    return None


def _tells(found: list[Piece], form: Form) -> bool:
    """Tell whether tasks are wanted that say something: 有没有提到它, 写到它的任务都列出来."""
    sorts = {piece.sort for piece in found}
    said = any(p.sort == "verb" and p.value == "mention" for p in found)
    if not sorts & {"quote", "free", "topic", "programme"}:
        return False
    if form is Form.WHETHER:
        return said and len([p for p in found if p.sort == "document"]) < _PAIR
    nouns = {p.value.partition(":")[0] for p in found if p.sort == "noun"}
    return said and "list" in sorts and nouns == {"task"}
