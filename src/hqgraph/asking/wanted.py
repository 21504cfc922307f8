"""What a question wants: the sort of thing by its noun, the form, the parts that bodies have."""

from __future__ import annotations

from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import Form, Having, Want
from hqgraph.asking.wants import entitled, of_a_task
from hqgraph.records import draft

ROLES = {
    "lead": ("lead",),
    "responsible": ("lead", "responsible"),
    "support": ("support",),
    "any": ("lead", "responsible", "support"),
}
"""What roles a word for a part in a task means, by its value in ``words.csv``."""
NAMED_ROLES = {
    **ROLES,
    "responsible": (*ROLES["responsible"], "inherited"),
    "any": (*ROLES["any"], "inherited"),
}
"""What they mean of a body that the question names: with the tasks that it is given wholesale."""

_WANTS = {
    "task": Want.TASK,
    "agency": Want.AGENCY,
    "hospital": Want.HOSPITAL,
    "target": Want.TARGET,
    "deadline": Want.DEADLINE,
    "measure": Want.MEASURE,
    "safeguard": Want.TASK,
    "document": Want.DOCUMENT,
    "basis": Want.DOCUMENT,
    "lower": Want.DOCUMENT,
    "cited": Want.DOCUMENT,
    "region": Want.DOCUMENT,
    "issued": Want.ISSUED,
    "issuer": Want.ISSUER,
    "number": Want.NUMBER,
    "no": Want.TASK,
}


@draft
class Focus:
    """What is wanted: sort and form, the asking word and the noun, where there are any."""

    want: Want
    form: Form
    asking: Piece | None = None
    noun: Piece | None = None
    kind: str = ""
    rank: int = 1
    top: bool = False
    sides: tuple[Piece, Piece] | None = None
    sign: str = ""
    amount: Having | None = None

    @property
    def place(self) -> int:
        """Where in the question the wanted thing stands."""
        known = [piece.start for piece in (self.asking, self.noun) if piece]
        return min(known) if known else -1


def of_noun(noun: Piece, asking: Piece | None, form: Form, found: list[Piece]) -> Focus:
    """Return the focus that a noun tells: 任务, 单位, 哪个县, 编号."""
    kind, _, _role = noun.value.partition(":")
    if noun.sort == "level":
        kind = "region"
    elif kind == "title":
        return Focus(entitled(found), form, asking, noun, kind)
    elif noun.sort == "docform":
        kind = "document"
    elif kind == "number" and of_a_task(found, noun):
        kind = "no"
    return Focus(_WANTS.get(kind, Want.TASK), form, asking, noun, kind)
