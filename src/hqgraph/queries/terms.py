"""The terms of the ontology as people call them, and back: 责任单位 for hq:responsibleAgency."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from hqgraph.messages import language
from hqgraph.rdf.vocabulary import RDFS
from hqgraph.resources import resource


def term_names() -> Mapping[str, str]:
    """Return the ontology's terms by IRI, each with its label in the language in force."""
    return _names(language())


@cache
def _names(spoken: str) -> Mapping[str, str]:
    found: dict[str, tuple[bool, str]] = {}
    for term, label in labels():
        rank = (label.language != spoken, label.value)
        found[term.value] = min(found.get(term.value, rank), rank)
    return MappingProxyType({iri: name for iri, (_, name) in found.items()})


@cache
def properties() -> Mapping[str, NamedNode]:
    """Return the ontology's properties by their labels; what two share names neither."""
    found: dict[str, set[str]] = {}
    for term, label in labels():
        if _is_property(term):
            found.setdefault(label.value, set()).add(term.value)
    return MappingProxyType(
        {label: NamedNode(min(iris)) for label, iris in found.items() if len(iris) == 1}
    )


@cache
def labels() -> tuple[tuple[NamedNode, Literal], ...]:
    """Return every label of the ontology with its term."""
    quads = pyoxigraph.parse(path=str(resource("ontology", "hqgraph.ttl")))
    return tuple(
        (quad.subject, quad.object)
        for quad in quads
        if quad.predicate == RDFS.label
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, Literal)
    )


def _is_property(node: NamedNode) -> bool:
    """Tell a property (hq:theme) from a class (hq:Task) by its first letter."""
    return node.value.rsplit("#", 1)[-1][:1].islower()
