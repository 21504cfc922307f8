"""Bodies that are wanted where others are named: who works with them, and who has more to do."""

from __future__ import annotations

from hqgraph.asking.bodies import excluded, spoken
from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import AgencyIs, Charged, Form, Not, Within
from hqgraph.asking.refusal import RefusalError
from hqgraph.asking.wanted import ROLES
from hqgraph.messages import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer

Meant = list[tuple[Piece, tuple[str, ...]]]


def partners(state: Composer, meant: Meant) -> None:
    """Constrain wanted bodies: those beside the named ones, or all but them."""
    conj = [piece for piece in state.found if piece.sort == "conj"]
    whether = state.focus.form is Form.WHETHER
    if _compared(state, meant):
        iris = tuple(dict.fromkeys(iri for _, found in meant for iri in found))
        words = say("asking.read.or").join(spoken(piece, found, state) for piece, found in meant)
        state.add(AgencyIs(iris, words))
        return
    for piece, iris in meant:
        words = spoken(piece, iris, state)
        if whether:
            state.add(AgencyIs(iris, words))
            continue
        if not excluded(state, piece):
            if not conj:
                raise RefusalError("asking.left", words=piece.text)
            state.add(Charged(iris, ROLES["any"], words))
        if piece.region:
            state.add(Within(piece.region, state.named(piece.region)))
        state.add(Not(AgencyIs(iris, words)))


def _compared(state: Composer, meant: Meant) -> bool:
    """Tell whether the named bodies are compared with each other: 甲和乙谁的任务多.

    Raises RefusalError for 比甲任务多的部门: how many 甲 has would have to be known first.
    """
    if state.focus.kind == "which" or _one_of_them(state, meant) or _listed(state, meant):
        return True
    more = next((p for p in state.found if p.sort == "sup" and p.value in {"more", "fewer"}), None)
    if more is None:
        return False
    denied = any(piece.sort in {"neg", "except"} for piece in state.found)
    if denied or len({iri for _, iris in meant for iri in iris}) == 1:
        raise RefusalError("asking.left", words=more.text)
    return True


def _listed(state: Composer, meant: Meant) -> bool:
    """Tell whether 最多 is said among the bodies: 甲、乙里任务最少的, not 和甲合作最多的."""
    first = min(state.found.index(piece) for piece, _ in meant)
    shared = any(p.sort == "conj" and p.value == "joint" for p in state.found)
    opened = first > 0 and state.found[first - 1].sort == "conj"
    denied = any(piece.sort in {"neg", "except", "outside"} for piece in state.found)
    ranked = state.focus.form in {Form.MOST, Form.LEAST}
    return ranked and len(meant) > 1 and not (shared or opened or denied)


def _one_of_them(state: Composer, meant: Meant) -> bool:
    """Tell whether 谁 right after the bodies is one of them: 甲县、乙县医保局谁的任务最多."""
    asking = state.focus.asking
    solid = [p for p in state.found if p.sort != "filler" and p.value != "compare"]
    if asking is None or asking.value != "who" or state.focus.form not in {Form.MOST, Form.LEAST}:
        return False
    before = solid[solid.index(asking) - 1]
    last = max((piece for piece, _ in meant), key=lambda piece: piece.start)
    return before is last and sum(len(iris) for _, iris in meant) > 1
