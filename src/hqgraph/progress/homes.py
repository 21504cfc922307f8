"""Where reports belong: the tasks of documents as they stand now, by number and by title.

A number is no name: a revised document may give task 18's number to another task. What
was reported on a task is its own only where the title is the same; else the task is
looked for by its title in the same document, and found where just one bears it.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from hqgraph.graph import Graph
from hqgraph.model import TaskKind
from hqgraph.rdf.vocabulary import ELI, HQ, ID, RDF, RDFS, doc_graph

SORTS = frozenset(kind.value for kind in TaskKind)
"""What the part of an item's IRI is that stands between document and number."""
_ENDS = "。.；;：:，,、"


@dataclass(slots=True)
class Home:
    """A task of the store: its document, title, and the bodies charged with it."""

    document: str
    title: str = ""
    agencies: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Found:
    """The task that a report belongs to now; ``problem`` says why there is none.

    ``problem`` is empty, ``no-document``, ``no-task``, ``retitled`` or ``no-agency``.
    """

    task: str
    problem: str = ""


class Homes:
    """The tasks of some documents of a graph."""

    def __init__(self, graph: Graph, documents: Iterable[str]) -> None:
        """Look the tasks of ``documents`` up; those that the graph has not are passed over."""
        names = set(graph.graph_names())
        nodes = [NamedNode(document) for document in sorted(set(documents))]
        self._held = {node.value for node in nodes if doc_graph(node) in names}
        self.tasks: dict[str, Home] = {}
        self._read(graph)
        self._titled: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
        for task, home in self.tasks.items():
            self._titled[home.document, _sort(task), like(home.title)].append(task)

    def _read(self, graph: Graph) -> None:
        values = " ".join(str(NamedNode(document)) for document in sorted(self._held))
        solutions = graph.query(
            f"SELECT DISTINCT ?task ?document ?title ?agency {{ VALUES ?document {{ {values} }}"
            f" ?task {ELI.is_part_of} ?document ; {RDF.type} {HQ.Task}"
            f" OPTIONAL {{ ?task {RDFS.label} ?title }}"
            f" OPTIONAL {{ ?task {HQ.duty}/{HQ.agency} ?agency }} }}"
        )
        for task, document, title, agency in solutions.rows:
            if isinstance(task, NamedNode) and isinstance(document, NamedNode):
                home = self.tasks.setdefault(task.value, Home(document.value))
                if isinstance(title, Literal):
                    home.title = min(filter(None, (home.title, title.value)), default="")
                if isinstance(agency, NamedNode):
                    home.agencies.add(agency.value)

    def find(self, task: str, agency: str, title: str) -> Found:
        """Return the task that a report on ``task``, then called ``title``, belongs to.

        Without a title (what was taken in before titles were kept) the number decides.
        """
        document = document_of(task)
        if document not in self._held:
            return Found(task, "no-document")
        home = self.tasks.get(task)
        if home is None or (title and like(title) != like(home.title)):
            same = self._titled.get((document, _sort(task), like(title)), []) if title else []
            if len(same) != 1:
                return Found(task, "retitled" if home else "no-task")
            task = same[0]
        charged = self.tasks[task].agencies or {""}
        return Found(task, "" if agency in charged else "no-agency")

    def holds(self, task: str, agency: str, title: str) -> bool:
        """Tell whether a report stands where it belongs."""
        return self.find(task, agency, title) == Found(task)


def like(title: str) -> str:
    """Return what two spellings of one title share: neither blanks, widths nor a last stop."""
    return "".join(unicodedata.normalize("NFKC", title).split()).rstrip(_ENDS)


def document_of(task: str) -> str:
    """Return the document of an item, by their IRIs."""
    steps = task.removeprefix(ID).split("/")
    at = next((at for at, step in enumerate(steps) if at > 1 and step in SORTS), len(steps))
    return ID + "/".join(steps[:at])


def number_of(task: str) -> tuple[str, str]:
    """Return the sort of an item (task, goal, safeguard) and the number in its IRI, in steps."""
    sort, _, number = task.removeprefix(f"{document_of(task)}/").partition("/")
    return sort, number


def _sort(task: str) -> str:
    return number_of(task)[0]
