"""Who has a part in what: bodies of a question, their roles, 共同 or 除了."""

from __future__ import annotations

from hqgraph.asking import links, unnamed, verbs
from hqgraph.asking.bodies import called, excluded, inherit, meant_by, spoken
from hqgraph.asking.partners import partners
from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import (
    AgencyIs,
    CalledSo,
    Charged,
    EachOf,
    Form,
    InDocument,
    IssuedBy,
    OnlyBy,
    Want,
    Within,
)
from hqgraph.asking.refusal import RefusalError
from hqgraph.asking.wanted import NAMED_ROLES, ROLES
from hqgraph.messages import say
from hqgraph.records import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer

_SUMS = ("一共", "总共", "合计", "总计", "合起来", "加起来", "总数")
_TASK_WANTS = {Want.TASK, Want.DEADLINE, Want.HOSPITAL, Want.TARGET, Want.DOCUMENT}


def constrain(state: Composer) -> None:
    """Make constraints of all bodies that a question names."""
    found = state.of("agency")
    if not found:
        unnamed.constrain(state)
        return
    inherit(state, found)
    known = len(state.notes)
    meant = [(piece, meant_by(state, piece)) for piece in found]
    for piece, _ in meant:
        piece.use()
    if state.focus.want is Want.AGENCY:
        partners(state, meant)
        return
    issue = any(p.sort == "verb" and p.value == "issue" for p in state.found)
    if links.of_an_issuer(state):
        issue = True
        del state.notes[known:]  # of several 省政府办公厅 the document tells which
    if state.focus.want in {Want.ISSUED, Want.NUMBER} or (
        state.focus.want is Want.DOCUMENT and issue
    ):
        for piece, iris in meant:
            state.add(IssuedBy(iris, spoken(piece, iris, state)), negated=excluded(state, piece))
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
    named = any(isinstance(item, AgencyIs) for item in state.where)
    known = NAMED_ROLES if named else ROLES
    return known.get(said, known["any"])


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
        words = spoken(piece, iris, state)
        if excluded(state, piece):
            _shut_out(state, piece, Charged(iris, NAMED_ROLES[role], words), role)
        else:
            kept.append((piece, iris, role))
    for item in state.found:
        if item.sort == "role" or (item.sort == "noun" and ":" in item.value):
            item.use()
    _only(state, kept)
    if len(kept) > 1 and "each" in conj and state.focus.form is Form.COUNT:
        _count_each(state, kept)
        return
    if len(kept) > 1 and "joint" not in conj and not conj & {"or", "each"} and _summed(state):
        state.notes.append(say("asking.note.summed"))
        conj.add("or")
    if len(kept) > 1 and conj & {"or", "each"} and "joint" not in conj:
        iris = tuple(dict.fromkeys(iri for _, found, _ in kept for iri in found))
        words = say("asking.read.or").join(spoken(piece, found, state) for piece, found, _ in kept)
        state.add(Charged(iris, NAMED_ROLES[kept[0][2]], words))
        return
    if len(kept) > 1 and "joint" not in conj and len({role for *_, role in kept}) == 1:
        state.notes.append(say("asking.note.joint"))
    for piece, iris, role in kept:
        if names := called(state, piece, iris):
            state.add(CalledSo(iris, NAMED_ROLES[role], names, "、".join(names)))
        state.add(Charged(iris, NAMED_ROLES[role], spoken(piece, iris, state)))


def _summed(state: Composer) -> bool:
    """Tell whether 甲和乙一共几项 is asked: what either of them has, counted once."""
    words = {p.text for p in state.found if p.sort in {"count", "filler"}}
    return state.focus.form is Form.COUNT and any(word.startswith(_SUMS) for word in words)


def _shut_out(state: Composer, piece: Piece, part: Charged, role: str) -> None:
    """Keep to tasks that a body has no part in; who does not lead has another part in it.

    Its region, where nothing else tells of one, is where its tasks would be.
    """
    if not any(isinstance(item, Within | InDocument) for item in state.where) and piece.region:
        state.add(Within(piece.region, state.named(piece.region)))
    if role in {"lead", "support"}:
        state.add(replace(part, roles=NAMED_ROLES["any"]))
        state.add(part, negated=True)
    else:
        state.add(replace(part, roles=NAMED_ROLES["any"]), negated=True)


def _count_each(state: Composer, kept: list[tuple[Piece, tuple[str, ...], str]]) -> None:
    """Count the tasks of every body by itself: 甲和乙分别负责几项."""
    roles = {role for *_, role in kept}
    if len(roles) > 1:
        raise RefusalError("asking.left", words="、".join(piece.text for piece, *_ in kept))
    iris = tuple(dict.fromkeys(iri for _, found, _ in kept for iri in found))
    words = "、".join(spoken(piece, found, state) for piece, found, _ in kept)
    state.add(EachOf(iris, NAMED_ROLES[roles.pop()], words))
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


def _only(state: Composer, kept: list[tuple[Piece, tuple[str, ...], str]]) -> None:
    """Keep to tasks that no other body has a part in: 只由甲负责, 甲单独负责."""
    bodies = {id(piece) for piece, *_ in kept}
    light = {"filler", "region"}  # 仅涉及甲 as 仅由甲
    alone = _by_itself(state.found, kept[0][0]) if len(kept) == 1 else None
    solid = [p for p in state.found if p.sort not in light and p.value != "mention"]
    solid = [p for p in solid if p is not alone]
    for place, piece in enumerate(solid):
        beside = solid[max(0, place - 1) : place + 2]
        if piece.sort == "only" and len(kept) > 1 and _one_of(solid[place + 1 :]):
            raise RefusalError("asking.left", words=piece.text)  # 甲和乙只有一家参与
        if piece.sort == "only" and any(id(other) in bodies for other in beside):
            iris = tuple(dict.fromkeys(iri for _, found, _ in kept for iri in found))
            words = "、".join(spoken(body, found, state) for body, found, _ in kept)
            state.add(OnlyBy(iris, f"{piece.use().text} {words}"))
            return
    if alone is not None:
        piece, iris, _ = kept[0]
        state.add(OnlyBy(iris, f"一{alone.text} {spoken(piece, iris, state)}"))


def _by_itself(found: list[Piece], body: Piece) -> Piece | None:
    """Return the 家 of 由甲一家负责, which says that nobody else does."""
    place = found.index(body)
    after = found[place + 1 : place + 4]
    texts = [piece.text for piece in after[:2]]
    part = len(after) > 2 and after[2].sort in {"role", "only"}
    return after[1] if texts in (["一", "家"], ["一", "个"]) and part else None


def _one_of(after: list[Piece]) -> bool:
    """Tell whether 一家 or 一个 follows, one of the bodies that are named."""
    return bool(after) and after[0].sort in {"unit", "numeral", "value"}
