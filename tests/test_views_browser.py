"""The pages in a real browser with the network cut: drawn, searched, clicked, filtered, safe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hqgraph.views import lineage_html, lineage_of, network_html, network_of, write_html
from views_fixture import store_of

pytestmark = pytest.mark.browser
EVIL = "</script><script>window.ran=1</script><img src=x onerror='window.ran=1'>\u2028\"&"

Opener = Callable[[str], Any]


def agency(name: str, kind: str) -> dict[str, Any]:
    return {"name": name, "kind": kind, "role": "responsible"}


def documents() -> list[dict[str, Any]]:
    found = []
    for number, (region, code, name) in enumerate(
        [("甲县", "110101", "县医保局"), ("乙区", "110102", "区医疗保障局")], 1
    ):
        header = {
            "number": f"{region}发〔2022〕{number}号",
            "title": f"{region}方案",
            "form": "方案",
        }
        place = {"region": region, "region_code": code, "level": "county"}
        tasks = [
            {
                "no": str(no),
                "title": f"深化第{no}项改革",
                "kind": "task",
                "clause": f"（{region}第{no}项责任单位：{name}、县财政局）",
                "agencies": [agency(name, "医疗保障"), agency("县财政局", "财政")],
                "hospitals": ["县人民医院"],
            }
            for no in (1, 2)
        ]
        found.append({"document": {**header, **place}, "tasks": tasks})
    found[0]["citations"] = [
        {
            "number": "省发〔2021〕9号",
            "title": EVIL,
            "relation": "basis",
            "quote": f"根据{EVIL}精神",
        }
    ]
    found[0]["tasks"][0]["title"] = EVIL
    return found


def graph() -> Any:
    catalogue = [
        {
            "number": "省发〔2021〕9号",
            "title": "省方案",
            "region": "某省",
            "region_code": "110000",
            "level": "province",
            "form": "方案",
        }
    ]
    guess = {"parent": "doc/省发〔2021〕9号", "confidence": 0.71, "reason": f"同题{EVIL}"}
    return store_of(documents(), catalogue, [{"child": "doc/乙区发〔2022〕2号", **guess}])


@pytest.fixture(scope="module")
def network_page() -> str:
    return network_html(network_of(graph()))


@pytest.fixture(scope="module")
def lineage_page() -> str:
    return lineage_html(lineage_of(graph()))


def settle(page: Any) -> None:
    """Wait until the view has stopped moving, then show the whole map."""
    page.wait_for_function(
        """() => {
            const now = JSON.stringify([network.getScale(), network.getViewPosition()]);
            const still = window.lastView === now;
            window.lastView = now;
            return still;
        }""",
        polling=150,
    )
    page.evaluate("network.fit({ animation: false })")


def click_node(page: Any, label: str) -> None:
    """Click with the mouse on the middle of a node."""
    settle(page)
    x, y = page.evaluate(
        """label => {
            const node = records.nodes.find((one) => one.label === label);
            const place = network.canvasToDOM(network.getPositions([node.id])[node.id]);
            const box = document.getElementById("mynetwork").getBoundingClientRect();
            return [box.left + place.x, box.top + place.y];
        }""",
        label,
    )
    page.mouse.click(x, y)


def test_all_nodes_and_edges_are_drawn_where_python_put_them(
    opened: Opener, network_page: str
) -> None:
    view = network_of(graph())
    page = opened(network_page)
    assert page.evaluate("[nodes.length, edges.length]") == [len(view.nodes), len(view.edges)]
    colours = page.evaluate(
        """() => {
            const canvas = document.querySelector("#mynetwork canvas");
            const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            return new Set(new Uint32Array(pixels.data.buffer)).size;
        }"""
    )
    assert colours > 100
    moved = page.evaluate(
        "drawing.nodes.filter(({id, x, y}) => { const at = network.getPositions([id])[id];"
        " return Math.abs(at.x - x) > 1 || Math.abs(at.y - y) > 1; }).length"
    )
    assert moved == 0


def test_search_finds_the_body_in_every_county_and_shows_its_sentence(
    opened: Opener, network_page: str
) -> None:
    page = opened(network_page)
    page.keyboard.press("/")
    page.keyboard.type("县医保局")
    options = page.locator("#results [role=option] span").all_inner_texts()
    assert options == ["甲县医保局", "乙区医疗保障局"]
    assert "false" not in page.locator("#results").inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "乙区医疗保障局"
    assert "（乙区第1项责任单位：区医疗保障局、县财政局）" in panel.inner_text()
    panel.get_by_role("button", name="2 深化第2项改革").click()
    assert panel.locator("h2").inner_text() == "2 深化第2项改革"


def test_a_click_shows_the_sentence(opened: Opener, network_page: str) -> None:
    page = opened(network_page)
    click_node(page, "甲县医保局")
    quotes = page.locator("#panel blockquote").all_inner_texts()
    assert "（甲县第2项责任单位：县医保局、县财政局）" in quotes


def test_the_legend_hides_a_type_and_shows_it_again(opened: Opener, network_page: str) -> None:
    page = opened(network_page)
    hidden = "nodes.get({filter: (one) => one.hidden}).map((one) => one.group)"
    button = page.locator("#types [data-key=hospital]")
    button.click()
    assert page.evaluate(hidden) == ["hospital", "hospital"]
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    assert page.evaluate(hidden) == []
    page.locator("#statuses [data-key=inferred]").click()
    gone = page.evaluate("edges.get({filter: (one) => one.hidden}).map((one) => one.status)")
    assert gone == ["inferred"]


def test_a_documents_script_stays_text(opened: Opener, network_page: str) -> None:
    page = opened(network_page)
    page.fill("#search", "onerror")
    page.keyboard.press("Enter")
    assert EVIL.replace("\u2028", "") in page.locator("#panel h2").inner_text().replace(
        "\u2028", ""
    )
    click_node(page, "甲县方案")
    assert "window.ran=1" in page.locator("#panel").inner_text()
    assert page.evaluate("[window.ran, document.images.length]") == [None, 0]


def test_the_policy_refuses_foreign_scripts_and_addresses(
    opened: Opener, network_page: str
) -> None:
    page = opened(network_page)
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = 1";
            document.body.append(script);
        }"""
    )
    assert page.evaluate("window.ran") is None
    reached = page.evaluate("fetch('data:text/plain,x').then(() => true, () => false)")
    assert reached is False


def test_the_page_switches_its_language(opened: Opener, network_page: str) -> None:
    page = opened(network_page)
    assert "政策文件" in page.locator("#types").inner_text()
    page.click("#language")
    assert "Policy document" in page.locator("#types").inner_text()
    assert page.evaluate("document.documentElement.lang") == "en"


def test_the_picture_can_be_exported(opened: Opener, network_page: str, tmp_path: Path) -> None:
    page = opened(network_page)
    with page.expect_download() as waiting:
        page.click("#export")
    saved = tmp_path / "picture.png"
    waiting.value.save_as(saved)
    assert saved.read_bytes().startswith(b"\x89PNG")


def test_an_address_with_an_iri_opens_at_that_node(
    browser: Any, network_page: str, tmp_path: Path
) -> None:
    agency_iri = "https://w3id.org/hqgraph/id/org/110101/医疗保障"
    page = browser.new_page()
    page.goto(write_html(tmp_path / "n.html", network_page).as_uri() + f"#{agency_iri}")
    assert page.locator("#panel h2").inner_text() == "甲县医保局"
    page.close()


def test_the_tree_shows_status_confidence_and_reason(opened: Opener, lineage_page: str) -> None:
    page = opened(lineage_page)
    assert page.locator(".level").all_inner_texts() == ["省", "县（区）"]
    guess = page.locator(".card .basis.inferred")
    assert "推断 71%" in guess.inner_text()
    assert "同题" in guess.inner_text()
    assert "目录所载，未收全文" in page.locator(".card.catalogued").inner_text()
    assert page.locator("path.line.trunk.stated").count() == 2  # one is the legend's
    assert page.evaluate("window.ran") is None


def test_a_document_and_an_edge_of_the_tree_show_their_proof(
    opened: Opener, lineage_page: str
) -> None:
    page = opened(lineage_page)
    page.click(".card.loaded .title >> text=甲县方案")
    assert page.locator("#panel h2").inner_text() == "甲县方案"
    assert "根据</script>" in page.locator("#panel blockquote").inner_text()
    assert "深化第2项改革" in page.locator("#panel .list").inner_text()
    page.click(".card .basis.inferred")
    assert "可信度 71%" in page.locator("#panel").inner_text()


def test_many_documents_below_one_are_folded(opened: Opener) -> None:
    counties = [
        {
            "document": {
                "number": f"县发〔2022〕{number}号",
                "title": f"第{number}县方案",
                "region": f"第{number}县",
                "region_code": f"1101{number:02}",
                "level": "county",
                "form": "方案",
            },
            "citations": [
                {"number": "省发〔2021〕9号", "relation": "basis", "quote": "根据省方案"}
            ],
        }
        for number in range(1, 31)
    ]
    province = {
        "number": "省发〔2021〕9号",
        "title": "省方案",
        "region": "某省",
        "region_code": "110000",
        "level": "province",
        "form": "方案",
    }
    page = opened(lineage_html(lineage_of(store_of(counties, [province]))))
    assert page.locator(".card").count() == 7
    page.click(".fold")
    assert page.locator(".card").count() == 31
    page.click("#unfold")
    assert page.locator(".card").count() == 7
