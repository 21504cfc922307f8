"""From files to a store: read, parse, spell as quads, link, reason; whole or not at all.

What the catalogue, the links and the closure hold is a function of the
documents in the store, computed afresh after every change: a store that
documents were added to and removed from equals one built from what is left.
"""

from __future__ import annotations

import glob
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from hqgraph import graph as stores
from hqgraph.errors import HqgraphError, NotFoundError, ReadError
from hqgraph.graph import EmbeddedGraph, Graph
from hqgraph.linking import relink
from hqgraph.messages import say
from hqgraph.model import Policy
from hqgraph.parsing import parse
from hqgraph.queries.things import find_document
from hqgraph.rdf.policy_quads import document_of, policy_quads
from hqgraph.rdf.vocabulary import ID, doc_graph, evidence_graph, graph_iri
from hqgraph.reading import read, suffixes
from hqgraph.reasoning import close
from hqgraph.resources import resource

Progress = Callable[[int, int, Path], None]
"""Called after each file with how many are done, how many there are, and the file."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was left out, and why. Printed, it is one line that names the file."""

    path: Path
    error: HqgraphError

    def __str__(self) -> str:
        if "path" in self.error.values:
            return str(self.error)
        return say("pipeline.left-out", path=self.path, why=self.error)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document that is in the store now, and the file it was read from."""

    iri: str
    path: Path


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What became of the files: documents by IRI, and what was left out by path."""

    documents: tuple[Loaded, ...]
    failures: tuple[Failure, ...]
    quads: int


class NothingReadError(HqgraphError):
    """Not one of the files could be read; ``failures`` says why, file by file."""

    def __init__(self, failures: Sequence[Failure]) -> None:
        super().__init__("pipeline.nothing", count=len(failures))
        self.failures = tuple(failures)


def extract(path: Path | str) -> Policy:
    """Read one file and return what it says.

    Raises ReadError where it is no readable text, ParseError where it is no
    policy document.
    """
    return parse(read(path))


def build(
    paths: Iterable[Path | str], out: Path | str, progress: Progress | None = None
) -> BuildReport:
    """Build the store ``out`` from files and folders; a store that is there is replaced.

    Folders are walked for the suffixes that can be read. The order of ``paths``
    does not matter. Raises NothingReadError where no file could be read, and
    StoreError where the store cannot be written; then nothing has changed.
    """
    policies, failures = _read_all(paths, progress)
    with stores.build(out) as graph:
        return _fill(graph, policies, failures)


def build_in_memory(
    paths: Iterable[Path | str], progress: Progress | None = None
) -> tuple[EmbeddedGraph, BuildReport]:
    """Build a graph that is gone with the process. Raises as :func:`build` does."""
    policies, failures = _read_all(paths, progress)
    graph = stores.memory_graph()
    return graph, _fill(graph, policies, failures)


def add(
    store: Path | str, paths: Iterable[Path | str], progress: Progress | None = None
) -> BuildReport:
    """Add documents to a store; one that is there already is replaced whole.

    Raises as :func:`build` does, and StoreError where there is no store.
    """
    policies, failures = _read_all(paths, progress)
    with stores.edit(store) as graph:
        return _fill(graph, policies, failures)


def remove(store: Path | str, document: str) -> str:
    """Remove a document, named by number, title, region or IRI; return its IRI.

    Raises NotFoundError where the store does not hold its text, QueryError where
    the name can mean several, and StoreError as :func:`hqgraph.graph.edit` does.
    """
    with stores.edit(store) as graph:
        node = find_document(graph, document)
        if doc_graph(node) not in graph.graph_names():
            raise NotFoundError("pipeline.not-held", document=document)
        graph.replace_graphs({doc_graph(node): None, evidence_graph(node): None})
        relink(graph)
        close(graph)
    return node.value


def find_files(paths: Iterable[Path | str]) -> tuple[list[Path], list[Failure]]:
    """Return the files that the paths mean, sorted by name, each once; and what means none.

    A pattern that the shell left alone is expanded. Hidden files, README files and
    the lock files of office programs are passed over in folders.
    """
    found: dict[Path, Path] = {}
    failures: list[Failure] = []
    for path in (one for given in paths for one in _expanded(Path(given))):
        inside = list(_walk(path)) if path.is_dir() else [path]
        if not inside:
            error = ReadError("pipeline.empty-folder", path=path, known=" ".join(suffixes()))
            failures.append(Failure(path, error))
        for file in inside:
            found.setdefault(file.resolve(), file)
    return [found[key] for key in sorted(found, key=_by_name)], failures


def _expanded(path: Path) -> list[Path]:
    """Return the files that a pattern (plans/*.docx) means where no shell expanded it."""
    if not glob.has_magic(str(path)) or path.exists():
        return [path]
    return [Path(found) for found in sorted(glob.glob(str(path)))]  # noqa: PTH207 or [path]


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        inner = path.relative_to(folder).parts
        hidden = any(part.startswith((".", "~$")) for part in inner) or path.stem == "README"
        if not hidden and path.suffix.lower() in suffixes() and path.is_file():
            yield path


def _by_name(path: Path) -> tuple[str, str]:
    return path.name, path.as_posix()


_Policies = dict[str, tuple[Path, Policy]]


def _read_all(
    paths: Iterable[Path | str], progress: Progress | None
) -> tuple[_Policies, list[Failure]]:
    """Return the policies by IRI, sorted, and the files left out, sorted by name."""
    files, failures = find_files(paths)
    policies: _Policies = {}
    for done, path in enumerate(files, 1):
        try:
            policy = extract(path)
            iri = document_of(policy).value
            if iri in policies:
                name = iri.removeprefix(ID)
                raise ReadError("pipeline.twice", path=path, first=policies[iri][0], document=name)
            policies[iri] = (path, policy)
        except HqgraphError as error:
            failures.append(Failure(path, error))
        if progress is not None:
            progress(done, len(files), path)
    failures.sort(key=lambda failure: _by_name(failure.path))
    if not policies:
        raise NothingReadError(failures)
    return dict(sorted(policies.items())), failures


def _fill(graph: Graph, policies: _Policies, failures: list[Failure]) -> BuildReport:
    """Put documents into a graph, replacing what it has of them, and see what follows."""
    ontology = pyoxigraph.parse(
        path=str(resource("ontology", "hqgraph.ttl")), format=RdfFormat.TURTLE
    )
    graph.replace_graph(graph_iri("ontology"), ontology)
    for iri, (_, policy) in policies.items():
        node = NamedNode(iri)
        empty: dict[NamedNode, list[Quad]] = {doc_graph(node): [], evidence_graph(node): []}
        graph.replace_graphs(empty | _by_graph(policy_quads(policy)))
    relink(graph)
    close(graph)
    documents = tuple(Loaded(iri, path) for iri, (path, _) in policies.items())
    return BuildReport(documents, tuple(failures), len(graph))


def _by_graph(quads: Iterable[Quad]) -> dict[NamedNode, list[Quad]]:
    found: defaultdict[NamedNode, list[Quad]] = defaultdict(list)
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            found[quad.graph_name].append(quad)
    return found
