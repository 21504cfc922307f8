"""What offices report, as quads and back: one named graph per document, ``progress/{slug}``.

``docs/rdf-model.md``, "Progress", is the contract.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from hqgraph.rdf.iri import progress_iri
from hqgraph.rdf.vocabulary import HQ, RDF, XSD, progress_graph


@dataclass(frozen=True, slots=True, order=True)
class Progress:
    """What one body last reported on one task; IRIs, and text as it was filled in.

    ``agency`` is empty where the task names no body; ``text``, ``note`` and
    ``reported`` (an ISO date) are empty where nothing was said. ``title`` is what the
    task was called then: its number may stand for another task in a later edition.
    """

    document: str
    task: str
    agency: str = ""
    text: str = ""
    note: str = ""
    reported: str = ""
    title: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Task and agency."""
        return self.task, self.agency

    @property
    def identity(self) -> tuple[str, str, str]:
        """Task, agency and the task's title: what there is one report of."""
        return self.task, self.agency, self.title


TEXTS = (
    ("text", HQ.progressText, XSD.string),
    ("note", HQ.progressNote, XSD.string),
    ("reported", HQ.reportedOn, XSD.date),
    ("title", HQ.taskTitle, XSD.string),
)
"""Fields of a report and how they are spelled; its history has them too."""
_NODES = (("task", HQ.progressOf), ("agency", HQ.progressBy))


def progress_quads(reports: Iterable[Progress]) -> Iterator[Quad]:
    """Spell reports as quads, each in the graph of its document."""
    for one in reports:
        task, agency = NamedNode(one.task), NamedNode(one.agency) if one.agency else None
        graph = progress_graph(NamedNode(one.document))
        node = progress_iri(task, agency, one.title)
        yield Quad(node, RDF.type, HQ.Progress, graph)
        yield Quad(node, HQ.progressOf, task, graph)
        if agency is not None:
            yield Quad(node, HQ.progressBy, agency, graph)
        for name, property_, datatype in TEXTS:
            if value := getattr(one, name):
                yield Quad(node, property_, Literal(value, datatype=datatype), graph)


def progress_of(document: NamedNode, quads: Iterable[Quad]) -> tuple[Progress, ...]:
    """Read the reports on one document back from the quads of its graph, sorted."""
    names = {property_: name for name, property_, _ in TEXTS} | {p: n for n, p in _NODES}
    found: dict[str, dict[str, str]] = {}
    for quad in quads:
        name = names.get(quad.predicate)
        subject, value = quad.subject, quad.object
        if name and isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            found.setdefault(subject.value, {})[name] = value.value
    current = (values for values in found.values() if "task" in values)  # reports are history
    return tuple(sorted(Progress(document.value, **values) for values in current))
