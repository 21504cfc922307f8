"""Commands that read files and change a store: build, add, remove, extract."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hqgraph.cli import options, terminal
from hqgraph.messages import say

if TYPE_CHECKING:
    from hqgraph.model import Header, Policy, Target, Task


def build(
    paths: options.Sources,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="STORE", help=say("cli.option.out-store"))
    ],
) -> None:
    """Build a store from files and folders."""
    from hqgraph import pipeline  # noqa: PLC0415

    with terminal.progress() as progress:
        found = pipeline.build(paths, out, progress)
    terminal.report(found, out)


def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help=say("cli.option.add-paths"))],
    store: Annotated[
        Path | None,
        typer.Option("--store", "-s", metavar="STORE", help=say("cli.option.store")),
    ] = None,
) -> None:
    """Add documents to a store; without ``--store`` the first path is the store."""
    from hqgraph import pipeline  # noqa: PLC0415

    if store is None:
        store, *paths = paths
    if not paths:
        raise typer.BadParameter(say("cli.add.no-paths"))
    with terminal.progress() as progress:
        found = pipeline.add(store, paths, progress)
    terminal.report(found, store)


def remove(document: options.Document, store: options.Store) -> None:
    """Remove a document from a store."""
    from hqgraph import pipeline  # noqa: PLC0415

    iri = pipeline.remove(store, document)
    terminal.words(say("cli.remove.done", document=iri, store=store))


def extract(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=say("cli.option.file"))],
    as_json: options.Json = False,
) -> None:
    """Show what one file says, without a store."""
    from hqgraph.parsing import as_json as contract  # noqa: PLC0415
    from hqgraph.pipeline import extract as read_policy  # noqa: PLC0415

    policy = read_policy(file)
    if as_json:
        terminal.out(json.dumps(contract(policy), ensure_ascii=False, indent=1) + "\n")
        return
    _show(policy)


def _show(policy: Policy) -> None:
    """Write what a policy says: its particulars, its items, the documents it names."""
    for key, value in _particulars(policy.header).items():
        terminal.out(f"{say(f'cli.extract.{key}')}\t{value or '—'}\n")
    columns = ("no", "task", "agencies", "deadline", "targets", "measures")
    headings = [say(f"cli.extract.{column}") for column in columns]
    terminal.table(headings, [_row(task) for task in policy.tasks])
    for citation in policy.citations:
        title = f"《{citation.title}》" if citation.title else ""
        relation = say(f"cli.extract.{citation.relation.value}")
        terminal.out(f"{relation}\t{title}{citation.number or ''}\n")
    if policy.leftovers:
        terminal.words(say("cli.extract.leftovers", count=len(policy.leftovers)))


def _particulars(header: Header) -> dict[str, str]:
    printed = {
        "title": header.title,
        "number": header.number,
        "issued": header.issued,
        "form": header.form,
    }
    return {
        **{key: fact.value if fact else "" for key, fact in printed.items()},
        "issuer": "、".join(fact.value for fact in header.issuers),
        "region": header.region.name if header.region else "",
    }


def _row(task: Task) -> list[str]:
    names = dict.fromkeys(item.agency.name for item in task.assignments)
    return [
        task.no,
        task.title,
        "、".join(names),
        task.deadline.text if task.deadline else "",
        "；".join(map(_spelled, task.targets)),
        str(len(task.measures)),
    ]


def _spelled(target: Target) -> str:
    """Return a target as 三级公立医院 临床路径管理率 = 50%."""
    match target.value:
        case (low, high):
            value = f"{low:g}–{high:g}"
        case float() | int() as number:
            value = f"{number:g}"
        case text:
            value = str(text)
    return " ".join(filter(None, (target.subject, target.name, target.op, value + target.unit)))
