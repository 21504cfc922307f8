"""Why the graph holds a fact: its sentence, its source, or the rule and the facts it stands on.

A stated fact is traced to the sentence that prints it, a catalogued one to its
source, a link to its mapping and the sentences of its two ends, and a fact that
reasoning added to one rule of the ontology and that rule's premises, each of them
explained in turn, so that every chain ends in sentences or sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from hqgraph.errors import NotFoundError
from hqgraph.graph import Graph
from hqgraph.graph.facts import compact, holds_facts, is_stated
from hqgraph.linking.reasons import in_words
from hqgraph.messages import say
from hqgraph.rdf.vocabulary import (
    DCTERMS,
    ELI,
    HQ,
    OA,
    RDF,
    RDFS,
    SSSOM,
    graph_family,
)
from hqgraph.reasoning.grounds import (
    Fact,
    Value,
    grounds,
    likely_facts,
    names_of,
    pattern,
    rows,
)
from hqgraph.reasoning.header_proof import OF_HEAD, header_proof
from hqgraph.reasoning.likest import likest_measures

STATED, CATALOGUE, LINKED, REASONED = "stated", "catalogue", "inferred", "reasoned"
_UNTOLD = frozenset(
    {
        *(RDF.type, RDFS.label, ELI.has_part, HQ.hasSection, HQ.inSection, HQ.evidence),
        *(HQ.no, HQ.order, HQ.depth, HQ.textDigest, HQ.content),
    }
)
"""Properties left out where everything about a thing is asked: they explain themselves."""
_MOST_SENTENCES = 4
_TOLD_BY_NAME = frozenset({HQ.agencyKind, HQ.level, HQ.region})
"""What a body's name tells of it, by the gazetteer."""
_ORDER = (LINKED, STATED, CATALOGUE, REASONED)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of a document that print a fact."""

    text: str
    document: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A fact and why it holds.

    ``status`` is stated, catalogue, inferred (a link between documents, with
    ``confidence``) or reasoned (by ``rule``, whose ``axiom`` stands in the ontology).
    ``note`` is the catalogue's source or the link's reason in words; ``because``
    are the facts that it stands on.
    """

    fact: Fact
    status: str
    sentences: tuple[Sentence, ...] = ()
    note: str = ""
    confidence: float | None = None
    rule: str = ""
    axiom: str = ""
    because: tuple[Reason, ...] = ()


def why(
    graph: Graph,
    subjects: Iterable[NamedNode],
    predicate: NamedNode | None = None,
    objects: Iterable[Value] | None = None,
    *,
    most: int | None = None,
) -> tuple[Reason, ...]:
    """Explain every fact of these subjects, with this property and one of these objects if given.

    Links come first, then what is stated, catalogued and reasoned; at most ``most``
    facts are explained. Raises NotFoundError where the graph holds no such fact.
    """
    asked = [_edge(graph, subject) or (subject, predicate, objects) for subject in subjects]
    found = [fact for subject, edge, ends in asked for fact in _facts(graph, subject, edge, ends)]
    ranked = sorted(dict.fromkeys(found), key=lambda fact: _rank(graph, fact))
    if not ranked:
        raise NotFoundError("reasoning.no-fact")
    explained = (_explained(graph, fact, frozenset()) for fact in ranked[:most])
    return tuple(one for one in explained if one is not None)


def why_json(reasons: Sequence[Reason]) -> list[dict[str, object]]:
    """Return explanations as plain data."""
    return [
        {
            "subject": one.fact[0].value,
            "predicate": compact(one.fact[1]),
            "object": one.fact[2].value,
            "status": one.status,
            "confidence": one.confidence,
            "note": one.note,
            "rule": one.rule,
            "axiom": one.axiom,
            "sentences": [{"text": s.text, "document": s.document} for s in one.sentences],
            "because": why_json(one.because),
        }
        for one in reasons
    ]


_Asked = tuple[NamedNode, NamedNode | None, Iterable[Value] | None]


def _edge(graph: Graph, node: NamedNode) -> _Asked | None:
    """Return the edge that a mapping speaks of, None for a node that is no mapping."""
    told = rows(
        graph,
        f"SELECT ?s ?p ?o WHERE {{ {node} {SSSOM.subject_id} ?s ; {SSSOM.predicate_id} ?p ;"
        f" {SSSOM.object_id} ?o }}",
    )
    for subject, edge, end in told:
        if isinstance(subject, NamedNode) and isinstance(edge, NamedNode):
            return subject, edge, (end,)
    return None


def _facts(
    graph: Graph,
    subject: NamedNode,
    predicate: NamedNode | None,
    objects: Iterable[Value] | None,
) -> Iterator[Fact]:
    ends = None if objects is None else set(objects)
    edge = str(predicate) if predicate else "?p"
    told = rows(
        graph,
        f"SELECT DISTINCT ?g ?p ?o WHERE {{ GRAPH ?g {{ {subject} {edge} ?o }}"
        + (f" BIND({edge} AS ?p) }}" if predicate else " }"),
    )
    for name, found, end in told:
        if not (isinstance(name, NamedNode) and isinstance(found, NamedNode)):
            continue
        if holds_facts(name) and (predicate or found not in _UNTOLD) and _fits(end, ends):
            yield subject, found, end


def _fits(end: Value, wanted: set[Value] | None) -> bool:
    """Tell whether an object was asked for; a literal by its words alone."""
    if wanted is None or end in wanted:
        return True
    words = {one.value for one in wanted if isinstance(one, Literal)}
    return isinstance(end, Literal) and end.value in words


def _rank(graph: Graph, fact: Fact) -> tuple[int, str, str, str]:
    status, _ = _status(graph, fact)
    return _ORDER.index(status), fact[1].value, fact[2].value, fact[0].value


def _status(graph: Graph, fact: Fact) -> tuple[str, list[NamedNode]]:
    """Return how a fact is known, by the strongest graph that holds it, and the graphs."""
    told = rows(graph, f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ {pattern(fact)} }} }}")
    names = sorted((row[0] for row in told if isinstance(row[0], NamedNode)), key=str)
    stated = [name for name in names if is_stated(name)]
    if stated:
        return STATED, stated
    for status, family in ((CATALOGUE, "catalog"), (LINKED, "links"), (REASONED, "closure")):
        held = [name for name in names if graph_family(name) == family]
        if held:
            return status, held
    return REASONED, []


def _explained(graph: Graph, fact: Fact, above: frozenset[Fact]) -> Reason | None:
    """Explain a fact; None where it stands on nothing but the facts ``above`` it."""
    status, names = _status(graph, fact)
    if status == STATED:
        return _stated(graph, fact, names)
    if status == CATALOGUE:
        return Reason(fact, status, note=_source(graph, fact))
    if status == LINKED:
        return _mapped(graph, fact)
    if not names:
        return None
    for rule, premises in grounds(graph, fact):
        if any(premise in above or premise == fact for premise in premises):
            continue
        below = above | {fact}
        because = [_explained(graph, premise, below) for premise in premises]
        if all(one is not None for one in because):
            whole = tuple(one for one in because if one is not None)
            return Reason(fact, REASONED, rule=rule.name, axiom=rule.axiom, because=whole)
    return None


def _stated(graph: Graph, fact: Fact, names: Sequence[NamedNode]) -> Reason:
    """Explain what a document states; what its head states is proved by the words for it."""
    subject, predicate, end = fact
    if predicate in OF_HEAD and graph.ask(f"ASK {{ {subject} {HQ.textDigest} ?digest }}"):
        own = _evidence(graph, f"?n ?p ?x FILTER(?n = {subject})", names)
        proof = header_proof(graph, fact, [one.text for one in own])
        told = (_explained(graph, one, frozenset({fact})) for one in proof.told_by)
        because = tuple(one for one in told if one is not None)
        quotes = tuple(Sentence(text, subject.value) for text in proof.texts)
        return Reason(fact, STATED, quotes, proof.note, because=because)
    if predicate == ELI.is_part_of:  # its heading stands in the document's text
        heading = _evidence(graph, f"?n ?p {end} FILTER(?n = {subject})", names)
        return Reason(fact, STATED, tuple(heading[:_MOST_SENTENCES]))
    return Reason(fact, STATED, tuple(_printed(graph, fact, names)), _classified(graph, fact))


def _printed(graph: Graph, fact: Fact, names: Sequence[NamedNode]) -> list[Sentence]:
    """Return the sentences of a stated fact: of what joins its ends, else of one end.

    A duty joins a task and a body, a citation two documents. Of several sentences
    those stand that print the value itself, where any does.
    """
    subject, _, end = fact
    ways = [f"{subject} ?p ?n . ?n ?q {end}", f"{subject} ?p ?n FILTER(?n = {end})"]
    ways = ways if isinstance(end, NamedNode) else []
    ways += [f"?n ?p ?x FILTER(?n = {subject})", f"?n ?p {subject}"]
    for way in ways:
        found = _evidence(graph, way, names)
        if way == f"?n ?p {subject}":  # of what merely points to the thing
            found = [
                one for one in found if any(name in one.text for name in names_of(graph, subject))
            ]
        if found:
            exact = [one for one in found if end.value in one.text]
            return (exact or found)[:_MOST_SENTENCES]
    return []


def _classified(graph: Graph, fact: Fact) -> str:
    """Say that a body's kind, level and region are told by its name: no sentence states them."""
    subject, predicate, _ = fact
    if predicate not in _TOLD_BY_NAME or not _is_body(graph, subject):
        return ""
    names = "、".join(f"“{name}”" for name in names_of(graph, subject)[:_MOST_SENTENCES])
    return say("reasoning.by-name", names=names)


def _is_body(graph: Graph, node: NamedNode) -> bool:
    return graph.ask(
        f"ASK {{ {node} {RDF.type} ?class VALUES ?class {{ {HQ.Agency} {HQ.AgencyGroup} }} }}"
    )


def _evidence(graph: Graph, way: str, names: Sequence[NamedNode]) -> list[Sentence]:
    """Return the sentences of what ``?n`` stands for in a pattern over some graphs."""
    where = " ".join(map(str, names))
    told = rows(
        graph,
        f"SELECT DISTINCT ?quote ?source WHERE {{ VALUES ?g {{ {where} }}"
        f" GRAPH ?g {{ {way} }} GRAPH ?g {{ ?n {HQ.evidence} ?e }}"
        f" ?e {OA.hasSelector}/{OA.exact} ?quote ; {OA.hasSource} ?source }}"
        f" ORDER BY ?source ?quote",
    )
    return [Sentence(row[0].value, row[1].value) for row in told]


def _source(graph: Graph, fact: Fact) -> str:
    """Return where the catalogue has a fact from: its own source, else its subject's."""
    subject, _, end = fact
    ways = [f"?f {HQ['from']} {subject} ; {HQ.to} {end} ; {DCTERMS.source} ?source"]
    ways.append(f"{subject} {HQ.sourceNote} ?source")
    for way in ways:
        told = rows(graph, f"SELECT ?source WHERE {{ {way} }} ORDER BY ?source LIMIT 1")
        if told:
            return told[0][0].value
    return ""


def _mapped(graph: Graph, fact: Fact) -> Reason:
    subject, predicate, end = fact
    told = rows(
        graph,
        f"SELECT ?sure ?words ?m WHERE {{ ?m {SSSOM.subject_id} {subject} ;"
        f" {SSSOM.predicate_id} {predicate} ; {SSSOM.object_id} {end} ;"
        f" {SSSOM.confidence} ?sure ; {RDFS.comment} ?words }} ORDER BY ?words LIMIT 1",
    )
    if not told:
        return Reason(fact, LINKED)
    sure, words, mapping = told[0]
    quotes = _quotes(graph, mapping) if isinstance(mapping, NamedNode) else ()
    ends = [end] if isinstance(end, NamedNode) else []
    because = [one for node in (subject, *ends) for one in _heading(graph, node)]
    because += _alike(graph, subject, ends[0]) if ends else []
    if predicate == HQ.likelyImplements and ends:
        told_by = (
            _explained(graph, one, frozenset()) for one in likely_facts(graph, subject, ends[0])
        )
        because += [one for one in told_by if one is not None]
    note = in_words(words.value)
    return Reason(fact, LINKED, quotes, note, float(sure.value), because=tuple(because))


def _quotes(graph: Graph, node: NamedNode) -> tuple[Sentence, ...]:
    told = rows(
        graph,
        f"SELECT ?quote ?source WHERE {{ {node} {HQ.evidence} ?e ."
        f" ?e {OA.hasSelector}/{OA.exact} ?quote ; {OA.hasSource} ?source }} ORDER BY ?quote",
    )
    return tuple(Sentence(row[0].value, row[1].value) for row in told)


def _heading(graph: Graph, node: NamedNode) -> Iterator[Reason]:
    """Yield the name of a document or an item at one end of a link, with its sentence."""
    told = rows(
        graph,
        f"SELECT DISTINCT ?label WHERE {{ {node} {RDFS.label} ?label . {node} a ?class"
        f" VALUES ?class {{ {HQ.Item} {HQ.Task} {HQ.Goal} {HQ.Safeguard} {HQ.OutlineItem}"
        f" {ELI.LegalResource} }} }} ORDER BY ?label LIMIT 1",
    )
    for row in told:
        found = _explained(graph, (node, RDFS.label, row[0]), frozenset())
        if found is not None:
            yield found


def _alike(graph: Graph, one: NamedNode, other: NamedNode) -> list[Reason]:
    """Return the sentences of two items that have most in common, one pair after the other."""
    return [
        Reason((node, HQ.text, text), STATED, _quotes(graph, node))
        for node, text in likest_measures(graph, one, other)
    ]
