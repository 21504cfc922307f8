"""The commands of the query library: query runs, queries lists, shows and exports."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from hqgraph.cli import prompting, terminal
from hqgraph.errors import ReadError, UsageError
from hqgraph.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from hqgraph.graph import Graph
    from hqgraph.queries import NamedQuery, Result

_NAME = re.compile(r"[\w.-]+")
_NAMED = 8
"""Bodies that are named before the rest is passed over."""
_LONGEST_QUERY = 2**20
"""Bytes of a query in a file."""
_SUFFIXES = {f".{form}": form for form in ("csv", "json", "md", "nt", "ttl", "xlsx")}
"""The format that a file's name tells; ttl and nt are for CONSTRUCT."""


def query(
    *,
    query: str,
    parameters: list[str],
    store: Path,
    form: str | None,
    out: Path | None,
    bom: bool,
    limit: int | None,
    timeout: float,
) -> None:
    """Run a query of the library, or SPARQL."""
    from hqgraph.graph import open_graph  # noqa: PLC0415
    from hqgraph.queries import named, run  # noqa: PLC0415

    values = _values(parameters)
    form = _form(form, out)
    text = _text(query)
    with open_graph(store) as graph:
        if _NAME.fullmatch(text.strip()):
            values = prompting.asked(graph, named(text.strip()), values)
        with terminal.Interruptible():
            result = run(graph, text, values, limit=limit, seconds=timeout)
        if _NAME.fullmatch(text.strip()):
            _tell_bodies(graph, named(text.strip()), values)
    _write(result, form, out, bom=bom)
    if result.truncated:
        terminal.words(say("cli.query.truncated", count=len(result)))
    elif result.boolean is None:
        terminal.words(say("cli.query.count", count=len(result)))


def queries(
    *, name: str | None, as_json: bool, export: Path | None, store: Path | None, endpoint: str
) -> None:
    """List the library, show one query of it, or export it as SHACL-SPARQL examples."""
    from hqgraph.queries import catalogue, named  # noqa: PLC0415

    chosen = catalogue() if name is None else (named(name),)
    if export is not None:
        _export(chosen, export, store, endpoint)
        return
    if name is not None:
        if as_json:
            terminal.json(_described(chosen[0]))
        else:
            terminal.out(_shown(chosen[0]))
        return
    known = sorted(chosen, key=lambda item: (item.topic, item.name))
    if as_json:
        terminal.json([_described(item) for item in known])
        return
    headings = [say(f"cli.queries.{key}") for key in ("topic", "name", "title", "parameters")]
    rows = [
        [say(f"queries.topic.{item.topic}"), item.name, str(item.title), _signature(item)]
        for item in known
    ]
    terminal.table(headings, rows)


def _export(
    chosen: tuple[NamedQuery, ...], target: Path, store: Path | None, endpoint: str
) -> None:
    """Write the examples, their names taken from a store, or from the documents that come along."""
    from hqgraph import pipeline  # noqa: PLC0415
    from hqgraph.graph import open_graph  # noqa: PLC0415
    from hqgraph.queries.examples import shacl_examples  # noqa: PLC0415
    from hqgraph.resources import resource  # noqa: PLC0415

    graph = open_graph(store) if store else pipeline.build_in_memory([resource("seeds")])[0]
    with graph:
        text, left_out = shacl_examples(graph, chosen, endpoint)
    terminal.write(target, text.encode("utf-8"))
    for error in left_out:
        terminal.words(str(error))
    terminal.words(say("cli.queries.exported", count=len(chosen) - len(left_out), path=target))


def _tell_bodies(graph: Graph, query: NamedQuery, values: dict[str, str]) -> None:
    """Tell which bodies are meant where a value is no name that the graph has for them."""
    from hqgraph.queries.library import ParameterType  # noqa: PLC0415
    from hqgraph.queries.things import read_as  # noqa: PLC0415

    for item in query.parameters:
        value = values.get(item.name)
        meant = read_as(graph, value) if value and item.type is ParameterType.AGENCY else ()
        if meant:
            names = "、".join(meant[:_NAMED]) + ("……" if len(meant) > _NAMED else "")
            terminal.words(say("cli.query.read-as", name=item.name, value=value, names=names))


def _form(form: str | None, out: Path | None) -> str:
    """Return the format that was named, else the one that the file's name tells."""
    form = form or (_SUFFIXES.get(out.suffix.lower()) if out else "table")
    if form is None:
        raise UsageError("cli.query.suffix", path=out, known=" ".join(_SUFFIXES))
    if form == "xlsx" and out is None:
        raise UsageError("cli.query.xlsx")
    return form


def _write(result: Result, form: str, out: Path | None, *, bom: bool) -> None:
    if form == "xlsx" and out is not None:
        terminal.make_folder(out.parent)
        result.to_xlsx(out)
        return
    if form == "table" and out is None:
        terminal.table(*result.to_readable())
        return
    texts: dict[str, Callable[[], str]] = {
        "table": lambda: terminal.markdown(*result.to_readable()),
        "md": lambda: terminal.markdown(*result.to_readable()),
        "csv": lambda: result.to_csv(bom=bom, headings=bom),
        "json": result.to_json,
        "ttl": result.to_turtle,
        "nt": result.to_ntriples,
    }
    text = texts[form]()
    if out is None:
        terminal.out(text)
    else:
        terminal.write(out, text.encode("utf-8"))


def _text(query: str) -> str:
    """Return the query, read from a file where it is ``@FILE``."""
    if not query.startswith("@"):
        return query
    from hqgraph.reading.files import load  # noqa: PLC0415

    path = Path(query[1:])
    try:
        return load(path, _LONGEST_QUERY).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError("read.encoding", path=path, offset=error.start) from error


def _values(parameters: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for parameter in parameters:
        name, sign, value = parameter.partition("=")
        if not sign or not name:
            raise UsageError("cli.query.pair", given=parameter)
        if name in values:
            raise UsageError("cli.query.twice", name=name)
        values[name] = value
    return values


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
