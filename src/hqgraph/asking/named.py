"""Tasks that a question names: by title, by number, or all safeguards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hqgraph.asking.pieces import Piece, bare_number
from hqgraph.asking.query import AnyOf, Constraint, Numbered, Safeguard, TaskIs
from hqgraph.messages import say

if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer

_DIGITS = "〇一二三四五六七八九"
_LARGEST = 100


def constrain(state: Composer) -> None:
    """Take the tasks that are named by title or number; several are alternatives."""
    titled: list[Constraint] = []
    for piece in state.of("task"):
        named = TaskIs(piece.use().iris, f"“{piece.text}”")
        if state.negated(piece):
            state.add(named, negated=True)
        else:
            titled.append(named)
    for piece in state.of("ordinal"):
        number = bare_number(piece.use().value)
        said = say("asking.read.no", no=number)
        item = Numbered(_forms(number), said, _forms(other_figures(number)))
        if _before_title(state, piece):
            state.add(item)
        else:
            titled.append(item)
    for piece in state.found:
        if piece.sort == "noun" and piece.value == "safeguard":
            state.add(Safeguard(piece.use().text))
    if len(titled) > 1:
        state.add(AnyOf(tuple(titled)))
    else:
        state.where.extend(titled)


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
