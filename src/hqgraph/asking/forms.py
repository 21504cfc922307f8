"""Every form under which a question may name a thing of the graph: what the lexicon holds.

县医保局 for 邻水县医疗保障局, a title without its region, the end of a long indicator:
each form with the sort of thing and which of them, by its place among its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from hqgraph.asking.gather import Gathered
from hqgraph.asking.loose import in_brackets, ratio_names, theme_words
from hqgraph.asking.named_things import Region, short

_JOINERS = re.compile("[和与及暨的]")
_LEVEL_HEAD = re.compile(r"^(?:[XxＸ×_]{1,4}|[省市州县区旗])(?=.{2,})")
_BODY_END = "局委办部厅组会室院门队处所心行府构署"
_INNER = re.compile(r"《(.+)》|关于印发[《〈]?(.+?)[》〉]?的通知$")
_SHORTEST_PART = 4
_SHORTEST_PROGRAMME = 3

Entry: TypeAlias = tuple[str, str, int | str]
"""A form, the sort of thing, and which: its place for what there are many of, else its name."""


def entries(names: Gathered, places: Mapping[str, int]) -> Iterator[Entry]:
    """Yield all forms; ``places`` tells the places of bodies, hospitals, documents, tasks."""
    for region in names.regions.values():
        for name in region.names:
            yield name, "region", short(region.iri) or ""
    yield from _agencies(names, places)
    yield from _hospitals(names, places)
    yield from _documents(names, places)
    for task in names.tasks:
        yield task.title, "task", places[task.iri]
    yield from _targets(names)
    for theme, labels in names.themes.items():
        slug = short(theme) or ""
        for name in dict.fromkeys((*labels, *theme_words(slug.rpartition("/")[2]))):
            yield name, "theme", slug
    for name in names.programmes:
        if len(name) >= _SHORTEST_PROGRAMME and not name.isascii():
            yield name, "programme", name


def _agencies(names: Gathered, places: Mapping[str, int]) -> Iterator[Entry]:
    """Yield kinds by all their names, cores as printed, and bodies that have only a name."""
    for kind, labels in names.kinds.items():
        for name in labels:
            if len(name) > 1 and name[-1] in _BODY_END:
                yield name, "kind", short(kind) or ""
    for agency in names.agencies.values():
        region = names.regions.get(agency.region or "")
        by_name = not agency.iri.endswith("/" + (agency.kind or "?").rsplit("/", 1)[-1])
        known = () if by_name else names.kinds.get(agency.kind or "", ())
        for name in agency.names:
            for core in _cores(name, region):
                if agency.kind and (core in known or core[1:] in known):
                    yield core, "kind", short(agency.kind) or ""
                else:
                    yield core, "body", places[agency.iri]


def _cores(name: str, region: Region | None) -> Iterable[str]:
    """Return a name with, and without, its region and the word for its level."""
    bare = _without_region(name, region)
    return dict.fromkeys((bare, _LEVEL_HEAD.sub("", bare)))


def _hospitals(names: Gathered, places: Mapping[str, int]) -> Iterator[Entry]:
    for hospital in names.hospitals.values():
        region = names.regions.get(hospital.region or "")
        place = places[hospital.iri]
        for name in hospital.names:
            yield name, "hospital", place
            if hospital.region:
                for core in _cores(name, region):
                    for form in (
                        core,
                        core.replace("中医医院", "中医院"),
                        core.replace("妇幼保健院", "妇保院"),
                        core.replace("疾病预防控制中心", "疾控中心"),
                    ):
                        yield form, "hospital", place


def _documents(names: Gathered, places: Mapping[str, int]) -> Iterator[Entry]:
    for document in names.documents.values():
        region = names.regions.get(document.region or "")
        place = places[document.iri]
        for title in document.titles:
            inner = next((part for m in _INNER.finditer(title) for part in m.groups() if part), "")
            about = "关于" + title.partition("关于")[2] if "关于" in title else ""
            for name in dict.fromkeys(filter(None, (title, inner, about))):
                yield name, "title", place
                bare = _without_region(name, region)
                if len(bare) > _SHORTEST_PART:
                    yield bare, "title", place


def _without_region(name: str, region: Region | None) -> str:
    for place in region.names if region else ():
        name = name.removeprefix(place)
    return name


def _targets(names: Gathered) -> Iterator[Entry]:
    """Yield indicators, what their names end in, and what they are measured on."""
    for name in sorted({target.indicator for target in names.targets}):
        for form in (name, *ratio_names(name)):
            yield form, "indicator", name
        for form in in_brackets(name):
            yield form, "part", name
        for start in range(1, len(name) - _SHORTEST_PART + 1):
            ending = name[start:]
            if not _JOINERS.match(ending):
                yield ending, "part", name
    for subject in sorted({t.subject for t in names.targets if len(t.subject) > 2}):
        yield subject, "subject", subject
