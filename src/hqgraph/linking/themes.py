"""Themes of goals, tasks and safeguards, by the keywords of ``ontology/themes.ttl``.

The title decides. Only where it holds no keyword are the section's heading and
the first sentences read, and then the best theme alone is taken, with less
confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Quad

from hqgraph.linking.known import Item
from hqgraph.linking.mapping import mapping_quads
from hqgraph.linking.words import reason
from hqgraph.rdf.concepts import Theme, themes
from hqgraph.rdf.vocabulary import HQ, SEMAPV

MOST = 3
"""How many themes an item has at most."""

_SHARE = 0.5
"""A further theme needs this share of the best one's score."""

_IN_TITLE, _IN_TEXT = 0.7, 0.5
_PER_CHARACTER, _SUREST = 0.03, 0.95


@dataclass(frozen=True, slots=True)
class ThemeFound:
    """A theme of an item: the words that told it, and whether they stand in the title."""

    theme: Theme
    words: tuple[str, ...]
    in_title: bool

    @property
    def score(self) -> int:
        """How many characters of keywords were found."""
        return sum(map(len, self.words))

    @property
    def confidence(self) -> float:
        """Return 0.5 to 0.95: surer for the title and for more words."""
        base = _IN_TITLE if self.in_title else _IN_TEXT
        return min(_SUREST, base + _PER_CHARACTER * self.score)


def themes_of(item: Item) -> tuple[ThemeFound, ...]:
    """Return an item's themes, the best first; none where no keyword is found."""
    found = _scored(item.title, in_title=True)
    if found:
        return found[:MOST]
    return _scored(item.section + "\n" + item.opening, in_title=False)[:1]


def theme_quads(items: Iterable[Item]) -> Iterator[Quad]:
    """Yield the themes of items as quads of the graph ``links``."""
    for item in items:
        for found in themes_of(item):
            words = "、".join(found.words)
            yield from mapping_quads(
                item.iri,
                HQ.theme,
                found.theme.iri,
                confidence=found.confidence,
                method=SEMAPV.LexicalMatching,
                comment=reason("theme.title" if found.in_title else "theme.text", words=words),
            )


def _scored(text: str, *, in_title: bool) -> tuple[ThemeFound, ...]:
    """Return the themes whose words stand in the text, without those far behind the best.

    The broader theme gives way to a narrower one that was found too.
    """
    words: dict[str, dict[str, None]] = {}
    for match in _pattern().finditer(text):
        words.setdefault(_theme_of_word()[match.group()].slug, {})[match.group()] = None
    broader = {theme.broader for theme in themes() if theme.slug in words}
    found = [
        ThemeFound(theme, tuple(words[theme.slug]), in_title)
        for theme in themes()
        if theme.slug in words and theme.slug not in broader
    ]
    found.sort(key=lambda one: (-one.score, one.theme.slug))
    return tuple(one for one in found if one.score >= _SHARE * found[0].score)


@cache
def _theme_of_word() -> dict[str, Theme]:
    return {word: theme for theme in themes() for word in theme.keywords}


@cache
def _pattern() -> re.Pattern[str]:
    """Return all keywords, the longest first: 城市医疗集团 is not also 医疗集团."""
    words = sorted(_theme_of_word(), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))
