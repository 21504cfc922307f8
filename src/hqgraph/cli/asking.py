"""The command that shows what a document or a task rests on: lineage."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from hqgraph.cli import lineage_text, options, terminal
from hqgraph.messages import say

if TYPE_CHECKING:
    from hqgraph.graph import Graph


def lineage(
    store: options.Store,
    document: Annotated[
        str | None, typer.Argument(metavar="DOC", help=say("cli.option.document"))
    ] = None,
    *,
    task: Annotated[
        str | None, typer.Option("--task", "-t", metavar="NO", help=say("cli.option.task"))
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Show what a document, or one task of it, rests on, and what rests on it."""
    from hqgraph import linking  # noqa: PLC0415
    from hqgraph.graph import open_graph  # noqa: PLC0415
    from hqgraph.queries.things import find_document  # noqa: PLC0415
    from hqgraph.views import lineage_of  # noqa: PLC0415

    with open_graph(store) as graph:
        if task is not None:
            _task_lineage(graph, document, task, as_json=as_json)
            return
        if document is None:
            raise typer.BadParameter(say("cli.lineage.what"))
        node = find_document(graph, document)
        if as_json:
            terminal.out(_dumped(linking.to_json(linking.lineage(graph, node))))
        else:
            lineage_text.show(lineage_of(graph, node.value))


def _task_lineage(graph: Graph, document: str | None, task: str, *, as_json: bool) -> None:
    from hqgraph.linking.task_lineage import task_lineage, task_lineage_json  # noqa: PLC0415
    from hqgraph.queries.naming import find_task_of  # noqa: PLC0415

    found = task_lineage(graph, find_task_of(graph, document, task))
    if as_json:
        terminal.out(_dumped(task_lineage_json(found)))
    else:
        lineage_text.show_task(found)


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
