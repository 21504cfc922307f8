"""Links between documents that no document states: titles recognised, likely lineage.

A title cited without a number is the one known document with that title. A
document that states no basis is placed under a document of a region that holds
its own, on the same topic and not later: an inference with its confidence and
its reason, never a stated fact, and never from one province into another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from hqgraph.gazetteer import ancestors, contains
from hqgraph.linking.known import Known, TitleCited
from hqgraph.linking.mapping import mapping_quads
from hqgraph.linking.themes import themes_of
from hqgraph.linking.titles import SHORTEST_TOPIC, bare_title, similarity, topic
from hqgraph.linking.words import reason
from hqgraph.rdf.concepts import themes
from hqgraph.rdf.vocabulary import HQ, SEMAPV, SKOS

SAME_TITLE = SKOS.exactMatch
"""What joins a document cited by title with the known document of that title."""

TITLE_CONFIDENCE = 0.95
LEAST_TOPIC = 0.6
"""Topics less alike than this make no lineage."""
LEAST_THEMES = 0.5
"""Of an untitled document's themes, the share that the upper document must have."""
_FEWEST_THEMES = 3
_BASE, _OF_TOPIC, _SUREST = 0.4, 0.4, 0.9
_OF_NEARNESS = {1: 0.1, 2: 0.05}
_OF_DATES = 0.05
_OF_THEMES_ALONE = 0.75


@dataclass(frozen=True, slots=True)
class Candidate:
    """An upper document that a document may carry out; ``steps`` counts regions upwards."""

    child: Known
    parent: Known
    steps: int
    likeness: float
    topic_words: str
    dated: bool

    @property
    def confidence(self) -> float:
        """Return how sure the link is: from topic, nearness of the region, and dates."""
        near = _OF_NEARNESS.get(self.steps, 0.0)
        dated = _OF_DATES if self.dated else 0.0
        return min(_SUREST, _BASE + _OF_TOPIC * self.likeness + near + dated)

    @property
    def comment(self) -> str:
        """Return the reason in words: regions, topic, dates."""
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
        return "；".join((place, self.topic_words, dates, reason("implements.stated")))


def same_title_quads(documents: tuple[Known, ...]) -> Iterator[Quad]:
    """Yield the match of every document cited by title alone with a known one.

    Nothing for a title that no known document has, or more than one; and a title
    that names no region stands only for a document whose region holds all who cite it.
    """
    by_title: dict[str, list[Known]] = {}
    for known in documents:
        for title in dict.fromkeys(map(bare_title, known.titles)):
            by_title.setdefault(title, []).append(known)
    citing: dict[NamedNode, list[tuple[Known, TitleCited]]] = {}
    for known in documents:
        for cited in known.cited:
            citing.setdefault(cited.iri, []).append((known, cited))
    for node, places in citing.items():
        first = places[0][1]
        found = by_title.get(bare_title(first.title), [])
        if len(found) == 1 and _may_stand_for(found[0], [known for known, _ in places], first):
            yield from mapping_quads(
                node,
                SAME_TITLE,
                found[0].iri,
                confidence=TITLE_CONFIDENCE,
                method=SEMAPV.LexicalMatching,
                comment=reason("title.same", title=found[0].titles[0]),
                evidence=first.evidence,
            )


def _may_stand_for(found: Known, citing: list[Known], cited: TitleCited) -> bool:
    place = found.place
    if place is None or any(found.iri == one.iri for one in citing):
        return False
    if place.name in cited.title:
        return True
    return all(one.place is not None and contains(place, one.place) for one in citing)


def likely_quads(documents: tuple[Known, ...]) -> Iterator[Quad]:
    """Yield hq:likelyImplements for each document read that states no basis: the best or none."""
    upper = Upper(documents)
    for child in documents:
        if not child.loaded or child.has_basis:
            continue
        best = upper.best(child)
        if best is not None:
            yield from mapping_quads(
                child.iri,
                HQ.likelyImplements,
                best.parent.iri,
                confidence=best.confidence,
                method=SEMAPV.CompositeMatching,
                comment=best.comment,
            )


class Upper:
    """Finds the upper document that a document may carry out, among all known ones."""

    def __init__(self, documents: tuple[Known, ...]) -> None:
        self._by_iri = {known.iri: known for known in documents}
        self._by_region: dict[str, list[Known]] = {}
        for known in documents:
            if known.place is not None:
                self._by_region.setdefault(known.place.code, []).append(known)

    def best(self, child: Known) -> Candidate | None:
        """Return the most alike document of the nearest region above that has any."""
        above = ancestors(child.place) if child.place is not None else ()
        for steps, place in enumerate(above, 1):
            tried = (
                self._candidate(child, parent, steps)
                for parent in self._by_region.get(place.code, ())
            )
            found = [one for one in tried if one is not None]
            if found:
                return min(found, key=lambda one: (-one.likeness, one.parent.iri.value))
        return None

    def _candidate(self, child: Known, parent: Known, steps: int) -> Candidate | None:
        dated = bool(child.date and parent.date)
        length = min(len(child.date), len(parent.date))
        if dated and parent.date[:length] > child.date[:length]:
            return None
        if child.titles:
            alike = _by_title(child, parent)
        else:
            alike = _by_themes(child, parent, self._by_iri)
        if alike is None:
            return None
        likeness, words = alike
        return Candidate(child, parent, steps, likeness, words, dated)


def _by_title(child: Known, parent: Known) -> tuple[float, str] | None:
    """Compare topics: how alike, and in words; None where they are not alike enough."""
    pairs = [
        (similarity(own, other), own, other)
        for own in map(topic, child.titles)
        for other in map(topic, parent.titles)
        if min(len(own), len(other)) >= SHORTEST_TOPIC
    ]
    likeness, own, other = max(pairs, default=(0.0, "", ""))
    if likeness < LEAST_TOPIC:
        return None
    if own == other:
        return likeness, reason("implements.topic.same", topic=own)
    return likeness, reason("implements.topic.near", child=own, parent=other)


def _by_themes(
    child: Known, parent: Known, by_iri: dict[NamedNode, Known]
) -> tuple[float, str] | None:
    """Compare the themes of the items, for a document without a title."""
    own, other = _themes(child), _themes(parent) or _themes_above(parent, by_iri)
    shared = own & other
    if len(shared) < _FEWEST_THEMES or len(shared) < LEAST_THEMES * len(own):
        return None
    names = "、".join(theme.zh for theme in themes() if theme.slug in shared)
    likeness = _OF_THEMES_ALONE * len(shared) / len(own)
    return likeness, reason("implements.themes", shared=len(shared), names=names)


def _themes(known: Known) -> frozenset[str]:
    own = {found.theme.slug for item in known.items for found in themes_of(item)}
    return frozenset(own or known.themes)


def _themes_above(known: Known, by_iri: dict[NamedNode, Known]) -> frozenset[str]:
    """Return the themes of what the catalogue says a document implements, step by step."""
    waiting, seen = list(known.above), {known.iri}
    found: set[str] = set()
    while waiting:
        node = waiting.pop()
        upper = by_iri.get(node)
        if upper is not None and node not in seen:
            seen.add(node)
            found |= _themes(upper)
            waiting += upper.above
    return frozenset(found)
