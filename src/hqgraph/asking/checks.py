"""What is left over of a question, and what it cannot mean: it is refused, naming the words."""

from __future__ import annotations

from itertools import pairwise

from hqgraph.asking import both, verbs
from hqgraph.asking.accounts import OF_TASKS, TITLED, kinds_of
from hqgraph.asking.loose import ratios
from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import AgencyIs, Charged, Form, Linked, TargetIs, Want
from hqgraph.asking.refusal import RefusalError
from hqgraph.messages import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer

_LIGHT = {"filler", "list", "extra", "every"}
_BY_VALUE = {"最高", "最大", "最低", "最小", "最重"}
_SHARE = {"占", "占到"}
_ALL = {"都", "均"}
_SOME_BODIES = {"有关部门", "相关部门", "有关单位", "相关单位", "各有关部门", "有关方面"}
_ANY_ONE = {"这", "那", "该", "每", "某", "本", "有没有", "有无", "可有"}
_TASK_UNITS = {"项", "条", "件"}
_OTHER = "别其"
_THERE = {"有", "存在", "是有", "还有"}
_NAMED = {"topic", "programme", "quote", "task", "target", "free"}
_DEICTIC = {"一", "这", "那", "该", "每", "某", "本"}
_EITHER = {"或", "或者", "或是", "还是"}
_EACH = {"分别", "各", "各自", "各个", "各县", "各地", "每个", "各区县", "各县区", "各市县"}


def check(state: Composer) -> None:
    """Refuse the question when a word of it is not accounted for, or nothing is asked of it."""
    light = _LIGHT | {"unit", "reach", "conj", "outside"}
    rest = [p for p in state.found if not p.used and p.sort not in light]
    if rest:
        raise RefusalError("asking.left", words="、".join(piece.text for piece in rest))
    _check_light(state)
    both.check(state)
    joint = [p for p in state.found if p.sort == "conj" and p.value == "joint" and not p.used]
    regions = [p for p in state.found if p.sort == "region"]
    merged = any(p.sort == "shared" for p in state.found)
    merged = merged and (state.focus.asking is None or any(_is_joint(p) for p in joint))
    if joint and (len(regions) > 1 or merged):
        raise RefusalError("asking.left", words=joint[0].text)
    focus = state.focus
    if not state.where and focus.noun is None and focus.kind != "document":
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
    _check_so_many(state)
    _check_denied(state)
    counts = {Form.MOST, Form.LEAST, Form.COUNT, Form.COUNT_EACH}
    ranked = state.focus.form in counts  # 甲和乙相比谁的任务多
    named = any(isinstance(item, TargetIs) for item in state.where)
    excepted = any(p.sort in {"except", "neg"} for p in state.found)
    tasks = [p for p in state.found if p.sort in {"task", "ordinal"}]
    noun = state.focus.noun
    for piece in state.found:
        if (
            (piece.sort == "outside" and not piece.used and not excepted)
            or (
                piece.sort == "reach"
                and piece.text in _SHARE
                and not targets
                and not _how_many(state.found, piece)
            )
            or (piece.value == "compare" and not (targets or ranked))
            or (piece.text in _EITHER and not _of_one_sort(state.found, piece))
            or (piece.sort == "extra" and piece.text[0] in _OTHER and not _beside_named(state))
            or (piece.sort == "list" and verbs.is_done(state.found, piece))
            or (piece.text == "还是" and verbs.between_parts(state.found, piece))
            or (_is_joint(piece) and len(tasks) > 1)
            or (piece.text in _SOME_BODIES and _beside_one(state.found, piece))
            or (piece.sort == "unit" and not piece.used and not _counted(state.found, piece))
            or (
                piece.text in _ALL
                and not (piece.used or targets or _only_lists(state, piece))
                and _of_everywhere(state.found, piece)
            )
        ):
            raise RefusalError("asking.left", words=piece.text)
    if targets and noun is not None and noun.text in ratios() and not named:
        raise RefusalError("asking.left", words=noun.text)


def _check_so_many(state: Composer) -> None:
    """Refuse 甲就一项任务吗: how many there are is not what 是否 finds out. Raises RefusalError."""
    if state.focus.form is not Form.WHETHER:
        return
    for before, number, unit in zip(state.found, state.found[1:], state.found[2:], strict=False):
        if number.text == "一" and unit.text in _TASK_UNITS and before.text not in _ANY_ONE:
            raise RefusalError("asking.left", words=f"{number.text}{unit.text}")


def _check_denied(state: Composer) -> None:
    """Refuse 没有甲参与的任务吗, which 是 and 否 may answer either way. Raises RefusalError.

    Not 有没有未写时限的任务, where it is asked whether there are such tasks.
    """
    last = [p for p in state.found if p.sort != "unit"][-1]
    asked = [p for p in state.found if p.sort == "yes"]
    if state.focus.form is not Form.WHETHER and (asked or last.text != "吧"):
        return
    if state.focus.form in {Form.SAME, Form.APART} or state.focus.asking is not None:
        return
    said = [p for p, after in pairwise(state.found) if after.sort == "yes"]
    if any(p.text in _THERE for p in said) or any("有" in p.text for p in asked):
        return
    for piece in state.found:
        before = [p for p in state.found if p.start < piece.start]
        there = piece.text == "有没有" or any(p.text in _THERE for p in before)
        if piece.sort == "neg" and piece.used and not there:
            raise RefusalError("asking.left", words=piece.text)


def _beside_named(state: Composer) -> bool:
    """Tell whether 别的 has something named that it sets apart from: 它提到的别的文件."""
    apart = kinds_of(state) & {AgencyIs, Linked}
    return bool(apart) or any(p.sort in {"except", "neg"} for p in state.found)


def _how_many(found: list[Piece], share: Piece) -> bool:
    """Tell whether 占 only says 有: 占几项, not 占多少."""
    after = found[found.index(share) + 1 :][:2]
    asked = bool(after) and after[0].value == "howmany"
    return asked and len(after) > 1 and after[1].text in _TASK_UNITS


def _counted(found: list[Piece], unit: Piece) -> bool:
    """Tell whether a unit stands where one belongs: 几项, 3家, 这份; not the 人 of 人均."""
    place = found.index(unit)
    before = found[place - 1] if place else unit
    return (
        before.sort in {"wh", "value", "numeral", "ordinal", "unit", "count", "sup", "cmp"}
        or before.value == "each"
        or (unit.text == "类" and before.sort in {"aspect", "topic", "programme", "level"})
        or before.text in _DEICTIC
        or (unit.text == "所" and _of_a_verb(found, place))
    )


def _of_a_verb(found: list[Piece], place: int) -> bool:
    """Tell 所负责的任务 from 三所医院."""
    return bool({p.sort for p in found[place + 1 : place + 2]} & {"role", "verb", "do"})


def _beside_one(found: list[Piece], bodies: Piece) -> bool:
    """Tell whether 有关部门 stands beside a body that is named: 甲会同有关部门, not said which."""
    before = [p for p in found[: found.index(bodies)] if p.sort != "filler"][-2:]
    return [p.sort for p in before] == ["agency", "conj"] and before[1].value == "and"


def _of_everywhere(found: list[Piece], joint: Piece) -> bool:
    """Tell 各地都有的任务, which all of them have, from 各地都有哪些任务, which any may have."""
    every = any(p.start < joint.start and p.text in _EACH for p in found)
    after = [p for p in found if p.start > joint.start and p.sort not in {"filler", "role"}]
    return every and not (after and after[0].sort == "wh")


def _only_lists(state: Composer, joint: Piece) -> bool:
    """Tell whether 都 goes with 列: 的都列出来."""
    after = [p for p in state.found if p.start > joint.start and p.sort != "filler"]
    return bool(after) and after[0].sort == "list"


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
    return "named" if piece.sort in _NAMED else piece.sort


def _check_sense(state: Composer) -> None:
    """Refuse what the graph cannot mean: the hospitals that there are, a body's documents."""
    focus = state.focus
    sorts = {piece.sort for piece in state.found}
    mentions = any(p.sort == "verb" and p.value == "mention" for p in state.found)
    tasks = any(p.sort == "noun" and p.value == "task" for p in state.found)
    if focus.want is Want.HOSPITAL and not (mentions or tasks or sorts & {"task", "document"}):
        raise RefusalError("asking.hospitals")
    kinds = kinds_of(state)
    if focus.want is Want.MEASURE and not kinds & (OF_TASKS | TITLED):
        raise RefusalError("asking.which-task")
    duties = Charged in kinds and "role" in sorts and not tasks
    if focus.want is Want.DOCUMENT and focus.kind == "document" and duties:
        raise RefusalError("asking.left", words=focus.noun.text if focus.noun else "")


def _check_nested(state: Composer) -> None:
    """Refuse what needs two steps: the most in each of several, the bodies of what has the most.

    甲县和乙县任务最多的部门分别是谁, 责任单位最多的任务由谁负责, 是不是所有任务都参与.
    """
    solid = [p for p in state.found if p.sort != "filler"]
    form, bodies = state.focus.form, state.focus.want is Want.AGENCY
    ranked = form in {Form.MOST, Form.LEAST}
    for before, piece, after in zip(solid, solid[1:], solid[2:], strict=False):
        hung = before.value.startswith("agency") and after.value == "task"
        if ranked and bodies and piece.sort == "sup" and before.sort == "noun" and hung:
            raise RefusalError("asking.left", words=piece.text)
    for piece, after in pairwise(solid):
        each = piece.value == "each" and not after.value.startswith("agency")
        every = piece.sort == "every" and after.value == "task" and form is Form.WHETHER
        if (ranked and each) or every:
            raise RefusalError("asking.left", words=piece.text)


def _check_form(state: Composer) -> None:
    """Refuse 最多 and 最早 of what cannot be counted or dated; count each where 分别 is said."""
    focus = state.focus
    kinds = kinds_of(state)
    _check_nested(state)
    shared = [p for p in state.found if _is_joint(p) and not p.used]
    bodies = any(p.sort == "agency" for p in state.found)
    ranked = focus.form in {Form.MOST, Form.LEAST} and focus.want is Want.AGENCY
    if shared and ranked and not bodies:  # 哪两个部门共同承担的任务最多
        raise RefusalError("asking.left", words=shared[0].text)
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
        solid = [p for p in state.found if p.sort != "filler"]
        sums = any(a.sort == "count" for a, b in pairwise(solid) if b is sup)
        heavy = (sup.text == "最重" or sums) and tasks and focus.want is Want.AGENCY
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
    each = each or any(p.value == "compare" for p in state.found)
    if focus.form is Form.COUNT and each:
        focus.form = Form.COUNT_EACH


def _any(state: Composer) -> None:
    """Refuse 任何 but after 没有: 没有任何医院."""
    for place, piece in enumerate(state.found):
        if piece.text == "任何" and not any(p.sort == "neg" for p in state.found[:place]):
            raise RefusalError("asking.left", words=piece.text)
