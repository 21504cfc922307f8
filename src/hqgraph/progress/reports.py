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
from hqgraph.progress.columns import Mark, row_key, shielded
from hqgraph.progress.homes import SORTS, Found, Homes, number_of
from hqgraph.rdf.progress_quads import Progress, progress_of, progress_quads
from hqgraph.rdf.report_quads import Report, report_quads
from hqgraph.rdf.vocabulary import GRAPH, HQ, ID, RDFS, progress_graph

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
    quads = spelled(documents, reports, history)
    graph.replace_graphs({name: found or None for name, found in quads.items()})


def spelled(
    documents: Iterable[str], reports: Iterable[Progress], history: Iterable[Report]
) -> dict[NamedNode, list[Quad]]:
    """Return the graphs of the reports on these documents, with what they hold."""
    quads: dict[str, list[Quad]] = {document: [] for document in sorted(set(documents))}
    for one in sorted(reports):
        quads[one.document] += progress_quads([one])
    by_document: dict[str, list[Report]] = {}
    for report in history:
        by_document.setdefault(report.document, []).append(report)
    for document, found in sorted(by_document.items()):
        quads[document] += report_quads(found)
    return {progress_graph(NamedNode(document)): found for document, found in quads.items()}


def homes_of(graph: Graph, reports: Iterable[Progress | Report]) -> Homes:
    """Return the tasks, as they are now, of the documents that there are reports on."""
    return Homes(graph, (one.document for one in reports))


def matched_progress(graph: Graph, reports: Iterable[Progress]) -> tuple[Progress, ...]:
    """Return the reports whose task the store has by its title, with their body charged with it."""
    found = tuple(reports)
    homes = homes_of(graph, found)
    return tuple(one for one in found if homes.holds(*one.identity))


def current_progress(graph: Graph, documents: Iterable[str]) -> dict[tuple[str, str], Progress]:
    """Return what was last reported on the tasks of documents, by task and agency.

    Reports that belong to no task any more are left out.
    """
    wanted = set(documents)
    held = [one for one in held_progress(graph) if one.document in wanted]
    return {one.key: one for one in matched_progress(graph, held)}


@dataclass(frozen=True, slots=True)
class Listed:
    """A report with the names that people know its document, task and body by.

    ``held`` tells whether the store still has the task and the body is charged with it;
    ``state`` what is amiss where not (``no-document``, ``no-task``, ``retitled``,
    ``no-agency``), else ``held``. Of what is gone the names are those that the IRIs are
    made of, and the title that the task had.
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
    state: str = "held"
    title: str = ""


def listed_progress(graph: Graph, document: str | None = None) -> tuple[Listed, ...]:
    """Return the reports, on one document (an IRI) or on all, with names; sorted by IRI."""
    reports = held_progress(graph)
    return listed(graph, [one for one in reports if document in (None, one.document)])


def listed(graph: Graph, reports: Sequence[Progress]) -> tuple[Listed, ...]:
    """Return reports with names, in their order."""
    homes = homes_of(graph, reports)
    return tuple(_listed(graph, one, homes) for one in reports)


def export_progress(reports: Iterable[Listed], *, bom: bool = False) -> str:
    """Return reports as CSV that ``progress import`` reads back without loss."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(progress_table(reports))
    return ("\ufeff" if bom else "") + text.getvalue()


def progress_table(reports: Iterable[Listed]) -> list[list[str]]:
    """Return reports as the rows of a table that ``progress import`` reads back; headings first.

    No cell begins like a formula.
    """
    rows = [list(map(str, _COLUMNS))]
    for one in reports:
        key = row_key(one.task_iri, one.agency_iri, one.title)
        cells = (one.document, one.no, one.task, one.agency, one.text, one.note, one.reported, key)
        rows.append([shielded(cell) for cell in cells])
    return rows


def _listed(graph: Graph, one: Progress, homes: Homes) -> Listed:
    found = homes.find(*one.identity)
    held = found == Found(one.task)
    no, title = _names(graph, one) if held or not one.title else ("", one.title)
    return Listed(
        document=_name(graph, one.document),
        no=no or unquote(number_of(one.task)[1]).replace("/", " "),
        task=title,
        agency=_name(graph, one.agency) if one.agency else "",
        text=one.text,
        note=one.note,
        reported=one.reported,
        held=held,
        task_iri=one.task,
        agency_iri=one.agency,
        state="held" if held else found.problem or "retitled",
        title=one.title,
    )


def _names(graph: Graph, one: Progress) -> tuple[str, str]:
    """Return the number and the title of a task, as far as they are known."""
    told = f"{NamedNode(one.task)} {HQ.no} ?no ; {RDFS.label} ?title"
    rows = graph.query(f"SELECT DISTINCT ?no ?title {{ {told} }} ORDER BY ?no ?title").rows
    named = [
        (no.value, title.value)
        for no, title in rows
        if isinstance(no, Literal) and isinstance(title, Literal)
    ]
    return named[0] if named else ("", one.title or _once_task(one))


def _name(graph: Graph, iri: str) -> str:
    rows = graph.query(f"SELECT DISTINCT ?name {{ {NamedNode(iri)} {RDFS.label} ?name }}").rows
    names = sorted(row[0].value for row in rows if isinstance(row[0], Literal))
    return names[0] if names else _once(iri)


def _once_task(one: Progress) -> str:
    """Return what an item that is gone was called: its sort and its printed number."""
    sort, number = number_of(one.task)
    key = f"progress.gone.{sort}"
    return say(key, no=unquote(number).replace("/", " ")) if sort in SORTS else _once(one.task)


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
