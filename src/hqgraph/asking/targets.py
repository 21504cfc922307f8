"""Which targets a question names: by indicator, by what it is measured on, or parts of either."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hqgraph.asking.lexicon import target_text
from hqgraph.asking.loose import in_brackets, is_share, loose, ratios, squeeze, without_ratio
from hqgraph.asking.names import Target
from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import HasTarget, InDocument, TargetDue, TargetIs, TaskIs, ValueIs, Want
from hqgraph.asking.refusal import RefusalError
from hqgraph.messages import say

if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer

_MEASURED = {"indicator", "part", "piece"}
_BESIDE = {"topic", "hospital", "programme"}
_RATE = "率"
_AT_MOST = {"以内", "之内", "内", "到"}
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_RATIO = re.compile(r"[:：∶]")


def constrain(state: Composer) -> None:
    """Take the pieces that name targets, and the values they are compared with."""
    found = _named(state)
    if found:
        _by_name(state, found)
    elif state.focus.want is not Want.TARGET:
        for piece in state.of("noun"):
            if piece.value == "target":
                state.add(HasTarget(piece.use().text), negated=state.negated(piece))
    _values(state, found)
    if state.focus.want is Want.TARGET:
        for piece in state.of("cmp", "count"):
            piece.use()
        for piece in state.of("rel"):
            if piece.text in _AT_MOST:
                piece.use()


def due(state: Composer, first: str | None, last: str | None, words: str) -> None:
    """Keep the targets that are to be met by then; one without a date is not shut out."""
    state.add(TargetDue(first, last, words))


def _named(state: Composer) -> list[Piece]:
    found = state.of("target")
    if state.focus.want is Want.TARGET:
        places = [state.found.index(piece) for piece in found]
        for place, piece in enumerate(state.found):
            beside = any(abs(place - other) == 1 for other in places)
            if not piece.used and piece.sort in _BESIDE and (beside or not found):
                found.append(piece)
    return sorted(found, key=lambda piece: piece.start)


def _by_name(state: Composer, found: list[Piece]) -> None:
    """Find the targets that have all the words; what is measured must be among them."""
    words = "".join(piece.text for piece in found)
    parts = [squeeze(piece.text) for piece in found]
    share = any(piece.sort == "noun" and piece.text in ratios() for piece in state.found)
    known = [t for t in state.lexicon.names.targets if not share or is_share(t.unit)]
    if any(piece.sort == "noun" and piece.text == _RATE for piece in state.found):
        known = [t for t in known if _ends_so(t, parts)]
    fitting = [t for t in known if _fits(t, parts)]
    here = _here(state, fitting)
    if not here:
        loosely = [t for t in known if _fits_loosely(t, parts)]
        here = _here(state, loosely)
        fitting = fitting or loosely
    if not fitting:
        raise RefusalError("asking.no-target", name=words)
    for piece in found:
        piece.use()
    documents = dict.fromkeys(target.document for target in here)
    near = [_closest([t for t in here if t.document == d], parts) for d in documents]
    best = [target for group in near for target in group] or fitting
    state.add(TargetIs(tuple(target.iri for target in best), words))
    if not here:
        state.notes.append(say("asking.note.no-target-here", name=words))


def _fits(target: Target, parts: list[str]) -> bool:
    text = target_text(target.subject, target.indicator)
    return _all_in(text, len(squeeze(target.subject)), parts)


def _ends_so(target: Target, parts: list[str]) -> bool:
    """Tell whether 率 after a part may be this target: its name ends there, but for 率 and 比例."""
    name = without_ratio(loose(target.subject + target.indicator))
    return any(name.endswith(loose(part)) for part in parts)


def _all_in(text: str, subject: int, parts: list[str]) -> bool:
    """Tell whether a name has all parts, one of which reaches beyond its first characters."""
    ends = [text.rfind(part) + len(part) if part in text else -1 for part in parts]
    return min(ends, default=-1) >= 0 and max(ends) > subject


def _fits_loosely(target: Target, parts: list[str]) -> bool:
    """Tell whether a target fits when what may be left out is, on both sides."""
    said = [loose(part) for part in parts]
    if is_share(target.unit):
        said = [without_ratio(part) for part in said]
    said = [part for part in said if part]
    subject = loose(target.subject)
    names = (target.indicator, *in_brackets(target.indicator))
    return bool(said) and any(_all_in(subject + loose(n), len(subject), said) for n in names)


def _here(state: Composer, fitting: list[Target]) -> list[Target]:
    """Keep the targets of the regions, documents and tasks that are asked about."""
    documents = {i for item in state.where if isinstance(item, InDocument) for i in item.documents}
    tasks = {i for item in state.where if isinstance(item, TaskIs) for i in item.tasks}
    return [
        target
        for target in fitting
        if state.covers(target.region)
        and (not documents or target.document in documents)
        and (not tasks or target.task in tasks)
    ]


def _closest(here: list[Target], parts: list[str]) -> list[Target]:
    """Prefer indicators of that very name, then those that end so, to those that contain it."""
    measured = [(target, squeeze(target.indicator)) for target in here]
    whole = [target for target, name in measured if name in parts]
    ending = [target for target, name in measured if any(name.endswith(part) for part in parts)]
    return whole or ending or here


def _values(state: Composer, found: list[Piece]) -> None:
    """Take numbers with the word that compares: 不低于50%, 超过8个, 1:2."""
    for piece in state.of("value"):
        if state.focus.want is Want.AGENCY and not found:
            raise RefusalError("asking.left", words=piece.text)
        place = state.found.index(piece)
        beside = [p for p in state.found[max(0, place - 2) : place + 3] if p.sort == "cmp"]
        operator = beside[0].use().value if beside else "="
        unit = next((p.text for p in state.found[place + 1 : place + 2] if p.sort == "unit"), "")
        value = "".join(piece.use().value.split())
        figure = _FIGURE.search(value)
        if figure is None:
            raise RefusalError("asking.left", words=piece.text)
        if "%" in value or "百分" in value:
            unit = "%"
        plain = _RATIO.sub(":", value) if _RATIO.search(value) else figure.group()
        state.add(
            ValueIs(operator, plain, unit, f"{operator}{piece.text}{unit if unit != '%' else ''}")
        )
