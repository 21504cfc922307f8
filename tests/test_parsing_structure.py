"""The outline in every form it is printed: numbers, slips, headings without number, annexes."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from hqgraph.errors import ParseError
from hqgraph.model import Policy
from hqgraph.parsing import as_json, parse
from hqgraph.reading.markdown import read_markdown
from hqgraph.reading.plain import read_plain

HEAD = (
    "武强县人民政府办公室关于印发武强县推进健康服务实施方案的通知\n武政办发〔2023〕5号\n"
    "各乡镇人民政府，县政府各部门：\n现将方案印发给你们，请认真组织实施，抓好贯彻落实工作，确保取得成效。\n"
    "武强县人民政府办公室\n2023年3月1日\n武强县推进健康服务实施方案\n"
    "为推进健康服务，制定本方案，请各单位认真执行落实。\n"
)


def policy(body: str) -> Policy:
    return parse(read_plain(f"{HEAD}{body}\n".encode(), "x.txt"))


def items(body: str) -> list[str]:
    return [
        f"{t['kind']} {t['no']} {t['title']}" + "".join(f" {a['canonical']}" for a in t["agencies"])
        for t in as_json(policy(body))["tasks"]
    ]


OUTLINES = {
    "points with their own duty are the tasks": (
        "一、重点任务\n（一）强基层\n1.建设卫生院。完善设施。（责任单位：县卫生健康局）\n"
        "2.培训村医。每年轮训。（责任单位：县财政局）",
        ["task 1 建设卫生院 县卫生健康局", "task 2 培训村医 县财政局"],
    ),
    "a duty that follows its heading without a stop": (
        "一、重点任务\n1.开展义诊（责任单位：县卫生健康局）\n2.开展巡查；责任单位：县市场监管局",
        ["task 1 开展义诊 县卫生健康局", "task 2 开展巡查 县市场监管局"],
    ),
    "（一） below 1.": (
        "一、工作任务\n1.医疗服务行动\n（一）建设医院。完善功能。\n（二）建设中心。提升能力。\n"
        "2.公共卫生行动\n（一）防控疾病。加强监测。\n（二）预防接种。应种尽种。",
        [f"task {n} {t}" for n, t in (("（一）", "建设医院"), ("（二）", "建设中心"))]
        + [f"task {n} {t}" for n, t in (("（一）", "防控疾病"), ("（二）", "预防接种"))],
    ),
    "slips of the keyboard": (
        "—、总体目标\n健康水平提升。\n二.重点工作\n(一)、建设中心。建好中心。\n（二)培养人才。培养人才。\n"
        "(四) 推广技术。推广技术。",
        ["goal 0 总体目标", "task (一) 建设中心", "task （二) 培养人才", "task (四) 推广技术"],
    ),
    "numerals that are no number of an item": (
        "一、重点任务\n（一）规范管理。健全制度。\n三、四级手术要规范。\n一是加强管理。\n（二）完善服务。优化流程。",
        ["task （一） 规范管理", "task （二） 完善服务"],
    ),
    "an article keeps its points": (
        "第一章 总则\n第一条 为了保障健康，制定本办法。\n"
        "第二章 管理\n第二条 下列场所禁止吸烟：\n（一）学校；\n（二）医院。\n"
        "第三条 卫生健康主管部门负责监督管理。",
        [
            "task 第二条 下列场所禁止吸烟",
            "task 第三条 卫生健康主管部门负责监督管理 卫生健康主管部门",
        ],
    ),
    "headings that name departments": (
        "一、职责分工\n（一）县卫生健康局。负责牵头。\n1.制定计划。\n2.开展培训。\n（二）县财政局、县民政局。负责保障。",
        [
            "task （一） 县卫生健康局 县卫生健康局",
            "task （二） 县财政局、县民政局 县财政局 县民政局",
        ],
    ),
    "departments with a colon and no number": (
        "一、职责分工\n县教育局：负责学校健康教育。\n市场监管、公安等部门：负责执法检查。",
        ["task None 县教育局 县教育局", "task None 市场监管、公安等部门 市场监管部门 公安部门"],
    ),
    "steps with items": (
        "一、实施步骤\n（一）动员部署。制定方案。\n（二）全面推进。狠抓落实。\n二、时间安排\n2023年3月至12月。",
        ["task （一） 动员部署", "task （二） 全面推进"],
    ),
    "paragraphs that open with a heading": (
        "一、优化环境\n（一）放宽准入。降低门槛。\n二、组织实施\n坚持党的领导。把党的领导贯穿于工作的全过程各方面。\n"
        "强化督促检查。定期对各地各部门的工作开展督促检查。",
        ["task （一） 放宽准入", "safeguard None 坚持党的领导", "safeguard None 强化督促检查"],
    ),
    "a document without any number": (
        "总体要求\n坚持以人民为中心，推动高质量发展，提升健康水平。\n主要任务\n加强体系建设\n"
        "健全县乡村三级服务体系，优化资源布局，提升能力。\n推进医防融合\n推动疾控机构与医疗机构协同，完善机制。\n"
        "保障措施\n加强组织领导\n各部门要高度重视，成立工作专班，推进落实。",
        ["task None 加强体系建设", "task None 推进医防融合", "safeguard None 加强组织领导"],
    ),
}


@pytest.mark.parametrize("name", OUTLINES)
def test_every_printed_outline(name: str) -> None:
    body, expected = OUTLINES[name]
    assert items(body) == expected


SECTIONS = {
    "一、总体要求\n（一）目标任务。到2025年，建成3家。": ["goal 0 目标任务"],
    "一、目标任务\n（一）建设中心。建好。（县财政局负责）": ["task （一） 建设中心 县财政局"],
    "一、总体要求及主要目标\n到2025年，建成3家。": ["goal 0 总体要求及主要目标"],
    "一、总体目标要求\n（一）明确总体目标。建成3家。": ["goal 0 明确总体目标"],
    "一、工作目标\n（一）总体目标。提升。\n（二）具体目标。建成3家。": ["goal 0 工作目标"],
    "一、准确把握绿色发展的总体要求\n坚持绿色发展。": [],
    "一、指导思想\n坚持。\n二、基本原则\n（一）坚持政府主导。加强领导。": [],
}


@pytest.mark.parametrize("body", SECTIONS)
def test_aims_and_principles_stand_first(body: str) -> None:
    assert items(f"{body}\n九、任务\n（九）做好服务。优化。")[:-1] == SECTIONS[body]


@pytest.mark.parametrize(
    ("title", "first", "second", "kind"),
    [
        ("强化工作落实", "加强组织领导", "强化监督考核", "safeguard"),
        ("强化工作落实", "加大财税扶持力度", "培育绿色交易市场", "task"),
        ("切实做好组织实施工作", "健全体系", "完善制度", "safeguard"),
        ("加强支撑保障", "加强统筹协调", "强化宣传引导", "safeguard"),
        ("完善政策体系", "健全价格机制", "发展绿色金融", "task"),
        ("组织实施重大工程", "建设一批项目", "改造一批项目", "task"),
    ],
)
def test_the_last_section_is_told_by_title_and_items(
    title: str, first: str, second: str, kind: str
) -> None:
    tasks = "一、重点任务\n（一）做好服务。优化。\n"
    body = f"{tasks}二、{title}\n（二）{first}。推进。\n（三）{second}。推进。"
    assert [item.split()[0] for item in items(body)] == ["task", kind, kind]


def test_annexes_are_read_apart_and_lists_of_names_are_no_tasks() -> None:
    doc = policy(
        "一、保障措施\n（一）加强领导。成立领导小组。\n附件：1.领导小组成员名单\n2.任务清单\n"
        "附件1\n领导小组成员名单\n组长：张三\n一、工作职责\n（一）统筹协调。\n"
        "附件2\n任务清单\n一、工作任务\n（一）建设中心。建好中心。（县财政局负责）"
    )
    assert [(t.kind.value, t.title) for t in doc.tasks] == [
        ("safeguard", "加强领导"),
        ("task", "建设中心"),
    ]
    assert [len(t.measures) for t in doc.tasks] == [1, 1]
    assert [left.reason for left in doc.leftovers] == ["no-tasks"]


def test_what_a_page_holds_twice_is_read_once() -> None:
    body = (
        "一、任务\n（一）建设中心。按照统一标准建设县级服务中心，完善各项功能，提升服务能力和水平，满足群众需要。\n"
        "（二）培养人才。按照统一标准培养各类人才，完善各项制度，提升服务能力和水平，满足群众的健康需要。\n"
    )
    assert len(policy(body + body).tasks) == 2


def test_a_duty_under_no_task_is_left_over() -> None:
    doc = policy("一、指导思想\n坚持领导。（县财政局负责落实）\n二、任务\n（一）做好服务。优化。")
    assert [left.reason for left in doc.leftovers] == ["loose-duty"]


def test_markdown_headings_without_numbers_give_the_outline() -> None:
    text = (
        "# 太仓市签约服务工作方案\n## 总体目标\n到2022年，签约率达到40%以上。\n"
        "## 工作任务\n### 规范服务\n规范流程。\n"
        "### 提升能力\n加强培训。责任单位：市卫生健康委\n## 保障措施\n### 加强考核\n纳入考核。\n"
    )
    doc = parse(read_markdown(text.encode(), "x.md"))
    assert [(t.kind.value, t.title, t.section) for t in doc.tasks] == [
        ("goal", "总体目标", "总体目标"),
        ("task", "规范服务", "工作任务"),
        ("task", "提升能力", "工作任务"),
        ("safeguard", "加强考核", "保障措施"),
    ]


@pytest.mark.parametrize(
    "unit", ["1.a\n", "一、任务\n", "县教育局：做好\n", "附件1\n", "（责任", "《号"]
)
def test_hostile_outlines_take_linear_time(unit: str) -> None:
    text = read_plain((HEAD + unit * (60_000 // len(unit))).encode(), "x")
    started = time.process_time()
    with suppress(ParseError):
        parse(text)
    assert time.process_time() - started < 8
