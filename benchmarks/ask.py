"""Asking stores of different sizes the same questions: cold, warm, and the other ways in.

python benchmarks/ask.py STORE …        e.g. stores that benchmarks/corpus.py wrote

The questions name places, bodies and documents of each store itself. The first number
of every line is of the first store; the others are told as multiples of it.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable

import hqgraph
from hqgraph.api import KnowledgeGraph
from hqgraph.asking.columns import columns_of
from hqgraph.asking.kept import names_of
from hqgraph.asking.named_things import Document, Region
from hqgraph.asking.names import Names

QUESTIONS = (
    "{county}医保局参与哪些任务",
    "{county}医保局和{county}财政局共同负责的任务有哪些",
    "{county}有多少项任务",
    "{county}哪个部门承担的任务最多",
    "{county}2025年底前要完成的任务有哪些",
    "{county}提到县人民医院的任务有哪些",
    "{county}关于信息化的任务有哪些",
    "{county}没有明确时限的任务有哪些",
    "{county}有哪些指标",
    "{county}方案的依据文件有哪些",
    "{county}和{other}的医保局分别负责哪些任务",
    "{county}“{title}”由谁负责",
    "{county}财政局牵头的任务有几项",
    "除了{county}医保局，{county}卫健局还和哪些部门一起负责任务",
    "{county}有没有持续推进的任务",
    "{number}的依据文件有哪些",
    "{number}是什么时候印发的",
    "{number}有哪些任务",
    "哪些文件依据{number}",
    "{city}医保局参与哪些任务",
    "{city}各县医保局参与哪些任务",
    "{city}有多少份文件",
    "{city}任务最多的部门是哪个",
    "{province}各县医保局负责的任务有多少项",
    "{province}2023年印发了哪些文件",
)
WHOLE = (
    "县医保局参与哪些任务",
    "哪个部门承担的任务最多",
    "一共有多少项任务",
    "哪个县的任务最多",
    "2025年底前要完成的任务有多少项",
    "医护比的指标有哪些",
    "提到“县人民医院”的任务有几项",
    "国办发〔2021〕18号被哪些文件引用",
)
ROUNDS = 3


def main() -> None:
    """Print the times of every store beside those of the first."""
    stores = sys.argv[1:]
    tables = [measured(store) for store in stores]
    width = max(len(one) for one in stores)
    print("seconds in the first store, then how many times that:", *stores)
    for line in tables[0]:
        first = tables[0][line]
        others = [table.get(line) for table in tables[1:]]
        ratios = "  ".join(f"{one / first:8.1f}x" if one else "        -" for one in others)
        print(f"{first:9.4f} {ratios}  {line}")
    for store, table in zip(stores, tables, strict=True):
        for group in ("named", "whole"):
            times = [spent for line, spent in table.items() if line.startswith(group)]
            middle, most = statistics.median(times), max(times)
            print(f"{store:{width}} {group}: median {middle:.3f} s, longest {most:.3f} s")


def measured(store: str) -> dict[str, float]:
    """Return seconds by what was done."""
    found: dict[str, float] = {}
    with hqgraph.open(store) as graph:
        started = time.perf_counter()
        names = names_of(graph.store)
        found["first: names"] = time.perf_counter() - started
        started = time.perf_counter()
        columns_of(graph.store)
        found["first: columns"] = time.perf_counter() - started
        said = _named(names)
        found["first: process start to answer"] = _first(store, QUESTIONS[0].format(**said))
        for group, questions in (("named", QUESTIONS), ("whole", WHOLE)):
            for number, question in enumerate(questions):
                text = question.format(**said)
                if group == "named":
                    graph.ask(text)
                spent, answer = _best(lambda text=text: graph.ask(text))
                found[f"{group} {number:2d} {question}"] = spent
                told = f"{len(answer.answers):6d}" if answer.understood else "refused"
                print(f"{spent:8.3f} s {told} {text} {answer.why}", file=sys.stderr)
        for name, call in _other_ways(graph, said).items():
            spent, _ = _best(call)
            found[f"other {name}"] = spent
            print(f"{spent:8.3f} s        {name}", file=sys.stderr)
    return found


def _best(call: Callable[[], object]) -> tuple[float, object]:
    """Return the middle of several times, and what was returned; a slow call is made once."""
    times: list[float] = []
    while not times or (len(times) < ROUNDS and sum(times) < 2 * ROUNDS):
        started = time.perf_counter()
        result = call()
        times.append(time.perf_counter() - started)
    return statistics.median(times), result


def _first(store: str, question: str) -> float:
    """Return how long a new process takes to its first answer, once the names are kept."""
    command = [sys.executable, "-m", "hqgraph", "ask", question, "-s", store, "--json"]
    subprocess.run(command, capture_output=True, check=False)
    started = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False)
    return time.perf_counter() - started


def _named(names: Names) -> dict[str, str]:
    """Return places, a number and a title of the store to ask about, always the same."""
    read = [one for one in names.documents.values() if one.read and one.region]
    counted = Counter(one.region for one in read)
    bodies = _with_bodies(names)
    counties = [
        (count, region) for region, count in counted.items() if region in bodies
        and names.regions[region].level == "county" and names.regions[region].names[0][-1] == "县"
    ]  # fmt: skip
    counties.sort(key=lambda pair: (-pair[0], pair[1]))
    county, other = names.regions[counties[0][1]], names.regions[counties[-1][1]]
    city = _above(names, county, "city", counted) or names.regions[bodies[0]]
    province = _above(names, county, "province", counted) or city
    numbered = [one for one in read if one.numbers and one.region]
    cited = next(one for one in numbered if one.iri in names.bases or one is numbered[-1])
    title = next(t.title for t in names.tasks if t.region == county.iri)
    return {
        "county": county.names[0],
        "other": other.names[0],
        "city": city.names[0],
        "province": province.names[0],
        "number": _number(cited),
        "title": title,
    }


def _number(document: Document) -> str:
    return document.numbers[0]


def _with_bodies(names: Names) -> list[str]:
    kinds = [kind for kind in names.kinds if kind.endswith(("/医疗保障", "/财政"))]
    regions = [{one.region for one in names.agencies_of([kind]) if one.region} for kind in kinds]
    return sorted(set.intersection(*regions)) if regions else []


def _above(names: Names, region: Region, level: str, counted: Counter[str | None]) -> Region | None:
    above = [names.regions[iri] for iri in sorted(region.above) if iri in names.regions]
    return next((one for one in above if one.level == level and counted[one.iri]), None)


def _other_ways(graph: KnowledgeGraph, said: dict[str, str]) -> dict[str, Callable[[], object]]:
    from hqgraph.mcp import looking, searching
    from hqgraph.queries.choices import choices
    from hqgraph.queries.library import named

    county, number = said["county"], said["number"]
    agency = named("tasks-of-agency").parameters[0]
    return {
        "query tasks-of-agency": lambda: graph.query("tasks-of-agency", agency=f"{county}医保局"),
        "query tasks-of-document": lambda: graph.query("tasks-of-document", document=number),
        "query lineage-up": lambda: graph.query("lineage-up", document=number),
        "lineage": lambda: graph.lineage(number),
        "choices of agencies": lambda: choices(graph.store, agency),
        "mcp search": lambda: searching.search(graph.store, f"{county}医保局", None, 20),
        "mcp search task": lambda: searching.search(graph.store, said["title"][:4], "task", 20),
        "mcp describe body": lambda: looking.describe(graph.store, f"{county}医保局", 50),
        "mcp describe document": lambda: looking.describe(graph.store, number, 50),
        "mcp evidence": lambda: looking.evidence(graph.store, number, 50),
    }


if __name__ == "__main__":
    main()
