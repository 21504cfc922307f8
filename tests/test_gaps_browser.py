"""The checklist in a real browser: ticked by keyboard, switched, printed with boxes and counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import hqgraph as package
import pair_fixture
from hqgraph.views import gaps_html, write_html

pytestmark = pytest.mark.browser

Opener = Callable[[str], Any]


@pytest.fixture(scope="module")
def page_of_seeds(seed_store: Path) -> str:
    with package.open(seed_store) as graph:
        return gaps_html(graph.gaps("邻水县", "雅安市"))


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> str:
    with package.build([pair_fixture.write(tmp_path_factory.mktemp("pair"))]) as graph:
        return gaps_html(graph.gaps("雅安市"))


def test_lines_are_ticked_with_the_keyboard_and_counted(opened: Opener, invented: str) -> None:
    page = opened(invented)
    assert page.locator("#counts").inner_text() == "共 6 条 · 已核 0 条"
    boxes = page.locator("input[type=checkbox]")
    assert boxes.count() == 6
    boxes.first.focus()
    page.keyboard.press("Space")
    assert page.locator("#counts").inner_text() == "共 6 条 · 已核 1 条"
    page.click("#language")
    assert page.locator("#counts").inner_text() == "6 lines · 1 ticked"
    assert page.locator("input:checked").count() == 1
    assert "target weaker" in page.locator("article h2").first.inner_text()


def test_sides_stand_beside_each_other_and_minor_lines_can_be_added(
    opened: Opener, page_of_seeds: str
) -> None:
    page = opened(page_of_seeds)
    line = page.locator(".clause-missing .check").first
    boxes = [line.locator(f".cell.{side}").bounding_box() for side in ("parent", "child")]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    before = page.locator(".check").count()
    page.click("#minor")
    assert page.locator(".check").count() > before
    assert page.locator(".check.minor").count() > 0
    heads = page.locator(".sides small").all_inner_texts()
    assert heads == ["雅安市 雅办发〔2022〕66号", "邻水县"]


def test_the_contents_lead_to_their_kind(opened: Opener, page_of_seeds: str) -> None:
    page = opened(page_of_seeds)
    page.emulate_media(reduced_motion="reduce")
    page.locator("#contents a", has_text="单位类别缺少").click()
    page.wait_for_timeout(1200)
    head = page.locator("#agency-missing h2").bounding_box()
    sides = page.locator(".sides").bounding_box()
    assert sides["y"] + sides["height"] - 2 <= head["y"] < 800


def test_paper_has_boxes_counts_and_room_and_is_not_too_wide(
    browser: Any, invented: str, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 710, "height": 1000})
    page.goto(write_html(tmp_path / "a4.html", invented).as_uri())
    assert page.locator(".tally").is_hidden()
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 710
    assert page.locator(".tally tr").count() == 6
    assert page.locator(".tally").is_visible()
    assert page.locator("input[type=checkbox]").first.bounding_box()["width"] >= 10
    assert page.locator(".check .remark").first.bounding_box()["width"] > 80
    assert page.locator("#contents").is_hidden()
    page.close()
