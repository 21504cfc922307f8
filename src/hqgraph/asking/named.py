"""Tasks that a question names: by title, by number, or all safeguards."""

from __future__ import annotations

from functools import cache

from hqgraph.asking import common
from hqgraph.asking.pieces import Piece, bare_number
from hqgraph.asking.query import (
    AnyOf,
    Constraint,
    InDocument,
    Numbered,
    Safeguard,
    TaskIs,
    Within,
)
from hqgraph.asking.refusal import RefusalError
from hqgraph.messages import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer

_DIGITS = "〇一二三四五六七八九"
_LARGEST = 100
_FEW = 1
"""Of tasks that are all elsewhere so many are kept: a constraint that nothing meets."""


def constrain(state: Composer) -> None:
    """Take the tasks that are named by title or number; several are alternatives."""
    titled: list[Constraint] = []
    for piece in state.of("task"):
        named = TaskIs(_in_question(state, piece.use().iris), f"“{piece.text}”")
        if state.negated(piece):
            _deny(state, piece, named)
        else:
            titled.append(named)
    _by_number(state, titled)
    for piece in state.found:
        if piece.sort == "noun" and piece.value == "safeguard":
            state.add(Safeguard(piece.use().text))
    if len(titled) > 1:
        state.add(AnyOf(tuple(titled)))
        common.constrain(state, tuple(titled))
    else:
        state.where.extend(titled)


def _by_number(state: Composer, titled: list[Constraint]) -> None:
    """Take the tasks that are named by number, beside those named by title."""
    for piece in state.of("ordinal"):
        if _of_a_body(state, piece):
            raise RefusalError("asking.left", words=piece.text)
        number = bare_number(piece.use().value)
        said = say("asking.read.no", no=number)
        item = Numbered(_forms(number), said, _forms(other_figures(number)))
        if _before_title(state, piece):
            state.add(item)
        elif _denied(state, piece):
            _deny(state, piece, item)
        else:
            titled.append(item)


def _deny(state: Composer, piece: Piece, task: Constraint) -> None:
    """Leave out a task, or what hangs on it besides another: 负责甲但不负责乙的部门."""
    if not common.without(state, piece, task):
        state.add(task, negated=True)


def _denied(state: Composer, piece: Piece) -> bool:
    """Tell whether 不 stands before a number, beside others without it."""
    place = state.found.index(piece)
    for before in reversed(state.found[:place]):
        if before.sort in {"neg", "except"}:
            before.use()
            return True
        if before.sort not in {"filler", "role", "unit", "region"} and before.value != "task":
            return False
    return False


def _in_question(state: Composer, tasks: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out tasks of documents and regions that are not asked about, however many there are.

    The constraints say so, too; but thousands of counties have a task called 总体目标.
    """
    names = state.lexicon.names
    places = [item for item in state.where if isinstance(item, Within)]
    held = [set(item.documents) for item in state.where if isinstance(item, InDocument)]

    @cache
    def asked(document: str) -> bool:
        region = names.documents[document].region
        return all(document in one for one in held) and all(
            names.inside(region, place.regions) if place.inside else region in place.regions
            for place in places
        )

    if not places and not held:
        return tasks
    known = ((iri, names.document_of(iri)) for iri in tasks)
    kept = tuple(iri for iri, document in known if document is None or asked(document))
    return kept or tasks[:_FEW]


def _of_a_body(state: Composer, piece: Piece) -> bool:
    """Tell whether 第二 counts bodies: 第二责任单位, not 第二项责任单位."""
    after = [p for p in state.found if p.start > piece.start]
    body = bool(after) and after[0].value.partition(":")[0] == "agency"
    return body and after[0].sort == "noun" and piece.text[-1] not in "项条号"


def _before_title(state: Composer, piece: Piece) -> bool:
    """Tell whether a number stands right before a title: （五）加强重点专科学科建设."""
    after = [p for p in state.found if p.start > piece.start and p.sort != "filler"]
    return bool(after) and after[0].sort == "task"


def _forms(number: str) -> tuple[str, ...]:
    return (number, f"（{number}）") if number else ()


def other_figures(number: str) -> str:
    """Return 8 as 八 and 十九 as 19: documents number their tasks in either; empty beyond 99."""
    if number.isdigit():
        tens, ones = divmod(int(number), 10)
        if not 0 < int(number) < _LARGEST:
            return ""
        head = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
        return head + (_DIGITS[ones] if ones else "")
    head, ten, rest = number.rpartition("十")
    if any(char not in _DIGITS[1:] for char in head + rest) or len(head) > 1 or len(rest) > 1:
        return ""
    tens = (_DIGITS.index(head) if head else 1) if ten else 0
    return str(10 * tens + (_DIGITS.index(rest) if rest else 0))
