"""What a question wants, and in which form: a list, a number, the most, yes or no.

The asking word decides: the noun after it (哪些任务), the noun before it (责任单位是谁),
or what the asking word itself asks for (谁, 什么时候). Without one it is the noun that
the question ends in, or the thing that it is about.
"""

from __future__ import annotations

from itertools import pairwise

from hqgraph.asking import verbs
from hqgraph.asking.amounts import ranked
from hqgraph.asking.nouns import LIGHT, attributed_noun, noun_after, noun_before, unit_after
from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import Form, Want
from hqgraph.asking.wants import (
    LINKING,
    entitled,
    lists_of_tasks,
    of_a_task,
    placed_asking,
    when,
    whose,
)
from hqgraph.records import draft

ROLES = {
    "lead": ("lead",),
    "responsible": ("lead", "responsible"),
    "support": ("support",),
    "any": ("lead", "responsible", "support"),
}
"""What roles a word for a part in a task means, by its value in ``words.csv``."""

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

_SUPS = {
    "most": Form.MOST,
    "least": Form.LEAST,
    "earliest": Form.FIRST,
    "latest": Form.LAST,
    "more": Form.MOST,
    "fewer": Form.LEAST,
}
_FIGURES = {"cmp", "value", "numeral"}
_TASK_UNITS = {"项", "条", "件"}
_COUNTED = {Want.TASK, Want.AGENCY, Want.HOSPITAL, Want.DOCUMENT, Want.MEASURE}


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

    @property
    def place(self) -> int:
        """Where in the question the wanted thing stands."""
        known = [piece.start for piece in (self.asking, self.noun) if piece]
        return min(known) if known else -1


def find_focus(found: list[Piece]) -> Focus | None:
    """Return what a question wants, None where it does not tell."""
    lists_of_tasks(found)
    verbs.plain(found)
    rank, top = ranked(found)
    form = _form(found)
    asking = _asking(found)
    if len(asking) > 1:
        return None
    if form in {Form.SAME, Form.APART}:
        focus: Focus | None = Focus(Want.TARGET, form, asking[0] if asking else None)
    elif asking:
        focus = _by_asking(found, asking[0], form)
    else:
        focus = _by_noun(found, form) or _by_thing(found, form)
    if focus is None:
        return None
    for piece in (focus.asking, focus.noun):
        if piece:
            piece.use()
    focus.rank, focus.top = rank, top
    return _settled(focus, found)


def _asking(found: list[Piece]) -> list[Piece]:
    """Return the asking words; 有任务吗，有哪些 asks which, and 吗 before it nothing more."""
    placed_asking(found)
    asking = [piece for piece in found if piece.sort == "wh"]
    for piece in found:
        if piece.sort == "yes" and asking and piece.start < asking[-1].start:
            piece.use()
    return asking


def _form(found: list[Piece]) -> Form:
    targets = any(piece.sort == "target" for piece in found)
    for piece in found:
        if piece.sort == "sup":
            piece.use()
            return _SUPS[piece.value]
        if piece.sort in {"same", "diff"} and targets:
            piece.use()
            return Form.SAME if piece.sort == "same" else Form.APART
    asked = max((piece.start for piece in found if piece.sort == "wh"), default=-1)
    if any(piece.sort == "yes" and piece.start > asked for piece in found):
        return Form.WHETHER
    return Form.LIST


def _settled(focus: Focus, found: list[Piece]) -> Focus:
    """Make a count of what is asked with 多少 or 几; who issues a document is its issuer."""
    issue = any(piece.sort == "verb" and piece.value == "issue" for piece in found)
    if focus.want is Want.AGENCY and issue and any(piece.sort == "document" for piece in found):
        focus.want = Want.ISSUER
    counting = focus.asking is not None and focus.asking.value == "howmany"
    counting = counting or (_sums(found) and not _listing(focus))
    counting = counting and focus.kind != "no"
    whole = focus.noun is not None and not any(piece.sort == "target" for piece in found)
    if focus.want is Want.TARGET and focus.asking and focus.asking.value == "howmany" and whole:
        figure = focus.noun is not None and focus.noun.start > focus.asking.start
        focus.form = Form.COUNT if figure and focus.form is Form.LIST else focus.form
    if counting and focus.want in _COUNTED and focus.form is Form.LIST:
        focus.form = Form.COUNT
        _use_counts(found)
    if _listing(focus):
        _use_counts(found)
    return focus


def _sums(found: list[Piece]) -> bool:
    """Tell whether a number is asked for: 总数, but not in 任务总数超过5项的部门."""
    solid = [piece for piece in found if piece.sort != "filler"]
    compared = [a for a, b in pairwise(solid) if a.sort == "count" and b.sort in _FIGURES]
    if not any(piece.sort == "wh" for piece in solid):  # 甲和乙共承担的任务
        compared += [a for a, b in pairwise(solid) if a.text == "共" and b.sort == "role"]
    for piece in compared:
        piece.use()
    return any(piece.sort == "count" and piece not in compared for piece in solid)


def _use_counts(found: list[Piece]) -> None:
    for piece in found:
        if piece.sort == "count":
            piece.use()


def _listing(focus: Focus) -> bool:
    """Tell whether 哪些 is asked: 任务总共有哪些 wants the tasks, not their number."""
    asking = focus.asking
    return asking is not None and asking.value == "what" and asking.text.startswith("哪")


def _by_asking(found: list[Piece], asking: Piece, form: Form) -> Focus | None:
    place = found.index(asking)
    after = noun_after(found, place)
    if (focus := _by_figures(found, asking, form, after)) is not None:
        return focus
    if asking.value == "no":
        return _numbered(found, asking, form, after)
    beside = found[place + 1] if place + 1 < len(found) else asking
    figures = form in {Form.MOST, Form.LEAST} or any(p.sort == "cmp" for p in found)
    counted = figures and asking.value == "what" and not any(p.sort == "target" for p in found)
    if counted and beside.sort == "agency" and beside.level and not beside.region:
        return Focus(Want.AGENCY, form, asking, kind="which")
    if any(piece.sort == "sup" and piece.value in {"more", "fewer"} for piece in found):
        return Focus(Want.AGENCY, form, asking, kind="agency")
    return _by_noun_after(found, asking, form, after)


def _by_noun_after(
    found: list[Piece], asking: Piece, form: Form, after: Piece | None
) -> Focus | None:
    """Return what an asking word asks for by the noun after it: 谁的任务最多 asks for a body."""
    if after is not None and asking.value == "who" and after.value in {"document", "task"}:
        counted = form in {Form.MOST, Form.LEAST}
        owned = counted or any(p.sort in {"task", "ordinal"} for p in found)
        if after.value == "document":
            return None
        if owned:
            return Focus(Want.AGENCY, form, asking, None if counted else after, "agency")
    if after is not None and asking.value != "when":
        return _of_noun(after, asking, form, found)
    return _without_noun(found, asking, form)


def _numbered(found: list[Piece], asking: Piece, form: Form, after: Piece | None) -> Focus | None:
    """Return what 第几项 asks for: the task that is named, or a body's; no place among bodies."""
    sorts = {piece.sort for piece in found}
    counted = sorts & {"sup", "count", "cmp"}
    task = after is not None and after.value == "task"
    named = bool(sorts & {"task", "topic"}) and "agency" not in sorts
    if counted or not (task or named):
        return None
    return Focus(Want.TASK, form, asking, after if task else None, "no")


def _by_figures(found: list[Piece], asking: Piece, form: Form, after: Piece | None) -> Focus | None:
    """Return what is compared by figures: targets by value, regions by their tasks."""
    if form not in {Form.MOST, Form.LEAST}:
        return None
    sorts = {piece.sort for piece in found}
    other = after is not None and after.value.partition(":")[0] in {"agency", "task", "hospital"}
    if "target" in sorts and "agency" not in sorts and not other:
        return Focus(Want.TARGET, form, asking)
    more = any(p.sort == "sup" and p.value in {"more", "fewer"} for p in found)
    regions = [piece for piece in found if piece.sort == "region"]
    tasks = any(p.sort == "noun" and p.value == "task" for p in found)
    if more and tasks and len(regions) > 1 and "agency" not in sorts:
        return Focus(Want.DOCUMENT, form, asking, kind="region")
    return None


def _without_noun(found: list[Piece], asking: Piece, form: Form) -> Focus | None:
    """Return what an asking word asks for that no noun follows."""
    place = found.index(asking)
    if asking.value == "who":
        return _by_who(found, asking, form)
    if asking.value == "number":
        return Focus(Want.NUMBER, form, asking)
    if asking.value == "how":
        measured = any(piece.sort == "target" for piece in found)
        return Focus(Want.TARGET if measured else Want.MEASURE, form, asking)
    if asking.value == "when":
        return Focus(when(found), form, asking, noun_before(found, place, {"deadline", "issued"}))
    return _of_attributed(found, asking, form)


def _of_attributed(found: list[Piece], asking: Piece, form: Form) -> Focus | None:
    """Return what 哪些 asks for whose noun stands apart from it, or is not said."""
    place = found.index(asking)
    if noun := attributed_noun(found, place):
        return _of_noun(noun, asking, form, found)
    near = [piece for piece in found[place + 1 :] if piece.sort != "numeral"][:1]
    sorts = {piece.sort for piece in found}
    of_task = bool(sorts & {"task", "ordinal"}) and "role" in sorts
    if of_task and (asking.text[-1] == "家" or [piece.text for piece in near] == ["家"]):
        return Focus(Want.AGENCY, form, asking, kind="agency")
    if asking.value == "what" and unit_after(found, place) in _TASK_UNITS:
        return Focus(Want.TASK, form, asking, noun_before(found, place, {"task"}))
    return (
        _by_what_is_before(found, asking, form)
        or _among_bodies(found, asking, form)
        or _by_verb(found, asking, form)
    )


def _among_bodies(found: list[Piece], asking: Piece, form: Form) -> Focus | None:
    """Return the bodies of 所有部门里任务最多的是哪个."""
    nouns = [p for p in found if p.sort == "noun" and p.start < asking.start]
    kinds = [p.value.partition(":")[0] for p in nouns]
    if form in {Form.MOST, Form.LEAST} and kinds == ["agency", "task"]:
        return Focus(Want.AGENCY, form, asking, nouns[0], "agency")
    return None


def _by_who(found: list[Piece], asking: Piece, form: Form) -> Focus:
    """Return what 谁 asks for: a body, an issuer, or the document that another rests on."""
    place = found.index(asking)
    if linked := noun_before(found, place, {"basis", "lower", "cited"}):
        return _of_noun(linked, asking, form, found)
    noun = noun_before(found, place, {"agency", "issuer"})
    issuer = noun is not None and noun.value == "issuer"
    return Focus(Want.ISSUER if issuer else whose(found), form, asking, noun)


def _by_what_is_before(found: list[Piece], asking: Piece, form: Form) -> Focus | None:
    """Return what an asking word without a noun after it is said of."""
    place = found.index(asking)
    targets = any(piece.sort == "target" for piece in found)
    unit = found[place + 1].text if place + 1 < len(found) else ""
    bodies = any(piece.sort == "agency" for piece in found)
    counted = bodies or any(p.sort == "noun" and p.value == "task" for p in found)
    linked = any(p.sort == "verb" and p.value in LINKING for p in found)
    counted = counted or (any(p.sort in {"document", "docform"} for p in found) and not linked)
    if asking.value == "howmany" and counted and not targets and unit in _TASK_UNITS:
        return Focus(Want.TASK, form, asking)
    if targets and asking.value == "howmany":
        return Focus(Want.TARGET, form, asking, noun_before(found, place, {"target"}))
    if noun := noun_before(found, place, None):
        return _of_noun(noun, asking, form, found)
    return Focus(Want.TARGET, form, asking) if targets else None


def _of_noun(noun: Piece, asking: Piece | None, form: Form, found: list[Piece]) -> Focus:
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


def _by_noun(found: list[Piece], form: Form) -> Focus | None:
    """Return the noun that the question ends in, or that 有没有 asks after."""
    for piece in reversed(found):
        if piece.sort == "noun" or (piece.sort == "document" and not piece.iris):
            return _of_noun(piece, None, form, found)
        if piece.sort not in LIGHT and piece.sort not in {"yes", "count", "conj", "sup"}:
            return None
    return None


def _by_thing(found: list[Piece], form: Form) -> Focus | None:
    """Return what a question without asking word and noun is about."""
    sorts = {piece.sort for piece in found}
    verbs = {piece.value for piece in found if piece.sort == "verb"}
    if "target" in sorts:
        return Focus(Want.TARGET, form)
    if form is Form.WHETHER:
        two = len([piece for piece in found if piece.sort == "document"]) > 1
        if "document" in sorts and (verbs & LINKING or (two and "mention" in verbs)):
            return Focus(Want.DOCUMENT, form)
        if "document" in sorts and "issue" in verbs and "date" in sorts:
            return Focus(Want.DOCUMENT, form)
        if sorts & {"task", "agency", "hospital", "programme", "aspect"}:
            return Focus(Want.TASK, form)
    return None


def _by_verb(found: list[Piece], asking: Piece, form: Form) -> Focus | None:
    """Return what 管什么, 要干什么, 依据什么 ask for."""
    verbs = {piece.value for piece in found if piece.sort == "verb"}
    sorts = {piece.sort for piece in found}
    if verbs & LINKING and "agency" not in sorts:
        return Focus(Want.DOCUMENT, form, asking, kind="basis")
    if verbs == {"complete"} and "date" in sorts and asking.value == "what":
        return Focus(Want.TASK, form, asking)
    if "agency" in sorts and sorts & {"role", "do"} and asking.value == "what":
        return Focus(Want.TASK, form, asking)
    numbered = "ordinal" in sorts and any(p.sort == "noun" and p.value == "task" for p in found)
    if numbered and asking.value == "what" and not verbs and found[-1] is asking:
        return Focus(Want.TASK, form, asking)
    return None
