"""Reasoning: the compiled rules say what owlrl says, no more, no less, and nothing twice."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple

from hqgraph.errors import HqgraphError
from hqgraph.graph import memory_graph
from hqgraph.rdf.vocabulary import HQ, graph_iri
from hqgraph.reasoning import close, compile_rules, difference, inferred
from queries_fixture import ID, small_graph, small_quads

CLOSURE = graph_iri("closure")
PREFIXES = """@prefix : <http://e/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . """

AXIOMS = """
:sub rdfs:subPropertyOf :super . :A rdfs:subClassOf :B . :B rdfs:subClassOf :C .
:part owl:inverseOf :whole . :above a owl:TransitiveProperty . :near a owl:SymmetricProperty .
:same owl:equivalentProperty :other . :X owl:equivalentClass :Y .
:near rdfs:domain :Place . :near rdfs:range :Place . :above rdfs:subPropertyOf :near .
"""
FACTS = """
:a :sub "text" ; a :A ; :part :b ; :above :b ; :same :c . :b :above :c . :c :above :d ; a :Y .
:d :other :a . :x :near "a literal is no place" .
"""


def triples(turtle: str) -> list[pyoxigraph.Quad]:
    return list(pyoxigraph.parse(PREFIXES + turtle, format=RdfFormat.TURTLE))


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    path = tmp_path / "ontology.ttl"
    path.write_text(PREFIXES + AXIOMS, encoding="utf-8")
    return path


def facts_graph():
    graph = memory_graph()
    graph.replace_graph(NamedNode("https://w3id.org/hqgraph/graph/doc/x"), triples(FACTS))
    return graph


def test_every_kind_of_axiom_agrees_with_owlrl(ontology: Path):
    assert difference(facts_graph(), ontology) == (frozenset(), frozenset())
    found = {str(triple) for triple in inferred(facts_graph(), compile_rules(ontology))}
    assert "<http://e/a> <http://e/above> <http://e/d>" in found
    assert '<http://e/a> <http://e/super> "text"' in found
    assert not any(triple.startswith('"') for triple in found)


def test_the_shipped_ontology_agrees_with_owlrl_on_the_small_graph():
    assert difference(small_graph()) == (frozenset(), frozenset())


def test_a_difference_would_be_seen(ontology: Path, monkeypatch: pytest.MonkeyPatch):
    graph = facts_graph()
    monkeypatch.setattr("hqgraph.reasoning.oracle.inferred", lambda *_: [])
    only_fast, only_owlrl = difference(graph, ontology)
    assert not only_fast
    assert only_owlrl


def test_closure_repeats_nothing_that_is_stated():
    graph = small_graph()
    closure = {quad.triple for quad in graph.quads(CLOSURE)}
    stated = {quad.triple for quad in graph.quads() if quad.graph_name != CLOSURE}
    assert closure
    assert not closure & stated


def test_lineage_and_regions_are_followed_to_the_end():
    closure = {quad.triple for quad in small_graph().quads(CLOSURE)}
    county, nation = (
        NamedNode(ID + f"doc/{n}") for n in ("邻府发〔2023〕9号", "国办发〔2021〕18号")
    )
    assert Triple(county, HQ.derivesFrom, nation) in closure
    inner, outer = NamedNode(ID + "region/511623"), NamedNode(ID + "region/510000")
    assert Triple(inner, HQ.partOfRegion, outer) in closure
    guess = NamedNode(ID + "doc/巫府发〔2024〕18号")
    assert Triple(guess, HQ.likelyDerivesFrom, nation) in closure
    assert Triple(guess, HQ.derivesFrom, nation) not in closure


def test_closing_after_a_removal_equals_closing_from_scratch():
    gone = NamedNode("https://w3id.org/hqgraph/graph/doc/广安府发〔2022〕5号")
    with_it = memory_graph(small_quads())
    close(with_it)
    with_it.remove_graph(gone)
    close(with_it)
    without = memory_graph(quad for quad in small_quads() if quad.graph_name != gone)
    close(without)
    assert set(with_it.quads()) == set(without.quads())
    assert close(without) == close(without)


def test_evidence_and_ontology_are_not_reasoned_over(ontology: Path):
    graph = memory_graph()
    graph.replace_graph(NamedNode("https://w3id.org/hqgraph/graph/evidence/x"), triples(FACTS))
    graph.replace_graph(graph_iri("ontology"), triples(FACTS))
    assert close(graph, compile_rules(ontology)) == 0


@pytest.mark.parametrize(
    "axiom",
    [
        ":p owl:propertyChainAxiom ( :q :r ) .",
        ":p a owl:FunctionalProperty .",
        ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :B ] .",
    ],
)
def test_an_axiom_that_would_be_without_effect_is_refused(tmp_path: Path, axiom: str):
    path = tmp_path / "o.ttl"
    path.write_text(PREFIXES + axiom, encoding="utf-8")
    with pytest.raises(HqgraphError) as error:
        compile_rules(path)
    assert error.value.key == "reasoning.unsupported"
