"""Commands that set things side by side and give reasons: compare, gaps, why."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hqgraph.cli import comparison_text, terminal, why_text
from hqgraph.errors import UsageError
from hqgraph.messages import say

if TYPE_CHECKING:
    from hqgraph.extraction import Progress
    from hqgraph.linking.gaps import Gaps

_PAGES = (".html", ".htm")


def compare(*, parent: str, child: str, store: Path, as_json: bool, html: Path | None) -> None:
    """Set two documents side by side, task by task."""
    from hqgraph.cli.showing import write_pages  # noqa: PLC0415
    from hqgraph.graph import open_graph  # noqa: PLC0415
    from hqgraph.linking.compare import compare as compared  # noqa: PLC0415
    from hqgraph.linking.compare_json import comparison_json  # noqa: PLC0415
    from hqgraph.queries.things import find_document  # noqa: PLC0415
    from hqgraph.views.compare import compare_html  # noqa: PLC0415

    _check_page(html)
    with open_graph(store) as graph:
        found = compared(graph, find_document(graph, parent), find_document(graph, child))
    if html is not None:
        write_pages({html: compare_html(found)})
        terminal.words(say("cli.compare.done", file=html, pairs=len(found.pairs)))
    if as_json:
        terminal.json(comparison_json(found))
    else:
        comparison_text.show(found)


def gaps(
    *,
    child: str,
    parent: str | None,
    store: Path,
    form: str,
    only: list[str],
    everything: bool,
    bom: bool,
    html: Path | None,
) -> None:
    """List what a document leaves out, weakens or adds against the one above it."""
    from hqgraph.cli.showing import write_pages  # noqa: PLC0415
    from hqgraph.graph import open_graph  # noqa: PLC0415
    from hqgraph.linking.gaps import gaps as gaps_of  # noqa: PLC0415
    from hqgraph.linking.gaps import gaps_json  # noqa: PLC0415
    from hqgraph.queries.things import find_document  # noqa: PLC0415
    from hqgraph.views import gaps_html  # noqa: PLC0415

    _check_page(html)
    kinds = [_kind(value) for value in only]
    with open_graph(store) as graph:
        lower = find_document(graph, child)
        upper = None if parent is None else find_document(graph, parent)
        whole = gaps_of(graph, lower, upper).only(kinds)
    if html is not None:
        write_pages({html: gaps_html(whole)})
        terminal.words(say("cli.gaps.done", file=html, count=len(whole.gaps)))
    found = whole if everything else whole.only(minor=False)
    if form == "json":
        terminal.json(gaps_json(found))
        return
    _write(found, form, bom=bom)
    terminal.words(comparison_text.basis(found))
    terminal.words(comparison_text.tally(found))
    if len(found.gaps) < len(whole.gaps):
        terminal.words(say("cli.gaps.rest", count=len(whole.gaps) - len(found.gaps)))


def _check_page(html: Path | None) -> None:
    """Refuse a page by another name before any work is done for it."""
    if html is not None and html.suffix.lower() not in _PAGES:
        raise UsageError("cli.compare.suffix", file=html)


def _kind(value: str) -> str:
    """Return the kind of gap that a reader means: its key or its name."""
    from hqgraph.linking.gaps import KINDS  # noqa: PLC0415

    names = {say(f"linking.gap.{kind}"): kind for kind in KINDS}
    found = value if value in KINDS else names.get(value)
    if found is None:
        known = "、".join(f"{kind}（{name}）" for name, kind in names.items())
        raise UsageError("cli.gaps.only", value=value, known=known)
    return found


def why(
    *,
    subject: str,
    predicate: str | None,
    value: str | None,
    store: Path,
    as_json: bool,
    limit: int,
) -> None:
    """Say why the graph holds a fact, down to the sentences."""
    from hqgraph.graph import open_graph  # noqa: PLC0415
    from hqgraph.queries.naming import reasons  # noqa: PLC0415
    from hqgraph.reasoning.why import why_json  # noqa: PLC0415

    with open_graph(store) as graph:
        found = reasons(graph, subject, predicate, value, most=limit)
        if as_json:
            terminal.json(why_json(found))
        else:
            why_text.show(graph, found)
    if len(found) == limit:
        terminal.words(say("cli.why.limit", count=limit))


def alike(
    *, document: str | None, store: Path, least: float, form: str, out: Path | None, bom: bool
) -> None:
    """List tasks of different documents that are worded alike, the likest first."""
    from hqgraph.graph import open_graph  # noqa: PLC0415
    from hqgraph.linking.alike import alike as found_in  # noqa: PLC0415
    from hqgraph.linking.alike import alike_json  # noqa: PLC0415
    from hqgraph.queries.things import find_document  # noqa: PLC0415

    if least > 1:
        raise UsageError("cli.alike.least", given=least)
    with open_graph(store) as graph, terminal.progress() as progress:
        chosen = None if document is None else find_document(graph, document)
        told = None if progress is None else partial(_told, progress, store)
        found = found_in(graph, least=least, document=chosen, told=told)
    if form == "json":
        text = json.dumps(alike_json(found), ensure_ascii=False, indent=1) + "\n"
    else:
        text = terminal.shaped(form, *comparison_text.alike_rows(found), bom=bom)
    if out is not None:
        terminal.write(out, text.encode("utf-8"))
    elif form == "table":
        terminal.table(*comparison_text.alike_rows(found))
    else:
        terminal.out(text)
    terminal.words(say("cli.alike.count", count=len(found)))


def _told(progress: Progress, store: Path, done: int, total: int) -> None:
    progress(done, total, store)


def _write(found: Gaps, form: str, *, bom: bool) -> None:
    if form == "table":
        terminal.table(*comparison_text.lines(found))
    else:
        terminal.out(terminal.shaped(form, *comparison_text.checklist(found), bom=bom))
