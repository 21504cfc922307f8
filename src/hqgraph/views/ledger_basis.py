"""What a task rests on above, as a ledger puts it: in one line each, and how it is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hqgraph.graph import Graph
from hqgraph.messages import say
from hqgraph.views import select
from hqgraph.views.facts import DocumentFacts, DocumentLink, document_links, documents
from hqgraph.views.select import RDFS_LABEL

_PART_OF = "http://data.europa.eu/eli/ontology#is_part_of"


@dataclass(frozen=True, slots=True)
class Bases:
    """The documents that documents rest on, and the tasks that tasks answer to, in words."""

    of_documents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    of_tasks: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, task: str, document: str) -> tuple[str, ...]:
        """Return the lines for a task: the tasks above it, else the documents above its own."""
        return self.of_tasks.get(task) or self.of_documents.get(document, ())


def bases(graph: Graph, homes: Sequence[str]) -> Bases:
    """Return what the tasks of these documents rest on, each line saying how it is known."""
    known = documents(graph)
    of_documents: dict[str, list[str]] = defaultdict(list)
    for link in document_links(graph):
        if link.child in homes and link.parent in known and link.relation == "based_on":
            line = _document_line(known[link.parent], link)
            if line not in of_documents[link.child]:
                of_documents[link.child].append(line)
    return Bases(
        {iri: tuple(lines) for iri, lines in of_documents.items()},
        dict(_task_lines(graph, homes, known)),
    )


def cited(facts: DocumentFacts) -> str:
    """Return a document as one cites it in a narrow column: its number, else 《its title》."""
    return facts.number or f"《{facts.short}》"


def _document_line(facts: DocumentFacts, link: DocumentLink) -> str:
    return say("ledger.basis", name=cited(facts), how=_how(link.status, link.confidence))


def _how(status: str, confidence: float | None) -> str:
    told = say(f"views.status.{status}")
    return told if confidence is None else f"{told} {confidence:.0%}"


def _task_lines(
    graph: Graph, homes: Sequence[str], known: dict[str, DocumentFacts]
) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield per task the best task of each document above: an inference, with its confidence."""
    best: dict[str, dict[str, tuple[float, str]]] = defaultdict(dict)
    rows = list(select.rows(graph, "task-links", document=homes))
    above = select.described(graph, "item-names", subject={row["parent"] for row in rows})
    for row in rows:
        sure, parent = float(row["confidence"]), row["parent"]
        for home in above.get(parent, {}).get(_PART_OF, ()):
            before = best[row["child"]].get(home)
            if before is None or (-sure, parent) < (-before[0], before[1]):
                best[row["child"]][home] = (sure, parent)
    for child in sorted(best):
        ordered = [home for home in known if home in best[child]]
        yield child, tuple(_task_line(known[home], best[child][home], above) for home in ordered)


def _task_line(
    facts: DocumentFacts, found: tuple[float, str], above: dict[str, select.Values]
) -> str:
    sure, parent = found
    values = above[parent]
    no = select.first(values, select.HQ + "no")
    name = f"{cited(facts)} {no}{'' if no[-1:] in '）)' else ' '}"
    name += select.first(values, RDFS_LABEL)
    return say("ledger.basis", name=name, how=_how("inferred", sure))
