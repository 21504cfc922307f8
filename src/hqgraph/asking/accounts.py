"""Every word accounted for: what only says again what is understood."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hqgraph.asking import verbs
from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import (
    AgencyIs,
    AnyOf,
    Assigned,
    Charged,
    Constraint,
    DeadlineKind,
    Due,
    EachOf,
    Form,
    HasTarget,
    InDocument,
    Linked,
    Mentions,
    Not,
    Numbered,
    Programme,
    Safeguard,
    Says,
    Shared,
    TargetDue,
    TargetIs,
    TaskIs,
    ThemeIs,
    TitleHas,
    Want,
)
from hqgraph.messages import say

if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer

DOCUMENT_WANTS = {Want.DOCUMENT, Want.ISSUED, Want.ISSUER, Want.NUMBER}
OF_TASKS = {
    TaskIs, Charged, EachOf, Mentions, TitleHas, ThemeIs, Programme, TargetIs, HasTarget, Says,
    Shared, Safeguard,
}  # fmt: skip
TITLED = {TitleHas, ThemeIs, TaskIs, Numbered, Programme, Says, Safeguard}
_BODIES = {Charged, EachOf, AgencyIs, Assigned}
_PASSIVE = {"被", "给"}
_DUTY = {"要", "由", "需", "须", "应", "应当", "需要", "必须", "要求由"}


def account(state: Composer) -> None:
    """Account for the words that say again what is understood already."""
    kinds = kinds_of(state)
    focus = state.focus
    allowed = _sayable(state, kinds)
    measured = focus.want is Want.TARGET or bool(kinds & {TargetIs, HasTarget})
    made = measured or bool(kinds & TITLED)
    for piece in state.of("do"):
        assigned = not kinds & {Charged, EachOf} or any(p.text in _PASSIVE for p in state.found)
        allowed_do = {"do": True, "make": made, "new": measured, "assign": assigned}
        if allowed_do[piece.value]:
            piece.use()
    for piece in state.found:
        said = piece.sort == "verb" and allowed.get(piece.value, False)
        if said or (piece.sort == "noun" and _says_again(state, piece, kinds)):
            piece.use()
    if focus.form in {Form.WHETHER, Form.SAME}:
        for piece in state.of("yes"):
            piece.use()
    if focus.form in {Form.MOST, Form.LEAST}:
        for piece in state.of("count"):
            piece.use()
    _numerals(state)
    _forms(state)
    _hospital_parts(state, kinds)


def _forms(state: Composer) -> None:
    """Take 清单 apart from its region where each region asked about has one document only."""
    names = state.lexicon.names
    here = [[d for d in names.documents_in((place,)) if d.read] for place in state.scope()]
    if state.focus.want not in DOCUMENT_WANTS and here and all(len(one) == 1 for one in here):
        for piece in state.of("docform"):
            piece.use()


def _hospital_parts(state: Composer, kinds: set[type]) -> None:
    """Read 县医院参与哪些任务 as those that name it, and say so: no document says more."""
    if Mentions not in kinds or kinds & {Charged, EachOf, AgencyIs, Assigned}:
        return
    for piece in state.of("role"):
        if piece.value == "any":
            piece.use()
            state.notes.append(say("asking.note.hospital-part"))


def kinds_of(state: Composer) -> set[type]:
    """Return the classes of all constraints, those inside 不 and 或 too."""
    found: set[type] = set()
    queue: list[Constraint] = list(state.where)
    while queue:
        item = queue.pop()
        if isinstance(item, Not):
            queue.append(item.inner)
        elif isinstance(item, AnyOf):
            queue.extend(item.inner)
        else:
            found.add(type(item))
    return found


def _sayable(state: Composer, kinds: set[type]) -> dict[str, bool]:
    """Return which kinds of verbs only say again what the constraints hold already."""
    focus = state.focus
    timed = bool(kinds & {Due, DeadlineKind, TargetDue}) or focus.want is Want.DEADLINE
    timed = timed or focus.form in {Form.FIRST, Form.LAST}
    documents = focus.want in DOCUMENT_WANTS
    named = bool(kinds & OF_TASKS)
    named = named or focus.want in {Want.HOSPITAL, Want.AGENCY}
    return {
        "complete": (timed or _to_do(state, kinds)) and not _undone(state),
        "issue": documents,
        "mention": named or focus.want is Want.TARGET or DeadlineKind in kinds or _spread(state),
        "about": named or documents or DeadlineKind in kinds,
        "base": Linked in kinds or (not documents and (InDocument in kinds or _by_a_plan(state))),
        "match": (focus.want is Want.AGENCY or (focus.want is Want.TASK and bool(kinds & _BODIES)))
        and not verbs.between_regions(state.found),
        "cite": Linked in kinds,
        "implement": Linked in kinds or focus.want in {Want.TASK, Want.AGENCY, Want.DEADLINE},
    }


def _by_a_plan(state: Composer) -> bool:
    """Tell whether 根据 only says where it stands: 按工作清单，它负责哪些."""
    pairs = pairwise([piece for piece in state.found if piece.sort != "filler"])
    return any(b.sort == "docform" for a, b in pairs if a.sort == "verb" and a.value == "base")


def _spread(state: Composer) -> bool:
    """Tell whether 涉及 counts the bodies of a task: 涉及部门最多的任务, 涉及5家以上单位的任务."""
    bodies = any(p.sort == "noun" and p.value.startswith("agency") for p in state.found)
    counted = state.focus.form in {Form.MOST, Form.LEAST} or state.amount is not None
    return counted and bodies and state.focus.want is Want.TASK


def _to_do(state: Composer, kinds: set[type]) -> bool:
    """Tell whether 完成 only says that a body has tasks: 由它完成, 它要完成, not 它完成了."""
    said = {piece.text for piece in state.found if piece.sort == "filler"}
    said |= {piece.text[-1] for piece in state.found if piece.sort == "only"}
    duty = bool(said & _DUTY) and "了" not in said and state.focus.form is not Form.WHETHER
    return duty and bool(kinds & {Charged, EachOf})


def _undone(state: Composer) -> bool:
    """Tell whether 没有完成 is said, of which the documents know nothing."""
    pairs = pairwise(state.found)
    return any(a.sort == "neg" and b.sort == "verb" and b.value == "complete" for a, b in pairs)


def _numerals(state: Composer) -> None:
    """Take 三家 and 五个地区 where so many bodies are named, or so many regions were read."""
    for piece in state.of("numeral"):
        place = state.found.index(piece)
        if place and state.found[place - 1].text == "哪" and state.focus.form is Form.LIST:
            piece.use()
            continue
        after = [p for p in state.found if p.start > piece.start and p.sort != "unit"]
        bodies = [p for p in state.found if p.sort == "agency" and p.start < piece.start]
        regions = {i for p in state.found if p.sort in {"region", "shared"} for i in p.iris}
        read = state.lexicon.names.read_regions
        noun = after[0].value if after and after[0].sort == "noun" else ""
        placed = noun == "region" or len(piece.text) > 1
        many = len(regions or read) if placed else len(bodies)
        if (placed or noun in {"", "agency"}) and many == int(piece.value):
            piece.use()
            if noun in {"agency", "region"}:
                after[0].use()


def _says_again(state: Composer, piece: Piece, kinds: set[type]) -> bool:
    """Tell whether a noun only names the sort of what stands beside it."""
    sort, _, role = piece.value.partition(":")
    want, form = state.focus.want, state.focus.form
    documents = want in DOCUMENT_WANTS
    counted = form in {Form.MOST, Form.LEAST}
    bodies = kinds & _BODIES
    if role:
        return bool(bodies) or want is Want.AGENCY or (counted and want is Want.TASK)
    return {
        "task": not documents or counted or bool(kinds & OF_TASKS),
        "agency": (counted and want in {Want.TASK, Want.AGENCY}) or bool(bodies),
        "document": documents or bool(kinds & {InDocument, Linked}),
        "hospital": Mentions in kinds,
        "target": want is Want.TARGET or bool(kinds & {TargetIs, HasTarget}),
        "theme": bool(kinds & {ThemeIs, TitleHas, Says}),
        "no": want is Want.TASK,
        "title": TitleHas in kinds or want is Want.TASK,
        "deadline": bool(kinds & {Due, DeadlineKind}),
    }.get(sort, False)
