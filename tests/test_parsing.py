"""Text to Policy on small invented documents: every printed form, one by one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hqgraph.errors import ParseError
from hqgraph.model import Policy, Role, TaskKind
from hqgraph.parsing import as_json, parse
from hqgraph.reading.plain import read_plain

HEAD = (
    "武强县人民政府办公室关于印发武强县推进健康服务实施方案的通知\n"
    "武政办发〔2023〕5号\n各乡镇人民政府，县政府各部门：\n"
)
END = "武强县人民政府办公室\n2023年3月1日\n"


def policy(body: str, head: str = HEAD, end: str = END) -> Policy:
    return parse(read_plain(f"{head}{body}\n{end}".encode(), "x.txt"))


def agencies(body: str) -> list[tuple[str, str]]:
    (task,) = [t for t in policy(f"一、重点任务\n{body}").tasks if t.kind is TaskKind.TASK]
    return [(a.agency.canonical, a.role.value) for a in task.assignments]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("（责任单位：县财政局、县教育局）", "县财政局 responsible 县教育局 responsible"),
        ("〔县财政局、县教育局按职责分工负责〕", "县财政局 responsible 县教育局 responsible"),
        (
            "（县财政局牵头，县教育局、县民政局配合）",
            "县财政局 lead 县教育局 support 县民政局 support",
        ),
        ("（县财政局牵头，县教育局等按职责分工负责）", "县财政局 lead 县教育局 responsible"),
        ("（牵头单位：县财政局；配合单位：县教育局）", "县财政局 lead 县教育局 support"),
        ("（责任单位：县财政局，配合单位：县教育局）", "县财政局 responsible 县教育局 support"),
        (
            "\n责任单位：县财政局、县教育局，各乡镇人民政府",
            "县财政局 responsible 县教育局 responsible 各乡镇人民政府 responsible",
        ),
        ("\n牵头单位：县财政局\n配合单位：县教育局", "县财政局 lead 县教育局 support"),
        (
            "（县自然资源和规划局和各乡镇人民政府负责）",
            "县自然资源和规划局 responsible 各乡镇人民政府 responsible",
        ),
        ("（县财政局、教育局按职责分工负责）", "县财政局 responsible 县教育局 responsible"),
        ("（县财政局等有关部门按职责分工负责）", "县财政局 responsible"),
        ("（县财政局、县教育局）", "县财政局 responsible 县教育局 responsible"),
        ("\n责任单位：县财政局 县教育局", "县财政局 responsible 县教育局 responsible"),
        ("（含社会办医院、中医医院）。", ""),
        ("（以下简称县财政局方案）。", ""),
    ],
)
def test_every_printed_duty_form(printed: str, expected: str) -> None:
    found = " ".join(
        f"{name} {role}" for name, role in agencies(f"（一）加强管理。健全工作制度。{printed}")
    )
    assert found == expected


def test_a_sentence_gives_a_duty_only_where_no_form_is_printed() -> None:
    assert agencies("（一）加强管理。县卫生健康局牵头组织评价。各乡镇要落实责任。") == [
        ("县卫生健康局", "lead")
    ]
    assert agencies("（一）加强管理。县卫生健康局牵头组织评价。（县财政局负责）") == [
        ("县财政局", "responsible")
    ]


def test_a_remark_for_all_following_tasks_is_inherited_not_assigned() -> None:
    doc = policy(
        "一、重点任务\n（一）甲项。做好甲。（县财政局负责；以下各项任务均需各乡镇人民政府落实，不再列出）\n"
        "（二）乙项。做好乙。（县教育局负责）\n二、保障措施\n（三）加强领导。各单位要重视。"
    )
    first, second, safeguard = doc.tasks
    assert [a.agency.name for a in first.assignments] == ["县财政局"]
    assert not first.inherits
    assert [a.agency.name for a in second.inherits] == ["各乡镇人民政府"]
    assert safeguard.kind is TaskKind.SAFEGUARD
    assert not safeguard.inherits


def test_names_of_one_body_meet_in_the_form_printed_most() -> None:
    doc = policy(
        "一、重点任务\n"
        + "".join(f"（{n}）第{n}件事。做好工作。（县市场监管局负责）\n" for n in "一二")
        + "（三）第三件事。做好工作。（县市场监管负责）\n"
    )
    assert {a.agency.canonical for t in doc.tasks for a in t.assignments} == {"县市场监管局"}
    assert doc.tasks[2].assignments[0].agency.name == "县市场监管"


def test_an_upper_body_belongs_to_the_upper_region() -> None:
    doc = policy("一、任务\n（一）甲项。做好工作。（市卫生健康委、省财政厅、县财政局负责）")
    regions = [a.agency.region for a in doc.tasks[0].assignments]
    assert [r.name if r else None for r in regions] == ["衡水市", "河北省", "武强县"]


def test_header() -> None:
    header = policy("一、任务\n（一）甲项。做好工作。").header
    assert header.title and header.title.value.startswith("武强县人民政府办公室关于印发")
    assert header.number and header.number.value == "武政办发〔2023〕5号"
    assert [i.value for i in header.issuers] == ["武强县人民政府办公室"]
    assert header.issued and header.issued.value == "2023-03-01"
    assert header.region and header.region.code == "131123"
    assert header.form and header.form.value == "方案"
    assert header.addressees


@pytest.mark.parametrize(
    "number", ["武政办发[2023]5号", "武政办发（2023）5 号", "武政办发【2023】 5号"]
)
def test_a_number_in_any_bracket_is_one_number(number: str) -> None:
    doc = policy("一、任务\n（一）甲项。好。", head=HEAD.replace("武政办发〔2023〕5号", number))
    assert doc.header.number and doc.header.number.value == "武政办发〔2023〕5号"


def test_a_date_in_chinese_numerals() -> None:
    doc = policy(
        "一、任务\n（一）甲项。好。", end="武强县人民政府办公室\n二〇二三年十二月二十一日\n"
    )
    assert doc.header.issued and doc.header.issued.value == "2023-12-21"


def test_joint_issuers_sign_side_by_side() -> None:
    end = "河北省民政厅河北省财政厅\n2023年3月1日\n"
    doc = policy("一、任务\n（一）甲项。好。", head="关于加强养老服务的通知\n", end=end)
    assert [i.value for i in doc.header.issuers] == ["河北省民政厅", "河北省财政厅"]


def test_citations_tell_basis_from_mention() -> None:
    doc = policy(
        "为贯彻落实《河北省人民政府办公厅关于印发河北省某方案的通知》（冀政办发〔2022〕3号）精神，制定本方案。\n"
        "一、任务\n（一）甲项。按照《三级医院评审标准》开展工作。"
    )
    assert [(c.number, c.relation.value, c.issuer) for c in doc.citations] == [
        ("冀政办发〔2022〕3号", "basis", "河北省人民政府办公厅"),
        (None, "mentions", None),
    ]


def test_a_basis_named_again_in_a_task_is_cited_once() -> None:
    doc = policy(
        "一、任务\n（一）甲项。落实《健康河北规划纲要》的要求。\n（二）乙项。好。",
        head="关于实施某行动的意见\n\n为落实《健康河北规划纲要》，现提出以下意见。\n",
    )
    assert [(c.title, c.relation.value) for c in doc.citations] == [("健康河北规划纲要", "basis")]


def test_goals_tasks_and_safeguards_are_told_apart() -> None:
    doc = policy(
        "一、总体要求\n（一）指导思想。坚持原则。\n（二）主要目标。到2025年，建成3家中心。\n"
        "二、重点任务\n（一）做好服务。\n1.甲事项。做好甲。\n2.乙事项。做好乙。\n"
        "三、保障措施\n（一）加强领导。要重视。\n"
    )
    assert [(t.kind.value, t.no, t.title) for t in doc.tasks] == [
        ("goal", "0", "主要目标"),
        ("task", "1", "甲事项"),
        ("task", "2", "乙事项"),
        ("safeguard", "（一）", "加强领导"),
    ]
    assert doc.tasks[1].section == "（一）做好服务"


def test_points_without_headings_stay_in_their_task() -> None:
    doc = policy(
        "一、任务\n（一）做好服务。\n1.健全制度，完善机制。\n2.加强监督。\n（县财政局负责）"
    )
    assert [t.no for t in doc.tasks] == ["（一）"]


def test_a_work_list_gives_a_task_per_row() -> None:
    table = "\t序号\n\t工作任务\n\t具体措施\n\t牵头单位\n\t配合单位\n\t完成时限\n\n" + "".join(
        f"\t{n}\n\t任务{n}\n\t做好一件事。做好两件事。\n\t县财政局\n\t县教育局\n\t{d}\n\n"
        for n, d in ((1, "2024年6月底"), (2, "持续推进"))
    )
    doc = parse(read_plain(f"附件\n武强县健康服务工作清单\n{table}".encode(), "x"))
    first, second = doc.tasks
    assert first.deadline and first.deadline.date == "2024-06-30"
    assert second.deadline and second.deadline.kind.value == "ongoing"
    assert [a.role for a in first.assignments] == [Role.LEAD, Role.SUPPORT]
    assert len(first.measures) == 2
    assert doc.header.region and doc.header.region.name == "武强县"


def test_named_hospitals_but_not_classes_of_them() -> None:
    doc = policy(
        "一、任务\n（一）做强医院。支持县人民医院与河北医科大学第二医院合作，推动县级医院和三级中医医院发展，"
        "建设街关镇中心卫生院，规范乡镇卫生院。县医院100%达标。"
    )
    names = [m.name for m in doc.tasks[0].hospitals]
    assert "县人民医院" in names
    assert "街关镇中心卫生院" in names
    assert not {"县级医院", "中医医院", "乡镇卫生院", "县医院"} & set(names)


def test_a_text_that_is_no_policy_is_refused() -> None:
    with pytest.raises(ParseError, match=r"x\.txt"):
        parse(read_plain("今天天气很好，我们去公园散步。\n晚上回家吃饭。".encode(), "x.txt"))


def test_every_span_prints_what_it_claims() -> None:
    doc = policy("一、任务\n（一）甲项。做好工作，到2025年底建成3家。（县财政局负责）")
    (task,) = doc.tasks
    data = as_json(doc)["tasks"][0]
    assert doc.text.slice(task.assignments[0].span) == "县财政局"
    assert doc.text.slice(task.assignments[0].clause) == "（县财政局负责）"
    assert [m["text"] for m in data["measures"]] == ["做好工作，到2025年底建成3家。"]
    assert all(doc.text.content[m["start"] : m["end"]] == m["text"] for m in data["measures"])


PIECES = st.sampled_from(
    [
        "一、任务",
        "（一）甲。乙。",
        "1.",
        "（",
        "）",
        "责任单位：",
        "县财政局、",
        "《",
        "》",
        "（国办发〔2021〕18号）",
        "\t",
        "2025年底",
        "50%",
        "\n",
        "。",
        "分别达到",
        "XX",
        "20__年",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_the_parser(source: str) -> None:
    data = source.encode()
    if not data.strip():
        return
    text = read_plain(data, "x")
    try:
        doc = parse(text)
    except ParseError:
        return
    for task in doc.tasks:
        assert task.head.within(task.span) or task.span.start <= task.head.start
        assert all(0 <= m.span.start < m.span.end <= len(text.content) for m in task.measures)
