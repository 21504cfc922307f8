"""The library: ``queries/*.rq``, each a SPARQL text with a header that says what it is for.

A parameter or column may say ``words: LIST``: it holds codes of that list of
``queries/words.csv``, which people read and write as words. A column that says
``iri: yes`` holds identifiers, for programs.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from hqgraph.errors import QueryError
from hqgraph.messages import language
from hqgraph.queries.header import Header, body_of, parse_header
from hqgraph.queries.splice import tokens
from hqgraph.resources import resource

_FORMS = ("SELECT", "CONSTRUCT")


class ParameterType(StrEnum):
    """What a parameter's value names; :mod:`hqgraph.queries.binding` turns it into terms."""

    AGENCY = "agency"
    DOCUMENT = "document"
    TASK = "task"
    REGION = "region"
    THEME = "theme"
    HOSPITAL = "hospital"
    INDICATOR = "indicator"
    LEVEL = "level"
    ROLE = "role"
    FORM = "form"
    STRING = "string"
    INTEGER = "integer"
    DATE = "date"
    PERIOD = "period"
    IRI = "iri"


@dataclass(frozen=True, slots=True)
class Words:
    """The same in Chinese and in English."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.en if language() == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its variable in the query is ``?_name`` (an agency has several, see there).

    ``edge`` tells which end of a vague date is meant: ``first`` or ``last`` day.
    ``words`` is the list of codes that its value comes from, empty for free text.
    """

    name: str
    type: ParameterType
    optional: bool
    default: str | None
    edge: str
    description: Words
    words: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer: its variable, its heading, its list of codes, if it has one."""

    variable: str
    heading: Words
    words: str = ""
    iri: bool = False


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the library. ``text`` is its SPARQL without header and prefixes.

    ``form`` is SELECT, or CONSTRUCT for one whose answer is a graph.
    """

    name: str
    title: Words
    description: Words
    topic: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    example: str
    text: str
    form: str = "SELECT"

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter of that name, None where there is none."""
        return next((item for item in self.parameters if item.name == name), None)


def catalogue() -> tuple[NamedQuery, ...]:
    """Return all queries that hqgraph ships, sorted by name.

    Raises QueryError for a file whose header is incomplete.
    """
    return load_folder(resource("queries"))


def named(name: str) -> NamedQuery:
    """Return the shipped query of that name. Raises QueryError, naming near ones, if unknown."""
    queries = {query.name: query for query in catalogue()}
    if name in queries:
        return queries[name]
    near = difflib.get_close_matches(name, queries, n=3, cutoff=0.4)
    if not near:
        raise QueryError("queries.unknown-at-all", name=name)
    raise QueryError("queries.unknown", name=name, near="、".join(near))


@lru_cache(maxsize=8)
def load_folder(folder: Path) -> tuple[NamedQuery, ...]:
    """Return the queries of a folder, sorted by name. Raises QueryError for a bad header."""
    return tuple(_load(path) for path in sorted(folder.glob("*.rq"), key=lambda path: path.name))


def _load(path: Path) -> NamedQuery:
    text = path.read_text(encoding="utf-8")
    header = parse_header(text, path.name)
    reader = _Reader(path.name)
    return NamedQuery(
        name=path.stem,
        title=reader.words(header, "title"),
        description=reader.words(header, "description"),
        topic=reader.value(header, "topic"),
        parameters=tuple(
            reader.parameter(name, reader.below(reader.below(header, "params"), name))
            for name in reader.below(header, "params")
        ),
        columns=tuple(
            reader.column(name, reader.below(reader.below(header, "columns"), name))
            for name in reader.below(header, "columns")
        ),
        example=reader.value(header, "example"),
        text=body_of(text),
        form=next(word for word in _words(body_of(text)) if word in _FORMS),
    )


def _words(text: str) -> Iterator[str]:
    """Yield the words of a SPARQL text in capitals, and SELECT where it has none of the forms."""
    yield from (token.text.upper() for token in tokens(text) if token.sort == "word")
    yield "SELECT"


@dataclass(frozen=True, slots=True)
class _Reader:
    """Takes fields out of a header and says which file lacks one."""

    where: str

    def value(self, header: Header, key: str, default: str | None = None) -> str:
        found = header.get(key, default)
        if not isinstance(found, str):
            raise QueryError("queries.header", where=self.where, line=key)
        return found

    def below(self, header: Header, key: str) -> Header:
        found = header.get(key, {})
        if isinstance(found, str):
            raise QueryError("queries.header", where=self.where, line=key)
        return found

    def words(self, header: Header, key: str) -> Words:
        below = self.below(header, key)
        return Words(self.value(below, "zh"), self.value(below, "en"))

    def flag(self, header: Header, key: str) -> bool:
        """Return whether a field says yes; anything but yes and no is refused."""
        said = self.value(header, key, "no")
        if said not in {"yes", "no"}:
            raise QueryError("queries.header", where=self.where, line=f"{key}: {said}")
        return said == "yes"

    def column(self, name: str, header: Header) -> Column:
        heading = Words(self.value(header, "zh"), self.value(header, "en"))
        words = self.value(header, "words", "")
        return Column(name, heading, words, self.flag(header, "iri"))

    def parameter(self, name: str, header: Header) -> Parameter:
        kind = self.value(header, "type")
        if kind not in set(ParameterType):
            raise QueryError("queries.header", where=self.where, line=f"type: {kind}")
        return Parameter(
            name=name,
            type=ParameterType(kind),
            optional=self.flag(header, "optional"),
            default=self.value(header, "default") if "default" in header else None,
            edge=self.value(header, "edge", "last"),
            description=Words(self.value(header, "zh"), self.value(header, "en")),
            words=self.value(header, "words", ""),
        )
