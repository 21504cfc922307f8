"""The reports that a store holds, and writing them: whole graphs, one per document."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Quad

from hqgraph import gazetteer
from hqgraph.errors import NotFoundError
from hqgraph.graph import Graph
from hqgraph.messages import say
from hqgraph.model import TaskKind
from hqgraph.progress.columns import Mark, row_key, shielded
from hqgraph.rdf.progress_quads import Progress, progress_of, progress_quads
from hqgraph.rdf.report_quads import Report, report_quads
from hqgraph.rdf.vocabulary import ELI, GRAPH, HQ, ID, RDF, RDFS, progress_graph

_SORTS = frozenset(kind.value for kind in TaskKind)
_START = GRAPH + "progress/"
_COLUMNS = ("document", "no", "task", "agency", Mark.TEXT, Mark.NOTE, Mark.REPORTED, Mark.ROW)


def held_progress(graph: Graph) -> tuple[Progress, ...]:
    """Return all reports, sorted by document, task and agency; also of documents that are gone."""
    found: list[Progress] = []
    for document in documents_reported_on(graph):
        found += progress_of(document, graph.quads(progress_graph(document)))
    return tuple(sorted(found))


def documents_reported_on(graph: Graph) -> tuple[NamedNode, ...]:
    """Return the documents that there are reports on, sorted; also those that are gone."""
    names = [name.value for name in graph.graph_names()]
    slugs = [name.removeprefix(_START) for name in names if name.startswith(_START)]
    return tuple(NamedNode(f"{ID}doc/{slug}") for slug in slugs)


def write_progress(
    graph: Graph,
    documents: Iterable[str],
    reports: Iterable[Progress],
    history: Iterable[Report] = (),
) -> None:
    """Replace the reports on these documents and their history, and touch nothing else."""
    quads: dict[str, list[Quad]] = {document: [] for document in sorted(set(documents))}
    for one in sorted(reports):
        quads[one.document] += progress_quads([one])
    by_document: dict[str, list[Report]] = {}
    for report in history:
        by_document.setdefault(report.document, []).append(report)
    for document, found in sorted(by_document.items()):
        quads[document] += report_quads(found)
    graph.replace_graphs(
        {progress_graph(NamedNode(document)): found or None for document, found in quads.items()}
    )


def charged(graph: Graph, tasks: Iterable[str]) -> dict[str, tuple[str, set[str]]]:
    """Return the document and the agencies of each of the tasks that the store has."""
    values = " ".join(str(NamedNode(task)) for task in sorted(set(tasks)))
    solutions = graph.query(
        f"SELECT DISTINCT ?task ?document ?agency {{ VALUES ?task {{ {values} }}"
        f" ?task {RDF.type} {HQ.Task} ; {ELI.is_part_of} ?document"
        f" OPTIONAL {{ ?task {HQ.duty}/{HQ.agency} ?agency }} }}"
    )
    found: dict[str, tuple[str, set[str]]] = {}
    for task, document, agency in solutions.rows:
        if isinstance(task, NamedNode) and isinstance(document, NamedNode):
            home = found.setdefault(task.value, (document.value, set()))
            if isinstance(agency, NamedNode):
                home[1].add(agency.value)
    return found


def matched_progress(graph: Graph, reports: Iterable[Progress]) -> tuple[Progress, ...]:
    """Return the reports whose task the store has, with their body charged with it."""
    found = tuple(reports)
    homes = charged(graph, (one.task for one in found))
    return tuple(one for one in found if is_charged(homes, one.key))


def is_charged(homes: dict[str, tuple[str, set[str]]], key: tuple[str, str]) -> bool:
    """Tell whether a task is among ``homes`` and the body one of its own, or none if it has none.

    ``homes`` is what :func:`charged` returns.
    """
    task, agency = key
    return task in homes and agency in (homes[task][1] or {""})


@dataclass(frozen=True, slots=True)
class Listed:
    """A report with the names that people know its document, task and body by.

    ``held`` tells whether the store still has the task and the body is charged with it;
    of what is gone the names are those that the IRIs are made of.
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
    reports = held_progress(graph)
    return listed(graph, [one for one in reports if document in (None, one.document)])


def listed(graph: Graph, reports: Sequence[Progress]) -> tuple[Listed, ...]:
    """Return reports with names, in their order."""
    homes = charged(graph, (one.task for one in reports))
    return tuple(_listed(graph, one, held=is_charged(homes, one.key)) for one in reports)


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


def _listed(graph: Graph, one: Progress, *, held: bool) -> Listed:
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
        held=held,
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
