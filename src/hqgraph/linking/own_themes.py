"""Themes in the tasks' own words, for the fields of policy that the scheme does not cover.

A task without a theme of the scheme is named by the key phrase of its title, or of
its first sentence where the title says nothing. Where it elaborates a task above, it
takes the phrase of the highest one, so that a family of plans shares its themes. All
of it follows from the task and those above it: no other document can change it. What
a theme is called stands beside the links that use it, so that a change writes no more
the more themes a store has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from hqgraph.gazetteer import is_body, kinds, match_agency
from hqgraph.graph import Graph
from hqgraph.linking.key_phrase import is_silent, key_phrase
from hqgraph.linking.known import Item, node_in, rows
from hqgraph.linking.mapping import mapping_quads
from hqgraph.linking.words import reason
from hqgraph.rdf.concepts import concept_quads
from hqgraph.rdf.iri import concept_iri
from hqgraph.rdf.vocabulary import HQ, SEMAPV, graph_iri

LEAST_SURE = 0.6
"""A task above gives its name to those below that elaborate it at least this surely."""

_BY_TITLE, _BY_TEXT = 0.6, 0.4
_OF_BODY = "职责"
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class OwnTheme:
    """A theme in a task's own words, how sure it is, and why (a reason in Chinese)."""

    phrase: str
    confidence: float
    why: str
    inherited: bool = False

    @property
    def iri(self) -> NamedNode:
        """The theme's IRI: tasks of one phrase share it."""
        return concept_iri("own-theme", self.phrase)


@dataclass(frozen=True, slots=True)
class _Above:
    """The task above that a task elaborates most surely."""

    iri: NamedNode
    title: str
    confidence: float


def own_theme_quads(graph: Graph, items: Iterable[Item]) -> Iterator[Quad]:
    """Yield the own-words themes of items that have no theme of the scheme, as quads of ``links``.

    The themes are described along with them.
    The links of the items and of the tasks above them must be in the graph. An item
    whose title only says what it is (主要目标) gets none.
    """
    nameless = [item for item in items if not is_silent(item.title)]
    above = _all_above(graph, (item.iri for item in nameless)) if nameless else {}
    used: set[NamedNode] = set()
    for item in nameless:
        found = _of_family(item.iri, above) or own_theme(item)
        if found is not None:
            used.add(found.iri)
            yield from mapping_quads(
                item.iri,
                HQ.theme,
                found.iri,
                confidence=found.confidence,
                method=SEMAPV.CompositeMatching if found.inherited else SEMAPV.LexicalMatching,
                comment=found.why,
            )
    for quad in concept_quads(used):
        yield Quad(quad.subject, quad.predicate, quad.object, graph_iri("links"))


def own_theme(item: Item) -> OwnTheme | None:
    """Return what an item's own words name it; None where they name nothing."""
    phrase = title_phrase(item.title)
    if phrase:
        return OwnTheme(phrase, _BY_TITLE, reason("theme.own.title", title=_short(item.title)))
    phrase = key_phrase(item.opening)
    return OwnTheme(phrase, _BY_TEXT, reason("theme.own.text")) if phrase else None


def title_phrase(title: str) -> str:
    """Return the key phrase of a title; of a list of duties by bodies 公安局 gives 公安职责."""
    body = match_agency(title) if is_body(title) else None
    if body is not None and body.kind is not None:
        return kinds()[body.kind].zh + _OF_BODY
    return key_phrase(title)


def _of_family(item: NamedNode, above: Mapping[NamedNode, _Above]) -> OwnTheme | None:
    """Return the theme of the highest task above that names something."""
    found, sure, seen = None, 1.0, {item}
    node = item
    while (step := above.get(node)) is not None and step.iri not in seen:
        seen.add(step.iri)
        node, sure = step.iri, min(sure, step.confidence)
        phrase = title_phrase(step.title)
        if phrase:
            why = reason("theme.own.family", title=_short(step.title))
            found = OwnTheme(phrase, min(sure, _BY_TITLE), why, inherited=True)
    return found


def _all_above(graph: Graph, items: Iterable[NamedNode]) -> dict[NamedNode, _Above]:
    """Return the surest task above of each item, and of each task found so."""
    found: dict[NamedNode, _Above] = {}
    layer = set(items)
    asked: set[NamedNode] = set()
    while layer:
        asked |= layer
        for row in rows(graph, "elaborated", {"child": layer}):
            child = node_in(row, "child")
            one = _Above(node_in(row, "parent"), row["title"].value, float(row["confidence"].value))
            best = found.get(child)
            if one.confidence >= LEAST_SURE and (best is None or _rank(one) < _rank(best)):
                found[child] = one
        layer = {found[node].iri for node in layer if node in found} - asked
    return found


def _rank(above: _Above) -> tuple[float, str, str]:
    return -above.confidence, above.iri.value, above.title


def _short(title: str) -> str:
    return title if len(title) <= _SHOWN else title[: _SHOWN - 1] + "…"
