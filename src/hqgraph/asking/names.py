"""What the graph calls its things: the names that a question is linked against.

Regions, kinds, agencies, hospitals, documents, tasks, targets and themes with all
their names, read from what :mod:`hqgraph.asking.pack` wrote: one at a time, by IRI
or by what the question says, never all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from hqgraph.asking.loose import squeeze
from hqgraph.asking.named_things import (
    Agency,
    Document,
    Hospital,
    Region,
    Target,
    Task,
    agency_of,
    below,
    document_of,
    hospital_of,
    iri_in,
    region_of,
    short,
    whole_names,
)
from hqgraph.asking.tables import Data, Strings, Texts, sections_of
from hqgraph.rdf.vocabulary import ID

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    _T = TypeVar("_T")

ENDINGS = (
    "办公室", "管理委员会", "管委会", "领导小组", "工作组", "指挥部", "委员会", "专班", "中心",
)  # fmt: skip
"""What many bodies are called at the end, and none by that alone."""


class Rows(Sequence["_T"]):
    """Things in a fixed order, each made when it is first looked at."""

    def __init__(self, rows: Strings, make: Callable[[Any], _T]) -> None:
        self._rows = rows
        self._make = make
        self._made: dict[int, _T] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, place: Any) -> Any:
        made = self._made.get(place)
        if made is None:
            made = self._made[place] = self._make(self._rows.row(place))
        return made


class Things(Mapping[str, "_T"]):
    """Things by IRI, in the order of the IRIs."""

    def __init__(self, keys: Strings, rows: Rows[_T]) -> None:
        self._keys = keys
        self.rows = rows

    def __getitem__(self, iri: str) -> _T:
        place = self._keys.place(short(iri) or "")
        if place is None:
            raise KeyError(iri)
        found: _T = self.rows[place]
        return found

    def __iter__(self) -> Iterator[str]:
        return (iri_in(key.decode()) for key in self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def iri(self, place: int) -> str:
        """Return the IRI of the thing at a place."""
        return iri_in(self._keys[place].decode())


class Names:
    """Everything that the graph has a name for.

    Raises BrokenError where ``data`` is not what :func:`hqgraph.asking.pack.pack` returned.
    """

    def __init__(self, data: Data) -> None:
        self._data = data
        self._sections = sections_of(data)

    def strings(self, section: str) -> Strings:
        """Return a section of the file."""
        return Strings(self._data, *self._sections[section])

    def texts(self, section: str) -> Texts:
        """Return the texts of a section, by any part of them."""
        return Texts(self.strings(section), self._data, *self._sections[f"{section}.places"])

    def _things(self, section: str, make: Callable[[Any], _T]) -> Things[_T]:
        rows = Rows(self.strings(section), make)
        return Things(self.strings(f"{section}.keys"), rows)

    def listed(self, section: str, key: str) -> Any:
        """Return the row of a key, an empty list where there is none."""
        place = self._keys[section].place(key)
        return [] if place is None else self._listed[section].row(place)

    @cached_property
    def _keys(self) -> dict[str, Strings]:
        return {name: self.strings(f"{name}.keys") for name in _LISTED}

    @cached_property
    def _listed(self) -> dict[str, Strings]:
        return {name: self.strings(name) for name in _LISTED}

    @cached_property
    def regions(self) -> Things[Region]:
        """The regions."""
        return self._things("regions", region_of)

    @cached_property
    def kinds(self) -> Things[tuple[str, ...]]:
        """The names of every kind of body."""
        return self._things("kinds", tuple)

    @cached_property
    def agencies(self) -> Things[Agency]:
        """The bodies."""
        return self._things("agencies", agency_of)

    @cached_property
    def hospitals(self) -> Things[Hospital]:
        """The health institutions."""
        return self._things("hospitals", hospital_of)

    @cached_property
    def documents(self) -> Things[Document]:
        """The documents, read or known of."""
        return self._things("documents", document_of)

    @cached_property
    def tasks(self) -> Sequence[Task]:
        """The items of documents, sorted by IRI."""
        return Rows(self.strings("tasks"), self._task)

    @cached_property
    def targets(self) -> Sequence[Target]:
        """The targets, sorted by IRI."""
        return Rows(self.strings("targets"), self._target)

    @cached_property
    def themes(self) -> Things[tuple[str, ...]]:
        """The names of every theme in use."""
        return self._things("themes", tuple)

    @cached_property
    def bases(self) -> Things[None]:
        """What a document that was read rests on."""
        return self._things("bases", lambda row: row)

    @cached_property
    def read_regions(self) -> frozenset[str]:
        """The regions of the documents that were read."""
        return frozenset(iri_in(row.decode()) for row in self.strings("read"))

    def document_of(self, part: str) -> str | None:
        """Return the document that an item belongs to: its IRI begins with the document's."""
        above = part
        while len(above := above.rpartition("/")[0]) > len(ID):
            if self.documents.get(above) is not None:
                return above
        return None

    def places_in(self, regions: tuple[str, ...]) -> tuple[str, ...]:
        """Return the regions of documents that are one of ``regions`` or lie in one of them."""
        known = (iri_in(key.decode()) for key in self._keys["by-region"])
        return tuple(region for region in known if self.inside(region, regions))

    def documents_in(self, regions: Iterable[str | None]) -> list[Document]:
        """Return the documents of some regions, in the order of their IRIs."""
        places = (self.listed("by-region", short(region) or "") for region in set(regions))
        rows = sorted(place for found in places for place in found)
        return [self.documents.rows[place] for place in rows]

    def agencies_of(
        self, kinds: Iterable[str], regions: Iterable[str] | None = None
    ) -> list[Agency]:
        """Return the bodies of some kinds, of those regions if they are given, sorted."""
        if regions is None:
            keys = [short(kind) or "" for kind in kinds]
        else:
            among = [short(region) for region in regions]
            keys = [f"{short(kind)} {region}" for kind in kinds for region in among]
        places = {place for key in keys for place in self.listed("by-kind", key)}
        return [self.agencies.rows[place] for place in sorted(places)]

    def numbered(self, tail: str) -> list[tuple[str, str]]:
        """Return the numbers that end in ``〔2022〕66号``, each with its document."""
        found = self.listed("numbers", tail)
        return [(number, self.documents.iri(place)) for number, place in found]

    def serial(self, serial: str) -> list[tuple[str, str]]:
        """Return the numbers that end in ``〕66号``, each with its document."""
        found = self.listed("serials", serial)
        return [(number, self.documents.iri(place)) for number, place in found]

    def bodies_ending(self, ending: str) -> list[str]:
        """Return the shortest names of bodies that end in one of :data:`ENDINGS`, a few."""
        return list(self.listed("endings", ending))

    def has_title(self, part: str) -> bool:
        """Tell whether the title of some item holds these very words."""
        if "\n" in part:
            return False
        titles, raw = self._texts["titles"], self.strings("titles.raw")
        wanted = part.encode()
        return any(wanted in raw[number] for number in titles.holding(squeeze(part)))

    def has_measured(self, part: str) -> bool:
        """Tell whether the name of some target holds these words."""
        return "\n" not in part and any(True for _ in self._texts["measured"].holding(part))

    def tasks_titled(self, part: str) -> Iterator[Task]:
        """Yield the items whose title holds ``part``, both without 和 and 的, sorted."""
        return (self.tasks[place] for place in self._owners("titles", squeeze(part)))

    def documents_titled(self, part: str) -> Iterator[Document]:
        """Yield the documents with a title that holds ``part``, likewise."""
        places = self._owners("document-titles", squeeze(part))
        return (self.documents.rows[place] for place in places)

    def targets_with(self, part: str) -> Iterator[Target]:
        """Yield the targets that a part of a name may mean, sorted: at least all that do.

        ``part`` is as in :func:`hqgraph.asking.loose.loose`, or only squeezed.
        """
        places = {*self._owners("measured", part), *self._owners("bracketed", part)}
        return (self.targets[place] for place in sorted(places))

    def _owners(self, section: str, part: str) -> list[int]:
        rows = self.strings(f"{section}.owners")
        found = (rows.row(number) for number in self._texts[section].holding(part))
        return sorted({place for places in found for place in places})

    @cached_property
    def _texts(self) -> dict[str, Texts]:
        return {name: self.texts(name) for name in _SEARCHED}

    def inside(self, region: str | None, outer: tuple[str, ...]) -> bool:
        """Tell whether a region is one of ``outer`` or lies in one of them."""
        if region is None:
            return False
        known = self.regions.get(region)
        return region in outer or (known is not None and not known.above.isdisjoint(outer))

    def same_hospitals(self, iris: tuple[str, ...], near: tuple[str, ...]) -> tuple[str, ...]:
        """Return hospitals with those of the same name: 雅安市人民医院 is 雅安's own 市人民医院.

        ``near`` are the regions asked about: a bare 市人民医院 is only made whole there.
        """
        places = [region for region in near if region in self.regions]
        names = {name for iri in iris for name in whole_names(self.hospitals[iri], self.regions)}
        rows = sorted({place for name in names for place in self.listed("hospital-names", name)})
        same = (
            hospital.iri
            for hospital in (self.hospitals.rows[row] for row in rows)
            if hospital.region is None
            or (hospital.region in places if places else hospital.region in self.regions)
        )
        return tuple(dict.fromkeys((*iris, *same)))

    def _task(self, row: Any) -> Task:
        step, title, number, document = row
        found: Document = self.documents.rows[document]
        return Task(below(step, found.iri), title, number, found.iri, found.region)

    def _target(self, row: Any) -> Target:
        step, indicator, subject, unit, task, document = row
        found: Document = self.documents.rows[document]
        own = below(step, found.iri)
        return Target(
            own, indicator, subject, unit, below(task, found.iri), found.iri, found.region
        )


_SEARCHED = ("titles", "document-titles", "measured", "bracketed")
_LISTED = ("by-region", "by-kind", "numbers", "serials", "hospital-names", "endings")
