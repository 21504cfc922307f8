"""Every word accounted for: what only says again what is understood, and what is left over."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import Form, Not, Want
from hqgraph.asking.refusal import RefusalError
from hqgraph.messages import say

if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer

DOCUMENT_WANTS = {Want.DOCUMENT, Want.ISSUED, Want.ISSUER, Want.NUMBER}
_LIGHT = {"filler", "list", "extra", "every"}
_OF_TASKS = {
    "TaskIs",
    "Charged",
    "Mentions",
    "TitleHas",
    "ThemeIs",
    "Programme",
    "TargetIs",
    "HasTarget",
}
_BY_VALUE = {"最高", "最大", "最低", "最小", "最重"}
_DUTY = {"要", "由", "需", "须", "应", "应当", "需要", "必须", "要求由"}
_EACH = {"分别", "各", "各自", "各个", "各县", "各地", "每个", "各区县", "各县区", "各市县"}


def account(state: Composer) -> None:
    """Account for the words that say again what is understood already."""
    kinds = {type(item.inner if isinstance(item, Not) else item).__name__ for item in state.where}
    focus = state.focus
    allowed = _sayable(state, kinds)
    measured = focus.want is Want.TARGET or bool(kinds & {"TargetIs", "HasTarget"})
    made = measured or bool(kinds & {"TitleHas", "ThemeIs", "TaskIs", "Numbered", "Programme"})
    for piece in state.of("do"):
        assigned = "Charged" not in kinds
        allowed_do = {"do": True, "make": made, "new": measured, "assign": assigned}
        if allowed_do[piece.value]:
            piece.use()
    for piece in state.found:
        said = piece.sort == "verb" and allowed.get(piece.value, False)
        if said or (piece.sort == "noun" and _says_again(state, piece, kinds)):
            piece.use()
    if focus.form is Form.WHETHER:
        for piece in state.of("yes"):
            piece.use()
    if focus.form in {Form.MOST, Form.LEAST}:
        for piece in state.of("count"):
            piece.use()
    _numerals(state)


def _sayable(state: Composer, kinds: set[str]) -> dict[str, bool]:
    """Return which kinds of verbs only say again what the constraints hold already."""
    focus = state.focus
    timed = bool(kinds & {"Due", "DeadlineKind"}) or focus.want is Want.DEADLINE
    timed = timed or focus.form in {Form.FIRST, Form.LAST}
    documents = focus.want in DOCUMENT_WANTS
    named = bool(
        kinds
        & {
            "Mentions",
            "Programme",
            "TitleHas",
            "ThemeIs",
            "TaskIs",
            "Charged",
            "TargetIs",
            "HasTarget",
        }
    )
    named = named or focus.want in {Want.HOSPITAL, Want.AGENCY}
    return {
        "complete": (timed or _to_do(state, kinds)) and not _undone(state),
        "issue": documents,
        "mention": named or focus.want is Want.TARGET,
        "about": named or documents or "DeadlineKind" in kinds,
        "base": "Linked" in kinds,
        "cite": "Linked" in kinds,
        "implement": "Linked" in kinds or focus.want in {Want.TASK, Want.AGENCY, Want.DEADLINE},
    }


def _to_do(state: Composer, kinds: set[str]) -> bool:
    """Tell whether 完成 only says that a body has tasks: 由它完成, 它要完成, not 它完成了."""
    said = {piece.text for piece in state.found if piece.sort == "filler"}
    duty = bool(said & _DUTY) and "了" not in said and state.focus.form is not Form.WHETHER
    return duty and "Charged" in kinds


def _undone(state: Composer) -> bool:
    """Tell whether 没有完成 is said, of which the documents know nothing."""
    pairs = pairwise(state.found)
    return any(a.sort == "neg" and b.sort == "verb" and b.value == "complete" for a, b in pairs)


def _any(state: Composer) -> None:
    """Refuse 任何 but after 没有: 没有任何医院."""
    for place, piece in enumerate(state.found):
        if piece.text == "任何" and not any(p.sort == "neg" for p in state.found[:place]):
            raise RefusalError("asking.left", words=piece.text)


def _numerals(state: Composer) -> None:
    """Take 三家 and 五个地区 where so many bodies are named, or so many regions were read."""
    for piece in state.of("numeral"):
        after = [p for p in state.found if p.start > piece.start and p.sort != "unit"]
        bodies = [p for p in state.found if p.sort == "agency" and p.start < piece.start]
        regions = {i for p in state.found if p.sort in {"region", "shared"} for i in p.iris}
        read = {d.region for d in state.lexicon.names.documents.values() if d.read}
        noun = after[0].value if after and after[0].sort == "noun" else ""
        many = len(regions or read) if noun == "region" else len(bodies)
        if noun in {"", "agency", "region"} and many == int(piece.value):
            piece.use()
            if noun:
                after[0].use()


def _says_again(state: Composer, piece: Piece, kinds: set[str]) -> bool:
    """Tell whether a noun only names the sort of what stands beside it."""
    sort, _, role = piece.value.partition(":")
    want, form = state.focus.want, state.focus.form
    documents = want in DOCUMENT_WANTS
    counted = form in {Form.MOST, Form.LEAST}
    bodies = kinds & {"Charged", "AgencyIs", "Assigned"}
    if role:
        return bool(bodies) or want is Want.AGENCY or (counted and want is Want.TASK)
    return {
        "task": not documents or counted or bool(kinds & _OF_TASKS),
        "agency": (counted and want is Want.TASK) or bool(bodies),
        "document": documents or bool(kinds & {"InDocument", "Linked"}),
        "hospital": "Mentions" in kinds,
        "target": want is Want.TARGET or bool(kinds & {"TargetIs", "HasTarget"}),
        "theme": bool(kinds & {"ThemeIs", "TitleHas"}),
        "title": "TitleHas" in kinds,
        "deadline": bool(kinds & {"Due", "DeadlineKind"}),
    }.get(sort, False)


def check(state: Composer) -> None:
    """Refuse the question when a word of it is not accounted for, or nothing is asked of it."""
    light = _LIGHT | {"unit", "reach", "conj", "outside"}
    rest = [p for p in state.found if not p.used and p.sort not in light]
    if rest:
        raise RefusalError("asking.left", words="、".join(piece.text for piece in rest))
    joint = [p for p in state.found if p.sort == "conj" and p.value == "joint" and not p.used]
    if joint and len([p for p in state.found if p.sort == "region"]) > 1:
        raise RefusalError("asking.left", words=joint[0].text)
    if not state.where and state.focus.noun is None:
        raise RefusalError("asking.no-focus")
    _any(state)
    _check_sense(state)
    _check_form(state)


def _check_sense(state: Composer) -> None:
    """Refuse what the graph cannot mean: the hospitals that there are, a body's documents."""
    focus = state.focus
    sorts = {piece.sort for piece in state.found}
    mentions = any(p.sort == "verb" and p.value == "mention" for p in state.found)
    tasks = any(p.sort == "noun" and p.value == "task" for p in state.found)
    if focus.want is Want.HOSPITAL and not (mentions or tasks or sorts & {"task", "document"}):
        raise RefusalError("asking.hospitals")
    kinds = {type(item).__name__ for item in state.where}
    duties = "Charged" in kinds and "role" in sorts and not tasks
    if focus.want is Want.DOCUMENT and focus.kind == "document" and duties:
        raise RefusalError("asking.left", words=focus.noun.text if focus.noun else "")


def _check_form(state: Composer) -> None:
    """Refuse 最多 and 最早 of what cannot be counted or dated; count each where 分别 is said."""
    focus = state.focus
    kinds = {type(item).__name__ for item in state.where}
    sup = next((p for p in state.found if p.sort == "sup"), None)
    if sup is not None and focus.form in {Form.MOST, Form.LEAST}:
        tasks = any(p.sort == "noun" and p.value == "task" for p in state.found)
        bodies = any(p.sort == "noun" and p.value.startswith("agency") for p in state.found)
        countable = {
            Want.AGENCY: True,
            Want.HOSPITAL: True,
            Want.DOCUMENT: tasks and "TargetIs" not in kinds,
            Want.TASK: bodies,
        }
        heavy = sup.text == "最重" and tasks and focus.want is Want.AGENCY
        compared = sup.value in {"more", "fewer"} and "AgencyIs" not in kinds
        if (
            compared
            or (sup.text in _BY_VALUE and not heavy)
            or not countable.get(focus.want, False)
        ):
            raise RefusalError("asking.left", words=sup.text)
    dated = focus.want in {Want.TASK, Want.DOCUMENT, Want.DEADLINE}
    if sup is not None and focus.form in {Form.FIRST, Form.LAST} and not dated:
        raise RefusalError("asking.left", words=sup.text)
    if focus.form in {Form.FIRST, Form.LAST} and focus.want is Want.DOCUMENT:
        state.notes.append(say("asking.note.loaded"))
    each = any(p.sort in {"conj", "level", "every"} and p.text in _EACH for p in state.found)
    if focus.form is Form.COUNT and each:
        focus.form = Form.COUNT_EACH
