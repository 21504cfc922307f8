"""Documents and what they rest on: 依据, 落实, 引用, 上位, 下位, and which document is meant."""

from __future__ import annotations

from itertools import pairwise

from hqgraph.asking import both
from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import Form, InDocument, Linked, TitledWith, Want, Within
from hqgraph.asking.refusal import RefusalError
from hqgraph.messages import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer

_VERBS = {
    "base": "based-on",
    "implement": "implements",
    "cite": "cites",
    "cited": "cites",
    "mention": "cites",
}
_AS_BASIS = {"作为依据", "作为制定依据", "当作依据", "为依据", "作依据", "当依据", "作为根据"}
_TAKING = {"把", "将", "以", "拿", "用"}
_NOUNS = {"basis": "based-on", "cited": "cites", "lower": "implements"}


def of_tasks(state: Composer) -> None:
    """Take the documents whose tasks are asked for; several are alternatives."""
    found = state.of("document")
    for piece in found:
        piece.use()
        if not piece.iris:
            raise RefusalError("asking.no-document", name=piece.text)
    known = state.lexicon.names.documents
    stated = state.focus.want not in {Want.DOCUMENT, Want.ISSUED, Want.ISSUER, Want.NUMBER}
    for piece in found:
        if stated and not any(known[iri].read for iri in piece.iris):
            raise RefusalError("asking.unread", name=piece.text)
    if found:
        iris = tuple(dict.fromkeys(iri for piece in found for iri in piece.iris))
        state.add(InDocument(iris, "、".join(piece.text for piece in found)))


def documents(state: Composer) -> None:
    """Constrain wanted documents, or those whose date, number or issuer is wanted."""
    focus = state.focus
    named = state.of("document")
    for piece in named:
        if not piece.iris and focus.noun is not None:
            raise RefusalError("asking.no-document", name=piece.text)
    if focus.noun is not None and focus.noun.sort == "docform":
        state.add(TitledWith(focus.noun.value, focus.noun.text))
    if focus.want is not Want.DOCUMENT:
        _attributes(state, named)
        return
    _of_a_form(state)
    verb = _verb(state)
    other = _said_of(state, named) if verb is None else None
    if verb is None and focus.kind in _NOUNS:
        relation, inverse = _NOUNS[focus.kind], focus.kind != "lower"
        inverse = inverse != _whose(state, named)
    elif other is not None:
        relation, inverse = _NOUNS[other.value], other.value == "lower"
        inverse = inverse != (other.start > named[0].start)
    elif verb is None:
        of_tasks(state)
        return
    else:
        relation = _VERBS[verb.use().value]
        if relation == "cites" and focus.kind in {"basis", "lower"}:
            relation = _NOUNS[focus.kind]
        inverse = focus.form is not Form.WHETHER and _named_relies(state, verb)
    _link(state, named, relation, inverse=inverse)


def _of_a_form(state: Composer) -> None:
    """Take the form of the documents that are wanted: 以它为依据的通知是哪个县发的."""
    for before, piece in pairwise(state.found):
        if piece.sort == "docform" and not piece.used and before.text.endswith("的"):
            state.add(TitledWith(piece.use().value, piece.text))


def of_an_issuer(state: Composer) -> bool:
    """Tell whether a body is whose document another rests on: 它贯彻的国务院办公厅文件."""
    linked = any(isinstance(item, Linked) for item in state.where)
    duties = any(
        p.sort == "role" or (p.sort == "noun" and p.value.partition(":")[0] in {"task", "agency"})
        for p in state.found
    )
    return linked and state.focus.want is Want.DOCUMENT and not duties


def _whose(state: Composer, named: list[Piece]) -> bool:
    """Tell whether it is asked whose basis a named document is: 它是谁的上位依据."""
    asking, noun = state.focus.asking, state.focus.noun
    if asking is None or noun is None or not named or named[0].start > asking.start:
        return False
    between = [p.text for p in state.found if asking.start < p.start < noun.start]
    return bool(between) and between[-1] == "的"


def _said_of(state: Composer, named: list[Piece]) -> Piece | None:
    """Return the noun of 依据是它的文件, said of the documents that are wanted.

    Raises RefusalError where it stands after the named one: 它的上位文件的文件; but
    not in 哪份文件是它的上位文件.
    """
    other = [p for p in state.found if p.sort == "noun" and p.value in _NOUNS]
    other = [p for p in other if p is not state.focus.noun]
    if not other or not named:
        return None
    if other[0].start > named[0].start and not _equated(state, named[0]):
        raise RefusalError("asking.left", words=other[0].text)
    return other[0]


def _equated(state: Composer, named: Piece) -> bool:
    """Tell whether 哪份文件是 stands right before a named document."""
    before = [p for p in state.found if p.start < named.start]
    return 0 <= state.focus.place < named.start and bool(before) and before[-1].text == "是"


def _attributes(state: Composer, named: list[Piece]) -> None:
    """The document whose date, number or issuer is wanted must be named, or its region."""
    regional = any(isinstance(item, Within) for item in state.where)
    if not named and not regional:
        raise RefusalError("asking.no-document-said")
    of_tasks(state)


def _verb(state: Composer) -> Piece | None:
    """Return the verb that links documents: 依据, 落实, 引用."""
    said = any(p.sort == "document" and p.iris for p in state.found)
    found = [p for p in state.of("verb") if p.value in _VERBS and (said or p.value != "mention")]
    nouns = [p for p in state.of("noun") if p.value in _NOUNS and p is not state.focus.noun]
    for piece in nouns:
        piece.use()
    return found[0] if found else None


def _named_relies(state: Composer, verb: Piece) -> bool:
    """Tell whether the named document relies on the wanted one, or the other way round.

    Whichever stands last before the verb relies on the other: 它依据哪些文件, 哪些文件依据它,
    它被哪些文件引用, 哪份文件是它的依据. What stands after the verb alone is relied on, and
    what stands after 把 or 以: 哪份文件把它作为依据.
    """
    if verb.text == "出现":
        return False
    before = [p for p in state.found if p.start < verb.start and p.sort in {"document", "region"}]
    if verb.text in _AS_BASIS and (taken := _taken(state, before, verb)) is not None:
        return taken
    wanted = state.focus.place
    named = max((p.start for p in before), default=-1)
    if wanted == -1 or wanted > verb.start:
        return named >= 0
    return named > wanted


def _taken(state: Composer, before: list[Piece], verb: Piece) -> bool | None:
    """Tell who relies on whom where 把 or 以 says what is taken as basis; None without them.

    Raises RefusalError for 它作为依据的文件, which may be read either way.
    """
    asking = state.focus.asking
    for piece, relies in ((asking, True), (before[-1] if before else None, False)):
        place = state.found.index(piece) if piece is not None else 0
        if place and state.found[place - 1].text in _TAKING:
            return relies
        if place and piece is asking and state.found[place - 1].text == "被":
            return False
    after = [p for p in state.found if asking is not None and asking.start < p.start < verb.start]
    if taking := [p for p in after if p.text in _TAKING]:
        taking[0].use()
        return False  # 它有哪份文件拿来当依据
    if verb.text.startswith(("作", "当")) and before:
        raise RefusalError("asking.left", words=verb.text)
    return None


def _link(state: Composer, named: list[Piece], relation: str, *, inverse: bool) -> None:
    """Link the wanted documents to the named ones, or to those read of the region."""
    documents = state.lexicon.names.documents
    iris = tuple(dict.fromkeys(iri for piece in named for iri in piece.use().iris))
    words = "、".join(piece.text for piece in named)
    regions = [item for item in state.where if isinstance(item, Within)]
    if state.focus.form is Form.WHETHER and len(named) == 2:
        state.add(InDocument(named[0].iris, named[0].text))
        iris, words = named[1].iris, named[1].text
    if not iris:
        for item in regions:
            state.where.remove(item)
        here = {region for item in regions for region in item.regions}
        iris = _read_in(state, here)
        words = "、".join(item.words for item in regions)
    if not iris and not named and not regions and (any_ := _any_document(state)):
        passive, negated = any_
        state.add(Linked(relation, (), passive, say("asking.read.any-document")), negated=negated)
        return
    if not iris:
        raise RefusalError("asking.no-document-said")
    traced = [piece for piece in state.found if piece.sort == "trace"]
    for piece in traced:
        piece.use()
    if traced and relation != "cites":
        relation = "derives-from"
    elif relation == "implements":
        relation = "based-on"
    unread = not any(documents[iri].read for iri in iris)
    if relation == "based-on" and unread and (inverse or not _stated(state, iris)):
        relation = "implements"
        state.notes.append(say("asking.note.catalogue"))
    joint = both.joint(state)
    placed = [p for p in state.found if p.sort == "region"] if not named else []
    if joint and len(named or placed) > 1 and state.focus.form is not Form.WHETHER:
        for piece in joint:
            piece.use()
        for piece in named or placed:
            own = piece.iris if named else _read_in(state, set(piece.iris))
            state.add(Linked(relation, own, inverse, piece.text))
        return
    state.add(Linked(relation, iris, inverse, words), negated=not inverse and _not_linked(state))


def _not_linked(state: Composer) -> bool:
    """Tell whether 没有 stands right before the verb: 哪些文件没有引用它; takes that word."""
    for word, verb in pairwise([p for p in state.found if p.sort != "filler"]):
        if word.sort == "neg" and verb.sort == "verb" and verb.value in _VERBS:
            word.use()
            return state.focus.form is not Form.WHETHER
    return False


def _any_document(state: Composer) -> tuple[bool, bool] | None:
    """Tell whether any document will do, passively, and denied: 被引用了, 没有引用任何文件.

    None where nothing says so: 哪些文件引用了 leaves out what.
    """
    verb = next((p for p in state.found if p.sort == "verb" and p.value in _VERBS), None)
    if verb is None or state.focus.form is Form.WHETHER:
        return None
    place = state.found.index(verb)
    before = [p for p in state.found[:place] if p.sort != "filler" or p.text == "被"]
    after = [p for p in state.found[place + 1 :] if p.sort not in {"filler", "unit"}]
    denied = bool(before) and before[-1].sort == "neg"
    passive = any(p.text == "被" and p.start > state.focus.place for p in before)
    passive = passive and before[-1].text in {"被", "没有", "没", "未"}
    rest = [p for p in after if p is not state.focus.noun and p is not state.focus.asking]
    if passive and not rest:
        negated = [p for p in before if p.sort == "neg"]
        for piece in negated:
            piece.use()
        return True, bool(negated)
    every = bool(rest) and (rest[0].text == "任何" or rest[0].text[0] in "别其")
    if len(rest) == 2 and every and rest[1].value == "document":
        for piece in rest:
            piece.use()
        if denied:
            before[-1].use()
        return False, denied
    return None


def _read_in(state: Composer, regions: set[str]) -> tuple[str, ...]:
    """Return the documents of some regions that were read."""
    return tuple(d.iri for d in state.lexicon.names.documents_in(regions) if d.read)


def _stated(state: Composer, iris: tuple[str, ...]) -> bool:
    """Tell whether a document that was read says that it rests on one of these."""
    return any(iri in state.lexicon.names.bases for iri in iris)
