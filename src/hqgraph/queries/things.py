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
from hqgraph.errors import NotFoundError, QueryError, UsageError
from hqgraph.graph import Graph
from hqgraph.messages import language
from hqgraph.model import Region
from hqgraph.queries import items, lookup
from hqgraph.queries.lookup import Entry
from hqgraph.queries.near import unknown
from hqgraph.queries.words import concept_word
from hqgraph.rdf.concepts import SCHEME_FILES
from hqgraph.rdf.iri import concept_iri, concept_parts, name_of, region_iri, scheme_iri
from hqgraph.rdf.vocabulary import SKOS
from hqgraph.resources import resource

Nodes = tuple[NamedNode, ...]

_SEPARATORS = re.compile(r"[\s/#＃]+")
_NAMES = {SKOS.prefLabel, SKOS.altLabel}
_BODIES = """SELECT DISTINCT ?thing ?name WHERE {
  ?thing hq:region ?_region .  #if ?_region
  ?thing hq:level ?_level .  #if ?_level
  ?thing hq:agencyKind ?_kind .  #if ?_kind
  { ?thing a hq:Agency } UNION { ?thing a hq:AgencyGroup }
  ?thing rdfs:label ?name .
}"""
"""The bodies of which all is true that was said."""

OWN_THEMES = f"""SELECT DISTINCT ?thing ?name WHERE {{
  ?thing skos:inScheme {scheme_iri("own-theme")} ; rdfs:label ?name .
}}"""
"""The themes in tasks' own words that a graph has."""


def find_document(graph: Graph, value: object) -> NamedNode:
    """Return the document that a number, title, region, part of a title or IRI names.

    A region means its own documents, read or catalogued, never another region's whose
    title has the name in it. Documents that were read come before those only known of.
    """
    node = document_called(graph, value)
    if node is None:
        iri = lookup.iri_of(value)
        said = iri.value if iri else str(value).strip()
        raise unknown(graph, lookup.DOCUMENTS, said)
    return node


def document_called(graph: Graph, value: object) -> NamedNode | None:
    """Return the same, None where there is none: names near it are told only where asked for."""
    if node := lookup.iri_of(value):
        return node if lookup.documents(graph, (node,)) else None
    name = str(value).strip()
    found = lookup.called(graph, lookup.DOCUMENTS, name)
    if not found:
        here = _iris(gazetteer.resolve_region(name))
        found = lookup.documents_in(graph, here)
    if not found:
        near = lookup.documents_like(graph, name)
        found = lookup.exact(near, name) or _containing(near, name, here)
    return lookup.one(found, name) if found else None


def _containing(known: list[Entry], name: str, here: set[str]) -> list[Entry]:
    """Return the documents with a name in their titles; those it names the region of, if one."""
    found = lookup.containing(known, name)
    if not here:
        return found
    start = lookup.fold(name)
    return [
        entry
        for entry in found
        if entry.region in here
        or (entry.region is None and lookup.fold(entry.name).startswith(start))
    ]


def find_task(graph: Graph, value: object) -> NamedNode:
    """Return the task that an IRI, a document and a number (邻水县 19), or a title names.

    After the document may stand a section too (北海市/七/（一）), or a title.
    """
    name = str(value).strip()
    found = task_called(graph, value)
    if isinstance(found, NamedNode):
        return found
    if found:
        raise found
    if items.is_number(name):
        raise NotFoundError("queries.task-where", value=name)
    raise unknown(graph, lookup.ITEMS, name)


def task_called(graph: Graph, value: object) -> NamedNode | NotFoundError | None:
    """Return the same, why the document that is named has none, or None."""
    name = str(value).strip()
    node = lookup.iri_of(value)
    if node and lookup.is_item(graph, node):
        return node
    located = _located(graph, name)
    if isinstance(located, NamedNode):
        return located
    if found := lookup.called(graph, lookup.ITEMS, name):
        return lookup.one(found, name)
    known = lookup.like(graph, lookup.ITEMS, name)
    found = lookup.exact(known, name) or lookup.containing(known, name)
    return lookup.one(found, name) if found else located


def find_region(graph: Graph, value: object, *, near: bool = True) -> NamedNode:
    """Return the region that a name, a path of names, a code or an IRI means."""
    name = str(value).strip()
    if node := lookup.iri_of(value):
        wanted, name = {node.value}, node.value
    elif re.fullmatch(r"\d{6}", name):
        wanted = {region_iri(name).value}
    else:
        wanted = _iris(gazetteer.resolve_region(name))
    places = tuple(NamedNode(iri) for iri in sorted(wanted))
    found = lookup.entries(graph, lookup.REGIONS, {"thing": places}) if places else []
    if not found:
        raise unknown(graph, lookup.REGIONS, name, near=near)
    return lookup.one(found, name)


def find_agency(graph: Graph, value: object, *, near: bool = True) -> Mapping[str, Nodes]:
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
        found = lookup.called(graph, lookup.AGENCIES, name)
        if not found:
            known = lookup.like(graph, lookup.AGENCIES, name)
            found = lookup.exact(known, name) or _like(known, name)
            if not found:
                raise unknown(graph, lookup.AGENCIES, name, near=near)
        return {"": lookup.nodes(found)}
    said: dict[str, Nodes] = {}
    regions = gazetteer.resolve_region(match.region_name) if match and match.region_name else ()
    if regions:
        said["_region"] = tuple(region_iri(region.code) for region in regions)
    elif match and match.level:
        said["_level"] = (concept_iri("level", match.level.value),)
    return {**said, "_kind": (concept_iri("kind", kind),)}


def find_bodies(graph: Graph, value: object) -> Mapping[str, Nodes]:
    """Return the same of a body that the graph has.

    Raises as :func:`find_agency` does, and NotFoundError where no body is meant.
    """
    said = find_agency(graph, value)
    if "" in said or lookup.any_of_kind(graph, _variables(said)):
        return said
    if named := lookup.called(graph, lookup.AGENCIES, str(value).strip()):
        return {"": lookup.nodes(named)}
    name = str(value).strip()
    named = lookup.exact(lookup.like(graph, lookup.AGENCIES, name), name)
    if not named:
        raise unknown(graph, lookup.AGENCIES, name)
    return {"": lookup.nodes(named)}


def read_as(graph: Graph, value: object) -> tuple[str, ...]:
    """Return what the bodies are called that a value means, none where it is a name of theirs.

    Raises as :func:`find_bodies` does.
    """
    said = find_bodies(graph, value)
    values = {"thing": said[""]} if "" in said else _variables(said)
    labels = lookup.entries(graph, _BODIES, values)
    if lookup.iri_of(value) or not labels:
        return ()
    names = lookup.entries(graph, lookup.AGENCIES, {"thing": lookup.nodes(labels)})
    if lookup.exact(names, str(value).strip()):
        return ()
    return tuple(sorted({entry.name for entry in labels}))


def _variables(said: Mapping[str, Nodes]) -> Mapping[str, Nodes]:
    return {ending: nodes for ending, nodes in said.items() if ending}


def _like(known: list[Entry], name: str) -> list[Entry]:
    """Return the bodies that part of a name fits, if it is one body or the same of many places.

    Raises QueryError naming them where it fits several.
    """
    found = lookup.containing(known, name)
    if len({name_of(entry.node) for entry in found}) > 1:
        lookup.one(found, name)
    return found


def find_hospitals(graph: Graph, value: object, *, near: bool = True) -> Nodes:
    """Return the hospitals of a name; with its region (邻水县人民医院) that one alone."""
    if node := lookup.iri_of(value):
        return (node,)
    name = str(value).strip()
    if same := lookup.called(graph, lookup.HOSPITALS, name):
        return lookup.nodes(same)
    if here := _placed_of(graph, name):
        return lookup.nodes(here)
    known = lookup.like(graph, lookup.HOSPITALS, name)
    found = lookup.exact(known, name) or lookup.containing(known, name)
    if not found:
        raise unknown(graph, lookup.HOSPITALS, name, near=near)
    return lookup.nodes(found)


def find_indicators(graph: Graph, value: object, *, near: bool = True) -> Nodes:
    """Return the indicator of that name, else all whose names contain it."""
    if node := lookup.iri_of(value):
        return (node,)
    name = str(value).strip()
    if same := lookup.called(graph, lookup.INDICATORS, name):
        return lookup.nodes(same)
    known = lookup.like(graph, lookup.INDICATORS, name)
    found = lookup.exact(known, name) or lookup.containing(known, name)
    if not found:
        raise unknown(graph, lookup.INDICATORS, name, near=near)
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


def find_themes(graph: Graph, value: object) -> Nodes:
    """Return the theme that a name means: of the scheme, else those in tasks' own words.

    The very name comes first, then the only theme of the scheme with it in one of its
    names, then all own words that hold it. Raises QueryError with the candidates,
    the scheme's first, where several of the scheme do, and UsageError with the
    labels of the scheme for a word that is no theme at all.
    """
    try:
        return (find_concept("theme", value),)
    except UsageError:
        own = lookup.entries(graph, OWN_THEMES)
        node, name = lookup.iri_of(value), str(value)
        found = [entry for entry in own if entry.node == node] or lookup.exact(own, name)
        if found:
            return lookup.nodes(found)
        own = lookup.containing(own, name)
        listed = _themes_with(name)
        if len(listed) == 1:
            return tuple(listed)
        if listed:
            labels = [*listed.values(), *sorted({entry.name for entry in own})]
            raise QueryError("queries.ambiguous", value=name, known="、".join(labels)) from None
        if not own:
            raise
    return lookup.nodes(own)


def _themes_with(name: str) -> dict[NamedNode, str]:
    """Return the themes of the scheme with a word in a name of theirs, each with its label."""
    wanted = lookup.fold(name)
    if not wanted:
        return {}
    found: dict[NamedNode, str] = {}
    for label, node in _scheme("theme").items():
        if wanted in lookup.fold(label):
            found.setdefault(node, concept_word(node, language()) or label)
    return found


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


def _located(graph: Graph, name: str) -> NamedNode | NotFoundError | None:
    """Read 邻水县/19: a document, then what names an item of it.

    Returns the item, why the document has no such one, or None where no document is named.
    """
    why: NotFoundError | None = None
    ends = [match.span() for match in _SEPARATORS.finditer(name)]
    for start, end in dict.fromkeys((*ends[-1:], *ends)):
        if not start or end == len(name):
            continue
        document = document_called(graph, name[:start])
        if document is None:  # a title with a blank in it, or a section before the number
            continue
        try:
            return items.one_of(items.items_of(graph, document), name[end:], name[:start])
        except NotFoundError as error:
            why = why or error
    return why


def _placed_of(graph: Graph, name: str) -> list[Entry]:
    """Match 邻水县人民医院 with the 县人民医院 of 邻水县, the longest region name first."""
    for end in range(len(name) - 1, 1, -1):
        here = tuple(map(NamedNode, sorted(_iris(gazetteer.resolve_region(name[:end])))))
        known = lookup.entries(graph, lookup.HOSPITALS, {"region": here}) if here else []
        if found := [entry for entry in known if entry.name in {name[end:], name[end - 1 :]}]:
            return found
    return []


def _iris(regions: tuple[Region, ...]) -> set[str]:
    return {region_iri(region.code).value for region in regions}
