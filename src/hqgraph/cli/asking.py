"""The command that shows what a document or a task rests on: lineage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hqgraph.cli import lineage_text, terminal
from hqgraph.errors import UsageError

if TYPE_CHECKING:
    from hqgraph.graph import Graph


def lineage(
    *, document: str | None, store: Path, task: str | None, most: int, as_json: bool
) -> None:
    """Show what a document, or one task of it, rests on, and what rests on it."""
    from hqgraph import linking  # noqa: PLC0415
    from hqgraph.graph import open_graph  # noqa: PLC0415
    from hqgraph.queries.things import find_document  # noqa: PLC0415
    from hqgraph.views import lineage_of  # noqa: PLC0415

    with open_graph(store) as graph:
        if task is not None:
            _task_lineage(graph, document, task, most, as_json=as_json)
            return
        if document is None:
            raise UsageError("cli.lineage.what")
        node = find_document(graph, document)
        if as_json:
            terminal.json(linking.to_json(linking.lineage(graph, node)))
        else:
            lineage_text.show(lineage_of(graph, node.value))


def _task_lineage(
    graph: Graph, document: str | None, task: str, most: int, *, as_json: bool
) -> None:
    from hqgraph.linking.task_lineage import (  # noqa: PLC0415
        looked_words,
        task_lineage,
        task_lineage_json,
    )
    from hqgraph.queries.naming import find_task_of  # noqa: PLC0415

    found = task_lineage(graph, find_task_of(graph, document, task), most=most)
    terminal.words(looked_words(found))
    if as_json:
        terminal.json(task_lineage_json(found))
    else:
        lineage_text.show_task(found)
