"""The command that answers a question in Chinese: ask."""

from __future__ import annotations

import sys

from hqgraph.cli import terminal
from hqgraph.cli.importing import Importing
from hqgraph.graph.store import opening
from hqgraph.messages import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hqgraph.asking import Answer

_NOT_UNDERSTOOD = 1
_MOST = 500
"""Lines that a person may still look through on a terminal; a pipe gets all of them."""


def ask(*, question: str, store: str, as_json: bool) -> int:
    """Answer a question, with the words that prove the answer; 1 where it is not understood."""
    opened = opening(store)
    with Importing():  # which takes as long as to open a store
        from hqgraph import asking  # noqa: PLC0415
        from hqgraph.asking import kept  # noqa: PLC0415
    graph = terminal.left_open(opened())
    if sys.stderr.isatty() and not kept.is_prepared(graph):
        terminal.words(say("cli.ask.first"))
    with terminal.Interruptible():
        answer = asking.ask(graph, question)
    if as_json:
        terminal.json(answer.to_json())
    else:
        _show(answer)
    if answer.understood:
        return 0
    if as_json:
        terminal.words(answer.why)
    return _NOT_UNDERSTOOD


def _show(answer: Answer) -> None:
    """Write the answer for reading: what was understood, the things, the words, the SPARQL."""
    if not answer.understood:
        terminal.words(answer.why)
        return
    terminal.words(say("cli.ask.reading", reading=answer.reading))
    for note in answer.notes:
        terminal.words(say("cli.ask.note", note=note))
    if answer.why:
        terminal.words(answer.why)
    shown = answer.answers[: _MOST if sys.stdout.isatty() else None]
    for thing in shown:
        terminal.out(f"{_line(thing)}\n")
    if left := len(answer.answers) - len(shown):
        terminal.words(say("cli.ask.more", count=f"{left:,}"))
    if answer.evidence:
        terminal.out(f"\n{say('cli.ask.evidence')}\n")
    for item in answer.evidence:
        name = item.document.rpartition("/id/")[2]
        terminal.out(f"  “{''.join(item.text.split())}”  {name} {item.start}–{item.end}\n")
    terminal.out(f"\n{say('cli.ask.sparql')}\n{answer.sparql}\n")


def _line(thing: dict[str, object]) -> str:
    """Return one answer as a line: region, number, name; or of what it is, value and unit."""
    if thing["type"] == "Value":
        named = str(thing.get("label") or thing.get("region") or "")
        return "  ".join(filter(None, (named, f"{thing['value']}{thing['unit']}")))
    keys = ("region", "no", "label", "number")
    return "  ".join(str(thing[key]) for key in keys if thing.get(key))
