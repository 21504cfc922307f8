"""Questions in words that are no names: the text itself, headings, dates that no deadline gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hqgraph import asking
from hqgraph.asking import freely
from hqgraph.asking.lexer import normal, tokens
from hqgraph.asking.lexicon import lexicon_of
from hqgraph.asking.loose import as_printed
from hqgraph.asking.marks import holding
from hqgraph.graph import EmbeddedGraph, open_graph


@pytest.fixture(scope="module")
def graph(seed_store: Path) -> Iterator[EmbeddedGraph]:
    with open_graph(seed_store) as opened:
        yield opened


def stretches(graph: EmbeddedGraph, question: str) -> list[tuple[str, ...]] | None:
    text = normal(question)
    found = freely.read(text, tokens(text, lexicon_of(graph)))
    if found is None:
        return None
    return [s.values for token in found for s in token.senses if s.sort == freely.SORT]


def test_a_stretch_ends_where_the_question_begins(graph: EmbeddedGraph) -> None:
    assert stretches(graph, "建立药品追溯制度，写在哪几个任务里") == [
        ("建立药品追溯制度", "药品追溯制度")
    ]
    assert stretches(graph, "邻水县没有提DRG的任务有几项") == [("DRG",)]
    assert stretches(graph, "“行走的医院”写在哪项任务里") == [("行走的医院",)]


def test_short_unknown_words_by_themselves_say_too_little(graph: EmbeddedGraph) -> None:
    assert stretches(graph, "邻水县卫健局局长叫什么名字") is None
    assert not asking.ask(graph, "邻水县卫健局局长叫什么名字").understood


def test_words_of_the_text_are_told_of_and_name_the_task(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "邻水县建立药品追溯制度由谁负责")
    assert len(found.answers) == 4
    assert any("邻水县9" in note for note in found.notes)
    assert all("药品追溯" in quote.text or "县医保局" in quote.text for quote in found.evidence)


def test_words_of_several_tasks_name_no_bodies(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "巫山县城市医疗集团由谁负责")
    assert not found.answers
    assert "（九）" in found.why
    assert "（二十）" in found.why


def test_words_that_stand_nowhere_are_refused_as_unknown(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "火车票改签服务写在哪几项任务里")
    assert not found.understood
    assert "火车票改签服务" in found.why
    assert not asking.ask(graph, "邻水县没有提火车票改签服务的任务有几项").understood


def test_whether_a_plan_says_something_is_no_where_it_does_not(graph: EmbeddedGraph) -> None:
    def said(question: str) -> list[object]:
        return [thing["value"] for thing in asking.ask(graph, question).answers]

    assert said("荣昌区的方案里有没有提DRG") == ["否"]
    assert said("邻水的清单有没有提到DRG") == ["是"]
    assert said("邻水的清单没有提DRG吗") == []


def test_dates_of_the_text_answer_with_a_note_where_no_deadline_does(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "雅安市2022年底前要完成哪些任务")
    assert [thing["no"] for thing in found.answers] == ["21"]
    assert any("正文" in note for note in found.notes)
    assert all("2022年底前" in quote.text for quote in found.evidence)
    assert asking.ask(graph, "邻水县2024年底要完成哪些任务").notes != found.notes


def test_a_targets_own_date_goes_before_its_tasks_deadline(graph: EmbeddedGraph) -> None:
    found = asking.ask(graph, "邻水县患者综合服务中心什么时候建立")
    assert [thing["value"] for thing in found.answers] == ["2024-12-31"]
    of_task = asking.ask(graph, "邻水县第8项任务什么时候完成").answers
    assert [thing["value"] for thing in of_task] == ["2025-12-31"]


def test_a_time_that_is_denied_is_no_milestone(graph: EmbeddedGraph) -> None:
    assert not asking.ask(graph, "巫山县2027年没有节点的任务有哪些").answers


def test_headings_lead_to_what_stands_under_them(graph: EmbeddedGraph) -> None:
    def numbers(question: str) -> list[object]:
        return [thing["no"] for thing in asking.ask(graph, question).answers]

    under = ["8", "9", "10", "11"]
    assert numbers("“提高群众就医满意度”底下雅安安排了哪些任务") == under
    assert numbers("雅安市提高群众就医满意度部分有哪些任务") == under
    assert numbers("巫山县第二部分有哪些任务") == ["（五）", "（六）", "（七）", "（八）"]
    commas = "巫山县“创新模式，增强医疗卫生服务群众获得感”这一章有哪些任务"
    assert len(numbers(commas)) == 6


def test_spoken_words_are_read_as_documents_print_them(graph: EmbeddedGraph) -> None:
    assert as_printed("三甲医院的病人") == "三级甲等医院的患者"
    found = asking.ask(graph, "邻水的三级公立医院，出院病人走临床路径的要做到百分之几")
    assert [thing["value"] for thing in found.answers] == [50]
    assert any("出院患者" in note for note in found.notes)


def test_letters_and_words_may_stand_apart_in_a_text() -> None:
    assert holding("DRG付费")("?x").count("REGEX") == 2
    assert holding("付费改革")("?x").count("REGEX") == 1


def test_documents_rest_on_what_stands_after_the_verb(graph: EmbeddedGraph) -> None:
    def numbers(question: str) -> set[object]:
        return {thing["number"] for thing in asking.ask(graph, question).answers}

    assert numbers("哪些文件依据渝府办发〔2023〕76号") == {"巫山府办发〔2024〕18号"}
    assert numbers("巫山县的通知的文件依据是什么") == {"渝府办发〔2023〕76号"}
    assert numbers("雅安方案贯彻的国务院办公厅文件是哪一个") == {"国办发〔2021〕18号"}
