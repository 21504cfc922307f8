"""Adding and removing documents one by one ends where building from scratch ends."""

from __future__ import annotations

from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from hqgraph.graph import EmbeddedGraph, memory_graph
from hqgraph.linking import dependants, link_quads, relink
from hqgraph.model import Policy, Relation
from hqgraph.rdf.policy_quads import document_of, policy_quads
from hqgraph.rdf.vocabulary import (
    HQ,
    closure_graph,
    doc_graph,
    evidence_graph,
    graph_family,
    graph_iri,
    links_graph,
)
from hqgraph.reasoning import close, inferred
from linking_fixture import plan

HOSPITALS = "推动公立医院高质量发展"
TASKS = ("加强临床专科建设", "健全绩效评价机制", "改革薪酬分配制度", "深化医保支付方式改革")
PROVINCE = f"四川省{HOSPITALS}实施方案"
POLICIES = (
    plan(f"邻水县{HOSPITALS}工作清单", "511623", tasks=TASKS),
    plan(f"广安市{HOSPITALS}实施方案", "511600", tasks=TASKS[1:]),
    plan(PROVINCE, "510000", number="川办发〔2021〕71号", tasks=TASKS),
    plan(PROVINCE, "510000", number="川卫发〔2021〕9号"),  # makes the title mean two documents
    plan(
        f"雅安市{HOSPITALS}工作方案",
        "511800",
        number="雅办发〔2022〕66号",
        tasks=TASKS[:3],
        cites=((None, PROVINCE, Relation.BASIS),),
    ),
    plan(
        f"名山区{HOSPITALS}工作方案",
        "511803",
        tasks=TASKS[:2],
        cites=(("雅办发〔2022〕66号", None, Relation.BASIS),),
    ),
    plan(f"关于{HOSPITALS}的意见", "100000", number="国办发〔2021〕18号", tasks=TASKS),
    plan(None, "511623", tasks=TASKS),
)


def put(graph: EmbeddedGraph, policy: Policy) -> None:
    node = document_of(policy)
    stale = dependants(graph, [node])
    quads = policy_quads(policy)
    graph.replace_graphs(
        {
            name: [quad for quad in quads if quad.graph_name == name]
            for name in (doc_graph(node), evidence_graph(node))
        }
    )
    close(graph, documents=relink(graph, [node], stale))


def take(graph: EmbeddedGraph, policy: Policy) -> None:
    node = document_of(policy)
    stale = dependants(graph, [node])
    graph.replace_graphs({doc_graph(node): None, evidence_graph(node): None})
    close(graph, documents=relink(graph, [node], stale))


def lines(graph: EmbeddedGraph) -> list[str]:
    return sorted(map(str, graph.quads()))


@cache
def scratch(places: frozenset[int]) -> list[str]:
    quads: list[Quad] = []
    for place in sorted(places):
        quads += policy_quads(POLICIES[place])
    graph = memory_graph(quads)
    relink(graph)
    close(graph)
    return lines(graph)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.permutations(range(len(POLICIES))),
    st.lists(st.integers(0, len(POLICIES) - 1), unique=True, max_size=3),
)
def test_any_order_of_adding_and_removing_gives_the_same_bytes(
    order: list[int], removed: list[int]
) -> None:
    graph = memory_graph()
    for place in order:
        put(graph, POLICIES[place])
    assert lines(graph) == scratch(frozenset(order))
    for place in removed:
        take(graph, POLICIES[place])
    assert lines(graph) == scratch(frozenset(order) - set(removed))


def test_adding_writes_nothing_of_documents_it_cannot_touch(monkeypatch) -> None:
    graph = memory_graph()
    for place in (0, 1, 2, 4, 5):
        put(graph, POLICIES[place])
    written: set[NamedNode] = set()
    before = graph.replace_graphs
    monkeypatch.setattr(
        graph, "replace_graphs", lambda graphs: (written.update(graphs), before(graphs))[1]
    )
    newcomer = plan("岳池县绿色低碳循环发展工作方案", "511621", tasks=TASKS)
    put(graph, newcomer)
    families = {graph_family(name) for name in written}
    own = {
        name(document_of(newcomer))
        for name in (doc_graph, evidence_graph, links_graph, closure_graph)
    }
    shared = {graph_iri(name) for name in ("links", "catalog", "closure")}
    assert written == own | shared
    assert families == {"doc", "evidence", "links", "closure", "catalog"}


def test_the_closure_graphs_together_say_what_follows_from_all() -> None:
    graph = memory_graph()
    for policy in POLICIES:
        put(graph, policy)
    told = {quad.triple for quad in graph.quads() if graph_family(quad.graph_name) == "closure"}
    stated = {
        quad.triple
        for quad in graph.quads()
        if graph_family(quad.graph_name) in ("doc", "links", "catalog")
    }
    assert told - stated == set(inferred(graph))


def test_links_say_what_the_graphs_of_links_hold() -> None:
    graph = memory_graph()
    for policy in POLICIES:
        put(graph, policy)
    held = {quad.triple for quad in graph.quads() if graph_family(quad.graph_name) == "links"}
    assert {quad.triple for quad in memory_graph(link_quads(graph)).quads()} == held
    assert [
        q
        for q in graph.quads(links_graph(document_of(POLICIES[5])))
        if q.predicate == HQ.elaborates
    ]
