"""The store on disk and in memory: whole or not at all, and clear words when it cannot be."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from hqgraph.errors import QueryError, StoreError
from hqgraph.graph import build, edit, memory_graph, open_graph, read_stamp
from hqgraph.graph import store as stores
from hqgraph.graph.folder import FORMAT_VERSION
from hqgraph.graph.store import opening

S, P = NamedNode("http://e/s"), NamedNode("http://e/p")
ONE, TWO = NamedNode("http://e/one"), NamedNode("http://e/two")


def quad(value: str, graph: NamedNode = ONE) -> Quad:
    return Quad(S, P, Literal(value), graph)


def triple(value: str) -> Triple:
    return Triple(S, P, Literal(value))


def values(graph) -> list[str]:
    return sorted(row[0].value for row in graph.query("SELECT ?o { ?s ?p ?o }").rows)


def generations(store: Path) -> list[str]:
    return sorted(entry.name for entry in store.iterdir() if entry.name.startswith("gen-"))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store"
    with build(path) as graph:
        graph.load([quad("old")])
    return path


def test_queries_see_the_union_of_named_graphs_and_paths_cross_them():
    graph = memory_graph(
        [Quad(S, P, ONE, NamedNode("http://e/g1")), Quad(ONE, P, TWO, NamedNode("http://e/g2"))]
    )
    found = graph.query(f"SELECT ?o {{ {S} {P}+ ?o }}")
    assert {row[0] for row in found.rows} == {ONE, TWO}


def test_several_graphs_are_replaced_in_one_step_or_not_at_all():
    graph = memory_graph([quad("a", ONE), quad("b", TWO)])

    def breaks():
        yield triple("c")
        raise ValueError

    with pytest.raises(ValueError):
        graph.replace_graphs({ONE: [triple("new")], TWO: breaks()})
    assert values(graph) == ["a", "b"]
    graph.replace_graphs({ONE: [triple("new")], TWO: None})
    assert values(graph) == ["new"]
    assert graph.graph_names() == (ONE,)


def test_replaced_text_survives_whatever_it_holds():
    nasty = 'a"b\\c\n\r\t} ; DROP ALL # \u0007 \U00020000 é'
    graph = memory_graph()
    graph.replace_graph(ONE, [triple(nasty)])
    assert values(graph) == [nasty]


def test_row_limit_tells_that_there_is_more():
    graph = memory_graph([quad("a"), quad("b")])
    cut = graph.query("SELECT ?o { ?s ?p ?o }", limit=1)
    assert (len(cut.rows), cut.truncated) == (1, True)
    assert not graph.query("SELECT ?o { ?s ?p ?o }", limit=2).truncated


def test_query_forms_are_not_mixed_up():
    graph = memory_graph([quad("a")])
    assert graph.ask("ASK { ?s ?p ?o }") is True
    assert graph.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }") == (triple("a"),)
    for call, text in (
        (graph.query, "ASK { ?s ?p ?o }"),
        (graph.ask, "SELECT * { ?s ?p ?o }"),
        (graph.construct, "ASK { ?s ?p ?o }"),
        (graph.query, "SELECT {"),
    ):
        with pytest.raises(QueryError):
            call(text)


def test_built_store_opens_for_reading_only(store: Path):
    with open_graph(store) as graph:
        assert values(graph) == ["old"]
        with pytest.raises(StoreError) as error:
            graph.remove_graph(ONE)
    assert error.value.key == "graph.read-only"
    with pytest.raises(StoreError) as error:
        len(graph)
    assert error.value.key == "graph.closed"


def test_edit_changes_a_copy_and_readers_keep_what_they_opened(store: Path):
    before = open_graph(store)
    with edit(store) as graph:
        graph.replace_graph(TWO, [triple("new")])
        assert values(open_graph(store)) == ["old"]
    assert values(open_graph(store)) == ["new", "old"]
    assert values(before) == ["old"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps open files by itself")
def test_generation_goes_only_when_its_last_reader_has_gone(store: Path):
    reader = open_graph(store)
    old = read_stamp(store).current
    with edit(store) as graph:
        graph.load([quad("new")])
    assert old in generations(store)
    reader.close()
    with edit(store) as graph:
        graph.load([quad("newer")])
    assert generations(store) == [read_stamp(store).current]


def test_failed_change_leaves_the_store_as_it_was(store: Path):
    for change in (edit, build):
        with pytest.raises(RuntimeError), change(store) as graph:  # noqa: PT012
            graph.load([quad("half")])
            raise RuntimeError
    assert values(open_graph(store)) == ["old"]
    assert generations(store) == [read_stamp(store).current]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")
@pytest.mark.parametrize("change", ["build", "edit"])
def test_killed_writer_leaves_the_old_store_and_no_rubbish(store: Path, change: str):
    script = (
        "import sys, time\n"
        "from pyoxigraph import Literal, NamedNode, Quad\n"
        f"from hqgraph.graph import {change}\n"
        "n = NamedNode('http://e/x')\n"
        f"with {change}({str(store)!r}) as graph:\n"
        "    graph.load(Quad(n, n, Literal(i), n) for i in range(2000))\n"
        "    print('loaded', flush=True)\n"
        "    time.sleep(60)\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "loaded\n"
    with pytest.raises(StoreError) as error, edit(store):
        pass
    assert error.value.key == "graph.locked"
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    assert values(open_graph(store)) == ["old"]
    assert len(generations(store)) == 2
    with edit(store) as graph:
        graph.load([quad("new")])
    assert values(open_graph(store)) == ["new", "old"]
    assert generations(store) == [read_stamp(store).current]


def test_first_build_that_dies_can_be_repeated(tmp_path: Path):
    (tmp_path / "gen-000001").mkdir()
    (tmp_path / ".lock").touch()
    with build(tmp_path) as graph:
        graph.load([quad("a")])
    assert values(open_graph(tmp_path)) == ["a"]


def test_second_writer_in_the_same_process_is_told(store: Path):
    with edit(store), pytest.raises(StoreError) as error, edit(store):
        pass
    assert error.value.key == "graph.locked"
    assert str(store) in str(error.value)


def test_build_refuses_a_folder_with_other_files(tmp_path: Path):
    (tmp_path / "thesis.docx").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError) as error, build(tmp_path):
        pass
    assert error.value.key == "graph.foreign"
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.docx"]


def damage_stamp(store: Path, **fields: object) -> None:
    stamp = json.loads((store / "hqgraph.json").read_text(encoding="utf-8"))
    (store / "hqgraph.json").write_text(json.dumps(stamp | fields), encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "key"),
    [
        (lambda store: (store / "hqgraph.json").unlink(), "graph.no-store"),
        (lambda store: (store / "hqgraph.json").write_bytes(b"\xff{"), "graph.broken"),
        (lambda store: (store / "hqgraph.json").write_text("[]"), "graph.broken"),
        (lambda store: damage_stamp(store, format=FORMAT_VERSION + 1), "graph.format"),
        (lambda store: damage_stamp(store, pyoxigraph="0.3.1"), "graph.engine"),
        (lambda store: damage_stamp(store, current="gen-000009"), "graph.broken"),
        (lambda store: damage_stamp(store, current="../../etc"), "graph.broken"),
        (lambda store: damage_stamp(store, more=1), "graph.broken"),
        (lambda store: (store / "gen-000001" / "CURRENT").write_text("x"), "graph.broken"),
    ],
)
def test_bad_stores_are_told_apart_and_can_be_built_again(store: Path, harm, key: str):
    harm(store)
    with pytest.raises(StoreError) as error:
        open_graph(store)
    assert error.value.key == key
    with pytest.raises(StoreError) as same:
        opening(str(store))()
    assert (same.value.key, str(same.value)) == (key, str(error.value))
    assert str(store) in str(error.value)
    with build(store) as graph:
        graph.load([quad("again")])
    assert values(open_graph(store)) == ["again"]


def test_a_store_opened_meanwhile_is_given_once_and_then_opened_again(store: Path) -> None:
    opened = opening(store)
    with opened() as graph:
        assert values(graph) == ["old"]
    with build(store) as graph:
        graph.load([quad("new")])
    with opened() as graph:
        assert values(graph) == ["new"]


def test_a_generation_that_went_away_before_it_was_open_is_no_error(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really, tries = stores._open, []

    def late(generation: str):
        tries.append(generation)
        if len(tries) == 1:
            raise FileNotFoundError(generation)
        return really(generation)

    monkeypatch.setattr(stores, "_open", late)
    with opening(store)() as graph:
        assert values(graph) == ["old"]
    assert len(tries) == 2


def test_missing_store_is_told(tmp_path: Path):
    with pytest.raises(StoreError) as error:
        open_graph(tmp_path / "nothing")
    assert error.value.key == "graph.missing"
    with pytest.raises(StoreError), edit(tmp_path / "nothing"):
        pass
    assert not (tmp_path / "nothing").exists()


def test_an_undeclared_prefix_is_named_in_one_line() -> None:
    with pytest.raises(QueryError) as caught:
        memory_graph().query("PREFIX a: <http://a/> SELECT ?x { ?x a:p 1 ; a nope:Thing }")
    assert "nope:" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_syntax_error_is_one_short_line() -> None:
    with pytest.raises(QueryError) as caught:
        memory_graph().query("SELECT ?x { ?x ?p }")
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300
