"""Commands that show a store or write it out: view, stats, export, check."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from hqgraph.cli import terminal
from hqgraph.errors import UsageError
from hqgraph.messages import say


def view(
    *,
    store: Path,
    out: Path,
    lineage: Path | None,
    region: str | None,
    document: str | None,
    kind: str | None,
    theme: str | None,
    agency: str | None,
    depth: int | None,
) -> None:
    """Draw the network, and the lineage tree if asked to."""
    from hqgraph.graph import open_graph  # noqa: PLC0415
    from hqgraph.queries.things import find_document  # noqa: PLC0415
    from hqgraph.views import (  # noqa: PLC0415
        lineage_html,
        lineage_of,
        network_html,
        network_of,
        notices,
    )

    with open_graph(store) as graph:
        chosen = None if document is None else find_document(graph, document).value
        network = network_of(
            graph,
            region=region,
            kind=kind,
            document=chosen,
            theme=theme,
            agency=agency,
            depth=depth,
        )
        pages = {out: network_html(network)}
        if lineage is not None:
            pages[lineage] = lineage_html(lineage_of(graph, chosen))
    write_pages(pages)
    counts = {"nodes": len(network.nodes), "edges": len(network.edges)}
    terminal.words(say("cli.view.done", files="、".join(map(str, pages)), **counts))
    for line in notices(network):
        terminal.words(line)


def stats(*, store: Path, as_json: bool, network: bool, top: int) -> None:
    """Count what a store holds, or measure its networks."""
    if network:
        _network(store, top, as_json=as_json)
        return
    from hqgraph.graph import open_graph  # noqa: PLC0415
    from hqgraph.statistics import statistics  # noqa: PLC0415

    with open_graph(store) as graph:
        found = statistics(graph)
    if as_json:
        terminal.json({**asdict(found), "total": found.total})
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
        terminal.json(asdict(found))
    else:
        network_text.show(found)


def export(*, form: str, store: Path, out: Path | None) -> None:
    """Write the whole graph in a format that other tools read."""
    from hqgraph import graph as stores  # noqa: PLC0415

    if form == "csv" and out is None:
        raise UsageError("cli.export.folder")
    if out is not None:
        terminal.make_folder(out if form == "csv" else out.parent)
    with stores.open_graph(store) as graph:
        if out is None:
            sys.stdout.buffer.write(stores.export(graph, form))
            sys.stdout.flush()
            return
        files = stores.write_export(graph, form, out)
    terminal.words(say("cli.export.done", files="、".join(map(str, files))))


def check(*, paths: list[Path], store: Path | None, jobs: int) -> int:
    """List what could not be placed in files, or validate a store against the SHACL shapes."""
    if bool(paths) == bool(store):
        raise UsageError("cli.check.one")
    if store:
        return _check_store(store)
    from hqgraph.cli.extracting import check_files  # noqa: PLC0415

    check_files(paths, jobs)
    return 0


def _check_store(store: Path) -> int:
    """Validate a store against the SHACL shapes; exit code 1 where it does not conform."""
    from hqgraph.graph import open_graph  # noqa: PLC0415
    from hqgraph.rdf.validate import validate  # noqa: PLC0415

    with open_graph(store) as graph:
        report = validate(graph.quads())
    terminal.out(f"{report}\n")
    return 0 if report.conforms else 1


def write_pages(pages: Mapping[Path, str]) -> None:
    """Write pages. Raises StoreError where the folder cannot be written to."""
    for path, html in pages.items():
        terminal.write(path, html.encode("utf-8"))
