"""Finding the things that a name stands for in a graph: documents, tasks, agencies, hospitals.

Names are matched as people write them: a number in any bracket, a title with or
without 《》, part of a title. What fits several things is told with all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from hqgraph.errors import QueryError
from hqgraph.graph import Graph
from hqgraph.graph.batches import batches
from hqgraph.queries.known import known
from hqgraph.queries.splice import Bindings, guarded, spliced
from hqgraph.rdf.iri import normal_number
from hqgraph.rdf.vocabulary import DCTERMS, ELI, HQ, ID, PREFIXES, RDFS

_SHOWN = 8
_LOOKED_FOR = 12
"""Characters of a name that are looked for: the engine refuses long patterns."""
_FEW = 1000
_AT_ONCE = 500
"""Names or things in one list: longer ones the engine joins slowly."""
_QUOTES = re.compile(r"[\s《》〈〉“”\"]")
_PLAIN = re.compile("[\u4e00-\u9fff]+")
_PREFIXES = "".join(f"PREFIX {name}: <{base}>\n" for name, base in sorted(PREFIXES.items()))

DOCUMENTS = """SELECT DISTINCT ?thing ?name ?region ?first WHERE {
  ?thing a ?class .
  VALUES ?class { hq:PolicyDocument eli:LegalResource }  #unless ?thing #unless ?name
  FILTER(?class IN (hq:PolicyDocument, eli:LegalResource))  #if ?thing
  FILTER(?class IN (hq:PolicyDocument, eli:LegalResource))  #if ?name
  ?thing eli:id_local|dcterms:title|rdfs:label ?name .
  OPTIONAL { ?thing eli:jurisdiction ?region }
  BIND(?class = hq:PolicyDocument AS ?first)
}"""
"""Documents by number, title and label; those that were read before those only cited."""

_NUMBERED = "SELECT DISTINCT ?thing WHERE { ?thing eli:id_local ?_number }"
_NAMED = """SELECT DISTINCT ?thing WHERE {
  { SELECT DISTINCT ?thing WHERE { ?thing a eli:LegalResource } }
  OPTIONAL { ?thing eli:id_local|dcterms:title|rdfs:label ?name } FILTER(REGEX(?name, ?_pattern))
}"""
_PLACED = """SELECT DISTINCT ?thing WHERE {
  ?thing eli:jurisdiction ?_region ; a ?_class .
}"""
_NAMES = (ELI.id_local, DCTERMS.title, RDFS.label)
_NAMES_OF = """SELECT DISTINCT ?thing ?name ?region ?first WHERE {
  VALUES (?thing ?property) { #PAIRS }
  ?thing ?property ?name .
  OPTIONAL { ?thing eli:jurisdiction ?region }
  BIND(EXISTS { ?thing a hq:PolicyDocument } AS ?first)
  FILTER(?first || EXISTS { ?thing a eli:LegalResource })
}"""
"""The same of some documents, paired with properties: lists apart the engine joins slowly."""
_NAMING = (
    *("rdfs:label", "skos:altLabel", "skos:prefLabel", "dcterms:title", "eli:id_local"),
    *("hq:printedName", "hq:canonicalName"),
)
_BETWEEN = r"\W*"
_EACH_NAME = " UNION ".join(
    f"{{ SELECT DISTINCT ?name WHERE {{ ?any {one} ?name }} LIMIT 1000000000 }}" for one in _NAMING
)
_WORDED = f"SELECT DISTINCT ?name WHERE {{ {_EACH_NAME} FILTER(REGEX(STR(?name), ?_pattern)) }}"
"""Names that hold a word. LIMIT cuts nothing: below it the engine tests each name once."""
_OF_KIND = """ASK {
  ?thing hq:agencyKind ?_kind .
  ?thing hq:region ?_region . #if ?_region
  ?thing hq:level ?_level . #if ?_level
}"""
_CALLED = """SELECT DISTINCT ?thing WHERE {
  { ?thing rdfs:label|skos:prefLabel|skos:altLabel|dcterms:title|eli:id_local ?_name }
  UNION { ?duty hq:printedName|hq:canonicalName ?_name . ?duty hq:agency ?thing }
}"""

ITEMS = """SELECT DISTINCT ?thing ?name ?region ?first WHERE {
  ?thing a ?class .
  VALUES ?class { hq:Task hq:Goal hq:Safeguard hq:OutlineItem }  #unless ?thing #unless ?name
  FILTER(?class IN (hq:Task, hq:Goal, hq:Safeguard, hq:OutlineItem))  #if ?thing
  FILTER(?class IN (hq:Task, hq:Goal, hq:Safeguard, hq:OutlineItem))  #if ?name
  ?thing rdfs:label ?name ; eli:is_part_of ?region .
  BIND(?class != hq:OutlineItem AS ?first)
}"""
"""Items by title; ``region`` is their document. Those of documents read come first."""

AGENCIES = """SELECT DISTINCT ?thing ?name ?region WHERE {
  {
    { SELECT DISTINCT ?thing WHERE { #BODY } }  #unless ?name
    ?thing rdfs:label|skos:altLabel ?name .
  }
  UNION
  {
    SELECT DISTINCT ?thing ?name WHERE {
      { SELECT ?duty ?thing WHERE { ?duty hq:agency ?thing } }  #unless ?name
      { SELECT ?duty ?name WHERE { #NAMED } }  #unless ?thing #unless ?name
      #NAMED  #if ?thing
      #NAMED  #if ?name
      ?duty hq:agency ?thing .  #if ?name
    }
  }
  { SELECT DISTINCT ?thing WHERE { #BODY } }  #unless ?name
  #BODY  #if ?name
  OPTIONAL { ?thing hq:region ?region }
}""".replace("#BODY", "{ ?thing a hq:Agency } UNION { ?thing a hq:AgencyGroup }").replace(
    "#NAMED", "?duty hq:printedName|hq:canonicalName ?name ."
)
"""Agencies by every name that the graph has for them. All of them are told by reading each
property once, some by going from them or from their names."""

HOSPITALS = """SELECT DISTINCT ?thing ?name ?region WHERE {
  ?thing hq:region ?region .  #if ?region
  { SELECT DISTINCT ?thing WHERE { ?thing a schema:Hospital } }  #unless ?name #unless ?region
  ?thing a schema:Hospital .  #if ?name
  ?thing a schema:Hospital .  #if ?region
  ?thing rdfs:label|skos:altLabel ?name .
  OPTIONAL { ?thing hq:region ?region }
}"""
"""Hospitals by name, all or those of some regions."""

INDICATORS = """SELECT DISTINCT ?thing ?name WHERE {
  { SELECT DISTINCT ?thing WHERE { ?thing a hq:Indicator } }  #unless ?name
  ?thing a hq:Indicator .  #if ?name
  ?thing rdfs:label|skos:prefLabel|skos:altLabel ?name .
}"""
"""Indicators by name."""

REGIONS = """SELECT DISTINCT ?thing ?name WHERE {
  {
    SELECT DISTINCT ?thing WHERE {
      { ?agency hq:region ?thing } UNION { ?document eli:jurisdiction ?thing }
      UNION { ?part hq:directlyPartOf ?thing }
    }
  }
  OPTIONAL { ?thing rdfs:label ?label }
  BIND(COALESCE(?label, STR(?thing)) AS ?name)
}"""
"""Regions that something in the graph belongs to."""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One name of one thing. ``first`` entries win over others of the same name."""

    iri: str
    name: str
    region: str | None = None
    first: bool = False

    @property
    def node(self) -> NamedNode:
        """The thing itself."""
        return NamedNode(self.iri)


def entries(graph: Graph, sparql: str, values: Bindings | None = None) -> list[Entry]:
    """Run one of the look-ups above; sorted, so that what follows is deterministic.

    ``values`` say which things, or things of which names, are looked at; else it is all.
    """
    said = values or {}
    solutions = graph.query(_PREFIXES + spliced(guarded(sparql, set(said)), said))
    found: set[Entry] = set()
    for row in solutions.rows:
        value = dict(zip(solutions.variables, row, strict=True))
        thing, name, region = value["thing"], value["name"], value.get("region")
        if isinstance(thing, NamedNode) and isinstance(name, Literal):
            place = region.value if isinstance(region, NamedNode) else None
            found.add(Entry(thing.value, name.value, place, value.get("first") == Literal(True)))
    return sorted(found, key=_place)


def _place(entry: Entry) -> tuple[str, str, str]:
    return entry.iri, entry.name, entry.region or ""


def like(graph: Graph, sparql: str, word: str) -> list[Entry]:
    """Return at least the entries of a look-up whose names hold a word.

    The caller still has to compare. Not for REGIONS, of which there are few.
    """
    kept = known(graph)
    if kept is not None:
        return sorted(kept.entries(graph, sparql, fold(word)), key=_place)
    names = _names_with(graph, word)
    if names is None:
        return entries(graph, sparql)
    found = (entries(graph, sparql, {"name": tuple(part)}) for part in batches(names, _AT_ONCE))
    return sorted({entry for part in found for entry in part}, key=_place)


def _names_with(graph: Graph, word: str) -> tuple[Literal, ...] | None:
    """Return at least the names that hold a word, whosever they are, each once.

    Only its longest run of Chinese characters is looked for; None where it has none.
    """
    letters = max(_PLAIN.findall(word), key=len, default="")[:_LOOKED_FOR]
    if not letters:
        return None
    pattern = str(Literal(_BETWEEN.join(letters)))
    rows = graph.query(_PREFIXES + _WORDED.replace("?_pattern", pattern)).rows
    return tuple(sorted({row[0] for row in rows if isinstance(row[0], Literal)}, key=str))


def of(graph: Graph, sparql: str, nodes: Iterable[NamedNode]) -> list[Entry]:
    """Return the entries of some things."""
    found = (entries(graph, sparql, {"thing": tuple(part)}) for part in batches(nodes, _AT_ONCE))
    return sorted({entry for part in found for entry in part}, key=_place)


def called(graph: Graph, sparql: str, name: str) -> list[Entry]:
    """Return the entries of one of the look-ups above that are called just so.

    The engine finds who has a name at once, where all names would have to be read to
    find those that differ from it in blanks or brackets.
    """
    said = {name, normal_number(name)}
    words = tuple(
        word for one in sorted(said) for word in (Literal(one), Literal(one, language="zh"))
    )
    things = _things(graph, _CALLED, {"_name": words})
    if not 0 < len(things) <= _FEW:
        return []
    return exact(entries(graph, sparql, {"thing": tuple(things)}), name)


def any_of_kind(graph: Graph, said: Bindings) -> bool:
    """Tell whether there is a body of the ``_kind``, and of the ``_level`` or ``_region`` said."""
    return graph.ask(_PREFIXES + spliced(guarded(_OF_KIND, set(said)), said))


def documents(graph: Graph, things: Iterable[NamedNode]) -> list[Entry]:
    """Return the names of these documents; those that are none are left out."""
    pairs = " ".join(f"({one} {name})" for one in things for name in _NAMES)
    return entries(graph, _NAMES_OF.replace("#PAIRS", pairs)) if pairs else []


def documents_like(graph: Graph, name: str) -> list[Entry]:
    """Return the documents of a number; else at least those whose names contain a name.

    Only the characters between the brackets, blanks and quotes are looked for, so
    the caller still has to compare.
    """
    numbered = _things(graph, _NUMBERED, {"_number": (Literal(normal_number(name)),)})
    if numbered:
        return documents(graph, numbered)
    if known(graph) is not None:
        return like(graph, DOCUMENTS, name)
    letters = max(_PLAIN.findall(name), key=len, default="")[:_LOOKED_FOR]
    if not letters:
        return entries(graph, DOCUMENTS)
    pattern = str(Literal(_BETWEEN.join(letters)))  # a constant is compiled once
    return documents(graph, _things(graph, _NAMED.replace("?_pattern", pattern), {}))


def documents_in(graph: Graph, regions: Iterable[str]) -> list[Entry]:
    """Return the documents read of these regions (IRIs) with their names, else those catalogued."""
    places = tuple(NamedNode(iri) for iri in sorted(regions))
    if not places:
        return []
    kinds: tuple[NamedNode, ...] = (HQ.PolicyDocument, HQ.CatalogueEntry)
    for kind in kinds:
        if found := _things(graph, _PLACED, {"_region": places, "_class": (kind,)}):
            return documents(graph, found)
    return []


def _things(graph: Graph, sparql: str, values: Bindings) -> list[NamedNode]:
    found = graph.query(_PREFIXES + spliced(sparql, values)).rows
    return [row[0] for row in found if isinstance(row[0], NamedNode)]


def is_item(graph: Graph, node: NamedNode) -> bool:
    """Tell whether the graph has an item of that IRI."""
    return bool(entries(graph, ITEMS, {"thing": (node,)}))


def fold(name: str) -> str:
    """Return a name without what people write in different ways: blanks, brackets, quotes."""
    return _QUOTES.sub("", normal_number(name))


def exact(known: Iterable[Entry], value: str) -> list[Entry]:
    """Return the entries of that very name."""
    wanted = fold(value)
    return [entry for entry in known if fold(entry.name) == wanted]


def containing(known: Iterable[Entry], value: str) -> list[Entry]:
    """Return the entries whose name contains ``value``."""
    wanted = fold(value)
    return [entry for entry in known if wanted and wanted in fold(entry.name)]


def one(found: Sequence[Entry], value: str) -> NamedNode:
    """Return the one thing that was found, a first one if there is one.

    Raises QueryError naming all candidates where there are several.
    """
    best = [entry for entry in found if entry.first] or list(found)
    names: dict[str, str] = {}
    for entry in best:  # the longest name tells most: a title, not a number
        longest = max(names.get(entry.iri, ""), entry.name, key=lambda one: (len(one), one))
        names[entry.iri] = longest
    if len(names) == 1:
        return best[0].node
    shown = [f"{name}（{iri.removeprefix(ID)}）" for iri, name in sorted(names.items())]
    more = ["…"] if len(shown) > _SHOWN else []
    raise QueryError("queries.ambiguous", value=value, known="、".join(shown[:_SHOWN] + more))


def nodes(found: Iterable[Entry]) -> tuple[NamedNode, ...]:
    """Return the things that were found, each once, sorted."""
    return tuple(NamedNode(iri) for iri in sorted({entry.iri for entry in found}))


def iri_of(value: object) -> NamedNode | None:
    """Return the IRI that a value is, None for a name.

    It is a node, or written ``https://…``, ``id:doc/…`` or, as hqgraph prints it, ``doc/…``.
    """
    if isinstance(value, NamedNode):
        return value
    text = str(value).strip().removeprefix("<").removesuffix(">")
    if text.startswith(("id:", "doc/")):
        text = ID + text.removeprefix("id:")
    if not re.match(r"https?://", text):
        return None
    try:
        return NamedNode(text)
    except ValueError as error:
        raise QueryError("queries.bad-iri", value=value) from error
