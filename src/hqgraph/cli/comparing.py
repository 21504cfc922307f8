"""Commands that set things side by side and give reasons: compare, gaps, why."""

from __future__ import annotations

import csv
import io
import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hqgraph.cli import comparison_text, options, terminal, why_text
from hqgraph.messages import say

if TYPE_CHECKING:
    from hqgraph.linking.gaps import Gaps

_MOST_FACTS = 30
_PAGES = (".html", ".htm")


class GapFormat(StrEnum):
    """How a checklist is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MD = "md"


def compare(
    parent: Annotated[str, typer.Argument(metavar="PARENT", help=say("cli.option.parent"))],
    child: Annotated[str, typer.Argument(metavar="CHILD", help=say("cli.option.child"))],
    store: options.Store,
    *,
    as_json: options.Json = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE.html", help=say("cli.option.compare-html")),
    ] = None,
) -> None:
    """Set two documents side by side, task by task."""
    from hqgraph.cli.showing import write_pages  # noqa: PLC0415
    from hqgraph.graph import open_graph  # noqa: PLC0415
    from hqgraph.linking.compare import compare as compared  # noqa: PLC0415
    from hqgraph.linking.compare_json import comparison_json  # noqa: PLC0415
    from hqgraph.queries.things import find_document  # noqa: PLC0415
    from hqgraph.views.compare import compare_html  # noqa: PLC0415

    if html is not None and html.suffix.lower() not in _PAGES:
        raise typer.BadParameter(say("cli.compare.suffix", file=html))
    with open_graph(store) as graph:
        found = compared(graph, find_document(graph, parent), find_document(graph, child))
    if html is not None:
        if not html.parent.exists():
            terminal.words(say("cli.compare.folder", folder=html.parent))
        write_pages({html: compare_html(found)})
        terminal.words(say("cli.compare.done", file=html, pairs=len(found.pairs)))
    if as_json:
        terminal.out(_dumped(comparison_json(found)))
    else:
        comparison_text.show(found)


def gaps(
    child: Annotated[str, typer.Argument(metavar="CHILD", help=say("cli.option.child"))],
    store: options.Store,
    parent: Annotated[
        str | None, typer.Argument(metavar="PARENT", help=say("cli.option.gaps-parent"))
    ] = None,
    *,
    format: Annotated[
        GapFormat, typer.Option("--format", "-f", help=say("cli.option.format"))
    ] = GapFormat.TABLE,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="KIND", help=say("cli.option.gaps-only"))
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help=say("cli.option.gaps-all"))] = False,
    bom: Annotated[bool, typer.Option("--bom", help=say("cli.option.bom"))] = False,
) -> None:
    """List what a document leaves out, weakens or adds against the one above it."""
    from hqgraph.graph import open_graph  # noqa: PLC0415
    from hqgraph.linking.gaps import gaps as gaps_of  # noqa: PLC0415
    from hqgraph.linking.gaps import gaps_json  # noqa: PLC0415
    from hqgraph.queries.things import find_document  # noqa: PLC0415

    kinds = [_kind(value) for value in only or ()]
    with open_graph(store) as graph:
        lower = find_document(graph, child)
        upper = None if parent is None else find_document(graph, parent)
        whole = gaps_of(graph, lower, upper).only(kinds)
    found = whole if everything else whole.only(minor=False)
    if format is GapFormat.JSON:
        terminal.out(_dumped(gaps_json(found)))
        return
    _write(found, format, bom=bom)
    terminal.words(comparison_text.basis(found))
    terminal.words(comparison_text.tally(found))
    if len(found.gaps) < len(whole.gaps):
        terminal.words(say("cli.gaps.rest", count=len(whole.gaps) - len(found.gaps)))


def _kind(value: str) -> str:
    """Return the kind of gap that a reader means: its key or its name."""
    from hqgraph.linking.gaps import KINDS  # noqa: PLC0415

    names = {say(f"linking.gap.{kind}"): kind for kind in KINDS}
    found = value if value in KINDS else names.get(value)
    if found is None:
        known = "、".join(f"{kind}（{name}）" for name, kind in names.items())
        raise typer.BadParameter(say("cli.gaps.only", value=value, known=known))
    return found


def why(
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help=say("cli.option.subject"))],
    store: options.Store,
    predicate: Annotated[
        str | None, typer.Argument(metavar="PREDICATE", help=say("cli.option.predicate"))
    ] = None,
    object: Annotated[
        str | None, typer.Argument(metavar="OBJECT", help=say("cli.option.object"))
    ] = None,
    *,
    as_json: options.Json = False,
    limit: Annotated[
        int, typer.Option("--limit", min=1, metavar="N", help=say("cli.option.facts"))
    ] = _MOST_FACTS,
) -> None:
    """Say why the graph holds a fact, down to the sentences."""
    from hqgraph.graph import open_graph  # noqa: PLC0415
    from hqgraph.queries.naming import reasons  # noqa: PLC0415
    from hqgraph.reasoning.why import why_json  # noqa: PLC0415

    with open_graph(store) as graph:
        found = reasons(graph, subject, predicate, object, most=limit)
        if as_json:
            terminal.out(_dumped(why_json(found)))
        else:
            why_text.show(graph, found)
    if len(found) == limit:
        terminal.words(say("cli.why.limit", count=limit))


def _write(found: Gaps, format: GapFormat, *, bom: bool) -> None:
    if format is GapFormat.TABLE:
        terminal.table(*comparison_text.lines(found))
        return
    headings, rows = comparison_text.checklist(found)
    if format is GapFormat.MD:
        terminal.out(terminal.markdown(headings, rows))
        return
    text = io.StringIO(newline="")
    csv.writer(text).writerows([headings, *rows])
    terminal.out(("\ufeff" if bom else "") + text.getvalue())


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
