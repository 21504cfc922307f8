"""What the text says word for word, and what two regions both have."""

from __future__ import annotations

from itertools import pairwise

from hqgraph.asking import both, freely
from hqgraph.asking.loose import squeeze
from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import AnyOf, Constraint, Form, Says, Shared, TargetIs, Want, Within
from hqgraph.asking.refusal import RefusalError
from hqgraph.messages import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer

_SAYING = tuple("提写讲谈说点载")
_PUT = ("提", "写", "讲", "谈", "说", "载", "放", "列", "记", "收", "摆", "归", "编", "出现", "见")
"""How the verbs begin that say of words that a text has them."""
_WORDS = {"topic", "target", "programme", "quote"}
_TAKING_UP = {"落实", "承接", "细化", "贯彻", "执行"}
_OWN_CLAUSE = ("没有", "提到", "写到", "涉及", "哪些", "什么", "是否")
"""Words that no text in question is asked to have: they say something of it."""
_FREE_WANTS = {Want.TASK, Want.AGENCY, Want.HOSPITAL, Want.MEASURE, Want.DEADLINE}
_WANTS = {Want.TASK, Want.AGENCY, Want.MEASURE, Want.DOCUMENT}


def free(state: Composer) -> None:
    """Take words that are no known name: what the text of a task must say, to the letter.

    Raises RefusalError where something is wanted that words of the text do not tell.
    """
    for piece in state.of(freely.SORT):
        if any(word in piece.text for word in _OWN_CLAUSE):
            raise RefusalError("asking.unknown", words=piece.text)
        told = state.focus.form is not Form.WHETHER or _beside_telling(state, piece)
        if state.focus.want not in _FREE_WANTS or not told:
            raise RefusalError("asking.unknown", words=piece.text)
        negated = _denied(state, piece.use())
        words = piece.value.split("|")
        own = state.focus.want in {Want.MEASURE, Want.HOSPITAL}
        item = Says(piece.text, f"“{piece.text}”", own, free=True, bare=words[-1])
        state.choose(piece, item, negated=negated)


def _denied(state: Composer, piece: Piece) -> bool:
    """Tell whether tasks are meant that do not say the words.

    Raises RefusalError for 方案没有提它吗: that some task does not say it is no answer.
    """
    negated = state.negated(piece)
    if negated and state.focus.form is Form.WHETHER:
        raise RefusalError("asking.left", words=piece.text)
    return negated


def _beside_telling(state: Composer, piece: Piece) -> bool:
    solid = [p for p in state.found if p.sort != "filler"]
    place = solid.index(piece)
    beside = (*solid[max(0, place - 1) : place], *solid[place + 1 : place + 2])
    return any(p.sort == "verb" and p.value == "mention" for p in beside)


def said(state: Composer) -> None:
    """Take words right after 提到, 写到: whatever name they are, the text is searched for them."""
    if state.focus.want not in _WANTS:
        return
    for piece in state.of(*_WORDS):
        if not piece.used and _before_saying(state, piece):
            _taken_whole(state, piece)
    for piece in state.of(*_WORDS):
        if _after_saying(state, piece):
            negated = _denied(state, piece.use())
            state.add(_written(state, piece), negated=negated)


def _after_saying(state: Composer, piece: Piece) -> bool:
    before = [p for p in state.found if p.start < piece.start and p.sort != "filler"]
    word = before[-1].text if before and before[-1].sort == "verb" else ""
    return word.startswith(_SAYING) and not word.startswith("提出")


def _before_saying(state: Composer, piece: Piece) -> bool:
    """Tell whether words are what tasks say that are asked for after them: 它写进了哪些任务."""
    asking = state.focus.asking
    if state.focus.want is not Want.TASK or asking is None or asking.start < piece.start:
        return False
    after = [p for p in state.found if p.start > piece.start]
    named = any(p.sort in {"agency", "hospital", "region", "document"} for p in after)
    told = [p for p in after if p.sort == "verb" and p.value == "mention"]
    written = bool(told) and told[0].text.startswith(_PUT)
    light = {"filler", "do", "unit", "wh", "noun", "conj", "verb", "count", *_WORDS}
    between = after[: after.index(told[0])] if told else after
    return written and not named and all(p.sort in light for p in between)


def _taken_whole(state: Composer, piece: Piece) -> None:
    """Take words and those right beside them as one: “一站式”服务."""
    place = state.found.index(piece)
    run = [piece.use()]
    for other in state.found[place + 1 :]:
        end = run[-1].start + len(run[-1].text)
        if other.sort not in _WORDS or other.used or other.start - end > len("“”"):
            break
        run.append(other.use())
    text = "".join(part.text for part in run)
    state.choose(piece, Says(text, f"“{text}”") if len(run) > 1 else _written(state, piece))


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
    joint = [p for p in both.joint(state) if not p.used]
    regions = [p for p in state.of("region") if p.iris]
    if not joint or len(regions) == 1 or not regions:
        return
    for piece in joint:
        piece.use()
    titles = [p for p in state.found if p.sort == "noun" and p.value == "title"]
    for piece in titles:
        piece.use()
    for piece in regions:
        state.add(Shared(piece.iris, state.named(piece.iris), bool(titles)))
    if state.focus.form is Form.COUNT:
        state.focus.form = Form.COUNT_EACH
    state.notes.append(say("asking.note.same-titles" if titles else "asking.note.shared"))


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


def _ends_there(after: list[Piece]) -> bool:
    """Tell whether 没有 is said of the task: not 乙没有时限的任务."""
    return not after or after[0].value == "task" or after[0].sort in {"wh", "conj", "count", "yes"}


def _had_by_one(state: Composer) -> bool:
    """Read 甲有而乙没有的任务: the region right before 没有 is the one that has not."""
    solid = [p for p in state.found if p.sort not in {"filler", "mark"}]
    lacking = [
        (a, b)
        for a, b in pairwise(solid)
        if a.sort == "region" and b.sort == "neg" and not b.used and b.text in {"没有", "无", "没"}
    ]
    lacking = [(a, b) for a, b in lacking if _ends_there(solid[solid.index(b) + 1 :])]
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
