"""Answers: the things found, in the shapes of the contract, with the words that prove them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pyoxigraph import NamedNode

from hqgraph.asking import wholesale
from hqgraph.asking.compared import bounds, compared, more_by, so_many
from hqgraph.asking.query import Form, Linked, Query, Want
from hqgraph.asking.reading import reading_of
from hqgraph.asking.rows import Row, proofs_of, rows_of, run, some_of
from hqgraph.asking.spell import proof_anchor, sparql, with_prefixes
from hqgraph.errors import QueryError
from hqgraph.graph import Asked
from hqgraph.messages import say
from hqgraph.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

Thing = dict[str, object]

_SHOWN_EVIDENCE = 200
_YEAR = r"\d{4}(?:-\d{2})?"
_SIGNS = {">=": "≥", "<=": "≤", "about": "≈", "range": ""}
_INFERRED = "?document hq:likelyImplements ?parent . ?parent eli:id_local ?number ."
_WORDS = """SELECT DISTINCT ?evidence ?source ?start ?end ?text WHERE {
  VALUES
  ?evidence oa:hasSource ?source ; oa:hasSelector ?place , ?quote .
  ?place oa:start ?start ; oa:end ?end .
  ?quote oa:exact ?text .
}"""


@record
class Evidence:
    """A stretch of a document's text that supports the answers; ``document`` is its IRI.

    ``supports`` are the IRIs of the things it proves, of an answer the ``iri``; empty
    where it belongs to all, as in a count.
    """

    document: str
    start: int
    end: int
    text: str
    supports: tuple[str, ...] = ()


@record
class Answer:
    """What :func:`hqgraph.asking.ask` returns; see :meth:`to_json` for its contract.

    ``why`` says what was not understood, or that nothing was found, or in which
    way of several the question was read.
    """

    question: str
    understood: bool
    reading: str = ""
    sparql: str = ""
    answers: tuple[Thing, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    why: str = ""
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the object that ``hqgraph ask --json`` prints."""
        return {
            "question": self.question,
            "understood": self.understood,
            "reading": self.reading,
            "sparql": self.sparql,
            "answers": [dict(thing) for thing in self.answers],
            "evidence": [
                {"document": e.document, "start": e.start, "end": e.end, "text": e.text}
                for e in self.evidence
            ],
            "why": self.why,
            "notes": list(self.notes),
        }

    def to_pandas(self) -> Any:
        """Return a ``pandas.DataFrame``, one row per answer.

        Raises UsageError where pandas is not installed.
        """
        from hqgraph.asking.shown import frame  # noqa: PLC0415 (the command line does without)

        return frame(self)

    def _repr_html_(self) -> str:
        """Return the answer as a notebook shows it."""
        from hqgraph.asking.shown import html  # noqa: PLC0415

        return html(self)


def answered(graph: Asked, question: str, asked: Query, reading: str) -> Answer:
    """Run a query graph and return the answer with its evidence."""
    text = sparql(asked)
    rows = rows_of(graph, asked)
    plain = asked
    if (fair := wholesale.itemised(graph, asked, rows)) is not None:
        asked, rows = fair
        text, reading = sparql(asked), reading_of(asked)
    if asked.want is Want.ISSUED and (years := _only_years(rows)):
        return Answer(question, True, reading, text, why=say("asking.only-year", years=years))
    why, notes = "", asked.notes
    things: tuple[Thing, ...] = ()
    if asked.form in {Form.SAME, Form.APART}:
        value, unit, why = compared(asked, rows)
        things = () if why else (_value(value, unit),)
        notes += (bounds(rows),) if things and bounds(rows) else ()
    elif asked.form in {Form.MORE_BY, Form.SO_MANY}:
        by = more_by if asked.form is Form.MORE_BY else so_many
        value, known = by(asked, rows)
        things = () if value is None else (_value(value),)
        why = say("asking.compare.reverse", known=known) if value is None else ""
        notes += (known,) if things else ()
    else:
        things = tuple(_things(asked, rows))
        notes += (amount,) if (amount := _amount(asked, rows)) else ()
    why = why or ("" if things else _nothing(graph, asked))
    if _none(asked, things) and (inferred := _inferred(graph, asked)):
        notes += (inferred,)
    evidence, told = _beside(graph, plain, rows if things else [])
    return Answer(question, True, reading, text, things, evidence, why, (*notes, *told))


def _amount(asked: Query, rows: list[Row]) -> str:
    """Say how many tasks or bodies those with the most or the fewest have."""
    if asked.form not in {Form.MOST, Form.LEAST} or asked.want is Want.TARGET:
        return ""
    counts = {row["count"] for row in rows if "count" in row}
    if len(counts) == 1:
        return say("asking.note.amount", count=counts.pop())
    anchor = proof_anchor(asked).removeprefix("?")
    each = {row[anchor]: (row.get("region", ""), row["label"], row["count"]) for row in rows}
    ordered = sorted(each.values(), key=lambda one: (-int(one[2]), one))
    said = [f"{region}{label} {count}" for region, label, count in ordered]
    return say("asking.note.amounts", known="、".join(said)) if said else ""


def is_late(error: QueryError) -> bool:
    """Tell whether a query was stopped: it took too long, or too much memory."""
    return error.key in {"graph.too-long", "graph.too-much"}


def _beside(
    graph: Asked, asked: Query, rows: list[Row]
) -> tuple[tuple[Evidence, ...], tuple[str, ...]]:
    """Return the words that prove an answer, and what is to be noted; late, only that they are."""
    try:
        evidence = tuple(_evidence(graph, asked, rows)) if rows else ()
        notes = tuple(wholesale.notes(graph, asked, things_of))
    except QueryError as error:
        if is_late(error):
            return (), (say("asking.note.late"),)
        raise
    if len(evidence) == _SHOWN_EVIDENCE:
        notes = (say("asking.note.evidence", most=_SHOWN_EVIDENCE), *notes)
    return evidence, notes


def things_of(graph: Asked, asked: Query) -> tuple[Thing, ...]:
    """Return the things of a query graph alone, without the words that prove them."""
    return tuple(_things(asked, rows_of(graph, asked)))


def _only_years(rows: list[Row]) -> str:
    """Return the years of documents of which only the year is known: no day to answer with."""
    return "、".join(sorted({row["date"] for row in rows if re.fullmatch(_YEAR, row["date"])}))


def _nothing(graph: Asked, asked: Query) -> str:
    """Say that nothing fits, and what the graph has instead of a stated basis."""
    reasons = list(asked.notes)
    if inferred := _inferred(graph, asked):
        reasons.append(inferred)
    if not reasons:
        return say("asking.none")
    return say("asking.none-because", why=say("asking.comma").join(reasons))


def _inferred(graph: Asked, asked: Query) -> str:
    """Say what a document likely carries out, where its basis is asked for; empty for nothing."""
    link = next((item for item in asked.where if isinstance(item, Linked)), None)
    if link is None or not link.inverse or link.relation != "based-on":
        return ""
    values = " ".join(str(NamedNode(iri)) for iri in link.documents)
    text = f"SELECT DISTINCT ?number WHERE {{ VALUES ?document {{ {values} }} {_INFERRED} }}"
    found = sorted({row["number"] for row in run(graph, with_prefixes(text))})
    return say("asking.note.inferred", known="、".join(found)) if found else ""


def _none(asked: Query, things: tuple[Thing, ...]) -> bool:
    """Tell whether a count came to nothing, or the answer is no."""
    none = {Form.COUNT: 0, Form.WHETHER: say("asking.no")}.get(asked.form)
    return none is not None and [thing.get("value") for thing in things] == [none]


def _things(asked: Query, rows: list[Row]) -> Iterator[Thing]:
    if asked.form is Form.WHETHER:
        yield _value(say("asking.yes") if rows else say("asking.no"))
        return
    if asked.form is Form.COUNT:
        yield _value(int(rows[0]["count"]))
        return
    if asked.form is Form.COUNT_EACH:
        for row in rows:
            named: Thing = {key: row[key] for key in ("label", "region") if key in row}
            yield {**_value(int(row["count"])), **named}
        return
    if asked.want is Want.TASK:
        yield from _once(rows, "task", _task)
    elif asked.want in {Want.AGENCY, Want.ISSUER}:
        yield from _bodies(rows, "agency", "Agency")
    elif asked.want is Want.HOSPITAL:
        yield from _bodies(rows, "hospital", "Hospital")
    elif asked.want in {Want.DOCUMENT, Want.NUMBER}:
        yield from _documents(rows)
    elif asked.want is Want.TARGET:
        yield from _once(rows, "target", _target)
    elif asked.want is Want.MEASURE:
        yield from _once(rows, "measure", lambda row: _known(row, row["label"]))
    elif asked.want in {Want.DEADLINE, Want.DATE}:
        key = "due" if asked.want is Want.DATE else "deadline"
        yield from _once(rows, key, lambda row: _known(row, row.get("due", row["label"])))
    else:
        yield from _once(rows, "date", lambda row: _known(row, row["date"]))


def _once(rows: list[Row], key: str, make: object) -> Iterator[Thing]:
    seen: set[str] = set()
    for row in rows:
        if row[key] not in seen:
            seen.add(row[key])
            yield make(row)  # type: ignore[operator]


def _value(value: object, unit: str = "") -> Thing:
    return {"type": "Value", "value": value, "unit": unit}


def _known(row: Row, value: str) -> Thing:
    """Return a value with the IRI of what it is said of, by which its evidence is found."""
    iri = row.get("measure", row.get("deadline", row.get("document", "")))
    return {**_value(value), "iri": iri}


def _task(row: Row) -> Thing:
    return {
        "type": "Task",
        "label": row["label"],
        "region": row.get("region", ""),
        "no": row["no"],
        "document": row["document"],
        "iri": row["task"],
    }


def _bodies(rows: list[Row], key: str, sort: str) -> Iterator[Thing]:
    """Return each body once, under the name that most rows give it."""
    names: dict[str, Counter[str]] = {}
    regions: dict[str, str] = {}
    for row in rows:
        names.setdefault(row[key], Counter())[row["label"]] += 1
        regions[row[key]] = row.get("region", "")
    for iri, counted in names.items():
        label = min(counted, key=lambda name: (-counted[name], len(name), name))
        yield {"type": sort, "label": label, "region": regions[iri], "iri": iri}


def _documents(rows: list[Row]) -> Iterator[Thing]:
    """Return each document once; the longest of its titles is the one it prints itself.

    A row tells one thing of a document: a title, a number or its region.
    """
    found: dict[str, Row] = {}
    for row in rows:
        known = found.setdefault(row["document"], {})
        label = max(known.get("label", ""), row.get("label", ""), key=len)
        found[row["document"]] = {**row, **known, "label": label}
    for iri, row in found.items():
        yield {
            "type": "Document",
            "label": row["label"],
            "number": row.get("number"),
            "region": row.get("region", ""),
            "iri": iri,
        }


def _target(row: Row) -> Thing:
    value: object = row.get("value")
    if value is None and "min" in row and "max" in row:
        value = [_number(row["min"]), _number(row["max"])]
    elif value is None:
        value = row.get("min", row.get("max", row["text"]))
    return {
        "type": "Target",
        "label": _signed(row["label"], row["operator"]),
        "value": _number(value) if isinstance(value, str) else value,
        "unit": row.get("unit", ""),
        "region": row.get("region", ""),
        "iri": row["target"],
    }


def _signed(label: str, operator: str) -> str:
    """Return a target's name with the sign that people write: ≥ 50%, ≈ 1:2, 1—3个."""
    sign = _SIGNS.get(operator)
    said = f" {sign} " if sign else " "
    return label if sign is None else label.replace(f" {operator} ", said)


def _number(text: str) -> object:
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


def _evidence(graph: Asked, asked: Query, rows: list[Row]) -> Iterator[Evidence]:
    """Return the words that prove the answers, in the order of the text."""
    anchor = proof_anchor(asked).removeprefix("?")
    if asked.form in {Form.COUNT, Form.COUNT_EACH}:
        many = sum(int(row["count"]) for row in rows) > _SHOWN_EVIDENCE
        if many and not asked.where:  # all there is: a few of them would prove nothing
            return
        rows = []
        found = some_of(graph, asked, _SHOWN_EVIDENCE) if many else []
    else:
        found = list(dict.fromkeys(row[anchor] for row in rows if anchor in row))
        found = found[:_SHOWN_EVIDENCE]
    named = {row[anchor]: row["agency"] for row in rows} if asked.want is Want.ISSUER else {}
    proved: dict[str, set[str]] = {}
    for row in proofs_of(graph, asked, found):
        owner = row.get("owner", "")
        proved.setdefault(row["evidence"], set()).add(named.get(owner, owner))
    if not proved:
        return
    values = " ".join(str(NamedNode(iri)) for iri in sorted(proved))
    words = run(graph, with_prefixes(_WORDS.replace("VALUES", f"VALUES ?evidence {{ {values} }}")))
    stretches: dict[tuple[str, int, int, str], set[str]] = {}
    for row in words:
        place = row["source"], int(row["start"]), int(row["end"]), row["text"]
        stretches.setdefault(place, set()).update(proved[row["evidence"]] - {""})
    for place in sorted(stretches)[:_SHOWN_EVIDENCE]:
        yield Evidence(*place, tuple(sorted(stretches[place])))
