"""Answers, tables, lineages and comparisons of the packages below, as typed results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from hqgraph import linking
from hqgraph.api import KnowledgeGraph
from hqgraph.asking.answer import Answer, Evidence
from hqgraph.linking.compare import Comparison, PairDiff
from hqgraph.linking.lineage import Document as KnownDocument
from hqgraph.linking.lineage import Edge
from hqgraph.linking.lineage_edges import CATALOGUE, INFERRED
from hqgraph.linking.reasons import in_words
from hqgraph.linking.task_lineage import TaskLineage, TaskStep, status_of
from hqgraph.linking.task_text import TaskText
from hqgraph.mcp import models
from hqgraph.mcp.looking import labels
from hqgraph.queries import Result, run
from hqgraph.queries.guard import form_of
from hqgraph.queries.run import with_prefixes

_BASES: Mapping[str, models.Basis] = {CATALOGUE: "catalogue", INFERRED: "inferred"}


def ask(graph: KnowledgeGraph, question: str, limit: int) -> models.Answered:
    """Return the answer to a question, with its quotes."""
    found = graph.ask(question)
    names = labels(graph.store, {one.document for one in found.evidence})
    quotes = [
        models.Proof(
            document=one.document,
            label=names.get(one.document, one.document),
            start=one.start,
            end=one.end,
            text=one.text,
            supports=list(one.supports),
        )
        for one in _of_shown(found, limit)
    ]
    answers = [cast("dict[str, models.Value | list[models.Value]]", one) for one in found.answers]
    return models.Answered(
        question=question,
        understood=found.understood,
        reading=found.reading,
        answers=answers[:limit],
        quotes=quotes,
        total=len(found.answers),
        why=found.why,
        notes=list(found.notes),
        sparql=found.sparql,
    )


def _of_shown(found: Answer, limit: int) -> list[Evidence]:
    """Return the evidence of the answers that are shown, one of each before any other."""
    shown = {str(one["iri"]) for one in found.answers[:limit] if "iri" in one}
    fitting = [e for e in found.evidence if not e.supports or shown & set(e.supports)]
    proved: set[str] = set()
    first: list[Evidence] = []
    rest: list[Evidence] = []
    for one in fitting:
        (rest if one.supports and proved.issuperset(one.supports) else first).append(one)
        proved.update(one.supports)
    kept = (*first, *rest)[:limit]
    return sorted(kept, key=lambda e: (e.document, e.start, e.end))


def table(
    graph: KnowledgeGraph,
    query: str,
    parameters: Mapping[str, object],
    limit: int,
    seconds: float,
) -> models.Table:
    """Run a query and return its rows, codes as words. Raises as :func:`queries.run` does."""
    found: Result = run(graph.store, query, parameters, limit=limit, seconds=seconds)
    pairs = zip(found.variables, found.headings(), strict=False)
    return models.Table(
        columns=[models.Column(name=name, heading=heading) for name, heading in pairs],
        rows=[dict(row) for row in found.to_dicts(words=bool(found.columns))],
        truncated=found.truncated,
        boolean=found.boolean,
        sparql=found.sparql,
    )


def sparql(graph: KnowledgeGraph, query: str, limit: int, seconds: float) -> models.Table:
    """Run a SPARQL text, never the query of the library that a lone word may name.

    Raises QueryError for what is no SPARQL, and as :func:`queries.run` does.
    """
    form_of(with_prefixes(query))
    return table(graph, query, {}, limit, seconds)


def lineage(graph: KnowledgeGraph, document: str, limit: int) -> models.Lineage:
    """Return the edges above and below a document. Raises as KnowledgeGraph.lineage does."""
    found: linking.Lineage = graph.lineage(document)
    return models.Lineage(
        document=_document(found.document),
        up=[_step(edge) for edge in found.up[:limit]],
        down=[_step(edge) for edge in found.down[:limit]],
        task_steps=[],
        truncated=max(len(found.up), len(found.down)) > limit,
    )


def task_lineage(
    graph: KnowledgeGraph, document: str | None, task: str, limit: int
) -> models.Lineage:
    """Return a task above, below and beside. Raises as KnowledgeGraph.lineage does."""
    found: TaskLineage = graph.lineage(document, task=task)
    return models.Lineage(
        document=_document(found.document),
        up=[],
        down=[],
        task_steps=[_task_step(step) for step in found.steps[:limit]],
        truncated=len(found.steps) > limit,
    )


def compare(graph: KnowledgeGraph, parent: str, child: str, limit: int) -> models.Compared:
    """Return two documents side by side. Raises as KnowledgeGraph.compare does."""
    found: Comparison = graph.compare(parent, child)
    lists = (found.pairs, found.parent_only, found.child_only)
    return models.Compared(
        parent=_document(found.parent),
        child=_document(found.child),
        pairs=[_pair(pair) for pair in found.pairs[:limit]],
        parent_only=[_item(item) for item in found.parent_only[:limit]],
        child_only=[_item(item) for item in found.child_only[:limit]],
        truncated=max(map(len, lists)) > limit,
    )


def _document(known: KnownDocument) -> models.Document:
    return models.Document(
        iri=known.iri, label=known.label, number=known.number, region=known.region
    )


def _step(edge: Edge) -> models.Step:
    return models.Step(
        child=_document(edge.from_),
        parent=_document(edge.to),
        basis=_BASES.get(edge.via, "stated"),
        confidence=edge.confidence,
        reason=edge.reason,
        sentence=edge.evidence,
    )


def _task_step(step: TaskStep) -> models.TaskStep:
    return models.TaskStep(
        document=_document(step.document),
        role=step.role,
        basis=status_of(step),
        no=step.task.no if step.task else None,
        title=step.task.title if step.task else None,
        confidence=step.confidence,
        reason=step.reason,
        sentence=step.sentence,
    )


def _pair(pair: PairDiff) -> models.Pair:
    above, below = pair.aligned.parent, pair.aligned.child
    return models.Pair(
        parent_no=above.no,
        parent_title=above.title,
        child_no=below.no,
        child_title=below.title,
        confidence=pair.aligned.confidence,
        reason=in_words(pair.aligned.reason),
        targets=[
            models.TargetChange(
                name=one.name,
                parent=one.parent.text if one.parent else None,
                child=one.child.text if one.child else None,
                change=one.change,
            )
            for one in pair.targets
        ],
        agencies_added=list(pair.agencies_added),
        agencies_dropped=list(pair.agencies_dropped),
        deadline=pair.deadline.change,
        sentences_changed=len(pair.sentences.changed),
        sentences_added=len(pair.sentences.added),
        sentences_dropped=len(pair.sentences.dropped),
    )


def _item(item: TaskText) -> models.Item:
    return models.Item(no=item.no, title=item.title, iri=item.iri.value)
