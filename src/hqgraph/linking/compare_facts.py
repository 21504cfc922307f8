"""The numbers and dates of tasks, read from a document's graph for comparing them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from hqgraph.graph import Graph
from hqgraph.rdf.iri import name_of
from hqgraph.rdf.vocabulary import HQ, SCHEMA, doc_graph

_RATIO = re.compile(r"(\d+(?:\.\d+)?)\s*[:：∶]\s*(\d+(?:\.\d+)?)")
_SCALED = re.compile(r"(?P<scale>百万|千万|十万|万|亿|千)(?P<unit>.*)")
_SCALES = {"千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8}
_SIGNS = {"=": "", ">=": "≥", "<=": "≤", ">": ">", "<": "<", "about": "≈", "range": ""}
RATIO = ":"
"""The unit of a ratio such as 1:2, whose value is what stands against one."""


@dataclass(frozen=True, slots=True)
class TargetFact:
    """A target of a task: what is measured on whom, and the value it is to reach.

    ``low`` and ``high`` are its numbers in ``unit`` (both the same but for a range;
    None for a value that is no number), ``text`` the value as people read it,
    ``due`` an ISO date or empty, ``quote`` the words that print it.
    """

    name: str
    subject: str
    operator: str
    low: float | None
    high: float | None
    unit: str
    text: str
    due: str
    quote: str


@dataclass(frozen=True, slots=True)
class DateFact:
    """When a task is to be done: as printed, its ISO date (empty without one), its kind.

    ``kind`` is that of the deadline (by, ongoing, redacted), or ``milestone``;
    ``quote`` the stretch of the sentence that prints a milestone.
    """

    text: str
    date: str
    kind: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """The targets of a task in printed order, its deadline, the dated aims in its text.

    ``bodies`` are the printed names of the bodies charged with it.
    """

    targets: tuple[TargetFact, ...] = ()
    deadline: DateFact | None = None
    milestones: tuple[DateFact, ...] = ()
    bodies: tuple[str, ...] = ()


_Told = dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]]


def task_facts(graph: Graph, document: NamedNode) -> dict[NamedNode, TaskFacts]:
    """Return what the graph of a document says of its tasks, by the tasks' IRIs.

    Empty for a document whose text the graph has not.
    """
    told: _Told = {}
    for quad in graph.quads(doc_graph(document)):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            told.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)
    facts = {}
    for node, values in told.items():
        targets = sorted(_nodes(values, HQ.target), key=lambda one: _order(told, one))
        deadline, milestones = _deadline(told, values), _milestones(told, values)
        duties = _nodes(values, HQ.duty)
        if targets or deadline or milestones or duties:
            numbers = tuple(_target(told, one) for one in targets)
            names = sorted({_text(told, duty, HQ.printedName) for duty in duties} - {""})
            facts[node] = TaskFacts(numbers, deadline, milestones, tuple(names))
    return facts


def _target(told: _Told, node: NamedNode) -> TargetFact:
    operator = _text(told, node, HQ.operator)
    value = _text(told, node, HQ.valueText)
    unit = _text(told, node, SCHEMA.unitText)
    low, high, unit = _numbers(told, node, unit)
    return TargetFact(
        name="".join(name_of(one) for one in _nodes(told.get(node, {}), HQ.indicator)[:1]),
        subject=_text(told, node, HQ.subject),
        operator=operator,
        low=low,
        high=high,
        unit=unit,
        text=_SIGNS.get(operator, "") + value,
        due=_text(told, node, HQ.due),
        quote=_text(told, node, HQ.quote),
    )


def _numbers(told: _Told, node: NamedNode, unit: str) -> tuple[float | None, float | None, str]:
    """Return a target's low and high number and their unit; 万 and 亿 are multiplied out."""
    value = _text(told, node, SCHEMA.value)
    ratio = _RATIO.fullmatch(value)
    if ratio:
        against = float(ratio[2]) / float(ratio[1]) if float(ratio[1]) else None
        return against, against, RATIO
    low = _float(value or _text(told, node, SCHEMA.minValue))
    high = _float(value or _text(told, node, SCHEMA.maxValue))
    scaled = _SCALED.fullmatch(unit)
    if scaled and low is not None and high is not None:
        scale = _SCALES[scaled["scale"]]
        return low * scale, high * scale, scaled["unit"]
    return low, high, unit


def _float(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _deadline(told: _Told, values: dict[NamedNode, list[NamedNode | Literal]]) -> DateFact | None:
    for node in _nodes(values, HQ.deadline):
        kind = next(iter(_nodes(told.get(node, {}), HQ.deadlineKind)), None)
        words = kind.value.rsplit("/", 1)[-1] if kind else ""
        return DateFact(_text(told, node, HQ.text), _text(told, node, HQ.due), words)
    return None


def _milestones(
    told: _Told, values: dict[NamedNode, list[NamedNode | Literal]]
) -> tuple[DateFact, ...]:
    places = sorted(_nodes(values, HQ.milestone), key=lambda node: _order(told, node))
    found = (
        DateFact(
            _text(told, node, HQ.text),
            _text(told, node, HQ.due),
            "milestone",
            _text(told, node, HQ.quote),
        )
        for node in places
    )
    return tuple(one for one in found if one.date)


def _nodes(values: dict[NamedNode, list[NamedNode | Literal]], key: NamedNode) -> list[NamedNode]:
    found = (one for one in values.get(key, ()) if isinstance(one, NamedNode))
    return sorted(found, key=lambda one: one.value)


def _text(told: _Told, node: NamedNode, key: NamedNode) -> str:
    found = told.get(node, {}).get(key, ())
    return min((one.value for one in found if isinstance(one, Literal)), default="")


def _order(told: _Told, node: NamedNode) -> tuple[int, str]:
    return int(_text(told, node, HQ.order) or 0), node.value
