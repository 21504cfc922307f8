"""The things that a question's names stand for, and how they are written down."""

from __future__ import annotations

from collections.abc import Mapping

from hqgraph.rdf.vocabulary import ID
from hqgraph.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@record
class Region:
    """A region: its IRI, full name first among its names, level, and the regions above it."""

    iri: str
    names: tuple[str, ...]
    level: str
    above: frozenset[str]


@record
class Agency:
    """A body: kind and region where it has them, and all its names."""

    iri: str
    names: tuple[str, ...]
    kind: str | None
    region: str | None
    level: str | None


@record
class Hospital:
    """A health institution; ``region`` is None where the graph does not know it."""

    iri: str
    names: tuple[str, ...]
    region: str | None


@record
class Document:
    """A document: ``read`` tells one that was read from one that is only cited or catalogued."""

    iri: str
    titles: tuple[str, ...]
    numbers: tuple[str, ...]
    region: str | None
    form: str | None
    read: bool


@record
class Task:
    """A task, goal or safeguard."""

    iri: str
    title: str
    number: str
    document: str
    region: str | None


@record
class Target:
    """A target: what is measured, on what, and where it stands."""

    iri: str
    indicator: str
    subject: str
    unit: str
    task: str
    document: str
    region: str | None


def short(iri: str | None) -> str | None:
    """Return an IRI as it is written down: those of hqgraph without what all begin with."""
    return iri and ("+" + iri.removeprefix(ID) if iri.startswith(ID) else iri)


def whole(text: str | None) -> str | None:
    """Return the IRI that :func:`short` wrote."""
    return iri_in(text) if text else None


def iri_in(text: str) -> str:
    """Return the IRI that :func:`short` wrote, where there is one."""
    return ID + text[1:] if text.startswith("+") else text


def whole_names(hospital: Hospital, regions: Mapping[str, Region]) -> set[str]:
    """Return a hospital's names with its region: 雅安 + 市人民医院 is 雅安市人民医院."""
    place = regions.get(hospital.region or "")
    if place is None:
        return set(hospital.names)
    full = place.names[0]
    heads = {full[-1:] + name.removeprefix(full[-1:]) for name in hospital.names}
    return {full[:-1] + head for head in heads} | {n for n in hospital.names if full in n}


def steps_below(iri: str, document: str) -> str:
    """Return an IRI as written down under its document: ``/task/19``."""
    below = iri.removeprefix(document)
    return below if below.startswith("/") and below != iri else "=" + iri


def below(step: str, document: str) -> str:
    """Return the IRI that :func:`steps_below` wrote."""
    return step[1:] if step.startswith("=") else document + step


def region_of(row: Any) -> Region:
    """Return a region as it was written down."""
    iri, names, level, above = row
    return Region(iri_in(iri), tuple(names), level, frozenset(map(iri_in, above)))


def agency_of(row: Any) -> Agency:
    """Return a body as it was written down."""
    iri, names, kind, region, level = row
    return Agency(iri_in(iri), tuple(names), whole(kind), whole(region), level)


def hospital_of(row: Any) -> Hospital:
    """Return a hospital as it was written down."""
    iri, names, region = row
    return Hospital(iri_in(iri), tuple(names), whole(region))


def document_of(row: Any) -> Document:
    """Return a document as it was written down."""
    iri, titles, numbers, region, form, read = row
    return Document(iri_in(iri), tuple(titles), tuple(numbers), whole(region), form, bool(read))
