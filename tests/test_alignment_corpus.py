"""Like tasks among many: what the signatures find is what comparing each with each finds."""

from __future__ import annotations

import random
from array import array
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from hqgraph.linking.alignment_corpus import LIKE, like_tasks, near_sets
from hqgraph.linking.task_text import TaskText
from hqgraph.rdf.vocabulary import ID


def task(document: str, no: int, *sentences: str, title: str = "加强管理") -> TaskText:
    node = NamedNode(f"{ID}doc/{document}")
    empty: frozenset[str] = frozenset()
    iri = NamedNode(f"{node.value}/task/{no}")
    return TaskText(iri, node, str(no), "task", title, "", sentences, empty, empty, 0.0)


def dice(one: array[int], other: array[int]) -> float:
    return 2 * len({*one} & {*other}) / (len(one) + len(other))


def family(chance: random.Random, size: int) -> list[array[int]]:
    """Return sets that keep nine in ten of one set's members and change the rest."""
    base = chance.sample(range(2**32), size)
    return [
        array("I", sorted({n if chance.random() < 0.9 else chance.randrange(2**32) for n in base}))
        for _ in range(6)
    ]


@pytest.mark.parametrize("size", [6, 40, 300])
def test_signatures_find_what_brute_force_finds(size: int) -> None:
    chance = random.Random(size)
    sets = [one for _ in range(25) for one in family(chance, size)]
    found = {(a, b) for a, b, _ in near_sets(sets)}
    wanted = {
        (a, b) for a, b in combinations(range(len(sets)), 2) if dice(sets[a], sets[b]) >= LIKE
    }
    assert found <= wanted
    assert len(found) >= 0.97 * len(wanted) > 0


def test_only_pairs_as_alike_as_asked_are_yielded_with_how_alike_they_are() -> None:
    sets = family(random.Random(3), 50)
    for first, second, alike in near_sets(sets, least=0.8):
        assert first < second
        assert alike == dice(sets[first], sets[second]) >= 0.8


def test_tasks_of_one_document_are_no_pair() -> None:
    words = "规范医保协议管理，明确结算时限，细化结算规则，确保基金及时足额拨付。"
    tasks = [task("a", 1, words), task("a", 2, words), task("b", 1, words)]
    found = [(one.iri, other.iri, alike) for one, other, alike in like_tasks(tasks)]
    assert found == [(tasks[0].iri, tasks[2].iri, 1.0), (tasks[1].iri, tasks[2].iri, 1.0)]


def test_a_task_without_words_is_like_none() -> None:
    assert list(like_tasks([task("a", 1, title=""), task("b", 1, title=""), task("c", 1)])) == []


@given(st.lists(st.text("医保支付方式改革", max_size=6), max_size=6))
def test_what_is_yielded_is_exact_and_in_order(titles: list[str]) -> None:
    tasks = [task(str(at), at, title=title) for at, title in enumerate(titles)]
    found = [(int(one.no), int(other.no)) for one, other, _ in like_tasks(tasks)]
    assert found == sorted(set(found))
    for first, second in found:
        assert len(titles[first]) > 1 < len(titles[second])
