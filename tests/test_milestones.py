"""Dated aims against the other dates of a text."""

from __future__ import annotations

import pytest

from hqgraph.model import Milestone, Span
from hqgraph.parsing.dates_yearless import Day
from hqgraph.parsing.milestones import milestones_in


def read(*sentences: str) -> tuple[Milestone, ...]:
    content = "".join(sentences)
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence)
    found = milestones_in(content, spans)
    assert all(content[m.span.start : m.span.end] == m.quote for m in found)
    return found


@pytest.mark.parametrize(
    ("sentence", "text", "quote"),
    [
        ("加强建设，到2026年，建成区域医疗中心。", "到2026年", "到2026年，建成区域医疗中心"),
        ("力争在2026年底前完成搬迁。", "在2026年底前", "力争在2026年底前完成搬迁"),
        ("2026年县中医院完成改造。", "2026年", "2026年县中医院完成改造"),
        ("20__年，开展试点工作。", "20__年", "20__年，开展试点工作"),
        ("建成急救站（2026年底前完成）。", "2026年底前", "建成急救站（2026年底前完成）"),
    ],
)
def test_an_aim_and_what_its_date_governs(sentence: str, text: str, quote: str) -> None:
    (milestone,) = read(sentence)
    assert (milestone.text, milestone.quote) == (text, quote)


def test_each_aim_of_a_sentence_ends_where_the_next_begins() -> None:
    first, second = read("2026年，完成卒中中心建设；", "全面推开，2027年通过验收。")
    assert (first.quote, second.quote) == ("2026年，完成卒中中心建设", "2027年通过验收")


def test_two_years_of_one_aim_are_two_milestones_with_one_quote() -> None:
    first, second = read("到2026年和2030年，签约率分别不低于70%和80%。")
    assert [first.date, second.date] == ["2026-12-31", "2030-12-31"]
    assert first.quote == second.quote


@pytest.mark.parametrize(
    "sentence",
    [
        "2021年以来，医院积极开展协作。",
        "能耗比2020年下降，效率明显提高。",
        "自2026年1月1日起施行，请遵照执行。",
        "本办法有效期至2030年7月31日，由县医保局解释。",
        "落实《健康行动（2019—2030年）》有关要求。",
        "根据国办发〔2021〕18号文件精神制定本方案。",
        "某县人民政府办公室2024年4月30日印发。",
        "2023年全县已建成3个胸痛中心。",
        "完成时限：2026年12月底前完成建设任务",
        "截至2023年底，全县有医院3家。",
        "2024年4月30日",
    ],
)
def test_facts_and_the_dates_of_documents_are_no_aims(sentence: str) -> None:
    assert read(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("到“十五五”期末，民营医院床位占比达到三成。", "2030-12-31"),
        ("力争碳排放总量在“十五五”末达到峰值。", "2030-12-31"),
        ("“十五五”期间，新增托位2万个。", "2030-12-31"),
        ("2026年内完成全部整改任务。", "2026-12-31"),
        ("2026年第三季度末建成投用平台。", "2026-09-30"),
        ("知晓率由2024年的60%提高到2028年的85%。", "2028-12-31"),
        ("展望2035年，建成健康强县。", "2035-12-31"),
    ],
)
def test_further_forms_of_an_aim(sentence: str, date: str) -> None:
    assert [m.date for m in read(sentence)] == [date]


@pytest.mark.parametrize(
    "sentence",
    [
        "“十五五”时期是全面发力的关键时期。",
        "将“十五五”时期新增的用电量予以扣除。",
        "巩固提升“十四五”时期建设的专科能力，全面完成“十五五”期间专科建设。",
        "落实《“十五五”时期健康规划》部署要求。",
        "排放量达到2024年的80%以下水平。",
        "落实2026年政府工作报告部署的任务。",
        "对标2035年远景目标，加快推进各项工作。",
        "自印发之日起30日内制定实施细则。",
        "2026年后全面推广使用新能源车辆。",
    ],
)
def test_further_dates_that_are_no_aims(sentence: str) -> None:
    assert read(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("年内完成全部整改任务。", ["2026-12-31"]),
        ("主体工程年底前建成投用。", ["2026-12-31"]),
        ("本年6月底前完成立项，2027年底前通过验收。", ["2026-06-30", "2027-12-31"]),
        ("每年年底前报送总结材料。", []),
        ("三年内建成服务体系。", []),
        ("依据用户年内用电占比分配任务。", []),
    ],
)
def test_the_year_of_the_document_dates_what_names_no_year(sentence: str, dates: list[str]) -> None:
    spans = [Span(0, len(sentence))]
    assert [m.date for m in milestones_in(sentence, spans, Day(2026, 1, 1))] == dates


def test_without_the_year_of_the_document_what_has_before_is_kept_undated() -> None:
    sentence = "年内完成整改任务，9月底前全面开工建设，2027年6月底前完成验收，8月底前投入使用。"
    found = milestones_in(sentence, [Span(0, len(sentence))])
    assert [(m.text, m.date) for m in found] == [
        ("9月底前", None),
        ("2027年6月底前", "2027-06-30"),
        ("8月底前", "2027-08-31"),
    ]
