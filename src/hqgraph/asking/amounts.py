"""Numbers that say how many: 负责任务超过5项的部门, 任务最多的三个部门, 任务数第二多."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import Having, Want

if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer

_HUNG = {
    Want.AGENCY: "task",
    Want.HOSPITAL: "task",
    Want.DOCUMENT: "task",
    Want.TASK: "agency",
}
_UNITS = {"task": {"项", "条", "件"}, "agency": {"家"}}
_BRACKETS = str.maketrans("", "", "（）()")
_FIGURES = "一二三四五六七八九十"
_FIRST = {"前", "头"}
_FARTHEST = 20


def having(state: Composer) -> Having | None:
    """Return how many tasks or bodies must hang on a wanted thing; takes the words that say so."""
    hung = _HUNG.get(state.focus.want)
    if hung is None or state.of("target"):
        return None
    solid = [p for p in state.found if p.sort != "filler" or p.text == "一"]
    for place, piece in enumerate(solid):
        number = number_of(piece)
        if number is None or piece.used:
            continue
        unit = next(iter(solid[place + 1 : place + 2]), None)
        ends = place + 2 if unit is not None and unit.sort == "unit" else place + 1
        compared = _compared(solid, place, ends)
        if compared is None or not _counts(solid, place, ends, hung):
            continue
        if hung == "agency" and _of_the_named(state, solid):
            return None
        for other in (piece, compared, *solid[place + 1 : ends]):
            other.use()
        if hung == "agency":
            _take_bodies(state)
        operator = "=" if compared.sort == "only" else compared.value
        said = unit.text if unit is not None and ends == place + 2 else ""
        return Having(operator, number, f"{operator}{number}{said}")
    return None


def _of_the_named(state: Composer, solid: list[Piece]) -> bool:
    """Tell whether 至少一家 counts among the bodies named, which is not what hangs on a task."""
    named = any(piece.sort == "agency" for piece in state.found)
    return named and not any(p.sort == "noun" and p.value.startswith("agency") for p in solid)


def _take_bodies(state: Composer) -> None:
    """Take 单位 and 负责 of 由5家以上单位负责的任务: the bodies are what is counted."""
    for piece in state.found:
        if piece.sort == "role" or (piece.sort == "noun" and piece.value.startswith("agency")):
            piece.use()


def ranked(found: list[Piece]) -> tuple[int, bool]:
    """Return which place 最多 means and whether all before it count; takes the words."""
    solid = [p for p in found if p.sort not in {"filler", "conj"}]
    _heads(solid)
    for place, piece in enumerate(solid):
        if piece.sort != "sup" or piece.value not in {"most", "least", "more", "fewer"}:
            continue
        before = solid[place - 1] if place else piece
        if before.sort == "ordinal" and (rank := _ordinal(before)):
            before.use()
            piece.value = {"more": "most", "fewer": "least"}.get(piece.value, piece.value)
            return rank, False
        after = solid[place + 1 : place + 3]
        for which, number in pairwise(solid):
            if which.text == "哪" and (top := number_of(number)) and 1 < top <= _FARTHEST:
                number.use()
                return top, True
        if after and after[0].text in _FIRST:
            after = after[1:]
            solid[place + 1].use()
        if after and (top := number_of(after[0])) and 1 < top <= _FARTHEST:
            after[0].use()
            return top, True
    return 1, False


def _heads(solid: list[Piece]) -> None:
    """Read 任务数前三 as the three with the most."""
    for before, piece, after in zip(solid, solid[1:], solid[2:], strict=False):
        counted = before.sort == "count" or (before.sort == "noun" and before.value == "task")
        if counted and piece.text == "前" and number_of(after):
            piece.sort, piece.value = "sup", "most"


def number_of(piece: Piece) -> int | None:
    """Return the whole number that a piece says: 5, 五, 一."""
    if piece.sort == "value" and piece.text.isdigit():
        return int(piece.text)
    if piece.sort == "numeral" and len(piece.text) == 1:
        return int(piece.value)
    return 1 if piece.text == "一" else None


def _ordinal(piece: Piece) -> int | None:
    bare = piece.value.translate(_BRACKETS)
    rank = int(bare) if bare.isdigit() else (_FIGURES.find(bare) + 1 if len(bare) == 1 else 0)
    return rank if 1 <= rank <= _FARTHEST else None


def _compared(solid: list[Piece], place: int, ends: int) -> Piece | None:
    """Return the word that compares: 超过5项, 5项以上, 只负责一项."""
    after = next(iter(solid[ends : ends + 1]), None)
    if after is not None and after.sort == "cmp" and not after.used:
        return after
    for before in reversed(solid[max(0, place - 3) : place]):
        if before.sort == "cmp" and before is solid[place - 1]:
            return before
        if before.sort == "only":
            return before
        if before.sort not in {"role", "noun", "verb"}:
            return None
    return None


def _counts(solid: list[Piece], place: int, ends: int, hung: str) -> bool:
    """Tell whether the number is one of tasks, or of bodies of a task: by noun or unit."""
    after = [p for p in solid[ends : ends + 2] if p.sort == "noun"]
    before = [p for p in solid[:place] if p.sort == "noun"]
    nouns = [piece.value.partition(":")[0] for piece in (*after[:1], *before[-1:])]
    unit = solid[place + 1].text if ends == place + 2 else ""
    return hung in nouns[:1] or unit in _UNITS[hung] or (hung in nouns and unit == "个")
