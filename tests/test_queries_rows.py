"""Every named query gives exactly the rows that the small graph holds."""

from __future__ import annotations

import pytest

from queries_fixture import rows

COUNTY, CITY = "doc/邻府发〔2023〕9号", "doc/广安府发〔2022〕5号"
PROVINCE, NATION, OTHER = (
    "doc/川办发〔2021〕71号",
    "doc/国办发〔2021〕18号",
    "doc/巫府发〔2024〕18号",
)
CLAUSE = "（县卫健局牵头，县医保局负责）"


@pytest.mark.parametrize(
    ("agency", "expected"),
    [
        ("县医保局", [("巫山县", "（九）"), ("邻水县", "1"), ("邻水县", "10")]),
        ("邻水县医保局", [("邻水县", "1"), ("邻水县", "10")]),
        ("四川省广安市邻水县医疗保障局", [("邻水县", "1"), ("邻水县", "10")]),
        ("市医保局", [("广安市", "（一）")]),
        (
            "医疗保障",
            [("巫山县", "（九）"), ("广安市", "（一）"), ("邻水县", "1"), ("邻水县", "10")],
        ),
        ("id:org/500237/医疗保障", [("巫山县", "（九）")]),
        ("县改革专班", [("巫山县", "（九）")]),
    ],
)
def test_tasks_of_agency(agency: str, expected: list[tuple[str, str]]):
    assert rows("tasks-of-agency", "region", "no", agency=agency) == expected


def test_tasks_of_agency_carries_role_deadline_and_sentence():
    found = rows(
        "tasks-of-agency",
        *("document", "no", "title", "role", "name", "deadline", "sentence", "task", "agency"),
        agency="邻水县医保局",
    )
    assert found == [
        (
            *("邻水县卫生计划", "1", "建设医共体", "责任", "县医保局", "2024年底", CLAUSE),
            *(f"{COUNTY}/task/1", "org/511623/医疗保障"),
        ),
        (
            *("邻水县卫生计划", "10", "改革支付方式", "责任", "县医疗保障局", None, None),
            *(f"{COUNTY}/task/10", "org/511623/医疗保障"),
        ),
    ]


def test_tasks_of_agency_narrowed_by_region_document_and_role():
    assert rows("tasks-of-agency", "no", agency="医保局", region="四川省") == [
        ("（一）",),
        ("1",),
        ("10",),
    ]
    assert rows("tasks-of-agency", "no", agency="医保局", document="巫山县") == [("（九）",)]
    assert rows("tasks-of-agency", "no", agency="卫健局", role="牵头") == [("1",)]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, [("2024-12-31", "1")]),
        ({"before": "2024年底"}, [("2024-12-31", "1")]),
        ({"before": "2024-11"}, []),
        ({"after": "2024"}, [("2024-12-31", "1")]),
        ({"after": "2025"}, []),
        ({"in": "2024-12"}, [("2024-12-31", "1")]),
        ({"in": "2025"}, []),
    ],
)
def test_tasks_due(params: dict[str, str], expected: list[tuple[str, str]]):
    assert rows("tasks-due", "due", "no", **params) == expected


def test_agencies_of_task():
    assert rows("agencies-of-task", "role", "name", "agency_name", "sentence", task="邻水县 1") == [
        ("牵头", "县卫健局", "邻水县卫健局", CLAUSE),
        ("责任", "县医保局", "邻水县医保局", CLAUSE),
    ]


def test_co_responsibility():
    assert rows("co-responsibility", "name", "tasks", "titles", agency="县医保局") == [
        ("邻水县卫健局", "2", "建设医共体；改革支付方式"),
        ("巫山县改革专班", "1", "推进分级诊疗"),
    ]
    assert len(rows("co-responsibility", "name", agency="县医保局", region="巫山县")) == 1


UP = [
    ("1", COUNTY, CITY, "stated", None, "根据市卫生计划"),
    ("2", CITY, PROVINCE, "stated", None, None),
    ("3", PROVINCE, NATION, "catalogue", "标题同族", None),
]


def test_lineage_up():
    columns = ("step", "child_iri", "parent_iri", "basis", "reason", "sentence")
    assert rows("lineage-up", *columns, document="邻水县") == UP
    assert rows("lineage-up", "parent", document="邻府发[2023]9 号") == [
        ("广安市卫生计划",),
        ("四川省实施方案",),
        ("国家意见",),
    ]
    assert rows("lineage-up", "basis", "confidence", "reason", document="巫山县") == [
        ("inferred", "0.8", "任务相近")
    ]


def test_lineage_down():
    columns = ("step", "child_iri", "parent_iri", "basis")
    assert rows("lineage-down", *columns, document="国办发〔2021〕18号") == [
        ("1", PROVINCE, NATION, "catalogue"),
        ("1", OTHER, NATION, "inferred"),
        ("2", CITY, PROVINCE, "stated"),
        ("3", COUNTY, CITY, "stated"),
    ]


def test_targets_compare():
    both = [("广安市", "三级医院", "<=", "9天", None), ("邻水县", None, "<=", "8天", "2025-12-31")]
    columns = ("region", "subject", "operator", "value", "due")
    assert rows("targets-compare", *columns, indicator="平均住院日") == both
    assert rows("targets-compare", *columns, indicator="住院") == both
    assert rows("targets-compare", *columns, region="邻水县") == both[1:]


def test_hospitals_of_task():
    assert rows("hospitals-of-task", "name", "region", "sentence", task="邻水县 1") == [
        ("县人民医院", "邻水县", "由县人民医院牵头。")
    ]


@pytest.mark.parametrize("hospital", ["县人民医院", "邻水县人民医院", "人民医院"])
def test_tasks_of_hospital(hospital: str):
    assert rows("tasks-of-hospital", "region", "no", "sentence", hospital=hospital) == [
        ("邻水县", "1", "由县人民医院牵头。")
    ]


def test_documents():
    columns = ("region", "number", "tasks", "status", "issuers")
    assert rows("documents", *columns, region="四川省") == [
        ("四川省", "川办发〔2021〕71号", None, "catalogue", None),
        ("广安市", "广安府发〔2022〕5号", "1", "read", None),
        ("邻水县", "邻府发〔2023〕9号", "3", "read", "邻水县人民政府"),
    ]
    assert rows("documents", "number", level="县级", after="2023") == [("邻府发〔2023〕9号",)]
    assert rows("documents", "number", form="方案", before="2022年底") == [
        ("川办发〔2021〕71号",),
        ("广安府发〔2022〕5号",),
    ]
    assert rows("documents", "number", form="方案", after="2021年6月", before="2021") == [
        ("川办发〔2021〕71号",)
    ]


def test_deadline_calendar():
    assert rows("deadline-calendar", "due", "what", "text", "no") == [
        ("2024-12-31", "deadline", "2024年底", "1"),
        ("2025-12-31", "target", "平均住院日 <= 8天", "0"),
        ("2025-12-31", "milestone", "到2025年", "2"),
    ]
    assert rows("deadline-calendar", "what", document="巫山县") == []


def test_unassigned_tasks():
    assert rows("unassigned-tasks", "region", "no") == [("邻水县", "2")]


def test_citations():
    columns = ("document", "relation", "cited_number", "sentence", "cited_iri")
    expected = [("邻水县卫生计划", "basis", "广安府发〔2022〕5号", "根据市卫生计划", CITY)]
    for relation in ("basis", "依据", None):
        assert rows("citations", *columns, document="邻水县", relation=relation) == expected
    assert rows("citations", "document", "cited_iri", relation="提及") == [
        ("广安市卫生计划", NATION)
    ]


def test_agencies_by_load():
    assert rows("agencies-by-load", "name", "tasks", "leads", region="邻水县") == [
        ("邻水县卫健局", "2", "1"),
        ("邻水县医保局", "2", "0"),
    ]


def test_tasks_by_theme():
    for theme in ("价格医保", "momentum", None):
        assert rows("tasks-by-theme", "theme", "no", theme=theme) == [("价格医保", "10")]
    assert rows("tasks-by-theme", "no", theme="culture") == []


def test_evidence():
    columns = ("fact", "document", "start", "end", "sentence")
    assert rows("evidence", *columns, thing="id:org/511623/医疗保障") == [
        ("duty", "邻水县卫生计划", "20", "40", CLAUSE)
    ]
    assert rows("evidence", *columns, thing=f"id:{COUNTY}/task/1/duty/1") == [
        ("self", "邻水县卫生计划", "20", "40", CLAUSE)
    ]
    assert rows("evidence", "fact", "start", thing=f"id:{COUNTY}/task/2") == [("duty", "0")]


def test_document_outline():
    assert rows("document-outline", "what", "no", "title", document="邻水县") == [
        ("section", "一", "目标"),
        ("goal", "0", "总体目标"),
        ("section", "二", "任务"),
        ("task", "1", "建设医共体"),
        ("task", "2", "发展互联网医疗"),
        ("task", "10", "改革支付方式"),
    ]


def test_milestones_programmes_and_measures():
    assert rows("milestones", "due", "quote", "no", **{"in": "2025"}) == [
        ("2025-12-31", "到2025年全覆盖", "2")
    ]
    assert rows("milestones", "no", **{"in": "2024"}) == []
    assert rows("programmes", "programme", "no", programme="千县") == [("千县工程", "1")]
    assert rows("programmes", "no", programme="百县") == []
    assert rows("measures-of-task", "order", "text", task="邻水县 1") == [
        ("1", "由县人民医院牵头。")
    ]


def test_tasks_mentioning_looks_into_titles_and_measures():
    assert rows("tasks-mentioning", "no", "sentence", words="互联网") == [("2", "发展互联网医疗")]
    assert rows("tasks-mentioning", "no", "sentence", words="会诊") == [("2", "推广远程会诊。")]


def test_catalogue_facts():
    columns = ("child_number", "parent_number", "certainty", "source")
    assert rows("catalogue-facts", *columns) == [
        ("川办发〔2021〕71号", "国办发〔2021〕18号", "family", "标题同族")
    ]


def test_a_document_named_twice_in_the_union_gives_no_second_row():
    numbers = rows("documents", "number")
    assert len(numbers) == len(set(numbers)) == 5
