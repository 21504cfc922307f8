"""Two bodies or two places set against each other by their tasks: 甲比乙多几项, 甲和乙相差几项."""

from __future__ import annotations

from hqgraph.asking.bodies import inherit, meant_by
from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import Than
from hqgraph.asking.refusal import RefusalError
from hqgraph.asking.wanted import NAMED_ROLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer


def constrain(state: Composer) -> None:
    """Set the two things of the focus against each other.

    Raises RefusalError where one of them is not one body, or a place without documents.
    """
    if state.focus.sides is None:
        return
    first, second = state.focus.sides
    if first.sort == "region" and second.sort == "agency" and not second.iris:
        first.sort, first.also, first.level = "agency", second.also, second.level
        first.region, first.iris = first.iris, ()
    if first.sort == "agency" and second.sort == "region":
        second.sort, second.also, second.level = "agency", first.also, first.level
        second.region, second.text = second.iris, f"{second.text}{first.text[len(second.text) :]}"
        second.iris = ()
    if first.sort != second.sort:
        raise RefusalError("asking.left", words=second.text)
    side = "agency" if first.sort == "agency" else "region"
    inherit(state, [piece for piece in (first, second) if side == "agency"])
    known = [_one(state, piece, side) for piece in (first, second)]
    for piece in state.of("conj"):
        piece.use()
    state.add(
        Than(
            (known[0], known[1]),
            side,
            state.focus.sign,
            state.focus.asking is None,
            _roles(state) if side == "agency" else (),
            f"{first.text}：{second.text}",
        )
    )


def _one(state: Composer, piece: Piece, side: str) -> str:
    """Return the one body or region that a piece stands for."""
    if side == "region":
        if len(piece.iris) != 1 or piece.iris[0] not in state.lexicon.names.read_regions:
            raise RefusalError("asking.no-own", name=piece.text)
        return piece.iris[0]
    found = meant_by(state, piece)
    if len(found) != 1:
        raise RefusalError("asking.left", words=piece.text)
    return found[0]


def _roles(state: Composer) -> tuple[str, ...]:
    """Return the part that both have. Raises RefusalError where two are said."""
    said = [p for p in state.found if p.sort == "role"]
    if len({p.value for p in said}) > 1:
        raise RefusalError("asking.left", words="、".join(p.text for p in said))
    for piece in said:
        piece.use()
    return NAMED_ROLES[said[0].value if said else "any"]
