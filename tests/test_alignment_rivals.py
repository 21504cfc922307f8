"""A pair of tasks among its rivals: who is nearest, who wins which sentences, exact sums."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from hqgraph.linking.alignment_rivals import Rivals, comparable
from hqgraph.linking.alignment_text import Prepared, Weights, prepare
from hqgraph.linking.task_text import TaskText
from hqgraph.rdf.vocabulary import ID

WATER = "推进农业水价综合改革，完善污水处理收费。"
FOREST = "保护天然林，提高森林覆盖率。"
ROADS = "硬化乡村道路，修复危桥。"


def task(no: int, *sentences: str, title: str = "加强管理", kind: str = "task") -> Prepared:
    iri = NamedNode(f"{ID}doc/{no}")
    nobody: frozenset[str] = frozenset()
    return prepare(TaskText(iri, iri, str(no), kind, title, "", sentences, nobody, nobody, 0.0))


def rivals(parents: list[Prepared], children: list[Prepared]) -> Rivals:
    return Rivals(parents, children, Weights([one.grams for one in (*parents, *children)]))


def test_the_nearest_of_both_sides_are_mutual_and_the_others_are_not() -> None:
    water, forest = task(1, WATER), task(2, FOREST)
    water_too, mixed = task(3, WATER + "加快进度。"), task(4, FOREST, WATER[:8])
    found = rivals([water, forest], [water_too, mixed])
    assert found.mutual(water, water_too)
    assert found.mutual(forest, mixed)
    assert not found.mutual(water, mixed)
    assert found.nearest(water, water_too) > 0.9
    assert found.nearest(water, mixed) < 0.5


def test_a_slight_likeness_is_nothing_though_no_other_is_greater() -> None:
    one, other = task(1, WATER, FOREST), task(2, ROADS + "污水处理。")
    alone = rivals([one, task(3, "改造供热管网。")], [other, task(4, "扶持小微企业。")])
    assert alone.nearest(one, other) < 0.7


def test_a_task_split_in_two_shares_its_text_between_both() -> None:
    whole, water, forest = task(1, WATER, FOREST), task(2, WATER), task(3, FOREST)
    found = rivals([whole, task(4, ROADS)], [water, forest])
    assert 0.3 < found.share(whole, water) < 0.7
    assert found.share(whole, water) + found.share(whole, forest) == pytest.approx(1, abs=0.01)


def test_a_sentence_that_nobody_is_near_is_won_by_nobody() -> None:
    one = task(1, WATER)
    found = rivals([one], [task(2, ROADS), task(3, FOREST)])
    assert [found.share(*pair) for pair in found.pairs] == [0, 0]


def test_having_no_rival_wins_nothing_by_itself() -> None:
    goal = task(1, "到2025年，建成三级医院。", kind="goal")
    like = task(2, "到2025年，建成两所三级医院。", kind="goal")
    unlike = task(3, "建成区绿地率达到四成，水质全部达标，村村通硬化路。", kind="goal")
    assert rivals([goal], [like]).share(goal, like) > 0.9
    assert rivals([goal], [unlike]).share(goal, unlike) < 0.5


def test_a_bare_title_stands_for_the_text_that_is_not_known() -> None:
    bare, told = task(1, title="修复危桥"), task(2, ROADS, title="乡村建设")
    assert rivals([bare], [told]).lines(bare, told)[0][0] > 0


def test_goals_have_no_tasks_for_rivals() -> None:
    goal, work = task(1, WATER, kind="goal"), task(2, WATER)
    assert not comparable(goal.task, work.task)
    assert rivals([goal, work], [work]).pairs == ((work, work),)


words = st.frozensets(st.text("水价改革森林道路", min_size=2, max_size=2), min_size=1)


@given(st.lists(words, min_size=2, max_size=6))
def test_sums_of_weights_are_exact_so_that_their_order_is_nothing(
    texts: list[frozenset[str]],
) -> None:
    weights = Weights(texts)
    for text in texts:
        assert weights.total(text) == math.fsum(weights[one] for one in text)
    one, other = (weights.unit(dict.fromkeys(text, 2)) for text in texts[:2])
    products = [one[word] * other[word] for word in one.keys() & other.keys()]
    assert sum(products) == sum(reversed(products)) == math.fsum(products)
    assert math.hypot(*one.values()) == pytest.approx(1, abs=1e-5)
