"""The rows that a query graph comes to: from the columns of a large store, else by SPARQL."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode

from hqgraph.asking.query import Charged, Constraint, InDocument, OfLevel, Query, Want, Within
from hqgraph.asking.spell import (
    counted_sparql,
    hospital_sparql,
    node_sparql,
    proof_anchor,
    proof_sparql,
    sparql,
    with_prefixes,
)
from hqgraph.asking.terms import values
from hqgraph.graph import Asked
from hqgraph.records import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hqgraph.asking.columns import Columns

Row = dict[str, str]

_FEW = 50
"""So many bodies the engine may look through by itself."""
_OF_ITEMS = {Want.TASK, Want.TARGET, Want.DEADLINE}


def rows_of(graph: Asked, asked: Query) -> list[Row]:
    """Return the rows of a question, by the names of its SPARQL's variables."""
    columns = _columns(graph)
    found = columns.rows(asked) if columns is not None else None
    return run(graph, sparql(asked)) if found is None else found


def some_of(graph: Asked, asked: Query, most: int) -> list[str]:
    """Return the IRIs of ``most`` of the things that a question counts."""
    columns = _columns(graph)
    found = columns.some(asked, most) if columns is not None else None
    if found is None:
        anchor = proof_anchor(asked).removeprefix("?")
        found = [row[anchor] for row in run(graph, counted_sparql(asked, most))]
    return found


def run(graph: Asked, text: str) -> list[Row]:
    """Return the rows of a SELECT, without what is unbound or a blank node."""
    found = graph.query(text)
    rows: list[Row] = []
    for row in found.rows:
        pairs = zip(found.variables, row, strict=True)
        rows.append({k: v.value for k, v in pairs if isinstance(v, NamedNode | Literal)})
    return rows


def proofs_of(graph: Asked, asked: Query, found: Sequence[str]) -> list[Row]:
    """Return the ``evidence`` of the things found, each with its ``owner`` where they are told.

    ``found`` are the IRIs of the answers, or of what was counted; empty for all of these.
    """
    columns = _columns(graph)
    if columns is not None and found:
        from hqgraph.asking.columns_proof import is_itself, names_hospitals  # noqa: PLC0415

        if is_itself(asked):
            return run(graph, node_sparql([(iri, iri) for iri in found]))
        proved = columns.proofs(asked, found)
        if proved is not None and names_hospitals(asked):
            named = [(row["task"], row["node"], row["owner"]) for row in proved]
            return run(graph, hospital_sparql(named))
        if proved is not None:
            return run(graph, node_sparql([(row["node"], row["owner"]) for row in proved]))
    text = proof_sparql(narrowed(graph, asked, found), list(found))
    return run(graph, text) if text else []


def narrowed(graph: Asked, asked: Query, found: Sequence[str]) -> Query:
    """Return a question that need only be asked of the things found, not of a whole province.

    ``found`` are their IRIs. What proves them is looked for in their documents and with
    their bodies alone; in a small store nothing changes.
    """
    columns = _columns(graph)
    if columns is None or asked.want not in _OF_ITEMS:
        return asked
    documents = tuple(columns.documents(found))
    where: list[Constraint] = []
    for item in asked.where:
        if isinstance(item, Within | OfLevel) and documents:
            where.append(InDocument(documents, item.words))
        elif isinstance(item, Charged) and len(item.agencies) > _FEW and asked.want is Want.TASK:
            known = tuple(columns.bearers(found, item.agencies))
            where.append(replace(item, agencies=known))
        else:
            where.append(item)
    return replace(asked, where=tuple(where))


def given_wholesale(graph: Asked, agencies: Sequence[str]) -> bool:
    """Tell whether any of these bodies is charged with all tasks of a document at once."""
    if (columns := _columns(graph)) is not None:
        return columns.wholesale(agencies)
    found = "?agency hq:involvedIn ?task . ?task hq:inheritedAgency ?agency"
    return graph.ask(with_prefixes(f"ASK {{ {values('?agency', tuple(agencies))} {found} }}"))


def all_given_wholesale(graph: Asked) -> set[str]:
    """Return the bodies that are charged with all tasks of a document at once."""
    if (columns := _columns(graph)) is not None:
        return set(columns.all_wholesale())
    text = "SELECT DISTINCT ?agency WHERE { ?task hq:inheritedAgency ?agency }"
    return {row["agency"] for row in run(graph, with_prefixes(text))}


def beyond_tasks(graph: Asked, agencies: Sequence[str]) -> bool:
    """Tell whether bodies are named under any goal or safeguard: mostly not, and soon found out."""
    if (columns := _columns(graph)) is not None:
        return columns.beyond_tasks(agencies)
    item = "?agency hq:involvedIn ?item . ?item a ?sort . FILTER(?sort IN (hq:Goal, hq:Safeguard))"
    return graph.ask(with_prefixes(f"ASK {{ {values('?agency', tuple(agencies))} {item} }}"))


def _columns(graph: Asked) -> Columns | None:
    return getattr(graph, "columns", None)
