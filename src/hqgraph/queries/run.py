"""Running a query: a named one with its parameters, or ad-hoc SPARQL that only reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import Literal, NamedNode

from hqgraph.errors import UsageError
from hqgraph.graph import SECONDS, Asked, BoundedGraph, EmbeddedGraph, Graph
from hqgraph.queries.binding import bind
from hqgraph.queries.guard import form_of
from hqgraph.queries.library import NamedQuery, named
from hqgraph.queries.result import Result
from hqgraph.queries.splice import Bindings, guarded, spliced, tokens, variables
from hqgraph.rdf.vocabulary import PREFIXES

_NAME = re.compile(r"[\w.-]+")


def run(
    graph: Graph,
    query: str | NamedQuery,
    params: Mapping[str, object] | None = None,
    *,
    limit: int | None = None,
    seconds: float | None = SECONDS,
) -> Result:
    """Run a query and return its answer.

    ``query`` is a :class:`NamedQuery`, the name of a shipped one, or a SPARQL
    text (SELECT, ASK or CONSTRUCT; hqgraph's prefixes are there already).
    ``params`` are the values of its parameters: for a named query what people
    say (``agency="县医保局"``), for a text plain values or pyoxigraph terms, bound
    to ``?_name``. ``limit`` is the most rows to return. A text runs in a process of
    its own, for at most ``seconds`` (None: in this process, with no end); the
    library's queries run here, but on a large store likewise.

    Raises QueryError for an unknown name, bad, refused or stopped SPARQL or an
    ambiguous value, NotFoundError for a value that stands for nothing in the graph, and
    UsageError for a parameter that the query does not have, or lacks.
    """
    ready = prepare(graph, query, params or {})
    sparql, bindings, form = ready.sparql, ready.bindings, ready.form
    columns = ready.query.columns if ready.query else ()
    if ready.query is not None and form != "CONSTRUCT" and seconds is not None:
        timed = graph.timed() if isinstance(graph, EmbeddedGraph) else None
        if timed is not None:
            with timed.within(seconds):
                return _answered(timed, ready, limit)
    asked: Graph | BoundedGraph = graph
    if ready.query is None and seconds is not None and isinstance(graph, EmbeddedGraph):
        asked = BoundedGraph(graph, seconds)
    if form == "CONSTRUCT":
        triples = asked.construct(sparql, None if limit is None else limit + 1)
        more = limit is not None and len(triples) > limit
        kept = sorted(set(triples[:limit]), key=str)
        rows = tuple((item.subject, item.predicate, item.object) for item in kept)
        names = ("subject", "predicate", "object")
        return Result(names, rows, sparql, bindings, columns, form=form, truncated=more)
    return _answered(asked, ready, limit)


def _answered(graph: Asked, ready: Prepared, limit: int | None) -> Result:
    """Run an ASK or a SELECT."""
    sparql, bindings = ready.sparql, ready.bindings
    if ready.form == "ASK":
        return Result((), (), sparql, bindings, form=ready.form, boolean=graph.ask(sparql))
    answer = graph.query(sparql, limit)
    columns = ready.query.columns if ready.query else ()
    return Result(
        answer.variables, answer.rows, sparql, bindings, columns, truncated=answer.truncated
    )


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query ready to be sent: its text with all parameters in it, and its form."""

    sparql: str
    bindings: Bindings
    form: str
    query: NamedQuery | None = None


def prepare(graph: Graph, query: str | NamedQuery, params: Mapping[str, object]) -> Prepared:
    """Return what :func:`run` would send. Raises as it does."""
    if isinstance(query, str) and not _NAME.fullmatch(query.strip()):
        form = form_of(with_prefixes(query))
        bindings = _plain_bindings(query, params)
        return Prepared(with_prefixes(spliced(query, bindings)), bindings, form)
    found = named(query.strip()) if isinstance(query, str) else query
    bindings = bind(graph, found, params)
    text = guarded(found.text, set(bindings))
    return Prepared(with_prefixes(spliced(text, bindings)), bindings, found.form, found)


def with_prefixes(sparql: str) -> str:
    """Put the prefixes that a text uses and does not declare before it."""
    words = [token.text for token in tokens(sparql) if token.sort == "word"]
    declared = {
        name.removesuffix(":") for keyword, name in pairwise(words) if keyword.upper() == "PREFIX"
    }
    used = {word.partition(":")[0] for word in words if ":" in word} - declared
    lines = [f"PREFIX {name}: <{base}>\n" for name, base in PREFIXES.items() if name in used]
    return "".join(lines) + sparql


def _plain_bindings(sparql: str, params: Mapping[str, object]) -> Bindings:
    known = variables(sparql)
    for name in params:
        if f"_{name}" not in known:
            raise UsageError("queries.no-variable", name=name)
    return {f"_{name}": (_term(name, value),) for name, value in params.items()}


def _term(name: str, value: object) -> NamedNode | Literal:
    if isinstance(value, NamedNode | Literal):
        return value
    if isinstance(value, str | bool | int | float):
        return Literal(value)
    raise UsageError("queries.value", name=name, value=value)
