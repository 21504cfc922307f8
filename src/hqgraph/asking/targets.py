"""Which targets a question names: by indicator, by what it is measured on, or parts of either."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hqgraph.asking.lexicon import squeeze, target_text
from hqgraph.asking.names import Target
from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import HasTarget, InDocument, TargetDue, TargetIs, TaskIs, ValueIs, Want
from hqgraph.asking.refusal import RefusalError
from hqgraph.messages import say

if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer

_MEASURED = {"indicator", "part", "piece"}
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
    _values(state)
    if state.focus.want is Want.TARGET:
        for piece in state.of("cmp", "count"):
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
            if not piece.used and piece.sort in {"topic", "hospital"} and (beside or not found):
                found.append(piece)
    return sorted(found, key=lambda piece: piece.start)


def _by_name(state: Composer, found: list[Piece]) -> None:
    """Find the targets that have all the words; what is measured must be among them."""
    words = "".join(piece.text for piece in found)
    parts = [squeeze(piece.text) for piece in found]
    fitting = [t for t in state.lexicon.names.targets if _fits(t, parts)]
    if not fitting:
        raise RefusalError("asking.no-target", name=words)
    for piece in found:
        piece.use()
    here = _here(state, fitting)
    best = _closest(here, parts) if here else fitting
    state.add(TargetIs(tuple(target.iri for target in best), words))
    if not here:
        state.notes.append(say("asking.note.no-target-here", name=words))


def _fits(target: Target, parts: list[str]) -> bool:
    text = target_text(target.subject, target.indicator)
    measured = squeeze(target.indicator)
    return all(part in text for part in parts) and any(part in measured for part in parts)


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


def _values(state: Composer) -> None:
    """Take numbers with the word that compares: 不低于50%, 超过8个, 1:2."""
    for piece in state.of("value"):
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
