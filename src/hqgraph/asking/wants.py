"""Which of several sorts of thing a word asks for, by what else the question says."""

from __future__ import annotations

from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import Form, Want

LINKING = frozenset({"base", "cite", "cited", "implement"})
"""The verbs that link documents, by their value in ``words.csv``."""

_TASK_LISTS = {"任务清单", "工作清单", "工作任务清单", "事项清单"}


def of_a_task(found: list[Piece], noun: Piece) -> bool:
    """Tell whether 编号 is a task's: 这项任务的编号, not a document's."""
    before = [p for p in found if p.start < noun.start and p.sort != "filler"]
    task = bool(before) and (before[-1].sort == "task" or before[-1].value == "task")
    return task and not any(piece.sort == "document" for piece in found)


def entitled(found: list[Piece]) -> Want:
    """Return whose title is wanted: a task's where one is said, else the named document's."""
    task = any(p.sort == "ordinal" or (p.sort == "noun" and p.value == "task") for p in found)
    document = any(piece.sort == "document" for piece in found)
    return Want.DOCUMENT if document and not task else Want.TASK


def whose(found: list[Piece]) -> Want:
    """Return what 谁 asks for: a body, who issued a document, or a document that does so."""
    issue = any(piece.sort == "verb" and piece.value == "issue" for piece in found)
    document = any(piece.sort == "document" for piece in found)
    links = LINKING | {"mention"}
    if document and any(piece.sort == "verb" and piece.value in links for piece in found):
        return Want.DOCUMENT
    placed = any(piece.sort == "region" for piece in found)
    document = document or (
        placed and any(p.sort == "noun" and p.value == "document" for p in found)
    )
    return Want.ISSUER if issue and document else Want.AGENCY


def owns_documents(found: list[Piece], form: Form) -> bool:
    """Tell whether 谁家的文件 wants the document, which tells whose it is: by what it rests on.

    18号是谁的文件 asks who issued it, and is left to the plainer question.
    """
    verbs = {piece.value for piece in found if piece.sort == "verb"}
    dated = any(piece.sort == "date" for piece in found)
    return bool(verbs & LINKING) or form in {Form.FIRST, Form.LAST} or (dated and "issue" in verbs)


def when(found: list[Piece]) -> Want:
    """Return which time is asked for: that of issue, or the deadline of a task."""
    issue = any(p.sort == "verb" and p.value == "issue" for p in found)
    issue = issue or any(p.sort == "noun" and p.value == "issued" for p in found)
    return Want.ISSUED if issue else Want.DEADLINE


def placed_asking(found: list[Piece]) -> None:
    """哪个县的哪份文件 asks for the document, which tells its region."""
    asking = [place for place, piece in enumerate(found) if piece.sort == "wh"]
    if len(asking) != 2:
        return
    between = [p for p in found[asking[0] + 1 : asking[1]] if p.sort != "unit"]
    region = between[0] if between else found[asking[0]]
    placed = region.sort == "level" or (region.sort == "noun" and region.value == "region")
    if placed and [p.text for p in between[1:]] == ["的"]:
        found[asking[0]].sort = "filler"
        if region.sort == "noun":
            region.sort = "filler"


def lists_of_tasks(found: list[Piece]) -> None:
    """A body has no 任务清单 that is a document: what is meant are its tasks.

    So it is of what a condition describes: 持续推进的任务清单, 需完成的工作清单.
    """
    asked = any(piece.sort in {"wh", "yes"} for piece in found)
    for place, piece in enumerate(found):
        said = [p.text for p in found[max(0, place - 2) : place]]
        if piece.text == "清单" and place == len(found) - 1 and said == ["任务", "的"]:
            piece.sort, piece.value = "filler", "filler"
        if piece.sort != "docform" or piece.text not in _TASK_LISTS:
            continue
        before = [p for p in found[:place] if p.sort not in {"filler", "role", "unit"}]
        last = before[-1].sort if before else ""
        ends = place == len(found) - 1 and not asked
        if last == "agency" or (ends and last in {"aspect", "verb", "date", "rel", "hospital"}):
            piece.sort, piece.value = "noun", "task"


def of_whose_body(found: list[Piece], place: int) -> bool:
    """Tell whether one of several bodies of a name is asked for: 谁的医保局任务最多."""
    ranked = any(piece.sort == "sup" for piece in found)
    after = [piece for piece in found[place + 1 : place + 5] if piece.sort not in {"unit", "level"}]
    if after and after[0].sort == "noun" and after[0].value == "region":
        after = after[1:]
    asking = found[place]
    placed = len(after) < len(found[place + 1 : place + 5])
    owner = asking.value == "who" or asking.text == "哪家" or placed
    owned = len(after) > 1 and after[0].text == "的" and after[1].sort == "agency"
    return ranked and owner and owned and not after[1].region
