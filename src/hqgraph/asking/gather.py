"""Reading all names out of a graph: what :mod:`hqgraph.asking.pack` writes down for asking.

Plain look-ups, one property each, put together here: joins in the engine would take
many times as long over ten thousand documents. Nothing here is a list of our own: a
name that the graph does not hold is a name it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from hqgraph.asking.named_things import Agency, Document, Hospital, Region, Target, Task
from hqgraph.graph import Graph
from hqgraph.rdf.vocabulary import PREFIXES

_PREFIXES = "".join(f"PREFIX {name}: <{base}>\n" for name, base in sorted(PREFIXES.items()))
_CODE = re.compile(r"region/(\d{6})$")
_REDACTED = re.compile(r"([\u4e00-\u9fff]{2,})[X×]{2,}([\u4e00-\u9fff]{3,})")
_LEVELS = ((r"100000", "nation"), (r"\d{2}0000", "province"), (r"\d{4}00", "city"))

_Values = Mapping[str, tuple[str, ...]]

PATTERNS = {
    "label": "?thing rdfs:label ?value",
    "alt": "?thing skos:altLabel ?value",
    "title": "?thing dcterms:title ?value",
    "regions": "?thing skos:inScheme id:scheme\\/region",
    "above": "?thing skos:inScheme id:scheme\\/region ; hq:partOfRegion ?value",
    "kinds": "?thing skos:inScheme id:scheme\\/kind ; rdfs:label|skos:altLabel ?value "
    'FILTER(LANG(?value) != "en")',
    "agencies": "?thing a hq:Agency",
    "groups": "?thing a hq:AgencyGroup",
    "region": "?thing hq:region ?value",
    "kind": "?thing hq:agencyKind ?value",
    "level": "?thing hq:level ?value",
    "printed": "?duty hq:agency ?thing ; hq:canonicalName ?value",
    "hospitals": "?thing a schema:Hospital",
    "documents": "?thing a eli:LegalResource",
    "read": "?thing a hq:PolicyDocument",
    "number": "?thing eli:id_local ?value",
    "place": "?thing eli:jurisdiction ?value",
    "form": "?thing eli:type_document ?value",
    "basis": "?value a hq:PolicyDocument ; eli:based_on ?thing",
    "items": "?thing a hq:Item",
    "no": "?thing hq:no ?value",
    "part": "?thing eli:is_part_of ?value",
    "target": "?value hq:target ?thing",
    "indicator": "?thing hq:indicator ?value",
    "subject": "?thing hq:subject ?value",
    "unit": "?thing schema:unitText ?value",
    "theme": "?item hq:theme ?thing",
    "programme": "?item hq:programme ?value",
}
"""What is looked up: patterns of ``?thing`` and, most of them, ``?value``."""


@dataclass(frozen=True)
class Gathered:
    """Everything that a graph has a name for; ``bases`` are what a document read rests on."""

    regions: dict[str, Region] = field(default_factory=dict)
    kinds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)
    hospitals: dict[str, Hospital] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    themes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    programmes: tuple[str, ...] = ()
    bases: frozenset[str] = frozenset()


def gather(graph: Graph) -> Gathered:
    """Read all names of a graph, sorted by what they name."""
    told = _Told(graph)
    labels, other = told("label"), told("alt")
    names = _united(labels, other)
    regions = {
        iri: _region(iri, names[iri], told("above").get(iri, ()))
        for iri in told.things("regions")
        if iri in names
    }
    documents = _documents(told, labels)
    places = {iri: document.region for iri, document in documents.items()}
    return Gathered(
        regions=regions,
        kinds={iri: _longest(found) for iri, found in sorted(told("kinds").items())},
        agencies=_agencies(told, names),
        hospitals={
            iri: Hospital(iri, _longest(_unredacted(names[iri])), _first(told("region"), iri))
            for iri in told.things("hospitals")
            if iri in names
        },
        documents=documents,
        tasks=tuple(_tasks(told, labels, places)),
        targets=tuple(_targets(told, labels, places)),
        themes={iri: _longest(names[iri]) for iri in told.things("theme") if iri in names},
        programmes=told.values("programme"),
        bases=frozenset(told.things("basis")),
    )


class _Told:
    """The look-ups of one graph, each made when first asked for."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._known: dict[str, _Values] = {}

    def __call__(self, name: str) -> _Values:
        """Return the values by thing, sorted."""
        if name not in self._known:
            found: dict[str, list[str]] = {}
            for thing, value in self._rows(name, "?thing ?value"):
                found.setdefault(thing, []).append(value)
            self._known[name] = {
                thing: (values[0],) if len(values) == 1 else tuple(sorted(set(values)))
                for thing, values in found.items()
            }
        return self._known[name]

    def things(self, name: str) -> list[str]:
        """Return the things alone, sorted."""
        return sorted({thing for (thing,) in self._rows(name, "?thing")})

    def values(self, name: str) -> tuple[str, ...]:
        """Return the values alone, sorted."""
        return tuple(sorted({value for (value,) in self._rows(name, "?value")}))

    def _rows(self, name: str, wanted: str) -> Iterable[tuple[str, ...]]:
        sparql = f"{_PREFIXES}SELECT DISTINCT {wanted} WHERE {{ {PATTERNS[name]} }}"
        for row in self._graph.query(sparql).rows:
            values = tuple(term.value for term in row if isinstance(term, NamedNode | Literal))
            if len(values) == len(row):
                yield values


def _united(labels: _Values, other: _Values) -> dict[str, tuple[str, ...]]:
    return {iri: (*labels.get(iri, ()), *other.get(iri, ())) for iri in {**labels, **other}}


def _longest(names: Iterable[str]) -> tuple[str, ...]:
    """Return names without repetition, long ones first."""
    return tuple(sorted(set(names), key=lambda name: (-len(name), name)))


def _unredacted(names: Iterable[str]) -> tuple[str, ...]:
    """Return names with those that people say for 贵德XX人民医院, part of which is blotted out."""
    found = list(names)
    for name in tuple(found):
        if match := _REDACTED.fullmatch(name):
            found += [f"{match[1]}{word}{match[2]}" for word in ("", "县", "区", "市")]
    return tuple(found)


def _first(values: _Values, iri: str) -> str | None:
    return next(iter(values.get(iri, ())), None)


def _region(iri: str, names: Iterable[str], above: Iterable[str]) -> Region:
    code = match[1] if (match := _CODE.search(iri)) else ""
    level = next((name for shape, name in _LEVELS if re.fullmatch(shape, code)), "county")
    return Region(iri, _longest(names), level, frozenset(above))


def _agencies(told: _Told, names: _Values) -> dict[str, Agency]:
    found = {}
    printed = told("printed")
    for iri in sorted({*told.things("agencies"), *told.things("groups")}):
        level = _first(told("level"), iri)
        own = _longest(names.get(iri, ()))
        said = _longest(printed.get(iri, ()))
        found[iri] = Agency(
            iri,
            tuple(dict.fromkeys((*own, *said))),
            _first(told("kind"), iri),
            _first(told("region"), iri),
            level.rsplit("/", 1)[-1] if level else None,
        )
    return found


def _documents(told: _Told, labels: _Values) -> dict[str, Document]:
    read = set(told.things("read"))
    found = {}
    for iri in told.things("documents"):
        titles = (*told("title").get(iri, ()), *labels.get(iri, ()))
        numbers = told("number").get(iri, ())
        form = _first(told("form"), iri)
        if titles or numbers:
            found[iri] = Document(
                iri,
                _longest(titles),
                _longest(numbers),
                _first(told("place"), iri),
                _first(labels, form) if form else None,
                iri in read,
            )
    return found


def _tasks(told: _Told, labels: _Values, places: Mapping[str, str | None]) -> Iterable[Task]:
    for iri in told.things("items"):
        document = _first(told("part"), iri)
        title, number = _first(labels, iri), _first(told("no"), iri)
        if document is not None and title is not None and number is not None:
            yield Task(iri, title, number, document, places.get(document))


def _targets(told: _Told, labels: _Values, places: Mapping[str, str | None]) -> Iterable[Target]:
    tasks = told("target")
    for iri in sorted(tasks):
        task = tasks[iri][0]
        document = _first(told("part"), task)
        indicator = _first(told("indicator"), iri)
        name = _first(labels, indicator) if indicator else None
        if document is not None and name is not None:
            subject, unit = _first(told("subject"), iri), _first(told("unit"), iri)
            place = places.get(document)
            yield Target(iri, name, subject or "", unit or "", task, document, place)
