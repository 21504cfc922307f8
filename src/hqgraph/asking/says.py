"""What the text says word for word, and what two regions both have."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hqgraph.asking.loose import squeeze
from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import AnyOf, Constraint, Form, Says, Shared, TargetIs, Want, Within
from hqgraph.messages import say

if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer

_SAYING = tuple("提写讲谈说点载")
_WORDS = {"topic", "target", "programme", "quote"}
_TAKING_UP = {"落实", "承接", "细化", "贯彻", "执行"}
_WANTS = {Want.TASK, Want.AGENCY, Want.MEASURE, Want.DOCUMENT}


def said(state: Composer) -> None:
    """Take words right after 提到, 写到: whatever name they are, the text is searched for them."""
    if state.focus.want not in _WANTS:
        return
    for piece in state.of(*_WORDS):
        if _after_saying(state, piece):
            negated = state.negated(piece.use())
            state.add(_written(state, piece), negated=negated)


def _after_saying(state: Composer, piece: Piece) -> bool:
    before = [p for p in state.found if p.start < piece.start and p.sort != "filler"]
    word = before[-1].text if before and before[-1].sort == "verb" else ""
    return word.startswith(_SAYING) and not word.startswith("提出")


def _written(state: Composer, piece: Piece) -> Constraint:
    """Return the words as text; of an indicator's name also the targets of that name."""
    own = state.focus.want is Want.MEASURE
    text = Says(piece.text, f"“{piece.text}”", own)
    wanted = {squeeze(name) for name in piece.also.get("indicator", ())}
    names = state.lexicon.names
    found = (target for name in wanted for target in names.targets_with(name))
    named = {target.iri for target in found if squeeze(target.indicator) in wanted}
    if own or not named or state.focus.want is Want.DOCUMENT:
        return text
    return AnyOf((text, TargetIs(tuple(sorted(named)), piece.text)))


def shared(state: Composer) -> None:
    """Read 两地都有的任务, and 甲有而乙没有的任务: by title, and by the tasks' alignment."""
    if state.focus.want is not Want.TASK or any(p.sort == "agency" for p in state.found):
        return
    if _taken_up(state) or _had_by_one(state):
        return
    joint = [p for p in state.of("conj") if p.value == "joint"]
    regions = [p for p in state.of("region") if p.iris]
    if not joint or len(regions) == 1 or not regions:
        return
    joint[0].use()
    for piece in regions:
        state.add(Shared(piece.iris, state.named(piece.iris)))
    if state.focus.form is Form.COUNT:
        state.focus.form = Form.COUNT_EACH
    state.notes.append(say("asking.note.shared"))


def _taken_up(state: Composer) -> bool:
    """Read 甲的任务有哪些没有落实到乙, 乙的任务哪些对应甲的任务: by title, and by alignment.

    The region after the verb is the one beside whose tasks the others are held.
    """
    verbs = [p for p in state.of("verb") if p.value == "match" or p.text in _TAKING_UP]
    regions = [p for p in state.of("region") if p.iris]
    after = [p for p in regions if verbs and p.start > verbs[0].start]
    before = [p for p in regions if verbs and p.start < verbs[0].start]
    asked = [p for p in state.found if p.sort == "wh" and after and p.start > after[0].start]
    if len(verbs) != 1 or len(after) != 1 or not before or asked:
        return False
    if not _reaches(state, verbs[0], after[0]):
        return False
    iris = tuple(dict.fromkeys(iri for piece in before for iri in piece.use().iris))
    there = after[0].use()
    negated = state.negated(verbs[0].use())
    for word in state.of("rel"):
        if word.text == "到" and verbs[0].start < word.start < there.start:
            word.use()
    state.add(Within(iris, state.named(iris)))
    state.add(Shared(there.iris, state.named(there.iris)), negated=negated)
    state.shut.update(there.iris)
    state.notes.append(say("asking.note.shared"))
    return True


def _reaches(state: Composer, verb: Piece, region: Piece) -> bool:
    """Tell whether nothing but 到 and 了 stands between the verb and the region."""
    between = [p for p in state.found if verb.start < p.start < region.start]
    return all(p.sort == "filler" or p.text == "到" for p in between)


def _had_by_one(state: Composer) -> bool:
    """Read 甲有而乙没有的任务: the region right before 没有 is the one that has not."""
    solid = [p for p in state.found if p.sort not in {"filler", "mark"}]
    lacking = [
        (a, b)
        for a, b in pairwise(solid)
        if a.sort == "region" and b.sort == "neg" and not b.used and b.text in {"没有", "无", "没"}
    ]
    others = [p for p in solid if p.sort == "region" and all(p is not a for a, _ in lacking)]
    if len(lacking) != 1 or not others:
        return False
    region, word = lacking[0]
    region.use()
    word.use()
    for piece in solid:
        if piece.sort == "conj" and piece.value == "but":
            piece.use()
    iris = tuple(dict.fromkeys(iri for piece in others for iri in piece.iris))
    state.add(Within(iris, state.named(iris)))
    for piece in others:
        piece.use()
    state.add(Shared(region.iris, state.named(region.iris)), negated=True)
    state.shut.update(region.iris)
    state.notes.append(say("asking.note.shared"))
    return True
