"""The names that search looks through: each once, as people write them, held in memory.

They come from the file that asking keeps beside a store (:mod:`hqgraph.asking.kept`),
since ten thousand documents have more names than the engine reads in a minute; the few
that are not in it are read from the graph. A kind of thing is read when first searched,
and kept as long as the graph is open.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from weakref import WeakKeyDictionary

from pyoxigraph import NamedNode

from hqgraph.asking.lexicon import lexicon_of
from hqgraph.asking.names import Names
from hqgraph.graph import Graph
from hqgraph.queries import lookup
from hqgraph.rdf.iri import indicator_iri

Owner = str | int
"""A thing by its IRI; an item by its place among the items, of which there are most."""

_BLOTTED = ("XX", "X×", "×X", "××")
"""What stands for letters that were made illegible; asking adds names without them."""
_OUTLINE = """SELECT DISTINCT ?thing ?name WHERE { ?thing a hq:OutlineItem ; rdfs:label ?name }"""
"""Items of directives that are only known of: nobody asks for them, so they are not kept."""
_THEMES = """SELECT DISTINCT ?thing ?name WHERE {
  { SELECT DISTINCT ?thing WHERE { ?task hq:theme ?thing } }
  ?thing rdfs:label|skos:altLabel ?name .
}"""


class Shelf:
    """Some names, sorted, and whose they are."""

    def __init__(self, names: Sequence[str], owners: Callable[[int], Iterable[Owner]]) -> None:
        folded = [lookup.fold(name) for name in names]
        self._text = "".join(f"{name}\n" for name in folded)
        self._ends = array("Q", accumulate(len(name) + 1 for name in folded))
        self.names = names
        self.owners = owners

    def holding(self, words: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Yield the numbers of the names that hold all of some folded words, and them folded."""
        text, ends = self._text, self._ends
        longest = max(words, key=len)
        at = text.find(longest)
        while 0 <= at < len(text):  # an empty word is found behind the last name, too
            number = bisect_right(ends, at)
            name = text[ends[number - 1] if number else 0 : ends[number] - 1]
            if all(word in name for word in words):
                yield number, name
            at = text.find(longest, ends[number])


class Shelves:
    """All names of a graph by the kind of thing: what :mod:`hqgraph.queries.known` asks for."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._known: dict[str, tuple[Shelf, ...]] = {}

    def of(self, graph: Graph, sort: str) -> tuple[Shelf, ...]:
        """Return the names of a kind of thing."""
        if sort not in self._known:
            self._known[sort] = _READERS[sort](graph, self.names)
        return self._known[sort]

    def holding(self, graph: Graph, sort: str, words: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the names of a kind that hold all of some words: folded, and as printed."""
        for shelf in self.of(graph, sort):
            for number, name in shelf.holding(words):
                yield name, shelf.names[number]

    def entries(self, graph: Graph, look_up: str, word: str) -> Iterator[lookup.Entry]:
        """Yield the entries of a look-up whose names hold a folded word."""
        for shelf in self.of(graph, _SORTS[look_up]):
            for number, _ in shelf.holding([word]):
                for owner in shelf.owners(number):
                    iri, place = self.thing(owner)
                    document = self.names.documents.get(iri)
                    first = isinstance(owner, int) if document is None else document.read
                    yield lookup.Entry(iri, shelf.names[number], place, first)

    def all_names(self, graph: Graph, look_up: str) -> Iterator[str]:
        """Yield all names of a look-up."""
        for shelf in self.of(graph, _SORTS[look_up]):
            yield from shelf.names

    def thing(self, owner: Owner) -> tuple[str, str | None]:
        """Return the IRI of a thing, and where it belongs: its region, an item's document."""
        if isinstance(owner, int):
            task = self.names.tasks[owner]
            return task.iri, task.document
        for group in (self.names.agencies, self.names.hospitals, self.names.documents):
            if (found := group.get(owner)) is not None:
                return owner, found.region
        return owner, self.names.document_of(owner)


_KNOWN: WeakKeyDictionary[Graph, Shelves] = WeakKeyDictionary()


def shelves_of(graph: Graph) -> Shelves:
    """Return the names of a graph; one that is open for reading never changes."""
    found = _KNOWN.get(graph)
    if found is None:
        found = _KNOWN[graph] = Shelves(lexicon_of(graph).names)
    return found


def _shelf(pairs: Iterable[tuple[str, str]]) -> tuple[Shelf, ...]:
    """Return the shelf of pairs of a name and an IRI."""
    owners: dict[str, list[Owner]] = {}
    for name, iri in sorted(set(pairs)):
        owners.setdefault(name, []).append(iri)
    names = tuple(owners)
    return (Shelf(names, lambda number: owners[names[number]]),)


def _entries(graph: Graph, sparql: str) -> tuple[Shelf, ...]:
    return _shelf((entry.name, entry.iri) for entry in lookup.entries(graph, sparql))


def _documents(_: Graph, names: Names) -> tuple[Shelf, ...]:
    rows = names.documents.rows
    return _shelf((name, one.iri) for one in rows for name in (*one.titles, *one.numbers))


def _tasks(graph: Graph, names: Names) -> tuple[Shelf, ...]:
    titles = tuple(title.decode() for title in names.strings("titles.raw"))
    owners = names.strings("titles.owners")
    return Shelf(titles, owners.row), *_entries(graph, _OUTLINE)


def _agencies(_: Graph, names: Names) -> tuple[Shelf, ...]:
    return _shelf((name, one.iri) for one in names.agencies.rows for name in one.names)


def _hospitals(graph: Graph, names: Names) -> tuple[Shelf, ...]:
    plain: list[tuple[str, str]] = []
    blotted: list[NamedNode] = []
    for one in names.hospitals.rows:
        if any(mark in name for name in one.names for mark in _BLOTTED):
            blotted.append(NamedNode(one.iri))
        else:
            plain += [(name, one.iri) for name in one.names]
    own = lookup.of(graph, lookup.HOSPITALS, blotted)
    return _shelf([*plain, *((entry.name, entry.iri) for entry in own)])


def _indicators(_: Graph, names: Names) -> tuple[Shelf, ...]:
    found = {target.indicator for target in names.targets}
    return _shelf((name, indicator_iri(name).value) for name in found)


_READERS: dict[str, Callable[[Graph, Names], tuple[Shelf, ...]]] = {
    "document": _documents,
    "task": _tasks,
    "agency": _agencies,
    "hospital": _hospitals,
    "indicator": _indicators,
    "region": lambda graph, _: _entries(graph, lookup.REGIONS),
    "theme": lambda graph, _: _entries(graph, _THEMES),
}
_SORTS = {
    lookup.DOCUMENTS: "document",
    lookup.ITEMS: "task",
    lookup.AGENCIES: "agency",
    lookup.HOSPITALS: "hospital",
    lookup.INDICATORS: "indicator",
    lookup.REGIONS: "region",
}
KINDS = tuple(_READERS)
"""The kinds of things that can be searched for."""
