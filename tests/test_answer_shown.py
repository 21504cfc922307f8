"""Answers in notebooks: a table, how they were read, the words that prove them."""

from __future__ import annotations

import pytest

from hqgraph.asking import Answer
from hqgraph.asking.answer import Evidence


def answer() -> Answer:
    task = {"type": "Task", "label": "深化<改革>", "region": "甲县", "no": "1", "iri": "x:1"}
    target = {"type": "Target", "label": "占比", "value": [1, 3], "unit": "%", "iri": "x:2"}
    evidence = tuple(Evidence("x:d", at, at + 1, f"原文{at}&") for at in range(25))
    return Answer("问", True, "读作", "SELECT", (task, target), evidence, notes=("另有一项",))


def test_a_notebook_shows_the_answer_and_its_proof_and_no_identifiers() -> None:
    shown = answer()._repr_html_()
    assert all(words in shown for words in ("读作", "另有一项", "原文0&amp;", "1—3", "甲县"))
    assert "深化&lt;改革&gt;" in shown
    assert "x:1" not in shown
    assert "5" in shown.rsplit("<li>", 1)[1]
    refused = Answer("问", understood=False, why="没有看懂")._repr_html_()
    assert ("没有看懂" in refused, "<table>" in refused, "<ul>" in refused) == (True, False, False)


def test_pandas_gets_everything() -> None:
    pytest.importorskip("pandas")
    frame = answer().to_pandas()
    assert list(frame["iri"]) == ["x:1", "x:2"]
    assert frame["value"].isna().tolist() == [True, False]
    assert Answer("问", understood=False).to_pandas().empty
