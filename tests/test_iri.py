"""IRIs are minted from what a thing is, and every RDF tool takes them."""

from __future__ import annotations

import unicodedata

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from hqgraph.model import Span, TaskKind
from hqgraph.rdf import iri
from hqgraph.rdf.vocabulary import RDFS

DIGEST = "0123456789abcdef" * 4
DOC = iri.document_iri("雅办发〔2022〕66号", "关于……的通知", "511800", "方案", DIGEST)


@given(st.text())
def test_any_text_makes_an_iri_that_both_libraries_keep(text: str) -> None:
    node = iri.agency_iri(None, None, text)
    quads = serialize([Quad(node, RDFS.seeAlso, node, node)], format=RdfFormat.N_QUADS)
    assert quads is not None
    assert [quad.subject for quad in parse(quads, format=RdfFormat.N_QUADS)] == [node]
    dataset = rdflib.Dataset()
    dataset.parse(data=quads, format="nquads")
    again = dataset.serialize(format="nquads").strip()
    assert list(parse(again, format=RdfFormat.N_QUADS)) == [Quad(node, RDFS.seeAlso, node, node)]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Z", "C"))))
def test_a_segment_is_one_step_and_different_names_stay_different(text: str) -> None:
    node = iri.concept_iri("form", text)
    assert iri.segment(text).count("/") == 0
    assert iri.concept_parts(node) == ("form", unicodedata.normalize("NFC", text))


def test_lone_surrogates_of_broken_files_are_encoded() -> None:
    assert iri.segment("a\ud800b") == "a%ED%A0%80b"


def test_chinese_and_its_brackets_stay_readable() -> None:
    assert DOC.value == "https://w3id.org/hqgraph/id/doc/雅办发〔2022〕66号"
    assert iri.segment("a/b?c#d%e[f]<g>") == "a%2Fb%3Fc%23d%25e%5Bf%5D%3Cg%3E"


@pytest.mark.parametrize("step", [".", ".."])
def test_dot_steps_do_not_vanish(step: str) -> None:
    assert iri.segment(step) == step.replace(".", "%2E")


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("渝府办发[2022]5 号", "渝府办发〔2022〕5号"),
        ("国办发（2021）18号", "国办发〔2021〕18号"),
        ("国办发【2021】18号", "国办发〔2021〕18号"),
        ("国办发﹝2021﹞１８号", "国办发〔2021〕18号"),
        ("国办发〔2021]18\u3000号", "国办发〔2021〕18号"),
        ("卫办(医)函〔2021〕5号", "卫办（医）函〔2021〕5号"),
        ("青政办(20__)90号", "青政办〔20__〕90号"),
        ("某办发[20XX]7号", "某办发〔20XX〕7号"),
        ("某办发［20×］7号", "某办发〔20×〕7号"),
    ],
)
def test_numbers_have_one_normal_form(printed: str, normal: str) -> None:
    assert iri.normal_number(printed) == normal
    assert iri.normal_number(normal) == normal


@pytest.mark.parametrize(
    ("number", "redacted"),
    [
        ("青政办〔20__〕90号", True),
        ("某办发〔20XX〕7号", True),
        ("某办发〔2022〕×号", True),
        ("XX办发〔2022〕7号", True),
        ("国办发〔2021〕18号", False),
        ("GXJ0320210083", False),
    ],
)
def test_redacted_numbers_are_told(number: str, redacted: bool) -> None:
    assert iri.is_redacted(number) is redacted


def test_a_document_is_named_by_the_best_name_it_has() -> None:
    def name(*parts: str | None) -> str:
        number, title, region, form = parts
        node = iri.document_iri(number, title, region, form, DIGEST)
        return node.value.removeprefix("https://w3id.org/hqgraph/id/doc/")

    assert name("某发[2022]1 号", "甲", "511623", "方案") == "某发〔2022〕1号"
    assert name(None, "工作清单", "511623", "清单") == "511623/工作清单"
    assert name(None, "工作清单", None, "清单") == "0/工作清单"
    assert name(None, None, "632523", "方案") == "632523/方案-0123456789abcdef"
    assert name(None, None, None, None) == "0/0123456789abcdef"


def test_a_cited_document_and_the_read_one_meet_in_the_number() -> None:
    assert iri.cited_document_iri("雅办发[2022]66 号", None) == DOC
    assert iri.cited_document_iri(None, "甲").value.endswith("/doc/title/甲")
    with pytest.raises(ValueError, match="number or a title"):
        iri.cited_document_iri(None, None)


def test_what_a_document_holds_lies_under_it() -> None:
    task = iri.task_iri(DOC, TaskKind.TASK, "1", main="三")
    assert task.value == f"{DOC.value}/task/三/1"
    assert iri.task_iri(DOC, TaskKind.GOAL, "0").value == f"{DOC.value}/goal/0"
    assert iri.section_iri(DOC, 3).value == f"{DOC.value}/section/3"
    assert iri.citation_iri(DOC, 1).value == f"{DOC.value}/citation/1"
    assert iri.deadline_iri(task).value == f"{task.value}/deadline"
    parts = (iri.duty_iri, iri.milestone_iri, iri.target_iri, iri.measure_iri)
    assert [part(task, 2).value.removeprefix(task.value) for part in parts] == [
        "/duty/2",
        "/milestone/2",
        "/target/2",
        "/measure/2",
    ]


def test_evidence_follows_rfc_5147() -> None:
    evidence = iri.evidence_iri(DOC, Span(120, 180))
    assert evidence.value == f"{DOC.value}#char=120,180"
    assert iri.position_iri(evidence).value == f"{DOC.value}#char=120,180;position"
    assert iri.quote_iri(evidence).value == f"{DOC.value}#char=120,180;quote"


def test_bodies_are_region_and_kind() -> None:
    def tail(node: NamedNode) -> str:
        return node.value.removeprefix("https://w3id.org/hqgraph/id/")

    assert tail(iri.agency_iri("511623", "医疗保障", "县医保局")) == "org/511623/医疗保障"
    assert tail(iri.agency_iri(None, None, "某办")) == "org/0/某办"
    assert tail(iri.hospital_iri("511623", "县人民医院")) == "hospital/511623/县人民医院"
    assert tail(iri.indicator_iri("医护比")) == "indicator/医护比"
    assert tail(iri.region_iri("511623")) == "region/511623"


def test_only_known_schemes_have_concepts() -> None:
    assert iri.concept_parts(iri.scheme_iri("theme")) is None
    assert iri.concept_parts(DOC) is None
    for mint in (iri.scheme_iri, lambda scheme: iri.concept_iri(scheme, "a")):
        with pytest.raises(KeyError):
            mint("colour")


def test_a_statement_is_named_by_its_edge() -> None:
    other = iri.cited_document_iri("国办发〔2021〕18号", None)
    node = iri.statement_iri("link", DOC, RDFS.seeAlso, other)
    assert node.value == (
        "https://w3id.org/hqgraph/id/link/doc/雅办发〔2022〕66号/seeAlso/doc/国办发〔2021〕18号"
    )
