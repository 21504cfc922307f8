"""What the end of a fact is called: so that what a command prints can be given back to it.

Of a subject and a property the graph has certain ends. Which of them is meant is told
by their names first: 医保支付方式 behind 主题 is a theme, however many tasks have
these words in their titles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode

from hqgraph.graph import Graph
from hqgraph.graph.facts import compact
from hqgraph.queries.lookup import fold
from hqgraph.rdf.vocabulary import DCTERMS, ELI, HQ, ID, RDFS, SKOS

Ends = tuple[NamedNode | Literal, ...]

_NAMES = " ".join(
    map(
        str,
        (
            *(RDFS.label, SKOS.prefLabel, SKOS.altLabel, DCTERMS.title, ELI.id_local),
            *(HQ.text, HQ.printedName, HQ.canonicalName, HQ.citedTitle),
        ),
    )
)


def ends_called(
    graph: Graph, subjects: Iterable[NamedNode], edge: NamedNode | None, said: str
) -> tuple[Ends, Ends]:
    """Return the ends of these subjects' facts of that very name, and those whose name holds it.

    ``edge`` None is any property. An item goes by its number and title behind its
    document's name, too, as reasons print it.
    """
    wanted = fold(said)
    known: dict[NamedNode | Literal, set[str]] = {}
    for end, name, home, no in _ends(graph, subjects, edge):
        known.setdefault(end, set()).update(_spelled(end, name, home, no))
    exact = tuple(sorted((end for end in known if wanted in known[end]), key=str))
    holding = (end for end in known if wanted and any(wanted in name for name in known[end]))
    return exact, tuple(sorted(holding, key=str))


def item_called(graph: Graph, items: Sequence[NamedNode], title: str) -> NamedNode | None:
    """Return the only one of these items whose title that is."""
    found = [
        item
        for item in items
        for row in graph.query(f"SELECT DISTINCT ?t {{ {item} {RDFS.label} ?t }}").rows
        if isinstance(row[0], Literal) and fold(row[0].value) == fold(title)
    ]
    return found[0] if len(found) == 1 else None


_Row = tuple[NamedNode | Literal, str, str, str]


def _ends(graph: Graph, subjects: Iterable[NamedNode], edge: NamedNode | None) -> list[_Row]:
    things = " ".join(map(str, subjects))
    asked = graph.query(
        f"SELECT DISTINCT ?end ?name ?home ?no {{ VALUES ?s {{ {things} }} ?s {edge or '?p'} ?end"
        f" OPTIONAL {{ ?end ?called ?name VALUES ?called {{ {_NAMES} }} }}"
        f" OPTIONAL {{ ?end {ELI.is_part_of}/{RDFS.label} ?home . ?end {HQ.no} ?no }} }}"
    )
    rows: list[_Row] = []
    for end, *rest in asked.rows:
        if isinstance(end, NamedNode | Literal):
            words = (one.value if isinstance(one, Literal) else "" for one in rest)
            name, home, no = words
            rows.append((end, name, home, no))
    return rows


def _spelled(end: NamedNode | Literal, name: str, home: str, no: str) -> set[str]:
    """Return the ways to spell one end: its names, its value, its IRI in short."""
    ways = [name, f"{home}{no}{name}" if home else "", end.value]
    if isinstance(end, NamedNode):
        ways += [end.value.removeprefix(ID), compact(end)]
    return {fold(way) for way in ways if way}
