"""An agent at work: the SDK's own client talks to ``hqgraph mcp`` over stdin and stdout."""

from __future__ import annotations

import json
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp.server.mcpserver", reason="the extra mcp is not installed")

from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters

TOOLS = {"search", "describe", "ask", "run_query", "sparql", "lineage", "compare", "evidence"}
Call = Callable[..., Any]


@pytest.fixture(scope="module")
def portal() -> Iterator[BlockingPortal]:
    with start_blocking_portal() as opened:
        yield opened


@pytest.fixture(scope="module")
def client(portal: BlockingPortal, seed_store: Path) -> Iterator[Client]:
    command = [sys.executable, "-m", "hqgraph", "mcp", "--store", str(seed_store)]
    server = StdioServerParameters(command=command[0], args=command[1:])
    with portal.wrap_async_context_manager(Client(server, read_timeout_seconds=60)) as opened:
        yield opened


@pytest.fixture
def call(portal: BlockingPortal, client: Client) -> Call:
    """Call a tool and return what it gives, as plain data."""

    def called(name: str, /, **arguments: object) -> Any:
        result = portal.call(client.call_tool, name, arguments)
        assert not result.is_error, result.content[0].text
        return result.structured_content

    return called


@pytest.fixture
def refusal(portal: BlockingPortal, client: Client) -> Callable[..., str]:
    """Call a tool that must refuse, and return the one line it says."""

    def refused(name: str, /, **arguments: object) -> str:
        result = portal.call(client.call_tool, name, arguments)
        assert result.is_error
        (content,) = result.content
        assert "\n" not in content.text
        assert "Traceback" not in content.text
        return str(content.text)

    return refused


def test_every_tool_says_that_it_only_reads_and_what_it_returns(portal, client):
    tools = {tool.name: tool for tool in portal.call(client.list_tools).tools}
    assert set(tools) == TOOLS
    for tool in tools.values():
        assert tool.annotations.read_only_hint
        assert tool.annotations.destructive_hint is False
        assert tool.annotations.open_world_hint is False
        assert tool.output_schema["type"] == "object"
        assert tool.description


def test_from_a_question_to_the_sentence_in_one_call(call: Call):
    answer = call("ask", question="哪些任务涉及县医保局")
    assert answer["understood"]
    assert len(answer["answers"]) == answer["total"] > 10
    assert any("县医保局" in quote["text"] for quote in answer["quotes"])
    assert "SELECT" in answer["sparql"]
    documents = {one["document"] for one in answer["answers"]}
    assert {quote["document"] for quote in answer["quotes"]} == documents


def test_every_quote_says_which_answers_it_proves(call: Call):
    answer = call("ask", question="邻水县任务最多的三个部门", limit=2)
    shown = {one["iri"] for one in answer["answers"]}
    assert answer["total"] == 3
    assert len(answer["quotes"]) == len(shown) == 2
    proved = {iri for quote in answer["quotes"] for iri in quote["supports"]}
    assert shown <= proved


def test_search_finds_a_body_by_what_it_is_not_only_by_its_letters(call: Call):
    for query, places in (
        ("县医保局", {"邻水县", "巫山县", "贵德县"}),
        ("医保局", {"邻水县", "巫山县", "贵德县", "雅安市"}),
        ("贵德县医保局", {"贵德县"}),
    ):
        found = call("search", query=query, kind="agency")
        assert {hit["place"] for hit in found["hits"]} == places
        assert found["total"] == len(places)


def test_from_a_name_to_the_sentence_in_three_calls(call: Call):
    found = call("search", query="县医保局", kind="agency")
    assert found["hits"][0]["label"].endswith("医保局")
    tasks = call("run_query", name="tasks-of-agency", parameters={"agency": "县医保局"})
    last = tasks["rows"][-1]
    evidence = call("evidence", name=last["task"])
    quotes = [quote["text"] for quote in evidence["quotes"]]
    assert last["sentence"] in quotes


def test_a_quote_is_the_very_text_of_the_document(call: Call, seed_store: Path):
    from hqgraph.graph import open_graph

    quotes = call("evidence", name="邻水县/19")["quotes"]
    with open_graph(seed_store) as graph:
        document = quotes[0]["document"]
        query = f"SELECT ?text {{ <{document}> <https://w3id.org/hqgraph/ontology#content> ?text }}"
        text = graph.query(query).rows[0][0].value
    assert all(text[quote["start"] : quote["end"]] == quote["text"] for quote in quotes)
    assert "县医保局、县卫生健康局" in {quote["text"] for quote in quotes}


@pytest.mark.parametrize(
    ("query", "kind", "label"),
    [
        ("医保", "agency", "邻水县医保局"),
        ("卫", "agency", "邻水县卫生健康局"),
        ("国办发[2021]18号", "document", "关于推动公立医院高质量发展的意见"),
        ("县中医", "hospital", "县中医医院"),
        ("支付方式 深化", "task", "深化医保支付方式改革"),
        ("医护比", "indicator", "医护比"),
        ("雅安", "region", "雅安市"),
    ],
)
def test_search_finds_short_words_numbers_and_titles(call: Call, query: str, kind: str, label: str):
    found = call("search", query=query, kind=kind, limit=50)
    assert label in {hit["label"] for hit in found["hits"]}
    assert call("search", query=query)["total"] >= found["total"]
    assert len(call("search", query=query, limit=1)["hits"]) == 1


def test_describe_keeps_stated_and_inferred_apart(call: Call):
    (county,) = call("describe", name="邻水县推动公立医院高质量发展工作清单", limit=200)["things"]
    bases = {fact["name"]: fact["basis"] for fact in county["facts"]}
    assert bases["层级"] == "stated"
    assert "inferred" in bases.values()
    several = call("describe", name="县医保局", limit=2)
    assert several["total"] == 3
    assert all(thing["truncated"] and len(thing["facts"]) == 2 for thing in several["things"])


def test_lineage_of_a_document_and_of_a_task(call: Call):
    document = call("lineage", document="雅办发〔2022〕66号")
    assert {step["basis"] for step in document["up"]} >= {"stated", "catalogue"}
    assert any(step["sentence"] for step in document["up"])
    task = call("lineage", task="邻水县/19")
    above = [step for step in task["task_steps"] if step["role"] == "above" and step["no"]]
    assert above[0]["no"] == "（十九）"


def test_compare_pairs_tasks_and_is_bounded(call: Call):
    found = call("compare", parent="国办发〔2021〕18号", child="邻水县", limit=5)
    assert len(found["pairs"]) == 5
    assert found["truncated"]
    assert found["parent"]["number"] == "国办发〔2021〕18号"


def test_sparql_answers_rows_ask_and_graphs_within_limits(call: Call):
    rows = call("sparql", query="SELECT DISTINCT ?d { ?d a hq:PolicyDocument }", limit=2)
    assert (len(rows["rows"]), rows["truncated"]) == (2, True)
    assert call("sparql", query="ASK { ?d a hq:PolicyDocument }")["boolean"] is True
    graph = call("sparql", query="CONSTRUCT WHERE { ?d a hq:PolicyDocument }")
    assert {column["name"] for column in graph["columns"]} == {"subject", "predicate", "object"}


HOSTILE = [
    "SELECT * { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "SELECT * FROM <http://127.0.0.1:PORT/> { ?s ?p ?o }",
    "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
    "LOAD <http://127.0.0.1:PORT/>",
    "INSERT DATA { <a:b> <a:b> <a:b> }",
    "DELETE WHERE { ?s ?p ?o }",
    "DROP ALL",
    "DESCRIBE <a:b>",
    r"SELECT * { \u0053ERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "no sparql at all",
    "{" * 5000,
]


def test_hostile_sparql_is_refused_and_nothing_is_heard(refusal, call: Call):
    heard: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    heard.append(listener.accept())
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        port = str(listener.getsockname()[1])
        for query in HOSTILE:
            assert "hqgraph://schema" in refusal("sparql", query=query.replace("PORT", port))
        stop.set()
        thread.join()
    assert heard == []
    assert call("sparql", query="ASK { ?s ?p ?o }")["boolean"] is True


def test_a_query_without_end_is_stopped_and_the_server_lives(refusal, call: Call):
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    assert "1" in refusal("sparql", query=endless, seconds=1)
    assert call("search", query="医保")["total"]


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("describe", {"name": "没有这个东西"}, "search"),
        ("evidence", {"name": "没有这个东西"}, "search"),
        ("lineage", {"document": "没有这份文件"}, "search"),
        ("lineage", {}, "参数 document"),
        ("compare", {"parent": "没有这份文件", "child": "邻水县"}, "search"),
        ("run_query", {"name": "tasks-of-agency"}, "hqgraph://queries"),
        ("run_query", {"name": "tasks-of-agency"}, '"parameters": {"agency": "县医保局"}'),
        ("run_query", {"name": "task-of-agency"}, "tasks-of-agency"),
        ("run_query", {"name": "SELECT * { ?s ?p ?o }"}, "name"),
        ("search", {"query": "医保", "limit": 1000}, "limit"),
        ("search", {}, "query"),
        ("sparql", {"query": "ASK {}", "seconds": 9999}, "seconds"),
        ("sparql", {"query": "SELEC"}, "SPARQL"),
        ("sparql", {"query": "regions"}, "SPARQL"),
        ("nonsense", {}, "nonsense"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(
    refusal: Callable[..., str], tool: str, arguments: dict[str, object], said: str
):
    assert said in refusal(tool, **arguments)


def test_a_query_without_end_is_stopped_and_told_in_the_tools_own_words(
    refusal: Callable[..., str],
):
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    said = refusal("sparql", query=endless, seconds=0.5)
    assert "seconds" in said
    assert "--" not in said


def test_what_is_not_understood_is_an_answer_not_an_error(call: Call):
    answer = call("ask", question="今天天气怎么样")
    assert not answer["understood"]
    assert answer["why"]


def test_resources_tell_the_schema_and_the_queries(portal, client):
    known = {str(item.uri) for item in portal.call(client.list_resources).resources}
    assert known == {"hqgraph://schema", "hqgraph://queries"}

    def read(uri: str) -> str:
        return portal.call(client.read_resource, uri).contents[0].text

    schema = read("hqgraph://schema")
    assert all(term in schema for term in ("hq:Task", "hq:leadAgency", "PREFIX hq:", "catalog"))
    from hqgraph.queries import catalogue

    assert [one["name"] for one in json.loads(read("hqgraph://queries"))] == [
        query.name for query in catalogue()
    ]


def test_a_missing_store_is_one_line_on_stderr(hqgraph, tmp_path: Path):
    outcome = hqgraph("mcp", "--store", tmp_path / "nothing")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.count("\n") == 1


def test_without_the_extra_the_command_says_what_to_install(hqgraph, seed_store, monkeypatch):
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    monkeypatch.delitem(sys.modules, "hqgraph.mcp.server", raising=False)
    outcome = hqgraph("mcp", "--store", seed_store)
    assert outcome.code == 2
    assert "hqgraph[mcp]" in outcome.err
