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
_OF_WORDS = {"方面", "有关", "相关", "内容", "关于"}
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
        elif (_is_heading(before[-1]) or _may_end(before[-1], word)) and (
            heading := _heading(state, before)
        ):
            first, last = (state.found.index(heading[end]) for end in (0, -1))
            text = "".join(piece.text for piece in state.found[first : last + 1])
            for piece in (*heading, word):
                piece.use()
            state.add(InSection(text, f"“{text}”"))


def _is_heading(piece: Piece) -> bool:
    """Tell whether a piece may be of a heading: 重点任务 and 保障措施 are some, 任务 is none."""
    return piece.sort in {*_HEADINGS, "do", "target"} or (
        piece.sort == "noun" and len(piece.text) >= _LONG
    )


def _may_end(piece: Piece, word: Piece) -> bool:
    """Tell whether a light word may be the last of a heading: 加强党的领导这部分."""
    plain = piece.sort == "filler" and piece.text not in _OF_WORDS and len(piece.text) > 1
    beside = piece.start + len(piece.text) == word.start
    return plain and beside and word.value == "section"


def _says_section(word: Piece) -> bool:
    return (word.sort == "noun" and word.value == "section") or word.text in UNDER


def _heading(state: Composer, before: list[Piece]) -> list[Piece]:
    """Return the words of the heading: all that stand right beside each other."""
    run = [before[-1]]
    light: list[Piece] = []
    known = len(before) > 1 and before[-2].sort in _HEADINGS
    if run[0].sort == "do" and not known:
        return []
    for piece in reversed(before[:-1]):
        beside = (*light, *run)[0].start - piece.start - len(piece.text) <= 1
        named = piece.sort in {*_HEADINGS, "do", "target"} and not piece.used
        if not beside or not (named or piece.sort == "filler"):
            break
        light.insert(0, piece)
        if named:
            run, light = [*light, *run], []
    told = any(_is_heading(piece) for piece in run)
    return run if told and not any(p.used for p in run if p.sort != "filler") else []


def _numbered(state: Composer, ordinal: Piece, word: Piece) -> None:
    number = bare_number(ordinal.value)
    forms = tuple(form for form in (number, other_figures(number)) if form)
    said = say("asking.read.part", no=number)
    state.add(InSection("", f"{said}{re.sub('[这那一个]', '', word.text)}", forms))
