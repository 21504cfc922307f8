"""Printed names to agencies: level, region, kind, and the normal name in this document.

A document writes 县医保局 here and 县医疗保障局 there, 县市场监管 where the last
character fell off, 市发改委、工信局 where the level is printed once: the names of
one kind and level meet in the form that the document itself prints most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from hqgraph.gazetteer import AgencyMatch, match_agency, region_of_body
from hqgraph.model import Agency, Region
from hqgraph.parsing.name_lists import Named


class Agencies:
    """Names the agencies of one document, whose own region is ``home`` (None if unknown)."""

    def __init__(self, home: Region | None, lists: Iterable[Sequence[Named]]) -> None:
        self._home = home
        self._printed: Counter[tuple[str, str, str]] = Counter()
        for names in lists:
            for name, match in self._with_prefix(names):
                if match and match.kind and match.exact and not match.collective:
                    self._printed[(match.prefix, match.kind, name)] += 1

    def agencies(self, names: Sequence[Named]) -> list[Agency]:
        """Return the agencies of one printed list, in order."""
        out = []
        for named, (full, match) in zip(names, self._with_prefix(names), strict=True):
            out.append(self._agency(named.name, full, match))
        return out

    def _with_prefix(self, names: Sequence[Named]) -> list[tuple[str, AgencyMatch | None]]:
        """Give 市 of 市发改委 to the 工信局 that follows it without a level of its own."""
        out: list[tuple[str, AgencyMatch | None]] = []
        prefix = ""
        for named in names:
            match = match_agency(named.name)
            full = named.name
            if (
                match
                and match.kind
                and not match.prefix
                and not match.by_name
                and not match.collective
                and prefix
            ):
                longer = match_agency(prefix + named.name)
                if longer and longer.kind == match.kind and longer.exact == match.exact:
                    full, match = prefix + named.name, longer
            if match and match.prefix and not match.region_name and not match.collective:
                prefix = match.prefix if len(match.prefix) <= 3 else prefix
            out.append((full, match))
        return out

    def _agency(self, printed: str, full: str, match: AgencyMatch | None) -> Agency:
        if match is None:
            return Agency(printed, full, None, self._home)
        region = self._region(match)
        canonical = full if match.collective else self._canonical(full, match)
        kind = None if match.by_name else match.kind
        return Agency(printed, canonical, kind, region, match.collective)

    def _canonical(self, full: str, match: AgencyMatch) -> str:
        """Return the form of this body's name that the document prints most."""
        if match.kind is None:
            return full
        forms = [
            (-count, -len(name), name)
            for (prefix, kind, name), count in self._printed.items()
            if prefix == match.prefix and kind == match.kind
        ]
        if match.exact:
            own = self._printed[(match.prefix, match.kind, full)]
            better = [form for form in forms if -form[0] > own and _short_of(full, form[2])]
            return min(better)[2] if better else full
        if forms:
            return min(forms)[2]
        return full[: len(full) - len(match.core)] + match.completed if match.completed else full

    def _region(self, match: AgencyMatch) -> Region | None:
        """Return the region the body belongs to; a body of many places belongs to the home."""
        if self._home is None or match.collective:
            return self._home
        return region_of_body(match, self._home)


def _short_of(name: str, other: str) -> bool:
    """Tell whether ``name`` is an abbreviation of ``other``: its characters, in order."""
    rest = iter(other)
    return len(name) < len(other) and all(ch in rest for ch in name)
