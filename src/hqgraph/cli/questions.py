"""The command that answers a question in Chinese: ask."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from hqgraph.cli import options, terminal
from hqgraph.messages import say

if TYPE_CHECKING:
    from hqgraph.asking import Answer

_NOT_UNDERSTOOD = 1


def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help=say("cli.option.question"))],
    store: options.Store,
    as_json: options.Json = False,
) -> None:
    """Answer a question, with the words that prove the answer."""
    from hqgraph import asking  # noqa: PLC0415
    from hqgraph.graph import open_graph  # noqa: PLC0415

    with open_graph(store) as graph, terminal.interruptible():
        answer = asking.ask(graph, question)
    if as_json:
        terminal.out(json.dumps(answer.to_json(), ensure_ascii=False, indent=1) + "\n")
    else:
        _show(answer)
    if not answer.understood:
        if as_json:
            terminal.words(answer.why)
        raise typer.Exit(_NOT_UNDERSTOOD)


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
    for thing in answer.answers:
        terminal.out(f"{_line(thing)}\n")
    if answer.evidence:
        terminal.out(f"\n{say('cli.ask.evidence')}\n")
    for item in answer.evidence:
        name = item.document.rpartition("/id/")[2]
        terminal.out(f"  “{''.join(item.text.split())}”  {name} {item.start}–{item.end}\n")
    terminal.out(f"\n{say('cli.ask.sparql')}\n{answer.sparql}\n")


def _line(thing: dict[str, object]) -> str:
    """Return one answer as a line: region, number, name; or value and unit."""
    if thing["type"] == "Value":
        return f"{thing['value']}{thing['unit']}"
    keys = ("region", "no", "label", "number")
    return "  ".join(str(thing[key]) for key in keys if thing.get(key))
