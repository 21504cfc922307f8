"""SPARQL texts: parameters reach every corner, and only reading is let through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from hqgraph.errors import QueryError, UsageError
from hqgraph.queries import run
from hqgraph.queries.guard import form_of
from hqgraph.queries.splice import guarded, spliced
from queries_fixture import ID, small_graph

X = {"_x": (Literal("v"),)}
BLOCK = ' VALUES ?_x { "v" }'
HERE = NamedNode(ID + "region/511623")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT * { ?s ?p ?_x }", "SELECT * {@ ?s ?p ?_x }"),
        ("SELECT ?_x { ?s ?p ?o }", "SELECT ?_x {@ ?s ?p ?o }"),
        ("SELECT * { ?s ?p ?o }", "SELECT * { ?s ?p ?o }"),
        (
            "SELECT * { ?a ?b ?c OPTIONAL { ?s ?p ?_x } }",
            "SELECT * { ?a ?b ?c OPTIONAL {@ ?s ?p ?_x } }",
        ),
        (
            "SELECT * { { SELECT ?s (MAX(?_x) AS ?m) { ?s ?p ?o } GROUP BY ?s } }",
            "SELECT * { { SELECT ?s (MAX(?_x) AS ?m) {@ ?s ?p ?o } GROUP BY ?s } }",
        ),
        ("SELECT * { VALUES ?_x { 1 } ?s ?p ?o }", "SELECT * {@ VALUES ?_x { 1 } ?s ?p ?o }"),
        ("SELECT * { VALUES (?a ?_x) { (1 2) } }", "SELECT * {@ VALUES (?a ?_x) { (1 2) } }"),
        (
            "CONSTRUCT { ?s ?p ?_x } WHERE { ?s ?p ?o }",
            "CONSTRUCT { ?s ?p ?_x } WHERE {@ ?s ?p ?o }",
        ),
        ('SELECT * { ?s ?p "?_x {" } # ?_x {', 'SELECT * { ?s ?p "?_x {" } # ?_x {'),
        ("SELECT * { ?s ?p <http://e/?_x> }", "SELECT * { ?s ?p <http://e/?_x> }"),
        (
            "SELECT * { { ?s ?p ?_x } UNION { ?s ?q ?o } }",
            "SELECT * { {@ ?s ?p ?_x } UNION { ?s ?q ?o } }",
        ),
    ],
)
def test_values_go_into_the_groups_that_mention_them(text: str, expected: str):
    assert spliced(text, X) == expected.replace("@", BLOCK)


@pytest.mark.parametrize(
    "pattern",
    [
        "?agency hq:region ?_here",
        "?agency hq:region ?place FILTER(?place = ?_here)",
        "?agency hq:region ?place OPTIONAL { ?agency hq:region ?hit FILTER(?hit = ?_here) } "
        "FILTER(BOUND(?hit))",
        "?agency a hq:Agency FILTER EXISTS { ?agency hq:region ?_here }",
        "?agency a hq:Agency MINUS { ?agency hq:region ?place FILTER(?place != ?_here) }",
        "{ SELECT ?agency { ?agency hq:region ?_here } }",
        "?agency hq:region ?place FILTER(!BOUND(?_here) || ?place = ?_here)",
        "{ ?agency hq:region ?_here } UNION { ?agency hq:nothing ?_here }",
        "GRAPH ?g { ?agency hq:region ?_here }",
    ],
)
def test_a_parameter_binds_wherever_it_stands(pattern: str):
    text = f"SELECT DISTINCT ?agency WHERE {{ {pattern} . ?agency hq:agencyKind ?kind }}"
    found = run(small_graph(), text, {"here": HERE})
    names = {row[0].value.rpartition("/")[2] for row in found.rows}
    assert names == {"医疗保障", "卫生健康", "人民政府"}
    assert found.bindings == {"_here": (HERE,)}


@given(st.text(st.characters(codec="utf-8")))
def test_any_string_comes_back_as_it_went_in(value: str):
    found = run(small_graph(), "SELECT ?_x { VALUES ?y { 1 } }", {"x": value})
    assert found.rows == ((Literal(value),),)


def test_lines_that_depend_on_a_parameter():
    text = "a #if ?_x\nb #unless ?_x\nc # if ?_x\n"
    assert guarded(text, {"_x"}) == "a\nc # if ?_x\n"
    assert guarded(text, set()) == "b\nc # if ?_x\n"


def test_a_parameter_without_its_variable_is_told():
    with pytest.raises(UsageError, match=r"\?_x"):
        run(small_graph(), "SELECT * { ?s ?p ?o }", {"x": 1})
    with pytest.raises(UsageError):
        run(small_graph(), "SELECT * { ?s ?p ?_x }", {"x": object()})


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("ASK { ?s ?p 'SERVICE <http://x> {}' }", "ASK"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT"),
        ("PREFIX service: <http://e/> SELECT ?from { ?from service:load ?o } # LOAD", "SELECT"),
    ],
)
def test_reading_is_let_through(text: str, form: str):
    assert form_of(text) == form


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { { SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } } } }",
        "ASK { ?s ?p ?o FILTER EXISTS { service <http://127.0.0.1:9/> { ?s ?p ?o } } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p ?o FILTER(?o = "\\u0022) #") SERVICE <http://127.0.0.1:9/> {} #\n }',
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://127.0.0.1:9/> { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/>",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "DROP ALL",
        "DESCRIBE <http://e/s>",
        "SELECT * {",
        "很多任务 { }",
    ],
)
def test_everything_else_is_refused(text: str):
    with pytest.raises(QueryError):
        run(small_graph(), text)


def test_the_limit_cuts_off_and_says_so():
    for text in ("SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"):
        cut = run(small_graph(), text, limit=3)
        assert (len(cut), cut.truncated) == (3, True)
    assert not run(small_graph(), "tasks-due", limit=5).truncated
