"""The commands put together. What a command needs is imported when it runs."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer
from typer import rich_utils

from hqgraph.cli import asking, building, demo, extracting, showing
from hqgraph.messages import say

_COMMANDS = (
    ("start", "demo", demo.demo),
    ("build", "build", building.build),
    ("build", "add", building.add),
    ("build", "remove", building.remove),
    ("build", "extract", extracting.extract),
    ("ask", "query", asking.query),
    ("ask", "queries", asking.queries),
    ("ask", "lineage", asking.lineage),
    ("show", "view", showing.view),
    ("show", "stats", showing.stats),
    ("show", "export", showing.export),
    ("show", "check", showing.check),
)


class Language(StrEnum):
    """The languages hqgraph speaks."""

    ZH = "zh"
    EN = "en"


def application() -> typer.Typer:
    """Return the whole command line, its help in the language in force."""
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
