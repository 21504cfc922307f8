"""The comparison page: marks between two sentences, rows in reading order, one safe file."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

import hqgraph as package
from hqgraph.linking.alignment import Aligned
from hqgraph.linking.compare import Comparison, Moved, PairDiff
from hqgraph.linking.compare_dates import NO_DATE
from hqgraph.linking.compare_sentences import sentence_diff
from hqgraph.linking.lineage import Document
from hqgraph.linking.task_text import TaskText
from hqgraph.views.compare import compare_html
from hqgraph.views.compare_marks import marked
from hqgraph.views.compare_rows import rows_of

TEXT = st.text("医保支付改革，。；50%70％年底2025ab ", max_size=40)
EVIL = "</script><script>window.ran=1</script><img src=x onerror='window.ran=1'>\u2028\"&。"


def item(no: str, *sentences: str) -> TaskText:
    node = NamedNode(f"https://w3id.org/hqgraph/id/doc/x/task/{no}")
    none: frozenset[str] = frozenset()
    return TaskText(node, node, no, "task", f"标题{no}", "", sentences, none, none, 0.0)


def pair(parent: TaskText, child: TaskText) -> PairDiff:
    diff = sentence_diff(parent.sentences, child.sentences)
    aligned = Aligned(parent, child, 0.9, ("共同",), "理由")
    return PairDiff(aligned, diff, (), (), (), NO_DATE)


def comparison(*pairs: PairDiff) -> Comparison:
    above, below = Document("urn:p", "上级", None, "甲省"), Document("urn:c", "下级", None, "乙市")
    return Comparison(above, below, pairs, (item("9", EVIL),), (), (), ())


def signs(segments: tuple[tuple[str, str], ...]) -> list[str]:
    return [text for sign, text in segments if sign != "="]


def test_a_number_is_marked_whole() -> None:
    left, right = marked("覆盖率达到50%以上。", "覆盖率达到70%以上。")
    assert (signs(left), signs(right)) == (["50%"], ["70%"])


def test_a_clause_with_little_in_common_is_marked_whole_on_both_sides() -> None:
    left, right = marked("加强预算管理，配齐急救车辆。", "加强预算管理，推广中医适宜技术。")
    assert (signs(left), signs(right)) == (["配齐急救车辆"], ["推广中医适宜技术"])


def test_a_stretch_that_moved_within_the_text_is_not_marked() -> None:
    left, right = marked(
        "健全医保支付机制，完善院前急救网络。", "完善院前急救网络，推广适宜技术，健全医保支付机制。"
    )
    assert "".join(signs(left)).strip("，。") == ""
    assert "".join(signs(right)).strip("，。") == "推广适宜技术"


def test_the_words_of_a_target_that_stayed_are_not_struck_out(seed_store: Path) -> None:
    with package.open(seed_store) as graph:
        pairs = graph.compare("雅安市", "邻水县").pairs
    (one,) = [pair for pair in pairs if pair.aligned.child.no == "5"]
    struck = [text for row in rows_of(one) for text in signs(row.parent)]
    assert not [text for text in struck if "50%" in text or "70%" in text]


def test_a_moved_sentence_says_where_it_went() -> None:
    one = pair(item("1", "健全机制。", "完善预算管理工作。"), item("2", "健全机制。"))
    moved = replace(one, moved_to=(Moved("完善预算管理工作。", item("7")),))
    html = compare_html(comparison(moved))
    assert '"moved":{"no":"7"' in html
    assert '"counts":{"added":0,"changed":0,"dropped":0,"kept":1,"moved":1}' in html


@given(TEXT, TEXT)
def test_the_stretches_are_the_texts_again(parent: str, child: str) -> None:
    left, right = marked(parent, child)
    assert "".join(text for _, text in left) == parent
    assert "".join(text for _, text in right) == child
    assert {sign for sign, _ in left} <= {"=", "-"}
    assert {sign for sign, _ in right} <= {"=", "+"}


@given(TEXT)
def test_the_same_text_has_no_marks(text: str) -> None:
    assert not signs(marked(text, text)[0])


def test_rows_follow_the_child_and_what_was_dropped_its_neighbour() -> None:
    parent = item("1", "加强预算管理工作。", "配齐急救车辆人员。", "推进支付方式改革。")
    child = item("2", "推进支付方式改革。", "加强预算管理工作。", "推广中医适宜技术。")
    rows = rows_of(pair(parent, child))
    assert [row.kind for row in rows] == ["kept", "kept", "dropped", "added"]
    assert rows[2].parent == (("-", "配齐急救车辆人员。"),)


def test_a_split_sentence_is_one_row() -> None:
    parent = item("1", "推进按病种付费改革并健全支付机制，加强医保基金收支预算管理和总额控制。")
    halves = ("推进按病种付费改革并健全支付机制。", "加强医保基金收支预算管理和总额控制。")
    (row,) = rows_of(pair(parent, item("2", *halves)))
    assert "".join(text for _, text in row.child) == "".join(halves)


def test_every_sentence_of_real_pairs_stands_in_a_row(seed_store: Path) -> None:
    with package.open(seed_store) as graph:
        pairs = graph.compare("雅安市", "邻水县").pairs
    for one in pairs:
        rows = rows_of(one)
        for side, task in (("parent", one.aligned.parent), ("child", one.aligned.child)):
            shown = "".join(text for row in rows for _, text in getattr(row, side))
            assert sorted(shown) == sorted("".join(task.sentences))


def test_the_page_is_one_file_that_reaches_nowhere_and_is_the_same_each_time() -> None:
    found = comparison(pair(item("1", EVIL), item("2", EVIL + "增加。")))
    html = compare_html(found)
    assert html == compare_html(found)
    assert "default-src 'none'" in unescape(html)
    assert "<img" not in html
    assert html.count("<script") == 3
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?:https?:)?//""", html)
