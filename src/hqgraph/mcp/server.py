"""The server: tools over one store, read-only, bounded, with errors that say what to do.

It speaks the Model Context Protocol on stdin and stdout and nothing else. What a
tool cannot do is told in one line; what goes wrong inside is told the person on
stderr, never the agent.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Literal

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp.types import CallToolResult, InputRequiredResult, ToolAnnotations
from pydantic import Field, ValidationError

from hqgraph.api import KnowledgeGraph
from hqgraph.errors import HqgraphError, NotFoundError, QueryError
from hqgraph.mcp import looking, models, schema, searching, telling
from hqgraph.mcp.names import shelves_of
from hqgraph.messages import say
from hqgraph.queries.known import keep

READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
"""What every tool is: it reads this one store, and asked twice it answers the same."""

_INSTEAD = {
    "graph.too-long": "mcp.too-long",
    "queries.missing": "mcp.missing",
    "queries.unknown-at-all": "mcp.unknown-query",
    "linking.no-parent": "mcp.no-parent",
    "cli.lineage.what": "mcp.lineage.what",
}
"""What is said in place of messages that name commands and their options."""

SCHEMA, QUERIES = "hqgraph://schema", "hqgraph://queries"

Kind = Literal["document", "task", "agency", "hospital", "indicator", "region", "theme"]
Few = Annotated[int, Field(ge=1, le=50, description="most things to return (1–50)")]
Some = Annotated[int, Field(ge=1, le=200, description="most rows or quotes to return (1–200)")]
Words = Annotated[str, Field(min_length=1, max_length=300)]
Name = Annotated[
    str,
    Field(
        min_length=1,
        max_length=500,
        description="IRI, id:…, document (number, title, region), task 邻水县/19, body 县医保局",
    ),
]
Sparql = Annotated[str, Field(min_length=1, max_length=20_000)]
Seconds = Annotated[float, Field(ge=0.5, le=30, description="time limit in seconds")]


class Server(MCPServer[Any]):
    """The SDK's server, with every failure of a tool said in one line."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool. Raises ToolError with a line that says what to do instead."""
        try:
            return await super().call_tool(name, arguments, context)
        except UnexpectedToolError:
            raise
        except ToolError as error:
            cause = error.__cause__
            if isinstance(cause, ValidationError):
                wrong = "; ".join(
                    f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in cause.errors()
                )
                raise ToolError(say("mcp.arguments", tool=name, wrong=_line(wrong))) from None
            said = str(error) if cause is None else str(cause)
            raise ToolError(_line(said)) from None


def make_server(graph: KnowledgeGraph) -> Server:
    """Return a server over an open graph."""
    from hqgraph import __version__  # noqa: PLC0415

    server = Server(
        "hqgraph",
        title="hqgraph",
        version=__version__,
        instructions=say("mcp.instructions"),
        log_level="WARNING",
    )
    keep(graph.store, shelves_of)
    _looking_tools(server, graph)
    _asking_tools(server, graph)
    _linking_tools(server, graph)
    server.resource(
        SCHEMA, name="schema", description=say("mcp.resource.schema"), mime_type="text/markdown"
    )(schema.schema_text)
    server.resource(
        QUERIES,
        name="queries",
        description=say("mcp.resource.queries"),
        mime_type="application/json",
    )(schema.queries_text)
    return server


def _looking_tools(server: Server, graph: KnowledgeGraph) -> None:
    @server.tool(description=say("mcp.tool.search"), annotations=READ_ONLY)
    def search(query: Words, kind: Kind | None = None, limit: Few = 20) -> models.Found:
        with _spoken():
            return searching.search(graph.store, query, kind, limit)

    @server.tool(description=say("mcp.tool.describe"), annotations=READ_ONLY)
    def describe(name: Name, limit: Some = 50) -> models.Described:
        with _spoken():
            return looking.describe(graph.store, name, limit)

    @server.tool(description=say("mcp.tool.evidence"), annotations=READ_ONLY)
    def evidence(name: Name, limit: Some = 50) -> models.Evidence:
        with _spoken():
            return looking.evidence(graph.store, name, limit)


def _asking_tools(server: Server, graph: KnowledgeGraph) -> None:
    @server.tool(description=say("mcp.tool.ask"), annotations=READ_ONLY)
    def ask(question: Words, limit: Some = 50) -> models.Answered:
        with _spoken():
            return telling.ask(graph, question, limit)

    @server.tool(description=say("mcp.tool.run_query"), annotations=READ_ONLY)
    def run_query(
        name: Annotated[str, Field(pattern=r"^[\w-]+$", max_length=80)],
        parameters: dict[str, str] | None = None,
        limit: Some = 50,
    ) -> models.Table:
        with _spoken():
            return telling.table(graph, name, parameters or {}, limit, 30)

    @server.tool(description=say("mcp.tool.sparql"), annotations=READ_ONLY)
    def sparql(query: Sparql, limit: Some = 50, seconds: Seconds = 10) -> models.Table:
        with _spoken():
            return telling.sparql(graph, query, limit, seconds)


def _linking_tools(server: Server, graph: KnowledgeGraph) -> None:
    @server.tool(description=say("mcp.tool.lineage"), annotations=READ_ONLY)
    def lineage(
        document: Name | None = None, task: Name | None = None, limit: Some = 50
    ) -> models.Lineage:
        with _spoken():
            if task is not None:
                return telling.task_lineage(graph, document, task, limit)
            if document is None:
                raise ToolError(say("mcp.lineage.what"))
            return telling.lineage(graph, document, limit)

    @server.tool(description=say("mcp.tool.compare"), annotations=READ_ONLY)
    def compare(parent: Name, child: Name, limit: Some = 50) -> models.Compared:
        with _spoken():
            return telling.compare(graph, parent, child, limit)


@contextmanager
def _spoken() -> Iterator[None]:
    """Turn an error that a person would read into one an agent can act on."""
    try:
        yield
    except HqgraphError as error:
        advice = "name" if isinstance(error, NotFoundError) else "usage"
        if isinstance(error, QueryError):
            advice = "query"
        said = say(f"mcp.advice.{advice}", schema=SCHEMA, queries=QUERIES)
        raise ToolError(_line(f"{_own_words(error)} {said}")) from error


def _own_words(error: HqgraphError) -> str:
    """Return what an error says, in terms of the tools where its words are those of commands."""
    key = _INSTEAD.get(error.key)
    if key is None:
        return str(error)
    values = dict(error.values)
    if "example" in values:
        values["example"] = _as_call(str(values["example"]))
    return say(key, **values)


def _as_call(command: str) -> str:
    """Return ``hqgraph query NAME a=b`` as the arguments of the tool run_query."""
    _, _, name, *said = shlex.split(command)
    pairs = (word.partition("=") for word in said if "=" in word)
    given = {left: right for left, _, right in pairs}
    return json.dumps({"name": name, "parameters": given}, ensure_ascii=False)


def _line(text: str) -> str:
    return " ".join(text.split())
