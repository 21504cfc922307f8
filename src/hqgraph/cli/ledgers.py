"""Commands that hand work out and take reports in: ledger, timeline, and those of progress."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from hqgraph.cli import terminal
from hqgraph.errors import NotFoundError, UsageError
from hqgraph.messages import say

if TYPE_CHECKING:
    from hqgraph.graph import EmbeddedGraph
    from hqgraph.progress import HistoryEntry, Listed
    from hqgraph.views.choice import Wanted


def ledger(
    *, store: Path, out: Path, per_agency: bool, full: bool, **wanted: Unpack[Wanted]
) -> None:
    """Write the ledger of a store as an Excel workbook."""
    from hqgraph.views.ledger import ledger_of  # noqa: PLC0415

    if out.suffix.lower() != ".xlsx":
        raise UsageError("cli.ledger.suffix", file=out)
    with _open(store) as graph:
        found = ledger_of(graph, **wanted)
    if not found.rows:
        raise NotFoundError("ledger.nothing", scope=found.scope)
    terminal.write(out, found.to_xlsx(per_agency=per_agency, full=full))
    counts = {"tasks": len(found.tasks), "rows": len(found.rows)}
    terminal.words(say("cli.ledger.done", file=out, **counts))


def import_(
    *, files: list[Path], store: Path, reported: date | None, strict: bool, dry_run: bool
) -> None:
    """Take the progress of filled ledgers into a store; it fails where no row matched."""
    from hqgraph.progress import ProgressError, grouped, import_progress  # noqa: PLC0415

    found = import_progress(store, files, reported=reported, strict=strict, dry_run=dry_run)
    for line in grouped(found.remarks):
        terminal.words(line)
    counts = {
        name: getattr(found, name)
        for name in ("rows", "matched", "repeated", "added", "changed", "cleared", "same")
    }
    key = "cli.progress.would" if dry_run else "cli.progress.done"
    terminal.words(say(key, **counts, left=found.rows - found.matched))
    for name in ("confirmed", "late"):
        if count := getattr(found, name):
            terminal.words(say(f"cli.progress.{name}", count=count))
    if not found.matched:
        raise ProgressError("progress.nothing", ())


def list_(*, store: Path, document: str | None, history: bool, as_json: bool) -> None:
    """List the progress that a store holds, or all that was ever reported."""
    from hqgraph.progress import listed_progress  # noqa: PLC0415

    if history:
        _history(store, document, as_json=as_json)
        return
    with _open(store) as graph:
        found = listed_progress(graph, _asked(graph, document))
    if as_json:
        terminal.json([asdict(one) for one in found])
    elif found:
        names = ("document", "task", "agency", "text", "note", "reported", "held")
        headings = [say(f"cli.progress.{name}") for name in names]
        rows = [
            [one.document, one.task, one.agency, one.text, one.note, one.reported, _state(one)]
            for one in found
        ]
        terminal.table(headings, rows)
    else:
        terminal.words(say("cli.progress.empty"))


def _history(store: Path, document: str | None, *, as_json: bool) -> None:
    from hqgraph.progress import progress_history  # noqa: PLC0415

    with _open(store) as graph:
        found = progress_history(graph, _asked(graph, document))
    if as_json:
        terminal.json([asdict(one) for one in found])
        return
    if not found:
        terminal.words(say("cli.progress.empty"))
        return
    before = ("document", "task", "agency", "order", "text", "note", "period")
    names = (*before, "reported", "files", "now")
    rows = [
        [
            one.listed.document,
            one.listed.task,
            one.listed.agency,
            str(one.order),
            one.listed.text,
            one.listed.note,
            one.period,
            one.listed.reported,
            "、".join(file.name for file in one.files),
            _standing(one),
        ]
        for one in found
    ]
    terminal.table([say(f"cli.progress.{name}") for name in names], rows)


def export(*, store: Path, out: Path | None, document: str | None, bom: bool) -> None:
    """Write the progress of a store as CSV, or a workbook, that ``progress import`` takes back."""
    from hqgraph.progress import export_progress, listed_progress, progress_table  # noqa: PLC0415

    if out is not None and out.suffix.lower() not in (".csv", ".xlsx"):
        raise UsageError("cli.progress.suffix", file=out)
    with _open(store) as graph:
        found = listed_progress(graph, _asked(graph, document))
    if out is None:
        terminal.out(export_progress(found, bom=bom))
        return
    if out.suffix.lower() == ".xlsx":
        from hqgraph.queries.workbook import workbook  # noqa: PLC0415

        headings, *rows = progress_table(found)
        terminal.write(out, workbook(headings, rows))
    else:
        terminal.write(out, export_progress(found, bom=bom).encode("utf-8"))
    terminal.words(say("cli.progress.exported", file=out, count=len(found)))


def timeline(*, store: Path, out: Path, font: Path | None, **wanted: Unpack[Wanted]) -> None:
    """Draw deadlines and milestones: a page, an SVG or a PNG, by the ending of the file."""
    from hqgraph.views.timeline import timeline_of  # noqa: PLC0415

    with _open(store) as graph:
        found = timeline_of(graph, **wanted)
    if not found.points and (wanted.get("until") or not found.undated):
        key = "timeline.only-words" if found.undated else "timeline.nothing"
        raise NotFoundError(key, scope=found.scope, count=len(found.undated))
    terminal.write(out, found.drawn(out.suffix, font=font))
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


def _state(one: Listed) -> str:
    return "" if one.held else say(f"cli.progress.state.{one.state}")


def _standing(one: HistoryEntry) -> str:
    if one.late:
        return say("cli.progress.was-late")
    return say("cli.progress.current") if one.now else ""
