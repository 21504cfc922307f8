"""Which thing of the graph a value means: a document, a task, a region, an agency and so on.

Every reader takes the graph and what was said and returns the nodes meant.
Where one thing is wanted and several fit, QueryError names them; where several
may be meant (every 县人民医院), all are returned. NotFoundError where none fits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from hqgraph import gazetteer
from hqgraph.errors import NotFoundError, UsageError
from hqgraph.graph import Graph
from hqgraph.model import Region
from hqgraph.queries import lookup
from hqgraph.queries.lookup import Entry
from hqgraph.rdf.concepts import SCHEME_FILES
from hqgraph.rdf.iri import concept_iri, concept_parts, region_iri
from hqgraph.rdf.vocabulary import SKOS
from hqgraph.resources import resource

Nodes = tuple[NamedNode, ...]

_TASK = re.compile(r"(?P<document>.+?)[\s/#＃]+(?P<no>[^\s/#＃]+)")
_NO_MARKS = re.compile(r"[\s().（）．、]")
_NAMES = {SKOS.prefLabel, SKOS.altLabel}


def find_document(graph: Graph, value: object) -> NamedNode:
    """Return the document that a number, title, part of a title, region or IRI names.

    Documents that were read come before those that are only cited.
    """
    known = lookup.entries(graph, lookup.DOCUMENTS)
    if node := lookup.iri_of(value):
        return _checked(known, node)
    name = str(value).strip()
    found = lookup.exact(known, name)
    if not found:
        here = _iris(gazetteer.resolve_region(name))
        found = [entry for entry in known if entry.first and entry.region in here]
    found = found or lookup.containing(known, name)
    if not found:
        raise lookup.not_found(known, name)
    return lookup.one(found, name)


def find_task(graph: Graph, value: object) -> NamedNode:
    """Return the task that an IRI, a document and a number (邻水县 19), or a title names."""
    name = str(value).strip()
    if (node := lookup.iri_of(value)) and lookup.is_item(graph, node):
        return node
    numbered = _numbered(graph, name) if node is None else []
    if numbered:
        return lookup.one(numbered, name)
    known = lookup.entries(graph, lookup.ITEMS)
    found = lookup.exact(known, name) or lookup.containing(known, name)
    if not found:
        raise lookup.not_found(known, name)
    return lookup.one(found, name)


def find_region(graph: Graph, value: object) -> NamedNode:
    """Return the region that a name, a path of names, a code or an IRI means."""
    known = lookup.entries(graph, lookup.REGIONS)
    if node := lookup.iri_of(value):
        return _checked(known, node)
    name = str(value).strip()
    if re.fullmatch(r"\d{6}", name):
        wanted = {region_iri(name).value}
    else:
        wanted = _iris(gazetteer.resolve_region(name))
    found = [entry for entry in known if entry.iri in wanted]
    if not found:
        raise lookup.not_found(known, name)
    return lookup.one(found, name)


def find_agency(graph: Graph, value: object) -> Mapping[str, Nodes]:
    """Return what is said of a body, by the ending of its variable.

    ``""`` are the bodies themselves: an IRI, or a name of no known kind that the
    graph has. Else ``_kind``, with ``_region`` where the name has one (all regions
    of that name) or ``_level`` where it tells one: 县医保局 is any county's.
    """
    if node := lookup.iri_of(value):
        return {"": (node,)}
    name = str(value).strip()
    match = gazetteer.match_agency(name)
    kind = match.kind if match else kind_in(name)
    if kind is None or (match and match.by_name):
        known = lookup.entries(graph, lookup.AGENCIES)
        found = lookup.exact(known, name) or lookup.containing(known, name)
        if not found:
            raise lookup.not_found(known, name)
        return {"": lookup.nodes(found)}
    said: dict[str, Nodes] = {"_kind": (concept_iri("kind", kind),)}
    regions = gazetteer.resolve_region(match.region_name) if match and match.region_name else ()
    if regions:
        said["_region"] = tuple(region_iri(region.code) for region in regions)
    elif match and match.level:
        said["_level"] = (concept_iri("level", match.level.value),)
    return said


def find_hospitals(graph: Graph, value: object) -> Nodes:
    """Return the hospitals of a name; with its region (邻水县人民医院) that one alone."""
    if node := lookup.iri_of(value):
        return (node,)
    known = lookup.entries(graph, lookup.HOSPITALS)
    name = str(value).strip()
    found = lookup.exact(known, name) or _placed(known, name) or lookup.containing(known, name)
    if not found:
        raise lookup.not_found(known, name)
    return lookup.nodes(found)


def find_indicators(graph: Graph, value: object) -> Nodes:
    """Return the indicator of that name, else all whose names contain it."""
    if node := lookup.iri_of(value):
        return (node,)
    known = lookup.entries(graph, lookup.INDICATORS)
    name = str(value).strip()
    found = lookup.exact(known, name) or lookup.containing(known, name)
    if not found:
        raise lookup.not_found(known, name)
    return lookup.nodes(found)


def find_concept(scheme: str, value: object) -> NamedNode:
    """Return the concept of a closed scheme by its label, other name, identifier or IRI.

    Raises UsageError with all labels for a word that the scheme does not have.
    """
    names = _scheme(scheme)
    if (node := lookup.iri_of(value)) and node in names.values():
        return node
    name = str(value).strip()
    if name not in names:
        known = "、".join(sorted(name for name in names if not name.isascii()))
        raise UsageError("queries.concept", value=value, known=known)
    return names[name]


@cache
def _scheme(scheme: str) -> dict[str, NamedNode]:
    """Return the concepts of a scheme by every name they have."""
    found: dict[str, NamedNode] = {}
    for quad in pyoxigraph.parse(path=str(resource("ontology", SCHEME_FILES[scheme]))):
        parts = concept_parts(quad.subject) if isinstance(quad.subject, NamedNode) else None
        if parts and quad.predicate in _NAMES and isinstance(quad.object, Literal):
            found.setdefault(quad.object.value, concept_iri(*parts))
            found.setdefault(parts[1], concept_iri(*parts))
    return found


def kind_in(text: str) -> str | None:
    """Return the kind of body that a word like 医保 or 医疗保障 means."""
    kind = gazetteer.kind_of_text(text)
    return kind.kind if kind else None


def _numbered(graph: Graph, name: str) -> list[Entry]:
    """Read 邻水县 19: a document, then the printed number of an item."""
    match = _TASK.fullmatch(name)
    if match is None:
        return []
    try:
        document = find_document(graph, match["document"])
    except NotFoundError:  # a title with a blank in it
        return []
    known = lookup.items_of(graph, document)
    return [entry for entry in known if bare(entry.name) == bare(match["no"])]


def _placed(known: list[Entry], name: str) -> list[Entry]:
    """Match 邻水县人民医院 with the 县人民医院 of 邻水县, the longest region name first."""
    for end in range(len(name) - 1, 1, -1):
        here = _iris(gazetteer.resolve_region(name[:end]))
        names = {name[end:], name[end - 1 :]}
        found = [entry for entry in known if entry.region in here and entry.name in names]
        if found:
            return found
    return []


def _checked(known: list[Entry], node: NamedNode) -> NamedNode:
    """Return an IRI that the graph knows."""
    if not any(entry.iri == node.value for entry in known):
        raise lookup.not_found(known, node.value)
    return node


def _iris(regions: tuple[Region, ...]) -> set[str]:
    return {region_iri(region.code).value for region in regions}


def bare(number: str) -> str:
    """Return a printed number without the brackets and dots around it."""
    return _NO_MARKS.sub("", number)
