"""Reasons of the graph read back from their forms: Chinese as they stand, English by the table."""

from __future__ import annotations

from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hqgraph as package
from hqgraph.linking.reasons import in_both, in_words
from hqgraph.linking.words import reason, rows
from hqgraph.messages import use_language

FORMS = {row["key"]: row for row in rows("reasons")}
WORDS = st.text("医保支付方式改革；《》（）“”2025", min_size=1, max_size=12)


def fields(form: str) -> list[str]:
    return [name for _, name, *_ in Formatter().parse(form) if name]


@pytest.mark.parametrize("key", sorted(FORMS))
def test_both_columns_take_the_same_words(key: str) -> None:
    assert sorted(fields(FORMS[key]["zh"])) == sorted(fields(FORMS[key]["en"]))


@pytest.mark.parametrize("key", sorted(FORMS))
def test_each_form_is_known_again(key: str) -> None:
    values = {name: f"词{at}" for at, name in enumerate(fields(FORMS[key]["zh"]))}
    assert in_words(reason(key, **values), "en") == FORMS[key]["en"].format(**values)


@given(st.lists(st.tuples(st.sampled_from(sorted(FORMS)), WORDS), min_size=1, max_size=4))
def test_forms_in_a_row_are_all_read_whatever_fills_them(parts: list[tuple[str, str]]) -> None:
    told = "；".join(
        reason(key, **dict.fromkeys(fields(FORMS[key]["zh"]), word)) for key, word in parts
    )
    assert in_both(told)["zh"] == told
    assert in_words(told, "en") != told


def test_themes_are_named_in_the_readers_language() -> None:
    told = reason("align.themes", names="医保支付方式、人事管理制度")
    assert in_words(told, "en") == "the same subject (insurance payment, staffing)"


def test_words_of_no_form_stay_as_they_are() -> None:
    assert in_words("人工判断；标题相近", "en") == "人工判断；标题相近"
    assert in_words("", "en") == ""


def test_every_reason_of_the_seeds_can_be_read_in_english(seed_store: object) -> None:
    with package.open(str(seed_store)) as graph:
        found = graph.query("SELECT DISTINCT ?why { ?m a sssom:Mapping ; rdfs:comment ?why }")
        told = [str(row["why"]) for row in found.to_dicts()]
    assert told
    assert not [words for words in told if in_words(words, "en") == words]


def test_lineage_and_why_speak_the_language_in_force(seed_store: object) -> None:
    with package.open(str(seed_store)) as graph:
        use_language("en")
        try:
            edges = graph.lineage("邻水县").up
            steps = graph.lineage(task="邻水县/19").steps
            notes = [one.note for one in graph.why("邻水县", "hq:likelyImplements")]
        finally:
            use_language("zh")
    assert any("states no basis" in edge.reason for edge in edges)
    assert any("both print" in step.reason for step in steps)
    assert any("states no basis" in note for note in notes)
