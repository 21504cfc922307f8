"""The commands put together. What a command needs is imported when it runs."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from hqgraph.cli import (
    agents,
    asking,
    building,
    catalogues,
    comparing,
    demo,
    extracting,
    ledgers,
    querying,
    questions,
    showing,
)
from hqgraph.messages import say

_COMMANDS = (
    ("start", "demo", demo.demo),
    ("build", "build", building.build),
    ("build", "add", building.add),
    ("build", "remove", building.remove),
    ("build", "extract", extracting.extract),
    ("ask", "ask", questions.ask),
    ("ask", "query", querying.query),
    ("ask", "queries", querying.queries),
    ("ask", "lineage", asking.lineage),
    ("ask", "compare", comparing.compare),
    ("ask", "gaps", comparing.gaps),
    ("ask", "why", comparing.why),
    ("ask", "mcp", agents.mcp),
    ("show", "view", showing.view),
    ("show", "ledger", ledgers.ledger),
    ("show", "timeline", ledgers.timeline),
    ("show", "stats", showing.stats),
    ("show", "export", showing.export),
    ("show", "check", showing.check),
)


_CATALOGUE = (
    ("add", catalogues.add),
    ("list", catalogues.list_),
    ("remove", catalogues.remove),
)


_PROGRESS = (
    ("import", ledgers.import_),
    ("list", ledgers.list_),
    ("export", ledgers.export),
)


class Language(StrEnum):
    """The languages hqgraph speaks."""

    ZH = "zh"
    EN = "en"


def application() -> typer.Typer:
    """Return the whole command line, its help in the language in force."""
    if not _plain():
        from typer import rich_utils  # noqa: PLC0415 (rich, which a pipe does not need)

        rich_utils.ARGUMENTS_PANEL_TITLE = say("cli.panel.arguments")
        rich_utils.OPTIONS_PANEL_TITLE = say("cli.panel.options")
    app = typer.Typer(
        help=say("cli.help"),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None if _plain() else "markdown",
    )
    app.callback()(_common)
    for panel, name, command in _COMMANDS:
        title = say(f"cli.panel.{panel}")
        app.command(name, help=say(f"cli.{name}.help"), rich_help_panel=title)(command)
    for panel, family, commands in (
        ("build", "catalogue", _CATALOGUE),
        ("show", "progress", _PROGRESS),
    ):
        group = typer.Typer(no_args_is_help=True)
        for name, run in commands:
            group.command(name, help=say(f"cli.{family}.{name}.help"))(run)
        title, words = say(f"cli.panel.{panel}"), say(f"cli.{family}.help")
        app.add_typer(group, name=family, help=words, rich_help_panel=title)
    return app


def _plain() -> bool:
    """Boxes are for people: whoever pipes the help gets lines."""
    return not sys.stdout.isatty()


def _version(wanted: bool) -> None:
    if wanted:
        import hqgraph  # noqa: PLC0415

        typer.echo(f"hqgraph {hqgraph.__version__}")
        raise typer.Exit


def _common(
    lang: Annotated[
        Language | None, typer.Option("--lang", help=say("cli.option.lang"), show_default=False)
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help=say("cli.option.version")),
    ] = False,
) -> None:
    """Options of every command; ``--lang`` was obeyed before this module was imported."""
