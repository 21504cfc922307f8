"""The pages as text: self-contained, safe, the same every time, complete in both languages."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hqgraph.views import Edge, NetworkView, Node, network_html, write_html
from hqgraph.views.lineage import lineage_html
from hqgraph.views.lineage_data import LineageView
from hqgraph.views.page import ASSETS, dumps, environment
from hqgraph.views.select import query_text
from hqgraph.views.words import dictionary

NASTY = "</script><script>alert(1)</script>\u2028'\"&<!--"


def view_of(text: str) -> NetworkView:
    document = Node("doc", text, "document", "county", text, "doc", text, text)
    task = Node("task", text, "task", "county", text, "doc", text, text, (("measure", text),))
    return NetworkView(text, (document, task), (Edge("doc", "task", "part", text, "stated", text),))


def network_of_size(documents: int) -> NetworkView:
    nodes: list[Node] = []
    edges: list[Edge] = []
    for number in range(documents):
        home = f"d{number}"
        nodes.append(Node(home, home, "document", "county", group=home))
        for item in range(99):
            nodes.append(Node(f"{home}/{item}", "任务", "task", "county", group=home))
            edges.append(Edge(home, f"{home}/{item}", "part"))
    return NetworkView("大网络", tuple(nodes), tuple(edges))


@pytest.mark.parametrize(
    "html", [network_html(view_of("甲县方案")), lineage_html(LineageView("脉络", (), ()))]
)
def test_a_page_loads_nothing(html: str) -> None:
    outside_scripts = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    assert not re.search(r"""(?:src|href)\s*=\s*["']?\s*(?:https?:)?//""", outside_scripts)
    assert not re.search(r"@import|url\(", outside_scripts)
    assert "bootstrap" not in html
    assert "sourceMappingURL" not in html
    assert "default-src &#39;none&#39;" in html


def test_a_documents_words_cannot_leave_their_data_block() -> None:
    html = network_html(view_of(NASTY))
    plain = network_html(view_of("甲"))
    assert html.count("<script") == plain.count("<script")
    assert "\u2028" not in html.split("<script type", 1)[1]
    assert "alert(1)</script>" not in html


@given(st.text())
def test_json_in_a_page_is_inert_and_says_the_same(text: str) -> None:
    written = dumps({"key": text})
    assert not set("<>&'\u2028\u2029") & set(written)
    assert json.loads(written) == {"key": text}


def test_a_page_is_the_same_every_time() -> None:
    assert network_html(view_of("甲县方案")) == network_html(view_of("甲县方案"))


def test_generation_is_far_from_quadratic() -> None:
    view = network_of_size(100)
    begun = time.perf_counter()
    network_html(view)
    assert time.perf_counter() - begun < 3


def test_every_word_the_pages_ask_for_is_in_both_languages() -> None:
    words = dictionary()
    assert words["zh"].keys() == words["en"].keys()
    asked = set()
    for path in ASSETS.iterdir():
        text = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r"""word\(\s*"([\w.-]+)""", text))
        asked |= set(re.findall(r"""data-word(?:-title|-placeholder)?="([\w.-]+)""", text))
    assert asked
    assert asked <= words["zh"].keys()


def test_both_languages_fill_in_the_same_values() -> None:
    words = dictionary()
    for key, sentence in words["zh"].items():
        other = words["en"][key]
        assert set(re.findall(r"{\w+}", sentence)) == set(re.findall(r"{\w+}", other)), key


def test_templates_escape_by_default() -> None:
    assert environment().from_string("{{ word }}").render(word="<b>") == "&lt;b&gt;"


def test_a_page_is_written_whole_as_utf8_with_plain_newlines(tmp_path: Path) -> None:
    target = tmp_path / "页面.html"
    target.write_text("old", encoding="utf-8")
    assert write_html(target, "医保\n局") == target
    assert target.read_bytes() == "医保\n局".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["页面.html"]


def test_a_page_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_html(target, "\ud800")
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_a_query_is_restricted_by_terms_and_not_by_text() -> None:
    assert "VALUES ?document { <https://e.org/a> }" in query_text(
        "items", document=["https://e.org/a"]
    )
    with pytest.raises(ValueError):
        query_text("items", document=["https://e.org/a> } #"])
    with pytest.raises(ValueError):
        query_text("citations", document=["https://e.org/a"])
