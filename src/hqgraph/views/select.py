"""Reading the graph for a view: the queries of ``sparql/*.rq``, their rows as plain strings.

A view asks for whole kinds of things, or for those of some documents. Which
documents is said by the line ``#VALUES ?name`` in the query's text: it stands
for a VALUES clause built from RDF terms (never from pasted text), and where
nothing is asked in particular it stays the comment that it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode

from hqgraph.graph import Graph

HQ = "https://w3id.org/hqgraph/ontology#"
RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
PREF_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
ALT_LABEL = "http://www.w3.org/2004/02/skos/core#altLabel"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

Row = dict[str, str]
Values = dict[str, list[str]]


@cache
def _query_text(name: str) -> str:
    return (Path(__file__).with_name("sparql") / f"{name}.rq").read_text(encoding="utf-8")


def query_text(name: str, **only: Iterable[str]) -> str:
    """Return the query ``name``, restricted to the IRIs given for its variables.

    Raises ValueError for something that is no IRI, and for a variable that the
    query has no ``#VALUES`` line for.
    """
    text = _query_text(name)
    for variable, iris in only.items():
        marker = f"#VALUES ?{variable}"
        if marker not in text:
            raise ValueError(f"{name}.rq cannot be restricted by ?{variable}")
        terms = " ".join(str(NamedNode(iri)) for iri in sorted(set(iris)))
        text = text.replace(marker, f"VALUES ?{variable} {{ {terms} }}")
    return text


def rows(graph: Graph, name: str, **only: Iterable[str]) -> Iterator[Row]:
    """Run the query ``name`` and yield its rows, leaving out what is unbound.

    ``only`` holds IRIs per variable, see :func:`query_text`.
    """
    solutions = graph.query(query_text(name, **only))
    for row in solutions.rows:
        terms = zip(solutions.variables, row, strict=True)
        yield {
            variable: term.value
            for variable, term in terms
            if isinstance(term, NamedNode | Literal | BlankNode)
        }


def described(graph: Graph, name: str, **only: Iterable[str]) -> dict[str, Values]:
    """Run a query of subject, property and value; return the sorted values per subject."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows(graph, name, **only):
        found[row["subject"]][row["property"]].add(row["value"])
    return {
        subject: {key: sorted(values) for key, values in found[subject].items()}
        for subject in sorted(found)
    }


def names_of(graph: Graph, iris: Iterable[str]) -> dict[str, Values]:
    """Return the labels (``rdfs:label``, SKOS labels) of the things asked for."""
    wanted = sorted({iri for iri in iris if iri})
    return described(graph, "labels", subject=wanted) if wanted else {}


def first(values: Values, *properties: str) -> str:
    """Return the first value of the first property that has one, or an empty string."""
    for property_ in properties:
        if found := values.get(property_):
            return found[0]
    return ""


def name_in(names: dict[str, Values], iri: str) -> str:
    """Return the name of a thing, or the last part of its IRI where it has none."""
    return first(names.get(iri, {}), RDFS_LABEL, PREF_LABEL) or tail(iri)


def tail(iri: str) -> str:
    """Return the last part of an IRI: ``county`` of ``…/level/county``."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
