"""Tasks under a heading: “提高群众就医满意度”底下有哪些任务, 第三部分有哪些任务.

Headings are no names that a question is read against; their words stand in quotation
marks, or are such as no name has, right before 底下, 部分 or 板块.
"""

from __future__ import annotations

import re

from hqgraph.asking.named import other_figures
from hqgraph.asking.pieces import Piece, bare_number
from hqgraph.asking.query import InSection, Want
from hqgraph.messages import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer

UNDER = {"底下", "下面", "之下", "项下", "标题下", "下"}
"""Words after a heading that say that what stands under it is meant."""
_HEADINGS = {"free", "topic", "programme", "quote", "theme", "task"}
_LONG = 4
_BETWEEN = {"这", "那", "该", "的", "这个", "那个", "一"}


def constrain(state: Composer) -> None:
    """Take a heading with the word that says it is one, and a numbered part."""
    if state.focus.want not in {Want.TASK, Want.AGENCY}:
        return
    for place, word in enumerate(state.found):
        if word.used or not _says_section(word):
            continue
        before = [p for p in state.found[:place] if p.text not in _BETWEEN]
        if not before:
            continue
        if before[-1].sort == "ordinal" and word.sort == "noun":
            _numbered(state, before[-1].use(), word.use())
        elif _is_heading(before[-1]) and (heading := _heading(state, before)):
            text = "".join(piece.text for piece in heading)
            for piece in (*heading, word):
                piece.use()
            state.add(InSection(text, f"“{text}”"))


def _is_heading(piece: Piece) -> bool:
    """Tell whether a piece may be of a heading: 重点任务 and 保障措施 are some, 任务 is none."""
    return piece.sort in {*_HEADINGS, "do", "target"} or (
        piece.sort == "noun" and len(piece.text) >= _LONG
    )


def _says_section(word: Piece) -> bool:
    return (word.sort == "noun" and word.value == "section") or word.text in UNDER


def _heading(state: Composer, before: list[Piece]) -> list[Piece]:
    """Return the words of the heading: all that stand right beside each other."""
    run = [before[-1]]
    known = len(before) > 1 and before[-2].sort in _HEADINGS
    if run[0].sort == "do" and not known:
        return []
    for piece in reversed(before[:-1]):
        beside = run[0].start - piece.start - len(piece.text) <= 1
        if piece.used or piece.sort not in {*_HEADINGS, "do", "target"} or not beside:
            break
        run.insert(0, piece)
    return run if not any(piece.used for piece in run) else []


def _numbered(state: Composer, ordinal: Piece, word: Piece) -> None:
    number = bare_number(ordinal.value)
    forms = tuple(form for form in (number, other_figures(number)) if form)
    said = say("asking.read.part", no=number)
    state.add(InSection("", f"{said}{re.sub('[这那一个]', '', word.text)}", forms))
