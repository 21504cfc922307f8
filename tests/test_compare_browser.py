"""Comparison and task lineage in a real browser: shown, folded, unfolded, printed, safe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import hqgraph as package
import pair_fixture
from hqgraph.linking import relink
from hqgraph.model import Relation
from hqgraph.views import lineage_html, lineage_of, write_html
from hqgraph.views.compare import compare_html
from linking_fixture import plan, store
from test_compare_page import EVIL, comparison, item, pair

pytestmark = pytest.mark.browser

Opener = Callable[[str], Any]


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = pair_fixture.write(tmp_path_factory.mktemp("pair"))
    with package.build([folder]) as graph:
        return compare_html(graph.compare("四川省", "雅安市"))


def test_both_sentences_stand_side_by_side_with_words_marked(opened: Opener, invented: str) -> None:
    page = opened(invented)
    row = page.locator(".row.changed").first
    boxes = [row.locator(f".cell.{side}").bounding_box() for side in ("parent", "child")]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    assert page.locator("article ins").all_inner_texts()[:1] == ["全市"]
    lines = page.evaluate(
        """() => ["del", "ins"].map((name) =>
            getComputedStyle(document.querySelector(`.row.changed ${name}`)).textDecorationLine)"""
    )
    assert lines == ["line-through", "underline"]
    assert "▼ 放宽" in page.locator(".fact").first.inner_text()
    assert "≥90%" in page.locator(".fact").first.inner_text()


def test_what_has_no_partner_is_listed_and_the_contents_lead_there(
    opened: Opener, invented: str
) -> None:
    page = opened(invented)
    page.locator("#contents a.rest").first.click()
    lonely = page.locator("#parent_only")
    assert "加强急救体系建设" in lonely.inner_text()
    assert page.url.endswith("#parent_only")


def test_unchanged_sentences_can_be_folded_away(opened: Opener, invented: str) -> None:
    page = opened(invented)
    assert page.locator(".row.kept").count() == 2
    page.click("#changes")
    assert page.locator(".row.kept").count() == 0
    assert "原样保留 1 句" in page.locator(".folded").first.inner_text()


def test_the_page_switches_its_language(opened: Opener, invented: str) -> None:
    page = opened(invented)
    page.click("#language")
    assert "loosened" in page.locator(".fact").first.inner_text()


def test_a_documents_script_stays_text(opened: Opener) -> None:
    page = opened(compare_html(comparison(pair(item("1", EVIL), item("2", EVIL + "增加。")))))
    assert "window.ran=1" in page.locator("#stage").inner_text()
    assert page.evaluate("[window.ran, document.images.length]") == [None, 0]


def test_nothing_is_wider_than_a_sheet_of_paper(
    browser: Any, invented: str, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 710, "height": 1000})
    page.goto(write_html(tmp_path / "a4.html", invented).as_uri())
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 710
    assert page.locator("#contents").is_hidden()
    page.close()


def test_a_narrow_screen_shows_title_and_buttons(
    browser: Any, invented: str, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(write_html(tmp_path / "narrow.html", invented).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    header = page.locator("header").bounding_box()
    parts = ["header h1", "#counts", "#legend", "#changes", "#print", "#language"]
    for box in (page.locator(part).bounding_box() for part in parts):
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390
        assert box["y"] + box["height"] <= header["y"] + header["height"]
    assert page.locator("#stage").bounding_box()["y"] >= header["y"] + header["height"]
    page.close()


def test_a_task_unfolds_level_by_level(opened: Opener, seed_store: Path) -> None:
    with package.open(seed_store) as graph:
        page = opened(lineage_html(lineage_of(graph.store)))
    card = page.locator(".card", has_text="邻水县").filter(has_text="任务、目标与保障")
    card.locator("summary").click()
    card.get_by_role("button", name="19深化医保支付方式改革").click()
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "19 深化医保支付方式改革"
    assert panel.locator("h3").all_inner_texts() == ["国家", "省", "市", "县（区）"]
    steps = panel.locator(".step").all_inner_texts()
    assert "国办发〔2021〕18号" in steps[0] and "只收提纲" in steps[0]
    assert "未收录" in steps[1] and "川办发〔2021〕71号" in steps[1]
    assert "雅安市" in steps[2] and "相近" in steps[2]
    assert "本任务" in steps[3]
    panel.get_by_role("button", name="20深化医保支付方式改革").click()
    assert panel.locator("h2").inner_text() == "20 深化医保支付方式改革"


def test_many_answers_are_folded_and_the_page_says_how_it_looked(opened: Opener) -> None:
    tasks = ("深化医保支付方式改革",)
    nation = plan("意见", None, number="国办发〔2024〕9901号", tasks=tasks)
    cites = (("国办发〔2024〕9901号", None, Relation.BASIS),)
    below = [
        plan("方案", "511623", number=f"邻府发〔2024〕{no}号", tasks=tasks, cites=cites)
        for no in range(1, 16)
    ]
    graph = store(nation, *below)
    relink(graph)
    page = opened(lineage_html(lineage_of(graph, "国办发〔2024〕9901号")))
    page.locator("#panel .task-name").first.click()
    level = page.locator("#panel section", has_text="县（区）")
    assert level.locator(".step").count() == 12
    level.locator("summary").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .more .step")
    assert level.locator(".step").count() == 15
    assert "16 份" in page.locator("#panel .hint").last.inner_text()
