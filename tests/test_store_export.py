"""Ways out of the store: same content, same bytes; nothing fetched, nothing lost."""

from __future__ import annotations

import csv
import io
import json
import random
from pathlib import Path

import networkx
import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat

from hqgraph.errors import UsageError
from hqgraph.graph import (
    FORMATS,
    export,
    export_tables,
    memory_graph,
    to_networkx,
    to_rdflib,
    write_export,
)
from hqgraph.rdf.vocabulary import RDFS
from queries_fixture import ID, small_graph, small_quads

COUNTY = ID + "doc/邻府发〔2023〕9号"


def as_set(data: bytes, form: RdfFormat) -> set[Quad]:
    return set(pyoxigraph.parse(data, format=form))


@pytest.mark.parametrize("form", [name for name in FORMATS if name != "csv"])
def test_bytes_do_not_depend_on_the_order_of_loading(form: str):
    quads = small_quads()
    shuffled = random.Random(7).sample(quads, len(quads))
    assert export(memory_graph(quads), form) == export(memory_graph(shuffled), form)


@pytest.mark.parametrize(
    ("form", "rdf_format"),
    [("nq", RdfFormat.N_QUADS), ("trig", RdfFormat.TRIG), ("jsonld", RdfFormat.JSON_LD)],
)
def test_formats_with_graphs_hold_every_quad(form: str, rdf_format: RdfFormat):
    graph = small_graph()
    assert as_set(export(graph, form), rdf_format) == set(graph.quads())


def test_n_quads_are_sorted_lines():
    lines = export(small_graph(), "nq").decode().splitlines()
    assert lines == sorted(lines)
    assert len(lines) == len(set(lines)) == len(small_graph())


def test_turtle_merges_the_graphs():
    triples = {quad.triple for quad in as_set(export(small_graph(), "ttl"), RdfFormat.TURTLE)}
    assert triples == {quad.triple for quad in small_graph().quads()}


def test_blank_nodes_get_the_same_names_whatever_they_were_called():
    p, g = NamedNode("http://e/p"), NamedNode("http://e/g")
    one = memory_graph([Quad(BlankNode("x1"), p, Literal("a"), g)])
    two = memory_graph([Quad(BlankNode("zz"), p, Literal("a"), g)])
    assert export(one, "nq") == export(two, "nq")


def test_json_ld_carries_its_context_and_refers_to_none():
    document = json.loads(export(small_graph(), "jsonld"))
    assert isinstance(document["@context"], dict)
    assert "@import" not in document["@context"]


def test_network_has_labels_types_and_only_facts():
    network = to_networkx(small_graph())
    task = network.nodes[COUNTY + "/task/1"]
    assert (task["label"], task["type"], task["hq:no"]) == ("建设医共体", "hq:Task", "1")
    assert not any("#char=" in node for node in network)
    edge = network.edges[COUNTY + "/task/1", ID + "org/511623/卫生健康", "hq:leadAgency"]
    assert edge["stated"] is True
    inferred = network.edges[COUNTY + "/task/1", ID + "org/511623/卫生健康", "hq:involvesAgency"]
    assert inferred["stated"] is False


def test_graphml_can_be_read_back():
    text = export(small_graph(), "graphml").decode()
    again = networkx.parse_graphml(text, force_multigraph=True)
    network = to_networkx(small_graph())
    assert set(again.nodes) == set(network.nodes)
    assert again.number_of_edges() == network.number_of_edges()


def test_graphml_leaves_out_what_xml_cannot_hold():
    node, graph = NamedNode("http://e/s"), NamedNode("http://e/g")
    text = export(memory_graph([Quad(node, RDFS.label, Literal("a\u0007<b>"), graph)]), "graphml")
    (name,) = networkx.parse_graphml(text.decode()).nodes.values()
    assert name["label"] == "a<b>"


def test_tables_open_in_excel():
    tables = export_tables(small_graph())
    assert all(content.startswith(b"\xef\xbb\xbf") for content in tables.values())
    edges = list(csv.DictReader(io.StringIO(tables["edges.csv"].decode("utf-8-sig"))))
    assert {edge["basis"] for edge in edges} == {"stated", "derived"}


def test_rdflib_gets_everything_with_prefixes():
    dataset = to_rdflib(small_graph())
    assert len(list(dataset.quads())) == len(small_graph())
    assert dict(dataset.namespaces())["hq"].endswith("ontology#")


def test_files_are_written_where_asked(tmp_path: Path):
    (written,) = write_export(small_graph(), "nq", tmp_path / "a" / "all.nq")
    assert written.read_bytes() == export(small_graph(), "nq")
    tables = write_export(small_graph(), "csv", tmp_path / "tables")
    assert sorted(path.name for path in tables) == ["edges.csv", "nodes.csv"]


def test_unknown_format_is_told():
    with pytest.raises(UsageError, match="docx"):
        export(small_graph(), "docx")
