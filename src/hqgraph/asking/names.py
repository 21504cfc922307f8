"""What the graph calls its things: the names that a question is linked against.

One pass of plain look-ups gives every region, kind, agency, hospital, document,
task, target, theme and programme with all its names. Nothing here is a list of
our own: a name that the graph does not hold is a name it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from hqgraph.graph import Graph
from hqgraph.rdf.vocabulary import PREFIXES

_PREFIXES = "".join(f"PREFIX {name}: <{base}>\n" for name, base in sorted(PREFIXES.items()))
_CODE = re.compile(r"region/(\d{6})$")
_LEVELS = ((r"100000", "nation"), (r"\d{2}0000", "province"), (r"\d{4}00", "city"))

_REGIONS = """SELECT DISTINCT ?thing ?name ?above WHERE {
  ?thing skos:inScheme id:scheme\\/region ; rdfs:label|skos:altLabel ?name .
  OPTIONAL { ?thing hq:partOfRegion ?above }
}"""
_KINDS = """SELECT DISTINCT ?thing ?name WHERE {
  ?thing skos:inScheme id:scheme\\/kind ; rdfs:label|skos:altLabel ?name .
  FILTER(LANG(?name) != "en")
}"""
_AGENCIES = """SELECT DISTINCT ?thing ?name ?region ?kind ?level WHERE {
  { SELECT DISTINCT ?thing WHERE { { ?thing a hq:Agency } UNION { ?thing a hq:AgencyGroup } } }
  { ?thing rdfs:label|skos:altLabel ?name }
  UNION { ?thing hq:region ?region }
  UNION { ?thing hq:agencyKind ?kind }
  UNION { ?thing hq:level ?level }
}"""
_PRINTED = "SELECT DISTINCT ?thing ?name WHERE { ?duty hq:agency ?thing ; hq:canonicalName ?name }"
_HOSPITALS = """SELECT DISTINCT ?thing ?name ?region WHERE {
  ?thing a schema:Hospital ; rdfs:label|skos:altLabel ?name .
  OPTIONAL { ?thing hq:region ?region }
}"""
_DOCUMENTS = """SELECT DISTINCT ?thing ?name ?number ?region ?form ?first WHERE {
  ?thing a eli:LegalResource .
  { ?thing dcterms:title|rdfs:label ?name } UNION { ?thing eli:id_local ?number }
  OPTIONAL { ?thing eli:jurisdiction ?region }
  OPTIONAL { ?thing eli:type_document/rdfs:label ?form }
  OPTIONAL { ?thing a ?first . VALUES ?first { hq:PolicyDocument } }
}"""
_TASKS = """SELECT DISTINCT ?thing ?name ?number ?document ?region WHERE {
  ?thing a hq:Item ; rdfs:label ?name ; hq:no ?number ; eli:is_part_of ?document .
  OPTIONAL { ?document eli:jurisdiction ?region }
}"""
_TARGETS = """SELECT DISTINCT ?thing ?name ?subject ?task ?document ?region ?unit WHERE {
  ?task hq:target ?thing ; eli:is_part_of ?document .
  ?thing hq:indicator/rdfs:label ?name .
  OPTIONAL { ?thing hq:subject ?subject }
  OPTIONAL { ?thing schema:unitText ?unit }
  OPTIONAL { ?document eli:jurisdiction ?region }
}"""
_THEMES = """SELECT DISTINCT ?thing ?name WHERE {
  ?item hq:theme ?thing . ?thing rdfs:label|skos:altLabel ?name .
}"""
_BASES = "SELECT DISTINCT ?thing WHERE { ?document a hq:PolicyDocument ; eli:based_on ?thing }"
_PROGRAMMES = "SELECT DISTINCT ?name WHERE { ?item hq:programme ?name }"


@dataclass(frozen=True, slots=True)
class Region:
    """A region: its IRI, full name first among its names, level, and the regions above it."""

    iri: str
    names: tuple[str, ...]
    level: str
    above: frozenset[str]


@dataclass(frozen=True, slots=True)
class Agency:
    """A body: kind and region where it has them, and all its names."""

    iri: str
    names: tuple[str, ...]
    kind: str | None
    region: str | None
    level: str | None


@dataclass(frozen=True, slots=True)
class Hospital:
    """A health institution; ``region`` is None where the graph does not know it."""

    iri: str
    names: tuple[str, ...]
    region: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """A document: ``read`` tells one that was read from one that is only cited or catalogued."""

    iri: str
    titles: tuple[str, ...]
    numbers: tuple[str, ...]
    region: str | None
    form: str | None
    read: bool


@dataclass(frozen=True, slots=True)
class Task:
    """A task, goal or safeguard."""

    iri: str
    title: str
    number: str
    document: str
    region: str | None


@dataclass(frozen=True, slots=True)
class Target:
    """A target: what is measured, on what, and where it stands."""

    iri: str
    indicator: str
    subject: str
    unit: str
    task: str
    document: str
    region: str | None


@dataclass(frozen=True)
class Names:
    """Everything that the graph has a name for; ``bases`` are what a document read rests on."""

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

    def same_hospitals(self, iris: tuple[str, ...], near: tuple[str, ...]) -> tuple[str, ...]:
        """Return hospitals with those of the same name: 雅安市人民医院 is 雅安's own 市人民医院.

        ``near`` are the regions asked about: a bare 市人民医院 is only made whole there.
        """
        places = [self.regions[i] for i in near if i in self.regions] or [*self.regions.values()]
        whole = {name for iri in iris for name in self._whole(iri)}
        same = (
            iri
            for iri, hospital in self.hospitals.items()
            if not whole.isdisjoint(self._whole(iri))
            and (hospital.region is None or any(p.iri == hospital.region for p in places))
        )
        return tuple(dict.fromkeys((*iris, *same)))

    def _whole(self, iri: str) -> set[str]:
        """Return a hospital's names with its region: 雅安 + 市人民医院 is 雅安市人民医院."""
        hospital = self.hospitals[iri]
        place = self.regions.get(hospital.region or "")
        if place is None:
            return set(hospital.names)
        full = place.names[0]
        heads = {full[-1:] + name.removeprefix(full[-1:]) for name in hospital.names}
        return {full[:-1] + head for head in heads} | {n for n in hospital.names if full in n}

    def inside(self, region: str | None, outer: tuple[str, ...]) -> bool:
        """Tell whether a region is one of ``outer`` or lies in one of them."""
        if region is None:
            return False
        known = self.regions.get(region)
        return region in outer or (known is not None and not known.above.isdisjoint(outer))


def read_names(graph: Graph) -> Names:
    """Read all names of a graph; sorted, so that what follows is deterministic."""
    printed = {iri: _all(rows, "name") for iri, rows in _grouped(graph, _PRINTED)}
    return Names(
        regions={iri: _region(iri, rows) for iri, rows in _grouped(graph, _REGIONS)},
        kinds={iri: _all(rows, "name") for iri, rows in _grouped(graph, _KINDS)},
        agencies={
            iri: Agency(
                iri,
                tuple(dict.fromkeys((*_all(rows, "name"), *printed.get(iri, ())))),
                _first(rows, "kind"),
                _first(rows, "region"),
                _last_step(_first(rows, "level")),
            )
            for iri, rows in _grouped(graph, _AGENCIES)
        },
        hospitals={
            iri: Hospital(iri, _all(rows, "name"), _first(rows, "region"))
            for iri, rows in _grouped(graph, _HOSPITALS)
        },
        documents={iri: _document(iri, rows) for iri, rows in _grouped(graph, _DOCUMENTS)},
        tasks=tuple(_task(iri, rows[0]) for iri, rows in _grouped(graph, _TASKS)),
        targets=tuple(_target(iri, rows[0]) for iri, rows in _grouped(graph, _TARGETS)),
        themes={iri: _all(rows, "name") for iri, rows in _grouped(graph, _THEMES)},
        programmes=tuple(sorted({row["name"] for row in _rows(graph, _PROGRAMMES)})),
        bases=frozenset(row["thing"] for row in _rows(graph, _BASES)),
    )


def _rows(graph: Graph, sparql: str) -> list[dict[str, str]]:
    found = graph.query(_PREFIXES + sparql)
    rows = []
    for row in found.rows:
        pairs = zip(found.variables, row, strict=True)
        rows.append({k: v.value for k, v in pairs if isinstance(v, NamedNode | Literal)})
    return rows


def _grouped(graph: Graph, sparql: str) -> Iterator[tuple[str, list[dict[str, str]]]]:
    groups: dict[str, list[dict[str, str]]] = {}
    for row in _rows(graph, sparql):
        groups.setdefault(row["thing"], []).append(row)
    for iri in sorted(groups):
        yield iri, sorted(groups[iri], key=lambda row: sorted(row.items()))


def _all(rows: list[dict[str, str]], key: str) -> tuple[str, ...]:
    return tuple(sorted({row[key] for row in rows if key in row}, key=lambda n: (-len(n), n)))


def _first(rows: list[dict[str, str]], key: str) -> str | None:
    return next((row[key] for row in rows if key in row), None)


def _last_step(iri: str | None) -> str | None:
    return iri.rsplit("/", 1)[-1] if iri else None


def _region(iri: str, rows: list[dict[str, str]]) -> Region:
    code = match[1] if (match := _CODE.search(iri)) else ""
    level = next((name for shape, name in _LEVELS if re.fullmatch(shape, code)), "county")
    above = frozenset(row["above"] for row in rows if "above" in row)
    return Region(iri, _all(rows, "name"), level, above)


def _document(iri: str, rows: list[dict[str, str]]) -> Document:
    return Document(
        iri,
        _all(rows, "name"),
        _all(rows, "number"),
        _first(rows, "region"),
        _first(rows, "form"),
        any("first" in row for row in rows),
    )


def _task(iri: str, row: dict[str, str]) -> Task:
    return Task(iri, row["name"], row["number"], row["document"], row.get("region"))


def _target(iri: str, row: dict[str, str]) -> Target:
    return Target(
        iri,
        row["name"],
        row.get("subject", ""),
        row.get("unit", ""),
        row["task"],
        row["document"],
        row.get("region"),
    )
