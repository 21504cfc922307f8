"""Help in the terminal: sections of names and what they mean, aligned by display width.

A Chinese character is two columns wide, so neither ``len`` nor ``textwrap`` will
do; lines are broken between characters, never before a closing mark.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator

from hqgraph.cli.commands import HELP, PROGRAM, TOPICS
from hqgraph.cli.spec import Argument, Command, Group, Option
from hqgraph.messages import say

_WIDEST, _NARROWEST, _IN_A_PIPE = 100, 40, 80
_NAMES = 26
"""Columns for the names; a longer name has a line of its own."""
_UNBROKEN = re.compile(r" +|[（《“〔]*(?:[!-~]+|.)[）》”〕，。；：、！？…]*")
"""What a line is not broken in: a Latin word, a character with the marks that cling to it."""

_Rows = list[tuple[str, str]]


def page(what: Command | Group | None) -> str:
    """Return the page of a command, of a group of commands, or (None) of the whole program."""
    if what is None:
        return _overview()
    return _family(what) if isinstance(what, Group) else _command(what)


def _overview() -> str:
    """Return the page of the whole program: its commands by topic."""
    sections = {
        say(f"cli.panel.{topic}"): [(item.name, item.words) for item in commands]
        for topic, commands in TOPICS.items()
    }
    sections[say("cli.panel.options")] = list(map(_option, PROGRAM.options))
    more = say("cli.help.more", example=f"hqgraph {say('cli.usage.command')} --help")
    return f"{_page(PROGRAM, sections)}\n{more}\n"


def _family(group: Group) -> str:
    """Return the page of a group of commands."""
    rows = [(item.name.split()[1], item.words) for item in group.commands]
    options = [_option(HELP)]
    return _page(group, {say("cli.usage.commands"): rows, say("cli.panel.options"): options})


def _command(one: Command) -> str:
    """Return the page of one command: its arguments, its options."""
    sections = {say("cli.panel.arguments"): list(map(_argument, one.arguments))}
    sections[say("cli.panel.options")] = list(map(_option, (*one.options, HELP)))
    return _page(one, sections)


def width_of(text: str) -> int:
    """Return how many columns a text takes in a terminal."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def wrapped(text: str, width: int) -> list[str]:
    """Return the text in lines of at most ``width`` columns; only a long Latin word is wider."""
    lines = [""]
    for piece in _UNBROKEN.findall(text):
        if width_of(lines[-1] + piece.rstrip()) > width and lines[-1]:
            lines.append("")
        if piece.strip() or lines[-1]:
            lines[-1] += piece
    return [line.rstrip() for line in lines]


def _page(what: Command | Group, sections: dict[str, _Rows]) -> str:
    """Return a page: how it is called, what it does, and the sections that have rows."""
    width = _width()
    lines = wrapped(say("cli.usage.head", usage=what.usage()), width)
    lines += ["", *(f"  {line}" for line in wrapped(what.words, width - 2))]
    names = [width_of(name) for rows in sections.values() for name, _ in rows]
    column = max((name for name in names if name <= _NAMES), default=_NAMES) + 2
    for title, rows in sections.items():
        if rows:
            lines += ["", title, *(line for row in rows for line in _row(*row, column, width))]
    return "\n".join(lines) + "\n"


def _row(name: str, words: str, column: int, width: int) -> Iterator[str]:
    """Set a name and what it means side by side; a long name has a line of its own."""
    lines = wrapped(words, width - column - 2)
    if width_of(name) > _NAMES:
        yield f"  {name}"
    else:
        yield f"  {name}{' ' * (column - width_of(name))}{lines.pop(0)}"
    for line in lines:
        yield f"  {' ' * column}{line}"


def _argument(item: Argument) -> tuple[str, str]:
    return item.shown(), say(item.words)


def _option(item: Option) -> tuple[str, str]:
    """Return an option's row: its names; what it does, what is wanted, and what it is without."""
    notes = [item.kind.wanted()] if item.metavar and item.kind.wanted() else []
    if item.required:
        notes.append(say("cli.help.required"))
    if item.metavar and item.default is not None:
        notes.append(say("cli.help.default", value=f"{item.default}"))
    words = say(item.words)
    if notes:
        words = say("cli.help.noted", words=words, notes=say("cli.help.comma").join(notes))
    return item.shown(), words


def _width() -> int:
    """Return how wide a page may be: as the terminal, or as COLUMNS says, within reason."""
    told = os.environ.get("COLUMNS", "")
    try:
        columns = int(told) if told.isdecimal() else os.get_terminal_size().columns
    except OSError:  # a pipe
        columns = _IN_A_PIPE
    return min(max(columns, _NARROWEST), _WIDEST)
