"""The history of progress as quads and back: what each import made of it, and from which file.

A report stands in the graph of its document's progress, beside the newest state
(:mod:`hqgraph.rdf.progress_quads`). Reports are ordered by the number of the import
in the store, not by a clock. ``docs/rdf-model.md``, "Progress", is the contract.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from hqgraph.rdf.iri import ledger_file_iri, progress_iri, report_iri
from hqgraph.rdf.progress_quads import TEXTS
from hqgraph.rdf.vocabulary import HQ, PROV, RDF, XSD, progress_graph


@dataclass(frozen=True, slots=True, order=True)
class LedgerFile:
    """A file that was imported: its name without the folder, the SHA-256 of its bytes."""

    name: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Report:
    """What an import made of what one body reports on one task; IRIs, and text as filled in.

    ``order`` is the number of the import in the store; 0 for what was there before
    histories were kept. Without ``text`` and ``note`` it was cleared. ``period`` is
    what the ledger states, ``files`` those that the new words came from, ``title`` what
    the task was called. A ``late`` one tells of a time before what was held already,
    and did not replace it.
    """

    document: str
    task: str
    agency: str
    order: int
    text: str = ""
    note: str = ""
    reported: str = ""
    period: str = ""
    files: tuple[LedgerFile, ...] = ()
    title: str = ""
    late: bool = False

    @property
    def identity(self) -> tuple[str, str, str]:
        """Task, agency and the task's title: what the report is about."""
        return self.task, self.agency, self.title


_TEXTS = (*TEXTS, ("period", HQ.reportingPeriod, XSD.string))


def report_quads(reports: Iterable[Report]) -> Iterator[Quad]:
    """Spell reports as quads, each in the graph of its document, after the one it replaced."""
    last: dict[tuple[str, str, str], NamedNode] = {}
    for one in sorted(reports):
        graph = progress_graph(NamedNode(one.document))
        task = NamedNode(one.task)
        agency = NamedNode(one.agency) if one.agency else None
        progress = progress_iri(task, agency, one.title)
        node = report_iri(progress, one.order)
        yield Quad(node, RDF.type, HQ.ProgressReport, graph)
        yield Quad(node, HQ.reportOf, task, graph)
        yield Quad(node, HQ.order, Literal(one.order), graph)
        yield Quad(node, PROV.specializationOf, progress, graph)
        if agency is not None:
            yield Quad(node, PROV.wasAttributedTo, agency, graph)
        if one.late:
            yield Quad(node, HQ.cameLate, Literal(True), graph)
        else:
            if one.identity in last:
                yield Quad(node, PROV.wasRevisionOf, last[one.identity], graph)
            last[one.identity] = node
        for name, property_, datatype in _TEXTS:
            if value := getattr(one, name):
                yield Quad(node, property_, Literal(value, datatype=datatype), graph)
        yield from _file_quads(node, one.files, graph)


def _file_quads(report: NamedNode, files: Iterable[LedgerFile], graph: NamedNode) -> Iterator[Quad]:
    for file in files:
        source = ledger_file_iri(file.name, file.digest)
        yield Quad(report, PROV.wasDerivedFrom, source, graph)
        yield Quad(source, RDF.type, HQ.FilledLedger, graph)
        yield Quad(source, HQ.fileName, Literal(file.name), graph)
        yield Quad(source, HQ.fileDigest, Literal(file.digest), graph)


def reports_of(document: NamedNode, quads: Iterable[Quad]) -> tuple[Report, ...]:
    """Read the history of one document's progress back from the quads of its graph, sorted."""
    told: dict[str, dict[NamedNode, list[str]]] = {}
    for quad in quads:
        subject, value = quad.subject, quad.object
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            told.setdefault(subject.value, {}).setdefault(quad.predicate, []).append(value.value)
    found = (one for one in told.values() if HQ.ProgressReport.value in one.get(RDF.type, ()))
    return tuple(sorted(_report(document.value, one, told) for one in found))


def _report(
    document: str,
    one: dict[NamedNode, list[str]],
    told: dict[str, dict[NamedNode, list[str]]],
) -> Report:
    sources = (told.get(iri, {}) for iri in one.get(PROV.wasDerivedFrom, ()))
    files = (LedgerFile(_only(it, HQ.fileName), _only(it, HQ.fileDigest)) for it in sources)
    return Report(
        document,
        _only(one, HQ.reportOf),
        _only(one, PROV.wasAttributedTo),
        int(_only(one, HQ.order) or 0),
        **{name: _only(one, property_) for name, property_, _ in _TEXTS},
        files=tuple(sorted(files)),
        late=_only(one, HQ.cameLate) == "true",
    )


def _only(told: dict[NamedNode, list[str]], property_: NamedNode) -> str:
    return min(told.get(property_, ()), default="")
