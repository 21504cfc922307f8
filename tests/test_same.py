"""Names that are not whole: titles that several documents have, and redacted numbers."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from hqgraph.graph import memory_graph
from hqgraph.linking import lineage, link_quads, relink
from hqgraph.linking.known import rows
from hqgraph.linking.same import MAY_BE, SAME_TITLE
from hqgraph.model import Policy, Relation
from hqgraph.queries import run
from hqgraph.rdf.policy_quads import document_of
from hqgraph.rdf.vocabulary import DCTERMS, ELI, GRAPH, HQ, ID, RDFS, SSSOM, XSD
from hqgraph.views import lineage_of
from linking_fixture import plan, store

GREEN = "关于加快建立健全绿色低碳循环发展经济体系的实施意见"
GUANGXI = plan(GREEN, "450000", number="桂政发〔2021〕39号")
NINGXIA = plan(GREEN, "640000", number="宁政发〔2021〕39号")
REDACTED = "青政办〔20__〕90号"


def matches(predicate: NamedNode, *policies: Policy) -> dict[str, tuple[float, str]]:
    """Return the objects of a predicate's mappings with confidence and reason."""
    links = link_quads(store(*policies))
    told = {(q.subject, q.predicate): q.object for q in links}
    found = {}
    for quad in links:
        if quad.predicate == SSSOM.predicate_id and quad.object == predicate:
            target = told[quad.subject, SSSOM.object_id]
            sure, why = (told[quad.subject, p] for p in (SSSOM.confidence, RDFS.comment))
            assert isinstance(target, NamedNode)
            assert isinstance(sure, Literal) and isinstance(why, Literal)
            found[target.value.removeprefix(ID + "doc/")] = (float(sure.value), why.value)
    return found


def test_of_documents_of_one_title_the_one_above_the_citing_region_is_meant() -> None:
    city = plan("梧州市实施方案", "450400", cites=((None, GREEN, Relation.BASIS),))
    found = matches(SAME_TITLE, GUANGXI, NINGXIA, city)
    assert set(found) == {"桂政发〔2021〕39号"}
    assert found["桂政发〔2021〕39号"][0] < 0.95
    assert "所在地区" in found["桂政发〔2021〕39号"][1]


def test_a_basis_by_title_leads_on_in_lineage_page_and_query() -> None:
    city = plan("梧州市实施方案", "450400", cites=((None, GREEN, Relation.BASIS),))
    graph = store(GUANGXI, city)
    relink(graph)
    node, upper = document_of(city), document_of(GUANGXI)
    assert [edge.to.iri for edge in lineage(graph, node).up] == [upper.value]
    (edge,) = lineage_of(graph, node.value).edges
    assert (edge.parent, edge.status) == (upper.value, "stated")
    assert edge.reason and edge.confidence == 0.95
    parents = {
        row["parent_iri"] for row in run(graph, "lineage-up", {"document": node.value}).to_dicts()
    }
    assert upper.value in parents


def redacted(title: str | None) -> Policy:
    return plan("贵德县方案", "632523", cites=((REDACTED, title, Relation.BASIS),))


@pytest.mark.parametrize(
    "number", ["青政办〔2021〕91号", "青政办发〔2021〕90号", "藏政办〔2021〕90号"]
)
def test_another_serial_or_organ_is_no_candidate(number: str) -> None:
    assert matches(MAY_BE, redacted(None), plan("某方案", "630000", number=number)) == {}


def test_title_and_region_make_a_candidate_surer_and_the_number_stays() -> None:
    title = "青海省推动公立医院高质量发展实施方案"
    right = plan(title, "630000", number="青政办〔2021〕90号")
    wrong = plan("青海省绿色低碳循环发展实施方案", "630000", number="青政办〔2022〕90号")
    found = matches(MAY_BE, redacted(title), right, wrong)
    assert found["青政办〔2021〕90号"][0] >= 0.7
    assert found["青政办〔2022〕90号"][0] < 0.3
    assert "隐去" in found["青政办〔2021〕90号"][1]
    graph = store(redacted(title), right)
    relink(graph)
    assert graph.ask(f'ASK {{ ?d <http://data.europa.eu/eli/ontology#id_local> "{REDACTED}" }}')


def test_what_is_told_of_a_redacted_number_by_many_is_not_joined() -> None:
    """Of 300 documents that cite one, each says title and number: joined, millions of rows."""
    node = NamedNode(f"{ID}doc/青政办〔20__〕90号")
    told = [
        Quad(node, one, other, NamedNode(f"{GRAPH}doc/{count}"))
        for count in range(300)
        for one, other in (
            (HQ.redacted, Literal("true", datatype=XSD.boolean)),
            (ELI.id_local, Literal("青政办〔20__〕90号")),
            (DCTERMS.title, Literal("通知", language="zh")),
        )
    ]
    found = rows(memory_graph(told), "redacted")
    assert [sorted(row) for row in found] == [["document", "title"], ["document", "number"]]
