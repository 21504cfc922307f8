"""Which noun an asking word goes with: the one after it, or the one that it is said of."""

from __future__ import annotations

from hqgraph.asking.pieces import Piece

LIGHT = {"filler", "unit", "reach", "do", "list"}
"""Sorts of words that may stand between an asking word and its noun."""
_CONTAINS = {"包括", "包含", "涵盖", "包括了", "包含了"}
_NAMES = {"agency", "hospital", "topic", "quote", "programme", "date", "aspect"}
_INSIDE = {"里", "中", "里面", "当中", "其中"}


def noun_after(found: list[Piece], place: int) -> Piece | None:
    """Return the noun right after an asking word; a unit and 的 may stand between."""
    for piece in found[place + 1 :]:
        if piece.sort in {"noun", "docform"}:
            return piece
        if piece.sort == "level":
            return piece
        if piece.text in {"有", "具有"}:
            return None
        if piece.sort not in {"unit", "filler", "numeral", "region"} and not _attribute(piece):
            return None
    return None


def attributed_noun(found: list[Piece], place: int) -> Piece | None:
    """Return the noun of 有哪些关于薪酬的任务, or of 任务里不含县公安局的有哪些."""
    asking = found[place]
    counted = asking.value == "howmany" and not any(p.sort == "target" for p in found)
    if not counted and (asking.value != "what" or not asking.text.startswith("哪")):
        return None
    after = next((i for i in range(place + 1, len(found)) if found[i].sort == "noun"), None)
    opens = place == 0 or found[place - 1].sort == "filler"
    if after is not None and found[after - 1].text.endswith("的") and opens:
        return found[after]
    said = "".join(piece.text for piece in found[max(0, place - 2) : place])
    nouns = [i for i in range(place) if found[i].sort == "noun"]
    if said == "的有" and len(nouns) == 1 and found[nouns[0] + 1].text in _INSIDE:
        return found[nouns[0]]
    described = [
        i for i in nouns if found[i].value in {"task", "title"} and _described(found[i + 1 : place])
    ]
    if said in {"的有", "的是"} and len(described) == 1 and _only_titles(found, nouns, described):
        return found[described[0]]
    return None


def _described(after: list[Piece]) -> bool:
    """Tell whether what follows 任务 says which: 任务由县医保局负责的有哪些."""
    return any(piece.sort in _NAMES for piece in after)


def _only_titles(found: list[Piece], nouns: list[int], kept: list[int]) -> bool:
    return all(i in kept or found[i].value in {"title", "deadline"} for i in nouns)


def _attribute(piece: Piece) -> bool:
    """Tell whether a word may stand between 哪些 and its noun: 哪些持续推进的, 哪些相关任务."""
    return piece.sort in {"aspect", "level", "extra"} or piece.value in {"joint", "about"}


def noun_before(found: list[Piece], place: int, kinds: set[str] | None) -> Piece | None:
    """Return the noun that an asking word is said of (责任单位是谁, 任务有哪些)."""
    bodies = any(piece.sort == "agency" for piece in found)
    for piece in reversed(found[:place]):
        if bodies and piece.text in _CONTAINS:
            continue
        if piece.sort == "noun" and (kinds is None or piece.value.partition(":")[0] in kinds):
            return piece
        if piece.sort not in LIGHT and piece.sort not in {"conj", "count", "role", "cmp", "yes"}:
            return None
    return None


def unit_after(found: list[Piece], place: int) -> str:
    """Return the unit after 哪几 where it ends the clause: 哪几项, 是哪一条."""
    after = [piece for piece in found[place + 1 :] if piece.sort != "filler"][:2]
    ends = bool(after) and (len(after) == 1 or after[1].sort in {"role", "verb", "do"})
    ends = ends or any(p.sort == "noun" and p.value == "task" for p in found[place:])
    targets = any(piece.sort == "target" for piece in found)
    return after[0].text if after and ends and not targets else ""
