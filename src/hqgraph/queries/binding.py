"""From what people say to RDF terms: the one place where parameters get their meaning.

Most types bind ``?_name``. An agency said in general (县医保局) binds what is
known of it: ``?_name_kind``, ``?_name_level``, ``?_name_region``; a period binds
``?_name_from`` and ``?_name_to``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from pyoxigraph import Literal, NamedNode

from hqgraph.dates import period
from hqgraph.errors import UsageError
from hqgraph.graph import Graph
from hqgraph.queries import lookup, things
from hqgraph.queries.library import NamedQuery, Parameter, ParameterType
from hqgraph.queries.splice import Bindings
from hqgraph.queries.words import code_of
from hqgraph.rdf.vocabulary import XSD

_Terms = tuple[NamedNode | Literal, ...]
_Reader = Callable[[Graph, Parameter, object], Mapping[str, _Terms]]
"""Takes graph, parameter and value; returns the terms by the ending of their variable."""


_LEADING = (
    (ParameterType.TASK, ""),
    (ParameterType.DOCUMENT, ""),
    (ParameterType.IRI, ""),
    (ParameterType.AGENCY, ""),
    (ParameterType.HOSPITAL, ""),
    (ParameterType.REGION, ""),
    (ParameterType.AGENCY, "_region"),
    (ParameterType.AGENCY, "_kind"),
)
"""What leads to the fewest things comes first: so the engine begins with it."""


def bind(graph: Graph, query: NamedQuery, params: Mapping[str, object]) -> Bindings:
    """Return the terms that a named query's parameters stand for in this graph.

    A parameter that is not given takes its default; an optional one without a
    default stays unbound. None and "" count as not given. Raises UsageError for
    an unknown, missing or malformed parameter, and NotFoundError and QueryError
    as :mod:`hqgraph.queries.things` does.
    """
    given = {name: value for name, value in params.items() if value is not None and value != ""}
    for name in given:
        if query.parameter(name) is None:
            known = "、".join(item.name for item in query.parameters)
            raise UsageError("queries.parameter", query=query.name, name=name, known=known)
    bindings: dict[str, _Terms] = {}
    ranks: dict[str, int] = {}
    for parameter in query.parameters:
        value = given.get(parameter.name, parameter.default)
        if value is not None:
            bound = bind_one(graph, parameter, value)
            bindings |= bound
            ranks |= {name: _rank(parameter, name) for name in bound}
        elif not parameter.optional:
            raise UsageError(
                "queries.missing", query=query.name, name=parameter.name, example=query.example
            )
    return {name: bindings[name] for name in sorted(bindings, key=ranks.__getitem__)}


def _rank(parameter: Parameter, variable: str) -> int:
    key = parameter.type, variable.removeprefix(f"_{parameter.name}")
    return _LEADING.index(key) if key in _LEADING else len(_LEADING)


def bind_one(graph: Graph, parameter: Parameter, value: object) -> dict[str, _Terms]:
    """Return the terms that one parameter's value stands for. Raises as :func:`bind` does."""
    terms = _READERS[parameter.type](graph, parameter, value)
    return {f"_{parameter.name}{end}": found for end, found in terms.items()}


def _one(
    find: Callable[[Graph, object], NamedNode], graph: Graph, _: Parameter, value: object
) -> Mapping[str, _Terms]:
    return {"": (find(graph, value),)}


def _many(
    find: Callable[[Graph, object], tuple[NamedNode, ...]],
    graph: Graph,
    _: Parameter,
    value: object,
) -> Mapping[str, _Terms]:
    return {"": find(graph, value)}


def _agency(graph: Graph, _: Parameter, value: object) -> Mapping[str, _Terms]:
    return things.find_bodies(graph, value)


def _concept(_: Graph, parameter: Parameter, value: object) -> Mapping[str, _Terms]:
    return {"": (things.find_concept(parameter.type.value, value),)}


def _theme(graph: Graph, _: Parameter, value: object) -> Mapping[str, _Terms]:
    return {"": things.find_themes(graph, value)}


def _string(_: Graph, parameter: Parameter, value: object) -> Mapping[str, _Terms]:
    text = value.value if isinstance(value, Literal) else str(value)
    return {"": (Literal(code_of(parameter.words, text) if parameter.words else text),)}


def _integer(_: Graph, parameter: Parameter, value: object) -> Mapping[str, _Terms]:
    text = value.value if isinstance(value, Literal) else str(value)
    try:
        return {"": (Literal(int(text)),)}
    except ValueError as error:
        raise UsageError("queries.integer", name=parameter.name, value=text) from error


def _iri(_: Graph, parameter: Parameter, value: object) -> Mapping[str, _Terms]:
    node = lookup.iri_of(value)
    if node is None:
        raise UsageError("queries.iri", name=parameter.name, value=value)
    return {"": (node,)}


def _date(_: Graph, parameter: Parameter, value: object) -> Mapping[str, _Terms]:
    first, last = _days(parameter, value)
    return {"": (_day(first if parameter.edge == "first" else last),)}


def _period(_: Graph, parameter: Parameter, value: object) -> Mapping[str, _Terms]:
    first, last = _days(parameter, value)
    return {"_from": (_day(first),), "_to": (_day(last),)}


def _days(parameter: Parameter, value: object) -> tuple[date, date]:
    text = value.value if isinstance(value, Literal) else str(value)
    try:
        return period(text)
    except ValueError as error:
        raise UsageError("queries.date", name=parameter.name, value=text) from error


def _day(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=XSD.date)


_READERS: dict[ParameterType, _Reader] = {
    ParameterType.AGENCY: _agency,
    ParameterType.DOCUMENT: partial(_one, things.find_document),
    ParameterType.TASK: partial(_one, things.find_task),
    ParameterType.REGION: partial(_one, things.find_region),
    ParameterType.HOSPITAL: partial(_many, things.find_hospitals),
    ParameterType.INDICATOR: partial(_many, things.find_indicators),
    ParameterType.THEME: _theme,
    ParameterType.LEVEL: _concept,
    ParameterType.ROLE: _concept,
    ParameterType.FORM: _concept,
    ParameterType.STRING: _string,
    ParameterType.INTEGER: _integer,
    ParameterType.DATE: _date,
    ParameterType.PERIOD: _period,
    ParameterType.IRI: _iri,
}
