"""The shapes accept a sound graph, find each defect, and say so in Chinese."""

from __future__ import annotations

import sys

import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat, Store
from rdflib import RDF, SH

from hqgraph.errors import HqgraphError
from hqgraph.messages import use_language
from hqgraph.rdf.catalogue import catalogue_quads, load_catalogue
from hqgraph.rdf.concepts import concept_quads
from hqgraph.rdf.validate import Report, validate
from hqgraph.rdf.vocabulary import PREFIXES, graph_iri
from hqgraph.resources import resource

HEAD = (
    "\n".join(f"@prefix {prefix}: <{base}> ." for prefix, base in PREFIXES.items())
    + """
@base <https://w3id.org/hqgraph/id/> .
"""
)
DOC = "<doc/甲〔2022〕1号>"
E = "hq:evidence <doc/甲〔2022〕1号#char=0,4>"
GOOD = {
    "document": f"""{DOC} a eli:LegalResource, hq:PolicyDocument ; rdfs:label "甲"@zh ;
      eli:id_local "甲〔2022〕1号" ; hq:textDigest "{"0f" * 32}" ; hq:level <level/county> ;
      eli:passed_by <org/511623/某> ; eli:date_document "2022-12-29"^^xsd:date ;
      eli:type_document <form/方案> ; eli:has_part <t> .""",
    "section": """<s> a hq:Section ; rdfs:label "一"@zh ; hq:order 1 ; hq:depth 1 .""",
    "task": f"""<t> a hq:Task ; rdfs:label "改革"@zh ; hq:no "1" ; hq:order 1 ; {E} ;
      eli:is_part_of {DOC} ; hq:inSection <s> ; hq:responsibleAgency <org/511623/某> ;
      hq:duty <u> ; hq:deadline <by>, <by> ; hq:milestone <m> ; hq:target <n>, <r> ;
      hq:measure <k> ; hq:mentionsHospital <h> .""",
    "duty": f"""<u> a hq:Assignment ; hq:agency <org/511623/某> ; hq:role <role/lead> ;
      hq:printedName "县某局" ; hq:canonicalName "县某局" ; {E} .""",
    "deadline": f"""<by> a hq:Deadline ; hq:text "2024年底" ; {E} ;
      hq:deadlineKind <deadline-kind/by> ; hq:due "2024-12-31"^^xsd:date .""",
    "ongoing": f"""<on> a hq:Deadline ; hq:text "持续推进" ; {E} ;
      hq:deadlineKind <deadline-kind/ongoing> .""",
    "milestone": f"""<m> a hq:Milestone ; hq:text "到20__年" ; hq:quote "到20__年，" ; {E} .""",
    "target": f"""<n> a hq:Target ; rdfs:label "率 = 50%"@zh ; hq:indicator <indicator/率> ;
      hq:operator "=" ; hq:valueText "50%" ; schema:value 50 ; hq:quote "达50%" ; {E} .""",
    "range": f"""<r> a hq:Target ; rdfs:label "率"@zh ; hq:indicator <indicator/率> ;
      hq:operator "range" ; hq:valueText "1~2" ; schema:minValue 1 ; schema:maxValue 2 ;
      hq:quote "1~2" ; {E} .""",
    "measure": f"""<k> a hq:Measure ; hq:text "一句。" ; hq:order 1 ; {E} .""",
    "hospital": """<h> a schema:Hospital ; rdfs:label "县人民医院"@zh .""",
    "agency": """<org/511623/某> a hq:Agency ; rdfs:label "县某局"@zh ;
      hq:region <region/511623> ; hq:level <level/county> .""",
    "citation": f"""<c> a hq:Citation ; hq:cites <o> ; hq:relation "basis" ;
      hq:citedTitle "乙" ; {E} . <o> a eli:LegalResource .""",
    "evidence": f"""<doc/甲〔2022〕1号#char=0,4> a oa:SpecificResource ; oa:hasSource {DOC} ;
      oa:hasSelector <p>, <q> .""",
    "position": "<p> a oa:TextPositionSelector ; oa:start 0 ; oa:end 4 .",
    "quote": """<q> a oa:TextQuoteSelector ; oa:exact "为贯彻落" .""",
    "link": """<l> a sssom:Mapping ; sssom:subject_id <t> ; sssom:predicate_id hq:theme ;
      sssom:object_id <o> ; sssom:confidence 0.8 ; rdfs:comment "标题相同"@zh ;
      sssom:mapping_justification semapv:LexicalMatching .""",
}
BROKEN = [
    ("document", "0f0f", "xyz", "摘要值"),
    ("document", '〔2022〕1号"', '[2022] 1号"', "方括号"),
    ("document", "level/county", "level/galaxy", "层级"),
    ("document", '"2022-12-29"^^xsd:date', '"2022年"', "成文日期"),
    ("section", "hq:order 1", "hq:order 0", "次序"),
    ("task", 'hq:no "1" ;', "", "序号"),
    ("task", E, "hq:programme 'x'", "原文依据"),
    ("task", "hq:deadline <by>, <by>", "hq:deadline <by>, <on>", "至多有一个完成时限"),
    ("task", "hq:duty <u>", "hq:duty <m>", "责任分工的类型"),
    ("duty", "role/lead", "role/boss", "角色"),
    ("duty", 'hq:printedName "县某局"', 'hq:printedName ""', "所印的单位名称"),
    ("deadline", 'hq:due "2024-12-31"^^xsd:date', "hq:order 1", "限期完成的应有截止日期"),
    ("ongoing", E, f'{E} ; hq:due "2024-12-31"^^xsd:date', "限期完成的应有截止日期"),
    ("deadline", '"2024-12-31"^^xsd:date', '"年底"', "应为日期"),
    ("milestone", 'hq:text "到20__年" ;', "", "写法"),
    ("target", '"="', '"≈"', "比较"),
    ("target", "schema:value 50 ;", "", "应有一个数值"),
    ("range", "schema:maxValue 2 ;", "", "上限"),
    ("measure", '"一句。"', '""', "一句原文"),
    ("agency", 'rdfs:label "县某局"@zh ;', "", "单位没有名称"),
    ("citation", '"basis"', '"because"', "引用关系"),
    ("citation", 'hq:citedTitle "乙" ;', "", "文号或标题"),
    ("evidence", ", <q>", "", "两种定位"),
    ("position", "oa:start 0", "oa:start 4", "小于结束位置"),
    ("quote", '"为贯彻落"', '""', "原文不能为空"),
    ("link", "0.8", "1.5", "置信度"),
    ("link", 'rdfs:comment "标题相同"@zh ;', "", "理由"),
    ("link", "semapv:LexicalMatching", "'x'", "推断方法"),
]


def _check(parts: dict[str, str]) -> Report:
    return validate(rdflib.Graph().parse(data=HEAD + "\n".join(parts.values()), format="turtle"))


def test_a_sound_graph_conforms() -> None:
    report = _check(GOOD)
    assert str(report) == "图谱符合全部校验规则。"
    assert report.conforms


@pytest.mark.parametrize(("part", "good", "bad", "message"), BROKEN)
def test_each_defect_is_found_and_told(part: str, good: str, bad: str, message: str) -> None:
    assert good in GOOD[part]
    report = _check(GOOD | {part: GOOD[part].replace(good, bad)})
    assert not report.conforms
    assert [finding for finding in report.findings if message in finding.message], str(report)


def test_a_finding_reads_in_both_languages() -> None:
    broken = GOOD | {"duty": GOOD["duty"].replace("role/lead", "role/boss")}
    chinese = str(_check(broken))
    assert chinese == (
        "错误：u｜角色｜责任分工的角色应为牵头、责任、配合或统一责任（值：role/boss）"
    )
    use_language("en")
    try:
        assert str(_check(broken)).startswith("Violation: u | role | The role is one of")
    finally:
        use_language("zh")


def test_a_document_without_items_is_worth_a_warning_only() -> None:
    report = _check(
        {
            "document": GOOD["document"].replace("eli:has_part <t>", "hq:redacted false"),
            "agency": GOOD["agency"],
        }
    )
    assert [finding.severity for finding in report.findings] == ["Warning"]
    assert report.findings[0].label == "甲"
    assert report.conforms


def test_quads_are_checked_without_ontology_and_closure() -> None:
    bad = "<x> a hq:Measure ."
    store = Store()
    for graph in ("ontology", "closure"):
        store.load((HEAD + bad).encode(), RdfFormat.TURTLE, to_graph=graph_iri(graph))
    assert validate(store).findings == ()
    store.load((HEAD + bad).encode(), RdfFormat.TURTLE, to_graph=graph_iri("links"))
    found = validate(store).findings
    assert {finding.focus for finding in found} == {PREFIXES["id"] + "x"}
    dataset = rdflib.Dataset()
    dataset.parse(data=store.dump(format=RdfFormat.N_QUADS), format="nquads")
    assert validate(dataset).findings == found


def test_the_shipped_catalogue_conforms() -> None:
    quads = catalogue_quads(load_catalogue())
    concepts = concept_quads(quad.object for quad in quads if isinstance(quad.object, NamedNode))
    assert str(validate([*quads, *concepts])) == "图谱符合全部校验规则。"


def test_every_shape_speaks_both_languages() -> None:
    shapes = rdflib.Graph().parse(resource("ontology", "shapes.ttl"))
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        for prop in shapes.objects(shape, SH.property):
            languages = sorted(text.language for text in shapes.objects(prop, SH.message))
            assert languages == ["en", "zh"], (shape, shapes.value(prop, SH.path))


def test_without_pyshacl_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(HqgraphError, match=r"hqgraph\[validate\]"):
        validate([])
