"""What a parameter can be: the names to choose from, for whoever does not know them by heart."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal

from hqgraph.graph import Asked
from hqgraph.messages import language
from hqgraph.queries import lookup
from hqgraph.queries.library import Parameter, ParameterType
from hqgraph.queries.words import concept_word, words_in
from hqgraph.rdf.concepts import identifiers
from hqgraph.rdf.iri import concept_iri, scheme_iri
from hqgraph.rdf.vocabulary import PREFIXES

_PREFIXES = "".join(f"PREFIX {name}: <{base}>\n" for name, base in sorted(PREFIXES.items()))
# Sub-selects name each thing once, and are joined by reading each of them once.
_AGENCIES = """SELECT DISTINCT ?name ?shown WHERE {
  {
    SELECT DISTINCT ?name WHERE {
      { SELECT ?duty WHERE { ?duty hq:agency ?agency } }
      { SELECT ?duty ?name WHERE { ?duty hq:canonicalName ?name } }
    }
  }
  UNION
  { { SELECT DISTINCT ?agency WHERE { ?duty hq:agency ?agency } } ?agency rdfs:label ?name }
  BIND(?name AS ?shown)
}"""
_DOCUMENTS = """SELECT DISTINCT ?name ?shown WHERE {
  GRAPH ?graph { ?document a hq:PolicyDocument ; rdfs:label ?title }
  OPTIONAL { ?document eli:id_local ?number }
  OPTIONAL { ?document eli:jurisdiction/rdfs:label ?region }
  BIND(COALESCE(?number, ?title) AS ?name)
  BIND(CONCAT(COALESCE(?region, ""), " ", COALESCE(?number, ""), " ", ?title) AS ?shown)
}"""
_TASKS = """SELECT DISTINCT ?name ?shown WHERE {
  {
    SELECT DISTINCT ?document ?place WHERE {
      GRAPH ?graph { ?document a hq:PolicyDocument ; rdfs:label ?label }
      OPTIONAL { ?document eli:jurisdiction/rdfs:label ?region }
      BIND(COALESCE(?region, ?label) AS ?place)
    }
  }
  ?task eli:is_part_of ?document ; hq:no ?no ; rdfs:label ?title .
  BIND(STR(?task) AS ?name)
  BIND(CONCAT(?place, " ", ?no, " ", ?title) AS ?shown)
}"""
_REGIONS = """SELECT DISTINCT ?name ?shown WHERE {
  {
    SELECT DISTINCT ?region WHERE {
      ?document a hq:PolicyDocument ; eli:jurisdiction/hq:partOfRegion? ?region .
    }
  }
  ?region rdfs:label ?name .
  BIND(?name AS ?shown)
}"""
_HOSPITALS = """SELECT DISTINCT ?name ?shown WHERE {
  { SELECT DISTINCT ?hospital WHERE { ?hospital a schema:Hospital } }
  ?hospital rdfs:label ?name .
  BIND(?name AS ?shown)
}"""
_INDICATORS = """SELECT DISTINCT ?name ?shown WHERE {
  { SELECT DISTINCT ?indicator WHERE { ?target hq:indicator ?indicator } }
  ?indicator rdfs:label ?name .
  BIND(?name AS ?shown)
}"""

_OWN_THEMES = f"""SELECT DISTINCT ?name ?shown WHERE {{
  ?theme skos:inScheme {scheme_iri("own-theme")} ; rdfs:label ?name .
  BIND(?name AS ?shown)
}}"""


@dataclass(frozen=True, slots=True, order=True)
class Choice:
    """One possible value: how it is shown, and what to give for it."""

    shown: str
    value: str


def choices(graph: Asked, parameter: Parameter) -> tuple[Choice, ...]:
    """Return what a graph has to choose from, sorted as shown; empty for free text and dates.

    A value chosen is one that :func:`hqgraph.queries.binding.bind` understands.
    """
    if parameter.words:
        return tuple(Choice(word, word) for word in words_in(parameter.words))
    if parameter.type is ParameterType.THEME:
        return (*_concepts("theme"), *_asked(graph, _OWN_THEMES))
    if parameter.type in _SCHEMES:
        return _concepts(parameter.type.value)
    sparql = _LOOK_UPS.get(parameter.type)
    return _asked(graph, sparql) if sparql else ()


def matching(known: tuple[Choice, ...], said: str) -> tuple[Choice, ...]:
    """Return the choices that hold all the words of ``said``; the very name alone if it is one."""
    wanted = [lookup.fold(word) for word in said.split()]
    exact = tuple(one for one in known if said.strip() in {one.shown, one.value})
    return exact[:1] or tuple(
        one for one in known if all(word in lookup.fold(one.shown) for word in wanted)
    )


def _asked(graph: Asked, sparql: str) -> tuple[Choice, ...]:
    found = graph.query(_PREFIXES + sparql)
    name, shown = found.variables.index("name"), found.variables.index("shown")
    pairs = ((row[name], row[shown]) for row in found.rows)
    return tuple(
        sorted(
            {
                Choice(" ".join(label.value.split()), value.value)
                for value, label in pairs
                if isinstance(value, Literal) and isinstance(label, Literal)
            }
        )
    )


def _concepts(scheme: str) -> tuple[Choice, ...]:
    nodes = (concept_iri(scheme, one) for one in sorted(identifiers(scheme)))
    labels = (concept_word(node, language()) or node.value for node in nodes)
    return tuple(Choice(label, label) for label in labels)


_SCHEMES = {ParameterType.LEVEL, ParameterType.ROLE, ParameterType.FORM}
_LOOK_UPS: dict[ParameterType, str] = {
    ParameterType.AGENCY: _AGENCIES,
    ParameterType.DOCUMENT: _DOCUMENTS,
    ParameterType.TASK: _TASKS,
    ParameterType.REGION: _REGIONS,
    ParameterType.HOSPITAL: _HOSPITALS,
    ParameterType.INDICATOR: _INDICATORS,
}
