"""Every word accounted for: what only says again what is understood."""

from __future__ import annotations

from itertools import pairwise

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
    InSection,
    Linked,
    Mentions,
    MilestoneDue,
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

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer

DOCUMENT_WANTS = {Want.DOCUMENT, Want.ISSUED, Want.ISSUER, Want.NUMBER}
OF_TASKS = {
    TaskIs, Charged, EachOf, Mentions, TitleHas, ThemeIs, Programme, TargetIs, HasTarget, Says,
    Shared, Safeguard, InSection, MilestoneDue,
}  # fmt: skip
TITLED = {TitleHas, ThemeIs, TaskIs, Numbered, Programme, Says, Safeguard}
_BODIES = {Charged, EachOf, AgencyIs, Assigned}
_INSIDE = {"里", "中", "里面", "当中", "内", "里头", "中的", "里的"}
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
        made = made or MilestoneDue in kinds
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
    if Says in kinds and focus.want is Want.TASK and not kinds & _BODIES:
        for piece in state.of("rank", "role"):  # 列在哪项任务下面, 归哪项任务
            if piece.sort == "rank" or piece.text.startswith("归"):
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
        "mention": named
        or focus.want is Want.TARGET
        or bool(kinds & {Due, DeadlineKind, MilestoneDue, Assigned})
        or _spread(state),
        "about": named or documents or DeadlineKind in kinds or _spread(state),
        "base": Linked in kinds
        or _of_a_target(state)
        or (not documents and (InDocument in kinds or _by_a_plan(state))),
        "match": (focus.want is Want.AGENCY or (focus.want is Want.TASK and bool(kinds & _BODIES)))
        and not verbs.between_regions(state.found),
        "cite": Linked in kinds,
        "implement": Linked in kinds or focus.want in {Want.TASK, Want.AGENCY, Want.DEADLINE},
    }


def _of_a_target(state: Composer) -> bool:
    """Tell whether 按 belongs to what is measured: 按临床路径管理的出院患者."""
    bases = [(a, b) for a, b in pairwise(state.found) if a.sort == "verb" and a.value == "base"]
    return (
        bool(bases)
        and state.focus.want is Want.TARGET
        and all(b.sort == "target" and b.used for _, b in bases)
    )


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
        noun = "region" if after and after[0].sort == "level" else noun  # 三个县
        placed = noun == "region" or len(piece.text) > 1
        many = len(regions or read) if placed else len(bodies)
        inside = {r for r in read if state.lexicon.names.inside(r, tuple(regions))}
        if placed and len(regions) == 1 and len(inside) == int(piece.value):
            many = len(inside)  # 重庆两地
        tasks = [p for p in state.found if p.sort in {"task", "ordinal"}]
        unit = [p.text for p in state.found[place + 1 : place + 2]]
        if (noun == "task" or unit in (["项"], ["条"])) and len(tasks) > 1:
            many = len(tasks)
        elif noun == "document":
            many = sum(1 for d in state.lexicon.names.documents.values() if d.read)
        elif not placed and noun not in {"", "agency"}:
            continue
        if many == int(piece.value):
            piece.use()
            if noun in {"agency", "region", "document"} and after[0].sort == "noun":
                after[0].use()


def _of_all(state: Composer, piece: Piece) -> bool:
    """Tell whether 所有文件里 is said: wherever it stands."""
    place = state.found.index(piece)
    beside = [p.text for p in state.found[place + 1 : place + 2]]
    every = place > 0 and state.found[place - 1].sort == "every"
    return every and bool(beside) and beside[0] in _INSIDE


def _says_again(state: Composer, piece: Piece, kinds: set[type]) -> bool:
    """Tell whether a noun only names the sort of what stands beside it."""
    sort, _, role = piece.value.partition(":")
    want, form = state.focus.want, state.focus.form
    documents = want in DOCUMENT_WANTS
    counted = form in {Form.MOST, Form.LEAST}
    bodies = kinds & _BODIES
    asked = want is Want.AGENCY and state.focus.noun is None  # 管甲任务的部门有几家
    if role:
        return bool(bodies) or want is Want.AGENCY or (counted and want is Want.TASK)
    return {
        "task": not documents or counted or bool(kinds & OF_TASKS),
        "agency": (counted and want in {Want.TASK, Want.AGENCY}) or bool(bodies) or asked,
        "document": documents or bool(kinds & {InDocument, Linked}) or _of_all(state, piece),
        "hospital": Mentions in kinds,
        "measure": Says in kinds and want is Want.TASK,
        "target": want is Want.TARGET or bool(kinds & {TargetIs, HasTarget}),
        "theme": bool(kinds & {ThemeIs, TitleHas, Says}),
        "no": want is Want.TASK,
        "title": TitleHas in kinds or want is Want.TASK,
        "deadline": bool(kinds & {Due, DeadlineKind}),
    }.get(sort, False)
