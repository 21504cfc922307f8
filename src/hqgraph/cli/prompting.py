"""Asking the person at the terminal for the parameters that a query still lacks.

Names are offered to choose from: some letters narrow the list, a number takes one,
and Tab completes a name where the terminal can.
In a pipe nothing is asked; what is missing is then an error, as ever.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import TYPE_CHECKING

from hqgraph.cli import terminal
from hqgraph.errors import HqgraphError, QueryError
from hqgraph.messages import say

if TYPE_CHECKING:
    from hqgraph.graph import Graph
    from hqgraph.queries import NamedQuery, Parameter
    from hqgraph.queries.choices import Choice

_SHOWN = 20
_SECONDS = 5.0
"""How long names to choose from may take to be read from a large store."""


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
    from hqgraph.queries.choices import matching  # noqa: PLC0415

    known = offered = _known(graph, parameter)
    terminal.words(say("cli.prompt.what", name=parameter.name, what=parameter.description))
    _offer(offered)
    while True:
        said = _line(known)
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


def _known(graph: Graph, parameter: Parameter) -> tuple[Choice, ...]:
    """Return what there is to choose from; nothing where a large store has too much of it."""
    from hqgraph.graph import EmbeddedGraph  # noqa: PLC0415
    from hqgraph.queries.choices import choices  # noqa: PLC0415

    timed = graph.timed() if isinstance(graph, EmbeddedGraph) else None
    if timed is None:
        return choices(graph, parameter)
    try:
        with timed.within(_SECONDS):
            return choices(timed, parameter)
    except QueryError as error:
        if error.key not in {"graph.too-long", "graph.too-much"}:
            raise
        terminal.words(say("cli.prompt.many"))
        return ()


def _completes(known: tuple[Choice, ...]) -> bool:
    """Let Tab complete the names that are known; False where Python has no line editor."""
    try:
        import readline  # noqa: PLC0415
    except ImportError:  # Windows has none
        return False

    @lru_cache(maxsize=1)  # it is called for every name that it returns
    def begun(said: str) -> tuple[str, ...]:
        return completions(known, said)

    def complete(said: str, turn: int) -> str | None:
        found = begun(said)
        return found[turn] if turn < len(found) else None

    readline.set_completer(complete)
    readline.set_completer_delims("")
    other = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if other else "tab: complete")
    return True


def completions(known: tuple[Choice, ...], said: str) -> tuple[str, ...]:
    """Return the names that begin with what was typed, else those that hold its words."""
    from hqgraph.queries.choices import matching  # noqa: PLC0415

    begun = tuple(one.shown for one in known if one.shown.startswith(said))
    return begun or tuple(one.shown for one in matching(known, said))


def _offer(offered: tuple[Choice, ...]) -> None:
    for number, choice in enumerate(offered[:_SHOWN], 1):
        terminal.words(f"  {number:>2}  {choice.shown}")
    if len(offered) > _SHOWN:
        terminal.words(say("cli.prompt.more", count=len(offered) - _SHOWN))


def _line(known: tuple[Choice, ...]) -> str | None:
    """Read an answer; the mark goes to stderr, so that stdout stays the answer's.

    Only where stdout is the terminal too can a line be edited, and names completed.
    """
    if sys.stdout.isatty() and _completes(known):
        try:
            return input("> ").strip()
        except EOFError:
            return None
    sys.stderr.write("> ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    return line.strip() if line else None
