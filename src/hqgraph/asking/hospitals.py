"""Which health institutions a question names: by what they are called, and of which level."""

from __future__ import annotations

from hqgraph.asking import targets
from hqgraph.asking.bodies import COUNTY_WORDS, at_level, named_so, shown
from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import Mentions, Want, Within
from hqgraph.asking.refusal import RefusalError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer


def constrain(state: Composer) -> None:
    """Take the hospitals that a question names."""
    known = state.lexicon.names.hospitals
    scope = state.scope()
    for piece in state.of("hospital"):
        region = piece.region or scope
        inside = state.lexicon.names.inside
        here = tuple(i for i in piece.iris if not region or inside(known[i].region, region))
        if not region:
            here = _called_so(state, piece, here)
        unplaced = tuple(i for i in piece.iris if known[i].region is None)
        iris = here + unplaced if not piece.level or unplaced else here
        iris = state.lexicon.names.same_hospitals(iris, region)
        if not iris:
            raise RefusalError("asking.no-hospital", name=piece.text)
        if piece.region:
            state.add(Within(piece.region, state.named(piece.region)))
        if state.focus.want is Want.TARGET and not state.of("target"):
            targets.measured_on(state, piece.use(), iris)
            continue
        negated = state.negated(piece.use())
        state.choose(piece, Mentions(iris, piece.text), negated=negated)
    if any(piece.text == "任何" for piece in state.found):
        for piece in state.of("noun"):
            if piece.value == "hospital" and state.negated(piece):
                state.add(Mentions((), piece.use().text), negated=True)


def _called_so(state: Composer, piece: Piece, iris: tuple[str, ...]) -> tuple[str, ...]:
    """Keep the hospitals that may be called 县…: by that very name, or of a county's own level.

    Raises RefusalError, naming the others, where there are only those of another level.
    """
    names = state.lexicon.names
    head = piece.text[0]
    if piece.level is None:
        return iris
    kept = []
    for iri in iris:
        hospital = names.hospitals[iri]
        region = names.regions.get(hospital.region or "")
        fits = at_level(region, piece.level) and region is not None
        if head in COUNTY_WORDS:
            fits = fits and named_so(region, head)
        if fits or piece.text in hospital.names:
            kept.append(iri)
    unplaced = any(names.hospitals[iri].region is None for iri in piece.iris)
    if iris and not kept and not unplaced:
        near = {name for iri in iris for name in names.hospitals[iri].names[:1]}
        raise RefusalError("asking.near-hospital", name=piece.text, near=shown(sorted(near)))
    return tuple(kept)
