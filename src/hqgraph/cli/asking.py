"""Commands that ask a store: query, queries, lineage."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hqgraph.cli import lineage_text, options, terminal
from hqgraph.errors import ReadError
from hqgraph.messages import say

if TYPE_CHECKING:
    from hqgraph.queries import NamedQuery, Result


class TableFormat(StrEnum):
    """How rows are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MD = "md"


def query(
    query: Annotated[
        str, typer.Argument(metavar="NAME|SPARQL|@FILE.rq", help=say("cli.option.query"))
    ],
    store: options.Store,
    parameters: Annotated[
        list[str] | None,
        typer.Argument(metavar="KEY=VALUE", help=say("cli.option.parameters")),
    ] = None,
    *,
    format: Annotated[
        TableFormat, typer.Option("--format", "-f", help=say("cli.option.format"))
    ] = TableFormat.TABLE,
    bom: Annotated[bool, typer.Option("--bom", help=say("cli.option.bom"))] = False,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, metavar="N", help=say("cli.option.limit"))
    ] = None,
) -> None:
    """Run a query of the library, or SPARQL."""
    from hqgraph.graph import open_graph  # noqa: PLC0415
    from hqgraph.queries import run  # noqa: PLC0415

    values = _values(parameters or [])
    with open_graph(store) as graph, terminal.interruptible():
        result = run(graph, _text(query), values, limit=limit)
    _write(result, format, bom=bom)
    if result.truncated:
        terminal.words(say("cli.query.truncated", count=len(result)))
    elif result.boolean is None:
        terminal.words(say("cli.query.count", count=len(result)))


def queries(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help=say("cli.option.name"))] = None,
    as_json: options.Json = False,
) -> None:
    """List the library, or show one query of it."""
    from hqgraph.queries import catalogue, named  # noqa: PLC0415

    if name is not None:
        found = named(name)
        terminal.out(_dumped(_described(found)) if as_json else _shown(found))
        return
    known = sorted(catalogue(), key=lambda item: (item.topic, item.name))
    if as_json:
        terminal.out(_dumped([_described(item) for item in known]))
        return
    headings = [say(f"cli.queries.{key}") for key in ("topic", "name", "title", "parameters")]
    rows = [[item.topic, item.name, str(item.title), _signature(item)] for item in known]
    terminal.table(headings, rows)


def lineage(
    document: options.Document, store: options.Store, as_json: options.Json = False
) -> None:
    """Show what a document rests on, and what rests on it."""
    from hqgraph import linking  # noqa: PLC0415
    from hqgraph.graph import open_graph  # noqa: PLC0415
    from hqgraph.queries.things import find_document  # noqa: PLC0415
    from hqgraph.views import lineage_of  # noqa: PLC0415

    with open_graph(store) as graph:
        node = find_document(graph, document)
        if as_json:
            terminal.out(_dumped(linking.to_json(linking.lineage(graph, node))))
        else:
            lineage_text.show(lineage_of(graph, node.value))


def _text(query: str) -> str:
    """Return the query, read from a file where it is ``@FILE``."""
    if not query.startswith("@"):
        return query
    path = Path(query[1:])
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ReadError("read.missing", path=path) from error
    except UnicodeDecodeError as error:
        raise ReadError("read.encoding", path=path, offset=error.start) from error
    except OSError as error:
        raise ReadError("read.failed", path=path, why=error.strerror) from error


def _values(parameters: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for parameter in parameters:
        name, sign, value = parameter.partition("=")
        if not sign or not name:
            raise typer.BadParameter(say("cli.query.pair", given=parameter))
        if name in values:
            raise typer.BadParameter(say("cli.query.twice", name=name))
        values[name] = value
    return values


def _write(result: Result, format: TableFormat, *, bom: bool) -> None:
    match format:
        case TableFormat.JSON:
            terminal.out(result.to_json())
        case TableFormat.CSV:
            terminal.out(result.to_csv(bom=bom))
        case TableFormat.MD:
            terminal.out(terminal.markdown(*_readable(result)))
        case TableFormat.TABLE:
            terminal.table(*_readable(result))


def _readable(result: Result) -> tuple[list[str], list[list[str]]]:
    """Return headings and rows; a named query's identifiers are left to CSV and JSON."""
    from pyoxigraph import NamedNode  # noqa: PLC0415

    headings, rows = result.to_table()
    if not result.columns:
        return headings, rows
    shown = [
        place
        for place in range(len(headings))
        if not any(isinstance(row[place], NamedNode) for row in result.rows)
    ]
    return [headings[place] for place in shown], [[row[place] for place in shown] for row in rows]


def _signature(query: NamedQuery) -> str:
    """Return the parameters as one types them, optional ones in brackets."""
    names = (f"[{item.name}]" if item.optional else item.name for item in query.parameters)
    return " ".join(names)


def _shown(query: NamedQuery) -> str:
    lines = [f"# {query.name} · {query.title}", f"# {query.description}", "#"]
    for item in query.parameters:
        mark = say("cli.queries.optional") if item.optional else say("cli.queries.required")
        lines.append(f"#   {item.name}  {item.type.value} · {mark} · {item.description}")
    return "\n".join([*lines, "#", f"# {query.example}", "", query.text.strip(), ""])


def _described(query: NamedQuery) -> dict[str, object]:
    return {
        "name": query.name,
        "topic": query.topic,
        "title": str(query.title),
        "description": str(query.description),
        "parameters": [
            {
                "name": item.name,
                "type": item.type.value,
                "optional": item.optional,
                "default": item.default,
                "description": str(item.description),
            }
            for item in query.parameters
        ],
        "columns": [column.variable for column in query.columns],
        "example": query.example,
    }


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
