"""The columns of a large store: in SQL the same answers as in SPARQL, and never a wrong one."""

from __future__ import annotations

import csv
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad

from hqgraph import asking
from hqgraph.asking import columns, columns_made, kept
from hqgraph.asking.columns import Columns, columns_of
from hqgraph.asking.columns_parts import Part
from hqgraph.asking.query import AnyOf, Form, Not, Query
from hqgraph.asking.refusal import RefusalError
from hqgraph.asking.rows import run
from hqgraph.asking.spell import sparql
from hqgraph.errors import QueryError, StoreError
from hqgraph.graph import EmbeddedGraph, build, open_graph
from hqgraph.rdf.vocabulary import RDFS

BODIES = "邻水县医保局和县财政局共同负责的任务有哪些"
MOST = "邻水县哪个部门承担的任务最多"
KNOWN = Path(__file__).parent / "data" / "asking.csv"


@pytest.fixture
def store(tmp_path: Path, seed_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the seeds' store that counts as large."""
    monkeypatch.setattr("hqgraph.graph.embedded.LARGE", 0)
    copied = tmp_path / "store"
    shutil.copytree(seed_store, copied)
    for left in copied.glob("*/columns-*"):
        left.unlink()
    return copied


@pytest.fixture
def graph(store: Path) -> Iterator[EmbeddedGraph]:
    with open_graph(store) as opened:
        yield opened


def questions() -> list[str]:
    with KNOWN.open(encoding="utf-8", newline="") as handle:
        return [row["question"] for row in csv.DictReader(handle)]


def shape(asked: Query) -> tuple[object, ...]:
    """What sorts of things a question says, whatever they are."""
    where = []
    for item in asked.where:
        inner = item.inner if isinstance(item, Not | AnyOf) else item
        parts = inner if isinstance(inner, tuple) else (inner,)
        where.append((type(item).__name__, *(type(part).__name__ for part in parts)))
    return asked.want, asked.form, asked.items, asked.each, asked.top, tuple(sorted(where))


def understood(graph: EmbeddedGraph) -> Iterator[tuple[str, Query]]:
    for question in questions():
        try:
            yield question, asking.understand(graph, question)
        except RefusalError:
            continue


def held(graph: EmbeddedGraph) -> Columns:
    found = columns_of(graph)
    assert found is not None
    return found


def test_sql_and_sparql_find_the_same_for_every_sort_of_question(graph: EmbeddedGraph) -> None:
    shapes: set[object] = set()
    spoken = 0
    for question, asked in understood(graph):
        if shape(asked) in shapes:
            continue
        shapes.add(shape(asked))
        rows = held(graph).rows(asked)
        if rows is not None:
            spoken += 1
            assert rows == run(graph, sparql(asked)), question
    assert spoken > 0.85 * len(shapes)  # the rest is left to the engine


@pytest.mark.slow
def test_sql_and_sparql_find_the_same_for_every_question(graph: EmbeddedGraph) -> None:
    spoken = [(held(graph).rows(asked), asked, text) for text, asked in understood(graph)]
    for rows, asked, question in spoken:
        assert rows is None or rows == run(graph, sparql(asked)), question
    assert sum(rows is not None for rows, _, _ in spoken) > 0.95 * len(spoken)


@pytest.mark.slow
def test_the_words_that_prove_an_answer_are_the_same(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = questions()[::7]
    with open_graph(store) as large:
        proved = [asking.ask(large, question) for question in asked]
    monkeypatch.setattr("hqgraph.graph.embedded.LARGE", 1 << 60)
    with open_graph(store) as small:
        for answer in proved:
            assert answer.to_json() == asking.ask(small, answer.question).to_json()


def test_a_large_store_is_answered_from_its_columns(store: Path) -> None:
    with open_graph(store) as opened:
        assert asking.ask(opened, BODIES).answers
    (file,) = store.glob("*/columns-*.db")
    with sqlite3.connect(file) as changed:
        changed.execute("DELETE FROM duty")
    with open_graph(store) as opened:
        assert not asking.ask(opened, BODIES).answers


def test_a_small_store_has_none(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hqgraph.graph.embedded.LARGE", 1 << 60)
    with open_graph(store) as opened:
        assert asking.ask(opened, BODIES).answers
    assert not list(store.glob("*/columns-*"))


def test_a_store_between_small_and_large_has_columns_and_no_process_of_its_own(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hqgraph.graph.embedded.LARGE", 1 << 60)
    monkeypatch.setattr(kept, "WIDE", 0)
    with open_graph(store) as opened:
        first = asking.ask(opened, MOST)
        assert first.answers
        assert opened.timed() is None
    assert len(list(store.glob("*/columns-*.db"))) == 1


@pytest.mark.parametrize("damage", ["cut", "empty", "foreign"])
def test_a_broken_file_is_written_anew(store: Path, damage: str) -> None:
    with open_graph(store) as opened:
        first = asking.ask(opened, MOST)
    (file,) = store.glob("*/columns-*.db")
    good = file.read_bytes()
    bad = {"cut": good[: len(good) // 2], "empty": b"", "foreign": b"x" * len(good)}
    file.write_bytes(bad[damage])
    with open_graph(store) as opened:
        assert asking.ask(opened, MOST) == first
    assert file.read_bytes() == good


def test_damage_that_shows_only_later_is_told_by_name(graph: EmbeddedGraph) -> None:
    asking.ask(graph, MOST)
    (file,) = Path(str(graph.folder)).glob("columns-*.db")
    opened = Columns(file)
    with sqlite3.connect(file) as changed:
        changed.execute("DROP TABLE duty")
    with pytest.raises(StoreError) as told:
        opened.rows(asking.understand(graph, MOST))
    assert file.name in str(told.value)


def test_what_does_not_fit_into_columns_is_asked_of_the_graph(store: Path, tmp_path: Path) -> None:
    with open_graph(store) as opened:
        quads = list(opened.quads())
        first = asking.ask(opened, MOST)
    item = next(q for q in quads if q.predicate == RDFS.label and "/511623/" in q.subject.value
                and "/task/" in q.subject.value)  # fmt: skip
    quads.append(Quad(item.subject, RDFS.label, Literal("另一个名称"), item.graph_name))
    with build(tmp_path / "other") as graph:
        graph.load(quads)
    with open_graph(tmp_path / "other") as opened:
        assert columns_of(opened) is None
        assert asking.ask(opened, MOST) == first


def test_where_nothing_can_be_written_the_graph_is_asked(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(columns, "whole", refuse)
    with open_graph(store) as opened:
        assert asking.ask(opened, BODIES).answers
    assert not list(store.glob("*/columns-*"))


def test_the_same_graph_gives_the_same_columns(store: Path, tmp_path: Path) -> None:
    with open_graph(store) as opened:
        columns_made.write(opened, tmp_path / "one.db")
        columns_made.write(opened, tmp_path / "two.db")
    assert (tmp_path / "one.db").read_bytes() == (tmp_path / "two.db").read_bytes()


def test_what_takes_too_long_ends(graph: EmbeddedGraph) -> None:
    found = held(graph)
    asked = asking.understand(graph, MOST)
    with found.within(0.0), pytest.raises(QueryError):
        found.rows(asked)
    assert found.rows(asked)


def test_a_query_that_runs_away_is_stopped_in_the_middle(graph: EmbeddedGraph) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT MAX(i) FROM n"
    found = held(graph)
    with found.within(0.2), pytest.raises(QueryError):
        found._run(Part(endless))
    assert found.rows(asking.understand(graph, MOST))


def test_several_threads_may_ask(graph: EmbeddedGraph) -> None:
    first = asking.ask(graph, MOST)
    told: list[asking.Answer] = []
    threads = [
        threading.Thread(target=lambda: told.append(asking.ask(graph, MOST))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [first] * 4


def test_a_question_that_is_only_counted_shows_some_of_its_proofs(
    graph: EmbeddedGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hqgraph.asking.answer._SHOWN_EVIDENCE", 3)
    counted = asking.ask(graph, "邻水县有多少项任务")
    assert [thing["value"] for thing in counted.answers] == [24]
    assert len(counted.evidence) == 3
    assert asking.understand(graph, "邻水县有多少项任务").form is Form.COUNT


def test_a_large_store_says_beforehand_that_the_first_question_waits(store: Path) -> None:
    with open_graph(store) as opened:
        assert not kept.is_prepared(opened)
        kept.prepare(opened)
        assert kept.is_prepared(opened)
