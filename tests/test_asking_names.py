"""The names of a store, kept beside it: the same answers with and without, never a wrong one."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hqgraph import asking
from hqgraph.asking import answer, kept
from hqgraph.asking.gather import gather
from hqgraph.asking.loose import squeeze
from hqgraph.asking.names import Names
from hqgraph.asking.pack import pack
from hqgraph.asking.query import TaskIs
from hqgraph.asking.tables import BrokenError
from hqgraph.graph import EmbeddedGraph, Solutions, memory_graph, open_graph
from hqgraph.pipeline import build
from hqgraph.resources import resource

QUESTIONS = (
    "邻水县医保局和县财政局共同负责的任务有哪些",
    "雅办发〔2022〕66号的依据文件有哪些",
    "邻水县没有明确时限的任务有哪些",
    "邻水县哪个部门承担的任务最多",
)


@pytest.fixture
def store(tmp_path: Path, seed_store: Path) -> Path:
    """A copy of the seeds' store that nobody has asked yet."""
    copied = tmp_path / "store"
    shutil.copytree(seed_store, copied)
    for left in copied.glob("*/names-*"):
        left.unlink()
    return copied


@pytest.fixture
def graph(store: Path) -> Iterator[EmbeddedGraph]:
    with open_graph(store) as opened:
        yield opened


def kept_in(store: Path) -> list[Path]:
    return sorted(store.glob("*/names-*"))


def answers(store: Path) -> list[dict[str, object]]:
    with open_graph(store) as opened:
        return [asking.ask(opened, question).to_json() for question in QUESTIONS]


def test_the_first_reader_writes_and_the_next_gives_the_same_answers(store: Path) -> None:
    first = answers(store)
    (written,) = kept_in(store)
    before = written.stat().st_mtime_ns
    assert answers(store) == first
    assert kept_in(store) == [written]
    assert written.stat().st_mtime_ns == before, "it was written again"


def test_the_same_graph_gives_the_same_bytes(graph: EmbeddedGraph) -> None:
    again = memory_graph(sorted(graph.quads(), key=str, reverse=True))
    assert pack(gather(graph)) == pack(gather(again))


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "foreign"])
def test_a_broken_file_is_written_anew(store: Path, damage: str) -> None:
    first = answers(store)
    (written,) = kept_in(store)
    good = written.read_bytes()
    middle = len(good) // 2
    bad = {
        "cut": good[:middle],
        "changed": good[:middle] + bytes([good[middle] ^ 1]) + good[middle + 1 :],
        "empty": b"",
        "foreign": b"{}" * middle,
    }[damage]
    written.write_bytes(bad)
    assert answers(store) == first
    assert written.read_bytes() == good


def test_a_file_made_of_something_else_is_not_looked_at(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = next(store.glob("gen-*"))
    before = kept.file_of(folder)
    next(folder.glob("*.sst")).open("ab").close()
    assert kept.file_of(folder) == before
    with next(folder.glob("*.sst")).open("ab") as handle:
        handle.write(b"more")
    changed = kept.file_of(folder)
    assert changed != before
    monkeypatch.setattr(kept, "_code", lambda: (b"another version",))
    assert kept.file_of(folder) != changed


def test_where_nothing_can_be_written_the_answers_are_the_same(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "read-only")

    first = answers(store)
    for written in kept_in(store):
        written.unlink()
    monkeypatch.setattr("tempfile.mkstemp", refused)
    assert answers(store) == first
    assert kept_in(store) == []


def test_two_readers_at_once_leave_one_good_file(store: Path) -> None:
    found: list[list[dict[str, object]]] = []
    readers = [threading.Thread(target=lambda: found.append(answers(store))) for _ in range(2)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert len(found) == len(readers)
    assert found[0] == found[1] == answers(store)
    (written,) = kept_in(store)
    Names(written.read_bytes())


def test_all_is_answered_but_only_so_much_is_quoted(
    graph: EmbeddedGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = asking.ask(graph, "邻水县有哪些任务")
    monkeypatch.setattr(answer, "_SHOWN_EVIDENCE", 3)
    short = asking.ask(graph, "邻水县有哪些任务")
    assert short.answers == whole.answers
    assert len(short.evidence) == 3
    assert any("3" in note for note in short.notes)


def test_what_is_no_such_file_is_broken() -> None:
    with pytest.raises(BrokenError):
        Names(b"short")


def test_parts_of_titles_are_found_as_a_search_through_all_would(graph: EmbeddedGraph) -> None:
    names = kept.names_of(graph)
    titles = [task.title for task in names.tasks]
    words = {title[at : at + size] for title in titles for at in (0, 3) for size in (2, 4, 20)}
    for word in sorted(words | {"没有的话", "医保局的"}):
        if not squeeze(word):
            continue
        assert names.has_title(word) == any(word in title for title in titles), word
        wanted = {t.iri for t in names.tasks if squeeze(word) in squeeze(t.title)}
        assert {t.iri for t in names.tasks_titled(word)} == wanted, word


def test_a_question_looks_at_few_names_and_makes_few_queries(
    graph: EmbeddedGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking.ask(graph, QUESTIONS[0])
    asked: list[str] = []
    query = EmbeddedGraph.query

    def counted(self: EmbeddedGraph, sparql: str, limit: int | None = None) -> Solutions:
        asked.append(sparql)
        return query(self, sparql, limit)

    monkeypatch.setattr(EmbeddedGraph, "query", counted)
    monkeypatch.setattr(Names, "__getattribute__", _guarded)
    for question in QUESTIONS:
        asked.clear()
        assert asking.ask(graph, question).understood
        assert len(asked) <= 4, question  # the answer, its evidence, their words, why none


def _guarded(names: Names, name: str) -> object:
    found = object.__getattribute__(names, name)
    if name in {"tasks", "targets", "documents", "agencies"}:
        return _NotAll(found)
    return found


class _NotAll:
    """Things that may be picked, but not gone through."""

    def __init__(self, things: object) -> None:
        self._things = things

    def __getattr__(self, name: str) -> object:
        assert name not in {"values", "items", "keys"}, "all of them are read"
        return getattr(self._things, name)

    def __getitem__(self, key: object) -> object:
        return self._things[key]  # type: ignore[index]

    def __len__(self) -> int:
        return len(self._things)  # type: ignore[arg-type]

    def __iter__(self) -> Iterator[object]:
        raise AssertionError("all of them are read")


def test_a_large_store_gives_the_same_answers(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = answers(store)
    monkeypatch.setattr("hqgraph.graph.embedded.LARGE", 0)
    assert answers(store) == first


def test_a_question_that_takes_too_long_is_refused(
    graph: EmbeddedGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hqgraph.graph.embedded.LARGE", 0)
    monkeypatch.setattr("hqgraph.asking.asking.SECONDS", 0.0)
    late = asking.ask(graph, QUESTIONS[0])
    assert not late.understood
    assert not late.answers
    assert late.reading in late.why


def test_a_title_that_many_have_is_looked_up_in_the_places_asked_about(
    graph: EmbeddedGraph,
) -> None:
    whole = asking.understand(graph, "“深化医保支付方式改革”由谁负责")
    here = asking.understand(graph, "邻水县“深化医保支付方式改革”由谁负责")
    (named,) = (item for item in here.where if isinstance(item, TaskIs))
    (everywhere,) = (item for item in whole.where if isinstance(item, TaskIs))
    assert set(named.tasks) < set(everywhere.tasks)
    assert all("/511623/" in iri for iri in named.tasks)


def test_a_build_writes_the_names(tmp_path: Path) -> None:
    build([resource("seeds")], tmp_path / "store")
    (written,) = kept_in(tmp_path / "store")
    before = written.stat().st_mtime_ns
    answers(tmp_path / "store")
    assert kept_in(tmp_path / "store") == [written]
    assert written.stat().st_mtime_ns == before


def test_a_file_that_the_engine_sweeps_meanwhile_is_no_error(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder,) = (path.parent for path in store.glob("*/CURRENT"))
    gone = folder / "999999.sst"
    before = kept.file_of(folder)
    gone.touch()
    listed = os.scandir

    @contextmanager
    def swept(path: str) -> Iterator[list[os.DirEntry[str]]]:
        with listed(path) as entries:
            found = list(entries)
        gone.unlink()
        yield found

    monkeypatch.setattr(os, "scandir", swept)
    assert kept.file_of(folder) == before
