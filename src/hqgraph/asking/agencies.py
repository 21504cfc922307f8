"""Who has a part in what: bodies of a question, their roles, 共同 or 除了."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hqgraph.asking import unnamed, verbs
from hqgraph.asking.focus import ROLES
from hqgraph.asking.named_things import Region
from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import (
    AgencyIs,
    Charged,
    EachOf,
    Form,
    InDocument,
    IssuedBy,
    Not,
    OnlyBy,
    Want,
    Within,
)
from hqgraph.asking.refusal import RefusalError
from hqgraph.messages import say
from hqgraph.records import replace

if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer

COUNTY_WORDS = "县区"
_SHOWN = 6
_TASK_WANTS = {Want.TASK, Want.DEADLINE, Want.HOSPITAL, Want.TARGET, Want.DOCUMENT}


def constrain(state: Composer) -> None:
    """Make constraints of all bodies that a question names."""
    found = state.of("agency")
    if not found:
        unnamed.constrain(state)
        return
    _inherit(state, found)
    meant = [(piece, _meant(state, piece)) for piece in found]
    for piece, _ in meant:
        piece.use()
    if state.focus.want is Want.AGENCY:
        _partners(state, meant)
        return
    issue = any(p.sort == "verb" and p.value == "issue" for p in state.found)
    if state.focus.want in {Want.ISSUED, Want.NUMBER} or (
        state.focus.want is Want.DOCUMENT and issue
    ):
        for piece, iris in meant:
            state.add(IssuedBy(iris, _words(piece, iris, state)), negated=_excluded(state, piece))
        return
    if state.focus.want not in _TASK_WANTS:
        raise RefusalError("asking.left", words="、".join(piece.text for piece in found))
    _charged(state, meant)


def wanted_roles(state: Composer) -> tuple[str, ...]:
    """Return the roles in which a wanted body has its part; takes the words that say so."""
    if state.focus.want is not Want.AGENCY:
        return ()
    said = state.focus.noun.value.partition(":")[2] if state.focus.noun else ""
    for piece in state.found:
        if piece.sort == "role":
            piece.use()
            said = said or piece.value
        elif piece.sort == "noun" and ":" in piece.value:
            said = said or piece.value.partition(":")[2]
    return ROLES.get(said, ROLES["any"])


def _inherit(state: Composer, found: list[Piece]) -> None:
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


def _meant(state: Composer, piece: Piece) -> tuple[str, ...]:
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
        known = "、".join(
            sorted(names.regions[p].names[0] for p in places if p and p in names.regions)
        )
        state.notes.append(say("asking.note.many", name=piece.text, known=known))
    return tuple(sorted(agency.iri for agency in exact))


def _elsewhere(state: Composer, piece: Piece) -> tuple[str, ...]:
    """Return no body, with a note of where there is one, to 有没有; else refuse, saying so."""
    names = state.lexicon.names
    places = {agency.region for agency in names.agencies_of(piece.also.get("kind", ()))}
    found = [names.regions[p] for p in places if p and p in names.regions]
    known = sorted(r.names[0] for r in found if at_level(r, piece.level))
    if not known or not piece.region:
        raise RefusalError("asking.no-agency", name=piece.text)
    where = {"place": state.named(piece.region), "name": piece.text, "known": shown(known)}
    if state.focus.form is not Form.WHETHER:
        raise RefusalError("asking.agency-elsewhere", **where)
    state.notes.append(say("asking.agency-elsewhere", **where).rstrip("。."))
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


def _charged(state: Composer, meant: list[tuple[Piece, tuple[str, ...]]]) -> None:
    """Constrain tasks: all bodies together, any of them with 或 and 分别, none after 除了.

    Raises RefusalError where one body hands to another, or has not 和 another a part.
    """
    verbs.check_between(state.found, [piece for piece, _ in meant])
    conj = {piece.value for piece in state.found if piece.sort == "conj"}
    if any(piece.value == "compare" for piece in state.found):
        conj.add("each")
    kept: list[tuple[Piece, tuple[str, ...], str]] = []
    roles = {id(piece): _role(state, piece) for piece, _ in meant}
    for piece, iris in meant:
        role = roles[id(piece)]
        words = _words(piece, iris, state)
        if _excluded(state, piece):
            _shut_out(state, piece, Charged(iris, ROLES[role], words), role)
        else:
            kept.append((piece, iris, role))
    for item in state.found:
        if item.sort == "role" or (item.sort == "noun" and ":" in item.value):
            item.use()
    _only(state, kept)
    if len(kept) > 1 and "each" in conj and state.focus.form is Form.COUNT:
        _count_each(state, kept)
        return
    if len(kept) > 1 and conj & {"or", "each"} and "joint" not in conj:
        iris = tuple(dict.fromkeys(iri for _, found, _ in kept for iri in found))
        words = say("asking.read.or").join(_words(piece, found, state) for piece, found, _ in kept)
        state.add(Charged(iris, ROLES[kept[0][2]], words))
        return
    if len(kept) > 1 and "joint" not in conj and len({role for *_, role in kept}) == 1:
        state.notes.append(say("asking.note.joint"))
    for piece, iris, role in kept:
        state.add(Charged(iris, ROLES[role], _words(piece, iris, state)))


def _shut_out(state: Composer, piece: Piece, part: Charged, role: str) -> None:
    """Keep to tasks that a body has no part in; who does not lead has another part in it.

    Its region, where nothing else tells of one, is where its tasks would be.
    """
    if not any(isinstance(item, Within | InDocument) for item in state.where) and piece.region:
        state.add(Within(piece.region, state.named(piece.region)))
    if role in {"lead", "support"}:
        state.add(replace(part, roles=ROLES["any"]))
        state.add(part, negated=True)
    else:
        state.add(replace(part, roles=ROLES["any"]), negated=True)


def _count_each(state: Composer, kept: list[tuple[Piece, tuple[str, ...], str]]) -> None:
    """Count the tasks of every body by itself: 甲和乙分别负责几项."""
    roles = {role for *_, role in kept}
    if len(roles) > 1:
        raise RefusalError("asking.left", words="、".join(piece.text for piece, *_ in kept))
    iris = tuple(dict.fromkeys(iri for _, found, _ in kept for iri in found))
    words = "、".join(_words(piece, found, state) for piece, found, _ in kept)
    state.add(EachOf(iris, ROLES[roles.pop()], words))
    state.focus.form = Form.COUNT_EACH
    state.each = "agency"


def _role(state: Composer, piece: Piece) -> str:
    """Return the part that a body has: the word after it, else the one before it, else any."""
    place = state.found.index(piece)
    for after in state.found[place + 1 :]:
        if after.sort == "role":
            return _either(state, after)
        if after.sort == "noun" and ":" in after.value:
            return after.value.partition(":")[2]
        if after.sort == "agency" and not _conjoined(state.found, after):
            break
    for before in reversed(state.found[:place]):
        if before.sort == "role":
            return before.value
        if before.sort == "noun" and ":" in before.value:
            return before.value.partition(":")[2]
    return "any"


def _either(state: Composer, first: Piece) -> str:
    """Return the part that 牵头或参与, 负责和配合 mean: any, where two parts are said."""
    place = state.found.index(first)
    joined = state.found[place + 1 : place + 3]
    if [p.sort for p in joined] == ["conj", "role"] and joined[1].value != first.value:
        return "any"
    return first.value


def _conjoined(found: list[Piece], piece: Piece) -> bool:
    place = found.index(piece)
    return place > 0 and found[place - 1].sort == "conj"


def _excluded(state: Composer, piece: Piece) -> bool:
    """Tell whether tasks of this body are not wanted: 除了它, 它不参与, 没有它, 它以外."""
    if state.negated(piece):
        return True
    place = state.found.index(piece)
    for after in state.found[place + 1 :]:
        if after.sort == "outside" and state.focus.want is Want.AGENCY:
            after.use()
            return True
        if after.sort == "neg" and not after.used and _of_its_part(state.found, after):
            after.use()
            return True
        if after.sort != "filler":
            return False
    return False


def _of_its_part(found: list[Piece], word: Piece) -> bool:
    """Tell 它没有参与 from 它没有期限的任务, where the limit is denied and not its part."""
    after = [p for p in found if p.start > word.start and p.sort != "filler"]
    denied = bool(after) and after[0].sort in {"noun", "aspect", "date", "target", "hospital"}
    return not denied or after[0].value.partition(":")[0] == "task"


def _partners(state: Composer, meant: list[tuple[Piece, tuple[str, ...]]]) -> None:
    """Constrain wanted bodies: those beside the named ones, or all but them."""
    conj = [piece for piece in state.found if piece.sort == "conj"]
    whether = state.focus.form is Form.WHETHER
    if _compared(state, meant):
        iris = tuple(dict.fromkeys(iri for _, found in meant for iri in found))
        words = say("asking.read.or").join(_words(piece, found, state) for piece, found in meant)
        state.add(AgencyIs(iris, words))
        return
    for piece, iris in meant:
        words = _words(piece, iris, state)
        if whether:
            state.add(AgencyIs(iris, words))
            continue
        if not _excluded(state, piece):
            if not conj:
                raise RefusalError("asking.left", words=piece.text)
            state.add(Charged(iris, ROLES["any"], words))
        if piece.region:
            state.add(Within(piece.region, state.named(piece.region)))
        state.add(Not(AgencyIs(iris, words)))


def _compared(state: Composer, meant: list[tuple[Piece, tuple[str, ...]]]) -> bool:
    """Tell whether the named bodies are compared with each other: 甲和乙谁的任务多."""
    more = any(piece.sort == "sup" and piece.value in {"more", "fewer"} for piece in state.found)
    asking = state.focus.asking
    after = asking is not None and all(piece.start < asking.start for piece, _ in meant)
    if state.focus.kind == "which" or _one_of_them(state, meant):
        return True
    return (
        more
        and after
        and len(meant) > 1
        and not any(p.sort in {"neg", "except"} for p in state.found)
    )


def _one_of_them(state: Composer, meant: list[tuple[Piece, tuple[str, ...]]]) -> bool:
    """Tell whether 谁 right after the bodies is one of them: 甲县、乙县医保局谁的任务最多."""
    asking = state.focus.asking
    solid = [p for p in state.found if p.sort != "filler" and p.value != "compare"]
    if asking is None or asking.value != "who" or state.focus.form not in {Form.MOST, Form.LEAST}:
        return False
    before = solid[solid.index(asking) - 1]
    last = max((piece for piece, _ in meant), key=lambda piece: piece.start)
    return before is last and sum(len(iris) for _, iris in meant) > 1


def _only(state: Composer, kept: list[tuple[Piece, tuple[str, ...], str]]) -> None:
    """Keep to tasks that no other body has a part in: 只由甲负责, 甲单独负责."""
    bodies = {id(piece) for piece, *_ in kept}
    light = {"filler", "region"}  # 仅涉及甲 as 仅由甲
    solid = [p for p in state.found if p.sort not in light and p.value != "mention"]
    for place, piece in enumerate(solid):
        beside = solid[max(0, place - 1) : place + 2]
        if piece.sort == "only" and any(id(other) in bodies for other in beside):
            iris = tuple(dict.fromkeys(iri for _, found, _ in kept for iri in found))
            words = "、".join(_words(body, found, state) for body, found, _ in kept)
            state.add(OnlyBy(iris, f"{piece.use().text} {words}"))


def _words(piece: Piece, iris: tuple[str, ...], state: Composer) -> str:
    """Return a body with its regions, as the reading puts it."""
    names = state.lexicon.names
    places = sorted({names.agencies[iri].region or "" for iri in iris})
    said = "、".join(names.regions[p].names[0] for p in places if p in names.regions)
    bare = piece.text
    return f"{bare}（{said}）" if said else bare
