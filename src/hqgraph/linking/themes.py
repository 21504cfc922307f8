"""Themes of goals, tasks and safeguards, by the keywords of ``ontology/themes.ttl``.

The title decides. Only where it holds no keyword are the section's heading and
the first sentences read, and then the best theme alone is taken, with less
confidence. Many keywords are words of other fields too (编制, 示范, 科研): in the
first sentences they count only where the title is empty words, and in a document of
another field only with a word of health beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Quad

from hqgraph.linking.key_phrase import is_silent, key_phrase
from hqgraph.linking.known import Item
from hqgraph.linking.mapping import mapping_quads
from hqgraph.linking.words import reason, rows
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


def themes_of(item: Item, *, of_health: bool = True) -> tuple[ThemeFound, ...]:
    """Return an item's themes, the best first; none where no keyword is found.

    ``of_health`` tells whether the document is one of health policy; in another one a
    keyword needs more evidence.
    """
    found = _believed(_scored(item.title, in_title=True), item, of_health=of_health)
    if found:
        return found[:MOST]
    named = bool(key_phrase(item.title)) or is_silent(item.title)
    opening = _told_by_health(item.opening) if named else item.opening
    told = _scored(item.section + "\n" + opening, in_title=False)
    return _believed(told, item, of_health=of_health)[:1]


Themed = list[tuple[Item, tuple[ThemeFound, ...]]]
"""The items of a document, each with its themes of the scheme."""


def scheme_themes(items: Sequence[Item]) -> Themed:
    """Return the items of a document, each with its themes of the scheme, in their order."""
    of_health = is_of_health(items)
    return [(item, themes_of(item, of_health=of_health)) for item in items]


def is_of_health(items: Sequence[Item]) -> bool:
    """Tell whether a document's field is health: at least half of its items speak of it."""
    return 2 * sum(_speaks_of_health(item) for item in items) >= len(items)


def theme_quads(themed: Themed) -> Iterator[Quad]:
    """Yield the themes of items as quads of the graph ``links``."""
    for item, told in themed:
        for found in told:
            words = "、".join(found.words)
            yield from mapping_quads(
                item.iri,
                HQ.theme,
                found.theme.iri,
                confidence=found.confidence,
                method=SEMAPV.LexicalMatching,
                comment=reason("theme.title" if found.in_title else "theme.text", words=words),
            )


def _believed(
    found: tuple[ThemeFound, ...], item: Item, *, of_health: bool
) -> tuple[ThemeFound, ...]:
    """Leave out, in a document of another field, the themes that only health policy has."""
    if of_health or _speaks_of_health(item):
        return found
    return tuple(one for one in found if _is_general(one.theme))


def _speaks_of_health(item: Item) -> bool:
    return bool(_words_of_health(f"{item.title}\n{item.section}\n{item.opening}"))


def _told_by_health(text: str) -> str:
    """Return the keywords of a text that are words of health themselves (医保支付, not 编制)."""
    found = (match.group() for match in _pattern().finditer(text))
    return "\n".join(word for word in found if _words_of_health(word))


def _words_of_health(text: str) -> list[str]:
    """Return the words of health in a text; 健康发展 holds none."""
    return [word for word in _field_pattern().findall(text) if word]


def _is_general(theme: Theme) -> bool:
    """Tell whether documents of every field have a theme: it or one above it is listed so."""
    slug: str | None = theme.slug
    while slug is not None:
        if slug in _general():
            return True
        slug = _broader().get(slug)
    return False


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


@cache
def _field_pattern() -> re.Pattern[str]:
    """Return the words of health as a group; what only looks like one, without."""
    words, others = _listed("field"), _listed("foreign")
    return re.compile(f"{'|'.join(others)}|({'|'.join(words)})")


def _listed(use: str) -> list[str]:
    found = [row["word"] for row in rows("theme_words") if row["use"] == use]
    return [re.escape(word) for word in sorted(found, key=lambda word: (-len(word), word))]


@cache
def _general() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("theme_words") if row["use"] == "general")


@cache
def _broader() -> dict[str, str | None]:
    return {theme.slug: theme.broader for theme in themes()}
