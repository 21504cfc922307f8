"""Who has a part in a task where no body is named: 没有责任单位, 没有牵头, 每个部门."""

from __future__ import annotations

from itertools import pairwise

from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import Assigned, EachOf, Form, InSection, Safeguard, TaskIs, Want
from hqgraph.asking.refusal import RefusalError
from hqgraph.asking.wanted import ROLES

_TASK_NAMES = {"task", "topic", "free", "programme", "quote", "agency"}

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer


def constrain(state: Composer) -> None:
    """Read 没有责任单位 and 没有牵头 where no body is named; 负责 alone needs a body."""
    if state.focus.form is Form.COUNT and state.focus.want is Want.TASK and _every_body(state):
        return
    counted = state.focus.form in {Form.MOST, Form.LEAST} and state.focus.want is Want.TASK
    if state.focus.want is Want.AGENCY or counted:
        return
    for piece in state.found:
        noun = piece.sort == "noun" and piece.value.partition(":")[0] == "agency" and not piece.used
        if noun or (piece.sort == "role" and not piece.used):
            role = piece.value.partition(":")[2] if noun else piece.value
            negated = state.negated(piece)
            if not noun and not negated:
                continue
            _check_whole(state, piece)
            piece.use()
            roles = ROLES.get(role, ()) if role not in {"", "any", "responsible"} else ()
            state.add(Assigned(roles, piece.text), negated=negated)


def _check_whole(state: Composer, noun: Piece) -> None:
    """Refuse 监管部门, a body of which only half the name is known. Raises RefusalError."""
    place = state.found.index(noun)
    before = state.found[place - 1] if place else noun
    beside = before.start + len(before.text) == noun.start
    if before.sort == "topic" and beside and noun.value == "agency":
        raise RefusalError("asking.no-agency", name=before.text + noun.text)


def _every_body(state: Composer) -> bool:
    """Read 每个部门的任务数 as a number for each body that there is."""
    for word, noun in pairwise(state.found):
        each = word.sort == "conj" and word.value == "each"
        if each and noun.sort == "noun" and noun.value.partition(":")[0] == "agency":
            said = [p.value for p in state.found if p.sort == "role"]
            for piece in state.found:
                if piece.sort == "role" or piece is noun:
                    piece.use()
            state.add(EachOf((), ROLES[said[0] if said else "any"], f"{word.text}{noun.text}"))
            state.focus.form, state.each = Form.COUNT_EACH, "agency"
            return True
    return False


def items(state: Composer) -> bool:
    """Goals and safeguards count where a named item is asked for, and who leads anything."""
    if state.focus.want is Want.AGENCY and state.focus.form is Form.LIST and not state.amount:
        tasks = any(p.sort in _TASK_NAMES or p.value == "task" for p in state.found)
        lead = any(p.sort == "role" and p.value == "lead" for p in state.found)
        noun = state.focus.noun.value if state.focus.noun else ""
        if not tasks and (lead or noun == "agency:lead"):
            return True
    named = any(isinstance(item, TaskIs | Safeguard | InSection) for item in state.where)
    return named or state.focus.want in {Want.TARGET, Want.MEASURE}
