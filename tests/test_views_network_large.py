"""Networks too large to be drawn whole: what is chosen, carried, said, unfolded and brought in."""

from __future__ import annotations

import base64
import hashlib
import html as markup
import math
import re
from typing import Any

import pytest

from hqgraph.graph import EmbeddedGraph
from hqgraph.views import NetworkView, Node, network_choice, network_html, network_of, notices
from hqgraph.views.layout import FOLDED, lay_out
from hqgraph.views.layout_bands import Cluster, arranged, routes
from views_fixture import ID, store_of

EVIL = "</script><script>window.ran=1</script><img src=x onerror='window.ran=1'>"
LIMIT = 30
COUNTIES = 12


def county(number: int) -> dict[str, Any]:
    name, code = f"第{number}县", f"1101{number:02}"
    header = {"number": f"县发〔2022〕{number}号", "title": f"{name}方案", "form": "方案"}
    duty = {"name": "县医保局", "kind": "医疗保障", "role": "responsible"}
    other = {"name": "县财政局", "kind": "财政", "role": "responsible"}
    tasks = [
        {
            "no": str(no),
            "title": EVIL if number == no == 7 else f"第{number}县改革{no}",
            "kind": "task",
            "clause": f"（责任单位：{duty['name']}）",
            "agencies": [duty] if no == 1 else [other],
        }
        for no in range(1, 9)
    ]
    basis = {"number": "省发〔2021〕9号", "relation": "basis", "quote": "根据省方案"}
    place = {"region": name, "region_code": code, "level": "county"}
    return {"document": {**header, **place}, "tasks": tasks, "citations": [basis]}


def entry(number: str, title: str, level: str, **more: object) -> dict[str, Any]:
    code = {"province": "110000", "nation": "100000"}[level]
    return {
        "number": number,
        "title": title,
        "region": "某地",
        "region_code": code,
        "level": level,
        "form": "意见",
        **more,
    }


@pytest.fixture(scope="module")
def graph() -> EmbeddedGraph:
    catalogue = [
        entry("省发〔2021〕9号", "省方案", "province", implements=["国发〔2020〕3号"]),
        entry("国发〔2020〕3号", "国家意见", "nation"),
        entry("国发〔2019〕1号", "无人引用的意见", "nation"),
        entry("省发〔2019〕2号", "无人引用的方案", "province", implements=["国发〔2019〕1号"]),
    ]
    return store_of([county(number) for number in range(1, COUNTIES + 1)], catalogue)


@pytest.fixture(scope="module")
def view(graph: EmbeddedGraph) -> NetworkView:
    return network_of(graph, limit=LIMIT)


def test_up_to_the_limit_everything_is_drawn(graph: EmbeddedGraph) -> None:
    whole = network_of(graph)
    assert whole.start is None
    assert set(lay_out(whole).points) == {node.id for node in whole.nodes}


def test_beyond_the_limit_the_page_starts_with_documents_and_their_lineage(
    view: NetworkView,
) -> None:
    types = {node.id: node.type for node in view.nodes}
    assert view.start is not None
    assert sorted(types[iri] for iri in view.start) == ["directive"] * 2 + ["document"] * COUNTIES
    assert set(lay_out(view).points) == set(view.start)
    assert sum(kind == "task" for kind in types.values()) == 8 * COUNTIES


def test_what_is_not_drawn_can_be_found_and_is_said(view: NetworkView) -> None:
    assert {node.label for node in view.more} == {"无人引用的意见", "无人引用的方案"}
    assert [edge.relation for edge in view.more_edges] == ["based_on"]
    said = "\n".join(notices(view))
    assert "14 份文件" in said
    assert "2 份文件没有画出" in said
    assert "--document" in said


def test_more_documents_than_an_overview_takes_are_ranked_by_their_links(
    graph: EmbeddedGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network_choice, "OVERVIEW", 5)
    view = network_of(graph, limit=LIMIT)
    assert view.start is not None
    assert len(view.start) == 5
    assert {ID + "doc/省发〔2021〕9号", ID + "doc/国发〔2020〕3号"} <= set(view.start)
    assert view.left.documents == COUNTIES + 2


def test_a_page_keeps_to_its_size_and_says_what_it_has_no_room_for(
    graph: EmbeddedGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = len(network_html(network_of(graph, limit=LIMIT)).encode())
    monkeypatch.setattr(network_choice, "ROOM", 12_000)
    view = network_of(graph, limit=LIMIT)
    assert 0 < view.left.unread < COUNTIES
    assert f"{view.left.unread} 份文件的任务和机构" in "\n".join(notices(view))
    assert len(network_html(view).encode()) < full - 8_000
    monkeypatch.setattr(network_choice, "ROOM", 1_000)
    assert network_of(graph, limit=LIMIT).left.absent == 2


def test_what_is_asked_for_is_read_whatever_the_size(graph: EmbeddedGraph) -> None:
    view = network_of(graph, document="县发〔2022〕7号", limit=LIMIT)
    assert view.start is None
    assert notices(view) == []
    assert sum(node.type == "task" for node in view.nodes) == 8


def test_a_body_as_people_say_it_keeps_its_items(graph: EmbeddedGraph) -> None:
    labels = [n.label for n in network_of(graph, agency="县医保局").nodes if n.type == "task"]
    assert "第7县改革1" in labels
    assert "第7县改革2" not in labels


def test_depth_counts_steps_of_lineage_up_and_down(graph: EmbeddedGraph) -> None:
    def documents(depth: int) -> set[str]:
        view = network_of(graph, document="省发〔2021〕9号", depth=depth)
        return {n.label for n in view.nodes if n.type in ("document", "directive")}

    assert documents(0) == {"省方案"}
    assert documents(1) == {"省方案", "国家意见", *(f"第{n}县方案" for n in range(1, 13))}


def test_the_same_store_gives_the_same_page(graph: EmbeddedGraph, view: NetworkView) -> None:
    assert network_html(view) == network_html(network_of(graph, limit=LIMIT))


def test_only_the_scripts_named_by_their_hash_may_run(view: NetworkView) -> None:
    page = network_html(view)
    named = set(re.findall(r"sha256-([\w+/=]+)", markup.unescape(page.split("<title>")[0])))
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    digests = [hashlib.sha256(script.encode()).digest() for script in scripts]
    assert {base64.b64encode(digest).decode() for digest in digests} == named
    assert EVIL not in page


def test_lines_run_between_clusters_and_not_through_them() -> None:
    def cluster(name: str, level: str) -> Cluster:
        return Cluster(Node(name, name, "document", level, group=name))

    clusters = [cluster("国", "nation"), *(cluster(f"市{n}", "city") for n in range(3))]
    clusters += [cluster(f"县{n}", "county") for n in range(3)]
    joined = [(f"县{n}", "国") for n in range(3)]
    found = arranged(clusters, joined)
    paths = routes(found, joined)
    assert set(paths) == set(joined)
    for path in paths.values():
        for x, _ in path:
            assert all(
                abs(x - found.centres[f"市{n}"][0]) >= clusters[1].left - 40 for n in range(3)
            )


def test_clusters_that_are_joined_stand_near_each_other() -> None:
    def cluster(name: str, level: str) -> Cluster:
        return Cluster(Node(name, name, "document", level, group=name))

    tops = [cluster(f"省{n}", "province") for n in range(3)]
    lower = [cluster(f"县{n}", "county") for n in range(3)]
    joined = [("县0", "省2"), ("县1", "省1"), ("县2", "省0")]
    centres = arranged([*tops, *lower], joined).centres
    assert all(math.isclose(centres[a][0], centres[b][0]) for a, b in joined)


# ---- in a browser ----


@pytest.fixture(scope="module")
def page_text(view: NetworkView) -> str:
    return network_html(view)


@pytest.mark.browser
def test_the_page_arranges_as_python_did(opened: Any, page_text: str, view: NetworkView) -> None:
    page = opened(page_text)
    before = page.evaluate("drawing.nodes.map(({id, x, y}) => [id, x, y])")
    page.evaluate("redrawAll()")
    for number, x, y in before:
        at = page.evaluate(f"[records.nodes[{number}].x, records.nodes[{number}].y]")
        assert at == pytest.approx([x, y], abs=0.2)
    assert tuple(page.evaluate("folding.room")) == FOLDED


@pytest.mark.browser
def test_search_finds_what_is_folded_and_unfolds_it(opened: Any, page_text: str) -> None:
    page = opened(page_text)
    page.keyboard.press("/")
    page.keyboard.type("第3县改革5")
    assert "调入" in page.locator("#results [role=option]").first.inner_text()
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "5 第3县改革5"
    assert page.evaluate("unfolded.map((id) => records.nodes[id].label)") == ["第3县方案"]
    place = page.evaluate("nodes.get(chosen.node) !== null")
    assert place is True
    page.get_by_role("button", name="全部收起").click()
    assert page.evaluate("[drawn.size, unfolded.length]") == [COUNTIES + 2, 0]


@pytest.mark.browser
def test_search_brings_in_a_document_with_what_it_rests_on(opened: Any, page_text: str) -> None:
    page = opened(page_text)
    page.fill("#search", "省发〔2019〕2号")
    page.keyboard.press("Enter")
    assert page.evaluate("guests.map((id) => records.nodes[id].label)") == [
        "无人引用的方案",
        "无人引用的意见",
    ]
    assert "国家" in page.evaluate("records.bands.map(([level]) => word(`level.${level}`)).join()")


@pytest.mark.browser
def test_a_click_unfolds_and_no_more_than_the_limit_is_drawn(opened: Any, page_text: str) -> None:
    page = opened(page_text)
    homes = page.evaluate("Object.keys(folding.inside).map(Number)")
    assert len(homes) == COUNTIES
    for number in homes[:3]:
        x, y = page.evaluate(
            f"""() => {{
                network.moveTo({{ position: records.nodes[{number}], scale: 1 }});
                const box = document.getElementById("mynetwork").getBoundingClientRect();
                return [box.left + box.width / 2, box.top + box.height / 2];
            }}"""
        )
        page.mouse.click(x, y)
        page.wait_for_function(f"unfolded.includes({number})")
        assert page.evaluate("nodes.length === drawn.size && drawn.size <= records.limit")
        page.wait_for_timeout(500)
    assert page.evaluate("unfolded.length") == 1
    assert f"{LIMIT} 个节点" in page.locator("#notice").inner_text()


@pytest.mark.browser
def test_a_title_that_is_a_script_stays_text_when_it_is_unfolded(
    opened: Any, page_text: str
) -> None:
    page = opened(page_text)
    page.fill("#search", "onerror")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == f"7 {EVIL}"
    assert page.evaluate("[window.ran, document.images.length]") == [None, 0]


@pytest.mark.browser
def test_the_page_says_what_it_leaves_out(opened: Any, page_text: str) -> None:
    page = opened(page_text)
    assert "--document" in page.locator("#panel .left").inner_text()
    page.click("#language")
    assert "search to bring them in" in page.locator("#panel .left").inner_text()


@pytest.mark.browser
@pytest.mark.parametrize("size", [(390, 844), (640, 400), (1280, 800)])
def test_nothing_covers_anything_on_a_phone_or_enlarged(
    opened: Any, page_text: str, size: tuple[int, int]
) -> None:
    page = opened(page_text)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    boxes = page.evaluate(
        """["header", "#mynetwork", "#panel", "#legend"].map((one) => {
            const box = document.querySelector(one).getBoundingClientRect();
            return [box.left, box.top, box.right, box.bottom];
        })"""
    )
    for place, one in enumerate(boxes):
        assert one[2] <= size[0] + 1
        assert one[3] <= size[1] + 1
        for other in boxes[place + 1 :]:
            assert (
                one[2] <= other[0] + 1
                or other[2] <= one[0] + 1
                or one[3] <= other[1] + 1
                or other[3] <= one[1] + 1
            )
    assert boxes[1][2] - boxes[1][0] > 200
    assert boxes[1][3] - boxes[1][1] > 150
