"""The library as SHACL-SPARQL examples: Turtle that another reader parses, queries that run."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli_fixture import Outcome
from hqgraph.errors import UsageError
from hqgraph.graph import open_graph
from hqgraph.queries import catalogue, run
from hqgraph.queries.examples import BASE, example_parameters, shacl_examples
from queries_fixture import small_graph

ENDPOINT = "https://example.org/sparql"


@pytest.fixture(scope="module")
def exported(seed_store: Path) -> str:
    with open_graph(seed_store) as graph:
        text, left_out = shacl_examples(graph, catalogue(), ENDPOINT)
    assert left_out == ()
    return text


def test_every_query_is_there_as_the_pattern_wants_it(exported: str):
    import rdflib

    graph = rdflib.Graph().parse(data=exported, format="turtle")
    sh, schema = rdflib.Namespace("http://www.w3.org/ns/shacl#"), "https://schema.org/"
    found = set(graph.subjects(rdflib.RDF.type, sh.SPARQLExecutable))
    assert found == {rdflib.URIRef(BASE + query.name) for query in catalogue()}
    for node in found:
        assert {comment.language for comment in graph.objects(node, rdflib.RDFS.comment)} == {
            "zh",
            "en",
        }
        assert list(graph.objects(node, rdflib.URIRef(schema + "keywords")))
        assert graph.value(node, rdflib.URIRef(schema + "target")) == rdflib.URIRef(ENDPOINT)
        prefixes = graph.value(node, sh.prefixes)
        assert len(list(graph.objects(prefixes, sh.declare))) > 10
        one = (graph.value(node, sh.select), graph.value(node, sh.construct))
        assert [text is None for text in one].count(False) == 1


def test_every_example_parses_and_runs_as_it_stands(exported: str, seed_store: Path):
    import rdflib
    from rdflib.plugins.sparql.parser import parseQuery

    graph = rdflib.Graph().parse(data=exported, format="turtle")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    with open_graph(seed_store) as store:
        for query in catalogue():
            node = rdflib.URIRef(BASE + query.name)
            text = str(graph.value(node, sh.select) or graph.value(node, sh.construct))
            parseQuery(text)
            found = store.construct(text) if query.form == "CONSTRUCT" else store.query(text).rows
            asked = run(store, query, example_parameters(query))
            assert len(set(found)) == len(asked), query.name


def test_a_query_whose_names_are_unknown_is_left_out_and_said():
    text, left_out = shacl_examples(small_graph(), catalogue(), ENDPOINT)
    assert left_out
    assert text.count("a sh:SPARQLExecutable") == len(catalogue()) - len(left_out)
    with pytest.raises(UsageError):
        shacl_examples(small_graph(), catalogue(), "no iri")


def test_the_command_exports(hqgraph, seed_store: Path, tmp_path: Path, exported: str):
    file = tmp_path / "examples.ttl"
    options = ("--store", seed_store, "--endpoint", ENDPOINT)
    outcome: Outcome = hqgraph("queries", "--export", file, *options)
    assert (outcome.code, outcome.out) == (0, "")
    assert file.read_text(encoding="utf-8") == exported
    one: Outcome = hqgraph("queries", "regions", "--export", file, *options)
    assert "1 条" in one.err


@pytest.mark.slow
def test_without_a_store_the_packaged_documents_lend_their_names(hqgraph, tmp_path: Path):
    outcome: Outcome = hqgraph("queries", "--export", tmp_path / "examples.ttl")
    assert outcome.code == 0
    assert f"{len(catalogue())} 条" in outcome.err
