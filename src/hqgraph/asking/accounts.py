"""Every word accounted for: what only says again what is understood, and what is left over."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hqgraph.asking import verbs
from hqgraph.asking.loose import ratios
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
from hqgraph.asking.refusal import RefusalError
from hqgraph.messages import say

if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer

DOCUMENT_WANTS = {Want.DOCUMENT, Want.ISSUED, Want.ISSUER, Want.NUMBER}
_LIGHT = {"filler", "list", "extra", "every"}
_OF_TASKS = {
    TaskIs, Charged, EachOf, Mentions, TitleHas, ThemeIs, Programme, TargetIs, HasTarget, Says,
    Shared, Safeguard,
}  # fmt: skip
_TITLED = {TitleHas, ThemeIs, TaskIs, Numbered, Programme, Says, Safeguard}
_BODIES = {Charged, EachOf, AgencyIs, Assigned}
_BY_VALUE = {"最高", "最大", "最低", "最小", "最重"}
_SHARE = {"占", "占到"}
_ALL = {"都", "均"}
_PASSIVE = {"被", "给"}
_DEICTIC = {"一", "这", "那", "该", "每", "某", "本"}
_EITHER = {"或", "或者", "或是", "还是"}
_DUTY = {"要", "由", "需", "须", "应", "应当", "需要", "必须", "要求由"}
_EACH = {"分别", "各", "各自", "各个", "各县", "各地", "每个", "各区县", "各县区", "各市县"}


def account(state: Composer) -> None:
    """Account for the words that say again what is understood already."""
    kinds = _kinds(state)
    focus = state.focus
    allowed = _sayable(state, kinds)
    measured = focus.want is Want.TARGET or bool(kinds & {TargetIs, HasTarget})
    made = measured or bool(kinds & _TITLED)
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


def _kinds(state: Composer) -> set[type]:
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
    named = bool(kinds & _OF_TASKS)
    named = named or focus.want in {Want.HOSPITAL, Want.AGENCY}
    return {
        "complete": (timed or _to_do(state, kinds)) and not _undone(state),
        "issue": documents,
        "mention": named or focus.want is Want.TARGET or DeadlineKind in kinds,
        "about": named or documents or DeadlineKind in kinds,
        "base": Linked in kinds or (InDocument in kinds and not documents),
        "match": focus.want is Want.AGENCY and not verbs.between_regions(state.found),
        "cite": Linked in kinds,
        "implement": Linked in kinds or focus.want in {Want.TASK, Want.AGENCY, Want.DEADLINE},
    }


def _to_do(state: Composer, kinds: set[type]) -> bool:
    """Tell whether 完成 only says that a body has tasks: 由它完成, 它要完成, not 它完成了."""
    said = {piece.text for piece in state.found if piece.sort == "filler"}
    duty = bool(said & _DUTY) and "了" not in said and state.focus.form is not Form.WHETHER
    return duty and bool(kinds & {Charged, EachOf})


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
        "task": not documents or counted or bool(kinds & _OF_TASKS),
        "agency": (counted and want is Want.TASK) or bool(bodies),
        "document": documents or bool(kinds & {InDocument, Linked}),
        "hospital": Mentions in kinds,
        "target": want is Want.TARGET or bool(kinds & {TargetIs, HasTarget}),
        "theme": bool(kinds & {ThemeIs, TitleHas, Says}),
        "title": TitleHas in kinds,
        "deadline": bool(kinds & {Due, DeadlineKind}),
    }.get(sort, False)


def check(state: Composer) -> None:
    """Refuse the question when a word of it is not accounted for, or nothing is asked of it."""
    light = _LIGHT | {"unit", "reach", "conj", "outside"}
    rest = [p for p in state.found if not p.used and p.sort not in light]
    if rest:
        raise RefusalError("asking.left", words="、".join(piece.text for piece in rest))
    _check_light(state)
    joint = [p for p in state.found if p.sort == "conj" and p.value == "joint" and not p.used]
    regions = [p for p in state.found if p.sort == "region"]
    merged = any(p.sort == "shared" for p in state.found) and state.focus.asking is None
    if joint and (len(regions) > 1 or merged):
        raise RefusalError("asking.left", words=joint[0].text)
    if not state.where and state.focus.noun is None:
        raise RefusalError("asking.no-focus")
    _any(state)
    _check_sense(state)
    _check_form(state)


def _check_light(state: Composer) -> None:
    """Refuse words that say nothing by themselves where they would change the answer.

    之外 without 除了, 或 between things of two sorts, 共同 of two tasks' bodies, 占 of
    what is no target.
    """
    targets = state.focus.want is Want.TARGET
    named = any(isinstance(item, TargetIs) for item in state.where)
    excepted = any(p.sort in {"except", "neg"} for p in state.found)
    tasks = [p for p in state.found if p.sort in {"task", "ordinal"}]
    noun = state.focus.noun
    for piece in state.found:
        if (
            (piece.sort == "outside" and not piece.used and not excepted)
            or (piece.sort == "reach" and piece.text in _SHARE and not targets)
            or (piece.value == "compare" and not targets)
            or (piece.text in _EITHER and not _of_one_sort(state.found, piece))
            or (piece.sort == "list" and verbs.is_done(state.found, piece))
            or (piece.text == "还是" and verbs.between_parts(state.found, piece))
            or (_is_joint(piece) and len(tasks) > 1)
            or (piece.sort == "unit" and not piece.used and not _counted(state.found, piece))
            or (piece.text in _ALL and not piece.used and _of_everywhere(state.found, piece))
        ):
            raise RefusalError("asking.left", words=piece.text)
    if targets and noun is not None and noun.text in ratios() and not named:
        raise RefusalError("asking.left", words=noun.text)


def _counted(found: list[Piece], unit: Piece) -> bool:
    """Tell whether a unit stands where one belongs: 几项, 3家, 这份; not the 人 of 人均."""
    place = found.index(unit)
    before = found[place - 1] if place else unit
    return (
        before.sort in {"wh", "value", "numeral", "ordinal", "unit", "count", "sup", "cmp"}
        or before.value == "each"
        or (unit.text == "类" and before.sort in {"aspect", "topic", "programme", "level"})
        or before.text in _DEICTIC
    )


def _of_everywhere(found: list[Piece], joint: Piece) -> bool:
    """Tell 各地都有的任务, which all of them have, from 各地都有哪些任务, which any may have."""
    every = any(p.start < joint.start and p.text in _EACH for p in found)
    after = [p for p in found if p.start > joint.start and p.sort not in {"filler", "role"}]
    return every and not (after and after[0].sort == "wh")


def _is_joint(piece: Piece) -> bool:
    """Tell 共同 from 都 and 均, which may only say all of them: 都由谁负责."""
    return piece.sort == "conj" and piece.value == "joint" and piece.text not in {"都", "均"}


def _of_one_sort(found: list[Piece], piece: Piece) -> bool:
    """Tell whether things of one sort stand on both sides of 或."""
    solid = [p for p in found if p.sort != "filler"]
    place = solid.index(piece)
    sides = {_sort(p) for p in (*solid[max(0, place - 1) : place], *solid[place + 1 : place + 2])}
    return len(sides) == 1


def _sort(piece: Piece) -> str:
    return (
        "named" if piece.sort in {"topic", "programme", "quote", "task", "target"} else piece.sort
    )


def _check_sense(state: Composer) -> None:
    """Refuse what the graph cannot mean: the hospitals that there are, a body's documents."""
    focus = state.focus
    sorts = {piece.sort for piece in state.found}
    mentions = any(p.sort == "verb" and p.value == "mention" for p in state.found)
    tasks = any(p.sort == "noun" and p.value == "task" for p in state.found)
    if focus.want is Want.HOSPITAL and not (mentions or tasks or sorts & {"task", "document"}):
        raise RefusalError("asking.hospitals")
    kinds = _kinds(state)
    if focus.want is Want.MEASURE and not kinds & (_OF_TASKS | _TITLED):
        raise RefusalError("asking.which-task")
    duties = Charged in kinds and "role" in sorts and not tasks
    if focus.want is Want.DOCUMENT and focus.kind == "document" and duties:
        raise RefusalError("asking.left", words=focus.noun.text if focus.noun else "")


def _check_form(state: Composer) -> None:
    """Refuse 最多 and 最早 of what cannot be counted or dated; count each where 分别 is said."""
    focus = state.focus
    kinds = _kinds(state)
    sup = next((p for p in state.found if p.sort == "sup"), None)
    if sup is not None and focus.form in {Form.MOST, Form.LEAST}:
        tasks = any(p.sort == "noun" and p.value == "task" for p in state.found)
        bodies = any(p.sort == "noun" and p.value.startswith("agency") for p in state.found)
        countable = {
            Want.AGENCY: True,
            Want.HOSPITAL: True,
            Want.DOCUMENT: tasks and TargetIs not in kinds,
            Want.TASK: bodies,
            Want.TARGET: TargetIs in kinds,
        }
        heavy = sup.text == "最重" and tasks and focus.want is Want.AGENCY
        by_value = focus.want is Want.TARGET
        chosen = AgencyIs in kinds or focus.kind == "region" or focus.rank > 1 or by_value
        if (
            (sup.value in {"more", "fewer"} and not chosen)
            or (sup.text in _BY_VALUE and not heavy and not by_value)
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
