"""What a name that stands for nothing comes near to: the names to try instead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from heapq import nsmallest

from hqgraph.errors import NotFoundError
from hqgraph.graph import Graph
from hqgraph.queries.known import known
from hqgraph.queries.lookup import entries

_NEAR = 5
_ALIKE = 0.3
_COMPARED = 2000
"""So many names are compared letter by letter; of more, those with the most in common."""
_LOOKED_AT = 50
"""Characters of what was said that tell which names have something in common with it."""


def unknown(graph: Graph, look_up: str, value: str, *, near: bool = True) -> NotFoundError:
    """Return the error for a name that no entry of a look-up has.

    It tells the names nearest to it, unless it is only one reading of several (``near`` False).
    """
    if not near:
        return NotFoundError("queries.not-found", value=value)
    kept = known(graph)
    if kept is not None:
        return not_found(kept.all_names(graph, look_up), value)
    return not_found((entry.name for entry in entries(graph, look_up)), value)


def not_found(names: Iterable[str], value: str) -> NotFoundError:
    """Return the error for a name that stands for nothing, with the names nearest to it."""
    found = sorted(set(names))
    close = difflib.get_close_matches(value, _common(found, value), n=_NEAR, cutoff=_ALIKE)
    close += [name for name in found if value in name and name not in close][: _NEAR - len(close)]
    if not close:
        return NotFoundError("queries.not-found", value=value)
    return NotFoundError("queries.not-found-near", value=value, near="、".join(close))


def _common(names: list[str], value: str) -> list[str]:
    """Return the names that share the most pairs of letters with a value, where there are many."""
    if len(names) <= _COMPARED:
        return names
    said = value[:_LOOKED_AT]
    pairs = {said[at : at + 2] for at in range(max(len(said) - 1, 1))}
    shared = ((-sum(pair in name for pair in pairs), len(name), name) for name in names)
    return [name for *_, name in nsmallest(_COMPARED, (one for one in shared if one[0]))]
