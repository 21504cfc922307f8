"""Commands for imported catalogues: catalogue add, list, remove."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from hqgraph.cli import terminal
from hqgraph.messages import say

if TYPE_CHECKING:
    from hqgraph.catalogues import Mapped


_SHOWN = 5
"""Numbers that are spelled out."""


def add(
    *, files: list[Path], store: Path, name: str | None, columns: list[str], strict: bool
) -> None:
    """Take tables in as one catalogue."""
    from hqgraph.catalogues import add_catalogue  # noqa: PLC0415

    found = add_catalogue(store, files, name=name, overrides=columns, strict=strict)
    for table in found.tables:
        terminal.words(_mapped(table))
    for place in found.passed_over:
        terminal.words(say("cli.catalogue.passed", place=place))
    for bad in found.bad:
        terminal.words(str(bad))
    if found.same:
        terminal.words(say("cli.catalogue.same", count=found.same))
    if found.again:
        terminal.words(say("cli.catalogue.again", count=found.again))
    if found.later:
        terminal.words(say("cli.catalogue.later", count=found.later))
    if found.by_number:
        shown = "、".join(found.by_number[:_SHOWN]) + ("…" if len(found.by_number) > _SHOWN else "")
        count = len(found.by_number)
        terminal.words(say("cli.catalogue.by-number", count=count, numbers=shown))
    held = found.catalogue
    counts = {"policies": f"{held.policies:,}", "relations": f"{held.relations:,}"}
    terminal.words(say("cli.catalogue.done", name=held.name, bad=len(found.bad), **counts))


def list_(*, store: Path, as_json: bool) -> None:
    """List the imported catalogues of a store."""
    from hqgraph.catalogues import list_catalogues  # noqa: PLC0415
    from hqgraph.graph import open_graph  # noqa: PLC0415

    with open_graph(store) as graph:
        found = list_catalogues(graph)
    if as_json:
        terminal.json([asdict(one) for one in found])
    elif found:
        headings = [say(f"cli.catalogue.{key}") for key in ("name", "policies", "relations")]
        rows = [[one.name, f"{one.policies:,}", f"{one.relations:,}"] for one in found]
        terminal.table(headings, rows)
    else:
        terminal.words(say("cli.catalogue.empty"))


def remove(*, name: str, store: Path) -> None:
    """Take a catalogue out of a store."""
    from hqgraph.catalogues import remove_catalogue  # noqa: PLC0415

    held = remove_catalogue(store, name)
    counts = {"policies": f"{held.policies:,}", "relations": f"{held.relations:,}"}
    terminal.words(say("cli.catalogue.removed", name=held.name, **counts))


def _mapped(table: Mapped) -> str:
    """Say how the columns of a table were read."""
    columns = "，".join(
        f"{column.heading}={column.field or say('cli.catalogue.unused')}"
        for column in table.columns
        if column.heading
    )
    kind = say(f"cli.catalogue.{table.kind}")
    return say("cli.catalogue.mapped", place=table.sheet.place, kind=kind, columns=columns)
