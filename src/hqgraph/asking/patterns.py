"""What each constraint of a query graph says in triple patterns.

Every constraint is a few patterns around ``?task``, ``?target`` or ``?document``
with variables of its own.

They are put so that the engine never has to go through all there is. It follows a
property from its subject, but joins the other way round by reading every use of the
property: so a body leads to its tasks (hq:involvedIn), a document to its parts
(eli:has_part), and what is already found is filtered, not joined with a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pyoxigraph import Literal, NamedNode

from hqgraph.asking import query as graph
from hqgraph.asking.marks import holding
from hqgraph.asking.query import Constraint
from hqgraph.rdf.vocabulary import ID, XSD

ROLE = ID + "role/"
_LINKS = {
    "based-on": "eli:based_on",
    "implements": "eli:based_on|hq:implements",
    "cites": "eli:cites",
    "derives-from": "hq:derivesFrom",
}
_FEW = 100
_MANY = 1000
_MADE = r"\?[a-z]+\d+"
_OPERATORS = frozenset({"=", ">=", ">", "<=", "<"})


class Counter:
    """Numbers the variables of one query; ``proofs`` are those that evidence hangs on.

    ``anchored`` tells that something else leads to the tasks or documents already,
    ``proving`` that the evidence is wanted, so that every way to an answer binds its proof.
    """

    def __init__(self, *, anchored: bool = False, proving: bool = False) -> None:
        self.made = 0
        self.proofs: list[str] = []
        self.anchored = anchored
        self.proving = proving

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
        known, anchored = len(fresh.proofs), fresh.anchored
        fresh.anchored = True
        inner = " ".join(constraint(item.inner, fresh))
        fresh.anchored = anchored
        del fresh.proofs[known:]
        return [_absent(inner)]
    if isinstance(item, graph.AnyOf):
        return [" UNION ".join(f"{{ {part} }}" for part in _ways(item, fresh))]
    return list(_SPELLERS[type(item)](item, fresh))


def _ways(item: graph.AnyOf, fresh: Counter) -> list[str]:
    """Return the patterns of alternatives; where one has a proof, each binds the same one."""
    known, parts, proofs = len(fresh.proofs), [], []
    for inner in item.inner:
        parts.append(" ".join(constraint(inner, fresh)))
        own = "?target" if isinstance(inner, graph.TargetIs | graph.ValueIs) else "?task"
        proofs.append(fresh.proofs[known] if len(fresh.proofs) > known else own)
        del fresh.proofs[known:]
    if not fresh.proving or set(proofs) <= {"?task", "?target"}:
        return parts
    shared = fresh.proof("proof")
    return [f"{part} BIND({own} AS {shared})" for part, own in zip(parts, proofs, strict=True)]


def _absent(inner: str) -> str:
    """Say that something is not there.

    The engine joins what stands in NOT EXISTS anew for every row, without looking at
    the row; in OPTIONAL it begins from the row.
    """
    made = re.findall(_MADE, inner)
    if not made or any(word in inner for word in ("UNION", "VALUES", "OPTIONAL", "EXISTS")):
        return f"FILTER NOT EXISTS {{ {inner} }}"
    return f"OPTIONAL {{ {inner} }} FILTER(!BOUND({made[-1]}))"


def _charged(item: graph.Charged, fresh: Counter) -> Iterator[str]:
    duty, agency, role = fresh.proof("duty"), fresh("charged"), fresh("role")
    yield f"{values(agency, item.agencies)} {agency} hq:involvedIn ?task ."
    yield f"?task hq:duty {duty} . {duty} hq:agency {agency} ."
    if item.roles:
        yield f"{duty} hq:role {role} . {in_roles(role, item.roles)}"


def _each_of(item: graph.EachOf, fresh: Counter) -> Iterator[str]:
    duty, role = fresh.proof("duty"), fresh("role")
    if item.agencies:
        yield f"{values('?each', item.agencies)} ?each hq:involvedIn ?task ."
    yield f"?task hq:duty {duty} . {duty} hq:agency ?each ."
    yield f"{duty} hq:role {role} . {in_roles(role, item.roles)}"


def _shared(item: graph.Shared, fresh: Counter) -> Iterator[str]:
    """A task of a document here, one of the same title, or one aligned with or beside it."""
    there, place, name, above = fresh("there"), fresh("there"), fresh("title"), fresh("above")
    ways = (
        f"?task rdfs:label {name} . {there} rdfs:label {name} .",
        f"?task hq:elaborates {there} .",
        f"{there} hq:elaborates ?task .",
        f"?task hq:elaborates {above} . {there} hq:elaborates {above} .",
    )
    places = values(place, item.regions)
    here = f"{there} a hq:Task ; eli:is_part_of ?shared{place[1:]} ."
    here += f" ?shared{place[1:]} eli:jurisdiction {place} . {places}"
    parts = [f"?document eli:jurisdiction {place} . {places}", *(f"{way} {here}" for way in ways)]
    yield f"FILTER EXISTS {{ {' UNION '.join(f'{{ {part} }}' for part in parts)} }}"


def _says(item: graph.Says, fresh: Counter) -> Iterator[str]:
    said, words, title = fresh.proof("said"), fresh("words"), fresh("title")
    holds = holding(item.text)
    if item.own:
        yield f"?task hq:measure ?measure . ?measure hq:text {words} . {holds(words)}"
        return
    yield f"{{ ?task hq:measure {said} . {said} hq:text {words} . {holds(words)} }} UNION"
    if not fresh.proving:
        yield f"{{ ?task rdfs:label|hq:programme {title} . {holds(title)} }}"
        return
    yield f"{{ ?task rdfs:label {title} . {holds(title)} BIND(?task AS {said}) }} UNION"
    sentence = f"?task hq:measure {said} . {said} hq:text {words} ."
    yield f"{{ ?task hq:programme {title} . {holds(title)} {sentence}"
    yield f"FILTER(CONTAINS(STR({words}), STR({title}))) }}"


def _only_by(item: graph.OnlyBy, fresh: Counter) -> Iterator[str]:
    duty, other, role = fresh("duty"), fresh("other"), fresh("role")
    named = ", ".join(str(NamedNode(iri)) for iri in item.agencies)
    roles = in_roles(role, ("lead", "responsible", "support"))
    inner = f"?task hq:duty {duty} . {duty} hq:agency {other} ; hq:role {role} ."
    yield _absent(f"{inner} {roles} FILTER({other} NOT IN ({named}))")


def _assigned(item: graph.Assigned, fresh: Counter) -> Iterator[str]:
    duty, role = fresh("duty"), fresh("role")
    yield f"?task hq:duty {duty} ."
    if item.roles:
        yield f"{duty} hq:role {role} . {in_roles(role, item.roles)}"


def _within(item: graph.Within, fresh: Counter) -> Iterator[str]:
    """Put the regions that are meant; where they are unknown or many, those above them.

    Several, and the regions in them, are a branch each, but then nothing leads to the
    tasks: over thousands of documents a list of hundreds of regions is far quicker.
    """
    if len(item.places) == 1:
        yield f"?document eli:jurisdiction {NamedNode(item.places[0])} ."
        return
    if 1 < len(item.places) <= _MANY:
        place = fresh("place")
        yield f"{values(place, item.places)} ?document eli:jurisdiction {place} ."
        return
    branches = []
    for region in map(NamedNode, item.regions):
        branches.append(f"?document eli:jurisdiction {region} .")
        if item.inside:
            place = fresh("place")
            here = f"?document eli:jurisdiction {place} . {place} hq:partOfRegion {region} ."
            branches.append(here)
    yield branches[0] if len(branches) == 1 else " UNION ".join(f"{{ {one} }}" for one in branches)


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
    if item.undated:
        yield _absent(f"?target hq:due {due} .")
    else:
        yield f"?target hq:due {due} . {_between(due, item.first, item.last)}"


def _title_has(item: graph.TitleHas, fresh: Counter) -> Iterator[str]:
    title = fresh("title")
    yield f"?task rdfs:label {title} . FILTER(CONTAINS(STR({title}), {Literal(item.text)}))"


def _titled_with(item: graph.TitledWith, fresh: Counter) -> Iterator[str]:
    title = fresh("title")
    form = Literal(item.text)
    yield f"?document rdfs:label {title} . FILTER(CONTAINS(STR({title}), {form}))"


def _numbered(item: graph.Numbered, fresh: Counter) -> Iterator[str]:
    no = fresh("no")
    printed = f"VALUES {no} {{ {_literals(item.numbers)} }}"
    if fresh.anchored and not item.others:
        yield f"?task hq:no {no} . FILTER({no} IN ({', '.join(map(_literal, item.numbers))}))"
        return
    if not item.others:
        yield f"{printed} ?task hq:no {no} ."
        return
    other, known = fresh("other"), fresh("no")
    beside = f"VALUES {known} {{ {_literals(item.numbers)} }} {other} a hq:Task ; hq:no {known} ;"
    yield f"{{ {printed} ?task hq:no {no} }} UNION {{ VALUES {no} {{ {_literals(item.others)} }}"
    yield f"?task hq:no {no} ; eli:is_part_of ?document ."
    yield f"FILTER NOT EXISTS {{ {beside} eli:is_part_of ?document }} }}"


def _literals(texts: tuple[str, ...]) -> str:
    return " ".join(map(_literal, texts))


def _literal(text: str) -> str:
    return str(Literal(text))


def _programme(item: graph.Programme, fresh: Counter) -> Iterator[str]:
    name = fresh("programme")
    if fresh.anchored:
        names = ", ".join(map(_literal, item.names))
        yield f"?task hq:programme {name} . FILTER({name} IN ({names}))"
    else:
        yield f"VALUES {name} {{ {_literals(item.names)} }} ?task hq:programme {name} ."


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
    named = fresh("named")
    if not item.hospitals:
        yield f"?task hq:mentionsHospital {named} ."
        return
    yield f"{_among(named, item.hospitals, fresh)} ?task hq:mentionsHospital {named} ."


def _target_is(item: graph.TargetIs, fresh: Counter) -> Iterator[str]:
    """A target's IRI begins with its task's (docs/rdf-model.md): nothing has to be searched."""
    del fresh
    pairs = ((NamedNode(iri.rpartition("/target/")[0]), NamedNode(iri)) for iri in item.targets)
    listed = " ".join(f"({task} {target})" for task, target in pairs)
    yield f"VALUES (?task ?target) {{ {listed} }} ?task hq:target ?target ."


def _linked(item: graph.Linked, fresh: Counter) -> Iterator[str]:
    other, path = fresh("other"), _LINKS[item.relation]
    known = values(other, item.documents)
    if len(item.documents) == 1:
        known, other = "", str(NamedNode(item.documents[0]))
    link = f"{other} {path} ?document ." if item.inverse else f"?document {path} {other} ."
    yield f"{known} {link}".strip()


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


def in_roles(variable: str, roles: tuple[str, ...]) -> str:
    """Return a filter for roles: joining with them would read everybody's."""
    return f"FILTER({variable} IN ({', '.join(str(NamedNode(ROLE + role)) for role in roles)}))"


def _among(variable: str, iris: tuple[str, ...], fresh: Counter) -> str:
    """Return a filter where something else leads there and the list is short, else VALUES."""
    if fresh.anchored and len(iris) <= _FEW:
        return f"FILTER({variable} IN ({', '.join(str(NamedNode(iri)) for iri in iris)}))"
    return values(variable, iris)


def values(variable: str, iris: list[str] | tuple[str, ...]) -> str:
    """Return a VALUES block of nodes."""
    return f"VALUES {variable} {{ {' '.join(str(NamedNode(iri)) for iri in iris)} }}"


_SPELLERS: dict[type, Callable[..., Iterator[str]]] = {
    graph.Charged: _charged,
    graph.EachOf: _each_of,
    graph.Shared: _shared,
    graph.Says: _says,
    graph.Safeguard: lambda item, fresh: iter(["?task a hq:Safeguard ."]),
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
        [f"{_among(name := fresh('theme'), item.themes, fresh)} ?task hq:theme {name} ."]
    ),
    graph.Mentions: _mentions,
    graph.Programme: _programme,
    graph.TargetIs: _target_is,
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
