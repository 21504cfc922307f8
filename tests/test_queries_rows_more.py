"""The younger half of the library gives exactly the rows that the small graph holds."""

from __future__ import annotations

import pytest

from hqgraph.queries import run
from queries_fixture import rows, small_graph

COUNTY, CITY = "doc/邻府发〔2023〕9号", "doc/广安府发〔2022〕5号"


def test_tasks_together_names_both_roles():
    columns = ("no", "name", "role", "other_name", "other_role")
    both = [("1", "县医保局", "责任", "县卫健局", "牵头")]
    both += [("10", "县医疗保障局", "责任", "县卫健局", "责任")]
    assert rows("tasks-together", *columns, agency="县医保局", other="卫健局") == both
    assert rows("tasks-together", "no", agency="县医保局", other="市医保局") == []
    assert rows("tasks-together", "no", agency="医保局", other="卫健局", region="巫山县") == []


def test_agency_pairs_are_counted_once():
    assert rows("agency-pairs", "name", "other_name", "tasks") == [
        ("邻水县医保局", "邻水县卫健局", "2"),
        ("巫山县医保局", "巫山县改革专班", "1"),
    ]


def test_tasks_of_document_tells_roles_and_counts():
    columns = ("what", "no", "leads", "responsible", "deadline", "targets", "measures")
    assert rows("tasks-of-document", *columns, document="邻水县") == [
        ("goal", "0", None, None, None, "1", None),
        ("task", "1", "县卫健局", "县医保局", "2024年底", None, "1"),
        ("task", "2", None, None, None, None, "1"),
        ("task", "10", None, "县医疗保障局、县卫健局", None, None, None),
    ]


def test_task_facts_are_all_there():
    assert rows("task-facts", "fact", "text", "due", task="邻水县 1") == [
        ("duty", "县卫健局", None),
        ("duty", "县医保局", None),
        ("deadline", "2024年底", "2024-12-31"),
        ("measure", "由县人民医院牵头。", None),
        ("programme", "千县工程", None),
    ]
    assert rows("task-facts", "fact", task="邻水县 10")[-1:] == [("theme",)]


def test_task_lineage_goes_up_down_and_beside():
    columns = ("way", "region", "no", "confidence", "through")
    assert rows("task-lineage", *columns, task="广安市 （一）") == [
        ("up", None, "（一）", "0.7", None),
        ("down", "邻水县", "0", "0.5", None),
        ("down", "邻水县", "1", "0.9", None),
        ("beside", "巫山县", "（九）", "0.6", "建设医联体"),
    ]


def test_task_elaborations_by_document_and_parent():
    columns = ("no", "upper_no", "confidence", "shared")
    expected = [("0", "（一）", "0.5", "住院日"), ("1", "（一）", "0.9", "医共体；建设")]
    assert rows("task-elaborations", *columns, document="邻水县", parent="广安市") == expected
    assert rows("task-elaborations", "no", parent="国办发〔2021〕18号") == [
        ("（九）",),
        ("（一）",),
    ]
    assert rows("task-elaborations", "no", document="邻水县", parent="国办发〔2021〕18号") == []


def test_what_a_child_left_out_and_added():
    assert rows("tasks-not-taken-up", "upper_no", "upper_title", document="广安市") == [
        ("（二）", "加强科研")
    ]
    assert rows("tasks-not-taken-up", "upper_no", document="邻水县") == []
    assert rows("tasks-added", "region", "no") == [("邻水县", "2"), ("邻水县", "10")]
    assert rows("tasks-added", "no", document="巫山县") == []


def test_targets_changed_between_aligned_tasks():
    columns = ("indicator", "way", "value", "subject", "other_value", "other_subject")
    expected = [("平均住院日", "up", "≤8天", None, "≤9天", "三级医院")]
    assert rows("targets-changed", *columns) == expected
    assert rows("targets-changed", *columns, indicator="住院日", document="邻水县") == expected
    assert rows("targets-changed", "way", document="广安市") == []


def test_indicators_gather_the_values_of_all_regions():
    columns = ("indicator", "documents", "targets", "values")
    assert rows("indicators", *columns) == [("平均住院日", "2", "2", "广安市 9天；邻水县 8天")]
    assert rows("indicators", "values", region="邻水县") == [("邻水县 8天",)]


def test_themes_present_and_missing():
    assert rows("themes", "theme", "upper_theme", "tasks", "regions") == [
        ("价格医保", "新动力", "1", "邻水县 1")
    ]
    assert rows("themes-missing", "theme", "regions", document="巫山县") == [("价格医保", "邻水县")]
    assert rows("themes-missing", "theme", document="邻水县") == []
    assert rows("theme-responsibility", "kind", "role", "regions", "tasks", theme="新动力") == [
        ("医疗保障", "责任", "邻水县", "1"),
        ("卫生健康", "责任", "邻水县", "1"),
    ]


def test_agencies_with_their_printed_names():
    columns = ("name", "level", "printed", "tasks")
    assert rows("agencies", *columns, region="邻水县") == [
        ("邻水县人民政府", "县级", "县人民政府", "1"),
        ("邻水县医保局", "县级", "县医保局、县医疗保障局", "2"),
        ("邻水县卫健局", "县级", "县卫健局", "2"),
    ]
    assert rows("agencies", "name", level="市级") == [("广安市医保局",)]


def test_kinds_by_load():
    assert rows("kinds-by-load", "kind", "tasks", "leads", "regions") == [
        ("医疗保障", "4", "0", "巫山县 1；广安市 1；邻水县 2"),
        ("卫生健康", "2", "1", "邻水县 2"),
    ]


def test_agency_counterparts_above_below_and_elsewhere():
    columns = ("relation", "other_level", "other_name", "tasks")
    assert rows("agency-counterparts", *columns, agency="邻水县医保局") == [
        ("upper", "市级", "广安市医保局", "1"),
        ("elsewhere", "县级", "巫山县医保局", "1"),
    ]
    assert rows("agency-counterparts", *columns, agency="市医保局", level="县级") == [
        ("lower", "县级", "邻水县医保局", "2"),
        ("elsewhere", "县级", "巫山县医保局", "1"),
    ]


def test_hospitals_and_issuers_and_regions():
    assert rows("hospitals", "region", "name", "tasks", "titles") == [
        ("邻水县", "县人民医院", "1", "建设医共体")
    ]
    assert rows("hospitals", "name", region="巫山县") == []
    assert rows("documents-of-issuer", "issuer", "title", "status") == [
        ("邻水县人民政府", "邻水县卫生计划", "read")
    ]
    assert rows("documents-of-issuer", "title", agency="市医保局") == []
    assert rows("regions", "region", "upper_region", "documents", "tasks", "agencies") == [
        ("巫山县", None, "1", "1", "2"),
        ("广安市", "四川省", "1", "1", "1"),
        ("邻水县", "广安市", "1", "3", "3"),
    ]


def test_tasks_without_deadline_say_why():
    assert rows("tasks-without-deadline", "no", "limit", document="邻水县") == [
        ("2", "none"),
        ("10", "none"),
    ]


def test_documents_cited_but_not_held():
    assert rows("documents-not-held", "title", "number", "times", "named_by") == [
        ("国家意见", "国办发〔2021〕18号", "1", "广安市卫生计划")
    ]
    assert rows("cited-by", "region", "relation", document="国办发〔2021〕18号") == [
        ("广安市", "mentions")
    ]


def test_inferred_links_for_review():
    assert rows("lineage-inferred", "child", "parent", "confidence") == [
        ("巫山县卫生计划", "国家意见", "0.8")
    ]
    assert rows("lineage-inferred", "child", document="邻水县") == []


def test_progress_reported_and_missing():
    columns = ("no", "name", "progress", "reported", "deadline")
    expected = [("1", "邻水县医保局", "已完成", "2024-06-30", "2024年底")]
    assert rows("progress", *columns) == expected
    assert rows("progress", *columns, agency="县医保局") == expected
    assert rows("progress", "no", agency="县卫健局") == []
    assert rows("progress-missing", "no", "name", "due", region="邻水县") == [
        ("1", "县卫健局", "2024-12-31"),
        ("2", "县人民政府", None),
        ("10", "县医疗保障局", None),
        ("10", "县卫健局", None),
    ]


@pytest.mark.parametrize(
    ("query", "triple"),
    [
        ("lineage-graph", (COUNTY, "based_on", CITY)),
        ("responsibility-graph", (f"{COUNTY}/task/1", "leadAgency", "org/511623/卫生健康")),
    ],
)
def test_graphs_hold_the_edges(query: str, triple: tuple[str, str, str]):
    result = run(small_graph(), query)
    assert result.form == "CONSTRUCT"
    assert any(
        all(part.value.endswith(end) for part, end in zip(row, triple, strict=True))
        for row in result.rows
    )
    assert list(result.rows) == sorted(result.rows, key=lambda row: " ".join(map(str, row)))
