"""Comparisons, checklists and reasons as people read them in a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hqgraph.cli import terminal
from hqgraph.messages import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.tree import Tree

    from hqgraph.graph import Graph
    from hqgraph.linking.compare import Comparison, PairDiff
    from hqgraph.linking.gaps import Gap, Gaps
    from hqgraph.linking.lineage import Document
    from hqgraph.linking.task_text import TaskText
    from hqgraph.reasoning.why import Reason

_IRI = re.compile(r"<([^<>]+)>")
_ITEM = re.compile(r"(.+)/(?:task|goal|safeguard)/([^/]+)")
_COLOURS = {"stated": "green", "catalogue": "blue", "inferred": "yellow", "reasoned": "magenta"}


def show(found: Comparison) -> None:
    """Write a comparison as a table: a row per pair, then who has no partner."""
    terminal.words(f"{named(found.parent)} → {named(found.child)}")
    keys = ("pair", "confidence", "sentences", "changes")
    headings = [say(f"cli.compare.{key}") for key in keys]
    terminal.table(headings, [_row(pair) for pair in found.pairs])
    for key, items in (("parent-only", found.parent_only), ("child-only", found.child_only)):
        if items:
            terminal.out(f"{say(f'cli.compare.{key}')}\n")
            terminal.out("".join(f"  {_titled(item)}\n" for item in items))


def named(document: Document) -> str:
    """Return label and number of a document."""
    return f"{document.label}（{document.number}）" if document.number else document.label


def _titled(item: TaskText) -> str:
    kind = "" if item.kind == "task" else f"[{say(f'views.type.{item.kind}')}] "
    return f"{kind}{item.no} {item.title}"


def _row(pair: PairDiff) -> list[str]:
    sentences = pair.sentences
    counts = (
        ("＝", sentences.kept),
        ("～", sentences.changed),
        ("＋", sentences.added),
        ("－", sentences.dropped),
    )
    told = " ".join(f"{sign}{len(found)}" for sign, found in counts if found)
    targets = [
        f"{say(f'views.compare.{one.change}')} {one.name}"
        f" {one.parent.text if one.parent else '–'} → {one.child.text if one.child else '–'}"
        for one in pair.targets
        if one.change != "same"
    ]
    agencies = [f"＋{kind}" for kind in pair.agencies_added]
    agencies += [f"－{kind}" for kind in pair.agencies_dropped]
    changes = [*targets, " ".join(agencies), _dates(pair)]
    return [
        f"{_titled(pair.aligned.parent)}\n→ {_titled(pair.aligned.child)}",
        f"{pair.aligned.confidence:.0%}",
        say("cli.compare.outline") if pair.outline else told,
        "\n".join(change for change in changes if change),
    ]


def _dates(pair: PairDiff) -> str:
    dates = pair.deadline
    if dates.change in (None, "same"):
        return ""
    ends = (one.text if one else "–" for one in (dates.parent, dates.child))
    change = say(f"views.compare.{dates.change}")
    return f"{say('cli.compare.deadline')} {change} {' → '.join(ends)}"


def checklist(found: Gaps) -> tuple[list[str], list[list[str]]]:
    """Return headings and rows of a checklist."""
    keys = ("kind", "parent-item", "child-item", "parent-text", "child-text", "note")
    return [say(f"cli.gaps.{key}") for key in keys], [_gap(gap) for gap in found.gaps]


def _gap(gap: Gap) -> list[str]:
    return [
        say(f"linking.gap.{gap.kind}"),
        f"{gap.parent_no} {gap.parent_title}".strip(),
        f"{gap.child_no} {gap.child_title}".strip(),
        gap.parent,
        gap.child,
        gap.note,
    ]


def lines(found: Gaps) -> tuple[list[str], list[list[str]]]:
    """Return a checklist for a narrow page: kind, items, and what either side says."""
    headings = [say(f"cli.gaps.{key}") for key in ("kind", "items", "text")]
    return headings, [_line(gap) for gap in found.gaps]


def _line(gap: Gap) -> list[str]:
    items = [f"{no} {title}" for no, title in _ends(gap) if no or title]
    said = [("parent-text", gap.parent), ("child-text", gap.child), ("note", gap.note)]
    text = [f"{say(f'cli.gaps.{key}')}：{words}" for key, words in said if words]
    return [say(f"linking.gap.{gap.kind}"), " → ".join(items), "\n".join(text)]


def _ends(gap: Gap) -> tuple[tuple[str, str], tuple[str, str]]:
    return (gap.parent_no, gap.parent_title), (gap.child_no, gap.child_title)


def basis(found: Gaps) -> str:
    """Return in words which document a checklist was made against, and how it was found."""
    pair = found.comparison
    words = say("cli.gaps.against", child=named(pair.child), parent=named(pair.parent))
    steps = [f"{named(edge.to)}：{edge.reason}" for edge in found.path]
    return words + "".join(f"\n  ↑ {step}" for step in steps)


def show_reasons(graph: Graph, reasons: Sequence[Reason]) -> None:
    """Write explanations as trees: a fact, its sentences, what it stands on."""
    from hqgraph.graph.facts import labels  # noqa: PLC0415

    names = labels(graph)
    for reason in reasons:
        terminal.show(_reason(reason, names))


def _called(value: str, names: dict[str, str]) -> str:
    """Return the name of a thing, an item's with its document and number before it."""
    found = _ITEM.fullmatch(value)
    name = names.get(value, value)
    return f"{names.get(found[1], found[1])} {found[2]} {name}" if found else name


def _reason(reason: Reason, names: dict[str, str]) -> Tree:
    from pyoxigraph import NamedNode  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415
    from rich.tree import Tree  # noqa: PLC0415

    from hqgraph.graph.facts import compact  # noqa: PLC0415

    subject, predicate, end = reason.fact
    status = say(f"cli.why.{reason.status}")
    if reason.confidence is not None:
        status += f" {reason.confidence:.0%}"
    words = (_called(node.value, names) for node in (subject, end))
    line = Text.assemble((f"[{status}] ", _COLOURS[reason.status]))
    line.append(f" {compact(predicate)} ".join(words))
    if reason.rule:
        axiom = _IRI.sub(lambda match: compact(NamedNode(match[1])), reason.axiom)
        line.append("\n" + say("cli.why.rule", rule=reason.rule, axiom=axiom), style="dim")
    if reason.note:
        line.append("\n" + reason.note, style="dim")
    tree = Tree(line, guide_style="dim")
    for sentence in reason.sentences:
        source = names.get(sentence.document, sentence.document)
        tree.add(Text.assemble("“", sentence.text, "”", (f"  {source}", "dim")))
    for below in reason.because:
        tree.add(_reason(below, names))
    return tree
