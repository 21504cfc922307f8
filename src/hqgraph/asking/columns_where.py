"""What each constraint of a query graph says of the columns: a condition in SQL.

The counterpart of :mod:`hqgraph.asking.patterns`. A condition speaks of the row ``t``
of ``item``, of ``d`` of ``document`` or of ``g`` of ``target``, and says by itself what
else there must be, so that it may be denied or stand beside another. What is not
spelled here raises UnspokenError: the graph itself is asked then.
"""

# ruff: noqa: S608 (SQL is put together here, from our own words only)

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable

from hqgraph.asking import query as graph
from hqgraph.asking.columns_parts import (
    LEVEL,
    LIMIT,
    Part,
    UnspokenError,
    between,
    held,
    joined,
    nodes,
    roles,
)
from hqgraph.asking.marks import bares
from hqgraph.asking.query import Constraint

BORNE = ("lead", "responsible", "support")
_LINKED = {
    "based-on": (0,),
    "implements": (0, 1),
    "cites": (2,),
    "derives-from": (3,),
}
_WORDED = ("measure", "programme")
_COMPARED = frozenset({"=", ">=", ">", "<=", "<"})
ELSEWHERE = (graph.EachOf, graph.Itemised, graph.DateOfTarget)
"""What is said of the things wanted: :mod:`hqgraph.asking.columns_sql` knows these."""
_TARGETS = (graph.TargetIs, graph.ValueIs, graph.TargetDue)


def conditions(where: Iterable[Constraint], *, targets: bool) -> list[Part]:
    """Return the conditions of constraints, all of which must hold.

    ``targets`` says that ``g`` is a row of ``target``: what is said of a target is said
    of that one, else of any target of the item. Raises UnspokenError.
    """
    found, of_target = [], []
    for item in where:
        if isinstance(item, _TARGETS):
            of_target.append(_of_target(item))
        elif not isinstance(item, ELSEWHERE):
            found.append(_condition(item, targets=targets))
    if not of_target:
        return found
    if any(isinstance(item, graph.AnyOf) and _speaks_of_targets(item) for item in where):
        raise UnspokenError
    return [*found, *of_target] if targets else [*found, _some_target(of_target)]


def _condition(item: Constraint, *, targets: bool) -> Part:
    if isinstance(item, graph.Not):
        return held("NOT ({})", _condition(item.inner, targets=targets))
    if isinstance(item, graph.AnyOf):
        inner = [_condition(one, targets=targets) for one in item.inner]
        return held("({})", joined(inner, " OR "))
    if isinstance(item, _TARGETS):
        said = _of_target(item)
        return said if targets else _some_target([said])
    speller = _SPELLERS.get(type(item))
    if speller is None:
        raise UnspokenError
    return speller(item)


def _speaks_of_targets(item: Constraint) -> bool:
    inner = item.inner if isinstance(item, graph.AnyOf) else ()
    return isinstance(item, _TARGETS) or any(_speaks_of_targets(one) for one in inner)


def _some_target(said: list[Part]) -> Part:
    form = "t.id IN (SELECT g.item FROM target g WHERE {})"
    return held(form, joined(said, " AND "))


def _of_target(item: Constraint) -> Part:
    if isinstance(item, graph.TargetIs):
        iris = json.dumps(list(item.targets), ensure_ascii=False)
        return Part("g.iri IN (SELECT value FROM json_each(?))", (iris,))
    if isinstance(item, graph.TargetDue):
        return Part("g.due IS NULL") if item.undated else between("g.due", item.first, item.last)
    if not isinstance(item, graph.ValueIs) or item.operator not in _COMPARED:
        raise UnspokenError
    return _value_is(item)


def _value_is(item: graph.ValueIs) -> Part:
    unit = Part("g.unit = ?", (item.unit,)) if item.unit else Part("")
    if ":" in item.value:
        return joined([Part("g.value = ?", (item.value,)), unit], " AND ")
    tests = (
        Part(f"({name} NOT GLOB '*[^0-9.]*' AND CAST({name} AS REAL) {item.operator} ?)",
             (float(item.value),))
        for name in ("g.value", "g.minValue", "g.maxValue")
    )  # fmt: skip
    return joined([held("({})", joined(tests, " OR ")), unit], " AND ")


def _shared(item: graph.Shared) -> Part:
    """Look in documents there for the title, or for what is aligned with or beside a task."""
    titles, tasks = _there("label", item), _there("id", item)
    here = "t.document IN (SELECT x.document FROM jurisdiction x WHERE x.place IN {})"
    ways = [held(here, nodes(item.regions)), held("t.label IN {}", titles)]
    if not item.titled:
        beside = (
            "t.id IN (SELECT a.item FROM elaborates a JOIN elaborates b ON b.above = a.above"
            " WHERE b.item IN {})"
        )
        ways += [
            held("t.id IN (SELECT x.item FROM elaborates x WHERE x.above IN {})", tasks),
            held("t.id IN (SELECT x.above FROM elaborates x WHERE x.item IN {})", tasks),
            held(beside, tasks),
        ]
    return held("({})", joined(ways, " OR "))


def _there(name: str, item: graph.Shared) -> Part:
    form = f"(SELECT y.{name} FROM item y WHERE y.kind = 0 AND y.document IN"
    form += " (SELECT x.document FROM jurisdiction x WHERE x.place IN {}))"
    return held(form, nodes(item.regions))


def _charged(item: graph.Charged) -> Part:
    form = "t.id IN (SELECT x.item FROM duty x WHERE x.agency IN {}"
    if not item.roles:
        return held(form + ")", nodes(item.agencies))
    return held(form + " AND {})", nodes(item.agencies), roles("x.role", item.roles))


def _called_so(item: graph.CalledSo) -> Part:
    names = json.dumps(list(item.names), ensure_ascii=False)
    form = "t.id IN (SELECT x.item FROM duty x WHERE x.agency IN {} AND {} AND x.name IN {})"
    named = Part("(SELECT value FROM json_each(?))", (names,))
    return held(form, nodes(item.agencies), roles("x.role", item.roles), named)


def _says(item: graph.Says) -> Part:
    """Look for words where the marks between their characters are left out, in lower case."""
    words = bares(item.text)
    if item.own:
        return says_measure("t.id IN (SELECT x.item FROM measure x WHERE {})", "x", item)
    tests = " AND ".join("instr({0}.bare, ?) > 0" for _ in words)
    said = (f"t.id IN (SELECT x.item FROM {name} x WHERE {tests})" for name in _WORDED)
    form = f"({tests.format('t')} OR {' OR '.join(said).format('x')})"
    return Part(form, words * 3)


def says_measure(form: str, table: str, item: graph.Says) -> Part:
    """Return the condition that a measure has the words of a question, put into a form."""
    words = bares(item.text)
    return held(form, Part(" AND ".join(f"instr({table}.bare, ?) > 0" for _ in words), words))


def _milestone_due(item: graph.MilestoneDue) -> Part:
    form = "t.id IN (SELECT x.item FROM moment x WHERE {})"
    return held(form, between("x.due", item.first, item.last))


def _date_says(item: graph.DateSays) -> Part:
    forms = [bares(form) for form in item.forms]
    tests = (" AND ".join("instr(l.bare, ?) > 0" for _ in words) for words in forms)
    return Part(f"({' OR '.join(tests)})", [word for words in forms for word in words])


def _in_section(item: graph.InSection) -> Part:
    form = "t.id IN (SELECT x.item FROM section x WHERE {})"
    if item.numbers:
        numbers = json.dumps(list(item.numbers), ensure_ascii=False)
        said = Part("x.top AND x.no IN (SELECT value FROM json_each(?))", (numbers,))
    else:
        words = bares(item.text, commas=True)
        said = Part(" AND ".join("instr(x.bare, ?) > 0" for _ in words), words)
    return held(form, said)


def _has_too(item: graph.HasToo) -> Part:
    """Speak of another item of the document as of the first, by another name."""
    said = _condition(item.task, targets=False)
    said = Part(re.sub(r"\bt\.", "u.", said.text), said.values)
    if item.side == "document":
        return held("d.id IN (SELECT u.document FROM item u WHERE {})", said)
    here = "item u ON u.id = z.item WHERE u.document = d.id AND {}"
    if item.side == "hospital":
        return held(f"m.hospital IN (SELECT z.hospital FROM hospital z JOIN {here})", said)
    form = f"h.agency IN (SELECT z.agency FROM duty z JOIN {here} AND {{}})"
    return held(form, said, roles("z.role", item.roles))


def _only_by(item: graph.OnlyBy) -> Part:
    form = "NOT EXISTS (SELECT 1 FROM duty x WHERE x.item = t.id AND {} AND x.agency NOT IN {})"
    return held(form, roles("x.role", BORNE), nodes(item.agencies))


def _assigned(item: graph.Assigned) -> Part:
    form = "EXISTS (SELECT 1 FROM duty x WHERE x.item = t.id{})"
    return held(form, held(" AND {}", roles("x.role", item.roles)) if item.roles else Part(""))


def _within(item: graph.Within) -> Part:
    if item.places:
        places = nodes(item.places)
    elif item.inside:
        form = "(SELECT i.place FROM inside i WHERE i.region IN {} UNION SELECT * FROM {})"
        places = held(form, nodes(item.regions), nodes(item.regions))
    else:
        places = nodes(item.regions)
    return held("d.id IN (SELECT x.document FROM jurisdiction x WHERE x.place IN {})", places)


def _numbered(item: graph.Numbered) -> Part:
    numbers = json.dumps(list(item.numbers), ensure_ascii=False)
    printed = Part("t.no IN (SELECT value FROM json_each(?))", (numbers,))
    if not item.others:
        return printed
    others = json.dumps(list(item.others), ensure_ascii=False)
    form = (
        "({} OR (t.no IN (SELECT value FROM json_each(?)) AND NOT EXISTS (SELECT 1 FROM item o"
        " WHERE o.document = t.document AND o.kind = 0"
        " AND o.no IN (SELECT value FROM json_each(?)))))"
    )
    return held(form, Part(printed.text, (*printed.values, others, numbers)))


def _linked(item: graph.Linked) -> Part:
    if not item.documents:
        raise UnspokenError
    mine, theirs = ("other", "document") if item.inverse else ("document", "other")
    relations = ", ".join(map(str, _LINKED[item.relation]))
    form = f"d.id IN (SELECT x.{mine} FROM link x WHERE x.relation IN ({relations})"
    form += f" AND x.{theirs} IN {{}})"
    return held(form, nodes(item.documents))


def _issued_in(item: graph.IssuedIn) -> Part:
    form = "d.id IN (SELECT x.document FROM dated x WHERE x.day AND {})"
    return held(form, between("x.date", item.first, item.last))


def _due(item: graph.Due) -> Part:
    form = "t.id IN (SELECT x.item FROM deadline x WHERE {})"
    return held(form, between("x.due", item.first, item.last))


def _deadline_kind(item: graph.DeadlineKind) -> Part:
    form = "t.id IN (SELECT x.item FROM deadline x{})"
    kind = held(" WHERE x.kind IN {}", nodes([LIMIT + item.kind])) if item.kind else Part("")
    return held(form, kind)


def _tagged(table: str, values: Part) -> Part:
    return held(f"t.id IN (SELECT x.item FROM {table} x WHERE x.{table} IN {{}})", values)


def _mentions(item: graph.Mentions) -> Part:
    if item.hospitals:
        return _tagged("hospital", nodes(item.hospitals))
    return Part("t.id IN (SELECT x.item FROM hospital x)")


def _programme(item: graph.Programme) -> Part:
    names = json.dumps(list(item.names), ensure_ascii=False)
    form = "t.id IN (SELECT x.item FROM programme x WHERE x.name IN"
    return Part(f"{form} (SELECT value FROM json_each(?)))", (names,))


def _titled_with(item: graph.TitledWith) -> Part:
    text = "d.id IN (SELECT x.thing FROM label x WHERE instr(x.label, ?) > 0)"
    return Part(text, (item.text,))


def _issued_by(item: graph.IssuedBy) -> Part:
    form = "d.id IN (SELECT x.document FROM issuer x WHERE x.agency IN {})"
    return held(form, nodes(item.agencies))


def _of_level(item: graph.OfLevel) -> Part:
    form = "d.id IN (SELECT x.document FROM level x WHERE x.level IN {})"
    return held(form, nodes([LEVEL + item.level]))


_SPELLERS: dict[type, Callable[..., Part]] = {
    graph.Charged: _charged,
    graph.CalledSo: _called_so,
    graph.Says: _says,
    graph.MilestoneDue: _milestone_due,
    graph.DateSays: _date_says,
    graph.InSection: _in_section,
    graph.HasToo: _has_too,
    graph.Shared: _shared,
    graph.Safeguard: lambda item: Part("t.kind = 2"),
    graph.OnlyBy: _only_by,
    graph.Assigned: _assigned,
    graph.Within: _within,
    graph.OfLevel: _of_level,
    graph.InDocument: lambda item: held("d.id IN {}", nodes(item.documents)),
    graph.Due: _due,
    graph.DeadlineKind: _deadline_kind,
    graph.TaskIs: lambda item: held("t.id IN {}", nodes(item.tasks)),
    graph.Numbered: _numbered,
    graph.TitleHas: lambda item: Part("instr(t.label, ?) > 0", (item.text,)),
    graph.ThemeIs: lambda item: _tagged("theme", nodes(item.themes)),
    graph.Mentions: _mentions,
    graph.Programme: _programme,
    graph.HasTarget: lambda item: Part("t.id IN (SELECT x.item FROM target x)"),
    graph.AgencyIs: lambda item: held("h.agency IN {}", nodes(item.agencies)),
    graph.Linked: _linked,
    graph.IssuedIn: _issued_in,
    graph.IssuedBy: _issued_by,
    graph.TitledWith: _titled_with,
}
