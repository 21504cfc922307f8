"""Likely lineage: the upper document that a document without a stated basis may carry out.

It is a document of a region that holds its own, on the same topic and not later;
themes and tasks that both have make it surer. An inference with its confidence and
its reason, never a stated fact, and never from one province into another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode, Quad

from hqgraph.gazetteer import ancestors
from hqgraph.linking.known import Known, Library
from hqgraph.linking.mapping import mapping_quads
from hqgraph.linking.pairs import Pairs
from hqgraph.linking.themes import themes_of
from hqgraph.linking.titles import SHORTEST_TOPIC, may_share_topic, similarity, topic
from hqgraph.linking.words import reason
from hqgraph.rdf.concepts import themes
from hqgraph.rdf.vocabulary import HQ, SEMAPV

LEAST_TOPIC = 0.6
"""Topics less alike than this make no lineage."""
LEAST_THEMES = 0.5
"""Of an untitled document's themes, the share that the upper document must have."""
_FEWEST_THEMES = 3
_BASE, _OF_TOPIC, _SUREST = 0.4, 0.4, 0.9
_OF_NEARNESS = {1: 0.1, 2: 0.05}
_OF_DATES = 0.05
_OF_TASKS = 0.1
_OF_THEMES_ALONE = 0.75


@dataclass(frozen=True, slots=True)
class Candidate:
    """An upper document that a document may carry out; ``steps`` counts regions upwards.

    ``further`` are reasons beside region, topic and dates; ``tasks`` is the share of the
    document's tasks that match one of the upper document's.
    """

    child: Known
    parent: Known
    steps: int
    likeness: float
    topic_words: str
    dated: bool
    further: tuple[str, ...] = ()
    tasks: float = 0.0

    @property
    def confidence(self) -> float:
        """Return how sure the link is: from topic, nearness of the region, dates and tasks."""
        near = _OF_NEARNESS.get(self.steps, 0.0)
        dated = _OF_DATES if self.dated else 0.0
        sure = _BASE + _OF_TOPIC * self.likeness + near + dated + _OF_TASKS * self.tasks
        return min(_SUREST, sure)

    @property
    def comment(self) -> str:
        """Return the reason in words: regions, topic, dates, themes and tasks."""
        inner, outer = self.child.place, self.parent.place
        place = reason(
            "implements.region",
            parent=outer.name if outer else "",
            child=inner.name if inner else "",
        )
        dates = (
            reason("implements.dates", parent=self.parent.date, child=self.child.date)
            if self.dated
            else reason("implements.dates.unknown")
        )
        told = (place, self.topic_words, dates, *self.further, reason("implements.stated"))
        return "；".join(told)


def likely_quads(child: Known, library: Library, pairs: Pairs) -> Iterator[Quad]:
    """Yield hq:likelyImplements for a document read that states no basis: the best, or nothing."""
    if not child.loaded or child.basis:
        return
    best = _best(child, library)
    if best is not None:
        best = _with_evidence(best, library, pairs)
        yield from mapping_quads(
            child.iri,
            HQ.likelyImplements,
            best.parent.iri,
            confidence=best.confidence,
            method=SEMAPV.CompositeMatching,
            comment=best.comment,
        )


def _best(child: Known, library: Library) -> Candidate | None:
    """Return the most alike document of the nearest region above that has any."""
    above = ancestors(child.place) if child.place is not None else ()
    for steps, place in enumerate(above, 1):
        tried = (
            _candidate(child, parent, steps, library) for parent in library.in_region(place.code)
        )
        found = [one for one in tried if one is not None]
        if found:
            return min(found, key=lambda one: (-one.likeness, one.parent.iri.value))
    return None


def _candidate(child: Known, parent: Known, steps: int, library: Library) -> Candidate | None:
    dated = bool(child.date and parent.date)
    length = min(len(child.date), len(parent.date))
    if dated and parent.date[:length] > child.date[:length]:
        return None
    alike = _by_title(child, parent) if child.titles else _by_themes(child, parent, library)
    if alike is None:
        return None
    likeness, words = alike
    return Candidate(child, parent, steps, likeness, words, dated)


def _with_evidence(best: Candidate, library: Library, pairs: Pairs) -> Candidate:
    """Add what the items say: themes that both have, and tasks that match."""
    told: list[str] = []
    own, other = _themes(best.child, library), _themes_or_above(best.parent, library)
    shared = own & other
    if best.child.titles and shared:
        told.append(reason("implements.themes.too", shared=len(shared), all=len(own)))
    found = pairs.of(best.parent.iri, best.child.iri)
    matched = len({pair.child.iri for pair in found})
    items = len(pairs.texts(best.child.iri))
    if matched:
        told.append(reason("implements.tasks", matched=matched, all=items))
    return replace(best, further=tuple(told), tasks=matched / items if items else 0.0)


def _by_title(child: Known, parent: Known) -> tuple[float, str] | None:
    """Compare topics: how alike, and in words; None where they are not alike enough."""
    pairs = [
        (similarity(own, other), own, other)
        for own in map(topic, child.titles)
        for title in parent.titles
        if may_share_topic(own, title, LEAST_TOPIC)
        for other in [topic(title)]
        if min(len(own), len(other)) >= SHORTEST_TOPIC
    ]
    likeness, own, other = max(pairs, default=(0.0, "", ""))
    if likeness < LEAST_TOPIC:
        return None
    if own == other:
        return likeness, reason("implements.topic.same", topic=own)
    return likeness, reason("implements.topic.near", child=own, parent=other)


def _by_themes(child: Known, parent: Known, library: Library) -> tuple[float, str] | None:
    """Compare the themes of the items, for a document without a title."""
    own, other = _themes(child, library), _themes_or_above(parent, library)
    shared = own & other
    if len(shared) < _FEWEST_THEMES or len(shared) < LEAST_THEMES * len(own):
        return None
    names = "、".join(theme.zh for theme in themes() if theme.slug in shared)
    likeness = _OF_THEMES_ALONE * len(shared) / len(own)
    return likeness, reason("implements.themes", shared=len(shared), names=names)


def _themes(known: Known, library: Library) -> frozenset[str]:
    node = known.iri
    if node not in library.themes:
        own = {found.theme.slug for item in library.items(node) for found in themes_of(item)}
        library.themes[node] = frozenset(own or library.outline_themes(node))
    return library.themes[node]


def _themes_or_above(known: Known, library: Library) -> frozenset[str]:
    """Return a document's themes; else those of what it carries out as catalogues say."""
    waiting: list[NamedNode] = [known.iri]
    seen: set[NamedNode] = set()
    found: set[str] = set()
    while waiting:
        node = waiting.pop()
        one = library.known(node)
        if one is not None and node not in seen:
            seen.add(node)
            found |= _themes(one, library)
            if node != known.iri or not found:
                waiting += one.above
    return frozenset(found)
