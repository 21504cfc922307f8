"""Which item of a document is meant: by number, section and number, or title.

Numbers are read as people write them: （十）, 十 and 10 are one number. Where the
numbering restarts in every section, the section goes before (七/（一）).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode

from hqgraph.errors import NotFoundError, QueryError
from hqgraph.graph import Graph
from hqgraph.queries.lookup import fold
from hqgraph.rdf.vocabulary import ELI, HQ, RDF, RDFS

_SEPARATORS = re.compile(r"\s*[/#＃]\s*|\s+")
_NO_MARKS = re.compile(r"[\s().（）．、]")
_HIGHEST = 1000
_SHOWN = 8
_ITEMS = f"""SELECT DISTINCT ?item ?no ?title ?order ?section ?heading WHERE {{
  ?item {ELI.is_part_of} %s ; {RDF.type} ?class .
  VALUES ?class {{ {HQ.Task} {HQ.Goal} {HQ.Safeguard} {HQ.OutlineItem} }}
  OPTIONAL {{ ?item {HQ.no} ?no }}
  OPTIONAL {{ ?item {RDFS.label} ?title }}
  OPTIONAL {{ ?item {HQ.order} ?order }}
  OPTIONAL {{ ?item {HQ.inSection} ?in
    OPTIONAL {{ ?in {HQ.no} ?section }} OPTIONAL {{ ?in {RDFS.label} ?heading }} }}
}}"""


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """An item of a document: its printed number and title, and its section's."""

    order: int
    iri: str
    no: str
    title: str
    section: str = ""
    heading: str = ""

    def __str__(self) -> str:
        number = f"{self.section}/{self.no}" if self.section else self.no
        return f"{number} {self.title}".strip()


def bare(number: str) -> str:
    """Return a printed number without the brackets and dots around it."""
    return _NO_MARKS.sub("", number)


@cache
def _counts() -> dict[str, int]:
    """Return counts by their numerals."""
    from hqgraph.reading.numerals import numeral  # noqa: PLC0415 (slow to load, and seldom asked)

    return {numeral(n, "chineseCountingThousand"): n for n in range(1, _HIGHEST)}


def is_number(said: str) -> bool:
    """Tell whether a word is nothing but a number: 19, （十九）."""
    word = bare(said)
    return word.isdecimal() or word in _counts()


def items_of(graph: Graph, document: NamedNode) -> list[Item]:
    """Return the items of a document in printed order."""
    found: dict[str, Item] = {}
    solutions = graph.query(_ITEMS % document)
    for row in solutions.rows:
        told = dict(zip(solutions.variables, row, strict=True))
        words = {name: one.value for name, one in told.items() if isinstance(one, Literal)}
        node = told["item"]
        if isinstance(node, NamedNode):
            keys = ("no", "title", "section", "heading")
            order = int(words.get("order", "0")) or _count(words.get("no", ""))
            item = Item(order, node.value, *(words.get(key, "") for key in keys))
            found[node.value] = min(item, found.get(node.value, item))
    return sorted(found.values())


def matching(known: list[Item], said: str) -> list[Item]:
    """Return the items that a number, a section and a number, or a title means."""
    found = _by_number(known, said) or _by_title(known, said)
    if found:
        return found
    for section, rest in _splits(said):
        inside = [item for item in known if _is_section(item, section)]
        found = _by_number(inside, rest) or _by_title(inside, rest)
        if found:
            return found
    return []


def one_of(known: list[Item], said: str, document: str) -> NamedNode:
    """Return the one item that is meant.

    Raises NotFoundError telling the numbers that there are, QueryError telling the
    candidates with their titles.
    """
    found = matching(known, said)
    if not found:
        raise NotFoundError(
            "queries.no-item", document=document, value=said, known=numbers_told(known)
        )
    if len(found) > 1:
        shown = [*map(str, found[:_SHOWN]), *(["…"] if len(found) > _SHOWN else [])]
        raise QueryError("queries.several-items", value=said, known="、".join(shown))
    return NamedNode(found[0].iri)


def numbers_told(known: list[Item]) -> str:
    """Return the printed numbers of items, runs of them as 1–24, by section where told apart."""
    restarts = len({bare(item.no) for item in known}) < len(known)
    by_section: dict[str, list[str]] = {}
    for item in known:
        if item.no:
            by_section.setdefault(item.section if restarts else "", []).append(item.no)
    parts = [
        f"{section}/{run}" if section else run
        for section, numbers in by_section.items()
        for run in _runs(numbers)
    ]
    return "、".join(dict.fromkeys(parts)) or "—"


def _runs(numbers: list[str]) -> Iterator[str]:
    first = last = ""
    for number in [*numbers, ""]:
        if last and _count(number) == _count(last) + 1:
            last = number
            continue
        if first:
            yield first if first == last else f"{first}–{last}"
        first = last = number


def _count(number: str) -> int:
    word = bare(number)
    return int(word) if word.isdecimal() else _counts().get(word, 0)


def _by_number(known: list[Item], said: str) -> list[Item]:
    wanted = said.strip()
    exact = [item for item in known if item.no == wanted]
    exact = exact or [item for item in known if bare(wanted) and bare(item.no) == bare(wanted)]
    count = _count(wanted)
    return exact or [item for item in known if count and _count(item.no) == count]


def _by_title(known: list[Item], said: str) -> list[Item]:
    wanted = fold(said)
    if not wanted or is_number(said):
        return []
    exact = [item for item in known if fold(item.title) == wanted]
    return exact or [item for item in known if wanted in fold(item.title)]


def _is_section(item: Item, said: str) -> bool:
    if is_number(said):
        return bool(item.section) and _count(item.section) == _count(said)
    return bool(said) and fold(said) in fold(item.heading)


def _splits(said: str) -> Iterator[tuple[str, str]]:
    for match in _SEPARATORS.finditer(said.strip()):
        yield said.strip()[: match.start()], said.strip()[match.end() :]
