"""The three tables of the catalogue of directives, read and checked.

``directives.csv`` says which documents are known, ``relations.csv`` which one
carries out which, ``outlines.csv`` the headings of a directive whose text is not
at hand. Every row says how sure it is and where it comes from. People edit
these files, so everything that is wrong is told at once, by file and line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from pyoxigraph import NamedNode

from hqgraph.errors import NotFoundError, ReadError
from hqgraph.gazetteer import regions
from hqgraph.gazetteer.agency_kinds import kinds
from hqgraph.messages import say
from hqgraph.model import Level, TaskKind
from hqgraph.rdf import iri
from hqgraph.rdf.concepts import identifiers
from hqgraph.resources import resource

DIRECTIVE_COLUMNS = [
    *("number", "title", "issuer", "issuer_kind", "region_code", "level", "form"),
    *("date", "published", "certainty", "source", "note"),
]
RELATION_COLUMNS = ["from", "to", "certainty", "source"]
OUTLINE_COLUMNS = ["number", "no", "title", "section", "theme", "certainty", "source"]

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?")
_ISSUER_SEPARATOR = "；"
_Row = dict[str, str]
_T = TypeVar("_T")


class Certainty(StrEnum):
    """How sure a catalogue row is: printed in a document that we hold, seen in a named
    public document, concluded from titles of one family, an outline without its text,
    or listed in a table that a user imported.
    """

    STATED = "stated"
    SEEN = "seen"
    FAMILY = "family"
    OUTLINE = "outline"
    LISTED = "listed"


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body that issued a directive; ``kind`` is of the gazetteer, empty where unknown."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Directive:
    """A known document. ``date`` is ISO or a year alone; an empty field is not known."""

    number: str
    title: str
    issuers: tuple[Issuer, ...]
    region_code: str
    level: Level
    form: str
    date: str
    published: str
    certainty: Certainty
    source: str
    note: str

    @property
    def iri(self) -> NamedNode:
        """The directive's IRI, the same as that of the document once it is read."""
        return iri.cited_document_iri(self.number, None)


@dataclass(frozen=True, slots=True)
class DirectiveRelation:
    """``child`` carries out ``parent`` (both by number)."""

    child: str
    parent: str
    certainty: Certainty
    source: str


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """An item's heading in a directive; ``theme`` is the slug of a theme."""

    number: str
    no: str
    title: str
    section: str
    theme: str
    certainty: Certainty
    source: str

    @property
    def iri(self) -> NamedNode:
        """The item's IRI, the same as that of the task once the text is read."""
        return iri.task_iri(iri.cited_document_iri(self.number, None), TaskKind.TASK, self.no)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that the three tables say, in their order."""

    directives: tuple[Directive, ...] = ()
    relations: tuple[DirectiveRelation, ...] = ()
    outlines: tuple[OutlineItem, ...] = ()


class _BadRowError(ValueError):
    """What is wrong with a row, in words."""


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """Read the catalogue, by default the one that hqgraph ships.

    Raises ReadError naming file and row of everything that is wrong: a missing
    file or column, an unknown region, kind, level, form, theme or certainty, a
    malformed date, a number that occurs twice, a relation or outline of a directive that
    ``directives.csv`` does not have.
    """
    folder = folder or resource("seeds", "catalogue")
    problems: list[str] = []
    directives = _read(folder / "directives.csv", DIRECTIVE_COLUMNS, _directive, problems)
    relations = _read(folder / "relations.csv", RELATION_COLUMNS, _relation, problems)
    outlines = _read(folder / "outlines.csv", OUTLINE_COLUMNS, _outline, problems)
    known = {directive.number for directive in directives.values()}
    _check_unique(directives, lambda row: row.number, problems)
    _check_unique(outlines, lambda row: f"{row.number} {row.no}", problems)
    _check_known(relations, lambda row: (row.child, row.parent), known, problems)
    _check_known(outlines, lambda row: (row.number,), known, problems)
    if problems:
        raise ReadError("rdf.catalogue.bad", problems="；".join(problems))
    return Catalogue(
        tuple(directives.values()), tuple(relations.values()), tuple(outlines.values())
    )


def _read(
    path: Path, columns: list[str], build: Callable[[_Row], _T], problems: list[str]
) -> dict[str, _T]:
    """Read a table into its rows by place (``relations.csv 3``); add what is wrong."""
    if not path.is_file():
        problems.append(say("rdf.catalogue.missing", file=path.name))
        return {}
    rows: dict[str, _T] = {}
    with path.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle)
        if list(reader.fieldnames or ()) != columns:
            problems.append(say("rdf.catalogue.columns", file=path.name, columns=",".join(columns)))
            return {}
        for row in reader:
            place = f"{path.name} {reader.line_num}"
            try:
                rows[place] = build(_whole(row))
            except _BadRowError as error:
                problems.append(f"{place}: {error}")
    return rows


def _whole(row: _Row) -> _Row:
    if None in row or None in row.values():
        raise _BadRowError(say("rdf.catalogue.cells"))
    return {column: cell.strip() for column, cell in row.items()}


def _directive(row: _Row) -> Directive:
    return Directive(
        number=_number(row, "number"),
        title=_filled(row, "title"),
        issuers=_issuers(row),
        region_code=_region(row),
        level=_one_of(row, "level", Level),
        form=_concept(row, "form"),
        date=row["date"] and _matching(row, "date", _DATE),
        published=row["published"] and _matching(row, "published", _DATE),
        certainty=_one_of(row, "certainty", Certainty),
        source=_filled(row, "source"),
        note=row["note"],
    )


def _issuers(row: _Row) -> tuple[Issuer, ...]:
    names = _filled(row, "issuer").split(_ISSUER_SEPARATOR)
    of_names = row["issuer_kind"].split(_ISSUER_SEPARATOR)
    if len(names) != len(of_names) or any(kind and kind not in kinds() for kind in of_names):
        raise _bad_value(row, "issuer_kind")
    return tuple(Issuer(name, kind) for name, kind in zip(names, of_names, strict=True))


def _region(row: _Row) -> str:
    try:
        return regions.region(row["region_code"]).code
    except NotFoundError:
        raise _bad_value(row, "region_code") from None


def _relation(row: _Row) -> DirectiveRelation:
    return DirectiveRelation(
        child=_number(row, "from"),
        parent=_number(row, "to"),
        certainty=_one_of(row, "certainty", Certainty),
        source=_filled(row, "source"),
    )


def _outline(row: _Row) -> OutlineItem:
    return OutlineItem(
        number=_number(row, "number"),
        no=_filled(row, "no"),
        title=_filled(row, "title"),
        section=row["section"],
        theme=_concept(row, "theme"),
        certainty=_one_of(row, "certainty", Certainty),
        source=_filled(row, "source"),
    )


def _bad_value(row: _Row, column: str) -> _BadRowError:
    return _BadRowError(say("rdf.catalogue.value", column=column, value=row[column]))


def _filled(row: _Row, column: str) -> str:
    if not row[column]:
        raise _BadRowError(say("rdf.catalogue.empty", column=column))
    return row[column]


def _number(row: _Row, column: str) -> str:
    return iri.normal_number(_filled(row, column))


def _matching(row: _Row, column: str, pattern: re.Pattern[str]) -> str:
    if not pattern.fullmatch(row[column]):
        raise _bad_value(row, column)
    return row[column]


def _concept(row: _Row, scheme: str) -> str:
    if row[scheme] not in identifiers(scheme):
        raise _bad_value(row, scheme)
    return row[scheme]


_E = TypeVar("_E", bound=StrEnum)


def _one_of(row: _Row, column: str, values: type[_E]) -> _E:
    try:
        return values(row[column])
    except ValueError:
        raise _bad_value(row, column) from None


def _check_unique(rows: dict[str, _T], key: Callable[[_T], str], problems: list[str]) -> None:
    seen: set[str] = set()
    for place, row in rows.items():
        if key(row) in seen:
            problems.append(f"{place}: {say('rdf.catalogue.twice', value=key(row))}")
        seen.add(key(row))


def _check_known(
    rows: dict[str, _T],
    numbers: Callable[[_T], Iterable[str]],
    known: set[str],
    problems: list[str],
) -> None:
    for place, row in rows.items():
        for number in numbers(row):
            if number not in known:
                problems.append(f"{place}: {say('rdf.catalogue.unknown', value=number)}")
