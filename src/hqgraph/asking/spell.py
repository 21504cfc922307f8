"""Spelling a query graph as SPARQL: typed terms only, nothing pasted from the question.

Every constraint is a few triple patterns around ``?task`` or ``?document`` with
variables of its own. Texts become literals and dates typed literals through
pyoxigraph, which writes them with all escapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode

from hqgraph.asking import query as graph
from hqgraph.asking.patterns import constraint
from hqgraph.asking.query import Constraint, Form, Query, Want
from hqgraph.asking.tally import extreme, for_each, having, of_each
from hqgraph.asking.terms import Counter, in_roles, values
from hqgraph.rdf.vocabulary import PREFIXES

_ANCHORS = {
    Want.TASK: ("?task", ()),
    Want.AGENCY: (
        "?agency",
        ("?task hq:duty ?held . ?held hq:agency ?agency ; hq:role ?part .",),
    ),
    Want.HOSPITAL: ("?hospital", ("?task hq:mentionsHospital ?hospital .",)),
    Want.TARGET: ("?target", ("?task hq:target ?target .",)),
    Want.DEADLINE: ("?deadline", ("?task hq:deadline ?deadline .",)),
    Want.DATE: (
        "?deadline",
        ("?task hq:milestone|hq:target ?deadline . ?deadline hq:due ?due .",),
    ),
    Want.MEASURE: ("?measure", ("?task hq:measure ?measure .",)),
    Want.DOCUMENT: ("?document", ()),
    Want.ISSUED: ("?date", ("?document eli:date_document ?date .",)),
    Want.NUMBER: ("?document", ("FILTER EXISTS { ?document eli:id_local ?any }",)),
    Want.ISSUER: ("?agency", ("?document eli:passed_by ?agency .",)),
}
_SHOWN = {
    Want.TASK: "?task ?no ?label ?region ?document",
    Want.AGENCY: "?agency ?label ?region",
    Want.HOSPITAL: "?hospital ?label ?region",
    Want.TARGET: "?target ?label ?value ?min ?max ?unit ?text ?operator ?region",
    Want.DEADLINE: "?deadline ?due ?label ?region",
    Want.DATE: "?deadline ?due ?label ?region",
    Want.MEASURE: "?measure ?label ?task ?region",
    Want.DOCUMENT: "?document ?label ?number ?region",
    Want.ISSUED: "?date ?document",
    Want.NUMBER: "?document ?label ?number ?region",
    Want.ISSUER: "?agency ?label ?region ?document",
}
_PLACE = "OPTIONAL { ?document eli:jurisdiction ?place . ?place rdfs:label ?region }"
_ABOUT = (
    "{ ?document rdfs:label ?label } UNION { ?document eli:id_local ?number }",
    "UNION { ?document eli:jurisdiction ?place . ?place rdfs:label ?region }",
)
"""One thing in a row: all who cite a document state its label and number, each in a graph of
its own, and joined these would be as many rows as the product."""
_DETAILS = {
    Want.TASK: ("?task rdfs:label ?label .", _PLACE),
    Want.AGENCY: (
        "?held hq:canonicalName ?label .",
        "OPTIONAL { ?agency hq:region ?place . ?place rdfs:label ?region }",
    ),
    Want.HOSPITAL: (
        "?hospital rdfs:label ?label .",
        "OPTIONAL { ?hospital hq:region ?own } ?document eli:jurisdiction ?there .",
        "BIND(COALESCE(?own, ?there) AS ?place) OPTIONAL { ?place rdfs:label ?region }",
    ),
    Want.TARGET: (
        "?target rdfs:label ?label ; hq:valueText ?text ; hq:operator ?operator .",
        "OPTIONAL { ?target schema:value ?value }",
        "OPTIONAL { ?target schema:minValue ?min }",
        "OPTIONAL { ?target schema:maxValue ?max }",
        "OPTIONAL { ?target schema:unitText ?unit }",
        _PLACE,
    ),
    Want.DEADLINE: (
        "?deadline hq:text ?label .",
        "OPTIONAL { ?deadline hq:due ?due }",
        _PLACE,
    ),
    Want.DATE: ("?deadline hq:quote ?label .", _PLACE),
    Want.MEASURE: ("?measure hq:text ?label ; hq:order ?order . ?task hq:order ?turn .", _PLACE),
    Want.DOCUMENT: _ABOUT,
    Want.ISSUED: (),
    Want.NUMBER: _ABOUT,
    Want.ISSUER: (
        "?agency rdfs:label ?label .",
        "OPTIONAL { ?agency hq:region ?place . ?place rdfs:label ?region }",
    ),
}
_MOST_PROOFS = 2000
_OWN = {Want.TASK, Want.AGENCY, Want.HOSPITAL, Want.TARGET, Want.DEADLINE, Want.DATE,
    Want.MEASURE,
}  # fmt: skip
_TASK_SIDE = (
    graph.Charged, graph.OnlyBy, graph.EachOf, graph.Shared, graph.Says, graph.Safeguard,
    graph.Due, graph.DeadlineKind, graph.TaskIs, graph.Numbered, graph.TitleHas,
    graph.ThemeIs, graph.Mentions, graph.Programme, graph.TargetIs, graph.TargetDue,
    graph.HasTarget, graph.ValueIs, graph.Assigned, graph.MilestoneDue, graph.InSection,
)  # fmt: skip


_LEADING = (
    graph.Within, graph.InDocument, graph.Charged, graph.EachOf, graph.TaskIs, graph.TargetIs,
)  # fmt: skip
"""What leads to the tasks by itself."""


def sparql(asked: Query) -> str:
    """Return the SPARQL of a query graph, with the prefixes it uses."""
    return with_prefixes(_spelled(asked))


def with_prefixes(text: str) -> str:
    """Put the prefixes that our own patterns use before them."""
    said = set(re.findall(r"(?<![\w<\"])([a-z]+):", text))
    used = sorted(said & PREFIXES.keys())
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in used) + text


def _spelled(asked: Query) -> str:
    core, anchor = _core(asked), _ANCHORS[asked.want][0]
    if asked.form in {Form.COUNT, Form.SO_MANY}:
        kept = having(asked, core, anchor) if asked.form is Form.COUNT else []
        lines = [*core, *kept]
        return f"SELECT (COUNT(DISTINCT {anchor}) AS ?count) WHERE {{\n{_indented(lines)}\n}}"
    if asked.form is Form.MORE_BY:
        return of_each(core)
    if asked.form is Form.COUNT_EACH:
        return for_each(asked, core, anchor)
    lines = [*core, *_details(asked), *having(asked, core, anchor)]
    if asked.form in {Form.MOST, Form.LEAST, Form.FIRST, Form.LAST}:
        lines = [*lines, *extreme(asked, core, anchor)]
    shown = _SHOWN[asked.want]
    if asked.form in {Form.MOST, Form.LEAST}:
        shown += " ?count"
    return f"SELECT DISTINCT {shown} WHERE {{\n{_indented(lines)}\n}}\nORDER BY {_order(asked)}"


def proof_sparql(asked: Query, found: list[str]) -> str | None:
    """Return the SPARQL for the evidence of the things found; None where there is none to show.

    What proves an answer is the clause that the question is about: the duty for a
    body, the sentence for a hospital or target, the deadline; else the heading.
    ``found`` are the IRIs of the answers, or of what was counted; empty for all of these.
    """
    fresh = Counter(proving=True)
    lines = _core(asked, fresh)
    proof = _proof(asked, fresh)
    if proof is None:
        return None
    anchor = proof_anchor(asked)
    known = [values(anchor, found)] if found else _counted_alone(asked)
    lines = [*known, *lines, *proof]
    shown = f"?evidence ({anchor} AS ?owner)" if found else "?evidence"
    return with_prefixes(
        f"SELECT DISTINCT {shown} WHERE {{\n{_indented(lines)}\n}}\n"
        f"ORDER BY ?evidence LIMIT {_MOST_PROOFS}"
    )


def node_sparql(proved: list[tuple[str, str]]) -> str:
    """Return the SPARQL for the evidence of nodes, each said to prove another (its owner)."""
    pairs = " ".join(f"({NamedNode(node)} {NamedNode(owner)})" for node, owner in proved)
    return with_prefixes(
        "SELECT DISTINCT ?evidence ?owner WHERE {\n"
        f"  VALUES (?node ?owner) {{ {pairs} }} ?node hq:evidence ?evidence .\n}}"
    )


def hospital_sparql(named: list[tuple[str, str, str]]) -> str:
    """Return the SPARQL for the sentences of tasks that name hospitals: task, hospital, owner."""
    rows = " ".join(f"({' '.join(str(NamedNode(iri)) for iri in row)})" for row in named)
    return with_prefixes(
        "SELECT DISTINCT ?evidence ?owner WHERE {\n"
        f"  VALUES (?task ?hospital ?owner) {{ {rows} }}\n"
        "  ?task hq:measure ?said .\n"
        "  ?said hq:mentionsHospital ?hospital ; hq:evidence ?evidence .\n}"
    )


def counted_sparql(asked: Query, most: int) -> str:
    """Return the SPARQL for some of the things that were counted, to show evidence of."""
    anchor = proof_anchor(asked)
    lines = [*_core(asked), *_counted_alone(asked)]
    return with_prefixes(
        f"SELECT DISTINCT {anchor} WHERE {{\n{_indented(lines)}\n}}\nORDER BY {anchor} LIMIT {most}"
    )


def _counted_alone(asked: Query) -> list[str]:
    """Return the patterns that keep to the things counted: those on which so many others hang."""
    if asked.form is not Form.COUNT:
        return []
    return having(asked, _core(asked), _ANCHORS[asked.want][0])


def proof_anchor(asked: Query) -> str:
    """Return the variable of the thing that the evidence belongs to."""
    described = asked.want in {Want.ISSUED, Want.ISSUER, Want.NUMBER}
    return "?document" if described else _ANCHORS[asked.want][0]


def _proof(asked: Query, fresh: Counter) -> list[str] | None:
    """Return the patterns from the things to what proves them."""
    owner = {
        Want.AGENCY: "?held",
        Want.TARGET: "?target",
        Want.DEADLINE: "?deadline",
        Want.DATE: "?deadline",
        Want.MEASURE: "?measure",
    }.get(asked.want)
    if asked.want is Want.HOSPITAL:
        return [
            "?task hq:measure ?said . ?said hq:mentionsHospital ?hospital ; hq:evidence ?evidence ."
        ]
    if asked.want in {Want.ISSUED, Want.ISSUER, Want.NUMBER}:
        return ["?document hq:evidence ?evidence ."]
    if link := next((item for item in asked.where if isinstance(item, graph.Linked)), None):
        named, wanted = values("?named", link.documents) if link.documents else "", "?document"
        citing, cited = ("?named", wanted) if link.inverse else (wanted, "?named")
        return [
            f"{named} {citing} hq:citation ?citation .",
            f"?citation hq:cites {cited} ; hq:evidence ?evidence .",
        ]
    if owner is None and not fresh.proofs:
        said = next((item for item in asked.where if isinstance(item, graph.Mentions)), None)
        if said is not None and asked.want is Want.TASK:
            named = ", ".join(str(NamedNode(iri)) for iri in said.hospitals)
            sentence = f"?said hq:mentionsHospital ?sought . FILTER(?sought IN ({named}))"
            return [f"?task hq:measure ?said . {sentence} ?said hq:evidence ?evidence ."]
    if owner is None:
        owner = fresh.proofs[0] if fresh.proofs else "?task"
    if owner == "?task" and not about_tasks(asked):
        return ["?document hq:evidence ?evidence ."]
    return [f"{owner} hq:evidence ?evidence ."]


def _order(asked: Query) -> str:
    if asked.want is Want.TASK:
        return "?region ?document ?order ?task"
    if asked.want is Want.MEASURE:
        return "?region ?document ?turn ?order"
    return " ".join(_SHOWN[asked.want].split()[:3])


def _core(asked: Query, fresh: Counter | None = None) -> list[str]:
    """Return the patterns that make out the things wanted."""
    lines = list(_base(asked))
    counter = fresh or Counter()
    counter.anchored = any(isinstance(item, _LEADING) for item in asked.where)
    for item in asked.where:
        lines += constraint(item, counter)
    said = any(isinstance(item, graph.Says) and item.own for item in asked.where)
    if asked.want is Want.HOSPITAL and said:
        lines.append("?measure hq:mentionsHospital ?hospital .")
    if asked.want is Want.AGENCY:
        lines.append(in_roles("?part", asked.roles))
        if any(isinstance(item, graph.AgencyIs) for item in asked.where):
            lines.append("?agency hq:involvedIn ?task .")
    return lines


def about_tasks(asked: Query) -> bool:
    """Tell whether things are found by way of the tasks that name them."""
    counted = asked.form in {Form.MOST, Form.LEAST} and asked.want is Want.DOCUMENT
    return (
        counted
        or asked.want in _OWN
        or any(isinstance(_bare(item), _TASK_SIDE) for item in asked.where)
    )


def _base(asked: Query) -> Iterator[str]:
    if asked.want is Want.TASK and asked.form is Form.COUNT and not asked.where:
        yield f"?task a {'hq:Item' if asked.items else 'hq:Task'} ."
    elif about_tasks(asked):
        yield f"?task a {'hq:Item' if asked.items else 'hq:Task'} ; eli:is_part_of ?document ."
        yield "?document a hq:PolicyDocument ; eli:has_part ?task ."
    elif asked.want is Want.DOCUMENT:
        said = [_bare(item) for item in asked.where if not isinstance(item, graph.Not)]
        linked = any(isinstance(item, graph.Linked | graph.InDocument) for item in said)
        known = "FILTER EXISTS { ?document a eli:LegalResource }"
        yield known if linked else "?document a hq:PolicyDocument ."
    yield from _ANCHORS[asked.want][1]


def _details(asked: Query) -> Iterator[str]:
    if asked.want is Want.TASK:
        yield "?task hq:no ?no ; hq:order ?order ."
    yield from _DETAILS[asked.want]


def _bare(item: Constraint) -> Constraint:
    if isinstance(item, graph.Not):
        return _bare(item.inner)
    return _bare(item.inner[0]) if isinstance(item, graph.AnyOf) else item


def _indented(lines: list[str]) -> str:
    return "\n".join(f"  {line}" for line in lines)
