"""Comparisons, checklists and reasons as people read them in a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hqgraph.cli import terminal
from hqgraph.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hqgraph.linking.alike import Alike, Side
    from hqgraph.linking.compare import Comparison, PairDiff
    from hqgraph.linking.compare_facts import TargetFact
    from hqgraph.linking.compare_targets import TargetChange
    from hqgraph.linking.gaps import Gap, Gaps
    from hqgraph.linking.lineage import Document
    from hqgraph.linking.task_text import TaskText

_IRI = re.compile(r"<([^<>]+)>")
_ITEM = re.compile(r"(.+)/(?:task|goal|safeguard)/([^/]+)")
_COLOURS = {"stated": "green", "catalogue": "blue", "inferred": "yellow", "reasoned": "magenta"}


_SIGNS = {"kept": "＝", "changed": "～", "added": "＋", "dropped": "－", "moved": "⇄"}


def show(found: Comparison) -> None:
    """Write a comparison as a table: a row per pair, then who has no partner."""
    terminal.words(f"{named(found.parent)} → {named(found.child)}")
    notes = [found.note, *_unlisted(found)]
    for note in notes:
        if note:
            terminal.words(note)
    above = found.from_above
    keys = ("pair" if above else "other-pair", "confidence", "sentences", "changes")
    headings = [say(f"cli.compare.{key}") for key in keys]
    terminal.table(headings, [_row(pair) for pair in found.pairs])
    terminal.words(say("cli.compare.signs"))
    only = ("parent-only", "child-only") if above else ("other-only", "own-only")
    for key, items in zip(only, (found.parent_only, found.child_only), strict=True):
        if items:
            terminal.out(f"{say(f'cli.compare.{key}')}\n")
            terminal.out("".join(f"  {_titled(item)}\n" for item in items))


def _unlisted(found: Comparison) -> list[str]:
    """Say which document does not list bodies task by task, where the other one does."""
    if all(found.lists_agencies) or not any(found.lists_agencies):
        return []
    silent = found.child if found.lists_agencies[0] else found.parent
    return [say("cli.compare.unlisted", document=silent.label)]


def named(document: Document) -> str:
    """Return label and number of a document."""
    return f"{document.label}（{document.number}）" if document.number else document.label


def _titled(item: TaskText) -> str:
    kind = "" if item.kind == "task" else f"[{say(f'views.type.{item.kind}')}] "
    return f"{kind}{item.no} {item.title}"


def _row(pair: PairDiff) -> list[str]:
    counts = pair.counts()
    told = " ".join(f"{_SIGNS[kind]}{count}" for kind, count in counts.items() if count)
    targets = [_target(one) for one in pair.targets if one.change != "same" or one.taken_over]
    agencies = [f"＋{kind}" for kind in pair.agencies_added]
    agencies += [f"－{kind}" for kind in pair.agencies_dropped]
    changes = [*targets, " ".join(agencies), _dates(pair)]
    return [
        f"{_titled(pair.aligned.parent)}\n→ {_titled(pair.aligned.child)}",
        f"{pair.aligned.confidence:.0%}",
        say("cli.compare.outline") if pair.outline else told,
        "\n".join(change for change in changes if change),
    ]


def _target(change: TargetChange) -> str:
    """Return a change of a target in a line: what became of it, on whom, the values, and why."""
    values = [_value(one) for one in (change.parent, change.child)]
    first = change.parent.subject if change.parent else ""
    if change.child and change.child.subject == first:
        values[1] = change.child.text
    told = change.change in ("added", "dropped") and change.reason
    why = f"（{change.reason}）" if told else ""
    return f"{say(f'views.compare.{change.shown}')} {change.name} {' → '.join(values)}{why}"


def _value(target: TargetFact | None) -> str:
    """Return the value of a target and on whom it is measured."""
    if target is None:
        return "–"
    subject = "" if target.subject in target.name else target.subject
    return f"{subject} {target.text}".strip()


def _dates(pair: PairDiff) -> str:
    dates = pair.deadline
    if dates.change in (None, "same"):
        return ""
    ends = (one.text if one else "–" for one in (dates.parent, dates.child))
    change = say(f"views.compare.{dates.change}")
    return f"{say('cli.compare.deadline')} {change} {' → '.join(ends)}"


def checklist(found: Gaps) -> tuple[list[str], list[list[str]]]:
    """Return headings and rows of a checklist."""
    keys = _headings(found)
    return [say(f"cli.gaps.{key}") for key in keys], [_gap(gap) for gap in found.gaps]


def _headings(found: Gaps) -> tuple[str, ...]:
    if found.comparison.from_above:
        return ("kind", "parent-item", "child-item", "parent-text", "child-text", "note")
    return ("kind", "other-item", "own-item", "other-text", "own-text", "note")


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
    return headings, [_line(gap, _headings(found)[3:]) for gap in found.gaps]


def _line(gap: Gap, keys: Sequence[str]) -> list[str]:
    items = [f"{no} {title}" for no, title in _ends(gap) if no or title]
    said = zip(keys, (gap.parent, gap.child, gap.note), strict=True)
    text = [f"{say(f'cli.gaps.{key}')}：{words}" for key, words in said if words]
    return [say(f"linking.gap.{gap.kind}"), " → ".join(items), "\n".join(text)]


def _ends(gap: Gap) -> tuple[tuple[str, str], tuple[str, str]]:
    return (gap.parent_no, gap.parent_title), (gap.child_no, gap.child_title)


def basis(found: Gaps) -> str:
    """Return in words which document a checklist was made against, and how it was found."""
    pair = found.comparison
    words = say("cli.gaps.against", child=named(pair.child), parent=named(pair.parent))
    steps = [f"  ↑ {named(edge.to)}：{edge.reason}" for edge in found.path]
    notes = [pair.note] if pair.note else []
    if found.of_outline:
        notes.append(say("cli.gaps.outline-only"))
    return "\n".join([words, *steps, *notes])


def tally(found: Gaps) -> str:
    """Return in words how many lines there are of each kind, the gravest first."""
    counts = found.counts()
    if not counts:
        return say("cli.gaps.none")
    kinds = (f"{say(f'linking.gap.{kind}')} {count}" for kind, count in counts.items())
    return say("cli.gaps.count", count=len(found.gaps), kinds="、".join(kinds))


def alike_rows(found: Iterable[Alike]) -> tuple[list[str], list[list[str]]]:
    """Return headings and rows of pairs of like tasks."""
    names = ("score", "region", "document", "task", "region", "document", "task")
    rows = [[f"{one.alike:.3f}", *_place(one.first), *_place(one.second)] for one in found]
    return [say(f"cli.alike.{name}") for name in names], rows


def _place(side: Side) -> list[str]:
    return [side.region or "", side.number or side.document, f"{side.no} {side.title}"]
