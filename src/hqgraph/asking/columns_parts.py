"""Pieces of SQL over the columns, with the values of their marks."""

from __future__ import annotations

import json
from collections.abc import Iterable

from hqgraph.rdf.vocabulary import ID

ROLE, LEVEL, LIMIT = ID + "role/", ID + "level/", ID + "deadline-kind/"


class UnspokenError(Exception):
    """A question that the columns have no words for."""


class Part:
    """A piece of SQL with the values of its marks."""

    __slots__ = ("text", "values")

    def __init__(self, text: str, values: Iterable[object] = ()) -> None:
        self.text = text
        self.values = tuple(values)

    def __bool__(self) -> bool:
        return bool(self.text)


def joined(parts: Iterable[Part], between: str) -> Part:
    """Return pieces as one, with ``between`` between them."""
    kept = [part for part in parts if part]
    return Part(
        between.join(part.text for part in kept), (value for part in kept for value in part.values)
    )


def held(form: str, *parts: Part) -> Part:
    """Return pieces put into the ``{}`` of a form, in order."""
    return Part(
        form.format(*(part.text for part in parts)),
        (value for part in parts for value in part.values),
    )


def nodes(iris: Iterable[str]) -> Part:
    """Return the numbers of nodes, as a list to be IN; those that no column has are left out."""
    return Part(
        "(SELECT n.id FROM json_each(?) j CROSS JOIN thing n ON n.iri = j.value)",
        (json.dumps(list(iris), ensure_ascii=False),),
    )


def roles(column: str, names: Iterable[str]) -> Part:
    """Return the condition that a role is one of these."""
    return held(f"{column} IN {{}}", nodes(ROLE + name for name in names))


def between(column: str, first: str | None, last: str | None) -> Part:
    """Return the condition that a date lies in [first, last]; it must be there in any case."""
    tests = [Part(f"{column} IS NOT NULL")]
    if first:
        tests.append(Part(f"{column} >= ?", (first,)))
    if last:
        tests.append(Part(f"{column} <= ?", (last,)))
    return joined(tests, " AND ")
