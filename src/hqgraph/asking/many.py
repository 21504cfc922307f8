"""Whether there are so many tasks or bodies: 甲有5项任务吗, 它是不是有3个责任单位."""

from __future__ import annotations

from hqgraph.asking.amounts import number_of
from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import Having

_UNITS = {"项", "条", "件"}
_JUST = {"就", "才", "仅"}
_OTHERWISE = {"wh", "sup", "target", "same", "diff", "than"}


def find(found: list[Piece]) -> tuple[Having, Piece | None] | None:
    """Return how many tasks a question supposes, or bodies, by the noun; takes the words.

    一项 is only a number behind 只 and 就: 有没有一项任务 asks for any.
    """
    sorts = {piece.sort for piece in found}
    named = [piece for piece in found if piece.sort == "agency"]
    if "yes" not in sorts or sorts & _OTHERWISE or len(named) > 1:
        return None
    for place, piece in enumerate(found[:-1]):
        number, unit = number_of(piece), found[place + 1]
        if number is None or not _counts(found, place) or piece.used:
            continue
        counted = bodies(found, unit)
        just = _just(found, place)
        compared = _compared(found, place)
        if piece.text == "一" and not just and compared is None:
            return None
        words = [piece, unit, *just, *([compared] if compared else [])]
        operator = compared.value if compared else "="
        said = f"{operator}{number}{unit.text}"
        for word in words:
            word.use()
            word.sort, word.value = "filler", "filler"
        return Having(operator, number, said), counted
    return None


def _just(found: list[Piece], place: int) -> list[Piece]:
    """Return the 只 of 只负责一项, 就一项."""
    before: list[Piece] = []
    for piece in reversed(found[:place]):
        if piece.sort == "only" or piece.text in _JUST:
            before.append(piece)
        elif piece.sort not in {"role", "verb", "noun", "filler", "do", "yes"}:
            break
    return before


def _compared(found: list[Piece], place: int) -> Piece | None:
    """Return the 超过 of 超过5项 and the 以上 of 5项以上."""
    beside = (*found[max(0, place - 1) : place], *found[place + 2 : place + 4])
    if beside_it := next((piece for piece in beside if piece.sort == "cmp"), None):
        return beside_it
    for before in reversed(found[:place]):  # 至少参与9项
        if before.sort == "cmp":
            return before
        if before.sort not in {"role", "verb", "filler"}:
            return None
    return None


def _counts(found: list[Piece], place: int) -> bool:
    """Tell whether a number is one of tasks by its unit, or of bodies by the noun after it."""
    unit = found[place + 1]
    return unit.text in _UNITS or (unit.text in {"个", "家"} and bodies(found, unit) is not None)


def bodies(found: list[Piece], unit: Piece) -> Piece | None:
    """Return the 责任单位 of 三个责任单位, right behind the unit."""
    place = found.index(unit)
    after = [p for p in found[place + 1 :] if p.sort not in {"filler", "yes", "cmp"}]
    if after:
        noun = found[place + 1]
        return noun if noun.value.partition(":")[0] == "agency" else None
    nouns = [p for p in found[:place] if p.sort == "noun"]  # 责任单位是不是有3家
    return nouns[-1] if nouns and nouns[-1].value.partition(":")[0] == "agency" else None
