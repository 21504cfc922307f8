"""Answers: the standard JSON, a CSV that Excel opens, and what Python people want."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from hqgraph.queries import Result, run
from hqgraph.rdf.vocabulary import XSD
from queries_fixture import rows, small_graph

TERMS = (
    NamedNode("http://e/x"),
    Literal("字", language="zh"),
    Literal(3),
    None,
    BlankNode("b"),
    Literal("<script>"),
)
RESULT = Result(("a", "b", "c", "d", "e", "f"), (TERMS,), "SELECT")


def test_json_is_read_by_another_implementation():
    text = RESULT.to_json()
    parsed = pyoxigraph.parse_query_results(text, format=pyoxigraph.QueryResultsFormat.JSON)
    assert [variable.value for variable in parsed.variables] == list(RESULT.variables)
    (row,) = parsed
    assert (row[0], row[1], row[2], row[3], row[5]) == (*TERMS[:4], TERMS[5])


def test_ask_and_construct_have_their_forms():
    yes = run(small_graph(), "ASK { ?s a hq:Task }")
    assert json.loads(yes.to_json()) == {"head": {}, "boolean": True}
    assert yes
    assert not run(small_graph(), "ASK { ?s a hq:Nothing }")
    triples = run(small_graph(), "CONSTRUCT { ?s a hq:Task } WHERE { ?s a hq:Task }")
    assert triples.variables == ("subject", "predicate", "object")
    assert len(triples) == 5


def test_csv_has_bom_and_headings_on_demand():
    result = run(small_graph(), "tasks-due")
    assert result.to_csv().startswith("due,")
    text = result.to_csv(bom=True, headings=True)
    assert text.startswith("\ufeff到期日,时限,")
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert row["任务"] == "建设医共体"


def test_plain_values():
    (row,) = RESULT.to_dicts()
    assert row == {"a": "http://e/x", "b": "字", "c": 3, "d": None, "e": "_:b", "f": "<script>"}
    numbers = Result(("n",), ((Literal("0.5", datatype=XSD.decimal),), (Literal(True),)), "")
    assert [row["n"] for row in numbers.to_dicts()] == [0.5, True]


def test_html_escapes_and_is_bounded():
    assert "&lt;script&gt;" in RESULT._repr_html_()
    many = Result(("n",), tuple((Literal(n),) for n in range(500)), "")
    assert many._repr_html_().count("<tr>") == 51


def test_the_answer_explains_itself():
    result = run(small_graph(), "tasks-of-agency", {"agency": "县医保局"})
    again = run(small_graph(), result.sparql)
    assert again.rows == result.rows
    assert set(result.bindings) == {"_agency_kind", "_agency_level"}
    assert rows("tasks-of-agency", "no", agency="县医保局")


def test_pandas_gets_typed_columns():
    pandas = pytest.importorskip("pandas")
    frame = RESULT.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame.columns) == list(RESULT.variables)


def test_pandas_gets_the_answer_of_an_ask():
    pytest.importorskip("pandas")
    frame = Result((), (), "ASK {}", form="ASK", boolean=False).to_pandas()
    assert frame["boolean"].tolist() == [False]
