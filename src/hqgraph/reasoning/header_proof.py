"""What proves a fact about a document as a whole: the words that state it, or what it is told by.

All that the head of a document prints (title, number, issuer, date, form) is evidence of
the document; of one fact only what states its value is proof. A region that no title
or issuer names may be told by the number, or by places that the text names; a
level is always told by something else: the region, or the issuer's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from hqgraph.gazetteer import organ_of_number, region, short_names
from hqgraph.gazetteer.document_places import place_of
from hqgraph.graph import Graph
from hqgraph.messages import say
from hqgraph.parsing.dates_printed import ANY_DATE, iso
from hqgraph.rdf.iri import concept_parts
from hqgraph.rdf.vocabulary import DCTERMS, ELI, HQ, RDFS
from hqgraph.reasoning.grounds import Fact, Value, names_of, rows

OF_HEAD = frozenset(
    {
        *(ELI.jurisdiction, ELI.date_document, ELI.type_document, ELI.passed_by, ELI.id_local),
        *(HQ.level, DCTERMS.title, RDFS.label),
    }
)
"""What the head of a document states of it."""
_SENTENCE = re.compile(r"[^。；;！？\n]+[。；;！？]?")
_MOST_PLACES = 2
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Proof:
    """The words that state a fact, or from which it was told, as ``note`` then says.

    ``told_by`` are facts of the same document that it was told by.
    """

    texts: tuple[str, ...] = ()
    note: str = ""
    told_by: tuple[Fact, ...] = ()


def header_proof(graph: Graph, fact: Fact, printed: Sequence[str]) -> Proof:
    """Return what proves a stated fact of a document; ``printed`` is its head's evidence."""
    subject, predicate, end = fact
    if predicate == HQ.level:
        return _of_level(graph, subject, end, printed)
    if predicate == ELI.jurisdiction:
        return _of_region(graph, subject, end, printed)
    if predicate == ELI.date_document:
        return _printed([text for text in printed if end.value in _dates(text)])
    if isinstance(end, Literal):
        wanted = _bare(end.value)
        return _printed([text for text in printed if _bare(text) == wanted] or _with(printed, end))
    names = [_bare(name) for name in names_of(graph, end)]
    return _printed([text for text in printed if any(name in _bare(text) for name in names)])


def _dates(text: str) -> list[str | None]:
    return [iso(one[0]) for one in re.finditer(ANY_DATE, text)]


def _printed(texts: Sequence[str]) -> Proof:
    """Return the shortest text that states a fact: a title holds the issuer, too."""
    best = min(texts, key=lambda text: (len(text), text), default="")
    return Proof((best,)) if best else Proof(note=say("reasoning.not-printed"))


def _with(printed: Sequence[str], end: Value) -> list[str]:
    return [text for text in printed if _bare(end.value) in _bare(text)]


def _of_level(graph: Graph, subject: NamedNode, level: Value, printed: Sequence[str]) -> Proof:
    """Return the region whose level it is; where it has another, what names the issuer."""
    told = rows(graph, f"SELECT DISTINCT ?r {{ {subject} {ELI.jurisdiction} ?r }} ORDER BY ?r")
    for (place,) in told:
        code = _code(place)
        if code and region(code).level.value == _identifier(level):
            facts = ((subject, ELI.jurisdiction, place),)
            return Proof(note=say("reasoning.level-of-region"), told_by=facts)
    issuers = rows(graph, f"SELECT DISTINCT ?i {{ {subject} {ELI.passed_by} ?i }} ORDER BY ?i")
    names = [_bare(name) for (body,) in issuers for name in names_of(graph, body)]
    texts = [text for text in printed if _bare(text) in names]
    if texts:
        return Proof(tuple(texts), say("reasoning.level-of-issuer"))
    return Proof(note=say("reasoning.not-printed"))


def _of_region(graph: Graph, subject: NamedNode, place: Value, printed: Sequence[str]) -> Proof:
    code = _code(place)
    if code is None:
        return Proof(note=say("reasoning.not-printed"))
    here = region(code)
    names = (here.name, *short_names(here))
    stated = [text for text in printed if here.name in _bare(text)]
    if stated:
        return _printed(stated)
    for text in sorted(printed, key=len):
        if place_of("", _bare(text), "") == here or place_of(text, "", "") == here:
            return Proof((text,), say("reasoning.region-of-issuer"))
    for text in sorted(printed, key=len):
        organ = organ_of_number(text)
        if organ and here in organ.regions:
            return Proof((text,), say("reasoning.region-of-number"))
    found = _placed(graph, subject, names)
    note = "reasoning.region-of-text" if found else "reasoning.not-printed"
    return Proof(tuple(found), say(note))


def _placed(graph: Graph, subject: NamedNode, names: Sequence[str]) -> list[str]:
    """Return sentences that print a region's name, its full name before its short ones."""
    text = "".join(
        row[0].value for row in rows(graph, f"SELECT ?t {{ {subject} {HQ.content} ?t }}")
    )
    for name in names:
        found = list(dict.fromkeys(_around(text, name)))
        if found:
            return found[:_MOST_PLACES]
    return []


def _around(text: str, name: str) -> Iterator[str]:
    for match in _SENTENCE.finditer(text):
        sentence = match[0].strip()
        at = sentence.find(name)
        if at >= 0:
            start = max(0, at + len(name) - _LONGEST)
            cut = sentence[start : start + _LONGEST]
            yield ("…" if start else "") + cut + ("…" if start + _LONGEST < len(sentence) else "")


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _code(place: Value) -> str | None:
    parts = concept_parts(place) if isinstance(place, NamedNode) else None
    return parts[1] if parts and parts[0] == "region" else None


def _identifier(node: Value) -> str:
    parts = concept_parts(node) if isinstance(node, NamedNode) else None
    return parts[1] if parts else ""
