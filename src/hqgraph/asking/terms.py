"""Pieces of patterns: variables, nodes, literals, roles, dates, and what is not there."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from hqgraph.rdf.vocabulary import ID, XSD

ROLE = ID + "role/"
_FEW = 100
_MADE = r"\?[a-z]+\d+"


class Counter:
    """Numbers the variables of one query; ``proofs`` are those that evidence hangs on.

    ``anchored`` tells that something else leads to the tasks or documents already,
    ``proving`` that the evidence is wanted, so that every way to an answer binds its proof.
    """

    def __init__(self, *, anchored: bool = False, proving: bool = False) -> None:
        self.made = 0
        self.proofs: list[str] = []
        self.anchored = anchored
        self.proving = proving

    def proof(self, stem: str) -> str:
        """Return a variable of a thing that proves the answer."""
        self.proofs.append(self(stem))
        return self.proofs[-1]

    def __call__(self, stem: str) -> str:
        """Return a variable that no other constraint has."""
        self.made += 1
        return f"?{stem}{self.made}"


def absent(inner: str) -> str:
    """Say that something is not there.

    The engine joins what stands in NOT EXISTS anew for every row, without looking at
    the row; in OPTIONAL it begins from the row.
    """
    made = re.findall(_MADE, inner)
    if not made or any(word in inner for word in ("UNION", "VALUES", "OPTIONAL", "EXISTS")):
        return f"FILTER NOT EXISTS {{ {inner} }}"
    return f"OPTIONAL {{ {inner} }} FILTER(!BOUND({made[-1]}))"


def literals(texts: tuple[str, ...]) -> str:
    """Return texts as literals, with blanks between."""
    return " ".join(map(literal, texts))


def literal(text: str) -> str:
    """Return a text as a literal."""
    return str(Literal(text))


def between(variable: str, first: str | None, last: str | None) -> str:
    """Return a filter for a date in [first, last], either open; empty where both are."""
    tests = []
    if first:
        tests.append(f"{variable} >= {Literal(first, datatype=XSD.date)}")
    if last:
        tests.append(f"{variable} <= {Literal(last, datatype=XSD.date)}")
    return f"FILTER({' && '.join(tests)})" if tests else ""


def in_roles(variable: str, roles: tuple[str, ...]) -> str:
    """Return a filter for roles: joining with them would read everybody's."""
    return f"FILTER({variable} IN ({', '.join(str(NamedNode(ROLE + role)) for role in roles)}))"


def among(variable: str, iris: tuple[str, ...], fresh: Counter) -> str:
    """Return a filter where something else leads there and the list is short, else VALUES."""
    if fresh.anchored and len(iris) <= _FEW:
        return f"FILTER({variable} IN ({', '.join(str(NamedNode(iri)) for iri in iris)}))"
    return values(variable, iris)


def values(variable: str, iris: list[str] | tuple[str, ...]) -> str:
    """Return a VALUES block of nodes."""
    return f"VALUES {variable} {{ {' '.join(str(NamedNode(iri)) for iri in iris)} }}"
