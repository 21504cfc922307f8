"""Commands that show a store or write it out: view, stats, export, check."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from hqgraph.cli import options, terminal
from hqgraph.cli.extracting import check_files
from hqgraph.errors import StoreError
from hqgraph.messages import say


def view(
    *,
    store: options.Store,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE.html", help=say("cli.option.network"))
    ] = Path("network.html"),
    lineage: Annotated[
        Path | None, typer.Option(metavar="FILE.html", help=say("cli.option.lineage"))
    ] = None,
    region: Annotated[str | None, typer.Option(help=say("cli.option.region"))] = None,
    document: Annotated[str | None, typer.Option(help=say("cli.option.view-document"))] = None,
    kind: Annotated[str | None, typer.Option(help=say("cli.option.kind"))] = None,
    theme: Annotated[str | None, typer.Option(help=say("cli.option.theme"))] = None,
) -> None:
    """Draw the network, and the lineage tree if asked to."""
    from hqgraph.graph import open_graph  # noqa: PLC0415
    from hqgraph.queries.things import find_document  # noqa: PLC0415
    from hqgraph.views import lineage_html, lineage_of, network_html, network_of  # noqa: PLC0415

    with open_graph(store) as graph:
        chosen = None if document is None else find_document(graph, document).value
        network = network_of(graph, region=region, kind=kind, document=chosen, theme=theme)
        pages = {out: network_html(network)}
        if lineage is not None:
            pages[lineage] = lineage_html(lineage_of(graph, chosen))
    write_pages(pages)
    counts = {"nodes": len(network.nodes), "edges": len(network.edges)}
    terminal.words(say("cli.view.done", files="、".join(map(str, pages)), **counts))


def stats(
    store: options.Store,
    as_json: options.Json = False,
    network: Annotated[
        bool, typer.Option("--network", help=say("cli.option.network-stats"))
    ] = False,
    top: Annotated[int, typer.Option("--top", min=1, help=say("cli.option.top"))] = 10,
) -> None:
    """Count what a store holds, or measure its networks."""
    if network:
        _network(store, top, as_json=as_json)
        return
    from hqgraph.graph import open_graph  # noqa: PLC0415
    from hqgraph.statistics import statistics  # noqa: PLC0415

    with open_graph(store) as graph:
        found = statistics(graph)
    if as_json:
        record = {**asdict(found), "total": found.total}
        terminal.out(json.dumps(record, ensure_ascii=False, indent=1) + "\n")
        return
    rows = [[say(f"cli.stats.{name}"), f"{count:,}"] for name, count in found.things.items()]
    rows += [[say(f"cli.stats.graph-{name}"), f"{count:,}"] for name, count in found.quads.items()]
    rows.append([say("cli.stats.total"), f"{found.total:,}"])
    terminal.table([say("cli.stats.what"), say("cli.stats.count")], rows)


def _network(store: Path, top: int, *, as_json: bool) -> None:
    from hqgraph.cli import network_text  # noqa: PLC0415
    from hqgraph.graph import open_graph  # noqa: PLC0415
    from hqgraph.measures import network_measures  # noqa: PLC0415

    with open_graph(store) as graph:
        found = network_measures(graph, top)
    if as_json:
        terminal.out(json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n")
    else:
        network_text.show(found)


def export(
    store: options.Store,
    format: Annotated[str, typer.Option("--format", "-f", help=say("cli.option.export-format"))],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help=say("cli.option.export-out"))
    ] = None,
) -> None:
    """Write the whole graph in a format that other tools read."""
    from hqgraph import graph as stores  # noqa: PLC0415

    if format == "csv" and out is None:
        raise typer.BadParameter(say("cli.export.folder"))
    with stores.open_graph(store) as graph:
        if out is None:
            sys.stdout.buffer.write(stores.export(graph, format))
            sys.stdout.flush()
            return
        files = stores.write_export(graph, format, out)
    terminal.words(say("cli.export.done", files="、".join(map(str, files))))


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help=say("cli.option.check-paths"))
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option("--store", "-s", metavar="STORE", help=say("cli.option.check-store")),
    ] = None,
    jobs: options.Jobs = 0,
) -> None:
    """List what could not be placed in files, or validate a store against the SHACL shapes."""
    if bool(paths) == bool(store):
        raise typer.BadParameter(say("cli.check.one"))
    if paths:
        check_files(paths, jobs)
    elif store:
        _check_store(store)


def _check_store(store: Path) -> None:
    """Validate a store against the SHACL shapes; exit code 1 where it does not conform."""
    from hqgraph.graph import open_graph  # noqa: PLC0415
    from hqgraph.rdf.validate import validate  # noqa: PLC0415

    with open_graph(store) as graph:
        report = validate(graph.quads())
    terminal.out(f"{report}\n")
    if not report.conforms:
        raise typer.Exit(1)


def write_pages(pages: Mapping[Path, str]) -> None:
    """Write pages. Raises StoreError where the folder cannot be written to."""
    from hqgraph.views import write_html  # noqa: PLC0415

    for path, html in pages.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_html(path, html)
        except OSError as error:
            raise StoreError("graph.unwritable", path=path, why=error.strerror) from error
