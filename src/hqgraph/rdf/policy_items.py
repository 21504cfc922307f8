"""The items of a document as triples: goals, tasks, safeguards, and what each of them says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from hqgraph.model import Assignment, Mention, Policy, Region, Role, Target, Task, TaskKind
from hqgraph.rdf import iri
from hqgraph.rdf.policy_bodies import (
    agency_triples,
    hospital_triples,
    node_of_agency,
    node_of_hospital,
    zh,
)
from hqgraph.rdf.policy_evidence import Evidence, Triple
from hqgraph.rdf.vocabulary import ELI, HQ, RDF, RDFS, SCHEMA, TIME, XSD

_CLASSES = {
    TaskKind.GOAL: HQ.Goal,
    TaskKind.TASK: HQ.Task,
    TaskKind.SAFEGUARD: HQ.Safeguard,
}
_TAKES_PART = {
    Role.LEAD: HQ.leadAgency,
    Role.RESPONSIBLE: HQ.responsibleAgency,
    Role.SUPPORT: HQ.supportAgency,
}
INHERITED = "inherited"
"""The role of an agency that a task has from the clause for its whole section."""


def task_nodes(document: NamedNode, tasks: tuple[Task, ...]) -> list[NamedNode]:
    """Return one IRI per task, all different (``docs/rdf-model.md``, "Identity")."""
    printed = Counter((task.kind, task.no) for task in tasks)
    seen: Counter[NamedNode] = Counter()
    nodes = []
    for task in tasks:
        main = task.main if printed[task.kind, task.no] > 1 else None
        plain = iri.task_iri(document, task.kind, task.no, main)
        seen[plain] += 1
        nodes.append(iri.task_iri(document, task.kind, task.no, main, seen[plain]))
    return nodes


class ItemWriter:
    """Writes the items of one document; ``sections`` maps a task's place to its section's IRI."""

    def __init__(self, document: NamedNode, policy: Policy, evidence: Evidence) -> None:
        self._document = document
        self._policy = policy
        self._evidence = evidence
        self._home: Region | None = policy.header.region

    def triples(self, sections: dict[int, NamedNode]) -> Iterator[Triple]:
        """Yield all items in printed order."""
        nodes = task_nodes(self._document, self._policy.tasks)
        for place, (node, task) in enumerate(zip(nodes, self._policy.tasks, strict=True)):
            yield self._document, ELI.has_part, node
            yield from self._heading(node, task, place + 1, sections.get(place))
            yield from self._duties(node, task)
            yield from self._times(node, task)
            for n, target in enumerate(task.targets, 1):
                yield from self._target(node, task, n, target)
            yield from self._measures(node, task)

    def _heading(
        self, node: NamedNode, task: Task, order: int, section: NamedNode | None
    ) -> Iterator[Triple]:
        yield node, RDF.type, _CLASSES[task.kind]
        yield node, RDFS.label, zh(task.title or task.no)
        yield node, HQ.no, Literal(task.no)
        yield node, HQ.order, Literal(order)
        yield node, ELI.is_part_of, self._document
        if section is not None:
            yield node, HQ.inSection, section
        for programme in task.programmes:
            yield node, HQ.programme, zh(programme.name)
        yield node, HQ.evidence, self._evidence.of(task.head)

    def _duties(self, node: NamedNode, task: Task) -> Iterator[Triple]:
        own = [(one, one.role.value, _TAKES_PART[one.role]) for one in task.assignments]
        shared = [(one, INHERITED, HQ.inheritedAgency) for one in task.inherits]
        for n, (assignment, role, property_) in enumerate((*own, *shared), 1):
            yield node, property_, node_of_agency(assignment.agency)
            yield from self._duty(node, n, assignment, role)
            yield from agency_triples(assignment.agency)

    def _duty(self, task: NamedNode, n: int, assignment: Assignment, role: str) -> Iterator[Triple]:
        duty = iri.duty_iri(task, n)
        yield task, HQ.duty, duty
        yield duty, RDF.type, HQ.Assignment
        yield duty, HQ.agency, node_of_agency(assignment.agency)
        yield duty, HQ.role, iri.concept_iri("role", role)
        yield duty, HQ.printedName, zh(assignment.agency.name)
        yield duty, HQ.canonicalName, zh(assignment.agency.canonical)
        yield duty, HQ.order, Literal(n)
        yield duty, HQ.evidence, self._evidence.of(assignment.clause)

    def _times(self, node: NamedNode, task: Task) -> Iterator[Triple]:
        if task.deadline is not None:
            deadline = iri.deadline_iri(node)
            yield node, HQ.deadline, deadline
            yield deadline, RDF.type, HQ.Deadline
            yield deadline, RDF.type, TIME.ProperInterval
            yield deadline, HQ.text, zh(task.deadline.text)
            kind = iri.concept_iri("deadline-kind", task.deadline.kind.value)
            yield deadline, HQ.deadlineKind, kind
            yield from _due(deadline, task.deadline.date)
            yield deadline, HQ.evidence, self._evidence.of(task.deadline.span)
        for n, milestone in enumerate(task.milestones, 1):
            place = iri.milestone_iri(node, n)
            yield node, HQ.milestone, place
            yield place, RDF.type, HQ.Milestone
            yield place, HQ.text, zh(milestone.text)
            yield place, HQ.quote, zh(milestone.quote)
            yield from _due(place, milestone.date)
            yield place, HQ.evidence, self._evidence.sentence(task, milestone.span)
            yield place, HQ.order, Literal(n)

    def _target(self, task_node: NamedNode, task: Task, n: int, target: Target) -> Iterator[Triple]:
        node = iri.target_iri(task_node, n)
        indicator = iri.indicator_iri(target.name)
        words = (target.subject, target.name, target.op, value_text(target))
        yield task_node, HQ.target, node
        yield node, RDF.type, HQ.Target
        yield node, RDF.type, SCHEMA.QuantitativeValue
        yield node, RDFS.label, zh(" ".join(word for word in words if word))
        yield node, HQ.indicator, indicator
        if target.subject:
            yield node, HQ.subject, zh(target.subject)
        yield node, HQ.operator, Literal(target.op)
        yield from _values(node, target)
        if target.unit:
            yield node, SCHEMA.unitText, Literal(target.unit)
        yield node, HQ.valueText, Literal(value_text(target))
        yield from _due(node, target.by)
        yield node, HQ.quote, zh(target.quote)
        yield node, HQ.evidence, self._evidence.sentence(task, target.span)
        yield node, HQ.order, Literal(n)

    def _measures(self, node: NamedNode, task: Task) -> Iterator[Triple]:
        for n, measure in enumerate(task.measures, 1):
            place = iri.measure_iri(node, n)
            yield node, HQ.measure, place
            yield place, RDF.type, HQ.Measure
            yield place, HQ.text, zh(self._policy.text.slice(measure.span))
            yield place, HQ.order, Literal(n)
            for hospital in task.hospitals:
                if hospital.span.within(measure.span):
                    yield place, HQ.mentionsHospital, self._hospital(hospital)
            yield place, HQ.evidence, self._evidence.of(measure.span)
        for hospital in task.hospitals:
            yield node, HQ.mentionsHospital, self._hospital(hospital)
            yield from hospital_triples(hospital.name, self._home)

    def _hospital(self, hospital: Mention) -> NamedNode:
        return node_of_hospital(hospital.name, self._home)


def value_text(target: Target) -> str:
    """Return a target's value in words: ``50%``, ``1:2``, ``30—40%``."""
    if isinstance(target.value, tuple):
        return "—".join(map(_plain, target.value)) + target.unit
    return _plain(target.value) + target.unit


def _plain(value: float | str) -> str:
    if isinstance(value, str):
        return value
    return str(int(value)) if value == int(value) else format(Decimal(str(value)), "f")


def _number(value: float | str) -> Literal:
    """Return an integer or decimal literal, a plain one for a ratio."""
    if isinstance(value, str):
        return Literal(value)
    whole = value == int(value)
    return Literal(_plain(value), datatype=XSD.integer if whole else XSD.decimal)


def _values(node: NamedNode, target: Target) -> Iterator[Triple]:
    if isinstance(target.value, tuple):
        low, high = target.value
        yield node, SCHEMA.minValue, _number(low)
        yield node, SCHEMA.maxValue, _number(high)
        return
    yield node, SCHEMA.value, _number(target.value)
    if target.op == ">=":
        yield node, SCHEMA.minValue, _number(target.value)
    if target.op == "<=":
        yield node, SCHEMA.maxValue, _number(target.value)


def _due(node: NamedNode, date: str | None) -> Iterator[Triple]:
    if date:
        yield node, HQ.due, Literal(date, datatype=XSD.date)
