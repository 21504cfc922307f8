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

from hqgraph.asking import duties
from hqgraph.asking import query as graph
from hqgraph.asking.marks import holding
from hqgraph.asking.query import Constraint
from hqgraph.asking.terms import (
    Counter,
    absent,
    among,
    between,
    in_roles,
    literal,
    literals,
    values,
)
from hqgraph.rdf.vocabulary import ID, XSD

_LINKS = {
    "based-on": "eli:based_on",
    "implements": "eli:based_on|hq:implements",
    "cites": "eli:cites",
    "derives-from": "hq:derivesFrom",
}
_MANY = 1000
_OPERATORS = frozenset({"=", ">=", ">", "<=", "<"})


def constraint(item: Constraint, fresh: Counter) -> list[str]:
    """Return the lines of one constraint."""
    if isinstance(item, graph.Not):
        known, anchored = len(fresh.proofs), fresh.anchored
        fresh.anchored = True
        inner = " ".join(constraint(item.inner, fresh))
        fresh.anchored = anchored
        del fresh.proofs[known:]
        return [absent(inner)]
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


def _shared(item: graph.Shared, fresh: Counter) -> Iterator[str]:
    """A task of a document here, one of the same title, or one aligned with or beside it."""
    there, place, name, above = fresh("there"), fresh("there"), fresh("title"), fresh("above")
    ways: tuple[str, ...] = (
        f"?task rdfs:label {name} . {there} rdfs:label {name} .",
        f"?task hq:elaborates {there} .",
        f"{there} hq:elaborates ?task .",
        f"?task hq:elaborates {above} . {there} hq:elaborates {above} .",
    )
    if item.titled:
        ways = ways[:1]
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


def _has_too(item: graph.HasToo, fresh: Counter) -> Iterator[str]:
    """Another task of the same document, said of by the constraint as of the first one."""
    other, duty, role = fresh("besides"), fresh("duty"), fresh("role")
    known, anchored = len(fresh.proofs), fresh.anchored
    fresh.anchored = True
    said = " ".join(constraint(item.task, fresh))
    fresh.anchored = anchored
    del fresh.proofs[known:]
    if item.side == "agency":
        yield f"?agency hq:involvedIn {other} . {other} hq:duty {duty} . {duty} hq:agency ?agency ;"
        yield f"hq:role {role} . {in_roles(role, item.roles)} {other} eli:is_part_of ?document ."
    elif item.side == "hospital":
        yield f"{other} hq:mentionsHospital ?hospital ; eli:is_part_of ?document ."
    else:
        yield f"?document eli:has_part {other} ."
    yield re.sub(r"\?task\b", other, said)


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
    yield between(due, item.first, item.last)


def _milestone_due(item: graph.MilestoneDue, fresh: Counter) -> Iterator[str]:
    dated, due = fresh.proof("dated"), fresh("due")
    yield f"?task hq:milestone|hq:target {dated} . {dated} hq:due {due} ."
    yield between(due, item.first, item.last)


def _date_says(item: graph.DateSays, fresh: Counter) -> Iterator[str]:
    quote = fresh("quote")
    tests = " || ".join(holding(form)(quote)[len("FILTER(") : -1] for form in item.forms)
    yield f"?deadline hq:quote {quote} . FILTER({tests})"


def _in_section(item: graph.InSection, fresh: Counter) -> Iterator[str]:
    section, said = fresh("section"), fresh("said")
    if item.numbers:
        yield f"?task hq:inSection+ {section} . {section} hq:no {said} ; hq:depth 1 ."
        yield f"FILTER({said} IN ({', '.join(map(literal, item.numbers))}))"
    else:
        yield f"?task hq:inSection+ {section} . {section} rdfs:label {said} ."
        yield holding(item.text, commas=True)(said)


def _deadline_kind(item: graph.DeadlineKind, fresh: Counter) -> Iterator[str]:
    limit = fresh.proof("limit")
    yield f"?task hq:deadline {limit} ."
    if item.kind:
        yield f"{limit} hq:deadlineKind {NamedNode(f'{ID}deadline-kind/{item.kind}')} ."


def _target_due(item: graph.TargetDue, fresh: Counter) -> Iterator[str]:
    due = fresh("due")
    if item.undated:
        yield absent(f"?target hq:due {due} .")
    else:
        yield f"?target hq:due {due} . {between(due, item.first, item.last)}"


def _title_has(item: graph.TitleHas, fresh: Counter) -> Iterator[str]:
    title = fresh("title")
    yield f"?task rdfs:label {title} . FILTER(CONTAINS(STR({title}), {Literal(item.text)}))"


def _titled_with(item: graph.TitledWith, fresh: Counter) -> Iterator[str]:
    title = fresh("title")
    form = Literal(item.text)
    yield f"?document rdfs:label {title} . FILTER(CONTAINS(STR({title}), {form}))"


def _numbered(item: graph.Numbered, fresh: Counter) -> Iterator[str]:
    no = fresh("no")
    printed = f"VALUES {no} {{ {literals(item.numbers)} }}"
    if fresh.anchored and not item.others:
        yield f"?task hq:no {no} . FILTER({no} IN ({', '.join(map(literal, item.numbers))}))"
        return
    if not item.others:
        yield f"{printed} ?task hq:no {no} ."
        return
    other, known = fresh("other"), fresh("no")
    beside = f"VALUES {known} {{ {literals(item.numbers)} }} {other} a hq:Task ; hq:no {known} ;"
    yield f"{{ {printed} ?task hq:no {no} }} UNION {{ VALUES {no} {{ {literals(item.others)} }}"
    yield f"?task hq:no {no} ; eli:is_part_of ?document ."
    yield f"FILTER NOT EXISTS {{ {beside} eli:is_part_of ?document }} }}"


def _programme(item: graph.Programme, fresh: Counter) -> Iterator[str]:
    name = fresh("programme")
    names = [str(Literal(one, language="zh")) for one in item.names]
    if fresh.anchored:
        yield f"?task hq:programme {name} . FILTER({name} IN ({', '.join(names)}))"
    else:
        yield f"VALUES {name} {{ {' '.join(names)} }} ?task hq:programme {name} ."


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
    yield f"{among(named, item.hospitals, fresh)} ?task hq:mentionsHospital {named} ."


def _target_is(item: graph.TargetIs, fresh: Counter) -> Iterator[str]:
    """A target's IRI begins with its task's (docs/rdf-model.md): nothing has to be searched."""
    del fresh
    pairs = ((NamedNode(iri.rpartition("/target/")[0]), NamedNode(iri)) for iri in item.targets)
    listed = " ".join(f"({task} {target})" for task, target in pairs)
    yield f"VALUES (?task ?target) {{ {listed} }} ?task hq:target ?target ."


def _linked(item: graph.Linked, fresh: Counter) -> Iterator[str]:
    other, path = fresh("other"), _LINKS[item.relation]
    if not item.documents:
        link = f"{other} {path} ?document ." if item.inverse else f"?document {path} {other} ."
        yield f"FILTER EXISTS {{ {link} }}"
        return
    known = values(other, item.documents)
    if len(item.documents) == 1:
        known, other = "", str(NamedNode(item.documents[0]))
    link = f"{other} {path} ?document ." if item.inverse else f"?document {path} {other} ."
    yield f"{known} {link}".strip()


def _issued_in(item: graph.IssuedIn, fresh: Counter) -> Iterator[str]:
    date = fresh("date")
    yield f"?document eli:date_document {date} . {between(date, item.first, item.last)}"


_SPELLERS: dict[type, Callable[..., Iterator[str]]] = {
    graph.Charged: duties.charged,
    graph.EachOf: duties.each_of,
    graph.Shared: _shared,
    graph.Says: _says,
    graph.Safeguard: lambda item, fresh: iter(["?task a hq:Safeguard ."]),
    graph.OnlyBy: duties.only_by,
    graph.Assigned: duties.assigned,
    graph.HasToo: _has_too,
    graph.Than: duties.than,
    graph.CalledSo: duties.called_so,
    graph.Itemised: duties.itemised,
    graph.Within: _within,
    graph.OfLevel: lambda item, fresh: iter(
        [f"?document hq:level {NamedNode(f'{ID}level/{item.level}')} ."]
    ),
    graph.InDocument: lambda item, fresh: iter([values("?document", item.documents)]),
    graph.Due: _due,
    graph.DeadlineKind: _deadline_kind,
    graph.MilestoneDue: _milestone_due,
    graph.DateOfTarget: lambda item, fresh: iter(["FILTER(?deadline = ?target)"]),
    graph.DateSays: _date_says,
    graph.InSection: _in_section,
    graph.TaskIs: lambda item, fresh: iter([values("?task", item.tasks)]),
    graph.Numbered: _numbered,
    graph.TitleHas: _title_has,
    graph.ThemeIs: lambda item, fresh: iter(
        [f"{among(name := fresh('theme'), item.themes, fresh)} ?task hq:theme {name} ."]
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
