"""The reasons of inferred links, read back from the graph into the reader's language.

A reason stands in the graph in Chinese, put together from the forms of
``data/reasons.csv`` with a semicolon between them, so that the same documents give
the same graph whatever language is spoken. Its form tells which row of the table
each part is and what fills it; the row's other column says it in English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from string import Formatter

from hqgraph.linking.words import rows
from hqgraph.messages import LANGUAGES, language
from hqgraph.rdf.concepts import themes

_BETWEEN = "；"
_GRAPH = "zh"
"""The language of reasons in the graph."""
_AND = {"zh": _BETWEEN, "en": "; "}
_LIST = "、"


def in_words(reason: str, wanted: str | None = None) -> str:
    """Return a reason of the graph in a language, by default the one in force.

    Words that are no such reason, as a person may have written, are returned as they are.
    """
    spoken = language() if wanted is None else wanted
    if spoken == _GRAPH:
        return reason
    parts = _parts(reason)
    if parts is None:
        return reason
    return _AND[spoken].join(_said(key, values, spoken) for key, values in parts)


def in_both(reason: str) -> dict[str, str]:
    """Return a reason in every language, by the language's name: pages carry all of them."""
    return {one: in_words(reason, one) for one in LANGUAGES}


_Part = tuple[str, Mapping[str, str]]


@lru_cache(maxsize=1024)
def _parts(reason: str) -> tuple[_Part, ...] | None:
    """Return which rows a reason is made of, and what fills them; None where it is of no row.

    What fills a form may itself hold the mark that stands between two forms, so a
    part is tried with as many pieces as it needs.
    """
    pieces = reason.split(_BETWEEN)
    read: list[tuple[_Part, ...] | None] = [None] * len(pieces) + [()]
    for start in reversed(range(len(pieces))):
        for end in range(start + 1, len(pieces) + 1):
            rest = read[end]
            part = _row_of(_BETWEEN.join(pieces[start:end])) if rest is not None else None
            if part and rest is not None:
                read[start] = (part, *rest)
                break
    return read[0]


def _row_of(words: str) -> _Part | None:
    for key, form in _forms():
        match = form.fullmatch(words)
        if match:
            return key, match.groupdict()
    return None


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the Chinese forms as patterns: those with the most words of their own first."""
    ordered = sorted(rows("reasons"), key=lambda row: (-_own_words(row["zh"]), row["key"]))
    return tuple((row["key"], _pattern(row["zh"])) for row in ordered)


def _own_words(form: str) -> int:
    return sum(len(words) for words, *_ in Formatter().parse(form))


def _pattern(form: str) -> re.Pattern[str]:
    parts = (
        re.escape(words) + (f"(?P<{name}>.+?)" if name else "")
        for words, name, *_ in Formatter().parse(form)
    )
    return re.compile("".join(parts), re.DOTALL)


def _said(key: str, values: Mapping[str, str], spoken: str) -> str:
    return _spoken(spoken)[key].format(**{name: _named(words) for name, words in values.items()})


@cache
def _spoken(wanted: str) -> Mapping[str, str]:
    return {row["key"]: row[wanted] for row in rows("reasons")}


def _named(words: str) -> str:
    """Return a list of themes in English; other words, which documents print, as they are."""
    names, known = words.split(_LIST), _theme_names()
    return ", ".join(known[name] for name in names) if known.keys() >= set(names) else words


@cache
def _theme_names() -> Mapping[str, str]:
    return {theme.zh: theme.en for theme in themes()}
