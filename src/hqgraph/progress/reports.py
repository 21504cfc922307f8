"""The reports that a store holds, and writing them: whole graphs, one per document."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from hqgraph import gazetteer
from hqgraph.errors import NotFoundError
from hqgraph.graph import Graph
from hqgraph.messages import say
from hqgraph.model import TaskKind
from hqgraph.progress.columns import Mark, row_key, shielded
from hqgraph.rdf.progress_quads import Progress, progress_of, progress_quads
from hqgraph.rdf.vocabulary import GRAPH, HQ, ID, RDFS, progress_graph

_SORTS = frozenset(kind.value for kind in TaskKind)
_START = GRAPH + "progress/"
_COLUMNS = ("document", "no", "task", "agency", Mark.TEXT, Mark.NOTE, Mark.REPORTED, Mark.ROW)


def held_progress(graph: Graph) -> tuple[Progress, ...]:
    """Return all reports, sorted by document, task and agency; also of documents that are gone."""
    found: list[Progress] = []
    for name in graph.graph_names():
        if name.value.startswith(_START):
            document = NamedNode(f"{ID}doc/{name.value.removeprefix(_START)}")
            found += progress_of(document, graph.quads(name))
    return tuple(sorted(found))


def write_progress(graph: Graph, documents: Iterable[str], reports: Iterable[Progress]) -> None:
    """Replace the reports on these documents, and touch nothing else."""
    nodes = sorted(set(documents))
    by_document: dict[str, list[Progress]] = {document: [] for document in nodes}
    for one in sorted(reports):
        by_document[one.document].append(one)
    graph.replace_graphs(
        {
            progress_graph(NamedNode(document)): list(progress_quads(found)) or None
            for document, found in by_document.items()
        }
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """A report with the names that people know its document, task and body by.

    ``held`` tells whether the store still has the task; if not, the names are those
    that the IRIs are made of.
    """

    document: str
    no: str
    task: str
    agency: str
    text: str
    note: str
    reported: str
    held: bool
    task_iri: str
    agency_iri: str


def listed_progress(graph: Graph, document: str | None = None) -> tuple[Listed, ...]:
    """Return the reports, on one document (an IRI) or on all, with names; sorted by IRI."""
    return tuple(
        _listed(graph, one)
        for one in held_progress(graph)
        if document is None or one.document == document
    )


def export_progress(reports: Iterable[Listed], *, bom: bool = False) -> str:
    """Return reports as CSV that ``progress import`` reads back without loss."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for one in reports:
        key = row_key(one.task_iri, one.agency_iri)
        cells = (one.document, one.no, one.task, one.agency, one.text, one.note, one.reported, key)
        writer.writerow([shielded(cell) for cell in cells])
    return ("\ufeff" if bom else "") + text.getvalue()


def _listed(graph: Graph, one: Progress) -> Listed:
    told = f"{NamedNode(one.task)} {HQ.no} ?no ; {RDFS.label} ?title"
    rows = graph.query(f"SELECT DISTINCT ?no ?title {{ {told} }} ORDER BY ?no ?title").rows
    named = [
        (no.value, title.value)
        for no, title in rows
        if isinstance(no, Literal) and isinstance(title, Literal)
    ]
    no, title = named[0] if named else ("", _once_task(one))
    return Listed(
        document=_name(graph, one.document),
        no=no,
        task=title,
        agency=_name(graph, one.agency) if one.agency else "",
        text=one.text,
        note=one.note,
        reported=one.reported,
        held=bool(named),
        task_iri=one.task,
        agency_iri=one.agency,
    )


def _name(graph: Graph, iri: str) -> str:
    rows = graph.query(f"SELECT DISTINCT ?name {{ {NamedNode(iri)} {RDFS.label} ?name }}").rows
    names = sorted(row[0].value for row in rows if isinstance(row[0], Literal))
    return names[0] if names else _once(iri)


def _once_task(one: Progress) -> str:
    """Return what an item that is gone was called: its sort and its printed number."""
    sort, _, number = one.task.removeprefix(f"{one.document}/").partition("/")
    key = f"progress.gone.{sort}"
    return say(key, no=unquote(number).replace("/", " ")) if sort in _SORTS else _once(one.task)


def _once(iri: str) -> str:
    """Return what a document or body that is gone was called: its region and its name.

    A name that begins with its region (邻水县公立医院…) is not given it twice.
    """
    sort, _, rest = unquote(iri.removeprefix(ID)).partition("/")
    place, _, name = rest.partition("/")
    if not name or sort not in {"doc", "org"}:
        return rest or sort
    try:
        region = gazetteer.region(place).name
    except NotFoundError:  # 0, where the region is unknown
        return name
    return name if name.startswith(region) else f"{region} {name}"
