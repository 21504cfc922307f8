"""The timeline: every date that a task names, in a page or a picture, the same every time."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import hqgraph
from cli_fixture import run
from hqgraph import pipeline
from hqgraph.errors import HqgraphError, UsageError
from hqgraph.resources import resource
from hqgraph.views import timeline_plot

PNG = b"\x89PNG\r\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("timeline") / "store"
    pipeline.build([resource("seeds")], path)
    return path


@pytest.fixture(scope="module")
def graph(store: Path) -> hqgraph.KnowledgeGraph:
    return hqgraph.open(store)


def test_its_points_are_the_calendars_of_tasks(graph: hqgraph.KnowledgeGraph) -> None:
    tasks = {row["task"] for row in graph.query("SELECT ?task { ?task a hq:Task }").to_dicts()}
    rows = graph.query("deadline-calendar").to_dicts()
    wanted = {
        (row["due"], row["what"], row["task"], row["text"]) for row in rows if row["task"] in tasks
    }
    points = graph.timeline().points
    assert {(p.dated.due, p.dated.kind, p.task.id, p.dated.text) for p in points} == wanted
    assert [point.dated.due for point in points] == sorted(point.dated.due for point in points)


def test_until_leaves_out_what_comes_later(graph: hqgraph.KnowledgeGraph) -> None:
    assert max(graph.timeline(until="2024年底").days()) == "2024-12-31"


def test_the_page_loads_nothing_and_is_the_same_every_time(
    graph: hqgraph.KnowledgeGraph,
) -> None:
    page = graph.timeline().drawn(".html")
    assert graph.timeline().drawn(".html") == page
    text = page.decode("utf-8")
    assert "default-src &#39;none&#39;" in text
    assert not re.search(r"""(?:src|href)\s*=\s*["']?\s*(?:https?:)?//|@import|url\(""", text)


@pytest.mark.parametrize(("suffix", "start"), [(".svg", b"<?xml"), (".PNG", PNG)])
def test_a_picture_is_the_same_every_time(
    graph: hqgraph.KnowledgeGraph, suffix: str, start: bytes
) -> None:
    pytest.importorskip("matplotlib")
    try:
        data = graph.timeline(region="邻水县").drawn(suffix)
    except HqgraphError as error:
        pytest.skip(str(error))
    assert data.startswith(start)
    assert data == graph.timeline(region="邻水县").drawn(suffix)
    assert b"dc:date" not in data


def test_what_is_missing_is_said(
    graph: hqgraph.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    timeline = graph.timeline()
    with pytest.raises(UsageError, match="gif"):
        timeline.drawn(".gif")
    pytest.importorskip("matplotlib")
    with pytest.raises(HqgraphError, match=r"none\.ttf"):
        timeline.drawn(".svg", font=tmp_path / "none.ttf")
    monkeypatch.setattr(timeline_plot, "FONTS", ("No Such Font",))
    with pytest.raises(HqgraphError, match="fonts-noto-cjk"):
        timeline.drawn(".svg")
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(HqgraphError, match=r"hqgraph\[plot\]"):
        timeline.drawn(".svg")


@pytest.mark.browser
def test_the_page_in_a_browser(graph: hqgraph.KnowledgeGraph, opened: Callable[[str], Any]) -> None:
    timeline = graph.timeline()
    page = opened(timeline.drawn(".html").decode("utf-8"))
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.locator("#list li").count() == len(timeline.points) + len(timeline.undated)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.click('#kinds button[data-kind="deadline"]')
    assert page.locator("#list li.deadline, #chart .mark.deadline").count() == 0
    page.click("#language")
    assert page.locator("#print").inner_text() == "Print"
    assert page.evaluate("document.activeElement.id") == "language"


def test_the_command(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "时间线.html"
    done = run(capsys, "timeline", "--store", store, "--document", "邻水县", "-o", out)
    assert (done.code, done.out) == (0, "")
    assert "2025-12-31" in out.read_text(encoding="utf-8")
    assert run(capsys, "timeline", "--store", store, "-o", tmp_path / "a.gif").code == 2
    none = run(capsys, "timeline", "--store", store, "--until", "1999", "-o", tmp_path / "b.html")
    assert (none.code, list(tmp_path.iterdir())) == (1, [out])


def test_a_picture_begins_near_its_left_edge(graph: hqgraph.KnowledgeGraph, tmp_path: Path) -> None:
    image = pytest.importorskip("matplotlib.image")
    path = tmp_path / "a.png"
    try:
        graph.timeline(region="邻水县").write(path)
    except HqgraphError as error:
        pytest.skip(str(error))
    inked = (image.imread(path)[:, :, :3] < 0.5).any(axis=(0, 2))
    assert 0 < inked.argmax() < 0.04 * len(inked)


@pytest.mark.browser
def test_a_page_without_dates_lists_the_times_in_words(
    graph: hqgraph.KnowledgeGraph, opened: Callable[[str], Any]
) -> None:
    timeline = graph.timeline(region="贵德县")
    assert (len(timeline.points), len(timeline.undated) > 0) == (0, True)
    page = opened(timeline.drawn(".html").decode("utf-8"))
    assert page.locator("#list li").count() == len(timeline.undated)
    assert page.locator("#chart svg").count() == 0
