"""Policy to quads: IRIs, facts, evidence, and that the result is sound by the shapes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from hqgraph.gazetteer import region
from hqgraph.model import Agency, Fact, Header, Paragraph, Policy, Region, Span, Target, Text
from hqgraph.rdf.policy_bodies import agency_label, hospital_region, issuer, node_of_agency
from hqgraph.rdf.policy_items import task_nodes, value_text
from hqgraph.rdf.policy_quads import document_of, policy_quads
from hqgraph.rdf.validate import validate
from hqgraph.rdf.vocabulary import ELI, HQ, ID, OA, RDFS, SCHEMA, SKOS, XSD, doc_graph
from policy_fixture import CONTENT, policy

DOC = ID + "doc/511623/邻水县示例工作方案"
TASK = DOC + "/task/一/（一）"


def told(
    subject: str, predicate: NamedNode, quads: list[Quad] | None = None
) -> list[NamedNode | Literal]:
    """Return the objects of a subject and a property, in order."""
    quads = policy_quads(policy()) if quads is None else quads
    node = NamedNode(subject)
    found = (q.object for q in quads if q.subject == node and q.predicate == predicate)
    return [value for value in found if isinstance(value, NamedNode | Literal)]


def told_value(quad: Quad) -> str:
    """Return the text of a quad's object."""
    assert isinstance(quad.object, Literal)
    return quad.object.value


def test_shapes_find_nothing_wrong() -> None:
    assert str(validate(policy_quads(policy("邻府办发〔2024〕3号")))) == str(validate([]))


def test_same_policy_same_quads_without_repeats() -> None:
    quads = policy_quads(policy())
    assert quads == policy_quads(policy())
    assert len(quads) == len(set(quads))


def test_items_with_one_number_are_told_apart_by_section() -> None:
    assert told(DOC, ELI.has_part) == [NamedNode(TASK), NamedNode(DOC + "/task/二/（一）")]
    assert told(TASK, HQ.inSection) == [NamedNode(DOC + "/section/1")]
    assert told(DOC + "/task/二/（一）", HQ.inSection) == [NamedNode(DOC + "/section/2")]


def test_items_with_one_number_in_one_section_are_counted() -> None:
    task = policy().tasks[0]
    nodes = task_nodes(NamedNode(DOC), (task, task, task))
    assert [node.value for node in nodes] == [TASK, TASK + "~2", TASK + "~3"]


def test_who_does_it() -> None:
    insurance = NamedNode(ID + "org/511623/医疗保障")
    towns = NamedNode(ID + "org/511623/各镇人民政府")
    assert told(TASK, HQ.leadAgency) == [insurance]
    assert told(TASK, HQ.supportAgency) == [towns]
    assert told(TASK, HQ.inheritedAgency) == [insurance]
    assert told(TASK + "/duty/3", HQ.role) == [NamedNode(ID + "role/inherited")]
    assert Literal("邻水县医保局", language="zh") in told(insurance.value, RDFS.label)
    assert told(towns.value, RDFS.label) == [Literal("邻水县各镇人民政府", language="zh")]
    assert told(towns.value, SKOS.altLabel) == [Literal("各镇人民政府", language="zh")]


def test_target_and_milestone_rest_on_the_whole_sentence() -> None:
    (proof,) = told(TASK + "/target/1", HQ.evidence)
    assert told(TASK + "/milestone/1", HQ.evidence) == [proof]
    assert told(TASK + "/measure/1", HQ.evidence) == [proof]
    exact = told(f"{proof.value};quote", OA.exact)
    assert exact == [Literal("到2024年底，县人民医院示例率达到50%以上。")]
    assert told(TASK + "/target/1", SCHEMA.minValue) == [Literal("50", datatype=XSD.integer)]


def test_every_quote_is_the_text_at_its_offsets() -> None:
    quads = policy_quads(policy())
    starts = {str(q.subject)[1:-1]: told_value(q) for q in quads if q.predicate == OA.start}
    quotes = {str(q.subject)[1:-1]: told_value(q) for q in quads if q.predicate == OA.exact}
    assert starts
    assert len(starts) == len(quotes)
    for position, offset in starts.items():
        start = int(offset)
        exact = quotes[position.removesuffix(";position") + ";quote"]
        assert CONTENT[start : start + len(exact)] == exact


def test_markup_in_the_text_is_only_text() -> None:
    words = "提示<script>alert(1)</script>。"
    assert told(TASK + "/measure/2", HQ.text) == [Literal(words, language="zh")]


def test_citations_by_number_and_by_title() -> None:
    numbered = NamedNode(ID + "doc/川办发〔2020〕1号")
    titled = NamedNode(ID + "doc/title/国家示例意见")
    assert told(DOC, ELI.based_on) == [numbered]
    assert told(DOC, ELI.cites) == [numbered, titled]
    assert told(DOC + "/citation/1", HQ.citedNumber) == [Literal("川办发[2020] 1号")]
    assert told(numbered.value, ELI.id_local) == [Literal("川办发〔2020〕1号")]


def test_redacted_number_stays_as_printed() -> None:
    one = policy().citations[0]
    quads = policy_quads(replace(policy(), citations=(replace(one, number="青政办〔20__〕90号"),)))
    other = ID + "doc/青政办〔20__〕90号"
    assert told(other, HQ.redacted, quads) == [Literal(True)]
    assert told(other, ELI.id_local, quads) == [Literal("青政办〔20__〕90号")]


def test_a_document_without_name_is_known_by_its_letters() -> None:
    def nameless(content: str) -> Policy:
        text = Text(content, (Paragraph(Span(0, len(content))),))
        header = Header(region=region("632523"), form=Fact("方案"))
        return Policy(text, header)

    plain, spaced = nameless("做好示例工作。"), nameless("做 好\n示例，工作")
    assert document_of(plain) == document_of(spaced) != document_of(nameless("做好别的工作。"))
    assert document_of(plain).value.startswith(ID + "doc/632523/方案-")
    label = told(document_of(plain).value, RDFS.label, policy_quads(plain))
    assert label == [Literal("贵德县方案", language="zh")]


def test_unknown_form_is_left_out() -> None:
    odd = replace(policy(), header=replace(policy().header, form=Fact("无此文种")))
    assert told(DOC, ELI.type_document, policy_quads(odd)) == []
    assert told(DOC, ELI.type_document) == [NamedNode(ID + "form/方案")]


@pytest.mark.parametrize(
    ("name", "canonical", "code", "label"),
    [
        ("县医保局", "县医保局", "511623", "邻水县医保局"),
        ("市场监管局", "市场监管局", "511623", "邻水县市场监管局"),
        ("邻水县财政局", "邻水县财政局", "511623", "邻水县财政局"),
        ("国家卫生健康委", "国家卫生健康委", "100000", "国家卫生健康委"),
        ("县某某站", "县某某站", None, "县某某站"),
    ],
)
def test_agency_labels(name: str, canonical: str, code: str | None, label: str) -> None:
    place = region(code) if code else None
    assert agency_label(Agency(name, canonical, "医疗保障", place)) == label


def test_an_issuer_is_the_organ_of_its_region() -> None:
    national = issuer("国务院办公厅", region("511623"))
    assert node_of_agency(national) == NamedNode(ID + "org/100000/政府办公")
    assert issuer("无名", None) == Agency("无名", "无名")


def test_two_bodies_of_one_kind_in_a_city_stay_two() -> None:
    city = region("511800")
    one, other = (
        issuer(name, city) for name in ("雅安经济技术开发区管委会", "雅安大兴开发区管委会")
    )
    assert one.kind == other.kind is not None
    assert node_of_agency(one) != node_of_agency(other)


@pytest.mark.parametrize(
    ("name", "home", "code"),
    [
        ("县人民医院", "511623", "511623"),
        ("市中医医院", "511623", "511600"),
        ("市人民医院", "500153", "500000"),
        ("XX人民医院", "632523", "632523"),
        ("区域医疗中心医院", "500153", None),
        ("华西医院", "511623", None),
    ],
)
def test_region_of_a_hospital_is_what_its_level_word_means(
    name: str, home: str, code: str | None
) -> None:
    found: Region | None = hospital_region(name, region(home))
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (2.5, "%", "2.5%"),
        ("1:2", "", "1:2"),
        ((30.0, 40.0), "家", "30—40家"),
        (1e-05, "", "0.00001"),
    ],
)
def test_values_in_words(value: float | str | tuple[float, float], unit: str, words: str) -> None:
    assert value_text(Target("率", None, "=", value, unit, None, "", Span(0, 1))) == words


def test_facts_and_evidence_stand_in_graphs_of_their_own() -> None:
    facts = doc_graph(NamedNode(DOC))
    for quad in policy_quads(policy()):
        in_evidence = quad.predicate in OA or quad.predicate == HQ.content
        assert not (in_evidence and quad.graph_name == facts)
