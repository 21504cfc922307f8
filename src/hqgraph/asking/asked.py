"""What an asking word asks for: the noun after it, the noun before it, or what it says itself."""

from __future__ import annotations

from hqgraph.asking import wants
from hqgraph.asking.nouns import attributed_noun, noun_after, noun_before, unit_after
from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import Form, Want
from hqgraph.asking.wanted import Focus, of_noun
from hqgraph.asking.wants import LINKING, owns_documents, when, whose

_HAVING = {"有", "提出", "设定", "明确", "提出了", "设定了", "明确了"}
_TASK_UNITS = {"项", "条", "件"}


def by_asking(found: list[Piece], asking: Piece, form: Form) -> Focus | None:
    """Return what an asking word asks for, None where the question does not tell."""
    place = found.index(asking)
    after = noun_after(found, place)
    if (focus := _by_figures(found, asking, form, after)) is not None:
        return focus
    if asking.value == "no":
        return _numbered(found, asking, form, after)
    if wants.of_whose_body(found, place):
        return Focus(Want.AGENCY, form, asking, kind="which")
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
            return of_noun(after, asking, form, found) if owns_documents(found, form) else None
        if owned:
            return Focus(Want.AGENCY, form, asking, None if counted else after, "agency")
    if after is not None and after.value == "deadline" and _of_which(found, asking, after):
        return Focus(Want.TASK, form, asking)
    if after is not None and asking.value != "when":
        return of_noun(after, asking, form, found)
    return _without_noun(found, asking, form)


def _of_which(found: list[Piece], asking: Piece, noun: Piece) -> bool:
    """Tell whether it is asked which task has a time: 哪一项的完成时限是2024年底."""
    dated = any(p.sort in {"date", "aspect"} and p.start > noun.start for p in found)
    between = [p.text for p in found if asking.start < p.start < noun.start and p.text != "的"]
    return dated and (asking.text[-1] in _TASK_UNITS or bool(set(between) & _TASK_UNITS))


def _numbered(found: list[Piece], asking: Piece, form: Form, after: Piece | None) -> Focus | None:
    """Return what 第几项 asks for: the task that is named, or a body's; no place among bodies."""
    sorts = {piece.sort for piece in found}
    counted = sorts & {"sup", "count", "cmp"}
    task = after is not None and after.value == "task"
    told = sorts & {"task", "topic", "free", "programme", "quote", "target"}
    named = bool(told) and "agency" not in sorts
    said = noun_before(found, found.index(asking), {"task"})
    if counted or not (task or named or said):
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
    if asking.value == "how" and (noun := noun_before(found, place, {"deadline"})):
        return Focus(Want.DEADLINE, form, asking, noun)
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
        return of_noun(noun, asking, form, found)
    near = [piece for piece in found[place + 1 :] if piece.sort != "numeral"][:1]
    sorts = {piece.sort for piece in found}
    bodies = "role" in sorts or any(p.sort == "noun" and ":" in p.value for p in found)
    of_task = bool(sorts & {"task", "ordinal"}) and bodies
    if of_task and (asking.text[-1] == "家" or [piece.text for piece in near] == ["家"]):
        return Focus(Want.AGENCY, form, asking, kind="agency")
    if asking.value == "what" and _is_of_tasks(found, asking):
        return Focus(Want.TASK, form, asking, noun_before(found, place, {"task"}))
    if asking.value == "what" and unit_after(found, place) in _TASK_UNITS:
        return Focus(Want.TASK, form, asking, noun_before(found, place, {"task"}))
    return (
        _by_what_is_before(found, asking, form)
        or _among_bodies(found, asking, form)
        or _by_verb(found, asking, form)
    )


def _is_of_tasks(found: list[Piece], asking: Piece) -> bool:
    """Tell whether 哪几条 ends a question about tasks that are described before it."""
    counts = asking.text[-1] in _TASK_UNITS and found[-1] is asking
    nouns = {p.value.partition(":")[0] for p in found if p.sort == "noun"}
    return counts and nouns == {"task"}


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
        return of_noun(linked, asking, form, found)
    if _of_places(found, place):
        return Focus(Want.DOCUMENT, form, asking, kind="region")
    noun = noun_before(found, place, {"agency", "issuer"})
    issuer = noun is not None and noun.value == "issuer"
    return Focus(Want.ISSUER if issuer else whose(found), form, asking, noun)


def _of_places(found: list[Piece], place: int) -> bool:
    """Tell whether 谁 is one of the places right before it: 甲县和乙县谁没有规定时限."""
    solid = [p for p in found[:place] if p.sort not in {"filler", "numeral", "unit"}]
    before = [p.sort for p in solid if p.value != "compare"][-3:]
    after = [p for p in found[place + 1 :] if p.sort != "filler" or p.text in _HAVING][:1]
    bodies = any(p.sort == "role" or p.value.startswith("agency") for p in found)
    told = bool(after) and (after[0].sort == "neg" or after[0].value in {"mention", "filler"})
    return before == ["region", "conj", "region"] and told and not bodies


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
        return of_noun(noun, asking, form, found)
    return Focus(Want.TARGET, form, asking) if targets else None


def _by_verb(found: list[Piece], asking: Piece, form: Form) -> Focus | None:
    """Return what 管什么, 要干什么, 依据什么 ask for."""
    verbs = {piece.value for piece in found if piece.sort == "verb"}
    sorts = {piece.sort for piece in found}
    if verbs & LINKING and "agency" not in sorts:
        return Focus(Want.DOCUMENT, form, asking, kind="basis")
    dated = form in {Form.FIRST, Form.LAST} or ("date" in sorts and asking.text[-1] == "份")
    if dated and "issue" in verbs and "agency" not in sorts:
        return Focus(Want.DOCUMENT, form, asking, kind="document")  # 印发最晚的是哪个
    if verbs == {"complete"} and "date" in sorts and asking.value == "what":
        return Focus(Want.TASK, form, asking)
    done = sorts & {"role", "do"} or verbs == {"implement"}
    if "agency" in sorts and done and asking.value == "what":
        return Focus(Want.TASK, form, asking)
    numbered = "ordinal" in sorts and any(p.sort == "noun" and p.value == "task" for p in found)
    if numbered and asking.value == "what" and not verbs and found[-1] is asking:
        return Focus(Want.TASK, form, asking)
    return None
