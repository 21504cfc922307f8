"""Asking the person at the terminal for the parameters that a query still lacks.

Names are offered to choose from: some letters narrow the list, a number takes one.
In a pipe nothing is asked; what is missing is then an error, as ever.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from hqgraph.cli import terminal
from hqgraph.errors import HqgraphError
from hqgraph.messages import say

if TYPE_CHECKING:
    from hqgraph.graph import Graph
    from hqgraph.queries import NamedQuery, Parameter
    from hqgraph.queries.choices import Choice

_SHOWN = 20


def asked(graph: Graph, query: NamedQuery, values: dict[str, str]) -> dict[str, str]:
    """Return the values with what was missing asked for, one parameter after the other.

    An end of input (Ctrl-D) leaves a parameter missing.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return values
    for parameter in query.parameters:
        if parameter.name in values or parameter.optional or parameter.default is not None:
            continue
        value = _ask(graph, parameter)
        if value is None:
            return values
        values = {**values, parameter.name: value}
    return values


def _ask(graph: Graph, parameter: Parameter) -> str | None:
    """Ask until an answer means something in this graph; None at the end of input."""
    from hqgraph.queries.binding import bind_one  # noqa: PLC0415
    from hqgraph.queries.choices import choices, matching  # noqa: PLC0415

    known = offered = choices(graph, parameter)
    terminal.words(say("cli.prompt.what", name=parameter.name, what=parameter.description))
    _offer(offered)
    while True:
        said = _line()
        if said is None:
            return None
        if said.isdecimal() and 0 < int(said) <= min(len(offered), _SHOWN):
            return offered[int(said) - 1].value
        if not said:
            offered = known
            _offer(offered)
            continue
        try:
            bind_one(graph, parameter, said)
        except HqgraphError as error:
            offered = matching(known, said)
            if len(offered) == 1:
                return offered[0].value
            terminal.words(str(error))
            _offer(offered)
        else:
            return said


def _offer(offered: tuple[Choice, ...]) -> None:
    for number, choice in enumerate(offered[:_SHOWN], 1):
        terminal.words(f"  {number:>2}  {choice.shown}")
    if len(offered) > _SHOWN:
        terminal.words(say("cli.prompt.more", count=len(offered) - _SHOWN))


def _line() -> str | None:
    """Read an answer; the mark goes to stderr, so that stdout stays the answer's."""
    sys.stderr.write("> ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    return line.strip() if line else None
