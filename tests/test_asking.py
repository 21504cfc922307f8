"""Questions on the seeds: answers checked by hand, and what must be refused."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hqgraph import asking
from hqgraph.asking.lexer import normal, tokens
from hqgraph.asking.lexicon import lexicon_of, words
from hqgraph.asking.pieces import WORDS
from hqgraph.graph import EmbeddedGraph, memory_graph, open_graph
from hqgraph.messages import say
from hqgraph.queries import run
from hqgraph.rdf.vocabulary import HQ

TABLE = Path(__file__).with_name("data") / "asking.csv"


def table() -> list[tuple[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as handle:
        return [(row["question"], row["answers"]) for row in csv.DictReader(handle)]


def key(thing: dict[str, object]) -> str:
    if thing["type"] == "Task":
        return f"{thing['region']} {thing['no']}"
    if thing["type"] == "Document":
        return str(thing["number"] or thing["label"])
    if thing["type"] in {"Value", "Target"}:
        return str(thing["value"])
    return f"{thing['region']} {thing['label']}"


@pytest.fixture(scope="module")
def graph(seed_store: Path) -> Iterator[EmbeddedGraph]:
    with open_graph(seed_store) as opened:
        yield opened


@pytest.mark.parametrize(("question", "answers"), table(), ids=lambda value: value[:30])
def test_checked_by_hand(graph: EmbeddedGraph, question: str, answers: str) -> None:
    found = asking.ask(graph, question)
    said = "|".join(sorted({key(thing) for thing in found.answers}))
    assert (said if found.understood else "-") == answers, found.reading + found.why
    assert found.why or found.answers
    assert "\n" not in found.why


@pytest.mark.parametrize(
    "question",
    [
        "邻水县医保局参与哪些任务",
        "邻水县哪个部门承担的任务最多",
        "邻水县没有县财政局参与的任务有哪些",
        "邻水县2025年底前要完成的任务有几项",
        "哪些文件引用了国办发〔2021〕18号",
        "邻水县最早到期的任务是哪个",
    ],
)
def test_the_printed_sparql_gives_the_same_rows(graph: EmbeddedGraph, question: str) -> None:
    found = asking.ask(graph, question)
    rows = run(graph, found.sparql).rows
    iris = {thing["iri"] for thing in found.answers if "iri" in thing}
    printed = {term.value for row in rows for term in row if term is not None}
    assert rows
    assert iris <= printed
    if not iris:
        assert str(found.answers[0]["value"]) in printed


def test_evidence_is_the_text_at_its_place(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "邻水县“深化医保支付方式改革”的责任单位是谁")
    content = graph.query(
        f"SELECT ?text WHERE {{ <{found.evidence[0].document}> {HQ.content} ?text }}"
    ).rows[0][0]
    proof = found.evidence[0]
    assert content.value[proof.start : proof.end] == proof.text
    assert "县医保局" in proof.text


def test_a_count_of_some_is_proved_by_these_alone(graph: EmbeddedGraph) -> None:
    counted = asking.ask(graph, "巫山县只有一个责任单位的任务有几项")
    listed = asking.ask(graph, "巫山县只有一个责任单位的任务有哪些")
    shown = {(e.document, e.start, e.end) for e in listed.evidence}
    assert counted.answers[0]["value"] == len(listed.answers)
    assert {(e.document, e.start, e.end) for e in counted.evidence} == shown


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("哪些文件不是2022年印发的", "asking.note.no-date"),
        ("邻水县审计局和财政局的任务一共有几项", "asking.note.summed"),
        ("雅安和邻水都有的任务名称有哪些", "asking.note.same-titles"),
        ("哪些县没有提到DRG付费", "asking.note.items-only"),
    ],
)
def test_an_answer_says_what_it_leaves_out(graph: EmbeddedGraph, question: str, note: str) -> None:
    assert say(note) in asking.ask(graph, question).notes


def test_an_answer_says_whether_the_day_itself_counts(graph: EmbeddedGraph) -> None:
    after, before = (
        asking.ask(graph, f"2022年4月26日{word}印发的文件有哪些").notes for word in ("以后", "以前")
    )
    assert say("asking.note.day-out", words="2022年4月26日以后") in after
    assert say("asking.note.day-in", words="2022年4月26日以前") in before


def test_a_name_of_several_bodies_is_answered_for_all_and_said(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "县医保局参与哪些任务")
    assert {thing["region"] for thing in found.answers} == {"巫山县", "邻水县", "贵德县"}
    assert any("县医保局" in note for note in found.notes)
    assert not asking.ask(graph, "邻水县医保局参与哪些任务").notes


def test_a_number_reads_in_any_bracket(graph: EmbeddedGraph) -> None:
    forms = ("〔2022〕66号", "[2022]66号", "（2022）66 号", "【2022】第66号", "2022年66号")
    dates = {
        key(thing)
        for form in forms
        for thing in asking.ask(graph, f"雅办发{form}什么时候印发").answers
    }
    assert dates == {"2022-12-29"}


def test_a_catalogued_relation_is_said_to_be_one(graph: EmbeddedGraph) -> None:
    assert asking.ask(graph, "渝府办发〔2022〕5号依据什么文件").notes
    assert not asking.ask(graph, "荣昌区实施方案依据什么文件").notes


def test_an_inferred_basis_is_told_but_is_no_answer(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "邻水县的清单依据哪个文件")
    assert found.understood
    assert not found.answers
    assert "川办发〔2021〕71号" in found.why


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("成都市医保局负责哪些任务", "成都市"),
        ("邻水县农业农村局负责哪些任务", "农业农村局"),
        ("雅办发〔2023〕99号的依据文件有哪些", "雅办发〔2023〕99号"),
        ("邻水县医保局局长是谁", "局长"),
        ("邻水县2025年13月前要完成的任务", "2025年13月"),
    ],
)
def test_a_refusal_names_the_words(graph: EmbeddedGraph, question: str, named: str) -> None:
    found = asking.ask(graph, question)
    assert not found.understood
    assert named in found.why
    assert not found.sparql


@pytest.mark.parametrize(
    "attack",
    [
        '邻水县“深化” } INSERT DATA { <a:a> <a:b> "x" } #”的责任单位是谁',
        "邻水县“\\”) } SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } #”的任务有哪些",
        "哪些任务提到了“?x ?y ?z”",
    ],
)
def test_nothing_of_the_question_is_pasted_into_the_sparql(
    graph: EmbeddedGraph, attack: str
) -> None:
    found = asking.ask(graph, attack)
    assert not found.understood
    assert not found.sparql


def test_an_empty_graph_knows_no_names() -> None:
    found = asking.ask(memory_graph(), "邻水县医保局参与哪些任务")
    assert not found.understood
    assert "邻水" in found.why


@given(
    question=st.text(
        alphabet="邻水县医保局的任务有哪些和或不2025年底前“”〔〕18号完成最多吗？、 %:", max_size=40
    )
)
def test_any_text_gets_an_answer_or_a_reason(graph: EmbeddedGraph, question: str) -> None:
    found = asking.ask(graph, question)
    assert found.understood or found.why


def test_words_are_of_known_classes() -> None:
    known = [words().senses(form) for form in words().forms]
    senses = [sense for one in known for sense in one]
    assert {sense.sort for sense in senses} <= WORDS | {"beyond"}
    assert all(len(one) == 1 for one in known), "a word stands in the table twice"


def test_tokens_cover_the_question_in_order(graph: EmbeddedGraph) -> None:
    text = normal("邻水县县医保局(2025年底前)负责哪些任务?")
    found = tokens(text, lexicon_of(graph))
    assert [token.text for token in found if token.sense("region", "kind", "date")] == [
        "邻水县",
        "县医保局",
        "2025年底",
    ]
    assert all(first.end <= second.start for first, second in pairwise(found))


def test_a_count_of_nothing_says_what_is_inferred(graph: EmbeddedGraph) -> None:
    told = asking.ask(graph, "邻水县方案的依据有几份")
    assert [thing["value"] for thing in told.answers] == [0]
    assert any("川办发〔2021〕71号" in note for note in told.notes)
