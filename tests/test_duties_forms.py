"""Duties in less usual forms: several roles, shared ends of names, remarks, sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

import hqgraph
from hqgraph import pipeline
from hqgraph.model import Assignment, Policy, TaskKind
from hqgraph.parsing import parse
from hqgraph.reading.plain import read_plain

HEAD = (
    "武强县人民政府办公室关于印发武强县推进健康服务实施方案的通知\n"
    "武政办发〔2023〕5号\n各乡镇人民政府，县政府各部门：\n"
)
END = "武强县人民政府办公室\n2023年3月1日\n"


def document(body: str) -> bytes:
    return f"{HEAD}一、重点任务\n{body}\n{END}".encode()


def policy(body: str) -> Policy:
    return parse(read_plain(document(body), "x.txt"))


def told(assignments: tuple[Assignment, ...]) -> str:
    return " ".join(f"{one.agency.canonical} {one.role.value[0]}" for one in assignments)


def printed(form: str) -> str:
    doc = policy(f"（一）加强管理。健全工作制度。{form}\n（二）加强宣传。开展宣传。")
    return told(next(task for task in doc.tasks if task.kind is TaskKind.TASK).assignments)


def left(form: str) -> list[tuple[str, str]]:
    doc = policy(f"（一）加强管理。健全工作制度。{form}\n（二）加强宣传。开展宣传。")
    return [(one.reason, one.quote) for one in doc.leftovers]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (
            "（县财政局、县教育局负责）建立网络。（县教育局牵头，县财政局负责）",
            "县财政局 r 县教育局 r 县教育局 l",
        ),
        ("（县教育局牵头，县教育局、县财政局负责）", "县教育局 l 县财政局 r"),
        ("（县教育局牵头）开展培训。（县教育局牵头，县财政局配合）", "县教育局 l 县财政局 s"),
    ],
)
def test_a_body_has_every_role_that_is_printed(form: str, expected: str) -> None:
    assert printed(form) == expected


def test_a_task_with_two_roles_of_a_body_is_one_row_for_people(tmp_path: Path) -> None:
    form = "（县财政局、县教育局负责）建立网络。（县教育局牵头，县财政局配合）"
    (tmp_path / "a.txt").write_bytes(document(f"（一）加强管理。健全制度。{form}"))
    pipeline.build([tmp_path / "a.txt"], tmp_path / "store")
    graph = hqgraph.open(tmp_path / "store")
    found = graph.query("tasks-together", agency="县教育局", other="县财政局")
    (both,) = found.to_dicts()
    assert (both["role"], both["other_role"]) == ("责任、牵头", "责任、配合")
    (own,) = graph.query("tasks-of-agency", agency="县教育局").to_dicts()
    assert own["role"] == "责任、牵头"
    assert str(own["sentence"]).count("县教育局") == 2
    (shared,) = graph.query("co-responsibility", agency="县教育局").to_dicts()
    assert int(str(shared["tasks"])) == 1
    assert [row.body for row in graph.ledger().rows] == ["县财政局", "县教育局"]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("（县财政局，各市、县〔市、区〕人民政府负责）", "县财政局 r 各市、县〔市、区〕人民政府 r"),
        ("（各市、县［市、区］人民政府负责）", "各市、县［市、区］人民政府 r"),
        ("（各地、州、市人民政府〈行政公署〉负责）", "各地、州、市人民政府〈行政公署〉 r"),
        ("（海拉尔区、满洲里市人民政府负责）", "海拉尔区人民政府 r 满洲里市人民政府 r"),
        ("（鄞州、海曙区政府牵头）", "鄞州区政府 l 海曙区政府 l"),
        ("（街关镇、周窝镇人民政府负责）", "街关镇人民政府 r 周窝镇人民政府 r"),
        (
            "（县财政局、新疆生产建设兵团、教育局负责）",
            "县财政局 r 新疆生产建设兵团 r 县教育局 r",
        ),
        ("（各乡镇党委、政府负责）", "各乡镇党委 r 各乡镇政府 r"),
        ("（满洲里市人民政府，县委、县政府督查室）", "满洲里市人民政府 r 县委 r 县政府督查室 r"),
        (
            "\n责任单位：县财政局、驻县部队，各乡镇（街道）",
            "县财政局 r 驻县部队 r 各乡镇（街道） r",
        ),
        ("（县政府教育督导室负责）", "县政府教育督导室 r"),
        ("（县级责任单位：县财政局；乡级责任单位：各乡镇财政所）", "县财政局 r 各乡镇财政所 r"),
        ("——责任单位：县疾控局", "县疾控局 r"),
        ("责任领导：张三  责任单位：县委宣传部  责任人：李四", "县委宣传部 r"),
    ],
)
def test_names_and_labels_are_read_whole(form: str, expected: str) -> None:
    assert printed(form) == expected


def test_levels_in_brackets_before_the_last_word_are_no_stop_before_a_signature() -> None:
    form = "牵头单位：县教育局，配合单位：各区（县、市）人民政府"
    doc = parse(
        read_plain(f"{HEAD}一、重点任务\n（一）加强管理。健全制度。{form}".encode(), "x.txt")
    )
    assert told(doc.tasks[0].assignments) == "县教育局 l 各区（县、市）人民政府 s"


SAFEGUARDS = "二、保障措施\n（一）加强组织领导。成立专班。\n（二）强化考核评价。纳入考核。"


def test_a_remark_behind_the_safeguards_speaks_of_all_tasks() -> None:
    doc = policy(
        "（一）加强管理。健全制度。（县财政局负责）\n（二）加强宣传。开展宣传。\n"
        f"{SAFEGUARDS}\n以上任务均由县教育局牵头，县政府督查室配合。"
    )
    tasks = [task for task in doc.tasks if task.kind is TaskKind.TASK]
    others = [task for task in doc.tasks if task.kind is TaskKind.SAFEGUARD]
    assert [told(task.inherits) for task in tasks] == ["县教育局 l 县政府督查室 s"] * 2
    assert [told((*task.assignments, *task.inherits)) for task in others] == ["", ""]


def test_a_remark_may_name_the_bodies_between_the_tasks_and_their_role() -> None:
    doc = policy(
        "（一）加强管理。健全制度。（县财政局负责）\n（二）加强宣传。开展宣传。"
        "（县公安局负责。以上任务各乡镇人民政府均为责任单位，不再列出）"
    )
    assert told(doc.tasks[0].inherits) == "各乡镇人民政府 r"
    assert told(doc.tasks[1].assignments) == "县公安局 r 各乡镇人民政府 r"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("县发改局、县财政局按照各自职责做好相关工作。", "县发改局 r 县财政局 r"),
        (
            "各乡镇党委、政府，县属企业，驻县部队按职责落实。",
            "各乡镇党委 r 各乡镇政府 r 县属企业 r 驻县部队 r",
        ),
        ("县市场监管局会同县公安局，对市场每半年检查1次。", "县市场监管局 r 县公安局 r"),
        ("县委宣传部牵头，县“扫黄打非”办公室参与，开展活动。", "县委宣传部 l 县“扫黄打非”办公室 s"),
        ("武强县兴农投资有限公司作为项目业主，负责具体实施。", "武强县兴农投资有限公司 r"),
        ("县财政局作为牵头单位，负责制定办法。", "县财政局 l"),
        ("县财政局要加大投入。县财政局牵头，开展评估。", "县财政局 r 县财政局 l"),
        ("各县（区）人民政府、县直有关部门按照职责分工抓好落实。", ""),
        ("各乡镇人民政府按职责落实。", ""),
        ("县财政局作为行政机关，不得参与经营。", ""),
    ],
)
def test_sentences_that_charge_particular_bodies(sentence: str, expected: str) -> None:
    assert printed(sentence) == expected


def test_a_departments_points_name_whom_it_acts_with() -> None:
    doc = policy(
        "（一）县农业农村局\n1.推广技术。\n2.会同县气象局开展旱情监测。\n"
        "（二）石家庄军分区\n组织民兵参与应急送水。\n（三）县直各部门\n落实各项责任。"
    )
    assert told(doc.tasks[0].assignments) == "县农业农村局 r 县气象局 r"
    assert told(doc.tasks[1].assignments) == "石家庄军分区 r"
    assert [(one.reason, one.quote) for one in doc.leftovers] == [("unnamed-bodies", "县直各部门")]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("（县财政局、县直各有关部门按职责分工负责）", [("unnamed-bodies", "县直各有关部门")]),
        ("（省直各有关部门和各市负责）", [("unnamed-bodies", "省直各有关部门")]),
        ("责任单位：各有关部门", [("unnamed-bodies", "各有关部门")]),
        ("（各成员单位按职责分工负责）", [("unnamed-bodies", "各成员单位")]),
        ("（县财政局等有关部门按职责分工负责）", []),
        ("各有关部门要加强配合（不含有关单位自办活动）。", []),
        ("（乡贤会负责）", [("unknown-agency", "乡贤会")]),
        ("（县教育局、关爱小屋）", [("unknown-agency", "关爱小屋")]),
        ("（分两批实施）", []),
        ("（含学校、医院、养老机构）", []),
        ("（学校、医院）", []),
    ],
)
def test_what_reads_like_a_duty_and_names_nobody_is_left_over(
    form: str, expected: list[tuple[str, str]]
) -> None:
    assert left(form) == expected


def test_duties_over_the_items_of_a_section_are_left_over() -> None:
    doc = policy(
        "县财政局牵头负责资金筹措，县教育局配合。\n（一）加强管理。健全制度。（县公安局负责）"
    )
    assert [one.reason for one in doc.leftovers] == ["loose-duty"]
    assert doc.leftovers[0].quote == "县财政局牵头负责资金筹措，县教育局配合。"
