"""The five seeds as one graph: what the product promises of them, end to end."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

import hqgraph
from hqgraph.linking import to_json
from hqgraph.rdf.validate import validate
from hqgraph.reasoning import difference


@pytest.fixture(scope="module")
def graph(seed_store: Path) -> hqgraph.KnowledgeGraph:
    return hqgraph.open(seed_store)


def test_tasks_of_an_agency_in_every_county_each_with_its_sentence(
    graph: hqgraph.KnowledgeGraph,
) -> None:
    found: dict[str, list[str]] = {}
    names: dict[str, set[str]] = {}
    for row in graph.query("tasks-of-agency", agency="县医保局").to_dicts():
        found.setdefault(str(row["region"]), []).append(str(row["no"]))
        names.setdefault(str(row["region"]), set()).add(str(row["name"]))
        assert str(row["name"]) in str(row["sentence"])
        assert row["opening"]
    assert found["邻水县"] == ["3", "8", "9", "11", "14", "18", "19"]
    assert found["巫山县"] == [f"（{n}）" for n in ("九", "十", "十一", "十四", "十七", "十九")]
    assert "XX医疗保障局" in names["贵德县"]


def test_counting_the_targets_of_an_indicator_needs_no_distinct(
    graph: hqgraph.KnowledgeGraph,
) -> None:
    count = 'SELECT (COUNT(*) AS ?n) { ?t hq:indicator ?i . ?i rdfs:label "医护比"@zh }'
    (row,) = graph.query(count).to_dicts()
    assert row["n"] == len(graph.query("targets-compare", indicator="医护比").rows) == 4


def edges(graph: hqgraph.KnowledgeGraph, document: str) -> set[tuple[str | None, str | None, str]]:
    data = to_json(graph.lineage(document))
    return {(e["from"]["number"], e["to"]["number"], e["via"]) for e in data["up"]}


def test_a_stated_lineage_reaches_the_state_council_directly_and_through_the_province(
    graph: hqgraph.KnowledgeGraph,
) -> None:
    assert edges(graph, "雅办发〔2022〕66号") == {
        ("雅办发〔2022〕66号", "国办发〔2021〕18号", "eli:based_on"),
        ("雅办发〔2022〕66号", "川办发〔2021〕71号", "eli:based_on"),
        ("川办发〔2021〕71号", "国办发〔2021〕18号", "catalogue"),
    }


def test_a_document_that_cites_nothing_is_placed_by_inference_with_a_reason(
    graph: hqgraph.KnowledgeGraph,
) -> None:
    up = to_json(graph.lineage("邻水县"))["up"]
    (first,) = [edge for edge in up if edge["from"]["region"] == "邻水县"]
    assert first["via"] == "inferred"
    assert 0 < first["confidence"] < 1
    assert "四川省" in first["reason"]
    assert all(edge["via"] != "eli:based_on" for edge in up)


def test_the_graph_conforms_to_its_shapes(graph: hqgraph.KnowledgeGraph) -> None:
    pytest.importorskip("pyshacl")
    report = validate(graph.store.quads())
    assert report.conforms, str(report)


@pytest.mark.slow
def test_the_compiled_rules_derive_what_owlrl_derives(graph: hqgraph.KnowledgeGraph) -> None:
    assert difference(graph.store) == (set(), set())


def test_two_builds_are_equal_whatever_the_hash_seed(tmp_path: Path, seeds: Path) -> None:
    digests = set()
    for seed in ("0", "4711"):
        store = tmp_path / seed / "store"
        store.parent.mkdir()
        env = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "hqgraph"]
        subprocess.run([*command, "build", str(seeds), "-o", str(store)], env=env, check=True)
        export = [*command, "export", "--store", str(store), "--format", "nq"]
        lines = subprocess.run(export, env=env, check=True, capture_output=True).stdout.splitlines()
        digests.add(hashlib.sha256(b"\n".join(sorted(lines))).hexdigest())
    assert len(digests) == 1
