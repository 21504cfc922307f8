"""What the constraints on bodies and their parts in tasks say in triple patterns."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from hqgraph.asking import query as graph
from hqgraph.asking.terms import Counter, absent, in_roles, literal, values


def charged(item: graph.Charged, fresh: Counter) -> Iterator[str]:
    """Spell that one of some bodies has a part in a task."""
    duty, agency, role = fresh.proof("duty"), fresh("charged"), fresh("role")
    yield f"{values(agency, item.agencies)} {agency} hq:involvedIn ?task ."
    yield f"?task hq:duty {duty} . {duty} hq:agency {agency} ."
    if item.roles:
        yield f"{duty} hq:role {role} . {in_roles(role, item.roles)}"


def each_of(item: graph.EachOf, fresh: Counter) -> Iterator[str]:
    """Spell the part that each of some bodies has, or of all."""
    duty, role = fresh.proof("duty"), fresh("role")
    if item.agencies:
        yield f"{values('?each', item.agencies)} ?each hq:involvedIn ?task ."
    yield f"?task hq:duty {duty} . {duty} hq:agency ?each ."
    yield f"{duty} hq:role {role} . {in_roles(role, item.roles)}"


def only_by(item: graph.OnlyBy, fresh: Counter) -> Iterator[str]:
    """Spell that no other body has a part."""
    duty, other, role = fresh("duty"), fresh("other"), fresh("role")
    named = ", ".join(str(NamedNode(iri)) for iri in item.agencies)
    roles = in_roles(role, ("lead", "responsible", "support"))
    inner = f"?task hq:duty {duty} . {duty} hq:agency {other} ; hq:role {role} ."
    yield absent(f"{inner} {roles} FILTER({other} NOT IN ({named}))")


def than(item: graph.Than, fresh: Counter) -> Iterator[str]:
    """Spell two bodies, or two regions, that are set against each other."""
    yield values("?each", item.pair)
    if item.side == "region":
        yield "?document eli:jurisdiction ?each ."
        return
    duty, role = fresh.proof("duty"), fresh("role")
    yield f"?each hq:involvedIn ?task . ?task hq:duty {duty} . {duty} hq:agency ?each ;"
    yield f"hq:role {role} . {in_roles(role, item.roles)}"


def itemised(item: graph.Itemised, fresh: Counter) -> Iterator[str]:
    """Spell that a body is not given all tasks at once."""
    del item
    given = fresh("given")
    yield f"OPTIONAL {{ {given} hq:inheritedAgency ?agency }} FILTER(!BOUND({given}))"


def called_so(item: graph.CalledSo, fresh: Counter) -> Iterator[str]:
    """Spell the part of a body under one of its names."""
    duty, agency, role, name = fresh.proof("duty"), fresh("charged"), fresh("role"), fresh("name")
    yield f"{values(agency, item.agencies)} {agency} hq:involvedIn ?task ."
    yield f"?task hq:duty {duty} . {duty} hq:agency {agency} ; hq:canonicalName {name} ;"
    yield f"hq:role {role} . {in_roles(role, item.roles)}"
    yield f"FILTER(STR({name}) IN ({', '.join(map(literal, item.names))}))"


def assigned(item: graph.Assigned, fresh: Counter) -> Iterator[str]:
    """Spell that anyone has a part."""
    duty, role = fresh("duty"), fresh("role")
    yield f"?task hq:duty {duty} ."
    if item.roles:
        yield f"{duty} hq:role {role} . {in_roles(role, item.roles)}"
