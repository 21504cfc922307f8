"""The library of queries: every file says what it is, keeps its word, and runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from hqgraph.errors import QueryError
from hqgraph.messages import say, use_language
from hqgraph.queries import NamedQuery, catalogue, named, prepare, run
from hqgraph.queries.guard import form_of
from hqgraph.queries.header import parse_header
from hqgraph.queries.library import load_folder
from hqgraph.queries.splice import variables
from hqgraph.queries.words import lists, word_of
from queries_fixture import small_graph

VALUES = {
    "agency": "县医保局",
    "document": "邻水县",
    "task": "邻水县 1",
    "hospital": "县人民医院",
    "indicator": "平均住院日",
    "region": "四川省",
    "theme": "价格医保",
    "level": "县级",
    "role": "牵头",
    "form": "方案",
    "string": "医",
    "date": "2025年底",
    "period": "2025",
    "iri": "id:org/511623/医疗保障",
}
OTHER_VALUES = {
    "lineage-down": {"document": "国办发〔2021〕18号"},
    "cited-by": {"document": "国办发〔2021〕18号"},
    "tasks-not-taken-up": {"document": "广安市"},
    "tasks-together": {"other": "县卫健局"},
    "themes-missing": {"document": "巫山县"},
}
ASKED_FOR = """tasks-of-agency tasks-due agencies-of-task co-responsibility lineage-up lineage-down
targets-compare hospitals-of-task tasks-of-hospital documents deadline-calendar unassigned-tasks
citations agencies-by-load tasks-by-theme evidence document-outline milestones programmes
agency-counterparts catalogue-facts agencies agency-pairs cited-by documents-not-held
documents-of-issuer hospitals indicators kinds-by-load lineage-graph lineage-inferred progress
progress-missing regions responsibility-graph targets-changed task-elaborations task-facts
task-lineage tasks-added tasks-not-taken-up tasks-of-document tasks-together themes themes-missing
tasks-without-deadline theme-responsibility""".split()  # noqa: SIM905

every_query = pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)


def required(query: NamedQuery) -> dict[str, object]:
    values = {item.name: VALUES[item.type] for item in query.parameters if not item.optional}
    return values | OTHER_VALUES.get(query.name, {})


def test_the_library_has_what_it_should():
    assert set(ASKED_FOR) <= {query.name for query in catalogue()}


@every_query
def test_the_columns_are_those_of_the_answer(query: NamedQuery):
    result = run(small_graph(), query, required(query))
    assert result.variables == tuple(column.variable for column in query.columns)
    assert result.rows


@every_query
def test_every_parameter_is_used_and_every_parameter_variable_is_declared(query: NamedQuery):
    used = {name for name in variables(query.text) if name.startswith("_")}
    used |= set(re.findall(r"#(?:if|unless) \?(_\w+)", query.text))
    declared = {f"_{item.name}" for item in query.parameters}
    parts = {f"{name}{end}" for name in declared for end in ("_kind", "_level", "_region")}
    parts |= {f"{name}{end}" for name in declared for end in ("_from", "_to")}
    assert used <= declared | parts
    for name in declared:
        assert any(variable == name or variable.startswith(name + "_") for variable in used)


@every_query
def test_with_all_parameters_it_is_sparql_that_only_reads(query: NamedQuery):
    params = {item.name: "依据" if item.words else VALUES[item.type] for item in query.parameters}
    ready = prepare(small_graph(), query, params)
    assert form_of(ready.sparql) == query.form == ready.form
    assert not [name for name in ready.bindings if f"VALUES ?{name} " not in ready.sparql]
    run(small_graph(), query, params)


@every_query
def test_rows_do_not_depend_on_the_order_of_loading(query: NamedQuery):
    again = run(small_graph(), query, required(query))
    assert again.rows == run(small_graph(), query, required(query)).rows
    assert len(set(again.rows)) == len(again.rows)
    assert "ORDER BY" in query.text


@every_query
def test_the_example_names_real_parameters(query: NamedQuery):
    start = f"hqgraph query {query.name}"
    assert query.example.startswith(start)
    for name in re.findall(r"(\w+)=", query.example):
        assert query.parameter(name), name


@every_query
def test_words_and_topics_are_known(query: NamedQuery):
    for named_list in (
        *(item.words for item in query.parameters),
        *(c.words for c in query.columns),
    ):
        assert not named_list or named_list in lists()
    assert say(f"queries.topic.{query.topic}")


@every_query
def test_identifiers_are_declared(query: NamedQuery):
    result = run(small_graph(), query, required(query))
    if query.form == "SELECT":
        for at, column in enumerate(query.columns):
            assert column.iri or not any(isinstance(row[at], NamedNode) for row in result.rows)


@every_query
def test_every_code_of_an_answer_has_its_word(query: NamedQuery):
    result = run(small_graph(), query, required(query))
    for at, column in enumerate(query.columns):
        for row in result.rows if column.words else ():
            if row[at] is not None:
                assert word_of(column.words, row[at].value) != row[at].value


def test_titles_speak_the_language_in_force():
    query = named("tasks-of-agency")
    assert str(query.title) == "某单位的任务"
    try:
        use_language("en")
        assert str(query.title) == "Tasks of a body"
    finally:
        use_language("zh")


def test_an_unknown_name_is_answered_with_near_ones():
    with pytest.raises(QueryError, match="tasks-of-agency"):
        named("task-of-agency")
    with pytest.raises(QueryError) as error:
        named("xyzzy")
    assert error.value.key == "queries.unknown-at-all"
    assert "tasks-of-agency" not in str(error.value)


@pytest.mark.parametrize("line", ["#+ just words", "#+ a: x\n#+ a: y"])
def test_a_bad_header_line_is_named(line: str):
    with pytest.raises(QueryError, match=r"x\.rq"):
        parse_header(line, "x.rq")


def test_header_nests_by_indentation():
    text = "#+ a:\n#+   b: 1: 2\n#+   c:\n#+     d: x\n#+ e: y\nSELECT * {}\n#+ f: z"
    assert parse_header(text, "x") == {"a": {"b": "1: 2", "c": {"d": "x"}}, "e": "y"}


def test_a_header_without_its_fields_is_refused(tmp_path: Path):
    (tmp_path / "bad.rq").write_text("#+ title:\n#+   zh: 无\nSELECT * {}", encoding="utf-8")
    with pytest.raises(QueryError, match=r"bad\.rq"):
        load_folder(tmp_path)
