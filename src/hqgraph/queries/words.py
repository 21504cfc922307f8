"""The words that people use for codes: 明文 for ``stated``, 牵头 for ``role/lead``.

Codes that a query itself makes are listed in ``queries/words.csv``; the concepts
of the closed schemes carry their names in the ontology. Programs get the codes,
people the words, in the language in force.
"""

from __future__ import annotations

import csv
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from hqgraph.errors import NotFoundError, UsageError
from hqgraph.messages import language
from hqgraph.rdf.concepts import concept_quads
from hqgraph.rdf.iri import concept_parts
from hqgraph.rdf.vocabulary import SKOS
from hqgraph.resources import resource


def word_of(words: str, code: str) -> str:
    """Return the word for a code of a list; a code that the list lacks stays as it is."""
    row = _lists().get(words, {}).get(code)
    return row[language()] if row else code


def code_of(words: str, said: str) -> str:
    """Return the code that a word of either language, or the code itself, stands for.

    Raises UsageError with the words of the list for anything else.
    """
    rows = _lists()[words]
    for code, row in rows.items():
        if said in {code, row["zh"], row["en"]}:
            return code
    known = "、".join(f"{row[language()]}（{code}）" for code, row in rows.items())
    raise UsageError("queries.concept", value=said, known=known)


def words_in(words: str) -> tuple[str, ...]:
    """Return the words of a list in the language in force, in the list's order."""
    return tuple(row[language()] for row in _lists()[words].values())


def lists() -> frozenset[str]:
    """Return the names of all lists of codes."""
    return frozenset(_lists())


@lru_cache(maxsize=4096)
def concept_word(node: NamedNode, spoken: str) -> str | None:
    """Return what a concept is called in a language (Chinese where it has no other name).

    None for an IRI that is no concept of a scheme.
    """
    if concept_parts(node) is None:
        return None
    try:
        quads = concept_quads((node,))
    except NotFoundError:  # shaped like a concept, but in no scheme
        return None
    names = {
        quad.object.language: quad.object.value
        for quad in quads
        if quad.subject == node
        and quad.predicate == SKOS.prefLabel
        and isinstance(quad.object, Literal)
    }
    return names.get(spoken) or names.get("zh")


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = {}
    with resource("queries", "words.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            found.setdefault(row["list"], {})[row["code"]] = row
    return found
