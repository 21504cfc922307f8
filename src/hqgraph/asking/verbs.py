"""Words that are a noun in one question and only a verb in another: 要求, 对比, 落实到.

邻水县要求县医保局做什么 asks for tasks, 对县医保局有什么要求 for what is demanded of it:
where something that can be demanded follows, it is the verb, which says nothing more.
"""

from __future__ import annotations

from itertools import pairwise

from hqgraph.asking.pieces import Piece
from hqgraph.asking.refusal import RefusalError

_DEMANDS = {"要求", "目标要求", "指标要求"}
_DEMANDED = {
    "agency", "hospital", "date", "aspect", "role", "do", "target", "task", "topic",
    "programme", "only", "neg", "every", "document", "region", "value", "cmp",
}  # fmt: skip
_DEMANDED_VERBS = {"complete", "issue", "implement", "mention"}
_DEMANDED_NOUNS = {"task", "agency", "hospital", "document", "deadline"}
_ORIGIN = {"出自", "来自", "源于", "来源于"}
_DOCUMENT_BASIS = {"文件依据", "政策依据", "文件根据", "政策根据"}
_GROUNDS = {"依据", "根据"}
_HANDED = {"分给", "交给", "派给", "派到", "摊派到", "分到", "分到了"}
"""What one body would do with a task to another; no document tells."""
_PLACED = {"落在", "落到", "落于", "定在", "卡在", "排在", "放在"}
_LONG = 3
_NOT_YET = {"没有", "没"}
_TASKED = {"由", "在", "于", "到", "达到", "达"}
_OPENS = {"的", "有", "什么", "哪些", "何", "是"}


def plain(found: list[Piece]) -> None:
    """Make a light word of 要求 where it is the verb of what follows; 上位依据文件 is one noun."""
    for before, piece in pairwise(found):
        linked = before.sort == "noun" and before.value in {"basis", "lower", "cited"}
        if linked and piece.sort == "noun" and piece.value == "document":
            piece.sort, piece.value = "filler", "filler"
    _split_basis(found)
    _of_links(found)
    _of_origin(found)
    _spoken(found)
    for place, piece in enumerate(found):
        if piece.sort == "verb" and piece.text in _GROUNDS and _is_ground(found, place):
            piece.sort, piece.value = "noun", "basis"
        if piece.sort == "noun" and piece.text in _DEMANDS and _is_verb(found, place):
            piece.sort, piece.value = "filler", "filler"


def _spoken(found: list[Piece]) -> None:
    """Read 落在2025年 as 在2025年, 点了哪些医院的名 as 点了哪些医院, a last 没有 as 吗."""
    for piece, after in pairwise(found):
        if piece.sort == "yes" and after.text == "有没有":  # 是否有没有牵头的任务
            after.sort, after.value = "neg", "not"
        if piece.text in _PLACED and after.sort == "date":
            piece.sort, piece.value = "filler", "filler"
        if piece.sort == "rank" and after.sort in {"region", "task", "document"}:
            piece.sort, piece.value = "verb", "mention"  # 列在甲县任务3里的单位
    _numbered(found)
    for than, figure, unit, more in zip(found, found[1:], found[2:], found[3:], strict=False):
        beyond = more.value in {"more", "fewer"} and figure.sort in {"value", "numeral"}
        if than.sort == "than" and beyond and unit.sort == "unit":  # 任务比5项多的部门
            than.sort, than.value = "cmp", ">" if more.value == "more" else "<"
            more.sort, more.value = "filler", "filler"
    last = found[-1] if found else Piece("filler", "", 0)
    if last.text == "名" and any(p.sort == "verb" and p.text.startswith("点") for p in found):
        last.sort, last.value = "filler", "filler"
    if last.text in _NOT_YET and not any(piece.sort == "wh" for piece in found):
        last.sort, last.value = "yes", "yes"


def _numbered(found: list[Piece]) -> None:
    """Read the 19 of 任务18、19 as the number of a task."""
    for before, conj, piece in zip(found, found[1:], found[2:], strict=False):
        listed = conj.sort == "conj" and conj.value == "and" and before.sort == "ordinal"
        if listed and piece.sort == "value" and piece.text.isdigit() and len(piece.text) < _LONG:
            piece.sort, piece.value = "ordinal", piece.text


def _split_basis(found: list[Piece]) -> None:
    """Read 哪些文件依据它 as documents that rest on it: 文件 and 依据 are two words there.

    Right before the document that is named, and with 的 nothing said of another before,
    文件依据 cannot be what a document has.
    """
    for place in range(len(found) - 1, 0, -1):
        piece, after = found[place], found[place + 1 : place + 2]
        if piece.sort != "noun" or piece.text not in _DOCUMENT_BASIS or not after:
            continue
        if after[0].sort != "document" or not _is_asked(found[:place]):
            continue
        noun, verb = piece.text[:2], piece.text[2:]
        found[place : place + 1] = [
            Piece("noun", noun, piece.start, value="document"),
            Piece("verb", verb, piece.start + len(noun), value="base"),
        ]


def _is_asked(before: list[Piece]) -> bool:
    """Tell whether an asking word stands right before: 哪些, 哪几份, 谁的."""
    solid = [piece for piece in before if piece.sort not in {"unit", "numeral"}]
    if len(solid) > 1 and solid[-1].text == "的":
        return solid[-2].sort == "wh" and solid[-2].value == "who"
    return bool(solid) and solid[-1].sort in {"wh", "yes"}


def _of_links(found: list[Piece]) -> None:
    """上位文件的文号 is asked of documents, which are shown with it: the documents are wanted."""
    solid = [piece for piece in found if piece.text != "的"]
    for before, piece in pairwise(solid):
        linked = before.sort == "noun" and before.value in {"basis", "lower", "cited"}
        if linked and piece.sort == "noun" and piece.value in {"number", "title"}:
            piece.sort, piece.value = "filler", "filler"


def _of_origin(found: list[Piece]) -> None:
    """出自哪个单位 asks who issued a document, 出自哪份文件 what it rests on."""
    for place, piece in enumerate(found[:-1]):
        asked = found[place + 1]
        after = next((p for p in found[place + 2 :] if p.sort not in {"unit", "filler"}), None)
        body = after is not None and after.sort == "noun" and after.value.startswith("agency")
        if piece.text in _ORIGIN and asked.sort == "wh" and (body or asked.value == "who"):
            piece.value = "issue"


def _is_ground(found: list[Piece], place: int) -> bool:
    """Tell whether 依据 is what a document has: it ends the question after 的."""
    owner = found[place - 2] if place > 1 else found[place]
    owned = found[place - 1].text == "的" and owner.sort in {"document", "region"}
    asked = any(piece.sort in {"wh", "yes"} for piece in found)
    return owned and not asked and place == len(found) - 1


def _is_verb(found: list[Piece], place: int) -> bool:
    before = found[place - 1] if place else None
    if before is not None and (before.text in _OPENS or before.sort == "wh"):
        return False
    light = {piece.text for piece in found if piece.sort == "filler"} - _TASKED - _OPENS
    after = next((piece for piece in found[place + 1 :] if piece.text not in light), None)
    if after is None or after.text in _OPENS:
        return False
    kind = after.value.partition(":")[0]
    return (
        after.text in _TASKED
        or after.sort in _DEMANDED
        or (after.sort == "wh" and after.value in {"when", "who"})
        or (after.sort == "verb" and kind in _DEMANDED_VERBS)
        or (after.sort == "noun" and kind in _DEMANDED_NOUNS)
    )


def check_between(found: list[Piece], bodies: list[Piece]) -> None:
    """Refuse 甲交给乙的任务, which no document tells, and 甲没有和乙承担, which means two things.

    Raises RefusalError.
    """
    for one, other in pairwise(sorted(bodies, key=lambda piece: piece.start)):
        inside = [p for p in found if one.start < p.start < other.start]
        solid = [p for p in inside if p.sort != "filler"]
        handed = [p for p in solid if p.sort == "role" and p.text in _HANDED]
        denied = [a for a, b in pairwise(solid) if a.sort == "neg" and b.sort == "conj"]
        if handed or denied:
            raise RefusalError("asking.left", words=(handed or denied)[0].text)


def between_regions(found: list[Piece]) -> bool:
    """Tell whether two regions stand on both sides of 对应: whose body is whose is not stated."""
    places = [p.start for p in found if p.sort == "region" or p.region]
    verbs = [p.start for p in found if p.sort == "verb" and p.value == "match"]
    return bool(places) and any(min(places) < verb < max(places) for verb in verbs)


def is_done(found: list[Piece], piece: Piece) -> bool:
    """Tell whether it is a body that lists or counts something: 它统计哪些任务."""
    place = found.index(piece)
    beside = [p.sort for p in (*found[max(0, place - 1) : place], *found[place + 1 : place + 2])]
    return beside == ["agency", "wh"] and piece.value != "compare"


def between_parts(found: list[Piece], piece: Piece) -> bool:
    """Tell whether it is asked which of two parts a body has: 牵头还是配合."""
    place = found.index(piece)
    return any(p.sort == "role" for p in found[max(0, place - 1) : place])
