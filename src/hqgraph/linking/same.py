"""Documents named without their whole number: by title alone, or with a part blanked out.

A title cited without a number is the one known document of that title that can be
meant where it is cited. A redacted number (青政办〔20__〕90号) stays redacted: it is
joined to each known document whose number agrees as far as it is printed, with a
confidence. Both are facts about the name that is cited, not about one document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from hqgraph.gazetteer import contains, match_agency, organ_of_number, prefix_of
from hqgraph.linking.known import Known, Library, Row, node_in, rows
from hqgraph.linking.mapping import mapping_quads
from hqgraph.linking.titles import bare_title, similarity, topic
from hqgraph.linking.words import reason
from hqgraph.rdf.iri import is_redacted, normal_number
from hqgraph.rdf.vocabulary import SEMAPV, SKOS

SAME_TITLE = SKOS.exactMatch
"""What joins a document cited by title with the known document of that title."""
MAY_BE = SKOS.closeMatch
"""What joins a redacted number with a document whose number agrees with it."""

TITLE_CONFIDENCE, CHOSEN_CONFIDENCE = 0.95, 0.85
"""How sure a title is that one known document has, and one chosen among several."""
_OF_NUMBER, _OF_TITLE, _OF_REGION, _OF_ONLY = 0.3, 0.4, 0.1, 0.1
_BLANKED = re.compile(r"[_×*＊○〇ＸXx]")
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class _Cited:
    """A title that documents cite: who does, and the first place where it is cited."""

    node: NamedNode
    title: str
    citing: tuple[Known, ...]
    issuer: str
    evidence: NamedNode | None


def same_quads(library: Library) -> list[Quad]:
    """Return the matches of all titles and redacted numbers, as quads of the graph ``links``."""
    return [*same_title_quads(library), *redacted_quads(library)]


def same_title_quads(library: Library) -> Iterator[Quad]:
    """Yield the match of every document cited by title alone with a known one.

    Nothing for a title that no known document has. A title that names no region
    stands only for a document whose region holds all who cite it. Of several that
    are left, the printed issuer decides; where it does not, nothing is said.
    """
    cited = _cited(library)
    known = _by_key(library, {bare_title(one.title) for one in cited})
    for one in cited:
        found = known.get(bare_title(one.title), [])
        fitting = [known for known in found if _may_stand_for(known, one)]
        chosen = fitting if len(fitting) == 1 else _of_issuer(fitting, one.issuer)
        if len(chosen) == 1:
            yield from _match(one, chosen[0], among=len(found), fitting=len(fitting))


def _match(one: _Cited, known: Known, *, among: int, fitting: int) -> Iterator[Quad]:
    told = [reason("title.same", title=known.titles[0])]
    if among > 1:
        told = (
            [reason("title.issuer", issuer=one.issuer)] if fitting > 1 else [reason("title.region")]
        )
    yield from mapping_quads(
        one.node,
        SAME_TITLE,
        known.iri,
        confidence=TITLE_CONFIDENCE if among == 1 else CHOSEN_CONFIDENCE,
        method=SEMAPV.LexicalMatching,
        comment="；".join(told),
        evidence=one.evidence,
    )


def _cited(library: Library) -> list[_Cited]:
    by_node: dict[NamedNode, list[Row]] = {}
    for row in rows(library.graph, "cited-titles"):
        by_node.setdefault(node_in(row, "node"), []).append(row)
    library.look_up([node_in(row, "citing") for found in by_node.values() for row in found])
    return [
        _Cited(
            node,
            found[0]["title"].value,
            tuple(library.all_of(node_in(row, "citing") for row in found)),
            next((row["issuer"].value for row in found if "issuer" in row), ""),
            node_in(found[0], "evidence") if "evidence" in found[0] else None,
        )
        for node, found in sorted(by_node.items(), key=lambda pair: pair[0].value)
    ]


def _by_key(library: Library, keys: set[str]) -> dict[str, list[Known]]:
    """Return the known documents by the key of one of their titles, sorted."""
    values = {"key": [Literal(key) for key in keys if key]}
    nodes = {node_in(row, "document") for row in rows(library.graph, "title-keys", values)}
    found: dict[str, list[Known]] = {}
    for known in library.all_of({*nodes, *library.loaded, *library.directives}):
        for key in dict.fromkeys(map(bare_title, known.titles)):
            if key in keys:
                found.setdefault(key, []).append(known)
    return found


def _may_stand_for(found: Known, cited: _Cited) -> bool:
    place = found.place
    if place is None or any(found.iri == one.iri for one in cited.citing):
        return False
    if place.name in cited.title:
        return True
    return all(one.place is not None and contains(place, one.place) for one in cited.citing)


def _of_issuer(found: list[Known], issuer: str) -> list[Known]:
    """Keep the documents issued by the printed body: of its name, else of its kind."""
    named = [known for known in found if issuer and issuer in known.issuers]
    if named or not issuer:
        return named
    kind = _kind(issuer)
    return [known for known in found if kind and kind in map(_kind, known.issuers)]


def _kind(body: str) -> str | None:
    match = match_agency(body)
    return match.kind if match else None


def redacted_quads(library: Library) -> Iterator[Quad]:
    """Yield every known document that a redacted number may be, with its confidence."""
    numbers: list[tuple[NamedNode, str]] = []
    titles: dict[NamedNode, list[str]] = {}
    for row in rows(library.graph, "redacted"):
        node = node_in(row, "document")
        if "number" in row:
            numbers.append((node, row["number"].value))
        else:
            titles.setdefault(node, []).append(row["title"].value)
    known = _numbered(library, {prefix_of(number) or "" for _, number in numbers})
    for node, number in numbers:
        pattern = _pattern(number)
        fitting = [(one, own) for own, one in known if pattern.fullmatch(own) and one.iri != node]
        for one, own in fitting:
            yield from _may_be((node, number), titles.get(node, []), one, own, len(fitting))


def _numbered(library: Library, prefixes: set[str]) -> list[tuple[str, Known]]:
    """Return the known documents whose whole number begins with one of the prefixes."""
    wanted = sorted(prefix for prefix in prefixes if prefix)
    if not wanted:
        return []
    found = rows(library.graph, "numbered", prefixes=wanted)
    pairs = {(row["number"].value, node_in(row, "document")) for row in found}
    pairs |= {
        (row.number, row.iri)
        for row in library.directives.values()
        if row.number.startswith(tuple(wanted)) and not is_redacted(row.number)
    }
    library.look_up([node for _, node in pairs])
    known = ((number, library.known(node)) for number, node in sorted(pairs, key=str))
    return [(number, one) for number, one in known if one is not None]


def _pattern(number: str) -> re.Pattern[str]:
    """Return what a whole number must look like: every blank stands for one digit."""
    return re.compile(
        "".join(r"\d" if _BLANKED.match(one) else re.escape(one) for one in normal_number(number))
    )


def _may_be(
    named: tuple[NamedNode, str], titles: list[str], known: Known, own: str, count: int
) -> Iterator[Quad]:
    node, number = named
    told = [reason("redacted.number", number=number, other=own)]
    sure = _OF_NUMBER
    likeness = max(
        (similarity(topic(one), topic(other)) for one in titles for other in known.titles),
        default=None,
    )
    if likeness is not None:
        sure += _OF_TITLE * likeness if likeness >= _ALIKE else -_OF_NUMBER / 2
        key = "redacted.title" if likeness >= _ALIKE else "redacted.title.differs"
        told.append(reason(key, share=round(100 * likeness)))
    organ = organ_of_number(number)
    if organ is not None and known.place in organ.regions:
        sure += _OF_REGION
        told.append(reason("redacted.region", region=known.place.name if known.place else ""))
    if count == 1:
        sure += _OF_ONLY
        told.append(reason("redacted.only"))
    else:
        told.append(reason("redacted.several", count=count))
    yield from mapping_quads(
        node,
        MAY_BE,
        known.iri,
        confidence=sure,
        method=SEMAPV.LexicalMatching,
        comment="；".join(told),
    )
