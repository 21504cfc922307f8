"""What each constraint of a query graph says in triple patterns.

Every constraint is a few patterns around ``?task``, ``?target`` or ``?document``
with variables of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import Literal, NamedNode

from hqgraph.asking import query as graph
from hqgraph.asking.query import Constraint
from hqgraph.rdf.vocabulary import ID, XSD

ROLE = ID + "role/"
_LINKS = {
    "based-on": "eli:based_on",
    "implements": "eli:based_on|hq:implements",
    "cites": "eli:cites",
    "derives-from": "hq:derivesFrom",
}
_OPERATORS = frozenset({"=", ">=", ">", "<=", "<"})


class Counter:
    """Numbers the variables of one query; ``proofs`` are those that evidence hangs on."""

    def __init__(self) -> None:
        self.made = 0
        self.proofs: list[str] = []

    def proof(self, stem: str) -> str:
        """Return a variable of a thing that proves the answer."""
        self.proofs.append(self(stem))
        return self.proofs[-1]

    def __call__(self, stem: str) -> str:
        """Return a variable that no other constraint has."""
        self.made += 1
        return f"?{stem}{self.made}"


def constraint(item: Constraint, fresh: Counter) -> list[str]:
    """Return the lines of one constraint."""
    if isinstance(item, graph.Not):
        known = len(fresh.proofs)
        inner = " ".join(constraint(item.inner, fresh))
        del fresh.proofs[known:]
        return [f"FILTER NOT EXISTS {{ {inner} }}"]
    if isinstance(item, graph.AnyOf):
        parts = (" ".join(constraint(inner, fresh)) for inner in item.inner)
        return [" UNION ".join(f"{{ {part} }}" for part in parts)]
    return list(_SPELLERS[type(item)](item, fresh))


def _charged(item: graph.Charged, fresh: Counter) -> Iterator[str]:
    duty, agency, role = fresh.proof("duty"), fresh("charged"), fresh("role")
    yield f"{values(agency, item.agencies)} ?task hq:duty {duty} . {duty} hq:agency {agency} ."
    if item.roles:
        yield f"{duty} hq:role {role} . {values(role, [ROLE + name for name in item.roles])}"


def _only_by(item: graph.OnlyBy, fresh: Counter) -> Iterator[str]:
    duty, other, role = fresh("duty"), fresh("other"), fresh("role")
    named = ", ".join(str(NamedNode(iri)) for iri in item.agencies)
    roles = values(role, [ROLE + name for name in ("lead", "responsible", "support")])
    yield f"FILTER NOT EXISTS {{ {roles} ?task hq:duty {duty} . {duty} hq:agency {other} ;"
    yield f"hq:role {role} . FILTER({other} NOT IN ({named})) }}"


def _assigned(item: graph.Assigned, fresh: Counter) -> Iterator[str]:
    duty, role = fresh("duty"), fresh("role")
    yield f"?task hq:duty {duty} ."
    if item.roles:
        yield f"{duty} hq:role {role} . {values(role, [ROLE + name for name in item.roles])}"


def _within(item: graph.Within, fresh: Counter) -> Iterator[str]:
    outer, place = fresh("outer"), fresh("place")
    if item.inside:
        yield f"{values(outer, item.regions)} ?document eli:jurisdiction {place} ."
        yield f"{place} hq:partOfRegion? {outer} ."
    else:
        yield f"{values(outer, item.regions)} ?document eli:jurisdiction {outer} ."


def _due(item: graph.Due, fresh: Counter) -> Iterator[str]:
    limit, due = fresh.proof("limit"), fresh("due")
    yield f"?task hq:deadline {limit} . {limit} hq:due {due} ."
    yield _between(due, item.first, item.last)


def _deadline_kind(item: graph.DeadlineKind, fresh: Counter) -> Iterator[str]:
    limit = fresh.proof("limit")
    yield f"?task hq:deadline {limit} ."
    if item.kind:
        yield f"{limit} hq:deadlineKind {NamedNode(f'{ID}deadline-kind/{item.kind}')} ."


def _target_due(item: graph.TargetDue, fresh: Counter) -> Iterator[str]:
    due = fresh("due")
    inside = _between(due, item.first, item.last).removeprefix("FILTER(").removesuffix(")")
    yield f"OPTIONAL {{ ?target hq:due {due} }} FILTER(!BOUND({due}) || ({inside}))"


def _title_has(item: graph.TitleHas, fresh: Counter) -> Iterator[str]:
    title = fresh("title")
    yield f"?task rdfs:label {title} . FILTER(CONTAINS(STR({title}), {Literal(item.text)}))"


def _titled_with(item: graph.TitledWith, fresh: Counter) -> Iterator[str]:
    title = fresh("title")
    form = Literal(item.text)
    yield f"?document rdfs:label {title} . FILTER(CONTAINS(STR({title}), {form}))"


def _numbered(item: graph.Numbered, fresh: Counter) -> Iterator[str]:
    no = fresh("no")
    numbers = " ".join(str(Literal(number)) for number in item.numbers)
    yield f"VALUES {no} {{ {numbers} }} ?task hq:no {no} ."


def _programme(item: graph.Programme, fresh: Counter) -> Iterator[str]:
    name = fresh("programme")
    names = " ".join(str(Literal(value)) for value in item.names)
    yield f"VALUES {name} {{ {names} }} ?task hq:programme {name} ."


def _value_is(item: graph.ValueIs, fresh: Counter) -> Iterator[str]:
    value, unit = fresh("value"), fresh("unit")
    if item.operator not in _OPERATORS:
        raise ValueError(item.operator)
    yield "?task hq:target ?target ."
    if ":" in item.value:
        yield f"?target schema:value {value} . FILTER(STR({value}) = {Literal(item.value)})"
    else:
        number = Literal(item.value, datatype=XSD.decimal)
        yield f"?target schema:value|schema:minValue|schema:maxValue {value} ."
        yield f"FILTER(ISNUMERIC({value}) && {value} {item.operator} {number})"
    if item.unit:
        yield f"?target schema:unitText {unit} . FILTER(STR({unit}) = {Literal(item.unit)})"


def _mentions(item: graph.Mentions, fresh: Counter) -> Iterator[str]:
    named, said = fresh("named"), fresh.proof("said")
    yield f"{values(named, item.hospitals)} ?task hq:mentionsHospital {named} ."
    yield f"OPTIONAL {{ ?task hq:measure {said} . {said} hq:mentionsHospital {named} }}"


def _linked(item: graph.Linked, fresh: Counter) -> Iterator[str]:
    other = fresh("other")
    path = _LINKS[item.relation]
    if item.inverse:
        yield f"{values(other, item.documents)} {other} {path} ?document ."
    else:
        yield f"{values(other, item.documents)} ?document {path} {other} ."


def _issued_in(item: graph.IssuedIn, fresh: Counter) -> Iterator[str]:
    date = fresh("date")
    yield f"?document eli:date_document {date} . {_between(date, item.first, item.last)}"


def _between(variable: str, first: str | None, last: str | None) -> str:
    tests = []
    if first:
        tests.append(f"{variable} >= {Literal(first, datatype=XSD.date)}")
    if last:
        tests.append(f"{variable} <= {Literal(last, datatype=XSD.date)}")
    return f"FILTER({' && '.join(tests)})" if tests else ""


def values(variable: str, iris: list[str] | tuple[str, ...]) -> str:
    """Return a VALUES block of nodes."""
    return f"VALUES {variable} {{ {' '.join(str(NamedNode(iri)) for iri in iris)} }}"


_SPELLERS: dict[type, Callable[..., Iterator[str]]] = {
    graph.Charged: _charged,
    graph.OnlyBy: _only_by,
    graph.Assigned: _assigned,
    graph.Within: _within,
    graph.OfLevel: lambda item, fresh: iter(
        [f"?document hq:level {NamedNode(f'{ID}level/{item.level}')} ."]
    ),
    graph.InDocument: lambda item, fresh: iter([values("?document", item.documents)]),
    graph.Due: _due,
    graph.DeadlineKind: _deadline_kind,
    graph.TaskIs: lambda item, fresh: iter([values("?task", item.tasks)]),
    graph.Numbered: _numbered,
    graph.TitleHas: _title_has,
    graph.ThemeIs: lambda item, fresh: iter(
        [f"{values(name := fresh('theme'), item.themes)} ?task hq:theme {name} ."]
    ),
    graph.Mentions: _mentions,
    graph.Programme: _programme,
    graph.TargetIs: lambda item, fresh: iter(
        [f"{values('?target', item.targets)} ?task hq:target ?target ."]
    ),
    graph.TargetDue: _target_due,
    graph.HasTarget: lambda item, fresh: iter([f"?task hq:target {fresh('target')} ."]),
    graph.ValueIs: _value_is,
    graph.AgencyIs: lambda item, fresh: iter([values("?agency", item.agencies)]),
    graph.Linked: _linked,
    graph.IssuedIn: _issued_in,
    graph.IssuedBy: lambda item, fresh: iter(
        [f"{values(name := fresh('issuer'), item.agencies)} ?document eli:passed_by {name} ."]
    ),
    graph.TitledWith: _titled_with,
}
