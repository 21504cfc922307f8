"""Commands that read files and change a store: build, add, remove."""

from __future__ import annotations

from pathlib import Path

from hqgraph.cli import terminal
from hqgraph.errors import UsageError
from hqgraph.messages import say


def build(*, paths: list[Path], out: Path, jobs: int, fresh: bool) -> None:
    """Build a store from files and folders."""
    from hqgraph import pipeline  # noqa: PLC0415

    with terminal.progress() as progress:
        tell = terminal.teller("cli.build.compacting")
        found = pipeline.build(paths, out, progress, jobs=jobs, fresh=fresh, compacting=tell)
    terminal.report(found, out)


def add(*, paths: list[Path], store: Path | None, jobs: int) -> None:
    """Add documents to a store; without ``--store`` the first path is the store."""
    from hqgraph import pipeline  # noqa: PLC0415

    if store is None:
        store, *paths = paths
    if not paths:
        raise UsageError("cli.add.no-paths")
    with terminal.progress() as progress:
        found = pipeline.add(store, paths, progress, jobs=jobs)
    terminal.report(found, store)


def remove(*, document: str, store: Path) -> None:
    """Remove a document from a store."""
    from hqgraph import pipeline  # noqa: PLC0415

    iri = pipeline.remove(store, document)
    name = iri.rsplit("/", 1)[-1]
    terminal.words(say("cli.remove.done", document=name, store=store))
