"""What several rows of one task and agency say together; the same in whatever order they stand.

A cell that still says what it said when the ledger was written is passed over, so
that an old ledger, or the other sheet that holds the same row, undoes nothing. Of
several new texts in one file that of the later period stands, then that of a sheet
which is the body's own, then the longest (of equally long ones the last in the order of
characters); the others are reported. An emptied cell never clears a text that is newer
than the ledger.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hqgraph.progress.columns import untouched
from hqgraph.progress.filled import FilledRow, Place


@dataclass(frozen=True, slots=True)
class Change:
    """What rows make of one field: ``value`` is new (None: nothing changed).

    ``others`` are new texts that did not stand, with where they are; ``unaware``
    tells that none of the rows knew what the store holds now.
    """

    value: str | None
    others: tuple[tuple[str, Place], ...] = ()
    unaware: bool = False


def merged(rows: Sequence[FilledRow], name: str, held: str) -> Change:
    """Return what ``rows`` of one key make of the field ``text`` or ``note``."""
    place = 0 if name == "text" else 1
    said: dict[str, list[FilledRow]] = {}
    for row in rows:
        value = getattr(row.fields, name)
        if value is not None and _is_new(value, row.base, place):
            said.setdefault(value, []).append(row)
    if not said or set(said) == {held}:
        return Change(None)
    dated = all(row.moment for found in said.values() for row in found)
    ranks = {
        value: max((row.moment if dated else "", row.own) for row in found)
        for value, found in said.items()
    }
    chosen = max(said, key=lambda value: (ranks[value], len(value), value))
    others = sorted(
        (row.place, value) for value, found in said.items() if value != chosen for row in found
    )
    aware = any(untouched(held, row.base, place) for row in said[chosen])
    unaware = bool(held) and chosen != held and not aware
    stays = chosen == held or (unaware and not chosen)
    return Change(
        None if stays else chosen, tuple((value, where) for where, value in others), unaware
    )


def _is_new(value: str, base: str, place: int) -> bool:
    """Tell whether somebody filled a cell in; where nothing is remembered, whether it says much."""
    return not untouched(value, base, place) if base else bool(value)
