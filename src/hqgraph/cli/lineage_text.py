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

    from hqgraph.views import DocumentFacts, LineageEdge, LineageView

_COLOURS = {"stated": "green", "catalogue": "blue", "inferred": "yellow"}


def show(view: LineageView, *, down: bool = True) -> None:
    """Write the lineage of the document that ``view`` was made for."""
    known = {one.facts.id: one.facts for one in view.documents}
    terminal.show(_tree(view, known, up=True))
    if down and any(edge.parent == view.focus for edge in view.edges):
        terminal.show(_tree(view, known, up=False))


def _tree(view: LineageView, known: dict[str, DocumentFacts], *, up: bool) -> Tree:
    from rich.text import Text  # noqa: PLC0415
    from rich.tree import Tree  # noqa: PLC0415

    heading = Text(known[view.focus].source, style="bold")
    heading.append("  " + say("cli.lineage.up" if up else "cli.lineage.down"), style="dim")
    tree = Tree(heading, guide_style="dim")
    if not _steps(view, view.focus, up=up):
        tree.add(Text(say("views.lineage.no_basis"), style="dim"))
    seen = {view.focus}

    def grow(branch: Tree, document: str) -> None:
        for edge in _steps(view, document, up=up):
            end = edge.parent if up else edge.child
            twig = branch.add(_step(edge, known[end]))
            if end not in seen:
                seen.add(end)
                grow(twig, end)

    grow(tree, view.focus)
    return tree


def _steps(view: LineageView, document: str, *, up: bool) -> list[LineageEdge]:
    return [edge for edge in view.edges if (edge.child if up else edge.parent) == document]


def _step(edge: LineageEdge, facts: DocumentFacts) -> Text:
    from rich.text import Text  # noqa: PLC0415

    mark = say(f"views.status.{edge.status}")
    if edge.confidence is not None:
        mark += f" {edge.confidence:.0%}"
    line = Text.assemble((f"[{mark}] ", _COLOURS[edge.status]), facts.source)
    why = edge.quote or edge.reason or edge.origin
    if why:
        line.append("\n" + why, style="dim")
    return line
