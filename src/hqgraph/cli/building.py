"""Commands that read files and change a store: build, add, remove."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hqgraph.cli import options, terminal
from hqgraph.messages import say


def build(
    paths: options.Sources,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="STORE", help=say("cli.option.out-store"))
    ],
    jobs: options.Jobs = 0,
) -> None:
    """Build a store from files and folders."""
    from hqgraph import pipeline  # noqa: PLC0415

    with terminal.progress() as progress:
        found = pipeline.build(paths, out, progress, jobs=jobs)
    terminal.report(found, out)


def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help=say("cli.option.add-paths"))],
    store: Annotated[
        Path | None,
        typer.Option("--store", "-s", metavar="STORE", help=say("cli.option.store")),
    ] = None,
    jobs: options.Jobs = 0,
) -> None:
    """Add documents to a store; without ``--store`` the first path is the store."""
    from hqgraph import pipeline  # noqa: PLC0415

    if store is None:
        store, *paths = paths
    if not paths:
        raise typer.BadParameter(say("cli.add.no-paths"))
    with terminal.progress() as progress:
        found = pipeline.add(store, paths, progress, jobs=jobs)
    terminal.report(found, store)


def remove(document: options.Document, store: options.Store) -> None:
    """Remove a document from a store."""
    from hqgraph import pipeline  # noqa: PLC0415

    iri = pipeline.remove(store, document)
    name = iri.rsplit("/", 1)[-1]
    terminal.words(say("cli.remove.done", document=name, store=store))
