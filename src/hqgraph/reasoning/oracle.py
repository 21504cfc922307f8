"""The oracle: what owlrl, the reference reasoner, concludes from the same facts.

Slow (a minute for 10⁵ triples), so it is for tests and for whoever edits the
ontology. owlrl also writes what is no RDF (literals as subjects), what says
nothing (a thing is the same as itself) and what is about the ontology and not
about the facts; :func:`difference` leaves those out.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat, Triple

from hqgraph.graph import Graph
from hqgraph.rdf.vocabulary import RDF
from hqgraph.reasoning.closure import facts, inferred
from hqgraph.reasoning.rules import Rule, compile_rules
from hqgraph.resources import resource

Triples = frozenset[Triple]


def difference(graph: Graph, ontology: Path | str | None = None) -> tuple[Triples, Triples]:
    """Compare the fast path with owlrl over a graph's facts.

    Returns (what only the fast path concludes, what only owlrl does), both empty
    when they agree. ``ontology`` is the shipped one unless given.
    """
    path = Path(ontology) if ontology is not None else resource("ontology", "hqgraph.ttl")
    rules = compile_rules(path)
    fast = frozenset(inferred(graph, rules))
    reference = owlrl_closure(graph, path, rules)
    return fast - reference, reference - fast


def owlrl_closure(graph: Graph, ontology: Path, rules: Sequence[Rule]) -> Triples:
    """Return what owlrl adds to a graph's facts, in the words that ``rules`` conclude in."""
    import owlrl  # noqa: PLC0415
    import rdflib  # noqa: PLC0415

    stated = {quad.triple for quad in facts(graph)}
    axioms = {quad.triple for quad in pyoxigraph.parse(path=str(ontology))}
    network = rdflib.Graph()
    network.parse(data=_n_triples(stated | axioms), format="nt")
    owlrl.DeductiveClosure(
        owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False
    ).expand(network)
    lines = "".join(
        f"{subject.n3()} {predicate.n3()} {target.n3()} .\n"
        for subject, predicate, target in network
        if not isinstance(subject, rdflib.Literal)
    )
    added = {quad.triple for quad in pyoxigraph.parse(lines, format=RdfFormat.N_TRIPLES)} - stated
    described = {axiom.subject for axiom in axioms}
    words = {_words(rule) for rule in rules}
    return frozenset(
        triple for triple in added if triple.subject not in described and _said(triple) in words
    )


def _words(rule: Rule) -> str:
    """Return the property that a rule concludes; for a type, also the class."""
    _, predicate, target = rule.head.split(" ")
    return predicate if target.startswith("?") else f"{predicate} {target}"


def _said(triple: Triple) -> str:
    predicate = str(triple.predicate)
    return f"{predicate} {triple.object}" if triple.predicate == RDF.type else predicate


def _n_triples(triples: set[Triple]) -> str:
    return "".join(f"{triple} .\n" for triple in sorted(triples, key=str))
