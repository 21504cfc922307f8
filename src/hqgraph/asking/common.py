"""What hangs on each of several tasks: 既负责甲又负责乙的部门, 甲和乙共同的责任单位."""

from __future__ import annotations

from itertools import pairwise

from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import Constraint, HasToo, Want
from hqgraph.asking.refusal import RefusalError
from hqgraph.asking.wanted import ROLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer

_SIDES = {Want.AGENCY: "agency", Want.HOSPITAL: "hospital", Want.DOCUMENT: "document"}
_TASKS = {"task", "ordinal"}
_ADDING = {"又", "也", "还", "且", "并"}
_ALL = {"都", "均", "皆"}
_HAVING = {"role", "verb", "noun"}


def constrain(state: Composer, tasks: tuple[Constraint, ...]) -> None:
    """Keep to what hangs on all of the named tasks, where the question says so.

    Raises RefusalError where it says so of what hangs on one task alone.
    """
    words = _joining(state.found)
    if not words:
        return
    side = _side(state, words[0])
    if len(state.scope()) > 1:  # a body of one place has no part in the tasks of another
        raise RefusalError("asking.left", words=words[0].text)
    for piece in words:
        if piece.sort == "conj":
            piece.use().value = "both"
    roles = _roles(state, side)
    for task in tasks:
        state.add(HasToo(task, side, roles, task.words))  # type: ignore[union-attr]


def without(state: Composer, piece: Piece, task: Constraint) -> bool:
    """Read 负责甲但不负责乙的部门: those of one task that have no part in another.

    Returns whether it is that; of 不 before a task there is another reading, too.
    Raises RefusalError where it is said of what hangs on one task alone.
    """
    others = [p for p in state.found if p.sort in _TASKS and p is not piece]
    if state.focus.want not in _SIDES or not others:
        return False
    side = _side(state, piece)
    state.add(HasToo(task, side, _roles(state, side), task.words), negated=True)  # type: ignore[union-attr]
    return True


def _side(state: Composer, piece: Piece) -> str:
    side = _SIDES.get(state.focus.want)
    if side is None:
        raise RefusalError("asking.left", words=piece.text)
    return side


def _joining(found: list[Piece]) -> list[Piece]:
    """Return the words that say that all the tasks are meant together, none if none does."""
    named = [place for place, piece in enumerate(found) if piece.sort in _TASKS]
    first, last = named[0], named[-1]
    joint = [p for p in found if p.sort == "conj" and p.value == "joint" and p.text not in _ALL]
    said = [p for p in found if p.text == "既"]
    for place, piece in enumerate(found):
        after = [p for p in found[place + 1 :] if p.sort != "filler"][:2]
        held = bool(after) and after[0].sort in _HAVING | _TASKS
        if piece.text in _ADDING and first < place < last and held:
            said.append(piece)
        asked = len(after) > 1 and after[1].sort == "wh"
        part = bool(after) and after[0].sort in {"role", "verb"} and not asked
        if piece.text in _ALL and place > last and part:
            said.append(piece)
    return [*joint, *said]


def _roles(state: Composer, side: str) -> tuple[str, ...]:
    """Return the part that is asked after, of all tasks the same.

    Raises RefusalError where it differs from task to task: 牵头甲又配合乙.
    """
    said = [p for p in state.found if p.sort == "role"]
    said += [p for p in state.found if p.sort == "noun" and p.value.startswith("agency:")]
    parts = [p.value.rpartition(":")[2] for p in said]
    for before, after in pairwise(parts):
        if before != after and side == "agency":
            raise RefusalError("asking.left", words="、".join(p.text for p in said))
    return ROLES[parts[0]] if parts else ROLES["any"]
