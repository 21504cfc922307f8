"""Commands that hand work out and take reports in: ledger, timeline, and those of progress."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hqgraph.cli import options, terminal
from hqgraph.errors import NotFoundError, StoreError
from hqgraph.messages import say

if TYPE_CHECKING:
    from hqgraph.graph import EmbeddedGraph

Region = Annotated[str | None, typer.Option(help=say("cli.option.ledger-region"))]
Agency = Annotated[str | None, typer.Option(help=say("cli.option.ledger-agency"))]
DocumentOption = Annotated[str | None, typer.Option(help=say("cli.option.ledger-document"))]
Theme = Annotated[str | None, typer.Option(help=say("cli.option.ledger-theme"))]
Until = Annotated[str | None, typer.Option(help=say("cli.option.ledger-until"))]


def ledger(
    *,
    store: options.Store,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE.xlsx", help=say("cli.option.ledger-out"))
    ] = Path("台账.xlsx"),
    region: Region = None,
    agency: Agency = None,
    document: DocumentOption = None,
    theme: Theme = None,
    until: Until = None,
    per_agency: Annotated[
        bool, typer.Option("--per-agency", help=say("cli.option.per-agency"))
    ] = False,
    full: Annotated[bool, typer.Option("--full", help=say("cli.option.ledger-full"))] = False,
) -> None:
    """Write the ledger of a store as an Excel workbook."""
    from hqgraph.views.ledger import ledger_of  # noqa: PLC0415

    if out.suffix.lower() != ".xlsx":
        raise typer.BadParameter(say("cli.ledger.suffix", file=out))
    with _open(store) as graph:
        found = ledger_of(
            graph, region=region, agency=agency, document=document, theme=theme, until=until
        )
    if not found.rows:
        raise NotFoundError("ledger.nothing", scope=found.scope)
    _written(out, found.to_xlsx(per_agency=per_agency, full=full))
    counts = {"tasks": len(found.tasks), "rows": len(found.rows)}
    terminal.words(say("cli.ledger.done", file=out, **counts))


def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help=say("cli.option.progress-files"))
    ],
    store: options.Store,
    reported: Annotated[
        datetime | None,
        typer.Option("--as-of", formats=["%Y-%m-%d"], help=say("cli.option.as-of")),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help=say("cli.option.progress-strict"))] = (
        False
    ),
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("cli.option.dry-run"))] = False,
) -> None:
    """Take the progress of filled ledgers into a store; it fails where no row matched."""
    from hqgraph.progress import ProgressError, import_progress  # noqa: PLC0415

    day = reported.date() if reported else None
    found = import_progress(store, files, reported=day, strict=strict, dry_run=dry_run)
    for remark in found.remarks:
        terminal.words(str(remark))
    counts = {
        name: getattr(found, name)
        for name in ("rows", "matched", "repeated", "added", "changed", "cleared", "same")
    }
    key = "cli.progress.would" if dry_run else "cli.progress.done"
    terminal.words(say(key, **counts, left=found.rows - found.matched))
    if not found.matched:
        raise ProgressError("progress.nothing", found.remarks)


def list_(
    store: options.Store,
    document: DocumentOption = None,
    as_json: options.Json = False,
) -> None:
    """List the progress that a store holds."""
    from hqgraph.progress import listed_progress  # noqa: PLC0415

    with _open(store) as graph:
        found = listed_progress(graph, _asked(graph, document))
    if as_json:
        records = [asdict(one) for one in found]
        terminal.out(json.dumps(records, ensure_ascii=False, indent=1) + "\n")
    elif found:
        names = ("document", "task", "agency", "text", "note", "reported", "held")
        headings = [say(f"cli.progress.{name}") for name in names]
        rows = [
            [one.document, one.task, one.agency, one.text, one.note, one.reported, _state(one.held)]
            for one in found
        ]
        terminal.table(headings, rows)
    else:
        terminal.words(say("cli.progress.empty"))


def export(
    store: options.Store,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE.csv", help=say("cli.option.progress-out")),
    ] = None,
    document: DocumentOption = None,
    bom: Annotated[bool, typer.Option("--bom", help=say("cli.option.bom"))] = False,
) -> None:
    """Write the progress of a store as CSV that ``progress import`` takes back."""
    from hqgraph.progress import export_progress, listed_progress  # noqa: PLC0415

    with _open(store) as graph:
        found = listed_progress(graph, _asked(graph, document))
    text = export_progress(found, bom=bom)
    if out is None:
        terminal.out(text)
        return
    _written(out, text.encode("utf-8"))
    terminal.words(say("cli.progress.exported", file=out, count=len(found)))


def timeline(
    *,
    store: options.Store,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE", help=say("cli.option.timeline-out"))
    ] = Path("timeline.html"),
    region: Region = None,
    agency: Agency = None,
    document: DocumentOption = None,
    theme: Theme = None,
    until: Until = None,
    font: Annotated[
        Path | None, typer.Option(metavar="FILE.ttf", help=say("cli.option.timeline-font"))
    ] = None,
) -> None:
    """Draw deadlines and milestones: a page, an SVG or a PNG, by the ending of the file."""
    from hqgraph.views.timeline import timeline_of  # noqa: PLC0415

    with _open(store) as graph:
        found = timeline_of(
            graph, region=region, agency=agency, document=document, theme=theme, until=until
        )
    if not found.points:
        raise NotFoundError("timeline.nothing", scope=found.scope)
    _written(out, found.drawn(out.suffix, font=font))
    counts = {"points": len(found.points), "dates": len(found.days())}
    terminal.words(say("cli.timeline.done", file=out, undated=len(found.undated), **counts))


def _open(store: Path) -> EmbeddedGraph:
    from hqgraph.graph import open_graph  # noqa: PLC0415

    return open_graph(store)


def _asked(graph: EmbeddedGraph, document: str | None) -> str | None:
    """Return the IRI of a document by what people call it; what only progress knows by its IRI."""
    from hqgraph.queries.lookup import iri_of  # noqa: PLC0415
    from hqgraph.queries.things import find_document  # noqa: PLC0415

    if document is None:
        return None
    node = iri_of(document) or find_document(graph, document)
    return node.value


def _state(held: bool) -> str:
    return "" if held else say("cli.progress.gone")


def _written(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises StoreError where the folder cannot be written to."""
    from hqgraph.views.page import write_bytes  # noqa: PLC0415

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, data)
    except OSError as error:
        raise StoreError("graph.unwritable", path=path, why=error.strerror) from error
