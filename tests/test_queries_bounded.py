"""Ad-hoc SPARQL has an end, reads nothing else, and leaves the process healthy."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from hqgraph import graph as stores
from hqgraph.errors import HqgraphError, QueryError
from hqgraph.graph import BoundedGraph, EmbeddedGraph
from hqgraph.queries import run

CROSS = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture
def graph(seed_store: Path) -> Iterator[EmbeddedGraph]:
    with stores.open_graph(seed_store) as opened:
        yield opened


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """A server on the loopback that remembers whoever knocks."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    caller, _ = server.accept()
                except OSError:
                    return
                heard.append(b"knock")
                caller.close()

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", heard


def test_a_cross_join_is_stopped_and_the_graph_still_answers(graph: EmbeddedGraph) -> None:
    with pytest.raises(QueryError) as stopped:
        run(graph, f"SELECT (COUNT(*) AS ?n) {CROSS}", seconds=1)
    assert stopped.value.key == "graph.too-long"
    assert len(run(graph, "SELECT ?s { ?s a hq:Task } LIMIT 3")) == 3


def test_a_graph_in_memory_is_bounded_too(graph: EmbeddedGraph) -> None:
    copy = stores.memory_graph(graph.quads())
    assert len(run(copy, "SELECT DISTINCT ?s { ?s a hq:Goal }")) > 0
    with pytest.raises(QueryError):
        run(
            copy,
            f"ASK {{ FILTER NOT EXISTS {CROSS.replace('?l }', '?zz . FILTER(?l > 9) }')} }}",
            seconds=1,
        )


def test_memory_has_an_end(graph: EmbeddedGraph) -> None:
    small = BoundedGraph(graph, seconds=60, memory=64 << 20)
    with pytest.raises(QueryError) as stopped:
        small.query("SELECT DISTINCT ?a ?c ?d ?f { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?f")
    assert stopped.value.key in {"graph.too-much", "graph.too-long"}


def test_rows_have_an_end(graph: EmbeddedGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hqgraph.graph.bounded.ROWS", 7)
    found = run(graph, "SELECT * { ?a ?b ?c }")
    assert len(found) == 7
    assert found.truncated


def test_the_child_says_what_the_process_would(graph: EmbeddedGraph) -> None:
    for query in (
        "SELECT ?s ?l { ?s a hq:Task ; rdfs:label ?l } ORDER BY ?s ?l",
        "ASK { ?s a hq:Task }",
        "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a hq:Goal ; rdfs:label ?l }",
    ):
        near, far = run(graph, query, seconds=None), run(graph, query)
        assert (near.variables, sorted(map(str, near.rows)), near.boolean) == (
            far.variables,
            sorted(map(str, far.rows)),
            far.boolean,
        )


HOSTILE = [
    "SELECT * { SERVICE <{url}> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <{url}> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <{url}> { ?s ?p ?o } } } }",
    "ASK { FILTER EXISTS { SERVICE <{url}> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p ?o MINUS { SERVICE <{url}> { ?s ?p ?o } } }",
    "SELECT * { VALUES ?x { <{url}> } SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <{url}> { ?s ?p ?o } }",
    "SELECT * FROM <{url}> { ?s ?p ?o }",
    "SELECT * FROM NAMED <{url}> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p ?o } FROM <{url}> WHERE { ?s ?p ?o }",
    "DESCRIBE <{url}>",
    "LOAD <{url}>",
    "LOAD <file:///etc/passwd> INTO GRAPH <x:y>",
    "INSERT DATA { <x:a> <x:b> <x:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP ALL",
    "CREATE GRAPH <x:g>",
    "COPY DEFAULT TO <x:g>",
    "WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o } ; LOAD <{url}>",
    "SELECT * { ?a (!<x:1>|!<x:2>)* ?b . ?b (!<x:3>)* ?c . ?c (!<x:4>)* ?d }",
    "SELECT (COUNT(*) AS ?n) { ?a (<x:a>|!<x:b>)+ ?b . ?c (^<x:a>|!<x:b>)+ ?d }",
    'SELECT * { ?s ?p ?o FILTER regex(str(?o), "((a*)*)*b(.*)*(.*)*c") }',
    'SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?x ?y ?z FILTER regex(str(?z), "(x+x+)+y") }',
    "SELECT * { VALUES ?x { VALUES_HERE } ?a ?b ?c . ?d ?e ?f }",
    "SELECT (GROUP_CONCAT(?o) AS ?all) { ?s ?p ?o . ?a ?b ?c }",
    "SELECT DISTINCT ?a ?d { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c",
    "SELECT " + "(" * 400 + "1" + ")" * 400 + " { }",
    "SELECT * { " + "{ " * 300 + "?s ?p ?o" + " }" * 300 + " }",
    "SELECT * { ?s ?p ?o " + "OPTIONAL { ?s ?p ?o } " * 200 + "}",
]


@pytest.mark.slow
@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_do_no_harm(
    graph: EmbeddedGraph, listener: tuple[str, list[bytes]], query: str
) -> None:
    url, heard = listener
    before = len(graph)
    text = query.replace("{url}", url).replace("VALUES_HERE", " ".join(map(str, range(20_000))))
    words = ""
    try:
        assert len(run(graph, text, seconds=2)) <= 100_000
    except HqgraphError as refused:
        words = str(refused)
    assert "\n" not in words
    assert heard == []
    assert len(graph) == before
    assert run(graph, "tasks-of-agency", {"agency": "县医保局"})


@pytest.fixture
def large(graph: EmbeddedGraph, monkeypatch: pytest.MonkeyPatch) -> EmbeddedGraph:
    """The seeds, taken for a large store."""
    monkeypatch.setattr("hqgraph.graph.embedded.LARGE", 0)
    return graph


def test_many_queries_of_a_large_store_have_one_end(large: EmbeddedGraph) -> None:
    timed = large.timed()
    assert timed is not None
    with timed.within(1):
        assert timed.ask("ASK { ?s ?p ?o }")
        with pytest.raises(QueryError) as stopped:
            timed.query(f"SELECT (COUNT(*) AS ?n) {CROSS}")
    assert stopped.value.key == "graph.too-long"
    assert timed.ask("ASK { ?s ?p ?o }"), "another process took over"
    with pytest.raises(QueryError) as bad:
        timed.query("SELECT {")
    assert bad.value.key == "graph.syntax"
    large.close()
    assert large.timed() is None


def test_a_small_store_is_asked_here(graph: EmbeddedGraph) -> None:
    assert graph.timed() is None


def test_a_query_of_the_library_on_a_large_store_gives_the_same(large: EmbeddedGraph) -> None:
    with_end = run(large, "tasks-of-agency", {"agency": "县医保局"})
    here = run(large, "tasks-of-agency", {"agency": "县医保局"}, seconds=None)
    assert with_end.rows == here.rows
    assert with_end.rows
