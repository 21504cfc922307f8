"""Writing all names of a graph down, so that a question finds its few without reading the rest.

What is written depends on the names alone: the same graph gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from hqgraph.asking.forms import Entry, entries
from hqgraph.asking.gather import Gathered
from hqgraph.asking.loose import in_brackets, loose, ratio_names, squeeze
from hqgraph.asking.named_things import short, steps_below, whole_names
from hqgraph.asking.names import ENDINGS
from hqgraph.asking.tables import joined, listed, places_of, to_json
from hqgraph.rdf.iri import normal_number

_NEAR = 5
"""So many bodies are named to one who says only what they end in."""
_SQUEEZED = frozenset({"kind", "indicator", "task", "title"})
_Section = tuple[str, bytes]
_Senses = list[tuple[str, list[int | str]]]


def pack(names: Gathered) -> bytes:
    """Return names in the form that :class:`hqgraph.asking.names.Names` reads."""
    places = {
        iri: place
        for group in (names.agencies, names.hospitals, names.documents)
        for place, iri in enumerate(_ordered(group))
    }
    places |= {task.iri: place for place, task in enumerate(names.tasks)}
    return joined((
        *_things(names),
        *_items(names, places),
        *_looked_up(names, places),
        *_forms(names, places),
        *_texts(names, places),
    ))  # fmt: skip


def _ordered(things: Iterable[str]) -> list[str]:
    return sorted(things, key=_key)


def _key(iri: str) -> bytes:
    return (short(iri) or "").encode()


def _keyed(name: str, rows: Mapping[str, object]) -> Iterator[_Section]:
    """Yield a section of sorted keys and one of the rows beside them."""
    keys = sorted(rows, key=str.encode)
    yield f"{name}.keys", listed([key.encode() for key in keys])
    yield name, listed([to_json(rows[key]) for key in keys])


def _by_iri(name: str, rows: Mapping[str, object]) -> Iterator[_Section]:
    yield from _keyed(name, {short(iri) or "": row for iri, row in rows.items()})


def _things(names: Gathered) -> Iterator[_Section]:
    yield from _by_iri(
        "regions",
        {
            iri: (short(iri), one.names, one.level, [short(up) for up in sorted(one.above)])
            for iri, one in names.regions.items()
        },
    )
    yield from _by_iri("kinds", names.kinds)
    yield from _by_iri("themes", names.themes)
    yield from _by_iri("bases", dict.fromkeys(names.bases))
    yield from _by_iri(
        "agencies",
        {
            iri: (short(iri), one.names, short(one.kind), short(one.region), one.level)
            for iri, one in names.agencies.items()
        },
    )
    yield from _by_iri(
        "hospitals",
        {iri: (short(iri), one.names, short(one.region)) for iri, one in names.hospitals.items()},
    )
    yield from _by_iri(
        "documents",
        {
            iri: (short(iri), d.titles, d.numbers, short(d.region), d.form, int(d.read))
            for iri, d in names.documents.items()
        },
    )


def _items(names: Gathered, places: Mapping[str, int]) -> Iterator[_Section]:
    """Yield tasks and targets; their documents by place, their IRIs from there on."""
    tasks = (
        (steps_below(one.iri, one.document), one.title, one.number, places[one.document])
        for one in names.tasks
    )
    yield "tasks", listed([to_json(row) for row in tasks])
    targets = (
        (
            steps_below(one.iri, one.document),
            one.indicator,
            one.subject,
            one.unit,
            steps_below(one.task, one.document),
            places[one.document],
        )
        for one in names.targets
    )
    yield "targets", listed([to_json(row) for row in targets])


def _looked_up(names: Gathered, places: Mapping[str, int]) -> Iterator[_Section]:
    """Yield what is looked up by something else than an IRI."""
    read = {one.region for one in names.documents.values() if one.read and one.region}
    yield "read", listed(sorted(map(_key, read)))
    regions: list[tuple[str, object]] = []
    numbered: list[tuple[str, object]] = []
    for iri, document in names.documents.items():
        if document.region:
            regions.append((short(document.region) or "", places[iri]))
        for number in sorted({normal_number(one) for one in document.numbers}):
            _, bracket, tail = number.rpartition("〔")
            numbered.append((bracket + tail, (number, places[iri])))
    yield from _keyed("by-region", _grouped(regions))
    yield from _keyed("numbers", _grouped(numbered))
    serials = ((tail.rpartition("〕")[2].removesuffix("号"), pair) for tail, pair in numbered)
    yield from _keyed("serials", _grouped(serials))
    kinds: list[tuple[str, object]] = []
    for iri, agency in names.agencies.items():
        if agency.kind:
            kinds.append((short(agency.kind) or "", places[iri]))
            kinds.append((f"{short(agency.kind)} {short(agency.region)}", places[iri]))
    yield from _keyed("by-kind", _grouped(kinds))
    hospitals = (
        (name, places[iri])
        for iri, one in names.hospitals.items()
        for name in whole_names(one, names.regions)
    )
    yield from _keyed("hospital-names", _grouped(hospitals))
    called = sorted({name for one in names.agencies.values() for name in one.names[:1]}, key=_size)
    for_ending = {end: [name for name in called if name.endswith(end)][:_NEAR] for end in ENDINGS}
    yield from _keyed("endings", for_ending)


def _size(name: str) -> tuple[int, str]:
    return len(name), name


def _grouped(pairs: Iterable[tuple[str, object]]) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: sorted(values) for key, values in found.items()}  # type: ignore[type-var]


def _forms(names: Gathered, places: Mapping[str, int]) -> Iterator[_Section]:
    """Yield every form with its senses, and those that are found without 和 and 的."""
    known = {
        form: _senses(group)
        for form, group in groupby(sorted(set(entries(names, places))), key=lambda one: one[0])
        if form
    }
    yield from _keyed("forms", known)
    loosened: dict[str, list[str]] = {}
    for form, senses in known.items():
        bare = squeeze(form)
        if bare and bare != form and any(sort in _SQUEEZED for sort, _ in senses):
            loosened.setdefault(bare, []).append(form)
    yield from _keyed(
        "squeezed",
        {
            bare: _senses(
                (bare, sort, value)
                for form in (bare, *forms)
                for sort, values in known.get(form, ())
                if sort in _SQUEEZED
                for value in values
            )
            for bare, forms in loosened.items()
        },
    )


def _senses(found: Iterable[Entry]) -> _Senses:
    """Order the senses; the whole name of an indicator shuts out names that end so."""
    senses: dict[str, set[int | str]] = {}
    for _, sort, value in found:
        senses.setdefault(sort, set()).add(value)
    if "indicator" in senses:
        senses.pop("part", None)
    return [(sort, sorted(values)) for sort, values in sorted(senses.items())]


def _texts(names: Gathered, places: Mapping[str, int]) -> Iterator[_Section]:
    """Yield the texts of which a question may say a part: titles and targets."""
    titles = _grouped((task.title, places[task.iri]) for task in names.tasks)
    yield "titles.raw", listed([title.encode() for title in sorted(titles, key=str.encode)])
    yield from _searched("titles", titles)
    documents = ((title, places[d.iri]) for d in names.documents.values() for title in d.titles)
    yield from _searched("document-titles", _grouped(documents))
    measured, bracketed = [], []
    for place, one in enumerate(names.targets):
        wholes = {squeeze(one.subject + one.indicator), loose(one.subject + one.indicator)}
        measured += [(text, place) for text in wholes]
        others = {loose(one.subject) + loose(form) for form in in_brackets(one.indicator)}
        others |= {squeeze(one.subject) + form for form in ratio_names(one.indicator)}
        others.add(loose(one.subject) + loose(one.indicator))
        bracketed += [(text, place) for text in others - wholes]
    yield from _searched("measured", _grouped(measured))
    yield from _searched("bracketed", _grouped(bracketed))


def _searched(name: str, owners: Mapping[str, list[object]]) -> Iterator[_Section]:
    """Yield texts without 和 and 的, the places of their characters, and whose they are."""
    keys = sorted(owners, key=str.encode)
    texts = [f"{squeeze(key)}\n".encode() for key in keys]
    yield name, listed(texts)
    yield f"{name}.places", places_of(texts)
    yield f"{name}.owners", listed([to_json(owners[key]) for key in keys])
