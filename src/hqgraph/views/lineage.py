"""A lineage as one self-contained page: a tree of documents, level by level.

No library draws it: the cards are HTML, the connectors inline SVG. The page
works from a file, without a network, and prints on A4 landscape.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hqgraph.linking.reasons import in_both
from hqgraph.views.facts import LEVELS, UNKNOWN, DocumentFacts
from hqgraph.views.lineage_data import Guess, LineageDocument, LineageEdge, LineageView
from hqgraph.views.page import asset, chrome, environment


def lineage_html(view: LineageView) -> str:
    """Return the page that draws a view: the same view gives the same bytes."""
    script = "\n".join(map(asset, ("page.js", "lineage_tasks.js", "lineage.js")))
    style = asset("page.css") + asset("lineage.css")
    template = environment().get_template("lineage.html")
    return template.render(**chrome(view.title, script, style), records=_records(view))


def _records(view: LineageView) -> dict[str, Any]:
    index = {one.facts.id: position for position, one in enumerate(view.documents)}
    places = {
        item.id: [index[one.facts.id], place]
        for one in view.documents
        for place, item in enumerate(one.items)
    }
    present = {one.facts.level for one in view.documents}
    return {
        "documents": [_document(one, view.candidates) for one in view.documents],
        "edges": [_edge(edge, index) for edge in view.edges],
        "focus": index.get(view.focus, -1),
        "looked": {
            "aligned": view.aligned,
            "documents": sum(bool(one.items) for one in view.documents),
        },
        "tasks": [
            {
                "beside": link.beside,
                "child": places[link.child],
                "child_says": link.child_says,
                "confidence": f"{link.confidence:.0%}",
                "parent": places[link.parent],
                "parent_says": link.parent_says,
                "reason": in_both(link.reason),
            }
            for link in view.tasks
            if link.child in places and link.parent in places
        ],
        "levels": [level for level in (*LEVELS, UNKNOWN) if level in present],
    }


def _document(one: LineageDocument, guesses: Iterable[Guess]) -> dict[str, Any]:
    facts = one.facts
    return {
        "candidates": [
            {
                "confidence": f"{guess.confidence:.0%}",
                "name": guess.facts.source,
                "reason": in_both(guess.reason),
            }
            for guess in guesses
            if guess.document == facts.id
        ],
        "details": _details(facts),
        "iri": facts.id,
        "items": [
            {
                "kind": item.kind,
                "label": item.label,
                "no": item.no,
                "opening": item.opening,
                "sentence": item.sentence,
            }
            for item in one.items
        ],
        "label": facts.label,
        "level": facts.level,
        "number": facts.number,
        "region": facts.region_name,
        "short": facts.short,
        "source": facts.source,
        "state": "loaded" if facts.loaded else "catalogued" if facts.catalogued else "cited",
    }


def _details(facts: DocumentFacts) -> list[list[str]]:
    pairs = [
        ("number", facts.number),
        ("issuer", "、".join(facts.issuers)),
        ("date", facts.date),
        ("form", facts.form),
        ("region", facts.region_name),
        ("note", facts.note),
    ]
    return [[key, value] for key, value in pairs if value]


def _edge(edge: LineageEdge, index: dict[str, int]) -> dict[str, Any]:
    return {
        "certainty": edge.certainty,
        "child": index[edge.child],
        "confidence": None if edge.confidence is None else f"{edge.confidence:.0%}",
        "origin": edge.origin,
        "parent": index[edge.parent],
        "quote": edge.quote,
        "reason": in_both(edge.reason),
        "status": edge.status,
        "trunk": edge.trunk,
    }
