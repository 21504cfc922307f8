"""What a date and the word after it mean: 2025年底前, 2025年之后, 到2027年, 2024年内."""

from __future__ import annotations

from hqgraph.asking import targets
from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import (
    AnyOf,
    DeadlineKind,
    Due,
    IssuedIn,
    MilestoneDue,
    TargetDue,
    Want,
)
from hqgraph.asking.refusal import RefusalError
from hqgraph.messages import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from hqgraph.asking.compose import Composer

_EXPLICIT = {"明确", "具体", "确定", "确定的", "明确的", "没有明确", "未明确", "没写明", "没有写明"}
_TO = {"到", "至", "—", "-"}
_BOUNDS = {"<=": "until", "<": "before", ">": "after", ">=": "from", "=": "on"}
"""What a comparison says of a date: 不超过2025年底, 时限正好是2025年底."""
_OPPOSITE = {"after": "until", "before": "from", "until": "after", "from": "before"}
_DENIES = {"不得", "不能", "不可", "不应", "不要"}


def deadlines(state: Composer) -> None:
    """Take 持续推进, dates with 前 后 内, and 没有时限."""
    _asked(state)
    for piece in state.of("aspect"):
        negated = state.negated(piece.use())
        state.add(DeadlineKind("ongoing", say("asking.read.ongoing")), negated=negated)
    milestones = [p for p in state.found if p.sort == "noun" and p.value == "milestone"]
    spans = _spans(state)
    if milestones and not spans and state.focus.want is not Want.TARGET:
        state.add(MilestoneDue(None, None, milestones[0].use().text))
    for piece, first, last in spans:
        negated = state.negated(piece.use())
        if state.focus.want is Want.TARGET:
            targets.due(state, first, last, _period(first, last))
        elif milestones:
            milestones[0].use()
            item = MilestoneDue(first, last, _period(first, last))
            state.choose(piece, item, negated=negated)
        else:
            state.choose(piece, Due(first, last, _period(first, last)), negated=negated)
    for piece in state.of("noun"):
        timed = any(isinstance(item, Due | DeadlineKind) for item in state.where)
        if piece.value == "deadline" and not (timed and not _denied(state, piece)):
            negated = state.negated(piece.use())
            if state.focus.want is Want.TARGET:
                said = say(f"asking.read.{'undated' if negated else 'dated'}")
                state.add(TargetDue(None, None, said, undated=negated))
            elif any(word.text in _EXPLICIT for word in state.found):
                state.add(Due(None, None, say("asking.read.dated")), negated=negated)
            else:
                state.add(DeadlineKind("", say("asking.read.deadline")), negated=negated)
                if not negated:
                    state.add(DeadlineKind("ongoing", say("asking.read.ongoing")), negated=True)


def _asked(state: Composer) -> None:
    """Take the 前 of 什么时候前完成 and the 到 of 到哪年要达到."""
    asking = state.focus.asking
    if state.focus.want is Want.DEADLINE and asking is not None:
        place = state.found.index(asking)
        for piece in state.found[max(0, place - 1) : place]:
            if piece.sort == "rel" and piece.value == "until":
                piece.use()
        for piece in state.found[place + 1 : place + 2]:
            if piece.sort == "rel":
                piece.use()


def issued(state: Composer) -> None:
    """Take dates as those of documents."""
    for piece, first, last in _spans(state):
        if state.negated(piece.use()):
            _not_in(state, first, last)
            continue
        state.choose(piece, IssuedIn(first, last, _period(first, last)))
        _say_of_the_day(state, piece, first, last)


def _not_in(state: Composer, first: str | None, last: str | None) -> None:
    """Keep to documents dated before or after: of one without a date it is not known."""
    from datetime import date  # noqa: PLC0415

    before = _beside(date.fromisoformat(first), -1) if first else None
    after = _beside(date.fromisoformat(last), 1) if last else None
    items: list[IssuedIn] = []
    if before is not None:
        items.append(IssuedIn(None, before, _period(None, before)))
    if after is not None:
        items.append(IssuedIn(after, None, _period(after, None)))
    state.add(items[0] if len(items) == 1 else AnyOf(tuple(items)))
    state.notes.append(say("asking.note.no-date"))


def _say_of_the_day(state: Composer, piece: Piece, first: str | None, last: str | None) -> None:
    """Say whether 4月26日以后 takes in the 26th."""
    if (first is None) == (last is None) or "日" not in piece.text:
        return
    after = state.found[state.found.index(piece) + 1 :][:1]
    if after and after[0].sort == "rel":
        key = "asking.note.day-out" if first is not None else "asking.note.day-in"
        state.notes.append(say(key, words=f"{piece.text}{after[0].text}"))


def _spans(state: Composer) -> list[tuple[Piece, str | None, str | None]]:
    """Return the dates with what they span; 2024年到2025年 is one span.

    Raises RefusalError for several dates that neither 到 nor 或 joins.
    """
    dates = state.of("date")
    if len(dates) == 2 and (words := _between(state, dates)):
        start, _ = span_of([dates[0]], dates[0])
        for word in words:
            word.use()
        _, end = span_of([dates[1]], dates[1])
        dates[1].use()
        after = state.found[state.found.index(dates[1]) + 1 :][:2]
        for word in after:
            if word.sort == "rel" and word.value == "before":
                word.use()
        return [(dates[0], start, end)]
    either = any(p.sort == "conj" and p.value == "or" for p in state.found)
    if len(dates) > 1 and not either:
        raise RefusalError("asking.left", words="、".join(piece.text for piece in dates[1:]))
    return [(piece, *span_of(state.found, piece)) for piece in dates]


def _between(state: Composer, dates: list[Piece]) -> list[Piece]:
    """Return the words between two dates where one of them is 到 and none means more."""
    inside = [p for p in state.found if dates[0].start < p.start < dates[1].start]
    light = all(p.sort == "filler" or p.text in _TO for p in inside)
    return inside if light and any(p.text in _TO for p in inside) else []


def _denied(state: Composer, piece: Piece) -> bool:
    """Tell whether 没有 stands right before a noun."""
    before = [p for p in state.found if p.start < piece.start and p.sort != "filler"]
    return bool(before) and before[-1].sort == "neg"


def _period(first: str | None, last: str | None) -> str:
    if first == last:
        return say("asking.read.on", date=first)
    if first is None:
        return say("asking.read.until", date=last)
    if last is None:
        return say("asking.read.from", date=first)
    return say("asking.read.between", first=first, last=last)


def span_of(found: list[Piece], piece: Piece) -> tuple[str | None, str | None]:
    """Return the first and last day that a date piece means, either None where open.

    2025年底前 ends on the last day of 2025, 2025年前 on the day before that year;
    以内 and 内 with a bare year mean within it. Takes the words it read.
    Raises RefusalError for a date that does not exist.
    """
    from hqgraph.dates import period  # noqa: PLC0415 (most questions name no date)

    place = found.index(piece)
    try:
        first, last = period(_whole(piece.value))
    except ValueError as error:
        raise RefusalError("asking.date", words=piece.text) from error
    after = next((p for p in found[place + 1 : place + 3] if p.sort in {"rel", "cmp"}), None)
    before = next((p for p in reversed(found[max(0, place - 2) : place]) if _bounds(p)), None)
    relation = ""
    if after is not None and after.sort == "rel":
        relation = after.use().value
        inside = after.text in {"以内", "之内", "内"}
        if before is not None:
            before.use()
        if inside and first != last:
            return first.isoformat(), last.isoformat()
    elif before is not None:
        relation = _said_before(found, before)
    if relation == "before":
        return None, last.isoformat() if first == last else _beside(first, -1)
    if relation == "after":
        return _beside(last, 1), None
    if relation == "from":
        return first.isoformat(), None
    if relation == "until":
        return None, last.isoformat()
    return first.isoformat(), last.isoformat()


def _bounds(piece: Piece) -> bool:
    return piece.sort == "rel" or (piece.sort == "cmp" and not piece.used)


def _said_before(found: list[Piece], piece: Piece) -> str:
    """Return what a word before a date means; 不得晚于 and 不能早于 mean the opposite."""
    relation = _BOUNDS.get(piece.use().value, piece.value)
    place = found.index(piece)
    denied = found[place - 1] if place else piece
    if denied.text in _DENIES or (denied.sort == "neg" and not denied.used):
        denied.use()
        return _OPPOSITE.get(relation, relation)
    return relation


def _whole(text: str) -> str:
    """Return a date as :func:`period` reads it: a bare year gets its 年, 年度 is the year."""
    bare = text.replace(" ", "").replace("年度", "年")
    return f"{bare}年" if bare.isdigit() else bare


def _beside(day: date, days: int) -> str:
    from datetime import timedelta  # noqa: PLC0415 (slow to load, and most questions name no date)

    return (day + timedelta(days=days)).isoformat()
