"""Cuts a sentence into the stretches that each state one target.

A clause ends at a comma or a harder stop; inside a clause, every quantity (or
run of quantities: 50%、70%) has a stretch of its own, cut at 、 or 和.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from hqgraph.model import Span
from hqgraph.parsing.sentences import Marks
from hqgraph.parsing.target_numbers import Quantity, find_quantities
from hqgraph.parsing.target_words import BUILD, CHANGE, METRIC

_HAN = re.compile(r"(?![、，；。和及与并])[\u3400-\u9fff]")
_METRIC_BEFORE = re.compile(rf"{METRIC}(?:或|国家)?$")
_VERB_BEFORE = re.compile(rf"(?:{METRIC}|{BUILD}|{CHANGE}|最[高多](?:给予|奖励|补助|资助))$")
_STOP = re.compile(r"[，,；;：:。！？!?\n\t]")
_SHIELD = re.compile(
    r"“[^”]{0,80}”|《[^》]{0,120}》|（[^（）]{0,200}）|\([^()]{0,200}\)|〔[^〕]{0,12}〕"
)
_JOIN = re.compile(r"(?:[、和及与或]|以及)$")
_LISTED = re.compile(r"[、和及与]|以及")
_CONNECTOR = re.compile(r"以及|[、和及与或并]")
_NEW_VERB = re.compile(rf"(?:[、和及与并]|以及)(?={BUILD})")


_MOST = 1000
"""Nobody writes a sentence of more numbers than this; what follows them is not read."""

_REACH = 160
"""How many characters before and behind a number can belong to it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where one run of quantities stands: ``left``, the run, ``right``, inside its clause.

    ``start`` and ``end`` bound the stretch; where nothing separates it from the
    next run, ``end`` is where that run starts and ``limit`` the next separator.
    ``opens`` tells that the stretch is the first of its clause.
    """

    content: str
    start: int
    end: int
    limit: int
    run: tuple[Quantity, ...]
    clause: Span
    opens: bool

    @property
    def run_start(self) -> int:
        """Where the run starts, its words of comparison included."""
        return self.run[0].span.start

    @property
    def run_end(self) -> int:
        """Where the run ends, its words of comparison included."""
        return self.run[-1].span.end

    @property
    def left(self) -> str:
        """The words of the stretch before the run."""
        return self.content[self.start : self.run_start]

    @property
    def right(self) -> str:
        """The words behind the run, up to the next run or separator."""
        return self.content[self.run_end : self.end]

    @property
    def reach(self) -> str:
        """The words behind the run up to the next separator, other numbers included."""
        return self.content[self.run_end : self.limit]

    @property
    def rest(self) -> str:
        """What stands behind the run in its clause, further numbers included."""
        return self.content[self.run_end : min(self.clause.end, self.run_end + 2 * _REACH)]


def shields(content: str, sentence: Span) -> Marks:
    """Return the quotes, titles and brackets of a sentence: no stop counts inside them."""
    found = _SHIELD.finditer(content, sentence.start, sentence.end)
    return Marks(Span(match.start(), match.end()) for match in found)


def clauses(content: str, sentence: Span, closed: Sequence[Marks]) -> Iterator[Span]:
    """Yield the clauses of a sentence; inside ``closed`` no stop counts."""
    start = sentence.start
    for stop in _STOP.finditer(content, sentence.start, sentence.end):
        if any(marks.touch(stop.start(), stop.end()) for marks in closed):
            continue
        if stop.start() > start:
            yield Span(start, stop.start())
        start = stop.end()
    if start < sentence.end:
        yield Span(start, sentence.end)


def quantities_in(content: str, sentence: Span, closed: Sequence[Marks]) -> list[Quantity]:
    """Return the quantities of a sentence outside ``closed`` (quotes, brackets, dates)."""

    def shut(start: int, end: int) -> bool:
        return any(marks.touch(start, end) for marks in closed)

    found = find_quantities(content, sentence.start, sentence.end, shut)
    return [
        quantity
        for quantity in islice(found, _MOST)
        if not shut(quantity.span.start, quantity.span.end) and _counts(content, sentence, quantity)
    ]


def _counts(content: str, sentence: Span, quantity: Quantity) -> bool:
    """Tell whether a quantity may be a target at all, and no part of a name or condition.

    三级公立医院 and 65岁以上老年人 describe; they count only behind a verb
    (达到四级, 建成二星智慧医院) or a word of comparison.
    """
    described = _HAN.match(content, quantity.span.end, sentence.end)
    before = content[max(sentence.start, quantity.span.start - 8) : quantity.span.start]
    if quantity.kind == "grade" and quantity.han:
        if quantity.unit == "级":
            return not described and bool(_METRIC_BEFORE.search(before))
        return bool(_VERB_BEFORE.search(before))
    if quantity.kind in ("size", "time", "grade") and described:
        return quantity.before is not None or bool(_VERB_BEFORE.search(before))
    return True


def stretches(content: str, clause: Span, quantities: Sequence[Quantity]) -> Iterator[Stretch]:
    """Yield the stretches of a clause, one for each run of its ``quantities``."""
    runs = _runs(content, quantities)
    if not runs:
        return
    cuts = [_cut(content, a[-1].span.end, b[0].span.start) for a, b in pairwise(runs)]
    limits = [clause.end]
    for cut in reversed(cuts):
        limits.append(limits[-1] if cut is None else cut)
    start = clause.start
    limits.reverse()
    for i, run in enumerate(runs):
        following = runs[i + 1][0].span.start if i + 1 < len(runs) else clause.end
        start = max(start, run[0].span.start - _REACH)
        limit = min(limits[i], run[-1].span.end + _REACH)
        yield Stretch(content, start, min(following, limit), limit, run, clause, i == 0)
        if i < len(cuts):
            start = cuts[i] or start


def _runs(content: str, quantities: Sequence[Quantity]) -> list[tuple[Quantity, ...]]:
    """Group quantities that only 、 or 和 keeps apart and that share a unit."""
    runs: list[list[Quantity]] = []
    for quantity in quantities:
        last = runs[-1][-1] if runs else None
        if (
            last is not None
            and _LISTED.fullmatch(content, last.span.end, quantity.span.start)
            and (
                last.kind == quantity.kind
                or quantity.unit.startswith(last.unit)
                or "分别" in content[max(0, runs[-1][0].span.start - 8) : runs[-1][0].span.start]
            )
        ):
            runs[-1].append(quantity)
        else:
            runs.append([quantity])
    return [tuple(run) for run in runs]


def _cut(content: str, start: int, end: int) -> int | None:
    """Return where the second of two runs starts its own stretch; None when they share one."""
    gap = content[start:end]
    first = _CONNECTOR.match(gap)
    if first:
        return start + first.end()
    if _JOIN.search(gap):
        return end
    new = list(_NEW_VERB.finditer(gap))
    if new:
        return start + new[-1].end()
    comma = gap.rfind("、")
    return start + comma + 1 if comma >= 0 else None
