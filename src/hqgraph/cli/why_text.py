"""Reasons as people read them in a terminal: trees of facts, in words and not in IRIs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hqgraph.cli import terminal
from hqgraph.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.tree import Tree

    from hqgraph.graph import Graph
    from hqgraph.reasoning.why import Reason

_IRI = re.compile(r"<([^<>]+)>")
_ITEM = re.compile(r"(.+)/(?:task|goal|safeguard)/((?:[^/]+/)?[^/]+)(?<!/deadline)")
_COLOURS = {"stated": "green", "catalogue": "blue", "inferred": "yellow", "reasoned": "magenta"}
_AXIOM_PARTS = 3


def show(graph: Graph, reasons: Sequence[Reason]) -> None:
    """Write explanations as trees: a fact, its sentences, what it stands on."""
    from hqgraph.graph.facts import labels, texts  # noqa: PLC0415

    names = labels(graph)
    ends = {node for reason in reasons for node in _nodes(reason)}
    names |= texts(graph, sorted(ends - names.keys()))
    for reason in reasons:
        terminal.show(_tree(reason, names))


def _nodes(reason: Reason) -> Iterator[str]:
    """Yield the IRIs at the ends of a fact and of those that it stands on."""
    from pyoxigraph import NamedNode  # noqa: PLC0415

    subject, _, end = reason.fact
    yield from (node.value for node in (subject, end) if isinstance(node, NamedNode))
    for below in reason.because:
        yield from _nodes(below)


def _called(value: str, names: dict[str, str]) -> str:
    """Return the name of a thing, an item's with its document and number before it."""
    found = _ITEM.fullmatch(value)
    name = names.get(value, value)
    return f"{names.get(found[1], found[1])} {found[2]} {name}" if found else name


def _tree(reason: Reason, names: dict[str, str]) -> Tree:
    from rich.text import Text  # noqa: PLC0415
    from rich.tree import Tree  # noqa: PLC0415

    subject, predicate, end = reason.fact
    status = say(f"cli.why.{reason.status}")
    if reason.confidence is not None:
        status += f" {reason.confidence:.0%}"
    words = (_called(node.value, names) for node in (subject, end))
    line = Text.assemble((f"[{status}] ", _COLOURS[reason.status]))
    line.append(f" {_term(predicate.value)} ".join(words))
    if reason.rule:
        line.append("\n" + say("cli.why.rule", rule=reason.rule, axiom=_axiom(reason)), style="dim")
    if reason.note:
        line.append("\n" + reason.note, style="dim")
    tree = Tree(line, guide_style="dim")
    for sentence in reason.sentences:
        source = names.get(sentence.document, sentence.document)
        tree.add(Text.assemble("“", sentence.text, "”", (f"  {source}", "dim")))
    for below in reason.because:
        tree.add(_tree(below, names))
    return tree


def _axiom(reason: Reason) -> str:
    """Return the axiom of a rule in words: 责任单位也算作涉及单位."""
    parts = _IRI.findall(reason.axiom)
    if len(parts) != _AXIOM_PARTS:
        return reason.axiom
    subject, _, end = parts
    return say(f"cli.why.{reason.rule}", one=_term(subject), other=_term(end))


def _term(iri: str) -> str:
    """Return the name of a property or class; its prefixed name where the ontology has none."""
    from pyoxigraph import NamedNode  # noqa: PLC0415

    from hqgraph.graph.facts import compact  # noqa: PLC0415
    from hqgraph.queries.terms import term_names  # noqa: PLC0415

    return term_names().get(iri) or compact(NamedNode(iri))
