"""Two places of which the same is said: 既被甲引用又被乙引用, 甲有、乙也有的任务, 甲和乙都引用.

What one place alone has, or the other, is no answer to that.
"""

from __future__ import annotations

from hqgraph.asking.pieces import Piece
from hqgraph.asking.refusal import RefusalError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer

_ADDING = {"又", "也", "且", "并且", "而且", "亦", "也有", "又有"}
_PLACES = {"region", "document"}
_SAID = {"有", "提出", "设定", "明确"}


def words(found: list[Piece]) -> list[Piece]:
    """Return the 又 and 也 that stand between two places; none where 除了 leaves one out."""
    places = [piece.start for piece in found if piece.sort in _PLACES]
    apart = any(piece.sort in {"except", "than"} or piece.value == "compare" for piece in found)
    adding = [p for p in found if p.text in _ADDING and p.sort in {"filler", "extra", "conj"}]
    if apart or len(places) < 2:
        return []
    return [p for p in adding if min(places) < p.start < max(places) or _of_another(found, p)]


def _of_another(found: list[Piece], word: Piece) -> bool:
    """Tell whether 也 stands right behind a place of which the same is said: 甲有、乙也有."""
    before = [p for p in found[: found.index(word)] if p.sort != "filler" or p.text in _SAID]
    if not before or before[-1].sort not in _PLACES:
        return False
    between = [p for p in before[:-1] if p.sort != "conj"][-1:]
    return bool(between) and between[0].sort not in _PLACES


def joint(state: Composer) -> list[Piece]:
    """Return the words that say that something holds of all the places: 都, 同时, 既…又."""
    said = [p for p in state.found if p.sort == "conj" and p.value == "joint"]
    return [*said, *words(state.found)]


def check(state: Composer) -> None:
    """Refuse 又 between two places where it has not been read. Raises RefusalError."""
    for piece in words(state.found):
        if not piece.used:
            raise RefusalError("asking.left", words=piece.text)
