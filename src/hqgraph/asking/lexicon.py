"""The lexicon of one graph: every name and every word of a question, ready to be matched.

A form (名) leads to its senses: what it may stand for. Names come from the graph
(:mod:`hqgraph.asking.names`), the words of questions from ``data/words.csv``.
"""

from __future__ import annotations

from functools import cache
from weakref import WeakKeyDictionary

from hqgraph.asking.kept import names_of
from hqgraph.asking.loose import JOINERS, squeeze
from hqgraph.asking.named_things import iri_in
from hqgraph.asking.names import Names
from hqgraph.asking.tables import Strings
from hqgraph.records import record
from hqgraph.resources import beside, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from hqgraph.graph import Graph

_SQUEEZED = frozenset({"kind", "indicator", "task", "title"})
LONGEST = 300
"""The longest question, and so the longest name that one can say."""
_IRIS = frozenset({"region", "kind", "theme"})


@record
class Sense:
    """What a form may stand for: the sort of thing, and its IRIs or its value."""

    sort: str
    values: tuple[str, ...]


class Lexicon:
    """Forms with their senses, and the names behind them."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.forms = Forms(names, "forms")
        self._squeezed = Forms(names, "squeezed")
        self.longest = LONGEST
        self._longest_word = max(map(len, words().forms))

    def senses(self, form: str) -> tuple[Sense, ...]:
        """Return what a form stands for, 和 and 的 inside it not minded."""
        exact = (*words().senses(form), *self.forms.senses(form))
        if exact or form[0] in JOINERS or form[-1] in JOINERS:
            return exact
        return self._without_joiners(squeeze(form))

    def knows(self, form: str) -> bool:
        """Tell whether a form is a name or a word, to the letter."""
        return form in words() or bool(self.forms.senses(form))

    def matches(self, text: str, start: int) -> Iterator[tuple[int, tuple[Sense, ...]]]:
        """Yield where names and words end that begin at ``start``, with their senses."""
        exact, loosened = _Way(self.forms), _Way(self.forms, self._squeezed)
        bare = ""
        for end in range(start + 1, len(text) + 1):
            form, last = text[start:end], text[end - 1]
            joiner = last in JOINERS
            bare += "" if joiner else last
            exact.go(form)
            if text[start] in JOINERS:
                loosened.open = False
            elif bare:
                loosened.go(bare)
            if not exact.open and not loosened.open and len(form) > self._longest_word:
                return
            senses = (*words().senses(form), *(self.forms.senses(form) if exact.open else ()))
            if not senses and bare != form and not joiner and loosened.open:
                senses = self._without_joiners(bare)
            elif not senses and not joiner and loosened.open:
                senses = self._squeezed.senses(bare)
            if senses:
                yield end, senses

    def _without_joiners(self, bare: str) -> tuple[Sense, ...]:
        found = self._squeezed.senses(bare)
        return found or tuple(s for s in self.forms.senses(bare) if s.sort in _SQUEEZED)


class Forms:
    """One table of forms; what a form stands for is made when it is met."""

    def __init__(self, names: Names, section: str) -> None:
        self._names = names
        self.keys: Strings = names.strings(f"{section}.keys")
        self._rows = names.strings(section)
        self._known: dict[str, tuple[Sense, ...]] = {}

    def __contains__(self, form: str) -> bool:
        return self.keys.place(form) is not None

    def senses(self, form: str) -> tuple[Sense, ...]:
        """Return what a form stands for, nothing where it is none."""
        known = self._known.get(form)
        if known is None:
            place = self.keys.place(form)
            if place is None:
                return ()
            known = self._known[form] = tuple(self._read(form, place))
        return known

    def _read(self, form: str, place: int) -> Iterator[Sense]:
        names = self._names
        for sort, values in self._rows.row(place):
            if sort == "task":
                yield Sense(sort, tuple(names.tasks[one].iri for one in values))
            elif things := _THINGS.get(sort):
                yield Sense(sort, tuple(map(getattr(names, things).iri, values)))
            elif sort in _IRIS:
                yield Sense(sort, tuple(map(iri_in, values)))
            elif sort != "part" or form not in words():
                yield Sense(sort, tuple(values))


_THINGS = {"body": "agencies", "hospital": "hospitals", "title": "documents"}


class _Way:
    """How far a growing form still leads to one of some tables."""

    def __init__(self, *tables: Forms) -> None:
        self._keys = [(table.keys, 0) for table in tables]
        self.open = True

    def go(self, form: str) -> None:
        """Take the form, which must begin with the one before."""
        wanted = form.encode()
        kept = []
        for keys, start in self._keys:
            place = keys.find(wanted, start)
            if place < len(keys) and keys[place].startswith(wanted):
                kept.append((keys, place))
        self._keys = kept
        self.open = bool(kept)


_KNOWN: WeakKeyDictionary[Graph, Lexicon] = WeakKeyDictionary()


def lexicon_of(graph: Graph) -> Lexicon:
    """Return the lexicon of a graph, made when first asked for.

    Kept as long as the graph object lives: one opened for reading never changes.
    """
    found = _KNOWN.get(graph)
    if found is None:
        found = _KNOWN[graph] = Lexicon(names_of(graph))
    return found


def target_text(subject: str, indicator: str) -> str:
    """Return what a target is called as a whole, squeezed."""
    return squeeze(subject + indicator)


class Words:
    """The words of questions; what one stands for is made when it is met."""

    def __init__(self, table: str) -> None:
        self.forms: dict[str, str] = {}
        for line in table.splitlines()[1:]:
            word, _, row = line.partition(",")
            self.forms[word] = f"{self.forms[word]}\n{row}" if word in self.forms else row
        self._known: dict[str, tuple[Sense, ...]] = {}

    def __contains__(self, form: str) -> bool:
        return form in self.forms

    def senses(self, form: str) -> tuple[Sense, ...]:
        """Return what a word stands for, nothing where it is none."""
        rows = self.forms.get(form)
        if rows is None:
            return ()
        known = self._known.get(form)
        if known is None:
            cells = (row.split(",") for row in rows.splitlines())
            known = self._known[form] = tuple(Sense(sort, (value,)) for sort, value in cells)
        return known


@cache
def words() -> Words:
    """Return the words of questions."""
    return Words(read(beside(__file__, "data", "words.csv")).decode())
