"""The forms of an answer: words for people, terms for programs, workbooks without formulas."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode

from hqgraph.errors import QueryError, UsageError
from hqgraph.messages import use_language
from hqgraph.queries import Result, run
from hqgraph.queries.choices import choices, matching
from hqgraph.queries.library import Parameter, ParameterType, Words
from hqgraph.queries.words import code_of, concept_word
from hqgraph.rdf.vocabulary import ID, XSD
from queries_fixture import small_graph

HOSTILE = ("=1+1", "+A1", "@SUM(A1)", "-2", "{=1}", "#N/A", "http://e/x", "a\x00b", "行\n行")


def test_people_read_words_and_programs_read_codes():
    result = run(small_graph(), "lineage-up", {"document": "邻水县"})
    at = result.variables.index("basis")
    assert {row[at] for row in result.to_table()[1]} == {"明文", "目录"}
    assert {row["basis"] for row in csv.DictReader(io.StringIO(result.to_csv()))} == {
        "明文",
        "目录",
    }
    bindings = json.loads(result.to_json())["results"]["bindings"]
    assert {row["basis"]["value"] for row in bindings} == {"stated", "catalogue"}
    assert {row["basis"] for row in result.to_dicts()} == {"stated", "catalogue"}
    assert {row["basis"] for row in result.to_dicts(words=True)} == {"明文", "目录"}
    use_language("en")
    assert {row[at] for row in result.to_table()[1]} == {"stated", "catalogue"}


def test_concepts_of_a_plain_query_are_named_and_other_iris_kept():
    result = run(
        small_graph(), "SELECT DISTINCT ?role ?duty { ?duty hq:role ?role } ORDER BY ?duty"
    )
    role, duty = result.to_table()[1][0]
    assert role == "责任"
    assert duty.startswith(ID)
    assert result.rows[0][0] == NamedNode(ID + "role/responsible")
    assert concept_word(NamedNode(ID + "role/none-such"), "zh") is None


def test_identifiers_are_not_for_readers_even_of_an_empty_answer():
    result = run(small_graph(), "tasks-of-agency", {"agency": "市医保局", "document": "邻水县"})
    headings, rows = result.to_readable()
    assert rows == []
    assert "单位标识" not in headings
    assert "agency" in result.variables


def test_codes_are_taken_as_words_of_both_languages():
    assert [code_of("basis", said) for said in ("明文", "stated", "inferred")] == [
        "stated",
        "stated",
        "inferred",
    ]
    with pytest.raises(UsageError, match="推断"):
        code_of("basis", "大概")


def test_a_workbook_holds_text_numbers_and_no_formula(tmp_path: Path):
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    rows = [(Literal(text), Literal(n), Literal("0.85", datatype=XSD.decimal), None) for n, text in
            enumerate(HOSTILE)]  # fmt: skip
    result = Result(("甲", "=b", "c", "d"), tuple(rows), "")
    data = result.to_xlsx(tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == data == result.to_xlsx()
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    read = list(sheet.iter_rows())
    assert [cell.value for cell in read[0]] == ["甲", "=b", "c", "d"]
    assert [row[0].value for row in read[1:]] == [*HOSTILE[:-2], "ab", HOSTILE[-1]]
    assert {cell.data_type for row in read for cell in row} <= {"s", "n"}
    assert not any(cell.hyperlink for row in read for cell in row)
    assert (read[2][1].value, read[2][2].value) == (1, 0.85)
    assert sheet.freeze_panes == "A2"


def test_an_ask_and_a_long_text_fit_a_workbook():
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    yes = run(small_graph(), "ASK { ?s a hq:Task }")
    assert openpyxl.load_workbook(io.BytesIO(yes.to_xlsx())).active["A2"].value is True
    long = Result(("a",), ((Literal("字" * 40_000),),), "")
    assert len(openpyxl.load_workbook(io.BytesIO(long.to_xlsx())).active["A2"].value) == 32_767


def test_a_graph_is_turtle_and_n_triples_and_a_table_is_neither():
    result = run(small_graph(), "responsibility-graph", {"document": "邻水县"})
    turtle, lines = result.to_turtle(), result.to_ntriples()
    for text, form in (
        (turtle, pyoxigraph.RdfFormat.TURTLE),
        (lines, pyoxigraph.RdfFormat.N_TRIPLES),
    ):
        parsed = {quad.triple for quad in pyoxigraph.parse(text, format=form)}
        assert parsed == {pyoxigraph.Triple(*row) for row in result.rows}
    assert lines.splitlines() == sorted(lines.splitlines())
    assert "@prefix hq:" in turtle
    assert "@prefix skos:" not in turtle
    with pytest.raises(QueryError, match="CONSTRUCT"):
        run(small_graph(), "documents").to_turtle()


def test_pandas_gets_words_on_demand():
    pytest.importorskip("pandas")
    result = run(small_graph(), "agencies-by-load", {"region": "邻水县"})
    frame = result.to_pandas()
    assert list(frame["tasks"]) == [2, 2]
    assert frame["tasks"].dtype.kind == "i"
    up = run(small_graph(), "lineage-up", {"document": "巫山县"}).to_pandas(words=True)
    assert list(up["basis"]) == ["推断"]


def test_a_notebook_shows_words_without_identifiers():
    page = run(small_graph(), "lineage-up", {"document": "邻水县"})._repr_html_()
    assert "<td>明文</td>" in page
    assert "https://" not in page


def parameter(kind: str, words: str = "") -> Parameter:
    return Parameter("x", ParameterType(kind), False, None, "last", Words("甲", "a"), words)


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("agency", "县医保局"),
        ("document", "邻水县 邻府发〔2023〕9号 邻水县卫生计划"),
        ("task", "邻水县 1 建设医共体"),
        ("region", "四川省"),
        ("hospital", "县人民医院"),
        ("indicator", "平均住院日"),
        ("level", "县级"),
        ("role", "牵头"),
    ],
)
def test_choices_are_what_the_graph_has_and_every_one_is_understood(kind: str, shown: str):
    from hqgraph.queries.binding import bind_one

    known = choices(small_graph(), parameter(kind))
    assert shown in {choice.shown for choice in known}
    for choice in known:
        assert bind_one(small_graph(), parameter(kind), choice.value)


def test_choices_of_codes_and_of_free_text():
    assert [c.value for c in choices(small_graph(), parameter("string", "relation"))] == [
        "依据",
        "标题内",
        "提及",
    ]
    assert choices(small_graph(), parameter("date")) == ()


def test_some_letters_narrow_the_choices():
    known = choices(small_graph(), parameter("document"))
    assert [c.value for c in matching(known, "邻水 计划")] == ["邻府发〔2023〕9号"]
    assert [c.value for c in matching(known, "邻府发[2023]9号")] == ["邻府发〔2023〕9号"]
    assert matching(known, "没有") == ()
