"""A store of many made-up documents, for benchmarks: real ones, printed by other places.

python benchmarks/corpus.py 10000 STORE            from the seeds
python benchmarks/corpus.py 10000 STORE FOLDER …   from the seeds and more documents

The templates are read, linked and reasoned over once. A made-up document is the quads
of a template with another region of its level in it (code, names, number, the bodies
and hospitals of that place, the regions above it), with most of its tasks and indicators
worded anew, and resting on a document of the region above. Links and closure are the
template's, renamed. Always the same for the same templates and number.
"""

from __future__ import annotations

import io
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat

from hqgraph import gazetteer
from hqgraph.gazetteer.regions import table
from hqgraph.graph import Graph, build
from hqgraph.model import Region
from hqgraph.pipeline import build_in_memory
from hqgraph.rdf.concepts import concept_quads
from hqgraph.rdf.iri import indicator_iri, region_iri
from hqgraph.rdf.vocabulary import ELI, GRAPH, HQ, ID, RDFS, doc_graph
from hqgraph.resources import resource

SEED = 5
AT_ONCE = 250
REWORDED = 0.7
_FAMILIES = ("doc/", "evidence/", "links/", "closure/")
_HEADS = ("加快", "全面", "持续", "统筹", "着力", "有序", "稳步", "协同", "分类", "系统")
_TAILS = ("试点", "工作", "行动", "工程", "攻坚", "提升", "示范", "专项", "联动", "改革")
_FIELDS = ("基层", "县域", "城乡", "重点", "薄弱", "特色", "信息", "人才", "急救", "妇幼", "老年",
           "中医", "精神", "职业", "康复", "护理", "药事", "公卫", "口腔", "肿瘤")  # fmt: skip


@dataclass
class Template:
    """A document in parts: text between what changes, and what changes, by turns."""

    node: NamedNode
    region: Region
    number: str | None
    titles: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    parts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """Where a made-up document belongs, and which of its region it is."""

    region: Region
    turn: int
    above: str | None


def templates(paths: list[Path]) -> tuple[Graph, list[Template]]:
    """Return the graph of the documents in ``paths``, and a template of each with a region."""
    graph, _ = build_in_memory([resource("seeds"), *paths])
    found = []
    for name in graph.graph_names():
        if name.value.startswith(GRAPH + "doc/"):
            node = NamedNode(name.value.replace(GRAPH, ID))
            template = _template(graph, node)
            if template is not None:
                found.append(template)
    return graph, found


def _template(graph: Graph, node: NamedNode) -> Template | None:
    about: dict[NamedNode, list[str]] = defaultdict(list)
    titles, indicators = set(), set()
    for quad in graph.quads(doc_graph(node)):
        if quad.subject == node:
            about[quad.predicate].append(quad.object.value)
        elif quad.predicate == RDFS.label and re.search(r"/task/[^/]+$", quad.subject.value):
            titles.add(quad.object.value)
        elif quad.predicate == HQ.indicator:
            indicators.add(quad.object.value.removeprefix(ID + "indicator/"))
    places = about[ELI.jurisdiction]
    if not places:
        return None
    region = gazetteer.region(places[0].rsplit("/", 1)[-1])
    number = next(iter(about[ELI.id_local]), None)
    template = Template(node, region, number, tuple(sorted(titles)), tuple(sorted(indicators)))
    slug = node.value.removeprefix(ID + "doc/")
    lines = [
        f"{quad} .\n"
        for family in _FAMILIES
        for quad in sorted(graph.quads(NamedNode(GRAPH + family + slug)), key=str)
    ]
    lines += [
        f"{quad} .\n"
        for quad in sorted(graph.quads(NamedNode(GRAPH + "closure")), key=str)
        if f"/doc/{slug}>" in str(quad)
    ]
    keys = sorted(_keys(template), key=lambda key: (-len(key), key))
    template.parts = re.split("(" + "|".join(map(re.escape, keys)) + ")", "".join(lines))
    return template


def _keys(template: Template) -> set[str]:
    regions = (template.region, *gazetteer.ancestors(template.region)[:-1])
    slug = template.node.value.removeprefix(ID + "doc/")
    keys = {slug, f"doc/{slug}", *template.titles}
    keys |= {f"indicator/{name}>" for name in template.indicators}
    for region in regions:
        keys |= {region.name, f"region/{region.code}", f"org/{region.code}", f"doc/{region.code}"}
        keys |= {f"hospital/{region.code}"}
        keys |= {name for name in gazetteer.short_names(region) if len(name) > 1}
    if template.number:
        keys.add(template.number)
    return {key for key in keys if key}


def made_up(template: Template, place: Place) -> tuple[str, str, dict[str, str]]:
    """Return a document's slug, its N-Quads, and the labels of the indicators it coins."""
    chance = random.Random(f"{SEED} {template.node.value} {place.region.code} {place.turn}")
    new = _regions(template, place.region)
    slug = template.node.value.removeprefix(ID + "doc/")
    if template.number:
        short = gazetteer.short_names(place.region)[:1] or (place.region.name,)
        year = 2015 + place.turn % 10
        own = new[slug] = f"{short[0]}府办发〔{year}〕{place.turn // 10 * 40 + _figure(template)}号"
        new[template.number] = own
    else:
        new[slug] = f"{slug.replace(template.region.code, place.region.code)}-{place.turn}"
        new[slug] = new[slug].replace(template.region.name, place.region.name)
    new[f"doc/{slug}"] = f"doc/{new[slug]}"
    for title in template.titles:
        if chance.random() < REWORDED:
            new[title] = _reworded(chance, title)
    coined = {}
    for name in template.indicators:
        if chance.random() < REWORDED / 2:
            fresh = chance.choice(_FIELDS) + chance.choice(_FIELDS) + name
            new[f"indicator/{name}>"] = f"indicator/{fresh}>"
            coined[indicator_iri(fresh).value] = fresh
    text = "".join([new.get(part, part) for part in template.parts])
    if place.above:
        node, upper = f"<{ID}doc/{new[slug]}>", f"<{ID}doc/{place.above}>"
        graph, more = f"<{GRAPH}doc/{new[slug]}>", f"<{GRAPH}closure/{new[slug]}>"
        text += f"{node} {ELI.based_on} {upper} {graph} .\n{node} {ELI.cites} {upper} {graph} .\n"
        text += f"{node} {HQ.derivesFrom} {upper} {more} .\n"
        text += f"{upper} {HQ.hasDerivative} {node} {more} .\n"
    return new[slug], text, coined


def _figure(template: Template) -> int:
    return sum(map(ord, template.node.value)) % 37 + 1


def _regions(template: Template, region: Region) -> dict[str, str]:
    """Return what the region and those above it are called instead."""
    old = {one.level: one for one in (template.region, *gazetteer.ancestors(template.region)[:-1])}
    new = {one.level: one for one in (region, *gazetteer.ancestors(region)[:-1])}
    found = {}
    for level in old.keys() & new.keys():
        one, other = old[level], new[level]
        found[one.name] = other.name
        shorts = gazetteer.short_names(one), gazetteer.short_names(other)
        found |= dict(zip(*shorts, strict=False))
        for sort in ("region", "org", "doc", "hospital"):
            found[f"{sort}/{one.code}"] = f"{sort}/{other.code}"
    return found


def _reworded(chance: random.Random, title: str) -> str:
    head, tail = chance.choice(_HEADS), chance.choice(_TAILS)
    return head + chance.choice(_FIELDS) + title + chance.choice(_FIELDS) + tail


def places(found: list[Template], number: int) -> Iterator[tuple[Template, Place]]:
    """Yield as many templates, each with a place of its level and ending (县, 区, 市).

    Counties get most, as in life; regions are taken in a shuffled but fixed order.
    """
    chance = random.Random(SEED)
    by_shape: dict[tuple[str, str], list[Region]] = defaultdict(list)
    for region in sorted(table().regions.values(), key=lambda one: one.code):
        by_shape[region.level.value, region.name[-1]].append(region)
    for group in by_shape.values():
        chance.shuffle(group)
    shares = {"county": 8, "city": 3, "province": 1}
    weights = [shares.get(one.region.level.value, 0) for one in found]
    weights = [weight / weights.count(weight) for weight in weights]
    turns: dict[str, int] = defaultdict(int)
    taken: dict[tuple[str, str], int] = defaultdict(int)
    first: dict[str, tuple[Template, Place]] = {}
    for template in chance.choices(found, weights, k=number):
        shape = template.region.level.value, template.region.name[-1]
        group = by_shape[shape]
        region = group[taken[shape] % len(group)]
        taken[shape] += 1
        up = gazetteer.parent(region)
        above = first.get(up.code) if up else None
        place = Place(region, turns[region.code], made_up(*above)[0] if above else None)
        turns[region.code] += 1
        first.setdefault(region.code, (template, place))
        yield template, place


def write(number: int, store: Path, paths: list[Path], most: int = AT_ONCE) -> None:
    """Write a store of ``number`` made-up documents."""
    source, found = templates(paths)
    started, regions, coined = time.monotonic(), set[Region](), dict[str, str]()
    seen: set[str] = set()
    with build(store) as graph:
        for name in ("ontology", "links", "closure", "catalog"):
            graph.load(source.quads(NamedNode(GRAPH + name)))
        buffer: list[str] = []
        for count, (template, place) in enumerate(places(found, number), 1):
            slug, text, labels = made_up(template, place)
            if slug not in seen:
                seen.add(slug)
                buffer.append(text)
                coined |= labels
                regions |= {place.region, *gazetteer.ancestors(place.region)}
            if count % most == 0 or count == number:
                data = "".join(buffer).encode()
                graph.store.bulk_load(io.BytesIO(data), format=RdfFormat.N_QUADS)
                buffer.clear()
                spent = time.monotonic() - started
                print(f"\r{count:,d} of {number:,d}, {spent:.0f} s", end="", file=sys.stderr)
        data = "".join(_shared(regions, coined)).encode()
        graph.store.bulk_load(io.BytesIO(data), format=RdfFormat.N_QUADS)
    print(f"\n{len(seen):,d} documents: {store}", file=sys.stderr)


def _shared(regions: set[Region], coined: dict[str, str]) -> Iterator[str]:
    """Yield what the shared graphs say of regions and indicators."""
    catalog, closure = f"<{GRAPH}catalog>", f"<{GRAPH}closure>"
    for quad in concept_quads(region_iri(region.code) for region in regions):
        yield f"{quad} .\n"
    kind = NamedNode(f"{HQ.base}Indicator")
    rdf_type = pyoxigraph.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    for iri, label in sorted(coined.items()):
        yield f"<{iri}> {rdf_type} {kind} {catalog} .\n"
        yield f"<{iri}> {RDFS.label} {Literal(label, language='zh')} {catalog} .\n"
    for region in sorted(regions, key=lambda one: one.code):
        for up in gazetteer.ancestors(region):
            yield f"{region_iri(region.code)} {HQ.partOfRegion} {region_iri(up.code)} {closure} .\n"


def main() -> None:
    """Write the store."""
    number, store, *more = sys.argv[1:]
    write(int(number), Path(store), [Path(one) for one in more])


if __name__ == "__main__":
    main()
