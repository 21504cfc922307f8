"""Like tasks among 1,000, 10,000 and 100,000: growth, recall against brute force, peak memory.

python benchmarks/align.py              all three sizes
python benchmarks/align.py 1000 10000   these

The tasks are made of real ones, always the same: a family is a task put together
from clauses of the seeds' tasks, as a plan of a new field shares turns of phrase with
older ones; its members are that task as ten places would print it, with synonyms
swapped, sentences dropped and reordered, places and agencies renamed.
"""

from __future__ import annotations

import random
import resource as limits
import sys
import time
from array import array
from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode

from hqgraph.graph.facts import is_stated
from hqgraph.linking.alignment_corpus import LIKE, like_tasks
from hqgraph.linking.alignment_text import grams
from hqgraph.linking.task_text import TaskText, task_texts
from hqgraph.pipeline import build_in_memory
from hqgraph.rdf.vocabulary import GRAPH, ID
from hqgraph.resources import resource

SIZES = (1_000, 10_000, 100_000)
SEED = 4
PLACES = (
    "全市",
    "全县",
    "安宁市",
    "秀山县",
    "武进区",
    "荥阳市",
    "洱源县",
    "房山区",
    "我州",
    "我旗",
)
MEMBERS = len(PLACES)
CLAUSES = (12, 30)
QUERIES = 100
DROPPED, SWAPPED = 0.15, 0.5
SYNONYMS = (
    ("推进", "推动", "加快", "促进"),
    ("加强", "强化", "加大", "提升"),
    ("建立", "健全", "完善", "构建"),
    ("落实", "执行", "贯彻"),
    ("鼓励", "支持", "引导"),
    ("全面", "全力", "积极"),
    ("逐步", "稳步", "有序"),
    ("医院", "医疗机构", "医疗单位"),
    ("人员", "队伍", "人才"),
    ("机制", "制度", "体系"),
)
AGENCIES = (
    ("卫生健康局", "卫生健康委", "卫健委"),
    ("医保局", "医疗保障局"),
    ("人力资源社会保障局", "人力社保局", "人社局"),
    ("市场监管局", "市场监督管理局"),
    ("发展改革局", "发展改革委"),
)


def real_tasks() -> list[TaskText]:
    """Return the tasks of the five seeds, in a fixed order."""
    graph, _ = build_in_memory([resource("seeds")])
    found: list[TaskText] = []
    for name in graph.graph_names():
        if is_stated(name):
            found += task_texts(graph, NamedNode(name.value.replace(GRAPH, ID)))
    return found


def synthetic(real: Sequence[TaskText], size: int) -> list[TaskText]:
    """Return ``size`` tasks; the first thousand of ten thousand are those of one thousand."""
    chance = random.Random(SEED)
    clauses = [part for task in real for line in task.sentences for part in line.split("，")]
    found: list[TaskText] = []
    while len(found) < size:
        family = len(found) // MEMBERS
        title = chance.choice(real).title
        picked = chance.sample(clauses, chance.randint(*CLAUSES))
        lines = ["，".join(picked[at : at + 3]) + "。" for at in range(0, len(picked), 3)]
        for member in range(MEMBERS):
            found.append(_member(chance, (family, member), title, lines))
    return found[:size]


def _member(
    chance: random.Random, number: tuple[int, int], title: str, lines: list[str]
) -> TaskText:
    family, member = number
    place = PLACES[member]
    kept = [line for line in lines if chance.random() >= DROPPED] or lines[:1]
    chance.shuffle(kept)
    document = NamedNode(f"{ID}doc/{member}-{family // 30}")
    return TaskText(
        iri=NamedNode(f"{document.value}/task/{family}"),
        document=document,
        no=str(family),
        kind="task",
        title=_reworded(chance, title, place),
        section="",
        sentences=tuple(_reworded(chance, line, place) for line in kept),
        agencies=frozenset(),
        themes=frozenset(),
        place=0.5,
    )


def _reworded(chance: random.Random, text: str, place: str) -> str:
    for words in (*SYNONYMS, *AGENCIES):
        if chance.random() < SWAPPED:
            new = chance.choice(words)
            for word in words:
                if word != new:
                    text = text.replace(word, new)
    for level in ("全市", "全县", "全区", "我市", "我区"):
        text = text.replace(level, place)
    return text


def brute_force(tasks: Sequence[TaskText], queries: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield every pair of a query and a task that is as alike as :data:`LIKE`."""
    numbers: dict[str, int] = {}
    sets = [
        array("I", [numbers.setdefault(one, len(numbers)) for one in grams(_text(task))])
        for task in tasks
    ]
    for query in queries:
        own = frozenset(sets[query])
        for place, other in enumerate(sets):
            if tasks[place].document != tasks[query].document:
                alike = 2 * len(own.intersection(other)) / (len(own) + len(other))
                if alike >= LIKE:
                    yield min(query, place), max(query, place)


def _text(task: TaskText) -> str:
    return "\n".join((task.title, *task.sentences))


def main() -> None:
    """Print time, growth, recall and memory for each size."""
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    real = real_tasks()
    before: tuple[int, float] | None = None
    for size in sizes:
        tasks = synthetic(real, size)
        places = {task.iri: place for place, task in enumerate(tasks)}
        started = time.process_time()
        found = {(places[one.iri], places[other.iri]) for one, other, _ in like_tasks(tasks)}
        spent = time.process_time() - started
        queries = random.Random(SEED).sample(range(size), min(QUERIES, size))
        wanted = set(brute_force(tasks, queries))
        memory = limits.getrusage(limits.RUSAGE_SELF).ru_maxrss / 1024**2
        growth = ""
        if before:
            times, more = spent / before[1], size / before[0]
            growth = f", {times:.1f} times the time for {more:.0f} times the tasks"
        print(
            f"{size:7,d} tasks: {spent:6.1f} s{growth}; {len(found):,d} pairs; "
            f"recall {len(wanted & found) / len(wanted):.4f} of {len(wanted):,d}; "
            f"peak memory {memory:.2f} GiB"
        )
        before = size, spent


if __name__ == "__main__":
    main()
