"""Tables of policies and relations: read, checked, kept apart, taken out again."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from cli_fixture import Outcome
from hqgraph import graph as stores
from hqgraph import pipeline
from hqgraph.catalogues import CatalogueError, add_catalogue, guess, remove_catalogue
from hqgraph.catalogues.sheets import Sheet
from hqgraph.errors import NotFoundError, ReadError, UsageError
from hqgraph.gazetteer.document_places import place_of
from hqgraph.linking import lineage
from hqgraph.rdf.validate import validate
from hqgraph.rdf.vocabulary import ELI, HQ, ID

SAMPLE = (
    Path(__file__).parents[2] / "shared" / "samples" / "catalogue" / "policies-and-relations.xlsx"
)
POLICIES = [
    ["编号", "标题", "发文机构", "发文字号", "公布日期"],
    ["A", "甲省卫生规划", "四川省卫生健康委员会", "川卫发[2021]9号", "2021.03.05公布"],
    ["B", "雅安市卫生规划", "雅安市人民政府", "", "2022年5月"],
    ["C", "关于推动公立医院高质量发展的意见", "国务院办公厅", "国办发〔2021〕18号", ""],
]
RELATIONS = [["政策A", "关系", "政策B"], ["B", "依据", "A"], ["A", "引用", "国办发〔2021〕18号"]]


def table(path: Path, *sheets: list[list[str]]) -> Path:
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle).writerows(sheets[0])
        return path
    book = openpyxl.Workbook()
    book.remove(book.active)
    for n, rows in enumerate(sheets):
        sheet = book.create_sheet(f"表{n}")
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def store(seed_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(seed_store, tmp_path / "store"))


def dump(store: Path) -> bytes:
    with stores.open_graph(store) as graph:
        return stores.export(graph, "nq")


def test_sheets_are_told_by_their_columns_and_kept_in_a_graph_of_their_own(
    store: Path, tmp_path: Path
) -> None:
    before = dump(store)
    report = add_catalogue(store, [table(tmp_path / "目录.xlsx", RELATIONS, POLICIES)])
    assert (report.catalogue.name, report.bad) == ("目录", ())
    assert (report.catalogue.policies, report.catalogue.relations) == (3, 2)
    with stores.open_graph(store) as graph:
        assert validate(graph.quads()).conforms
        city = ID + "doc/511800/雅安市卫生规划"
        assert graph.ask(f"ASK {{ <{city}> {HQ.implements} <{ID}doc/川卫发〔2021〕9号> }}")
        assert not graph.ask(f"ASK {{ <{city}> {ELI.based_on} ?any }}")
        up = lineage(graph, city).up
        assert [(e.to.number, e.via) for e in up] == [
            ("川卫发〔2021〕9号", "catalogue"),
            ("国办发〔2021〕18号", "catalogue"),
        ]
        assert "依据" in up[0].reason and "第2行" in up[0].reason
        assert "引用（未必是依据）" in up[1].reason
        below = {e.from_.iri for e in lineage(graph, ID + "doc/国办发〔2021〕18号").down}
        assert city in below
        assert graph.ask(
            f'ASK {{ <{city}> {ELI.date_publication} "2022"^^xsd:gYear }}'.replace(
                "xsd:gYear", "<http://www.w3.org/2001/XMLSchema#gYear>"
            )
        )
    remove_catalogue(store, "目录")
    assert dump(store) == before


def test_csv_files_in_any_order_make_the_same_catalogue_and_survive_documents(
    store: Path, seeds: Path, tmp_path: Path
) -> None:
    files = [table(tmp_path / "p.csv", POLICIES), table(tmp_path / "r.csv", RELATIONS)]
    add_catalogue(store, files, name="x")
    once = dump(store)
    add_catalogue(store, files[::-1], name="x")
    assert dump(store) == once
    pipeline.remove(store, "巫山府办发〔2024〕18号")
    assert b"graph/catalog/x" in dump(store)
    pipeline.add(store, [seeds / "003_146fcf2f25bb4d11.txt"])
    assert dump(store) == once


def test_bad_rows_are_told_by_number_and_leave_nothing_behind(
    store: Path, tmp_path: Path, hqgraph: Callable[..., Outcome]
) -> None:
    bad_policies = [
        *POLICIES,
        ["D", "", "", "", ""],
        ["E", "某规划", "", "", "上个月"],
        ["A", "乙", "", "", ""],
    ]
    bad_relations = [
        *RELATIONS,
        ["B", "依据", "D"],
        ["B", "喜欢", "A"],
        ["B", "引用", "B"],
        ["", "引用", "A"],
    ]
    path = table(tmp_path / "t.xlsx", bad_policies, bad_relations)
    before = dump(store)
    refused = hqgraph("catalogue", "add", path, "--store", store, "--strict")
    assert refused.code == 1
    assert dump(store) == before
    told = hqgraph("catalogue", "add", path, "--store", store)
    assert told.code == 0
    for place in (
        "表0 第5行",
        "表0 第6行",
        "表0 第7行",
        "表1 第4行",
        "表1 第5行",
        "表1 第6行",
        "表1 第7行",
    ):
        assert place in told.err
        assert place in refused.err
    assert "3 份政策、2 条关系；7 行有误" in told.err
    assert "某规划".encode() not in dump(store)
    listed = json.loads(hqgraph("catalogue", "list", "--store", store, "--json").out)
    assert [(one["name"], one["policies"], one["relations"]) for one in listed] == [("t", 3, 2)]


def test_columns_can_be_named_and_left_out(store: Path, tmp_path: Path) -> None:
    odd = [["号码", "叫什么", "标题"], ["1", "某市规划", "不是标题"], ["2", "某市计划", "也不是"]]
    path = table(tmp_path / "odd.csv", odd)
    report = add_catalogue(store, [path], overrides=["叫什么=title", "标题=", "号码=id"])
    fields = {column.heading: column.field for column in report.tables[0].columns}
    assert fields == {"号码": "id", "叫什么": "title", "标题": None}
    assert "某市规划".encode() in dump(store)
    with pytest.raises(UsageError):
        add_catalogue(store, [path], overrides=["叫什么=名称"])
    with pytest.raises(ReadError, match="没有的列"):
        add_catalogue(store, [path], overrides=["没有的列=title"])


def test_what_is_no_catalogue_is_refused(store: Path, tmp_path: Path) -> None:
    before = dump(store)
    with pytest.raises(ReadError):
        add_catalogue(store, [table(tmp_path / "x.csv", [["姓名", "电话"], ["甲", "1"]])])
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(ReadError):
        add_catalogue(store, [tmp_path / "x.xlsx"])
    with pytest.raises(CatalogueError):
        add_catalogue(store, [table(tmp_path / "e.csv", [["标题"], [""], ["x" * 600]])])
    with pytest.raises(NotFoundError):
        remove_catalogue(store, "没有")
    assert dump(store) == before


def test_one_number_for_two_titles_is_nobodys_and_same_titles_are_told_apart_by_date(
    store: Path, tmp_path: Path
) -> None:
    rows = [
        ["编号", "标题", "发文字号", "公布日期"],
        ["1", "湖南省科学技术厅甲通知", "湘科计〔2019〕14号", ""],
        ["2", "长沙市科学技术局乙通知", "湘科计〔2019〕14号", ""],
        ["3", "天津市科技局发证通知", "", "2019.01.02"],
        ["4", "天津市科技局发证通知", "", "2019.02.02"],
        ["5", "天津市科技局发文通知", "", "2019.02.02"],
        ["6", "天津市科技局发文通知", "", "2019.02.02"],
    ]
    report = add_catalogue(store, [table(tmp_path / "t.csv", rows)])
    assert (report.catalogue.policies, report.same) == (5, 1)
    text = dump(store).decode()
    assert "id/doc/湘科计" not in text
    assert "id/doc/120000/天津市科技局发证通知%202019-02-02>" in text


@pytest.mark.parametrize(
    ("issuer", "title", "number", "code"),
    [
        ("北京市顺义区人民政府", "", "", "110113"),
        ("", "黑龙江省科学技术厅、黑龙江省教育厅关于转发某通知的通知", "", "230000"),
        ("", "科技部办公厅、财政部办公厅关于某事的通知", "", "100000"),
        ("科学技术部", "", "国科发资〔2019〕1号", "100000"),
        ("", "某办法", "京教函〔2019〕112号", "110000"),
        ("", "洛阳市科学技术进步条例(2019修正)", "", "410300"),
        ("长沙市科学技术局", "", "湘科计〔2019〕14号", "430100"),
    ],
)
def test_places_come_from_issuer_title_and_number(
    issuer: str, title: str, number: str, code: str
) -> None:
    place = place_of(issuer, title, number)
    assert place is not None and place.code == code


def test_nothing_tells_a_place_where_nothing_is_told() -> None:
    assert place_of("", "某办法", "") is None


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the shared samples are not here")
def test_the_sample_loads_with_every_citation(store: Path) -> None:
    report = add_catalogue(store, [SAMPLE])
    assert [bad.row for bad in report.bad] == [146]  # a policy said to cite itself
    assert report.catalogue.policies + report.same == 1038
    assert report.catalogue.relations >= 890
    with stores.open_graph(store) as graph:
        cited = lineage(graph, ID + "doc/国科发资〔2023〕45号")
        assert len(cited.down) >= 5 and {edge.via for edge in cited.down} == {"catalogue"}
        back = lineage(graph, cited.down[0].from_.iri)
        assert cited.document in {edge.to for edge in back.up}


def test_an_unclosed_quote_costs_its_line_and_a_lone_cell_is_no_policy(
    store: Path, tmp_path: Path
) -> None:
    path = tmp_path / "broken.csv"
    path.write_text(
        "no,标题,制发单位,印发时间\n"
        '国办发〔2020〕71号,"未闭合,国务院办公厅,2020-01-01\n'
        '国办发〔2020〕72号,"两行\n标题",国务院办公厅,2020-01-01\n'
        "注：以上截至年底\n"
        "国办发〔2020〕73号,丙方案,国务院办公厅,2020-01-01\n",
        encoding="utf-8",
    )
    report = add_catalogue(store, [path])
    assert [column.field for column in report.tables[0].columns] == [
        "number",
        "title",
        "issuer",
        "date",
    ]
    assert [bad.row for bad in report.bad] == [2, 5]
    assert report.catalogue.policies == 2


def test_a_column_of_counts_is_no_column_of_numbers(store: Path, tmp_path: Path) -> None:
    rows = [["No.", "标题"], ["1", "某市规划"], ["2", "某市计划"]]
    report = add_catalogue(store, [table(tmp_path / "t.csv", rows)])
    assert [column.field for column in report.tables[0].columns] == ["id", "title"]


def test_relations_alone_may_name_what_the_store_has_by_title(store: Path, tmp_path: Path) -> None:
    add_catalogue(store, [table(tmp_path / "p.csv", POLICIES)])
    rows = [
        ["政策A", "关系", "政策B"],
        ["雅安市卫生规划", "依据", "四川省推动公立医院高质量发展实施方案"],
        ["雅安市卫生规划", "引用", "川办发〔2019〕77号"],
        ["没有这份规划", "引用", "川办发〔2019〕77号"],
    ]
    report = add_catalogue(store, [table(tmp_path / "r.csv", rows)])
    assert (report.catalogue.relations, len(report.bad)) == (2, 1)
    assert report.by_number == ("川办发〔2019〕77号",)
    with stores.open_graph(store) as graph:
        city = ID + "doc/511800/雅安市卫生规划"
        assert graph.ask(f"ASK {{ <{city}> {HQ.implements} <{ID}doc/川办发〔2021〕71号> }}")


def test_relations_again_and_to_later_policies_are_counted(store: Path, tmp_path: Path) -> None:
    relations = [*RELATIONS, ["B", "依据", "A"], ["A", "引用", "B"]]
    report = add_catalogue(store, [table(tmp_path / "t.xlsx", POLICIES, relations)])
    assert (report.catalogue.relations, report.again, report.later) == (3, 1, 1)


@pytest.mark.parametrize(
    "heading",
    [
        ["来源", "关系", "目标"],
        ["源", "关系", "目标"],
        ["from", "relation", "to"],
        ["source", "predicate", "target"],
        ["下级文件", "关系类型", "上级文件"],
    ],
)
def test_the_ends_of_a_relation_have_many_names(
    store: Path, tmp_path: Path, heading: list[str]
) -> None:
    rows = [heading, ["邻府发〔2022〕1号", "依据", "国办发〔2021〕18号"]]
    report = add_catalogue(store, [table(tmp_path / "r.csv", rows)])
    assert (report.catalogue.relations, report.passed_over) == (1, ())


def test_a_word_for_two_fields_takes_the_one_that_is_left() -> None:
    rows = ((1, ("来源", "政策A", "关系", "政策B")),)
    found = guess(Sheet("r.csv", "", rows), {})
    assert found is not None
    assert [one.field for one in found.columns] == ["source", "child", "relation", "parent"]


def test_relations_under_unknown_headings_are_refused_with_what_to_say(
    store: Path, tmp_path: Path, hqgraph: Callable[..., Outcome]
) -> None:
    policies = table(tmp_path / "p.csv", POLICIES)
    relations = table(tmp_path / "r.csv", [["关系", "甲方", "乙方"], ["依据", "B", "A"]])
    told = hqgraph("catalogue", "add", policies, relations, "--store", store)
    assert told.code == 1
    assert "--map 甲方=child --map 乙方=parent" in told.err
    maps = ["甲方=child", "乙方=parent"]
    assert add_catalogue(store, [policies, relations], overrides=maps).catalogue.relations == 1
