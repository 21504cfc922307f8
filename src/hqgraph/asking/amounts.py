"""Numbers that say how many: 负责任务超过5项的部门, 任务最多的三个部门, 任务数第二多."""

from __future__ import annotations

from itertools import pairwise

from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import Having, Want

TYPE_CHECKING = False
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
_REACHED = {"达到", "达", "不到"}
_HAVING = {"有", "由", "共有", "需要"}


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
        compared = _compared(solid, place, ends) or _just(state.found, solid[:place], solid[ends:])
        if compared is None or not _counts(solid, place, ends, hung):
            continue
        if hung == "agency" and _of_the_named(state, solid):
            return None
        for other in (piece, compared, *solid[place + 1 : ends]):
            if other.sort in {"cmp", "only", "unit", "reach", "rel", "value", "numeral"}:
                other.use()
        if hung == "agency":
            _take_bodies(state)
        operator = {"cmp": compared.value, "reach": ">=", "rel": "<"}.get(compared.sort, "=")
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
    solid = [p for p in solid if p.sort != "rank" or not p.used]
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


def _placed(solid: list[Piece]) -> None:
    """Read 任务数排在第二 as 第二多; 清单里排在第16的 only says the number of a task."""
    for place, piece in enumerate(solid):
        if piece.sort != "rank" or place + 1 == len(solid) or piece.used:
            continue
        before, after = solid[place - 1] if place else piece, solid[place + 1]
        counted = before.sort == "count" or (before.sort == "noun" and before.value == "task")
        if after.text in _FIRST and before.sort == "sup":
            piece.use()
        elif after.text in _FIRST and counted:
            after.sort, after.value = "sup", "most"
            piece.use()
        elif after.sort == "ordinal" and counted:
            piece.sort, piece.value = "sup", "most"
            solid[place], solid[place + 1] = after, piece
        elif after.sort == "ordinal" and not _of_bodies(solid, place + 2):
            piece.use()


def _of_bodies(solid: list[Piece], place: int) -> bool:
    """Tell whether it may be bodies that are ranked: 排第二的单位, without saying by what."""
    nouns = [p.value.partition(":")[0] for p in solid[place : place + 1] if p.sort == "noun"]
    return "agency" in nouns or any(p.sort in {"sup", "count"} for p in solid)


def _heads(solid: list[Piece]) -> None:
    """Read 任务数前三 as the three with the most."""
    _placed(solid)
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
    if after is not None and after.value.partition(":")[0] == "agency":  # 六个部门以上
        beyond = next(iter(solid[ends + 1 : ends + 2]), None)
        after = beyond if beyond is not None and beyond.text.startswith("以") else after
    if after is not None and after.sort == "cmp" and not after.used:
        return after
    for before in reversed(solid[max(0, place - 3) : place]):
        if before.sort == "cmp" and not before.used:  # 至少负责五项
            return before
        if before.sort == "only" or (before.text in _REACHED and before is solid[place - 1]):
            return before
        if before.sort not in {"role", "noun", "verb"}:
            return None
    return None


def _just(found: list[Piece], before: list[Piece], after: list[Piece]) -> Piece | None:
    """Return the noun of 有7个责任单位的任务 and 承担9项任务的部门: just so many."""
    if not before or not after or after[0].sort != "noun":
        return None
    place = found.index(after[0])
    said = [p for p in found[:place] if p.sort != "unit"][-2]
    rest = found[place + 1 :]
    alone = bool(rest) and (rest[0].sort == "only" or rest[0].value == "joint")
    if alone and said.text == "由":  # 由一个部门单独负责的任务
        rest[0].use()
        rest = rest[1:]
    if rest and rest[0].sort == "role" and said.text == "由":  # 由3个部门负责的任务
        rest = rest[0 if rest[0].text.endswith("的") else 1 :]
    if not [p for p in rest if p.sort != "filler"] and said.text in {"有", "共有"}:
        return after[0]  # 哪些任务有3个责任单位
    held = len(rest) > 1 and rest[0].text.endswith("的") and rest[1].sort == "noun"
    had = said.sort in {"role", "verb"} or said.text in _HAVING
    return after[0] if held and had else None


def _counts(solid: list[Piece], place: int, ends: int, hung: str) -> bool:
    """Tell whether the number is one of tasks, or of bodies of a task: by noun or unit."""
    after = [p for p in solid[ends : ends + 2] if p.sort == "noun"]
    before = [p for p in solid[:place] if p.sort == "noun"]
    nouns = [piece.value.partition(":")[0] for piece in (*after[:1], *before[-1:])]
    unit = solid[place + 1].text if ends == place + 2 else ""
    counted = [a for a, b in pairwise(solid[:place]) if b.sort == "count"][-1:]
    said = [p.value.partition(":")[0] for p in counted if p.sort == "noun"]
    return hung in (*nouns[:1], *said) or unit in _UNITS[hung] or (hung in nouns and unit == "个")
