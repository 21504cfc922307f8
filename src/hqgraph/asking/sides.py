"""Finding what is set against each other: 甲比乙多几项, 甲和乙相差几项, 甲的任务比乙多吗."""

from __future__ import annotations

from hqgraph.asking.pieces import Piece

_THINGS = {"region", "agency"}
_SIGNS = {"more": "more", "fewer": "fewer", "most": "more", "least": "fewer"}


def find(found: list[Piece]) -> tuple[Piece, Piece, str] | None:
    """Return the two things that a question sets against each other, and how; else None.

    Takes 比 and 多, so that nothing else is read into them.
    """
    _set_beside(found)
    if any(piece.sort in {"target", "value", "cmp"} for piece in found):
        return None
    word = next((p for p in found if p.sort == "than" or p.value == "compare"), None)
    apart = next((p for p in found if p.sort == "diff"), None)
    by = [p for p in found if p.sort == "sup" and p.value in _SIGNS]
    sides = _sides(found, word or apart)
    asking = [p for p in found if p.sort == "wh"]
    yes = [p for p in found if p.sort == "yes"]
    counted = len(asking) == 1 and asking[0].value == "howmany"
    if sides is None or not (counted or (yes and not asking)) or (apart is None) == (len(by) != 1):
        return None
    if apart is None and not counted and word is not None and word.sort != "than":
        return None  # 甲和乙相比任务多吗
    sign = _SIGNS[by[0].value] if by else ""
    said = [p for p in (word, apart) if p is not None]
    for piece in (*sides, *said, *by, *yes, *_again(found)):
        piece.use()
    for piece in (*said, *by):
        piece.sort, piece.value = "filler", "filler"
    return (*sides, sign)


def _again(found: list[Piece]) -> list[Piece]:
    """Return the words that only say again what is set against each other: 数, 两地, 两家."""
    return [p for p in found if p.sort == "count" or (p.sort == "numeral" and p.value == "2")]


def _set_beside(found: list[Piece]) -> None:
    """Read the 比 of 甲和乙比，谁的多 as 相比: nothing that could be the second stands after it."""
    for place, piece in enumerate(found):
        after = [p for p in found[place + 1 :] if p.sort != "filler"][:1]
        before = [p for p in found[:place] if p.sort in _THINGS]
        conj = any(p.sort == "conj" and p.value == "and" for p in found[:place])
        if piece.sort == "than" and conj and before and not (after and after[0].sort in _THINGS):
            piece.sort, piece.value = "list", "compare"


def _sides(found: list[Piece], word: Piece | None) -> tuple[Piece, Piece] | None:
    """Return the two things: 甲比乙, 甲和乙相比, 和乙相比甲, 甲和乙相差; None if not two."""
    if word is None:
        return None
    things = [p for p in found if p.sort in _THINGS]
    if len(things) == 3 and things[0].sort == "region" and things[1].sort == things[2].sort:
        things = things[1:]  # 邻水县，医保局比财政局
    if [p.sort for p in things] == ["region", "region", "agency"] and not things[2].region:
        things = _of_both(things)  # 甲和乙的医保局
    if len(things) != 2:
        return None
    first, second = things
    if word.sort == "than" and (first.sort, second.sort) == ("region", "agency"):
        return None
    between = word.start > first.start and word.start < second.start
    opened = found[: found.index(first)]
    joined = bool(opened) and opened[-1].sort == "conj" and opened[-1].value == "and"
    if between:
        return (second, first) if joined and word.sort != "than" else (first, second)
    inside = [p for p in found if first.start < p.start < second.start]
    conj = any(p.sort == "conj" and p.value == "and" for p in inside)
    return (first, second) if conj and word.sort != "than" and word.start > second.start else None


def _of_both(things: list[Piece]) -> list[Piece]:
    """Return the body of 甲和乙的医保局 in each of the two places."""
    *places, body = things
    if body.iris:
        return things
    for place in places:
        place.sort, place.also, place.level = "agency", body.also, body.level
        place.region, place.iris, place.text = place.iris, (), f"{place.text}{body.text}"
    body.use()
    body.sort = "filler"
    return places
