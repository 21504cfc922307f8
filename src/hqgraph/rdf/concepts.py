"""The concepts that a store uses, spelled out: levels, forms, roles, themes, kinds, regions.

Five schemes are Turtle files under ``ontology/``; agency kinds and regions come
from the gazetteer, and a theme in a task's own words is told by its IRI alone. A
store gets the concepts it uses and those above them, not the three thousand regions
of the country.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad, Triple, parse

from hqgraph.errors import NotFoundError
from hqgraph.gazetteer.agency_kinds import kinds
from hqgraph.gazetteer.regions import parent, region, short_names
from hqgraph.rdf import iri
from hqgraph.rdf.vocabulary import HQ, RDF, RDFS, SKOS, graph_iri
from hqgraph.resources import resource

SCHEME_FILES = {
    "level": "levels.ttl",
    "form": "forms.ttl",
    "role": "roles.ttl",
    "theme": "themes.ttl",
    "deadline-kind": "deadline-kinds.ttl",
}
"""The schemes that are files: their concepts are data of the ontology folder."""

_TOLD = (RDF.type, SKOS.prefLabel, SKOS.altLabel, SKOS.notation, SKOS.broader, SKOS.inScheme)
_GENERATED_SCHEMES = {
    "kind": {"zh": "单位类别", "en": "kinds of agency"},
    "region": {"zh": "行政区划", "en": "regions"},
    "own-theme": {"zh": "自拟主题", "en": "themes in the tasks' own words"},
}


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as the scheme has it. ``keywords`` are the words that hint at it."""

    slug: str
    zh: str
    en: str
    broader: str | None
    alt: tuple[str, ...]
    keywords: tuple[str, ...]

    @property
    def iri(self) -> NamedNode:
        """The theme's IRI."""
        return iri.concept_iri("theme", self.slug)


@cache
def themes() -> tuple[Theme, ...]:
    """Return all themes, sorted by slug; linking recognises tasks by their keywords."""
    nodes = (iri.concept_iri("theme", slug) for slug in sorted(identifiers("theme")))
    return tuple(_theme(node, _scheme("theme")[node]) for node in nodes)


@cache
def identifiers(scheme: str) -> frozenset[str]:
    """Return the identifiers of all concepts of a scheme that is a file.

    ``identifiers("form")`` holds 方案. Raises KeyError for any other scheme.
    """
    concepts = (node for node in _scheme(scheme) if node != iri.scheme_iri(scheme))
    return frozenset(map(_identifier, concepts))


def concept_quads(iris_in_use: Iterable[NamedNode]) -> list[Quad]:
    """Return what the graph ``catalog`` says of the concepts among ``iris_in_use``.

    Broader concepts come along, and the schemes. IRIs that are no concepts are
    passed over. The result depends on nothing but the set of IRIs and is sorted.
    Raises NotFoundError for a concept that its scheme or the gazetteer has not.
    """
    waiting = {node for node in iris_in_use if iri.concept_parts(node)}
    done: set[NamedNode] = set()
    triples: set[Triple] = set()
    while waiting:
        node = waiting.pop()
        done.add(node)
        told = set(_concept(node))
        triples |= told
        waiting |= {
            triple.object
            for triple in told
            if triple.predicate == SKOS.broader and isinstance(triple.object, NamedNode)
        } - done
    for scheme in {parts[0] for parts in map(iri.concept_parts, done) if parts}:
        triples |= set(_about_scheme(scheme))
    graph = graph_iri("catalog")
    ordered = sorted(triples, key=str)
    return [Quad(triple.subject, triple.predicate, triple.object, graph) for triple in ordered]


def _concept(node: NamedNode) -> Iterator[Triple]:
    parts = iri.concept_parts(node)
    if parts is None:
        raise NotFoundError("rdf.concept.unknown", iri=node.value)
    scheme, identifier = parts
    if scheme == "kind":
        return _kind(node, identifier)
    if scheme == "region":
        return _region(node, identifier)
    if scheme == "own-theme":
        return _labelled(node, scheme, identifier)
    return _from_file(node, scheme)


def _from_file(node: NamedNode, scheme: str) -> Iterator[Triple]:
    index = _scheme(scheme).get(node)
    if index is None:
        raise NotFoundError("rdf.concept.unknown", iri=node.value)
    for predicate in _TOLD:
        for value in index.get(predicate, ()):
            yield Triple(node, predicate, value)
            if predicate == SKOS.prefLabel and _language(value) == "zh":
                yield Triple(node, RDFS.label, value)


def _kind(node: NamedNode, identifier: str) -> Iterator[Triple]:
    kind = kinds().get(identifier)
    if kind is None:
        raise NotFoundError("rdf.concept.unknown", iri=node.value)
    yield from _labelled(node, "kind", kind.zh)
    yield Triple(node, SKOS.prefLabel, Literal(kind.en, language="en"))
    for name in kind.variants:
        if name != kind.zh:
            yield Triple(node, SKOS.altLabel, _zh(name))


def _region(node: NamedNode, code: str) -> Iterator[Triple]:
    place = region(code)
    yield from _labelled(node, "region", place.name)
    yield Triple(node, SKOS.notation, Literal(code))
    for name in short_names(place):
        yield Triple(node, SKOS.altLabel, _zh(name))
    above = parent(place)
    if above is not None:
        yield Triple(node, SKOS.broader, iri.region_iri(above.code))
        yield Triple(node, HQ.directlyPartOf, iri.region_iri(above.code))


def _labelled(node: NamedNode, scheme: str, zh: str) -> Iterator[Triple]:
    yield Triple(node, RDF.type, SKOS.Concept)
    yield Triple(node, SKOS.inScheme, iri.scheme_iri(scheme))
    yield Triple(node, SKOS.prefLabel, _zh(zh))
    yield Triple(node, RDFS.label, _zh(zh))


def _about_scheme(scheme: str) -> Iterator[Triple]:
    node = iri.scheme_iri(scheme)
    if scheme in SCHEME_FILES:
        yield from _from_file(node, scheme)
        return
    yield Triple(node, RDF.type, SKOS.ConceptScheme)
    for language, name in _GENERATED_SCHEMES[scheme].items():
        yield Triple(node, SKOS.prefLabel, Literal(name, language=language))
    yield Triple(node, RDFS.label, _zh(_GENERATED_SCHEMES[scheme]["zh"]))


_Index = dict[NamedNode, list[NamedNode | Literal]]


@cache
def _scheme(scheme: str) -> dict[NamedNode, _Index]:
    nodes: dict[NamedNode, _Index] = {}
    for quad in parse(path=str(resource("ontology", SCHEME_FILES[scheme]))):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            nodes.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)
    return nodes


def _theme(node: NamedNode, index: _Index) -> Theme:
    names = {_language(value): value.value for value in index[SKOS.prefLabel]}
    broader = [value for value in index.get(SKOS.broader, ()) if isinstance(value, NamedNode)]
    return Theme(
        slug=_identifier(node),
        zh=names["zh"],
        en=names["en"],
        broader=_identifier(broader[0]) if broader else None,
        alt=tuple(sorted(value.value for value in index.get(SKOS.altLabel, ()))),
        keywords=tuple(sorted(value.value for value in index.get(HQ.keyword, ()))),
    )


def _identifier(node: NamedNode) -> str:
    parts = iri.concept_parts(node)
    if parts is None:
        raise NotFoundError("rdf.concept.unknown", iri=node.value)
    return parts[1]


def _language(value: NamedNode | Literal) -> str | None:
    return value.language if isinstance(value, Literal) else None


def _zh(text: str) -> Literal:
    return Literal(text, language="zh")
