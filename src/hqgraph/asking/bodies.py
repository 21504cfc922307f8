"""Which bodies of the graph a question names: by kind, level and region, and by short names."""

from __future__ import annotations

from hqgraph.asking.named_things import Region
from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import Form, Want
from hqgraph.asking.refusal import RefusalError
from hqgraph.messages import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer

COUNTY_WORDS = "县区"
_BOTH = {"都", "均", "皆"}
_GROUPS = ("小组", "委员会", "会议", "指挥部", "专班")
_OFFICES = ("办", "办公室", "秘书处")
_JOINING = {"and", "or"}
_SHOWN = 6
_MANY = 30
"""So many places a person still reads through."""


def inherit(state: Composer, found: list[Piece]) -> None:
    """A body without a region of its own belongs to the last region said, if the level fits."""
    regions = state.lexicon.names.regions
    last: tuple[str, ...] = ()
    for piece in state.found:
        if piece.sort == "region" and state.shut.issuperset(piece.iris):
            continue
        if piece.sort == "region":
            last = tuple(dict.fromkeys((*last, *piece.iris)))
        elif piece.sort == "agency" and piece.region:
            last = piece.region
        elif piece in found and piece.iris:
            known = state.lexicon.names.agencies
            near = last or state.scope()
            own = tuple(iri for iri in piece.iris if known[iri].region in near)
            piece.iris = own or piece.iris
        elif piece in found:
            near = last or state.scope()
            piece.region = tuple(r for r in near if at_level(regions[r], piece.level))
            piece.value = "inherited"


def meant_by(state: Composer, piece: Piece) -> tuple[str, ...]:
    """Return the bodies that a piece stands for. Raises RefusalError where there are none."""
    names = state.lexicon.names
    if piece.iris:
        return piece.iris
    kinds = piece.also.get("kind", ())
    level = piece.level
    exact = [
        agency
        for agency in names.agencies_of(kinds)
        if agency.level == level or at_level(names.regions.get(agency.region or ""), level)
    ]
    if not piece.region and piece.text[0] in COUNTY_WORDS:
        exact = [a for a in exact if named_so(names.regions.get(a.region or ""), piece.text[0])]
    if piece.region:
        wide = not any(at_level(names.regions[iri], level) for iri in piece.region)
        wide = wide or (piece.value == "inherited" and state.wide(piece.region))
        exact = [
            agency
            for agency in exact
            if (
                names.inside(agency.region, piece.region) if wide else agency.region in piece.region
            )
        ]
    if not exact:
        return _elsewhere(state, piece)
    places = {agency.region for agency in exact}
    if len(places) > 1 and not piece.region and not state.scope():
        known = _placed(state, places)
        state.notes.append(say("asking.note.many", name=piece.text, known=known))
    return tuple(sorted(agency.iri for agency in exact))


def _elsewhere(state: Composer, piece: Piece) -> tuple[str, ...]:
    """Return no body, with a note of where there is one, to 有没有; else refuse, saying so."""
    names = state.lexicon.names
    places = {agency.region for agency in names.agencies_of(piece.also.get("kind", ()))}
    found = [names.regions[p] for p in places if p and p in names.regions]
    known = sorted(r.names[0] for r in found if at_level(r, piece.level))
    if merged := _merged(state, piece):
        return merged
    if not known or not piece.region:
        raise RefusalError("asking.no-agency", name=piece.text)
    where = {"place": state.named(piece.region), "name": piece.text, "known": shown(known)}
    if state.focus.form is not Form.WHETHER:
        raise RefusalError("asking.agency-elsewhere", **where)
    state.notes.append(say("asking.agency-elsewhere", **where).rstrip("。."))
    return ()


def _merged(state: Composer, piece: Piece) -> tuple[str, ...]:
    """Return the one body of a place that serves what is asked after among other things.

    市大数据局 is 市政务服务和大数据局 where the place has no other; says so.
    """
    from hqgraph import gazetteer  # noqa: PLC0415 (only names that no body has need it)

    names = state.lexicon.names
    sought = {kind.rsplit("/", 1)[-1] for kind in piece.also.get("kind", ())}
    found: dict[str, str] = {}
    for agency in names.agencies_of(names.kinds, piece.region):
        for name in agency.names:
            match = gazetteer.match_agency(name)
            if match is not None and sought & set(match.also):
                found.setdefault(agency.iri, min(agency.names, key=len))
    if len(found) != 1:
        return ()
    state.notes.append(say("asking.note.merged", name=piece.text, known=next(iter(found.values()))))
    return tuple(found)


def called(state: Composer, piece: Piece, iris: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of a body that are meant where it goes by those of two organs.

    A 领导小组 and its 办公室 are of one kind in one place, and one body of the graph: who
    names the one does not ask for what is printed of the other. Empty where all are meant.
    """
    known = state.lexicon.names.agencies
    names = {name for iri in iris for name in known[iri].names}
    for own, other in ((_GROUPS, _OFFICES), (_OFFICES, _GROUPS)):
        if piece.text.endswith(own) and any(name.endswith(other) for name in names):
            return tuple(sorted(name for name in names if name.endswith(own)))
    return ()


def shown(names: list[str]) -> str:
    """Return a few of some names, and how many there are."""
    more = say("asking.more", count=len(names)) if len(names) > _SHOWN else ""
    return "、".join(names[:_SHOWN]) + more


def at_level(region: Region | None, level: str | None) -> bool:
    """Tell whether a region's own bodies may be called by the word for a level.

    市 is said in every region that is called so: in 上海市, a province in rank, and in
    义乌市, a county in rank, as in a city between them.
    """
    if level is None or region is None:
        return level is None
    return region.level == level or (level == "city" and region.names[0].endswith("市"))


def named_so(region: Region | None, word: str) -> bool:
    """Tell whether a region may be called 县 or 区 in its own documents."""
    return region is not None and (region.names[0][-1] == "区") == (word == "区")


def excluded(state: Composer, piece: Piece) -> bool:
    """Tell whether tasks of this body are not wanted: 除了它, 它不参与, 没有它, 它以外.

    Raises RefusalError for 没有它以外的部门, which says that it is alone.
    """
    place = state.found.index(piece)
    before = [p for p in state.found[:place] if p.sort != "filler"][-1:]
    beyond = [p for p in state.found[place + 1 : place + 2] if p.sort == "outside"]
    if beyond and before and before[0].sort == "neg":  # 没有甲以外的部门: only 甲
        raise RefusalError("asking.left", words=beyond[0].text)
    if state.negated(piece) or _neither(state.found, place):
        return True
    wanted = state.focus.want is Want.AGENCY
    if _both_denied(state.found, place) or (wanted and _beyond(state.found, place)):
        return True
    for after in state.found[place + 1 :]:
        if after.sort == "outside" and wanted:
            after.use()
            return True
        if after.sort == "neg" and not after.used and _of_its_part(state.found, after):
            check_either(state.found, piece)
            after.use()
            return True
        if after.sort != "filler":
            return False
    return False


def _neither(found: list[Piece], place: int) -> bool:
    """Tell whether a body is the last of 没有甲或乙参与, 除了甲和乙: then neither has a part.

    Raises RefusalError for 没有甲和乙参与, which may deny the part of both or only of the two
    together.
    """
    solid = [p for p in found[: place + 1] if p.sort not in {"filler", "verb"}]
    conj: set[str] = set()
    while len(solid) > 2 and [p.sort for p in solid[-3:]] == ["agency", "conj", "agency"]:
        conj.add(solid[-2].value)
        solid = solid[:-2]
    word = solid[-2] if len(solid) > 1 else None
    if word is None or not conj or word.sort not in {"neg", "except"} or not conj <= _JOINING:
        return False
    if word.sort == "except" or "or" in conj:
        return True
    raise RefusalError("asking.left", words=word.text)


def _both_denied(found: list[Piece], place: int) -> bool:
    """Tell whether a body is one of 甲和乙都没有参与: then neither has a part."""
    solid = [p for p in found[place:] if p.sort != "filler" or p.text in _BOTH]
    while len(solid) > 2 and solid[1].value in _JOINING and solid[2].sort == "agency":
        solid = solid[2:]
    denied = len(solid) > 2 and solid[1].text in _BOTH and solid[2].sort == "neg"
    if denied and _of_its_part(found, solid[2]):
        solid[1].use()
        solid[2].use()
        return True
    return False


def _beyond(found: list[Piece], place: int) -> bool:
    """Tell whether a body is one of 甲和乙以外: neither is meant."""
    solid = [p for p in found[place:] if p.sort != "filler"]
    while [p.sort for p in solid[:3]] == ["agency", "conj", "agency"]:
        solid = solid[2:]
    return solid[0] is not found[place] and [p.sort for p in solid[1:2]] == ["outside"]


def check_either(found: list[Piece], piece: Piece) -> None:
    """Refuse 甲或乙不参与, which may deny the part of one or of both. Raises RefusalError."""
    before = [p for p in found[: found.index(piece)] if p.sort != "filler"][-2:]
    if [p.sort for p in before] == ["agency", "conj"] and before[1].value == "or":
        raise RefusalError("asking.left", words=before[1].text)


def _of_its_part(found: list[Piece], word: Piece) -> bool:
    """Tell 它没有参与 from 它没有期限的任务, where the limit is denied and not its part.

    有甲没有乙 denies the part of the body that follows.
    """
    after = [p for p in found if p.start > word.start and p.sort != "filler"]
    other = {"noun", "aspect", "date", "target", "hospital", "agency"}
    denied = bool(after) and after[0].sort in other
    return not denied or after[0].value.partition(":")[0] == "task"


def spoken(piece: Piece, iris: tuple[str, ...], state: Composer) -> str:
    """Return a body with its regions, as the reading puts it."""
    names = state.lexicon.names
    said = _placed(state, {names.agencies[iri].region for iri in iris})
    bare = piece.text
    return f"{bare}（{said}）" if said else bare


def _placed(state: Composer, places: set[str | None]) -> str:
    """Return the names of regions: of very many a few, and how many there are."""
    regions = state.lexicon.names.regions
    named = [regions[place].names[0] for place in sorted(filter(None, places)) if place in regions]
    more = say("asking.more-places", count=len(named)) if len(named) > _MANY else ""
    return "、".join(named[: _SHOWN if more else None]) + more
