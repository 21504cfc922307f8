"""Which node of the graph a word means, whatever kind of thing it is: for asking why.

An IRI, a prefixed name (hq:theme), a document by number, title or region, an item
as 邻水县/19, a body as 县医保局 (of every county: all of them), a hospital, an
indicator, or a concept. What fits nothing raises NotFoundError.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from pyoxigraph import Literal, NamedNode

from hqgraph import gazetteer
from hqgraph.errors import NotFoundError, QueryError, UsageError
from hqgraph.graph import Graph
from hqgraph.graph.facts import compact
from hqgraph.queries import items, lookup, things
from hqgraph.queries.ends import Ends, ends_called, item_called
from hqgraph.queries.terms import properties, term_names
from hqgraph.rdf.concepts import SCHEME_FILES
from hqgraph.rdf.iri import concept_iri, name_of
from hqgraph.rdf.vocabulary import ID, PREFIXES
from hqgraph.reasoning.why import Reason, why

Nodes = tuple[NamedNode, ...]

_BODIES = """SELECT DISTINCT ?thing ?name WHERE {
  ?thing hq:region ?_region .  #if ?_region
  ?thing hq:level ?_level .  #if ?_level
  ?thing hq:agencyKind ?_kind ; rdfs:label ?name .
}"""
"""Bodies of a kind, of the level or region that was said."""


def find_item(graph: Graph, document: NamedNode, said: str) -> NamedNode:
    """Return the item of a document by its number, its section and number, or its title.

    Raises NotFoundError where the document has none, QueryError where several fit.
    """
    node = lookup.iri_of(said)
    if node is not None and lookup.is_item(graph, node):
        return node
    return items.one_of(items.items_of(graph, document), said, name_of(document))


def find_task_of(graph: Graph, document: str | None, task: str) -> NamedNode:
    """Return the item that a document and a number name, or ``task`` alone (邻水县/19).

    Raises NotFoundError for an item that is not there, QueryError where several fit.
    """
    if document is None:
        return things.find_task(graph, task)
    return find_item(graph, things.find_document(graph, document), task)


def find_nodes(graph: Graph, value: object) -> Nodes:
    """Return the nodes that a word can mean, the first reading that fits.

    Raises NotFoundError for a word that fits nothing, QueryError for one that
    means several documents or items.
    """
    node = _prefixed(value) or lookup.iri_of(value) or _shortened(graph, value)
    if node is not None:
        return (node,)
    readings: tuple[Callable[[Graph, str], Nodes], ...] = (
        _document_or_item,
        _bodies,
        partial(things.find_hospitals, near=False),
        partial(things.find_indicators, near=False),
        _region,
        _concept,
    )
    name = str(value).strip()
    if bodies := _body_called(graph, name):
        return bodies
    for reading in readings:
        try:
            return reading(graph, name)
        except NotFoundError:
            continue
        except QueryError:
            concept = _exact_concept(name)
            if concept is None:
                raise
            return (concept,)
    return (things.find_task(graph, name),)  # says which names are near


def find_property(value: object) -> NamedNode:
    """Return a property by IRI, prefixed name, or its label in the ontology (责任单位).

    Raises NotFoundError for a word that is none.
    """
    node = _prefixed(value) or lookup.iri_of(value)
    if node is not None:
        return node
    found = properties().get(str(value).strip())
    if found is None:
        raise NotFoundError("queries.not-found", value=value)
    return found


def _prefixed(value: object) -> NamedNode | None:
    prefix, colon, local = str(value).partition(":")
    if not colon or prefix not in PREFIXES or local.startswith("//"):
        return None
    try:
        return NamedNode(PREFIXES[prefix] + local)
    except ValueError as error:
        raise QueryError("queries.bad-iri", value=value) from error


def _shortened(graph: Graph, value: object) -> NamedNode | None:
    """Return a thing of the graph by its IRI as candidates are printed: theme/digital-health."""
    text = str(value).strip()
    if "/" not in text:
        return None
    try:
        node = NamedNode(ID + text)
    except ValueError:
        return None
    return node if graph.ask(f"ASK {{ {node} ?p ?o }}") else None


def _document_or_item(graph: Graph, name: str) -> Nodes:
    found = things.document_called(graph, name) or things.task_called(graph, name)
    if not isinstance(found, NamedNode):
        found = _numbered_and_titled(graph, name)
    if found is None:
        raise NotFoundError("queries.not-found", value=name)
    return (found,)


def _numbered_and_titled(graph: Graph, name: str) -> NamedNode | None:
    """Read an item as reasons print it: document, number and title, blanks between."""
    for at in (place for place, letter in enumerate(name) if letter == " "):
        try:
            item = things.task_called(graph, name[:at])
        except QueryError:
            continue
        if isinstance(item, NamedNode) and item_called(graph, (item,), name[at:]):
            return item
    return None


def _body_called(graph: Graph, name: str) -> Nodes:
    """Return the bodies that a whole name means, none where a document or item is called so.

    With its region or level a body is named so fully that no title is meant which has it inside.
    """
    match = gazetteer.match_agency(name)
    if match is None or match.by_name or not (match.region_name or match.level):
        return ()
    if any(lookup.called(graph, sort, name) for sort in (lookup.DOCUMENTS, lookup.ITEMS)):
        return ()
    try:
        return _bodies(graph, name)
    except NotFoundError:
        return ()


def _bodies(graph: Graph, name: str) -> Nodes:
    said = things.find_agency(graph, name, near=False)
    if "" in said:
        return said[""]
    meant = lookup.nodes(lookup.entries(graph, _BODIES, said))
    found = meant or lookup.nodes(lookup.exact(lookup.like(graph, lookup.AGENCIES, name), name))
    if found:
        return found
    raise NotFoundError("queries.not-found", value=name)


def _region(graph: Graph, name: str) -> Nodes:
    return (things.find_region(graph, name, near=False),)


def _concept(graph: Graph, name: str) -> Nodes:
    for scheme in SCHEME_FILES:
        try:
            if scheme == "theme":
                return things.find_themes(graph, name)
            return (things.find_concept(scheme, name),)
        except UsageError:  # not a word of this scheme
            continue
    kind = things.kind_in(name)
    if kind is None:
        raise NotFoundError("queries.not-found", value=name)
    return (concept_iri("kind", kind),)


def _exact_concept(name: str) -> NamedNode | None:
    """Return the concept of that very name, however many titles have it in them."""
    for scheme in SCHEME_FILES:
        with suppress(UsageError):
            return things.find_concept(scheme, name)
    return None


def _known_properties(graph: Graph, subjects: Nodes) -> str:
    """Return the properties that the graph has of some things, as one may name them."""
    things_ = " ".join(map(str, subjects))
    rows = graph.query(f"SELECT DISTINCT ?p {{ VALUES ?s {{ {things_} }} ?s ?p ?o }}").rows
    names = term_names()
    found = {row[0] for row in rows if isinstance(row[0], NamedNode)}
    told = {names.get(one.value) or compact(one) for one in found}
    return "、".join(sorted(told)) or "—"


def reasons(
    graph: Graph,
    subject: object,
    predicate: object | None = None,
    target: object | None = None,
    *,
    most: int | None = None,
) -> tuple[Reason, ...]:
    """Say why a fact holds whose parts are named as people name them.

    ``target`` is the object: a thing, or the very words of a value. Raises as
    :func:`find_nodes` and :func:`hqgraph.reasoning.why.why` do.
    """
    subjects = find_nodes(graph, subject)
    try:
        edge = None if predicate is None else find_property(predicate)
    except NotFoundError:
        known = _known_properties(graph, subjects)
        raise NotFoundError("queries.no-property", value=predicate, known=known) from None
    ends = None if target is None else _find_ends(graph, subjects, edge, target)
    try:
        return why(graph, subjects, edge, ends, most=most)
    except NotFoundError:
        if edge is None or target is not None:
            raise
        known = _known_properties(graph, subjects)
        raise NotFoundError("queries.no-fact-of", value=predicate, known=known) from None


def _find_ends(graph: Graph, subjects: Nodes, edge: NamedNode | None, target: object) -> Ends:
    """Return what the end of a fact can mean: an end that the subjects have, by its name.

    Raises QueryError where it is none of these and means several things.
    """
    said = str(target).strip()
    exact, holding = ends_called(graph, subjects, edge, said)
    if exact and lookup.iri_of(target) is None:
        return exact
    literal = Literal(said)
    try:
        return (*find_nodes(graph, target), literal)
    except NotFoundError:
        return (*holding, literal)
    except QueryError:
        if not holding:
            raise
        return holding
