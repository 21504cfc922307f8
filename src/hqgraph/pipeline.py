"""From files to a store: read, parse, spell as quads, link, reason; whole or not at all.

What the catalogue, the links and the closure hold is a function of the documents
in the store. After a change only what it can touch is computed again: a store that
documents were added to and removed from equals one built from what is left.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from hqgraph import graph as stores
from hqgraph.errors import NotFoundError, ReadError
from hqgraph.extraction import Progress, extract_each
from hqgraph.graph import EmbeddedGraph, Graph
from hqgraph.graph.batches import batches
from hqgraph.linking import dependants, relink
from hqgraph.model import Policy
from hqgraph.queries.things import find_document
from hqgraph.rdf.policy_quads import document_of, policy_quads
from hqgraph.rdf.vocabulary import ID, doc_graph, evidence_graph, graph_iri
from hqgraph.reasoning import close
from hqgraph.resources import resource
from hqgraph.sources import Failure, Found, NothingReadError, PassedOver, by_name, find_files


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document that is in the store now, and the file it was read from."""

    iri: str
    path: Path


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What became of the files: documents by IRI, and what was left out by path.

    ``passed_over`` says, folder by folder, which files were not tried and why.
    """

    documents: tuple[Loaded, ...]
    failures: tuple[Failure, ...]
    quads: int
    passed_over: tuple[PassedOver, ...] = ()


def build(
    paths: Iterable[Path | str], out: Path | str, progress: Progress | None = None, *, jobs: int = 1
) -> BuildReport:
    """Build the store ``out`` from files and folders; a store that is there is replaced.

    Folders are walked for what can be read, by ``jobs`` processes. The
    order of ``paths`` does not matter. Raises NothingReadError where no file could be read, and
    StoreError where the store cannot be written; then nothing has changed.
    """
    policies, sources = _read_all(paths, progress, jobs)
    with stores.build(out) as graph:
        return _fill(graph, policies, sources)


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
    documents = tuple(Loaded(iri, path) for iri, (path, _) in policies.items())
    return BuildReport(documents, tuple(sources.failures), len(graph), tuple(sources.passed))


def _graphs(node: NamedNode, policy: Policy) -> dict[NamedNode, list[Quad]]:
    """Return what the graphs of one document hold, also where that is nothing."""
    found: dict[NamedNode, list[Quad]] = {doc_graph(node): [], evidence_graph(node): []}
    for quad in policy_quads(policy):
        if isinstance(quad.graph_name, NamedNode):
            found[quad.graph_name].append(quad)
    return found
