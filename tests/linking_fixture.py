"""Small stores of invented plans in real regions, for the tests of linking."""

from __future__ import annotations

from hqgraph.gazetteer import region
from hqgraph.graph import EmbeddedGraph, memory_graph
from hqgraph.model import (
    Citation,
    Fact,
    Header,
    Paragraph,
    Policy,
    Relation,
    Span,
    Task,
    TaskKind,
    Text,
)
from hqgraph.rdf.policy_quads import policy_quads


def plan(
    title: str | None,
    code: str | None,
    *,
    number: str | None = None,
    issued: str | None = None,
    tasks: tuple[str, ...] = (),
    cites: tuple[tuple[str | None, str | None, Relation], ...] = (),
) -> Policy:
    """Return a plan with these task titles; ``cites`` holds number, title, relation."""
    lines = [title or "方案", *tasks, *(f"{t or ''}{n or ''}" for n, t, _ in cites)]
    content = "\n".join(lines)
    spans, at = [], 0
    for line in lines:
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    own, named = spans[1 : 1 + len(tasks)], spans[1 + len(tasks) :]
    place = region(code) if code else None
    return Policy(
        text=Text(content, tuple(map(Paragraph, spans))),
        header=Header(
            title=Fact(title, spans[0]) if title else None,
            number=Fact(number) if number else None,
            issued=Fact(issued) if issued else None,
            form=Fact("方案"),
            region=place,
            level=place.level if place else None,
        ),
        tasks=tuple(
            Task(str(n), None, words, TaskKind.TASK, span, span)
            for n, (words, span) in enumerate(zip(tasks, own, strict=True), 1)
        ),
        citations=tuple(
            Citation(no, name, None, relation, content[span.start : span.end], span)
            for (no, name, relation), span in zip(cites, named, strict=True)
        ),
    )


def store(*policies: Policy) -> EmbeddedGraph:
    """Return a graph in memory with these documents, not linked yet."""
    return memory_graph(quad for policy in policies for quad in policy_quads(policy))
