"""Spelling a query graph as SQL over the columns: the same rows as its SPARQL finds.

The counterpart of :mod:`hqgraph.asking.spell` and :mod:`hqgraph.asking.tally`, row for
row and name for name; tests hold the two together on every question they know.
What comes from a question stands in no SQL: it is bound to a ``?``.
"""

# ruff: noqa: S608 (SQL is put together here, from our own words only)

from __future__ import annotations

from hqgraph.asking import query as graph
from hqgraph.asking.columns_core import Core
from hqgraph.asking.columns_parts import Part, UnspokenError, held, nodes, roles
from hqgraph.asking.columns_where import BORNE
from hqgraph.asking.query import Form, Query, Want

_PLACE = "LEFT JOIN placed r ON r.document = d.id"
_ROWS = {
    Want.TASK: (
        "t.iri AS task, t.no AS no, t.label AS label, r.label AS region, n.iri AS document",
        f"JOIN thing n ON n.id = t.document {_PLACE}",
        "t.no IS NOT NULL AND t.place IS NOT NULL AND t.label IS NOT NULL",
        "r.label, n.iri, t.place, t.iri",
    ),
    Want.AGENCY: (
        "a.iri AS agency, h.name AS label, s.label AS region",
        "JOIN thing a ON a.id = h.agency LEFT JOIN seated s ON s.thing = h.agency",
        "h.name IS NOT NULL",
        "a.iri, h.name, s.label",
    ),
    Want.HOSPITAL: (
        "a.iri AS hospital, q.label AS label, w.label AS region",
        "JOIN thing a ON a.id = m.hospital JOIN label q ON q.thing = m.hospital"
        " JOIN jurisdiction j ON j.document = d.id LEFT JOIN region o ON o.thing = m.hospital"
        " LEFT JOIN label w ON w.thing = COALESCE(o.place, j.place)",
        "",
        "a.iri, q.label, w.label",
    ),
    Want.TARGET: (
        "g.iri AS target, g.label AS label, g.value AS value, g.minValue AS min,"
        " g.maxValue AS max, g.unit AS unit, g.text AS text, g.operator AS operator,"
        " r.label AS region",
        _PLACE,
        "g.label IS NOT NULL AND g.text IS NOT NULL AND g.operator IS NOT NULL",
        "g.iri, r.label",
    ),
    Want.DEADLINE: (
        "l.iri AS deadline, l.due AS due, l.text AS label, r.label AS region",
        _PLACE,
        "l.text IS NOT NULL",
        "l.iri, r.label",
    ),
    Want.DATE: (
        "t.iri || l.tail AS deadline, l.due AS due, l.quote AS label, r.label AS region",
        _PLACE,
        "l.quote IS NOT NULL",
        "t.iri || l.tail, l.due, l.quote",
    ),
    Want.MEASURE: (
        "t.iri || x.tail AS measure, x.text AS label, t.iri AS task, r.label AS region",
        f"JOIN thing n ON n.id = t.document {_PLACE}",
        "x.text IS NOT NULL AND x.place IS NOT NULL AND t.place IS NOT NULL",
        "r.label, n.iri, t.place, x.place, t.iri, x.tail",
    ),
    Want.ISSUED: (
        "x.date AS date, n.iri AS document",
        "JOIN thing n ON n.id = d.id",
        "",
        "x.date, n.iri",
    ),
    Want.ISSUER: (
        "a.iri AS agency, q.label AS label, s.label AS region, n.iri AS document",
        "JOIN thing a ON a.id = i.agency JOIN label q ON q.thing = i.agency"
        " JOIN thing n ON n.id = d.id LEFT JOIN seated s ON s.thing = i.agency",
        "",
        "a.iri, q.label, s.label, n.iri",
    ),
}
"""What is shown of a wanted thing, what that is joined to, what must be there, the order."""
_DESCRIBED = "SELECT n.iri AS document, {} FROM found f JOIN thing n ON n.id = f.id JOIN {}"
_ABOUT = (
    ("q.label AS label, NULL AS number, NULL AS region", "label q ON q.thing = f.id"),
    ("NULL, u.number, NULL", "number u ON u.document = f.id"),
    ("NULL, NULL, r.label", "placed r ON r.document = f.id"),
)


def spelled(asked: Query) -> Part:
    """Return the SQL whose rows are those of the SPARQL of a question. Raises UnspokenError."""
    core = Core(asked)
    if asked.form in {Form.COUNT, Form.SO_MANY}:
        return core.select(f"COUNT(DISTINCT {core.anchor}) AS count", where=_having(core))
    if asked.form is Form.COUNT_EACH:
        return _for_each(core)
    where = _having(core)
    if asked.form in {Form.FIRST, Form.LAST}:
        return _rows(core, (*where, _first_or_last(core)))
    if asked.form in {Form.MOST, Form.LEAST}:
        best = held(f"{core.anchor} IN (SELECT anchor FROM best)")
        rows = _rows(core, (*where, best), counted=True)
        return held("WITH counted AS MATERIALIZED ({}), best AS ({}) {}", _counted(core),
                    Part(_best(asked)), rows)  # fmt: skip
    return _rows(core, where)


def is_by_issue(asked: Query) -> bool:
    """Tell whether the first or last is wanted of things that are dated by their document."""
    dated = {Want.TASK, Want.DEADLINE}
    return asked.form in {Form.FIRST, Form.LAST} and asked.want not in dated


def some(asked: Query, most: int) -> Part:
    """Return the SQL for the first of the things that are counted, by IRI. Raises UnspokenError."""
    core = Core(asked)
    described = asked.want in {Want.ISSUED, Want.ISSUER, Want.NUMBER}
    anchor = "d.id" if described else core.anchor
    inner = core.select(f"DISTINCT {anchor} AS id", where=_having(core))
    form = "SELECT n.iri AS iri FROM ({}) f JOIN thing n ON n.id = f.id ORDER BY n.iri"
    return held(f"{form} LIMIT {most}", inner)


def _rows(core: Core, where: tuple[Part, ...], *, counted: bool = False) -> Part:
    """Return the SELECT of what is shown of the things, with the number they are compared by."""
    want = core.asked.want
    if want in {Want.DOCUMENT, Want.NUMBER}:
        return _described(core, where, counted=counted)
    shown, joins, needed, order = _ROWS[want]
    if counted:
        shown += ", c.amount AS count"
        joins += f" JOIN counted c ON c.anchor = {core.anchor}"
    return core.select(
        f"DISTINCT {shown}", joins, where=(*where, Part(needed)), end=f" ORDER BY {order}"
    )


def _described(core: Core, where: tuple[Part, ...], *, counted: bool) -> Part:
    """Return one row for each thing told of a document: a title, a number, its region."""
    found = core.select("DISTINCT d.id AS id", where=where)
    count = ", c.amount AS count" if counted else ""
    joins = " JOIN counted c ON c.anchor = f.id" if counted else ""
    told = " UNION ".join(_DESCRIBED.format(shown + count, way) + joins for shown, way in _ABOUT)
    form = f"SELECT * FROM (WITH found AS MATERIALIZED ({{}}) {told})"
    return held(f"{form} ORDER BY document, label, number", found)


def _counted(core: Core) -> Part:
    """Return the number by which each wanted thing is compared: what hangs on it."""
    if core.asked.want is Want.TARGET:
        raise UnspokenError
    counted, way, where = _hanging(core)
    return core.select(
        f"{core.anchor} AS anchor, COUNT(DISTINCT {counted}) AS amount",
        way,
        where=where,
        end=" GROUP BY 1",
    )


def _hanging(core: Core) -> tuple[str, str, tuple[Part, ...]]:
    """Return what is counted: the bodies of a task, else the tasks."""
    if core.asked.want is not Want.TASK:
        if not core.joins[0].text.startswith("item"):
            raise UnspokenError
        return "t.id", "", ()
    return "b.agency", "JOIN duty b ON b.item = t.id", (roles("b.role", BORNE),)


def _best(asked: Query) -> str:
    most = asked.form is Form.MOST
    falling = "DESC" if most else "ASC"
    if asked.top:
        limit, sign = ("MIN", ">=") if most else ("MAX", "<=")
        heads = f"SELECT amount FROM counted ORDER BY amount {falling} LIMIT {asked.rank}"
        bound = f"SELECT {limit}(amount) FROM ({heads})"
        return f"SELECT anchor FROM counted WHERE amount {sign} ({bound})"
    place = f"SELECT DISTINCT amount FROM counted ORDER BY amount {falling}"
    place += f" LIMIT 1 OFFSET {asked.rank - 1}"
    return f"SELECT anchor FROM counted WHERE amount = ({place})"


def _having(core: Core) -> tuple[Part, ...]:
    having = core.asked.having
    if having is None or core.asked.form in {Form.COUNT_EACH, Form.SO_MANY}:
        return ()
    if having.operator not in {"=", "<", ">", "<=", ">="}:
        raise UnspokenError
    counted, way, where = _hanging(core)
    test = f"COUNT(DISTINCT {counted}) {having.operator} {having.number}"
    end = f" GROUP BY {core.anchor} HAVING {test}"
    return (held(f"{core.anchor} IN ({{}})", core.select(core.anchor, way, where=where, end=end)),)


def _first_or_last(core: Core) -> Part:
    best = "MIN" if core.asked.form is Form.FIRST else "MAX"
    if core.asked.want is Want.DEADLINE:
        return held("l.due = ({})", core.select(f"{best}(l.due)"))
    if core.asked.want is Want.TASK:
        form = "t.id IN (SELECT item FROM deadline WHERE due = ({}))"
        return held(form, core.select(f"{best}(z.due)", "JOIN deadline z ON z.item = t.id"))
    form = "d.id IN (SELECT document FROM dated WHERE date = ({}))"
    return held(form, core.select(f"{best}(z.date)", "JOIN dated z ON z.document = d.id"))


def _for_each(core: Core) -> Part:
    """Return the number of each region, level or body; those that the question names at least."""
    asked = core.asked
    count = f"COUNT(DISTINCT {core.anchor})"
    if asked.each == "agency":
        group, way, shown = "e.agency", "", "q.label AS label, s.label AS region"
        named = "JOIN label q ON q.thing = k.id LEFT JOIN seated s ON s.thing = k.id"
        order = "q.label, s.label"
    else:
        table, column = ("jurisdiction", "place") if asked.each == "region" else ("level", "level")
        group, way = f"j.{column}", f"JOIN {table} j ON j.document = d.id"
        named = "JOIN label q ON q.thing = k.id"
        shown = f"q.label AS {'region' if asked.each == 'region' else 'label'}"
        order = "q.label"
    each = core.select(f"{group} AS id, {count} AS amount", way, end=f" GROUP BY {group}")
    known = _known(asked)
    if known is None:
        form = f"SELECT {shown}, k.amount AS count FROM ({{}}) k {named} ORDER BY {order}"
        return held(form, each)
    form = (
        f"SELECT {shown}, COALESCE(c.amount, 0) AS count FROM {{}} k {named}"
        f" LEFT JOIN ({{}}) c ON c.id = k.id ORDER BY {order}"
    )
    return held(form, known, each)


def _known(asked: Query) -> Part | None:
    """Return the groups that the question names, each of which is counted."""
    for item in asked.where:
        if asked.each == "agency" and isinstance(item, graph.EachOf) and item.agencies:
            return nodes(item.agencies)
        if asked.each == "region" and isinstance(item, graph.Within) and not item.inside:
            return nodes(item.regions) if len(item.regions) > 1 else None
    return None
