"""The lexicon of one graph: every name and every word of a question, ready to be matched.

A form (名) leads to its senses: what it may stand for. Names come from the graph
(:mod:`hqgraph.asking.names`), the words of questions from ``data/words.csv``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from weakref import WeakKeyDictionary

from hqgraph.asking.loose import in_brackets, loose, squeeze
from hqgraph.asking.names import Names, Region, read_names
from hqgraph.graph import Graph

_JOINERS = re.compile("[和与及暨的]")
_LEVEL_HEAD = re.compile(r"^(?:[XxＸ×_]{1,4}|[省市州县区旗])(?=.{2,})")
_BODY_END = "局委办部厅组会室院门队处所心行府构署"
_INNER = re.compile(r"《(.+)》|关于印发[《〈]?(.+?)[》〉]?的通知$")
_SHORTEST_PART = 4
_SHORTEST_PROGRAMME = 3


@dataclass(frozen=True, slots=True, order=True)
class Sense:
    """What a form may stand for: the sort of thing, and its IRIs or its value."""

    sort: str
    values: tuple[str, ...]


class Lexicon:
    """Forms with their senses, and the names behind them."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.forms: dict[str, tuple[Sense, ...]] = {}
        self.squeezed: dict[str, tuple[Sense, ...]] = {}
        found: dict[str, dict[str, set[str]]] = {}
        for form, sort, value in _entries(names):
            found.setdefault(form, {}).setdefault(sort, set()).add(value)
        for form, senses in found.items():
            self.forms[form] = _senses(senses)
        for form, word_senses in words().items():
            self.forms[form] = (*word_senses, *self.forms.get(form, ()))
        for form, known in self.forms.items():
            kept = tuple(s for s in known if s.sort in {"kind", "indicator", "task", "title"})
            if kept:
                short = squeeze(form)
                self.squeezed[short] = tuple(dict.fromkeys((*self.squeezed.get(short, ()), *kept)))
        self.longest = max(map(len, self.forms), default=0) + 4
        self.heads = {form[0] for form in (*self.forms, *self.squeezed) if form}
        self.titles = "\n".join(sorted({task.title for task in names.tasks}))
        self.measured = "\n".join(
            sorted(
                {
                    text
                    for t in names.targets
                    for text in (
                        target_text(t.subject, t.indicator),
                        loose(t.subject + t.indicator),
                    )
                }
            )
        )

    def senses(self, form: str) -> tuple[Sense, ...]:
        """Return what a form stands for, 和 and 的 inside it not minded."""
        exact = self.forms.get(form, ())
        if exact or _JOINERS.match(form[0]) or _JOINERS.match(form[-1]):
            return exact
        return self.squeezed.get(squeeze(form), ())


_KNOWN: WeakKeyDictionary[Graph, Lexicon] = WeakKeyDictionary()


def lexicon_of(graph: Graph) -> Lexicon:
    """Return the lexicon of a graph, made when first asked for.

    Kept as long as the graph object lives: one opened for reading never changes.
    """
    found = _KNOWN.get(graph)
    if found is None:
        found = _KNOWN[graph] = Lexicon(read_names(graph))
    return found


def target_text(subject: str, indicator: str) -> str:
    """Return what a target is called as a whole, squeezed."""
    return squeeze(subject + indicator)


@lru_cache(maxsize=1)
def words() -> dict[str, tuple[Sense, ...]]:
    """Return the words of questions by their form."""
    path = Path(__file__).with_name("data") / "words.csv"
    found: dict[str, tuple[Sense, ...]] = {}
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            sense = Sense(row["class"], (row["value"],))
            found[row["word"]] = (*found.get(row["word"], ()), sense)
    return found


def _senses(found: dict[str, set[str]]) -> tuple[Sense, ...]:
    """Order the senses; the whole name of an indicator shuts out names that end so."""
    if "indicator" in found:
        found.pop("part", None)
    return tuple(Sense(sort, tuple(sorted(values))) for sort, values in sorted(found.items()))


def _entries(names: Names) -> Iterator[tuple[str, str, str]]:
    for region in names.regions.values():
        for name in region.names:
            yield name, "region", region.iri
    yield from _agencies(names)
    yield from _hospitals(names)
    yield from _documents(names)
    for task in names.tasks:
        yield task.title, "task", task.iri
    yield from _targets(names)
    for theme, labels in names.themes.items():
        for name in labels:
            yield name, "theme", theme
    for name in names.programmes:
        if len(name) >= _SHORTEST_PROGRAMME and not name.isascii():
            yield name, "programme", name


def _agencies(names: Names) -> Iterator[tuple[str, str, str]]:
    """Yield kinds by all their names, cores as printed, and bodies that have only a name."""
    for kind, labels in names.kinds.items():
        for name in labels:
            if len(name) > 1 and name[-1] in _BODY_END:
                yield name, "kind", kind
    for agency in names.agencies.values():
        region = names.regions.get(agency.region or "")
        by_name = not agency.iri.endswith("/" + (agency.kind or "?").rsplit("/", 1)[-1])
        known = () if by_name else names.kinds.get(agency.kind or "", ())
        for name in agency.names:
            for core in _cores(name, region):
                if agency.kind and (core in known or core[1:] in known):
                    yield core, "kind", agency.kind
                else:
                    yield core, "body", agency.iri


def _cores(name: str, region: Region | None) -> Iterable[str]:
    """Return a name with, and without, its region and the word for its level."""
    bare = name
    for place in region.names if region else ():
        bare = bare.removeprefix(place)
    return dict.fromkeys((bare, _LEVEL_HEAD.sub("", bare)))


def _hospitals(names: Names) -> Iterator[tuple[str, str, str]]:
    for hospital in names.hospitals.values():
        region = names.regions.get(hospital.region or "")
        for name in hospital.names:
            yield name, "hospital", hospital.iri
            if hospital.region:
                for core in _cores(name, region):
                    for form in (
                        core,
                        core.replace("中医医院", "中医院"),
                        core.replace("妇幼保健院", "妇保院"),
                        core.replace("疾病预防控制中心", "疾控中心"),
                    ):
                        yield form, "hospital", hospital.iri


def _documents(names: Names) -> Iterator[tuple[str, str, str]]:
    for document in names.documents.values():
        region = names.regions.get(document.region or "")
        for title in document.titles:
            inner = next((part for m in _INNER.finditer(title) for part in m.groups() if part), "")
            for name in filter(None, (title, inner)):
                yield name, "title", document.iri
                bare = _without_region(name, region)
                if len(bare) > _SHORTEST_PART:
                    yield bare, "title", document.iri


def _without_region(name: str, region: Region | None) -> str:
    for place in region.names if region else ():
        name = name.removeprefix(place)
    return name


def _targets(names: Names) -> Iterator[tuple[str, str, str]]:
    """Yield indicators, what their names end in, and what they are measured on."""
    known = words()
    for name in sorted({target.indicator for target in names.targets}):
        yield name, "indicator", name
        for form in in_brackets(name):
            yield form, "part", name
        for start in range(1, len(name) - _SHORTEST_PART + 1):
            ending = name[start:]
            if ending not in known and not _JOINERS.match(ending):
                yield ending, "part", name
    for subject in sorted({t.subject for t in names.targets if len(t.subject) > 2}):
        yield subject, "subject", subject
