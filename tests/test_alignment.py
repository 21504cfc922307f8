"""Tasks of two documents aligned: gold made by reading, and what must always hold."""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from hqgraph.graph import Graph, memory_graph
from hqgraph.graph.facts import is_stated
from hqgraph.linking.alignment import Aligned, align
from hqgraph.linking.alignment_measures import Comparer
from hqgraph.linking.alignment_text import prepare
from hqgraph.linking.task_links import task_link_quads
from hqgraph.linking.task_text import OUTLINE, TaskText, task_texts
from hqgraph.parsing import parse
from hqgraph.rdf.catalogue import catalogue_quads, load_catalogue
from hqgraph.rdf.policy_quads import policy_quads
from hqgraph.rdf.vocabulary import ELI, GRAPH, HQ, ID, SSSOM
from hqgraph.reading import read
from hqgraph.resources import resource

GOLD = Path(__file__).with_name("gold_pairs")
SAMPLES = Path(__file__).parents[2] / "shared" / "samples"
SEEDS = {"邻水县": "000", "雅安市": "001", "荣昌区": "002", "巫山县": "003", "贵德县": "004"}
OUTLINED = NamedNode(ID + "doc/国办发〔2021〕18号")
ALL_GOLD = sorted(path.stem for path in GOLD.glob("*.json"))
OTHER_MATTER = "019-020"
"""A plan of the whole economy and one of consumption: they share some tasks only."""

LEAST_F1, LEAST_PRECISION, SURE = 0.85, 0.95, 0.8
PROMISED = {"yaan-linshui", "yaan-rongchang", "yaan-guide", "rongchang-wushan"}
"""Pairs that are held to more: F1 of 0.9."""

Pair = tuple[str, str]


def graph_of(path: Path) -> Graph:
    graph = memory_graph()
    graph.load(policy_quads(parse(read(path))))
    return graph


@cache
def items(name: str) -> tuple[TaskText, ...]:
    """Return the items of a seed, by its region, or of a sample, by its number."""
    folder = resource("seeds") if name in SEEDS else SAMPLES
    graph = graph_of(next(folder.glob(SEEDS.get(name, name) + "*")))
    (stated,) = filter(is_stated, graph.graph_names())
    return task_texts(graph, NamedNode(stated.value.replace(GRAPH, ID)))


def gold(name: str) -> tuple[str, str, set[Pair], set[Pair]]:
    told = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
    same, related = ({(a, b) for a, b in told[key]} for key in ("same", "related"))
    return told["parent"], told["child"], same, related


def tail(task: TaskText) -> str:
    """Return what a gold calls an item whose number may occur twice: 二/（一）, goal/0."""
    return task.iri.value.removeprefix(f"{task.document.value}/").removeprefix("task/")


def name_of(task: TaskText) -> str:
    return f"{task.kind}/{task.no}"


def names(found: tuple[Aligned, ...]) -> set[Pair]:
    return {(name_of(one.parent), name_of(one.child)) for one in found}


def pairs_of(found: tuple[Aligned, ...]) -> list[tuple[str, str, float]]:
    return [(one.parent.iri.value, one.child.iri.value, one.confidence) for one in found]


@dataclass(frozen=True)
class Scored:
    """How the pairs found stand to those a reader graded; pairs graded related are left out."""

    same: set[Pair]
    found: dict[Pair, float]

    @property
    def f1(self) -> float:
        return 2 * len(self.same & set(self.found)) / (len(self.found) + len(self.same))

    def right(self, least: float) -> float:
        sure = [pair for pair, confidence in self.found.items() if confidence >= least]
        return sum(pair in self.same for pair in sure) / len(sure)

    def wrong(self) -> tuple[set[Pair], set[Pair]]:
        return set(self.found) - self.same, self.same - set(self.found)


@cache
def scored(name: str) -> Scored:
    parent, child, same, related = gold(name)
    if not {parent, child} <= SEEDS.keys() and not SAMPLES.is_dir():
        pytest.skip("the samples are not beside this checkout")
    found = align(items(parent), items(child))
    pairs = {(tail(one.parent), tail(one.child)): one.confidence for one in found}
    return Scored(same, {pair: sure for pair, sure in pairs.items() if pair not in related})


@pytest.mark.parametrize("name", [name for name in ALL_GOLD if name != OTHER_MATTER])
def test_the_pairs_of_two_plans_are_those_a_reader_finds(name: str) -> None:
    result = scored(name)
    assert result.f1 >= (0.9 if name in PROMISED else LEAST_F1), result.wrong()
    assert result.right(SURE) >= LEAST_PRECISION, result.wrong()


def test_plans_of_different_matters_share_what_they_share_and_no_more() -> None:
    result = scored(OTHER_MATTER)
    assert result.f1 >= 0.75, result.wrong()
    assert result.right(0.0) >= LEAST_PRECISION, result.wrong()


def test_a_confidence_is_about_how_often_such_pairs_are_right() -> None:
    def right(least: float, below: float) -> float:
        found = [
            pair in result.same
            for result in map(scored, ALL_GOLD)
            for pair, sure in result.found.items()
            if least <= sure < below
        ]
        return sum(found) / len(found)

    assert right(0.9, 1.0) >= 0.98
    assert right(0.8, 0.9) >= 0.9
    assert right(0.5, 0.8) >= 0.75


def test_most_of_what_a_reader_finds_is_found_with_confidence() -> None:
    results = [scored(name) for name in ALL_GOLD]
    sure = sum(found >= SURE for one in results for found in one.found.values())
    assert sure >= 0.75 * sum(len(one.same) for one in results)


@pytest.mark.parametrize("name", ALL_GOLD)
def test_the_golds_name_items_that_there_are(name: str) -> None:
    parent, child, same, related = gold(name)
    if not {parent, child} <= SEEDS.keys() and not SAMPLES.is_dir():
        pytest.skip("the samples are not beside this checkout")
    assert {one for one, _ in same | related} <= set(map(tail, items(parent)))
    assert {one for _, one in same | related} <= set(map(tail, items(child)))
    assert not same & related


def test_one_task_may_answer_to_two() -> None:
    found = names(align(items("荣昌区"), items("巫山县")))
    assert {("task/17", "task/（十九）"), ("task/18", "task/（十九）")} <= found


def test_a_document_answers_to_itself_item_by_item() -> None:
    tasks = items("雅安市")
    copies = [
        replace(task, document=NamedNode(ID + "doc/copy"), iri=NamedNode(task.iri.value + "-copy"))
        for task in tasks
    ]
    best = {
        one.child.no: one.parent.no
        for one in sorted(align(tasks, copies), key=lambda one: one.confidence)
        if one.confidence >= 0.95
    }
    assert best == {task.no: task.no for task in tasks}


def test_the_order_of_asking_changes_nothing() -> None:
    parents, children = list(items("雅安市")), list(items("贵德县"))
    expected = align(parents, children)
    random.Random(7).shuffle(parents)
    random.Random(8).shuffle(children)
    assert align(parents, children) == expected
    places = [(one.child.place, one.parent.place) for one in expected]
    assert places == sorted(places)


def test_asking_for_surer_pairs_only_leaves_the_others_out() -> None:
    parents, children = items("雅安市"), items("荣昌区")
    everything = pairs_of(align(parents, children, least=0.0))
    assert pairs_of(align(parents, children, least=0.9)) == [p for p in everything if p[2] >= 0.9]
    assert all(0 <= confidence <= 1 for *_, confidence in everything)


def test_nothing_aligns_with_nothing() -> None:
    assert align((), items("雅安市")) == align(items("雅安市"), ()) == ()


def test_goals_are_paired_with_goals_only() -> None:
    found = align(items("雅安市"), items("贵德县"), least=0.0)
    kinds = {frozenset((one.parent.kind, one.child.kind)) for one in found}
    assert not any("goal" in pair and len(pair) > 1 for pair in kinds)


def every_pair() -> Iterator[Aligned]:
    for child in ("邻水县", "荣昌区", "贵德县"):
        yield from align(items("雅安市"), items(child))


def test_shared_words_are_printed_in_both_tasks_and_stand_in_the_reason() -> None:
    def printed(task: TaskText) -> str:
        return unicodedata.normalize("NFKC", "\n".join((task.title, *task.sentences)))

    pairs = list(every_pair())
    for pair in pairs:
        for words in pair.shared:
            assert words in printed(pair.parent)
            assert words in printed(pair.child)
            assert words in pair.reason
        assert not any(a != b and a in b for a in pair.shared for b in pair.shared)
    assert sum(bool(pair.shared) for pair in pairs) >= 0.95 * len(pairs)


def test_themes_without_common_words_make_no_sure_pair() -> None:
    (one,) = (task for task in items("雅安市") if name_of(task) == "task/20")
    other = replace(
        one, iri=NamedNode(one.iri.value + "-other"), title="DRG改革", sentences=("做好DIP付费。",)
    )
    rest = tuple(task for task in items("雅安市") if task is not one)
    (found,) = (
        pair for pair in align((one, *rest), (other, *items("邻水县")[:3])) if pair.child is other
    )
    assert found.parent == one
    assert found.confidence < SURE


def test_a_field_without_themes_is_not_judged_by_them() -> None:
    parents = [prepare(replace(task, title="绿色低碳")) for task in items("雅安市")]
    children = [prepare(task) for task in items("邻水县")]
    assert Comparer(children, children).themed
    assert not Comparer(parents, children).themed


def test_a_model_of_meaning_can_be_plugged_in() -> None:
    parent, child, *_ = gold("yaan-guide")
    own = {task.title: task for task in items(child)}["推动XX人民医院高质量发展"]
    wanted = {task.title: task for task in items(parent)}["全力打造省内一流高水平医院"]
    seen: list[str] = []

    def embed(texts: object) -> list[list[float]]:
        assert isinstance(texts, list)
        seen.extend(texts)
        near = (own.title, wanted.title)
        return [[1.0, 0.0] if text.startswith(near) else [0.0, 1.0] for text in texts]

    def confidence(*, model: bool) -> float:
        found = align(items(parent), items(child), least=0.0, embed=embed if model else None)
        (pair,) = (one for one in found if (one.parent, one.child) == (wanted, own))
        return pair.confidence

    assert confidence(model=True) > confidence(model=False)
    assert len(seen) == len(items(parent)) + len(items(child))
    with pytest.raises(ValueError, match="vectors"):
        align(items(parent), items(child), embed=lambda texts: [])


def test_an_outline_gives_headings_in_printed_order_and_takes_part() -> None:
    graph = memory_graph()
    graph.load(catalogue_quads(load_catalogue()))
    outline = task_texts(graph, OUTLINED)
    assert {task.kind for task in outline} == {OUTLINE}
    assert [task.no for task in outline[:2]] == ["（三）", "（四）"]
    assert [task.place for task in outline] == sorted(task.place for task in outline)
    numbers = [task.no for task in outline]
    assert numbers.index("（九）") < numbers.index("（十）") < numbers.index("（十九）")
    found = names(align(outline, items("雅安市")))
    assert ("outline/（十九）", "task/20") in found


def test_an_unknown_document_has_no_items() -> None:
    assert task_texts(memory_graph(), NamedNode(ID + "doc/0")) == ()


def test_links_say_elaborates_with_shared_words_and_never_a_basis() -> None:
    found = align(items("雅安市"), items("邻水县"))
    quads = list(task_link_quads(found))
    edges = [quad for quad in quads if quad.predicate == HQ.elaborates]
    assert {(q.subject, q.object) for q in edges} == {(o.child.iri, o.parent.iri) for o in found}
    words = [quad for quad in quads if quad.predicate == HQ.sharedWords]
    assert len(words) == sum(len(one.shared) for one in found)
    mappings = {quad.subject for quad in quads if quad.predicate == SSSOM.confidence}
    assert {quad.subject for quad in words} <= mappings
    assert ELI.based_on not in {quad.predicate for quad in quads}
