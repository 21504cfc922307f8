"""A lineage as a tree for the terminal: upwards, then downwards, each step with its basis.

A document that several paths lead to is spelled out once; where it comes again
it is only named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hqgraph.cli import terminal
from hqgraph.messages import say

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

    from hqgraph.linking.lineage import Document
    from hqgraph.linking.task_lineage import TaskLineage, TaskStep
    from hqgraph.views import DocumentFacts, LineageEdge, LineageView

NEARLY_SURE = 0.95
"""From here on a number of confidence tells no two links apart."""

_COLOURS = {"stated": "green", "catalogue": "blue", "inferred": "yellow"}


def show(view: LineageView, *, down: bool = True) -> None:
    """Write the lineage of the document that ``view`` was made for."""
    known = {one.facts.id: one.facts for one in view.documents}
    terminal.show(_tree(view, known, up=True))
    if down and any(edge.parent == view.focus for edge in view.edges):
        terminal.show(_tree(view, known, up=False))


def show_task(found: TaskLineage) -> None:
    """Write the lineage of a task level by level, each step with its sentence or its status."""
    from rich.text import Text  # noqa: PLC0415
    from rich.tree import Tree  # noqa: PLC0415

    heading = Text(f"{_where(found.document)} {found.task.no} {found.task.title}", style="bold")
    tree = Tree(heading, guide_style="dim")
    for level, steps in found.levels():
        branch = tree.add(Text(say(f"views.level.{level or 'unknown'}"), style="bold"))
        for step in steps:
            branch.add(_task_step(step))
    terminal.show(tree)


def _task_step(step: TaskStep) -> Text:
    from rich.text import Text  # noqa: PLC0415

    from hqgraph.linking.task_lineage import NO_PARTNER, status_of, tie_of  # noqa: PLC0415
    from hqgraph.linking.task_text import OUTLINE  # noqa: PLC0415

    status = status_of(step)
    marks = [say(f"views.role.{step.role}")]
    if tie := tie_of(step):
        marks.append(say("views.task.tie", status=_sure(tie, step.tie)))
    if step.task and step.confidence is not None:
        marks.append(say("views.task.link", status=_linked(status, step.confidence)))
    elif not tie or status == "not_held":
        marks.append(say(f"views.status.{status}"))
    line = Text.assemble((f"[{' · '.join(marks)}] ", _COLOURS.get(status, "dim")))
    line.append(_where(step.document))
    if step.task:
        line.append(f"  {step.task.no} {step.task.title}", style="bold")
    elif step.held == NO_PARTNER:
        line.append(f"  {say('views.task.unaligned')}", style="dim")
    if step.held == OUTLINE:
        line.append(f"  {say('views.task.outline')}", style="dim")
    for words in (step.sentence, step.reason):
        if words:
            line.append("\n" + words, style="dim")
    return line


def _linked(status: str, confidence: float) -> str:
    """Return how surely two tasks answer to each other: in words where nearly all are so sure."""
    if confidence < NEARLY_SURE:
        return _sure(status, confidence)
    return f"{say(f'views.status.{status}')} · {say('views.sure.nearly')}"


def _sure(status: str, confidence: float | None) -> str:
    """Return a status in words, with its confidence unless a document states it."""
    words = say(f"views.status.{status}")
    sure = confidence is None or (status == "stated" and confidence == 1)
    return words if sure else f"{words} {confidence:.0%}"


def _where(document: Document) -> str:
    place = document.region or document.label
    return f"{place} {document.number}" if document.number else f"{place} {document.label}"


def _tree(view: LineageView, known: dict[str, DocumentFacts], *, up: bool) -> Tree:
    from rich.text import Text  # noqa: PLC0415
    from rich.tree import Tree  # noqa: PLC0415

    heading = Text(known[view.focus].source, style="bold")
    heading.append("  " + say("cli.lineage.up" if up else "cli.lineage.down"), style="dim")
    for words in _guesses(view, view.focus) if up else ():
        heading.append("\n" + words, style="not bold dim")
    tree = Tree(heading, guide_style="dim")
    if not _steps(view, view.focus, up=up):
        tree.add(Text(say("views.lineage.no_basis"), style="dim"))
    seen = {view.focus}

    def grow(branch: Tree, document: str) -> None:
        for edge in _steps(view, document, up=up):
            end = edge.parent if up else edge.child
            twig = branch.add(_step(edge, known[end], [] if end in seen else _guesses(view, end)))
            if end not in seen:
                seen.add(end)
                grow(twig, end)

    grow(tree, view.focus)
    return tree


def _steps(view: LineageView, document: str, *, up: bool) -> list[LineageEdge]:
    return [edge for edge in view.edges if (edge.child if up else edge.parent) == document]


def _guesses(view: LineageView, document: str) -> list[str]:
    """Return in words which documents a redacted one may be."""
    from hqgraph.linking.reasons import in_words  # noqa: PLC0415

    return [
        say(
            "views.lineage.guess",
            name=one.facts.source,
            n=f"{one.confidence:.0%}",
            why=in_words(one.reason),
        )
        for one in view.candidates
        if one.document == document
    ]


def _step(edge: LineageEdge, facts: DocumentFacts, guesses: list[str]) -> Text:
    from rich.text import Text  # noqa: PLC0415

    from hqgraph.linking.reasons import in_words  # noqa: PLC0415

    mark = say(f"views.status.{edge.status}")
    if edge.confidence is not None:
        mark += f" {edge.confidence:.0%}"
    line = Text.assemble((f"[{mark}] ", _COLOURS[edge.status]), facts.source)
    why = edge.quote or in_words(edge.reason or "") or edge.origin
    for words in (why, *guesses):
        if words:
            line.append("\n" + words, style="dim")
    return line
