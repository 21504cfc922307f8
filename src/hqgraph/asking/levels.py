"""Which administrative level is meant: 省级, 县, and 市级 under a 市 that is a province in rank."""

from __future__ import annotations

from hqgraph.asking.query import AnyOf, Constraint, Linked, OfLevel, Want
from hqgraph.asking.refusal import RefusalError
from hqgraph.messages import say

_LOCAL = "地方"
"""How 地方文件 begins: a document of any level but the national one."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer


def constrain(state: Composer) -> None:
    """Take the words for levels; several are alternatives.

    Raises RefusalError for 省级 of targets, which belongs to what is measured.
    """
    noun = state.focus.noun
    if noun is not None and noun.sort == "level":
        state.add(OfLevel(_level(state, noun.value), noun.text))
    for piece in state.found:
        if piece.sort == "noun" and piece.value == "document" and piece.text.startswith(_LOCAL):
            state.add(OfLevel("nation", say("asking.read.nation")), negated=True)
    placed = state.focus.want is Want.TARGET and any(p.sort == "region" for p in state.found)
    said: list[Constraint] = []
    for piece in state.of("level"):
        if placed and piece.text.endswith("级"):
            raise RefusalError("asking.left", words=piece.text)
        said.append(OfLevel(_level(state, piece.use().value), piece.text))
    if len(set(said)) > 1:
        state.add(AnyOf(tuple(said)))
        state.each = "level"
    else:
        state.where.extend(said)


def _level(state: Composer, value: str) -> str:
    level = value.partition(":")[0]
    return "province" if level == "city" and _is_municipal(state) else level


def _is_municipal(state: Composer) -> bool:
    """Tell whether a document is named that lies in 重庆市 or its like, a 市 and a province."""
    names = state.lexicon.names
    linked = (item for item in state.where if isinstance(item, Linked) and item.inverse)
    places = {names.documents[iri].region for item in linked for iri in item.documents}
    above = {upper for place in places if place for upper in names.regions[place].above}
    known = (names.regions[iri] for iri in above if iri in names.regions)
    return any(region.level == "province" and region.names[0][-1] == "市" for region in known)
