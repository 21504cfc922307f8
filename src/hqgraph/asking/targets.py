"""Which targets a question names: by indicator, by what it is measured on, or parts of either."""

from __future__ import annotations

import re
from itertools import pairwise

from hqgraph.asking.lexicon import target_text
from hqgraph.asking.loose import in_brackets, is_share, loose, ratios, squeeze, without_ratio
from hqgraph.asking.named_things import Target
from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import (
    Form,
    HasTarget,
    InDocument,
    TargetDue,
    TargetIs,
    TaskIs,
    ValueIs,
    Want,
    Within,
)
from hqgraph.asking.refusal import RefusalError
from hqgraph.messages import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer

_MEASURED = {"indicator", "part", "piece"}
_BESIDE = {"topic", "hospital", "programme"}
_RATE = "率"
_PEOPLE = {"人员", "人", "人数", "人群", "医院", "机构", "数量"}
_AT_MOST = {"以内", "之内", "内", "到"}
_FIGURE = r"\d+(?:\.\d+)?"
_RATIO = r"[:：∶]"


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
        _people(state)
        figures = any(p.sort == "value" or p.value == "howmany" for p in state.found)
        for piece in state.of("cmp", "count"):
            if figures or piece.sort == "count":
                piece.use()
        for piece in state.of("rel"):
            if piece.text in _AT_MOST:
                piece.use()


def _people(state: Composer) -> None:
    """Take the 人员 of 本科以上学历的人员: on whom it is measured the name of a target tells."""
    solid = [piece for piece in state.found if piece.text != "的"]
    for before, piece in pairwise(solid):
        if before.sort == "target" and before.used and piece.text in _PEOPLE:
            piece.use()


def measured_on(state: Composer, piece: Piece, hospitals: tuple[str, ...]) -> None:
    """Take the targets that a hospital is named for, not those of all that its tasks say.

    Raises RefusalError where no target names it.
    """
    known = state.lexicon.names
    names = {name for iri in hospitals for name in known.hospitals[iri].names} | {piece.value}
    found = {
        target.iri
        for name in names
        for target in known.targets_with(squeeze(name))
        if squeeze(name) in squeeze(target.subject) and state.covers(target.region)
    }
    if not found:
        raise RefusalError("asking.no-target", name=piece.text)
    state.add(TargetIs(tuple(sorted(found)), piece.text))


def due(state: Composer, first: str | None, last: str | None, words: str) -> None:
    """Keep the targets that are to be met by then."""
    state.add(TargetDue(first, last, words))


def _named(state: Composer) -> list[Piece]:
    found = state.of("target")
    if state.focus.want is Want.TARGET:
        places = [state.found.index(piece) for piece in found]
        bare = all(_on(piece) for piece in found)
        for place, piece in enumerate(state.found):
            beside = any(abs(place - other) == 1 for other in places)
            if not piece.used and piece.sort in _BESIDE and (beside or bare):
                found.append(piece)
    return sorted(found, key=lambda piece: piece.start)


def _by_name(state: Composer, found: list[Piece]) -> None:
    """Find the targets that have all the words, or all of one of the groups that 和 joins."""
    words = "".join(piece.text for piece in found)
    best, here = _found(state, found)
    if not best:
        best, here = _without_subject(state, found)
    groups = _groups(state, found) if not best else []
    for group in groups:
        some, there = _found(state, group)
        if not some:
            raise RefusalError("asking.no-target", name="".join(p.text for p in group))
        best, here = [*best, *some], here or there
    if not best:
        raise RefusalError("asking.no-target", name=words)
    for piece in found:
        piece.use()
    _same_unit(state, best)
    iris = tuple(dict.fromkeys(target.iri for target in best))
    said = "、".join("".join(p.text for p in group) for group in groups) or words
    negated = state.focus.want is Want.DOCUMENT and state.negated(found[0])
    state.add(TargetIs(iris, said), negated=negated)
    if not here:
        state.notes.append(say("asking.note.no-target-here", name=words))
        return
    asked = {i for item in state.where if isinstance(item, Within) for i in item.regions}
    lacking = tuple(sorted(asked - {target.region for target in best}))
    if len(asked) > 1 and lacking:
        known = state.named(lacking)
        state.notes.append(say("asking.note.no-target-in", name=words, known=known))


def _without_subject(state: Composer, found: list[Piece]) -> tuple[list[Target], list[Target]]:
    """Return targets whose own words do not say on whom, where the question does; with a note."""
    said = [piece for piece in found if _on(piece)]
    rest = [piece for piece in found if not _on(piece)]
    if not said or not rest:
        return [], []
    parts = [_part(piece) for piece in rest]
    fitting = [t for t in _may_be(state, parts) if not t.subject and _fits(t, parts)]
    here = _here(state, fitting)
    if not here:
        return [], []
    names = {"name": "".join(p.text for p in rest), "on": "".join(p.text for p in said)}
    state.notes.append(say("asking.note.no-subject", **names))
    return here, here


def _groups(state: Composer, found: list[Piece]) -> list[list[Piece]]:
    """Split what names targets where 和 stands; what only says on whom takes the last's measure."""
    groups: list[list[Piece]] = [[]]
    for piece in found:
        between = [
            p
            for p in state.found
            if groups[-1] and groups[-1][-1].start < p.start < piece.start and p.sort == "conj"
        ]
        if between:
            groups.append([])
        groups[-1].append(piece)
    if len(groups) == 1:
        return []
    tail = [piece for piece in groups[-1] if "subject" not in piece.also]
    return [group if any(_measures(p) for p in group) else [*group, *tail] for group in groups]


def _measures(piece: Piece) -> bool:
    return "subject" not in piece.also or bool(_MEASURED & set(piece.also) - {"piece"})


def _same_unit(state: Composer, best: list[Target]) -> None:
    """Refuse to find the highest of figures of different units, or of ratios."""
    compared = state.focus.form in {Form.MOST, Form.LEAST} and state.focus.want is Want.TARGET
    if compared and len({target.unit for target in best}) > 1:
        raise RefusalError("asking.compare.units")
    asked = {i for item in state.where if isinstance(item, Within) for i in item.regions}
    having = {target.region for target in best if target.region}
    if compared and len(asked) > 1 and (asked & having) and not asked <= having:
        known = state.named(tuple(sorted(asked & having)))
        raise RefusalError("asking.compare.missing", known=known)


def _part(piece: Piece) -> str:
    """Return the words that a target's name must have; 医生护士比例 is its 医护比."""
    said = squeeze(piece.text)
    names = piece.also.get("indicator", ())
    known = {squeeze(name) for name in names}
    return squeeze(names[0]) if known and said not in known else said


def _found(state: Composer, found: list[Piece]) -> tuple[list[Target], list[Target]]:
    """Return the targets that have all the words, and those of them that are asked about."""
    parts = [_part(piece) for piece in found]
    share = any(piece.sort == "noun" and piece.text in ratios() for piece in state.found)
    wide = _may_be(state, parts)
    known = [t for t in wide if not share or is_share(t.unit)]
    if any(piece.sort == "noun" and piece.text == _RATE for piece in state.found):
        known = [t for t in known if _ends_so(t, parts)]
    fitting = [t for t in known if _fits(t, parts)]
    if not fitting and _aims(state) and all(_on(p) for p in found):
        fitting = [t for t in known if all(part in squeeze(t.subject) for part in parts)]
    here = _here(state, fitting)
    asked = {i for item in state.where if isinstance(item, Within) for i in item.regions}
    having = {target.region for target in here}
    if here and (len(asked) != 1 or state.wide(tuple(asked))):
        others = (t for t in known if t.region not in having)
        loosely = [t for t in others if _fits_loosely(t, parts)]
        here += _here(state, loosely)
    if not here:
        loosely = [t for t in known if _fits_loosely(t, parts)]
        here = _here(state, loosely)
        fitting = fitting or loosely
    documents: dict[str, list[Target]] = {}
    for target in here:
        documents.setdefault(target.document, []).append(target)
    near = [_closest(group, parts) for group in documents.values()]
    return [target for group in near for target in group] or fitting, here


def _may_be(state: Composer, parts: list[str]) -> list[Target]:
    """Return at least all targets that have the longest part, to the letter or loosely."""
    names = state.lexicon.names
    longest = max(parts, key=len)
    ways = {longest, loose(longest), without_ratio(loose(longest))} - {""}
    found = {target.iri: target for way in sorted(ways) for target in names.targets_with(way)}
    return [found[iri] for iri in sorted(found)]


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


def _on(piece: Piece) -> bool:
    """Tell whether a piece only says on whom something is measured."""
    return "subject" in piece.also and "indicator" not in piece.also


def _aims(state: Composer) -> bool:
    return any(piece.sort == "noun" and piece.value == "target" for piece in state.found)


def _written_out(state: Composer, found: list[Piece]) -> list[Piece]:
    """Return the figures of 二星智慧医院, 三所三级医院: right before the name, with their unit."""
    figures = []
    for figure, unit, name in zip(state.found, state.found[1:], state.found[2:], strict=False):
        if figure.sort == "numeral" and unit.sort == "unit" and name in found and not figure.used:
            if _named_with(state, figure.text + unit.text):
                figure.use()
            else:
                figures.append(figure)
    return figures


def _named_with(state: Composer, figure: str) -> bool:
    """Tell whether a figure is part of a target's name there: 建成三星及以上智慧医院."""
    return any(state.covers(t.region) for t in state.lexicon.names.targets_with(figure))


def _values(state: Composer, found: list[Piece]) -> None:
    """Take numbers with the word that compares: 不低于50%, 超过8个, 1:2."""
    for piece in (*state.of("value"), *_written_out(state, found)):
        aimed = found or state.focus.want is Want.TARGET or _aims(state)
        if not aimed:
            raise RefusalError("asking.left", words=piece.text)
        place = state.found.index(piece)
        beside = [p for p in state.found[max(0, place - 2) : place + 3] if p.sort == "cmp"]
        operator = beside[0].use().value if beside else "="
        unit = next((p.text for p in state.found[place + 1 : place + 2] if p.sort == "unit"), "")
        for word in state.found[max(0, place - 1) : place]:
            if word.sort == "rel" and word.value == "until":
                word.use()  # 什么时候要到50%
        value = "".join(piece.use().value.split())
        figure = re.search(_FIGURE, value)
        if figure is None:
            raise RefusalError("asking.left", words=piece.text)
        if "%" in value or "百分" in value:
            unit = "%"
        ratio = re.search(_RATIO, value) is not None
        if ratio and operator != "=":
            raise RefusalError("asking.left", words=beside[0].text)
        plain = re.sub(_RATIO, ":", value) if ratio else figure.group()
        state.add(
            ValueIs(operator, plain, unit, f"{operator}{piece.text}{unit if unit != '%' else ''}")
        )
