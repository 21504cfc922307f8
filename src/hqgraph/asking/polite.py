"""Politeness that looks like a question of its own: 能告诉我…吗, 可以帮忙列一下…吗, 能否提供….

能 and 可以 before a word for telling ask for what is to be told, not whether it is so.
"""

from __future__ import annotations

from hqgraph.asking.pieces import Piece

_MAY = ("能", "可以", "可否", "可不可以", "方便")
_TELLING = ("告诉", "告知", "说", "讲", "看", "查", "找", "列", "提供", "介绍", "给")
_LIGHT = {"filler", "yes", "list"}
_ASKED = {"wh", "sup"}
_NAMING = {"noun", "docform", "target"}


def plain(found: list[Piece]) -> None:
    """Make light words of 吗 and 能否 where they only ask to be told, and it is said what."""
    if not any(_asks_to_be_told(found, place) for place in range(len(found))):
        return
    solid = [piece for piece in found if piece.sort not in _LIGHT]
    named = bool(solid) and solid[-1].sort in _NAMING
    if not (named or any(piece.sort in _ASKED for piece in solid)):
        return
    for piece in found:
        if piece.sort == "yes" and (piece.text in {"吗", "么"} or piece.text.startswith(_MAY)):
            piece.sort, piece.value = "filler", "filler"


def _asks_to_be_told(found: list[Piece], place: int) -> bool:
    """Tell whether 能 stands here and 告诉 after it, in one word or with light ones between."""
    may = found[place]
    if not may.text.startswith(_MAY) or may.sort not in _LIGHT:
        return False
    if any(word in may.text for word in _TELLING):
        return True
    for piece in found[place + 1 :]:
        if piece.sort not in {"filler", "list"}:
            return False
        if any(word in piece.text for word in _TELLING):
            return True
    return False
