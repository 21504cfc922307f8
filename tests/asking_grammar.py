"""Questions made from the names in the documents themselves, with answers by plain Python.

Nothing here knows of RDF, SPARQL or the lexicon: the answers come from what
extraction prints of each document (the JSON of ``hqgraph extract``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, cycle
from typing import Any

Case = tuple[str, list[dict[str, Any]]]

OF_BODY = (
    "{a}负责哪些任务",
    "{a}参与哪些任务？",
    "{a}承担的任务有哪些",
    "由{a}负责的任务有哪些？",
    "哪些任务由{a}负责",
    "请列出{a}参与的全部任务",
    "{a}有哪些任务",
    "{a}要干什么",
    "{a}管什么",
    "{a}都承担了哪些工作？",
    "哪些任务涉及{a}",
    "责任单位是{a}的任务有哪些",
)
COUNTS = ("{a}负责的任务有几项", "{a}一共承担多少项任务？", "{a}参与了几项任务", "{a}的任务总数")
JOINT = (
    "{a}和{b}共同负责的任务有哪些",
    "{a}与{b}一起承担哪些任务？",
    "哪些任务由{a}、{b}共同承担",
    "{a}和{b}都参与的任务是哪些",
)
EITHER = ("{a}或{b}负责的任务有哪些", "{a}和{b}分别负责哪些任务")
EACH = ("{a}和{b}分别负责几项任务", "{a}、{b}各承担多少项任务？", "{a}与{b}的任务数分别是多少")
OVER = (
    "{r}负责任务超过{n}项的部门有哪些",
    "{r}哪些单位承担{n}项以上任务",
    "{r}责任单位多于{n}个的任务",
)
BODIES = (
    "{r}“{t}”的责任单位是谁",
    "{r}“{t}”由谁负责？",
    "{r}{t}的责任部门有哪些",
    "{r}{t}由哪些单位负责",
    "“{t}”在{r}涉及哪些部门",
)
BY = (
    "{r}哪些任务要在{y}年底前完成？",
    "{r}{y}年底之前要完成的任务有哪些",
    "截至{y}年底，{r}应完成哪些任务",
    "{r}{y}年12月31日前到期的任务",
)
WHEN = ("{r}“{t}”什么时候完成", "{r}{t}的完成时限是什么时候？", "{r}“{t}”何时完成")
ONGOING = ("{r}哪些任务要持续推进", "{r}长期坚持的任务有哪些？", "{r}需要持续推进的任务是哪些")
HOSPITAL = ("{r}哪些任务提到了{h}", "{r}提到{h}的任务有哪些？", "{r}哪些任务涉及{h}")
TARGET = (
    "{r}的{i}目标是多少",
    "{r}{i}要达到多少？",
    "{r}{i}的目标值是多少",
    "{r}{i}",
)
BASIS = ("{d}的依据文件有哪些", "{d}依据的是哪些文件？", "{d}根据什么文件制定", "{d}落实哪些文件")
CITED = ("哪些文件引用了{d}", "{d}被哪些文件引用？", "引用{d}的文件有哪些")
ISSUED = ("{d}是什么时候印发的", "{d}的成文日期", "{d}何时发布？")


def cases(documents: list[dict[str, Any]]) -> list[Case]:
    """Return all questions over the documents, in a fixed order."""
    made: list[Case] = []
    for document in documents:
        for part in (_bodies, _tasks, _dates, _things):
            made += part(document)
    return made + list(_documents(documents))


def sample(made: list[Case], wanted: int) -> list[Case]:
    """Return so many of them, spread evenly."""
    step = max(1, len(made) // wanted)
    return made[::step][: wanted + 20]


def _tasks_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for item in document["tasks"] if item["kind"] == "task"]


def _region(document: dict[str, Any]) -> str:
    return str(document["document"]["region"])


def _answers(document: dict[str, Any], tasks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"type": "Task", "region": _region(document), "no": t["no"]} for t in tasks]


def _value(value: Any) -> list[dict[str, Any]]:
    return [{"type": "Value", "value": value}]


def _named(document: dict[str, Any]) -> dict[str, set[str]]:
    """Return the bodies of a document: name as printed, numbers of their tasks."""
    found: dict[str, set[str]] = {}
    for task in _tasks_of(document):
        for agency in task["agencies"]:
            if agency["role"] != "support" and not agency["canonical"].startswith("各"):
                found.setdefault(agency["canonical"], set()).add(task["no"])
    for task in _tasks_of(document):  # given all at once: a body that is named has these, too
        for name in task["inherits"]:
            if name in found:
                found[name].add(task["no"])
    return found


def _spoken(document: dict[str, Any], name: str) -> str:
    """Put the region before a body's name: 邻水县 + 县医保局 gives 邻水县医保局."""
    bare = re.sub(r"^(?:[Xx_]{1,4}|[省市州县区](?=.{3,}))", "", name)
    return _region(document) + (bare if len(bare) < len(name) else name)


def _bodies(document: dict[str, Any]) -> Iterator[Case]:
    named = _named(document)
    tasks = _tasks_of(document)
    turns = (cycle(OF_BODY), cycle(COUNTS), cycle(JOINT), cycle(EITHER), cycle(EACH))
    for name in sorted(named):
        said = _spoken(document, name)
        mine = [t for t in tasks if t["no"] in named[name]]
        for _ in range(3):
            yield next(turns[0]).format(a=said), _answers(document, mine)
        yield next(turns[1]).format(a=said), _value(len(mine))
    for first, second in combinations(sorted(named), 2):
        a, b = (
            _spoken(document, first),
            second if second[0] in "县区市" else _spoken(document, second),
        )
        both = [t for t in tasks if t["no"] in named[first] & named[second]]
        if both:
            yield next(turns[2]).format(a=a, b=b), _answers(document, both)
            one = [t for t in tasks if t["no"] in named[first] | named[second]]
            yield next(turns[3]).format(a=a, b=b), _answers(document, one)
            counts = [len(named[first]), len(named[second])]
            yield next(turns[4]).format(a=a, b=b), [*_value(counts[0]), *_value(counts[1])]
    yield from _loads(document)


def _loads(document: dict[str, Any]) -> Iterator[Case]:
    """Yield questions about bodies with more than so many tasks, and tasks with more bodies."""
    tasks = _tasks_of(document)
    held: dict[str, set[str]] = {}
    for task in tasks:
        for agency in task["agencies"]:
            held.setdefault(agency["canonical"], set()).add(task["no"])
    region = _region(document)
    for number in (2, 4, 6):
        more = [name for name in sorted(held) if len(held[name]) > number]
        some = [name for name in sorted(held) if len(held[name]) >= number]
        for template, names in ((OVER[0], more), (OVER[1], some)):
            if names:
                found = [{"type": "Agency", "region": region, "label": name} for name in names]
                yield template.format(r=region, n=number), found
        wide = [t for t in tasks if len({a["canonical"] for a in t["agencies"]}) > number]
        if wide:
            yield OVER[2].format(r=region, n=number), _answers(document, wide)


def _tasks(document: dict[str, Any]) -> Iterator[Case]:
    turns = cycle(BODIES)
    for task in _tasks_of(document):
        bodies = [a for a in task["agencies"] if a["role"] != "support"]
        if bodies:
            found = [
                {"type": "Agency", "region": _region(document), "label": a["canonical"]}
                for a in bodies
            ]
            yield next(turns).format(r=_region(document), t=task["title"]), found


def _dates(document: dict[str, Any]) -> Iterator[Case]:
    region, tasks = _region(document), _tasks_of(document)
    due = {t["no"]: t["deadline"]["date"] for t in tasks if t["deadline"] and t["deadline"]["date"]}
    for year in sorted({date[:4] for date in due.values()}):
        met = [t for t in tasks if due.get(t["no"], "9999") <= f"{year}-12-31"]
        for template in BY:
            yield template.format(r=region, y=year), _answers(document, met)
    turns = cycle(WHEN)
    for task in tasks:
        if task["no"] in due:
            yield next(turns).format(r=region, t=task["title"]), _value(due[task["no"]])
    going = [t for t in tasks if t["deadline"] and t["deadline"]["kind"] == "ongoing"]
    if going:
        for template in ONGOING:
            yield template.format(r=region), _answers(document, going)


def _things(document: dict[str, Any]) -> Iterator[Case]:
    region, tasks = _region(document), _tasks_of(document)
    turns = cycle(HOSPITAL)
    for name in sorted({h for t in tasks for h in t["hospitals"] if h[0] in "县区市"}):
        naming = [t for t in tasks if name in t["hospitals"]]
        yield next(turns).format(r=region, h=name), _answers(document, naming)
    turns = cycle(TARGET)
    for name in sorted({i["name"] for t in document["tasks"] for i in t["indicators"]}):
        of_name = [
            i["value"] for t in document["tasks"] for i in t["indicators"] if i["name"] == name
        ]
        yield (
            next(turns).format(r=region, i=name),
            [{"type": "Target", "value": value} for value in of_name],
        )


def _documents(documents: list[dict[str, Any]]) -> Iterator[Case]:
    cited: dict[str, list[dict[str, Any]]] = {}
    for document in documents:
        head = document["document"]
        bases = [c for c in document["citations"] if c["relation"] == "basis" and c["number"]]
        if head["number"]:
            for template in ISSUED:
                yield template.format(d=head["number"]), _value(head["issued"])
            for template in BASIS:
                found = [{"type": "Document", "number": c["number"]} for c in bases]
                yield template.format(d=head["number"]), found
            for citation in bases:
                own = {"type": "Document", "number": head["number"]}
                cited.setdefault(citation["number"], []).append(own)
    for number in sorted(cited):
        for template in CITED:
            yield template.format(d=number), cited[number]
