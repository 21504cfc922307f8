"""The documents of a graph and how one rests on another: what both views start from.

Three kinds of lineage are kept apart (docs/rdf-model.md): what a document states
(``eli:based_on`` in its own graph), what the catalogue knows (``hq:implements``
in the graph ``catalog``), and what was inferred (``sssom:Mapping`` in ``links``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from hqgraph.gazetteer.document_places import level_of, place_of
from hqgraph.graph import Graph
from hqgraph.rdf.iri import region_iri
from hqgraph.rdf.vocabulary import GRAPH, ID
from hqgraph.views import select
from hqgraph.views.select import HQ, RDF_TYPE, RDFS_LABEL, Values

Status = Literal["stated", "catalogue", "inferred"]
STATUSES: tuple[Status, ...] = ("stated", "catalogue", "inferred")
LEVELS = ("nation", "province", "city", "county", "township")
UNKNOWN = "unknown"

# GB/T 9704: a notice that issues a plan names it as 关于印发《…》的通知.
_NOTICE = re.compile(r"关于(?:印发|转发)[《〈]?(?P<what>.+?)[》〉]?的通知$")
_DCTERMS_TITLE = "http://purl.org/dc/terms/title"
_ELI = "http://data.europa.eu/eli/ontology#"


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What is known of a document. Strings are empty where nothing is known.

    ``loaded`` tells a document whose text was read from one that the catalogue
    (``catalogued``) or only another document's citation knows. ``title`` is the
    printed title, ``label`` what to show; ``region`` is the region's IRI.
    """

    id: str
    label: str
    title: str
    number: str
    date: str
    level: str
    region: str
    region_name: str
    form: str
    issuers: tuple[str, ...]
    loaded: bool
    catalogued: bool
    redacted: bool
    note: str

    @property
    def source(self) -> str:
        """Title and number, as one cites the document."""
        return f"{self.label}（{self.number}）" if self.number else self.label

    @property
    def short(self) -> str:
        """The name for a map: of a notice that issues something, what it issues."""
        issued = _NOTICE.search(self.label)
        return issued.group("what") if issued else self.label


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """One document rests on another: ``child`` on ``parent``.

    ``relation`` is ``based_on`` where that makes lineage, else why the parent is
    named (``mentions``, ``title``). ``confidence`` is None unless inferred;
    ``certainty`` and ``origin`` are the catalogue's.
    """

    child: str
    parent: str
    relation: str
    status: Status
    quote: str = ""
    reason: str = ""
    confidence: float | None = None
    certainty: str = ""
    origin: str = ""


def documents(graph: Graph, only: Iterable[str] | None = None) -> dict[str, DocumentFacts]:
    """Return every document the graph knows, by IRI: by level, region, number and label.

    ``only`` are the IRIs of those that are wanted; the others are not read.
    """
    raw = _described(graph, None if only is None else sorted(set(only)))
    wanted = {
        iri
        for values in raw.values()
        for name in ("jurisdiction", "type_document", "passed_by")
        for iri in values.get(_ELI + name, ())
    }
    names = select.names_of(graph, wanted)
    told = [_document(iri, values, names) for iri, values in raw.items()]
    found = _placed(graph, told)
    return {facts.id: facts for facts in sorted(found, key=document_order)}


def _placed(graph: Graph, told: list[DocumentFacts]) -> list[DocumentFacts]:
    """Give a basis that is only cited the level and region that its number or title tells.

    What is merely mentioned stays with the document that mentions it.
    """
    if all(facts.level != UNKNOWN for facts in told):
        return told
    bases = {row["parent"] for row in select.rows(graph, "stated-links")}
    return [
        _as_told(facts) if facts.level == UNKNOWN and facts.id in bases else facts for facts in told
    ]


def _as_told(facts: DocumentFacts) -> DocumentFacts:
    said = "、".join(facts.issuers), facts.title or facts.label, facts.number
    level, place = level_of(*said), place_of(*said)
    return replace(
        facts,
        level=level.value if level else UNKNOWN,
        region=facts.region or (region_iri(place.code).value if place else ""),
        region_name=facts.region_name or (place.name if place else ""),
    )


def _described(graph: Graph, only: list[str] | None) -> dict[str, Values]:
    """Return the values per document and property, its own word first.

    A document that is cited has the name by which others call it, too; what it
    says of itself comes before what the catalogue says, and that before the rest.
    """
    found: dict[str, dict[str, set[tuple[int, str]]]] = defaultdict(lambda: defaultdict(set))
    for row in select.rows(graph, "documents", **({} if only is None else {"subject": only})):
        subject = row["subject"]
        own = f"{GRAPH}doc/{subject.removeprefix(f'{ID}doc/')}"
        rank = 0 if row["graph"] == own else 1 if row["graph"] == f"{GRAPH}catalog" else 2
        found[subject][row["property"]].add((rank, row["value"]))
    return {
        subject: {
            name: list(dict.fromkeys(value for _, value in sorted(values)))
            for name, values in found[subject].items()
        }
        for subject in sorted(found)
    }


def document_order(facts: DocumentFacts) -> tuple[int, str, str, str, str]:
    """Sort key: from the nation down, then by region code, number, label, IRI."""
    return (
        level_rank(facts.level),
        select.tail(facts.region),
        facts.number,
        facts.label,
        facts.id,
    )


def level_rank(level: str) -> int:
    """Return 0 for the nation, 1 for a province …, and the last rank for an unknown level."""
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def _document(iri: str, values: Values, names: dict[str, Values]) -> DocumentFacts:
    title = select.first(values, _DCTERMS_TITLE)
    number = select.first(values, _ELI + "id_local")
    region = select.first(values, _ELI + "jurisdiction")
    form = select.first(values, _ELI + "type_document")
    types = values.get(RDF_TYPE, [])
    level = select.tail(select.first(values, HQ + "level"))
    return DocumentFacts(
        id=iri,
        label=select.first(values, RDFS_LABEL) or title or number or select.tail(iri),
        title=title,
        number=number,
        date=select.first(values, _ELI + "date_document"),
        level=level if level in LEVELS else UNKNOWN,
        region=region,
        region_name=select.name_in(names, region) if region else "",
        form=select.name_in(names, form) if form else "",
        issuers=tuple(select.name_in(names, body) for body in values.get(_ELI + "passed_by", ())),
        loaded=HQ + "PolicyDocument" in types,
        catalogued=HQ + "CatalogueEntry" in types,
        redacted=select.first(values, HQ + "redacted") == "true",
        note=select.first(values, HQ + "sourceNote"),
    )


def document_links(graph: Graph) -> list[DocumentLink]:
    """Return every edge between documents, sorted: stated, catalogue and inferred ones.

    Two documents may be joined by several edges, one per status; a document that
    is named as basis is not listed a second time as merely mentioned.
    """
    links = [*_resolved(graph, _stated(graph)), *_catalogued(graph), *_inferred(graph)]
    return sorted(links, key=_link_order)


def _resolved(graph: Graph, links: list[DocumentLink]) -> list[DocumentLink]:
    """Let a title that was recognised stand for the known document, with the reason.

    What that document states it rests on, it has already; it is not listed twice.
    """
    known = {row["title"]: row for row in select.rows(graph, "title-matches")}
    found: dict[tuple[str, str], DocumentLink] = {}
    for link in (_with_title(one, known.get(one.parent)) for one in links):
        before = found.get((link.child, link.parent))
        if before is None or (before.relation != "based_on" and link.relation == "based_on"):
            found[link.child, link.parent] = link
    return list(found.values())


def _with_title(link: DocumentLink, row: dict[str, str] | None) -> DocumentLink:
    if row is None or row["document"] == link.child:
        return link
    sure = float(row["confidence"]) if "confidence" in row else None
    return replace(link, parent=row["document"], confidence=sure, reason=row.get("reason", ""))


def _link_order(link: DocumentLink) -> tuple[str, str, int, str, str, str]:
    rank = STATUSES.index(link.status)
    return (link.child, link.parent, rank, link.relation, link.quote, link.reason)


def _stated(graph: Graph) -> list[DocumentLink]:
    quotes: dict[tuple[str, str], list[tuple[int, str, str]]] = defaultdict(list)
    for row in select.rows(graph, "citations"):
        entry = (int(row.get("order", "0")), row["relation"], row.get("quote", ""))
        quotes[row["child"], row["parent"]].append(entry)
    based = {(row["child"], row["parent"]) for row in select.rows(graph, "stated-links")}
    links = []
    for child, parent in sorted(based | set(quotes)):
        cited = sorted(quotes[child, parent])
        relation = "based_on" if (child, parent) in based else cited[0][1]
        fitting = [entry for entry in cited if entry[1] == "basis"] or cited
        text = "\n".join(dict.fromkeys(entry[2] for entry in fitting if entry[2]))
        links.append(DocumentLink(child, parent, relation, "stated", quote=text))
    return links


def _catalogued(graph: Graph) -> list[DocumentLink]:
    facts: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in select.rows(graph, "catalogue-links"):
        known = (row.get("certainty", ""), row.get("source", ""))
        facts[row["child"], row["parent"]].append(known)
    return [
        DocumentLink(child, parent, "based_on", "catalogue", certainty=certainty, origin=origin)
        for (child, parent), known in facts.items()
        for certainty, origin in [min(known)]
    ]


def _inferred(graph: Graph) -> list[DocumentLink]:
    best: dict[tuple[str, str], DocumentLink] = {}
    for row in select.rows(graph, "inferred-links"):
        confidence = float(row["confidence"]) if "confidence" in row else None
        link = DocumentLink(
            row["child"],
            row["parent"],
            "based_on",
            "inferred",
            quote=row.get("quote", ""),
            reason=row.get("reason", ""),
            confidence=confidence,
        )
        known = best.get((link.child, link.parent))
        if known is None or _strength(link) > _strength(known):
            best[link.child, link.parent] = link
    return list(best.values())


def _strength(link: DocumentLink) -> tuple[float, str, str]:
    return (link.confidence or 0.0, link.reason, link.quote)
