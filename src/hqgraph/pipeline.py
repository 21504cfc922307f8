"""From files to a store: read, parse, spell as quads, link, reason; whole or not at all.

What the catalogue, the links and the closure hold is a function of the documents
in the store. After a change only what it can touch is computed again: a store that
documents were added to and removed from equals one built from what is left. What
people put into a store beside the documents, imported catalogues and progress, is no
such function: a build over a store carries it over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from hqgraph import graph as stores
from hqgraph.errors import NotFoundError, ReadError, StoreError
from hqgraph.extraction import Progress, extract_each
from hqgraph.graph import EmbeddedGraph, Graph
from hqgraph.graph.batches import batches
from hqgraph.linking import dependants, relink
from hqgraph.messages import say
from hqgraph.model import Policy
from hqgraph.progress import Settled, held_progress, matched_progress, settle, settled_quads
from hqgraph.queries.things import find_document
from hqgraph.rdf.policy_quads import document_of, policy_quads
from hqgraph.rdf.vocabulary import GRAPH, ID, doc_graph, evidence_graph, graph_iri
from hqgraph.reasoning import close
from hqgraph.resources import resource
from hqgraph.sources import Failure, Found, NothingReadError, PassedOver, by_name, find_files

_LISTED = GRAPH + "catalog/"
_GIVEN = (_LISTED, GRAPH + "progress/")
"""What the names of graphs begin with that people fill, and no document."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document that is in the store now, and the file it was read from."""

    iri: str
    path: Path


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What became of the files: documents by IRI, and what was left out by path.

    ``passed_over`` says, folder by folder, which files were not tried and why;
    ``carried`` what a build took over from the store that it replaced, None for nothing;
    ``settled`` which reports on progress went with their tasks to other numbers.
    """

    documents: tuple[Loaded, ...]
    failures: tuple[Failure, ...]
    quads: int
    passed_over: tuple[PassedOver, ...] = ()
    carried: Carried | None = None
    settled: Settled = field(default_factory=Settled)


@dataclass(frozen=True, slots=True)
class Carried:
    """What a build took over from the store that it replaced. Printed, it is one line.

    ``catalogues`` are names; ``unmatched`` of the ``reports`` on progress are on a task,
    or by a body of it, that the new store does not have; they are kept.
    """

    catalogues: tuple[str, ...]
    reports: int
    unmatched: int

    def __str__(self) -> str:
        names = say("sources.comma").join(self.catalogues)
        parts = [
            say("pipeline.carried.catalogues", count=len(self.catalogues), names=names),
            say("pipeline.carried.progress", count=self.reports),
            say("pipeline.carried.unmatched", count=self.unmatched),
        ]
        counts = (len(self.catalogues), self.reports, self.unmatched)
        told = [part for part, count in zip(parts, counts, strict=True) if count]
        return say("pipeline.carried", parts=say("pipeline.carried.separator").join(told))


def build(
    paths: Iterable[Path | str],
    out: Path | str,
    progress: Progress | None = None,
    *,
    jobs: int = 1,
    fresh: bool = False,
    compacting: Callable[[], None] | None = None,
) -> BuildReport:
    """Build the store ``out`` from files and folders; the documents of one there are replaced.

    Its imported catalogues and progress are carried over, unless ``fresh``. Folders are
    walked for what can be read, by ``jobs`` processes. The order of ``paths`` does not
    matter. The names that questions are read with are written down at the end, so that
    the first question need not wait for them (after :func:`add` or :func:`remove` the
    first one does); before that a large store is compacted, and ``compacting`` called
    to tell of it. Raises NothingReadError where no file could be read, and StoreError
    where the store cannot be written, or cannot be read and is not to be made ``fresh``;
    then nothing has changed.
    """
    held = not fresh and _is_readable(out)
    policies, sources = _read_all(paths, progress, jobs)
    with stores.build(out, compacting) as graph:
        kept = _given_by_people(out) if held else {}
        graph.replace_graphs(kept)
        report = _fill(graph, policies, sources)
        if kept:
            report = replace(report, carried=_carried(graph))
    _prepare(out)
    return report


def _prepare(store: Path | str) -> None:
    """Write down the names of a finished store; where one cannot be, an asker does without."""
    from hqgraph.asking.kept import prepare  # noqa: PLC0415 (only a build needs it)

    with stores.open_graph(store) as graph:
        prepare(graph)


def _is_readable(store: Path | str) -> bool:
    """Tell whether there is a store. Raises StoreError where it cannot be read.

    That is found out before anything is written: a writer sweeps what it cannot read away.
    """
    if not stores.is_store(store):
        return False
    try:
        stores.open_graph(store).close()
    except StoreError as error:
        raise StoreError("pipeline.not-carried", path=store, why=error) from error
    return True


def _given_by_people(store: Path | str) -> dict[NamedNode, list[Quad]]:
    """Return the graphs of a store that no document gives: catalogues and progress."""
    with stores.open_graph(store) as graph:
        names = [name for name in graph.graph_names() if name.value.startswith(_GIVEN)]
        return {name: list(graph.quads(name)) for name in names} | settled_quads(graph)


def _carried(graph: Graph) -> Carried:
    names = (name.value for name in graph.graph_names())
    found = [unquote(name.removeprefix(_LISTED)) for name in names if name.startswith(_LISTED)]
    reports = held_progress(graph)
    return Carried(tuple(found), len(reports), len(reports) - len(matched_progress(graph, reports)))


def build_in_memory(
    paths: Iterable[Path | str], progress: Progress | None = None, *, jobs: int = 1
) -> tuple[EmbeddedGraph, BuildReport]:
    """Build a graph that is gone with the process. Raises as :func:`build` does."""
    policies, sources = _read_all(paths, progress, jobs)
    graph = stores.memory_graph()
    return graph, _fill(graph, policies, sources)


def add(
    store: Path | str,
    paths: Iterable[Path | str],
    progress: Progress | None = None,
    *,
    jobs: int = 1,
) -> BuildReport:
    """Add documents to a store; one that is there already is replaced whole.

    Raises as :func:`build` does, and StoreError where there is no store.
    """
    policies, sources = _read_all(paths, progress, jobs)
    with stores.edit(store) as graph:
        settle(graph, policies)
        return _fill(graph, policies, sources)


def remove(store: Path | str, document: str) -> str:
    """Remove a document, named by number, title, region or IRI; return its IRI.

    Raises NotFoundError where the store does not hold its text, QueryError where
    the name can mean several, and StoreError as :func:`hqgraph.graph.edit` does.
    """
    with stores.edit(store) as graph:
        node = find_document(graph, document)
        if doc_graph(node) not in graph.graph_names():
            raise NotFoundError("pipeline.not-held", document=document)
        stale = dependants(graph, [node])
        graph.replace_graphs({doc_graph(node): None, evidence_graph(node): None})
        close(graph, documents=relink(graph, [node], stale))
    return node.value


def _itself(path: Path, policy: Policy) -> Policy:
    del path
    return policy


_Policies = dict[str, tuple[Path, Policy]]


def _read_all(
    paths: Iterable[Path | str], progress: Progress | None, jobs: int
) -> tuple[_Policies, Found]:
    """Return the policies by IRI, sorted, and what was found, files left out sorted by name."""
    sources = find_files(paths)
    failures = sources.failures
    policies: _Policies = {}
    for found in extract_each(sources.files, _itself, jobs=jobs, progress=progress):
        if isinstance(found, Failure):
            failures.append(found)
            continue
        path, policy = found
        iri = document_of(policy).value
        if iri in policies:
            name = iri.removeprefix(ID)
            error = ReadError("pipeline.twice", path=path, first=policies[iri][0], document=name)
            failures.append(Failure(path, error))
        else:
            policies[iri] = (path, policy)
    failures.sort(key=lambda failure: by_name(failure.path))
    if not policies:
        raise NothingReadError(failures, passed=sources.passed)
    return dict(sorted(policies.items())), sources


def _fill(graph: Graph, policies: _Policies, sources: Found) -> BuildReport:
    """Put documents into a graph, replacing what it has of them, and see what follows."""
    ontology = pyoxigraph.parse(
        path=str(resource("ontology", "hqgraph.ttl")), format=RdfFormat.TURTLE
    )
    graph.replace_graph(graph_iri("ontology"), ontology)
    nodes = [NamedNode(iri) for iri in policies]
    stale = dependants(graph, nodes)
    for part in batches(zip(nodes, (policy for _, policy in policies.values()), strict=True)):
        graph.replace_graphs({name: quads for one in part for name, quads in _graphs(*one).items()})
    close(graph, documents=relink(graph, nodes, stale))
    settled = settle(graph, policies)
    documents = tuple(Loaded(iri, path) for iri, (path, _) in policies.items())
    passed = tuple(sources.passed)
    return BuildReport(documents, tuple(sources.failures), len(graph), passed, settled=settled)


def _graphs(node: NamedNode, policy: Policy) -> dict[NamedNode, list[Quad]]:
    """Return what the graphs of one document hold, also where that is nothing."""
    found: dict[NamedNode, list[Quad]] = {doc_graph(node): [], evidence_graph(node): []}
    for quad in policy_quads(policy):
        if isinstance(quad.graph_name, NamedNode):
            found[quad.graph_name].append(quad)
    return found
