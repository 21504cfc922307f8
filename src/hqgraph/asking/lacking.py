"""What a whole document or body has not: 哪些县没有提到它, 不参与任何持续推进任务的部门.

没有 is said of all tasks of a document, or all that a body has a part in: 哪些县没有提到它
does not ask for those that have some task that says nothing of it.
"""

from __future__ import annotations

from itertools import pairwise

from hqgraph.asking.accounts import OF_TASKS
from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import (
    Assigned,
    DeadlineKind,
    Due,
    Form,
    HasToo,
    Not,
    Numbered,
    Says,
    ValueIs,
    Want,
)
from hqgraph.asking.refusal import RefusalError
from hqgraph.asking.wanted import ROLES
from hqgraph.messages import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer

_SAID = (*OF_TASKS, Due, DeadlineKind, Numbered, Assigned, ValueIs)


def constrain(state: Composer) -> None:
    """Say of all tasks what is denied of a document or body.

    Raises RefusalError where two such things are said of the tasks at once: 没有甲时限的
    关于乙的任务.
    """
    side = _side(state)
    denied = [i for i in state.where if isinstance(i, Not) and isinstance(i.inner, _SAID)]
    if not side or not denied:
        return
    word = next(p for p in state.found if p.sort in {"neg", "except"} and p.used)
    ranked = state.focus.form in {Form.MOST, Form.LEAST}
    if any(isinstance(item, _SAID) for item in state.where) or ranked:
        raise RefusalError("asking.left", words=word.text)
    roles = _roles(state.found) if side == "agency" else ()
    for place, item in enumerate(state.where):
        if isinstance(item, Not) and item in denied:
            said = HasToo(item.inner, side, roles, item.inner.words)  # type: ignore[union-attr]
            state.where[place] = Not(said)
            if side == "document" and isinstance(item.inner, Says):
                state.notes.append(say("asking.note.items-only"))


def _side(state: Composer) -> str:
    """Return of what it is denied: of a document, of a body whose part is denied; else nothing."""
    if state.focus.want is Want.DOCUMENT:
        return "document"
    if state.focus.want is Want.AGENCY and _part_denied(state.found):
        return "agency"
    return ""


def _part_denied(found: list[Piece]) -> bool:
    """Tell whether 不参与 is said, and not 不晚于2025年底完成的任务."""
    solid = [p for p in found if p.sort not in {"filler", "do"}]
    return any(a.sort == "neg" and b.sort == "role" for a, b in pairwise(solid))


def _roles(found: list[Piece]) -> tuple[str, ...]:
    said = [p.value for p in found if p.sort == "role"]
    return ROLES[said[0]] if said else ROLES["any"]
