"""Which tasks a ledger or a timeline is asked for: by region, body, document, theme, date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypedDict, Unpack

from pyoxigraph import NamedNode

from hqgraph.dates import period
from hqgraph.errors import UsageError
from hqgraph.gazetteer import contains
from hqgraph.gazetteer import region as region_of
from hqgraph.graph import Graph
from hqgraph.messages import say
from hqgraph.model import Region
from hqgraph.queries import things
from hqgraph.rdf.iri import concept_parts
from hqgraph.views import select
from hqgraph.views.facts import DocumentFacts, documents
from hqgraph.views.select import HQ, Values


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies that an agency's name means: themselves, or any of a kind, region and level."""

    wanted: dict[str, frozenset[str]]
    facts: dict[str, Values]

    def hold(self, iri: str) -> bool:
        """Tell whether a body is meant."""
        facts = self.facts.get(iri, {})
        if "" in self.wanted:
            return iri in self.wanted[""]
        return all(
            not self.wanted[ending].isdisjoint(facts.get(HQ + name, ()))
            for ending, name in (
                ("_kind", "agencyKind"),
                ("_region", "region"),
                ("_level", "level"),
            )
            if ending in self.wanted
        )


class Wanted(TypedDict, total=False):
    """What to choose by, each part as people say it.

    A region means the documents for it and for regions inside it; ``agency`` is a
    body (县医保局), ``document`` a number, title or region, ``theme`` a theme's name,
    ``until`` a day, month or year (2025年底).
    """

    region: str | None
    agency: str | None
    document: str | None
    theme: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked for, found in the graph. None where nothing in particular was.

    ``scope`` says it again in words, for the head of a page.
    """

    documents: dict[str, DocumentFacts]
    bodies: Bodies | None = None
    themes: frozenset[str] | None = None
    until: date | None = None
    scope: str = ""

    def means(self, agency: str) -> bool:
        """Tell whether a body is asked for; every one is where none in particular was."""
        return self.bodies is None or self.bodies.hold(agency)


def choose(
    graph: Graph,
    **wanted: Unpack[Wanted],
) -> Choice:
    """Find what was asked for.

    Raises NotFoundError or QueryError as :mod:`hqgraph.queries.things` does, and
    UsageError for a theme that there is not, for a date that is none, and for no words.
    """
    for name, said in wanted.items():
        if isinstance(said, str) and not said.strip():
            raise UsageError("choice.empty", name=name)
    region, agency = wanted.get("region"), wanted.get("agency")
    document, theme, until = wanted.get("document"), wanted.get("theme"), wanted.get("until")
    loaded = {iri: facts for iri, facts in documents(graph).items() if facts.loaded}
    if document is not None:
        chosen = things.find_document(graph, document).value
        loaded = {iri: facts for iri, facts in loaded.items() if iri == chosen}
    if region is not None:
        loaded = _inside(things.find_region(graph, region), loaded)
    bodies = None
    if agency is not None:
        said = things.find_agency(graph, agency)
        bodies = Bodies(
            {ending: frozenset(one.value for one in found) for ending, found in said.items()},
            select.described(graph, "bodies", subject=_charged(graph, loaded)),
        )
    return Choice(
        loaded,
        bodies,
        None if theme is None else _themes(graph, theme),
        None if until is None else _last_day(until),
        _scope([region, agency, document, theme, until]),
    )


def _themes(graph: Graph, said: str) -> frozenset[str]:
    return frozenset(node.value for node in things.find_themes(graph, said))


def _scope(said: list[str | None]) -> str:
    asked = "、".join(filter(None, said))
    return say("ledger.scope", what=asked) if asked else say("ledger.scope.all")


def _charged(graph: Graph, loaded: dict[str, DocumentFacts]) -> set[str]:
    rows = select.rows(graph, "duties", document=loaded)
    return {row["agency"] for row in rows}


def _inside(outer: NamedNode, loaded: dict[str, DocumentFacts]) -> dict[str, DocumentFacts]:
    whole = _region(outer.value)
    return {
        iri: facts
        for iri, facts in loaded.items()
        if facts.region == outer.value
        or (whole and (inner := _region(facts.region)) and contains(whole, inner))
    }


def _region(iri: str) -> Region | None:
    parts = concept_parts(NamedNode(iri)) if iri else None
    return region_of(parts[1]) if parts else None


def _last_day(words: str) -> date:
    try:
        return period(words)[1]
    except ValueError as error:
        raise UsageError("queries.date", name="until", value=words) from error
