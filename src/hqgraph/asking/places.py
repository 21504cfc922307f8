"""Which places a question is about: those that stand alone, those it leaves out, their bodies."""

from __future__ import annotations

from hqgraph.asking.accounts import DOCUMENT_WANTS
from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import Want, Within
from hqgraph.asking.refusal import RefusalError
from hqgraph.messages import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer


def shared(state: Composer) -> None:
    """邻水县、巫山县和贵德县的医保局: all the regions belong to the body."""
    for place, body in enumerate(state.found):
        at = place - 2
        while body.sort == "agency" and body.region and at >= 0:
            region, conj = state.found[at : at + 2]
            if region.sort != "region" or conj.sort != "conj":
                break
            body.region = (*region.use().iris, *body.region)
            body.text = f"{region.text}{conj.text}{body.text}"
            region.sort, at = "shared", at - 2
        named = body.also.get("named", ()) if at < place - 2 else ()
        if named:
            known = state.lexicon.names.agencies
            body.iris = tuple(iri for iri in named if known[iri].region in body.region)


def constrain(state: Composer) -> None:
    """Take the regions that stand alone; several are alternatives."""
    kept: list[Piece] = []
    for piece in state.of("region"):
        if not _of_a_task(state.found, piece) and (
            _excepted_too(state.found, piece) or state.negated(piece)
        ):
            state.add(Within(piece.iris, piece.text, inside=True), negated=True)
            state.shut.update(piece.iris)
        else:
            kept.append(piece)
        piece.use()
    if kept:
        iris = tuple(dict.fromkeys(iri for piece in kept for iri in piece.iris))
        _scope(state, iris, "、".join(piece.text for piece in kept))


def _excepted_too(found: list[Piece], region: Piece) -> bool:
    """Tell whether a region is a further one of 除了甲、乙和丙: none of them is meant."""
    solid = [p for p in found[: found.index(region)] if p.sort != "filler"]
    joined = False
    while len(solid) > 1 and (solid[-2].sort, solid[-1].sort) == ("region", "conj"):
        joined = joined or solid[-1].value in {"and", "or"}
        solid = solid[:-2]
    return joined and bool(solid) and solid[-1].sort == "except"


def _of_a_task(found: list[Piece], region: Piece) -> bool:
    """Tell whether a task is named right after its region: 没有参与甲县任务20的部门.

    Raises RefusalError for 除了甲县任务20, which does not say where else to look.
    """
    place = found.index(region)
    after = [p for p in found[place + 1 :] if p.sort != "filler" and p.value != "task"][:1]
    before = [p for p in found[:place] if p.sort not in {"filler", "do"}][-2:]
    if not after or not before or after[0].sort not in {"task", "ordinal"}:
        return False
    if before[-1].sort == "except":
        raise RefusalError("asking.left", words=before[-1].text)
    return [p.sort for p in before] in (["neg", "role"], ["neg", "verb"])


def _scope(state: Composer, iris: tuple[str, ...], words: str) -> None:
    """Keep to the regions; say so where their own documents are not there but lower ones are."""
    wide = state.wide(iris)
    own = state.own(iris)
    if state.focus.want not in DOCUMENT_WANTS and not any(
        state.lexicon.names.inside(region, iris) for region in own
    ):
        raise RefusalError("asking.no-region", name=words)
    levels = [p for p in state.found if p.sort in {"level", "every"}]
    if wide and not own & set(iris) and not levels:
        if state.focus.want in {Want.TARGET, Want.DEADLINE}:
            raise RefusalError("asking.no-own", name=words)
        state.notes.append(say("asking.note.inside", name=words))
    places = state.lexicon.names.places_in(iris) if wide else ()
    state.add(Within(iris, words, inside=wide, places=places))
