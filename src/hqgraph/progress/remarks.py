"""What the sender of a filled ledger should know of its rows, one by one and in short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import unquote

from hqgraph.messages import say
from hqgraph.progress.filled import Filled, FilledRow, Place
from hqgraph.progress.homes import Found

LONGEST = 32_000
"""Characters that a cell of a spreadsheet holds, but for a few."""
TAKEN = frozenset({"again", "conflict", "kept", "late", "moved", "replaced"})
"""Kinds of remarks about rows that were taken nevertheless."""
_ONE_FACT = frozenset({"moved", "no-document"})
"""Kinds that are true of whole tasks or documents: nobody need look at their rows."""
_SHOWN = 12
"""Tasks that are named before the rest is passed over."""


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """Something about a row that its sender should know: where, what kind, the words.

    ``kind`` is ``no-key``, ``bad-key``, ``astray``, ``no-document``, ``no-task``,
    ``retitled``, ``no-agency``, ``too-long``, ``keyless`` or ``mute`` for what was not
    taken; ``moved`` for a row whose task has another number now; ``conflict`` for a
    duplicate that did not stand; ``replaced`` for a newer text of the store that gave way,
    ``kept`` for one that an emptied cell did not know of and that stays; ``late`` for a
    row that tells of an earlier time than the store and ``again`` for one that was
    imported before: both leave what the store holds.

    ``blank`` tells that nothing is filled in on the row, ``about`` its document.
    """

    place: Place
    kind: str
    detail: str = ""
    blank: bool = False
    about: str = ""

    def __str__(self) -> str:
        return say(f"progress.remark.{self.kind}", place=self.place, detail=self.detail)


def on_sheets(filled: Filled) -> Iterator[Remark]:
    """Yield what is amiss with whole sheets."""
    yield from (Remark(it.place, "keyless", it.headings) for it in filled.keyless)
    yield from (Remark(it.place, "mute", it.headings) for it in filled.mute)


def problem(row: FilledRow, found: Found | None, document: str) -> Remark | None:
    """Say why a row cannot be taken, None where it can; ``found`` is where it belongs."""
    kind = ""
    if not row.key:
        kind = "no-key"
    elif row.names is None or found is None:
        kind = "bad-key"
    elif row.astray:
        kind = "astray"
    elif any(len(said or "") > LONGEST for said in (row.fields.text, row.fields.note)):
        kind = "too-long"
    else:
        kind = found.problem
    if not kind:
        return None
    said = filter(None, (unquote(row.key), row.fields.text, row.fields.note))
    blank = not (row.fields.text or row.fields.note)
    return Remark(row.place, kind, one_line(" / ".join(said)), blank, document)


def one_line(text: str) -> str:
    """Return a text of several lines in one."""
    return text.replace("\n", " ↵ ")


def grouped(remarks: Iterable[Remark]) -> list[str]:
    """Return remarks as lines: many rows that say one thing, or nothing, in one.

    Every row that something is filled in on has its own line, unless its task has moved
    or the store has not the document at all: that is one line for each sheet.
    """
    alone: list[tuple[Place, str]] = []
    together: dict[tuple[str, str, str, str], list[Remark]] = {}
    for one in remarks:
        if one.kind in _ONE_FACT or (one.blank and one.kind not in TAKEN):
            home = (one.place.file, one.place.sheet, one.kind, one.about)
            together.setdefault(home, []).append(one)
        else:
            alone.append((one.place, str(one)))
    for (file, sheet, kind, _), found in together.items():
        first = min(one.place for one in found)
        if len(found) == 1:
            alone.append((first, str(found[0])))
            continue
        details = list(dict.fromkeys(one.detail for one in sorted(found)))
        words = say(
            f"progress.grouped.{kind}",
            place=Place(file, sheet, 0),
            rows=_runs(one.place.row for one in found),
            count=len(found),
            filled=sum(not one.blank for one in found),
            details="；".join(details[:_SHOWN]) + ("……" if len(details) > _SHOWN else ""),
        )
        alone.append((first, words))
    return [words for _, words in sorted(alone)]


def _runs(numbers: Iterable[int]) -> str:
    """Return row numbers as people write them: 5–7、9."""
    ordered = sorted(set(numbers))
    breaks = [at for at, (one, other) in enumerate(pairwise(ordered), 1) if other != one + 1]
    bounds = [0, *breaks, len(ordered)]
    runs = [ordered[one:other] for one, other in pairwise(bounds)]
    return "、".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
