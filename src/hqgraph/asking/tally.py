"""Counting in SPARQL: the most and the least, so many of something, a number for each of several.

Every function takes the patterns that make out the things wanted and puts its own
around them.
"""

from __future__ import annotations

from hqgraph.asking import query as graph
from hqgraph.asking.query import Form, Query, Want
from hqgraph.asking.terms import in_roles, values

_BORNE = ("lead", "responsible", "support")
_DATED = {
    Want.TASK: "?task hq:deadline/hq:due ?when .",
    Want.DEADLINE: "?deadline hq:due ?when .",
}
_ISSUED = "?document eli:date_document ?when ."
_GROUPS = {
    "region": ("?document eli:jurisdiction ?each .", "?each rdfs:label ?region ."),
    "level": ("?document hq:level ?each .", "?each rdfs:label ?label ."),
}


def extreme(asked: Query, core: list[str], anchor: str) -> list[str]:
    """Spell 最多 and 最早: the things that no other thing exceeds, ties included."""
    if asked.form in {Form.FIRST, Form.LAST}:
        return _first_or_last(asked, core)
    each = _counted(asked, core, anchor)
    most = asked.form is Form.MOST
    falling = "DESC(?count)" if most else "?count"
    if asked.top:
        limit, sign = ("MIN", ">=") if most else ("MAX", "<=")
        heads = f"SELECT ?count WHERE {{ {{ {each} }} }} ORDER BY {falling} LIMIT {asked.rank}"
        best = f"SELECT ({limit}(?count) AS ?best) WHERE {{ {{ {heads} }} }}"
        return [f"{{ {each} }}", f"{{ {best} }}", f"FILTER(?count {sign} ?best)"]
    if asked.rank > 1:
        place = f"ORDER BY {falling} OFFSET {asked.rank - 1} LIMIT 1"
        return [f"{{ {each} }}", f"{{ SELECT DISTINCT ?count WHERE {{ {{ {each} }} }} {place} }}"]
    best = "MAX" if most else "MIN"
    return [
        f"{{ {each} }}",
        f"{{ SELECT ({best}(?count) AS ?best) WHERE {{ {{ {each} }} }} }}",
        "FILTER(?count = ?best)",
    ]


def having(asked: Query, core: list[str], anchor: str) -> list[str]:
    """Keep the things on which so many tasks hang, or so many bodies on a task."""
    if asked.having is None:
        return []
    counted, extra = _hanging(asked)
    test = f"COUNT(DISTINCT {counted}) {asked.having.operator} {asked.having.number}"
    body = " ".join([*core, *extra])
    return [f"{{ SELECT {anchor} WHERE {{ {body} }} GROUP BY {anchor} HAVING ({test}) }}"]


def for_each(asked: Query, core: list[str], anchor: str) -> str:
    """Return the query that counts for each region, level or body; none of it is a zero."""
    joined, named = _GROUPS.get(asked.each, ("", "?each rdfs:label ?label ."))
    if asked.each == "agency":
        named += " OPTIONAL { ?each hq:region/rdfs:label ?region }"
    known = _known(asked)
    inside = " ".join([*core, joined])
    lines = f"{known} {named}\n  OPTIONAL {{ {inside} }}" if known else f"{inside}\n  {named}"
    shown = {"region": "?region", "level": "?label"}.get(asked.each, "?label ?region")
    return (
        f"SELECT {shown} (COUNT(DISTINCT {anchor}) AS ?count) WHERE {{\n"
        f"  {lines}\n}}\nGROUP BY ?each {shown} ORDER BY {shown}"
    )


def of_each(core: list[str]) -> str:
    """Return the query that counts the tasks of each of two things; none of them has no row."""
    body = "\n  ".join(core)
    return (
        f"SELECT ?each (COUNT(DISTINCT ?task) AS ?count) WHERE {{\n  {body}\n}}\n"
        "GROUP BY ?each ORDER BY ?each"
    )


def _known(asked: Query) -> str:
    """Return the groups that the question names: each of them is counted, if none is found."""
    for item in asked.where:
        if asked.each == "agency" and isinstance(item, graph.EachOf) and item.agencies:
            return values("?each", item.agencies)
        if asked.each == "region" and isinstance(item, graph.Within) and not item.inside:
            return values("?each", item.regions) if len(item.regions) > 1 else ""
    return ""


def _counted(asked: Query, core: list[str], anchor: str) -> str:
    """Return the subquery that gives each wanted thing the number it is compared by."""
    if asked.want is Want.TARGET:
        amount = "?target schema:value|schema:minValue|schema:maxValue ?amount ."
        body = " ".join([*core, amount, "FILTER(ISNUMERIC(?amount))"])
        return f"SELECT {anchor} (MAX(?amount) AS ?count) WHERE {{ {body} }} GROUP BY {anchor}"
    counted, extra = _hanging(asked)
    body = " ".join([*core, *extra])
    count = f"(COUNT(DISTINCT {counted}) AS ?count)"
    return f"SELECT {anchor} {count} WHERE {{ {body} }} GROUP BY {anchor}"


def _hanging(asked: Query) -> tuple[str, list[str]]:
    """Return what is counted: the bodies of a task, else the tasks."""
    if asked.want is not Want.TASK:
        return "?task", []
    return "?bearer", [
        "?task hq:duty ?load . ?load hq:agency ?bearer ; hq:role ?borne .",
        in_roles("?borne", _BORNE),
    ]


def _first_or_last(asked: Query, core: list[str]) -> list[str]:
    best = "MIN" if asked.form is Form.FIRST else "MAX"
    dated = _DATED.get(asked.want, _ISSUED)
    return [
        f"{{ SELECT ({best}(?when) AS ?best) WHERE {{ {' '.join(core)} {dated} }} }}",
        f"{dated} FILTER(?when = ?best)",
    ]
