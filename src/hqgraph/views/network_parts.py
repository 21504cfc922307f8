"""The items of documents with the bodies, targets and hospitals around them, as nodes and edges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from hqgraph.gazetteer import match_agency
from hqgraph.graph import Graph
from hqgraph.views import select
from hqgraph.views.choice import Bodies
from hqgraph.views.facts import DocumentFacts
from hqgraph.views.network_model import Edge, Node
from hqgraph.views.select import ALT_LABEL, HQ, RDF_TYPE, RDFS_LABEL, Row, Values

_PART_OF = "http://data.europa.eu/eli/ontology#is_part_of"
_ITEM_CLASSES = {HQ + "Goal": "goal", HQ + "Task": "task", HQ + "Safeguard": "safeguard"}

Details = list[tuple[str, str]]


@dataclass(slots=True)
class Parts:
    """Nodes in reading order, and the edges between them and their documents."""

    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Item:
    """An item as the queries give it, before it becomes a node."""

    id: str
    type: str
    label: str
    no: str
    order: int
    document: DocumentFacts
    values: Values


def item_parts(
    graph: Graph,
    documents: list[DocumentFacts],
    *,
    kind: frozenset[str] | None = None,
    theme: frozenset[str] | None = None,
    agency: dict[str, frozenset[str]] | None = None,
) -> Parts:
    """Return the items of some documents and everything that hangs on them.

    ``kind`` and ``theme`` are IRIs, ``agency`` is what the body asked for is known
    by (:class:`hqgraph.views.choice.Bodies`): items without a body of such a kind,
    such a theme or such a body are left out.
    """
    if not documents:
        return Parts()
    only = [facts.id for facts in documents]
    duties = list(select.rows(graph, "duties", document=only))
    bodies = _described_bodies(graph, (row["agency"] for row in duties))
    items = _items(graph, {facts.id: facts for facts in documents})
    items = _filtered(items, duties, bodies, kind=kind, theme=theme)
    if agency is not None:
        meant = Bodies(agency, bodies)
        charged = {row["item"] for row in duties if meant.hold(row["agency"])}
        items = {iri: item for iri, item in items.items() if iri in charged}
    parts = Parts()
    _add_items(parts, graph, items, only)
    _add_agencies(parts, items, duties, bodies, graph)
    _add_targets(parts, graph, items, only)
    _add_hospitals(parts, graph, items, only)
    return parts


def _items(graph: Graph, documents: dict[str, DocumentFacts]) -> dict[str, _Item]:
    found = []
    for iri, values in select.described(graph, "items", document=documents).items():
        types = [_ITEM_CLASSES[name] for name in values[RDF_TYPE] if name in _ITEM_CLASSES]
        homes = [home for home in values[_PART_OF] if home in documents]
        if not types or not homes:
            continue
        no = select.first(values, HQ + "no")
        label = select.first(values, RDFS_LABEL) or no
        order = int(select.first(values, HQ + "order") or 0)
        found.append(_Item(iri, types[0], label, no, order, documents[homes[0]], values))
    rank = {iri: position for position, iri in enumerate(documents)}
    found.sort(key=lambda item: (rank[item.document.id], item.order, item.id))
    return {item.id: item for item in found}


def _filtered(
    items: dict[str, _Item],
    duties: list[Row],
    bodies: dict[str, Values],
    *,
    kind: frozenset[str] | None,
    theme: frozenset[str] | None,
) -> dict[str, _Item]:
    if kind is not None:
        of_kind = {
            row["item"]
            for row in duties
            if kind.intersection(bodies.get(row["agency"], {}).get(HQ + "agencyKind", ()))
        }
        items = {iri: item for iri, item in items.items() if iri in of_kind}
    if theme is not None:
        items = {
            iri: item
            for iri, item in items.items()
            if theme.intersection(item.values.get(HQ + "theme", ()))
        }
    return items


def _add_items(parts: Parts, graph: Graph, items: dict[str, _Item], only: list[str]) -> None:
    headings = _texts(select.rows(graph, "item-sentences", document=only))
    details = _item_details(graph, items, only)
    for item in items.values():
        heading = headings.get(item.id, [item.label])[0]
        parts.nodes.append(
            Node(
                id=item.id,
                label=item.label,
                type=item.type,
                level=item.document.level,
                region=item.document.region_name,
                group=item.document.id,
                sentence=heading,
                source=item.document.source,
                details=tuple(details[item.id]),
            )
        )
        parts.edges.append(Edge(item.document.id, item.id, "part", sentence=heading))


def _item_details(graph: Graph, items: dict[str, _Item], only: list[str]) -> dict[str, Details]:
    """Return number, section, themes, programmes, dates and measures of each item."""
    concepts = {
        iri
        for item in items.values()
        for name in ("theme", "inSection")
        for iri in item.values.get(HQ + name, ())
    }
    names = select.names_of(graph, concepts)
    details: dict[str, Details] = defaultdict(list)
    for item in items.values():
        found = details[item.id]
        if item.no:
            found.append(("no", item.no))
        for key, name in (("section", "inSection"), ("theme", "theme")):
            found += [(key, select.name_in(names, iri)) for iri in item.values.get(HQ + name, ())]
        found += [("programme", name) for name in item.values.get(HQ + "programme", ())]
    for row in _sorted(select.rows(graph, "item-dates", document=only)):
        key = select.tail(row["part"])
        text = row.get("quote") or row["text"]
        due = f"{row['due']}　{text}" if row.get("due") else text
        details[row["item"]].append((key, due))
    for row in _sorted(select.rows(graph, "item-measures", document=only)):
        details[row["item"]].append(("measure", row["text"]))
    return details


def _add_agencies(
    parts: Parts,
    items: dict[str, _Item],
    duties: list[Row],
    bodies: dict[str, Values],
    graph: Graph,
) -> None:
    duties = [row for row in _sorted(duties) if row["item"] in items]
    used = list(dict.fromkeys(row["agency"] for row in duties))
    concepts = {
        iri
        for agency in used
        for name in ("agencyKind", "region")
        for iri in bodies.get(agency, {}).get(HQ + name, ())
    }
    names = select.names_of(graph, concepts)
    printed: dict[str, set[str]] = defaultdict(set)
    for row in duties:
        printed[row["agency"]].add(row.get("printed", ""))
    aliases = _names_of_their_like(used, bodies, printed)
    for agency in used:
        parts.nodes.append(_body_node(agency, "agency", bodies, names, aliases[agency]))
    seen = set()
    for row in duties:
        edge = Edge(
            row["item"],
            row["agency"],
            select.tail(row["role"]),
            label=row.get("printed", ""),
            sentence=row.get("quote", ""),
        )
        if edge not in seen:
            seen.add(edge)
            parts.edges.append(edge)


def _names_of_their_like(
    agencies: list[str], bodies: dict[str, Values], printed: dict[str, set[str]]
) -> dict[str, tuple[str, ...]]:
    """Return the names each agency can be found by: its own, then those of its like.

    Its like are the agencies of the same kind at the same level: who looks for
    县医保局 means the medical insurance body of every county, also of one whose
    document writes 区医保局 or 县医疗保障局.
    """
    own = {
        agency: {*bodies.get(agency, {}).get(ALT_LABEL, ()), *printed[agency]} - {""}
        for agency in agencies
    }
    shared: dict[tuple[str, str], set[str]] = defaultdict(set)
    for agency in agencies:
        shared[_likeness(agency, bodies)] |= own[agency]
    return {
        agency: (*sorted(own[agency]), *sorted(shared[_likeness(agency, bodies)] - own[agency]))
        for agency in agencies
    }


def _likeness(agency: str, bodies: dict[str, Values]) -> tuple[str, str]:
    values = bodies.get(agency, {})
    kind = select.first(values, HQ + "agencyKind")
    return (kind, select.first(values, HQ + "level")) if kind else ("", agency)


def _add_targets(parts: Parts, graph: Graph, items: dict[str, _Item], only: list[str]) -> None:
    owner: dict[str, str] = {}
    described: dict[str, dict[str, str]] = defaultdict(dict)
    for row in select.rows(graph, "targets", document=only):
        if row["item"] in items:
            owner[row["subject"]] = row["item"]
            described[row["subject"]][row["property"]] = row["value"]
    rank = {iri: position for position, iri in enumerate(items)}
    for target in sorted(
        owner, key=lambda iri: (rank[owner[iri]], int(described[iri].get(HQ + "order", 0)), iri)
    ):
        item = items[owner[target]]
        values = described[target]
        quote = values.get(HQ + "quote", "")
        pairs = [
            ("subject", values.get(HQ + "subject", "")),
            ("value", f"{values.get(HQ + 'operator', '')} {values.get(HQ + 'valueText', '')}"),
            ("due", values.get(HQ + "due", "")),
        ]
        parts.nodes.append(
            Node(
                id=target,
                label=values.get(RDFS_LABEL, "") or quote,
                type="target",
                level=item.document.level,
                region=item.document.region_name,
                group=item.document.id,
                sentence=quote,
                source=item.document.source,
                details=tuple((key, value.strip()) for key, value in pairs if value.strip()),
            )
        )
        parts.edges.append(Edge(item.id, target, "target", sentence=quote))


def _add_hospitals(parts: Parts, graph: Graph, items: dict[str, _Item], only: list[str]) -> None:
    found = _sorted(select.rows(graph, "hospitals", document=only))
    found = [row for row in found if row["item"] in items]
    used = list(dict.fromkeys(row["hospital"] for row in found))
    bodies = _described_bodies(graph, used)
    regions = {iri for values in bodies.values() for iri in values.get(HQ + "region", ())}
    names = select.names_of(graph, regions)
    for hospital in used:
        own = tuple(bodies.get(hospital, {}).get(ALT_LABEL, ()))
        parts.nodes.append(_body_node(hospital, "hospital", bodies, names, own))
    quotes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in found:
        quotes[row["item"], row["hospital"]].append(row.get("quote", ""))
    for (item, hospital), said in quotes.items():
        parts.edges.append(Edge(item, hospital, "hospital", sentence="\n".join(filter(None, said))))


def _body_node(
    iri: str,
    kind: str,
    bodies: dict[str, Values],
    names: dict[str, Values],
    aliases: tuple[str, ...],
) -> Node:
    values = bodies.get(iri, {})
    region = select.first(values, HQ + "region")
    agency_kind = select.first(values, HQ + "agencyKind")
    label = select.first(values, RDFS_LABEL) or select.tail(iri)
    details = [("kind", select.name_in(names, agency_kind))] if agency_kind else []
    if region:
        details.append(("region", select.name_in(names, region)))
    details += [("alias", name) for name in values.get(ALT_LABEL, ()) if name != label]
    return Node(
        id=iri,
        label=label,
        type=kind,
        level=select.tail(select.first(values, HQ + "level")),
        region=select.name_in(names, region) if region else "",
        details=tuple(details),
        names=tuple(name for name in aliases if name != label),
        short=min((label, *values.get(ALT_LABEL, ())), key=_map_name),
    )


def _map_name(name: str) -> tuple[bool, int, str]:
    """Order names for the map: whole ones first (县市场监管局, not 县市场监管), then short ones."""
    match = match_agency(name)
    return match is not None and not match.exact, len(name), name


def _described_bodies(graph: Graph, iris: Iterable[str]) -> dict[str, Values]:
    wanted = set(iris)
    return select.described(graph, "bodies", subject=wanted) if wanted else {}


def _sorted(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (int(row.get("order", 0)), sorted(row.items())))


def _texts(rows: Iterable[Row]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["item"], row["quote"])):
        found[row["item"]].append(row["quote"])
    return found
