"""Printed duty forms: brackets, labels, verbs, roles, remarks for many tasks."""

from __future__ import annotations

import time

import pytest

from hqgraph.model import Policy, Span, TaskKind
from hqgraph.parsing import parse
from hqgraph.parsing.duties import duties
from hqgraph.reading.plain import read_plain

HEAD = (
    "武强县人民政府办公室关于印发武强县推进健康服务实施方案的通知\n"
    "武政办发〔2023〕5号\n各乡镇人民政府，县政府各部门：\n"
)
END = "武强县人民政府办公室\n2023年3月1日\n"


def policy(body: str, head: str = HEAD, end: str = END) -> Policy:
    return parse(read_plain(f"{head}一、重点任务\n{body}\n{end}".encode(), "x.txt"))


def printed(form: str) -> str:
    doc = policy(f"（一）加强管理。健全工作制度。{form}")
    (task,) = [task for task in doc.tasks if task.kind is TaskKind.TASK]
    return " ".join(f"{a.agency.canonical} {a.role.value[0]}" for a in task.assignments)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("【牵头单位：县财政局；配合单位：县教育局】", "县财政局 l 县教育局 s"),
        ("（责任单位：县财政局、县教育局)", "县财政局 r 县教育局 r"),
        ("[县财政局、县教育局]", "县财政局 r 县教育局 r"),
        ("（主办：县财政局；协办：县教育局）", "县财政局 l 县教育局 s"),
        ("牵头部门：县财政局；责任部门：县教育局。", "县财政局 l 县教育局 r"),
        ("\n责 任 单 位：县财政局、县教育局", "县财政局 r 县教育局 r"),
        ("（责任领导：张三；责任单位：县财政局；责任人：李四）", "县财政局 r"),
        (
            "（牵头单位：县财政局，配合单位：县教育局等，各乡镇人民政府负责落实）",
            "县财政局 l 县教育局 s 各乡镇人民政府 r",
        ),
    ],
)
def test_brackets_and_labels_of_every_style(form: str, expected: str) -> None:
    assert printed(form) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("（由县财政局牵头，会同县教育局落实）", "县财政局 l 县教育局 r"),
        ("（县财政局牵头会同县教育局落实）", "县财政局 l 县教育局 r"),
        ("（县财政局会同县教育局组织实施）", "县财政局 r 县教育局 r"),
        ("（县财政局（牵头）、县教育局(配合)、县民政局）", "县财政局 l 县教育局 s 县民政局 r"),
        ("（县财政局牵头、县教育局、县民政局配合）", "县财政局 l 县教育局 s 县民政局 s"),
        ("（县财政局*、县教育局★）", "县财政局 r 县教育局 r"),
        ("（县财政局负总责）", "县财政局 r"),
        ("（县财政局、县教育局分别负责）", "县财政局 r 县教育局 r"),
        ("（该项任务由县教育局牵头负责，县财政局配合）", "县教育局 l 县财政局 s"),
        ("（县财政局、县教育局等2个部门按职责分工负责）", "县财政局 r 县教育局 r"),
    ],
)
def test_verbs_and_notes_give_the_roles(form: str, expected: str) -> None:
    assert printed(form) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("（各市、县（区）人民政府负责）", "各市、县（区）人民政府 r"),
        ("（市州、县市区人民政府负责）", "市州、县市区人民政府 r"),
        ("（市、县级卫生健康部门负责）", "市、县级卫生健康部门 r"),
        ("（县教育局及各乡镇人民政府负责）", "县教育局 r 各乡镇人民政府 r"),
        ("（县教育局等和各乡镇人民政府负责）", "县教育局 r 各乡镇人民政府 r"),
        ("（各乡镇人民政府、街道办事处负责）", "各乡镇人民政府 r 各街道办事处 r"),
        ("（县卫生健康局（县中医局）、县教育局负责）", "县卫生健康局（县中医局） r 县教育局 r"),
        ("（广铁集团长沙办事处、县林业局负责）", "广铁集团长沙办事处 r 县林业局 r"),
        ("（县财政局、商务局负责）", "县财政局 r 县商务局 r"),
        ("（县委县政府负责）", "县委 r 县政府 r"),
        ("（县发改、财政、卫健等部门负责）", "县发改部门 r 县财政部门 r 县卫健部门 r"),
        ("（县级各有关部门、县教育局，各成员单位负责）", "县教育局 r"),
        ("（县人民医院、县中医院负责）", "县人民医院 r 县中医院 r"),
    ],
)
def test_lists_are_parted_into_particular_names(form: str, expected: str) -> None:
    assert printed(form) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("（教育局、财政局负责）", "县教育局 r 县财政局 r"),
        ("（各市发展改革委、住建局、城管负责）", "各市发展改革委 r 各市住建局 r 各市城管 r"),
        ("（县财政局、总工会、团委、妇联负责）", "县财政局 r 县总工会 r 团县委 r 县妇联 r"),
        ("（县教育局、团县委负责）", "县教育局 r 团县委 r"),
        (
            "（县委组织部、宣传部，县教育局、编办负责）",
            "县委组织部 r 县委宣传部 r 县教育局 r 县委编办 r",
        ),
        ("（县商务局、糖业局、石家庄海关、海关负责）", "县商务局 r 县糖业局 r 石家庄海关 r 海关 r"),
        ("（县卫生健康局、卫生健康部门负责）", "县卫生健康局 r 县卫生健康部门 r"),
    ],
)
def test_a_bare_name_takes_the_level_of_its_list_or_document(form: str, expected: str) -> None:
    assert printed(form) == expected


def test_the_states_bodies_are_named_as_such() -> None:
    head = "国务院办公厅关于促进医药发展的意见\n国办发〔2016〕11号\n各省、自治区人民政府：\n"
    doc = policy(
        "（一）甲。做好甲。（发展改革委、财政部负责）", head, "国务院办公厅\n2016年3月4日\n"
    )
    names = [a.agency.canonical for a in doc.tasks[0].assignments]
    assert names == ["国家发展改革委", "财政部"]


def test_a_date_in_a_duty_list_is_the_deadline_not_a_body() -> None:
    (task,) = policy("（一）甲。做好甲。（县财政局，2024年12月底前完成）").tasks
    assert [a.agency.name for a in task.assignments] == ["县财政局"]
    assert task.deadline and task.deadline.date == "2024-12-31"


@pytest.mark.parametrize("form", ["（责任单位：县财政局、县教育局", "（县财政局、县教育局负责"])
def test_a_bracket_that_nothing_closes_ends_with_its_paragraph(form: str) -> None:
    (duty,) = duties(form, [Span(0, len(form))])
    assert [named.name for named in duty.names] == ["县财政局", "县教育局"]


def test_text_after_a_label_line_is_text() -> None:
    (task,) = policy("（一）甲。做好甲。责任单位：县财政局。各地要做好服务。").tasks
    assert [a.agency.name for a in task.assignments] == ["县财政局"]


@pytest.mark.parametrize(
    "remark",
    [
        "（县财政局负责。以下任务均需各乡镇人民政府落实，不再列出）",
        "（县财政局负责，各乡镇人民政府具体落实，以下任务不再列出）",
        "（县财政局、各乡镇人民政府负责，下同）",
        "（责任单位：县财政局。各乡镇人民政府，以下各条均涉及）",
        "（县财政局负责，各乡镇人民政府均为以下各项任务责任单位，不再列出）",
    ],
)
def test_bodies_of_all_following_tasks(remark: str) -> None:
    doc = policy(
        f"（一）甲。做好甲。{remark}\n（二）乙。做好乙。（县民政局负责）\n"
        "二、保障措施\n（一）加强领导。要重视。（县财政局负责）"
    )
    first, second, safeguard = doc.tasks
    assert not first.inherits
    assert [a.agency.name for a in second.inherits] == ["各乡镇人民政府"]
    assert safeguard.kind is TaskKind.SAFEGUARD
    assert not safeguard.inherits


def test_without_the_word_task_safeguards_with_a_duty_take_part() -> None:
    doc = policy(
        "（一）甲。做好甲。（县财政局负责。以下均需各乡镇人民政府落实，不再列出）\n"
        "二、保障措施\n（一）加强领导。要重视。（县财政局负责）\n（二）加强宣传。要宣传。"
    )
    assert [len(task.inherits) for task in doc.tasks] == [0, 1, 0]


@pytest.mark.parametrize(
    "form", ["（以上任务由县财政局牵头，县教育局配合）", "以上任务均由县财政局负责。"]
)
def test_a_remark_at_the_end_reaches_back_over_its_section(form: str) -> None:
    doc = policy(f"（一）甲。做好甲。\n（二）乙。做好乙。{form}")
    first, second = doc.tasks
    assert first.inherits[0].agency.name == "县财政局"
    assert second.assignments[0].agency.name == "县财政局"
    assert not second.inherits


def test_the_first_of_every_list_leads_where_the_document_says_so() -> None:
    doc = policy(
        "（一）甲。做好甲。（县财政局、县教育局负责，列第一位的为牵头单位，下同）\n"
        "（二）乙。做好乙。（县民政局、县教育局负责）"
    )
    roles = [[(a.agency.name, a.role.value) for a in task.assignments] for task in doc.tasks]
    assert roles == [
        [("县财政局", "lead"), ("县教育局", "responsible")],
        [("县民政局", "lead"), ("县教育局", "responsible")],
    ]
    assert not doc.tasks[1].inherits


@pytest.mark.parametrize(
    "unit",
    ["（", "（）", "（县教育局和", "责任单位：", "以下均由", "县教育局为以下任务", "负责配合"],
)
def test_hostile_repetition_stays_linear(unit: str) -> None:
    content = f"（{unit * (100_000 // len(unit))}）"
    started = time.perf_counter()
    duties(content, [Span(0, len(content))])
    assert time.perf_counter() - started < 5
