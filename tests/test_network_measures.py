"""Measures of small networks whose answers one can see, and that they never change."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from cli_fixture import Outcome
from hqgraph.graph import memory_graph, open_graph
from hqgraph.linking import relink
from hqgraph.measures import network_measures
from hqgraph.model import Policy, Relation
from hqgraph.rdf.catalogue import catalogue_quads, load_catalogue
from hqgraph.rdf.vocabulary import graph_iri
from linking_fixture import plan, store


def chain(number: str, *cited: str) -> Policy:
    cites = tuple((one, None, Relation.BASIS) for one in cited)
    return plan(f"{number}方案", "511623", number=number, cites=cites)


def no(n: int) -> str:
    return f"邻府发〔2022〕{n}号"


def numbers(policies: list[Policy]) -> dict[str, object]:
    graph = store(*policies)
    found = network_measures(graph)
    return {
        "cited": [(one.document.number, one.count) for one in found.most_cited],
        "chain": [one.number for one in found.longest_chain],
        "bridges": [(one.child.number, one.parent.number, one.cut_off) for one in found.bridges],
        "groups": [one.size for one in found.document_communities],
    }


def test_a_tree_with_a_circle_is_measured() -> None:
    found = numbers(
        [
            chain(no(1), no(2)),
            chain(no(2), no(3)),
            chain(no(3), no(4), no(5)),
            chain(no(4), no(3)),  # a circle: counts as one step
            chain(no(6), no(5)),
        ]
    )
    assert found["cited"] == [(no(3), 2), (no(5), 2), (no(2), 1), (no(4), 1)]
    assert found["chain"] == [no(1), no(2), no(3), no(5)]
    assert found["bridges"][:2] == [(no(2), no(3), 2), (no(3), no(5), 2)]
    assert len(found["bridges"]) == 5


def test_a_triangle_has_no_bridge() -> None:
    found = numbers([chain(no(1), no(2), no(3)), chain(no(2), no(3))])
    assert found["bridges"] == []
    assert found["groups"] == [3]


def test_an_empty_store_has_measures_too() -> None:
    found = network_measures(memory_graph())
    assert (found.documents, found.most_cited, found.longest_chain) == (0, (), ())
    assert (found.agencies, found.central_agencies, found.bridges) == (0, (), ())


def test_a_title_counts_as_its_document() -> None:
    title = "四川省推动公立医院高质量发展实施方案"
    graph = store(
        plan("甲方案", "511800", cites=((None, title, Relation.BASIS),)),
        plan("乙方案", "511600", cites=(("川办发〔2021〕71号", None, Relation.BASIS),)),
    )
    relink(graph)
    counts = {one.document.number: one.count for one in network_measures(graph).most_cited}
    assert counts["川办发〔2021〕71号"] == 2


def test_seeds_are_measured_alike_every_time(
    seed_store: Path, hqgraph: Callable[..., Outcome]
) -> None:
    with open_graph(seed_store) as graph:
        found = network_measures(graph, 3)
        assert network_measures(graph, 3) == found
    assert found.most_cited[0].document.number == "国办发〔2021〕18号"
    assert found.central_agencies[0].partners > 5
    told = hqgraph("stats", "--network", "--store", seed_store, "--json", "--top", "3")
    assert json.loads(told.out)["documents"] == found.documents
    assert "国办发〔2021〕18号" in hqgraph("stats", "--network", "--store", seed_store).out


def test_a_chain_leads_over_bases_and_not_over_mentions() -> None:
    mention = plan("丙方案", "511623", number=no(2), cites=((no(3), None, Relation.MENTIONS),))
    graph = store(chain(no(1), no(2)), mention, chain(no(4), no(1)))
    assert [one.number for one in network_measures(graph).longest_chain] == [no(4), no(1), no(2)]


def test_the_shipped_catalogue_counts_as_far_as_documents_lead_up_to_it() -> None:
    apart, joined = store(chain(no(1), no(2))), store(chain(no(1), "川办发〔2021〕71号"))
    for graph in (apart, joined):
        graph.replace_graph(graph_iri("catalog"), catalogue_quads(load_catalogue()))
    assert network_measures(apart).citations == 1
    assert [one.document.number for one in network_measures(joined).most_cited] == [
        "国办发〔2021〕18号",
        "川办发〔2021〕71号",
    ]
